//! Predicates: a closed, typed expression tree over fields, as data.
//!
//! Negation is pushed to the tests when a ruleset is loaded, so evaluation
//! knows only *all*, *any* and a test that may be negated; the cause of a
//! refutation is then always the cause of the test that refutes.

use std::cmp::Ordering;

use crate::engine::answer::{Answer, Decision, OptionSet};
use crate::engine::date::{Date, FiscalYear};
use crate::engine::field::{Field, FieldIndex, FieldType, Supplier};
use crate::engine::truth::{Cause, Causes, Judged, Truth};

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written: a blank is only unknown.
    Draft,
    /// Handed in: a blank matter the text requires to be stated is known to be blank.
    Filed,
}

impl Stage {
    /// The name in requests and reports.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Filed => "filed",
        }
    }

    /// The stage of that name.
    pub fn from_name(name: &str) -> Option<Stage> {
        [Stage::Draft, Stage::Filed]
            .into_iter()
            .find(|stage| stage.name() == name)
    }
}

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
    /// The first is not more than the second.
    AtMost(FieldIndex, Integer),
    /// The first day is before the second; the same day is an open reading.
    Before(Day, Day),
    /// The first day is the second or after it.
    NotBefore(Day, Day),
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
    /// A field's value.
    Field(FieldIndex),
    /// A fixed number.
    Constant(u64),
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

/// How a request stands to the period in which a ruleset is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether the ruleset is in force for the request.
    pub in_force: Truth,
    /// Whether the day that was looked at, the caller's where none of the deciding ones is known,
    /// lies before the period, within it or after it.
    pub day: Ordering,
    /// The position in `decided_by` of that day; none where none is known.
    pub by: Option<u16>,
}

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

impl Facts<'_> {
    /// The answer of `field`.
    pub fn answer(&self, field: FieldIndex) -> &Answer {
        match self.assumed {
            Some((assumed, answer)) if assumed == field => answer,
            _ => self
                .answers
                .get(usize::from(field.0))
                .unwrap_or(&Answer::Blank),
        }
    }

    fn field(&self, field: FieldIndex) -> Option<&Field> {
        self.fields.get(usize::from(field.0))
    }

    /// Why `field`, being blank, leaves a question open.
    fn open(&self, field: FieldIndex) -> Judged {
        let cause = self.field(field).map_or(Cause::Missing, Field::open);
        Judged::unknown(cause)
    }

    /// What refutes, when a test over `field` comes out against the request.
    fn refutation(&self, field: FieldIndex) -> Cause {
        match self.field(field).map(|field| field.kind) {
            Some(FieldType::Finding) => Cause::Finding,
            Some(FieldType::Decision) => Cause::Decision,
            _ => Cause::Answer,
        }
    }

    /// The operand's day, or why there is none.
    pub(crate) fn day(&self, day: Day) -> Result<Date, Judged> {
        match day {
            Day::Constant(date) => Ok(date),
            Day::AsOf => Ok(self.as_of),
            Day::Field(field) => match self.answer(field) {
                Answer::Date(date) => Ok(*date),
                _ => Err(self.open(field)),
            },
        }
    }

    fn days(&self, first: Day, second: Day) -> Result<(Date, Date), Judged> {
        both(self.day(first), self.day(second))
    }

    /// The operand's fiscal year, or why there is none.
    fn year(&self, day: Day) -> Result<FiscalYear, Judged> {
        if let Day::Field(field) = day
            && let Answer::FiscalYear(year) = self.answer(field)
        {
            return Ok(*year);
        }
        self.day(day).map(Date::fiscal_year)
    }

    fn items(&self, field: FieldIndex) -> Result<&[String], Judged> {
        match self.answer(field) {
            Answer::Items(items) => Ok(items),
            _ => Err(self.open(field)),
        }
    }

    fn integer(&self, field: FieldIndex) -> Result<u64, Judged> {
        match self.answer(field) {
            Answer::Integer(number) => Ok(*number),
            _ => Err(self.open(field)),
        }
    }
}

/// Both, or why there are not both.
fn both<T>(first: Result<T, Judged>, second: Result<T, Judged>) -> Result<(T, T), Judged> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(first), Err(second)) => Err(first.and(second)),
        (Err(open), Ok(_)) | (Ok(_), Err(open)) => Err(open),
    }
}

impl Predicate {
    /// What the predicate says of `facts`.
    pub fn judge(&self, facts: &Facts<'_>) -> Judged {
        match self {
            Predicate::All(members) => {
                Judged::all(members.iter().map(|member| member.judge(facts)))
            }
            Predicate::Any(members) => {
                Judged::any(members.iter().map(|member| member.judge(facts)))
            }
            Predicate::Open(member, turned) => match member.judge(facts) {
                judged if judged.truth == *turned => Judged::unknown(Cause::Reading),
                judged => judged,
            },
            Predicate::Test { test, negated } => match test.judge(facts) {
                Err(unknown) => unknown,
                Ok((holds, cause)) => {
                    if holds != *negated {
                        Judged::MET
                    } else {
                        let unstated = matches!(test, Test::Stated(_)) && !negated;
                        let causes = Causes::from(cause);
                        Judged::not_met(if unstated {
                            causes | Cause::Unstated.into()
                        } else {
                            causes
                        })
                    }
                }
            },
        }
    }

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

