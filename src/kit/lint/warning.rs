//! Warnings: what each is about, and what was not tried out.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::engine::error::Problem;
use crate::engine::lang::Lang;
use crate::kit::messages::in_lang;

/// Declares the lints: each a variant, with its stable name.
macro_rules! lints {
    ($($(#[$doc:meta])* $variant:ident $name:literal,)+) => {
        /// What a warning is about; the names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Lint {
            $($(#[$doc])* $variant,)+
        }

        impl Lint {
            /// The name of every lint.
            pub const NAMES: &[&str] = &[$($name),+];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Lint::$variant => $name,)+
                }
            }
        }
    };
}

lints! {
    /// Nothing uses a definition.
    UnusedDefinition "unused-definition",
    /// Nothing looks at a field.
    UnusedField "unused-field",
    /// Nothing refers to a reading.
    UnusedReading "unused-reading",
    /// What is said to be imprecise is not.
    UnusedImprecise "unused-imprecise",
    /// No procedure lists a route, a condition, a duty or a result.
    Unlisted "unlisted",
    /// A route or a condition stands behind a route that always decides.
    Unreachable "unreachable",
    /// It never applies.
    NeverApplies "never-applies",
    /// No answers meet it.
    NeverMet "never-met",
    /// No answers fail it.
    NeverFails "never-fails",
    /// Three-valued logic leaves unknown what follows all the same.
    Imprecise "imprecise",
    /// A consultation is none that others have, or one of theirs is missing.
    Consultations "consultations",
    /// A consultation can be approved with nothing met.
    NoCondition "no-condition",
    /// An exception that waits to be claimed stands before a ban, or is one.
    ClaimedBan "claimed-ban",
    /// Clauses do not stand in the text's order.
    ClauseOrder "clause-order",
    /// Two conditions restate one clause.
    ClauseTwice "clause-twice",
    /// A text lacks a language that others have.
    MissingLanguage "missing-language",
    /// A field's name does not say what it is.
    FieldName "field-name",
    /// Nothing says whether a fact can still be decided.
    MissingNature "missing-nature",
    /// Two versions of a text are in force on one day.
    Overlap "overlap",
}

/// One warning, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub lint: Lint,
    /// Where, what is wrong and what to write.
    pub problem: Problem,
}

impl Warning {
    /// The same in `lang`.
    pub fn in_lang(self, lang: Lang) -> Warning {
        Warning {
            problem: in_lang(self.problem, lang),
            ..self
        }
    }
}

/// What there is to say of a ruleset that loads.
#[derive(Clone, Debug, Default)]
pub struct Linted {
    /// In the order of its file.
    pub warnings: Vec<Warning>,
    /// Where there was too much to try out, so that silence says nothing.
    pub untried: Untried,
}

/// What was not tried out, for there is too much to try (routes, limbs as `condition.limb`,
/// conditions, duties and results by their ids), or was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Untried {
    /// Whether these are ever met, and ever not.
    pub outcomes: BTreeSet<String>,
    /// Whether these are exact by themselves.
    pub exact: BTreeSet<String>,
    /// Whether routes and limbs are exact together.
    pub together: bool,
    /// Whether these clauses stand in the text's order: their numbers are not recognised.
    pub order: BTreeSet<String>,
}
