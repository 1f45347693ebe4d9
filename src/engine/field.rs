//! Fields: the typed inputs a ruleset asks about.

use std::cmp::Ordering;

use crate::engine::truth::Cause;

/// A well-formed id: `[a-z0-9][a-z0-9._-]*`, at most 64 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// `text` as an id, if it is well-formed.
    pub fn new(text: &str) -> Option<Id> {
        let mut bytes = text.bytes();
        let first = bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let rest = bytes.all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'-')
        });
        (first && rest && text.len() <= 64).then(|| Id(text.into()))
    }

    /// The id of what has none.
    pub(crate) fn none() -> Id {
        Id("".into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place of a field in its ruleset's list of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldIndex(pub u16);

/// Who is to supply a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supplier {
    /// The contractor who asks.
    Applicant,
    /// The portal's own records of the contract.
    Contract,
    /// The official: findings, conditions attached.
    Officer,
    /// Another body: its decisions.
    Body,
}

impl Supplier {
    /// Every supplier, in the order reports list them.
    pub const ALL: [Supplier; 4] = [
        Supplier::Applicant,
        Supplier::Contract,
        Supplier::Officer,
        Supplier::Body,
    ];

    /// Their names, in the same order.
    pub const NAMES: [&str; 4] = ["applicant", "contract", "officer", "body"];

    /// The name in rulesets, requests and reports.
    pub fn name(self) -> &'static str {
        Supplier::NAMES
            .get(self as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The supplier of that name.
    pub fn from_name(name: &str) -> Option<Supplier> {
        Supplier::ALL
            .into_iter()
            .find(|supplier| supplier.name() == name)
    }
}

/// Whether the asker still decides a fact, or it is already so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// The asker decides it, and may be advised to change it.
    Plan,
    /// It is already so; advice to change it would be advice to lie.
    Record,
}

/// The value type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Free text.
    Text,
    /// A whole number from 0 to 2⁵³ − 1.
    Integer,
    /// Yes or no, as a fact.
    Boolean,
    /// One of the field's options.
    Choice,
    /// Any of the field's options, at most 64; none of them is an answer too.
    Choices,
    /// A list of short texts.
    Items,
    /// A civil day, Asia/Tokyo.
    Date,
    /// A fiscal year, April to March.
    FiscalYear,
    /// An officer's yes or no on something the text leaves to be found (認定).
    Finding,
    /// Another act: approved, rejected, pending or not sought.
    Decision,
}

impl FieldType {
    /// Every type.
    pub const ALL: [FieldType; 10] = [
        FieldType::Text,
        FieldType::Integer,
        FieldType::Boolean,
        FieldType::Choice,
        FieldType::Choices,
        FieldType::Items,
        FieldType::Date,
        FieldType::FiscalYear,
        FieldType::Finding,
        FieldType::Decision,
    ];

    /// Their names, in the same order.
    pub const NAMES: [&str; 10] = [
        "text",
        "integer",
        "boolean",
        "choice",
        "choices",
        "items",
        "date",
        "fiscal_year",
        "finding",
        "decision",
    ];

    /// The name in rulesets.
    pub fn name(self) -> &'static str {
        FieldType::NAMES
            .get(self as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<FieldType> {
        let at = FieldType::NAMES.iter().position(|known| *known == name)?;
        FieldType::ALL.get(at).copied()
    }
}

/// How a day stands to another: one that cannot come before the other, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The other day's field.
    pub other: FieldIndex,
    /// How this day never stands to the other.
    pub never: Ordering,
}

/// One typed input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its id, shared between municipalities where the fact is.
    pub id: Id,
    /// Its value type.
    pub kind: FieldType,
    /// Of a choice: what can be chosen, at most 64.
    pub options: Vec<Id>,
    /// Who supplies it.
    pub supplier: Supplier,
    /// Whether the asker may be advised to change it.
    pub nature: Nature,
    /// The other day it cannot contradict, if there is one.
    pub order: Option<Order>,
}

impl Field {
    /// Why the field, being blank, leaves a question open.
    pub fn open(&self) -> Cause {
        match (self.kind, self.supplier) {
            (FieldType::Decision, _) => Cause::Decision,
            // An officer's text is a judgement put in words: the conditions to attach.
            (FieldType::Finding, _) | (FieldType::Text, Supplier::Officer) => Cause::Finding,
            _ => Cause::Missing,
        }
    }

    /// What refutes, when a test over the field comes out against the request.
    pub fn refutes(&self) -> Cause {
        match self.kind {
            FieldType::Finding => Cause::Finding,
            FieldType::Decision => Cause::Decision,
            _ => Cause::Answer,
        }
    }
}
