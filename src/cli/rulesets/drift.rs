//! `rulesets drift`: whether the text that a ruleset was written from is still the same.

use std::fs;
use std::path::PathBuf;

use shodaku::kit::drift::{Became, Change, Drift, Fingerprint, Part};

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::Input;
use crate::cli::output::{Format, to_json};
use crate::cli::page::Page;
use crate::cli::ruleset_file::RulesetFile;
use crate::cli::template as place;
use crate::cli::words::{DriftWords, Words};

/// The arguments of `rulesets drift`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    file: PathBuf,
    text: PathBuf,
    #[arg(long, conflicts_with = "format")]
    write: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku rulesets drift tests/data/rulesets/mihono.toml tests/data/rulesets/mihono.txt";

/// Runs `rulesets drift`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let file = RulesetFile::read(&args.file)?;
    let lang = context.locale.lang;
    let draft = file.draft(&context.bases);
    let draft = draft.map_err(|error| file.refused(&error, lang))?;
    let text = Input::open(&args.text)?.text()?;
    let said = &context.words.drift;
    if args.write {
        let toml = Fingerprint::of(&text, &draft.document).written_into(file.toml()?);
        // Nothing is written that would not be read.
        file.over(&toml, &context.bases)
            .map_err(|error| file.refused(&error, lang))?;
        fs::write(&args.file, toml).map_err(|error| Failure::io(&file.name, &error))?;
        let written = format!("{}: {}\n", file.name, said.written);
        context.print(&written)?;
        return Ok(Exit::Fine);
    }
    let drift = Drift::of(&draft.document, draft.source.as_ref(), &text);
    let output = match args.format {
        Format::Text => page(&drift, &context.words).into_text(),
        Format::Json => to_json(&drift)?,
    };
    context.print(&output)?;
    Ok(match drift.same {
        Some(true) => Exit::Fine,
        _ => Exit::Refused,
    })
}

fn page(drift: &Drift, words: &Words) -> Page {
    let said = &words.drift;
    let mut page = Page::default();
    page.line(
        0,
        match drift.same {
            Some(true) => &said.same,
            Some(false) => &said.differs,
            None => &said.unrecorded,
        },
    );
    if drift.same == Some(false) && drift.changes.is_empty() && drift.missing.is_empty() {
        page.line(0, &said.between_clauses);
    }
    for change in &drift.changes {
        page.line(1, format!("{}  {}", change.clause, became(change, words)));
        parts(&mut page, &change.by, said);
    }
    if !drift.missing.is_empty() {
        page.section(&said.missing);
    }
    for missing in &drift.missing {
        page.line(1, &missing.clause);
        parts(&mut page, &missing.by, said);
    }
    if !drift.uncited.is_empty() {
        page.section(&said.uncited);
    }
    for place in &drift.uncited {
        page.line(1, format!("{}{}", place.clause, line(place.line, said)));
    }
    page
}

/// What became of a clause, and where it stands.
fn became(change: &Change, words: &Words) -> String {
    let said = &words.drift;
    let from = change.from.clone().unwrap_or_default();
    let became = match change.change {
        Became::Added => words.diff.added.clone(),
        Became::Changed => words.diff.changed.clone(),
        Became::Moved => said.moved.fill(&place::From { from }),
        Became::Removed => words.diff.removed.clone(),
    };
    let at = change.line.map(|at| line(at, said)).unwrap_or_default();
    format!("{became}{at}")
}

fn line(at: usize, said: &DriftWords) -> String {
    let line = at.to_string();
    said.line.fill(&place::Line { line })
}

/// What cites a clause.
fn parts(page: &mut Page, parts: &[Part], said: &DriftWords) {
    for Part { part, id } in parts {
        page.line(2, format!("{part} {id}"));
    }
    if parts.is_empty() {
        page.line(2, &said.nothing_cites);
    }
}
