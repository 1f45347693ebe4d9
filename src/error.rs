//! What can be wrong with what came in, each with its place.

use crate::document::{Document, Table};
use crate::field::Supplier;

/// One mistake in a ruleset, with the place it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `condition[3].limb[1].stated`.
    pub path: String,
    /// What is wrong and what to write.
    pub message: String,
    /// Line and column in the TOML source, counted from 1, where there is one.
    pub position: Option<(usize, usize)>,
}

/// Why a request, an answer or a ruleset was refused. Codes are stable; messages are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// `bad_json`: the text is not JSON, or not of the shape expected. As the parser says it.
    BadJson(String),
    /// `bad_ruleset`: the document nests deeper than any ruleset does.
    TooDeep,
    /// `bad_ruleset`: every mistake found in the ruleset.
    BadRuleset(Vec<Problem>),
    /// `unknown_ruleset`: no ruleset has this id or alias.
    UnknownRuleset(Unknown),
    /// `unknown_procedure`: the ruleset has no such procedure.
    UnknownProcedure(Unknown),
    /// `unknown_field`: neither the ruleset nor the shared vocabulary has this field.
    UnknownField(Unknown),
    /// `unknown_key`: the request has a key that means nothing.
    UnknownKey(Unknown),
    /// `unknown_choice`: the value is none of the field's options.
    UnknownChoice(Place, Unknown),
    /// `missing_key`: a key every request needs is absent.
    MissingKey(&'static str),
    /// `wrong_type`: the value's type is not the field's.
    WrongType(Place, String),
    /// `too_large`: longer than anything a form holds.
    TooLarge(Place, String),
    /// `not_yours`: the asker may not supply this field.
    NotYours(Place, Supplier),
    /// `bad_stage`: neither `draft` nor `filed`.
    BadStage(String),
    /// `bad_supplier`: `by` is none of `applicant`, `officer`, `body`.
    BadSupplier(String),
    /// `bad_date`: `asOf` is not an ISO date.
    BadDate(Place, String),
    /// `bad_text`: the text holds a character no form can hold (NUL, a lone surrogate).
    BadText(Place),
    /// `bad_receipt`: not a receipt made by this engine's schema.
    BadReceipt(String),
}

/// Where in the request: `answers.scope.work`.
pub type Place = String;

/// A name that means nothing here, and the nearest one that does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name as given.
    pub name: String,
    /// The nearest known name, if any is near.
    pub nearest: Option<String>,
}

impl Unknown {
    /// `name`, with the nearest of `known`.
    pub fn new(name: &str, known: &mut dyn Iterator<Item = &str>) -> Unknown {
        let mut nearest: Option<(usize, &str)> = None;
        if name.len() <= 256 {
            let limit = 1 + name.chars().count() / 3;
            for candidate in known {
                let distance = strsim::osa_distance(name, candidate);
                let best = nearest.map_or(limit + 1, |(best, _)| best);
                if distance < best {
                    nearest = Some((distance, candidate));
                }
            }
        }
        Unknown {
            name: clip(name),
            nearest: nearest.map(|(_, name)| name.to_owned()),
        }
    }
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        quoted(&self.name, f)?;
        match &self.nearest {
            Some(nearest) => did_you_mean(nearest, f),
            None => Ok(()),
        }
    }
}

