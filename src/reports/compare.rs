//! Comparison: the same facts put to several rulesets, side by side.
//!
//! Only facts are carried over. What an official has found or another body has decided rests on one
//! town's text, and is no evidence under another's. The package builds the same in TypeScript (`pkg/src/api/compare.ts`), byte for byte.

use serde::Serialize;

use crate::engine::answer::Input;
use crate::engine::date::Date;
use crate::engine::error::Error;
use crate::engine::normalize::Nfkc;
use crate::engine::request::Request;
use crate::engine::request::error::RequestError;
use crate::engine::session::Session;
use crate::engine::stage::Stage;
use crate::engine::truth::{Cause, Truth};
use crate::engine::unknown::Unknown;
use crate::library::Entry;
use crate::library::choice::Choice;
use crate::library::regulation::Regulation;
use crate::reports::locale::Locale;
use crate::reports::report::{ConditionReport, Identity, Report};

/// One request, judged by each of several rulesets on its facts alone.
#[derive(Debug)]
pub struct Sides<'l> {
    procedure: String,
    stage: Stage,
    as_of: Date,
    /// In the order given, in the version that governs the facts; no session where the ruleset has
    /// no such procedure.
    sides: Vec<(Choice<'l>, Option<Session<'l>>)>,
    not_carried: Vec<String>,
}

/// What several rulesets make of the same facts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison<'a> {
    /// The version of this shape.
    pub schema: u8,
    /// The procedure asked for.
    pub procedure: &'a str,
    /// The stage it was judged at.
    pub stage: Stage,
    /// The day it was judged for.
    pub as_of: String,
    /// What each ruleset makes of it, in the order given.
    pub rulesets: Vec<Compared<'a>>,
    /// The conditions of all, lined up by what they are about.
    pub topics: Vec<Topic<'a>>,
    /// Where they disagree.
    pub differs: Differs<'a>,
    /// Answers that no ruleset was given, because they are findings or decisions.
    pub not_carried: &'a [String],
}

/// One ruleset's column.
#[derive(Debug, Serialize)]
pub struct Compared<'a> {
    /// What it was judged by.
    pub ruleset: Identity<'a>,
    /// Whose text it is.
    pub municipality: &'a str,
    /// The title of the text.
    pub title: &'a str,
    /// The report; none where there is a `reason`.
    pub report: Option<Report<'a>>,
    /// Why there is no report.
    pub reason: Option<Reason>,
}

/// Why a ruleset has no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It has no such procedure.
    NoProcedure,
}

/// What every ruleset asks about one thing.
#[derive(Debug, Serialize)]
pub struct Topic<'a> {
    /// The topic.
    pub topic: &'a str,
    /// A few words for it.
    pub title: &'a str,
    /// One for each ruleset, in their order; none for a ruleset without a report.
    pub cells: Vec<Option<Cell<'a>>>,
}

/// What one ruleset asks about one thing.
#[derive(Debug, Serialize)]
pub struct Cell<'a> {
    /// What its conditions come to; none where there is none, none applies, or a route has settled
    /// the matter without them.
    pub truth: Option<Truth>,
    /// Its conditions, in the text's order.
    pub conditions: Vec<Condition<'a>>,
}

/// One condition in a cell.
#[derive(Debug, Serialize)]
pub struct Condition<'a> {
    /// Its id.
    pub condition: &'a str,
    /// Its clause.
    pub clause: &'a str,
    /// A few words for it.
    pub title: &'a str,
    /// None where it does not apply.
    pub truth: Option<Truth>,
    /// None while that is unknown.
    pub applies: Option<bool>,
}

/// Where the rulesets disagree.
#[derive(Debug, Serialize)]
pub struct Differs<'a> {
    /// Whether their verdicts do.
    pub verdict: bool,
    /// The topics in which something fails or is open under one ruleset and not under another.
    /// Only rulesets that come to judging conditions count.
    pub topics: Vec<&'a str>,
}

