//! The outline of a procedure: what is fixed about its units, whatever the answers are.
//!
//! Handed to the package once, so that nothing outside the engine interprets a predicate.

use crate::engine::encode::Words;
use crate::engine::field::FieldIndex;
use crate::engine::predicate::{Predicate, Test};
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::engine::truth::{Cause, Causes};

/// The outline of `procedure`, encoded; for each unit in the order of [`Procedure::units`]:
///
/// 1. every cause its truth can have, as bits ([`Causes::bits`]); it may never have some of them;
/// 2. the positions of the fields it concerns, each once: those it tests in the order of first
///    mention, then the descriptions behind a finding;
/// 3. how many alternatives it shows, and for each the positions of the fields it tests.
///
/// Every list of positions has its length first.
pub fn outline(procedure: &Procedure, ruleset: &Ruleset) -> Vec<u16> {
    let mut words = Words::default();
    for unit in &procedure.units {
        let mut causes = unit.otherwise.map_or(Causes::NONE, Causes::from);
        for predicate in unit.applies.iter().chain([&unit.holds]) {
            add_causes(predicate, ruleset, &mut causes);
        }
        words.push(causes.bits().into());
        words.fields(&fields(&unit.holds, &unit.supports, ruleset));
        match &unit.holds {
            Predicate::Any(members) if unit.alternatives => {
                words.count(members.len());
                for member in members {
                    words.fields(&fields(member, &[], ruleset));
                }
            }
            _ => words.push(0),
        }
    }
    words.finish()
}

/// The fields a predicate tests, and `others`, each once.
fn fields(predicate: &Predicate, others: &[FieldIndex], ruleset: &Ruleset) -> Vec<FieldIndex> {
    let mut fields = Vec::new();
    let mut add = |field: FieldIndex| {
        if !fields.contains(&field) {
            fields.push(field);
        }
    };
    predicate.for_each_field(ruleset.in_force.as_ref(), &mut add);
    for field in others {
        add(*field);
    }
    fields
}

/// Adds every cause the truth of a predicate can have.
fn add_causes(predicate: &Predicate, ruleset: &Ruleset, causes: &mut Causes) {
    let mut add = |cause: Cause| *causes = *causes | cause.into();
    match predicate {
        Predicate::All(members) | Predicate::Any(members) => {
            for member in members {
                add_causes(member, ruleset, causes);
            }
        }
        Predicate::Open(member, _) => {
            add(Cause::Reading);
            add_causes(member, ruleset, causes);
        }
        Predicate::Test { test, negated } => {
            // What is fixed refutes as a recorded fact does.
            add(Cause::Answer);
            match test {
                Test::Stated(_) if !negated => add(Cause::Unstated),
                Test::Before(..) => add(Cause::Reading),
                Test::InForce => {
                    add(Cause::Missing);
                    add(Cause::Reading);
                }
                _ => {}
            }
            test.for_each_field(ruleset.in_force.as_ref(), &mut |field| {
                if let Some(field) = ruleset.field(field) {
                    add(field.open());
                    add(field.refutes());
                }
            });
        }
    }
}
