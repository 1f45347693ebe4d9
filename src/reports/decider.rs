//! What a verdict rests on, and the exceptions that could still be invoked.

use std::borrow::Cow;

use serde::Serialize;

use crate::engine::truth::{Cause, Causes, Truth};
use crate::engine::verdict::Verdict;
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

impl<'a> Decider<'a> {
    /// The route, or all the conditions, the verdict rests on.
    pub(super) fn all(joined: &Joined<'a>, issues: &[Issue<'a>]) -> Vec<Decider<'a>> {
        let verdict = joined.judgement.verdict;
        let deciding = joined
            .judgement
            .deciding
            .and_then(|at| joined.routes().nth(at));
        match (deciding, verdict) {
            (Some((route, texts, _)), _) if route.verdict == verdict => vec![Decider {
                id: route.id.as_str(),
                clause: &texts.clause,
                message: joined.text(&texts.message).into(),
                because: route.because.map_or(Causes::NONE, Causes::from),
                fields: joined.ids(&texts.fields),
            }],
            (_, Verdict::Undetermined) => {
                let (open, met) = open_routes(joined);
                let mut deciders: Vec<Decider<'a>> = open
                    .into_iter()
                    .map(|route| Decider::open_route(joined, route))
                    .collect();
                if met.is_none() {
                    deciders.extend(Decider::conditions_that_are(joined, Truth::Unknown, issues));
                    deciders.extend(Decider::open_results(joined));
                }
                deciders
            }
            (_, Verdict::NotApprovable | Verdict::Incomplete) => {
                Decider::conditions_that_are(joined, Truth::NotMet, issues).collect()
            }
            _ => Vec::new(),
        }
    }

    fn open_route(joined: &Joined<'a>, (route, texts, state): StatedRoute<'a>) -> Decider<'a> {
        let because = because(state.judged);
        Decider {
            id: route.id.as_str(),
            clause: &texts.clause,
            message: joined.sentences(&joined.locale.open, because, &texts.fields, &texts.clause),
            because,
            fields: joined.ids(&texts.fields),
        }
    }

    fn conditions_that_are(
        joined: &Joined<'a>,
        truth: Truth,
        issues: &[Issue<'a>],
    ) -> impl Iterator<Item = Decider<'a>> {
        let conditions = joined.conditions();
        conditions
            .filter(move |(_, _, state, _)| state.counts() && state.judged.truth == truth)
            .map(move |(_, texts, state, _)| {
                let mut fields = Vec::new();
                for issue in issues {
                    if issue.condition != Some(&texts.id) || issue.truth != truth {
                        continue;
                    }
                    for field in issue.fields.fields.iter() {
                        if !fields.contains(field) {
                            fields.push(*field);
                        }
                    }
                }
                Decider {
                    id: &texts.id,
                    clause: &texts.clause,
                    message: joined.text(&texts.title).into(),
                    because: because(state.judged),
                    fields: joined.ids(fields),
                }
            })
    }

    /// The results that wait for an answer.
    fn open_results(joined: &Joined<'a>) -> impl Iterator<Item = Decider<'a>> {
        joined.results().filter_map(|(texts, state)| {
            let because = because(state.judged);
            let waits = state.judged.truth == Truth::Unknown && !because.contains(Cause::Reading);
            waits.then(|| Decider {
                id: &texts.id,
                clause: &texts.clause,
                message: joined.text(&texts.value).into(),
                because,
                fields: joined.ids(texts.fields.as_slice()),
            })
        })
    }
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
