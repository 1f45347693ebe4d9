//! The shape of a ruleset document, as data: which tables there are, which keys each has, and
//! what stands in them.
//!
//! The reader in `reader.rs` checks a document against this shape first, and can then
//! attend to what the parts mean.

use crate::engine::field::{FieldType, Supplier};
use crate::engine::lang::LANGUAGES;
use crate::engine::operator::Operator;

/// What stands under a key.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The version of the format.
    Format,
    /// An id.
    Id,
    /// A list of ids.
    Ids,
    /// A string that is not blank: a clause, a version.
    String,
    /// One such string or a list of them.
    Strings,
    /// A text in Japanese, and in other languages where they are not laid over it later.
    Text,
    /// `true` or `false`.
    Flag,
    /// A day as `2026-04-01`.
    Day,
    /// A list of date fields, which may end in `asOf`.
    Days,
    /// One of these names.
    Name(&'static [&'static str]),
    /// A table with one operator.
    Predicate,
    /// A table of this shape.
    Table(&'static Shape),
    /// A list of tables of this shape.
    Tables(&'static Shape),
}

/// The keys of a table.
pub struct Shape {
    /// Every key it may have, and whether it must.
    pub keys: &'static [(&'static str, Kind, bool)],
    /// Whether an operator stands among the keys.
    pub operator: bool,
}

impl Shape {
    const fn of(keys: &'static [(&'static str, Kind, bool)]) -> Shape {
        Shape {
            keys,
            operator: false,
        }
    }

    /// Every key the table may have.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let keys = self.keys.iter().map(|(name, _, _)| *name);
        let operators = if self.operator { Operator::NAMES } else { &[] };
        keys.chain(operators.iter().copied())
    }
}

/// What conditions are about, so that municipalities can be lined up.
pub const TOPICS: [&str; 25] = [
    "consultation",
    "necessity",
    "reason",
    "basis",
    "scope",
    "use_limit",
    "disposal",
    "safety",
    "documents",
    "matters",
    "timing",
    "liability",
    "tiers",
    "terms",
    "place",
    "publication",
    "conditions_attached",
    "survey",
    "supervision",
    "review",
    "training",
    "consent",
    "designation",
    "reports",
    "accident",
];

const REQUIRED: bool = true;
const OPTIONAL: bool = false;

/// The whole document.
pub const DOCUMENT: Shape = Shape::of(&[
    ("ruleset", Kind::Table(&HEADER), REQUIRED),
    ("field", Kind::Tables(&FIELD), OPTIONAL),
    ("reading", Kind::Tables(&READING), OPTIONAL),
    ("route", Kind::Tables(&ROUTE), OPTIONAL),
    ("condition", Kind::Tables(&CONDITION), OPTIONAL),
    ("duty", Kind::Tables(&DUTY), OPTIONAL),
    ("result", Kind::Tables(&RESULT), OPTIONAL),
    ("procedure", Kind::Tables(&PROCEDURE), REQUIRED),
]);

const HEADER: Shape = Shape::of(&[
    ("format", Kind::Format, REQUIRED),
    ("id", Kind::Id, REQUIRED),
    ("aliases", Kind::Ids, OPTIONAL),
    ("version", Kind::String, REQUIRED),
    ("municipality", Kind::Text, REQUIRED),
    ("title", Kind::Text, REQUIRED),
    ("instrument", Kind::Text, REQUIRED),
    ("source", Kind::Text, OPTIONAL),
    ("in_force", Kind::Table(&IN_FORCE), OPTIONAL),
]);

const IN_FORCE: Shape = Shape::of(&[
    ("from", Kind::Day, REQUIRED),
    ("until", Kind::Day, OPTIONAL),
    ("decided_by", Kind::Days, REQUIRED),
]);

const FIELD: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("type", Kind::Name(&FieldType::NAMES), REQUIRED),
    ("supplier", Kind::Name(&Supplier::NAMES), REQUIRED),
    ("nature", Kind::Name(&["plan", "record"]), OPTIONAL),
    ("not_before", Kind::Id, OPTIONAL),
    ("label", Kind::Text, REQUIRED),
    ("hint", Kind::Text, OPTIONAL),
    ("unit", Kind::Text, OPTIONAL),
    ("options", Kind::Tables(&OPTION), OPTIONAL),
]);

const OPTION: Shape = Shape::of(&[
    ("value", Kind::Id, REQUIRED),
    ("label", Kind::Text, REQUIRED),
]);

