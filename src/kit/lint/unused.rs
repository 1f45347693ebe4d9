//! What stands in a ruleset and nothing uses.

use std::collections::BTreeSet;

use serde_json::Value;

use super::linter::{Linter, ids, texts};
use super::warning::Lint;
use crate::library::vocabulary;

/// Definitions, fields, readings, and parts that no procedure lists.
pub(super) fn lint(linter: &mut Linter<'_>) {
    for name in &linter.draft.unused_definitions {
        let message = format!("nothing uses it; remove it, or write `use = \"{name}\"`");
        linter.warn(Lint::UnusedDefinition, &format!("define.{name}"), message);
    }
    let mut named = BTreeSet::new();
    let document = linter.draft.document.as_object();
    for (_, part) in document
        .into_iter()
        .flatten()
        .filter(|(key, _)| *key != "field")
    {
        vocabulary::strings(part, &mut |text| {
            named.insert(text);
        });
    }
    for (at, id) in ids(linter.list("field")) {
        if !named.contains(id) {
            let message =
                format!("nothing looks at `{id}`; ask for it in a predicate, or remove it");
            linter.warn(Lint::UnusedField, &format!("field[{at}]"), message);
        }
    }
    for (key, lists) in [
        ("route", "routes"),
        ("condition", "conditions"),
        ("duty", "duties"),
        ("result", "results"),
    ] {
        let listed: Vec<&str> = linter
            .list("procedure")
            .flat_map(|(_, procedure)| texts(procedure.get(lists)))
            .collect();
        for (at, id) in ids(linter.list(key)) {
            if !listed.contains(&id) {
                let message = format!(
                    "no procedure lists the {key} `{id}`; add it to `{lists}`, or remove it"
                );
                linter.warn(Lint::Unlisted, &format!("{key}[{at}]"), message);
            }
        }
    }
    let mut referred = BTreeSet::new();
    for key in ["route", "condition", "duty", "result", "procedure"] {
        for (_, table) in linter.list(key) {
            let limbs = table.get("limb").and_then(Value::as_array);
            let limbs = limbs.into_iter().flatten().filter_map(Value::as_object);
            for table in limbs.chain([table]) {
                referred.extend(table.get("reading").and_then(Value::as_str));
                referred.extend(texts(table.get("readings")));
            }
        }
    }
    for (at, id) in ids(linter.list("reading")) {
        if !referred.contains(id) {
            let message = format!(
                "nothing refers to the reading `{id}`; write `reading = \"{id}\"` where it \
                 is taken, or remove it"
            );
            linter.warn(Lint::UnusedReading, &format!("reading[{at}]"), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{condition, copy, said};
    use super::*;

    #[test]
    fn cases() {
        for (parts, expected) in [
            (
                "[define]\nnever = { any = [] }".to_owned() + &copy(""),
                vec![
                    r#"unused-definition: define.never: nothing uses it; remove it, or write `use = "never"`"#,
                ],
            ),
            (
                condition("1", "第1条", r#"stated = "scope.work""#) + &copy(""),
                vec![
                    "unlisted: condition[0]: no procedure lists the condition `1`; add it to `conditions`, or remove it",
                ],
            ),
            (
                condition("1", "第1条", r#"stated = "scope.work", reading = "r""#)
                    + &copy(r#"conditions = ["1"]"#)
                    + r#"
[[reading]]
id = "r"
clause = "第1条"
taken = { ja = "甲" }
alternative = { ja = "乙" }
"#,
                vec![],
            ),
            // A field that only decides what a request varies by is looked at.
            (copy(r#"varies_by = "information.kind""#), vec![]),
        ] {
            assert_eq!(said(lint, &parts), expected, "{parts}");
        }
    }
}
