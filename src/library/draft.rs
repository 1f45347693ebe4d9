//! A ruleset as its author writes it.
//!
//! People write TOML, machines read JSON. On the way, dates become strings, definitions (`use`) are
//! filled in, the shared fields the ruleset uses are put before its own, and shorthand is said by
//! what it is short for. The result is read like any other JSON ruleset, and its mistakes are traced
//! back to the line and column they were written at.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::common;
use super::definitions::{Expanded, expand};
use super::notes;
use super::overlay::{self, BasedOn, MAX_DEEP};
use super::parse::{Parsed, parse};
use super::places::{BASED_ON, Places};
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
    /// Reads a ruleset as people write it, which is based on no other.
    pub fn from_toml(toml: &'t str) -> Result<Draft<'t>, Error> {
        Draft::over(toml, &|_| Vec::new())
    }

    /// Reads a ruleset as people write it; where it is based on another, on one of `bases`.
    pub fn over(toml: &'t str, bases: Bases<'_>) -> Result<Draft<'t>, Error> {
        Draft::of(written(toml, bases, &mut Vec::new())?)
    }

    fn of(parsed: Parsed<'t>) -> Result<Draft<'t>, Error> {
        let Parsed {
            document,
            mut places,
            mut problems,
        } = parsed;
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

/// The texts that may be the ruleset of an id, the likeliest first.
pub type Bases<'b> = &'b dyn Fn(&str) -> Vec<String>;

/// Which ruleset a text is, said in its header.
#[derive(PartialEq, Eq)]
struct Named {
    id: String,
    version: String,
}

impl Named {
    fn of(document: &Map<String, Value>) -> Option<Named> {
        let header = document.get("ruleset")?;
        let text = |key: &str| Some(header.get(key)?.as_str()?.to_owned());
        Some(Named {
            id: text("id")?,
            version: text("version")?,
        })
    }
}

/// The whole document that `toml` writes, itself or over its base; `above` are the overlays that are
/// being read.
fn written<'t>(
    toml: &'t str,
    bases: Bases<'_>,
    above: &mut Vec<Named>,
) -> Result<Parsed<'t>, Error> {
    let mut parsed = parse(toml).map_err(Error::BadRuleset)?;
    let own = Named::of(&parsed.document);
    let claim = overlay::based_on(&mut parsed.document, &mut parsed.problems);
    let (true, Some(claim)) = (parsed.problems.is_empty(), claim) else {
        return Ok(parsed);
    };
    let is_base = |own: &Named| own.id == claim.id && own.version == claim.version;
    if own.as_ref().is_some_and(is_base) {
        let message = "is the version of its base: give it another";
        let problem = parsed.places.problem("ruleset.version", message.to_owned());
        return Err(Error::BadRuleset(vec![problem]));
    }
    above.extend(own);
    let base = based_on(&claim, bases, above);
    let Parsed {
        document,
        mut places,
        mut problems,
    } = parsed;
    match base {
        Ok(base) => {
            let (document, laid) = overlay::lay(base, document, &mut problems);
            if problems.is_empty() {
                places.lay(laid);
                return Ok(Parsed {
                    document,
                    places,
                    problems,
                });
            }
        }
        Err(message) => problems.add(BASED_ON, message),
    }
    Err(Error::BadRuleset(problems.placed(&places)))
}

/// The base of an overlay as it is written, or why there is none.
fn based_on(
    claim: &BasedOn,
    bases: Bases<'_>,
    above: &mut Vec<Named>,
) -> Result<Map<String, Value>, String> {
    let BasedOn {
        id,
        version,
        sha256,
    } = claim;
    let wanted = Named {
        id: id.clone(),
        version: version.clone(),
    };
    if above.contains(&wanted) {
        let circle = above.iter().skip_while(|named| **named != wanted);
        let circle = circle.chain([&wanted]);
        let circle: Vec<String> = circle
            .map(|Named { id, version }| format!("{id} {version}"))
            .collect();
        let circle = circle.join("` → `");
        return Err(format!("the texts go in a circle: `{circle}`"));
    }
    if above.len() > MAX_DEEP {
        return Err(format!(
            "texts are based on one another deeper than {MAX_DEEP}"
        ));
    }
    let there = bases(id).into_iter().filter_map(|text| {
        let named = Named::of(&parse(&text).ok()?.document)?;
        (named.id == *id).then_some((text, named.version))
    });
    let there: Vec<(String, String)> = there.collect();
    let Some((text, _)) = there.iter().find(|(_, there)| there == version) else {
        if there.is_empty() {
            return Err(format!(
                "`{id}` is not at hand: put its file beside this one, as `{id}.toml`, or open it \
                 as the earlier version"
            ));
        }
        let there = listed(&mut there.iter().map(|(_, version)| version.as_str()));
        return Err(format!(
            "`{id}` has no version `{version}` at hand, only {there}"
        ));
    };
    let mut of_base = || {
        let Parsed {
            mut document,
            mut places,
            mut problems,
        } = written(text, bases, above)?;
        // So that what stands in a line can be amended like any part.
        common::write_out(&mut document, &mut places, &mut problems);
        let plain = document.clone();
        let draft = Draft::of(Parsed {
            document,
            places,
            problems,
        })?;
        Ok((plain, draft.ruleset))
    };
    let of_base: Result<_, Error> = of_base();
    let (plain, ruleset) = of_base.map_err(|error| {
        let first = match error {
            Error::BadRuleset(problems) => problems.into_iter().next(),
            _ => None,
        };
        let first = first.map_or_else(String::new, |first| first.message);
        format!("`{id}` {version} has mistakes of its own, the first: {first}")
    })?;
    if ruleset.sha256 != *sha256 {
        let now = &ruleset.sha256;
        return Err(format!(
            "`{id}` {version} is not what this was written on: that was `{sha256}`, this is \
             `{now}`; look at what changed in it, then write the new one"
        ));
    }
    Ok(plain)
}

/// `problem`, with what the engine leaves out: of an id that is used twice the line of the first, of
/// operators side by side which they are.
fn in_full(problem: Problem, document: &Value, places: &Places<'_>) -> Problem {
    let full = first_use(&problem, document, places)
        .or_else(|| operators(&problem, document))
        .or_else(|| finding(&problem));
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

/// How a finding is asked, where it was asked like a fact.
fn finding(problem: &Problem) -> Option<String> {
    if problem.message.starts_with("unknown key `finding`") {
        return Some("unknown key `finding`; a finding is asked as `found = \"finding.…\"`".into());
    }
    let said = problem.message.strip_prefix('`')?;
    let id = said.strip_suffix("` is a `finding` field; this takes `boolean`")?;
    if problem.path.ends_with(".no") {
        return Some(format!(
            "`{id}` is a finding; write `not = {{ found = \"{id}\" }}`"
        ));
    }
    Some(format!("`{id}` is a finding; write `found = \"{id}\"`"))
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
