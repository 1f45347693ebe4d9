//! The JSON Schema (2020-12) of a ruleset as people write it in TOML, so that an editor can
//! complete, explain and validate it while it is being written.
//!
//! It is made from the [shape](crate::engine::ruleset::shape) that the reader checks documents
//! against. It adds what only the written form has: definitions, and shared fields that need not be
//! repeated. What goes beyond shape, such as a field's type, `rulesets check` finds.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::engine::document::MAX_INTEGER;
use crate::engine::field::FieldType;
use crate::engine::lang::Lang;
use crate::engine::operator::{FieldTypes, Operator, Takes};
use crate::engine::predicate::MAX_IN_SHARE;
use crate::engine::ruleset::FORMAT;
use crate::engine::ruleset::shape::{
    ALTERNATIVE, DOCUMENT, IMPRECISE, Kind, PREDICATE, Shape, TEXT,
};
use crate::library::overlay::BASED_ON;
use crate::library::places::join;
use crate::library::strike::{DELETED, LISTS, RENUMBERED};
use crate::library::{common, questions, shorthand, source, vocabulary};
use crate::reports::locale;

/// The fields that an operator may take, by the name of their definition.
const FIELDS: &[(&str, &[FieldType])] = &[
    ("field", &FieldType::ALL),
    ("boolean", &[FieldType::Boolean]),
    ("choice", &[FieldType::Choice]),
    ("choices", &[FieldType::Choices]),
    ("items", &[FieldType::Items]),
    ("date", &[FieldType::Date]),
    ("finding", &[FieldType::Finding]),
    ("decision", &[FieldType::Decision]),
    ("timed", &[FieldType::Date, FieldType::FiscalYear]),
    (
        "counted",
        &[FieldType::Integer, FieldType::Choices, FieldType::Items],
    ),
];

/// The words of schemas in one language.
#[derive(Deserialize)]
struct Locale {
    kit: Kit,
}

#[derive(Deserialize)]
struct Kit {
    schema: Words,
}

#[derive(Deserialize)]
struct Words {
    title: String,
    /// What every key is for, by its path, or as `*.name` where every key of that name is for the
    /// same. Keys of operators stand under `predicate`.
    keys: BTreeMap<String, String>,
}

impl Words {
    fn load(lang: Lang) -> Result<Words, toml::de::Error> {
        locale::read(lang).map(|Locale { kit }| kit.schema)
    }

    /// What the key at `path` is for, and the key of that text.
    fn text(&self, path: &str) -> Option<(&String, &String)> {
        let named = || {
            let (_, name) = path.rsplit_once('.')?;
            self.keys.get_key_value(&join("*", name))
        };
        self.keys.get_key_value(path).or_else(named)
    }
}

