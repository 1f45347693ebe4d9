//! Documents: JSON as rulesets and results use it, with whole numbers and keys in order.
//!
//! Sorted lists in place of a B-tree map, and no floating point, keep 10 KB out of the
//! WebAssembly build. Outside of it, documents come from and go to serde_json's values.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::engine::lang::LANGUAGES;

/// The largest whole number: 2⁵³ − 1, the last that JavaScript counts exactly.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;
/// How deep a document may nest.
const MAX_DEPTH: usize = 64;
/// How many keys a table may have; they are kept sorted one by one.
const MAX_KEYS: usize = 1_000;

/// Why a text is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It is no JSON as `JSON.stringify` writes it.
    NotJson,
    /// It nests deeper, or has more keys in a table, than any ruleset.
    BeyondLimits,
}

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
pub struct Table(Vec<(String, Document)>);

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

    /// The document of a JSON text as `JSON.stringify` writes it: without white space.
    pub fn read(json: &str) -> Result<Document, Malformed> {
        let mut reader = Reader {
            rest: json,
            beyond: false,
        };
        match reader.value(0) {
            Some(document) if reader.rest.is_empty() => Ok(document),
            _ if reader.beyond => Err(Malformed::BeyondLimits),
            _ => Err(Malformed::NotJson),
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

    /// The canonical text (RFC 8785) in Japanese: no spaces, keys sorted, strings escaped as
    /// `JSON.stringify` does. Keys are sorted by code point, which for the ASCII keys of a
    /// ruleset is the order RFC 8785 asks for.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, into: &mut String) {
        match self {
            Document::Null => into.push_str("null"),
            Document::Boolean(true) => into.push_str("true"),
            Document::Boolean(false) => into.push_str("false"),
            Document::Number(number) => write_number(*number, into),
            Document::String(text) => write_string(text, into),
            Document::List(list) => {
                let mut before = '[';
                for value in list {
                    into.push(before);
                    before = ',';
                    value.write(into);
                }
                into.push_str(if before == '[' { "[]" } else { "]" });
            }
            Document::Table(table) => {
                let text = table.is_text();
                let mut before = '{';
                for (key, value) in table.iter() {
                    if !text || key == "ja" {
                        into.push(before);
                        before = ',';
                        write_string(key, into);
                        into.push(':');
                        value.write(into);
                    }
                }
                into.push_str(if before == '{' { "{}" } else { "}" });
            }
        }
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

/// Writes a whole number.
pub(crate) fn write_number(number: u64, into: &mut String) {
    if number > 9 {
        write_number(number / 10, into);
    }
    into.push(digit(number % 10));
}

/// The digit of a number below 16, in lower case.
pub(crate) fn digit(number: u64) -> char {
    char::from(
        b"0123456789abcdef"
            .get(number as usize)
            .copied()
            .unwrap_or(b'0'),
    )
}

/// What is left to read of a JSON text.
struct Reader<'t> {
    rest: &'t str,
    beyond: bool,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Document> {
        if depth > MAX_DEPTH {
            self.beyond = true;
            return None;
        }
        if self.takes("\"") {
            return self.string().map(Document::String);
        }
        if self.takes("[") {
            let mut list = Vec::new();
            while !self.takes("]") {
                if !list.is_empty() && !self.takes(",") {
                    return None;
                }
                list.push(self.value(depth + 1)?);
            }
            return Some(Document::List(list));
        }
        if self.takes("{") {
            let mut table = Table::default();
            while !self.takes("}") {
                if !table.0.is_empty() && !self.takes(",") || !self.takes("\"") {
                    return None;
                }
                let key = self.string()?;
                self.beyond = table.0.len() >= MAX_KEYS;
                if self.beyond || !self.takes(":") {
                    return None;
                }
                table.insert(&key, self.value(depth + 1)?);
            }
            return Some(Document::Table(table));
        }
        if self.takes("true") {
            return Some(Document::Boolean(true));
        }
        if self.takes("false") {
            return Some(Document::Boolean(false));
        }
        if self.takes("null") {
            return Some(Document::Null);
        }
        self.number()
    }

    /// Steps over `text`, if it comes next.
    fn takes(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The string whose first quotation mark is behind.
    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let mut bytes = self.rest.bytes();
            let end = bytes.position(|byte| byte == b'"' || byte == b'\\')?;
            text.push_str(self.rest.get(..end)?);
            self.rest = self.rest.get(end..)?;
            if self.takes("\"") {
                return Some(text);
            }
            let mut escaped = self.rest.chars().skip(1);
            let character = escaped.next()?;
            self.rest = self.rest.get(2..)?;
            text.push(match character {
                '"' | '\\' | '/' => character,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let code = u32::from_str_radix(self.rest.get(..4)?, 16).ok()?;
                    self.rest = self.rest.get(4..)?;
                    // Only half a surrogate pair is written as a code that is no character.
                    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                _ => return None,
            });
        }
    }

    /// A number; what is not whole is valid nowhere.
    fn number(&mut self) -> Option<Document> {
        let (mut length, mut number) = (0, Some(0));
        for byte in self.rest.bytes() {
            number = match (byte, number) {
                (b'0'..=b'9', Some(before)) if before <= MAX_INTEGER => {
                    Some(before * 10 + u64::from(byte - b'0'))
                }
                (b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E', _) => None,
                _ => break,
            };
            length += 1;
        }
        self.rest = self.rest.get(length..)?;
        let whole = number.filter(|number| *number <= MAX_INTEGER);
        (length > 0).then_some(whole.map_or(Document::Null, Document::Number))
    }
}

fn write_string(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        let short = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..'\u{20}' => 'u',
            _ => {
                into.push(character);
                continue;
            }
        };
        into.push('\\');
        into.push(short);
        if short == 'u' {
            into.push_str("00");
            let code = u64::from(u32::from(character));
            into.push(digit(code >> 4));
            into.push(digit(code & 15));
        }
    }
    into.push('"');
}

