//! TOML as a JSON value, with the place of every value; dates become strings.

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::places::{Places, join};
use super::problems::Problems;
use super::syntax;
use crate::engine::error::Problem;
use crate::engine::ruleset::MAX_BYTES;
use crate::engine::unknown::clip;

/// How many values a file may hold, as written and again with its definitions filled in.
pub(super) const MAX_VALUES: usize = 200_000;
/// How long a key may be, and the path of a value, in bytes: the path of every value is kept.
const MAX_KEY: usize = 100;
const MAX_PATH: usize = 500;

/// What a file holds.
pub(super) struct Parsed<'t> {
    /// Its values.
    pub(super) document: Map<String, Value>,
    /// Where they stand.
    pub(super) places: Places<'t>,
    /// What no ruleset may hold.
    pub(super) problems: Problems,
}

/// Reads `toml`; fails where it is no TOML, or too large.
pub(super) fn parse(toml: &str) -> Result<Parsed<'_>, Vec<Problem>> {
    if toml.len() > MAX_BYTES {
        return Err(vec![Problem {
            path: String::new(),
            message: "the ruleset is larger than 4 MiB".to_owned(),
            position: None,
        }]);
    }
    let (table, errors) = DeTable::parse_recoverable(toml);
    if !errors.is_empty() {
        return Err(syntax::mistakes(toml, &errors));
    }
    let mut reader = Reader {
        places: Places::of(toml),
        problems: Problems::default(),
        values: 0,
    };
    Ok(Parsed {
        document: reader.table(table.get_ref(), ""),
        places: reader.places,
        problems: reader.problems,
    })
}

struct Reader<'t> {
    places: Places<'t>,
    problems: Problems,
    /// How many values have been read.
    values: usize,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>, path: &str) -> Map<String, Value> {
        let mut entries = Map::new();
        for (key, value) in table {
            let (name, offset) = (key.get_ref(), key.span().start);
            if name.len() > MAX_KEY {
                let message = format!("the key `{}` is longer than {MAX_KEY} bytes", clip(name));
                self.problems.add(path, message);
                continue;
            }
            let value = self.value(value, join(path, name), offset);
            entries.insert(name.to_string(), value);
        }
        entries
    }

    /// The value at `path`, which was written at `offset`.
    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: String, offset: usize) -> Value {
        self.values += 1;
        if self.values > MAX_VALUES {
            if self.values == MAX_VALUES + 1 {
                self.problems
                    .add("", format!("there are more than {MAX_VALUES} values"));
            }
            return Value::Null;
        }
        if path.len() > MAX_PATH {
            let message = format!("`{}` stands too deep", clip(&path));
            let top = path.split('.').next().unwrap_or_default();
            self.problems.add(top, message);
            return Value::Null;
        }
        self.places.wrote(path.clone(), offset);
        let path = path.as_str();
        match value.get_ref() {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Boolean(yes) => (*yes).into(),
            DeValue::Datetime(date) => date.to_string().into(),
            DeValue::Integer(number) => {
                match u64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => number.into(),
                    Err(_) => {
                        self.problems
                            .add(path, "needs a whole number that is not negative");
                        Value::Null
                    }
                }
            }
            DeValue::Float(_) => {
                let compares = [".at_most[", ".at_least["];
                let is_share = compares.iter().any(|operator| path.contains(operator));
                self.problems.add(
                    path,
                    if is_share {
                        "needs whole numbers: a share is two of them, such as `1, 2` for a half"
                    } else {
                        "needs a whole number"
                    },
                );
                Value::Null
            }
            DeValue::Array(list) => {
                let entries = list.iter().enumerate().map(|(at, entry)| {
                    self.value(entry, format!("{path}[{at}]"), entry.span().start)
                });
                Value::Array(entries.collect())
            }
            DeValue::Table(table) => Value::Object(self.table(table, path)),
        }
    }
}
