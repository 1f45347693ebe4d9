//! Reading a document from JSON.

use super::value::{Document, MAX_INTEGER, Table};

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

impl Document {
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

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;

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
}
