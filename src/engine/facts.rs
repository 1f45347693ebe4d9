//! Facts: what predicates may look at, and why something is not known.

use crate::engine::answer::Answer;
use crate::engine::contents::Items;
use crate::engine::date::{Date, FiscalYear};
use crate::engine::field::{Field, FieldIndex, Nature, Order};
use crate::engine::predicate::{Day, InForce};
use crate::engine::stage::Stage;
use crate::engine::truth::{Cause, Reasoned};

/// Everything a predicate may look at.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The ruleset's fields.
    pub fields: &'a [Field],
    /// Their answers, in the same order.
    pub answers: &'a [Answer],
    /// A value taken for granted in place of an answer: one information kind at a time.
    pub assumed: Option<(FieldIndex, &'a Answer)>,
    /// The request's stage.
    pub stage: Stage,
    /// The caller's day.
    pub as_of: Date,
    /// The period in force, where the text has one.
    pub in_force: Option<&'a InForce>,
}

/// Why an answer is of no use, though it is no blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It cannot be read.
    Unreadable,
    /// A plan that has gone by on the caller's day is none any more.
    GoneBy,
    /// It contradicts another day ([`Order`]): neither is known.
    OutOfOrder,
}

impl Facts<'_> {
    /// The answer of `field`; [`Answer::Unusable`] where what is there is of no use.
    pub fn answer(&self, field: FieldIndex) -> &Answer {
        match self.assumed {
            Some((assumed, answer)) if assumed == field => answer,
            _ => match self.given(field) {
                Answer::Date(day) if self.misdated(field, *day).is_some() => &Answer::Unusable,
                given => given,
            },
        }
    }

    /// Why the answer of `field` is of no use, if it is.
    pub fn unusable(&self, field: FieldIndex) -> Option<Unusable> {
        match self.given(field) {
            Answer::Date(day) => self.misdated(field, *day),
            Answer::Unusable => Some(Unusable::Unreadable),
            _ => None,
        }
    }

    fn misdated(&self, field: FieldIndex, day: Date) -> Option<Unusable> {
        if self.gone_by(field, day) {
            return Some(Unusable::GoneBy);
        }
        let Order { other, never } = self.field(field)?.order?;
        let other = self.not_gone_by(other)?;
        (day.cmp(&other) == never).then_some(Unusable::OutOfOrder)
    }

    /// Whether a day planned for `field` has gone by on the caller's day.
    fn gone_by(&self, field: FieldIndex, day: Date) -> bool {
        day < self.as_of
            && self
                .field(field)
                .is_some_and(|field| field.nature == Nature::Plan)
    }

    fn not_gone_by(&self, field: FieldIndex) -> Option<Date> {
        match self.given(field) {
            Answer::Date(day) if !self.gone_by(field, *day) => Some(*day),
            _ => None,
        }
    }

    fn given(&self, field: FieldIndex) -> &Answer {
        self.answers
            .get(usize::from(field.0))
            .unwrap_or(&Answer::Blank)
    }

    pub(super) fn field(&self, field: FieldIndex) -> Option<&Field> {
        self.fields.get(usize::from(field.0))
    }

    /// Why `field`, being blank, leaves a question open.
    pub(super) fn open(&self, field: FieldIndex) -> Reasoned {
        let cause = self.field(field).map_or(Cause::Missing, Field::open);
        Reasoned::unknown(cause)
    }

    /// What refutes, when a test over `field` comes out against the request.
    pub(super) fn refutation(&self, field: FieldIndex) -> Cause {
        self.field(field).map_or(Cause::Answer, Field::refutes)
    }

    /// The operand's day, or why there is none.
    pub(super) fn day(&self, day: Day) -> Result<Date, Reasoned> {
        match day {
            Day::Constant(date) => Ok(date),
            Day::AsOf => Ok(self.as_of),
            Day::Field(field) => self.date(self.answer(field), field),
        }
    }

    fn date(&self, answer: &Answer, field: FieldIndex) -> Result<Date, Reasoned> {
        match answer {
            Answer::Date(date) => Ok(*date),
            _ => Err(self.open(field)),
        }
    }

    /// Both operands' days. With a day that the text itself fixes, a plan is compared though it has
    /// gone by: one from before the text can be no plan under it.
    pub(super) fn days(&self, first: Day, second: Day) -> Result<(Date, Date), Reasoned> {
        let fixed = [first, second]
            .iter()
            .any(|day| matches!(day, Day::Constant(_)));
        let day = |day| match day {
            Day::Field(field) if fixed && self.unusable(field) == Some(Unusable::GoneBy) => {
                self.date(self.given(field), field)
            }
            _ => self.day(day),
        };
        both(day(first), day(second))
    }

    /// The operand's fiscal year, or why there is none.
    pub(super) fn year(&self, day: Day) -> Result<FiscalYear, Reasoned> {
        if let Day::Field(field) = day
            && let Answer::FiscalYear(year) = self.answer(field)
        {
            return Ok(*year);
        }
        self.day(day).map(Date::fiscal_year)
    }

    pub(super) fn items(&self, field: FieldIndex) -> Result<&Items, Reasoned> {
        match self.answer(field) {
            Answer::Items(items) => Ok(items),
            _ => Err(self.open(field)),
        }
    }
}

/// Both, or why there are not both.
pub(super) fn both<T>(
    first: Result<T, Reasoned>,
    second: Result<T, Reasoned>,
) -> Result<(T, T), Reasoned> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(first), Err(second)) => Err(first.and(second)),
        (Err(open), Ok(_)) | (Ok(_), Err(open)) => Err(open),
    }
}