const READING: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("clause", Kind::String, REQUIRED),
    ("taken", Kind::Text, REQUIRED),
    ("alternative", Kind::Text, REQUIRED),
]);

const ROUTE: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("when", Kind::Predicate, REQUIRED),
    (
        "verdict",
        Kind::Name(&["not_regulated", "prohibited", "exempt", "undetermined"]),
        REQUIRED,
    ),
    ("because", OPEN, OPTIONAL),
    ("clause", Kind::String, REQUIRED),
    ("message", Kind::Text, REQUIRED),
    ("claimed", Kind::Flag, OPTIONAL),
    ("reading", Kind::Id, OPTIONAL),
    (
        "read_otherwise",
        Kind::Name(&["conditions", "not_regulated"]),
        OPTIONAL,
    ),
]);

/// Why a route or a limb may leave the matter open.
const OPEN: Kind = Kind::Name(&["missing", "reading", "version"]);

const CONDITION: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("clause", Kind::String, REQUIRED),
    ("topic", Kind::Name(&TOPICS), REQUIRED),
    ("title", Kind::Text, REQUIRED),
    ("when", Kind::Predicate, OPTIONAL),
    ("only", Kind::Ids, OPTIONAL),
    ("message", Kind::Text, REQUIRED),
    ("remedy", Kind::Text, REQUIRED),
    ("reading", Kind::Id, OPTIONAL),
    ("limb", Kind::Tables(&LIMB), REQUIRED),
]);

const LIMB: Shape = Shape {
    keys: &[
        ("id", Kind::Id, REQUIRED),
        ("when", Kind::Predicate, OPTIONAL),
        ("supports", Kind::Ids, OPTIONAL),
        ("also_cite", Kind::Strings, OPTIONAL),
        ("otherwise", Kind::Table(&OTHERWISE), OPTIONAL),
        ("if_recorded", Kind::Flag, OPTIONAL),
        ("message", Kind::Text, OPTIONAL),
        ("remedy", Kind::Text, OPTIONAL),
        ("open", Kind::Text, OPTIONAL),
        ("reading", Kind::Id, OPTIONAL),
    ],
    operator: true,
};

const OTHERWISE: Shape = Shape::of(&[("open", OPEN, REQUIRED)]);

const DUTY: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("clause", Kind::String, REQUIRED),
    ("message", Kind::Text, REQUIRED),
    ("when", Kind::Predicate, OPTIONAL),
    ("holds", Kind::Predicate, OPTIONAL),
    ("advisory", Kind::Flag, OPTIONAL),
]);

const RESULT: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("clause", Kind::String, REQUIRED),
    ("value", Kind::Text, REQUIRED),
    ("when", Kind::Predicate, OPTIONAL),
    ("reading", Kind::Id, OPTIONAL),
]);

const PROCEDURE: Shape = Shape::of(&[
    ("id", Kind::Id, REQUIRED),
    ("kind", Kind::Name(&["consultation", "checklist"]), OPTIONAL),
    ("title", Kind::Text, REQUIRED),
    ("summary", Kind::Text, OPTIONAL),
    ("varies_by", Kind::Id, OPTIONAL),
    ("routes", Kind::Ids, OPTIONAL),
    ("conditions", Kind::Ids, OPTIONAL),
    ("duties", Kind::Ids, OPTIONAL),
    ("results", Kind::Ids, OPTIONAL),
    ("readings", Kind::Ids, OPTIONAL),
]);

/// A note on routes and limbs that settle a verdict together though none does alone. It stands
/// in what people write, and not in the ruleset made of it.
#[cfg(feature = "native")]
pub const IMPRECISE: Shape = Shape::of(&[
    ("between", Kind::Ids, REQUIRED),
    ("because", Kind::Text, REQUIRED),
]);

/// A predicate that stands by itself.
pub const PREDICATE: Shape = Shape {
    keys: &[],
    operator: true,
};

/// A member of an `any` that a limb shows as an alternative.
pub const ALTERNATIVE: Shape = Shape {
    keys: &[
        ("clause", Kind::String, OPTIONAL),
        ("title", Kind::Text, OPTIONAL),
    ],
    operator: true,
};

/// A text.
pub const TEXT: Shape = Shape::of(&[
    (LANGUAGES[0], Kind::String, REQUIRED),
    (LANGUAGES[1], Kind::String, OPTIONAL),
]);