    /// Calls `visit` for every field in a test whose truth is `wanted`, below members
    /// that themselves are: what a member that is settled otherwise asks no longer matters.
    pub fn for_each_field_that(
        &self,
        wanted: Truth,
        facts: &Facts<'_>,
        visit: &mut dyn FnMut(FieldIndex),
    ) {
        if self.judge(facts).truth != wanted {
            return;
        }
        match self {
            Predicate::All(members) | Predicate::Any(members) => {
                for member in members {
                    member.for_each_field_that(wanted, facts, visit);
                }
            }
            Predicate::Open(member, _) => member.for_each_field_that(wanted, facts, visit),
            Predicate::Test { test, .. } => test.for_each_field(facts.in_force, visit),
        }
    }
}

impl Test {
    /// Whether the test holds and what would refute by it, or why that is unknown.
    fn judge(&self, facts: &Facts<'_>) -> Result<(bool, Cause), Judged> {
        match self {
            Test::Stated(field) => match facts.answer(*field) {
                Answer::Blank => {
                    let applicant = facts
                        .field(*field)
                        .is_some_and(|field| field.supplier == Supplier::Applicant);
                    if applicant && facts.stage == Stage::Filed {
                        Ok((false, Cause::Answer))
                    } else {
                        Err(facts.open(*field))
                    }
                }
                Answer::Unusable(_) => Err(facts.open(*field)),
                _ => Ok((true, Cause::Answer)),
            },
            Test::OneOf(field, constants) => {
                let holds = match facts.answer(*field) {
                    Answer::Boolean(value) => constants.contains(&Constant::Boolean(*value)),
                    Answer::Choice(value) => constants.contains(&Constant::Choice(*value)),
                    Answer::Integer(value) => constants.contains(&Constant::Integer(*value)),
                    Answer::Decision(value) if *value != Decision::Pending => {
                        constants.contains(&Constant::Decision(*value))
                    }
                    _ => return Err(facts.open(*field)),
                };
                Ok((holds, facts.refutation(*field)))
            }
            Test::HasAll(field, wanted) => match facts.answer(*field) {
                Answer::Choices(set) => Ok((set.0 & wanted.0 == wanted.0, Cause::Answer)),
                _ => Err(facts.open(*field)),
            },
            Test::Subset(part, whole) => {
                let (part, whole) = both(facts.items(*part), facts.items(*whole))?;
                let within = part.iter().all(|entry| whole.contains(entry));
                Ok((within, Cause::Answer))
            }
            Test::AtMost(field, limit) => {
                let limit = match limit {
                    Integer::Constant(limit) => Ok(*limit),
                    Integer::Field(field) => facts.integer(*field),
                };
                let (value, limit) = both(facts.integer(*field), limit)?;
                Ok((value <= limit, Cause::Answer))
            }
            Test::Before(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                if first == second {
                    Err(Judged::unknown(Cause::Reading))
                } else {
                    Ok((first < second, Cause::Answer))
                }
            }
            Test::NotBefore(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                Ok((first >= second, Cause::Answer))
            }
            Test::WithinYears(first, second, limit) => {
                let (first, second) = both(facts.year(*first), facts.year(*second))?;
                let apart = second.0.checked_sub(first.0);
                let within = apart.is_some_and(|years| years <= *limit);
                Ok((within, Cause::Answer))
            }
            Test::InForce => match facts.in_force {
                None => Err(Judged::unknown(Cause::Reading)),
                Some(in_force) => in_force.judge(facts),
            },
        }
    }

    fn for_each_field(&self, in_force: Option<&InForce>, visit: &mut dyn FnMut(FieldIndex)) {
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
            Test::AtMost(field, limit) => {
                visit(*field);
                if let Integer::Field(limit) = limit {
                    visit(*limit);
                }
            }
            Test::Before(first, second)
            | Test::NotBefore(first, second)
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

impl Standing {
    /// The standing as a 16-bit word: the truth in bits 0 and 1; the day before, within or after
    /// the period in bits 2 and 3; from bit 4 up the position in `decided_by` + 1, or 0.
    pub fn word(self) -> u16 {
        let day = (self.day as i8 + 1) as u16;
        self.in_force as u16 | day << 2 | self.by.map_or(0, |at| at + 1) << 4
    }
}

impl InForce {
    /// How the request of `facts` stands to the period.
    pub fn standing(&self, facts: &Facts<'_>) -> Standing {
        let mut deciders = (0u16..).zip(&self.decided_by);
        let known = deciders.find_map(|(at, decider)| Some((at, facts.day(*decider).ok()?)));
        let (by, date) = known.map_or((None, facts.as_of), |(at, date)| (Some(at), date));
        let day = if date < self.from {
            Ordering::Less
        } else if self.until.is_some_and(|until| date > until) {
            Ordering::Greater
        } else {
            Ordering::Equal
        };
        let in_force = match (by, day) {
            (None, _) => Truth::Unknown,
            (Some(_), Ordering::Greater) => Truth::NotMet,
            (Some(0), Ordering::Equal) => Truth::Met,
            (Some(0), Ordering::Less) => Truth::NotMet,
            // The deciding date is this day or a later one.
            (Some(_), Ordering::Equal) if self.until.is_none() => Truth::Met,
            (Some(_), _) => Truth::Unknown,
        };
        Standing { in_force, day, by }
    }

    fn judge(&self, facts: &Facts<'_>) -> Result<(bool, Cause), Judged> {
        match self.standing(facts).in_force {
            Truth::Met => Ok((true, Cause::Answer)),
            Truth::NotMet => Ok((false, Cause::Answer)),
            Truth::Unknown => {
                let deciding = self.decided_by.first();
                let open = deciding.and_then(|day| facts.day(*day).err());
                Err(open.unwrap_or(Judged::unknown(Cause::Missing)))
            }
        }
    }
}
