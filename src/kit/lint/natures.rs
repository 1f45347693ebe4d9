//! Facts of which nothing says whether they can still be decided.

use super::linter::Linter;
use super::warning::Lint;
use crate::engine::field::Supplier;
use crate::engine::ruleset::names::SHARED_FIELDS;

/// What an applicant or the contract supplies has a nature: a plan may be advised to be changed, and
/// to change a record would be to lie.
pub(super) fn lint(linter: &mut Linter<'_>) {
    for (at, table) in linter.list("field") {
        let Some(field) = linter.ruleset.fields.get(at) else {
            continue;
        };
        let asked = matches!(field.supplier, Supplier::Applicant | Supplier::Contract);
        let shared = SHARED_FIELDS.contains(&field.id.as_str());
        if asked && !shared && !table.contains_key("nature") {
            let message = "has no `nature`; write `nature = \"plan\"` where it can still be \
                           decided, and `nature = \"record\"` where it is already so";
            linter.warn(Lint::MissingNature, &format!("field[{at}]"), message.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{copy, said};
    use super::*;

    #[test]
    fn cases() {
        let field = |supplier: &str, nature: &str| {
            format!(
                "[[field]]\nid = \"town.a\"\ntype = \"boolean\"\nsupplier = \"{supplier}\"\n{nature}label = {{ ja = \"項目\" }}\n"
            )
        };
        let warned = vec![
            "missing-nature: field[0]: has no `nature`; write `nature = \"plan\"` where it can still be decided, and `nature = \"record\"` where it is already so",
        ];
        for (parts, expected) in [
            (field("applicant", ""), warned.clone()),
            (field("contract", ""), warned),
            (field("applicant", "nature = \"record\"\n"), vec![]),
            (field("officer", ""), vec![]),
        ] {
            assert_eq!(
                said(lint, &(parts.clone() + &copy(""))),
                expected,
                "{parts}"
            );
        }
    }
}
