//! Predicates: a closed, typed expression tree over fields, as data.
//!
//! Negation is pushed to the tests when a ruleset is loaded, so evaluation
//! knows only *all*, *any* and a test that may be negated; the cause of a
//! refutation is then always the cause of the test that refutes.

use crate::engine::answer::{Decision, OptionSet};
use crate::engine::date::Date;
use crate::engine::field::FieldIndex;
use crate::engine::truth::Truth;

/// A predicate in negation normal form.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// Every member holds; none at all holds.
    All(Vec<Predicate>),
    /// One member holds; none at all fails.
    Any(Vec<Predicate>),
    /// What would have this truth is an open reading instead.
    Open(Box<Predicate>, Truth),
    /// A test over fields, or its opposite.
    Test {
        /// The test.
        test: Test,
        /// Whether the opposite is asked.
        negated: bool,
    },
}

/// The smallest question about fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Something is entered.
    Stated(FieldIndex),
    /// The value is one of these.
    OneOf(FieldIndex, Vec<Constant>),
    /// A choices field holds all of these options.
    HasAll(FieldIndex, OptionSet),
    /// Every entry of the first stands in the second.
    Subset(FieldIndex, FieldIndex),
    /// The first is not more than that share of the second.
    AtMost(Integer, Integer, Share),
    /// The first day is before the second; the same day is an open reading.
    Before(Day, Day),
    /// The first day is at least so many days before the second.
    DaysBefore(Day, Day, i32),
    /// The second's fiscal year is the first's or later, by at most so many years.
    WithinYears(Day, Day, u32),
    /// The ruleset is in force for the request.
    InForce,
}

/// A value a field is compared with, in the field's type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant {
    /// For boolean and finding fields.
    Boolean(bool),
    /// The option at that position of a choice field.
    Choice(u8),
    /// For integer fields.
    Integer(u64),
    /// For decision fields.
    Decision(Decision),
}

/// An integer operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Integer {
    /// A field's value; of a list the number of its different entries.
    Field(FieldIndex),
    /// A fixed number.
    Constant(u64),
}

/// The largest number in a share: no product of it with the largest integer there is grows beyond 64
/// bits.
pub const MAX_IN_SHARE: u64 = 1_000;

/// A share, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// So many parts.
    pub parts: u64,
    /// Of so many.
    pub of: u64,
}

impl Share {
    /// The whole.
    pub const WHOLE: Share = Share { parts: 1, of: 1 };
}

/// A day operand, or the fiscal year it falls in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Day {
    /// A field's value.
    Field(FieldIndex),
    /// A fixed day.
    Constant(Date),
    /// The caller's own day.
    AsOf,
}

/// The period in which a ruleset is in force, and the dates that decide it.
#[derive(Clone, Debug, PartialEq)]
pub struct InForce {
    /// The first day.
    pub from: Date,
    /// The last day, if the text has ended.
    pub until: Option<Date>,
    /// The deciding date first. While it is blank, the first of the others that is known stands
    /// in as a bound: the deciding date cannot be earlier, so the text can be shown in force by
    /// it, or to have ended, but never not yet begun. Only the last may be the caller's day.
    pub decided_by: Vec<Day>,
}

impl Predicate {
    /// Calls `visit` for every field the predicate looks at, in order; a field may come twice.
    pub fn for_each_field(&self, in_force: Option<&InForce>, visit: &mut dyn FnMut(FieldIndex)) {
        match self {
            Predicate::All(members) | Predicate::Any(members) => {
                for member in members {
                    member.for_each_field(in_force, visit);
                }
            }
            Predicate::Open(member, _) => member.for_each_field(in_force, visit),
            Predicate::Test { test, .. } => test.for_each_field(in_force, visit),
        }
    }
}

impl Test {
    /// Calls `visit` for every field the test looks at, in order.
    pub fn for_each_field(&self, in_force: Option<&InForce>, visit: &mut dyn FnMut(FieldIndex)) {
        let mut day = |day: &Day| {
            if let Day::Field(field) = day {
                visit(*field);
            }
        };
        match self {
            Test::Stated(field) | Test::OneOf(field, _) | Test::HasAll(field, _) => visit(*field),
            Test::Subset(part, whole) => {
                visit(*part);
                visit(*whole);
            }
            Test::AtMost(first, second, _) => {
                for number in [first, second] {
                    if let Integer::Field(field) = number {
                        visit(*field);
                    }
                }
            }
            Test::Before(first, second)
            | Test::DaysBefore(first, second, _)
            | Test::WithinYears(first, second, _) => {
                day(first);
                day(second);
            }
            Test::InForce => {
                for decider in in_force.iter().flat_map(|in_force| &in_force.decided_by) {
                    day(decider);
                }
            }
        }
    }
}
