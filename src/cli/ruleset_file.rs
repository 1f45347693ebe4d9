//! A ruleset in a file of a user's, as TOML or JSON.

use std::fs;
use std::path::{Path, PathBuf};

use shodaku::engine::error::Error;
use shodaku::engine::lang::Lang;
use shodaku::library::draft::Draft;
use shodaku::library::{Entry, shipped};

use super::failure::{Failure, Stop};
use super::input::Input;

/// A ruleset file, read but not yet understood.
pub struct RulesetFile {
    /// As the user named it.
    pub name: String,
    json: bool,
    text: String,
    folder: PathBuf,
}

impl RulesetFile {
    /// Reads the file at `path`, of which the ending tells whether it is TOML or JSON.
    pub fn read(path: &Path) -> Result<RulesetFile, Failure> {
        let json = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => true,
            Some("toml") => false,
            _ => {
                let name = path.display().to_string();
                let failure = Failure::new(name, "is no ruleset file");
                return Err(failure.fix("name a .toml or .json file"));
            }
        };
        let name = path.display().to_string();
        if name.ends_with(".cases.toml") {
            let failure = Failure::new(name, "holds the cases of a ruleset, and is none itself");
            return Err(failure.fix("name the ruleset; `rulesets test` finds its cases"));
        }
        let input = Input::open(path)?;
        Ok(RulesetFile {
            name: input.name.clone(),
            json,
            text: input.text()?,
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
        })
    }

    /// The ruleset with the places of its parts, for those who write it. Where it is based on another,
    /// that is one of `bases`, lies beside it, or is shipped.
    pub fn draft(&self, bases: &[String]) -> Result<Draft<'_>, Error> {
        if self.json {
            return Draft::from_json(&self.text);
        }
        self.over(&self.text, bases)
    }

    /// The ruleset that would stand in its place with `toml` in it.
    pub fn over<'t>(&self, toml: &'t str, bases: &[String]) -> Result<Draft<'t>, Error> {
        Draft::over(toml, &|id| {
            let mut texts = bases.to_vec();
            texts.extend(self.beside(id));
            texts.extend(shipped(id));
            texts
        })
    }

    /// What its author wrote; nothing may be written into what was built.
    pub fn toml(&self) -> Result<&str, Failure> {
        if self.json {
            let failure = Failure::new(&self.name, "was built, and is not what is written by hand");
            return Err(failure.fix("name the .toml file that it was built from"));
        }
        Ok(&self.text)
    }

    /// The ruleset with its texts, to judge by; what is wrong with it, in `lang`.
    pub fn entry(&self, bases: &[String], lang: Lang) -> Result<Entry, Stop> {
        let entry = if self.json {
            Entry::from_json(&self.text)
        } else {
            self.draft(bases).and_then(|draft| Entry::of(&draft))
        };
        entry.map_err(|error| self.refused(&error, lang))
    }

    /// The texts beside it that are called like a version of the ruleset of that id.
    fn beside(&self, id: &str) -> Vec<String> {
        let folder = match self.folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.folder,
        };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            let version = name.and_then(|name| name.strip_prefix(id)?.strip_suffix(".toml"));
            version.is_some_and(|version| version.is_empty() || is_version(version))
        });
        paths.sort();
        let text = |path: &PathBuf| Input::open(path).and_then(Input::text).ok();
        paths.iter().filter_map(text).collect()
    }

    /// Every mistake in it, in `lang`.
    pub fn refused(&self, error: &Error, lang: Lang) -> Stop {
        Stop::Failures(Failure::in_ruleset(&self.name, error, lang))
    }
}

/// Whether that follows the id in the name of a later version's file.
fn is_version(rest: &str) -> bool {
    rest.starts_with('@') && !rest.ends_with(".cases")
}
