//! Versions of one text that could not be loaded together.

use super::warning::{Lint, Warning};
use crate::library::clash::{Clash, clashes};
use crate::library::draft::Draft;

/// Warnings on versions of one text that could not be loaded together: each with the position of
/// the draft it is about.
pub fn overlaps(drafts: &[&Draft<'_>]) -> Vec<(usize, Warning)> {
    let mut warnings = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let earlier = drafts.iter().take(at).map(|draft| &draft.ruleset);
        for other in earlier.filter(|other| other.id == draft.ruleset.id) {
            for Clash { problem, .. } in clashes(&draft.ruleset, other) {
                let problem = draft.problem(&problem.path, problem.message);
                let lint = Lint::Overlap;
                warnings.push((at, Warning { lint, problem }));
            }
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::sample::header;

    /// A version of one text with `period` in its header.
    fn version(version: &str, period: &str) -> String {
        header(version, period)
            + r#"
[[procedure]]
id = "copy"
title = { ja = "複写" }
"#
    }

    #[test]
    fn cases() {
        for (older, newer, expected) in [
            (
                "in_force = { from = 2020-04-01, until = 2023-03-31, decided_by = [\"asOf\"] }",
                "in_force = { from = 2023-04-01, decided_by = [\"asOf\"] }",
                None,
            ),
            (
                "in_force = { from = 2020-04-01, decided_by = [\"asOf\"] }",
                "in_force = { from = 2023-04-01, decided_by = [\"asOf\"] }",
                Some("overlaps with that of version `1`"),
            ),
            (
                "",
                "in_force = { from = 2023-04-01, decided_by = [\"asOf\"] }",
                None,
            ),
        ] {
            let (older, newer) = (version("1", older), version("2", newer));
            let [older, newer] = [&older, &newer].map(|toml| Draft::from_toml(toml).unwrap());
            let warnings = overlaps(&[&older, &newer]);
            let said = warnings.first().map(|(of, warning)| {
                assert_eq!(
                    (*of, warning.problem.path.as_str()),
                    (1, "ruleset.in_force")
                );
                warning.problem.message.as_str()
            });
            match (said, expected) {
                (Some(said), Some(expected)) => assert!(said.contains(expected), "{said}"),
                (said, expected) => assert_eq!(said, expected),
            }
        }
    }
}
