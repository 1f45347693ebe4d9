//! From TOML, which people write, to JSON, which machines read.
//!
//! Three things are resolved here and nowhere else: named predicates (`use`),
//! shared fields (filled in from `fields.toml`), and dates (to strings). The
//! result goes through the very reader a stranger's JSON goes through; its
//! mistakes are then traced back to the line and column they were written at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::notes;
use crate::engine::document::Document;
use crate::engine::error::{Error, Problem, Unknown, clip};
use crate::engine::field::Id;
use crate::engine::ruleset::{MAX_BYTES, Ruleset};

/// The shared vocabulary, as written.
const SHARED: &str = include_str!("../rulesets/fields.toml");
/// How many values a ruleset may hold once its definitions are filled in.
const MAX_VALUES: usize = 200_000;
/// How deep definitions may stand in one another.
const MAX_NESTING: usize = 24;
/// How long a key may be, and the way to a value, in bytes: the way to every value is kept.
const MAX_KEY: usize = 100;
const MAX_PATH: usize = 500;
/// How many mistakes are listed.
const MAX_PROBLEMS: usize = 100;

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
    places: Places<'t>,
}

impl<'t> Draft<'t> {
    /// Reads a ruleset as people write it.
    pub fn from_toml(toml: &'t str) -> Result<Draft<'t>, Error> {
        let mut author = Author::read(toml).map_err(Error::BadRuleset)?;
        let mut document = author.resolve();
        if !author.problems.is_empty() {
            // It has holes now, which would only be reported again.
            return Err(Error::BadRuleset(author.positioned()));
        }
        let imprecise = document.remove("imprecise").unwrap_or_else(|| json!([]));
        author.problems.extend(notes::malformed(&imprecise));
        author.share_fields(&mut document);
        let document = Value::Object(document);
        let ruleset = match Ruleset::from_document(&Document::from(&document)) {
            Ok(ruleset) => Arc::new(ruleset),
            Err(Error::BadRuleset(problems)) => {
                author.problems.extend(problems);
                return Err(Error::BadRuleset(author.positioned()));
            }
            Err(other) => return Err(other),
        };
        author.problems.extend(notes::unknown(&imprecise, &ruleset));
        if !author.problems.is_empty() {
            return Err(Error::BadRuleset(author.positioned()));
        }
        Ok(Draft {
            document,
            ruleset,
            unused_definitions: author.unused.into_iter().collect(),
            imprecise,
            places: author.places,
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
            places: Places::default(),
        })
    }

    /// `message` at the place where the value at `path` was written.
    pub fn problem(&self, path: &str, message: impl Into<String>) -> Problem {
        self.places.problem(path, message.into())
    }
}

/// Where the values of a document stand in its file.
#[derive(Debug, Default)]
struct Places<'t> {
    toml: &'t str,
    /// Byte offset of every path as written.
    written: BTreeMap<String, usize>,
    /// Resolved path → path as written, where the two differ.
    moved: BTreeMap<String, String>,
}

/// A ruleset on its way from TOML to JSON.
struct Author<'t> {
    document: Map<String, Value>,
    places: Places<'t>,
    problems: Vec<Problem>,
    values: usize,
    /// The definitions that nothing has used yet.
    unused: BTreeSet<String>,
}

