//! Consultations that can be approved with nothing met.

use super::linter::Linter;
use super::warning::Lint;
use crate::engine::ruleset::{Kind, Procedure};
use crate::engine::truth::Truth;
use crate::kit::domain::{Domain, Next};

/// A consultation without conditions ends in a route, whatever is answered.
pub(super) fn lint(linter: &mut Linter<'_>) {
    for (at, procedure) in linter.ruleset.procedures.iter().enumerate() {
        let asks = procedure.kind == Kind::Checklist || !procedure.conditions.is_empty();
        if asks || !passes_all_routes(linter, procedure) {
            continue;
        }
        let message = "has neither a condition nor a route that decides in every case, so that it \
                       can be approved with nothing met; give it a condition, as \
                       `decided = \"decision.…\"` for a bare consent, or a last route \
                       `when = { all = [] }`";
        linter.warn(
            Lint::NoCondition,
            &format!("procedure[{at}]"),
            message.into(),
        );
    }
}

/// Whether some answers meet none of the routes. Where there is too much to try, none are known.
fn passes_all_routes(linter: &mut Linter<'_>, procedure: &Procedure) -> bool {
    let routes: Vec<_> = procedure
        .units
        .iter()
        .take(procedure.routes.len())
        .collect();
    if routes.is_empty() {
        return true;
    }
    let mut passes = false;
    let tried = Domain::of(&routes, linter.ruleset).and_then(|domain| {
        domain.explore(&mut linter.budget, &mut |facts, whole| {
            let truth = |truth| {
                routes
                    .iter()
                    .any(|unit| unit.holds.judge(facts).truth == truth)
            };
            if truth(Truth::Met) {
                return Next::Settled;
            }
            if !truth(Truth::Unknown) {
                passes = true;
                return Next::Done;
            }
            if whole { Next::Settled } else { Next::Further }
        })
    });
    tried.is_ok() && passes
}

#[cfg(test)]
mod tests {
    use super::super::sample::{condition, copy, route, said};
    use super::*;

    #[test]
    fn cases() {
        let field = "\n[[field]]\nid = \"town.a\"\ntype = \"boolean\"\nsupplier = \"applicant\"\n\
                     label = { ja = \"項目\" }\n";
        let banned = |when: &str| route("ban", &format!("when = {when}\nverdict = \"prohibited\""));
        let other = "when = { no = \"town.a\" }\nverdict = \"exempt\"";
        for (parts, warned) in [
            (copy(""), true),
            (banned("{ all = [] }") + &copy("routes = [\"ban\"]"), false),
            (
                field.to_owned() + &banned("{ yes = \"town.a\" }") + &copy("routes = [\"ban\"]"),
                true,
            ),
            // Between them, one or the other decides.
            (
                field.to_owned()
                    + &banned("{ yes = \"town.a\" }")
                    + &route("free", other)
                    + &copy("routes = [\"ban\", \"free\"]"),
                false,
            ),
            (
                field.to_owned()
                    + &condition("a", "第1条", "yes = \"town.a\"")
                    + &copy("conditions = [\"a\"]"),
                false,
            ),
            (
                copy("kind = \"checklist\"").replace("\"copy\"", "\"notice\""),
                false,
            ),
        ] {
            let found = said(lint, &parts);
            assert_eq!(found.len(), usize::from(warned), "{parts}\n{found:?}");
            assert!(
                found
                    .iter()
                    .all(|said| said.starts_with("no-condition: procedure[0]: "))
            );
        }
    }
}
