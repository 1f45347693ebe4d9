//! The texts of one language of a ruleset, to be laid over it from a file of their own.

use serde_json::{Map, Value};

use crate::engine::lang::LANGUAGES;

/// The texts of `document` in another language, in its shape: a string for each text,
/// `null` for an entry of a list without any; `None` where there is none at all.
pub fn translation(document: &Value, language: &str) -> Option<Value> {
    match document {
        Value::Object(table) if is_text(table) => table.get(language).cloned(),
        Value::Object(table) => {
            let texts: Map<String, Value> = table
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), translation(value, language)?)))
                .collect();
            (!texts.is_empty()).then_some(Value::Object(texts))
        }
        Value::Array(list) => {
            let texts: Vec<Value> = list
                .iter()
                .map(|value| translation(value, language).unwrap_or(Value::Null))
                .collect();
            texts
                .iter()
                .any(|text| !text.is_null())
                .then_some(Value::Array(texts))
        }
        _ => None,
    }
}

/// Whether a table is a text: languages and nothing else, Japanese among them.
fn is_text(table: &Map<String, Value>) -> bool {
    table.contains_key("ja") && table.keys().all(|key| LANGUAGES.contains(&key.as_str()))
}
