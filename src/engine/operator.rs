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
/// The types that come to a number: a list counts its different entries.
const COUNTED: FieldTypes =
    FieldTypes::of(&[FieldType::Integer, FieldType::Choices, FieldType::Items]);
/// The one type of field that decides which period a request falls in.
pub const DATE: FieldTypes = FieldTypes::of(&[FieldType::Date]);
const DECISION: FieldTypes = FieldTypes::of(&[FieldType::Decision]);
const FINDING: FieldTypes = FieldTypes::of(&[FieldType::Finding]);
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
    /// A field, and a whole number or a second field: `["a", 1]`; or a share of that, as a fraction:
    /// `["a", "b", 1, 2]`.
    FieldAndLimit(FieldTypes),
    /// Two days, each a field, a day or `asOf`: `["a", "2026-04-01"]`.
    TwoDays(FieldTypes),
    /// Two days and how many days lie between them, or none said: `["a", "b", 7]`.
    TwoDaysAndDays(FieldTypes),
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
            | Takes::TwoDaysAndDays(types)
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
    /// The number, or the number of different entries, is not more than the limit or a share of it.
    AtMost "at_most" Takes::FieldAndLimit(COUNTED);
    /// The number, or the number of different entries, is not less than the limit or a share of it.
    AtLeast "at_least" Takes::FieldAndLimit(COUNTED);
    /// The first day is before the second, and the same day an open reading; or at least so many
    /// days before it.
    Before "before" Takes::TwoDaysAndDays(DATE);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the package's types of predicates stand.
    const TYPES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src/types/predicate.ts");

    /// What stands behind an operator, as a TypeScript type.
    fn typescript(operator: Operator) -> &'static str {
        match operator.takes() {
            Takes::Field(_) => "string",
            Takes::FieldAndValue(_) => "readonly [field: string, value: Value]",
            Takes::FieldAndValues(_) => "readonly [field: string, values: readonly Value[]]",
            Takes::TwoFields(_) => "readonly [first: string, second: string]",
            Takes::FieldAndLimit(_) => {
                "readonly [field: string, limit: string | number, parts?: number, of?: number]"
            }
            Takes::TwoDays(_) => "readonly [first: string, second: string]",
            Takes::TwoDaysAndDays(_) => "readonly [first: string, second: string, days?: number]",
            Takes::TwoDaysAndYears(_) => "readonly [first: string, second: string, years?: number]",
            Takes::Period => "true",
            Takes::Predicate => "Predicate",
            Takes::Predicates if operator == Operator::Any => "readonly Member[]",
            Takes::Predicates => "readonly Predicate[]",
        }
    }

    /// The package's types of predicates, as the table has them.
    fn types() -> String {
        let source = include_str!("operator.rs");
        let keys: String = Operator::ALL
            .iter()
            .map(|operator| {
                let row = format!("\n    {operator:?} {:?} ", operator.name());
                let above = source.split(&row).next().unwrap();
                let lines = above.lines().rev().map(str::trim);
                let doc: Vec<&str> = lines.map_while(|line| line.strip_prefix("/// ")).collect();
                let doc = doc.into_iter().rev().collect::<Vec<_>>().join(" ");
                let (name, takes) = (operator.name(), typescript(*operator));
                format!("  /** {doc} */\n  readonly {name}?: {takes};\n")
            })
            .collect();
        format!(
            "// Written from the table in src/engine/operator.rs: `BLESS=1 cargo test --lib operator`.\n\n\
             import type {{ Text }} from './text.js';\n\n\
             /** What a field's answer is compared with: an option, a number, `true` or `false`. */\n\
             export type Value = string | number | boolean;\n\n\
             /** A three-valued test over fields (述語), as data: exactly one of these keys. */\n\
             export interface Predicate {{\n{keys}}}\n\n\
             /** One way out of several; its clause and title are shown with it. */\n\
             export interface Member extends Predicate {{\n  \
             readonly clause?: string;\n  readonly title?: Text;\n}}\n"
        )
    }

    #[test]
    fn the_package_has_the_types_of_this_table() {
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(TYPES, types()).unwrap();
        }
        let there = std::fs::read_to_string(TYPES).unwrap_or_default();
        assert_eq!(
            there,
            types(),
            "BLESS=1 cargo test --lib operator writes it"
        );
    }

    #[test]
    fn an_operator_is_found_by_its_name_and_by_no_other() {
        for operator in Operator::ALL {
            assert_eq!(Operator::from_name(operator.name()), Some(*operator));
        }
        for other in ["", "use", "in_order", "Stated", "stated "] {
            assert_eq!(Operator::from_name(other), None, "{other}");
        }
    }
}
