//! Answers: what was entered for a field, read into the field's type.

use crate::date::{Date, FiscalYear};
use crate::error::{Error, Unknown};
use crate::field::{Field, FieldType, Id};
use crate::normalize::{Nfkc, normalize};

/// The longest text a field takes, in bytes of UTF-8.
const MAX_TEXT: usize = 100_000;
/// The most entries a list takes.
const MAX_ITEMS: usize = 1_000;
/// The largest integer a field takes: 2⁵³ − 1, the last that JavaScript counts exactly.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// A value as it comes from outside, before its field's type is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Absent, null.
    Blank,
    /// A string, as typed.
    Text(String),
    /// A JSON number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list of strings.
    List(Vec<String>),
    /// Anything no field takes: an object, a list of anything else.
    Other,
}

/// What another body said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It approved.
    Approved,
    /// It refused.
    Rejected,
    /// It was asked and has not answered: unknown.
    Pending,
    /// It was not asked, and will not be.
    NotSought,
}

impl Decision {
    /// Every decision there is.
    pub const ALL: [Decision; 4] = [
        Decision::Approved,
        Decision::Rejected,
        Decision::Pending,
        Decision::NotSought,
    ];

    /// The name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Approved => "approved",
            Decision::Rejected => "rejected",
            Decision::Pending => "pending",
            Decision::NotSought => "not_sought",
        }
    }

    /// The decision of that name.
    pub fn from_name(name: &str) -> Option<Decision> {
        Decision::ALL
            .into_iter()
            .find(|decision| decision.name() == name)
    }
}

/// A set of options of one field, by position; at most 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OptionSet(pub u64);

/// A field's value in the field's type.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing entered: absent, null, or white space.
    Blank,
    /// Something entered that cannot be read as the field's type; kept as typed.
    Unusable(String),
    /// Text as typed; not blank.
    Text(String),
    /// 0 … 2⁵³ − 1.
    Integer(u64),
    /// A boolean fact, or an officer's finding.
    Boolean(bool),
    /// The option at that position.
    Choice(u8),
    /// The options at those positions.
    Choices(OptionSet),
    /// Normalised entries, none blank, at least one.
    Items(Vec<String>),
    /// A day.
    Date(Date),
    /// A fiscal year.
    FiscalYear(FiscalYear),
    /// Another act.
    Decision(Decision),
}

