//! Clauses that do not stand in the text's order, or are restated.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::linter::{Linter, texts};
use super::warning::Lint;
use crate::kit::clause::{Clause, Letters};

/// A condition or a result with what it cites.
struct Cited<'d> {
    at: usize,
    id: &'d str,
    citation: &'d str,
    clause: Clause,
    topic: Option<&'d str>,
    when: Option<&'d Value>,
    only: Vec<&'d str>,
    /// Whether it only waits for a recorded consent, which a text grants wherever it likes.
    is_bare_consent: bool,
}

impl<'d> Cited<'d> {
    fn of(at: usize, table: &'d Map<String, Value>) -> Option<Cited<'d>> {
        let citation = table.get("clause")?.as_str()?;
        Some(Cited {
            at,
            id: table.get("id")?.as_str()?,
            citation,
            clause: Clause::parse(citation),
            topic: table.get("topic").and_then(Value::as_str),
            when: table.get("when"),
            only: texts(table.get("only")).collect(),
            is_bare_consent: is_bare_consent(table),
        })
    }
}

fn is_bare_consent(table: &Map<String, Value>) -> bool {
    let limbs = table.get("limb").and_then(Value::as_array);
    limbs.is_some_and(|limbs| {
        let asks = |limb: &Value| limb.get("decided").is_some();
        !limbs.is_empty() && limbs.iter().all(asks)
    })
}

/// Clauses in order, and each restated once, among what one procedure lists.
pub(super) fn lint(linter: &mut Linter<'_>) {
    for (key, lists) in [
        ("condition", "conditions"),
        ("duty", "duties"),
        ("result", "results"),
    ] {
        let entries: Vec<Cited<'_>> = linter
            .list(key)
            .filter_map(|(at, table)| Cited::of(at, table))
            .collect();
        let letters = Letters::of(entries.iter().map(|entry| &entry.clause));
        for (_, procedure) in linter.list("procedure") {
            let listed = texts(procedure.get(lists));
            let listed = listed.filter_map(|id| entries.iter().find(|entry| entry.id == id));
            let entries: Vec<&Cited<'_>> = listed.collect();
            for (at, entry) in entries.iter().enumerate() {
                if !entry.clause.is_recognised() {
                    linter.untried.order.insert(entry.citation.to_owned());
                }
                let before = entries.get(..at).unwrap_or_default();
                order(linter, key, entry, before, letters);
                if key == "condition" {
                    twice(linter, entry, before);
                }
            }
        }
    }
}

fn order(
    linter: &mut Linter<'_>,
    key: &str,
    entry: &Cited<'_>,
    before: &[&Cited<'_>],
    letters: Option<Letters>,
) {
    if entry.is_bare_consent {
        return;
    }
    let ordered = before.iter().filter(|earlier| !earlier.is_bare_consent);
    let comparable = ordered
        .rev()
        .find_map(|earlier| Some((*earlier, earlier.clause.compare(&entry.clause, letters)?)));
    if let Some((earlier, Ordering::Greater)) = comparable {
        let (first, second) = (entry.citation, earlier.citation);
        let message = format!(
            "{first} stands after {second} (`{}`); put each {key} where the text has it",
            earlier.id
        );
        linter.warn(
            Lint::ClauseOrder,
            &format!("{key}[{}].clause", entry.at),
            message,
        );
    }
}

fn twice(linter: &mut Linter<'_>, entry: &Cited<'_>, before: &[&Cited<'_>]) {
    let same = |earlier: &&&Cited<'_>| {
        let apart = |one: &Cited<'_>, other: &Cited<'_>| {
            !one.only.is_empty()
                && !other.only.is_empty()
                && !one.only.iter().any(|kind| other.only.contains(kind))
        };
        earlier.citation == entry.citation
            && earlier.topic == entry.topic
            && earlier.when == entry.when
            && !apart(earlier, entry)
    };
    if let Some(earlier) = before.iter().find(same) {
        let message = format!(
            "`{}` restates {} on the same topic; make them limbs of one condition, or cite \
             each more exactly",
            earlier.id, entry.citation
        );
        linter.warn(
            Lint::ClauseTwice,
            &format!("condition[{}].clause", entry.at),
            message,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{condition, copy, said};
    use super::*;

    #[test]
    fn a_bare_consent_stands_wherever_it_is_put() {
        let limb = |consent| match consent {
            true => r#"decided = "decision.consent""#,
            false => r#"stated = "scope.work""#,
        };
        for (first, warned) in [(true, false), (false, true)] {
            let conditions = condition("a", "第8条", limb(first))
                + &condition("b", "第5条", limb(false))
                + &condition("c", "第6条", limb(false));
            let field = r#"
                [[field]]
                id = "decision.consent"
                label = { ja = "承諾" }
            "#;
            let parts = conditions + field + &copy(r#"conditions = ["a", "b", "c"]"#);
            assert_eq!(!said(lint, &parts).is_empty(), warned);
        }
    }

    #[test]
    fn cases() {
        for (clauses, expected) in [
            (["第1条", "第1条の2", "第2条", "第10条"], vec![]),
            (
                ["第1条の2", "第1条", "第2条", "第10条"],
                vec![
                    "clause-order: condition[1].clause: 第1条 stands after 第1条の2 (`a`); put each condition where the text has it",
                ],
            ),
            (["第1条イ", "第1条ロ", "第1条ハ", "別記第1"], vec![]),
            (
                ["第1条ア", "第1条ウ", "第1条イ", "第1条エ"],
                vec![
                    "clause-order: condition[2].clause: 第1条イ stands after 第1条ウ (`b`); put each condition where the text has it",
                ],
            ),
            // Both orders at once are none.
            (["第1条ア", "第1条ハ", "第1条イ", "第1条ロ"], vec![]),
            (
                ["第1条", "第2条", "第3条", "第2条"],
                vec![
                    "clause-order: condition[3].clause: 第2条 stands after 第3条 (`c`); put each condition where the text has it",
                    "clause-twice: condition[3].clause: `b` restates 第2条 on the same topic; make them limbs of one condition, or cite each more exactly",
                ],
            ),
        ] {
            let ids = ["a", "b", "c", "d"];
            let asked = |(id, clause)| condition(id, clause, r#"stated = "scope.work""#);
            let conditions: String = ids.into_iter().zip(clauses).map(asked).collect();
            let parts = conditions + &copy(&format!("conditions = {ids:?}"));
            assert_eq!(said(lint, &parts), expected, "{clauses:?}");
        }
    }
}