impl<'t> Author<'t> {
    fn read(toml: &'t str) -> Result<Author<'t>, Vec<Problem>> {
        let mut author = Author {
            document: Map::new(),
            places: Places {
                toml,
                ..Places::default()
            },
            problems: Vec::new(),
            values: 0,
            unused: BTreeSet::new(),
        };
        if toml.len() > MAX_BYTES {
            author.problem("", "the ruleset is larger than 4 MiB");
            return Err(author.problems);
        }
        let (table, errors) = DeTable::parse_recoverable(toml);
        if !errors.is_empty() {
            let problem = |error: &toml::de::Error| Problem {
                path: String::new(),
                message: format!("not TOML: {}", error.message()),
                position: error.span().map(|span| position(toml, span.start)),
            };
            return Err(errors.iter().take(MAX_PROBLEMS).map(problem).collect());
        }
        author.document = author.table(table.get_ref(), "");
        Ok(author)
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str) -> Map<String, Value> {
        let mut entries = Map::new();
        for (key, value) in table {
            let (name, offset) = (key.get_ref(), key.span().start);
            if name.len() > MAX_KEY {
                let message = format!("the key `{}` is longer than {MAX_KEY} bytes", clip(name));
                self.problem(path, message);
                continue;
            }
            let value = self.value(value, join(path, name), offset);
            entries.insert(name.to_string(), value);
        }
        entries
    }

    /// The value at `path`, which was written at `offset`.
    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: String, offset: usize) -> Value {
        self.values += 1;
        if self.values > MAX_VALUES {
            if self.values == MAX_VALUES + 1 {
                self.problem("", format!("there are more than {MAX_VALUES} values"));
            }
            return Value::Null;
        }
        if path.len() > MAX_PATH {
            let message = format!("`{}` stands too deep", clip(&path));
            let top = path.split('.').next().unwrap_or_default();
            self.problem(top, message);
            return Value::Null;
        }
        self.places.written.insert(path.clone(), offset);
        let path = path.as_str();
        match value.get_ref() {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Boolean(yes) => (*yes).into(),
            DeValue::Datetime(date) => date.to_string().into(),
            DeValue::Integer(number) => {
                match u64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => number.into(),
                    Err(_) => {
                        self.problem(path, "needs a whole number that is not negative");
                        Value::Null
                    }
                }
            }
            DeValue::Float(_) => {
                self.problem(path, "needs a whole number");
                Value::Null
            }
            DeValue::Array(list) => {
                let entries = list.iter().enumerate().map(|(at, entry)| {
                    self.value(entry, format!("{path}[{at}]"), entry.span().start)
                });
                Value::Array(entries.collect())
            }
            DeValue::Table(table) => Value::Object(self.table(table, path)),
        }
    }

    /// Fills in definitions.
    fn resolve(&mut self) -> Map<String, Value> {
        let mut document = std::mem::take(&mut self.document);
        let definitions = match document.remove("define") {
            None => Map::new(),
            Some(Value::Object(definitions)) => definitions,
            Some(_) => {
                self.problem("define", "needs a table of named predicates");
                Map::new()
            }
        };
        self.values = 0;
        for (name, value) in &definitions {
            // Each by itself, so that a cycle is found even where nothing uses it.
            let path = join("define", name);
            self.expand(value, &path, &path, &definitions, &mut vec![name]);
        }
        self.values = 0;
        self.unused = definitions.keys().cloned().collect();
        let mut resolved = Map::new();
        for (key, value) in &document {
            let value = self.expand(value, key, key, &definitions, &mut Vec::new());
            resolved.insert(key.clone(), value);
        }
        resolved
    }

    /// `value` with every `use` replaced by what it names. `path` is where the result stands,
    /// `source` where it was written.
    fn expand<'d>(
        &mut self,
        value: &'d Value,
        path: &str,
        source: &str,
        definitions: &'d Map<String, Value>,
        open: &mut Vec<&'d str>,
    ) -> Value {
        self.values += 1;
        if self.values > MAX_VALUES {
            if self.values == MAX_VALUES + 1 {
                self.problem(
                    source,
                    format!("the definitions grow beyond {MAX_VALUES} values"),
                );
            }
            return Value::Null;
        }
        match value {
            Value::Array(list) => {
                let entries = list.iter().enumerate().map(|(at, entry)| {
                    let (path, source) = (format!("{path}[{at}]"), format!("{source}[{at}]"));
                    self.expand(entry, &path, &source, definitions, open)
                });
                Value::Array(entries.collect())
            }
            Value::Object(table) => {
                let mut entries = Map::new();
                for (key, value) in table.iter().filter(|(key, _)| *key != "use") {
                    let (path, source) = (join(path, key), join(source, key));
                    let value = self.expand(value, &path, &source, definitions, open);
                    entries.insert(key.clone(), value);
                }
                if let Some(name) = table.get("use") {
                    self.use_definition(
                        name,
                        path,
                        &join(source, "use"),
                        definitions,
                        open,
                        &mut entries,
                    );
                }
                Value::Object(entries)
            }
            other => other.clone(),
        }
    }

    fn use_definition<'d>(
        &mut self,
        name: &'d Value,
        path: &str,
        source: &str,
        definitions: &'d Map<String, Value>,
        open: &mut Vec<&'d str>,
        into: &mut Map<String, Value>,
    ) {
        let Some(name) = name.as_str() else {
            self.problem(source, "needs the name of a definition");
            return;
        };
        let Some(definition) = definitions.get(name) else {
            let unknown = self.unknown(name, definitions.keys());
            self.problem(source, format!("unknown definition {unknown}"));
            return;
        };
        if open.contains(&name) {
            let circle = [open.as_slice(), &[name]].concat().join("` → `");
            self.problem(
                source,
                format!("the definitions go in a circle: `{circle}`"),
            );
            return;
        }
        if open.len() >= MAX_NESTING {
            self.problem(
                source,
                format!("definitions stand in one another deeper than {MAX_NESTING}"),
            );
            return;
        }
        let Value::Object(table) = definition else {
            self.problem(
                source,
                format!("the definition `{name}` needs a table with one operator"),
            );
            return;
        };
        self.unused.remove(name);
        open.push(name);
        let origin = join("define", name);
        let expanded = self.expand(definition, path, &origin, definitions, open);
        open.pop();
        let Value::Object(expanded) = expanded else {
            return;
        };
        for key in table.keys() {
            let (resolved, written) = (join(path, key), join(&origin, key));
            self.places.moved.insert(resolved, written);
        }
        for (key, value) in expanded {
            if into.insert(key.clone(), value).is_some() {
                self.problem(
                    source,
                    format!("`{key}` stands both here and in the definition `{name}`"),
                );
            }
        }
    }

    /// Puts the shared fields the ruleset uses before its own, with its changes of label and hint.
    fn share_fields(&mut self, document: &mut Map<String, Value>) {
        let shared = shared();
        let mut used = Vec::new();
        for (_, value) in document.iter().filter(|(key, _)| *key != "field") {
            strings(value, &mut |text| {
                if shared.contains_key(text) {
                    used.push(text.to_owned());
                }
            });
        }
        let own = match document.remove("field") {
            None => Vec::new(),
            Some(Value::Array(own)) => own,
            Some(other) => {
                document.insert("field".into(), other);
                return;
            }
        };
        let town = document
            .get("ruleset")
            .and_then(|header| header.get("id"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        let prefixes = own_prefixes(town);
        // A bad id is a mistake of its own.
        let checked = Id::new(town).is_some();
        let mut changes: BTreeMap<String, (usize, Map<String, Value>)> = BTreeMap::new();
        let mut added = Vec::new();
        for (at, value) in own.into_iter().enumerate() {
            let id = value
                .get("id")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
            match value {
                Value::Object(table) if shared.contains_key(&id) => {
                    for key in table
                        .keys()
                        .filter(|key| !["id", "label", "hint"].contains(&key.as_str()))
                    {
                        self.problem(
                            &format!("field[{at}].{key}"),
                            format!(
                                "`{id}` is a shared field; only its label and hint may be changed"
                            ),
                        );
                    }
                    changes.insert(id, (at, table));
                }
                other => {
                    if checked
                        && !id.is_empty()
                        && !prefixes.iter().any(|prefix| id.starts_with(prefix))
                    {
                        let nearest = self.unknown(&id, shared.keys()).nearest;
                        let hint = nearest.map_or_else(String::new, |nearest| {
                            format!("; did you mean the shared `{nearest}`?")
                        });
                        self.problem(
                            &format!("field[{at}].id"),
                            format!(
                                "an own field's id starts with `{}`{hint}",
                                prefixes.join("`, `")
                            ),
                        );
                    }
                    added.push((at, other));
                }
            }
        }
        let mut fields = Vec::new();
        let mut in_order: Vec<_> = shared.iter().collect();
        in_order.sort_by_key(|(_, (at, _))| *at);
        for (id, (_, definition)) in in_order {
            if !used.contains(id) {
                continue;
            }
            let mut field = definition.clone();
            if let Some((at, table)) = changes.remove(id) {
                self.moved(fields.len(), at);
                field.extend(table);
            }
            fields.push(Value::Object(field));
        }
        for (id, (at, _)) in changes {
            self.problem(
                &format!("field[{at}]"),
                format!("the shared field `{id}` is changed but not used"),
            );
        }
        for (at, value) in added {
            self.moved(fields.len(), at);
            fields.push(value);
        }
        document.insert("field".into(), Value::Array(fields));
    }

    /// The field that now stands at `resolved` was written at `written`.
    fn moved(&mut self, resolved: usize, written: usize) {
        let (resolved, written) = (format!("field[{resolved}]"), format!("field[{written}]"));
        self.places.moved.insert(resolved, written);
    }

    /// A name that means nothing; for the first mistakes, with the nearest of those known.
    fn unknown<'k>(&self, name: &str, known: impl Iterator<Item = &'k String>) -> Unknown {
        let searched = if self.problems.len() < 20 { 2_000 } else { 0 };
        Unknown::new(name, &mut known.map(String::as_str).take(searched))
    }

    fn problem(&mut self, path: &str, message: impl Into<String>) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem {
                path: path.into(),
                message: message.into(),
                position: None,
            });
        }
    }

    /// The problems with the line and column of what was written, in the order of the file.
    fn positioned(&self) -> Vec<Problem> {
        let problems = self.problems.iter();
        let mut problems: Vec<Problem> = problems
            .map(|problem| self.places.problem(&problem.path, problem.message.clone()))
            .collect();
        problems.sort_by_key(|problem| problem.position);
        problems.dedup();
        problems.truncate(MAX_PROBLEMS);
        problems
    }
}