/// The schema, with descriptions in `lang`.
pub fn schema(lang: Lang) -> Result<Value, toml::de::Error> {
    let writer = Writer {
        words: Words::load(lang)?,
        shared: vocabulary::shared_types(),
    };
    let mut root = writer.table(&DOCUMENT, "");
    root.insert(
        "$schema".into(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    root.insert("title".into(), writer.words.title.as_str().into());
    writer.property(
        &mut root,
        "define",
        writer.described(
            "define",
            json!({
                "type": "object",
                "additionalProperties": { "$ref": "#/$defs/definition" },
            }),
        ),
    );
    let imprecise = writer.kind(&Kind::Tables(&IMPRECISE), "imprecise");
    let imprecise = writer.described("imprecise", imprecise);
    writer.property(&mut root, "imprecise", imprecise);
    let source = writer.kind(&Kind::Table(&source::SOURCE), "source");
    let source = writer.described("source", source);
    writer.property(&mut root, "source", source);
    let common = writer.kind(&Kind::Tables(&common::LINE), "common");
    let common = writer.described("common", common);
    writer.property(&mut root, "common", common);
    for (key, shape) in [("deleted", &DELETED), ("renumbered", &RENUMBERED)] {
        let lines = writer.kind(&Kind::Tables(shape), key);
        writer.property(&mut root, key, writer.described(key, lines));
    }
    let mut root = Value::Object(root);
    writer.or_overlay(&mut root);
    if let Some(root) = root.as_object_mut() {
        root.insert("$defs".into(), Value::Object(writer.definitions()));
    }
    Ok(root)
}

struct Writer {
    words: Words,
    /// The shared fields with their types.
    shared: Vec<(String, String)>,
}

impl Writer {
    /// `schema` with what the key at `path` is for.
    fn described(&self, path: &str, schema: Value) -> Value {
        let Some((_, text)) = self.words.text(path) else {
            return schema;
        };
        // Older tools, taplo among them, see nothing beside a `$ref`.
        let mut schema = match schema.get("$ref") {
            Some(_) => json!({ "anyOf": [schema] }),
            None => schema,
        };
        if let Some(table) = schema.as_object_mut() {
            table.insert("description".into(), text.as_str().into());
        }
        schema
    }

    fn property(&self, table: &mut Map<String, Value>, key: &str, schema: Value) {
        if let Some(properties) = table.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert(key.into(), schema);
        }
    }

    /// Lets the text of `root` be an overlay, which says only what differs: what a whole text must
    /// have is asked of one that is based on no other.
    fn or_overlay(&self, root: &mut Value) {
        let header = "/properties/ruleset";
        let based_on = self.kind(&Kind::Table(&BASED_ON), "ruleset.based_on");
        let based_on = self.described("ruleset.based_on", based_on);
        let id = json!({ "$ref": "#/$defs/id" });
        let mut add = |place: &str, key: &str, schema: &Value| {
            let properties = root.pointer_mut(&format!("{place}/properties"));
            if let Some(properties) = properties.and_then(Value::as_object_mut) {
                properties.insert(key.into(), schema.clone());
            }
        };
        add(header, "based_on", &based_on);
        let parts = LISTS.map(|(list, _)| format!("/properties/{list}/items"));
        let limbs = "/properties/condition/items/properties/limb/items";
        for place in parts.iter().map(String::as_str).chain([limbs]) {
            add(place, "after", &self.described("part.after", id.clone()));
        }
        let mut taken = |place: &str, key: &str| {
            let table = root.pointer_mut(place).and_then(Value::as_object_mut);
            table
                .and_then(|table| table.remove(key))
                .unwrap_or_default()
        };
        let mut whole = json!({ "type": "object", "properties": {} });
        if let Some(properties) = whole.get_mut("properties").and_then(Value::as_object_mut) {
            for (list, _) in LISTS {
                let place = format!("/properties/{list}/items");
                let mut items = json!({ "type": "object", "required": taken(&place, "required") });
                let table = items.as_object_mut();
                match (list, table) {
                    ("field", Some(table)) => {
                        // A shared field needs no more than its id.
                        for key in ["if", "then", "else"] {
                            table.insert(key.into(), taken(&place, key));
                        }
                    }
                    ("condition", Some(table)) => {
                        let limb = json!({ "type": "object", "oneOf": taken(limbs, "oneOf") });
                        let limb = json!({ "limb": { "type": "array", "items": limb } });
                        table.insert("properties".into(), limb);
                    }
                    _ => {}
                }
                properties.insert(list.into(), json!({ "type": "array", "items": items }));
            }
            let required = taken(header, "required");
            let header = json!({ "type": "object", "required": required });
            properties.insert("ruleset".into(), header);
        }
        let required = taken("", "required");
        let Some(root) = root.as_object_mut() else {
            return;
        };
        if let Some(whole) = whole.as_object_mut() {
            whole.insert("required".into(), required);
        }
        let is_overlay = json!({ "type": "object", "required": ["based_on"] });
        let is_overlay = json!({ "type": "object", "properties": { "ruleset": is_overlay } });
        root.insert("required".into(), json!(["ruleset"]));
        root.insert("if".into(), is_overlay);
        root.insert("else".into(), whole);
    }

    /// A table whose keys stand at `path`.
    fn table(&self, shape: &Shape, path: &str) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (key, kind, needed) in shape.keys {
            let path = join(path, key);
            properties.insert((*key).into(), self.described(&path, self.kind(kind, &path)));
            if *needed {
                required.push(*key);
            }
        }
        let mut table = Map::new();
        table.insert("type".into(), "object".into());
        table.insert("additionalProperties".into(), false.into());
        if shape.operator {
            let names = Operator::NAMES.iter().copied();
            let names = names.chain(shorthand::NAMES).chain(["use"]);
            let one: Vec<Value> = names.map(|name| json!({ "required": [name] })).collect();
            let limb = path == "condition.limb" || path == "definition";
            let operators = Operator::ALL.iter();
            let operators =
                operators.map(|operator| (operator.name(), self.operator(*operator, limb)));
            let day = json!({ "$ref": "#/$defs/day" });
            let field = json!({ "$ref": "#/$defs/field" });
            let short = shorthand::NAMES.map(|name| match name {
                "in_order" => (name, list_of(day.clone(), 2, shorthand::MAX_IN_ORDER)),
                _ => (name, list_of(field.clone(), 2, 2)),
            });
            // A definition's name.
            let definition = [("use", json!({ "type": "string" }))];
            for (name, schema) in operators.chain(short).chain(definition) {
                let place = join("predicate", name);
                properties.insert(name.into(), self.described(&place, schema));
            }
            table.insert("oneOf".into(), one.into());
        }
        if path == "field" {
            for key in questions::KEYS {
                let path = join(path, key);
                let schema = self.described(&path, self.kind(&Kind::Text, &path));
                properties.insert(key.into(), schema);
            }
        }
        table.insert("properties".into(), Value::Object(properties));
        if path == "field" {
            // A shared field says only what it changes.
            let shared: Vec<&String> = self.shared.iter().map(|(id, _)| id).collect();
            table.insert("required".into(), json!(["id"]));
            table.insert(
                "if".into(),
                json!({ "required": ["id"], "properties": { "id": { "enum": shared } } }),
            );
            table.insert(
                "then".into(),
                json!({ "propertyNames": { "enum": vocabulary::CHANGEABLE } }),
            );
            // Of a finding or a decision the id says the type, and an official supplies it.
            let judged = json!({ "type": "string", "pattern": "^(finding|decision)\\." });
            table.insert(
                "else".into(),
                json!({
                    "if": { "required": ["id"], "properties": { "id": judged } },
                    "then": { "required": ["label"] },
                    "else": { "required": required },
                }),
            );
        } else if !required.is_empty() {
            table.insert("required".into(), required.into());
        }
        table
    }

    /// What stands under the key at `path`.
    fn kind(&self, kind: &Kind, path: &str) -> Value {
        match kind {
            Kind::Format => json!({ "const": FORMAT }),
            Kind::Id if path == "procedure.varies_by" => json!({ "$ref": "#/$defs/choice" }),
            Kind::Id => json!({ "$ref": "#/$defs/id" }),
            Kind::Ids if path == "condition.limb.supports" => {
                list(json!({ "$ref": "#/$defs/field" }))
            }
            Kind::Ids => list(json!({ "$ref": "#/$defs/id" })),
            Kind::String => json!({ "$ref": "#/$defs/string" }),
            Kind::Strings => {
                let one = json!({ "$ref": "#/$defs/string" });
                json!({ "anyOf": [one, list(one.clone())] })
            }
            Kind::Text => json!({ "$ref": "#/$defs/text" }),
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Day => json!({ "type": "string", "format": "date" }),
            Kind::Days => {
                list(json!({ "anyOf": [{ "$ref": "#/$defs/date" }, { "const": "asOf" }] }))
            }
            Kind::Name(names) => json!({ "enum": names }),
            Kind::Predicate => json!({ "$ref": "#/$defs/predicate" }),
            Kind::Table(shape) => Value::Object(self.table(shape, path)),
            Kind::Tables(shape) => {
                let mut list = list(Value::Object(self.table(shape, path)));
                if let (Some(list), "condition.limb" | "procedure") = (list.as_object_mut(), path) {
                    list.insert("minItems".into(), 1.into());
                }
                list
            }
        }
    }

    /// What an operator takes; in a limb the members of an `any` are alternatives.
    fn operator(&self, operator: Operator, limb: bool) -> Value {
        let named = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
        let field = |types: FieldTypes| {
            let are = |of: &&[FieldType]| {
                let mut all = FieldType::ALL.into_iter();
                all.all(|kind| types.has(kind) == of.contains(&kind))
            };
            let mut sets = FIELDS.iter();
            named(
                sets.find(|(_, of)| are(of))
                    .map_or("field", |(name, _)| name),
            )
        };
        let pair = |first: Value, second: Value| {
            json!({
                "type": "array",
                "prefixItems": [first, second],
                "minItems": 2,
                "maxItems": 2,
            })
        };
        let value = |types: FieldTypes| {
            if types.has(FieldType::Choices) {
                named("id")
            } else {
                json!({ "type": ["string", "boolean", "integer"] })
            }
        };
        match operator.takes() {
            Takes::Field(types) => field(types),
            Takes::FieldAndValue(types) => pair(field(types), value(types)),
            Takes::FieldAndValues(types) => pair(field(types), list_of(value(types), 1, 64)),
            Takes::TwoFields(types) => pair(field(types), field(types)),
            Takes::FieldAndLimit(types) => {
                let number = json!({ "type": "integer", "minimum": 0, "maximum": MAX_INTEGER });
                let limit = json!({ "anyOf": [number, field(types)] });
                let share = json!({ "type": "integer", "minimum": 1, "maximum": MAX_IN_SHARE });
                json!({
                    "type": "array",
                    "prefixItems": [field(types), limit, share, share],
                    "minItems": 2,
                    "maxItems": 4,
                })
            }
            Takes::TwoDays(_) => pair(named("day"), named("day")),
            Takes::TwoDaysAndDays(_) | Takes::TwoDaysAndYears(_) => json!({
                "type": "array",
                "prefixItems": [named("day"), named("day"), { "type": "integer", "minimum": 0 }],
                "minItems": 2,
                "maxItems": 3,
            }),
            Takes::Period => json!({ "const": true }),
            Takes::Predicates if limb && operator == Operator::Any => list(named("alternative")),
            Takes::Predicates => list(named("predicate")),
            Takes::Predicate => named("predicate"),
        }
    }

    fn definitions(&self) -> Map<String, Value> {
        let mut definitions = Map::new();
        let mut add = |name: &str, schema: Value| definitions.insert(name.into(), schema);
        add(
            "id",
            json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$", "maxLength": 64 }),
        );
        add(
            "string",
            json!({ "type": "string", "pattern": "\\S", "maxLength": 10_000 }),
        );
        add("text", Value::Object(self.table(&TEXT, "text")));
        add(
            "predicate",
            Value::Object(self.table(&PREDICATE, "predicate")),
        );
        add(
            "alternative",
            Value::Object(self.table(&ALTERNATIVE, "alternative")),
        );
        add(
            "definition",
            Value::Object(self.table(&PREDICATE, "definition")),
        );
        let shared: Vec<&String> = self.shared.iter().map(|(id, _)| id).collect();
        let own = json!({ "allOf": [{ "$ref": "#/$defs/id" }, { "not": { "enum": shared } }] });
        add("own", own);
        for (name, types) in FIELDS {
            // Offers the shared fields of that type, refuses those of others, and leaves the
            // ruleset's own to `rulesets check`.
            let takes = |kind: &String| types.iter().any(|known| known.name() == kind);
            let offered = self.shared.iter().filter(|(_, kind)| takes(kind));
            let offered: Vec<&String> = offered.map(|(id, _)| id).collect();
            let own = json!({ "$ref": "#/$defs/own" });
            let any = if offered.is_empty() {
                vec![own]
            } else {
                vec![json!({ "enum": offered }), own]
            };
            add(name, json!({ "anyOf": any }));
        }
        add(
            "day",
            json!({ "anyOf": [
                { "$ref": "#/$defs/timed" },
                { "type": "string", "format": "date" },
                { "const": "asOf" },
            ] }),
        );
        definitions
    }
}

