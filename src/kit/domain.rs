//! Abstract domains: for the fields a predicate looks at, the few values that tell its tests
//! apart, so that what can come of it is found by trying every combination.
//!
//! Exact where it is small: days, years, integers and lists are stood for by as many values as
//! there are fields to tell apart, around every constant. What is too large to try is said to be
//! ([`TooMuch`]).

use crate::engine::answer::{Answer, Decision, OptionSet};
use crate::engine::date::{Date, FiscalYear};
use crate::engine::facts::Facts;
use crate::engine::field::{FieldIndex, FieldType};
use crate::engine::judgement::State;
use crate::engine::predicate::{Constant, Day, Integer, Predicate, Test};
use crate::engine::ruleset::{Ruleset, Unit};
use crate::engine::stage::Stage;
use crate::engine::truth::Truth;

/// How much is tried for one question: combinations times the size of what is asked.
const MAX_WORK: usize = 2_000_000;
/// How much is tried for a whole ruleset.
const MAX_WHOLE: usize = 20_000_000;
/// How many sets of options stand for a field of choices.
const MAX_SETS: usize = 256;

/// What may still be tried for one ruleset.
#[derive(Debug)]
pub struct Budget(usize);

/// There is more to try than time for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuch;

impl Budget {
    fn spend(&mut self, work: usize) -> Result<(), TooMuch> {
        self.0 = self.0.checked_sub(work).ok_or(TooMuch)?;
        Ok(())
    }
}

/// How to go on with answers that may be partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Answer what is open.
    Further,
    /// Whatever the rest is, it comes to the same.
    Settled,
    /// Nothing more is to be known.
    Done,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget(MAX_WHOLE)
    }
}

/// Every combination of values that matters to some predicates.
#[derive(Debug)]
pub struct Domain<'r> {
    ruleset: &'r Ruleset,
    units: Vec<&'r Unit>,
    fields: Vec<Axis>,
    /// What stands for the caller's day.
    days: Vec<Date>,
    /// How many of them at either end only stand for more.
    day_edges: (usize, usize),
    /// How many tests and predicates there are to judge.
    size: usize,
}

/// The values of one field.
#[derive(Debug)]
struct Axis {
    field: FieldIndex,
    /// Every value that matters, then blank.
    values: Vec<Answer>,
    /// Whether being blank is itself looked at.
    stated: bool,
    /// How many values at either end only stand for more of them: nothing is below the first of
    /// the numbers tried, nor in no list, though in the world there is.
    edges: (usize, usize),
}

/// What can come of something, over every combination tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// It can be met.
    pub met: bool,
    /// It can be not met.
    pub not_met: bool,
    /// It can be unknown.
    pub unknown: bool,
}

impl Outcomes {
    /// Adds one.
    pub fn add(&mut self, truth: Truth) {
        match truth {
            Truth::Met => self.met = true,
            Truth::NotMet => self.not_met = true,
            Truth::Unknown => self.unknown = true,
        }
    }

    /// Whether more than one truth is among them.
    pub fn differ(self) -> bool {
        let each = [self.met, self.not_met, self.unknown];
        each.into_iter().filter(|possible| *possible).count() > 1
    }

    /// Whether that truth is among them.
    pub fn has(self, truth: Truth) -> bool {
        match truth {
            Truth::Met => self.met,
            Truth::NotMet => self.not_met,
            Truth::Unknown => self.unknown,
        }
    }
}

/// What three-valued logic cannot say though it follows.
#[derive(Debug)]
pub struct Lost<T> {
    /// The fields left blank.
    pub blank: Vec<FieldIndex>,
    /// The other fields, with their values.
    pub given: Vec<(FieldIndex, Answer)>,
    /// What it comes to, whatever they are.
    pub comes_to: T,
}

impl<'r> Domain<'r> {
    /// The combinations that matter to `units`.
    pub fn of(units: &[&'r Unit], ruleset: &'r Ruleset) -> Result<Domain<'r>, TooMuch> {
        Domain::built(units, ruleset).ok_or(TooMuch)
    }

