//! What becomes of requests when a text changes: those whose verdict is another under the new version,
//! and how many there are by clause. However many requests there are, no more is kept than that.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::engine::error::Error;
use crate::engine::normalize::nfkc;
use crate::engine::request::Request;
use crate::engine::session::Session;
use crate::library::Entry;
use crate::reports::locale::Locale;
use crate::reports::report::Report;

/// A request whose verdict is another.
#[derive(Serialize)]
pub struct Moved {
    /// Where it stands in the archive, from 1.
    pub line: u64,
    /// What it is called.
    pub reference: Option<String>,
    /// The id of its procedure.
    pub procedure: String,
    /// What the old version makes of it.
    pub before: Outcome,
    /// What the new version makes of it.
    pub after: Outcome,
    /// What makes the difference.
    pub clauses: Vec<String>,
}

/// What one version makes of a request.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Outcome {
    /// It judges it.
    Verdict {
        /// The verdict's name.
        verdict: &'static str,
        /// What that rests on.
        #[serde(rename = "decidedBy")]
        decided_by: Vec<Ground>,
    },
    /// It cannot judge it.
    Error {
        /// Why.
        error: String,
    },
}

/// What a verdict rests on.
#[derive(Serialize)]
pub struct Ground {
    /// The id of a route, a condition or a result.
    pub id: String,
    /// The clause.
    pub clause: String,
    /// What it says.
    pub message: String,
}

/// How many there are.
#[derive(Default)]
pub struct Tally {
    /// Judged by both versions.
    pub judged: u64,
    /// For other rulesets.
    pub others: u64,
    /// Whose verdict changes.
    pub changed: u64,
    /// Those that change, by clause, if any, and by the verdicts before and after; none where a
    /// version cannot judge them.
    moves: BTreeMap<(Option<String>, Verdict, Verdict), u64>,
}

/// A verdict, if there is one.
pub type Verdict = Option<&'static str>;

/// Some of those that change.
#[derive(Serialize)]
pub struct Move<'t> {
    /// The clause that makes the difference.
    pub clause: Option<&'t str>,
    /// The verdict under the old version.
    pub before: Verdict,
    /// The verdict under the new version.
    pub after: Verdict,
    /// How many requests.
    pub requests: u64,
}

impl Tally {
    /// Judges the request of that line by both versions; what becomes of it, if its verdict changes.
    pub fn judge(
        &mut self,
        line: u64,
        request: &Request<'_>,
        [old, new]: [&Entry; 2],
        locale: &Locale,
    ) -> Result<Option<Moved>, Error> {
        let named = |entry: &Entry| match &request.ruleset {
            Some(named) => entry.names().any(|name| name == named),
            None => true,
        };
        if !named(old) && !named(new) {
            self.others += 1;
            return Ok(None);
        }
        let check =
            |entry: &Entry| Session::check(Arc::clone(&entry.ruleset), request.clone(), nfkc);
        let (before, after) = match (check(old), check(new)) {
            (Err(error), Err(_)) => return Err(error),
            both => both,
        };
        self.judged += 1;
        let verdict = |session: &Result<Session<'_>, Error>| {
            let session = session.as_ref().ok()?;
            Some(session.judging().judgement().verdict)
        };
        if verdict(&before) == verdict(&after) {
            return Ok(None);
        }
        let [before, after] = [(before, old), (after, new)].map(|(session, entry)| match session {
            Ok(session) => Outcome::of(&Report::of(&session, &entry.texts, locale)),
            Err(error) => Outcome::Error {
                error: error.to_string(),
            },
        });
        let moved = Moved {
            line,
            reference: request.particulars.reference.as_deref().map(str::to_owned),
            procedure: request.procedure.clone().into_owned(),
            clauses: clauses(&before, &after),
            before,
            after,
        };
        self.add(&moved);
        Ok(Some(moved))
    }

    fn add(&mut self, moved: &Moved) {
        self.changed += 1;
        let verdicts = (moved.before.verdict(), moved.after.verdict());
        let mut clauses: Vec<Option<String>> = moved.clauses.iter().cloned().map(Some).collect();
        if clauses.is_empty() {
            clauses.push(None);
        }
        for clause in clauses {
            let key = (clause, verdicts.0, verdicts.1);
            *self.moves.entry(key).or_default() += 1;
        }
    }

    /// By clause, those of most requests first.
    pub fn moves(&self) -> Vec<Move<'_>> {
        let moves = self
            .moves
            .iter()
            .map(|((clause, before, after), requests)| Move {
                clause: clause.as_deref(),
                before: *before,
                after: *after,
                requests: *requests,
            });
        let mut moves: Vec<Move<'_>> = moves.collect();
        moves.sort_by_key(|one| std::cmp::Reverse(one.requests));
        moves
    }
}

/// The clauses that the verdict begins to rest on; where there is none, all it goes on to rest on;
/// where that is nothing, those it rested on.
fn clauses(before: &Outcome, after: &Outcome) -> Vec<String> {
    let (old, new) = (before.clauses(), after.clauses());
    let begun = new.iter().filter(|clause| !old.contains(clause));
    let begun: Vec<&str> = begun.copied().collect();
    let found = [begun, new, old];
    let found = found.into_iter().find(|clauses| !clauses.is_empty());
    let mut once: Vec<String> = Vec::new();
    for clause in found.unwrap_or_default() {
        if !once.iter().any(|other| other == clause) {
            once.push(clause.to_owned());
        }
    }
    once
}

impl Outcome {
    fn of(report: &Report<'_>) -> Outcome {
        let grounds = report.decided_by.iter().map(|decider| Ground {
            id: decider.id.to_owned(),
            clause: decider.clause.to_owned(),
            message: decider.message.to_string(),
        });
        Outcome::Verdict {
            verdict: report.verdict.name(),
            decided_by: grounds.collect(),
        }
    }

    /// The verdict, if there is one.
    pub fn verdict(&self) -> Verdict {
        match self {
            Outcome::Verdict { verdict, .. } => Some(verdict),
            Outcome::Error { .. } => None,
        }
    }

    fn clauses(&self) -> Vec<&str> {
        match self {
            Outcome::Error { .. } => Vec::new(),
            Outcome::Verdict { decided_by, .. } => {
                decided_by.iter().map(|ground| &*ground.clause).collect()
            }
        }
    }
}