impl Places<'_> {
    fn problem(&self, path: &str, message: String) -> Problem {
        let path = self.source(path);
        let offset = prefixes(&path).find_map(|prefix| self.written.get(prefix));
        let position = offset.map(|offset| position(self.toml, *offset));
        Problem {
            path,
            message,
            position,
        }
    }

    /// The path as written for a resolved one.
    fn source(&self, path: &str) -> String {
        let mut path = path.to_owned();
        // A definition may itself stand in another.
        for _ in 0..MAX_NESTING {
            let moved = prefixes(&path).find_map(|prefix| {
                let origin = self.moved.get(prefix)?;
                Some(format!("{origin}{}", path.get(prefix.len()..)?))
            });
            match moved {
                Some(origin) if origin != path => path = origin,
                _ => break,
            }
        }
        path
    }
}

/// Fields by id, each with its place in the vocabulary.
type Shared = BTreeMap<String, (usize, Map<String, Value>)>;

/// The shared fields.
fn shared() -> Shared {
    let Ok(author) = Author::read(SHARED) else {
        return BTreeMap::new();
    };
    let Some(Value::Array(fields)) = author.document.get("field").cloned() else {
        return BTreeMap::new();
    };
    fields
        .into_iter()
        .enumerate()
        .filter_map(|(at, field)| match field {
            Value::Object(field) => Some((field.get("id")?.as_str()?.to_owned(), (at, field))),
            _ => None,
        })
        .collect()
}

