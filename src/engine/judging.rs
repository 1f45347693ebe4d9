//! One procedure's answers, judged, and kept judged as they change.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::engine::answer::Answer;
use crate::engine::date::Date;
use crate::engine::facts::Facts;
use crate::engine::field::FieldIndex;
use crate::engine::judgement::{Judgement, State, judged};
use crate::engine::period::Standing;
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::engine::stage::Stage;
use crate::engine::truth::Truth;

/// The answers to one procedure and what they make of each of its units.
#[derive(Debug)]
pub struct Judging {
    ruleset: Arc<Ruleset>,
    procedure: Arc<Procedure>,
    stage: Stage,
    as_of: Date,
    answers: Vec<Answer>,
    states: Vec<State>,
}

/// Whether setting an answer moved anything a report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Every truth, and what is still needed, is as it was.
    None,
    /// Something moved.
    Moved,
}

impl Judging {
    /// Judges `answers`, which are in the order of the ruleset's fields; those that lack are blank.
    pub fn new(
        ruleset: Arc<Ruleset>,
        procedure: Arc<Procedure>,
        stage: Stage,
        as_of: Date,
        mut answers: Vec<Answer>,
    ) -> Judging {
        answers.resize_with(ruleset.fields.len(), || Answer::Blank);
        let mut judging = Judging {
            ruleset,
            procedure,
            stage,
            as_of,
            answers,
            states: Vec::new(),
        };
        judging.states = judged(&judging.procedure, &judging.facts());
        judging
    }

    /// Sets one answer; judges again only what depends on the field.
    pub fn set(&mut self, field: FieldIndex, answer: Answer) -> Effect {
        let unusable = *self.facts().answer(field) == Answer::Unusable;
        let Some(slot) = self.answers.get_mut(usize::from(field.0)) else {
            return Effect::None;
        };
        if *slot == answer {
            return Effect::None;
        }
        *slot = answer;
        let facts = Facts {
            fields: &self.ruleset.fields,
            answers: &self.answers,
            assumed: None,
            stage: self.stage,
            as_of: self.as_of,
            in_force: self.ruleset.in_force.as_ref(),
        };
        // One that cannot be read may have become a plan that has gone by.
        let mut effect = if unusable || *facts.answer(field) == Answer::Unusable {
            Effect::Moved
        } else {
            Effect::None
        };
        let procedure = &self.procedure;
        let varied = procedure.varies_by.as_ref();
        if varied.is_some_and(|variation| facts.answer(variation.field).is_open()) {
            // The verdict is judged kind by kind, and may move though no state does.
            effect = Effect::Moved;
        }
        let dependents = procedure.dependents.get(usize::from(field.0));
        for at in dependents.into_iter().flatten().copied().map(usize::from) {
            let (Some(unit), Some(slot)) = (procedure.units.get(at), self.states.get_mut(at))
            else {
                continue;
            };
            let state = State::of(unit, &facts);
            let still_open = state.judged.truth == Truth::Unknown;
            if *slot != state || still_open || unit.alternatives {
                *slot = state;
                effect = Effect::Moved;
            }
        }
        effect
    }

    /// Everything the answers lead to.
    pub fn judgement(&self) -> Judgement<'_> {
        Judgement::new(&self.procedure, &self.states, &self.facts())
    }

    /// How the request stands to the period in which the ruleset is in force; to a text without
    /// one, as if within it.
    pub fn standing(&self) -> Standing {
        let facts = self.facts();
        facts.in_force.map_or(
            Standing {
                in_force: Truth::Met,
                day: Ordering::Equal,
                by: None,
            },
            |in_force| in_force.standing(&facts),
        )
    }

    /// The procedure asked about.
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }

    /// The ruleset.
    pub fn ruleset(&self) -> &Arc<Ruleset> {
        &self.ruleset
    }

    /// The stage.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The caller's day.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// What the answers make of each unit of the procedure.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// The answers, in the order of the ruleset's fields.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// What predicates may look at.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            fields: &self.ruleset.fields,
            answers: &self.answers,
            assumed: None,
            stage: self.stage,
            as_of: self.as_of,
            in_force: self.ruleset.in_force.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::engine::document::Document;
    use crate::engine::sample::{field, header, text};

    const A: FieldIndex = FieldIndex(0);
    const N: FieldIndex = FieldIndex(1);
    const C: FieldIndex = FieldIndex(2);
    const D: FieldIndex = FieldIndex(3);

    #[test]
    fn an_effect_is_what_a_report_shows_and_nothing_else() {
        let text = text();
        let document = json!({
            "ruleset": header(),
            "field": [
                field("t.a", "boolean", "applicant"),
                field("t.n", "integer", "applicant"),
                field("t.c", "boolean", "applicant"),
                field("t.d", "boolean", "applicant"),
            ],
            "condition": [{
                "id": "1", "clause": "1", "topic": "scope", "title": text, "message": text,
                "remedy": text,
                "limb": [
                    { "id": "either", "all": [{ "any": [{ "yes": "t.a" }, { "at_most": ["t.n", 5] }] }] },
                    { "id": "both", "all": [{ "yes": "t.c" }, { "yes": "t.d" }] },
                ],
            }],
            "procedure": [{ "id": "p", "title": text, "conditions": ["1"] }],
        });
        let ruleset = Arc::new(Ruleset::from_document(&Document::from(&document)).unwrap());
        let procedure = Arc::clone(&ruleset.procedures[0]);
        let today = Date::from_iso("2026-11-22").unwrap();
        let mut judging = Judging::new(ruleset, procedure, Stage::Draft, today, Vec::new());
        let (yes, no) = (Answer::Boolean(true), Answer::Boolean(false));
        for (what, field, answer, effect) in [
            ("it is met", A, yes.clone(), Effect::Moved),
            ("the same again", A, yes.clone(), Effect::None),
            ("met all the same", N, Answer::Integer(3), Effect::None),
            ("named as unreadable", N, Answer::Unusable, Effect::Moved),
            ("no more so", N, Answer::Integer(4), Effect::Moved),
            ("still met", N, Answer::Integer(5), Effect::None),
            (
                "open as before, and less is needed",
                C,
                yes.clone(),
                Effect::Moved,
            ),
            ("refuted", C, no, Effect::Moved),
            ("refuted all the same", D, yes, Effect::None),
            ("no field", FieldIndex(9), Answer::Blank, Effect::None),
        ] {
            assert_eq!(judging.set(field, answer), effect, "{what}");
        }
    }
}
