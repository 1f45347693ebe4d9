//! A regulation with its versions, of which one governs a request.
//!
//! Every version says in `in_force` from when to when it is in force, and which of the request's
//! dates decides. A new text whose date of contract decides leaves old contracts to the old text;
//! one whose date of approval decides takes them over. Versions without a period stand in the order of
//! the numbers that end their names; no date tells which of them governs, so the newest is taken, that
//! is said, and a request may name another. The package chooses the same way
//! (`pkg/src/api/versions.ts`).

use std::sync::Arc;

use super::choice::Choice;
use super::clash::{Clash, clashes, newer};
use super::entry::Entry;
use crate::engine::error::Error;
use crate::engine::normalize::Nfkc;
use crate::engine::request::Request;
use crate::engine::session::Session;
use crate::engine::unknown::listed;

/// A regulation (規程) with its versions.
#[derive(Clone, Debug)]
pub struct Regulation {
    newest: Entry,
    /// The newest first.
    older: Vec<Entry>,
}

impl From<Entry> for Regulation {
    fn from(only: Entry) -> Regulation {
        Regulation {
            newest: only,
            older: Vec::new(),
        }
    }
}

impl Regulation {
    /// Adds a version, unless it clashes with another.
    pub fn add(&mut self, entry: Entry) -> Result<(), Vec<Clash>> {
        let clashes: Vec<Clash> = self
            .versions()
            .flat_map(|other| clashes(&entry.ruleset, &other.ruleset))
            .collect();
        if !clashes.is_empty() {
            return Err(clashes);
        }
        if is_newer(&entry, &self.newest) {
            let newest = std::mem::replace(&mut self.newest, entry);
            self.older.insert(0, newest);
        } else {
            let at = self.older.partition_point(|other| is_newer(other, &entry));
            self.older.insert(at, entry);
        }
        Ok(())
    }

    /// The version that came into force last: the one to read the text in.
    pub fn newest(&self) -> &Entry {
        &self.newest
    }

    /// Every version, the newest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        [&self.newest].into_iter().chain(&self.older)
    }

    /// Whether `name` is the id or an alias of any version.
    pub fn answers_to(&self, name: &str) -> bool {
        self.versions()
            .any(|entry| entry.names().any(|known| known == name))
    }

    /// The version that governs `request`, or that it names.
    pub fn choose(&self, request: &Request<'_>, nfkc: Nfkc) -> Result<Choice<'_>, Error> {
        if let Some(version) = &request.version {
            return self.named(version);
        }
        Choice::among(&self.newest, &self.older, request, nfkc)
    }

    fn named(&self, version: &str) -> Result<Choice<'_>, Error> {
        let mut versions = self.versions();
        let Some(entry) = versions.find(|entry| entry.ruleset.version == version) else {
            let known = self.versions().map(|entry| entry.ruleset.version.as_str());
            let why = format!("is none of {}", listed(&mut known.into_iter()));
            return Err(Error::WrongType("version".into(), why));
        };
        Ok(match self.older.as_slice() {
            [] => Choice::only(entry),
            _ => Choice::named(entry),
        })
    }

    /// Refuses a field that no version asks for and that is not of the shared vocabulary.
    pub fn refuse_unknown(&self, id: &str) -> Result<(), Error> {
        if self.versions().any(|entry| entry.field_index(id).is_some()) {
            return Ok(());
        }
        self.newest.ruleset.find(id).map(drop)
    }

    /// Judges `request` by the version that governs it.
    pub fn check<'l, 'r>(
        &'l self,
        request: Request<'r>,
        nfkc: Nfkc,
    ) -> Result<(Session<'r>, Choice<'l>), Error> {
        // An unknown procedure is said before anything about the answers.
        self.newest.ruleset.procedure(&request.procedure)?;
        let choice = self.choose(&request, nfkc)?;
        let Choice { entry, .. } = choice;
        let find = |id: &str| match entry.field_index(id) {
            Some(field) => Ok(Some(field)),
            None => self.refuse_unknown(id).map(|()| None),
        };
        let session = Session::check_with(Arc::clone(&entry.ruleset), request, nfkc, &find)?;
        Ok((session, choice))
    }
}

fn is_newer(one: &Entry, other: &Entry) -> bool {
    newer(&one.ruleset, &other.ruleset) == Some(true)
}
