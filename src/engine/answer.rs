//! Answers: what was entered for a field, read into the field's type.
//!
//! What a text says decides nothing, only whether it says something; so an answer holds no text.
//! What was said is kept beside it ([`Contents`]), for a receipt.

use std::borrow::Cow;

use crate::engine::contents::{Contents, Item, Items};
use crate::engine::date::{Date, FiscalYear};
use crate::engine::document::{MAX_INTEGER, write_number};
use crate::engine::error::Error;
use crate::engine::field::{Field, FieldType, Id};
use crate::engine::nearest::nearest;
use crate::engine::normalize::plain;
use crate::engine::unknown::{fill, listed};

/// The longest text a field takes, in bytes of UTF-8.
const MAX_TEXT: usize = 100_000;
/// The most entries a list takes, and the longest they may be together.
pub(crate) const MAX_ITEMS: usize = 1_000;
const MAX_LIST: usize = 1_000_000;
/// How many options are named where an answer is none.
const MAX_NAMED: usize = 8;

/// A value as it comes from outside, before its field's type is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<'a> {
    /// Absent, null.
    Blank,
    /// A string, as typed.
    Text(Cow<'a, str>),
    /// A JSON number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list of strings.
    List(Vec<Cow<'a, str>>),
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
    /// Something entered that cannot be read as the field's type.
    Unusable,
    /// A text that is not blank.
    Text,
    /// 0 … 2⁵³ − 1.
    Integer(u64),
    /// A boolean fact, or an officer's finding.
    Boolean(bool),
    /// The option at that position.
    Choice(u8),
    /// The options at those positions.
    Choices(OptionSet),
    /// Entries, none blank, at least one.
    Items(Box<Items>),
    /// A day.
    Date(Date),
    /// A fiscal year.
    FiscalYear(FiscalYear),
    /// Another act.
    Decision(Decision),
}

impl Answer {
    /// Reads `input` as a value of `field`; the entries of lists get their numbers from `contents`.
    ///
    /// A string that does not read as the number or day its field wants is
    /// [`Answer::Unusable`], since people type; a value of another JSON type, or
    /// an option that does not exist, is the caller's mistake and an error.
    pub fn read(
        field: &Field,
        input: &Input<'_>,
        contents: &mut Contents<'_>,
    ) -> Result<Answer, Error> {
        match input {
            Input::Blank => Ok(Answer::Blank),
            Input::Text(text) => {
                check_text(field, text)?;
                if text.trim().is_empty() {
                    Ok(Answer::Blank)
                } else {
                    of_text(field, text)
                }
            }
            Input::Number(number) => of_number(field, *number),
            Input::Boolean(yes)
                if matches!(field.kind, FieldType::Boolean | FieldType::Finding) =>
            {
                Ok(Answer::Boolean(*yes))
            }
            Input::List(list) => of_list(field, list, contents),
            Input::Boolean(_) | Input::Other => Err(wrong_type(field)),
        }
    }

    /// A list of these entries, of which there is at least one.
    pub fn items(given: Vec<Item>) -> Answer {
        Answer::Items(Box::new(Items::new(given)))
    }

    /// Whether nothing usable was entered: blank, unusable, or a decision still pending.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Answer::Blank | Answer::Unusable | Answer::Decision(Decision::Pending)
        )
    }
}

fn of_text(field: &Field, text: &str) -> Result<Answer, Error> {
    let read = match field.kind {
        FieldType::Text if says(text) => Some(Answer::Text),
        FieldType::Text => Some(Answer::Blank),
        FieldType::Integer => integer(&plain(text)).map(Answer::Integer),
        FieldType::Date => Date::read(&plain(text)).map(Answer::Date),
        FieldType::FiscalYear => FiscalYear::read(&plain(text)).map(Answer::FiscalYear),
        FieldType::Choice => Some(Answer::Choice(option(field, text)?)),
        FieldType::Decision => Some(Answer::Decision(decision(field, text)?)),
        _ => return Err(wrong_type(field)),
    };
    Ok(read.unwrap_or(Answer::Unusable))
}

/// Whether a text states anything: it has a letter or a digit. A browser knows which characters
/// these are; there the package looks (`pkg/src/input/words.ts`).
fn says(text: &str) -> bool {
    cfg!(not(feature = "native")) || text.chars().any(char::is_alphanumeric)
}

/// A number written in digits, with commas before every three of them or none, and perhaps what is
/// counted: 6,000件.
fn integer(text: &str) -> Option<u64> {
    let text = match text.chars().next_back() {
        Some('件' | '人' | '名' | '枚' | '部' | '通' | '冊' | '個' | '台') => {
            text.get(..text.len() - 3)?.trim_ascii_end()
        }
        _ => text,
    };
    let mut number = 0u64;
    // Digits since the last comma, and whether there was one.
    let (mut digits, mut commas) = (0, false);
    for byte in text.bytes() {
        let whole = if commas {
            digits == 3
        } else {
            matches!(digits, 1..=3)
        };
        match byte {
            b',' if whole => (digits, commas) = (0, true),
            b'0'..=b'9' if number <= MAX_INTEGER => {
                number = number * 10 + u64::from(byte - b'0');
                digits += 1;
            }
            _ => return None,
        }
    }
    let whole = if commas { digits == 3 } else { digits > 0 };
    (whole && number <= MAX_INTEGER).then_some(number)
}

