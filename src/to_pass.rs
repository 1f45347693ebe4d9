//! The smallest changes after which nothing fails any more, in terms of the form.
//!
//! Only what the asker still decides is ever suggested: to advise changing a
//! record, a finding or another body's decision would be advice to lie.

use crate::answer::{Answer, OptionSet};
use crate::date::Date;
use crate::document::{Document, Table};
use crate::field::{FieldIndex, FieldType, Nature, Supplier};
use crate::judgement::Verdict;
use crate::predicate::{Constant, Day, Integer, Predicate, Test};
use crate::receipt;
use crate::session::Session;
use crate::truth::Truth;

/// How many sets are offered.
const MAX_SETS: usize = 3;
/// How many combinations are weighed.
const MAX_COMBINATIONS: usize = 256;

/// What would clear every failing limb.
#[derive(Clone, Debug, PartialEq)]
pub struct ToPass {
    /// Up to three minimal sets of changes, the smallest first; each clears every `not_met`.
    pub sets: Vec<Vec<Change>>,
    /// Where no set exists: the limbs (`condition.limb`) or routes no change of the asker's clears.
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
    /// The bound, the value or the entries, for the reader.
    value: Option<Document>,
}

/// Repairs made together: a set of positions in [`Search::repairs`], at most 64.
type Repairs = u64;

/// The search for changes: every repair that came up, each once.
struct Search<'s> {
    session: &'s Session,
    repairs: Vec<Repair>,
}

impl ToPass {
    /// What would clear every failing limb of `session`.
    pub fn of(session: &Session) -> ToPass {
        let mut search = Search {
            session,
            repairs: Vec::new(),
        };
        let mut cannot_pass = Vec::new();
        let mut sets: Vec<Repairs> = vec![0];
        for (id, predicate, wanted) in failing(session) {
            let ways = search.ways(predicate, wanted);
            if ways.is_empty() {
                cannot_pass.push(id);
            } else {
                sets = search.product(&sets, &ways);
            }
        }
        let mut minimal: Vec<Repairs> = Vec::new();
        if cannot_pass.is_empty() {
            for size in 1..=Repairs::BITS {
                for set in sets.iter().filter(|set| set.count_ones() == size) {
                    if minimal.len() < MAX_SETS
                        && !minimal.iter().any(|smaller| smaller & set == *smaller)
                        && search.clears(*set)
                    {
                        minimal.push(*set);
                    }
                }
            }
            if minimal.is_empty() {
                cannot_pass.extend(failing(session).into_iter().map(|(id, _, _)| id));
            }
        }
        ToPass {
            sets: minimal.iter().map(|set| search.described(*set)).collect(),
            cannot_pass,
        }
    }
}

