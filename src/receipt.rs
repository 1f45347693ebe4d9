//! The receipt (検査記録): what was judged, by which ruleset and engine, as hashes.
//!
//! It holds no answers. Answers are hashed in their normal form, so that a form
//! behind a Shift_JIS host and the same form behind a UTF-8 host agree; the
//! report is hashed without its texts, so that a better wording changes nothing.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::answer::Answer;
use crate::field::{Field, FieldIndex, FieldType, Id};
use crate::judgement::State;
use crate::normalize::{Nfkc, normalize};
use crate::session::Session;

/// This engine's name and version, as receipts state it.
pub const ENGINE: &str = concat!("shodaku ", env!("CARGO_PKG_VERSION"));

/// What was judged, as hashes in lower-case hexadecimal SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
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
    /// Of the canonical JSON of the judgement, without texts.
    pub report_sha256: String,
}

/// Which ruleset, exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesetStamp {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Of its canonical JSON.
    pub sha256: String,
}

/// Whether a receipt is what the request leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether every part agrees.
    pub matches: bool,
    /// The parts that differ, in the receipt's order: `answersSha256`, `ruleset.version`, ….
    pub differs: Vec<&'static str>,
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('0');
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

impl Receipt {
    /// The receipt of what `session` says now.
    pub fn of(session: &Session) -> Receipt {
        let ruleset = session.ruleset();
        Receipt {
            schema: 1,
            engine: ENGINE.into(),
            ruleset: RulesetStamp {
                id: ruleset.id.to_string(),
                version: ruleset.version.clone(),
                sha256: ruleset.sha256.clone(),
            },
            procedure: session.procedure().id.to_string(),
            stage: session.stage().name().into(),
            as_of: session.as_of().to_iso(),
            verdict: session.judgement().verdict.name().into(),
            answers_sha256: sha256(answers(session).to_string().as_bytes()),
            report_sha256: sha256(outcome(session).to_string().as_bytes()),
        }
    }

    /// Compares this receipt with the one `session` leads to.
    pub fn verify(&self, session: &Session) -> Verification {
        let now = Receipt::of(session);
        let parts = [
            ("schema", self.schema == now.schema),
            ("engine", self.engine == now.engine),
            ("ruleset.id", self.ruleset.id == now.ruleset.id),
            (
                "ruleset.version",
                self.ruleset.version == now.ruleset.version,
            ),
            ("ruleset.sha256", self.ruleset.sha256 == now.ruleset.sha256),
            ("procedure", self.procedure == now.procedure),
            ("stage", self.stage == now.stage),
            ("asOf", self.as_of == now.as_of),
            ("verdict", self.verdict == now.verdict),
            ("answersSha256", self.answers_sha256 == now.answers_sha256),
            ("reportSha256", self.report_sha256 == now.report_sha256),
        ];
        let differs: Vec<&'static str> = parts
            .into_iter()
            .filter(|(_, same)| !same)
            .map(|(name, _)| name)
            .collect();
        Verification {
            matches: differs.is_empty(),
            differs,
        }
    }
}

/// Every answer that is not blank, by field id, in its normal form.
fn answers(session: &Session) -> Value {
    let fields = session.ruleset().fields.iter().zip(session.answers());
    let entries = fields.filter_map(|(field, answer)| {
        Some((field.id.to_string(), value(field, answer, session.nfkc())?))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

/// An answer as JSON in its normal form; `None` for a blank.
pub(crate) fn value(field: &Field, answer: &Answer, nfkc: Nfkc) -> Option<Value> {
    let options: &[Id] = match &field.kind {
        FieldType::Choice(options) | FieldType::Choices(options) => options,
        _ => &[],
    };
    Some(match answer {
        Answer::Blank => return None,
        Answer::Unusable(text) | Answer::Text(text) => normalize(text, nfkc).into(),
        Answer::Integer(number) => (*number).into(),
        Answer::Boolean(yes) => (*yes).into(),
        Answer::Choice(at) => options.get(usize::from(*at))?.as_str().into(),
        Answer::Choices(set) => options
            .iter()
            .enumerate()
            .filter(|(at, _)| set.0 >> at & 1 == 1)
            .map(|(_, option)| option.as_str())
            .collect(),
        Answer::Items(items) => items.iter().map(String::as_str).collect(),
        Answer::Date(date) => date.to_iso().into(),
        Answer::FiscalYear(year) => year.0.into(),
        Answer::Decision(decision) => decision.name().into(),
    })
}

/// The judgement by id, without texts.
fn outcome(session: &Session) -> Value {
    let (procedure, ruleset, judgement) =
        (session.procedure(), session.ruleset(), session.judgement());
    let ids = |fields: &[FieldIndex]| -> Value {
        fields
            .iter()
            .filter_map(|field| Some(ruleset.field(*field)?.id.as_str()))
            .collect()
    };
    let limbs = procedure
        .conditions
        .iter()
        .zip(&judgement.conditions)
        .flat_map(|(condition, (_, states))| {
            condition
                .limbs
                .iter()
                .zip(states)
                .map(move |(limb, state)| (format!("{}.{limb}", condition.id), described(*state)))
        });
    let routes = procedure
        .routes
        .iter()
        .zip(&judgement.routes)
        .map(|(route, state)| (route.id.to_string(), described(*state)));
    let entries = [
        ("limbs", Value::Object(limbs.collect())),
        ("needed", ids(&judgement.needed)),
        ("routes", Value::Object(routes.collect())),
        ("unusable", ids(&judgement.unusable)),
        ("verdict", judgement.verdict.name().into()),
    ];
    Value::Object(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn described(state: State) -> Value {
    let causes = state.judged.causes.names();
    [state.applies.name(), state.judged.truth.name()]
        .into_iter()
        .chain(causes)
        .collect()
}
