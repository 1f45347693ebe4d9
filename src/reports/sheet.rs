//! The reports of one procedure as JSON, many of them: what depends on the state of one part alone
//! is serialised once and kept.
//!
//! Byte for byte what serialising [`Report`](crate::reports::report::Report) gives.

use std::hash::Hash;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::engine::field::Id;
use crate::engine::judgement::State;
use crate::engine::ruleset::Procedure;
use crate::engine::session::Session;
use crate::engine::truth::Reasoned;
use crate::engine::verdict::Verdict;
use crate::library::Entry;
use crate::library::choice::Choice;
use crate::reports::decider::{Claim, Decider};
use crate::reports::ids::Ids;
use crate::reports::issue::{Issue, LimbPlace};
use crate::reports::joined::Joined;
use crate::reports::locale::Locale;
use crate::reports::report::{
    ConditionReport, DutyReport, Identity, ReadingReport, ResultReport, SCHEMA, StillNeeded,
    VersionChosen,
};
use crate::reports::vague::vague;

/// How many pieces of one kind are kept; what comes beyond is written anew. A part is in few states
/// in practice, and the largest shipped procedure has some fifty parts.
const KEPT: usize = 2_000;

/// The sheets in use, in one language.
pub struct Sheets<'l> {
    locale: &'l Locale,
    /// By the procedure's place in memory, which stays as long as its entry does.
    sheets: FxHashMap<*const Procedure, Sheet<'l>>,
}

impl<'l> Sheets<'l> {
    /// None yet.
    pub fn new(locale: &'l Locale) -> Sheets<'l> {
        Sheets {
            locale,
            sheets: FxHashMap::default(),
        }
    }

    /// The sheet for requests to `procedure` of `entry`.
    pub fn of(&mut self, entry: &'l Entry, procedure: &Procedure) -> &mut Sheet<'l> {
        let known = self.sheets.entry(std::ptr::from_ref(procedure));
        known.or_insert_with(|| Sheet::new(entry, &procedure.id, self.locale))
    }
}

/// Writes the reports on requests to one procedure of one ruleset, in one language.
pub struct Sheet<'l> {
    entry: &'l Entry,
    locale: &'l Locale,
    procedure: Id,
    /// What every report begins with, up to the comma.
    head: Vec<u8>,
    issues: Pieces<(LimbPlace, Reasoned)>,
    conditions: Pieces<(usize, State)>,
    duties: Pieces<(usize, State)>,
    readings: Pieces<usize>,
}

/// The first keys of a report.
#[derive(Serialize)]
struct Head<'a> {
    schema: u8,
    ruleset: Identity<'a>,
}

impl<'l> Sheet<'l> {
    /// For the requests to `procedure` of `entry`.
    fn new(entry: &'l Entry, procedure: &Id, locale: &'l Locale) -> Sheet<'l> {
        let mut head = Vec::new();
        let ruleset = Identity::of(&entry.ruleset);
        value(
            &mut head,
            &Head {
                schema: SCHEMA,
                ruleset,
            },
        );
        head.pop();
        Sheet {
            entry,
            locale,
            procedure: procedure.clone(),
            head,
            issues: Pieces::default(),
            conditions: Pieces::default(),
            duties: Pieces::default(),
            readings: Pieces::default(),
        }
    }

    /// Appends the report on `session`, whose version was chosen by `choice`, to `json`.
    pub fn write(&mut self, json: &mut Vec<u8>, session: &Session, choice: &Choice<'_>) -> Verdict {
        let judging = session.judging();
        let mut joined = Joined::of(judging, &self.entry.texts, self.locale);
        let alternatives = std::mem::take(&mut joined.judgement.alternatives);
        let issues = Issue::all(&joined, alternatives);
        json.extend_from_slice(&self.head);
        key(json, "versionChosen", &VersionChosen::from(choice));
        key(json, "procedure", self.procedure.as_str());
        key(json, "stage", &judging.stage());
        key(json, "asOf", &judging.as_of().to_iso());
        key(json, "reference", &session.particulars().reference);
        key(json, "context", &session.particulars().context);
        key(json, "verdict", &joined.judgement.verdict);
        key(json, "decidedBy", &Decider::all(&joined, &issues));
        key(json, "couldClaim", &Claim::all(&joined));
        list(json, "issues", issues.iter(), |json, one| {
            match one.in_fixed_words() {
                None => value(json, one),
                Some(state) => self.issues.write(json, state, || one),
            }
        });
        list(json, "conditions", joined.conditions(), |json, one| {
            let (position, texts, state, _) = one;
            let report = || ConditionReport::of(&joined, texts, state);
            self.conditions.write(json, (position, state), report);
        });
        let needed = StillNeeded::of(judging.ruleset(), &joined.judgement.needed);
        key(json, "stillNeeded", &needed);
        key(json, "evidence", &joined.evidence());
        let vague = vague(session, joined.judgement.verdict);
        key(json, "vague", &Ids::new(judging.ruleset(), vague));
        list(json, "duties", joined.duties(), |json, one| {
            let (position, texts, state) = one;
            let report = || DutyReport::of(&joined, texts, state);
            self.duties.write(json, (position, state), report);
        });
        list(json, "readings", joined.readings(), |json, one| {
            let (position, texts) = one;
            self.readings
                .write(json, position, || ReadingReport::of(&joined, texts));
        });
        key(json, "results", &ResultReport::all(&joined));
        key(json, "notUsed", session.not_used());
        json.push(b'}');
        joined.judgement.verdict
    }
}

/// What has been written of each of some parts, for each state it was in.
struct Pieces<S>(FxHashMap<S, Box<[u8]>>);

impl<S> Default for Pieces<S> {
    fn default() -> Pieces<S> {
        Pieces(FxHashMap::default())
    }
}

impl<S: Eq + Hash> Pieces<S> {
    /// Appends the part in its `state`, which alone decides what `part` gives.
    fn write<T: Serialize>(&mut self, json: &mut Vec<u8>, state: S, part: impl FnOnce() -> T) {
        if let Some(piece) = self.0.get(&state) {
            json.extend_from_slice(piece);
            return;
        }
        let start = json.len();
        value(json, &part());
        if let Some(written) = json.get(start..)
            && self.0.len() < KEPT
        {
            self.0.insert(state, written.into());
        }
    }
}

fn value<T: Serialize + ?Sized>(json: &mut Vec<u8>, value: &T) {
    // Writing to memory does not fail, and nothing in a report can fail to be written.
    let _ = serde_json::to_writer(json, value);
}

fn key<T: Serialize + ?Sized>(json: &mut Vec<u8>, name: &str, of: &T) {
    name_key(json, name);
    value(json, of);
}

fn list<T>(
    json: &mut Vec<u8>,
    name: &str,
    entries: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut Vec<u8>, T),
) {
    name_key(json, name);
    json.push(b'[');
    for (at, entry) in entries.enumerate() {
        if at > 0 {
            json.push(b',');
        }
        write(json, entry);
    }
    json.push(b']');
}

fn name_key(json: &mut Vec<u8>, name: &str) {
    json.extend_from_slice(b",\"");
    json.extend_from_slice(name.as_bytes());
    json.extend_from_slice(b"\":");
}
