//! Documents: JSON as rulesets and results use it, with whole numbers and keys in order.
//!
//! Sorted lists in place of a B-tree map, and no floating point, keep 10 KB out of the
//! WebAssembly build. Outside of it, documents come from and go to serde_json's values.

mod read;
mod value;
mod write;

pub use read::Malformed;
pub use value::{Document, MAX_INTEGER, Table};
pub(crate) use write::{digit, write_number};
