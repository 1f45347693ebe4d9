//! What can be wrong with what came in, each with its place.

use crate::engine::document::{Document, Malformed, Table};
use crate::engine::field::Supplier;
#[cfg(feature = "native")]
use crate::engine::request::error::RequestError;
#[cfg(feature = "native")]
use crate::engine::unknown::Unknown;
use crate::engine::unknown::{did_you_mean, fill};

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
    /// `bad_ruleset`: the document nests deeper, or has more keys in a table, than any ruleset.
    BeyondLimits,
    /// `bad_ruleset`: every mistake found in the ruleset.
    BadRuleset(Vec<Problem>),
    /// `unknown_procedure`: the ruleset has no such procedure; in a browser the package says it.
    #[cfg(feature = "native")]
    UnknownProcedure(Unknown),
    /// `unknown_field`: neither the ruleset nor the shared vocabulary has this field; in a browser
    /// the package says it.
    #[cfg(feature = "native")]
    UnknownField(Unknown),
    /// `unknown_choice`: the value is no option of the field, of which these are the first; the
    /// nearest.
    UnknownChoice(Place, String, Option<String>),
    /// `wrong_type`: the value's type is not the field's.
    WrongType(Place, String),
    /// `too_large`: longer than anything a form holds.
    TooLarge(Place, String),
    /// `not_yours`: the asker may not supply this field.
    NotYours(Place, Supplier),
    /// `bad_date`: `asOf` is not an ISO date.
    BadDate(Place, String),
    /// What is wrong with a request as a whole; in a browser the package says it.
    #[cfg(feature = "native")]
    Request(RequestError),
    /// `bad_text`: the text holds a character no form can hold (NUL, a lone surrogate).
    BadText(Place),
}

impl From<Malformed> for Error {
    fn from(malformed: Malformed) -> Error {
        match malformed {
            Malformed::NotJson => Error::BadJson("neither JSON nor without white space".to_owned()),
            Malformed::BeyondLimits => Error::BeyondLimits,
        }
    }
}

#[cfg(feature = "native")]
impl From<RequestError> for Error {
    fn from(error: RequestError) -> Error {
        Error::Request(error)
    }
}

/// Where in the request: `answers.scope.work`.
pub type Place = String;

impl Error {
    /// The stable code, as in `ShodakuError.code`.
    pub fn code(&self) -> &'static str {
        match self {
            Error::BadJson(_) => "bad_json",
            Error::BeyondLimits | Error::BadRuleset(_) => "bad_ruleset",
            #[cfg(feature = "native")]
            Error::UnknownProcedure(_) => "unknown_procedure",
            #[cfg(feature = "native")]
            Error::UnknownField(_) => "unknown_field",
            Error::UnknownChoice(..) => "unknown_choice",
            Error::WrongType(..) => "wrong_type",
            Error::TooLarge(..) => "too_large",
            Error::NotYours(..) => "not_yours",
            Error::BadDate(..) => "bad_date",
            Error::BadText(_) => "bad_text",
            #[cfg(feature = "native")]
            Error::Request(error) => error.code(),
        }
    }

    /// Where in the request: `answers.scope.work`, `procedure`; empty for the whole.
    pub fn path(&self) -> String {
        match self {
            Error::BadJson(_) | Error::BeyondLimits => String::new(),
            Error::BadRuleset(problems) => problems
                .first()
                .map(|problem| problem.path.clone())
                .unwrap_or_default(),
            #[cfg(feature = "native")]
            Error::UnknownProcedure(_) => "procedure".into(),
            #[cfg(feature = "native")]
            Error::UnknownField(unknown) => fill("answers.{}", &[&unknown.name]),
            #[cfg(feature = "native")]
            Error::Request(error) => error.path(),
            Error::UnknownChoice(place, ..)
            | Error::WrongType(place, _)
            | Error::TooLarge(place, _)
            | Error::NotYours(place, _)
            | Error::BadDate(place, _)
            | Error::BadText(place) => place.clone(),
        }
    }

    /// What is wrong, in lower case, with the input in backticks.
    pub fn message(&self) -> String {
        #[cfg(feature = "native")]
        let said: String;
        let (template, first, second): (&str, &str, &str) = match self {
            #[cfg(feature = "native")]
            Error::Request(error) => {
                said = error.message();
                ("{}", &said, "")
            }
            Error::BadJson(why) => ("not the JSON expected: {}", why, ""),
            Error::BeyondLimits => (
                "the ruleset nests deeper, or has more keys in a table, than any does",
                "",
                "",
            ),
            Error::BadRuleset(problems) => match problems.first() {
                Some(Problem { path, message, .. }) if path.is_empty() => {
                    ("the ruleset has mistakes; the first: {}", message, "")
                }
                Some(Problem { path, message, .. }) => (
                    "the ruleset has mistakes; the first at `{}` {}",
                    path,
                    message,
                ),
                None => ("the ruleset has mistakes", "", ""),
            },
            #[cfg(feature = "native")]
            Error::UnknownProcedure(unknown) => ("unknown procedure `{}`", &unknown.name, ""),
            #[cfg(feature = "native")]
            Error::UnknownField(unknown) => ("unknown field `{}`", &unknown.name, ""),
            Error::UnknownChoice(place, options, _) => ("`{}` needs an option: {}", place, options),
            Error::WrongType(place, why) => ("`{}` {}", place, why),
            Error::TooLarge(place, limit) => ("`{}` is too large: {}", place, limit),
            Error::NotYours(place, supplier) => {
                ("only the {} may supply `{}`", supplier.name(), place)
            }
            Error::BadDate(place, text) => ("`{}` is `{}`, not a day as `2026-04-01`", place, text),
            Error::BadText(place) => (
                "`{}` holds a character no form can hold: NUL or half a surrogate pair",
                place,
                "",
            ),
        };
        let mut message = fill(template, &[first, second]);
        message.push_str(&did_you_mean(self.nearest()));
        message
    }

    /// The error as a plain object: `{code, path, message, nearest?, errors?}`.
    pub fn to_value(&self) -> Document {
        let mut object = Table::default();
        object.text("code", self.code());
        object.text("path", &self.path());
        object.text("message", &self.message());
        if let Some(nearest) = self.nearest() {
            object.text("nearest", nearest);
        }
        if let Error::BadRuleset(problems) = self {
            let mut errors = Vec::new();
            for problem in problems {
                let mut object = Table::default();
                object.text("path", &problem.path);
                object.text("message", &problem.message);
                errors.push(Document::Table(object));
            }
            object.insert("errors", Document::List(errors));
        }
        Document::Table(object)
    }

    /// The nearest known name, where a name was unknown.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            #[cfg(feature = "native")]
            Error::Request(error) => error.nearest(),
            #[cfg(feature = "native")]
            Error::UnknownProcedure(unknown) | Error::UnknownField(unknown) => {
                unknown.nearest.as_deref()
            }
            Error::UnknownChoice(.., nearest) => nearest.as_deref(),
            _ => None,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}
