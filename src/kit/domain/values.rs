//! The few values of each field that tell the tests of some predicates apart.
//!
//! Days, years, integers and lists are stood for by as many values as there are fields to tell
//! apart, around every constant.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::answer::{Answer, Decision, MAX_ITEMS, OptionSet};
use crate::engine::contents::Item;
use crate::engine::date::{Date, FiscalYear};
use crate::engine::document::MAX_INTEGER;
use crate::engine::field::{FieldIndex, FieldType};
use crate::engine::predicate::{Constant, Day, Integer, Predicate, Share, Test};
use crate::engine::ruleset::{Ruleset, Unit};

/// How many sets of options stand for a field of choices.
const MAX_SETS: usize = 256;
/// How many numbers stand for a field, and how far apart so many days may be looked for.
const MAX_NUMBERS: usize = 256;
const MAX_OFFSETS: usize = 32;

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
    shares: Vec<Share>,
    items: Vec<FieldIndex>,
    /// Lists whose entries are counted.
    counted: Vec<FieldIndex>,
    dated: Vec<FieldIndex>,
    /// How many days are asked for between two.
    gaps: Vec<i32>,
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

/// The values of each field that tell the tests of `units` apart, one unit at a time; days where none is
/// named lie around `base`.
pub(crate) fn telling(
    units: &[Unit],
    ruleset: &Ruleset,
    base: Date,
) -> BTreeMap<FieldIndex, Vec<Answer>> {
    let mut all: BTreeMap<FieldIndex, Vec<Answer>> = BTreeMap::new();
    for unit in units {
        let mut seen = Seen::default();
        for predicate in unit.applies.iter().chain([&unit.holds]) {
            gather(predicate, ruleset, &mut seen);
        }
        for field in &seen.fields {
            let values = all.entry(*field).or_default();
            for value in seen.values(*field, ruleset, base).unwrap_or_default() {
                add(values, value);
            }
        }
    }
    all
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
            Test::AtMost(part, whole, share) => {
                for number in [part, whole] {
                    match number {
                        Integer::Field(field) => {
                            add(&mut self.integers, *field);
                            let kind = ruleset.field(*field).map(|field| field.kind);
                            if kind != Some(FieldType::Integer) {
                                add(&mut self.counted, *field);
                            }
                        }
                        Integer::Constant(limit) => add(&mut self.limits, *limit),
                    }
                }
                if *share != Share::WHOLE {
                    add(&mut self.shares, *share);
                }
            }
            Test::Before(first, second) => {
                self.ordered = true;
                self.day(*first);
                self.day(*second);
            }
            Test::DaysBefore(first, second, days) => {
                self.ordered = true;
                self.day(*first);
                self.day(*second);
                add(&mut self.gaps, *days);
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

    /// How many of `days` at either end only stand for more of them: as many as may have to lie
    /// between two, or those of a year where it is years that are compared.
    pub(super) fn edges(&self, days: &[Date]) -> (usize, usize) {
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return (0, 0);
        };
        let apart = self.gaps.iter().max().copied().unwrap_or_default().max(1);
        let (early, late) = (first.later(apart), last.later(-apart));
        let years = !self.years.is_empty();
        let of = |near: &dyn Fn(&Date) -> bool, end: &Date| {
            let same_year = |day: &Date| years && day.fiscal_year() == end.fiscal_year();
            days.iter()
                .filter(|day| near(day) || same_year(day))
                .count()
        };
        (of(&|day| *day < early, first), of(&|day| *day > late, last))
    }

    /// How many of `numbers` at either end only stand for more of them: there is no smaller one, or
    /// none of which one tried is a share; a list that is there has at least one entry.
    pub(super) fn number_edges(&self, numbers: &[Answer]) -> (usize, usize) {
        let most = numbers.iter().filter_map(number).max().unwrap_or_default();
        let beyond = |number: u64| {
            let mut shares = self
                .shares
                .iter()
                .flat_map(|share| [(share.parts, share.of), (share.of, share.parts)]);
            shares.any(|(parts, of)| number.saturating_mul(parts) > most.saturating_mul(of))
        };
        let known = || numbers.iter().filter_map(number);
        let first = if self.counted.is_empty() { 0 } else { 1 };
        (
            known().filter(|number| *number <= first).count(),
            known()
                .filter(|number| *number == most || beyond(*number))
                .count(),
        )
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
        let counted = self.counted.contains(&field);
        let options = definition.options.len();
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
                let other = (0..).take(options).find(|option| !named.contains(option));
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
            FieldType::Choices if counted => {
                let asked = self.sets.iter().any(|(of, _)| *of == field);
                let sets: Vec<u64> = if options <= 8 {
                    (0..1 << options).collect()
                } else if asked {
                    return None;
                } else {
                    // One of each size.
                    (0..=options).map(|size| u64::MAX >> (64 - size)).collect()
                };
                values.extend(sets.into_iter().map(|set| Answer::Choices(OptionSet(set))));
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
                values.extend(self.numbers()?.into_iter().map(Answer::Integer));
            }
            FieldType::Items if counted && self.items.contains(&field) => return None,
            FieldType::Items if counted => {
                // One of each size.
                let sizes = self.numbers()?.into_iter();
                let sizes = sizes.filter(|size| (1..=MAX_ITEMS as u64).contains(size));
                let list = |size| (0u32..).map(Item).take(size as usize).collect();
                values.extend(sizes.map(|size| Answer::items(list(size))));
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

    /// Around every constant as many numbers as there are fields, so that any order can be had; and
    /// of each number what is just within a share of it, and of what it is just within a share.
    fn numbers(&self) -> Option<Vec<u64>> {
        let around = self.integers.len() as u64 + 1;
        let mut numbers: BTreeSet<u64> = (0..=around).collect();
        for limit in &self.limits {
            numbers.extend(limit.saturating_sub(around)..=limit.saturating_add(around));
        }
        for _ in &self.shares {
            let known: Vec<u64> = numbers.iter().copied().collect();
            for (number, Share { parts, of }) in known
                .iter()
                .flat_map(|number| self.shares.iter().map(move |share| (*number, *share)))
            {
                let part = number.saturating_mul(parts) / of;
                let whole = number.saturating_mul(of).div_ceil(parts);
                numbers.extend([part, part + 1, whole.saturating_sub(1), whole]);
            }
            numbers.retain(|number| *number <= MAX_INTEGER);
            if numbers.len() > MAX_NUMBERS {
                return None;
            }
        }
        Some(numbers.into_iter().collect())
    }

    /// How far from a day another may have to be, where days are asked for between them: so far as
    /// all of them in a row, each so many days from the next. `None` where that is too much.
    pub(super) fn offsets(&self) -> Option<Vec<i32>> {
        let mut offsets = vec![0];
        for _ in 0..self.dated.len() {
            for offset in offsets.clone() {
                // A day apart they are anyway.
                for gap in self.gaps.iter().filter(|gap| **gap > 1) {
                    add(&mut offsets, offset + gap);
                    add(&mut offsets, offset - gap);
                }
            }
            if offsets.len() > MAX_OFFSETS {
                return None;
            }
        }
        Some(offsets)
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
        let offsets = self.offsets().unwrap_or_default();
        let mut days = Vec::new();
        let from = |day: Option<Date>, step: fn(Date) -> Date, days: &mut Vec<Date>| {
            for offset in &offsets {
                let day = day.map(|day| day.later(*offset));
                days.extend(std::iter::successors(day, |day| Some(step(*day))).take(near + 2));
            }
        };
        if self.days.is_empty() {
            for years in 0..=years {
                from(years_from(base, i64::from(years)), Date::next, &mut days);
            }
        }
        for anchor in &self.days {
            for years in -i64::from(years)..=i64::from(years) {
                let day = years_from(*anchor, years);
                from(day, Date::next, &mut days);
                from(day, Date::previous, &mut days);
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

fn number(answer: &Answer) -> Option<u64> {
    match answer {
        Answer::Integer(number) => Some(*number),
        _ => None,
    }
}
