//! Lints: what loads, and is probably not what its author meant.
//!
//! Each has a stable name, says what is wrong and what to write, and stands in the file of its
//! family. What a predicate can come to is tried out ([`crate::kit::domain`]), so those lints are
//! exact; where there is too much to try, that is said ([`Untried`]).

mod bare;
mod clauses;
mod consultations;
mod field_names;
mod languages;
mod linter;
mod lost;
mod natures;
mod outcomes;
mod overlap;
mod routes;
#[cfg(test)]
mod sample;
mod together;
mod unused;
mod warning;

use crate::library::draft::Draft;
use linter::Linter;

pub use overlap::overlaps;
pub use warning::{Lint, Linted, Untried, Warning};

/// Every family of lints on one ruleset, in the order they are run: the last leaves out what an
/// earlier one has said.
const FAMILIES: [fn(&mut Linter<'_>); 10] = [
    unused::lint,
    consultations::lint,
    bare::lint,
    field_names::lint,
    natures::lint,
    languages::lint,
    clauses::lint,
    routes::lint,
    outcomes::lint,
    together::lint,
];

/// Lints a ruleset.
pub fn lint(draft: &Draft<'_>) -> Linted {
    let mut linter = Linter::of(draft);
    for family in FAMILIES {
        family(&mut linter);
    }
    linter.done()
}
