//! `rulesets diff`: what changed between two versions, and for whom.

use std::io::{BufRead, Read};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use shodaku::engine::error::Error;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::session::Session;
use shodaku::kit::diff::{Became, Change, diff, inline};
use shodaku::library::Entry;
use shodaku::library::draft::Draft;
use shodaku::reports::report::Report;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::{Input, MAX_BYTES, utf8};
use crate::cli::output::{Format, to_json};
use crate::cli::page::Page;
use crate::cli::ruleset_file::RulesetFile;
use crate::cli::template as place;

/// The arguments of `rulesets diff`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    old: PathBuf,
    new: PathBuf,
    #[arg(long, value_name = "FILE")]
    requests: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku rulesets diff src/rulesets/hirono.toml src/rulesets/hirono.toml
shodaku rulesets diff src/rulesets/okayama.toml src/rulesets/shinagawa.toml --lang en";

/// What changed.
#[derive(Serialize)]
struct Difference<'d> {
    changes: Vec<Change<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requests: Option<Reasoned>,
}

/// What becomes of requests.
#[derive(Default, Serialize)]
struct Reasoned {
    /// How many were judged by both versions.
    judged: u64,
    /// How many are for other rulesets.
    others: u64,
    /// Those whose verdict is another.
    changed: Vec<Moved>,
}

#[derive(Serialize)]
struct Moved {
    line: u64,
    procedure: String,
    before: Outcome,
    after: Outcome,
}

/// What one version makes of a request.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Outcome {
    Verdict {
        verdict: String,
        #[serde(rename = "decidedBy")]
        decided_by: Vec<Ground>,
    },
    Error {
        error: String,
    },
}

/// What a verdict rests on.
#[derive(PartialEq, Serialize)]
struct Ground {
    id: String,
    clause: String,
    message: String,
}

/// Runs `rulesets diff`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let sources = [RulesetFile::read(&args.old)?, RulesetFile::read(&args.new)?];
    let [old, new] = sources.each_ref().map(read);
    let ((old, old_entry), (new, new_entry)) = (old?, new?);
    let mut difference = Difference {
        changes: diff(&old.document, &new.document),
        requests: None,
    };
    if let Some(path) = &args.requests {
        let requests = Input::open(path)?;
        difference.requests = Some(judge(context, requests, [&old_entry, &new_entry])?);
    }
    match args.format {
        Format::Text => {
            let page = difference.page(context);
            context.print(&page.into_text())?;
        }
        Format::Json => context.print(&to_json(&difference)?)?,
    }
    let moved = difference
        .requests
        .iter()
        .any(|requests| !requests.changed.is_empty());
    Ok(if difference.changes.is_empty() && !moved {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

fn read(source: &RulesetFile) -> Result<(Draft<'_>, Entry), Stop> {
    let draft = source.draft().and_then(|draft| {
        let entry = Entry::of(&draft)?;
        Ok((draft, entry))
    });
    draft.map_err(|error| source.refused(&error))
}

/// Judges every line by both versions.
fn judge(context: &Context, input: Input, [old, new]: [&Entry; 2]) -> Result<Reasoned, Stop> {
    let Input { name, mut reader } = input;
    let mut judged = Reasoned::default();
    let mut bytes = Vec::new();
    for line in 1u64.. {
        bytes.clear();
        let mut bounded = reader.by_ref().take(MAX_BYTES as u64 + 1);
        let read = bounded.read_until(b'\n', &mut bytes);
        let place = || format!("{name}:{line}");
        if read.map_err(|error| Failure::io(&name, &error))? == 0 {
            break;
        }
        if bytes.len() > MAX_BYTES {
            let failure = Failure::new(place(), format!("is larger than {MAX_BYTES} bytes"));
            return Err(failure.into());
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let text = utf8(&bytes).map_err(|wrong| Failure::new(place(), wrong))?;
        let request = Request::from_json(text).map_err(|error| Failure::of(place(), &error))?;
        let named = |entry: &Entry| match &request.ruleset {
            Some(named) => entry.names().any(|name| name == named),
            None => true,
        };
        if !named(old) && !named(new) {
            judged.others += 1;
            continue;
        }
        let [before, after] = [old, new].map(|entry| outcome(context, entry, request.clone()));
        let (before, after) = match (before, after) {
            (Err(error), Err(_)) => return Err(Failure::of(place(), &error).into()),
            (before, after) => (Outcome::of(before), Outcome::of(after)),
        };
        judged.judged += 1;
        if before.verdict() != after.verdict() {
            judged.changed.push(Moved {
                line,
                procedure: request.procedure.into_owned(),
                before,
                after,
            });
        }
    }
    Ok(judged)
}

/// The verdict of one version, with what it rests on.
fn outcome(
    context: &Context,
    entry: &Entry,
    request: Request<'_>,
) -> Result<(String, Vec<Ground>), Error> {
    let session = Session::check(Arc::clone(&entry.ruleset), request, nfkc)?;
    let report = Report::of(&session, &entry.texts, &context.locale);
    let grounds = report.decided_by.iter().map(|decider| Ground {
        id: decider.id.to_owned(),
        clause: decider.clause.to_owned(),
        message: decider.message.to_string(),
    });
    Ok((report.verdict.name().to_owned(), grounds.collect()))
}

impl Outcome {
    fn of(outcome: Result<(String, Vec<Ground>), Error>) -> Outcome {
        match outcome {
            Ok((verdict, decided_by)) => Outcome::Verdict {
                verdict,
                decided_by,
            },
            Err(error) => Outcome::Error {
                error: error.to_string(),
            },
        }
    }

    fn verdict(&self) -> Option<&str> {
        match self {
            Outcome::Verdict { verdict, .. } => Some(verdict),
            Outcome::Error { .. } => None,
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

impl Difference<'_> {
    fn page(&self, context: &Context) -> Page {
        let words = &context.words;
        let said = &words.diff;
        let mut page = Page::default();
        if self.changes.is_empty() {
            page.line(0, &said.unchanged);
        }
        for change in &self.changes {
            let clause = change.clause.unwrap_or_default();
            let (part, id) = (change.part, change.id);
            let became = words.became(change.change);
            page.line(0, format!("{clause}  {part} {id}: {became}").trim_start());
            if change.change == Became::Removed && part != "field" {
                page.line(1, &said.id_stays_taken);
            }
            for detail in &change.details {
                page.line(1, format!("{}:", detail.key));
                for (sign, value) in [("-", detail.before), ("+", detail.after)] {
                    if let Some(value) = value {
                        page.line(2, format!("{sign} {}", inline(value)));
                    }
                }
            }
        }
        let Some(Reasoned {
            judged,
            others,
            changed,
        }) = &self.requests
        else {
            return page;
        };
        let mut requests = said.requests.fill(&place::Moved {
            judged: judged.to_string(),
            changed: changed.len().to_string(),
        });
        if *others > 0 {
            let others = others.to_string();
            requests.push_str(&words.aside(&said.others.fill(&place::Others { others })));
        }
        page.section(requests);
        for Moved {
            line,
            procedure,
            before,
            after,
        } in changed
        {
            page.line(1, format!("{line}  {procedure}"));
            for (sign, outcome) in [("-", before), ("+", after)] {
                for line in outcome.lines(context) {
                    page.line(2, format!("{sign} {line}"));
                }
            }
        }
        page
    }
}
