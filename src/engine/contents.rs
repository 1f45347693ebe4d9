//! What the answers of a request say, beside what they decide.
//!
//! Judging never looks here: it needs to know that a text says something, and which entries of
//! lists are the same. A receipt hashes what was said, and a change proposed names it.

use std::borrow::Cow;

use crate::engine::field::FieldIndex;
use crate::engine::normalize::{Nfkc, normalize};

/// An entry of a list: the number of its normal form, the same wherever a request names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item(pub u32);

/// The texts of a request, by field, and the entries of its lists.
#[derive(Debug)]
pub struct Contents<'a> {
    nfkc: Nfkc,
    /// By field.
    texts: Vec<Option<Cow<'a, str>>>,
    items: Vec<Cow<'a, str>>,
}

impl<'a> Contents<'a> {
    /// Nothing said yet of so many fields.
    pub fn new(nfkc: Nfkc, fields: usize) -> Contents<'a> {
        Contents {
            nfkc,
            texts: vec![None; fields],
            items: Vec::new(),
        }
    }

    /// What was typed for each field where that is needed, and all entries of lists in the order of
    /// their numbers.
    pub fn of(
        nfkc: Nfkc,
        texts: Vec<Option<Cow<'a, str>>>,
        items: Vec<Cow<'a, str>>,
    ) -> Contents<'a> {
        Contents { nfkc, texts, items }
    }

    /// The normal form of a text.
    pub fn normal<'t>(&self, text: &'t str) -> Cow<'t, str> {
        normalize(text, self.nfkc)
    }

    /// The normal form of what was typed for `field`, where that is a text or cannot be read.
    pub fn text(&self, field: FieldIndex) -> Option<Cow<'_, str>> {
        Some(self.normal(self.typed(field)?))
    }

    /// What was typed for `field`, where that is a text or cannot be read.
    pub fn typed(&self, field: FieldIndex) -> Option<&str> {
        self.texts.get(usize::from(field.0))?.as_deref()
    }

    /// The normal form of an entry.
    pub fn entry(&self, item: Item) -> Option<&str> {
        let at = usize::try_from(item.0).ok()?;
        self.items.get(at).map(AsRef::as_ref)
    }

    /// Keeps what was typed for `field`; `None` where its answer says it all.
    pub fn keep(&mut self, field: FieldIndex, said: Option<Cow<'a, str>>) {
        if let Some(text) = self.texts.get_mut(usize::from(field.0)) {
            *text = said;
        }
    }

    /// The number of an entry in its normal form.
    pub fn item(&mut self, entry: &str) -> Item {
        let known = self.items.iter().position(|known| *known == entry);
        let at = known.unwrap_or(self.items.len());
        if known.is_none() {
            self.items.push(entry.to_owned().into());
        }
        Item(u32::try_from(at).unwrap_or(u32::MAX))
    }
}
