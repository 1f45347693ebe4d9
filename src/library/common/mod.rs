//! What many texts say in the same words (`[[common]]`): taken up with a line, under the text's own
//! clause. The built ruleset has the parts as if they had been written out where the line stands.

mod filling;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use self::filling::Filling;
use super::parse::parse;
use super::places::Places;
use super::problems::Problems;
use crate::engine::document::Document;
use crate::engine::ruleset;
use crate::engine::ruleset::shape::{Kind, Shape};
use crate::engine::unknown::listed;

/// The parts, by what they are called, and the words in them.
const PARTS: &str = include_str!("parts.toml");
const NAMES: [&str; 26] = [
    "silent",
    "unread",
    "not_in_force",
    "no_information",
    "not_in_contract",
    "banned",
    "instructed",
    "consent",
    "in_writing",
    "beforehand",
    "range",
    "use_limit",
    "disposal",
    "safety",
    "takeout_matters",
    "whole_or_part",
    "part_only",
    "matters",
    "liability",
    "tiers",
    "first_tier",
    "secrecy",
    "subcontractor",
    "supervision",
    "return",
    "accident",
];
/// A line that takes some of them up.
pub(crate) const LINE: Shape = Shape {
    keys: &[
        ("is", Kind::Name(&NAMES), true),
        ("procedures", Kind::Ids, true),
        ("clause", Kind::String, true),
        ("id", Kind::Id, false),
        ("title", Kind::Text, false),
        ("message", Kind::Text, false),
        ("remedy", Kind::Text, false),
        ("when", Kind::Predicate, false),
        ("only", Kind::Ids, false),
        ("reading", Kind::Id, false),
        ("supports", Kind::Ids, false),
        ("consent", Kind::Text, false),
        ("form", Kind::Text, false),
        ("seen", Kind::Text, false),
        ("claimed", Kind::Flag, false),
    ],
    operator: false,
};
/// What it says for a place within the part.
const WITHIN: [(&str, &str); 4] = [
    ("supports", "\"supports\":"),
    ("consent", "{consent}"),
    ("form", "{form}"),
    ("seen", "{seen}"),
];
/// The lists that parts stand in, what a procedure calls each, and what a line may say in place of
/// what the part says.
const LISTS: [(&str, &str, &[&str]); 3] = [
    (
        "route",
        "routes",
        &["id", "message", "when", "reading", "claimed"],
    ),
    (
        "condition",
        "conditions",
        &[
            "id", "title", "message", "remedy", "when", "only", "reading",
        ],
    ),
    ("duty", "duties", &["id", "message", "when"]),
];

/// Writes out what `document` takes up.
pub(super) fn write_out(
    document: &mut Map<String, Value>,
    places: &mut Places<'_>,
    problems: &mut Problems,
) {
    let Some(lines) = document.remove("common") else {
        return;
    };
    let malformed = ruleset::problems(&Document::from(&lines), "common", &Kind::Tables(&LINE));
    if !malformed.is_empty() {
        return problems.extend(malformed);
    }
    let known = parse(PARTS).map_or_else(|_| Map::new(), |parsed| parsed.document);
    let header = document.get("ruleset").cloned().unwrap_or_default();
    let mut taken = Taken {
        document,
        from: BTreeMap::new(),
        listed: Vec::new(),
    };
    for (at, line) in lines.as_array().into_iter().flatten().enumerate() {
        let name = line.get("is").and_then(Value::as_str).unwrap_or_default();
        let Some(part) = Part::called(name, &known) else {
            continue;
        };
        for key in part.has_no_place_for(line) {
            let message = format!("`{name}` has no place for this");
            problems.add(&format!("common[{at}].{key}"), message);
        }
        let mut written = BTreeSet::new();
        let procedures = line.get("procedures").and_then(Value::as_array);
        for (nth, procedure) in procedures.into_iter().flatten().enumerate() {
            let path = format!("common[{at}].procedures[{nth}]");
            let procedure = procedure.as_str().unwrap_or_default();
            let Some(table) = procedure_called(taken.document, procedure) else {
                let ids = ids(taken.document.get("procedure"));
                let unknown = problems.unknown(procedure, ids.iter());
                problems.add(&path, format!("unknown procedure {unknown}"));
                continue;
            };
            let mut filling = Filling {
                line,
                header: &header,
                words: known.get("word").unwrap_or(&Value::Null),
                procedure,
                title: table.get("title").cloned().unwrap_or_default(),
                id: String::new(),
            };
            if let Some(others) = filling.lacks_a_word(&part.text) {
                let others = listed(&mut others.into_iter());
                problems.add(&path, format!("`{name}` can be said of {others} alone"));
                continue;
            }
            filling.id = filling.id_of(part.entry);
            if written.insert(filling.id.clone()) {
                taken.fields(&filling, &part, at);
                taken.add(part.list, filling.entry(&part), at);
            }
            taken
                .listed
                .push((part.list, procedure.to_owned(), filling.id));
        }
    }
    taken.put_in_place(places);
}

