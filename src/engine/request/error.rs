//! What can be wrong with a request as a whole: what it names, and what it lacks.
//!
//! In a browser the package reads requests, and says the same (`pkg/src/input/request.ts`).

use crate::engine::unknown::{Unknown, fill};

/// Why a request was refused before any answer was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// `unknown_ruleset`: no ruleset has this id or alias.
    UnknownRuleset(Unknown),
    /// `unknown_key`: the request has a key that means nothing.
    UnknownKey(Unknown),
    /// `missing_key`: a key every request needs is absent.
    MissingKey(&'static str),
    /// `repeated_key`: a key stands twice in the JSON, and nobody knows which of them counts.
    RepeatedKey(String),
    /// `bad_stage`: neither `draft` nor `filed`.
    BadStage(String),
    /// `bad_supplier`: `by` is none of `applicant`, `officer`, `body`.
    BadSupplier(String),
}

impl RequestError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            RequestError::UnknownRuleset(_) => "unknown_ruleset",
            RequestError::UnknownKey(_) => "unknown_key",
            RequestError::MissingKey(_) => "missing_key",
            RequestError::RepeatedKey(_) => "repeated_key",
            RequestError::BadStage(_) => "bad_stage",
            RequestError::BadSupplier(_) => "bad_supplier",
        }
    }

    /// The key of the request.
    pub fn path(&self) -> String {
        match self {
            RequestError::UnknownRuleset(_) => "ruleset".into(),
            RequestError::UnknownKey(unknown) => unknown.name.clone(),
            RequestError::MissingKey(key) => (*key).into(),
            RequestError::RepeatedKey(path) => path.clone(),
            RequestError::BadStage(_) => "stage".into(),
            RequestError::BadSupplier(_) => "by".into(),
        }
    }

    /// What is wrong, in lower case, with the input in backticks.
    pub fn message(&self) -> String {
        let (template, input): (&str, &str) = match self {
            RequestError::UnknownRuleset(unknown) => ("unknown ruleset `{}`", &unknown.name),
            RequestError::UnknownKey(unknown) => ("unknown key `{}`", &unknown.name),
            RequestError::MissingKey(key) => ("the request lacks `{}`", key),
            RequestError::RepeatedKey(path) => ("`{}` is given twice", path),
            RequestError::BadStage(stage) => ("`{}` is no stage; write `draft` or `filed`", stage),
            RequestError::BadSupplier(by) => (
                "`{}` is no asker; write `applicant`, `officer` or `body`",
                by,
            ),
        };
        fill(template, &[input])
    }

    /// The nearest known name, where a name was unknown.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            RequestError::UnknownRuleset(unknown) | RequestError::UnknownKey(unknown) => {
                unknown.nearest.as_deref()
            }
            _ => None,
        }
    }
}
