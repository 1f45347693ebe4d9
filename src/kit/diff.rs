//! What changed between two versions of a ruleset, part by part.
//!
//! Parts are matched by id, in the documents as they are judged: definitions filled in, shared
//! fields with their texts. A part that keeps its id but cites another clause and asks something
//! else is a different part, and should have a new id.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::library::places::join;

/// Which list a part stands in.
const LISTS: [&str; 7] = [
    "field",
    "reading",
    "route",
    "condition",
    "duty",
    "result",
    "procedure",
];

/// One part that is not what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change<'d> {
    /// What it is: `ruleset`, `field`, `condition`, …
    pub part: &'static str,
    /// Its id.
    pub id: &'d str,
    /// The clause it cites, in the new version where it stands in both.
    pub clause: Option<&'d str>,
    /// What became of it.
    pub change: Became,
    /// What of it changed.
    pub details: Vec<Detail<'d>>,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    /// It is new.
    Added,
    /// It is gone; its id stays taken.
    Removed,
    /// It says something else.
    Changed,
    /// Its id now stands for something else.
    Reused,
}

/// One value that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Detail<'d> {
    /// Its path within the part; limbs and options by their ids.
    pub key: String,
    /// What it was.
    pub before: Option<&'d Value>,
    /// What it is.
    pub after: Option<&'d Value>,
}

/// Every part that changed from `old` to `new`, in the new order. A removed part comes before the
/// one it stood before.
pub fn diff<'d>(old: &'d Value, new: &'d Value) -> Vec<Change<'d>> {
    let mut changes = Vec::new();
    let header = |document: &'d Value| document.get("ruleset").and_then(Value::as_object);
    if let (Some(before), Some(after)) = (header(old), header(new)) {
        changes.extend(changed("ruleset", before, after));
    }
    for part in LISTS {
        let (old, new) = (entries(old.get(part), "id"), entries(new.get(part), "id"));
        let known = |id: &str, list: &[Entry<'d>]| list.iter().any(|(known, _)| *known == id);
        let mut removed = old.iter().filter(|(id, _)| !known(id, &new));
        let all = |became, (id, table): &Entry<'d>| Change {
            part,
            id,
            clause: clause(table),
            change: became,
            details: Vec::new(),
        };
        changes.extend(removed.by_ref().map(|entry| all(Became::Removed, entry)));
        for entry in &new {
            match old.iter().find(|(id, _)| *id == entry.0) {
                Some((_, before)) => changes.extend(changed(part, before, entry.1)),
                None => changes.push(all(Became::Added, entry)),
            }
        }
    }
    changes
}

type Entry<'d> = (&'d str, &'d Map<String, Value>);

/// The tables of a list by what stands under `key`.
fn entries<'d>(list: Option<&'d Value>, key: &str) -> Vec<Entry<'d>> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let entry = |value: &'d Value| {
        let table = value.as_object()?;
        Some((table.get(key)?.as_str()?, table))
    };
    list.filter_map(entry).collect()
}

fn clause(table: &Map<String, Value>) -> Option<&str> {
    table.get("clause").and_then(Value::as_str)
}

/// A part that stands in both, if it changed.
fn changed<'d>(
    part: &'static str,
    before: &'d Map<String, Value>,
    after: &'d Map<String, Value>,
) -> Option<Change<'d>> {
    let mut details = Vec::new();
    compare(before, after, "", &mut details);
    let id = after.get("id").and_then(Value::as_str).unwrap_or_default();
    let asks = |detail: &Detail<'_>| !WORDS.contains(&detail.key.split('.').next().unwrap_or(""));
    let other = clause(before) != clause(after) && details.iter().any(asks);
    (!details.is_empty()).then(|| Change {
        part,
        id,
        clause: clause(after),
        change: if other {
            Became::Reused
        } else {
            Became::Changed
        },
        details,
    })
}

/// Keys that change what a part says, not what it asks.
const WORDS: [&str; 8] = [
    "clause",
    "title",
    "message",
    "remedy",
    "topic",
    "reading",
    "taken",
    "alternative",
];

fn compare<'d>(
    before: &'d Map<String, Value>,
    after: &'d Map<String, Value>,
    path: &str,
    into: &mut Vec<Detail<'d>>,
) {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    for key in after.keys().chain(gone) {
        let (one, other) = (before.get(key), after.get(key));
        if one == other {
            continue;
        }
        let path = join(path, key);
        let named = match key.as_str() {
            "limb" => Some("id"),
            "options" => Some("value"),
            _ => None,
        };
        match (one, other) {
            _ if named.is_some() => members(one, other, named.unwrap_or_default(), &path, into),
            // Texts by language and the period by day; a predicate is one thing.
            (Some(Value::Object(one)), Some(Value::Object(other)))
                if one.keys().chain(other.keys()).all(|key| {
                    ["ja", "en", "from", "until", "decided_by"].contains(&key.as_str())
                }) =>
            {
                compare(one, other, &path, into);
            }
            (before, after) => into.push(Detail {
                key: path,
                before,
                after,
            }),
        }
    }
}

/// The members of a list, matched by name.
fn members<'d>(
    before: Option<&'d Value>,
    after: Option<&'d Value>,
    named: &str,
    path: &str,
    into: &mut Vec<Detail<'d>>,
) {
    let find = |list: Option<&'d Value>, name: &str| {
        let list = list.and_then(Value::as_array).into_iter().flatten();
        list.into_iter()
            .find(|value| value.get(named).and_then(Value::as_str) == Some(name))
    };
    let (old, new) = (entries(before, named), entries(after, named));
    for (name, _) in old.iter().filter(|(name, _)| find(after, name).is_none()) {
        let before = find(before, name);
        into.push(Detail {
            key: format!("{path}.{name}"),
            before,
            after: None,
        });
    }
    for (name, table) in &new {
        let path = format!("{path}.{name}");
        match old.iter().find(|(known, _)| known == name) {
            Some((_, before)) => compare(before, table, &path, into),
            None => into.push(Detail {
                key: path,
                before: None,
                after: find(after, name),
            }),
        }
    }
    let order = |list: &[Entry<'d>], other: &[Entry<'d>]| {
        let kept = |name: &&str| other.iter().any(|(known, _)| known == name);
        list.iter()
            .map(|(name, _)| *name)
            .filter(kept)
            .collect::<Vec<_>>()
    };
    if order(&old, &new) != order(&new, &old) {
        into.push(Detail {
            key: path.to_owned(),
            before,
            after,
        });
    }
}

/// A value as it would be written in TOML, on one line.
pub fn inline(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let entries: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{key} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(list) => {
            let entries: Vec<String> = list.iter().map(inline).collect();
            format!("[{}]", entries.join(", "))
        }
        other => other.to_string(),
    }
}
