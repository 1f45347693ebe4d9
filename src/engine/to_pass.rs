//! The smallest changes after which nothing fails any more, in terms of the form.
//!
//! Only what the asker still decides is ever suggested: to advise changing a
//! record, a finding or another body's decision would be advice to lie.

use crate::engine::answer::{Answer, OptionSet};
use crate::engine::contents::Contents;
use crate::engine::contents::Item;
use crate::engine::date::Date;
use crate::engine::document::{Document, Table};
use crate::engine::facts::Facts;
use crate::engine::field::{Field, FieldIndex, FieldType, Id, Nature, Supplier};
use crate::engine::judgement::{State, judged, verdict_over_kinds};
use crate::engine::judging::Judging;
use crate::engine::predicate::{Constant, Day, Integer, Predicate, Share, Test};
use crate::engine::receipt;
use crate::engine::ruleset::Procedure;
use crate::engine::truth::Truth;
use crate::engine::verdict::Verdict;

/// How many sets are offered.
const MAX_SETS: usize = 3;
/// How many combinations are kept.
const MAX_COMBINATIONS: usize = 256;
/// How often two are put together, whatever is kept of that.
const MAX_JOINED: usize = 1 << 16;
/// How many steps may go into trying them out: large rulesets try few.
const MAX_STEPS: usize = 16_000_000;

/// What would clear every failing limb.
#[derive(Clone, Debug, PartialEq)]
pub struct ToPass {
    /// Up to three minimal sets of changes, the smallest first; each clears every `not_met`.
    pub sets: Vec<Vec<Change>>,
    /// Where no set was found: the limbs (`condition.limb`) or routes no change of the asker's clears.
    pub cannot_pass: Vec<String>,
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field's id.
    pub field: String,
    /// What to do.
    pub change: ChangeKind,
    /// To which value: the value to set, the bound, the entries to remove, the day.
    pub value: Option<Document>,
}

/// What to do with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Write something.
    State,
    /// Make it this value.
    Set,
    /// Make it at most this number.
    AtMost,
    /// Take these entries out.
    Remove,
    /// Make it a day before this one.
    Before,
    /// Make it a day after this one.
    After,
}

impl ChangeKind {
    /// The name in `toPass`.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::State => "state",
            ChangeKind::Set => "set",
            ChangeKind::AtMost => "at_most",
            ChangeKind::Remove => "remove",
            ChangeKind::Before => "before",
            ChangeKind::After => "after",
        }
    }
}

/// A change in the engine's own terms.
#[derive(PartialEq)]
struct Repair {
    field: FieldIndex,
    kind: ChangeKind,
    /// The answer after the change, as an example that satisfies it.
    answer: Answer,
}

/// Repairs made together: a set of positions in [`Search::repairs`], at most 64.
type Repairs = u64;

/// The search for changes: every repair that came up, each once.
struct Search<'s> {
    judging: &'s Judging,
    contents: &'s Contents<'s>,
    repairs: Vec<Repair>,
    /// How often two sets may still be put together.
    left: usize,
}

impl ToPass {
    /// What would clear every failing limb of answers that say `contents`.
    pub fn of(judging: &Judging, contents: &Contents) -> ToPass {
        let mut search = Search {
            judging,
            contents,
            repairs: Vec::new(),
            left: MAX_JOINED,
        };
        let failing = failing(judging.procedure(), judging.states(), &judging.facts());
        let mut cannot_pass = Vec::new();
        let mut combined: Vec<Repairs> = vec![0];
        for fault in &failing {
            let ways = search.ways(fault.predicate, fault.wanted);
            if ways.is_empty() {
                cannot_pass.push(fault.id());
            } else {
                combined = search.product(&combined, &ways);
            }
        }
        if !cannot_pass.is_empty() {
            combined.clear();
        }
        let mut minimal: Vec<Repairs> = Vec::new();
        let mut sets = Vec::new();
        let mut steps = 0;
        for size in 1..=Repairs::BITS {
            for set in combined.iter().filter(|set| set.count_ones() == size) {
                if minimal.len() < MAX_SETS
                    && steps < MAX_STEPS
                    && !minimal.iter().any(|smaller| smaller & set == *smaller)
                {
                    steps += judging.procedure().steps;
                    if search.clears(*set) {
                        minimal.push(*set);
                        sets.push(search.described(*set));
                    }
                }
            }
        }
        if sets.is_empty() && cannot_pass.is_empty() {
            for fault in &failing {
                cannot_pass.push(fault.id());
            }
        }
        ToPass { sets, cannot_pass }
    }
}

