//! A ruleset with one part to try a family of lints on.

use super::linter::Linter;
pub(super) use crate::kit::sample::condition;
use crate::kit::sample::header;
use crate::library::draft::Draft;

/// What `family` says of a ruleset with `parts`: the name of each lint, then where and what.
pub(super) fn said(family: fn(&mut Linter<'_>), parts: &str) -> Vec<String> {
    let toml = header("1", "") + parts;
    let draft = Draft::from_toml(&toml).unwrap_or_else(|error| panic!("{error:#?}\n{parts}"));
    let mut linter = Linter::of(&draft);
    family(&mut linter);
    let warnings = linter.done().warnings.into_iter();
    warnings
        .map(|warning| {
            let (lint, problem) = (warning.lint.name(), warning.problem);
            format!("{lint}: {}: {}", problem.path, problem.message)
        })
        .collect()
}

/// A route with `rest`.
pub(super) fn route(id: &str, rest: &str) -> String {
    format!("\n[[route]]\nid = \"{id}\"\nclause = \"第9条\"\nmessage = {{ ja = \"文\" }}\n{rest}\n")
}

/// The consultation on copies, with `rest`.
pub(super) fn copy(rest: &str) -> String {
    format!("\n[[procedure]]\nid = \"copy\"\ntitle = {{ ja = \"複写\" }}\n{rest}\n")
}
