//! The shared vocabulary: fields that every ruleset may ask for without defining them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::parse::parse;
use super::places::Places;
use super::problems::{Problems, twice};
use crate::engine::field::Id;
use crate::engine::lang::LANGUAGES;

/// The shared fields, as written.
const SHARED: &str = include_str!("../rulesets/fields.toml");
/// What a ruleset may change of a shared field, beside its id.
pub(crate) const CHANGEABLE: [&str; 5] = ["id", "label", "hint", "question", "example"];

/// Fields by id, each with its place in the vocabulary.
type Shared = BTreeMap<String, (usize, Map<String, Value>)>;

fn shared() -> Shared {
    let parsed = parse(SHARED).ok();
    let fields = parsed.and_then(|mut parsed| parsed.document.remove("field"));
    let Some(Value::Array(fields)) = fields else {
        return Shared::new();
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

/// Calls `visit` for every string in `value`: any of them may be the id of a field.
pub(crate) fn strings<'v>(value: &'v Value, visit: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(list) => list.iter().for_each(|value| strings(value, visit)),
        Value::Object(table) => table.values().for_each(|value| strings(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Puts the shared fields that `document` uses before its own, with its changes of their texts.
pub(super) fn fill_in(
    document: &mut Map<String, Value>,
    places: &mut Places<'_>,
    problems: &mut Problems,
) {
    let shared = shared();
    let mut used = Vec::new();
    for (_, value) in document.iter().filter(|(key, _)| *key != "field") {
        strings(value, &mut |text| {
            if shared.contains_key(text) {
                used.push(text.to_owned());
            }
        });
    }
    let written = match document.remove("field") {
        None => Vec::new(),
        Some(Value::Array(written)) => written,
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
    let Written { mut changes, own } = sort(written, town, &shared, places, problems);
    for (id, (at, _)) in &changes {
        if !used.contains(id) {
            let message = format!("the shared field `{id}` is changed but not used");
            problems.add_written(places, &format!("field[{at}]"), message);
        }
    }
    let mut fields = Vec::new();
    let mut from = Vec::new();
    let mut in_order: Vec<_> = shared.iter().collect();
    in_order.sort_by_key(|(_, (at, _))| *at);
    for (id, (_, definition)) in in_order {
        if !used.contains(id) {
            continue;
        }
        let mut field = definition.clone();
        // Days stand in order where a ruleset asks for both.
        let other = field.get("not_before").and_then(Value::as_str);
        if other.is_some_and(|other| !used.iter().any(|used| used == other)) {
            field.remove("not_before");
        }
        let change = changes.remove(id);
        from.push(change.as_ref().map(|(at, _)| format!("field[{at}]")));
        field.extend(change.into_iter().flat_map(|(_, table)| table));
        fields.push(Value::Object(field));
    }
    for (at, value) in own {
        from.push(Some(format!("field[{at}]")));
        fields.push(value);
    }
    places.reordered("field", &from);
    document.insert("field".into(), Value::Array(fields));
}

/// The fields a ruleset writes, each with its position there.
struct Written {
    /// Its changes to shared ones, by id.
    changes: Shared,
    /// Its own.
    own: Vec<(usize, Value)>,
}

/// Tells the changes to shared fields from the fields of the ruleset called `town`.
fn sort(
    written: Vec<Value>,
    town: &str,
    shared: &Shared,
    places: &Places<'_>,
    problems: &mut Problems,
) -> Written {
    let prefixes = own_prefixes(town);
    // A bad id of the ruleset is a mistake of its own.
    let checked = Id::new(town).is_some();
    let mut sorted = Written {
        changes: Shared::new(),
        own: Vec::new(),
    };
    for (at, value) in written.into_iter().enumerate() {
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
        let id = id.to_owned();
        match value {
            Value::Object(table) if shared.contains_key(&id) => {
                let unchangeable = |key: &&String| !CHANGEABLE.contains(&key.as_str());
                for key in table.keys().filter(unchangeable) {
                    let message = format!(
                        "`{id}` is a shared field; only its label, hint, question and example may be changed"
                    );
                    problems.add_written(places, &format!("field[{at}].{key}"), message);
                }
                if let Some((first, _)) = sorted.changes.get(&id) {
                    let first = places.line(&format!("field[{first}].id"));
                    let message = twice(&id, first);
                    problems.add_written(places, &format!("field[{at}].id"), message);
                } else {
                    sorted.changes.insert(id, (at, table));
                }
            }
            other => {
                let known = |prefix: &String| id.starts_with(prefix);
                if checked && !id.is_empty() && !prefixes.iter().any(known) {
                    let nearest = problems.unknown(&id, shared.keys()).nearest;
                    let nearest = nearest.or_else(|| of_like_label(&other, shared, problems));
                    let hint = nearest.map_or_else(String::new, |nearest| {
                        format!("; did you mean the shared `{nearest}`?")
                    });
                    let starts = prefixes.join("`, `");
                    let message = format!("an own field's id starts with `{starts}`{hint}");
                    problems.add_written(places, &format!("field[{at}].id"), message);
                }
                sorted.own.push((at, judged(&id, other)));
            }
        }
    }
    sorted
}

/// What an id says its field is: a finding or a decision, an official's unless the field says whose.
pub(super) fn judged_by_id(id: &str) -> Option<&'static str> {
    ["finding", "decision"].into_iter().find(|kind| {
        let rest = id.strip_prefix(kind);
        rest.is_some_and(|rest| rest.starts_with('.'))
    })
}

/// A field with what its id says of it.
fn judged(id: &str, mut field: Value) -> Value {
    if let (Some(kind), Some(table)) = (judged_by_id(id), field.as_object_mut()) {
        table.entry("type").or_insert_with(|| kind.into());
        table.entry("supplier").or_insert_with(|| "officer".into());
    }
    field
}

/// The shared field that is labelled most like `field`, in either language.
fn of_like_label(field: &Value, shared: &Shared, problems: &Problems) -> Option<String> {
    LANGUAGES.into_iter().find_map(|lang| {
        let label = field.get("label")?.get(lang)?.as_str()?;
        let labelled = |(id, (_, field)): (&String, &(usize, Map<String, Value>))| {
            let label = field.get("label")?.get(lang)?.as_str()?;
            Some((label.to_owned(), id.clone()))
        };
        let labels: BTreeMap<String, String> = shared.iter().filter_map(labelled).collect();
        let nearest = problems.unknown(label, labels.keys()).nearest?;
        labels.get(&nearest).cloned()
    })
}
