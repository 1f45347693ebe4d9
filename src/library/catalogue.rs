//! Finding a regulation by its id or alias: those given at run time first, then those shipped.

use std::sync::OnceLock;

use super::choice::Choice;
use super::clash::Clash;
use super::draft::Draft;
use super::entry::Entry;
use super::regulation::Regulation;

use crate::engine::error::Error;
use crate::engine::normalize::nfkc;
use crate::engine::request::Request;
use crate::engine::request::error::RequestError;
use crate::engine::session::Session;
use crate::engine::unknown::Unknown;

/// The id of every regulation that comes with the program, and the TOML of its versions: the files
/// in `src/rulesets`, by id.
const SHIPPED: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/shipped_rulesets.rs"));

/// A shipped regulation, read when it is first asked for.
#[derive(Debug)]
struct Shipped {
    id: &'static str,
    tomls: &'static [&'static str],
    regulation: OnceLock<Result<Regulation, Error>>,
}

impl Shipped {
    fn regulation(&self) -> Result<&Regulation, Error> {
        let regulation = self.regulation.get_or_init(|| self.read());
        regulation.as_ref().map_err(Error::clone)
    }

    fn read(&self) -> Result<Regulation, Error> {
        let mut entries = self
            .tomls
            .iter()
            .map(|toml| Entry::of(&Draft::over(toml, &shipped)?));
        let first = entries.next().unwrap_or(Err(Error::BadRuleset(Vec::new())));
        let mut regulation = Regulation::from(first?);
        for entry in entries {
            let added = regulation.add(entry?);
            added.map_err(|clashes| {
                Error::BadRuleset(clashes.into_iter().map(|clash| clash.problem).collect())
            })?;
        }
        Ok(regulation)
    }
}

/// The TOML of the shipped rulesets of that id.
pub fn shipped(id: &str) -> Vec<String> {
    let tomls = SHIPPED.iter().filter(|(shipped, _)| *shipped == id);
    let tomls = tomls.flat_map(|(_, tomls)| tomls.iter());
    tomls.map(|toml| (*toml).to_owned()).collect()
}

/// Why a ruleset cannot be added to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Another regulation answers to this name.
    Name(String),
    /// It cannot stand beside another version of its regulation.
    Versions(Vec<Clash>),
}

/// The regulations there are to judge by: those that come with the program, and any others given.
///
/// ```
/// use shodaku::library::{Entry, Library};
///
/// let mut library = Library::default();
/// let town = library.find("yono")?;
/// assert_eq!(town.ruleset.id.as_str(), "hirono");
///
/// // A ruleset of one's own goes before a shipped one of the same name.
/// # let toml = include_str!("../rulesets/hirono.toml");
/// library.add(Entry::from_toml(toml)?).unwrap();
/// assert_eq!(library.regulation("hirono")?.versions().count(), 1);
/// # Ok::<(), shodaku::engine::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Library {
    given: Vec<Regulation>,
    shipped: Vec<Shipped>,
}

impl Default for Library {
    fn default() -> Library {
        let shipped = SHIPPED.iter().map(|&(id, tomls)| Shipped {
            id,
            tomls,
            regulation: OnceLock::new(),
        });
        Library {
            given: Vec::new(),
            shipped: shipped.collect(),
        }
    }
}

impl Library {
    /// Adds a ruleset: a regulation of its own, or a version of one that was added before. What was
    /// added goes before a shipped regulation of the same name, in all its versions.
    pub fn add(&mut self, entry: Entry) -> Result<(), Conflict> {
        let (same, others): (Vec<_>, Vec<_>) = self
            .given
            .iter_mut()
            .partition(|regulation| regulation.newest().ruleset.id == entry.ruleset.id);
        let taken = |name: &&str| others.iter().any(|other| other.answers_to(name));
        if let Some(name) = entry.names().find(taken) {
            return Err(Conflict::Name(name.to_owned()));
        }
        match same.into_iter().next() {
            Some(regulation) => regulation.add(entry).map_err(Conflict::Versions),
            None => {
                self.given.push(Regulation::from(entry));
                Ok(())
            }
        }
    }

    /// Judges `request` by the text that it names, in the version that governs it.
    ///
    /// ```
    /// use shodaku::engine::request::Request;
    /// use shodaku::library::Library;
    ///
    /// let library = Library::default();
    /// let request = Request::from_json(
    ///     r#"{ "ruleset": "okayama", "procedure": "subcontract", "asOf": "2026-11-22", "answers": {} }"#,
    /// )?;
    /// let (session, choice) = library.judge(request)?;
    /// assert_eq!(session.judging().judgement().verdict.name(), "undetermined");
    /// assert_eq!(choice.entry.ruleset.id.as_str(), "okayama");
    /// # Ok::<(), shodaku::engine::error::Error>(())
    /// ```
    pub fn judge<'l, 'r>(
        &'l self,
        request: Request<'r>,
    ) -> Result<(Session<'r>, Choice<'l>), Error> {
        let name = request.ruleset.as_deref();
        let name = name.ok_or(RequestError::MissingKey("ruleset"))?;
        self.regulation(name)?.check(request, nfkc)
    }

    /// The newest version of the regulation whose id or alias `name` is.
    pub fn find(&self, name: &str) -> Result<&Entry, Error> {
        self.regulation(name).map(Regulation::newest)
    }

    /// The regulation whose id or alias `name` is.
    pub fn regulation(&self, name: &str) -> Result<&Regulation, Error> {
        if let Some(given) = self.given.iter().find(|given| given.answers_to(name)) {
            return Ok(given);
        }
        if let Some(shipped) = self.shipped.iter().find(|shipped| shipped.id == name) {
            return shipped.regulation();
        }
        let mut known = Vec::new();
        for regulation in self.regulations() {
            let regulation = regulation?;
            if regulation.answers_to(name) {
                return Ok(regulation);
            }
            known.extend(regulation.newest().names());
        }
        Err(RequestError::UnknownRuleset(Unknown::new(name, &mut known.into_iter())).into())
    }

    /// Every version of every regulation: those given first, and of each the newest first.
    pub fn entries(&self) -> impl Iterator<Item = Result<&Entry, Error>> {
        self.regulations().flat_map(|regulation| {
            let (versions, error) = match regulation {
                Ok(regulation) => (Some(regulation.versions().map(Ok)), None),
                Err(error) => (None, Some(Err(error))),
            };
            versions.into_iter().flatten().chain(error)
        })
    }

    /// Every regulation, those given first.
    pub fn regulations(&self) -> impl Iterator<Item = Result<&Regulation, Error>> {
        self.given
            .iter()
            .map(Ok)
            .chain(self.shipped.iter().map(Shipped::regulation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_ruleset_is_found_by_its_id_and_aliases() {
        let library = Library::default();
        for shipped in &library.shipped {
            for entry in shipped.regulation().unwrap().versions() {
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
