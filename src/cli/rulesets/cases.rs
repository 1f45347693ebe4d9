//! `rulesets cases`: the cases that a ruleset lacks, written from it.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use shodaku::kit::cases::Cases;
use shodaku::kit::lacking::Lacking;

use crate::cli::cases_file::{CasesFile, beside};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::page::Page;
use crate::cli::ruleset_file::RulesetFile;
use crate::cli::template::FileCases;

/// The arguments of `rulesets cases`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    file: PathBuf,
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    #[arg(long)]
    write: bool,
}

const EXAMPLES: &str = "\
shodaku rulesets cases src/rulesets/hirono.toml
shodaku rulesets cases --cases src/rulesets/hirono.cases.toml src/rulesets/hirono.toml";

/// Runs `rulesets cases`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let lang = context.locale.lang;
    let source = RulesetFile::read(&args.file)?;
    let draft = source
        .draft(&context.bases)
        .map_err(|error| source.refused(&error, lang))?;
    let path = args.cases.clone().unwrap_or_else(|| beside(&args.file));
    let cases = match path.exists() {
        true => CasesFile::read(&path, lang)?.cases,
        false => Cases::default(),
    };
    let lacking = Lacking::of(&draft, &cases, lang);
    if args.write && lacking.cases > 0 {
        append(&path, &lacking.text)?;
        let written = context.words.cases.written.fill(&FileCases {
            cases: lacking.cases.to_string(),
            file: path.display().to_string(),
        });
        context.print(&format!("{written}\n"))?;
    } else {
        context.print(&lacking.text)?;
    }
    // As comments, so that all of it can be put into the file of cases.
    let mut page = Page::default();
    if lacking.text.is_empty() && lacking.unreached.is_empty() {
        page.line(0, format!("# {}", context.words.cases.nothing));
    }
    if !lacking.unreached.is_empty() {
        page.line(0, format!("# {}:", context.words.cases.unreached));
    }
    for one in &lacking.unreached {
        page.line(0, format!("#   {one}"));
    }
    context.print(&page.into_text())?;
    Ok(if lacking.unreached.is_empty() {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

/// Writes `text` after what stands in the file at `path`.
fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Failure::io(path.display().to_string(), &error))
}
