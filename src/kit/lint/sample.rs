//! A ruleset with one part to try a family of lints on.

use super::linter::Linter;
use crate::library::draft::Draft;

/// A ruleset of one version, of which nothing is wrong.
const HEADER: &str = r#"
[ruleset]
format = 1
id = "town"
version = "1"
municipality = { ja = "町" }
title = { ja = "規程" }
instrument = { ja = "告示" }
"#;

/// What `family` says of a ruleset with `parts`: the name of each lint, then where and what.
pub(super) fn said(family: fn(&mut Linter<'_>), parts: &str) -> Vec<String> {
    let toml = format!("{HEADER}{parts}");
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

/// A condition with one limb, `a`, that asks `predicate`.
pub(super) fn condition(id: &str, clause: &str, predicate: &str) -> String {
    format!(
        r#"
[[condition]]
id = "{id}"
clause = "{clause}"
topic = "scope"
title = {{ ja = "題" }}
message = {{ ja = "文" }}
remedy = {{ ja = "文" }}
limb = [{{ id = "a", {predicate} }}]
"#
    )
}

/// A route with `rest`.
pub(super) fn route(id: &str, rest: &str) -> String {
    format!("\n[[route]]\nid = \"{id}\"\nclause = \"第9条\"\nmessage = {{ ja = \"文\" }}\n{rest}\n")
}

/// The consultation on copies, with `rest`.
pub(super) fn copy(rest: &str) -> String {
    format!("\n[[procedure]]\nid = \"copy\"\ntitle = {{ ja = \"複写\" }}\n{rest}\n")
}
