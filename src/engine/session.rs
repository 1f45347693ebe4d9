//! A session: one request being filled in, judged anew only where an answer matters.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::engine::answer::{Answer, Input, place};
use crate::engine::date::Date;
use crate::engine::error::Error;
use crate::engine::facts::Facts;
use crate::engine::field::{FieldIndex, Supplier};
use crate::engine::judgement::{Judgement, State, judged};
use crate::engine::normalize::Nfkc;
use crate::engine::period::Standing;
use crate::engine::request::Request;
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::engine::stage::Stage;
use crate::engine::truth::Truth;

/// One request being filled in.
#[derive(Debug)]
pub struct Session {
    ruleset: Arc<Ruleset>,
    procedure: Arc<Procedure>,
    stage: Stage,
    as_of: Date,
    by: Option<Supplier>,
    nfkc: Nfkc,
    answers: Vec<Answer>,
    states: Vec<State>,
    not_used: Vec<String>,
}

/// Whether setting an answer moved anything a report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Every truth, and what is still needed, is as it was.
    None,
    /// Something moved.
    Moved,
}

impl Session {
    /// A session on `procedure` with no answers but `given`.
    pub fn open(
        ruleset: Arc<Ruleset>,
        procedure: &str,
        stage: Stage,
        as_of: Date,
        by: Option<Supplier>,
        nfkc: Nfkc,
        given: &mut dyn Iterator<Item = (FieldIndex, Input<'_>)>,
    ) -> Result<Session, Error> {
        let procedure = Arc::clone(ruleset.procedure(procedure)?);
        let mut answers = Vec::new();
        answers.resize_with(ruleset.fields.len(), || Answer::Blank);
        let mut session = Session {
            ruleset,
            procedure,
            stage,
            as_of,
            by,
            nfkc,
            answers,
            states: Vec::new(),
            not_used: Vec::new(),
        };
        for (field, input) in given {
            let answer = session.read(field, &input)?;
            if let Some(slot) = session.answers.get_mut(usize::from(field.0)) {
                *slot = answer;
            }
        }
        session.states = judged(&session.procedure, &session.facts());
        Ok(session)
    }

    /// A session with every answer of `request` set: a whole check at once.
    pub fn check(
        ruleset: Arc<Ruleset>,
        request: Request<'_>,
        nfkc: Nfkc,
    ) -> Result<Session, Error> {
        let fields = Arc::clone(&ruleset);
        Session::check_with(ruleset, request, nfkc, &|id| fields.find(id))
    }

    /// As [`Session::check`], where `find` says which field of the ruleset an id means, if one.
    pub(crate) fn check_with(
        ruleset: Arc<Ruleset>,
        request: Request<'_>,
        nfkc: Nfkc,
        find: &dyn Fn(&str) -> Result<Option<FieldIndex>, Error>,
    ) -> Result<Session, Error> {
        let Request {
            procedure,
            stage,
            as_of,
            by,
            answers,
            ..
        } = request;
        // An unknown procedure is said before any unknown field.
        ruleset.procedure(&procedure)?;
        let mut known = Vec::with_capacity(answers.len());
        let mut not_used = Vec::new();
        for (id, input) in answers {
            match find(&id)? {
                Some(field) => known.push((field, input)),
                // A blank says nothing, used or not.
                None if input == Input::Blank => {}
                None => not_used.push(id.into_owned()),
            }
        }
        let mut known = known.into_iter();
        let mut session = Session::open(ruleset, &procedure, stage, as_of, by, nfkc, &mut known)?;
        session.not_used = not_used;
        Ok(session)
    }

    /// Sets one answer; re-evaluates only what depends on the field.
    pub fn set(&mut self, field: FieldIndex, input: Input<'_>) -> Result<Effect, Error> {
        let answer = self.read(field, &input)?;
        let Some(slot) = self.answers.get_mut(usize::from(field.0)) else {
            return Ok(Effect::None);
        };
        if *slot == answer {
            return Ok(Effect::None);
        }
        let before = std::mem::replace(slot, answer);
        let facts = Facts {
            fields: &self.ruleset.fields,
            answers: &self.answers,
            assumed: None,
            stage: self.stage,
            as_of: self.as_of,
            in_force: self.ruleset.in_force.as_ref(),
        };
        let now = facts.answer(field);
        let unusable = |answer: &Answer| matches!(answer, Answer::Unusable(_));
        // What an open unit still needs may change with any value it compares; of a text it sees
        // only whether there is one.
        let is_text = |answer: &Answer| matches!(answer, Answer::Text(_));
        let same_to_open = is_text(&before) && is_text(now);
        let mut effect = if unusable(&before) != unusable(now) {
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
            if *slot != state || still_open && !same_to_open || unit.alternatives {
                *slot = state;
                effect = Effect::Moved;
            }
        }
        Ok(effect)
    }

    /// Everything the answers lead to.
    pub fn judgement(&self) -> Judgement {
        Judgement::new(self.procedure(), &self.states, &self.facts())
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

    /// The shared fields that were given though this ruleset does not use them.
    pub fn not_used(&self) -> &[String] {
        &self.not_used
    }

    /// The normaliser handed in.
    pub fn nfkc(&self) -> Nfkc {
        self.nfkc
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

    fn read(&self, field: FieldIndex, input: &Input<'_>) -> Result<Answer, Error> {
        let Some(definition) = self.ruleset.field(field) else {
            return Ok(Answer::Blank);
        };
        if let Some(by) = self.by
            && by != definition.supplier
        {
            return Err(Error::NotYours(place(definition), definition.supplier));
        }
        Answer::read(definition, input, self.nfkc)
    }
}
