//! What becomes of an archive of requests: those whose verdict changes, said as they are found, and
//! at the end how many there are by clause. However long the archive is, no more is kept than that.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

use serde::Serialize;
use shodaku::engine::error::Error;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::session::Session;
use shodaku::library::Entry;
use shodaku::reports::report::Report;

use crate::cli::context::Context;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::{Input, MAX_BYTES, utf8};
use crate::cli::output::Format;
use crate::cli::page::Page;
use crate::cli::template::{Became, Moved as MovedPlaces, Others};

/// What came of an archive.
#[derive(Default)]
pub struct Judged {
    /// Whether any verdict changes.
    pub moved: bool,
    /// The first line that cannot be used, and how many there are; empty if all can.
    pub unusable: Vec<Failure>,
}

/// A request whose verdict is another.
#[derive(Serialize)]
struct Moved {
    line: u64,
    reference: Option<String>,
    procedure: String,
    before: Outcome,
    after: Outcome,
    /// What makes the difference.
    clauses: Vec<String>,
}

/// What one version makes of a request.
#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Verdict {
        verdict: &'static str,
        #[serde(rename = "decidedBy")]
        decided_by: Vec<Ground>,
    },
    Error {
        error: String,
    },
}

/// What a verdict rests on.
#[derive(Serialize)]
struct Ground {
    id: String,
    clause: String,
    message: String,
}

/// How many there are.
#[derive(Default)]
struct Tally {
    /// Judged by both versions.
    judged: u64,
    /// For other rulesets.
    others: u64,
    /// Whose verdict changes.
    changed: u64,
    /// Of no use to either version, and the first of them.
    unusable: u64,
    first: Option<Failure>,
    /// Those that change, by clause, if any, and by the verdicts before and after; none where a
    /// version cannot judge them.
    moves: BTreeMap<(Option<String>, Verdict, Verdict), u64>,
}

type Verdict = Option<&'static str>;

/// Some of those that change.
#[derive(Serialize)]
struct Move<'t> {
    clause: Option<&'t str>,
    before: Verdict,
    after: Verdict,
    requests: u64,
}

