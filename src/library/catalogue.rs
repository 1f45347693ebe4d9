//! Finding a text by its id or alias: those given at run time first, then those shipped.

use std::sync::OnceLock;

use super::entry::Entry;
use super::versions::{Clash, Versions};
use crate::engine::error::{Error, Unknown};

/// Id and TOML of every version of every text that comes with the program: the files in
/// `src/rulesets`, by id.
const SHIPPED: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/shipped_rulesets.rs"));

/// A shipped text, read when it is first asked for.
#[derive(Debug)]
struct Shipped {
    id: &'static str,
    tomls: &'static [&'static str],
    versions: OnceLock<Result<Versions, Error>>,
}

impl Shipped {
    fn versions(&self) -> Result<&Versions, Error> {
        let versions = self.versions.get_or_init(|| self.read());
        versions.as_ref().map_err(Error::clone)
    }

    fn read(&self) -> Result<Versions, Error> {
        let mut entries = self.tomls.iter().map(|toml| Entry::from_toml(toml));
        let first = entries.next().unwrap_or(Err(Error::BadRuleset(Vec::new())));
        let mut versions = Versions::from(first?);
        for entry in entries {
            let clashes = versions.add(entry?);
            clashes.map_err(|clashes| {
                Error::BadRuleset(clashes.into_iter().map(|clash| clash.problem).collect())
            })?;
        }
        Ok(versions)
    }
}

/// Why a ruleset cannot be added to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Another text answers to this name.
    Name(String),
    /// It cannot stand beside another version of its text.
    Versions(Vec<Clash>),
}

/// The rulesets there are to judge by.
#[derive(Debug)]
pub struct Library {
    given: Vec<Versions>,
    shipped: Vec<Shipped>,
}

impl Default for Library {
    fn default() -> Library {
        let shipped = SHIPPED.iter().map(|&(id, tomls)| Shipped {
            id,
            tomls,
            versions: OnceLock::new(),
        });
        Library {
            given: Vec::new(),
            shipped: shipped.collect(),
        }
    }
}

impl Library {
    /// Adds a ruleset: a text of its own, or a version of one that was added before. A text that
    /// was added goes before a shipped one of the same name, in all its versions.
    pub fn add(&mut self, entry: Entry) -> Result<(), Conflict> {
        let (same, others): (Vec<_>, Vec<_>) = self
            .given
            .iter_mut()
            .partition(|versions| versions.newest().ruleset.id == entry.ruleset.id);
        let taken = |name: &&str| others.iter().any(|other| other.answers_to(name));
        if let Some(name) = entry.names().find(taken) {
            return Err(Conflict::Name(name.to_owned()));
        }
        match same.into_iter().next() {
            Some(versions) => versions.add(entry).map_err(Conflict::Versions),
            None => {
                self.given.push(Versions::from(entry));
                Ok(())
            }
        }
    }

    /// The text whose id or alias `name` is, in its newest version.
    pub fn find(&self, name: &str) -> Result<&Entry, Error> {
        self.versions(name).map(Versions::newest)
    }

    /// The text whose id or alias `name` is, in all its versions.
    pub fn versions(&self, name: &str) -> Result<&Versions, Error> {
        if let Some(versions) = self.given.iter().find(|text| text.answers_to(name)) {
            return Ok(versions);
        }
        if let Some(shipped) = self.shipped.iter().find(|shipped| shipped.id == name) {
            return shipped.versions();
        }
        let mut known = Vec::new();
        for versions in self.texts() {
            let versions = versions?;
            if versions.answers_to(name) {
                return Ok(versions);
            }
            known.extend(versions.newest().names());
        }
        Err(Error::UnknownRuleset(Unknown::new(
            name,
            &mut known.into_iter(),
        )))
    }

    /// Every version of every text, those given first, and of each text the newest.
    pub fn entries(&self) -> impl Iterator<Item = Result<&Entry, Error>> {
        self.texts().flat_map(|text| {
            let (versions, error) = match text {
                Ok(versions) => (Some(versions.iter().map(Ok)), None),
                Err(error) => (None, Some(Err(error))),
            };
            versions.into_iter().flatten().chain(error)
        })
    }

    /// Every text, those given first.
    pub fn texts(&self) -> impl Iterator<Item = Result<&Versions, Error>> {
        self.given
            .iter()
            .map(Ok)
            .chain(self.shipped.iter().map(Shipped::versions))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_ruleset_is_found_by_its_id_and_aliases() {
        let library = Library::default();
        for shipped in &library.shipped {
            for entry in shipped.versions().unwrap().iter() {
                assert_eq!(entry.ruleset.id.as_str(), shipped.id);
                for name in entry.names() {
                    assert_eq!(library.find(name).unwrap().ruleset.id, entry.ruleset.id);
                }
            }
        }
    }

    #[test]
    fn an_unknown_name_comes_with_the_nearest() {
        let error = Library::default().find("hirno").unwrap_err();
        assert_eq!(error.nearest(), Some("hirono"));
    }
}
