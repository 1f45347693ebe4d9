//! The kit: tools for those who write rulesets.
//!
//! Cases and what they cover, warnings (lints), the schema for editors, what changed between two
//! versions and for which requests, and what machines read. It uses the engine, the library and the words of reports, and
//! no file: the command hands it texts, and so does a page (`wasm`).

pub mod built;
pub mod cases;
pub mod checked;
pub mod clause;
pub mod coverage;
pub mod diff;
pub mod domain;
pub mod drift;
pub mod imprecise;
pub mod lacking;
pub mod lint;
pub mod messages;
pub mod moved;
#[cfg(test)]
mod sample;
pub mod schema;
pub mod source;
pub mod tested;
#[cfg(feature = "workshop")]
pub mod wasm;
