//! The few values of each field that tell the tests of some predicates apart.
//!
//! Days, years, integers and lists are stood for by as many values as there are fields to tell
//! apart, around every constant.

use crate::engine::answer::{Answer, Decision, OptionSet};
use crate::engine::contents::Item;
use crate::engine::date::{Date, FiscalYear};
use crate::engine::field::{FieldIndex, FieldType};
use crate::engine::predicate::{Constant, Day, Integer, Predicate, Test};
use crate::engine::ruleset::Ruleset;

/// How many sets of options stand for a field of choices.
const MAX_SETS: usize = 256;

/// What tests look at.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) fields: Vec<FieldIndex>,
    pub(super) stated: Vec<FieldIndex>,
    constants: Vec<(FieldIndex, Constant)>,
    sets: Vec<(FieldIndex, OptionSet)>,
    /// Fields compared with one another or with constants, as integers, lists and days.
    integers: Vec<FieldIndex>,
    pub(super) limits: Vec<u64>,
    items: Vec<FieldIndex>,
    dated: Vec<FieldIndex>,
    pub(super) days: Vec<Date>,
    pub(super) years: Vec<u32>,
    ordered: bool,
    pub(super) as_of: bool,
}

/// Notes what the tests of `predicate` look at; gives their number.
pub(super) fn gather(predicate: &Predicate, ruleset: &Ruleset, seen: &mut Seen) -> usize {
    match predicate {
        Predicate::All(members) | Predicate::Any(members) => {
            let sizes = members.iter().map(|member| gather(member, ruleset, seen));
            1 + sizes.sum::<usize>()
        }
        Predicate::Open(member, _) => 1 + gather(member, ruleset, seen),
        Predicate::Test { test, .. } => {
            predicate.for_each_field(ruleset.in_force.as_ref(), &mut |field| {
                add(&mut seen.fields, field);
            });
            seen.test(test, ruleset);
            1
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

impl Seen {
    fn test(&mut self, test: &Test, ruleset: &Ruleset) {
        match test {
            Test::Stated(field) => add(&mut self.stated, *field),
            Test::OneOf(field, constants) => {
                for constant in constants {
                    add(&mut self.constants, (*field, *constant));
                    if let Constant::Integer(number) = constant {
                        add(&mut self.limits, *number);
                        add(&mut self.integers, *field);
                    }
                }
            }
            Test::HasAll(field, set) => add(&mut self.sets, (*field, *set)),
            Test::Subset(part, whole) => {
                add(&mut self.items, *part);
                add(&mut self.items, *whole);
            }
            Test::AtMost(field, limit) => {
                add(&mut self.integers, *field);
                match limit {
                    Integer::Field(limit) => add(&mut self.integers, *limit),
                    Integer::Constant(limit) => add(&mut self.limits, *limit),
                }
            }
            Test::Before(first, second) | Test::NotBefore(first, second) => {
                self.ordered = true;
                self.day(*first);
                self.day(*second);
            }
            Test::WithinYears(first, second, limit) => {
                self.day(*first);
                self.day(*second);
                // Without a limit only which comes first matters.
                add(&mut self.years, if *limit == u32::MAX { 0 } else { *limit });
            }
            Test::InForce => {
                self.ordered = true;
                if let Some(period) = &ruleset.in_force {
                    add(&mut self.days, period.from);
                    if let Some(until) = period.until {
                        add(&mut self.days, until);
                    }
                    for decider in &period.decided_by {
                        self.day(*decider);
                    }
                }
            }
        }
    }

    fn day(&mut self, day: Day) {
        match day {
            Day::Field(field) => add(&mut self.dated, field),
            Day::Constant(date) => add(&mut self.days, date),
            Day::AsOf => self.as_of = true,
        }
    }

    /// How many of `days` at either end only stand for more of them: days, or years where it is
    /// years that are compared.
    pub(super) fn edges(&self, days: &[Date]) -> (usize, usize) {
        if self.years.is_empty() {
            return (1, 1);
        }
        let year = |day: Option<&Date>| day.map(|day| day.fiscal_year());
        let of = |end: Option<FiscalYear>| {
            days.iter()
                .filter(|day| Some(day.fiscal_year()) == end)
                .count()
        };
        (of(year(days.first())), of(year(days.last())))
    }

    /// The values that matter of `field`, then blank.
    pub(super) fn values(
        &self,
        field: FieldIndex,
        ruleset: &Ruleset,
        base: Date,
    ) -> Option<Vec<Answer>> {
        let definition = ruleset.field(field)?;
        let constants = self.constants.iter().filter(|(of, _)| *of == field);
        let mut values = Vec::new();
        match definition.kind {
            FieldType::Boolean | FieldType::Finding => {
                values.extend([true, false].map(Answer::Boolean));
            }
            FieldType::Text => values.push(Answer::Text),
            FieldType::Choice => {
                let named: Vec<u8> = constants
                    .filter_map(|(_, constant)| match constant {
                        Constant::Choice(option) => Some(*option),
                        _ => None,
                    })
                    .collect();
                let options = (0..).take(definition.options.len());
                let other = options.into_iter().find(|option| !named.contains(option));
                values.extend(named.into_iter().chain(other).map(Answer::Choice));
            }
            FieldType::Decision => {
                let named: Vec<Decision> = constants
                    .filter_map(|(_, constant)| match constant {
                        Constant::Decision(decision) => Some(*decision),
                        _ => None,
                    })
                    .collect();
                let all = [Decision::Approved, Decision::Rejected, Decision::NotSought];
                let other = all.into_iter().find(|decision| !named.contains(decision));
                values.extend(named.into_iter().chain(other).map(Answer::Decision));
            }
            FieldType::Choices => {
                // What a set of options is asked for is told by the unions of what is wanted.
                let mut sets = vec![0];
                for (_, wanted) in self.sets.iter().filter(|(of, _)| *of == field) {
                    for at in 0..sets.len() {
                        let union = sets.get(at).copied().unwrap_or_default() | wanted.0;
                        add(&mut sets, union);
                    }
                    if sets.len() > MAX_SETS {
                        return None;
                    }
                }
                values.extend(sets.into_iter().map(|set| Answer::Choices(OptionSet(set))));
            }
            FieldType::Integer => {
                values.extend(self.numbers().into_iter().map(Answer::Integer));
            }
            FieldType::Items => values.extend(self.lists()?.into_iter().map(Answer::items)),
            FieldType::Date => values.extend(self.days(base).into_iter().map(Answer::Date)),
            FieldType::FiscalYear => {
                let mut years: Vec<FiscalYear> =
                    self.days(base).into_iter().map(Date::fiscal_year).collect();
                years.dedup();
                values.extend(years.into_iter().map(Answer::FiscalYear));
            }
        }
        values.push(Answer::Blank);
        Some(values)
    }

    /// Around every constant as many numbers as there are fields, so that any order can be had.
    fn numbers(&self) -> Vec<u64> {
        let around = self.integers.len() as u64 + 1;
        let mut numbers: Vec<u64> = (0..=around).collect();
        for limit in &self.limits {
            numbers.extend(limit.saturating_sub(around)..=limit.saturating_add(around));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Every list of as many entries as there are lists to compare.
    fn lists(&self) -> Option<Vec<Vec<Item>>> {
        let entries = self.items.len().clamp(1, 5) as u32;
        if self.items.len() > entries as usize {
            return None;
        }
        let list = |set: u32| {
            let chosen = (0..entries).filter(|at| set >> at & 1 == 1);
            chosen.map(Item).collect()
        };
        Some((1..1 << entries).map(list).collect())
    }

    /// Days in order: around every constant, and in every fiscal year that may matter.
    pub(super) fn days(&self, base: Date) -> Vec<Date> {
        let count = self.dated.len() + usize::from(self.as_of);
        let years = self.years.iter().max().map_or(0, |limit| {
            let pairs = count.saturating_sub(1).max(1) as u32;
            limit.saturating_add(1).saturating_mul(pairs) + 2
        });
        // As many days in each place as there are to tell apart.
        let near = if self.ordered { count } else { 1 };
        let mut days = Vec::new();
        if self.days.is_empty() {
            for years in 0..=years {
                let day = years_from(base, i64::from(years));
                days.extend(std::iter::successors(day, |day| Some(day.next())).take(near + 2));
            }
        }
        for anchor in &self.days {
            for years in -i64::from(years)..=i64::from(years) {
                let day = years_from(*anchor, years);
                days.extend(std::iter::successors(day, |day| Some(day.next())).take(near + 2));
                days.extend(std::iter::successors(day, |day| Some(day.previous())).take(near + 2));
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// The same day so many years on.
fn years_from(day: Date, years: i64) -> Option<Date> {
    let iso = day.to_iso();
    let (year, rest) = iso.split_once('-')?;
    let year = year.parse::<i64>().ok()? + years;
    Date::from_iso(&format!("{year:04}-{rest}"))
}
