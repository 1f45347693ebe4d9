//! Reading a request from JSON, with errors that name the key.
//!
//! Only outside a browser: there, a request already is an object.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::error::RequestError;
use super::particulars::Particulars;
use super::{Request, read_as_of, read_by, read_stage};
use crate::engine::answer::Input;
use crate::engine::error::Error;
use crate::engine::stage::Stage;
use crate::engine::unknown::Unknown;

/// The keys of a request.
const KEYS: [&str; 9] = [
    "ruleset",
    "version",
    "procedure",
    "asOf",
    "stage",
    "by",
    "reference",
    "answers",
    "context",
];

impl<'a> Request<'a> {
    /// Reads one request.
    pub fn from_json(json: &'a str) -> Result<Request<'a>, Error> {
        let raw: Raw = serde_json::from_str(json).map_err(|error| {
            // What is JSON and no object is not repeated: it may be an answer.
            Error::BadJson(match error.classify() {
                Category::Data => "a request is an object".into(),
                _ => error.to_string(),
            })
        })?;
        if let Some(unknown) = raw.unknown.first() {
            return Err(
                RequestError::UnknownKey(Unknown::new(unknown, &mut KEYS.into_iter())).into(),
            );
        }
        if let Some(key) = raw.repeated {
            return Err(RequestError::RepeatedKey(key.into()).into());
        }
        let [ruleset, version, procedure, as_of, stage, by, reference] = raw.scalars;
        let [answers, context] = raw.maps;
        Ok(Request {
            ruleset: string("ruleset", ruleset)?,
            version: string("version", version)?,
            procedure: string("procedure", procedure)?
                .ok_or(RequestError::MissingKey("procedure"))?,
            stage: match string("stage", stage)? {
                None => Stage::Draft,
                Some(stage) => read_stage(&stage)?,
            },
            as_of: read_as_of(&string("asOf", as_of)?.ok_or(RequestError::MissingKey("asOf"))?)?,
            by: string("by", by)?.map(|by| read_by(&by)).transpose()?,
            answers: answers.read("answers", "needs an object of field ids and values")?,
            particulars: Particulars::read(
                string("reference", reference)?,
                context.read("context", "needs an object of labels and texts")?,
            )?,
        })
    }
}

fn string<'a>(key: &'static str, input: Input<'a>) -> Result<Option<Cow<'a, str>>, Error> {
    match input {
        Input::Blank => Ok(None),
        Input::Text(text) => Ok(Some(text)),
        _ => Err(Error::WrongType(key.into(), "needs a string".into())),
    }
}

/// A request before its values are checked.
struct Raw<'a> {
    /// `ruleset`, `version`, `procedure`, `asOf`, `stage`, `by`, `reference`.
    scalars: [Input<'a>; 7],
    /// `answers`, `context`.
    maps: [Entries<'a>; 2],
    unknown: Vec<Cow<'a, str>>,
    repeated: Option<&'static str>,
}

/// Values by key, in the order given.
enum Entries<'a> {
    Absent,
    Given(Vec<(Cow<'a, str>, Input<'a>)>),
    WrongType,
}

impl<'a> Entries<'a> {
    fn read(self, key: &str, needs: &str) -> Result<Vec<(Cow<'a, str>, Input<'a>)>, Error> {
        match self {
            Entries::Absent => Ok(Vec::new()),
            Entries::Given(entries) => Ok(entries),
            Entries::WrongType => Err(Error::WrongType(key.into(), needs.into())),
        }
    }
}

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw<'de>, D::Error> {
        struct RawVisitor;
        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Raw<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a request: an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
                let mut scalars = [
                    Input::Blank,
                    Input::Blank,
                    Input::Blank,
                    Input::Blank,
                    Input::Blank,
                    Input::Blank,
                    Input::Blank,
                ];
                let mut maps = [Entries::Absent, Entries::Absent];
                let mut unknown = Vec::new();
                let (mut seen, mut repeated) = ([false; KEYS.len()], None);
                while let Some(Text(key)) = map.next_key::<Text<'de>>()? {
                    let known = KEYS.into_iter().position(|known| known == key);
                    if let Some((known, seen)) =
                        known.and_then(|at| KEYS.get(at).zip(seen.get_mut(at)))
                        && std::mem::replace(seen, true)
                    {
                        repeated = Some(*known);
                    }
                    let Some(at) = known else {
                        map.next_value::<IgnoredAny>()?;
                        unknown.push(key);
                        continue;
                    };
                    if let Some(scalar) = scalars.get_mut(at) {
                        *scalar = map.next_value()?;
                    } else if let Some(entries) = maps.get_mut(at - scalars.len()) {
                        *entries = map.next_value()?;
                    }
                }
                Ok(Raw {
                    scalars,
                    maps,
                    unknown,
                    repeated,
                })
            }
        }
        deserializer.deserialize_map(RawVisitor)
    }
}

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<'de>, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                // Room for what most procedures ask.
                let mut entries = Vec::with_capacity(64);
                while let Some((Text(id), input)) = map.next_entry()? {
                    entries.push((id, input));
                }
                Ok(Entries::Given(entries))
            }
            fn visit_unit<E>(self) -> Result<Entries<'de>, E> {
                Ok(Entries::Absent)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Entries<'de>, E> {
                Ok(Entries::WrongType)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Entries<'de>, E> {
                Ok(Entries::WrongType)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Entries<'de>, E> {
                Ok(Entries::WrongType)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Entries<'de>, E> {
                Ok(Entries::WrongType)
            }
            fn visit_str<E>(self, _: &str) -> Result<Entries<'de>, E> {
                Ok(Entries::WrongType)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entries<'de>, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Entries::WrongType)
            }
        }
        deserializer.deserialize_any(EntriesVisitor)
    }
}

impl<'de> Deserialize<'de> for Input<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Input<'de>, D::Error> {
        struct InputVisitor;
        impl<'de> Visitor<'de> for InputVisitor {
            type Value = Input<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an answer")
            }
            fn visit_unit<E>(self) -> Result<Input<'de>, E> {
                Ok(Input::Blank)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Input<'de>, E> {
                Ok(Input::Boolean(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Input<'de>, E> {
                Ok(Input::Number(value as f64))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Input<'de>, E> {
                Ok(Input::Number(value as f64))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Input<'de>, E> {
                Ok(Input::Number(value))
            }
            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Input<'de>, E> {
                Ok(Input::Text(Cow::Borrowed(value)))
            }
            fn visit_str<E>(self, value: &str) -> Result<Input<'de>, E> {
                Ok(Input::Text(Cow::Owned(value.to_owned())))
            }
            fn visit_string<E>(self, value: String) -> Result<Input<'de>, E> {
                Ok(Input::Text(Cow::Owned(value)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Input<'de>, A::Error> {
                let mut texts = Vec::new();
                let mut other = false;
                while let Some(entry) = list.next_element::<Input>()? {
                    match entry {
                        Input::Text(text) if !other => texts.push(text),
                        _ => other = true,
                    }
                }
                Ok(if other {
                    Input::Other
                } else {
                    Input::List(texts)
                })
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Input<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Input::Other)
            }
        }
        deserializer.deserialize_any(InputVisitor)
    }
}

/// A string, borrowed from the JSON where nothing in it is escaped.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text<'de>, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}