impl ToPass {
    /// As a plain object: `{sets: [[{field, change, value?}]], cannotPass: [id]}`.
    pub fn to_value(self) -> Document {
        let mut sets = Vec::new();
        for set in self.sets {
            let mut changes = Vec::new();
            for change in set {
                let mut object = Table::default();
                object.text("field", &change.field);
                object.text("change", change.change.name());
                if let Some(value) = change.value {
                    object.insert("value", value);
                }
                changes.push(Document::Table(object));
            }
            sets.push(Document::List(changes));
        }
        let mut object = Table::default();
        object.insert("sets", Document::List(sets));
        object.insert(
            "cannotPass",
            Document::strings(&mut self.cannot_pass.iter().map(String::as_str)),
        );
        Document::Table(object)
    }
}

/// A limb or a route that fails.
struct Fault<'p> {
    condition: Option<&'p Id>,
    own: &'p Id,
    predicate: &'p Predicate,
    /// The truth the predicate should have.
    wanted: Truth,
}

impl Fault<'_> {
    /// `condition.limb`, or the route's id.
    fn id(&self) -> String {
        let mut id = String::new();
        if let Some(condition) = self.condition {
            id.push_str(condition.as_str());
            id.push('.');
        }
        id.push_str(self.own.as_str());
        id
    }
}

/// Everything that fails.
fn failing<'p>(procedure: &'p Procedure, states: &[State], facts: &Facts<'_>) -> Vec<Fault<'p>> {
    let (verdict, deciding) = verdict_over_kinds(procedure, states, *facts);
    let mut units = procedure.units.iter().zip(states);
    let mut failing = Vec::new();
    for (at, route) in procedure.routes.iter().enumerate() {
        let unit = units.next();
        if let (Some((unit, _)), true) = (unit, deciding == Some(at))
            && verdict == Verdict::Prohibited
        {
            failing.push(Fault {
                condition: None,
                own: &route.id,
                predicate: &unit.holds,
                wanted: Truth::NotMet,
            });
        }
    }
    if deciding.is_some() {
        return failing;
    }
    for condition in &procedure.conditions {
        for (limb, (unit, state)) in condition.limbs.iter().zip(units.by_ref()) {
            if state.counts() && state.judged.truth == Truth::NotMet {
                failing.push(Fault {
                    condition: Some(&condition.id),
                    own: limb,
                    predicate: &unit.holds,
                    wanted: Truth::Met,
                });
            }
        }
    }
    failing
}

