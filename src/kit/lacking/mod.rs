//! The cases that a ruleset lacks: for every consultation a request that comes to the best verdict,
//! and from it one deviation for each limb, route, duty and result that no case shows.
//!
//! They say what the engine finds, so they hold the day they are written. Whether the text wants it so
//! is for whoever reads them beside it.

mod aim;
mod search;
mod values;
mod written;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::date::Date;
use crate::engine::lang::Lang;
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::engine::session::Session;
use crate::engine::stage::Stage;
use crate::kit::cases::{Base, Cases};
use crate::kit::coverage::{Coverage, Point};
use crate::kit::messages::said;
use crate::library::draft::Draft;
use crate::library::questions::by_field;

use aim::{Aim, passes};
use search::{Request, Search, Start};
use values::Values;
use written::Written;

/// What a ruleset's cases lack.
#[derive(Debug, Serialize)]
pub struct Lacking {
    /// The cases to add to theirs, as TOML; empty where none is to add.
    pub text: String,
    /// How many these are.
    pub cases: usize,
    /// What none of them shows either, each with the reason.
    pub unreached: Vec<String>,
}

/// How many days before the text is in force a request is tried that it does not reach yet.
const EARLIER: i32 = 60;

impl Lacking {
    /// What `cases` lack to show all of the ruleset of `draft`; says in `lang` what is said of it.
    pub fn of(draft: &Draft<'_>, cases: &Cases, lang: Lang) -> Lacking {
        let ruleset = &draft.ruleset;
        let questions = by_field(&draft.document, &draft.questions);
        let mut coverage = Coverage::of(ruleset, cases);
        let mut written = Written::new(&draft.document, ruleset, cases, lang);
        let mut unreached = Vec::new();
        for procedure in &ruleset.procedures {
            let id = procedure.id.as_str();
            let gaps = |coverage: &Coverage| -> Vec<Point> {
                let gaps = coverage.gaps().filter(|gap| gap.procedure == id);
                gaps.cloned().collect()
            };
            if gaps(&coverage).is_empty() {
                continue;
            }
            let Some(as_of) = day(cases, procedure, ruleset) else {
                continue;
            };
            let values = Values::of_procedure(procedure, ruleset, cases, &questions, as_of);
            let search = Search {
                ruleset,
                procedure,
                values: &values,
            };
            let starts = starts(&search, cases, as_of, &mut coverage, &mut written);
            for gap in gaps(&coverage) {
                if coverage.shows(&gap) {
                    continue;
                }
                match search.shows(&gap, &starts) {
                    Ok((start, request, session)) => {
                        coverage.take(&session, gap.what.is_of_duty());
                        written.case(start, &request, &session, &gap);
                    }
                    Err(why) => {
                        let gap = said(&gap.to_string(), lang);
                        unreached.push(format!("{gap}: {}", said(&why, lang)));
                    }
                }
            }
        }
        Lacking {
            cases: written.cases,
            text: written.text,
            unreached,
        }
    }
}

/// The requests of `search`'s procedure from which others deviate, the best first: that of the bases
/// there are, or where they can be bettered, one written anew.
fn starts(
    search: &Search<'_>,
    cases: &Cases,
    as_of: Date,
    coverage: &mut Coverage,
    written: &mut Written<'_>,
) -> Vec<Start> {
    let id = search.procedure.id.as_str();
    let bases = cases.base.iter().filter(|base| base.procedure == id);
    let mut starts: Vec<Start> = bases
        .filter_map(|base| {
            Some(Start {
                name: base.name.clone(),
                request: request(base, search.ruleset)?,
            })
        })
        .collect();
    let distance = |start: &Start| {
        let session = search.judged(&start.request);
        session.map_or(f64::MAX, |session| Aim::Best.distance(&session))
    };
    starts.sort_by(|one, other| distance(one).total_cmp(&distance(other)));
    let best = starts
        .first()
        .map(|start| (start.request.clone(), distance(start)));
    let blank = || Request {
        stage: Stage::Filed,
        as_of,
        answers: BTreeMap::new(),
    };
    let (from, before) = best.unwrap_or((blank(), f64::MAX));
    let found = search.toward(Aim::Best, &from).unwrap_or(from);
    if let Some(session) = search.judged(&found)
        && Aim::Best.distance(&session) < before
    {
        let name = written.base(search.procedure, &found, &session, passes(&session));
        coverage.take(&session, true);
        let start = Start {
            name,
            request: found,
        };
        starts.insert(0, start);
    }
    starts
}

/// The day on which the requests of `procedure` are judged: that of a base of its own or of another,
/// else one on which the text is in force.
fn day(cases: &Cases, procedure: &Procedure, ruleset: &Ruleset) -> Option<Date> {
    let own = |base: &&Base| base.procedure == procedure.id.as_str();
    let mut bases = cases.base.iter();
    let base = bases.find(own).or(cases.base.first());
    let base = base.and_then(|base| Date::from_iso(&base.as_of.to_string()));
    let in_force = ruleset.in_force.as_ref().map(|period| {
        let year_on = period.from.later(365);
        period.until.map_or(year_on, |until| year_on.min(until))
    });
    base.or(in_force).or_else(|| Date::from_iso("2026-04-01"))
}

/// The request of `base`; nothing where it cannot be judged.
fn request(base: &Base, ruleset: &Ruleset) -> Option<Request> {
    let answers = base.answers.iter().filter_map(|(id, value)| {
        let field = ruleset.find(id).ok().flatten()?;
        Some((field, value.clone()))
    });
    Some(Request {
        stage: match base.stage.as_deref() {
            Some("draft") => Stage::Draft,
            _ => Stage::Filed,
        },
        as_of: Date::from_iso(&base.as_of.to_string())?,
        answers: answers.collect(),
    })
}

impl Search<'_> {
    /// A request that shows `gap`, with the one of `starts` it deviates from; else why none was found.
    fn shows<'t>(
        &self,
        gap: &Point,
        starts: &'t [Start],
    ) -> Result<(&'t Start, Request, Session<'static>), String> {
        let aim = Aim::Shows(&gap.what);
        let mut nearest: Option<(f64, String)> = None;
        for start in starts {
            let Request { stage, as_of, .. } = start.request;
            let early = self.ruleset.in_force.as_ref();
            let early = early.map_or(as_of, |period| period.from.later(-EARLIER));
            for (stage, as_of) in [(stage, as_of), (Stage::Draft, as_of), (stage, early)] {
                let from = Request {
                    stage,
                    as_of,
                    ..start.request.clone()
                };
                let Some(found) = self.toward(aim, &from) else {
                    continue;
                };
                let Some(session) = self.judged(&found) else {
                    continue;
                };
                let mut shown = Coverage::default();
                shown.take(&session, gap.what.is_of_duty());
                if shown.shows(gap) {
                    return Ok((start, found, session));
                }
                let distance = aim.distance(&session);
                if nearest.as_ref().is_none_or(|(least, _)| distance < *least) {
                    nearest = Some((distance, self.why(&session)));
                }
            }
        }
        let none = || "no request of this consultation can be judged".to_owned();
        Err(nearest.map_or_else(none, |(_, why)| why))
    }

    /// What stands in the way of the nearest request that was found.
    fn why(&self, session: &Session<'_>) -> String {
        let judgement = session.judging().judgement();
        let route = judgement
            .deciding
            .and_then(|at| self.procedure.routes.get(at));
        match route {
            Some(route) => format!(
                "in the nearest request that was found the route `{}` decides",
                route.id
            ),
            None => {
                "no answers were found that lead there; write the case by hand, or see whether \
                     anything can"
                    .to_owned()
            }
        }
    }
}
