//! Finding a ruleset by its id or alias: those given at run time first, then those shipped.

use std::sync::{Arc, OnceLock};

use super::Ruleset;
use super::author::Draft;
use crate::error::{Error, Unknown};
use crate::texts::Texts;

/// A ruleset with its texts.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it judges by.
    pub ruleset: Arc<Ruleset>,
    /// What it says.
    pub texts: Texts,
}

impl Entry {
    /// Reads a ruleset as people write it.
    pub fn from_toml(toml: &str) -> Result<Entry, Error> {
        Entry::of(&Draft::from_toml(toml)?)
    }

    /// Reads a ruleset as machines read it.
    pub fn from_json(json: &str) -> Result<Entry, Error> {
        let ruleset = Arc::new(Ruleset::from_json(json)?);
        let texts = Texts::read(&ruleset, json)?;
        Ok(Entry { ruleset, texts })
    }

    /// The ruleset of a draft.
    pub fn of(draft: &Draft<'_>) -> Result<Entry, Error> {
        let ruleset = Arc::clone(&draft.ruleset);
        let texts = Texts::read(&ruleset, &draft.document.to_string())?;
        Ok(Entry { ruleset, texts })
    }

    fn answers_to(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The id, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.ruleset.id]
            .into_iter()
            .chain(&self.ruleset.aliases)
            .map(|id| id.as_str())
    }
}

/// Id and TOML of every ruleset that comes with the program: the files in `src/rulesets`.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped_rulesets.rs"));

/// A shipped ruleset, read when it is first asked for.
#[derive(Debug)]
struct Shipped {
    id: &'static str,
    toml: &'static str,
    entry: OnceLock<Result<Entry, Error>>,
}

impl Shipped {
    fn entry(&self) -> Result<&Entry, Error> {
        let entry = self.entry.get_or_init(|| Entry::from_toml(self.toml));
        entry.as_ref().map_err(Error::clone)
    }
}

/// The rulesets there are to judge by.
#[derive(Debug)]
pub struct Library {
    given: Vec<Entry>,
    shipped: Vec<Shipped>,
}

impl Default for Library {
    fn default() -> Library {
        let shipped = SHIPPED.iter().map(|&(id, toml)| Shipped {
            id,
            toml,
            entry: OnceLock::new(),
        });
        Library {
            given: Vec::new(),
            shipped: shipped.collect(),
        }
    }
}

impl Library {
    /// Adds a ruleset, which goes before a shipped one of the same name. Gives back one of the
    /// names it shares with another ruleset that was added.
    pub fn add(&mut self, entry: Entry) -> Result<(), String> {
        let taken = |name: &&str| self.given.iter().any(|other| other.answers_to(name));
        if let Some(name) = entry.names().find(taken) {
            return Err(name.to_owned());
        }
        self.given.push(entry);
        Ok(())
    }

    /// The ruleset whose id or alias `name` is.
    pub fn find(&self, name: &str) -> Result<&Entry, Error> {
        if let Some(entry) = self.given.iter().find(|entry| entry.answers_to(name)) {
            return Ok(entry);
        }
        if let Some(shipped) = self.shipped.iter().find(|shipped| shipped.id == name) {
            return shipped.entry();
        }
        let mut known = Vec::new();
        for entry in self.entries() {
            let entry = entry?;
            if entry.answers_to(name) {
                return Ok(entry);
            }
            known.extend(entry.names());
        }
        Err(Error::UnknownRuleset(Unknown::new(
            name,
            &mut known.into_iter(),
        )))
    }

    /// Every ruleset, those given first.
    pub fn entries(&self) -> impl Iterator<Item = Result<&Entry, Error>> {
        self.given
            .iter()
            .map(Ok)
            .chain(self.shipped.iter().map(Shipped::entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_ruleset_is_found_by_its_id_and_aliases() {
        let library = Library::default();
        for shipped in &library.shipped {
            let entry = shipped.entry().unwrap();
            assert_eq!(entry.ruleset.id.as_str(), shipped.id);
            for name in entry.names() {
                assert_eq!(library.find(name).unwrap().ruleset.id, entry.ruleset.id);
            }
        }
    }

    #[test]
    fn an_unknown_name_comes_with_the_nearest() {
        let error = Library::default().find("hirno").unwrap_err();
        assert_eq!(error.nearest(), Some("hirono"));
    }
}
