//! Documents and tables.

use crate::engine::lang::LANGUAGES;

/// The largest whole number: 2⁵³ − 1, the last that JavaScript counts exactly.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;
/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// `null`, and every number that is not whole or too large: valid nowhere.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// From 0 to 2⁵³ − 1.
    Number(u64),
    /// A string.
    String(String),
    /// An array.
    List(Vec<Document>),
    /// An object.
    Table(Table),
}

/// An object; its keys are sorted by code point, each there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(pub(super) Vec<(String, Document)>);

impl Document {
    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Document::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<u64> {
        match self {
            Document::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// `true` or `false`, if it is one.
    pub fn as_boolean(&self) -> Option<bool> {
        match self {
            Document::Boolean(yes) => Some(*yes),
            _ => None,
        }
    }

    /// The entries, if it is a list.
    pub fn as_list(&self) -> Option<&[Document]> {
        match self {
            Document::List(list) => Some(list),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Document::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Strings as a list.
    pub fn strings(texts: &mut dyn Iterator<Item = &str>) -> Document {
        let mut list = Vec::new();
        for text in texts {
            list.push(text.into());
        }
        Document::List(list)
    }
}

impl Table {
    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Document> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// Puts `value` under `key`, in place of any there.
    pub fn insert(&mut self, key: &str, value: Document) {
        match self
            .0
            .binary_search_by(|(known, _)| known.as_str().cmp(key))
        {
            Ok(at) => {
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
            Err(at) => self.0.insert(at, (key.to_owned(), value)),
        }
    }

    /// Puts a string under `key`.
    pub fn text(&mut self, key: &str, text: &str) {
        self.insert(key, text.into());
    }

    /// The keys and values, sorted by key.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Document)> {
        self.0.iter()
    }

    /// Whether this is a text: languages and nothing else, Japanese among them.
    pub fn is_text(&self) -> bool {
        self.get("ja").is_some()
            && self
                .iter()
                .all(|(key, _)| LANGUAGES.contains(&key.as_str()))
    }
}

impl From<&str> for Document {
    fn from(text: &str) -> Document {
        Document::String(text.to_owned())
    }
}

#[cfg(feature = "native")]
impl From<&serde_json::Value> for Document {
    fn from(value: &serde_json::Value) -> Document {
        use serde_json::Value;
        match value {
            Value::Null => Document::Null,
            Value::Bool(yes) => Document::Boolean(*yes),
            Value::Number(number) => number
                .as_u64()
                .filter(|number| *number <= MAX_INTEGER)
                .map_or(Document::Null, Document::Number),
            Value::String(text) => Document::String(text.clone()),
            Value::Array(list) => Document::List(list.iter().map(Document::from).collect()),
            Value::Object(map) => {
                let mut table = Table::default();
                for (key, value) in map {
                    table.insert(key, value.into());
                }
                Document::Table(table)
            }
        }
    }
}
