//! Several versions of one text: which of them governs a request, and why.
//!
//! Every version says in `in_force` from when to when it is in force, and which of the request's
//! dates decides. A new text whose date of contract decides leaves old contracts to the old text;
//! one whose date of approval decides takes them over. The package chooses the same way
//! (`pkg/src/api/versions.ts`).

use std::cmp::Ordering;
use std::sync::Arc;

use serde::Serialize;

use super::entry::Entry;
use crate::engine::answer::Input;
use crate::engine::error::{Error, Problem};
use crate::engine::field::FieldIndex;
use crate::engine::normalize::Nfkc;
use crate::engine::period::Standing;
use crate::engine::predicate::{Day, InForce};
use crate::engine::request::Request;
use crate::engine::ruleset::Ruleset;
use crate::engine::session::Session;
use crate::engine::truth::Truth;

/// The versions of one text.
#[derive(Clone, Debug)]
pub struct Versions {
    newest: Entry,
    /// The newest first.
    older: Vec<Entry>,
}

/// Why a version was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no other.
    OnlyVersion,
    /// It is in force for the request.
    InForce,
    /// The dates do not say yet which version is; this one may be.
    NotDecided,
    /// No version is in force for the request; what that means, this one says.
    NoneInForce,
}

impl Why {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Why::OnlyVersion => "only_version",
            Why::InForce => "in_force",
            Why::NotDecided => "not_decided",
            Why::NoneInForce => "none_in_force",
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
    /// Of a text in one version.
    pub fn only(entry: &'v Entry) -> Choice<'v> {
        Choice {
            entry,
            why: Why::OnlyVersion,
            decided_by: None,
        }
    }
}

/// Why a ruleset cannot stand beside another version of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What is wrong with the one, and where.
    pub problem: Problem,
    /// The version of the other.
    pub with: String,
}

impl From<Entry> for Versions {
    fn from(only: Entry) -> Versions {
        Versions {
            newest: only,
            older: Vec::new(),
        }
    }
}

impl Versions {
    /// Adds a version, unless it clashes with another.
    pub fn add(&mut self, entry: Entry) -> Result<(), Vec<Clash>> {
        let clashes: Vec<Clash> = self
            .iter()
            .flat_map(|other| clashes(&entry.ruleset, &other.ruleset))
            .collect();
        if !clashes.is_empty() {
            return Err(clashes);
        }
        if from(&entry) > from(&self.newest) {
            let newest = std::mem::replace(&mut self.newest, entry);
            self.older.insert(0, newest);
        } else {
            let newer = |other: &Entry| from(other) > from(&entry);
            let at = self.older.partition_point(newer);
            self.older.insert(at, entry);
        }
        Ok(())
    }

    /// The version in force last: the one to read the text in.
    pub fn newest(&self) -> &Entry {
        &self.newest
    }

    /// Every version, the newest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        [&self.newest].into_iter().chain(&self.older)
    }

    /// Whether `name` is the id or an alias of any version.
    pub fn answers_to(&self, name: &str) -> bool {
        self.iter()
            .any(|entry| entry.names().any(|known| known == name))
    }

    /// The version that governs `request`.
    ///
    /// A version is passed over once the dates show that it is not in force. The first that is
    /// left, from the newest on, governs if it is in force; if that is open, so is the choice, and
    /// of the versions in question the one of the day looked at is taken.
    pub fn choose(&self, request: &Request, nfkc: Nfkc) -> Result<Choice<'_>, Error> {
        if self.older.is_empty() {
            return Ok(Choice::only(&self.newest));
        }
        let mut all = Vec::with_capacity(1 + self.older.len());
        for entry in self.iter() {
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
            Some(in_force) => (Why::InForce, Some(in_force)),
            None => (Why::NoneInForce, all.iter().find(ended).or(all.last())),
        };
        let (entry, by) = chosen.map_or((&self.newest, None), |(entry, standing)| {
            (*entry, standing.by)
        });
        Ok(Choice {
            entry,
            why,
            decided_by: by.and_then(|by| decider(&entry.ruleset, by)),
        })
    }

    /// Refuses a field that no version asks for and that is not of the shared vocabulary.
    pub fn refuse_unknown(&self, id: &str) -> Result<(), Error> {
        if self
            .iter()
            .any(|entry| entry.ruleset.field_index(id).is_some())
        {
            return Ok(());
        }
        self.newest.ruleset.find(id).map(drop)
    }

    /// Judges `request` by the version that governs it.
    pub fn check(&self, request: Request, nfkc: Nfkc) -> Result<(Session, Choice<'_>), Error> {
        // An unknown procedure is said before anything about the answers.
        self.newest.ruleset.procedure(&request.procedure)?;
        let choice = self.choose(&request, nfkc)?;
        let ruleset = &choice.entry.ruleset;
        let find = |id: &str| match ruleset.field_index(id) {
            Some(field) => Ok(Some(field)),
            None => self.refuse_unknown(id).map(|()| None),
        };
        let session = Session::check_with(Arc::clone(ruleset), request, nfkc, &find)?;
        Ok((session, choice))
    }
}