fn of_number(field: &Field, number: f64) -> Result<Answer, Error> {
    let whole = whole(number);
    let read = match field.kind {
        FieldType::Integer => whole.map(Answer::Integer),
        FieldType::FiscalYear => whole
            .and_then(|year| FiscalYear::of(u32::try_from(year).ok()?))
            .map(Answer::FiscalYear),
        _ => return Err(wrong_type(field)),
    };
    Ok(read.unwrap_or(Answer::Unusable))
}

/// The integer a number is, if it is one that can be entered. A conversion there and back is smaller
/// than a remainder; it is exact, for the largest integer is 2⁵³ − 1.
pub(super) fn whole(number: f64) -> Option<u64> {
    let whole = number as u64;
    (whole <= MAX_INTEGER && whole as f64 == number).then_some(whole)
}

fn of_list(
    field: &Field,
    list: &[Cow<'_, str>],
    contents: &mut Contents<'_>,
) -> Result<Answer, Error> {
    match field.kind {
        FieldType::Choices => {
            let mut set = OptionSet::default();
            for text in list {
                set.0 |= 1 << option(field, text)?;
            }
            Ok(Answer::Choices(set))
        }
        FieldType::Items => items(field, list, contents),
        _ => Err(wrong_type(field)),
    }
}

fn items(
    field: &Field,
    list: &[Cow<'_, str>],
    contents: &mut Contents<'_>,
) -> Result<Answer, Error> {
    if list.len() > MAX_ITEMS {
        return Err(too_large(field, MAX_ITEMS, " entries"));
    }
    if list.iter().map(|text| text.len()).sum::<usize>() > MAX_LIST {
        return Err(too_large(field, MAX_LIST, " bytes of text"));
    }
    for text in list {
        check_text(field, text)?;
    }
    let mut entries = Vec::new();
    for text in list {
        let entry = contents.normal(text);
        if !entry.is_empty() {
            entries.push(contents.item(&entry));
        }
    }
    Ok(if entries.is_empty() {
        Answer::Blank
    } else {
        Answer::items(entries)
    })
}

fn option(field: &Field, text: &str) -> Result<u8, Error> {
    let mut options = field.options.iter().map(Id::as_str);
    let position = options.position(|option| option == text);
    match position.and_then(|position| u8::try_from(position).ok()) {
        Some(position) => Ok(position),
        None => {
            let options: Vec<&str> = field.options.iter().map(Id::as_str).collect();
            Err(unknown(field, text, &options))
        }
    }
}

fn decision(field: &Field, text: &str) -> Result<Decision, Error> {
    let names = Decision::ALL.map(Decision::name);
    Decision::from_name(text.trim()).ok_or_else(|| unknown(field, text, &names))
}

/// Where the field's answer stands in a request.
pub(crate) fn place(field: &Field) -> String {
    fill("answers.{}", &[field.id.as_str()])
}

/// That a field's answer is another's to give.
pub(crate) fn not_theirs(field: &Field) -> Error {
    Error::NotYours(place(field), field.supplier)
}

/// That an answer is none of those there are. It is not repeated: a form may bind to a choice what
/// people have typed.
fn unknown(field: &Field, name: &str, known: &[&str]) -> Error {
    let nearest = nearest(name, &mut known.iter().copied()).map(str::to_owned);
    let first = listed(&mut known.iter().copied().take(MAX_NAMED));
    Error::UnknownChoice(place(field), first, nearest)
}

fn too_large(field: &Field, limit: usize, of: &str) -> Error {
    let mut text = "at most ".to_owned();
    write_number(limit as u64, &mut text);
    text.push_str(of);
    Error::TooLarge(place(field), text)
}

fn wrong_type(field: &Field) -> Error {
    let wanted = match field.kind {
        FieldType::Text => "a string",
        FieldType::Integer => "a number or a string of digits",
        FieldType::Boolean | FieldType::Finding => "`true` or `false`",
        FieldType::Choice => "one of its options as a string",
        FieldType::Choices => "a list of its options",
        FieldType::Items => "a list of strings",
        FieldType::Date => "a day as `2026-04-01`",
        FieldType::FiscalYear => "a year as `2026`",
        FieldType::Decision => "`approved`, `rejected`, `pending` or `not_sought`",
    };
    let why = fill("is a {} field and needs {}", &[field.kind.name(), wanted]);
    Error::WrongType(place(field), why)
}

fn check_text(field: &Field, text: &str) -> Result<(), Error> {
    if text.len() > MAX_TEXT {
        return Err(too_large(field, MAX_TEXT, " bytes of text"));
    }
    if text.bytes().any(|byte| byte == 0) {
        return Err(Error::BadText(place(field)));
    }
    Ok(())
}
