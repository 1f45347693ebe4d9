//! Texts that lack a language which other texts of the ruleset have.

use serde_json::{Map, Value};

use super::linter::Linter;
use super::warning::Lint;
use crate::engine::lang::LANGUAGES;
use crate::engine::ruleset::names::SHARED_FIELDS;
use crate::library::places::join;

/// Every text is in every language that any is in.
pub(super) fn lint(linter: &mut Linter<'_>) {
    let own = |path: &str, text: &Map<String, Value>| {
        let field = path
            .strip_prefix("field[")
            .and_then(|rest| rest.split(']').next());
        let field = field.and_then(|at| linter.ruleset.fields.get(at.parse::<usize>().ok()?));
        // The vocabulary has every language.
        field.is_none_or(|field| !SHARED_FIELDS.contains(&field.id.as_str()))
            || LANGUAGES
                .iter()
                .any(|language| !text.contains_key(*language))
    };
    let mut found = Vec::new();
    let mut add = |path: &str, text| {
        if own(path, text) {
            found.push((path.to_owned(), text));
        }
    };
    each_text(&linter.draft.document, "", &mut add);
    each_text(&linter.draft.questions, "field", &mut add);
    each_text(&linter.draft.imprecise, "imprecise", &mut add);
    for language in LANGUAGES {
        if !found.iter().any(|(_, text)| text.contains_key(language)) {
            continue;
        }
        for (path, text) in &found {
            if !text.contains_key(language) {
                let message = format!(
                    "has no `{language}`, which other texts have; write \
                     `{{ ja = \"…\", {language} = \"…\" }}`"
                );
                linter.warn(Lint::MissingLanguage, path, message);
            }
        }
    }
}

/// Calls `visit` for every text in `value`: a table of languages.
fn each_text<'v>(
    value: &'v Value,
    path: &str,
    visit: &mut impl FnMut(&str, &'v Map<String, Value>),
) {
    match value {
        Value::Object(table)
            if table.keys().any(|key| LANGUAGES.contains(&key.as_str()))
                && table.values().all(Value::is_string) =>
        {
            visit(path, table);
        }
        Value::Object(table) => {
            for (key, value) in table {
                each_text(value, &join(path, key), visit);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                each_text(value, &format!("{path}[{at}]"), visit);
            }
        }
        _ => {}
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
                condition("1", "第1条", r#"stated = "scope.work""#)
                    + &copy(r#"conditions = ["1"]"#),
                vec![],
            ),
            (
                condition(
                    "1",
                    "第1条",
                    r#"stated = "scope.work", message = { ja = "文", en = "text" }"#,
                ) + &copy(r#"conditions = ["1"]"#),
                vec![
                    "ruleset.municipality",
                    "ruleset.title",
                    "ruleset.instrument",
                    "condition[0].title",
                    "condition[0].message",
                    "condition[0].remedy",
                    "procedure[0].title",
                ],
            ),
        ] {
            let warnings = said(lint, &parts);
            let places = warnings
                .iter()
                .filter_map(|warning| warning.split(": ").nth(1));
            assert_eq!(places.collect::<Vec<_>>(), expected, "{parts}");
        }
    }
}
