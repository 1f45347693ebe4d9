//! Whether a ruleset speaks of every consultation, under the names that others use.

use serde_json::Value;

use super::linter::Linter;
use super::warning::Lint;
use crate::engine::ruleset::Kind;
use crate::engine::unknown::Unknown;
use crate::engine::unknown::listed;

/// What a contractor can ask consent for. A ruleset that judges any of it says of each what its
/// text says, if only that it says nothing.
const CONSULTATIONS: [&str; 8] = [
    "takeout",
    "offsite",
    "third_party",
    "purpose_change",
    "copy",
    "subcontract",
    "resubcontract",
    "carriage",
];

/// Approval of entrusting itself: many texts ask for it, and those that do not need not say so.
const ENTRUSTMENT: &str = "entrustment";

/// Each consultation is declared once, under the name that others know it by. One that says itself
/// that it is one may have a name of its own.
pub(super) fn lint(linter: &mut Linter<'_>) {
    let mut declared = Vec::new();
    let mut wrong = Vec::new();
    let own = linter.list("procedure");
    let own =
        own.filter(|(_, table)| table.get("kind").and_then(Value::as_str) == Some("consultation"));
    let own: Vec<usize> = own.map(|(at, _)| at).collect();
    for (procedure, at) in linter.ruleset.procedures.iter().zip(0..) {
        let id = procedure.id.as_str();
        let known = CONSULTATIONS.contains(&id);
        match procedure.kind {
            Kind::Consultation if id == ENTRUSTMENT || !known && own.contains(&at) => {}
            Kind::Consultation if known => declared.push(id.to_owned()),
            Kind::Consultation => {
                let mut names = CONSULTATIONS.into_iter().chain([ENTRUSTMENT]);
                let unknown = Unknown::new(id, &mut names.clone());
                let mut message = format!("unknown consultation {unknown}");
                if unknown.nearest.is_none() {
                    let all = listed(&mut names);
                    message.push_str(&format!(
                        "; one of {all}, or the text's own: then say `kind = \"consultation\"`"
                    ));
                }
                wrong.push((at, message));
                // A misspelled one is one mistake, not one unknown and one missing.
                declared.extend(unknown.nearest.filter(|nearest| nearest != ENTRUSTMENT));
            }
            Kind::Checklist if known => {
                let message = "is a consultation; leave out `kind`, or rename it";
                wrong.push((at, message.to_owned()));
                declared.push(id.to_owned());
            }
            Kind::Checklist => {}
        }
    }
    for (at, message) in wrong {
        linter.warn(Lint::Consultations, &format!("procedure[{at}].id"), message);
    }
    let missing = CONSULTATIONS.iter().copied();
    let missing = missing.filter(|id| !declared.iter().any(|declared| declared == id));
    let missing = listed(&mut missing.into_iter());
    if !declared.is_empty() && !missing.is_empty() {
        let message = format!(
            "the ruleset says nothing of {missing}; declare each, where the text is silent \
             with a route `when = {{ all = [] }}` to `not_regulated`"
        );
        linter.warn(Lint::Consultations, "procedure[0]", message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{copy, said};
    use super::*;

    #[test]
    fn cases() {
        for (parts, expected) in [
            (
                copy(""),
                vec![
                    "consultations: procedure[0]: the ruleset says nothing of `takeout`, `offsite`, `third_party`, `purpose_change`, `subcontract`, `resubcontract`, `carriage`; declare each, where the text is silent with a route `when = { all = [] }` to `not_regulated`",
                ],
            ),
            (
                copy("").replace("\"copy\"", "\"lottery\""),
                vec![
                    "consultations: procedure[0].id: unknown consultation `lottery`; one of `takeout`, `offsite`, `third_party`, `purpose_change`, `copy`, `subcontract`, `resubcontract`, `carriage`, `entrustment`, or the text's own: then say `kind = \"consultation\"`",
                ],
            ),
            (
                copy(r#"kind = "consultation""#).replace("\"copy\"", "\"lottery\""),
                vec![],
            ),
            (copy("").replace("\"copy\"", "\"entrustment\""), vec![]),
            (
                copy("").replace("\"copy\"", "\"entrustmnt\""),
                vec![
                    "consultations: procedure[0].id: unknown consultation `entrustmnt`; did you mean `entrustment`?",
                ],
            ),
            (
                copy(r#"kind = "checklist""#).replace("\"copy\"", "\"tender_notice\""),
                vec![],
            ),
        ] {
            assert_eq!(said(lint, &parts), expected, "{parts}");
        }
    }
}
