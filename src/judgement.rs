//! From judged units to one verdict, and the compact form that crosses the boundary.

use crate::answer::Answer;
use crate::field::FieldIndex;
use crate::predicate::{Facts, Predicate};
use crate::ruleset::{Procedure, Route, Unit};
use crate::truth::{Cause, Causes, Judged, Truth};

/// How a request ends (判定).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Verdict {
    /// Out of scope, not in force, or silent. Never permission.
    NotRegulated = 0,
    /// The text forbids it and has no way to approve it.
    Prohibited = 1,
    /// The text itself says that no approval is needed.
    Exempt = 2,
    /// At least one condition is not met as filed.
    NotApprovable = 3,
    /// Nothing is false, but something is unknown.
    Undetermined = 4,
    /// Everything required is met and recorded; the official may approve.
    Approvable = 5,
}

impl Verdict {
    /// Every verdict, by code.
    pub const ALL: [Verdict; 6] = [
        Verdict::NotRegulated,
        Verdict::Prohibited,
        Verdict::Exempt,
        Verdict::NotApprovable,
        Verdict::Undetermined,
        Verdict::Approvable,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::NotRegulated => "not_regulated",
            Verdict::Prohibited => "prohibited",
            Verdict::Exempt => "exempt",
            Verdict::NotApprovable => "not_approvable",
            Verdict::Undetermined => "undetermined",
            Verdict::Approvable => "approvable",
        }
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Option<Verdict> {
        Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.name() == name)
    }
}

/// A unit's state: whether it applies, and whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Met: it applies. Not met: it does not. Unknown: it may.
    pub applies: Truth,
    /// Its truth where it applies or may apply.
    pub judged: Judged,
}

impl State {
    /// The state of `unit` under `facts`.
    pub fn of(unit: &Unit, facts: &Facts<'_>) -> State {
        let applies = unit
            .applies
            .as_ref()
            .map_or(Judged::MET, |when| when.judge(facts));
        if applies.truth == Truth::NotMet {
            return State {
                applies: Truth::NotMet,
                judged: Judged::MET,
            };
        }
        let mut judged = unit.holds.judge(facts);
        if let (Truth::NotMet, Some(cause)) = (judged.truth, unit.otherwise) {
            judged = Judged::unknown(cause);
        }
        if applies.truth == Truth::Unknown && judged.truth != Truth::Met {
            let of_unit = if judged.truth == Truth::Unknown {
                judged.causes
            } else {
                Causes::NONE
            };
            judged = Judged::unknown(applies.causes | of_unit);
        }
        let open_text = [Cause::Reading, Cause::Version];
        if unit.if_recorded
            && judged.truth == Truth::Unknown
            && !open_text.iter().any(|cause| judged.causes.contains(*cause))
            && !unit.has_unusable(facts)
        {
            return State {
                applies: Truth::NotMet,
                judged: Judged::MET,
            };
        }
        State {
            applies: applies.truth,
            judged,
        }
    }

    /// Whether the unit counts: it is not known to be beside the point.
    pub fn counts(self) -> bool {
        self.applies != Truth::NotMet
    }

    fn word(self) -> u16 {
        let truth = match self.judged.truth {
            Truth::Met => 0,
            Truth::NotMet => 1,
            Truth::Unknown => 2,
        };
        let applies = match self.applies {
            Truth::Met => 0,
            Truth::NotMet => 1,
            Truth::Unknown => 2,
        };
        let causes = WORD_CAUSES
            .iter()
            .enumerate()
            .filter(|(_, cause)| self.judged.causes.contains(**cause))
            .fold(0, |bits, (at, _)| bits | 1 << at);
        truth | applies << 2 | causes << 4
    }
}

impl Unit {
    /// Whether it looks at a value that is there but cannot be read: that is not "not recorded".
    fn has_unusable(&self, facts: &Facts<'_>) -> bool {
        let mut found = false;
        for predicate in self.applies.iter().chain([&self.holds]) {
            predicate.for_each_field(facts.in_force, &mut |field| {
                found |= matches!(facts.answer(field), Answer::Unusable(_));
            });
        }
        found
    }
}

/// The causes in a state word, from bit 4 up.
const WORD_CAUSES: [Cause; 7] = [
    Cause::Missing,
    Cause::Finding,
    Cause::Decision,
    Cause::Reading,
    Cause::Version,
    Cause::Answer,
    Cause::Unstated,
];

