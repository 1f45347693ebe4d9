//! The names that a request may use: a ruleset's own, and those of the vocabulary all share.
//!
//! In a browser the package looks names up, and says what means nothing (`pkg/src/api/version.ts`).

use std::sync::Arc;

use super::{Procedure, Ruleset};
use crate::engine::error::Error;
use crate::engine::field::FieldIndex;
use crate::engine::unknown::Unknown;

/// The ids of the shared vocabulary (`src/rulesets/fields.toml`), sorted.
///
/// A fact one municipality asks about and another does not is no mistake.
pub const SHARED_FIELDS: &[&str] = include!(concat!(env!("OUT_DIR"), "/shared_fields.rs"));

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
}
