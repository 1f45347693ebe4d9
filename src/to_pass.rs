//! The smallest changes after which nothing fails any more, in terms of the form.
//!
//! Only what the asker still decides is ever suggested: to advise changing a
//! record, a finding or another body's decision would be advice to lie.

use crate::answer::{Answer, OptionSet};
use crate::date::Date;
use crate::document::{Document, Table};
use crate::field::{FieldIndex, FieldType, Nature, Supplier};
use crate::judgement::{State, Verdict};
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
#[derive(Clone, Debug, PartialEq)]
struct Repair {
    field: FieldIndex,
    kind: ChangeKind,
    /// The answer after the change, as an example that satisfies it.
    answer: Answer,
    /// The bound, the value or the entries, for the reader.
    value: Option<Document>,
}

impl ToPass {
    /// What would clear every failing limb of `session`.
    pub fn of(session: &Session) -> ToPass {
        let failing = failing(session);
        let mut cannot_pass = Vec::new();
        let mut sets: Vec<Vec<Repair>> = vec![Vec::new()];
        for (id, predicate, wanted) in failing {
            let ways = ways(&predicate, wanted, session);
            if ways.is_empty() {
                cannot_pass.push(id);
            } else {
                sets = product(&sets, &ways);
            }
        }
        if !cannot_pass.is_empty() {
            return ToPass {
                sets: Vec::new(),
                cannot_pass,
            };
        }
        sets.retain(|set| !set.is_empty() && clears(session, set));
        let longest = sets.iter().map(Vec::len).max().unwrap_or_default();
        let mut minimal: Vec<Vec<Repair>> = Vec::new();
        for length in 1..=longest {
            for set in sets.iter().filter(|set| set.len() == length) {
                let within =
                    |smaller: &Vec<Repair>| smaller.iter().all(|repair| set.contains(repair));
                if minimal.len() < MAX_SETS && !minimal.iter().any(within) {
                    minimal.push(set.clone());
                }
            }
        }
        let cannot_pass = if minimal.is_empty() {
            failing_ids(session)
        } else {
            Vec::new()
        };
        ToPass {
            sets: minimal.iter().map(|set| described(session, set)).collect(),
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
fn failing(session: &Session) -> Vec<(String, Predicate, Truth)> {
    let (procedure, judgement) = (session.procedure(), session.judgement());
    let mut failing = Vec::new();
    if let Some(at) = judgement.deciding {
        if judgement.verdict == Verdict::Prohibited
            && let (Some(route), Some(unit)) = (procedure.routes.get(at), procedure.units.get(at))
        {
            failing.push((route.id.to_string(), unit.holds.clone(), Truth::NotMet));
        }
        return failing;
    }
    let states = judgement.conditions.iter().flat_map(|(_, limbs)| limbs);
    let ids = procedure.conditions.iter().flat_map(|condition| {
        condition
            .limbs
            .iter()
            .map(move |limb| format!("{}.{limb}", condition.id))
    });
    let units = procedure.units.iter().skip(procedure.routes.len());
    for ((id, state), unit) in ids.zip(states).zip(units) {
        if fails(*state) {
            failing.push((id, unit.holds.clone(), Truth::Met));
        }
    }
    failing
}

fn failing_ids(session: &Session) -> Vec<String> {
    failing(session).into_iter().map(|(id, _, _)| id).collect()
}

fn fails(state: State) -> bool {
    state.counts() && state.judged.truth == Truth::NotMet
}

/// The ways to give a predicate the wanted truth, each a set of repairs made together.
fn ways(predicate: &Predicate, wanted: Truth, session: &Session) -> Vec<Vec<Repair>> {
    let facts = session.facts();
    let wrong = !wanted;
    let (members, together) = match predicate {
        Predicate::All(members) => (members, wanted == Truth::Met),
        Predicate::Any(members) => (members, wanted == Truth::NotMet),
        Predicate::Test { test, negated } => {
            let holds = (wanted == Truth::Met) != *negated;
            return repairs(test, holds, session)
                .into_iter()
                .map(|repair| vec![repair])
                .collect();
        }
    };
    let wrong_members = members
        .iter()
        .filter(|member| member.judge(&facts).truth == wrong);
    if together {
        wrong_members.fold(vec![Vec::new()], |sets, member| {
            product(&sets, &ways(member, wanted, session))
        })
    } else {
        wrong_members
            .flat_map(|member| ways(member, wanted, session))
            .collect()
    }
}

/// Every set with every way; contradicting repairs of one field do not go together.
fn product(sets: &[Vec<Repair>], ways: &[Vec<Repair>]) -> Vec<Vec<Repair>> {
    let mut products = Vec::new();
    for set in sets {
        for way in ways {
            let mut joined = set.clone();
            let fits = way.iter().all(|repair| {
                joined
                    .iter()
                    .all(|other| other.field != repair.field || other == repair)
            });
            if fits && products.len() < MAX_COMBINATIONS {
                for repair in way {
                    if !joined.contains(repair) {
                        joined.push(repair.clone());
                    }
                }
                products.push(joined);
            }
        }
    }
    products
}

fn repairs(test: &Test, wanted: bool, session: &Session) -> Vec<Repair> {
    let ruleset = session.ruleset();
    let facts = session.facts();
    let own = |field: FieldIndex| {
        ruleset.field(field).filter(|definition| {
            definition.supplier == Supplier::Applicant && definition.nature == Nature::Plan
        })
    };
    let set = |field: FieldIndex, answer: Answer| {
        let definition = own(field)?;
        let value = receipt::value(definition, &answer, session.nfkc());
        Some(Repair {
            field,
            kind: ChangeKind::Set,
            answer,
            value,
        })
    };
    let day = |day: Day, kind: ChangeKind, bound: Option<Date>| {
        let Day::Field(field) = day else { return None };
        own(field)?;
        let bound = bound?;
        let date = if kind == ChangeKind::Before {
            bound.previous()
        } else {
            bound.next()
        };
        Some(Repair {
            field,
            kind,
            answer: Answer::Date(date),
            value: Some(Document::String(bound.to_iso())),
        })
    };
    let known = |day: Day| match day {
        Day::Constant(date) => Some(date),
        Day::AsOf => Some(session.as_of()),
        Day::Field(field) => match facts.answer(field) {
            Answer::Date(date) => Some(*date),
            _ => None,
        },
    };
    match test {
        Test::Stated(field) if wanted => {
            // An example value: what is written is the asker's to say.
            let example = match own(*field).map(|definition| &definition.kind) {
                Some(FieldType::Text) => Some(Answer::Text("…".into())),
                Some(FieldType::Items) => Some(Answer::Items(Vec::new())),
                Some(FieldType::Date) => Some(Answer::Date(session.as_of())),
                Some(FieldType::Integer) => Some(Answer::Integer(0)),
                _ => None,
            };
            let repair = |answer| Repair {
                field: *field,
                kind: ChangeKind::State,
                answer,
                value: None,
            };
            example.map(repair).into_iter().collect()
        }
        Test::OneOf(field, constants) => {
            let candidates: Vec<Constant> = match own(*field).map(|definition| &definition.kind) {
                _ if wanted => constants.clone(),
                Some(FieldType::Boolean) => vec![Constant::Boolean(true), Constant::Boolean(false)],
                Some(FieldType::Choice(options)) => {
                    (0u8..).take(options.len()).map(Constant::Choice).collect()
                }
                _ => Vec::new(),
            };
            candidates
                .into_iter()
                .filter(|candidate| constants.contains(candidate) == wanted)
                .filter_map(|candidate| {
                    let answer = match candidate {
                        Constant::Boolean(yes) => Answer::Boolean(yes),
                        Constant::Choice(at) => Answer::Choice(at),
                        Constant::Integer(number) => Answer::Integer(number),
                        Constant::Decision(_) => return None,
                    };
                    set(*field, answer)
                })
                .collect()
        }
        Test::HasAll(field, options) => {
            let Answer::Choices(chosen) = facts.answer(*field) else {
                return Vec::new();
            };
            let all = if wanted {
                chosen.0 | options.0
            } else {
                chosen.0 & !options.0
            };
            set(*field, Answer::Choices(OptionSet(all)))
                .into_iter()
                .collect()
        }
        Test::Subset(part, whole) if wanted => match (facts.answer(*part), facts.answer(*whole)) {
            (Answer::Items(entries), Answer::Items(allowed)) if own(*part).is_some() => {
                let (keep, remove): (Vec<String>, Vec<String>) = entries
                    .iter()
                    .cloned()
                    .partition(|entry| allowed.contains(entry));
                let repair = Repair {
                    field: *part,
                    kind: ChangeKind::Remove,
                    answer: if keep.is_empty() {
                        Answer::Blank
                    } else {
                        Answer::Items(keep)
                    },
                    value: Some(Document::strings(&mut remove.iter().map(String::as_str))),
                };
                vec![repair]
            }
            _ => Vec::new(),
        },
        Test::AtMost(field, limit) if wanted => {
            let limit = match limit {
                Integer::Constant(limit) => Some(*limit),
                Integer::Field(field) => match facts.answer(*field) {
                    Answer::Integer(limit) => Some(*limit),
                    _ => None,
                },
            };
            let repair = |limit| Repair {
                field: *field,
                kind: ChangeKind::AtMost,
                answer: Answer::Integer(limit),
                value: Some(Document::Number(limit)),
            };
            own(*field).and(limit).map(repair).into_iter().collect()
        }
        Test::Before(first, second) if wanted => [
            day(*first, ChangeKind::Before, known(*second)),
            day(*second, ChangeKind::After, known(*first)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Test::Before(first, second) => [
            day(*first, ChangeKind::After, known(*second)),
            day(*second, ChangeKind::Before, known(*first)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Test::NotBefore(first, second) if wanted => [
            day(
                *first,
                ChangeKind::After,
                known(*second).map(Date::previous),
            ),
            day(*second, ChangeKind::Before, known(*first).map(Date::next)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Test::NotBefore(first, second) => [
            day(*first, ChangeKind::Before, known(*second)),
            day(*second, ChangeKind::After, known(*first)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Test::Stated(_) | Test::Subset(..) | Test::AtMost(..) | Test::InForce => Vec::new(),
    }
}

/// Whether nothing fails any more once `set` is carried out.
fn clears(session: &Session, set: &[Repair]) -> bool {
    let after = session.with(
        set.iter()
            .map(|repair| (repair.field, repair.answer.clone())),
    );
    failing(&after).is_empty()
}

fn described(session: &Session, set: &[Repair]) -> Vec<Change> {
    set.iter()
        .filter_map(|repair| {
            Some(Change {
                field: session.ruleset().field(repair.field)?.id.to_string(),
                change: repair.kind,
                value: repair.value.clone(),
            })
        })
        .collect()
}