/// What judging a whole procedure yields, still by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The route that settled it, by position in the procedure.
    pub deciding: Option<usize>,
    /// One state per route.
    pub routes: Vec<State>,
    /// One per condition: its own state, and one per limb.
    pub conditions: Vec<(State, Vec<State>)>,
    /// One per duty; `judged` is met where the duty has no check.
    pub duties: Vec<State>,
    /// The open fields that could still matter, in field order; empty once a route decides.
    pub needed: Vec<FieldIndex>,
    /// The fields whose value cannot be read, in field order.
    pub unusable: Vec<FieldIndex>,
    /// For every limb with alternatives, in order: each alternative.
    pub alternatives: Vec<Vec<Alternative>>,
}

/// One way out of several, within a limb.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its own truth.
    pub judged: Judged,
    /// The open fields it lacks.
    pub lacks: Vec<FieldIndex>,
    /// The fields that speak against it.
    pub fails: Vec<FieldIndex>,
}

/// The verdict the states lead to, and the route that decides it, if one does.
///
/// The first met route decides; each unknown one before it that is not merely
/// claimable keeps its own verdict possible. What all possibilities agree on is
/// the verdict, else it is undetermined.
pub fn verdict(procedure: &Procedure, states: &[State]) -> (Verdict, Option<usize>) {
    let mut possible = 0u8;
    let mut add = |verdict: Verdict| possible |= 1 << verdict as u8;
    let mut deciding = None;
    for (at, (route, state)) in procedure.routes.iter().zip(states).enumerate() {
        match (state.judged.truth, route.claimed) {
            (Truth::Met, _) => {
                add(route.verdict);
                deciding = Some(at);
                break;
            }
            (Truth::Unknown, false) => add(route.verdict),
            (Truth::Unknown, true) | (Truth::NotMet, _) => {}
        }
    }
    if deciding.is_none() {
        let limbs = states
            .iter()
            .skip(procedure.routes.len())
            .take(procedure.limb_count());
        add(of_conditions(
            limbs
                .filter(|state| state.counts())
                .map(|state| state.judged),
        ));
    }
    let agreed = Verdict::ALL
        .into_iter()
        .find(|verdict| possible == 1 << *verdict as u8);
    match agreed {
        Some(verdict) => (verdict, deciding),
        None => (Verdict::Undetermined, None),
    }
}

fn of_conditions(limbs: impl Iterator<Item = Judged>) -> Verdict {
    match Judged::all(limbs).truth {
        Truth::Met => Verdict::Approvable,
        Truth::NotMet => Verdict::NotApprovable,
        Truth::Unknown => Verdict::Undetermined,
    }
}

/// The verdict where the field the procedure varies by is blank: what every kind agrees on.
pub fn verdict_over_kinds(
    procedure: &Procedure,
    states: &[State],
    facts: Facts<'_>,
) -> (Verdict, Option<usize>) {
    let plain = verdict(procedure, states);
    let Some(variation) = &procedure.varies_by else {
        return plain;
    };
    if plain.0 != Verdict::Undetermined || !facts.answer(variation.field).is_open() {
        return plain;
    }
    let mut agreed = None;
    for option in &variation.options {
        let facts = Facts {
            assumed: Some((variation.field, option)),
            ..facts
        };
        let states: Vec<State> = procedure
            .units
            .iter()
            .map(|unit| State::of(unit, &facts))
            .collect();
        let (kind, _) = verdict(procedure, &states);
        if *agreed.get_or_insert(kind) != kind {
            return plain;
        }
    }
    agreed.map_or(plain, |verdict| (verdict, None))
}

impl Judgement {
    /// Gathers what the states of `procedure` say under `facts`.
    pub fn new(procedure: &Procedure, states: &[State], facts: &Facts<'_>) -> Judgement {
        let (verdict, deciding) = verdict_over_kinds(procedure, states, *facts);
        let mut rest = states.iter().copied();
        let routes: Vec<State> = rest.by_ref().take(procedure.routes.len()).collect();
        let conditions: Vec<(State, Vec<State>)> = procedure
            .conditions
            .iter()
            .map(|condition| {
                let limbs: Vec<State> = rest.by_ref().take(condition.limbs.len()).collect();
                (whole(&limbs), limbs)
            })
            .collect();
        let duties = rest.collect();
        let limb_units = procedure
            .units
            .iter()
            .skip(routes.len())
            .take(procedure.limb_count());
        Judgement {
            verdict,
            deciding,
            needed: if deciding.is_some() {
                Vec::new()
            } else {
                needed(procedure, states, facts)
            },
            unusable: procedure
                .fields
                .iter()
                .copied()
                .filter(|field| matches!(facts.answer(*field), Answer::Unusable(_)))
                .collect(),
            alternatives: limb_units
                .filter(|unit| unit.alternatives)
                .map(|unit| alternatives(unit, facts))
                .collect(),
            routes,
            conditions,
            duties,
        }
    }

