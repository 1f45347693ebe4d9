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
                    add(Cause::Version);
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::engine::document::Document;
    use crate::engine::sample::{field, header, text};

    #[test]
    fn each_unit_says_its_causes_its_fields_and_those_of_its_alternatives() {
        let text = text();
        let limbs = json!([
            { "id": "stated", "stated": "t.reason" },
            { "id": "found", "found": "finding.f", "supports": ["t.reason"] },
            { "id": "either", "any": [
                { "all": [{ "yes": "t.flag" }, { "before": ["t.day", "asOf"] }] },
                { "decided": "decision.d" },
            ] },
            { "id": "open", "else_reading": { "yes": "t.flag" }, "when": { "found": "finding.f" } },
        ]);
        let document = json!({
            "ruleset": header(),
            "field": [
                field("t.reason", "text", "applicant"),
                field("t.flag", "boolean", "applicant"),
                field("t.day", "date", "applicant"),
                field("finding.f", "finding", "officer"),
                field("decision.d", "decision", "body"),
            ],
            "condition": [{
                "id": "c", "clause": "1", "topic": "scope", "title": text, "message": text,
                "remedy": text, "limb": limbs,
            }],
            "procedure": [{ "id": "p", "title": text, "conditions": ["c"] }],
        });
        let ruleset = Ruleset::from_document(&Document::from(&document)).unwrap();
        let procedure = ruleset.procedure("p").unwrap();
        let bits = |causes: &[Cause]| causes.iter().fold(0, |bits, cause| bits | *cause as u16);
        let wanted = [
            // Its causes; one field; no alternative.
            vec![
                bits(&[Cause::Missing, Cause::Answer, Cause::Unstated]),
                1,
                0,
                0,
            ],
            // The finding, then the description behind it.
            vec![bits(&[Cause::Finding, Cause::Answer]), 2, 3, 0, 0],
            // Three fields in the order of mention; two alternatives, of two fields and of one.
            vec![
                bits(&[
                    Cause::Missing,
                    Cause::Decision,
                    Cause::Reading,
                    Cause::Answer,
                ]),
                3,
                1,
                2,
                4,
                2,
                2,
                1,
                2,
                1,
                4,
            ],
            // What it waits for to apply is among its causes, and not among its fields.
            vec![
                bits(&[
                    Cause::Missing,
                    Cause::Finding,
                    Cause::Reading,
                    Cause::Answer,
                ]),
                1,
                1,
                0,
            ],
        ];
        assert_eq!(outline(procedure, &ruleset), wanted.concat());
    }
}
