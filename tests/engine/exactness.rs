//! No verdict knows less than it could: what is undetermined can still come out in two ways.
//!
//! That a verdict is never contradicted by filling in a blank is a law of `laws.rs` and holds here
//! too, at the very days and numbers the tests turn on. The other half is what three-valued logic
//! does not give for free: where the same answer stands in two places in opposite senses, both
//! may be unknown though every way of answering agrees. So for partial answers of every
//! procedure, completions are searched for that differ. Where the text leaves a point open, it is
//! taken to turn either way, each point by itself; a claim, and a fact that counts only once it is
//! recorded, are acts and fill no gap.

use std::collections::BTreeSet;
use std::fs;
use std::sync::{Arc, Mutex};
use std::thread;

use shodaku::engine::answer::{Answer, Decision, Input, OptionSet};
use shodaku::engine::contents::Contents;
use shodaku::engine::contents::Item;
use shodaku::engine::date::{Date, FiscalYear};
use shodaku::engine::facts::Facts;
use shodaku::engine::field::{FieldIndex, FieldType, Supplier};
use shodaku::engine::judgement::{judged, verdict_over_kinds};
use shodaku::engine::normalize::nfkc;
use shodaku::engine::predicate::{Constant, Day, Integer, Predicate, Test};
use shodaku::engine::ruleset::{Kind, Procedure, Ruleset, Unit};
use shodaku::engine::stage::Stage;
use shodaku::engine::truth::Truth;
use shodaku::engine::verdict::Verdict;
use shodaku::library::draft::{self, Draft};
use shodaku::library::notes::noted;

/// Where a verdict stays undetermined though every completion agrees.
///
/// A blank stands in several limbs in opposite senses, one of them fails whatever it is, and no
/// one can say which: what is wrong cannot be named yet, so nothing is said to be wrong. Each is
/// shown again by its answers, beside others that pass, or has to go; and the ruleset says so
/// itself, of nothing else.
const INEXACT: &[Inexact] = &[
    Inexact {
        ruleset: "hirono-checklists",
        procedure: "tender_notice",
        blank: &["hirono.award"],
        given: &[
            ("hirono.tender_on", "2026-11-21"),
            ("hirono.quotation_on", "2026-11-21"),
            ("hirono.act_on", "2026-11-22"),
        ],
        between: &["3-3.tender", "3-3.quotation"],
    },
    Inexact {
        ruleset: "hirono-checklists",
        procedure: "contract_clauses",
        blank: &["hirono.contract_in_writing"],
        given: &[
            ("hirono.keeps_clauses", "false"),
            ("hirono.delivered", "false"),
        ],
        between: &["5-1.keeps", "5-2.delivered", "5-2.accepted"],
    },
    Inexact {
        ruleset: "hirono-checklists",
        procedure: "return_disposal",
        blank: &["hirono.other_way"],
        given: &[
            ("disposal.way", "returned"),
            ("hirono.s10_way", "destroy"),
            ("hirono.as_instructed", "false"),
        ],
        between: &["s10.way", "s10.promptly", "s10.surely", "s10.instructed"],
    },
    Inexact {
        ruleset: "hirono-checklists",
        procedure: "return_disposal",
        blank: &["hirono.s10_way"],
        given: &[("disposal.way", "kept"), ("hirono.other_way", "false")],
        between: &["s10.way", "note-1.way"],
    },
    Inexact {
        ruleset: "hirono-checklists",
        procedure: "return_disposal",
        blank: &["disposal.way"],
        given: &[
            ("hirono.s10_way", "destroy"),
            ("hirono.destroyed_surely", "false"),
            ("hirono.other_way", "false"),
        ],
        between: &["s10.way", "s10.surely"],
    },
    Inexact {
        ruleset: "sendai-checklists",
        procedure: "survey",
        blank: &["sendai.survey"],
        given: &[
            ("contract.concluded_on", "2026-11-21"),
            ("sendai.survey_on", "2026-11-23"),
            ("sendai.survey_first", "false"),
        ],
        between: &[
            "5-1.survey",
            "5-5.first",
            "5-5.rest",
            "5-5.promptly",
            "5-6.promptly",
            "5-6.approved",
        ],
    },
];

struct Inexact {
    ruleset: &'static str,
    procedure: &'static str,
    blank: &'static [&'static str],
    given: &'static [(&'static str, &'static str)],
    /// The limbs, as `[[imprecise]]` says.
    between: &'static [&'static str],
}

