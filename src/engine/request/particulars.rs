//! What a request carries that decides nothing: which case it is, and what goes with it.
//!
//! It comes back in the report as it was given. The reference is in the receipt too. Nothing of it
//! reaches a predicate.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use crate::engine::answer::Input;
use crate::engine::error::Error;
use crate::engine::request::error::RequestError;
use crate::engine::unknown::clip;

/// The longest reference, in UTF-16 code units.
pub const MAX_REFERENCE: usize = 1_000;
/// The most entries of a context, and of a list in it.
pub const MAX_ENTRIES: usize = 1_000;
/// The longest context, labels and texts together, in UTF-16 code units.
pub const MAX_CONTEXT: usize = 100_000;

/// The particulars of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars<'a> {
    /// Which case it is (受付番号, 件名), in the caller's words.
    pub reference: Option<Cow<'a, str>>,
    /// What an official wants to see beside the request.
    pub context: Context<'a>,
}

/// A text by its label: the contract's name, the contractor's address, the names of attachments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context<'a>(Vec<(Cow<'a, str>, Detail<'a>)>);

/// What stands under one label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Detail<'a> {
    /// One text.
    Text(Cow<'a, str>),
    /// Several.
    List(Vec<Cow<'a, str>>),
}

impl<'a> Particulars<'a> {
    /// Reads what was given; a blank is as good as absent.
    pub fn read(
        reference: Option<Cow<'a, str>>,
        context: Vec<(Cow<'a, str>, Input<'a>)>,
    ) -> Result<Particulars<'a>, Error> {
        let reference = reference.filter(|text| !text.is_empty());
        if reference
            .as_deref()
            .is_some_and(|text| units(text) > MAX_REFERENCE)
        {
            return Err(too_large("reference", MAX_REFERENCE, "characters"));
        }
        Ok(Particulars {
            reference,
            context: Context::read(context)?,
        })
    }
}

impl<'a> Context<'a> {
    fn read(given: Vec<(Cow<'a, str>, Input<'a>)>) -> Result<Context<'a>, Error> {
        if given.len() > MAX_ENTRIES {
            return Err(too_large("context", MAX_ENTRIES, "entries"));
        }
        let mut entries: Vec<(Cow<'a, str>, Detail<'a>)> = Vec::with_capacity(given.len());
        let (mut seen, mut length) = (BTreeSet::new(), 0);
        for (label, input) in given {
            if !seen.insert(label.clone()) {
                let path = format!("context.{}", clip(&label));
                return Err(RequestError::RepeatedKey(path).into());
            }
            let detail = match input {
                Input::Blank => continue,
                Input::Text(text) if text.is_empty() => continue,
                Input::Text(text) => Detail::Text(text),
                Input::List(texts) if texts.len() > MAX_ENTRIES => {
                    return Err(too_large("context", MAX_ENTRIES, "entries"));
                }
                Input::List(texts) => Detail::List(texts),
                _ => {
                    let place = format!("context.{}", clip(&label));
                    return Err(Error::WrongType(
                        place,
                        "needs a text or a list of texts".into(),
                    ));
                }
            };
            length += units(&label) + detail.units();
            if length > MAX_CONTEXT {
                return Err(too_large("context", MAX_CONTEXT, "characters"));
            }
            entries.push((label, detail));
        }
        // As an object of JavaScript has them: what reads as an index comes first.
        entries.sort_by_key(|(label, _)| index(label).unwrap_or(u32::MAX));
        Ok(Context(entries))
    }
}

impl Context<'_> {
    /// The entries, in the order reports have them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Detail<'_>)> {
        self.0.iter().map(|(label, detail)| (&**label, detail))
    }
}

impl Detail<'_> {
    /// Its texts as one, with `joiner` between them.
    pub fn join(&self, joiner: &str) -> String {
        match self {
            Detail::Text(text) => text.to_string(),
            Detail::List(texts) => texts.join(joiner),
        }
    }

    fn units(&self) -> usize {
        match self {
            Detail::Text(text) => units(text),
            Detail::List(texts) => texts.iter().map(|text| units(text)).sum(),
        }
    }
}

impl Serialize for Context<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(label, detail)| (label, detail)))
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn index(label: &str) -> Option<u32> {
    let index: u32 = label.parse().ok()?;
    (index != u32::MAX && index.to_string() == label).then_some(index)
}

fn too_large(path: &str, limit: usize, of: &str) -> Error {
    Error::TooLarge(path.into(), format!("at most {limit} {of}"))
}
