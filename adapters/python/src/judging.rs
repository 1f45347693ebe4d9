//! What judges: the rulesets, by which every row of a batch is judged by itself.

use std::fmt;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use shodaku::engine::error::Error;
use shodaku::engine::lang::Lang;
use shodaku::library::{Conflict, Entry, Library};
use shodaku::reports::brief::Brief;
use shodaku::reports::locale::Locale;

use crate::results::Results;
use crate::rows::Rows;

/// The rulesets there are.
pub struct Judge {
    library: Library,
    locale: Locale,
}

/// Why a ruleset that was given cannot be used.
pub struct Refused {
    at: usize,
    why: String,
}

impl Judge {
    /// By the shipped rulesets, and by `given` before those of the same name.
    pub fn new(given: &[String]) -> Result<Judge, Refused> {
        let mut library = Library::default();
        for (text, at) in given.iter().zip(0..) {
            let refused = |why: String| Refused { at, why };
            // No TOML begins with a brace, and every ruleset in JSON does.
            let entry = if text.trim_start().starts_with('{') {
                Entry::from_json(text)
            } else {
                Entry::from_toml(text)
            };
            let entry = entry.map_err(|error| refused(mistakes(&error)))?;
            library
                .add(entry)
                .map_err(|conflict| refused(clash(conflict)))?;
        }
        let locale = Locale::load(Lang::default());
        let locale = locale.map_err(|error| Refused {
            at: 0,
            why: error.to_string(),
        })?;
        Ok(Judge { library, locale })
    }

    /// What the requests of `batch` come to.
    pub fn batch(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let mut rows = Rows::of(batch)?;
        let mut results = Results::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let request = rows.request(row);
            match request.and_then(|request| self.library.judge(request)) {
                Ok((session, choice)) => {
                    let brief = Brief::of(&session, &choice.entry.texts, &self.locale);
                    results.add(&brief, rows.reference(row));
                }
                Err(error) => results.refuse(&error, rows.reference(row)),
            }
        }
        results.into_batch()
    }
}

/// Everything that is wrong with a ruleset, a line a mistake.
fn mistakes(error: &Error) -> String {
    let Error::BadRuleset(problems) = error else {
        return error.message();
    };
    let said = problems.iter().map(|problem| {
        let place = problem.position;
        let place = place.map(|(line, column)| format!("{line}:{column}: "));
        let place = place.unwrap_or_default();
        format!("{place}`{}` {}", problem.path, problem.message)
    });
    said.collect::<Vec<_>>().join("\n")
}

fn clash(conflict: Conflict) -> String {
    match conflict {
        Conflict::Name(name) => format!("another ruleset answers to `{name}` too"),
        Conflict::Versions(clashes) => {
            let clashes = clashes.into_iter();
            let said =
                clashes.map(|clash| format!("`{}` {}", clash.problem.path, clash.problem.message));
            said.collect::<Vec<_>>().join("\n")
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rulesets[{}]: {}", self.at, self.why)
    }
}
