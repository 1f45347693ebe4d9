//! Definitions: predicates under a name, filled in wherever a `use` names them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::parse::MAX_VALUES;
use super::places::{MAX_NESTING, Places, join};
use super::problems::Problems;

/// A document without definitions.
pub(super) struct Expanded {
    /// The document.
    pub(super) document: Map<String, Value>,
    /// The definitions that nothing uses.
    pub(super) unused: BTreeSet<String>,
}

/// Fills in the definitions of `document`.
pub(super) fn expand(
    mut document: Map<String, Value>,
    places: &mut Places<'_>,
    problems: &mut Problems,
) -> Expanded {
    let definitions = match document.remove("define") {
        None => Map::new(),
        Some(Value::Object(definitions)) => definitions,
        Some(_) => {
            problems.add("define", "needs a table of named predicates");
            Map::new()
        }
    };
    let mut expander = Expander {
        definitions: &definitions,
        places,
        problems,
        open: Vec::new(),
        values: 0,
        unused: BTreeSet::new(),
    };
    for (name, value) in &definitions {
        // Each by itself, so that a circle is found even where nothing uses it.
        let path = join("define", name);
        expander.open.push(name);
        expander.value(value, &path, &path);
        expander.open.pop();
    }
    expander.values = 0;
    expander.unused = definitions.keys().cloned().collect();
    let mut expanded = Map::new();
    for (key, value) in &document {
        let value = expander.value(value, key, key);
        expanded.insert(key.clone(), value);
    }
    Expanded {
        document: expanded,
        unused: expander.unused,
    }
}

struct Expander<'d, 'p, 't> {
    definitions: &'d Map<String, Value>,
    places: &'p mut Places<'t>,
    problems: &'p mut Problems,
    /// The definitions being filled in, the outermost first.
    open: Vec<&'d str>,
    /// How many values have been made.
    values: usize,
    /// The definitions that nothing has used yet.
    unused: BTreeSet<String>,
}

impl<'d> Expander<'d, '_, '_> {
    /// `value` with every `use` replaced by what it names. `path` is where the result stands,
    /// `source` where it was written.
    fn value(&mut self, value: &'d Value, path: &str, source: &str) -> Value {
        self.values += 1;
        if self.values > MAX_VALUES {
            if self.values == MAX_VALUES + 1 {
                let message = format!("the definitions grow beyond {MAX_VALUES} values");
                self.problems.add(source, message);
            }
            return Value::Null;
        }
        match value {
            Value::Array(list) => {
                let entries = list.iter().enumerate().map(|(at, entry)| {
                    self.value(entry, &format!("{path}[{at}]"), &format!("{source}[{at}]"))
                });
                Value::Array(entries.collect())
            }
            Value::Object(table) => {
                let mut entries = Map::new();
                for (key, value) in table.iter().filter(|(key, _)| *key != "use") {
                    let value = self.value(value, &join(path, key), &join(source, key));
                    entries.insert(key.clone(), value);
                }
                if let Some(name) = table.get("use") {
                    self.fill_in(name, path, &join(source, "use"), &mut entries);
                }
                Value::Object(entries)
            }
            other => other.clone(),
        }
    }

    /// Adds the definition called `name` to the table at `path`.
    fn fill_in(
        &mut self,
        name: &'d Value,
        path: &str,
        source: &str,
        into: &mut Map<String, Value>,
    ) {
        let (name, definition) = match self.named(name) {
            Ok(found) => found,
            Err(message) => return self.problems.add(source, message),
        };
        self.unused.remove(name);
        let origin = join("define", name);
        self.open.push(name);
        let expanded = self.value(definition, path, &origin);
        self.open.pop();
        let Value::Object(expanded) = expanded else {
            return;
        };
        // What comes of a definition it uses itself was written there.
        for key in expanded.keys().filter(|key| definition.get(key).is_some()) {
            self.places.moved(join(path, key), join(&origin, key));
        }
        for (key, value) in expanded {
            if into.insert(key.clone(), value).is_some() {
                let message = format!("`{key}` stands both here and in the definition `{name}`");
                self.problems.add(source, message);
            }
        }
    }

    /// The definition of that name, or why there is none to fill in.
    fn named(&self, name: &'d Value) -> Result<(&'d str, &'d Value), String> {
        let Some(name) = name.as_str() else {
            return Err("needs the name of a definition".to_owned());
        };
        let Some(definition) = self.definitions.get(name) else {
            let unknown = self.problems.unknown(name, self.definitions.keys());
            return Err(format!("unknown definition {unknown}"));
        };
        if self.open.contains(&name) {
            let circle = [self.open.as_slice(), &[name]].concat().join("` → `");
            return Err(format!("the definitions go in a circle: `{circle}`"));
        }
        if self.open.len() >= MAX_NESTING {
            return Err(format!(
                "definitions stand in one another deeper than {MAX_NESTING}"
            ));
        }
        match definition {
            Value::Object(_) => Ok((name, definition)),
            _ => Err(format!(
                "the definition `{name}` needs a table with one operator"
            )),
        }
    }
}
