//! Which version of a regulation governs a request, and why.

use std::cmp::Ordering;
use std::sync::Arc;

use serde::Serialize;

use super::entry::Entry;
use crate::engine::answer::Input;
use crate::engine::error::Error;
use crate::engine::field::FieldIndex;
use crate::engine::normalize::Nfkc;
use crate::engine::period::Standing;
use crate::engine::predicate::Day;
use crate::engine::request::Request;
use crate::engine::ruleset::Ruleset;
use crate::engine::session::Session;
use crate::engine::truth::Truth;

/// Why a version was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no other.
    OnlyVersion,
    /// It is in force for the request.
    InForce,
    /// The dates given do not say yet which version is in force; this one may be.
    NotDecided,
    /// No version is in force for the request; this one says what follows.
    NoneInForce,
    /// It has no period, so no date tells whether it governs; no later one does.
    Undated,
    /// The request names it.
    Named,
}

impl Why {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Why::OnlyVersion => "only_version",
            Why::InForce => "in_force",
            Why::NotDecided => "not_decided",
            Why::NoneInForce => "none_in_force",
            Why::Undated => "undated",
            Why::Named => "named",
        }
    }
}

/// The version that governs a request.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'v> {
    /// The version.
    pub entry: &'v Entry,
    /// Why that one.
    pub why: Why,
    /// The id of the field whose date decided, or `asOf`.
    pub decided_by: Option<&'v str>,
}

impl<'v> Choice<'v> {
    /// The only version there is.
    pub fn only(entry: &'v Entry) -> Choice<'v> {
        Choice {
            entry,
            why: Why::OnlyVersion,
            decided_by: None,
        }
    }

    /// The version that the request names.
    pub(super) fn named(entry: &'v Entry) -> Choice<'v> {
        Choice {
            why: Why::Named,
            ..Choice::only(entry)
        }
    }

    /// The version that governs `request`, of `newest` and those before it, the newest first.
    ///
    /// A version is passed over once the dates show that it is not in force. The first that is
    /// left, from the newest on, governs if it is in force. If that is open, so is the choice: of
    /// the versions in question, the one in force on the day looked at is taken.
    pub(super) fn among(
        newest: &'v Entry,
        older: &'v [Entry],
        request: &Request<'_>,
        nfkc: Nfkc,
    ) -> Result<Choice<'v>, Error> {
        if older.is_empty() {
            return Ok(Choice::only(newest));
        }
        let mut all = Vec::with_capacity(1 + older.len());
        for entry in [newest].into_iter().chain(older) {
            all.push((entry, standing(entry, request, nfkc)?));
        }
        let mut open = all
            .iter()
            .take_while(|(_, standing)| standing.in_force != Truth::Met)
            .filter(|(_, standing)| standing.in_force == Truth::Unknown);
        if let Some(first) = open.next() {
            let here = |(_, standing): &&(&Entry, Standing)| standing.day == Ordering::Equal;
            let (entry, _) = [first].into_iter().chain(open).find(here).unwrap_or(first);
            return Ok(Choice {
                entry,
                why: Why::NotDecided,
                decided_by: None,
            });
        }
        let met = |(_, standing): &&(&Entry, Standing)| standing.in_force == Truth::Met;
        let ended = |(_, standing): &&(&Entry, Standing)| standing.day == Ordering::Greater;
        let (why, chosen) = match all.iter().find(met) {
            Some(dated) if dated.0.ruleset.in_force.is_some() => (Why::InForce, Some(dated)),
            Some(undated) => (Why::Undated, Some(undated)),
            None => (Why::NoneInForce, all.iter().find(ended).or(all.last())),
        };
        let (entry, by) = chosen.map_or((newest, None), |(entry, standing)| (*entry, standing.by));
        Ok(Choice {
            entry,
            why,
            decided_by: by.and_then(|by| decider(&entry.ruleset, by)),
        })
    }
}

/// How `request` stands to the period of `entry`. Only the dates that decide are read.
fn standing(entry: &Entry, request: &Request<'_>, nfkc: Nfkc) -> Result<Standing, Error> {
    let ruleset = &entry.ruleset;
    let deciders = ruleset
        .in_force
        .iter()
        .flat_map(|period| &period.decided_by);
    let mut given: Vec<(FieldIndex, Input<'_>)> = Vec::new();
    for decider in deciders {
        let Day::Field(at) = decider else { continue };
        let Some(field) = ruleset.field(*at) else {
            continue;
        };
        for (id, input) in &request.answers {
            if field.id.as_str() == id {
                given.push((*at, input.clone()));
            }
        }
    }
    let session = Session::open(
        Arc::clone(ruleset),
        &request.procedure,
        request.stage,
        request.as_of,
        request.by,
        nfkc,
        &mut given.into_iter(),
    )?;
    Ok(session.judging().standing())
}

/// The id at that position of `decided_by`, or `asOf`.
pub(super) fn decider(ruleset: &Ruleset, at: u16) -> Option<&str> {
    let deciders = &ruleset.in_force.as_ref()?.decided_by;
    match deciders.get(usize::from(at))? {
        Day::Field(field) => ruleset.field(*field).map(|field| field.id.as_str()),
        _ => Some("asOf"),
    }
}