impl From<&str> for Document {
    fn from(text: &str) -> Document {
        Document::String(text.to_owned())
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Document::Null => serializer.serialize_unit(),
            Document::Boolean(yes) => serializer.serialize_bool(*yes),
            Document::Number(number) => serializer.serialize_u64(*number),
            Document::String(text) => serializer.serialize_str(text),
            Document::List(list) => {
                let mut sequence = serializer.serialize_seq(Some(list.len()))?;
                for value in list {
                    sequence.serialize_element(value)?;
                }
                sequence.end()
            }
            Document::Table(table) => {
                let mut map = serializer.serialize_map(Some(table.0.len()))?;
                for (key, value) in table.iter() {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
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

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_text_is_json_stringify_s() {
        let value: serde_json::Value = serde_json::from_str(
            r#"{"b":[1,true,null,[],{}],"a":"\u0000\u0007\b\t\n\u000b\f\r\u001f\"\\/é😀 uU\u2028"}"#,
        )
        .unwrap();
        assert_eq!(
            Document::from(&value).canonical(),
            "{\"a\":\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/é😀 uU\u{2028}\",\"b\":[1,true,null,[],{}]}",
        );
    }

    #[test]
    fn what_json_stringify_writes_is_read() {
        for json in [
            "{\"a\":\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/é😀\",\"b\":[1,true,false,null,[],{},9007199254740991]}",
            "\"\"",
            "[[[]],{\"a\":{\"b\":0}}]",
        ] {
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(Document::read(json), Ok(Document::from(&value)), "{json}");
            assert_eq!(Document::read(json).unwrap().canonical(), json);
        }
        for not_whole in [
            "-1",
            "1.5",
            "1e21",
            "9007199254740992",
            "99999999999999999999",
            "-0",
        ] {
            assert_eq!(Document::read(not_whole), Ok(Document::Null), "{not_whole}");
        }
        assert_eq!(Document::read("\"\\ud800\""), Ok("\u{fffd}".into()));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in [
            "",
            "[",
            "[1,]",
            "[,1]",
            "[1 ,2]",
            "[1]]",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "tru",
            "nul",
            "truefalse",
            " 1",
        ] {
            assert_eq!(Document::read(text), Err(Malformed::NotJson), "{text}");
        }
        assert_eq!(
            Document::read(&"[".repeat(100_000)),
            Err(Malformed::BeyondLimits)
        );
        let keys: Vec<String> = (0..100_000)
            .rev()
            .map(|at| format!("\"k{at}\":1"))
            .collect();
        let table = format!("{{{}}}", keys.join(","));
        assert_eq!(Document::read(&table), Err(Malformed::BeyondLimits));
    }

    #[test]
    fn a_text_is_written_in_japanese_only() {
        let value =
            serde_json::json!({"label": {"ja": "氏名", "en": "name"}, "other": {"en": "x"}});
        assert_eq!(
            Document::from(&value).canonical(),
            r#"{"label":{"ja":"氏名"},"other":{"en":"x"}}"#
        );
    }
}
