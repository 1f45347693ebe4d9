//! The library: rulesets on disk, as people write them, with their texts and versions.
//!
//! It uses the engine, and is no part of the core: that reads canonical JSON. The command has it, and
//! the workshop's kit.
//!
//! An author's TOML is a [`draft::Draft`]: `parse` reads it, `overlay` puts it together with the text
//! that it is based on, `definitions`, `common`,
//! `vocabulary` and `shorthand` fill it in, and `places` knows where everything stood. What loads is
//! an [`Entry`], a ruleset with its [`texts`]. The versions of one text are a
//! [`regulation::Regulation`], and a [`Library`] finds them by name.

mod catalogue;
pub mod choice;
pub mod clash;
pub(crate) mod common;
mod definitions;
pub mod draft;
mod entry;
pub mod notes;
pub(crate) mod overlay;
mod parse;
pub(crate) mod places;
mod problems;
pub mod questions;
pub mod regulation;
#[cfg(test)]
mod sample;
pub(crate) mod shorthand;
pub(crate) mod source;
pub(crate) mod strike;
mod syntax;
pub mod texts;
pub mod translation;
pub(crate) mod vocabulary;

pub use catalogue::{Conflict, Library, shipped};
pub use entry::Entry;
