//! What predicates can come to: parts that never apply, are never met or never fail, and parts that
//! leave open what follows all the same.

use std::collections::BTreeSet;

use super::linter::{Linter, ids, texts};
use super::lost;
use super::warning::Lint;
use crate::engine::facts::Facts;
use crate::engine::predicate::Predicate;
use crate::engine::ruleset::Unit;
use crate::engine::truth::{Cause, Truth};
use crate::kit::domain::{Domain, Next, Outcomes, TooMuch, settled};

/// Every route, limb, condition, duty and result by itself.
pub(super) fn lint(linter: &mut Linter<'_>) {
    let ruleset = linter.ruleset;
    let mut seen = BTreeSet::new();
    for (procedure, at) in ruleset.procedures.iter().zip(0..) {
        let mut units = procedure.units.iter();
        for (route, unit) in procedure.routes.iter().zip(units.by_ref()) {
            let path = format!("route[{}].when", route.position);
            if seen.insert(path.clone()) {
                alone(
                    linter,
                    unit,
                    &path,
                    route.id.as_str(),
                    "the route never decides",
                );
            }
        }
        for condition in &procedure.conditions {
            let limbs: Vec<&Unit> = units.by_ref().take(condition.limbs.len()).collect();
            let path = format!("condition[{}]", condition.position);
            if !seen.insert(path.clone()) {
                continue;
            }
            let known = linter.warnings.len();
            for (at, (name, unit)) in condition.limb_names().zip(&limbs).enumerate() {
                limb(linter, unit, &format!("{path}.limb[{at}]"), &name);
            }
            if known == linter.warnings.len() {
                at_once(linter, &limbs, &path, condition.id.as_str());
            }
        }
        let listed: Vec<_> = linter.list("procedure").collect();
        let table = listed.get(at).map(|(_, table)| *table);
        for (key, lists) in [("duty", "duties"), ("result", "results")] {
            for id in texts(table.and_then(|table| table.get(lists))) {
                let Some(unit) = units.next() else { return };
                let mut entries = ids(linter.list(key));
                let Some((at, _)) = entries.find(|(_, known)| *known == id) else {
                    continue;
                };
                let path = format!("{key}[{at}]");
                if !seen.insert(path.clone()) {
                    continue;
                }
                if key == "duty" {
                    alone(
                        linter,
                        unit,
                        &format!("{path}.holds"),
                        id,
                        "no answers keep it",
                    );
                } else {
                    alone(
                        linter,
                        unit,
                        &format!("{path}.when"),
                        id,
                        "it is never derived",
                    );
                }
            }
        }
    }
}

/// What `unit` can come to, wherever every field is answered and it applies; as much of it as
/// tells whether it can be met and not.
fn alone(
    linter: &mut Linter<'_>,
    unit: &Unit,
    path: &str,
    name: &str,
    never_met: &str,
) -> Option<Outcomes> {
    let open = is_left_open(&unit.holds);
    let (mut outcomes, mut hopeful) = (Outcomes::default(), Outcomes::default());
    let mut never_applies = true;
    let tried = Domain::of(&[unit], linter.ruleset).and_then(|domain| {
        domain.explore(&mut linter.budget, &mut |facts, whole| {
            let applies = applies(unit, facts);
            if applies == Truth::NotMet {
                return Next::Settled;
            }
            let judged = unit.holds.judge(facts);
            if !whole && (applies == Truth::Unknown || judged.truth == Truth::Unknown) {
                return Next::Further;
            }
            never_applies = false;
            outcomes.add(judged.truth);
            // That it is the same day, say, is no way to meet it; what its author leaves
            // open, or a blank that somebody else may fill, is.
            if open || !judged.causes.contains(Cause::Reading) {
                hopeful.add(judged.truth);
            }
            let can_be_met = hopeful.met || hopeful.unknown;
            let can_fail = outcomes.not_met || outcomes.unknown;
            match can_be_met && can_fail && outcomes.differ() {
                true => Next::Done,
                false => Next::Settled,
            }
        })?;
        Ok(domain)
    });
    let Ok(domain) = tried else {
        linter.untried.outcomes.insert(name.to_owned());
        linter.untried.exact.insert(name.to_owned());
        return None;
    };
    if never_applies {
        let message = "never applies; change `when` or `only`, or remove it";
        // A duty need not ask anything.
        let path = path.strip_suffix(".holds").unwrap_or(path);
        linter.warn(Lint::NeverApplies, path, message.to_owned());
        return None;
    }
    if !hopeful.met && !hopeful.unknown {
        let message = format!("{never_met}, whatever the answers; look for what excludes itself");
        linter.warn(Lint::NeverMet, path, message);
    }
    if outcomes.differ() {
        match domain.lost(&|facts| settled(unit, facts), &mut linter.budget) {
            Ok(None) => {}
            Ok(Some(lost)) => {
                let message = lost::sentence(&lost, linter.ruleset);
                linter.warn(Lint::Imprecise, path, message);
            }
            Err(TooMuch) => {
                linter.untried.exact.insert(name.to_owned());
            }
        }
    }
    Some(outcomes)
}

