//! What a verdict rests on, and the exceptions that could still be invoked.

use std::borrow::Cow;

use serde::Serialize;

use crate::engine::field::FieldIndex;
use crate::engine::judgement::State;
use crate::engine::truth::{Cause, Causes, Truth};
use crate::engine::verdict::Verdict;
use crate::library::texts::{ConditionTexts, ResultTexts};
use crate::reports::ids::Ids;
use crate::reports::issue::Issue;
use crate::reports::joined::{Joined, StatedRoute};
use crate::reports::state::because;

/// A route or a condition behind the verdict.
#[derive(Debug, Serialize)]
pub struct Decider<'a> {
    /// Its id.
    pub id: &'a str,
    /// The clause it rests on.
    pub clause: &'a str,
    /// What it says.
    pub message: Cow<'a, str>,
    /// Why it is not met or unknown.
    pub because: Causes,
    /// The fields it concerns.
    pub fields: Ids<'a>,
}

/// An exception the asker could invoke.
#[derive(Debug, Serialize)]
pub struct Claim<'a> {
    /// The id of the route.
    pub id: &'a str,
    /// Where it would lead.
    pub verdict: Verdict,
    /// The clause it rests on.
    pub clause: &'a str,
    /// What it says.
    pub message: &'a str,
    /// The fields that invoke it.
    pub fields: Ids<'a>,
}

/// Which part of the text it is that a verdict rests on.
pub(super) enum Ground<'a> {
    /// The route that settles it.
    Route(StatedRoute<'a>),
    /// A route that may yet settle it.
    OpenRoute(StatedRoute<'a>),
    /// A condition.
    Condition(&'a ConditionTexts, State),
    /// A result that waits for an answer.
    Result(&'a ResultTexts, State),
}

impl<'a> Ground<'a> {
    /// The route, or all the conditions, the verdict rests on.
    pub(super) fn all(joined: &Joined<'a>) -> Vec<Ground<'a>> {
        let verdict = joined.judgement.verdict;
        let deciding = joined
            .judgement
            .deciding
            .and_then(|at| joined.routes().nth(at));
        match (deciding, verdict) {
            (Some(settled), _) if settled.0.verdict == verdict => vec![Ground::Route(settled)],
            (_, Verdict::Undetermined) => {
                let (open, met) = open_routes(joined);
                let mut grounds: Vec<Ground<'a>> =
                    open.into_iter().map(Ground::OpenRoute).collect();
                if met.is_none() {
                    grounds.extend(Ground::conditions_that_are(joined, Truth::Unknown));
                    grounds.extend(Ground::open_results(joined));
                }
                grounds
            }
            (_, Verdict::NotApprovable | Verdict::Incomplete) => {
                Ground::conditions_that_are(joined, Truth::NotMet).collect()
            }
            _ => Vec::new(),
        }
    }

    fn conditions_that_are(joined: &Joined<'a>, truth: Truth) -> impl Iterator<Item = Ground<'a>> {
        let conditions = joined.conditions();
        conditions
            .filter(move |(_, _, state, _)| state.counts() && state.judged.truth == truth)
            .map(|(_, texts, state, _)| Ground::Condition(texts, state))
    }

    /// The results that wait for an answer.
    fn open_results(joined: &Joined<'a>) -> impl Iterator<Item = Ground<'a>> {
        let open = joined.results().filter(|(_, state)| {
            let because = because(state.judged);
            state.judged.truth == Truth::Unknown && !because.contains(Cause::Reading)
        });
        open.map(|(texts, state)| Ground::Result(texts, state))
    }

    /// Its id.
    pub(super) fn id(&self) -> &'a str {
        match self {
            Ground::Route((route, ..)) | Ground::OpenRoute((route, ..)) => route.id.as_str(),
            Ground::Condition(texts, _) => &texts.id,
            Ground::Result(texts, _) => &texts.id,
        }
    }

    /// The clause it rests on.
    pub(super) fn clause(&self) -> &'a str {
        match self {
            Ground::Route((_, texts, _)) | Ground::OpenRoute((_, texts, _)) => &texts.clause,
            Ground::Condition(texts, _) => &texts.clause,
            Ground::Result(texts, _) => &texts.clause,
        }
    }
}

impl<'a> Decider<'a> {
    /// The route, or all the conditions, the verdict rests on.
    pub(super) fn all(joined: &Joined<'a>, issues: &[Issue<'a>]) -> Vec<Decider<'a>> {
        let grounds = Ground::all(joined).into_iter();
        grounds
            .map(|ground| Decider::of(joined, issues, &ground))
            .collect()
    }

    fn of(joined: &Joined<'a>, issues: &[Issue<'a>], ground: &Ground<'a>) -> Decider<'a> {
        let (id, clause) = (ground.id(), ground.clause());
        let (message, because, fields) = match *ground {
            Ground::Route((route, texts, _)) => (
                joined.text(&texts.message).into(),
                route.because.map_or(Causes::NONE, Causes::from),
                joined.ids(&texts.fields),
            ),
            Ground::OpenRoute((_, texts, state)) => {
                let because = because(state.judged);
                let open = &joined.locale.open;
                let message = joined.sentences(open, because, &texts.fields, clause);
                (message, because, joined.ids(&texts.fields))
            }
            Ground::Condition(texts, state) => (
                joined.text(&texts.title).into(),
                because(state.judged),
                joined.ids(concerned(issues, id, state.judged.truth)),
            ),
            Ground::Result(texts, state) => (
                joined.text(&texts.value).into(),
                because(state.judged),
                joined.ids(texts.fields.as_slice()),
            ),
        };
        Decider {
            id,
            clause,
            message,
            because,
            fields,
        }
    }
}

/// The fields of the issues with that truth of a condition, each once.
fn concerned(issues: &[Issue<'_>], condition: &str, truth: Truth) -> Vec<FieldIndex> {
    let mut fields = Vec::new();
    for issue in issues {
        if issue.condition != Some(condition) || issue.truth != truth {
            continue;
        }
        for field in issue.fields.fields.iter() {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
    }
    fields
}

/// The open routes that the verdict waits for, and the first route that is met: behind that one
/// nothing is looked at, and what leads where it leads anyway holds nothing up.
fn open_routes<'a>(joined: &Joined<'a>) -> (Vec<StatedRoute<'a>>, Option<Verdict>) {
    let mut open: Vec<StatedRoute<'a>> = Vec::new();
    for stated in joined.routes() {
        let (route, _, state) = stated;
        match state.judged.truth {
            Truth::Met => {
                while open
                    .last()
                    .is_some_and(|(last, ..)| last.verdict == route.verdict)
                {
                    open.pop();
                }
                return (open, Some(route.verdict));
            }
            Truth::Unknown if !route.claimed => open.push(stated),
            Truth::Unknown | Truth::NotMet => {}
        }
    }
    (open, None)
}

impl<'a> Claim<'a> {
    /// The exceptions that may apply, none of which has been invoked.
    pub(super) fn all(joined: &Joined<'a>) -> Vec<Claim<'a>> {
        if joined.judgement.deciding.is_some() {
            return Vec::new();
        }
        joined
            .routes()
            .take_while(|(_, _, state)| state.judged.truth != Truth::Met)
            .filter(|(route, _, state)| route.claimed && state.judged.truth == Truth::Unknown)
            .map(|(route, texts, _)| Claim {
                id: route.id.as_str(),
                verdict: route.verdict,
                clause: &texts.clause,
                message: joined.text(&texts.message),
                fields: joined.ids(&texts.fields),
            })
            .collect()
    }
}