    fn built(units: &[&'r Unit], ruleset: &'r Ruleset) -> Option<Domain<'r>> {
        // A day to count from where no rule names one; like any other.
        let base = Date::from_iso("2026-04-01")?;
        let mut seen = Seen::default();
        let mut size = 1;
        for unit in units {
            for predicate in unit.applies.iter().chain([&unit.holds]) {
                size += gather(predicate, ruleset, &mut seen);
            }
        }
        // Every field is a step deeper, and every constant and year makes more values.
        let many_years = seen.years.iter().any(|limit| *limit > 20);
        if seen.fields.len() > 64 || many_years || seen.days.len() + seen.limits.len() > 100 {
            return None;
        }
        let mut fields = Vec::new();
        for field in &seen.fields {
            let values = seen.values(*field, ruleset, base)?;
            fields.push(Axis {
                field: *field,
                stated: seen.stated.contains(field),
                edges: match ruleset.field(*field)?.kind {
                    FieldType::Date => seen.edges(&seen.days(base)),
                    FieldType::Integer | FieldType::FiscalYear => (1, 1),
                    FieldType::Items => (0, 1),
                    _ => (0, 0),
                },
                values,
            });
        }
        let days = if seen.as_of {
            seen.days(base)
        } else {
            vec![base]
        };
        Some(Domain {
            ruleset,
            units: units.to_vec(),
            fields,
            day_edges: if seen.as_of {
                seen.edges(&days)
            } else {
                (0, 0)
            },
            days,
            size,
        })
    }

    /// Makes sure that every combination, with blanks, can be tried.
    fn afford(&self, budget: &mut Budget) -> Result<(), TooMuch> {
        let counts = self.fields.iter().map(|axis| axis.values.len());
        let work =
            counts
                .chain([self.days.len()])
                .try_fold(self.size, |work, count| -> Option<usize> {
                    work.checked_mul(count).filter(|work| *work <= MAX_WORK)
                });
        budget.spend(work.ok_or(TooMuch)?)
    }

