//! A ruleset as machines read it: what a page, the package and the desk load.

use serde_json::{Value, json};

use crate::engine::document::Document;
use crate::engine::error::Error;
use crate::library::Entry;
use crate::library::draft::Draft;
use crate::library::questions::by_field;
use crate::library::translation::translation;
use crate::reports::report::Identity;

/// A ruleset that was built.
pub struct Built {
    /// What it is loaded as.
    pub entry: Entry,
    /// How its fields are asked, by their ids.
    pub questions: Value,
    document: Value,
}

impl Built {
    /// Builds what an author wrote.
    pub fn of(draft: Draft<'_>) -> Result<Built, Error> {
        Ok(Built {
            entry: Entry::of(&draft)?,
            questions: by_field(&draft.document, &draft.questions),
            document: draft.document,
        })
    }

    /// The canonical JSON, which is what is hashed: no line end belongs to it.
    pub fn json(&self) -> String {
        Document::from(&self.document).canonical()
    }

    /// Its texts in `language`, with what they belong to; nothing where it has none.
    pub fn translation(&self, language: &str) -> Option<Value> {
        let texts = translation(&self.document, language)?;
        let of = Identity::of(&self.entry.ruleset);
        Some(json!({ "translation": { "lang": language, "of": of }, "texts": texts }))
    }
}
