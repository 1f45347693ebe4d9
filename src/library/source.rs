//! Which text a ruleset was written from (`[source]`), as hashes: for whoever keeps it up, and no part
//! of the loaded ruleset. No sentence of the text stands there.

use serde_json::Value;

use crate::engine::document::Document;
use crate::engine::error::Problem;
use crate::engine::ruleset::{self, shape::Kind, shape::Shape};

/// What stands under `[source]`.
pub(crate) const SOURCE: Shape = Shape {
    keys: &[
        ("sha256", Kind::String, true),
        ("clauses", Kind::Strings, false),
    ],
    operator: false,
};

/// What is wrong with the form of `[source]`.
pub(super) fn malformed(source: &Value) -> Vec<Problem> {
    ruleset::problems(&Document::from(source), "source", &Kind::Table(&SOURCE))
}
