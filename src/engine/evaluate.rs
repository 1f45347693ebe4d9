//! Evaluation: what a predicate says of the facts, in three-valued logic with causes.

use crate::engine::answer::{Answer, Decision};
use crate::engine::facts::{Facts, both};
use crate::engine::field::{FieldIndex, Supplier};
use crate::engine::predicate::{Constant, Integer, Predicate, Test};
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
            Test::AtMost(field, limit) => {
                let limit = match limit {
                    Integer::Constant(limit) => Ok(*limit),
                    Integer::Field(field) => facts.integer(*field),
                };
                let (value, limit) = both(facts.integer(*field), limit)?;
                Ok((value <= limit, Cause::Answer))
            }
            Test::Before(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                if first == second {
                    Err(Reasoned::unknown(Cause::Reading))
                } else {
                    Ok((first < second, Cause::Answer))
                }
            }
            Test::NotBefore(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                Ok((first >= second, Cause::Answer))
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
        choice["options"] = options.clone();
        choices["options"] = options;
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
