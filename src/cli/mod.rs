//! The commands, and how each of them ends.

mod asks;
mod batch;
mod check;
mod compare;
mod explain;
mod failure;
mod fields;
mod input;
mod rulesets;
mod text;
mod words;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use shodaku::engine::error::Problem;
use shodaku::engine::lang::Lang;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::verdict::Verdict;
use shodaku::library::clash::Clash;
use shodaku::library::{Conflict, Library};
use shodaku::reports::locale::Locale;

use failure::{Failure, Stop};
use words::Words;

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
          value_parser = PossibleValuesParser::new(["ja", "en"]).map(|name| language(&name)))]
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

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Text,
    /// For programs.
    Json,
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

/// Everything a command works with.
struct World {
    library: Library,
    locale: Locale,
    words: &'static Words,
    out: BufWriter<io::Stdout>,
}

/// How a command ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing stands against it.
    #[default]
    Fine,
    /// Something is unknown.
    Undetermined,
    /// A condition fails, or the act is banned.
    Refused,
    /// The input cannot be used.
    BadInput,
}

impl Exit {
    fn code(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Refused => 1,
            Exit::BadInput => 2,
            Exit::Undetermined => 3,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Exit {
        match verdict {
            Verdict::Approvable | Verdict::Complete | Verdict::Exempt | Verdict::NotRegulated => {
                Exit::Fine
            }
            Verdict::NotApprovable | Verdict::Incomplete | Verdict::Prohibited => Exit::Refused,
            Verdict::Undetermined => Exit::Undetermined,
        }
    }
}

/// The exit status of a program whose reader went away, as shells state it (128 + SIGPIPE):
/// nobody has seen the result, so it must not look like one.
const CLOSED: u8 = 141;

/// Runs the command line.
pub fn run() -> ExitCode {
    let Cli { command, common } = Cli::parse();
    let code = match common.world().and_then(|mut world| world.run(command)) {
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

impl Common {
    fn world(self) -> Result<World, Stop> {
        let mut library = Library::default();
        let mut files: Vec<(String, Arc<Ruleset>)> = Vec::new();
        for path in &self.ruleset_file {
            let place = path.display().to_string();
            let entry = input::ruleset(path)?;
            let ruleset = Arc::clone(&entry.ruleset);
            library
                .add(entry)
                .map_err(|conflict| refused(&place, &ruleset, conflict, &files))?;
            files.push((place, ruleset));
        }
        let locale = Locale::load(self.lang)
            .map_err(|error| Failure::new("the locale", error.to_string()))?;
        let words = Words::of(self.lang);
        Ok(World {
            library,
            locale,
            words,
            out: BufWriter::new(io::stdout()),
        })
    }
}

/// Why the ruleset of the file at `place` cannot be used beside those of `files`.
fn refused(
    place: &str,
    ruleset: &Ruleset,
    conflict: Conflict,
    files: &[(String, Arc<Ruleset>)],
) -> Stop {
    let clashes = match conflict {
        Conflict::Name(name) => {
            let wrong = format!("another --ruleset-file answers to `{name}` too");
            return Failure::new(place, wrong).fix("give one of them").into();
        }
        Conflict::Versions(clashes) => clashes,
    };
    let failure = |Clash { problem, with }: Clash| {
        let other = files
            .iter()
            .find(|(_, other)| other.id == ruleset.id && other.version == with);
        let beside = other.map_or_else(String::new, |(file, _)| format!(" (in {file})"));
        let Problem { path, message, .. } = problem;
        Failure::new(place, format!("`{path}` {message}{beside}"))
    };
    Stop::Failures(clashes.into_iter().map(failure).collect())
}

impl World {
    fn run(&mut self, command: Command) -> Result<Exit, Stop> {
        let exit = match command {
            Command::Check(args) => check::run(self, &args),
            Command::Compare(args) => compare::run(self, &args),
            Command::Explain(args) => explain::run(self, &args),
            Command::Fields(args) => fields::run(self, &args),
            Command::Rulesets(args) => rulesets::run(self, &args),
        }?;
        self.out.flush()?;
        Ok(exit)
    }

    /// Writes `text` for reading, without what could drive a terminal.
    fn print(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.out.write_all(failure::printable(text).as_bytes())?)
    }
}

/// `value` as one line of JSON.
fn to_json(value: &impl serde::Serialize) -> io::Result<String> {
    let mut json = serde_json::to_string(value).map_err(io::Error::other)?;
    json.push('\n');
    Ok(json)
}

fn language(name: &str) -> Lang {
    Lang::ALL
        .into_iter()
        .find(|lang| lang.name() == name)
        .unwrap_or_default()
}