/// Judges every line by both versions, and says which verdicts change.
pub fn judge(
    context: &mut Context,
    input: Input,
    versions: [&Entry; 2],
    format: Format,
) -> Result<Judged, Stop> {
    let Input { name, mut reader } = input;
    let mut tally = Tally::default();
    let mut bytes = Vec::new();
    if format == Format::Json {
        context.print(",\"requests\":{\"changed\":[")?;
    }
    for line in 1u64.. {
        bytes.clear();
        let mut bounded = reader.by_ref().take(MAX_BYTES as u64 + 1);
        let mut read = bounded.read_until(b'\n', &mut bytes);
        if bytes.len() > MAX_BYTES && !bytes.ends_with(b"\n") {
            read = reader.skip_until(b'\n');
        }
        if read.map_err(|error| Failure::io(&name, &error))? == 0 && bytes.is_empty() {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match compared(context, &bytes, versions, &mut tally) {
            Ok(None) => {}
            Ok(Some(moved)) => {
                let moved = Moved { line, ..moved };
                moved.say(context, format, tally.changed == 0)?;
                tally.add(moved);
            }
            Err(why) => {
                tally.unusable += 1;
                let place = format!("{name}:{line}");
                tally.first.get_or_insert_with(|| why.at(place));
            }
        }
    }
    tally.say(context, format)?;
    let lines = tally.judged + tally.others + tally.unusable;
    let all = format!("{} of {lines} lines cannot be used", tally.unusable);
    let unusable = tally
        .first
        .map(|first| vec![first, Failure::new(name, all)]);
    Ok(Judged {
        moved: tally.changed > 0,
        unusable: unusable.unwrap_or_default(),
    })
}

/// Why a line cannot be used.
enum Unusable {
    Bytes(String),
    Request(Error),
}

impl Unusable {
    fn at(self, place: String) -> Failure {
        match self {
            Unusable::Bytes(wrong) => Failure::new(place, wrong),
            Unusable::Request(error) => Failure::of(place, &error),
        }
    }
}

impl From<Error> for Unusable {
    fn from(error: Error) -> Unusable {
        Unusable::Request(error)
    }
}

/// What becomes of one request, if its verdict changes. Where it stands, the caller knows.
fn compared(
    context: &Context,
    bytes: &[u8],
    [old, new]: [&Entry; 2],
    tally: &mut Tally,
) -> Result<Option<Moved>, Unusable> {
    if bytes.len() > MAX_BYTES {
        let wrong = format!("is larger than {MAX_BYTES} bytes");
        return Err(Unusable::Bytes(wrong));
    }
    let text = utf8(bytes).map_err(Unusable::Bytes)?;
    let request = Request::from_json(text)?;
    let named = |entry: &Entry| match &request.ruleset {
        Some(named) => entry.names().any(|name| name == named),
        None => true,
    };
    if !named(old) && !named(new) {
        tally.others += 1;
        return Ok(None);
    }
    let check = |entry: &Entry| Session::check(Arc::clone(&entry.ruleset), request.clone(), nfkc);
    let (before, after) = match (check(old), check(new)) {
        (Err(error), Err(_)) => return Err(error.into()),
        both => both,
    };
    tally.judged += 1;
    let verdict = |session: &Result<Session<'_>, Error>| {
        let session = session.as_ref().ok()?;
        Some(session.judging().judgement().verdict)
    };
    if verdict(&before) == verdict(&after) {
        return Ok(None);
    }
    let [before, after] = [(before, old), (after, new)].map(|(session, entry)| match session {
        Ok(session) => Outcome::of(&Report::of(&session, &entry.texts, &context.locale)),
        Err(error) => Outcome::Error {
            error: error.to_string(),
        },
    });
    Ok(Some(Moved {
        line: 0,
        reference: request.particulars.reference.map(Into::into),
        procedure: request.procedure.into_owned(),
        clauses: clauses(&before, &after),
        before,
        after,
    }))
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

    fn verdict(&self) -> Verdict {
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

    fn lines(&self, context: &Context) -> Vec<String> {
        match self {
            Outcome::Error { error } => vec![error.clone()],
            Outcome::Verdict {
                verdict,
                decided_by,
            } => {
                let mut lines = vec![context.locale.verdict.of(verdict).to_owned()];
                let ground = |ground: &Ground| format!("  {}  {}", ground.clause, ground.message);
                lines.extend(decided_by.iter().map(ground));
                lines
            }
        }
    }
}

impl Moved {
    /// Says it, after others or as the `first`.
    fn say(&self, context: &mut Context, format: Format, first: bool) -> Result<(), Stop> {
        if format == Format::Json {
            let comma = if first { "" } else { "," };
            let json = serde_json::to_string(self).map_err(io::Error::other)?;
            return context.print(&format!("{comma}{json}"));
        }
        let mut page = Page::default();
        if first {
            page.line(0, "");
        }
        let which = self.reference.as_deref().unwrap_or_default();
        let place = format!("{}  {}  {which}", self.line, self.procedure);
        page.line(1, place.trim_end());
        for (sign, outcome) in [("-", &self.before), ("+", &self.after)] {
            for line in outcome.lines(context) {
                page.line(2, format!("{sign} {line}"));
            }
        }
        context.print(&page.into_text())
    }
}

impl Tally {
    fn add(&mut self, moved: Moved) {
        self.changed += 1;
        let verdicts = (moved.before.verdict(), moved.after.verdict());
        let mut clauses: Vec<Option<String>> = moved.clauses.into_iter().map(Some).collect();
        if clauses.is_empty() {
            clauses.push(None);
        }
        for clause in clauses {
            *self
                .moves
                .entry((clause, verdicts.0, verdicts.1))
                .or_default() += 1;
        }
    }

    /// By clause, those of most requests first.
    fn moves(&self) -> Vec<Move<'_>> {
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

    fn say(&self, context: &mut Context, format: Format) -> Result<(), Stop> {
        let (judged, others, unusable) = (self.judged, self.others, self.unusable);
        if format == Format::Json {
            let moves = serde_json::to_string(&self.moves()).map_err(io::Error::other)?;
            return context.print(&format!(
                "],\"judged\":{judged},\"others\":{others},\"unusable\":{unusable},\"moves\":{moves}}}"
            ));
        }
        let words = &context.words;
        let mut page = Page::default();
        let mut all = words.diff.requests.fill(&MovedPlaces {
            judged: judged.to_string(),
            changed: self.changed.to_string(),
        });
        if others > 0 {
            let others = others.to_string();
            all.push_str(&words.aside(&words.diff.others.fill(&Others { others })));
        }
        page.line(0, "");
        page.line(0, all);
        let named = |verdict: Verdict| match verdict {
            Some(verdict) => context.locale.verdict.of(verdict).to_owned(),
            None => words.diff.not_judged.clone(),
        };
        for one in self.moves() {
            let became = words.diff.became.fill(&Became {
                before: named(one.before),
                after: named(one.after),
            });
            let clause = one.clause.map(|clause| format!("{clause}  "));
            let clause = clause.unwrap_or_default();
            page.line(1, format!("{}  {clause}{became}", one.requests));
        }
        context.print(&page.into_text())
    }
}
