//! `check`: judge requests.

mod batch;
mod progress;
mod text;
mod worker;

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use shodaku::engine::request::Request;
use shodaku::reports::brief::Brief;
use shodaku::reports::report::Report;

use batch::Batch;

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::input::Input;
use super::output::{Format, to_json};

/// The arguments of `check`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    file: PathBuf,
    #[arg(long)]
    jsonl: bool,
    #[arg(long, requires = "jsonl")]
    jobs: Option<NonZero<usize>>,
    #[arg(long, requires = "jsonl")]
    exit_zero: bool,
    #[arg(long, requires = "jsonl")]
    progress: bool,
    #[arg(long)]
    brief: bool,
    #[arg(long, value_enum)]
    format: Option<Format>,
}

const EXAMPLES: &str = "\
shodaku check tests/data/requests/subcontract.json
shodaku check --format json - < tests/data/requests/takeout.json
shodaku check --jsonl --lang en tests/data/requests/several.jsonl
shodaku check --jsonl --brief tests/data/requests/several.jsonl";

/// Runs `check`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let input = Input::open(&args.file)?;
    match (args.jsonl, args.format) {
        (true, Some(Format::Text)) => {
            let failure = Failure::new("--format text", "goes with one request at a time");
            Err(failure.fix("leave out --jsonl or --format text").into())
        }
        (true, _) => {
            let cores = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
            let exit = batch::run(
                context,
                input,
                &Batch {
                    jobs: args.jobs.unwrap_or_else(cores),
                    brief: args.brief,
                    progress: args.progress,
                },
            )?;
            Ok(if args.exit_zero { Exit::Fine } else { exit })
        }
        (false, format) => one(context, input, format.unwrap_or(Format::Text), args.brief),
    }
}

fn one(context: &mut Context, input: Input, format: Format, brief: bool) -> Result<Exit, Stop> {
    let name = input.name.clone();
    let json = input.text()?;
    let judged = Request::from_json(&json).and_then(|request| context.library.judge(request));
    let (session, choice) = judged.map_err(|error| Failure::of(name, &error))?;
    let (text, texts) = (context.text(choice.entry), &choice.entry.texts);
    let (verdict, output) = if brief {
        let brief = Brief::of(&session, texts, &context.locale);
        let output = match format {
            Format::Text => text::brief_text(&brief, text),
            Format::Json => to_json(&brief)?,
        };
        (brief.verdict, output)
    } else {
        let report = Report::of(&session, texts, &context.locale).chosen(&choice);
        let output = match format {
            Format::Text => text::report_text(&report, text),
            Format::Json => to_json(&report)?,
        };
        (report.verdict, output)
    };
    context.print(&output)?;
    Ok(verdict.into())
}