/// How many partial answers are tried for each procedure.
const DRAWS: u64 = 300;
const TODAY: &str = "2026-11-22";

/// Every shipped ruleset.
fn shipped() -> Vec<Arc<Ruleset>> {
    let mut names: Vec<String> = fs::read_dir("src/rulesets")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            name.ends_with(".toml") && !name.ends_with(".cases.toml") && name != "fields.toml"
        })
        .collect();
    names.sort_unstable();
    assert!(!names.is_empty());
    let load = |name: &String| {
        let toml = fs::read_to_string(format!("src/rulesets/{name}")).unwrap();
        let json = draft::build(&toml).unwrap_or_else(|error| panic!("{name}: {error:#?}"));
        Arc::new(Ruleset::from_json(&json).unwrap())
    };
    names.iter().map(load).collect()
}

/// Numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    /// Whether something that happens so many times in a hundred happens.
    fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    fn of<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        &values[self.below(values.len())]
    }
}

/// A procedure, with the values of each field that tell its tests apart.
struct Space<'r> {
    ruleset: &'r Ruleset,
    procedure: &'r Procedure,
    values: Vec<Vec<Answer>>,
    /// The fields that are filled in: those that something looks at which is neither a claim nor
    /// counts only once it is recorded.
    asked: Vec<FieldIndex>,
    /// The fields that are asked whether they are stated.
    stated: Vec<FieldIndex>,
}

