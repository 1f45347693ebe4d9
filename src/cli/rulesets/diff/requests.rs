//! What becomes of an archive of requests: those whose verdict changes, said as they are found, and
//! at the end how many there are by clause. However long the archive is, no more is kept than that.

use std::io::{self, BufRead, Read};

use shodaku::engine::error::Error;
use shodaku::engine::request::Request;
use shodaku::kit::moved::{Ground, Moved, Outcome, Tally, Verdict};
use shodaku::library::Entry;

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

/// Judges every line by both versions, and says which verdicts change.
pub fn judge(
    context: &mut Context,
    input: Input,
    versions: [&Entry; 2],
    format: Format,
) -> Result<Judged, Stop> {
    let Input { name, mut reader } = input;
    let mut tally = Tally::default();
    let (mut unusable, mut first) = (0, None);
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
        let request = request(&bytes);
        let moved = request
            .and_then(|request| Ok(tally.judge(line, &request, versions, &context.locale)?));
        match moved {
            Ok(None) => {}
            Ok(Some(moved)) => say(context, &moved, format, tally.changed == 1)?,
            Err(why) => {
                unusable += 1;
                let place = format!("{name}:{line}");
                first.get_or_insert_with(|| why.at(place));
            }
        }
    }
    say_all(context, &tally, unusable, format)?;
    let lines = tally.judged + tally.others + unusable;
    let all = format!("{unusable} of {lines} lines cannot be used");
    let unusable = first.map(|first| vec![first, Failure::new(name, all)]);
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

/// The request of a line.
fn request(bytes: &[u8]) -> Result<Request<'_>, Unusable> {
    if bytes.len() > MAX_BYTES {
        let wrong = format!("is larger than {MAX_BYTES} bytes");
        return Err(Unusable::Bytes(wrong));
    }
    let text = utf8(bytes).map_err(Unusable::Bytes)?;
    Ok(Request::from_json(text)?)
}

/// What one version makes of a request, in words.
fn lines(outcome: &Outcome, context: &Context) -> Vec<String> {
    match outcome {
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

/// Says of one request that its verdict changes, after others or as the `first`.
fn say(context: &mut Context, moved: &Moved, format: Format, first: bool) -> Result<(), Stop> {
    if format == Format::Json {
        let comma = if first { "" } else { "," };
        let json = serde_json::to_string(moved).map_err(io::Error::other)?;
        return context.print(&format!("{comma}{json}"));
    }
    let mut page = Page::default();
    if first {
        page.line(0, "");
    }
    let which = moved.reference.as_deref().unwrap_or_default();
    let place = format!("{}  {}  {which}", moved.line, moved.procedure);
    page.line(1, place.trim_end());
    for (sign, outcome) in [("-", &moved.before), ("+", &moved.after)] {
        for line in lines(outcome, context) {
            page.line(2, format!("{sign} {line}"));
        }
    }
    context.print(&page.into_text())
}

/// Says how many there are.
fn say_all(
    context: &mut Context,
    tally: &Tally,
    unusable: u64,
    format: Format,
) -> Result<(), Stop> {
    let (judged, others) = (tally.judged, tally.others);
    if format == Format::Json {
        let moves = serde_json::to_string(&tally.moves()).map_err(io::Error::other)?;
        return context.print(&format!(
            "],\"judged\":{judged},\"others\":{others},\"unusable\":{unusable},\"moves\":{moves}}}"
        ));
    }
    let words = &context.words;
    let mut page = Page::default();
    let mut all = words.diff.requests.fill(&MovedPlaces {
        judged: judged.to_string(),
        changed: tally.changed.to_string(),
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
    for one in tally.moves() {
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
