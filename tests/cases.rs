//! The cases beside each shipped ruleset.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use shodaku::field::{Field, Supplier};
use shodaku::normalize::nfkc;
use shodaku::predicate::{Predicate, Test};
use shodaku::ruleset::cases::{Cases, run};
use shodaku::ruleset::{Ruleset, Unit, author};
use shodaku::session::Session;
use shodaku::truth::Truth;

fn load(id: &str) -> (Arc<Ruleset>, Cases) {
    let read = |name: &str| fs::read_to_string(format!("src/rulesets/{name}")).unwrap();
    let json =
        author::build(&read(&format!("{id}.toml"))).unwrap_or_else(|error| panic!("{error:#?}"));
    let cases = Cases::from_toml(&read(&format!("{id}.cases.toml")))
        .unwrap_or_else(|error| panic!("{error:#?}"));
    (Arc::new(Ruleset::from_json(&json).unwrap()), cases)
}

fn every_case_holds(id: &str, at_least: usize) {
    let (ruleset, cases) = load(id);
    let results = run(&ruleset, &cases);
    assert!(results.len() >= at_least, "only {} cases", results.len());
    let wrong: Vec<String> = results
        .iter()
        .filter(|(_, differences)| !differences.is_empty())
        .map(|(name, differences)| format!("{name}\n    {}", differences.join("\n    ")))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases differ:\n{}",
        wrong.len(),
        results.len(),
        wrong.join("\n")
    );
}

/// In every procedure, each limb is met in some case, not met in another and unknown in a
/// third, and each route decides one.
fn every_limb_and_route_is_shown(id: &str) {
    let (ruleset, cases) = load(id);
    let mut shown = BTreeSet::new();
    for case in &cases.case {
        let request = cases.request(case).unwrap();
        let session = Session::check(Arc::clone(&ruleset), request, nfkc).unwrap();
        let (procedure, judgement) = (session.procedure(), session.judgement());
        if let Some(at) = judgement.deciding {
            shown.insert(format!(
                "{}: {} decides",
                procedure.id, procedure.routes[at].id
            ));
        }
        for (condition, (_, limbs)) in procedure.conditions.iter().zip(&judgement.conditions) {
            for (limb, state) in condition.limbs.iter().zip(limbs) {
                if state.counts() {
                    let truth = state.judged.truth.name();
                    shown.insert(format!("{}: {}.{limb} {truth}", procedure.id, condition.id));
                }
            }
        }
    }
    let mut wanted = Vec::new();
    for procedure in &ruleset.procedures {
        let name = &procedure.id;
        wanted.extend(
            procedure
                .routes
                .iter()
                .map(|route| format!("{name}: {} decides", route.id)),
        );
        let mut units = procedure.units.iter().skip(procedure.routes.len());
        for condition in &procedure.conditions {
            for limb in &condition.limbs {
                let unit = units.next().unwrap();
                let truths = [
                    (Truth::Met, true),
                    (Truth::NotMet, can_fail(unit, &ruleset.fields)),
                    (Truth::Unknown, !unit.if_recorded),
                ];
                wanted.extend(
                    truths
                        .iter()
                        .filter(|(_, possible)| *possible)
                        .map(|(truth, _)| {
                            format!("{name}: {}.{limb} {}", condition.id, truth.name())
                        }),
                );
            }
        }
    }
    let gaps: Vec<String> = wanted
        .into_iter()
        .filter(|line| !shown.contains(line))
        .collect();
    assert!(
        gaps.is_empty(),
        "no case shows\n    {}",
        gaps.join("\n    ")
    );
}

/// Whether answers can refute a limb: not where false is only open, nor where all it asks is
/// that somebody other than the applicant has written something.
fn can_fail(unit: &Unit, fields: &[Field]) -> bool {
    fn refutable(predicate: &Predicate, fields: &[Field]) -> bool {
        match predicate {
            Predicate::All(members) => members.iter().any(|member| refutable(member, fields)),
            Predicate::Any(members) => members.iter().all(|member| refutable(member, fields)),
            // What would refute it is an open reading, save where the member is asked the other way.
            Predicate::Open(member, turned) => *turned == Truth::Met && refutable(member, fields),
            Predicate::Test {
                test: Test::Stated(field),
                negated: false,
            } => fields[usize::from(field.0)].supplier == Supplier::Applicant,
            Predicate::Test { .. } => true,
        }
    }
    unit.otherwise.is_none() && refutable(&unit.holds, fields)
}

#[test]
fn hirono() {
    every_case_holds("hirono", 400);
    every_limb_and_route_is_shown("hirono");
}