impl<'r> Space<'r> {
    fn of(ruleset: &'r Ruleset, procedure: &'r Procedure) -> Space<'r> {
        let mut seen = Seen::default();
        let mut asked = BTreeSet::new();
        let mut stated = BTreeSet::new();
        let period = ruleset.in_force.as_ref();
        for (at, unit) in procedure.units.iter().enumerate() {
            if duties(procedure).contains(&at) {
                continue;
            }
            let claimed = procedure.routes.get(at).is_some_and(|route| route.claimed);
            for predicate in unit.applies.iter().chain([&unit.holds]) {
                seen.predicate(predicate);
                for_each_test(predicate, &mut |test| {
                    if let Test::Stated(field) = test {
                        stated.insert(*field);
                    }
                });
                if !claimed && !unit.if_recorded {
                    predicate.for_each_field(period, &mut |field| {
                        asked.insert(field);
                    });
                }
            }
        }
        if let Some(variation) = &procedure.varies_by {
            asked.insert(variation.field);
        }
        if let Some(period) = period {
            seen.days.insert(period.from.to_iso());
            seen.days.extend(period.until.map(Date::to_iso));
        }
        let days = seen.every_day();
        let fields = 0..ruleset.fields.len() as u16;
        Space {
            ruleset,
            procedure,
            values: fields
                .map(|at| seen.values(ruleset, FieldIndex(at), &days))
                .collect(),
            asked: asked.into_iter().collect(),
            stated: stated.into_iter().collect(),
        }
    }

    fn facts<'a>(&'a self, answers: &'a [Answer], stage: Stage) -> Facts<'a> {
        Facts {
            fields: &self.ruleset.fields,
            answers,
            assumed: None,
            stage,
            as_of: Date::from_iso(TODAY).unwrap(),
            in_force: self.ruleset.in_force.as_ref(),
        }
    }

    fn verdict(&self, answers: &[Answer], stage: Stage) -> Verdict {
        let facts = self.facts(answers, stage);
        verdict_over_kinds(self.procedure, &judged(self.procedure, &facts), facts).0
    }

    /// The fields to fill in: blank ones, but for those that at `filed` are known to be blank.
    fn gaps(&self, answers: &[Answer], stage: Stage) -> Vec<Gap> {
        let known = |field: &FieldIndex| {
            stage == Stage::Filed
                && self.stated.contains(field)
                && self.ruleset.fields[usize::from(field.0)].supplier == Supplier::Applicant
        };
        let open = |field: &&FieldIndex| answers[usize::from(field.0)].is_open() && !known(field);
        let facts = self.facts(answers, stage);
        let period = self.ruleset.in_force.as_ref();
        let deciders = period.map_or(&[][..], |period| &period.decided_by);
        // What decides whether the text is in force is no earlier than what stands in for it.
        let standing = period.map(|period| period.standing(&facts));
        let earliest = period.and_then(|period| {
            let decider = &period.decided_by[usize::from(standing?.by?)];
            let known = match decider {
                Day::Field(field) => match &answers[usize::from(field.0)] {
                    Answer::Date(day) => *day,
                    _ => return None,
                },
                _ => facts.as_of,
            };
            let begun = standing?.in_force == Truth::Met;
            Some(if begun { period.from.min(known) } else { known })
        });
        let gap = |field: &FieldIndex| {
            let mut values = self.values[usize::from(field.0)].clone();
            if self.stated.contains(field) {
                // What is asked to be stated may stay unstated.
                values.push(Answer::Blank);
            }
            if let (Some(earliest), true) = (earliest, deciders.contains(&Day::Field(*field))) {
                values.extend([earliest, earliest.next()].map(Answer::Date));
                values.retain(|value| !matches!(value, Answer::Date(day) if *day < earliest));
            }
            (*field, values)
        };
        self.asked.iter().filter(open).map(gap).collect()
    }

    /// Every field, to be filled in anew.
    fn every_gap(&self) -> Vec<Gap> {
        (0u16..).map(FieldIndex).zip(self.values.clone()).collect()
    }

    /// Every way in which whole answers can end once they are filed, whatever the open points
    /// turn out to be; `None` where a claim decides. What was `aside` until something was recorded
    /// stays aside: recording it is an act.
    fn outcomes(&self, answers: &[Answer], aside: &[usize]) -> Option<BTreeSet<String>> {
        let procedure = self.procedure;
        let states = judged(procedure, &self.facts(answers, Stage::Filed));
        let mut outcomes = BTreeSet::new();
        for (route, state) in procedure.routes.iter().zip(&states) {
            match (state.judged.truth, route.claimed) {
                (Truth::Met, true) => return None,
                (Truth::Met, false) => {
                    outcomes.insert(route.verdict.name().to_owned());
                    if route.verdict == Verdict::Undetermined {
                        outcomes.insert(format!("another than {}", route.id));
                    }
                    return Some(outcomes);
                }
                (Truth::Unknown, false) => {
                    outcomes.insert(route.verdict.name().to_owned());
                }
                (Truth::Unknown, true) | (Truth::NotMet, _) => {}
            }
        }
        let after = duties(procedure).end;
        let limbs = procedure.routes.len()..duties(procedure).start;
        let truths: Vec<Truth> = limbs
            .filter(|at| states[*at].counts() && !aside.contains(at))
            .map(|at| states[at].judged.truth)
            .collect();
        let fails = truths.contains(&Truth::NotMet);
        let (good, bad) = match procedure.kind {
            Kind::Consultation => (Verdict::Approvable, Verdict::NotApprovable),
            Kind::Checklist => (Verdict::Complete, Verdict::Incomplete),
        };
        let results: Vec<&str> = states[after..]
            .iter()
            .map(|state| state.judged.truth.name())
            .collect();
        for (verdict, possible) in [
            (good, !fails),
            (bad, fails || truths.contains(&Truth::Unknown)),
        ] {
            if possible {
                outcomes.insert(format!("{} {}", verdict.name(), results.join(" ")));
            }
        }
        Some(outcomes)
    }
}

/// A field to fill in, with what it may be.
type Gap = (FieldIndex, Vec<Answer>);

/// The positions of a procedure's duties among its units.
fn duties(procedure: &Procedure) -> std::ops::Range<usize> {
    let start = procedure.routes.len() + procedure.limb_count();
    start..start + procedure.duties
}

fn for_each_test(predicate: &Predicate, visit: &mut dyn FnMut(&Test)) {
    match predicate {
        Predicate::All(members) | Predicate::Any(members) => {
            members
                .iter()
                .for_each(|member| for_each_test(member, visit));
        }
        Predicate::Open(member, _) => for_each_test(member, visit),
        Predicate::Test { test, .. } => visit(test),
    }
}

/// What the tests of a procedure compare with.
#[derive(Default)]
struct Seen {
    days: BTreeSet<String>,
    numbers: BTreeSet<u64>,
    years: BTreeSet<u32>,
    sets: BTreeSet<u64>,
}

