//! Reports: a judgement in words, for one ruleset or for several side by side.
//!
//! It uses the engine and the library. The package has its twin in TypeScript; a test compares
//! the two byte for byte.

pub mod compare;
pub mod locale;
pub mod report;