impl Answer {
    /// Reads `input` as a value of `field`.
    ///
    /// A string that does not read as the number or day its field wants is
    /// [`Answer::Unusable`], since people type; a value of another JSON type, or
    /// an option that does not exist, is the caller's mistake and an error.
    pub fn read(field: &Field, input: Input, nfkc: Nfkc) -> Result<Answer, Error> {
        let input = match input {
            Input::Blank => return Ok(Answer::Blank),
            Input::Text(text) => {
                check_text(field, &text)?;
                if text.trim().is_empty() {
                    return Ok(Answer::Blank);
                }
                Input::Text(text)
            }
            other => other,
        };
        Ok(match (&field.kind, input) {
            (FieldType::Text, Input::Text(text)) => Answer::Text(text),
            (FieldType::Integer, Input::Number(number)) => integer(number),
            (FieldType::Integer, Input::Text(text)) => {
                let mut digits = normalize(&text, nfkc);
                digits.retain(|character| character != ',');
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
                match digits.parse() {
                    Ok(number) if plain && number <= MAX_INTEGER => Answer::Integer(number),
                    _ => Answer::Unusable(text),
                }
            }
            (FieldType::Boolean | FieldType::Finding, Input::Boolean(yes)) => Answer::Boolean(yes),
            (FieldType::Choice(options), Input::Text(text)) => {
                Answer::Choice(option(field, options, &text)?)
            }
            (FieldType::Choices(options), Input::List(list)) => {
                let mut set = OptionSet::default();
                for text in list {
                    set.0 |= 1 << option(field, options, &text)?;
                }
                Answer::Choices(set)
            }
            (FieldType::Items, Input::List(list)) => items(field, list, nfkc)?,
            (FieldType::Date, Input::Text(text)) => match Date::read(&normalize(&text, nfkc)) {
                Some(date) => Answer::Date(date),
                None => Answer::Unusable(text),
            },
            (FieldType::FiscalYear, Input::Number(number)) => match integer(number) {
                Answer::Integer(year @ 1868..=9999) => {
                    Answer::FiscalYear(FiscalYear(i32::try_from(year).unwrap_or_default()))
                }
                _ => unusable(number),
            },
            (FieldType::FiscalYear, Input::Text(text)) => {
                match FiscalYear::read(&normalize(&text, nfkc)) {
                    Some(year) => Answer::FiscalYear(year),
                    None => Answer::Unusable(text),
                }
            }
            (FieldType::Decision, Input::Text(text)) => match Decision::from_name(text.trim()) {
                Some(decision) => Answer::Decision(decision),
                None => {
                    let known = &mut Decision::ALL.iter().map(|decision| decision.name());
                    return Err(Error::UnknownChoice(
                        place(field),
                        Unknown::new(&text, known),
                    ));
                }
            },
            (kind, _) => {
                let wanted = match kind {
                    FieldType::Text => "a string",
                    FieldType::Integer => "a number or a string of digits",
                    FieldType::Boolean | FieldType::Finding => "`true` or `false`",
                    FieldType::Choice(_) => "one of its options as a string",
                    FieldType::Choices(_) => "a list of its options",
                    FieldType::Items => "a list of strings",
                    FieldType::Date => "a day as `2026-04-01`",
                    FieldType::FiscalYear => "a year as `2026`",
                    FieldType::Decision => "`approved`, `rejected`, `pending` or `not_sought`",
                };
                let why = format!("is a {} field and needs {wanted}", kind.name());
                return Err(Error::WrongType(place(field), why));
            }
        })
    }

    /// Whether nothing usable was entered: blank, unusable, or a decision still pending.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Answer::Blank | Answer::Unusable(_) | Answer::Decision(Decision::Pending)
        )
    }
}

/// Where the field's answer stands in a request.
fn place(field: &Field) -> String {
    format!("answers.{}", field.id)
}

fn check_text(field: &Field, text: &str) -> Result<(), Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::TooLarge(
            place(field),
            format!("at most {MAX_TEXT} bytes of text"),
        ));
    }
    if text.bytes().any(|byte| byte == 0) {
        return Err(Error::BadText(place(field)));
    }
    Ok(())
}

/// A number no field takes. What it was matters only to tell requests apart, so its bits do,
/// and no printing of floating point is needed.
fn unusable(number: f64) -> Answer {
    Answer::Unusable(format!("#{:x}", number.to_bits()))
}

fn integer(number: f64) -> Answer {
    // Exact: the largest value compared is 2⁵³ − 1.
    if number.is_finite() && number >= 0.0 && number <= MAX_INTEGER as f64 && number % 1.0 == 0.0 {
        Answer::Integer(number as u64)
    } else {
        unusable(number)
    }
}

fn option(field: &Field, options: &[Id], text: &str) -> Result<u8, Error> {
    options
        .iter()
        .position(|option| option.as_str() == text)
        .and_then(|position| u8::try_from(position).ok())
        .ok_or_else(|| {
            Error::UnknownChoice(
                place(field),
                Unknown::new(text, &mut options.iter().map(Id::as_str)),
            )
        })
}

fn items(field: &Field, list: Vec<String>, nfkc: Nfkc) -> Result<Answer, Error> {
    if list.len() > MAX_ITEMS {
        return Err(Error::TooLarge(
            place(field),
            format!("at most {MAX_ITEMS} entries"),
        ));
    }
    let mut entries = Vec::with_capacity(list.len());
    for text in list {
        check_text(field, &text)?;
        let entry = normalize(&text, nfkc);
        if !entry.is_empty() {
            entries.push(entry);
        }
    }
    Ok(if entries.is_empty() {
        Answer::Blank
    } else {
        Answer::Items(entries)
    })
}