/// A part: a route, a condition or a duty, and the fields it needs.
struct Part<'k> {
    fields: &'k [Value],
    list: &'static str,
    /// What a line may say in place of it.
    said: &'static [&'static str],
    entry: &'k Value,
    /// All of it as text, to look for places in.
    text: String,
}

impl<'k> Part<'k> {
    fn called(name: &str, known: &'k Map<String, Value>) -> Option<Part<'k>> {
        let part = known.get(name)?;
        let fields = part.get("field").and_then(Value::as_array);
        let mut entries = LISTS.into_iter();
        let (list, said, entry) =
            entries.find_map(|(list, _, said)| Some((list, said, part.get(list)?)))?;
        Some(Part {
            fields: fields.map_or(&[], Vec::as_slice),
            list,
            said,
            entry,
            text: part.to_string(),
        })
    }

    /// The keys of `line` that say nothing of this part.
    fn has_no_place_for<'l>(&self, line: &'l Value) -> impl Iterator<Item = &'l String> {
        let keys = line.as_object().into_iter().flat_map(Map::keys);
        keys.filter(|key| {
            let key = key.as_str();
            let within = WITHIN.iter().find(|(within, _)| *within == key);
            let required = ["is", "procedures", "clause"].contains(&key);
            match within {
                Some((_, place)) => !self.text.contains(place),
                None => !required && !self.said.contains(&key),
            }
        })
    }
}

/// The document, and what has been put behind its lists so far.
struct Taken<'d> {
    document: &'d mut Map<String, Value>,
    /// By list, the position of the line that each entry comes from.
    from: BTreeMap<&'static str, Vec<usize>>,
    /// List, procedure and id of what a procedure is to list.
    listed: Vec<(&'static str, String, String)>,
}

impl Taken<'_> {
    /// The fields of a part, but those that the text declares itself, or another line has.
    fn fields(&mut self, filling: &Filling<'_>, part: &Part<'_>, at: usize) {
        for field in part.fields.iter().filter(|field| filling.wants(field)) {
            let field = filling.fill(field);
            let there = ids(self.document.get("field"));
            if !there
                .iter()
                .any(|id| field.get("id").is_some_and(|own| own == id))
            {
                self.add("field", field, at);
            }
        }
    }

    fn add(&mut self, list: &'static str, entry: Value, at: usize) {
        if let Some(entries) = entries(self.document, list) {
            entries.push(entry);
            self.from.entry(list).or_default().push(at);
        }
    }

    /// Puts every entry where its line stands among what the text says itself, and lists it.
    fn put_in_place(self, places: &mut Places<'_>) {
        for (list, lines) in &self.from {
            let Some(entries) = entries(self.document, list) else {
                continue;
            };
            let own = entries.len().saturating_sub(lines.len());
            let own = (0..own).map(|at| format!("{list}[{at}]"));
            let mut from: Vec<Option<String>> = own.map(Some).collect();
            let offset = |path: &Option<String>| places.offset(path.as_deref()?);
            let mut stand: Vec<Option<usize>> = from.iter().map(offset).collect();
            for (part, line) in (from.len()..).zip(lines) {
                let line = Some(format!("common[{line}]"));
                let stands = offset(&line);
                let behind = stand.iter().position(|other| *other > stands);
                let at = behind.unwrap_or(part);
                let entry = entries.remove(part);
                entries.insert(at, entry);
                stand.insert(at, stands);
                from.insert(at, line);
            }
            places.reordered(list, &from);
        }
        for (list, listed, _) in LISTS {
            let order = ids(self.document.get(list)).into_iter().zip(0..);
            let order: BTreeMap<String, usize> = order.collect();
            let place = |id: &Value| id.as_str().and_then(|id| order.get(id));
            let parts = self.listed.iter().filter(|(of, ..)| *of == list);
            for (_, procedure, id) in parts {
                let id = Value::from(id.as_str());
                let Some(entries) = procedure_called(self.document, procedure)
                    .and_then(|table| entries(table, listed))
                else {
                    continue;
                };
                if !entries.contains(&id) {
                    // Which route comes first decides: one that is not listed is the last.
                    let behind = |entry: &Value| list != "route" && place(entry) > place(&id);
                    let at = entries.iter().position(behind).unwrap_or(entries.len());
                    entries.insert(at, id);
                }
            }
        }
    }
}

/// The procedure of that id.
fn procedure_called<'d>(
    document: &'d mut Map<String, Value>,
    id: &str,
) -> Option<&'d mut Map<String, Value>> {
    let list = document.get_mut("procedure")?.as_array_mut()?;
    let mut tables = list.iter_mut().filter_map(Value::as_object_mut);
    tables.find(|table| table.get("id").is_some_and(|own| own == id))
}

/// The list under `key`, made where there is nothing.
fn entries<'d>(table: &'d mut Map<String, Value>, key: &str) -> Option<&'d mut Vec<Value>> {
    let list = table.entry(key).or_insert_with(|| json!([]));
    list.as_array_mut()
}

/// The ids of a list of tables.
fn ids(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let ids = list.filter_map(|entry| entry.get("id")?.as_str());
    ids.map(str::to_owned).collect()
}
