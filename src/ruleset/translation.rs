//! Languages of a ruleset's texts.
//!
//! Japanese is the language of the rules: it is required, shipped and hashed.
//! A translation is laid over it from a file of its own, so that a page in
//! Japanese carries no English, and a better wording in English changes no hash.

use serde_json::{Map, Value};

/// The languages a text may have; the first is required.
pub const LANGUAGES: [&str; 2] = ["ja", "en"];

/// `document` with every text in Japanese only: what is shipped and hashed.
pub fn japanese(document: &Value) -> Value {
    match document {
        Value::Object(table) => {
            let text = is_text(table);
            let kept = table.iter().filter(|(key, _)| !text || *key == "ja");
            Value::Object(
                kept.map(|(key, value)| (key.clone(), japanese(value)))
                    .collect(),
            )
        }
        Value::Array(list) => Value::Array(list.iter().map(japanese).collect()),
        other => other.clone(),
    }
}

/// The texts of `document` in another language, in its shape: a string for each text,
/// `null` for an entry of a list without any; `None` where there is none at all.
#[cfg(feature = "native")]
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
