//! What every command works with.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use shodaku::engine::error::Problem;
use shodaku::engine::lang::Lang;
use shodaku::engine::ruleset::Ruleset;
use shodaku::kit::messages::in_lang;
use shodaku::library::clash::Clash;
use shodaku::library::{Conflict, Entry, Library};
use shodaku::reports::locale::Locale;

use super::failure::{Failure, Stop};
use super::input::Input;
use super::output::printable;
use super::ruleset_file::RulesetFile;
use super::ruleset_text::RulesetText;
use super::words::Words;

/// What every command works with.
pub struct Context {
    /// The shipped rulesets, and those given with `--ruleset-file`.
    pub library: Library,
    /// The words of reports.
    pub locale: Locale,
    /// The words of the command.
    pub words: Words,
    /// The texts that overlays may be based on, beside those that are found.
    pub bases: Vec<String>,
    /// Standard output.
    pub out: BufWriter<io::Stdout>,
}

impl Context {
    /// To speak `lang`, with the rulesets in `files` beside the shipped ones, and overlays on those
    /// in `bases`.
    pub fn new(lang: Lang, files: &[PathBuf], bases: &[PathBuf]) -> Result<Context, Stop> {
        let bases = bases.iter().map(|path| Input::open(path)?.text());
        let bases = bases.collect::<Result<Vec<String>, Failure>>()?;
        let mut library = Library::default();
        let mut given: Vec<(String, Arc<Ruleset>)> = Vec::new();
        for path in files {
            let file = RulesetFile::read(path)?;
            let entry = file.entry(&bases, lang)?;
            let ruleset = Arc::clone(&entry.ruleset);
            library
                .add(entry)
                .map_err(|conflict| refused(&file.name, &ruleset, conflict, &given, lang))?;
            given.push((file.name, ruleset));
        }
        let unread = |error: toml::de::Error| Failure::in_locale(&error);
        Ok(Context {
            library,
            locale: Locale::load(lang).map_err(unread)?,
            words: Words::load(lang).map_err(unread)?,
            bases,
            out: BufWriter::new(io::stdout()),
        })
    }

    /// The texts of `entry` in the reader's language.
    pub fn text<'e>(&'e self, entry: &'e Entry) -> RulesetText<'e> {
        RulesetText {
            entry,
            locale: &self.locale,
            words: &self.words,
        }
    }

    /// Writes `text` for reading, without what could drive a terminal.
    pub fn print(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.out.write_all(printable(text).as_bytes())?)
    }
}

/// Why the ruleset of the file at `place` cannot be used beside those of `given`.
fn refused(
    place: &str,
    ruleset: &Ruleset,
    conflict: Conflict,
    given: &[(String, Arc<Ruleset>)],
    lang: Lang,
) -> Stop {
    let clashes = match conflict {
        Conflict::Name(name) => {
            let wrong = format!("another --ruleset-file answers to `{name}` too");
            return Failure::new(place, wrong).fix("give one of them").into();
        }
        Conflict::Versions(clashes) => clashes,
    };
    let failure = |Clash { problem, with }: Clash| {
        let other = given
            .iter()
            .find(|(_, other)| other.id == ruleset.id && other.version == with);
        let beside = other.map_or_else(String::new, |(file, _)| format!(" ({file})"));
        let Problem { path, message, .. } = in_lang(problem, lang);
        Failure::new(place, format!("`{path}` {message}{beside}"))
    };
    Stop::Failures(clashes.into_iter().map(failure).collect())
}
