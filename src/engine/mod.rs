//! The engine: what ships to the browser.
//!
//! A pure function from (ruleset, stage, day, answers) to a judgement. It knows no file, no
//! clock, no language and no municipality, and uses nothing of the rooms that come after it:
//! the WebAssembly core is compiled from this folder alone. `request` and `session` read what was
//! written; in a browser the package does that, so they are native.

pub mod answer;
pub mod contents;
pub mod date;
pub mod document;
pub mod encode;
pub mod error;
pub mod evaluate;
pub mod facts;
pub mod field;
pub mod hash;
pub mod judgement;
pub mod judging;
pub mod lang;
mod nearest;
pub mod normalize;
pub mod operator;
pub mod outline;
pub mod period;
pub mod predicate;
pub mod receipt;
#[cfg(feature = "native")]
pub mod request;
pub mod ruleset;
#[cfg(test)]
mod sample;
#[cfg(feature = "native")]
pub mod session;
pub mod stage;
pub mod to_pass;
pub mod truth;
pub mod unknown;
pub mod verdict;
#[cfg(feature = "wasm")]
pub mod wasm;
pub mod word;
