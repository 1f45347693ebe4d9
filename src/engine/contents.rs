//! What the answers of a request say, beside what they decide.
//!
//! Judging never looks here: it needs to know that a text says something, and which entries of
//! lists are the same. A receipt hashes what was said, and a change proposed names it.

use std::borrow::Cow;
#[cfg(feature = "native")]
use std::collections::BTreeMap;

use crate::engine::field::FieldIndex;
use crate::engine::normalize::{Nfkc, normalize};

/// How many entries are found without an order or an index.
const FEW: usize = 16;

/// An entry of a list: the number of its normal form, the same wherever a request names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item(pub u32);

/// The entries of a list. More than a few are put in order once, so that two lists are compared in
/// as many steps as they have entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Items {
    given: Vec<Item>,
    /// Each once, by its number; empty where there are few.
    ordered: Vec<Item>,
}

impl Items {
    /// The entries, as they were given.
    pub fn new(given: Vec<Item>) -> Items {
        let ordered = if given.len() > FEW {
            in_order(&given)
        } else {
            Vec::new()
        };
        Items { given, ordered }
    }

    /// The entries in the order in which they were given.
    pub fn given(&self) -> &[Item] {
        &self.given
    }

    /// Whether the entry is one of them.
    pub fn contains(&self, item: &Item) -> bool {
        if self.ordered.is_empty() {
            return self.given.contains(item);
        }
        self.ordered.binary_search(item).is_ok()
    }

    /// How many different ones there are.
    pub fn count(&self) -> u64 {
        match self.ordered.len() {
            0 => in_order(&self.given).len() as u64,
            many => many as u64,
        }
    }

    /// Whether each of them is one of `others`.
    pub fn within(&self, others: &Items) -> bool {
        if self.ordered.is_empty() || others.ordered.is_empty() {
            // One of them has few: what has more different entries than that is not within it.
            return self.ordered.len() <= others.given.len()
                && self.given.iter().all(|item| others.contains(item));
        }
        // Both are in order: what has been passed over is not asked for again.
        let mut others = others.ordered.iter();
        self.ordered
            .iter()
            .all(|item| others.any(|other| other == item))
    }
}

/// The entries by their numbers, each once.
fn in_order(given: &[Item]) -> Vec<Item> {
    let mut ordered = Vec::new();
    for item in given {
        if let Err(at) = ordered.binary_search(item) {
            ordered.insert(at, *item);
        }
    }
    ordered
}

/// The texts of a request, by field, and the entries of its lists.
#[derive(Debug)]
pub struct Contents<'a> {
    nfkc: Nfkc,
    /// By field.
    texts: Vec<Option<Cow<'a, str>>>,
    items: Vec<Cow<'a, str>>,
    /// The numbers of the entries but the first few; in order, so that nobody can choose entries to
    /// be slow in.
    #[cfg(feature = "native")]
    numbers: BTreeMap<Box<str>, usize>,
}

impl<'a> Contents<'a> {
    /// Nothing said yet of so many fields.
    pub fn new(nfkc: Nfkc, fields: usize) -> Contents<'a> {
        Contents::of(nfkc, vec![None; fields], Vec::new())
    }

    /// What was typed for each field where that is needed, and all entries of lists in the order of
    /// their numbers.
    pub fn of(
        nfkc: Nfkc,
        texts: Vec<Option<Cow<'a, str>>>,
        items: Vec<Cow<'a, str>>,
    ) -> Contents<'a> {
        Contents {
            nfkc,
            texts,
            items,
            #[cfg(feature = "native")]
            numbers: BTreeMap::new(),
        }
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
    #[cfg(feature = "native")]
    pub fn item(&mut self, entry: &str) -> Item {
        // Most requests have few, which are sooner looked through.
        let mut few = self.items.iter().take(FEW);
        let known = few.position(|known| *known == entry);
        let at = self.items.len();
        let known = known.or_else(|| self.numbers.get(entry).copied());
        if known.is_none() {
            self.items.push(entry.to_owned().into());
            if at >= FEW {
                self.numbers.insert(entry.into(), at);
            }
        }
        Item(u32::try_from(known.unwrap_or(at)).unwrap_or(u32::MAX))
    }

    /// Any number: in a browser the package gives them (`pkg/src/input/entries.ts`).
    #[cfg(not(feature = "native"))]
    pub fn item(&mut self, _entry: &str) -> Item {
        Item(0)
    }
}
