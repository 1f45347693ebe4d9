//! A ruleset: one version of one municipality's text, loaded, validated and indexed.
//!
//! Only what judging needs is kept. Clauses, labels and messages stay in the
//! canonical JSON the ruleset was loaded from and are joined by position, so
//! that no text enters the WebAssembly core's memory to stay.

mod load;
mod parts;
mod path;
mod predicates;
mod procedure;
mod reader;
pub mod shape;
mod values;
mod vocabulary;

use std::sync::Arc;

pub use procedure::{Condition, Kind, Procedure, Route, Unit, Variation};
#[cfg(feature = "native")]
pub use reader::{FORMAT, listed, problems};
pub use vocabulary::SHARED_FIELDS;

use crate::engine::error::Error;
use crate::engine::field::{Field, FieldIndex, Id};
use crate::engine::predicate::InForce;
use crate::engine::unknown::Unknown;

/// The largest canonical JSON a ruleset may have, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// One version of one municipality's text.
#[derive(Clone, Debug)]
pub struct Ruleset {
    /// Its id, such as the municipality's name.
    pub id: Id,
    /// Other ids it answers to.
    pub aliases: Vec<Id>,
    /// Which version of the text.
    pub version: String,
    /// SHA-256 of the canonical JSON in Japanese, in lower-case hexadecimal.
    pub sha256: String,
    /// The period in force, where the text states one.
    pub in_force: Option<InForce>,
    /// The fields it asks about, in the order of its form.
    pub fields: Vec<Field>,
    /// What can be asked or checked.
    pub procedures: Vec<Arc<Procedure>>,
}

impl Ruleset {
    /// The procedure of that id.
    pub fn procedure(&self, id: &str) -> Result<&Arc<Procedure>, Error> {
        self.procedures
            .iter()
            .find(|procedure| procedure.id.as_str() == id)
            .ok_or_else(|| {
                let mut known = self
                    .procedures
                    .iter()
                    .map(|procedure| procedure.id.as_str());
                Error::UnknownProcedure(Unknown::new(id, &mut known))
            })
    }

    /// The field of that id, if the ruleset uses it.
    pub fn field_index(&self, id: &str) -> Option<FieldIndex> {
        let mut ids = self.fields.iter().map(|field| field.id.as_str());
        let position = ids.position(|known| known == id)?;
        u16::try_from(position).ok().map(FieldIndex)
    }

    /// The field of that id; `None` for a shared field this ruleset does not use.
    pub fn find(&self, id: &str) -> Result<Option<FieldIndex>, Error> {
        if let Some(field) = self.field_index(id) {
            return Ok(Some(field));
        }
        if SHARED_FIELDS.contains(&id) {
            return Ok(None);
        }
        let own = self.fields.iter().map(|field| field.id.as_str());
        let mut known = own.chain(SHARED_FIELDS.iter().copied());
        Err(Error::UnknownField(Unknown::new(id, &mut known)))
    }

    /// The field at `index`.
    pub fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.fields.get(usize::from(index.0))
    }
}