impl Search<'_> {
    /// The ways to give a predicate the wanted truth.
    fn ways(&mut self, predicate: &Predicate, wanted: Truth) -> Vec<Repairs> {
        let (members, together) = match predicate {
            Predicate::All(members) => (members, wanted == Truth::Met),
            Predicate::Any(members) => (members, wanted == Truth::NotMet),
            // Where it fails, what is wanted of it is what the text leaves open: nobody's to give.
            Predicate::Open(..) => return Vec::new(),
            Predicate::Test { test, negated } => {
                let mut ways = Vec::new();
                self.repairs_of(test, (wanted == Truth::Met) != *negated, &mut ways);
                return ways;
            }
        };
        let mut ways: Vec<Repairs> = if together { vec![0] } else { Vec::new() };
        for member in members {
            if member.judge(&self.judging.facts()).truth == !wanted {
                let of_member = self.ways(member, wanted);
                if together {
                    ways = self.product(&ways, &of_member);
                } else {
                    for way in of_member {
                        if ways.len() < MAX_COMBINATIONS && !ways.contains(&way) {
                            ways.push(way);
                        }
                    }
                }
            }
        }
        ways
    }

    /// Every set with every way; repairs of one field that differ do not go together.
    fn product(&mut self, sets: &[Repairs], ways: &[Repairs]) -> Vec<Repairs> {
        let mut products: Vec<Repairs> = Vec::new();
        for set in sets {
            for way in ways {
                let joined = set | way;
                if self.left == 0 {
                    return products;
                }
                self.left -= 1;
                if products.len() < MAX_COMBINATIONS
                    && !products.contains(&joined)
                    && self.fits(joined)
                {
                    products.push(joined);
                }
            }
        }
        products
    }

    /// The repairs of a set.
    fn each(&self, set: Repairs) -> impl Iterator<Item = &Repair> {
        self.repairs
            .iter()
            .enumerate()
            .filter(move |(at, _)| set >> at & 1 == 1)
            .map(|(_, it)| it)
    }

    fn fits(&self, set: Repairs) -> bool {
        let mut seen: Vec<FieldIndex> = Vec::new();
        for repair in self.each(set) {
            if seen.contains(&repair.field) {
                return false;
            }
            seen.push(repair.field);
        }
        true
    }

    /// Whether nothing fails any more once `set` is carried out.
    fn clears(&self, set: Repairs) -> bool {
        let mut answers = self.judging.answers().to_vec();
        for repair in self.each(set) {
            if let Some(slot) = answers.get_mut(usize::from(repair.field.0)) {
                *slot = repair.answer.clone();
            }
        }
        let procedure = self.judging.procedure();
        let facts = Facts {
            answers: &answers,
            ..self.judging.facts()
        };
        // A day that would have gone by, or contradict another, mends nothing.
        self.each(set)
            .all(|repair| *facts.answer(repair.field) == repair.answer)
            && failing(procedure, &judged(procedure, &facts), &facts).is_empty()
    }

    fn described(&self, set: Repairs) -> Vec<Change> {
        let mut changes = Vec::new();
        for repair in self.each(set) {
            if let Some(field) = self.judging.ruleset().field(repair.field) {
                changes.push(Change {
                    field: field.id.as_str().to_owned(),
                    change: repair.kind,
                    value: self.value(repair, field),
                });
            }
        }
        changes
    }

    /// The value, the bound or the entries, for the reader.
    fn value(&self, repair: &Repair, field: &Field) -> Option<Document> {
        let day = |date: Date| Document::String(date.to_iso());
        match (repair.kind, &repair.answer) {
            (ChangeKind::State, _) => None,
            (ChangeKind::Before, Answer::Date(date)) => Some(day(date.next())),
            (ChangeKind::After, Answer::Date(date)) => Some(day(date.previous())),
            (ChangeKind::Remove, kept) => {
                let keeps =
                    |entry: &Item| matches!(kept, Answer::Items(kept) if kept.contains(entry));
                let facts = self.judging.facts();
                let Answer::Items(entries) = facts.answer(repair.field) else {
                    return None;
                };
                let removed = entries.given().iter().filter(|entry| !keeps(entry));
                let named = &mut removed.filter_map(|entry| self.contents.entry(*entry));
                Some(Document::strings(named))
            }
            (_, answer) => receipt::value(field, repair.field, answer, self.contents),
        }
    }

    /// Adds a repair of a field that is the asker's to decide.
    fn repair(
        &mut self,
        field: FieldIndex,
        kind: ChangeKind,
        answer: Answer,
        ways: &mut Vec<Repairs>,
    ) {
        let own = self.judging.ruleset().field(field).is_some_and(|field| {
            field.supplier == Supplier::Applicant && field.nature == Nature::Plan
        });
        if !own {
            return;
        }
        let repair = Repair {
            field,
            kind,
            answer,
        };
        let known = self.repairs.iter().position(|known| *known == repair);
        let at = known.unwrap_or(self.repairs.len());
        if at < Repairs::BITS as usize {
            if known.is_none() {
                self.repairs.push(repair);
            }
            ways.push(1 << at);
        }
    }

    /// Moves a day before or after the one so many days after another that is known.
    fn day(
        &mut self,
        day: Day,
        kind: ChangeKind,
        (other, days): (Day, i32),
        ways: &mut Vec<Repairs>,
    ) {
        if let (Day::Field(field), Ok(other)) = (day, self.judging.facts().day(other)) {
            let step = if kind == ChangeKind::Before { -1 } else { 1 };
            let answer = Answer::Date(other.later(days + step));
            self.repair(field, kind, answer, ways);
        }
    }

    /// The ways to make a test hold, or not.
    fn repairs_of(&mut self, test: &Test, wanted: bool, ways: &mut Vec<Repairs>) {
        let judging = self.judging;
        let facts = judging.facts();
        match test {
            Test::Stated(field) if wanted => {
                // An example value: what is written is the asker's to say.
                let example = match judging.ruleset().field(*field).map(|field| field.kind) {
                    Some(FieldType::Text) => Answer::Text,
                    Some(FieldType::Items) => Answer::items(Vec::new()),
                    Some(FieldType::Date) => Answer::Date(judging.as_of()),
                    Some(FieldType::Integer) => Answer::Integer(0),
                    _ => return,
                };
                self.repair(*field, ChangeKind::State, example, ways);
            }
            Test::OneOf(field, constants) => {
                let mut candidates = Vec::new();
                match judging.ruleset().field(*field) {
                    _ if wanted => candidates.extend_from_slice(constants),
                    Some(field) if field.kind == FieldType::Boolean => {
                        candidates.push(Constant::Boolean(false));
                        candidates.push(Constant::Boolean(true));
                    }
                    Some(field) => {
                        for (option, _) in (0u8..).zip(&field.options) {
                            candidates.push(Constant::Choice(option));
                        }
                    }
                    None => {}
                }
                for candidate in candidates {
                    if constants.contains(&candidate) == wanted {
                        let answer = match candidate {
                            Constant::Boolean(yes) => Answer::Boolean(yes),
                            Constant::Choice(at) => Answer::Choice(at),
                            Constant::Integer(number) => Answer::Integer(number),
                            Constant::Decision(_) => return,
                        };
                        self.repair(*field, ChangeKind::Set, answer, ways);
                    }
                }
            }
            Test::HasAll(field, options) => {
                if let Answer::Choices(chosen) = facts.answer(*field) {
                    let all = if wanted {
                        chosen.0 | options.0
                    } else {
                        chosen.0 & !options.0
                    };
                    let answer = Answer::Choices(OptionSet(all));
                    self.repair(*field, ChangeKind::Set, answer, ways);
                }
            }
            Test::Subset(part, whole) if wanted => {
                let (entries, allowed) = (facts.answer(*part), facts.answer(*whole));
                if let (Answer::Items(entries), Answer::Items(allowed)) = (entries, allowed) {
                    let mut keep = Vec::new();
                    for entry in entries.given() {
                        if allowed.contains(entry) {
                            keep.push(*entry);
                        }
                    }
                    let answer = if keep.is_empty() {
                        Answer::Blank
                    } else {
                        Answer::items(keep)
                    };
                    self.repair(*part, ChangeKind::Remove, answer, ways);
                }
            }
            Test::AtMost(Integer::Field(field), whole, Share { parts, of }) if wanted => {
                // Which entries of a list to do without, is the asker's to say.
                if let Answer::Integer(_) = facts.answer(*field)
                    && let Ok(whole) = whole.number(&facts)
                {
                    let most = (whole * parts).checked_div(*of).unwrap_or(whole);
                    self.repair(*field, ChangeKind::AtMost, Answer::Integer(most), ways);
                }
            }
            Test::Before(first, second) | Test::DaysBefore(first, second, _) => {
                let days = match test {
                    Test::DaysBefore(_, _, days) => *days,
                    // The same day would not settle it.
                    _ => i32::from(wanted),
                };
                if wanted {
                    self.day(*first, ChangeKind::Before, (*second, 1 - days), ways);
                    self.day(*second, ChangeKind::After, (*first, days - 1), ways);
                } else {
                    self.day(*first, ChangeKind::After, (*second, -days), ways);
                    self.day(*second, ChangeKind::Before, (*first, days), ways);
                }
            }
            // What lies in another year, or under another text, no change of plan mends.
            Test::Stated(_)
            | Test::Subset(..)
            | Test::AtMost(..)
            | Test::WithinYears(..)
            | Test::InForce => {}
        }
    }
}
