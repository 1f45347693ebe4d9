//! Fields of a ruleset, named by their ids.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::engine::field::{Field, FieldIndex};
use crate::engine::ruleset::Ruleset;

/// Fields, written as their ids.
#[derive(Clone, Debug)]
pub struct Ids<'a> {
    all: &'a [Field],
    /// By position in the ruleset.
    pub fields: Cow<'a, [FieldIndex]>,
}

impl<'a> Ids<'a> {
    /// Some fields of `ruleset`.
    pub fn new(ruleset: &'a Ruleset, fields: impl Into<Cow<'a, [FieldIndex]>>) -> Ids<'a> {
        Ids {
            all: &ruleset.fields,
            fields: fields.into(),
        }
    }

    /// The id of each.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        let field = |index: &FieldIndex| self.all.get(usize::from(index.0));
        let fields = self.fields.iter().filter_map(field);
        fields.map(|field| field.id.as_str())
    }
}

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
