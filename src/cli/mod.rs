//! The command: its arguments, and how each of its commands ends.
//!
//! It uses every other room of `src`, and none uses it.

mod check;
mod compare;
mod context;
mod exit;
mod explain;
mod failure;
mod fields;
mod input;
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

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use shodaku::engine::lang::Lang;

use context::Context;
use exit::Exit;
use failure::Stop;

/// Judges requests for a municipality's approval against its written conditions.
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
    /// Language of labels and messages.
    #[arg(long, global = true, value_name = "LANG", default_value = "ja",
          value_parser = PossibleValuesParser::new(Lang::ALL.map(Lang::name)).map(|name| language(&name)))]
    lang: Lang,
    /// A ruleset of your own (.toml or .json); it goes before a shipped one of the same name.
    /// May be given several times, also for several versions of one text.
    #[arg(long, global = true, value_name = "FILE")]
    ruleset_file: Vec<PathBuf>,
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
Examples:
  shodaku check tests/data/requests/subcontract.json
  shodaku check --lang en --format json tests/data/requests/subcontract.json
  shodaku check --jsonl tests/data/requests/several.jsonl
  shodaku compare tests/data/requests/subcontract.json
  shodaku explain hirono subcontract 4-ho
  shodaku explain hirono subcontract --request tests/data/requests/subcontract.json
  shodaku fields hirono takeout --format json
  shodaku rulesets

Exit status of check:
  0  approvable, exempt, not regulated or complete
  1  not approvable, prohibited or incomplete
  2  the input cannot be used
  3  undetermined";

/// The exit status of a program whose reader went away, as shells state it (128 + SIGPIPE):
/// nobody has seen the result, so it must not look like one.
const CLOSED: u8 = 141;

/// Runs the command line.
pub fn run() -> ExitCode {
    let Cli { command, common } = Cli::parse();
    let code = match execute(command, common) {
        Ok(exit) => exit.code(),
        Err(Stop::Closed) => CLOSED,
        Err(Stop::Failures(failures)) => {
            for failure in failures {
                // If even standard error is closed, the status still tells.
                let _ = writeln!(io::stderr(), "{failure}");
            }
            Exit::BadInput.code()
        }
    };
    ExitCode::from(code)
}

fn execute(command: Command, common: Common) -> Result<Exit, Stop> {
    let mut context = Context::new(common.lang, &common.ruleset_file)?;
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

fn language(name: &str) -> Lang {
    Lang::ALL
        .into_iter()
        .find(|lang| lang.name() == name)
        .unwrap_or_default()
}
