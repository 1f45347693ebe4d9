//! Shodaku (承諾): municipal approval conditions as cited, executable data.
//!
//! A Japanese municipality that entrusts personal information to a contractor
//! may consent to four things only under written conditions. This crate judges
//! a request against those conditions as it is being typed: it is a pure
//! function from a ruleset, a stage, a day and some answers to a judgement that
//! says what fails, what is unknown, and why.
//!
//! The engine knows no municipality. What a town says stands in its
//! [`ruleset::Ruleset`], which is data.
#![forbid(unsafe_code)]

pub mod answer;
#[cfg(feature = "native")]
pub mod compare;
pub mod date;
pub mod document;
pub mod error;
pub mod field;
pub mod judgement;
#[cfg(feature = "native")]
pub mod locale;
pub mod normalize;
pub mod predicate;
pub mod receipt;
#[cfg(feature = "native")]
pub mod report;
pub mod request;
pub mod ruleset;
pub mod session;
#[cfg(feature = "native")]
pub mod texts;
pub mod to_pass;
pub mod truth;

#[cfg(feature = "wasm")]
pub mod wasm;