/// How `request` stands to the period of `entry`: nothing but its deciding dates is read.
fn standing(entry: &Entry, request: &Request, nfkc: Nfkc) -> Result<Standing, Error> {
    let ruleset = &entry.ruleset;
    let deciders = ruleset
        .in_force
        .iter()
        .flat_map(|period| &period.decided_by);
    let mut given: Vec<(FieldIndex, Input)> = Vec::new();
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
    Ok(session.standing())
}

/// What stands at that position of `decided_by`.
fn decider(ruleset: &Ruleset, at: u16) -> Option<&str> {
    let deciders = &ruleset.in_force.as_ref()?.decided_by;
    match deciders.get(usize::from(at))? {
        Day::Field(field) => ruleset.field(*field).map(|field| field.id.as_str()),
        _ => Some("asOf"),
    }
}

fn from(entry: &Entry) -> Option<crate::engine::date::Date> {
    entry.ruleset.in_force.as_ref().map(|period| period.from)
}

/// Why `one` and `other` cannot both be versions of one text.
pub fn clashes(one: &Ruleset, other: &Ruleset) -> Vec<Clash> {
    let mut found = Vec::new();
    let mut clash = |path: String, message: String| {
        found.push(Clash {
            problem: Problem {
                path,
                message,
                position: None,
            },
            with: other.version.clone(),
        });
    };
    let version = &other.version;
    if one.version == *version {
        clash(
            "ruleset.version".to_owned(),
            format!("another ruleset is version `{version}` too"),
        );
        return found;
    }
    let period = "ruleset.in_force".to_owned();
    match (&one.in_force, &other.in_force) {
        (Some(first), Some(second)) => {
            if overlap(one, first, other, second) {
                let message = format!(
                    "the period overlaps with that of version `{version}`: let the older end \
                     (`until`) the day before the newer begins"
                );
                clash(period, message);
            }
        }
        (None, _) => clash(period, "one of several versions needs a period".to_owned()),
        (_, None) => clash(
            period,
            format!("version `{version}` beside it needs a period"),
        ),
    }
    for procedure in &other.procedures {
        let id = procedure.id.as_str();
        if one.procedure(id).is_err() {
            let message = format!(
                "lacks `{id}`, which version `{version}` has: declare it, if only as silent"
            );
            clash("procedure".to_owned(), message);
        }
    }
    for procedure in &one.procedures {
        let id = procedure.id.as_str();
        if other.procedure(id).is_err() {
            let message = format!(
                "has `{id}`, which version `{version}` lacks: declare it there, if only as silent"
            );
            clash("procedure".to_owned(), message);
        }
    }
    for (at, field) in one.fields.iter().enumerate() {
        let there = other.fields.iter().find(|there| there.id == field.id);
        if let Some(there) = there.filter(|there| there.kind != field.kind) {
            let (id, kind, theirs) = (&field.id, field.kind.name(), there.kind.name());
            let message = format!(
                "`{id}` is a `{kind}` field, and a `{theirs}` field in version `{version}`: \
                 give it another id"
            );
            clash(format!("field[{at}].type"), message);
        }
    }
    found
}

/// Whether both could be in force for the same request: where the same date decides, periods that
/// overlap; where another does, the newer text goes before the older one, so there has to be one.
fn overlap(one: &Ruleset, first: &InForce, other: &Ruleset, second: &InForce) -> bool {
    let ends_before = |a: &InForce, b: &InForce| a.until.is_some_and(|until| until < b.from);
    first.from == second.from
        || decider(one, 0) == decider(other, 0)
            && !ends_before(first, second)
            && !ends_before(second, first)
}
