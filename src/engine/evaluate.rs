//! Evaluation: what a predicate says of the facts, in three-valued logic with causes.

use crate::engine::answer::{Answer, Decision};
use crate::engine::facts::{Facts, both};
use crate::engine::field::{FieldIndex, Supplier};
use crate::engine::predicate::{Constant, Integer, Predicate, Share, Test};
use crate::engine::stage::Stage;
use crate::engine::truth::{Cause, Causes, Reasoned, Truth};

impl Predicate {
    /// What the predicate says of `facts`.
    pub fn judge(&self, facts: &Facts<'_>) -> Reasoned {
        match self {
            Predicate::All(members) => {
                Reasoned::all(members.iter().map(|member| member.judge(facts)))
            }
            Predicate::Any(members) => {
                Reasoned::any(members.iter().map(|member| member.judge(facts)))
            }
            Predicate::Open(member, turned) => match member.judge(facts) {
                judged if judged.truth == *turned => Reasoned::unknown(Cause::Reading),
                judged => judged,
            },
            Predicate::Test { test, negated } => match test.judge(facts) {
                Err(unknown) => unknown,
                Ok((holds, cause)) => {
                    if holds != *negated {
                        Reasoned::MET
                    } else {
                        let unstated = matches!(test, Test::Stated(_)) && !negated;
                        let causes = Causes::from(cause);
                        Reasoned::not_met(if unstated {
                            causes | Cause::Unstated.into()
                        } else {
                            causes
                        })
                    }
                }
            },
        }
    }

    /// Calls `visit` for every field in a test whose truth is `wanted`, below members
    /// that themselves are: what a member that is settled otherwise asks no longer matters.
    pub fn for_each_field_that(
        &self,
        wanted: Truth,
        facts: &Facts<'_>,
        visit: &mut dyn FnMut(FieldIndex),
    ) {
        if self.judge(facts).truth != wanted {
            return;
        }
        match self {
            Predicate::All(members) | Predicate::Any(members) => {
                for member in members {
                    member.for_each_field_that(wanted, facts, visit);
                }
            }
            Predicate::Open(member, _) => member.for_each_field_that(wanted, facts, visit),
            Predicate::Test { test, .. } => test.for_each_field(facts.in_force, visit),
        }
    }
}

impl Test {
    /// Whether the test holds and what would refute by it, or why that is unknown.
    fn judge(&self, facts: &Facts<'_>) -> Result<(bool, Cause), Reasoned> {
        match self {
            Test::Stated(field) => match facts.answer(*field) {
                Answer::Blank => {
                    let applicant = facts
                        .field(*field)
                        .is_some_and(|field| field.supplier == Supplier::Applicant);
                    if applicant && facts.stage == Stage::Filed {
                        Ok((false, Cause::Answer))
                    } else {
                        Err(facts.open(*field))
                    }
                }
                Answer::Unusable => Err(facts.open(*field)),
                _ => Ok((true, Cause::Answer)),
            },
            Test::OneOf(field, constants) => {
                let holds = match facts.answer(*field) {
                    Answer::Boolean(value) => constants.contains(&Constant::Boolean(*value)),
                    Answer::Choice(value) => constants.contains(&Constant::Choice(*value)),
                    Answer::Integer(value) => constants.contains(&Constant::Integer(*value)),
                    Answer::Decision(value) if *value != Decision::Pending => {
                        constants.contains(&Constant::Decision(*value))
                    }
                    _ => return Err(facts.open(*field)),
                };
                Ok((holds, facts.refutation(*field)))
            }
            Test::HasAll(field, wanted) => match facts.answer(*field) {
                Answer::Choices(set) => Ok((set.0 & wanted.0 == wanted.0, Cause::Answer)),
                _ => Err(facts.open(*field)),
            },
            Test::Subset(part, whole) => {
                let (part, whole) = both(facts.items(*part), facts.items(*whole))?;
                Ok((part.within(whole), Cause::Answer))
            }
            Test::AtMost(part, whole, Share { parts, of }) => {
                let (part, whole) = both(part.number(facts), whole.number(facts))?;
                let within = part * of <= whole * parts;
                Ok((within, Cause::Answer))
            }
            Test::Before(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                if first == second {
                    Err(Reasoned::unknown(Cause::Reading))
                } else {
                    Ok((first < second, Cause::Answer))
                }
            }
            Test::DaysBefore(first, second, days) => {
                let (first, second) = facts.days(*first, *second)?;
                Ok((first.days_to(second) >= *days, Cause::Answer))
            }
            Test::WithinYears(first, second, limit) => {
                let (first, second) = both(facts.year(*first), facts.year(*second))?;
                let apart = second.0.checked_sub(first.0);
                let within = apart.is_some_and(|years| years <= *limit);
                Ok((within, Cause::Answer))
            }
            Test::InForce => match facts.in_force {
                None => Err(Reasoned::unknown(Cause::Reading)),
                Some(in_force) => in_force.judge(facts),
            },
        }
    }
}

