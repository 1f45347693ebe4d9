//! A ruleset with its texts.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::texts::Texts;
use crate::engine::error::Error;
use crate::engine::field::FieldIndex;
use crate::engine::ruleset::Ruleset;

/// A ruleset with its texts.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it judges by.
    pub ruleset: Arc<Ruleset>,
    /// What it says.
    pub texts: Texts,
    /// Its fields by id.
    fields: FxHashMap<String, FieldIndex>,
}

impl Entry {
    /// Reads a ruleset as people write it, which is based on no other.
    pub fn from_toml(toml: &str) -> Result<Entry, Error> {
        Entry::of(&Draft::from_toml(toml)?)
    }

    /// Reads a ruleset as machines read it.
    pub fn from_json(json: &str) -> Result<Entry, Error> {
        let ruleset = Arc::new(Ruleset::from_json(json)?);
        let texts = Texts::read(&ruleset, json)?;
        Ok(Entry::with(ruleset, texts))
    }

    /// The ruleset of a draft.
    pub fn of(draft: &Draft<'_>) -> Result<Entry, Error> {
        let ruleset = Arc::clone(&draft.ruleset);
        let texts = Texts::read(&ruleset, &draft.document.to_string())?;
        Ok(Entry::with(ruleset, texts))
    }

    fn with(ruleset: Arc<Ruleset>, texts: Texts) -> Entry {
        let fields = ruleset.fields.iter().zip((0..).map(FieldIndex));
        let fields = fields
            .map(|(field, at)| (field.id.as_str().to_owned(), at))
            .collect();
        Entry {
            ruleset,
            texts,
            fields,
        }
    }

    /// The field of that id, if the ruleset uses it.
    pub fn field_index(&self, id: &str) -> Option<FieldIndex> {
        self.fields.get(id).copied()
    }

    /// The id, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.ruleset.id]
            .into_iter()
            .chain(&self.ruleset.aliases)
            .map(|id| id.as_str())
    }
}
