//! Writing a document as canonical JSON.

#[cfg(feature = "native")]
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::value::Document;

impl Document {
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

#[cfg(feature = "native")]
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
                let mut map = serializer.serialize_map(Some(table.iter().len()))?;
                for (key, value) in table.iter() {
                    map.serialize_entry(key, value)?;
                }
                map.end()
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
    fn a_text_is_written_in_japanese_only() {
        let value =
            serde_json::json!({"label": {"ja": "氏名", "en": "name"}, "other": {"en": "x"}});
        assert_eq!(
            Document::from(&value).canonical(),
            r#"{"label":{"ja":"氏名"},"other":{"en":"x"}}"#
        );
    }
}