impl Integer {
    /// The number, or why there is none.
    pub(super) fn number(self, facts: &Facts<'_>) -> Result<u64, Reasoned> {
        let field = match self {
            Integer::Constant(number) => return Ok(number),
            Integer::Field(field) => field,
        };
        match facts.answer(field) {
            Answer::Integer(number) => Ok(*number),
            Answer::Choices(set) => Ok(set.0.count_ones().into()),
            Answer::Items(items) => Ok(items.count()),
            _ => Err(facts.open(field)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use crate::engine::document::Document;
    use crate::engine::normalize::nfkc;
    use crate::engine::request::Request;
    use crate::engine::ruleset::Ruleset;
    use crate::engine::sample::{field, header, text};
    use crate::engine::session::Session;

    /// A ruleset with a field of every type and one route that is met where `when` is.
    fn ruleset(when: &Value) -> Arc<Ruleset> {
        let text = text();
        let mut choice = field("t.choice", "choice", "applicant");
        let mut choices = field("t.choices", "choices", "applicant");
        let options = json!([{ "value": "a", "label": text }, { "value": "b", "label": text }]);
        for field in [&mut choice, &mut choices] {
            field["options"] = options.clone();
        }
        let mut header = header();
        let decided_by =
            json!({ "from": "2024-04-01", "until": "2026-03-31", "decided_by": ["t.day"] });
        header
            .as_object_mut()
            .unwrap()
            .insert("in_force".into(), decided_by);
        let document = json!({
            "ruleset": header,
            "field": [
                field("t.text", "text", "applicant"),
                field("t.terms", "text", "officer"),
                field("t.number", "integer", "applicant"),
                field("t.limit", "integer", "contract"),
                field("t.flag", "boolean", "applicant"),
                choice,
                choices,
                field("t.part", "items", "applicant"),
                field("t.whole", "items", "contract"),
                field("t.day", "date", "applicant"),
                field("t.later", "date", "applicant"),
                field("t.year", "fiscal_year", "applicant"),
                field("finding.f", "finding", "officer"),
                field("decision.d", "decision", "body"),
            ],
            "route": [{
                "id": "r", "when": when, "verdict": "exempt", "clause": "1", "message": text,
            }],
            "procedure": [{ "id": "p", "title": text, "routes": ["r"] }],
        });
        Arc::new(Ruleset::from_document(&Document::from(&document)).unwrap())
    }

    /// `met`, or the other truths with their causes: `unknown missing`.
    fn judged(when: &Value, stage: &str, answers: &Value) -> String {
        let request = json!({
            "procedure": "p", "stage": stage, "asOf": "2026-11-22", "answers": answers,
        });
        let request = request.to_string();
        let request = Request::from_json(&request).unwrap();
        let session = Session::check(ruleset(when), request, nfkc).unwrap();
        let judged = session.judging().states()[0].judged;
        let mut said = vec![judged.truth.name()];
        said.extend(judged.causes.names());
        said.join(" ")
    }

    #[test]
    fn each_operator_is_met_not_met_and_unknown_for_its_reasons() {
        for (when, answers, truth) in [
            (
                json!({ "stated": "t.text" }),
                json!({ "t.text": "x" }),
                "met",
            ),
            (json!({ "stated": "t.text" }), json!({}), "unknown missing"),
            (json!({ "stated": "t.terms" }), json!({}), "unknown finding"),
            (
                json!({ "stated": "t.number" }),
                json!({ "t.number": "many" }),
                "unknown missing",
            ),
            (json!({ "yes": "t.flag" }), json!({ "t.flag": true }), "met"),
            (
                json!({ "yes": "t.flag" }),
                json!({ "t.flag": false }),
                "not_met answer",
            ),
            (json!({ "no": "t.flag" }), json!({ "t.flag": false }), "met"),
            (json!({ "no": "t.flag" }), json!({}), "unknown missing"),
            (
                json!({ "found": "finding.f" }),
                json!({ "finding.f": false }),
                "not_met finding",
            ),
            (
                json!({ "found": "finding.f" }),
                json!({}),
                "unknown finding",
            ),
            (
                json!({ "decided": "decision.d" }),
                json!({ "decision.d": "approved" }),
                "met",
            ),
            (
                json!({ "decided": "decision.d" }),
                json!({ "decision.d": "rejected" }),
                "not_met decision",
            ),
            (
                json!({ "decided": "decision.d" }),
                json!({ "decision.d": "pending" }),
                "unknown decision",
            ),
            (
                json!({ "is": ["t.choice", "a"] }),
                json!({ "t.choice": "b" }),
                "not_met answer",
            ),
            (
                json!({ "is": ["t.number", 3] }),
                json!({ "t.number": 3 }),
                "met",
            ),
            (
                json!({ "one_of": ["t.choice", ["a", "b"]] }),
                json!({ "t.choice": "b" }),
                "met",
            ),
            (
                json!({ "has": ["t.choices", "a"] }),
                json!({ "t.choices": ["a"] }),
                "met",
            ),
            (
                json!({ "has": ["t.choices", "a"] }),
                json!({ "t.choices": [] }),
                "not_met answer",
            ),
            (
                json!({ "lacks": ["t.choices", "a"] }),
                json!({ "t.choices": [] }),
                "met",
            ),
            (
                json!({ "has_all": ["t.choices", ["a", "b"]] }),
                json!({ "t.choices": ["a"] }),
                "not_met answer",
            ),
            (
                json!({ "subset": ["t.part", "t.whole"] }),
                json!({ "t.part": ["x"], "t.whole": ["x", "y"] }),
                "met",
            ),
            (
                json!({ "subset": ["t.part", "t.whole"] }),
                json!({ "t.part": ["z"], "t.whole": ["x"] }),
                "not_met answer",
            ),
            (
                json!({ "subset": ["t.part", "t.whole"] }),
                json!({ "t.part": ["x"] }),
                "unknown missing",
            ),
            (
                json!({ "at_most": ["t.number", "t.limit"] }),
                json!({ "t.number": 3, "t.limit": 3 }),
                "met",
            ),
            (
                json!({ "at_most": ["t.number", 2] }),
                json!({ "t.number": 3 }),
                "not_met answer",
            ),
            (
                json!({ "before": ["t.day", "t.later"] }),
                json!({ "t.day": "2026-01-01", "t.later": "2026-01-02" }),
                "met",
            ),
            (
                json!({ "before": ["t.day", "t.later"] }),
                json!({ "t.day": "2026-01-01", "t.later": "2026-01-01" }),
                "unknown reading",
            ),
            (
                json!({ "before": ["t.day", "asOf"] }),
                json!({ "t.day": "2026-11-23" }),
                "not_met answer",
            ),
            (
                json!({ "not_before": ["t.day", "2026-01-01"] }),
                json!({ "t.day": "2026-01-01" }),
                "met",
            ),
            (
                json!({ "within_years": ["t.year", "t.day", 2] }),
                json!({ "t.year": 2024, "t.day": "2027-03-31" }),
                "met",
            ),
            (
                json!({ "within_years": ["t.year", "t.day", 2] }),
                json!({ "t.year": 2024, "t.day": "2027-04-01" }),
                "not_met answer",
            ),
            (
                json!({ "within_years": ["t.year", "t.day", 2] }),
                json!({ "t.year": 2025, "t.day": "2025-03-31" }),
                "not_met answer",
            ),
            (
                json!({ "in_force": true }),
                json!({ "t.day": "2026-03-31" }),
                "met",
            ),
            (
                json!({ "in_force": true }),
                json!({ "t.day": "2026-04-01" }),
                "unknown version",
            ),
            (
                json!({ "in_force": true }),
                json!({ "t.day": "2022-12-31" }),
                "not_met answer",
            ),
            (json!({ "in_force": true }), json!({}), "unknown missing"),
            (json!({ "all": [] }), json!({}), "met"),
            (json!({ "any": [] }), json!({}), "not_met"),
            (
                json!({ "all": [{ "yes": "t.flag" }, { "found": "finding.f" }] }),
                json!({}),
                "unknown missing finding",
            ),
            (
                json!({ "all": [{ "yes": "t.flag" }, { "found": "finding.f" }] }),
                json!({ "t.flag": false }),
                "not_met answer",
            ),
            (
                json!({ "any": [{ "yes": "t.flag" }, { "found": "finding.f" }] }),
                json!({ "t.flag": false }),
                "unknown finding",
            ),
            (
                json!({ "not": { "any": [{ "yes": "t.flag" }, { "found": "finding.f" }] } }),
                json!({ "finding.f": true }),
                "not_met finding",
            ),
            (
                json!({ "else_reading": { "yes": "t.flag" } }),
                json!({ "t.flag": false }),
                "unknown reading",
            ),
            (
                json!({ "not": { "else_reading": { "yes": "t.flag" } } }),
                json!({ "t.flag": true }),
                "not_met answer",
            ),
        ] {
            assert_eq!(
                judged(&when, "draft", &answers),
                truth,
                "{when} of {answers}"
            );
        }
    }

    /// What `when` comes to of answers, row by row.
    fn assert_judged(when: &Value, fields: [&str; 2], rows: &[(Value, Value, &str)]) {
        for (first, second, truth) in rows {
            let answers = json!({ fields[0]: first, fields[1]: second });
            assert_eq!(
                &judged(when, "draft", &answers),
                truth,
                "{when} of {answers}"
            );
        }
    }

    #[test]
    fn so_many_days_before_is_met_on_the_last_such_day() {
        let fields = ["t.day", "t.later"];
        let rows = |rows: &[(&str, &str, &'static str)]| -> Vec<(Value, Value, &'static str)> {
            let row = |(first, second, truth): &(&str, &str, &'static str)| {
                let day = |day: &str| {
                    if day.is_empty() {
                        Value::Null
                    } else {
                        json!(day)
                    }
                };
                (day(first), day(second), *truth)
            };
            rows.iter().map(row).collect()
        };
        let week = rows(&[
            ("2026-04-01", "2026-04-08", "met"),
            ("2026-04-02", "2026-04-08", "not_met answer"),
            ("2026-03-01", "2026-04-08", "met"),
            ("2026-04-08", "2026-04-08", "not_met answer"),
            // The wrong way round, however far.
            ("2026-04-08", "2026-04-01", "not_met answer"),
            // Over the end of a month, of a year, and of February in a leap year.
            ("2027-12-27", "2028-01-03", "met"),
            ("2028-02-23", "2028-03-01", "met"),
            ("2028-02-24", "2028-03-01", "not_met answer"),
            ("", "2026-04-08", "unknown missing"),
            ("2026-04-01", "", "unknown missing"),
            ("", "", "unknown missing"),
        ]);
        assert_judged(&json!({ "before": ["t.day", "t.later", 7] }), fields, &week);
        // The day of asking is 22 November.
        let asked = rows(&[
            ("2026-10-23", "", "met"),
            ("2026-10-24", "", "not_met answer"),
        ]);
        assert_judged(&json!({ "before": ["t.day", "asOf", 30] }), fields, &asked);
        let not = json!({ "not": { "before": ["t.day", "t.later", 1] } });
        let order = rows(&[
            ("2026-04-08", "2026-04-08", "met"),
            ("2026-04-07", "2026-04-08", "not_met answer"),
        ]);
        assert_judged(&not, fields, &order);
    }

    #[test]
    fn a_share_is_exact_however_large_the_numbers() {
        let largest = 9_007_199_254_740_991_u64;
        for (share, rows) in [
            (
                [1, 2],
                vec![
                    (json!(50), json!(100), "met"),
                    (json!(51), json!(100), "not_met answer"),
                    (json!(50), json!(99), "not_met answer"),
                    (json!(49), json!(99), "met"),
                    // Nothing of nothing is no more than any share of it; anything is more.
                    (json!(0), json!(0), "met"),
                    (json!(1), json!(0), "not_met answer"),
                    (json!(1), Value::Null, "unknown missing"),
                    // No number is negative: what is typed so cannot be read.
                    (json!("-1"), json!(100), "unknown missing"),
                    (json!(largest), json!(largest), "not_met answer"),
                    (json!(largest / 2), json!(largest), "met"),
                    (json!(largest / 2 + 1), json!(largest), "not_met answer"),
                ],
            ),
            (
                // A third, which no decimal number is.
                [1, 3],
                vec![
                    (json!(1), json!(3), "met"),
                    (json!(1), json!(2), "not_met answer"),
                    (json!(333), json!(999), "met"),
                    (json!(334), json!(1001), "not_met answer"),
                ],
            ),
            (
                [999, 1000],
                vec![
                    (json!(999), json!(1000), "met"),
                    (json!(largest), json!(largest), "not_met answer"),
                    (json!(largest - largest / 1000 - 1), json!(largest), "met"),
                ],
            ),
            (
                [3, 2],
                vec![
                    (json!(3), json!(2), "met"),
                    (json!(4), json!(2), "not_met answer"),
                ],
            ),
        ] {
            let when = json!({ "at_most": ["t.number", "t.limit", share[0], share[1]] });
            assert_judged(&when, ["t.number", "t.limit"], &rows);
        }
    }

    #[test]
    fn a_list_counts_its_different_entries() {
        let names =
            |count: usize| json!((0..count).map(|at| format!("{at}社")).collect::<Vec<_>>());
        for (when, rows) in [
            (
                json!({ "at_least": ["t.part", 3] }),
                vec![
                    (names(3), Value::Null, "met"),
                    (names(2), Value::Null, "not_met answer"),
                    (json!(["甲", "乙", "甲"]), Value::Null, "not_met answer"),
                    (json!(["ＡＢ", "AB", "乙"]), Value::Null, "not_met answer"),
                    (Value::Null, Value::Null, "unknown missing"),
                ],
            ),
            (
                json!({ "at_most": ["t.part", 20] }),
                vec![
                    (names(20), Value::Null, "met"),
                    (names(21), Value::Null, "not_met answer"),
                ],
            ),
            (
                json!({ "at_most": ["t.part", "t.whole"] }),
                vec![
                    (names(2), json!(["甲", "乙"]), "met"),
                    (names(3), json!(["甲", "乙"]), "not_met answer"),
                    (names(3), Value::Null, "unknown missing"),
                ],
            ),
        ] {
            assert_judged(&when, ["t.part", "t.whole"], &rows);
        }
        // None at all chosen is an answer; a blank is none.
        let two = json!({ "at_least": ["t.choices", 2] });
        let rows = [
            (json!([]), json!(0), "not_met answer"),
            (json!(["a", "b"]), json!(0), "met"),
            (Value::Null, json!(0), "unknown missing"),
        ];
        assert_judged(&two, ["t.choices", "t.limit"], &rows);
        let as_said = json!({ "at_least": ["t.choices", "t.number"] });
        let rows = [
            (json!(["a"]), json!(1), "met"),
            (json!(["a"]), json!(2), "not_met answer"),
        ];
        assert_judged(&as_said, ["t.choices", "t.number"], &rows);
    }

    #[test]
    fn only_a_blank_of_the_applicants_is_known_to_be_blank_once_filed() {
        for (when, truth) in [
            (json!({ "stated": "t.text" }), "not_met answer"),
            (json!({ "not": { "stated": "t.text" } }), "met"),
            (json!({ "stated": "t.limit" }), "unknown missing"),
            (json!({ "yes": "t.flag" }), "unknown missing"),
        ] {
            assert_eq!(judged(&when, "filed", &json!({})), truth, "{when}");
        }
    }
}
