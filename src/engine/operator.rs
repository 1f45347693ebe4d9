//! Operators: what a predicate can ask, as one closed table.
//!
//! The reader, the schema for editors, the checks, the guide's table and the package's types all
//! come from it. A new operator is one row here; what has to say more of it then fails to
//! compile until it does.

use crate::engine::field::FieldType;

/// A set of field types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldTypes(u16);

impl FieldTypes {
    /// No type.
    const NONE: FieldTypes = FieldTypes(0);
    /// Every type.
    pub const ANY: FieldTypes = FieldTypes(u16::MAX);

    const fn of(types: &[FieldType]) -> FieldTypes {
        let (mut set, mut rest) = (0, types);
        while let [first, others @ ..] = rest {
            set |= 1 << *first as u16;
            rest = others;
        }
        FieldTypes(set)
    }

    /// Whether the set has that type.
    pub fn has(self, kind: FieldType) -> bool {
        self.0 >> kind as u16 & 1 == 1
    }
}

const BOOLEAN: FieldTypes = FieldTypes::of(&[FieldType::Boolean]);
/// The one type whose field a procedure can vary by.
pub const CHOICE: FieldTypes = FieldTypes::of(&[FieldType::Choice]);
const CHOICES: FieldTypes = FieldTypes::of(&[FieldType::Choices]);
/// The one type of field that decides which period a request falls in.
pub const DATE: FieldTypes = FieldTypes::of(&[FieldType::Date]);
const DECISION: FieldTypes = FieldTypes::of(&[FieldType::Decision]);
const FINDING: FieldTypes = FieldTypes::of(&[FieldType::Finding]);
const INTEGER: FieldTypes = FieldTypes::of(&[FieldType::Integer]);
const ITEMS: FieldTypes = FieldTypes::of(&[FieldType::Items]);
const YEAR: FieldTypes = FieldTypes::of(&[FieldType::Date, FieldType::FiscalYear]);
/// The types whose values can be told one from another.
const VALUED: FieldTypes = FieldTypes::of(&[
    FieldType::Boolean,
    FieldType::Choice,
    FieldType::Integer,
    FieldType::Finding,
    FieldType::Decision,
]);

/// What stands behind an operator; a field named there is one it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A field: `"a"`.
    Field(FieldTypes),
    /// A field and a value of its type: `["a", 1]`.
    FieldAndValue(FieldTypes),
    /// A field and 1 to 64 values of its type: `["a", [1, 2]]`.
    FieldAndValues(FieldTypes),
    /// Two fields: `["a", "b"]`.
    TwoFields(FieldTypes),
    /// A field, and a whole number or a second field: `["a", 1]`.
    FieldAndLimit(FieldTypes),
    /// Two days, each a field, a day or `asOf`: `["a", "2026-04-01"]`.
    TwoDays(FieldTypes),
    /// Two days and at most so many years between them, or none said: `["a", "b", 3]`.
    TwoDaysAndYears(FieldTypes),
    /// `true`; reads the fields that decide which period a request falls in.
    Period,
    /// A predicate: `{ yes = "a" }`.
    Predicate,
    /// A list of predicates: `[{ yes = "a" }, { yes = "b" }]`.
    Predicates,
}

impl Takes {
    const fn field_types(self) -> FieldTypes {
        match self {
            Takes::Field(types)
            | Takes::FieldAndValue(types)
            | Takes::FieldAndValues(types)
            | Takes::TwoFields(types)
            | Takes::FieldAndLimit(types)
            | Takes::TwoDays(types)
            | Takes::TwoDaysAndYears(types) => types,
            Takes::Period | Takes::Predicate | Takes::Predicates => FieldTypes::NONE,
        }
    }
}

macro_rules! operators {
    ($($(#[$doc:meta])* $variant:ident $name:literal $takes:expr;)*) => {
        /// What a predicate asks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Operator {
            $($(#[$doc])* $variant,)*
        }

        impl Operator {
            /// Every operator, in the order in which messages list them.
            pub const ALL: &'static [Operator] = &[$(Operator::$variant),*];

            /// Their names, the keys they stand under, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// The types of the fields each reads; none where it names no field itself.
            const FIELD_TYPES: &'static [FieldTypes] = &[$($takes.field_types()),*];

            /// What stands behind it.
            pub fn takes(self) -> Takes {
                match self {
                    $(Operator::$variant => $takes,)*
                }
            }
        }
    };
}

operators! {
    /// Something is entered.
    Stated "stated" Takes::Field(FieldTypes::ANY);
    /// The answer is yes.
    Yes "yes" Takes::Field(BOOLEAN);
    /// The answer is no.
    No "no" Takes::Field(BOOLEAN);
    /// An official found that it is so (認定).
    Found "found" Takes::Field(FINDING);
    /// Another body approved.
    Decided "decided" Takes::Field(DECISION);
    /// The value is this one.
    Is "is" Takes::FieldAndValue(VALUED);
    /// The value is one of these.
    OneOf "one_of" Takes::FieldAndValues(VALUED);
    /// The option is chosen.
    Has "has" Takes::FieldAndValue(CHOICES);
    /// The option is not chosen.
    Lacks "lacks" Takes::FieldAndValue(CHOICES);
    /// All of these options are chosen.
    HasAll "has_all" Takes::FieldAndValues(CHOICES);
    /// Every entry of the first list stands in the second.
    Subset "subset" Takes::TwoFields(ITEMS);
    /// The number is not more than the limit.
    AtMost "at_most" Takes::FieldAndLimit(INTEGER);
    /// The first day is before the second; the same day is an open reading.
    Before "before" Takes::TwoDays(DATE);
    /// The first day is the second or after it.
    NotBefore "not_before" Takes::TwoDays(DATE);
    /// The second's fiscal year is the first's or later, by at most so many years.
    WithinYears "within_years" Takes::TwoDaysAndYears(YEAR);
    /// The ruleset is in force for the request.
    InForce "in_force" Takes::Period;
    /// Every member holds; none at all holds.
    All "all" Takes::Predicates;
    /// One member holds; none at all fails.
    Any "any" Takes::Predicates;
    /// The opposite holds.
    Not "not" Takes::Predicate;
    /// It holds; where it does not, that is an open reading.
    ElseReading "else_reading" Takes::Predicate;
}

impl Operator {
    /// The key it stands under.
    pub fn name(self) -> &'static str {
        Operator::NAMES
            .get(self as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The operator of that name.
    pub fn from_name(name: &str) -> Option<Operator> {
        let at = Operator::NAMES.iter().position(|known| *known == name)?;
        Operator::ALL.get(at).copied()
    }

    /// The types of the fields it reads; none where it names no field itself.
    pub fn field_types(self) -> FieldTypes {
        Operator::FIELD_TYPES
            .get(self as usize)
            .copied()
            .unwrap_or(FieldTypes::NONE)
    }
}
