//! The library: rulesets on disk, as people write them, with their texts and versions.
//!
//! It uses the engine. What it holds is native only: the browser reads canonical JSON.

pub mod author;
mod catalogue;
pub mod entry;
pub mod notes;
pub mod texts;
pub mod translation;
pub mod versions;

pub use catalogue::{Conflict, Library};
pub use entry::Entry;
