//! A ruleset: one version of one municipality's text, loaded, validated and indexed.
//!
//! Only what judging needs is kept. Clauses, labels and messages stay in the
//! canonical JSON the ruleset was loaded from and are joined by position, so
//! that no text enters the WebAssembly core's memory to stay.

mod load;
#[cfg(feature = "native")]
pub mod names;
mod parts;
mod path;
mod predicates;
mod procedure;
mod reader;
pub mod shape;
mod values;

use std::sync::Arc;

pub use procedure::{Condition, Kind, Procedure, Route, Unit, Variation};
#[cfg(feature = "native")]
pub use reader::{FORMAT, problems};

use crate::engine::field::{Field, FieldIndex, Id};
use crate::engine::predicate::InForce;

/// The largest canonical JSON a ruleset may have, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The most steps that judging a request may take. Every predicate counts for one at each level it
/// lies below, and so does every entry of a list it may go through, every value and every date; all
/// of that once more for each kind that a procedure varies by. A ruleset that may take more is
/// refused, so that no request can take long: what is left depends on the size of the request alone.
pub const MAX_STEPS: usize = 4_000_000;

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
    /// The field at `index`.
    pub fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.fields.get(usize::from(index.0))
    }
}
