//! A ruleset under inspection: its document, what it is loaded as, and the warnings so far.

use serde_json::{Map, Value};

use super::warning::{Lint, Linted, Untried, Warning};
use crate::engine::ruleset::Ruleset;
use crate::kit::domain::Budget;
use crate::library::draft::Draft;

/// How many warnings are listed.
const MAX_WARNINGS: usize = 100;

/// A ruleset under inspection.
pub(super) struct Linter<'d> {
    /// The ruleset as its author writes it.
    pub(super) draft: &'d Draft<'d>,
    /// What it is loaded as.
    pub(super) ruleset: &'d Ruleset,
    /// The warnings so far.
    pub(super) warnings: Vec<Warning>,
    /// What there was too much to try of.
    pub(super) untried: Untried,
    /// What may still be tried.
    pub(super) budget: Budget,
}

impl<'d> Linter<'d> {
    /// Nothing is inspected yet.
    pub(super) fn of(draft: &'d Draft<'d>) -> Linter<'d> {
        Linter {
            draft,
            ruleset: &draft.ruleset,
            warnings: Vec::new(),
            untried: Untried::default(),
            budget: Budget::default(),
        }
    }

    /// What was found, in the order of the file.
    pub(super) fn done(mut self) -> Linted {
        self.warnings
            .sort_by_key(|warning| warning.problem.position);
        Linted {
            warnings: self.warnings,
            untried: self.untried,
        }
    }

    /// Warns of what stands at `path` in the document.
    pub(super) fn warn(&mut self, lint: Lint, path: &str, message: String) {
        if self.warnings.len() < MAX_WARNINGS {
            let problem = self.draft.problem(path, message);
            let warning = Warning { lint, problem };
            // What several procedures or places share is said once.
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// The tables of a list.
    pub(super) fn list(
        &self,
        key: &str,
    ) -> impl Iterator<Item = (usize, &'d Map<String, Value>)> + use<'d> {
        let list = self.draft.document.get(key).and_then(Value::as_array);
        let entries = list.into_iter().flatten().enumerate();
        entries.filter_map(|(at, entry)| Some((at, entry.as_object()?)))
    }
}

/// The id of each table.
pub(super) fn ids<'v>(
    tables: impl Iterator<Item = (usize, &'v Map<String, Value>)>,
) -> impl Iterator<Item = (usize, &'v str)> {
    tables.filter_map(|(at, table)| Some((at, table.get("id")?.as_str()?)))
}

/// The strings of a list; none where it is missing.
pub(super) fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = list.and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}