fn list_of(items: Value, least: usize, most: usize) -> Value {
    json!({ "type": "array", "minItems": least, "maxItems": most, "items": items })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The way to every key of a shape.
    fn paths(shape: &Shape, path: &str, into: &mut BTreeSet<String>) {
        for (key, kind, _) in shape.keys {
            let path = join(path, key);
            if let Kind::Table(shape) | Kind::Tables(shape) = kind {
                paths(shape, &path, into);
            }
            into.insert(path);
        }
    }

    #[test]
    fn every_key_is_described_and_nothing_else() {
        let mut wanted =
            BTreeSet::from(["define", "imprecise", "common", "source"].map(str::to_owned));
        wanted.extend(questions::KEYS.map(|key| join("field", key)));
        paths(&IMPRECISE, "imprecise", &mut wanted);
        paths(&common::LINE, "common", &mut wanted);
        paths(&source::SOURCE, "source", &mut wanted);
        wanted
            .extend(["deleted", "renumbered", "ruleset.based_on", "part.after"].map(str::to_owned));
        paths(&DELETED, "deleted", &mut wanted);
        paths(&RENUMBERED, "renumbered", &mut wanted);
        paths(&BASED_ON, "ruleset.based_on", &mut wanted);
        paths(&DOCUMENT, "", &mut wanted);
        paths(&TEXT, "text", &mut wanted);
        paths(&ALTERNATIVE, "alternative", &mut wanted);
        let operators = Operator::NAMES.iter().copied();
        let operators = operators.chain(shorthand::NAMES).chain(["use"]);
        wanted.extend(operators.map(|name| join("predicate", name)));
        for lang in Lang::ALL {
            let words = Words::load(lang).unwrap();
            let text = |path| {
                words
                    .text(path)
                    .unwrap_or_else(|| panic!("nothing of {path}"))
            };
            let used = wanted.iter().map(|path| text(path));
            let used: BTreeSet<_> = used.collect();
            for (key, text) in &used {
                assert!(text.ends_with(['。', '.']), "{key}");
            }
            assert_eq!(used, words.keys.iter().collect());
        }
    }
}
