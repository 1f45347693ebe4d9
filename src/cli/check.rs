//! `check`: judge requests.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;
use shodaku::error::Error;
use shodaku::report::Report;

use super::failure::{Failure, Stop};
use super::input::{self, Input, MAX_BYTES};
use super::{Exit, Format, World, text, to_json};

/// Judge a request, or many.
///
/// A request is a JSON object: {"ruleset": "hirono", "procedure": "subcontract",
/// "asOf": "2026-11-22", "stage": "draft", "answers": {…}}. `shodaku fields` lists the answers.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A file with one request, or - for standard input.
    file: PathBuf,
    /// Read one request a line, write one report a line. A line that cannot be used gives
    /// {"line": …, "error": …}; blank lines are skipped.
    #[arg(long)]
    jsonl: bool,
    /// How to write the report: text, or json (always so with --jsonl).
    #[arg(long, value_enum)]
    format: Option<Format>,
}

const EXAMPLES: &str = "\
Examples:
  shodaku check tests/requests/subcontract.json
  shodaku check --format json - < tests/requests/takeout.json
  shodaku check --jsonl --lang en tests/requests/several.jsonl

Exit status:
  0  approvable, exempt or not regulated
  1  not approvable or prohibited
  2  the input cannot be used
  3  undetermined
With --jsonl, the worst of all: 2, then 1, then 3.";

/// Runs `check`.
pub fn run(world: &mut World, args: &Args) -> Result<Exit, Stop> {
    let input = Input::open(&args.file)?;
    match (args.jsonl, args.format) {
        (true, Some(Format::Text)) => {
            let failure = Failure::new("--format text", "goes with one request at a time");
            Err(failure.fix("leave out --jsonl or --format text").into())
        }
        (true, _) => many(world, input),
        (false, format) => one(world, input, format.unwrap_or(Format::Text)),
    }
}

fn one(world: &mut World, input: Input, format: Format) -> Result<Exit, Stop> {
    let name = input.name.clone();
    let json = input.text()?;
    let (session, entry) =
        input::judge(&world.library, &json).map_err(|error| Failure::of(name, &error))?;
    let report = Report::of(&session, &entry.texts, &world.locale);
    let exit = report.verdict.into();
    let output = match format {
        Format::Text => text::report(&report, entry, &world.locale, world.words),
        Format::Json => to_json(&report)?,
    };
    world.print(&output)?;
    Ok(exit)
}

fn many(world: &mut World, mut input: Input) -> Result<Exit, Stop> {
    let mut exit = Exit::default();
    let (mut lines, mut bad) = (0u64, 0u64);
    let (mut line, mut result) = (Vec::new(), Vec::new());
    while input.line(&mut line)? {
        lines += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        result.clear();
        match judge_line(world, &line, &mut result) {
            Ok(verdict) => exit = exit.max(verdict),
            Err(error) => {
                bad += 1;
                write_json(&mut result, &BadLine::new(lines, &error))?;
            }
        }
        result.push(b'\n');
        world.out.write_all(&result)?;
    }
    if bad > 0 {
        world.out.flush()?;
        let failure = Failure::new(input.name, format!("{bad} of {lines} lines cannot be used"));
        return Err(failure
            .fix("see `error` on those lines of the output")
            .into());
    }
    Ok(exit)
}

fn judge_line(world: &World, line: &[u8], result: &mut Vec<u8>) -> Result<Exit, Error> {
    if line.len() > MAX_BYTES {
        return Err(Error::TooLarge(
            "request".into(),
            format!("at most {MAX_BYTES} bytes"),
        ));
    }
    let json = input::utf8(line).map_err(Error::BadJson)?;
    let (session, entry) = input::judge(&world.library, json)?;
    let report = Report::of(&session, &entry.texts, &world.locale);
    write_json(result, &report).map_err(|error| Error::BadJson(error.to_string()))?;
    Ok(report.verdict.into())
}

fn write_json(out: &mut Vec<u8>, value: &impl Serialize) -> std::io::Result<()> {
    let mut serializer = serde_json::Serializer::new(out);
    value
        .serialize(&mut serializer)
        .map_err(std::io::Error::other)
}

/// What stands in place of the report of a line that cannot be used.
#[derive(Serialize)]
struct BadLine<'e> {
    /// Counted from 1.
    line: u64,
    error: BadRequest<'e>,
}

#[derive(Serialize)]
struct BadRequest<'e> {
    code: &'static str,
    path: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'e str>,
}

impl BadLine<'_> {
    fn new(line: u64, error: &Error) -> BadLine<'_> {
        let (code, path, message) = (error.code(), error.path(), error.to_string());
        BadLine {
            line,
            error: BadRequest {
                code,
                path,
                message,
                nearest: error.nearest(),
            },
        }
    }
}
