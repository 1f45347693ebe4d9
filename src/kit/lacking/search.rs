//! From one request to another that shows what is looked for, with few answers changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Value;

use super::aim::Aim;
use super::values::Values;
use crate::engine::answer::Input;
use crate::engine::date::Date;
use crate::engine::field::FieldIndex;
use crate::engine::normalize::nfkc;
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::engine::session::Session;
use crate::engine::stage::Stage;
use crate::kit::cases::input;

/// What one answer more that is changed weighs: of two ways the shorter.
const CHANGE: f64 = 0.001;
/// How many pairs of answers are tried where no single one leads on.
const MAX_PAIRS: usize = 6_000;

/// A request, as one varies it.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) stage: Stage,
    pub(super) as_of: Date,
    pub(super) answers: BTreeMap<FieldIndex, Value>,
}

/// A request under a name, from which others deviate.
pub(super) struct Start {
    pub(super) name: String,
    pub(super) request: Request,
}

/// What requests of one procedure can answer.
pub(super) struct Search<'s> {
    pub(super) ruleset: &'s Arc<Ruleset>,
    pub(super) procedure: &'s Procedure,
    pub(super) values: &'s Values,
}

impl Search<'_> {
    /// What `request` comes to.
    pub(super) fn judged(&self, request: &Request) -> Option<Session<'static>> {
        let answers = request.answers.iter();
        let mut answers = answers.map(|(field, value)| (*field, input(value.clone())));
        let Request { stage, as_of, .. } = *request;
        let id = self.procedure.id.as_str();
        let ruleset = Arc::clone(self.ruleset);
        Session::open(ruleset, id, stage, as_of, None, nfkc, &mut answers).ok()
    }

    /// The request nearest to `start` that can be found by changing one answer after the other, each
    /// time the one that leads farthest.
    pub(super) fn toward(&self, aim: Aim<'_>, start: &Request) -> Option<Request> {
        let fields = self.fields(aim);
        let mut here = start.clone();
        let mut session = self.judged(&here)?;
        loop {
            let now = aim.distance(&session) + changes(&here, start);
            let step = self.one(aim, start, &here, &fields, &mut session, now);
            let step = match step {
                Some(step) => vec![step],
                None if aim.distance(&session) < 0.1 => return Some(here),
                None => match self.two(aim, start, &here, &fields, &mut session, now) {
                    Some(steps) => steps.to_vec(),
                    None => return Some(here),
                },
            };
            for (field, value) in step {
                put(&mut session, field, value.as_ref());
                answer(&mut here, field, value);
            }
        }
    }

    /// The one change that leads farthest, if any leads on.
    fn one(
        &self,
        aim: Aim<'_>,
        start: &Request,
        here: &Request,
        fields: &[FieldIndex],
        session: &mut Session<'static>,
        now: f64,
    ) -> Option<Step> {
        let mut best: Option<(f64, Step)> = None;
        for field in fields {
            for value in self.choices(*field, here) {
                if !put(session, *field, value) {
                    continue;
                }
                let mut there = here.clone();
                answer(&mut there, *field, value.cloned());
                let distance = aim.distance(session) + changes(&there, start);
                let least = best
                    .as_ref()
                    .map_or(now - CHANGE / 2.0, |(least, _)| *least);
                if distance < least {
                    best = Some((distance, (*field, value.cloned())));
                }
            }
            put(session, *field, here.answers.get(field));
        }
        best.map(|(_, step)| step)
    }

    /// The first two changes that together lead on.
    fn two(
        &self,
        aim: Aim<'_>,
        start: &Request,
        here: &Request,
        fields: &[FieldIndex],
        session: &mut Session<'static>,
        now: f64,
    ) -> Option<[Step; 2]> {
        let mut left = MAX_PAIRS;
        for (at, first) in fields.iter().enumerate() {
            for value in self.choices(*first, here) {
                if !put(session, *first, value) {
                    continue;
                }
                let mut there = here.clone();
                answer(&mut there, *first, value.cloned());
                for second in fields.iter().skip(at + 1) {
                    for other in self.choices(*second, here) {
                        left = left.checked_sub(1)?;
                        if !put(session, *second, other) {
                            continue;
                        }
                        let mut there = there.clone();
                        answer(&mut there, *second, other.cloned());
                        if aim.distance(session) + changes(&there, start) < now - CHANGE {
                            put(session, *first, here.answers.get(first));
                            put(session, *second, here.answers.get(second));
                            return Some([(*first, value.cloned()), (*second, other.cloned())]);
                        }
                    }
                    put(session, *second, here.answers.get(second));
                }
            }
            put(session, *first, here.answers.get(first));
        }
        None
    }

    /// What else `field` can be than it is in `here`; nothing for a blank.
    fn choices<'v>(&'v self, field: FieldIndex, here: &Request) -> Vec<Option<&'v Value>> {
        let is = here.answers.get(&field);
        let values = self.values.of(field).map(Some).chain([None]);
        values.filter(|value| *value != is).collect()
    }

    /// The fields that may matter to `aim`: those of its unit and of the routes, or all.
    fn fields(&self, aim: Aim<'_>) -> Vec<FieldIndex> {
        let procedure = self.procedure;
        let Some(unit) = aim.unit(procedure) else {
            return procedure.fields.clone();
        };
        let matters = |field: &&FieldIndex| {
            let units = procedure.dependents.get(usize::from(field.0));
            let mut units = units.into_iter().flatten().copied().map(usize::from);
            units.any(|at| at == unit || at < procedure.routes.len())
        };
        procedure.fields.iter().filter(matters).copied().collect()
    }
}

/// A field, and what to answer there; nothing for a blank.
type Step = (FieldIndex, Option<Value>);

/// Sets an answer; `false` where the field does not take it.
fn put(session: &mut Session<'static>, field: FieldIndex, value: Option<&Value>) -> bool {
    let value = value.map_or(Input::Blank, |value| input(value.clone()));
    session.set(field, value).is_ok()
}

fn answer(request: &mut Request, field: FieldIndex, value: Option<Value>) {
    match value {
        Some(value) => request.answers.insert(field, value),
        None => request.answers.remove(&field),
    };
}

/// What the way from `start` to `here` weighs.
fn changes(here: &Request, start: &Request) -> f64 {
    let changed = here.answers.iter();
    let changed = changed.filter(|(field, value)| start.answers.get(field) != Some(value));
    let gone = start.answers.keys();
    let gone = gone.filter(|field| !here.answers.contains_key(field));
    (changed.count() + gone.count()) as f64 * CHANGE
}