    /// Calls `visit` with the facts of every combination, and with whether every field is
    /// answered; a field of which it is asked whether it is stated may stay blank for that.
    fn each(&self, stage: Stage, visit: &mut dyn FnMut(&Facts<'_>, bool)) {
        let mut answers = vec![Answer::Blank; self.ruleset.fields.len()];
        for day in &self.days {
            self.vary(&self.fields, true, &mut answers, *day, stage, visit);
        }
    }

    fn vary(
        &self,
        left: &[Axis],
        whole: bool,
        answers: &mut Vec<Answer>,
        as_of: Date,
        stage: Stage,
        visit: &mut dyn FnMut(&Facts<'_>, bool),
    ) {
        let Some((axis, left)) = left.split_first() else {
            return visit(&self.facts(answers, as_of, stage), whole);
        };
        for value in &axis.values {
            put(axis, value, answers);
            let whole = whole && (axis.stated || *value != Answer::Blank);
            self.vary(left, whole, answers, as_of, stage, visit);
        }
    }

    fn facts<'a>(&'a self, answers: &'a [Answer], as_of: Date, stage: Stage) -> Facts<'a> {
        Facts {
            fields: &self.ruleset.fields,
            answers,
            assumed: None,
            stage,
            as_of,
            in_force: self.ruleset.in_force.as_ref(),
        }
    }

    /// Answers one field after the other, as long as it matters, in every way that `visit` does not
    /// call settled. `visit` gets the facts, and whether every field that matters is answered;
    /// while one is not, they are a draft.
    pub fn explore(
        &self,
        budget: &mut Budget,
        visit: &mut dyn FnMut(&Facts<'_>, bool) -> Next,
    ) -> Result<(), TooMuch> {
        let mut limit = Budget(MAX_WORK.min(budget.0));
        let begun = limit.0;
        let mut answers = vec![Answer::Blank; self.ruleset.fields.len()];
        let mut answered = Vec::new();
        let mut next = Ok(Next::Further);
        for day in &self.days {
            next = self.descend(&mut answers, &mut answered, *day, &mut limit, visit);
            if next != Ok(Next::Further) {
                break;
            }
        }
        budget.spend(begun - limit.0)?;
        next.map(drop)
    }

    /// [`Next::Further`] where all has been seen.
    fn descend(
        &self,
        answers: &mut Vec<Answer>,
        answered: &mut Vec<FieldIndex>,
        as_of: Date,
        limit: &mut Budget,
        visit: &mut dyn FnMut(&Facts<'_>, bool) -> Next,
    ) -> Result<Next, TooMuch> {
        limit.spend(self.size)?;
        let axis = self.asked(&self.facts(answers, as_of, Stage::Draft), answered);
        let (stage, whole) = match axis {
            Some(_) => (Stage::Draft, false),
            None => (Stage::Filed, true),
        };
        let next = visit(&self.facts(answers, as_of, stage), whole);
        let (Next::Further, Some(axis)) = (next, axis) else {
            return Ok(match next {
                Next::Done => Next::Done,
                _ => Next::Further,
            });
        };
        answered.push(axis.field);
        let counts = |value: &&Answer| axis.stated || **value != Answer::Blank;
        for value in axis.values.iter().filter(counts) {
            put(axis, value, answers);
            if self.descend(answers, answered, as_of, limit, visit)? == Next::Done {
                return Ok(Next::Done);
            }
        }
        put(axis, &Answer::Blank, answers);
        answered.pop();
        Ok(Next::Further)
    }

    /// Of the fields that the first open unit waits for, the one with the fewest values.
    fn asked(&self, facts: &Facts<'_>, answered: &[FieldIndex]) -> Option<&Axis> {
        self.units.iter().find_map(|unit| {
            let applies = unit.applies.iter();
            if applies
                .clone()
                .any(|when| when.judge(facts).truth == Truth::NotMet)
            {
                return None;
            }
            let mut asked = Vec::new();
            for predicate in applies.chain([&unit.holds]) {
                predicate.for_each_field_that(Truth::Unknown, facts, &mut |field| {
                    asked.push(field);
                });
            }
            let axes = self.fields.iter();
            let open =
                axes.filter(|axis| asked.contains(&axis.field) && !answered.contains(&axis.field));
            open.min_by_key(|axis| axis.values.len())
        })
    }

    /// What can come of `unit` while it counts, with blanks and in both stages.
    pub fn outcomes(&self, unit: &Unit, budget: &mut Budget) -> Result<Outcomes, TooMuch> {
        self.afford(budget)?;
        let mut outcomes = Outcomes::default();
        for stage in [Stage::Draft, Stage::Filed] {
            self.each(stage, &mut |facts, _| {
                let state = State::of(unit, facts);
                if state.counts() {
                    outcomes.add(state.judged.truth);
                }
            });
        }
        Ok(outcomes)
    }

    /// Where what `judge` finds stays open (`None`) though every way of filling in the blanks comes
    /// to the same. Of several such combinations, the one with most blanks.
    pub fn lost<T: Copy + PartialEq>(
        &self,
        judge: &dyn Fn(&Facts<'_>) -> Option<T>,
        budget: &mut Budget,
    ) -> Result<Option<Lost<T>>, TooMuch> {
        self.afford(budget)?;
        // In the order of `each`: the last field varies first, and blank comes last.
        let mut found = Vec::new();
        self.each(Stage::Filed, &mut |facts, _| found.push(judge(facts)));
        let mut strides = Vec::new();
        let mut stride = 1;
        for axis in self.fields.iter().rev() {
            strides.push(stride);
            stride *= axis.values.len();
        }
        strides.reverse();
        let combinations = stride;
        let axes = || self.fields.iter().zip(&strides);
        let mut agreed: Vec<Option<T>> = Vec::with_capacity(found.len());
        let mut lost: Option<Lost<T>> = None;
        for (at, here) in found.iter().enumerate() {
            let open = |(axis, stride): &(&Axis, &usize)| {
                !axis.stated && at / **stride % axis.values.len() == axis.values.len() - 1
            };
            let Some((axis, stride)) = axes().find(open) else {
                agreed.push(*here);
                continue;
            };
            // Every completion stands before it and is known.
            let completions = (1..axis.values.len())
                .filter_map(|back| agreed.get(at.checked_sub(back * stride)?).copied());
            let mut completions = completions.peekable();
            let first = completions.peek().copied().flatten();
            let agree = first.filter(|_| completions.all(|other| other == first));
            agreed.push(agree);
            // Beyond the first and the last day tried there are others too.
            let day = at / combinations;
            let (first, last) = self.day_edges;
            let at_an_edge = day < first
                || day + last >= self.days.len()
                || axes().any(|(axis, stride)| {
                    let (at, blank) = (at / stride % axis.values.len(), axis.values.len() - 1);
                    at < axis.edges.0 || at < blank && at + axis.edges.1 >= blank
                });
            if let (None, Some(comes_to), false) = (here, agree, at_an_edge) {
                let blank: Vec<_> = axes().filter(open).map(|(axis, _)| axis.field).collect();
                if lost
                    .as_ref()
                    .is_none_or(|lost| lost.blank.len() < blank.len())
                {
                    let given = axes().filter(|axis| !open(axis));
                    let given = given.filter_map(|(axis, stride)| {
                        let value = axis.values.get(at / stride % axis.values.len())?;
                        Some((axis.field, value.clone()))
                    });
                    lost = Some(Lost {
                        given: given.collect(),
                        blank,
                        comes_to,
                    });
                }
            }
        }
        Ok(lost)
    }
}

fn put(axis: &Axis, value: &Answer, answers: &mut [Answer]) {
    if let Some(answer) = answers.get_mut(usize::from(axis.field.0)) {
        answer.clone_from(value);
    }
}

/// The truth of `unit`, unless it is unknown.
pub fn settled(unit: &Unit, facts: &Facts<'_>) -> Option<Truth> {
    let truth = State::of(unit, facts).judged.truth;
    (truth != Truth::Unknown).then_some(truth)
}

/// What tests look at.
#[derive(Default)]
struct Seen {
    fields: Vec<FieldIndex>,
    stated: Vec<FieldIndex>,
    constants: Vec<(FieldIndex, Constant)>,
    sets: Vec<(FieldIndex, OptionSet)>,
    /// Fields compared with one another or with constants, as integers, lists and days.
    integers: Vec<FieldIndex>,
    limits: Vec<u64>,
    items: Vec<FieldIndex>,
    dated: Vec<FieldIndex>,
    days: Vec<Date>,
    years: Vec<u32>,
    ordered: bool,
    as_of: bool,
}

/// Notes what the tests of `predicate` look at; gives their number.
fn gather(predicate: &Predicate, ruleset: &Ruleset, seen: &mut Seen) -> usize {
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
    fn edges(&self, days: &[Date]) -> (usize, usize) {
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
    fn values(&self, field: FieldIndex, ruleset: &Ruleset, base: Date) -> Option<Vec<Answer>> {
        let definition = ruleset.field(field)?;
        let constants = self.constants.iter().filter(|(of, _)| *of == field);
        let mut values = Vec::new();
        match definition.kind {
            FieldType::Boolean | FieldType::Finding => {
                values.extend([true, false].map(Answer::Boolean));
            }
            FieldType::Text => values.push(Answer::Text("文".into())),
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
            FieldType::Items => values.extend(self.lists()?.into_iter().map(Answer::Items)),
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
    fn lists(&self) -> Option<Vec<Vec<String>>> {
        let entries = self.items.len().clamp(1, 5);
        if self.items.len() > entries {
            return None;
        }
        let list = |set: u32| {
            let chosen = (0..entries).filter(|at| set >> at & 1 == 1);
            chosen.map(|at| at.to_string()).collect()
        };
        Some((1..1 << entries).map(list).collect())
    }

    /// Days in order: around every constant, and in every fiscal year that may matter.
    fn days(&self, base: Date) -> Vec<Date> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::draft::Draft;

    /// What can come of a limb that asks `predicate`, and what is lost on it.
    fn tried(predicate: &str) -> (Outcomes, Option<Lost<Truth>>) {
        let toml = format!(
            r#"
[ruleset]
format = 1
id = "town"
version = "1"
municipality = {{ ja = "町" }}
title = {{ ja = "規程" }}
instrument = {{ ja = "告示" }}
in_force = {{ from = 2023-04-01, until = 2027-03-31, decided_by = ["approval.planned_on", "request.filed_on", "asOf"] }}

[[field]]
id = "town.year"
type = "fiscal_year"
supplier = "applicant"
label = {{ ja = "年度" }}

[[condition]]
id = "1"
clause = "第1条"
topic = "scope"
title = {{ ja = "題" }}
message = {{ ja = "文" }}
remedy = {{ ja = "文" }}
limb = [{{ id = "a", {predicate} }}]

[[condition]]
id = "2"
clause = "第2条"
topic = "scope"
title = {{ ja = "題" }}
message = {{ ja = "文" }}
remedy = {{ ja = "文" }}
limb = [{{ id = "a", stated = "town.year" }}]

[[procedure]]
id = "copy"
title = {{ ja = "複写" }}
conditions = ["1"]
"#
        );
        let draft = Draft::from_toml(&toml).unwrap();
        let unit = draft.ruleset.procedures.first().unwrap().units.first();
        let unit = unit.unwrap();
        let domain = Domain::of(&[unit], &draft.ruleset).unwrap();
        let mut budget = Budget::default();
        let mut outcomes = Outcomes::default();
        let explored = domain.explore(&mut budget, &mut |facts, whole| {
            let truth = unit.holds.judge(facts).truth;
            if truth == Truth::Unknown && !whole {
                return Next::Further;
            }
            outcomes.add(truth);
            Next::Settled
        });
        explored.unwrap();
        let lost = domain.lost(&|facts| settled(unit, facts), &mut budget);
        (outcomes, lost.unwrap())
    }

    fn outcomes(predicate: &str) -> [bool; 3] {
        let (
            Outcomes {
                met,
                not_met,
                unknown,
            },
            _,
        ) = tried(predicate);
        [met, not_met, unknown]
    }

    #[test]
    fn values_around_every_constant_are_tried() {
        for (predicate, expected) in [
            (
                r#"at_most = ["scope.record_count", 5000]"#,
                [true, true, false],
            ),
            (
                r#"at_most = ["scope.record_count", 0]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ at_most = ["scope.record_count", 5] }, { not = { at_most = ["scope.record_count", 4] } }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ at_most = ["scope.record_count", 4] }, { not = { at_most = ["scope.record_count", 4] } }]"#,
                [false, true, false],
            ),
            (r#"is = ["scope.record_count", 7]"#, [true, true, false]),
            (
                r#"any = [{ at_most = ["scope.record_count", "contract.record_count"] }, { at_most = ["contract.record_count", "scope.record_count"] }]"#,
                [true, false, false],
            ),
            (
                r#"subset = ["scope.data_items", "contract.data_items"]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ subset = ["scope.data_items", "contract.data_items"] }, { not = { subset = ["contract.data_items", "scope.data_items"] } }]"#,
                [true, true, false],
            ),
            (
                r#"before = ["contract.starts_on", 2026-04-01]"#,
                [true, true, true],
            ),
            (
                r#"not_before = ["contract.starts_on", 2026-04-01]"#,
                [true, true, false],
            ),
            (
                r#"before = ["request.filed_on", "asOf"]"#,
                [true, true, true],
            ),
            (
                r#"all = [{ not_before = ["contract.starts_on", 2026-04-01] }, { not_before = [2026-04-01, "contract.starts_on"] }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ within_years = ["town.year", "contract.starts_on", 3] }, { not = { within_years = ["town.year", "contract.starts_on", 2] } }]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ within_years = ["town.year", "contract.starts_on", 2] }, { not = { within_years = ["town.year", "contract.starts_on", 3] } }]"#,
                [false, true, false],
            ),
            (
                r#"within_years = ["town.year", 2026-04-01]"#,
                [true, true, false],
            ),
            (r#"in_force = true"#, [true, true, false]),
            (r#"stated = "scope.work""#, [true, true, false]),
            (r#"stated = "contract.purpose""#, [true, false, true]),
            (
                r#"has_all = ["contract.consent_clauses", ["takeout", "copy"]]"#,
                [true, true, false],
            ),
            (
                r#"all = [{ has = ["contract.consent_clauses", "copy"] }, { lacks = ["contract.consent_clauses", "copy"] }]"#,
                [false, true, false],
            ),
            (
                r#"one_of = ["information.kind", ["personal", "pseudonymised", "agency_anonymised", "anonymised", "none"]]"#,
                [true, false, false],
            ),
            (
                r#"else_reading = { yes = "instruction.given" }"#,
                [true, false, true],
            ),
            (r#"else_reading = { any = [] }"#, [false, false, true]),
        ] {
            assert_eq!(outcomes(predicate), expected, "{predicate}");
        }
    }

    #[test]
    fn what_follows_whatever_a_blank_holds_is_found_and_nothing_else() {
        for predicate in [
            r#"any = [{ yes = "instruction.given" }, { no = "instruction.given" }]"#,
            r#"any = [{ all = [{ yes = "instruction.given" }, { yes = "takeout.already" }] }, { all = [{ no = "instruction.given" }, { yes = "request.in_writing" }] }]"#,
            r#"all = [{ is = ["information.kind", "none"] }, { is = ["information.kind", "personal"] }]"#,
            r#"any = [{ at_most = ["scope.record_count", 10] }, { not = { at_most = ["scope.record_count", 5] } }]"#,
            r#"any = [{ not_before = ["contract.starts_on", 2026-04-01] }, { not = { not_before = ["contract.starts_on", 2026-04-01] } }]"#,
        ] {
            assert!(tried(predicate).1.is_some(), "{predicate}");
        }
        for predicate in [
            r#"subset = ["scope.data_items", "contract.data_items"]"#,
            r#"at_most = ["scope.record_count", "contract.record_count"]"#,
            r#"before = ["request.filed_on", "contract.starts_on"]"#,
            r#"not_before = ["contract.starts_on", "asOf"]"#,
            r#"within_years = ["town.year", "contract.starts_on", 2]"#,
            r#"within_years = ["town.year", "asOf"]"#,
            r#"in_force = true"#,
            r#"stated = "scope.work""#,
            r#"any = [{ stated = "scope.work" }, { not = { stated = "scope.work" } }]"#,
            r#"any = [{ yes = "instruction.given" }, { else_reading = { any = [] } }]"#,
            r#"any = [{ all = [{ yes = "instruction.given" }, { yes = "takeout.already" }] }, { yes = "takeout.already" }]"#,
        ] {
            assert!(
                tried(predicate).1.is_none(),
                "{predicate}: {:?}",
                tried(predicate).1
            );
        }
    }
}
