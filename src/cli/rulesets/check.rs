//! `rulesets check`: every mistake and every doubt, with its place.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use shodaku::engine::error::{Error, Problem};
use shodaku::kit::lint::{Untried, Warning, lint, overlaps};
use shodaku::library::Entry;
use shodaku::library::draft::Draft;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::output::{Format, to_json};
use crate::cli::ruleset_file::RulesetFile;

/// The arguments of `rulesets check`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku rulesets check src/rulesets/hirono.toml
shodaku rulesets check --format json src/rulesets/hirono.toml";

/// What there is to say about one file.
struct Checked<'s> {
    file: &'s str,
    draft: Option<Draft<'s>>,
    errors: Vec<Problem>,
    warnings: Vec<Warning>,
    untried: Untried,
}

/// Runs `rulesets check`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let (mut sources, mut unread) = (Vec::new(), Vec::new());
    for file in &args.files {
        match RulesetFile::read(file) {
            Ok(source) => sources.push(source),
            Err(failure) => unread.push(failure),
        }
    }
    let mut checked: Vec<Checked<'_>> = sources.iter().map(Checked::of).collect();
    for (at, warning) in between(&checked) {
        if let Some(checked) = checked.get_mut(at) {
            checked.warnings.push(warning);
        }
    }
    match args.format {
        Format::Text => {
            for checked in &checked {
                checked.print(context)?;
            }
        }
        Format::Json => {
            let files: Vec<File<'_>> = checked.iter().map(Checked::file).collect();
            context.print(&to_json(&files)?)?;
        }
    }
    if !unread.is_empty() {
        context.out.flush()?;
        return Err(Stop::Failures(unread));
    }
    Ok(checked.iter().map(Checked::exit).max().unwrap_or_default())
}

/// Warnings on files of one ruleset, each with the position of the file it is about.
fn between(checked: &[Checked<'_>]) -> Vec<(usize, Warning)> {
    let (mut places, mut drafts) = (Vec::new(), Vec::new());
    for (at, checked) in checked.iter().enumerate() {
        if let Some(draft) = &checked.draft {
            places.push(at);
            drafts.push(draft);
        }
    }
    let place = |(at, warning)| Some((*places.get(at)?, warning));
    overlaps(&drafts).into_iter().filter_map(place).collect()
}

impl<'s> Checked<'s> {
    fn of(source: &'s RulesetFile) -> Checked<'s> {
        let mut checked = Checked {
            file: &source.name,
            draft: None,
            errors: Vec::new(),
            warnings: Vec::new(),
            untried: Untried::default(),
        };
        let draft = source.draft().and_then(|draft| {
            Entry::of(&draft)?;
            Ok(draft)
        });
        match draft {
            Ok(draft) => {
                let linted = lint(&draft);
                checked.warnings = linted.warnings;
                checked.untried = linted.untried;
                checked.draft = Some(draft);
            }
            Err(Error::BadRuleset(problems)) => checked.errors = problems,
            Err(error) => checked.errors.push(Problem {
                path: error.path(),
                message: error.to_string(),
                position: None,
            }),
        }
        checked
    }

    fn exit(&self) -> Exit {
        match (self.errors.as_slice(), self.warnings.as_slice()) {
            ([], []) => Exit::Fine,
            ([], _) => Exit::Refused,
            _ => Exit::BadInput,
        }
    }

    fn print(&self, context: &mut Context) -> Result<(), Stop> {
        let file = self.file;
        let errors = self.errors.iter();
        let errors = errors.map(|problem| Failure::at(file, problem, |wrong| wrong));
        let warning = |warning: &Warning| {
            let name = warning.lint.name();
            let say = |wrong| format!("warning: {wrong} [{name}]");
            Failure::at(file, &warning.problem, say)
        };
        for failure in errors.chain(self.warnings.iter().map(warning)) {
            writeln!(io::stderr(), "{failure}")?;
        }
        if let Some(draft) = &self.draft {
            let (id, version) = (&draft.ruleset.id, &draft.ruleset.version);
            let procedures = draft.ruleset.procedures.len();
            let found = match self.warnings.len() {
                0 => "ok".to_owned(),
                1 => "1 warning".to_owned(),
                count => format!("{count} warnings"),
            };
            let said = format!("{file}: {found} ({id} {version}, {procedures} procedures)\n");
            context.print(&said)?;
            for said in self.untried() {
                context.print(&format!("  too much to try out: {said}\n"))?;
            }
        }
        Ok(())
    }

    /// What silence says nothing about, in words.
    fn untried(&self) -> Vec<String> {
        let Untried {
            outcomes,
            exact,
            together,
        } = &self.untried;
        let of = |what: &str, names: &BTreeSet<String>| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
        };
        let said = [
            of("whether these are ever met, and ever not", outcomes),
            of("whether these are as exact as they can be", exact),
            together.then(|| "whether all limbs are so together".to_owned()),
        ];
        said.into_iter().flatten().collect()
    }

    fn file(&self) -> File<'_> {
        let of = |lint, problem| Found::of(lint, problem);
        let errors = self.errors.iter().map(|problem| of(None, problem));
        let warnings = self.warnings.iter();
        let warnings = warnings.map(|warning| of(Some(warning.lint.name()), &warning.problem));
        let ruleset = self.draft.as_ref().map(|draft| &draft.ruleset);
        File {
            file: self.file,
            id: ruleset.map(|ruleset| ruleset.id.as_str()),
            version: ruleset.map(|ruleset| ruleset.version.as_str()),
            problems: errors.chain(warnings).collect(),
            untried: &self.untried,
        }
    }
}

#[derive(Serialize)]
struct File<'c> {
    file: &'c str,
    id: Option<&'c str>,
    version: Option<&'c str>,
    problems: Vec<Found<'c>>,
    untried: &'c Untried,
}

#[derive(Serialize)]
struct Found<'c> {
    severity: &'static str,
    lint: Option<&'static str>,
    path: &'c str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'c str,
}

impl<'c> Found<'c> {
    fn of(lint: Option<&'static str>, problem: &'c Problem) -> Found<'c> {
        Found {
            severity: if lint.is_some() { "warning" } else { "error" },
            lint,
            path: &problem.path,
            line: problem.position.map(|(line, _)| line),
            column: problem.position.map(|(_, column)| column),
            message: &problem.message,
        }
    }
}
