//! The receipt (検査記録): what was judged, by which ruleset and engine, as hashes.
//!
//! It holds no answers. Answers are hashed in their normal form, so that a form
//! behind a Shift_JIS host and the same form behind a UTF-8 host agree; the
//! report is hashed without its texts, so that a better wording changes nothing.

use crate::engine::answer::Answer;
use crate::engine::contents::Contents;
use crate::engine::document::{Document, Table};
use crate::engine::field::{Field, FieldIndex};
use crate::engine::hash::sha256;
use crate::engine::judging::Judging;

/// This engine's name and version, as receipts state it.
pub const ENGINE: &str = concat!("shodaku ", env!("CARGO_PKG_VERSION"));

/// What of a receipt the core alone can tell: hashes, in lower-case hexadecimal SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashes {
    /// Of the canonical JSON of the answers in their normal form.
    pub answers: String,
    /// Of the encoded judgement, two bytes a word, the low one first. By position: what the words
    /// mean, the ruleset's own hash says.
    pub report: String,
}

impl Hashes {
    /// The hashes of what answers come to now that say `contents`. A `salt` goes into both, so that
    /// who has not got it cannot try out which answers they are of; "" is none.
    pub fn of(judging: &Judging, contents: &Contents, salt: &str) -> Hashes {
        let mut answers = answers(judging, contents);
        if !salt.is_empty() {
            // Where no field can stand.
            answers.text("", salt);
        }
        let mut report = salt.as_bytes().to_vec();
        for word in judging.judgement().encoded() {
            report.extend(word.to_le_bytes());
        }
        Hashes {
            answers: sha256(Document::Table(answers).canonical().as_bytes()),
            report: sha256(&report),
        }
    }
}

/// Every answer that is not blank, by field id, in its normal form.
fn answers(judging: &Judging, contents: &Contents) -> Table {
    let mut answers = Table::default();
    let fields = judging.ruleset().fields.iter().zip(judging.answers());
    for (at, (field, answer)) in (0..).map(FieldIndex).zip(fields) {
        if let Some(value) = value(field, at, answer, contents) {
            answers.insert(field.id.as_str(), value);
        }
    }
    answers
}

/// An answer as JSON in its normal form; `None` for a blank.
pub(crate) fn value(
    field: &Field,
    at: FieldIndex,
    answer: &Answer,
    contents: &Contents,
) -> Option<Document> {
    Some(match answer {
        Answer::Blank => return None,
        Answer::Unusable | Answer::Text => Document::String(contents.text(at)?.into_owned()),
        Answer::Integer(number) => Document::Number(*number),
        Answer::Boolean(yes) => Document::Boolean(*yes),
        Answer::Choice(at) => field.options.get(usize::from(*at))?.as_str().into(),
        Answer::Choices(set) => {
            let chosen = field
                .options
                .iter()
                .enumerate()
                .filter(|(at, _)| set.0 >> at & 1 == 1);
            Document::strings(&mut chosen.map(|(_, option)| option.as_str()))
        }
        Answer::Items(items) => {
            let entries = items.given().iter();
            Document::strings(&mut entries.filter_map(|item| contents.entry(*item)))
        }
        Answer::Date(date) => Document::String(date.to_iso()),
        Answer::FiscalYear(year) => Document::Number(u64::from(year.0)),
        Answer::Decision(decision) => decision.name().into(),
    })
}
