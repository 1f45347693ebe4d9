//! The reader: a ruleset document against its shape, every mistake at once, each with its path.
//!
//! It walks a parsed document rather than deserialising into structs, because whoever writes a
//! ruleset needs the whole list of mistakes, not the first. It goes twice: over the
//! [`super::shape`] (here), then over what the parts mean ([`super::parts`], and
//! [`super::predicates`]), where a part of the wrong shape is passed over. Time and memory are
//! bounded by the document's size, its depth and the number of predicates.

use super::path::Path;
use super::shape::{Kind, Shape, TEXT};
use super::values::{MAX_ENTRIES, day, id, string};
use crate::engine::document::Document;
use crate::engine::error::Problem;
use crate::engine::field::Field;
use crate::engine::nearest::nearest;
use crate::engine::operator::Operator;
use crate::engine::predicate::InForce;
use crate::engine::unknown::{clip, did_you_mean, fill, listed};

/// The version of the format this engine reads.
pub const FORMAT: u64 = 1;
/// How many predicates, tests included, and names of fields and parts a ruleset may hold; what
/// several procedures list counts for each.
const MAX_PARTS: usize = 20_000;
/// How many mistakes are listed.
const MAX_PROBLEMS: usize = 100;
/// For how many of them the nearest known name is looked for, which takes time.
const MAX_SEARCHES: usize = 20;

/// Reads a ruleset document and gathers its mistakes.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
    pub(super) parts: usize,
    /// How many steps judging the predicates read so far may take.
    pub(super) steps: usize,
    pub(super) fields: Vec<Field>,
    /// The positions of fields whose type is none.
    pub(super) untyped: Vec<usize>,
    pub(super) in_force: Option<InForce>,
    /// Whether the header has a period, readable or not.
    pub(super) has_period: bool,
}

/// What is wrong with the shape of `value`, which stands under `key`.
#[cfg(feature = "native")]
pub fn problems(value: &Document, key: &str, kind: &Kind) -> Vec<Problem> {
    let mut reader = Reader::default();
    reader.kind(value, &Path::ROOT.key(key), kind);
    reader.problems
}

impl Reader {
    /// Notes a mistake: `message` with each `{}` replaced by the next input.
    pub(super) fn problem(&mut self, path: &Path<'_>, message: &str, inputs: &[&str]) {
        if self.problems.len() < MAX_PROBLEMS {
            let mut place = String::new();
            path.write(&mut place);
            let message = fill(message, inputs);
            // Parts several procedures share are read for each.
            let mut known = self.problems.iter();
            if !known.any(|known| known.path == place && known.message == message) {
                self.problems.push(Problem {
                    path: place,
                    message,
                    position: None,
                });
            }
        }
    }

    /// Counts one more predicate or name; false where there are too many.
    pub(super) fn counts(&mut self, path: &Path<'_>) -> bool {
        self.parts += 1;
        // Once: everything after it would say the same.
        if self.parts == MAX_PARTS + 1 {
            let message = "more than 20000 predicates and names";
            self.problem(path, message, &[]);
        }
        self.parts <= MAX_PARTS
    }

    pub(super) fn table(&mut self, value: &Document, path: &Path<'_>, shape: &Shape) {
        let Document::Table(table) = value else {
            return self.problem(path, "needs a table", &[]);
        };
        let before = self.problems.len();
        for (key, _) in table.iter() {
            let known = shape.keys.iter().any(|(name, _, _)| name == key)
                || shape.operator && Operator::from_name(key).is_some();
            if !known {
                unknown(
                    &mut self.problems,
                    &path.key(key),
                    "unknown key `{}`",
                    key,
                    &mut shape.names(),
                );
            }
        }
        let after = self.problems.len();
        for (key, kind, required) in shape.keys {
            match table.get(key) {
                Some(value) => self.kind(value, &path.key(key), kind),
                // A misspelled key is one mistake, not one unknown and one missing.
                None if *required && !self.meant(before..after, key) => {
                    self.problem(&path.key(key), "is missing", &[]);
                }
                None => {}
            }
        }
    }

