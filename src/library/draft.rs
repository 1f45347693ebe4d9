//! A ruleset as its author writes it.
//!
//! People write TOML, machines read JSON. On the way, dates become strings, definitions (`use`) are
//! filled in, the shared fields the ruleset uses are put before its own, and shorthand is said by
//! what it is short for. The result is read like any other JSON ruleset, and its mistakes are traced
//! back to the line and column they were written at.

use std::sync::Arc;

use serde_json::{Value, json};

use super::common;
use super::definitions::{Expanded, expand};
use super::notes;
use super::parse::{Parsed, parse};
use super::places::Places;
use super::problems::twice;
use super::questions;
use super::shorthand;
use super::source;
use super::vocabulary;
use crate::engine::document::Document;
use crate::engine::error::{Error, Problem};
use crate::engine::operator::Operator;
use crate::engine::ruleset::Ruleset;
use crate::engine::unknown::listed;

/// Builds the JSON of the ruleset written in `toml`, validated, with the texts in every
/// language they are written in.
pub fn build(toml: &str) -> Result<String, Error> {
    Ok(Draft::from_toml(toml)?.document.to_string())
}

/// A ruleset that loads, and where in its file everything was written.
#[derive(Debug)]
pub struct Draft<'t> {
    /// The document, with the texts in every language.
    pub document: Value,
    /// What it is loaded as.
    pub ruleset: Arc<Ruleset>,
    /// The definitions that nothing uses.
    pub unused_definitions: Vec<String>,
    /// What stands under `[[imprecise]]`: for the ruleset's readers, no part of the document.
    pub imprecise: Value,
    /// What stands under `[source]`, if anything: for its keepers, no part of the document.
    pub source: Option<Value>,
    /// How each of its fields is asked: for forms, no part of the document.
    pub questions: Value,
    places: Places<'t>,
}

impl<'t> Draft<'t> {
    /// Reads a ruleset as people write it.
    pub fn from_toml(toml: &'t str) -> Result<Draft<'t>, Error> {
        let Parsed {
            document,
            mut places,
            mut problems,
        } = parse(toml).map_err(Error::BadRuleset)?;
        let Expanded {
            mut document,
            unused,
        } = expand(document, &mut places, &mut problems);
        if !problems.is_empty() {
            // It has holes now, which would only be reported again.
            return Err(Error::BadRuleset(problems.placed(&places)));
        }
        let imprecise = document.remove("imprecise").unwrap_or_else(|| json!([]));
        problems.extend(notes::malformed(&imprecise));
        let source = document.remove("source");
        problems.extend(source.iter().flat_map(source::malformed).collect());
        common::write_out(&mut document, &mut places, &mut problems);
        vocabulary::fill_in(&mut document, &mut places, &mut problems);
        shorthand::expand(&mut document, &mut places, &mut problems);
        let questions = questions::take(&mut document, &mut problems);
        let document = Value::Object(document);
        let ruleset = match Ruleset::from_document(&Document::from(&document)) {
            Ok(ruleset) => Arc::new(ruleset),
            Err(Error::BadRuleset(found)) => {
                let found = found.into_iter();
                let found = found.map(|problem| in_full(problem, &document, &places));
                problems.extend(found.collect());
                return Err(Error::BadRuleset(problems.placed(&places)));
            }
            Err(other) => return Err(other),
        };
        problems.extend(notes::unknown(&imprecise, &ruleset));
        if !problems.is_empty() {
            return Err(Error::BadRuleset(problems.placed(&places)));
        }
        Ok(Draft {
            document,
            ruleset,
            unused_definitions: unused.into_iter().collect(),
            imprecise,
            source,
            questions,
            places,
        })
    }

    /// Reads a ruleset as machines read it; it knows no lines.
    pub fn from_json(json: &str) -> Result<Draft<'static>, Error> {
        let ruleset = Arc::new(Ruleset::from_json(json)?);
        let document =
            serde_json::from_str(json).map_err(|error| Error::BadJson(error.to_string()))?;
        Ok(Draft {
            document,
            ruleset,
            unused_definitions: Vec::new(),
            imprecise: json!([]),
            source: None,
            questions: json!([]),
            places: Places::default(),
        })
    }

    /// `message` at the place where the value at `path` was written.
    pub fn problem(&self, path: &str, message: impl Into<String>) -> Problem {
        self.places.problem(path, message.into())
    }
}

/// `problem`, with what the engine leaves out: of an id that is used twice the line of the first, of
/// operators side by side which they are.
fn in_full(problem: Problem, document: &Value, places: &Places<'_>) -> Problem {
    let full = first_use(&problem, document, places).or_else(|| operators(&problem, document));
    match full {
        Some(message) => Problem { message, ..problem },
        None => problem,
    }
}

fn first_use(problem: &Problem, document: &Value, places: &Places<'_>) -> Option<String> {
    let (list, at) = problem.path.strip_suffix("].id")?.rsplit_once('[')?;
    let entries = document.pointer(&pointer(list))?.as_array()?;
    let id = entries.get(at.parse::<usize>().ok()?)?.get("id")?;
    if problem.message != twice(id.as_str()?, None) {
        return None;
    }
    let first = entries
        .iter()
        .position(|entry| entry.get("id") == Some(id))?;
    let line = places.line(&format!("{list}[{first}].id"));
    Some(twice(id.as_str()?, line))
}

fn operators(problem: &Problem, document: &Value) -> Option<String> {
    let several = "needs one operator and has more than one";
    if !problem.message.starts_with(several) {
        return None;
    }
    let keys = document.pointer(&pointer(&problem.path))?.as_object()?;
    let keys = keys.keys().map(String::as_str);
    let found: Vec<&str> = keys
        .filter(|key| Operator::from_name(key).is_some())
        .collect();
    let members = found.iter().map(|operator| format!("{{ {operator} = … }}"));
    let members: Vec<String> = members.collect();
    Some(format!(
        "{several}, {}; where both are meant, write `all = [{}]`",
        listed(&mut found.into_iter()),
        members.join(", ")
    ))
}

/// A path in a document as a JSON pointer: no key of a list's path has a dot.
fn pointer(path: &str) -> String {
    format!("/{path}").replace(['.', '['], "/").replace(']', "")
}
