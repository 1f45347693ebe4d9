//! `rulesets`: list and build them, and the kit for writing one's own.

mod check;
mod diff;
mod new;
mod test;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;
use serde_json::{Value, json};
use shodaku::engine::document::Document;
use shodaku::engine::error::Error;
use shodaku::kit::schema::schema;
use shodaku::library::Entry;
use shodaku::library::draft::Draft;
use shodaku::library::translation::translation;
use shodaku::reports::report::Identity;

use super::failure::{Failure, Stop};
use super::input::{self, Input};
use super::text::{Page, header};
use super::words::Words;
use super::{Exit, Format, World, to_json};

/// List the rulesets, or build and check your own.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// How to write the list.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  shodaku rulesets
  shodaku rulesets check src/rulesets/hirono.toml
  shodaku rulesets test src/rulesets/hirono.toml
  shodaku rulesets schema > ruleset.schema.json
  shodaku rulesets build src/rulesets/hirono.toml > hirono.json";

const SCHEMA: &str = "\
Examples:
  shodaku rulesets schema > ruleset.schema.json

An editor with taplo (such as VS Code with Even Better TOML) uses it where the first line of
town.toml is:
  #:schema ./ruleset.schema.json";

#[derive(Subcommand)]
enum Command {
    /// Print the canonical JSON of a ruleset, in Japanese: the very bytes that are hashed.
    Build {
        /// A .toml or .json file.
        file: PathBuf,
        /// Print the texts in that language instead, to be laid over the Japanese.
        #[arg(long, value_name = "LANG", value_parser = ["en"])]
        translation: Option<String>,
    },
    Check(check::Args),
    Diff(diff::Args),
    New(new::Args),
    /// Print the JSON Schema of a ruleset in TOML, for an editor to complete and validate.
    #[command(after_help = SCHEMA)]
    Schema,
    Test(test::Args),
}

/// Runs `rulesets`.
pub fn run(world: &mut World, args: &Args) -> Result<Exit, Stop> {
    match &args.command {
        None => list(world, args.format),
        Some(Command::Build {
            file,
            translation: None,
        }) => {
            let (document, _) = read(file)?;
            // No line end: it is no part of what is hashed.
            world
                .out
                .write_all(Document::from(&document).canonical().as_bytes())?;
            Ok(Exit::Fine)
        }
        Some(Command::Build {
            file,
            translation: Some(language),
        }) => {
            let overlay = overlay(file, language)?;
            world.out.write_all(overlay.to_string().as_bytes())?;
            Ok(Exit::Fine)
        }
        Some(Command::Check(args)) => check::run(world, args),
        Some(Command::Diff(args)) => diff::run(world, args),
        Some(Command::New(args)) => new::run(world, args),
        Some(Command::Schema) => {
            let schema = schema(world.words.lang)
                .map_err(|error| Failure::new("the locale", error.to_string()))?;
            let schema = serde_json::to_string_pretty(&schema).map_err(std::io::Error::other)?;
            world.print(&format!("{schema}\n"))?;
            Ok(Exit::Fine)
        }
        Some(Command::Test(args)) => test::run(world, args),
    }
}

/// The ruleset in `file`, and its document in every language.
fn read(file: &Path) -> Result<(Value, Entry), Stop> {
    let source = Source::read(file)?;
    let read = source.draft().and_then(|draft| {
        let entry = Entry::of(&draft)?;
        Ok((draft.document, entry))
    });
    read.map_err(|error| Stop::Failures(Failure::in_ruleset(&source.name, &error)))
}

/// The texts of a ruleset in `language`, with what they belong to.
fn overlay(file: &Path, language: &str) -> Result<Value, Stop> {
    let (document, entry) = read(file)?;
    let texts = translation(&document, language).ok_or_else(|| {
        let wrong = format!("has no texts in `{language}`");
        Failure::new(file.display().to_string(), wrong)
    })?;
    let of = Identity::of(&entry.ruleset);
    Ok(json!({ "translation": { "lang": language, "of": of }, "texts": texts }))
}

/// A ruleset file, read but not yet understood.
struct Source {
    name: String,
    json: bool,
    text: String,
}

impl Source {
    fn read(file: &Path) -> Result<Source, Failure> {
        let json = input::is_json(file)?;
        let name = file.display().to_string();
        if name.ends_with(".cases.toml") {
            let failure = Failure::new(name, "holds the cases of a ruleset, and is none itself");
            return Err(failure.fix("name the ruleset; `rulesets test` finds its cases"));
        }
        let input = Input::open(file)?;
        Ok(Source {
            name: input.name.clone(),
            json,
            text: input.text()?,
        })
    }

    fn draft(&self) -> Result<Draft<'_>, Error> {
        if self.json {
            Draft::from_json(&self.text)
        } else {
            Draft::from_toml(&self.text)
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'e> {
    #[serde(flatten)]
    identity: Identity<'e>,
    aliases: Vec<&'e str>,
    municipality: &'e str,
    title: &'e str,
    instrument: &'e str,
    source: Option<&'e str>,
    in_force: Option<Period>,
    procedures: Vec<&'e str>,
}

#[derive(Serialize)]
struct Period {
    from: String,
    until: Option<String>,
}

impl<'e> Listed<'e> {
    fn of(entry: &'e Entry, words: &Words) -> Listed<'e> {
        let (ruleset, texts) = (&entry.ruleset, &entry.texts.ruleset);
        Listed {
            identity: Identity::of(ruleset),
            aliases: entry.names().skip(1).collect(),
            municipality: texts.municipality.get(words.lang),
            title: texts.title.get(words.lang),
            instrument: texts.instrument.get(words.lang),
            source: texts.source.as_ref().map(|source| source.get(words.lang)),
            in_force: ruleset.in_force.as_ref().map(|in_force| Period {
                from: in_force.from.to_iso(),
                until: in_force.until.map(|until| until.to_iso()),
            }),
            procedures: ruleset
                .procedures
                .iter()
                .map(|procedure| procedure.id.as_str())
                .collect(),
        }
    }
}

fn list(world: &mut World, format: Format) -> Result<Exit, Stop> {
    let words = world.words;
    let mut page = Page::default();
    let mut list = Vec::new();
    for entry in world.library.entries() {
        let entry =
            entry.map_err(|error| Stop::Failures(Failure::in_ruleset("shipped", &error)))?;
        let listed = Listed::of(entry, words);
        header(&mut page, entry, words.lang);
        let period = match &listed.in_force {
            None => words.undated.to_owned(),
            Some(Period { from, until }) => {
                format!(
                    "{} {from}–{}",
                    words.in_force,
                    until.as_deref().unwrap_or_default()
                )
            }
        };
        let names = entry.names().collect::<Vec<_>>().join(", ");
        page.line(1, format!("{}  {names}  {period}", listed.municipality));
        page.line(
            1,
            format!("{}: {}", words.procedures, listed.procedures.join(", ")),
        );
        list.push(listed);
    }
    let output = match format {
        Format::Text => page.into_text(),
        Format::Json => to_json(&list)?,
    };
    drop(list);
    world.print(&output)?;
    Ok(Exit::Fine)
}
