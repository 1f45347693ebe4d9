//! The mistakes found while a ruleset is read, as many as are worth listing.

use super::places::Places;
use crate::engine::error::Problem;
use crate::engine::unknown::Unknown;

/// How many mistakes are listed.
pub(super) const MAX_PROBLEMS: usize = 100;
/// For how many mistakes the nearest name is searched, and among how many.
const MAX_SEARCHES: usize = 20;
const MAX_SEARCHED: usize = 2_000;

/// Mistakes by the path of the value they are about.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Adds one.
    pub(super) fn add(&mut self, path: &str, message: impl Into<String>) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push(Problem {
                path: path.into(),
                message: message.into(),
                position: None,
            });
        }
    }

    /// Adds one on what was written at `path`, wherever that is moved to.
    pub(super) fn add_written(&mut self, places: &Places<'_>, path: &str, message: String) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push(places.problem(path, message));
        }
    }

    /// Adds those another reader has found.
    pub(super) fn extend(&mut self, problems: Vec<Problem>) {
        self.0.extend(problems);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A name that means nothing; for the first mistakes, with the nearest of those known.
    pub(super) fn unknown<'k>(
        &self,
        name: &str,
        known: impl Iterator<Item = &'k String>,
    ) -> Unknown {
        let searched = if self.0.len() < MAX_SEARCHES {
            MAX_SEARCHED
        } else {
            0
        };
        Unknown::new(name, &mut known.map(String::as_str).take(searched))
    }

    /// All with the line and column of what was written, in the order of the file.
    pub(super) fn placed(self, places: &Places<'_>) -> Vec<Problem> {
        let problems = self.0.into_iter();
        let mut problems: Vec<Problem> = problems
            .map(|problem| match problem.position {
                Some(_) => problem,
                None => places.problem(&problem.path, problem.message),
            })
            .collect();
        problems.sort_by_key(|problem| problem.position);
        problems.dedup();
        problems.truncate(MAX_PROBLEMS);
        problems
    }
}

/// That an id stands where it stood before, at that line.
pub(super) fn twice(id: &str, first: Option<usize>) -> String {
    match first {
        Some(line) => format!("`{id}` is used twice, first in line {line}"),
        None => format!("`{id}` is used twice"),
    }
}
