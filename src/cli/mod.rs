//! The command: its arguments, and how each of its commands ends.
//!
//! It uses every other room of `src`, and none uses it.

mod cases_file;
mod check;
mod compare;
mod context;
mod exit;
mod explain;
mod failure;
mod fields;
mod help;
mod input;
mod language;
mod misuse;
mod output;
mod page;
mod predicate_text;
mod readings;
mod ruleset_file;
mod ruleset_text;
mod rulesets;
mod template;
mod verdict_text;
mod words;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use shodaku::engine::lang::Lang;

use context::Context;
use exit::Exit;
use failure::{Failure, Stop};
use words::Words;

// What the help says of all this stands in the locale: see `help`.

#[derive(Parser)]
#[command(name = "shodaku", version, after_help = EXAMPLES, infer_subcommands = false)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
struct Common {
    #[arg(long, global = true, value_name = "LANG",
          value_parser = PossibleValuesParser::new(Lang::ALL.map(Lang::name))
              .map(|name| language::named(&name).unwrap_or_default()))]
    lang: Option<Lang>,
    #[arg(long, global = true, value_name = "FILE")]
    ruleset_file: Vec<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    base: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Compare(compare::Args),
    Explain(explain::Args),
    Fields(fields::Args),
    Rulesets(rulesets::Args),
}

const EXAMPLES: &str = "\
shodaku check tests/data/requests/subcontract.json
shodaku check --lang en --format json tests/data/requests/subcontract.json
shodaku check --jsonl tests/data/requests/several.jsonl
shodaku compare tests/data/requests/subcontract.json
shodaku explain hirono subcontract 4-ho
shodaku explain hirono subcontract --request tests/data/requests/subcontract.json
shodaku fields hirono takeout --format json
shodaku rulesets";

/// The exit status of a program whose reader went away, as shells state it (128 + SIGPIPE):
/// nobody has seen the result, so it must not look like one.
const CLOSED: u8 = 141;

/// Runs the command line.
pub fn run() -> ExitCode {
    let args = language::in_front(env::args_os().collect());
    let lang = language::asked_for(args.iter().cloned());
    let lang = lang.unwrap_or_else(language::of_environment);
    let done = parse(&args, lang).and_then(|parsed| match parsed {
        Some(Cli { command, common }) => execute(command, &common.ruleset_file, &common.base, lang),
        None => Ok(Exit::BadInput),
    });
    let code = match done {
        Ok(exit) => exit.code(),
        Err(Stop::Closed) => CLOSED,
        Err(Stop::Failures(failures)) => {
            for failure in failures {
                // If even standard error is closed, the status still tells.
                let _ = writeln!(io::stderr(), "{}", failure.said(lang));
            }
            Exit::BadInput.code()
        }
    };
    ExitCode::from(code)
}

/// What was asked for; nothing where that cannot be told, which is said. Prints the help, if that is
/// what was.
fn parse(args: &[OsString], lang: Lang) -> Result<Option<Cli>, Stop> {
    Cli::try_parse_from(args).map(Some).or_else(|error| {
        let words = Words::load(lang).map_err(|error| Failure::in_locale(&error))?;
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let command = words.help.laid_over(Cli::command());
                command.get_matches_from(args);
            }
            ErrorKind::DisplayVersion => error.exit(),
            _ => eprint!("{}", misuse::said(&error, &words)),
        }
        Ok(None)
    })
}

fn execute(
    command: Command,
    files: &[PathBuf],
    bases: &[PathBuf],
    lang: Lang,
) -> Result<Exit, Stop> {
    let mut context = Context::new(lang, files, bases)?;
    let exit = match command {
        Command::Check(args) => check::run(&mut context, &args),
        Command::Compare(args) => compare::run(&mut context, &args),
        Command::Explain(args) => explain::run(&mut context, &args),
        Command::Fields(args) => fields::run(&mut context, &args),
        Command::Rulesets(args) => rulesets::run(&mut context, &args),
    }?;
    context.out.flush()?;
    Ok(exit)
}