    /// The judgement as 16-bit words, the form that crosses the boundary:
    /// verdict; deciding route + 1; a state word per route, per condition followed by
    /// its limbs, per duty; then the lists, each with its length first: fields needed,
    /// fields unusable, and per alternative its state word, what it lacks and what fails it.
    pub fn words(&self) -> Vec<u16> {
        let count = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
        let mut words = vec![
            self.verdict as u16,
            self.deciding.map_or(0, |at| count(at + 1)),
        ];
        words.extend(self.routes.iter().map(|state| state.word()));
        for (state, limbs) in &self.conditions {
            words.push(state.word());
            words.extend(limbs.iter().map(|state| state.word()));
        }
        words.extend(self.duties.iter().map(|state| state.word()));
        let list = |words: &mut Vec<u16>, fields: &[FieldIndex]| {
            words.push(count(fields.len()));
            words.extend(fields.iter().map(|field| field.0));
        };
        list(&mut words, &self.needed);
        list(&mut words, &self.unusable);
        for alternative in self.alternatives.iter().flatten() {
            words.push(
                State {
                    applies: Truth::Met,
                    judged: alternative.judged,
                }
                .word(),
            );
            list(&mut words, &alternative.lacks);
            list(&mut words, &alternative.fails);
        }
        words
    }
}

/// A condition's state from its limbs': those beside the point do not count.
fn whole(limbs: &[State]) -> State {
    let judged = Judged::all(
        limbs
            .iter()
            .filter(|limb| limb.counts())
            .map(|limb| limb.judged),
    );
    let applies = Judged::any(limbs.iter().map(|limb| Judged {
        truth: limb.applies,
        causes: Causes::NONE,
    }));
    State {
        applies: applies.truth,
        judged,
    }
}

/// The open fields that could still move the verdict.
fn needed(procedure: &Procedure, states: &[State], facts: &Facts<'_>) -> Vec<FieldIndex> {
    let mut fields = Vec::new();
    let mut visit = |field: FieldIndex| {
        if facts.answer(field).is_open() && !fields.contains(&field) {
            fields.push(field);
        }
    };
    let routes = procedure.routes.iter().map(Some);
    let limbs = std::iter::repeat_n(None::<&Route>, procedure.limb_count());
    let mut documents = Vec::new();
    for ((route, unit), state) in routes.chain(limbs).zip(&procedure.units).zip(states) {
        let waits = route.is_none_or(|route| !route.claimed);
        if state.judged.truth != Truth::Unknown || !state.counts() || !waits {
            continue;
        }
        if let Some(when) = &unit.applies {
            when.for_each_field_that(Truth::Unknown, facts, &mut visit);
        }
        unit.holds
            .for_each_field_that(Truth::Unknown, facts, &mut visit);
        if unit.otherwise == Some(Cause::Missing) {
            // Answered, and the answer is that the document does not exist yet.
            unit.holds
                .for_each_field_that(Truth::NotMet, facts, &mut |field| {
                    documents.push(field);
                });
        }
    }
    fields.extend(documents);
    let asked = procedure.fields.iter().copied();
    asked.filter(|field| fields.contains(field)).collect()
}

fn alternatives(unit: &Unit, facts: &Facts<'_>) -> Vec<Alternative> {
    let Predicate::Any(members) = &unit.holds else {
        return Vec::new();
    };
    members
        .iter()
        .map(|member| {
            let gather = |wanted: Truth| {
                let mut fields = Vec::new();
                collect(member, wanted, facts, &mut fields);
                fields
            };
            Alternative {
                judged: member.judge(facts),
                lacks: gather(Truth::Unknown),
                fails: gather(Truth::NotMet),
            }
        })
        .collect()
}

/// The fields of every test of that truth within one alternative, whatever its own truth:
/// a conjunction already failing still shows what else it lacks.
fn collect(member: &Predicate, wanted: Truth, facts: &Facts<'_>, into: &mut Vec<FieldIndex>) {
    match member {
        Predicate::All(members) | Predicate::Any(members) => {
            for member in members {
                collect(member, wanted, facts, into);
            }
        }
        Predicate::Test { .. } => {
            member.for_each_field_that(wanted, facts, &mut |field| {
                if !into.contains(&field) {
                    into.push(field);
                }
            });
        }
    }
}