impl<'l> Sides<'l> {
    /// Puts the facts of `request` to each of `texts`.
    ///
    /// A fact goes to every ruleset that asks for it. A shared fact goes to the others too, which
    /// list it as not used. A ruleset's own field goes to no other.
    pub fn open(
        texts: &[&'l Regulation],
        request: Request<'l>,
        nfkc: Nfkc,
    ) -> Result<Sides<'l>, Error> {
        let Request {
            ruleset,
            version,
            procedure,
            stage,
            as_of,
            by,
            answers,
            particulars,
        } = request;
        let names = || {
            texts
                .iter()
                .flat_map(|text| text.versions().flat_map(Entry::names))
        };
        if let Some(name) = ruleset.filter(|name| names().all(|known| known != name)) {
            return Err(RequestError::UnknownRuleset(Unknown::new(&name, &mut names())).into());
        }
        if version.is_some() {
            let why = "is of one text, and several are compared".to_owned();
            return Err(Error::WrongType("version".into(), why));
        }
        let has = |text: &Regulation| text.newest().ruleset.procedure(&procedure).map(drop);
        any_knows(texts, has)?;

        let mut facts = vec![Vec::new(); texts.len()];
        let mut not_carried = Vec::new();
        for (id, input) in answers {
            let knows = |text: &Regulation| text.refuse_unknown(&id);
            any_knows(texts, knows)?;
            let mut entries = texts.iter().flat_map(|text| text.versions());
            if entries.any(|entry| is_judgement(entry, &id)) {
                if input != Input::Blank && !not_carried.iter().any(|known| *known == id) {
                    not_carried.push(id.into_owned());
                }
                continue;
            }
            for (facts, text) in facts.iter_mut().zip(texts) {
                if knows(text).is_ok() {
                    facts.push((id.clone(), input.clone()));
                }
            }
        }

        let side = |(text, answers): (&&'l Regulation, _)| {
            if has(text).is_err() {
                return Ok((Choice::only(text.newest()), None));
            }
            let request = Request {
                ruleset: None,
                version: None,
                procedure: procedure.clone(),
                stage,
                as_of,
                by,
                answers,
                particulars: particulars.clone(),
            };
            let (session, choice) = text.check(request, nfkc)?;
            Ok((choice, Some(session)))
        };
        let sides = texts.iter().zip(facts).map(side);
        Ok(Sides {
            sides: sides.collect::<Result<_, Error>>()?,
            procedure: procedure.into_owned(),
            stage,
            as_of,
            not_carried,
        })
    }

    /// The rulesets compared, in order.
    pub fn entries(&self) -> impl Iterator<Item = &'l Entry> {
        self.sides.iter().map(|(choice, _)| choice.entry)
    }
}

/// Whether a field of that id is an official's or another body's judgement under a ruleset. An
/// official's text is one too: the conditions to attach.
fn is_judgement(entry: &Entry, id: &str) -> bool {
    let index = entry.ruleset.field_index(id);
    let field = index.and_then(|index| entry.ruleset.field(index));
    field.is_some_and(|field| matches!(field.open(), Cause::Finding | Cause::Decision))
}

/// Succeeds if any ruleset knows a name. If none does, the error of the first that has a similar
/// one.
fn any_knows(
    texts: &[&Regulation],
    knows: impl Fn(&Regulation) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut clearest: Option<Error> = None;
    for text in texts {
        let Err(error) = knows(text) else {
            return Ok(());
        };
        if clearest
            .as_ref()
            .is_none_or(|known| known.nearest().is_none())
        {
            clearest = Some(error);
        }
    }
    clearest.map_or(Ok(()), Err)
}

