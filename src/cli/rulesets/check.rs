//! `rulesets check`: every mistake and every doubt, with its place.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use shodaku::engine::lang::Lang;
use shodaku::kit::checked::{Checked, Findings};
use shodaku::kit::lint::{Untried, Warning, overlaps};

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::output::{Format, to_json};
use crate::cli::page::Page;
use crate::cli::ruleset_file::RulesetFile;
use crate::cli::template as place;
use crate::cli::words::CheckedWords;

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
    let lang = context.locale.lang;
    let of = |source| OfFile::of(source, &context.bases, lang);
    let mut files: Vec<OfFile<'_>> = sources.iter().map(of).collect();
    for (at, warning) in between(&files) {
        if let Some(file) = files.get_mut(at) {
            file.checked.warnings.push(warning.in_lang(lang));
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
    fn of(source: &'s RulesetFile, bases: &[String], lang: Lang) -> OfFile<'s> {
        OfFile {
            file: &source.name,
            checked: Checked::of(source.draft(bases), lang),
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
        let said = &context.words.checked;
        let errors = checked.errors.iter();
        let errors = errors.map(|problem| Failure::at(file, problem, |wrong| wrong));
        let warning = |warning: &Warning| {
            let lint = warning.lint.name().to_owned();
            let say = |text| said.warning.fill(&place::Warning { text, lint });
            Failure::at(file, &warning.problem, say)
        };
        for failure in errors.chain(checked.warnings.iter().map(warning)) {
            writeln!(io::stderr(), "{}", failure.said(context.locale.lang))?;
        }
        if let Some(draft) = &checked.draft {
            let found = match checked.warnings.len() {
                0 => said.ok.clone(),
                1 => said.one_warning.clone(),
                count => said.warnings.fill(&place::Count {
                    count: count.to_string(),
                }),
            };
            let mut page = Page::default();
            let checked = said.checked.fill(&place::Checked {
                file: (*file).to_owned(),
                found,
                id: draft.ruleset.id.to_string(),
                version: draft.ruleset.version.clone(),
                procedures: draft.ruleset.procedures.len().to_string(),
            });
            page.line(0, checked);
            for what in self.untried(said) {
                page.line(1, what);
            }
            context.print(&page.into_text())?;
        }
        Ok(())
    }

    /// What silence says nothing about, in words.
    fn untried(&self, said: &CheckedWords) -> Vec<String> {
        let Untried {
            outcomes,
            exact,
            together,
            order,
        } = &self.checked.untried;
        let of = |what: &str, names: &BTreeSet<String>| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
        };
        let too_much = [
            of(&said.outcomes, outcomes),
            of(&said.exact, exact),
            together.then(|| said.together.clone()),
        ];
        let too_much = too_much.into_iter().flatten();
        let too_much = too_much.map(|what| format!("{}: {what}", said.untried));
        too_much.chain(of(&said.order, order)).collect()
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
