//! What there is to say of one ruleset: every mistake and every doubt, with its place.

use serde::Serialize;

use crate::engine::error::{Error, Problem};
use crate::engine::lang::Lang;
use crate::kit::lint::{Untried, Warning, lint};
use crate::kit::messages::in_lang;
use crate::library::Entry;
use crate::library::draft::Draft;

/// What there is to say of one ruleset.
#[derive(Debug, Default)]
pub struct Checked<'s> {
    /// The ruleset, if it loads.
    pub draft: Option<Draft<'s>>,
    /// Why it does not.
    pub errors: Vec<Problem>,
    /// What is probably not meant.
    pub warnings: Vec<Warning>,
    /// What silence says nothing about.
    pub untried: Untried,
}

impl<'s> Checked<'s> {
    /// Checks a ruleset that was read, or that could not be; says in `lang` what it finds.
    pub fn of(draft: Result<Draft<'s>, Error>, lang: Lang) -> Checked<'s> {
        let draft = draft.and_then(|draft| {
            Entry::of(&draft)?;
            Ok(draft)
        });
        match draft {
            Ok(draft) => {
                let linted = lint(&draft);
                let warnings = linted.warnings.into_iter();
                Checked {
                    draft: Some(draft),
                    warnings: warnings.map(|warning| warning.in_lang(lang)).collect(),
                    untried: linted.untried,
                    ..Checked::default()
                }
            }
            Err(error) => Checked {
                errors: problems_of(error, lang),
                ..Checked::default()
            },
        }
    }

    /// All of it, as machines read it.
    pub fn findings(&self) -> Findings<'_> {
        let errors = self.errors.iter().map(|problem| Found::of(None, problem));
        let warnings = self.warnings.iter();
        let warnings =
            warnings.map(|warning| Found::of(Some(warning.lint.name()), &warning.problem));
        let ruleset = self.draft.as_ref().map(|draft| &draft.ruleset);
        Findings {
            id: ruleset.map(|ruleset| ruleset.id.as_str()),
            version: ruleset.map(|ruleset| ruleset.version.as_str()),
            problems: errors.chain(warnings).collect(),
            untried: &self.untried,
        }
    }
}

/// Every mistake that an error lists, in `lang`; one that lists none is one itself.
pub fn problems_of(error: Error, lang: Lang) -> Vec<Problem> {
    let problems = match error {
        Error::BadRuleset(problems) => problems,
        error => vec![Problem {
            path: error.path(),
            message: error.to_string(),
            position: None,
        }],
    };
    let problems = problems.into_iter();
    problems.map(|problem| in_lang(problem, lang)).collect()
}

/// What was found in one ruleset.
#[derive(Serialize)]
pub struct Findings<'c> {
    /// Its id, if it loads.
    pub id: Option<&'c str>,
    /// Its version, if it loads.
    pub version: Option<&'c str>,
    /// Mistakes first, then doubts.
    pub problems: Vec<Found<'c>>,
    /// What silence says nothing about.
    pub untried: &'c Untried,
}

/// One mistake, or one doubt.
#[derive(Serialize)]
pub struct Found<'c> {
    /// `error`, or `warning`.
    pub severity: &'static str,
    /// The name of the lint.
    pub lint: Option<&'static str>,
    /// Where it stands in the document.
    pub path: &'c str,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// What is wrong, and what to write.
    pub message: &'c str,
}

impl<'c> Found<'c> {
    /// A problem of the ruleset, or a warning of a lint.
    pub fn of(lint: Option<&'static str>, problem: &'c Problem) -> Found<'c> {
        Found {
            severity: if lint.is_some() { "warning" } else { "error" },
            lint,
            path: &problem.path,
            line: problem.position.map(|(line, _)| line),
            column: problem.position.map(|(_, column)| column),
            message: &problem.message,
        }
    }
}
