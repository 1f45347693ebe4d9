//! The kit: tools for those who write rulesets.
//!
//! Cases and what they cover, warnings (lints), the schema for editors, and what changed between
//! two versions. It uses the engine, the library and the words of reports.

pub mod cases;
pub mod clause;
pub mod coverage;
pub mod diff;
pub mod domain;
pub mod imprecise;
pub mod lint;
#[cfg(test)]
mod sample;
pub mod schema;
