//! A ruleset in a file of a user's, as TOML or JSON.

use std::path::Path;

use shodaku::engine::error::Error;
use shodaku::engine::lang::Lang;
use shodaku::library::Entry;
use shodaku::library::draft::Draft;

use super::failure::{Failure, Stop};
use super::input::Input;

/// A ruleset file, read but not yet understood.
pub struct RulesetFile {
    /// As the user named it.
    pub name: String,
    json: bool,
    text: String,
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
        })
    }

    /// The ruleset with the places of its parts, for those who write it.
    pub fn draft(&self) -> Result<Draft<'_>, Error> {
        if self.json {
            Draft::from_json(&self.text)
        } else {
            Draft::from_toml(&self.text)
        }
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
    pub fn entry(&self, lang: Lang) -> Result<Entry, Stop> {
        let entry = if self.json {
            Entry::from_json(&self.text)
        } else {
            Entry::from_toml(&self.text)
        };
        entry.map_err(|error| self.refused(&error, lang))
    }

    /// Every mistake in it, in `lang`.
    pub fn refused(&self, error: &Error, lang: Lang) -> Stop {
        Stop::Failures(Failure::in_ruleset(&self.name, error, lang))
    }
}