impl Seen {
    fn predicate(&mut self, predicate: &Predicate) {
        for_each_test(predicate, &mut |test| match test {
            Test::OneOf(_, constants) => {
                for constant in constants {
                    if let Constant::Integer(number) = constant {
                        self.numbers.insert(*number);
                    }
                }
            }
            Test::HasAll(_, set) => {
                self.sets.insert(set.0);
            }
            Test::AtMost(Integer::Constant(number), _, _)
            | Test::AtMost(_, Integer::Constant(number), _) => {
                self.numbers.insert(*number);
            }
            Test::Before(first, second) | Test::DaysBefore(first, second, _) => {
                self.day(first);
                self.day(second);
            }
            Test::WithinYears(first, second, limit) => {
                self.day(first);
                self.day(second);
                self.years.insert((*limit).min(10));
            }
            _ => {}
        });
    }

    fn day(&mut self, day: &Day) {
        if let Day::Constant(day) = day {
            self.days.insert(day.to_iso());
        }
    }

    /// Today and every day named, with the days around them, and the turns of the fiscal years
    /// that are told apart.
    fn every_day(&self) -> Vec<Date> {
        let mut days = BTreeSet::from([TODAY.to_owned()]);
        days.extend(self.days.iter().cloned());
        for apart in &self.years {
            for year in [2026 - apart - 1, 2026 - apart, 2026, 2026 + apart + 1] {
                days.insert(format!("{year}-04-01"));
            }
        }
        let around = |day: &String| {
            let day = Date::from_iso(day).unwrap();
            [day.previous(), day, day.next()]
        };
        let mut days: Vec<Date> = days.iter().flat_map(around).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The values that tell the tests of a field apart.
    fn values(&self, ruleset: &Ruleset, field: FieldIndex, days: &[Date]) -> Vec<Answer> {
        let definition = &ruleset.fields[usize::from(field.0)];
        match definition.kind {
            FieldType::Text => vec![Answer::Text],
            FieldType::Boolean | FieldType::Finding => [true, false].map(Answer::Boolean).into(),
            FieldType::Choice => (0..definition.options.len() as u8)
                .map(Answer::Choice)
                .collect(),
            FieldType::Choices => {
                let count = definition.options.len() as u32;
                let all = (0..count).fold(0u64, |all, at| all | 1 << at);
                let mut sets = BTreeSet::from([0, all]);
                for at in 0..count {
                    sets.extend([1 << at, all & !(1 << at)]);
                }
                for set in &self.sets {
                    sets.extend([set & all, all & !set]);
                }
                sets.into_iter()
                    .map(|set| Answer::Choices(OptionSet(set)))
                    .collect()
            }
            FieldType::Integer => {
                // Fields compared with one another can be one less, the same or one more.
                let mut numbers = BTreeSet::from([0, 9, 10, 11]);
                for number in &self.numbers {
                    numbers.extend([number.saturating_sub(1), *number, number + 1]);
                }
                numbers.into_iter().map(Answer::Integer).collect()
            }
            FieldType::Items => [&[0][..], &[0, 1], &[2]]
                .map(|items| Answer::items(items.iter().copied().map(Item).collect()))
                .into(),
            FieldType::Date => days.iter().copied().map(Answer::Date).collect(),
            FieldType::FiscalYear => {
                let years: BTreeSet<u32> = days.iter().map(|day| day.fiscal_year().0).collect();
                let year = |year| FiscalYear::of(year).map(Answer::FiscalYear);
                years.into_iter().filter_map(year).collect()
            }
            FieldType::Decision => [Decision::Approved, Decision::Rejected, Decision::NotSought]
                .map(Answer::Decision)
                .into(),
        }
    }
}

// --- the search for completions ------------------------------------------------------------

/// How far a predicate is from a truth: how many tests have to come out differently. What is open
/// may be anything.
fn distance(predicate: &Predicate, wanted: bool, facts: &Facts<'_>) -> u32 {
    const NEVER: u32 = 1000;
    let each = |members: &[Predicate]| -> Vec<u32> {
        let of = members.iter().map(|member| distance(member, wanted, facts));
        of.collect()
    };
    match predicate {
        Predicate::All(members) if wanted => each(members).iter().sum(),
        Predicate::Any(members) if !wanted => each(members).iter().sum(),
        Predicate::All(members) | Predicate::Any(members) => {
            each(members).into_iter().min().unwrap_or(NEVER)
        }
        Predicate::Open(_, turned) if *turned == Truth::from(wanted) => 0,
        Predicate::Open(member, _) => distance(member, wanted, facts),
        Predicate::Test { .. } => u32::from(predicate.judge(facts).truth == Truth::from(!wanted)),
    }
}

/// What a unit is wanted to be.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Met,
    NotMet,
    /// Met, or beside the point.
    Harmless,
}

