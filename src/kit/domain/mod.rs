//! Abstract domains: what predicates can come to.
//!
//! For each field a predicate looks at there are a few values that tell its tests apart. Trying
//! every combination of these is exact. Where there are too many, the answer is [`TooMuch`].

mod budget;
mod combinations;
mod explore;
mod lost;
mod outcomes;
mod values;

pub use budget::{Budget, TooMuch};
pub use combinations::Domain;
pub use explore::Next;
pub use lost::{Lost, settled};
pub use outcomes::Outcomes;
pub(crate) use values::telling;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::truth::Truth;
    use crate::kit::sample::{condition, header};
    use crate::library::draft::Draft;

    /// What can come of a limb that asks `predicate`, and what is lost on it.
    fn tried(predicate: &str) -> (Outcomes, Option<Lost<Truth>>) {
        let period = r#"in_force = { from = 2023-04-01, until = 2027-03-31, decided_by = ["approval.planned_on", "request.filed_on", "asOf"] }"#;
        let rest = r#"
[[field]]
id = "town.year"
type = "fiscal_year"
supplier = "applicant"
label = { ja = "年度" }

[[procedure]]
id = "copy"
title = { ja = "複写" }
conditions = ["1"]
"#;
        let asked = condition("1", "第1条", predicate);
        // So that the field of its own is used.
        let other = condition("2", "第2条", r#"stated = "town.year""#);
        let toml = [&header("1", period), asked.as_str(), &other, rest].concat();
        let draft = Draft::from_toml(&toml).unwrap();
        let unit = draft.ruleset.procedures.first().unwrap().units.first();
        let unit = unit.unwrap();
        let domain = Domain::of(&[unit], &draft.ruleset).unwrap();
        let mut budget = Budget::default();
        let mut outcomes = Outcomes::default();
        let explored = domain.explore(&mut budget, &mut |facts, whole| {
            let truth = unit.holds.judge(facts).truth;
            if truth == Truth::Unknown && !whole {
                return Next::Further;
            }
            outcomes.add(truth);
            Next::Settled
        });
        explored.unwrap();
        let lost = domain.lost(&|facts| settled(unit, facts), &mut budget);
        (outcomes, lost.unwrap())
    }

    fn outcomes(predicate: &str) -> [bool; 3] {
        let (
            Outcomes {
                met,
                not_met,
                unknown,
            },
            _,
        ) = tried(predicate);
        [met, not_met, unknown]
    }

    #[test]
    fn values_around_every_constant_are_tried() {
        for (predicate, expected) in [
            (
                r#"at_most = ["scope.record_count", 5000]"#,
                [true, true, false],
            ),
            (
                r#"at_most = ["scope.record_count", 0]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ at_most = ["scope.record_count", 5] }, { not = { at_most = ["scope.record_count", 4] } }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ at_most = ["scope.record_count", 4] }, { not = { at_most = ["scope.record_count", 4] } }]"#,
                [false, true, false],
            ),
            (r#"is = ["scope.record_count", 7]"#, [true, true, false]),
            (
                r#"any = [{ at_most = ["scope.record_count", "contract.record_count"] }, { at_most = ["contract.record_count", "scope.record_count"] }]"#,
                [true, false, false],
            ),
            (
                r#"subset = ["scope.data_items", "contract.data_items"]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ subset = ["scope.data_items", "contract.data_items"] }, { not = { subset = ["contract.data_items", "scope.data_items"] } }]"#,
                [true, true, false],
            ),
            (
                r#"before = ["contract.starts_on", 2026-04-01]"#,
                [true, true, true],
            ),
            (
                r#"not_before = ["contract.starts_on", 2026-04-01]"#,
                [true, true, false],
            ),
            (
                r#"before = ["request.filed_on", "asOf"]"#,
                [true, true, true],
            ),
            (
                r#"all = [{ not_before = ["contract.starts_on", 2026-04-01] }, { not_before = [2026-04-01, "contract.starts_on"] }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ within_years = ["town.year", "contract.starts_on", 3] }, { not = { within_years = ["town.year", "contract.starts_on", 2] } }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ within_years = ["town.year", "contract.starts_on", 2] }, { not = { within_years = ["town.year", "contract.starts_on", 3] } }]"#,
                [false, true, false],
            ),
            (
                r#"within_years = ["town.year", 2026-04-01]"#,
                [true, true, false],
            ),
            (
                r#"before = ["request.filed_on", "contract.starts_on", 7]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ before = ["request.filed_on", "contract.starts_on", 7] }, { not = { before = ["request.filed_on", "contract.starts_on", 8] } }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ before = ["request.filed_on", "contract.starts_on", 8] }, { not = { before = ["request.filed_on", "contract.starts_on", 7] } }]"#,
                [false, true, false],
            ),
            (
                r#"all = [{ before = ["request.filed_on", "contract.starts_on", 30] }, { not_before = ["request.filed_on", 2026-03-03] }, { not_before = [2026-04-01, "contract.starts_on"] }]"#,
                [false, true, false],
            ),
            (
                r#"all = [{ before = ["request.filed_on", "contract.starts_on", 30] }, { not_before = ["request.filed_on", 2026-03-02] }, { not_before = [2026-04-01, "contract.starts_on"] }]"#,
                [true, true, false],
            ),
            (
                r#"in_order = ["request.filed_on", "contract.starts_on", "asOf"]"#,
                [true, true, true],
            ),
            (
                r#"all = [{ same = ["request.filed_on", "contract.starts_on"] }, { before = ["request.filed_on", "contract.starts_on", 1] }]"#,
                [false, true, false],
            ),
            (
                r#"all = [{ at_most = ["scope.record_count", "contract.record_count", 1, 2] }, { at_least = ["scope.record_count", "contract.record_count", 1, 2] }, { at_least = ["scope.record_count", 1] }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ at_most = ["scope.record_count", "contract.record_count", 1, 3] }, { at_least = ["scope.record_count", "contract.record_count", 1, 2] }, { at_least = ["scope.record_count", 1] }]"#,
                [false, true, false],
            ),
            (r#"at_least = ["scope.data_items", 3]"#, [true, true, false]),
            (
                r#"all = [{ at_least = ["scope.data_items", 3] }, { at_most = ["scope.data_items", 2] }]"#,
                [false, true, false],
            ),
            // A list that is there has an entry.
            (
                r#"at_least = ["scope.data_items", 1]"#,
                [true, false, false],
            ),
            (
                r#"all = [{ at_least = ["contract.consent_clauses", 1] }, { lacks = ["contract.consent_clauses", "copy"] }]"#,
                [true, true, false],
            ),
            // Unknown where the planned approval has gone by.
            (r#"in_force = true"#, [true, true, true]),
            (r#"stated = "scope.work""#, [true, true, false]),
            (r#"stated = "contract.purpose""#, [true, false, true]),
            (
                r#"has_all = ["contract.consent_clauses", ["takeout", "copy"]]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ has = ["contract.consent_clauses", "copy"] }, { lacks = ["contract.consent_clauses", "copy"] }]"#,
                [false, true, false],
            ),
            (
                r#"one_of = ["information.kind", ["personal", "pseudonymised", "agency_anonymised", "anonymised", "none"]]"#,
                [true, false, false],
            ),
            (
                r#"else_reading = { yes = "instruction.given" }"#,
                [true, false, true],
            ),
            (r#"else_reading = { any = [] }"#, [false, false, true]),
        ] {
            assert_eq!(outcomes(predicate), expected, "{predicate}");
        }
    }

    #[test]
    fn what_follows_whatever_a_blank_holds_is_found_and_nothing_else() {
        for predicate in [
            r#"any = [{ yes = "instruction.given" }, { no = "instruction.given" }]"#,
            r#"any = [{ all = [{ yes = "instruction.given" }, { yes = "takeout.already" }] }, { all = [{ no = "instruction.given" }, { yes = "request.in_writing" }] }]"#,
            r#"all = [{ is = ["information.kind", "none"] }, { is = ["information.kind", "personal"] }]"#,
            r#"any = [{ at_most = ["scope.record_count", 10] }, { not = { at_most = ["scope.record_count", 5] } }]"#,
            r#"any = [{ not_before = ["contract.starts_on", 2026-04-01] }, { not = { not_before = ["contract.starts_on", 2026-04-01] } }]"#,
        ] {
            assert!(tried(predicate).1.is_some(), "{predicate}");
        }
        for predicate in [
            r#"subset = ["scope.data_items", "contract.data_items"]"#,
            r#"at_most = ["scope.record_count", "contract.record_count"]"#,
            r#"before = ["request.filed_on", "contract.starts_on"]"#,
            r#"not_before = ["contract.starts_on", "asOf"]"#,
            r#"within_years = ["town.year", "contract.starts_on", 2]"#,
            r#"within_years = ["town.year", "asOf"]"#,
            r#"before = ["request.filed_on", "contract.starts_on", 7]"#,
            r#"in_order = ["request.filed_on", "contract.starts_on", 2026-04-01]"#,
            r#"same = ["request.filed_on", "contract.starts_on"]"#,
            r#"same = ["scope.record_count", "contract.record_count"]"#,
            r#"same = ["instruction.given", "takeout.already"]"#,
            r#"at_most = ["scope.record_count", "contract.record_count", 1, 2]"#,
            r#"at_least = ["scope.data_items", 2]"#,
            r#"in_force = true"#,
            r#"stated = "scope.work""#,
            r#"any = [{ stated = "scope.work" }, { not = { stated = "scope.work" } }]"#,
            r#"any = [{ yes = "instruction.given" }, { else_reading = { any = [] } }]"#,
            r#"any = [{ all = [{ yes = "instruction.given" }, { yes = "takeout.already" }] }, { yes = "takeout.already" }]"#,
        ] {
            assert!(
                tried(predicate).1.is_none(),
                "{predicate}: {:?}",
                tried(predicate).1
            );
        }
    }
}
