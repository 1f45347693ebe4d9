//! Shodaku (承諾): municipal approval conditions as cited, executable data.
//!
//! A Japanese municipality that entrusts personal information to a contractor
//! may consent to four things only under written conditions. This crate judges
//! a request against those conditions as it is being typed: it is a pure
//! function from a ruleset, a stage, a day and some answers to a judgement that
//! says what fails, what is unknown, and why.
//!
//! The rooms, each of which uses only those before it: [`engine`] (what ships to
//! the browser), `library` (rulesets on disk), `reports` (judgements in words),
//! `kit` (for those who write rulesets), and the command in `cli`.
#![forbid(unsafe_code)]

pub mod engine;
#[cfg(feature = "native")]
pub mod kit;
#[cfg(feature = "native")]
pub mod library;
#[cfg(feature = "native")]
pub mod reports;