fn distance_of(unit: &Unit, wanted: Wanted, facts: &Facts<'_>) -> u32 {
    let holds = |wanted| distance(&unit.holds, wanted, facts);
    let applies = |wanted| match &unit.applies {
        Some(applies) => distance(applies, wanted, facts),
        None if wanted => 0,
        None => 1000,
    };
    match wanted {
        Wanted::Met => applies(true) + holds(true),
        Wanted::NotMet => applies(true) + holds(false),
        Wanted::Harmless => applies(false).min(holds(true)),
    }
}

/// A search among the completions of partial answers.
struct Search<'s> {
    space: &'s Space<'s>,
    gaps: &'s [Gap],
    /// The limbs that count only once something is recorded, and do not yet.
    aside: Vec<usize>,
    answers: Vec<Answer>,
    chance: Chance,
    found: BTreeSet<String>,
}

impl<'s> Search<'s> {
    fn new(space: &'s Space<'s>, gaps: &'s [Gap], aside: Vec<usize>, seed: u64) -> Search<'s> {
        Search {
            space,
            gaps,
            aside,
            answers: vec![Answer::Blank; space.ruleset.fields.len()],
            chance: Chance(seed),
            found: BTreeSet::new(),
        }
    }

    /// Whether two completions that differ have been found.
    fn two(&self) -> bool {
        self.found.len() > 1
    }

    /// Notes how the completion at hand ends.
    fn note(&mut self) -> bool {
        if let Some(outcomes) = self.space.outcomes(&self.answers, &self.aside) {
            self.found.extend(outcomes);
        }
        self.two()
    }

    fn put(&mut self, field: FieldIndex, value: &Answer) {
        self.answers[usize::from(field.0)].clone_from(value);
    }

    fn any(&mut self) {
        for (field, values) in self.gaps {
            let value = self.chance.of(values);
            self.answers[usize::from(field.0)].clone_from(value);
        }
    }

    /// Changes one answer after the other as long as that brings the units nearer to what is
    /// wanted of them.
    fn approach(&mut self, wanted: &[Option<Wanted>]) {
        let space = self.space;
        let units = &space.procedure.units;
        let dependents = &space.procedure.dependents;
        for _ in 0..4 {
            let mut nearer = false;
            for (field, values) in self.gaps {
                let looking: Vec<(usize, Wanted)> = dependents[usize::from(field.0)]
                    .iter()
                    .map(|at| usize::from(*at))
                    .filter_map(|at| Some((at, wanted[at]?)))
                    .collect();
                let far = |answers: &[Answer]| -> u32 {
                    let facts = space.facts(answers, Stage::Filed);
                    let each = looking.iter();
                    each.map(|(at, wanted)| distance_of(&units[*at], *wanted, &facts))
                        .sum()
                };
                let mut best = far(&self.answers);
                if best == 0 {
                    continue;
                }
                let before = self.answers[usize::from(field.0)].clone();
                let mut chosen = before.clone();
                for value in values {
                    self.answers[usize::from(field.0)].clone_from(value);
                    let far = far(&self.answers);
                    if far < best {
                        best = far;
                        chosen = value.clone();
                    }
                }
                nearer |= chosen != before;
                self.answers[usize::from(field.0)] = chosen;
            }
            if !nearer {
                return;
            }
        }
    }

    /// What is wanted for every way the procedure can end: approval first, then each route, each
    /// limb that fails and each result.
    fn targets(&self) -> Vec<Vec<Option<Wanted>>> {
        let procedure = self.space.procedure;
        let routes = procedure.routes.len();
        let duties = duties(procedure);
        let no_route = |at: usize| (at < routes).then_some(Wanted::NotMet);
        let count = procedure.units.len();
        let mut targets = vec![self.passing()];
        for at in (0..count).filter(|at| !duties.contains(at)) {
            let claimed = procedure.routes.get(at).is_some_and(|route| route.claimed);
            let ways: &[Wanted] = match at {
                _ if claimed => &[],
                _ if at < routes => &[Wanted::Met],
                _ if at < duties.start => &[Wanted::NotMet],
                _ => &[Wanted::Met, Wanted::NotMet],
            };
            for way in ways {
                // Of the routes, only those before it must stay out of the way.
                let mut target: Vec<Option<Wanted>> = (0..count)
                    .map(|other| no_route(other).filter(|_| other < at))
                    .collect();
                target[at] = Some(*way);
                targets.push(target);
            }
        }
        targets
    }

    fn passing(&self) -> Vec<Option<Wanted>> {
        let procedure = self.space.procedure;
        let wanted = |at: usize| match at {
            _ if at < procedure.routes.len() => Some(Wanted::NotMet),
            _ if at < duties(procedure).start => Some(Wanted::Harmless),
            _ => None,
        };
        (0..procedure.units.len()).map(wanted).collect()
    }

    /// Looks for two completions that differ, starting over so many times.
    fn run(&mut self, starts: usize) -> bool {
        for _ in 0..4 {
            self.any();
            if self.note() {
                return true;
            }
        }
        let targets = self.targets();
        // From another start, a way that led nowhere may lead on.
        for _ in 0..starts {
            for target in &targets {
                self.approach(target);
                if self.note() {
                    return true;
                }
            }
            self.any();
        }
        // One change away from what passes.
        self.approach(&self.passing());
        for (field, values) in self.gaps {
            let kept = self.answers[usize::from(field.0)].clone();
            for value in values {
                self.put(*field, value);
                if self.note() {
                    return true;
                }
            }
            self.put(*field, &kept);
        }
        starts > 1 && self.enumerate()
    }

    /// Every completion, where they are not too many.
    fn enumerate(&mut self) -> bool {
        let count = self.gaps.iter().try_fold(1usize, |count, (_, values)| {
            count
                .checked_mul(values.len())
                .filter(|count| *count <= 20_000)
        });
        let Some(count) = count else {
            return false;
        };
        for mut at in 0..count {
            for (field, values) in self.gaps {
                self.answers[usize::from(field.0)].clone_from(&values[at % values.len()]);
                at /= values.len();
            }
            if self.note() {
                return true;
            }
        }
        false
    }
}

/// The ways in which the partial answers can still end: two, or what was found.
fn ways(space: &Space<'_>, answers: &[Answer], stage: Stage, seed: u64) -> BTreeSet<String> {
    let gaps = space.gaps(answers, stage);
    let states = judged(space.procedure, &space.facts(answers, stage));
    let units = space.procedure.units.iter().enumerate();
    let waits = units.filter(|(at, unit)| unit.if_recorded && !states[*at].counts());
    let aside = waits.map(|(at, _)| at).collect();
    let mut search = Search::new(space, &gaps, aside, seed);
    search.answers = answers.to_vec();
    // What is settled cannot come out otherwise; a few looks will do.
    let settled = space.verdict(answers, stage) != Verdict::Undetermined;
    search.run(if settled { 1 } else { 30 });
    search.found
}

/// Partial answers: some at random, more that nearly pass.
fn partial(space: &Space<'_>, chance: &mut Chance) -> Vec<Answer> {
    let every = space.every_gap();
    let mut search = Search::new(space, &every, Vec::new(), chance.next());
    search.any();
    if chance.percent(75) {
        search.approach(&search.passing());
    }
    let mut answers = search.answers;
    // Where the text is silent, nothing is asked.
    let changes = match space.asked.is_empty() {
        true => 0,
        false => chance.below(3),
    };
    for _ in 0..changes {
        let field = *chance.of(&space.asked);
        answers[usize::from(field.0)] = chance.of(&space.values[usize::from(field.0)]).clone();
    }
    let blank = *chance.of(&[3, 10, 30, 60, 90]);
    for answer in &mut answers {
        if chance.percent(blank) {
            *answer = Answer::Blank;
        }
    }
    answers
}

/// Fills in blanks as long as the verdict stays undetermined for no reason; the ids of the rest.
fn least(space: &Space<'_>, answers: &mut [Answer], stage: Stage) -> Vec<String> {
    let inexact = |answers: &[Answer]| {
        space.verdict(answers, stage) == Verdict::Undetermined
            && ways(space, answers, stage, 7).len() == 1
    };
    for (field, values) in space.gaps(answers, stage) {
        for value in values.iter().take(6) {
            let before = std::mem::replace(&mut answers[usize::from(field.0)], value.clone());
            if inexact(answers) {
                break;
            }
            answers[usize::from(field.0)] = before;
        }
    }
    let id = |(field, _): &Gap| space.ruleset.fields[usize::from(field.0)].id.to_string();
    space.gaps(answers, stage).iter().map(id).collect()
}

/// What was found in one procedure.
#[derive(Default)]
struct Findings {
    undetermined: usize,
    settled: usize,
    /// The fields blank where a verdict is less than it could be, and what it should be.
    inexact: BTreeSet<(Vec<String>, String)>,
    wrong: Vec<String>,
}

fn examine(ruleset: &Ruleset, procedure: &Procedure) -> Findings {
    let space = Space::of(ruleset, procedure);
    let mut findings = Findings::default();
    let name = format!("{} {}", ruleset.id, procedure.id);
    let mut chance = Chance(
        name.bytes()
            .fold(1, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte)),
    );
    for _ in 0..DRAWS {
        let stage = *chance.of(&[Stage::Draft, Stage::Filed]);
        let mut answers = partial(&space, &mut chance);
        let verdict = space.verdict(&answers, stage);
        if space.outcomes(&answers, &[]).is_none() {
            // A claim decides, and stays.
            continue;
        }
        let found = ways(&space, &answers, stage, chance.next());
        if verdict == Verdict::Undetermined {
            findings.undetermined += 1;
            if found.len() < 2 {
                let blank = least(&space, &mut answers, stage);
                findings.inexact.insert((blank, format!("{found:?}")));
            }
        } else {
            findings.settled += 1;
            let kept = |way: &String| way.split(' ').next() == Some(verdict.name());
            if !found.iter().all(kept) {
                findings
                    .wrong
                    .push(format!("{name}: {} and yet {found:?}", verdict.name()));
            }
        }
    }
    findings
}

