//! The receipt (検査記録): what was judged, by which ruleset and engine, as hashes.
//!
//! It holds no answers. Answers are hashed in their normal form, so that a form
//! behind a Shift_JIS host and the same form behind a UTF-8 host agree; the
//! report is hashed without its texts, so that a better wording changes nothing.

use crate::engine::answer::Answer;
use crate::engine::document::{Document, Table};
use crate::engine::field::Field;
use crate::engine::hash::sha256;
use crate::engine::normalize::{Nfkc, normalize};
use crate::engine::session::Session;

/// This engine's name and version, as receipts state it.
pub const ENGINE: &str = concat!("shodaku ", env!("CARGO_PKG_VERSION"));

/// What was judged, as hashes in lower-case hexadecimal SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "native", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "native",
    serde(deny_unknown_fields, rename_all = "camelCase")
)]
pub struct Receipt {
    /// The version of this shape: 1.
    pub schema: u32,
    /// Name and version of the engine.
    pub engine: String,
    /// The ruleset.
    pub ruleset: RulesetStamp,
    /// The procedure's id.
    pub procedure: String,
    /// `draft` or `filed`.
    pub stage: String,
    /// The caller's day, ISO.
    pub as_of: String,
    /// The verdict's name.
    pub verdict: String,
    /// Of the canonical JSON of the answers in their normal form.
    pub answers_sha256: String,
    /// Of the encoded judgement, two bytes a word, the low one first.
    pub report_sha256: String,
}

/// Which ruleset, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "native", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "native", serde(deny_unknown_fields))]
pub struct RulesetStamp {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Of its canonical JSON.
    pub sha256: String,
}

impl Receipt {
    /// The receipt of what `session` says now.
    pub fn of(session: &Session) -> Receipt {
        let (ruleset, judgement) = (session.ruleset(), session.judgement());
        // By position: what the words mean, the ruleset's own hash says.
        let mut report = Vec::new();
        for word in judgement.encoded() {
            report.extend(word.to_le_bytes());
        }
        Receipt {
            schema: 1,
            engine: ENGINE.into(),
            ruleset: RulesetStamp {
                id: ruleset.id.as_str().to_owned(),
                version: ruleset.version.clone(),
                sha256: ruleset.sha256.clone(),
            },
            procedure: session.procedure().id.as_str().to_owned(),
            stage: session.stage().name().into(),
            as_of: session.as_of().to_iso(),
            verdict: judgement.verdict.name().into(),
            answers_sha256: sha256(answers(session).canonical().as_bytes()),
            report_sha256: sha256(&report),
        }
    }

    /// The receipt as a plain object.
    pub fn to_value(&self) -> Document {
        let mut ruleset = Table::default();
        ruleset.text("id", &self.ruleset.id);
        ruleset.text("version", &self.ruleset.version);
        ruleset.text("sha256", &self.ruleset.sha256);
        let mut receipt = Table::default();
        receipt.insert("schema", Document::Number(self.schema.into()));
        receipt.insert("ruleset", Document::Table(ruleset));
        for (key, text) in [
            ("engine", &self.engine),
            ("procedure", &self.procedure),
            ("stage", &self.stage),
            ("asOf", &self.as_of),
            ("verdict", &self.verdict),
            ("answersSha256", &self.answers_sha256),
            ("reportSha256", &self.report_sha256),
        ] {
            receipt.text(key, text);
        }
        Document::Table(receipt)
    }
}

/// Every answer that is not blank, by field id, in its normal form.
fn answers(session: &Session) -> Document {
    let mut answers = Table::default();
    for (field, answer) in session.ruleset().fields.iter().zip(session.answers()) {
        if let Some(value) = value(field, answer, session.nfkc()) {
            answers.insert(field.id.as_str(), value);
        }
    }
    Document::Table(answers)
}

/// An answer as JSON in its normal form; `None` for a blank.
pub(crate) fn value(field: &Field, answer: &Answer, nfkc: Nfkc) -> Option<Document> {
    Some(match answer {
        Answer::Blank => return None,
        Answer::Unusable(text) | Answer::Text(text) => Document::String(normalize(text, nfkc)),
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
        Answer::Items(items) => Document::strings(&mut items.iter().map(String::as_str)),
        Answer::Date(date) => Document::String(date.to_iso()),
        Answer::FiscalYear(year) => Document::Number(u64::from(year.0)),
        Answer::Decision(decision) => decision.name().into(),
    })
}
