//! The reports of one procedure as JSON, many of them: what depends on the state of one part alone
//! is serialised once and kept.
//!
//! Byte for byte what serialising [`Report`](crate::reports::report::Report) gives.

use serde::Serialize;

use crate::engine::date::Date;
use crate::engine::judgement::{Judgement, State};
use crate::engine::ruleset::Procedure;
use crate::engine::stage::Stage;
use crate::engine::truth::Reasoned;
use crate::engine::verdict::Verdict;
use crate::library::Entry;
use crate::library::choice::Why;
use crate::reports::decider::{Claim, Decider};
use crate::reports::issue::Issue;
use crate::reports::joined::Joined;
use crate::reports::locale::Locale;
use crate::reports::report::{
    ConditionReport, DutyReport, Identity, ReadingReport, ResultReport, SCHEMA, StillNeeded,
    VersionChosen,
};

/// How many pieces are kept of one part. It is in few states in practice; what comes beyond is
/// written anew.
const KEPT: usize = 32;

/// Writes the reports of one procedure of a text that has one version, in one language.
pub struct Sheet<'a> {
    entry: &'a Entry,
    procedure: &'a Procedure,
    locale: &'a Locale,
    /// What every report begins with, up to the comma.
    head: Vec<u8>,
    /// By condition.
    issues: Pieces<(&'a str, Reasoned)>,
    conditions: Pieces<State>,
    nothing_needed: Pieces<()>,
    duties: Pieces<State>,
    readings: Pieces<()>,
}

/// The first keys of a report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    schema: u8,
    ruleset: Identity<'a>,
    version_chosen: VersionChosen<'a>,
    procedure: &'a str,
}

impl<'a> Sheet<'a> {
    /// For the requests to `procedure` of `entry`.
    pub fn new(entry: &'a Entry, procedure: &'a Procedure, locale: &'a Locale) -> Sheet<'a> {
        let mut head = Vec::new();
        value(
            &mut head,
            &Head {
                schema: SCHEMA,
                ruleset: Identity::of(&entry.ruleset),
                version_chosen: VersionChosen {
                    version: &entry.ruleset.version,
                    why: Why::OnlyVersion,
                    decided_by: None,
                },
                procedure: procedure.id.as_str(),
            },
        );
        head.pop();
        Sheet {
            entry,
            procedure,
            locale,
            head,
            issues: Pieces::default(),
            conditions: Pieces::default(),
            nothing_needed: Pieces::default(),
            duties: Pieces::default(),
            readings: Pieces::default(),
        }
    }

    /// Appends the report of `judgement` to `json`.
    pub fn write(
        &mut self,
        json: &mut Vec<u8>,
        (stage, as_of): (Stage, Date),
        mut judgement: Judgement,
        not_used: &[String],
    ) -> Verdict {
        let alternatives = std::mem::take(&mut judgement.alternatives);
        let Entry { ruleset, texts } = self.entry;
        let joined = Joined::new(ruleset, self.procedure, texts, self.locale, judgement);
        let issues = Issue::all(&joined, alternatives);
        json.extend_from_slice(&self.head);
        key(json, "stage", &stage);
        key(json, "asOf", &as_of.to_iso());
        key(json, "verdict", &joined.judgement.verdict);
        key(json, "decidedBy", &Decider::all(&joined, &issues));
        key(json, "couldClaim", &Claim::all(&joined));
        list(json, "issues", issues.iter(), |json, one| {
            let Some(state) = one.in_fixed_words() else {
                return value(json, one);
            };
            self.issues.write(json, one.position, state, || one);
        });
        list(json, "conditions", joined.conditions(), |json, one| {
            let (position, texts, state, _) = one;
            let report = || ConditionReport::of(&joined, texts, state);
            self.conditions.write(json, position, state, report);
        });
        name_key(json, "stillNeeded");
        let needed = || StillNeeded::of(&ruleset.fields, &joined.judgement.needed);
        if joined.judgement.needed.is_empty() {
            self.nothing_needed.write(json, 0, (), needed);
        } else {
            value(json, &needed());
        }
        list(json, "duties", joined.duties(), |json, one| {
            let (position, texts, state) = one;
            let report = || DutyReport::of(&joined, texts, state);
            self.duties.write(json, position, state, report);
        });
        list(json, "readings", joined.readings(), |json, one| {
            let (position, texts) = one;
            let report = || ReadingReport::of(&joined, texts);
            self.readings.write(json, position, (), report);
        });
        key(json, "results", &ResultReport::all(&joined));
        key(json, "notUsed", not_used);
        json.push(b'}');
        joined.judgement.verdict
    }
}

/// What has been written of each of some parts, for each state it was in.
struct Pieces<S>(Vec<Vec<(S, Box<[u8]>)>>);

impl<S> Default for Pieces<S> {
    fn default() -> Pieces<S> {
        Pieces(Vec::new())
    }
}

impl<S: Copy + PartialEq> Pieces<S> {
    /// Appends the part at `position` in its `state`, which alone decides what `part` gives.
    fn write<T: Serialize>(
        &mut self,
        json: &mut Vec<u8>,
        position: usize,
        state: S,
        part: impl FnOnce() -> T,
    ) {
        let Pieces(parts) = self;
        if parts.len() <= position {
            parts.resize_with(position + 1, Vec::new);
        }
        let known = parts.get_mut(position);
        let piece = known
            .iter()
            .flat_map(|known| known.iter())
            .find(|(at, _)| *at == state);
        if let Some((_, piece)) = piece {
            json.extend_from_slice(piece);
            return;
        }
        let start = json.len();
        value(json, &part());
        if let (Some(known), Some(written)) = (known, json.get(start..))
            && known.len() < KEPT
        {
            known.push((state, written.into()));
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