impl ToPass {
    /// As a plain object: `{sets: [[{field, change, value?}]], cannotPass: [id]}`.
    pub fn to_value(&self) -> Document {
        let mut sets = Vec::new();
        for set in &self.sets {
            let mut changes = Vec::new();
            for change in set {
                let mut object = Table::default();
                object.insert("field", change.field.as_str().into());
                object.insert("change", change.change.name().into());
                if let Some(value) = &change.value {
                    object.insert("value", value.clone());
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

/// Everything that fails: its id, the predicate, and the truth it should have.
fn failing(session: &Session) -> Vec<(String, &Predicate, Truth)> {
    let (procedure, judgement) = (session.procedure(), session.judgement());
    let mut failing = Vec::new();
    let mut units = procedure.units.iter();
    for (at, (route, unit)) in procedure.routes.iter().zip(units.by_ref()).enumerate() {
        if judgement.deciding == Some(at) && judgement.verdict == Verdict::Prohibited {
            failing.push((route.id.to_string(), &unit.holds, Truth::NotMet));
        }
    }
    if judgement.deciding.is_some() {
        return failing;
    }
    for (condition, (_, states)) in procedure.conditions.iter().zip(&judgement.conditions) {
        for ((limb, state), unit) in condition.limbs.iter().zip(states).zip(units.by_ref()) {
            if state.counts() && state.judged.truth == Truth::NotMet {
                let id = [condition.id.as_str(), limb.as_str()].join(".");
                failing.push((id, &unit.holds, Truth::Met));
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
            Predicate::Test { test, negated } => {
                let mut ways = Vec::new();
                self.repairs_of(test, (wanted == Truth::Met) != *negated, &mut ways);
                return ways;
            }
        };
        let mut ways: Vec<Repairs> = if together { vec![0] } else { Vec::new() };
        for member in members {
            if member.judge(&self.session.facts()).truth == !wanted {
                let of_member = self.ways(member, wanted);
                if together {
                    ways = self.product(&ways, &of_member);
                } else {
                    ways.extend(of_member);
                }
            }
        }
        ways
    }

    /// Every set with every way; repairs of one field that differ do not go together.
    fn product(&self, sets: &[Repairs], ways: &[Repairs]) -> Vec<Repairs> {
        let mut products: Vec<Repairs> = Vec::new();
        for set in sets {
            for way in ways {
                let joined = set | way;
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
        let mut changes = Vec::new();
        for repair in self.each(set) {
            changes.push((repair.field, repair.answer.clone()));
        }
        failing(&self.session.with(changes)).is_empty()
    }

    fn described(&self, set: Repairs) -> Vec<Change> {
        let mut changes = Vec::new();
        for repair in self.each(set) {
            if let Some(field) = self.session.ruleset().field(repair.field) {
                changes.push(Change {
                    field: field.id.to_string(),
                    change: repair.kind,
                    value: repair.value.clone(),
                });
            }
        }
        changes
    }

    /// Adds a repair of a field that is the asker's to decide.
    fn repair(
        &mut self,
        field: FieldIndex,
        kind: ChangeKind,
        answer: Answer,
        value: Option<Document>,
        ways: &mut Vec<Repairs>,
    ) {
        let own = self.session.ruleset().field(field).is_some_and(|field| {
            field.supplier == Supplier::Applicant && field.nature == Nature::Plan
        });
        if !own {
            return;
        }
        let repair = Repair {
            field,
            kind,
            answer,
            value,
        };
        let known = self.repairs.iter().position(|known| *known == repair);
        let at = known.unwrap_or(self.repairs.len());
        if known.is_none() {
            self.repairs.push(repair);
        }
        if at < Repairs::BITS as usize {
            ways.push(1 << at);
        }
    }

    /// Sets a field to a value.
    fn set(&mut self, field: FieldIndex, answer: Answer, ways: &mut Vec<Repairs>) {
        let nfkc = self.session.nfkc();
        let definition = self.session.ruleset().field(field);
        let value = definition.and_then(|field| receipt::value(field, &answer, nfkc));
        self.repair(field, ChangeKind::Set, answer, value, ways);
    }

    /// Moves a day before or after another that is known.
    fn day(&mut self, day: Day, kind: ChangeKind, bound: Option<Date>, ways: &mut Vec<Repairs>) {
        if let (Day::Field(field), Some(bound)) = (day, bound) {
            let date = if kind == ChangeKind::Before {
                bound.previous()
            } else {
                bound.next()
            };
            let value = Document::String(bound.to_iso());
            self.repair(field, kind, Answer::Date(date), Some(value), ways);
        }
    }

    /// The ways to make a test hold, or not.
    fn repairs_of(&mut self, test: &Test, wanted: bool, ways: &mut Vec<Repairs>) {
        let session = self.session;
        let facts = session.facts();
        match test {
            Test::Stated(field) if wanted => {
                // An example value: what is written is the asker's to say.
                let example = match session.ruleset().field(*field).map(|field| &field.kind) {
                    Some(FieldType::Text) => Answer::Text("…".into()),
                    Some(FieldType::Items) => Answer::Items(Vec::new()),
                    Some(FieldType::Date) => Answer::Date(session.as_of()),
                    Some(FieldType::Integer) => Answer::Integer(0),
                    _ => return,
                };
                self.repair(*field, ChangeKind::State, example, None, ways);
            }
            Test::OneOf(field, constants) => {
                let mut candidates = constants.clone();
                if !wanted {
                    candidates.clear();
                    match session.ruleset().field(*field).map(|field| &field.kind) {
                        Some(FieldType::Boolean) => {
                            candidates.extend([false, true].map(Constant::Boolean));
                        }
                        Some(FieldType::Choice(options)) => {
                            candidates.extend((0u8..).take(options.len()).map(Constant::Choice));
                        }
                        _ => {}
                    }
                    candidates.retain(|candidate| !constants.contains(candidate));
                }
                for candidate in candidates {
                    let answer = match candidate {
                        Constant::Boolean(yes) => Answer::Boolean(yes),
                        Constant::Choice(at) => Answer::Choice(at),
                        Constant::Integer(number) => Answer::Integer(number),
                        Constant::Decision(_) => return,
                    };
                    self.set(*field, answer, ways);
                }
            }
            Test::HasAll(field, options) => {
                if let Answer::Choices(chosen) = facts.answer(*field) {
                    let all = if wanted {
                        chosen.0 | options.0
                    } else {
                        chosen.0 & !options.0
                    };
                    self.set(*field, Answer::Choices(OptionSet(all)), ways);
                }
            }
            Test::Subset(part, whole) if wanted => {
                let (entries, allowed) = (facts.answer(*part), facts.answer(*whole));
                if let (Answer::Items(entries), Answer::Items(allowed)) = (entries, allowed) {
                    let (mut keep, mut remove) = (Vec::new(), Vec::new());
                    for entry in entries {
                        let list = if allowed.contains(entry) {
                            &mut keep
                        } else {
                            &mut remove
                        };
                        list.push(entry.clone());
                    }
                    let value = Document::strings(&mut remove.iter().map(String::as_str));
                    let answer = if keep.is_empty() {
                        Answer::Blank
                    } else {
                        Answer::Items(keep)
                    };
                    self.repair(*part, ChangeKind::Remove, answer, Some(value), ways);
                }
            }
            Test::AtMost(field, limit) if wanted => {
                let limit = match limit {
                    Integer::Constant(limit) => *limit,
                    Integer::Field(field) => match facts.answer(*field) {
                        Answer::Integer(limit) => *limit,
                        _ => return,
                    },
                };
                let value = Some(Document::Number(limit));
                self.repair(
                    *field,
                    ChangeKind::AtMost,
                    Answer::Integer(limit),
                    value,
                    ways,
                );
            }
            Test::Before(first, second) | Test::NotBefore(first, second) => {
                let (known_first, known_second) = (facts.day(*first).ok(), facts.day(*second).ok());
                let exact = matches!(test, Test::NotBefore(..));
                if wanted != exact {
                    // The first has to come earlier: strictly before the second.
                    self.day(*first, ChangeKind::Before, known_second, ways);
                    self.day(*second, ChangeKind::After, known_first, ways);
                } else {
                    // The first has to come later; on the same day will do where that is exact.
                    let slack = |day: Option<Date>, step: fn(Date) -> Date| {
                        if exact { day.map(step) } else { day }
                    };
                    let (after, before) = (
                        slack(known_second, Date::previous),
                        slack(known_first, Date::next),
                    );
                    self.day(*first, ChangeKind::After, after, ways);
                    self.day(*second, ChangeKind::Before, before, ways);
                }
            }
            Test::Stated(_) | Test::Subset(..) | Test::AtMost(..) | Test::InForce => {}
        }
    }
}
