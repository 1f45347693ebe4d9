//! Reports: a judgement in words, for one ruleset or for several side by side.
//!
//! It uses the engine and the library. The package has its twin in TypeScript; a test compares
//! the two byte for byte.
//!
//! A judgement is joined with its ruleset's texts (`joined`). From that a [`report::Report`] is
//! made, with its [issues](issue) and [what decided](decider); a [`brief::Brief`] says less,
//! and a [`sheet::Sheet`] writes the same many times over. A [`compare::Comparison`] puts
//! several side by side.

pub mod brief;
pub mod compare;
pub mod decider;
pub mod ids;
pub mod issue;
mod joined;
pub mod locale;
pub mod report;
pub mod sheet;
pub mod state;
mod vague;
