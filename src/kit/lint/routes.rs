//! Routes that keep others from being seen: what is never reached, and bans that wait for a claim.

use super::linter::Linter;
use super::warning::Lint;
use crate::engine::ruleset::Procedure;
use crate::engine::truth::Truth;
use crate::engine::verdict::Verdict;
use crate::kit::domain::{Domain, Next};

/// What stands behind a route that always decides, and claims that hide a ban.
pub(super) fn lint(linter: &mut Linter<'_>) {
    for (at, procedure) in linter.ruleset.procedures.iter().enumerate() {
        let always = always_decides(linter, procedure);
        claims(linter, procedure, always);
        if let Some(always) = always {
            reachable(linter, procedure, at, always);
        }
    }
}

/// The position of the first route that always decides.
fn always_decides(linter: &mut Linter<'_>, procedure: &Procedure) -> Option<usize> {
    let routes = procedure.routes.iter().zip(&procedure.units);
    routes.into_iter().position(|(_, unit)| {
        let mut always = true;
        let tried = Domain::of(&[unit], linter.ruleset).and_then(|domain| {
            domain.explore(&mut linter.budget, &mut |facts, whole| match unit
                .holds
                .judge(facts)
                .truth
            {
                Truth::Met => Next::Settled,
                Truth::Unknown if !whole => Next::Further,
                _ => {
                    always = false;
                    Next::Done
                }
            })
        });
        // What was not tried is said of the route itself.
        tried.is_ok() && always
    })
}

/// Routes and conditions behind the route at `always`.
fn reachable(linter: &mut Linter<'_>, procedure: &Procedure, at: usize, always: usize) {
    let Some(route) = procedure.routes.get(always) else {
        return;
    };
    let (behind, name) = if let Some(hidden) = procedure.routes.get(always + 1) {
        (
            format!("routes[{}]", always + 1),
            format!("`{}` ", hidden.id),
        )
    } else if !procedure.conditions.is_empty() {
        ("conditions".to_owned(), String::new())
    } else {
        return;
    };
    let message = format!(
        "{name}is never reached: the route `{}` always decides before it; put that route last and \
         leave `conditions` empty, or give it a `when`",
        route.id
    );
    linter.warn(
        Lint::Unreachable,
        &format!("procedure[{at}].{behind}"),
        message,
    );
}

/// Claims that come too late to keep a ban in sight; the route at `always` decides in any case.
fn claims(linter: &mut Linter<'_>, procedure: &Procedure, always: Option<usize>) {
    let last = always.and_then(|at| procedure.routes.get(at));
    let banned = last.filter(|route| route.verdict == Verdict::Prohibited);
    let before = procedure.routes.iter();
    let before = before.take(always.unwrap_or(procedure.routes.len()));
    for claimed in before.filter(|route| route.claimed) {
        let message = match (claimed.verdict, banned) {
            (Verdict::Prohibited, _) => {
                "a ban would stay unseen until somebody claims it; leave `claimed` out".into()
            }
            (_, Some(banned)) => format!(
                "while nobody says whether it applies, `{}` bans all the same; write \
                 `claimed = false`, so that it is open",
                banned.id
            ),
            _ => continue,
        };
        let path = format!("route[{}].claimed", claimed.position);
        linter.warn(Lint::ClaimedBan, &path, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{condition, copy, route, said};
    use super::*;

    #[test]
    fn cases() {
        for (parts, expected) in [
            (
                route(
                    "ban",
                    r#"when = { all = [] }
verdict = "prohibited""#,
                ) + &copy(r#"routes = ["ban"]"#),
                vec![],
            ),
            (
                route(
                    "ban",
                    r#"when = { all = [] }
verdict = "prohibited""#,
                ) + &condition("1", "第1条", r#"stated = "scope.work""#)
                    + &copy("routes = [\"ban\"]\nconditions = [\"1\"]"),
                vec![
                    "unreachable: procedure[0].conditions: is never reached: the route `ban` always decides before it; put that route last and leave `conditions` empty, or give it a `when`",
                ],
            ),
            (
                route("ban", "when = { all = [] }\nverdict = \"prohibited\"")
                    + &route(
                        "told",
                        "when = { yes = \"instruction.given\" }\nverdict = \"exempt\"",
                    )
                    + &copy(r#"routes = ["ban", "told"]"#),
                vec![
                    "unreachable: procedure[0].routes[1]: `told` is never reached: the route `ban` always decides before it; put that route last and leave `conditions` empty, or give it a `when`",
                ],
            ),
            (
                route(
                    "told",
                    r#"when = { yes = "instruction.given" }
verdict = "exempt"
claimed = true"#,
                ) + &copy(r#"routes = ["told"]"#),
                vec![],
            ),
            (
                route(
                    "told",
                    r#"when = { yes = "instruction.given" }
verdict = "prohibited"
claimed = true"#,
                ) + &copy(r#"routes = ["told"]"#),
                vec![
                    "claimed-ban: route[0].claimed: a ban would stay unseen until somebody claims it; leave `claimed` out",
                ],
            ),
        ] {
            assert_eq!(said(lint, &parts), expected, "{parts}");
        }
    }
}