impl<'a> Comparison<'a> {
    /// What all `sides` say now.
    pub fn of(sides: &'a Sides<'_>, locale: &'a Locale) -> Comparison<'a> {
        let compared = |(choice, session): &'a (Choice<'a>, Option<Session>)| {
            let (entry, session) = (choice.entry, session.as_ref());
            let texts = &entry.texts.ruleset;
            Compared {
                ruleset: Identity::of(&entry.ruleset),
                municipality: texts.municipality.get(locale.lang),
                title: texts.title.get(locale.lang),
                report: session
                    .map(|session| Report::of(session, &entry.texts, locale).chosen(choice)),
                reason: session.is_none().then_some(Reason::NoProcedure),
            }
        };
        let rulesets: Vec<Compared<'a>> = sides.sides.iter().map(compared).collect();
        let topics = topics(&rulesets, locale);
        Comparison {
            schema: 1,
            procedure: &sides.procedure,
            stage: sides.stage,
            as_of: sides.as_of.to_iso(),
            differs: Differs::among(&rulesets, &topics),
            rulesets,
            topics,
            not_carried: &sides.not_carried,
        }
    }
}

/// Every topic any ruleset asks about, in the order they first come up.
fn topics<'a>(rulesets: &[Compared<'a>], locale: &'a Locale) -> Vec<Topic<'a>> {
    let mut topics: Vec<&'a str> = Vec::new();
    for condition in rulesets.iter().flat_map(Compared::conditions) {
        if !topics.contains(&condition.topic) {
            topics.push(condition.topic);
        }
    }
    let row = |topic| Topic {
        topic,
        title: locale.topic.of(topic),
        cells: rulesets.iter().map(|ruleset| ruleset.cell(topic)).collect(),
    };
    topics.into_iter().map(row).collect()
}

impl<'a> Compared<'a> {
    fn conditions(&self) -> impl Iterator<Item = &ConditionReport<'a>> {
        self.report.iter().flat_map(|report| &report.conditions)
    }

    /// Whether it comes to judging conditions, and has any.
    fn judges(&self) -> bool {
        let report = self.report.as_ref();
        report.is_some_and(|report| !report.verdict.settled_by_route())
            && self.conditions().next().is_some()
    }

    fn cell(&self, topic: &str) -> Option<Cell<'a>> {
        let report = self.report.as_ref()?;
        let about = || self.conditions().filter(|one| one.topic == topic);
        let whole = || {
            let truths = about().filter_map(|condition| condition.truth);
            truths.reduce(|all, one| match (all, one) {
                (Truth::NotMet, _) | (_, Truth::NotMet) => Truth::NotMet,
                (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
                (Truth::Met, Truth::Met) => Truth::Met,
            })
        };
        Some(Cell {
            truth: (!report.verdict.settled_by_route()).then(whole).flatten(),
            conditions: about().map(Condition::of).collect(),
        })
    }
}

impl<'a> Condition<'a> {
    fn of(report: &ConditionReport<'a>) -> Condition<'a> {
        Condition {
            condition: report.condition,
            clause: report.clause,
            title: report.title,
            truth: report.truth,
            applies: report.applies,
        }
    }
}

impl<'a> Differs<'a> {
    fn among(rulesets: &[Compared<'a>], topics: &[Topic<'a>]) -> Differs<'a> {
        let verdicts = rulesets
            .iter()
            .filter_map(|one| Some(one.report.as_ref()?.verdict));
        let differs = |topic: &&Topic<'a>| {
            let judging = rulesets
                .iter()
                .zip(&topic.cells)
                .filter(|(one, _)| one.judges());
            // What is not asked stands in nobody's way.
            vary(judging.map(|(_, cell)| {
                cell.as_ref()
                    .and_then(|cell| cell.truth)
                    .unwrap_or(Truth::Met)
            }))
        };
        Differs {
            verdict: vary(verdicts),
            topics: topics
                .iter()
                .filter(differs)
                .map(|topic| topic.topic)
                .collect(),
        }
    }
}

/// Whether not all of `values` are the same.
fn vary<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    let first = values.next();
    first.is_some_and(|first| values.any(|other| other != first))
}
