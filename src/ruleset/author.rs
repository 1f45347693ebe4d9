//! From TOML, which people write, to JSON, which machines read.
//!
//! Three things are resolved here and nowhere else: named predicates (`use`),
//! shared fields (filled in from `fields.toml`), and dates (to strings). The
//! result goes through the very reader a stranger's JSON goes through; its
//! mistakes are then traced back to the line and column they were written at.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Ruleset;
use crate::document::Document;
use crate::error::{Error, Problem, Unknown};

/// The shared vocabulary, as written.
const SHARED: &str = include_str!("../rulesets/fields.toml");
/// How many values a ruleset may hold once its definitions are filled in.
const MAX_VALUES: usize = 200_000;
/// How deep definitions may stand in one another.
const MAX_NESTING: usize = 24;
/// How deep the tables of a TOML ruleset may nest.
const MAX_DEPTH: usize = 100;

/// Builds the JSON of the ruleset written in `toml`, validated, with the texts in every
/// language they are written in.
pub fn build(toml: &str) -> Result<String, Error> {
    let mut author = Author::read(toml).map_err(Error::BadRuleset)?;
    let document = author.resolve();
    if !author.problems.is_empty() {
        return Err(Error::BadRuleset(author.positioned()));
    }
    match Ruleset::from_document(&Document::from(&document)) {
        Ok(_) => Ok(document.to_string()),
        Err(Error::BadRuleset(problems)) => {
            author.problems = problems;
            Err(Error::BadRuleset(author.positioned()))
        }
        Err(other) => Err(other),
    }
}

/// A ruleset on its way from TOML to JSON.
struct Author<'t> {
    toml: &'t str,
    document: Map<String, Value>,
    /// Byte offset of every path as written.
    written: BTreeMap<String, usize>,
    /// Resolved path → path as written, where the two differ.
    moved: BTreeMap<String, String>,
    problems: Vec<Problem>,
    values: usize,
}

impl<'t> Author<'t> {
    fn read(toml: &'t str) -> Result<Author<'t>, Vec<Problem>> {
        let (table, errors) = DeTable::parse_recoverable(toml);
        if !errors.is_empty() {
            let problem = |error: &toml::de::Error| Problem {
                path: String::new(),
                message: format!("not TOML: {}", error.message()),
                position: error.span().map(|span| position(toml, span.start)),
            };
            return Err(errors.iter().map(problem).collect());
        }
        let mut author = Author {
            toml,
            document: Map::new(),
            written: BTreeMap::new(),
            moved: BTreeMap::new(),
            problems: Vec::new(),
            values: 0,
        };
        author.document = author.table(table.get_ref(), "", 0);
        Ok(author)
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str, depth: usize) -> Map<String, Value> {
        let mut entries = Map::new();
        for (key, value) in table {
            let place = join(path, key.get_ref());
            self.written.insert(place.clone(), key.span().start);
            let value = self.value(value, &place, depth + 1);
            entries.insert(key.get_ref().to_string(), value);
        }
        entries
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str, depth: usize) -> Value {
        if depth > MAX_DEPTH {
            self.problem(path, format!("tables nest deeper than {MAX_DEPTH}"));
            return Value::Null;
        }
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
                    let place = format!("{path}[{at}]");
                    self.written.insert(place.clone(), entry.span().start);
                    self.value(entry, &place, depth + 1)
                });
                Value::Array(entries.collect())
            }
            DeValue::Table(table) => Value::Object(self.table(table, path, depth)),
        }
    }

    /// Fills in definitions and shared fields.
    fn resolve(&mut self) -> Value {
        let mut document = std::mem::take(&mut self.document);
        let definitions = match document.remove("define") {
            None => Map::new(),
            Some(Value::Object(definitions)) => definitions,
            Some(_) => {
                self.problem("define", "needs a table of named predicates");
                Map::new()
            }
        };
        for (name, value) in &definitions {
            // Each by itself, so that a cycle is found even where nothing uses it.
            let path = join("define", name);
            self.expand(value, &path, &path, &definitions, &mut vec![name]);
        }
        self.values = 0;
        let mut resolved = Map::new();
        for (key, value) in &document {
            let value = self.expand(value, key, key, &definitions, &mut Vec::new());
            resolved.insert(key.clone(), value);
        }
        self.share_fields(&mut resolved);
        Value::Object(resolved)
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
            let unknown = Unknown::new(name, &mut definitions.keys().map(String::as_str));
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
        open.push(name);
        let origin = join("define", name);
        let expanded = self.expand(definition, path, &origin, definitions, open);
        open.pop();
        let Value::Object(expanded) = expanded else {
            return;
        };
        for key in table.keys() {
            self.moved.insert(join(path, key), join(&origin, key));
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
        let mut prefixes = vec![format!("{town}."), "finding.".into(), "decision.".into()];
        // `town-checklists` shares its facts with `town`.
        if let Some((family, _)) = town.split_once('-') {
            prefixes.insert(1, format!("{family}."));
        }
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
                    if !id.is_empty() && !prefixes.iter().any(|prefix| id.starts_with(prefix)) {
                        let mut known = shared.keys().map(String::as_str);
                        let nearest = Unknown::new(&id, &mut known).nearest;
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
                self.moved
                    .insert(format!("field[{}]", fields.len()), format!("field[{at}]"));
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
            self.moved
                .insert(format!("field[{}]", fields.len()), format!("field[{at}]"));
            fields.push(value);
        }
        document.insert("field".into(), Value::Array(fields));
    }

    fn problem(&mut self, path: &str, message: impl Into<String>) {
        self.problems.push(Problem {
            path: path.into(),
            message: message.into(),
            position: None,
        });
    }

    /// The problems with the line and column of what was written, in the order of the file.
    fn positioned(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self
            .problems
            .iter()
            .map(|problem| {
                let path = self.source(&problem.path);
                let offset = prefixes(&path).find_map(|prefix| self.written.get(prefix));
                Problem {
                    path,
                    message: problem.message.clone(),
                    position: offset.map(|offset| position(self.toml, *offset)),
                }
            })
            .collect();
        problems.sort_by_key(|problem| problem.position);
        problems.dedup();
        problems
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

/// Calls `visit` for every string in `value`.
fn strings<'v>(value: &'v Value, visit: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(list) => list.iter().for_each(|value| strings(value, visit)),
        Value::Object(table) => table.values().for_each(|value| strings(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn join(path: &str, key: &str) -> String {
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
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
