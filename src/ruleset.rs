//! A ruleset: one version of one municipality's text, loaded, validated and indexed.
//!
//! Only what judging needs is kept. Clauses, labels and messages stay in the
//! canonical JSON the ruleset was loaded from and are joined by position, so
//! that no text enters the WebAssembly core's memory to stay.

#[cfg(feature = "native")]
pub mod author;
#[cfg(feature = "native")]
pub mod cases;
pub mod format;
pub mod translation;

use std::sync::Arc;

use crate::answer::Answer;
use crate::error::{Error, Problem, Unknown};
use crate::field::{Field, FieldIndex, FieldType, Id};
use crate::judgement::Verdict;
use crate::predicate::{InForce, Predicate};
use crate::truth::Cause;

/// The largest canonical JSON a ruleset may have, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// One version of one municipality's text.
#[derive(Clone, Debug)]
pub struct Ruleset {
    /// Its id, such as the municipality's name.
    pub id: Id,
    /// Other ids it answers to.
    pub aliases: Vec<Id>,
    /// Which version of the text.
    pub version: String,
    /// SHA-256 of the canonical JSON in Japanese, in lower-case hexadecimal.
    pub sha256: String,
    /// The period in force, where the text states one.
    pub in_force: Option<InForce>,
    /// The fields it asks about, in the order of its form.
    pub fields: Vec<Field>,
    /// The same by id.
    by_id: Vec<FieldIndex>,
    /// What can be asked or checked.
    pub procedures: Vec<Arc<Procedure>>,
}

/// One thing that can be asked or checked (手続), compiled for judging.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Its id, such as `subcontract`.
    pub id: Id,
    /// The choice field whose value replaces conditions, and every value it can take.
    pub varies_by: Option<Variation>,
    /// What settles the procedure without its conditions, in order.
    pub routes: Vec<Route>,
    /// The conditions, in the text's order.
    pub conditions: Vec<Condition>,
    /// Everything judged: first one unit per route, then one per limb in order, then one per duty.
    pub units: Vec<Unit>,
    /// For each field of the ruleset, the positions in `units` that look at it.
    pub dependents: Vec<Vec<u16>>,
    /// The fields any unit looks at, or that support a finding, in field order.
    pub fields: Vec<FieldIndex>,
}

/// The field a procedure varies by.
#[derive(Clone, Debug)]
pub struct Variation {
    /// The choice field.
    pub field: FieldIndex,
    /// Each option as an answer.
    pub options: Vec<Answer>,
}

/// What settles a procedure without its conditions (経路).
#[derive(Clone, Debug)]
pub struct Route {
    /// Its id.
    pub id: Id,
    /// The position in the ruleset's list of routes.
    pub position: usize,
    /// The verdict it leads to.
    pub verdict: Verdict,
    /// With `undetermined`: why.
    pub because: Option<Cause>,
    /// Whether it stays out of the way until it is met.
    pub claimed: bool,
}

/// One clause with its limbs (要件).
#[derive(Clone, Debug)]
pub struct Condition {
    /// Its id.
    pub id: Id,
    /// The position in the ruleset's list of conditions.
    pub position: usize,
    /// The ids of its limbs, in order.
    pub limbs: Vec<Id>,
}

/// One thing judged at a time: a route, a limb (要素) or a duty.
#[derive(Clone, Debug)]
pub struct Unit {
    /// When it applies; always, if `None`.
    pub applies: Option<Predicate>,
    /// What must hold.
    pub holds: Predicate,
    /// Turns false into unknown, with this cause.
    pub otherwise: Option<Cause>,
    /// Whether it counts only once what it asks is recorded: a fact that can refute a
    /// finding, but whose blank never holds one up.
    pub if_recorded: bool,
    /// Whether the members of `holds`, an `any`, are shown as alternatives.
    pub alternatives: bool,
    /// The descriptions behind a finding: shown, never tested.
    pub supports: Vec<FieldIndex>,
}

impl Ruleset {
    /// Loads a ruleset from its JSON; any mistakes come back all at once.
    ///
    /// The text need not be canonical: it is parsed, and hashed in its canonical
    /// form (RFC 8785) in Japanese.
    pub fn from_json(json: &str) -> Result<Ruleset, Error> {
        Ruleset::from_value(&parse(json)?)
    }

    /// Loads a ruleset from a parsed JSON document.
    pub fn from_value(value: &serde_json::Value) -> Result<Ruleset, Error> {
        let canonical = canonical(&translation::japanese(value));
        if canonical.len() > MAX_BYTES {
            return Err(too_large());
        }
        format::load(value, crate::receipt::sha256(canonical.as_bytes())).map_err(Error::BadRuleset)
    }

    /// The procedure of that id.
    pub fn procedure(&self, id: &str) -> Result<&Arc<Procedure>, Error> {
        self.procedures
            .iter()
            .find(|procedure| procedure.id.as_str() == id)
            .ok_or_else(|| {
                let known = self
                    .procedures
                    .iter()
                    .map(|procedure| procedure.id.as_str());
                Error::UnknownProcedure(Unknown::new(id, known))
            })
    }

    /// The field of that id, if the ruleset uses it.
    pub fn field_index(&self, id: &str) -> Option<FieldIndex> {
        let of = |index: &FieldIndex| self.field(*index).map_or("", |field| field.id.as_str());
        let position = self
            .by_id
            .binary_search_by(|index| of(index).cmp(id))
            .ok()?;
        self.by_id.get(position).copied()
    }

    /// The field at `index`.
    pub fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.fields.get(usize::from(index.0))
    }
}

impl Procedure {
    /// How many limbs there are.
    pub fn limb_count(&self) -> usize {
        self.conditions
            .iter()
            .map(|condition| condition.limbs.len())
            .sum()
    }
}

impl Variation {
    /// Every option of a choice field.
    pub(crate) fn over(field: FieldIndex, kind: &FieldType) -> Option<Variation> {
        let FieldType::Choice(options) = kind else {
            return None;
        };
        let count = u8::try_from(options.len()).ok()?;
        Some(Variation {
            field,
            options: (0..count).map(Answer::Choice).collect(),
        })
    }
}

/// Parses JSON of bounded size and depth.
pub(crate) fn parse(json: &str) -> Result<serde_json::Value, Error> {
    if json.len() > MAX_BYTES {
        return Err(too_large());
    }
    serde_json::from_str(json).map_err(|error| Error::BadJson(error.to_string()))
}

fn too_large() -> Error {
    Error::BadRuleset(vec![Problem {
        path: String::new(),
        message: format!("the ruleset is larger than {MAX_BYTES} bytes"),
        position: None,
    }])
}

/// The canonical text of a ruleset (RFC 8785).
///
/// serde_json's own output is canonical for what a ruleset can hold: maps are
/// sorted, keys are ASCII and numbers are small integers (both validated), and
/// its escapes are RFC 8785's.
pub fn canonical(value: &serde_json::Value) -> String {
    value.to_string()
}
