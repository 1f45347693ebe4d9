//! Warnings: what each is about, and what was not tried out.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::engine::error::Problem;

/// What a warning is about; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lint {
    /// Nothing uses a definition.
    UnusedDefinition,
    /// Nothing looks at a field.
    UnusedField,
    /// Nothing refers to a reading.
    UnusedReading,
    /// What is said to be imprecise is not.
    UnusedImprecise,
    /// No procedure lists a route, a condition, a duty or a result.
    Unlisted,
    /// A route or a condition stands behind a route that always decides.
    Unreachable,
    /// A consultation is none that others have, or one of theirs is missing.
    Consultations,
    /// An exception that waits to be claimed stands before a ban, or is one.
    ClaimedBan,
    /// It never applies.
    NeverApplies,
    /// No answers meet it.
    NeverMet,
    /// No answers fail it.
    NeverFails,
    /// Three-valued logic leaves unknown what follows all the same.
    Imprecise,
    /// Clauses do not stand in the text's order.
    ClauseOrder,
    /// Two conditions restate one clause.
    ClauseTwice,
    /// A text lacks a language that others have.
    MissingLanguage,
    /// A field's name does not say what it is.
    FieldName,
    /// Two versions of a text are in force on one day.
    Overlap,
}

impl Lint {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Lint::UnusedDefinition => "unused-definition",
            Lint::UnusedField => "unused-field",
            Lint::UnusedReading => "unused-reading",
            Lint::UnusedImprecise => "unused-imprecise",
            Lint::Unlisted => "unlisted",
            Lint::Unreachable => "unreachable",
            Lint::Consultations => "consultations",
            Lint::ClaimedBan => "claimed-ban",
            Lint::NeverApplies => "never-applies",
            Lint::NeverMet => "never-met",
            Lint::NeverFails => "never-fails",
            Lint::Imprecise => "imprecise",
            Lint::ClauseOrder => "clause-order",
            Lint::ClauseTwice => "clause-twice",
            Lint::MissingLanguage => "missing-language",
            Lint::FieldName => "field-name",
            Lint::Overlap => "overlap",
        }
    }
}

/// One warning, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub lint: Lint,
    /// Where, what is wrong and what to write.
    pub problem: Problem,
}

/// What there is to say of a ruleset that loads.
#[derive(Clone, Debug, Default)]
pub struct Linted {
    /// In the order of its file.
    pub warnings: Vec<Warning>,
    /// Where there was too much to try out, so that silence says nothing.
    pub untried: Untried,
}

/// What was not tried out, for there is too much to try: routes, limbs (as `condition.limb`),
/// conditions, duties and results by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Untried {
    /// Whether these are ever met, and ever not.
    pub outcomes: BTreeSet<String>,
    /// Whether these are exact by themselves.
    pub exact: BTreeSet<String>,
    /// Whether routes and limbs are exact together.
    pub together: bool,
}