/// At most 80 characters of what came in: enough to recognise it in a message.
pub(crate) fn clip(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Error {
    /// The stable code, as in `ShodakuError.code`.
    pub fn code(&self) -> &'static str {
        match self {
            Error::BadJson(_) => "bad_json",
            Error::TooDeep | Error::BadRuleset(_) => "bad_ruleset",
            Error::UnknownRuleset(_) => "unknown_ruleset",
            Error::UnknownProcedure(_) => "unknown_procedure",
            Error::UnknownField(_) => "unknown_field",
            Error::UnknownKey(_) => "unknown_key",
            Error::UnknownChoice(..) => "unknown_choice",
            Error::MissingKey(_) => "missing_key",
            Error::WrongType(..) => "wrong_type",
            Error::TooLarge(..) => "too_large",
            Error::NotYours(..) => "not_yours",
            Error::BadStage(_) => "bad_stage",
            Error::BadSupplier(_) => "bad_supplier",
            Error::BadDate(..) => "bad_date",
            Error::BadText(_) => "bad_text",
            Error::BadReceipt(_) => "bad_receipt",
        }
    }

    /// Where in the request: `answers.scope.work`, `procedure`; empty for the whole.
    pub fn path(&self) -> String {
        match self {
            Error::BadJson(_) | Error::TooDeep => String::new(),
            Error::BadRuleset(problems) => problems
                .first()
                .map(|problem| problem.path.clone())
                .unwrap_or_default(),
            Error::UnknownRuleset(_) => "ruleset".into(),
            Error::UnknownProcedure(_) => "procedure".into(),
            Error::UnknownField(unknown) => format!("answers.{}", unknown.name),
            Error::UnknownKey(unknown) => unknown.name.clone(),
            Error::MissingKey(key) => (*key).into(),
            Error::BadStage(_) => "stage".into(),
            Error::BadSupplier(_) => "by".into(),
            Error::BadReceipt(_) => "receipt".into(),
            Error::UnknownChoice(place, _)
            | Error::WrongType(place, _)
            | Error::TooLarge(place, _)
            | Error::NotYours(place, _)
            | Error::BadDate(place, _)
            | Error::BadText(place) => place.clone(),
        }
    }

    /// The error as a plain object: `{code, path, message, nearest?, errors?}`.
    pub fn to_value(&self) -> Document {
        let mut object = Table::default();
        object.insert("code", self.code().into());
        object.insert("path", self.path().as_str().into());
        object.insert("message", self.to_string().as_str().into());
        if let Some(nearest) = self.nearest() {
            object.insert("nearest", nearest.into());
        }
        if let Error::BadRuleset(problems) = self {
            let mut errors = Vec::new();
            for problem in problems {
                let mut object = Table::default();
                object.insert("path", problem.path.as_str().into());
                object.insert("message", problem.message.as_str().into());
                errors.push(Document::Table(object));
            }
            object.insert("errors", Document::List(errors));
        }
        Document::Table(object)
    }

    /// The nearest known name, where a name was unknown.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Error::UnknownRuleset(unknown)
            | Error::UnknownProcedure(unknown)
            | Error::UnknownField(unknown)
            | Error::UnknownKey(unknown)
            | Error::UnknownChoice(_, unknown) => unknown.nearest.as_deref(),
            _ => None,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Every message is: before, the input in backticks, after.
        let (before, input, after): (&str, &str, &str) = match self {
            Error::BadJson(why) => ("not the JSON expected: ", "", why),
            Error::TooDeep => ("the ruleset nests deeper than any does", "", ""),
            Error::BadRuleset(problems) => match problems.first() {
                Some(first) => (
                    "the ruleset has mistakes; the first at ",
                    &first.path,
                    &first.message,
                ),
                None => ("the ruleset has mistakes", "", ""),
            },
            Error::UnknownRuleset(unknown) => ("unknown ruleset ", &unknown.name, ""),
            Error::UnknownProcedure(unknown) => ("unknown procedure ", &unknown.name, ""),
            Error::UnknownField(unknown) => ("unknown field ", &unknown.name, ""),
            Error::UnknownKey(unknown) => ("unknown key ", &unknown.name, ""),
            Error::UnknownChoice(place, unknown) => {
                quoted(place, f)?;
                (" has no option ", &unknown.name, "")
            }
            Error::MissingKey(key) => ("the request lacks ", key, ""),
            Error::WrongType(place, why) => ("", place, why),
            Error::TooLarge(place, limit) => {
                quoted(place, f)?;
                (" is too large: ", "", limit)
            }
            Error::NotYours(place, supplier) => {
                f.write_str("only the ")?;
                f.write_str(supplier.name())?;
                (" may supply ", place, "")
            }
            Error::BadStage(stage) => ("", stage, " is no stage; write `draft` or `filed`"),
            Error::BadSupplier(by) => (
                "",
                by,
                " is no asker; write `applicant`, `officer` or `body`",
            ),
            Error::BadDate(place, text) => {
                quoted(place, f)?;
                (" is ", text, ", not a day as `2026-04-01`")
            }
            Error::BadText(place) => (
                "",
                place,
                " holds a character no form can hold: NUL or half a surrogate pair",
            ),
            Error::BadReceipt(why) => ("not a receipt: ", "", why),
        };
        f.write_str(before)?;
        if !input.is_empty() {
            quoted(input, f)?;
        }
        if !after.is_empty() && !after.starts_with([' ', ',']) && !input.is_empty() {
            f.write_str(" ")?;
        }
        f.write_str(after)?;
        match self.nearest() {
            Some(nearest) => did_you_mean(nearest, f),
            None => Ok(()),
        }
    }
}

fn quoted(input: &str, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    f.write_str("`")?;
    f.write_str(input)?;
    f.write_str("`")
}

fn did_you_mean(nearest: &str, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    f.write_str("; did you mean ")?;
    quoted(nearest, f)?;
    f.write_str("?")
}

impl std::error::Error for Error {}
