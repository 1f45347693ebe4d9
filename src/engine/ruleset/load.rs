//! Loading a ruleset.

use super::path::Path;
use super::reader::Reader;
use super::shape::DOCUMENT;
use super::{MAX_BYTES, Ruleset};
use crate::engine::document::Document;
use crate::engine::error::{Error, Problem};
use crate::engine::hash::sha256;

impl Ruleset {
    /// Loads a ruleset from its JSON.
    #[cfg(feature = "native")]
    pub fn from_json(json: &str) -> Result<Ruleset, Error> {
        if json.len() > MAX_BYTES {
            return Err(too_large());
        }
        let value: serde_json::Value =
            serde_json::from_str(json).map_err(|error| Error::BadJson(error.to_string()))?;
        Ruleset::from_document(&Document::from(&value))
    }

    /// Loads a ruleset from a parsed document; any mistakes come back all at once.
    ///
    /// The document need not be canonical; it is hashed in its canonical form (RFC 8785), in
    /// Japanese.
    pub fn from_document(document: &Document) -> Result<Ruleset, Error> {
        let canonical = document.canonical();
        if canonical.len() > MAX_BYTES {
            return Err(too_large());
        }
        load(document, sha256(canonical.as_bytes())).map_err(Error::BadRuleset)
    }
}

/// Reads a ruleset document whose canonical form has the hash `sha256`.
pub(crate) fn load(document: &Document, sha256: String) -> Result<Ruleset, Vec<Problem>> {
    let mut reader = Reader::default();
    reader.table(document, &Path::ROOT, &DOCUMENT);
    let ruleset = document
        .as_table()
        .and_then(|document| reader.ruleset(document, sha256));
    match ruleset {
        Some(ruleset) if reader.problems.is_empty() => Ok(ruleset),
        _ => {
            if reader.problems.is_empty() {
                reader.problem(&Path::ROOT, "is no ruleset", &[]);
            }
            Err(reader.problems)
        }
    }
}

fn too_large() -> Error {
    Error::BadRuleset(vec![Problem {
        path: String::new(),
        message: "the ruleset is larger than 4 MiB".to_owned(),
        position: None,
    }])
}
