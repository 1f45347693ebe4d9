//! Routes and limbs that are imprecise together, and notes on them that are not true.

use std::collections::BTreeSet;

use super::linter::Linter;
use super::lost;
use super::warning::{Lint, Warning};
use crate::engine::unknown::listed;
use crate::kit::imprecise::{self, Search, Together};
use crate::library::notes;

/// Routes and limbs that are imprecise together though the ruleset does not say so, and the
/// other way round.
pub(super) fn lint(linter: &mut Linter<'_>) {
    let Search { found, whole } = imprecise::together(linter.ruleset);
    linter.untried.together = !whole;
    let notes: Vec<Vec<&str>> = notes::noted(&linter.draft.imprecise).collect();
    let says = |names: &[&str], together: &Together| {
        let mut all = together.names.iter();
        all.all(|name| names.contains(&name.as_str()))
    };
    for together in &found {
        // Limbs that are never met at once are no matter of what is blank.
        let never = |warning: &Warning| {
            warning.lint == Lint::NeverMet && together.path.starts_with(&warning.problem.path)
        };
        if notes.iter().any(|names| says(names, together)) || linter.warnings.iter().any(never) {
            continue;
        }
        let message = format!(
            "{} leave the verdict open {}, though together they come to `{}` whatever stands \
             there; ask it in one limb, or write `between = {:?}` and a `because` under \
             `[[imprecise]]`",
            listed(&mut together.names.iter().map(String::as_str)),
            lost::circumstances(&together.lost, linter.ruleset),
            together.lost.comes_to.name(),
            together.names,
        );
        linter.warn(Lint::Imprecise, &together.path, message);
    }
    for (at, names) in notes.iter().enumerate() {
        let said = found.iter().filter(|together| says(names, together));
        let said: BTreeSet<&String> = said.flat_map(|together| &together.names).collect();
        for (entry, name) in names.iter().enumerate() {
            if !said.iter().any(|said| said == name) {
                let message = format!("`{name}` is exact with the others; remove it");
                let path = format!("imprecise[{at}].between[{entry}]");
                linter.warn(Lint::UnusedImprecise, &path, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{condition, copy, said};
    use super::*;

    #[test]
    fn cases() {
        for (note, expected) in [
            (
                "",
                vec![
                    r#"imprecise: condition[1].limb[0]: `1.a`, `2.a` leave the verdict open while `instruction.given` is blank, though together they come to `not_approvable` whatever stands there; ask it in one limb, or write `between = ["1.a", "2.a"]` and a `because` under `[[imprecise]]`"#,
                ],
            ),
            (
                r#"[[imprecise]]
between = ["1.a", "2.a"]
because = { ja = "文" }"#,
                vec![],
            ),
            (
                r#"[[imprecise]]
between = ["1.a", "2.a", "3.a"]
because = { ja = "文" }"#,
                vec![
                    "unused-imprecise: imprecise[0].between[2]: `3.a` is exact with the others; remove it",
                ],
            ),
        ] {
            let parts = condition("1", "第1条", r#"yes = "instruction.given""#)
                + &condition("2", "第2条", r#"no = "instruction.given""#)
                + &condition("3", "第3条", r#"yes = "takeout.already""#)
                + &copy(r#"conditions = ["1", "2", "3"]"#)
                + note;
            assert_eq!(said(lint, &parts), expected, "{note}");
        }
    }
}
