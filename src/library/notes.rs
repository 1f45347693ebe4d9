//! Notes on verdicts that are meant to stay open (`[[imprecise]]`). They are for readers and for the
//! checker, and no part of the loaded ruleset.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::engine::document::Document;
use crate::engine::error::Problem;
use crate::engine::ruleset::shape::{IMPRECISE, Kind};
use crate::engine::ruleset::{self, Ruleset};
use crate::engine::unknown::Unknown;

/// What is wrong with the form of `[[imprecise]]`.
pub(super) fn malformed(notes: &Value) -> Vec<Problem> {
    ruleset::problems(
        &Document::from(notes),
        "imprecise",
        &Kind::Tables(&IMPRECISE),
    )
}

/// The names in `[[imprecise]]` that no route or limb of `ruleset` has.
pub(super) fn unknown(notes: &Value, ruleset: &Ruleset) -> Vec<Problem> {
    let mut known = BTreeSet::new();
    for procedure in &ruleset.procedures {
        known.extend(procedure.routes.iter().map(|route| route.id.to_string()));
        for condition in &procedure.conditions {
            known.extend(condition.limb_names());
        }
    }
    let mut problems = Vec::new();
    for (at, names) in noted(notes).enumerate() {
        for (entry, name) in names.iter().enumerate() {
            if !known.contains(*name) {
                let unknown = Unknown::new(name, &mut known.iter().map(String::as_str));
                problems.push(Problem {
                    path: format!("imprecise[{at}].between[{entry}]"),
                    message: format!("unknown route or `condition.limb` {unknown}"),
                    position: None,
                });
            }
        }
    }
    problems
}

/// The names each entry of `[[imprecise]]` lists.
pub fn noted(notes: &Value) -> impl Iterator<Item = Vec<&str>> {
    let notes = notes.as_array().into_iter().flatten();
    notes.map(|note| {
        let between = note.get("between").and_then(Value::as_array);
        let names = between.into_iter().flatten();
        names.filter_map(Value::as_str).collect()
    })
}
