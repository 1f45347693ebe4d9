//! Names of fields that do not say what the field is.

use super::linter::Linter;
use super::warning::Lint;
use crate::engine::field::FieldType;
use crate::engine::ruleset::names::SHARED_FIELDS;
use crate::library::vocabulary;

/// An own field begins with the ruleset's id, or with what is local to every ruleset.
pub(super) fn lint(linter: &mut Linter<'_>) {
    let prefixes = vocabulary::own_prefixes(linter.ruleset.id.as_str());
    for (at, field) in linter.ruleset.fields.iter().enumerate() {
        let id = field.id.as_str();
        if SHARED_FIELDS.contains(&id) {
            continue;
        }
        let path = format!("field[{at}]");
        let local = match field.kind {
            FieldType::Finding => "finding.",
            FieldType::Decision => "decision.",
            _ => "",
        };
        let kind = field.kind.name();
        if !local.is_empty() && !id.starts_with(local) {
            let message = format!("`{id}` is a {kind}, which is local; name it `{local}…`");
            linter.warn(Lint::FieldName, &path, message);
        } else if local.is_empty()
            && ["finding.", "decision."]
                .iter()
                .any(|other| id.starts_with(other))
        {
            let town = prefixes.first().map(String::as_str).unwrap_or_default();
            let message = format!("`{id}` is a {kind} field; name it `{town}…`");
            linter.warn(Lint::FieldName, &path, message);
        } else if !prefixes.iter().any(|prefix| id.starts_with(prefix)) {
            let message = format!(
                "`{id}` is no shared field; an own one's id starts with `{}`",
                prefixes.join("`, `")
            );
            linter.warn(Lint::FieldName, &path, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{copy, said};
    use super::*;

    fn field(id: &str, kind: &str) -> String {
        format!(
            "[[field]]\nid = \"{id}\"\ntype = \"{kind}\"\nsupplier = \"officer\"\nlabel = {{ ja = \"項目\" }}\n"
        )
    }

    #[test]
    fn cases() {
        for (parts, expected) in [
            (field("town.a", "boolean"), vec![]),
            (field("finding.a", "finding"), vec![]),
            (
                field("town.a", "finding"),
                vec![
                    "field-name: field[0]: `town.a` is a finding, which is local; name it `finding.…`",
                ],
            ),
            (
                field("decision.a", "boolean"),
                vec!["field-name: field[0]: `decision.a` is a boolean field; name it `town.…`"],
            ),
        ] {
            assert_eq!(
                said(lint, &(parts.clone() + &copy(""))),
                expected,
                "{parts}"
            );
        }
    }
}