    /// Whether one of these problems takes an unknown key for `key`.
    pub(super) fn meant(&self, problems: std::ops::Range<usize>, key: &str) -> bool {
        let hint = did_you_mean(Some(key));
        let mut noted = self.problems.get(problems).unwrap_or_default().iter();
        noted.any(|problem| problem.message.ends_with(&hint))
    }

    pub(super) fn kind(&mut self, value: &Document, path: &Path<'_>, kind: &Kind) {
        let wanted = match kind {
            Kind::Format => {
                if value.as_number() == Some(FORMAT) {
                    return;
                }
                return self.problem(path, "this engine reads format 1", &[]);
            }
            Kind::Id if id(value).is_some() => return,
            Kind::Id => "an id: lower-case letters, digits, `.`, `_` and `-`, at most 64",
            Kind::String if string(value).is_some() => return,
            Kind::String => "a text that is not blank, at most 10000 bytes",
            Kind::Flag if value.as_boolean().is_some() => return,
            Kind::Flag => "`true` or `false`",
            Kind::Day if day(value).is_some() => return,
            Kind::Day => "a day as `2026-04-01`",
            Kind::Text if value.as_table().is_some() => return self.table(value, path, &TEXT),
            Kind::Text => "a text as `{ ja = \"…\" }`",
            Kind::Predicate if value.as_table().is_some() => return,
            Kind::Predicate => "a table with one operator",
            Kind::Table(shape) => return self.table(value, path, shape),
            Kind::Strings if value.as_str().is_some() => {
                return self.kind(value, path, &Kind::String);
            }
            Kind::Ids => {
                return self.list(value, path, &|reader, value, path| {
                    reader.kind(value, path, &Kind::Id);
                });
            }
            Kind::Strings => {
                return self.list(value, path, &|reader, value, path| {
                    reader.kind(value, path, &Kind::String);
                });
            }
            // What they are is read with what they mean.
            Kind::Days => return,
            Kind::Tables(shape) => {
                return self.list(value, path, &|reader, value, path| {
                    reader.table(value, path, shape);
                });
            }
            Kind::Name(names) => {
                let name = value.as_str().unwrap_or_default();
                if !names.contains(&name) {
                    let mut message = "unknown name `{}`; one of ".to_owned();
                    message.push_str(&listed(&mut names.iter().copied()));
                    unknown(
                        &mut self.problems,
                        path,
                        &message,
                        name,
                        &mut names.iter().copied(),
                    );
                }
                return;
            }
        };
        self.problem(path, "needs {}", &[wanted]);
    }

    pub(super) fn list(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        check: &dyn Fn(&mut Reader, &Document, &Path<'_>),
    ) {
        match value {
            Document::List(list) if list.len() <= MAX_ENTRIES => {
                for (at, value) in list.iter().enumerate() {
                    check(self, value, &path.index(at));
                }
            }
            Document::List(_) => {
                self.problem(path, "has more than 2000 entries", &[]);
            }
            _ => self.problem(path, "needs a list", &[]),
        }
    }
}

/// Notes a name that means nothing: `message` with it, and the nearest of those `known`.
pub(super) fn unknown(
    problems: &mut Vec<Problem>,
    path: &Path<'_>,
    message: &str,
    name: &str,
    known: &mut dyn Iterator<Item = &str>,
) {
    let mut place = String::new();
    path.write(&mut place);
    let mut message = fill(message, &[&clip(name)]);
    // Read again for another procedure, it is the same.
    let again = |known: &Problem| known.path == place && known.message.starts_with(&message);
    if problems.len() >= MAX_PROBLEMS || problems.iter().any(again) {
        return;
    }
    if problems.len() < MAX_SEARCHES {
        message.push_str(&did_you_mean(nearest(name, known)));
    }
    problems.push(Problem {
        path: place,
        message,
        position: None,
    });
}
