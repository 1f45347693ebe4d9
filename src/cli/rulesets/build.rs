//! `rulesets build`: a ruleset as machines read it.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shodaku::engine::document::Document;
use shodaku::library::Entry;
use shodaku::library::questions::by_field;
use shodaku::library::translation::translation;
use shodaku::reports::report::Identity;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::ruleset_file::RulesetFile;

/// The arguments of `rulesets build`.
#[derive(clap::Args)]
pub struct Args {
    file: PathBuf,
    #[arg(long, value_name = "LANG", value_parser = ["en"])]
    translation: Option<String>,
    #[arg(long, conflicts_with = "translation")]
    questions: bool,
}

/// Runs `rulesets build`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let json = match &args.translation {
        None if args.questions => read(&args.file)?.questions.to_string(),
        // No line end: it is no part of what is hashed.
        None => Document::from(&read(&args.file)?.document).canonical(),
        Some(language) => overlay(&args.file, language)?.to_string(),
    };
    context.out.write_all(json.as_bytes())?;
    Ok(Exit::Fine)
}

/// A ruleset as it was written.
struct Written {
    /// Its document, in every language.
    document: Value,
    /// How its fields are asked, by their ids.
    questions: Value,
    entry: Entry,
}

/// The ruleset in `file`.
fn read(file: &Path) -> Result<Written, Stop> {
    let file = RulesetFile::read(file)?;
    let read = file.draft().and_then(|draft| {
        let entry = Entry::of(&draft)?;
        let questions = by_field(&draft.document, &draft.questions);
        Ok(Written {
            document: draft.document,
            questions,
            entry,
        })
    });
    read.map_err(|error| file.refused(&error))
}

/// The texts of a ruleset in `language`, with what they belong to.
fn overlay(file: &Path, language: &str) -> Result<Value, Stop> {
    let Written {
        document, entry, ..
    } = read(file)?;
    let texts = translation(&document, language).ok_or_else(|| {
        let wrong = format!("has no texts in `{language}`");
        Failure::new(file.display().to_string(), wrong)
    })?;
    let of = Identity::of(&entry.ruleset);
    Ok(json!({ "translation": { "lang": language, "of": of }, "texts": texts }))
}