fn limb(linter: &mut Linter<'_>, unit: &Unit, path: &str, name: &str) {
    let never_met = "no answers meet it: the condition always fails";
    if let Some(outcomes) = alone(linter, unit, path, name, never_met)
        && !outcomes.not_met
        && !outcomes.unknown
    {
        let message = "holds whatever the answers, so it asks nothing; look for what always \
                       holds, or remove it";
        linter.warn(Lint::NeverFails, path, message.to_owned());
    }
}

/// Limbs that each can be met, but never together.
fn at_once(linter: &mut Linter<'_>, limbs: &[&Unit], path: &str, name: &str) {
    let mut possible = false;
    let tried = Domain::of(limbs, linter.ruleset).and_then(|domain| {
        domain.explore(&mut linter.budget, &mut |facts, whole| {
            let mut limbs = limbs.iter().map(|unit| required(unit, facts));
            let truth = limbs.try_fold(Truth::Met, |all, limb| match (all, limb) {
                (_, Truth::NotMet) => None,
                (Truth::Unknown, _) | (_, Truth::Unknown) => Some(Truth::Unknown),
                _ => Some(Truth::Met),
            });
            match truth {
                None => Next::Settled,
                Some(Truth::Unknown) if !whole => Next::Further,
                Some(_) => {
                    possible = true;
                    Next::Done
                }
            }
        })
    });
    if tried.is_err() {
        linter.untried.outcomes.insert(name.to_owned());
    } else if !possible {
        let message = "no answers meet all of its limbs at once; look for two that exclude \
                       each other";
        linter.warn(Lint::NeverMet, path, message.to_owned());
    }
}

/// Whether a predicate says of a point that it is open.
fn is_left_open(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Open(..) => true,
        Predicate::All(members) | Predicate::Any(members) => members.iter().any(is_left_open),
        Predicate::Test { .. } => false,
    }
}

fn applies(unit: &Unit, facts: &Facts<'_>) -> Truth {
    let when = unit.applies.as_ref();
    when.map_or(Truth::Met, |when| when.judge(facts).truth)
}

/// The truth of what `unit` asks for: met where it does not apply.
fn required(unit: &Unit, facts: &Facts<'_>) -> Truth {
    match (applies(unit, facts), unit.holds.judge(facts).truth) {
        (Truth::NotMet, _) | (_, Truth::Met) => Truth::Met,
        (Truth::Met, holds) => holds,
        (Truth::Unknown, _) => Truth::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{condition, copy, said};
    use super::*;

    #[test]
    fn cases() {
        for (predicate, expected) in [
            (r#"yes = "instruction.given""#, vec![]),
            (
                r#"all = [{ yes = "instruction.given" }, { no = "instruction.given" }]"#,
                vec![
                    "never-met: condition[0].limb[0]: no answers meet it: the condition always fails, whatever the answers; look for what excludes itself",
                ],
            ),
            (
                r#"any = [{ yes = "instruction.given" }, { no = "instruction.given" }]"#,
                vec![
                    "never-fails: condition[0].limb[0]: holds whatever the answers, so it asks nothing; look for what always holds, or remove it",
                ],
            ),
            (
                r#"yes = "instruction.given", when = { any = [] }"#,
                vec![
                    "never-applies: condition[0].limb[0]: never applies; change `when` or `only`, or remove it",
                ],
            ),
            (
                r#"any = [{ all = [{ yes = "instruction.given" }, { yes = "takeout.already" }] }, { all = [{ no = "instruction.given" }, { yes = "request.in_writing" }] }]"#,
                vec![
                    "imprecise: condition[0].limb[0]: is unknown while `instruction.given` is blank (`takeout.already` yes, `request.in_writing` yes), though met whatever stands there, for it is asked in both senses; ask it in one, or add to an `any` the case in which it does not matter",
                ],
            ),
            (r#"else_reading = { any = [] }"#, vec![]),
        ] {
            let parts = condition("1", "第1条", predicate) + &copy(r#"conditions = ["1"]"#);
            assert_eq!(said(lint, &parts), expected, "{predicate}");
        }
    }
}