/// The shared fields with their types, in the vocabulary's order.
pub(crate) fn shared_types() -> Vec<(String, String)> {
    let mut fields: Vec<_> = shared().into_iter().collect();
    fields.sort_by_key(|(_, (at, _))| *at);
    let kind = |field: &Map<String, Value>| Some(field.get("type")?.as_str()?.to_owned());
    let typed = |(id, (_, field))| Some((id, kind(&field)?));
    fields.into_iter().filter_map(typed).collect()
}

/// What the ids of a ruleset's own fields begin with.
pub(crate) fn own_prefixes(id: &str) -> Vec<String> {
    let mut prefixes = vec![format!("{id}."), "finding.".into(), "decision.".into()];
    // `town-checklists` shares its facts with `town`.
    if let Some((family, _)) = id.split_once('-') {
        prefixes.insert(1, format!("{family}."));
    }
    prefixes
}

/// Calls `visit` for every string in `value`.
pub(crate) fn strings<'v>(value: &'v Value, visit: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(list) => list.iter().for_each(|value| strings(value, visit)),
        Value::Object(table) => table.values().for_each(|value| strings(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// `a.b[1].c`, `a.b[1]`, `a.b`, `a`.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        path.rfind(['.', '[']).and_then(|end| path.get(..end))
    })
}

/// Line and column of a byte offset, both from 1; the column counts characters.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
