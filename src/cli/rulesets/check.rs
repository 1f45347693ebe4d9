//! `rulesets check`: every mistake and every doubt, with its place.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use shodaku::kit::checked::{Checked, Findings};
use shodaku::kit::lint::{Untried, Warning, overlaps};

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
struct OfFile<'s> {
    file: &'s str,
    checked: Checked<'s>,
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
    let mut files: Vec<OfFile<'_>> = sources.iter().map(OfFile::of).collect();
    for (at, warning) in between(&files) {
        if let Some(file) = files.get_mut(at) {
            file.checked.warnings.push(warning);
        }
    }
    match args.format {
        Format::Text => {
            for file in &files {
                file.print(context)?;
            }
        }
        Format::Json => {
            let found: Vec<Listed<'_>> = files.iter().map(OfFile::listed).collect();
            context.print(&to_json(&found)?)?;
        }
    }
    if !unread.is_empty() {
        context.out.flush()?;
        return Err(Stop::Failures(unread));
    }
    Ok(files.iter().map(OfFile::exit).max().unwrap_or_default())
}

/// Warnings on files of one ruleset, each with the position of the file it is about.
fn between(files: &[OfFile<'_>]) -> Vec<(usize, Warning)> {
    let (mut places, mut drafts) = (Vec::new(), Vec::new());
    for (at, file) in files.iter().enumerate() {
        if let Some(draft) = &file.checked.draft {
            places.push(at);
            drafts.push(draft);
        }
    }
    let place = |(at, warning)| Some((*places.get(at)?, warning));
    overlaps(&drafts).into_iter().filter_map(place).collect()
}

impl<'s> OfFile<'s> {
    fn of(source: &'s RulesetFile) -> OfFile<'s> {
        OfFile {
            file: &source.name,
            checked: Checked::of(source.draft()),
        }
    }

    fn exit(&self) -> Exit {
        match (
            self.checked.errors.as_slice(),
            self.checked.warnings.as_slice(),
        ) {
            ([], []) => Exit::Fine,
            ([], _) => Exit::Refused,
            _ => Exit::BadInput,
        }
    }

    fn print(&self, context: &mut Context) -> Result<(), Stop> {
        let OfFile { file, checked } = self;
        let errors = checked.errors.iter();
        let errors = errors.map(|problem| Failure::at(file, problem, |wrong| wrong));
        let warning = |warning: &Warning| {
            let name = warning.lint.name();
            let say = |wrong| format!("warning: {wrong} [{name}]");
            Failure::at(file, &warning.problem, say)
        };
        for failure in errors.chain(checked.warnings.iter().map(warning)) {
            writeln!(io::stderr(), "{failure}")?;
        }
        if let Some(draft) = &checked.draft {
            let (id, version) = (&draft.ruleset.id, &draft.ruleset.version);
            let procedures = draft.ruleset.procedures.len();
            let found = match checked.warnings.len() {
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
        } = &self.checked.untried;
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

    fn listed(&self) -> Listed<'_> {
        Listed {
            file: self.file,
            findings: self.checked.findings(),
        }
    }
}

#[derive(Serialize)]
struct Listed<'c> {
    file: &'c str,
    #[serde(flatten)]
    findings: Findings<'c>,
}