#[test]
fn what_is_undetermined_can_still_come_out_in_two_ways() {
    let rulesets = shipped();
    let mut work: Vec<(&Ruleset, &Procedure)> = Vec::new();
    for ruleset in &rulesets {
        work.extend(
            ruleset
                .procedures
                .iter()
                .map(|procedure| (&**ruleset, &**procedure)),
        );
    }
    let queue = Mutex::new(work.iter());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((ruleset, procedure)) = next else {
                        return;
                    };
                    let findings = examine(ruleset, procedure);
                    done.lock().unwrap().push((ruleset, procedure, findings));
                }
            });
        }
    });
    let mut wrong = Vec::new();
    let mut inexact = BTreeSet::new();
    let (mut undetermined, mut settled) = (0, 0);
    for (ruleset, procedure, findings) in done.into_inner().unwrap() {
        undetermined += findings.undetermined;
        settled += findings.settled;
        wrong.extend(findings.wrong);
        for (blank, should) in findings.inexact {
            inexact.insert((
                ruleset.id.to_string(),
                procedure.id.to_string(),
                blank,
                should,
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        undetermined > settled / 2 && settled > 50,
        "{undetermined} and {settled}"
    );
    let known = |(ruleset, procedure, blank, _): &(String, String, Vec<String>, String)| {
        INEXACT.iter().any(|known| {
            let within = |field: &&str| blank.iter().any(|blank| blank == field);
            known.ruleset == ruleset
                && known.procedure == procedure
                && known.blank.iter().all(within)
        })
    };
    let new: Vec<_> = inexact.iter().filter(|found| !known(found)).collect();
    assert!(
        new.is_empty(),
        "undetermined, with these blank, though every completion agrees: {new:#?}"
    );
}

#[test]
fn where_a_verdict_knows_less_than_it_could_is_listed_and_true() {
    let rulesets = shipped();
    for ruleset in &rulesets {
        let source = fs::read_to_string(format!("src/rulesets/{}.toml", ruleset.id)).unwrap();
        let said = Draft::from_toml(&source).unwrap().imprecise;
        let said: BTreeSet<Vec<&str>> = noted(&said).collect();
        let known = INEXACT
            .iter()
            .filter(|known| known.ruleset == ruleset.id.as_str());
        let known: BTreeSet<Vec<&str>> = known.map(|known| known.between.to_vec()).collect();
        assert_eq!(said, known, "{}", ruleset.id);
    }
    for known in INEXACT {
        let ruleset = rulesets
            .iter()
            .find(|ruleset| ruleset.id.as_str() == known.ruleset)
            .unwrap();
        let procedure = ruleset.procedure(known.procedure).unwrap();
        let space = Space::of(ruleset, procedure);
        let at = |id: &str| ruleset.field_index(id).unwrap();
        let given: Vec<(FieldIndex, Answer)> = known
            .given
            .iter()
            .map(|(id, value)| {
                let field = &ruleset.fields[usize::from(at(id).0)];
                let input = match value.parse() {
                    Ok(yes) => Input::Boolean(yes),
                    Err(_) => Input::Text((*value).to_owned().into()),
                };
                let mut contents = Contents::new(nfkc, 0);
                let answer = Answer::read(field, &input, &mut contents).unwrap();
                (at(id), answer)
            })
            .collect();
        // Everything else passes.
        let mut gaps = space.every_gap();
        for (field, value) in &given {
            gaps[usize::from(field.0)].1 = vec![value.clone()];
        }
        let mut search = Search::new(&space, &gaps, Vec::new(), 3);
        search.any();
        search.approach(&search.passing());
        let mut answers = search.answers;
        for id in known.blank {
            answers[usize::from(at(id).0)] = Answer::Blank;
        }
        let name = format!(
            "{} {} {:?}: {:?}",
            known.ruleset, known.procedure, known.blank, known.between
        );
        assert_eq!(
            space.verdict(&answers, Stage::Draft),
            Verdict::Undetermined,
            "{name}"
        );
        let found = ways(&space, &answers, Stage::Draft, 5);
        assert_eq!(found.len(), 1, "exact by now: {name}: {found:?}");
    }
}

/// A town of one limb over `a`, `b` and `c`.
fn town(limb: &str) -> (Ruleset, Vec<Answer>) {
    let text = "{\"ja\":\"文\"}";
    let fields: Vec<String> = ["a", "b", "c"]
        .map(|id| {
            format!(
                "{{\"id\":\"{id}\",\"type\":\"boolean\",\"supplier\":\"officer\",\"label\":{text}}}"
            )
        })
        .into();
    let json = format!(
        "{{\"ruleset\":{{\"format\":1,\"id\":\"town\",\"version\":\"1\",\"municipality\":{text},\
         \"title\":{text},\"instrument\":{text}}},\"field\":[{}],\
         \"condition\":[{{\"id\":\"one\",\"clause\":\"1\",\"topic\":\"scope\",\"title\":{text},\
         \"message\":{text},\"remedy\":{text},\"limb\":[{{\"id\":\"limb\",{limb}}}]}}],\
         \"procedure\":[{{\"id\":\"copy\",\"title\":{text},\"conditions\":[\"one\"]}}]}}",
        fields.join(",")
    );
    let ruleset = Ruleset::from_json(&json).unwrap_or_else(|error| panic!("{error:#?}"));
    let answers = vec![Answer::Blank; 3];
    (ruleset, answers)
}

#[test]
fn the_search_tells_what_is_exact_from_what_is_not() {
    // If `a` then `b`, and if not then `b` too: `b` alone decides, which `all` cannot see.
    for (limb, inexact) in [
        (
            r#""any":[{"all":[{"yes":"a"},{"yes":"b"}]},{"all":[{"no":"a"},{"yes":"b"}]}]"#,
            true,
        ),
        (
            r#""any":[{"all":[{"yes":"a"},{"yes":"b"}]},{"all":[{"no":"a"},{"yes":"c"}]}]"#,
            false,
        ),
        (
            r#""all":[{"any":[{"yes":"a"},{"yes":"b"}]},{"any":[{"no":"a"},{"yes":"b"}]}]"#,
            true,
        ),
        (r#""any":[{"yes":"a"},{"yes":"b"}]"#, false),
        (r#""any":[{"else_reading":{"yes":"a"}},{"yes":"b"}]"#, false),
    ] {
        let (ruleset, mut answers) = town(limb);
        let space = Space::of(&ruleset, &ruleset.procedures[0]);
        assert_eq!(ways(&space, &answers, Stage::Draft, 1).len(), 2, "{limb}");
        let no_or_yes = limb.starts_with("\"any\"");
        answers[1] = Answer::Boolean(no_or_yes);
        answers[2] = Answer::Boolean(!no_or_yes);
        let verdict = space.verdict(&answers, Stage::Draft);
        let found = ways(&space, &answers, Stage::Draft, 1);
        let lost = verdict == Verdict::Undetermined && found.len() == 1;
        assert_eq!(lost, inexact, "{limb}: {verdict:?} and {found:?}");
        if lost {
            assert_eq!(least(&space, &mut answers, Stage::Draft), ["a"]);
        }
    }
}
