//! From judged units to one verdict, and all that a report says of it, by position.

use crate::engine::answer::Answer;
use crate::engine::facts::{Facts, Unusable};
use crate::engine::field::FieldIndex;
use crate::engine::predicate::Predicate;
use crate::engine::ruleset::{Kind, Procedure, Unit};
use crate::engine::truth::{Cause, Causes, Reasoned, Truth};
use crate::engine::verdict::Verdict;

/// A unit's state: whether it applies, and whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// Met: it applies. Not met: it does not. Unknown: it may.
    pub applies: Truth,
    /// Its truth where it applies or may apply.
    pub judged: Reasoned,
}

impl State {
    /// The state of `unit` under `facts`.
    pub fn of(unit: &Unit, facts: &Facts<'_>) -> State {
        let applies = unit
            .applies
            .as_ref()
            .map_or(Reasoned::MET, |when| when.judge(facts));
        if applies.truth == Truth::NotMet {
            return State {
                applies: Truth::NotMet,
                judged: Reasoned::MET,
            };
        }
        let mut judged = unit.holds.judge(facts);
        if let (Truth::NotMet, Some(cause)) = (judged.truth, unit.otherwise) {
            judged = Reasoned::unknown(cause);
        }
        // Blank, it is aside; recorded against the request, it counts wherever it may apply. So does
        // what the text leaves open: no blank hides that.
        let open_text = [Cause::Reading, Cause::Version];
        if unit.if_recorded
            && judged.truth == Truth::Unknown
            && !open_text.iter().any(|cause| judged.causes.contains(*cause))
            && !unit.has_unusable(facts)
        {
            return State {
                applies: Truth::NotMet,
                judged: Reasoned::MET,
            };
        }
        if applies.truth == Truth::Unknown && judged.truth != Truth::Met {
            let of_unit = if judged.truth == Truth::Unknown {
                judged.causes
            } else {
                Causes::NONE
            };
            judged = Reasoned::unknown(applies.causes | of_unit);
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
}

impl Unit {
    /// Whether it looks at a value that is there but cannot be read: that is not "not recorded".
    fn has_unusable(&self, facts: &Facts<'_>) -> bool {
        let mut found = false;
        for predicate in self.applies.iter().chain([&self.holds]) {
            predicate.for_each_field(facts.in_force, &mut |field| {
                found |= matches!(facts.answer(field), Answer::Unusable);
            });
        }
        found
    }
}

/// What judging a whole procedure yields, still by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement<'s> {
    /// The verdict.
    pub verdict: Verdict,
    /// The route that settled it, by position in the procedure.
    pub deciding: Option<usize>,
    /// One state per route.
    pub routes: &'s [State],
    /// One per condition: its own state, and one per limb.
    pub conditions: Vec<(State, &'s [State])>,
    /// One per duty; `judged` is met where the duty has no check.
    pub duties: &'s [State],
    /// One state per result.
    pub results: &'s [State],
    /// The open fields that could still matter, in field order; empty once a route decides.
    pub needed: Vec<FieldIndex>,
    /// The fields whose value is of no use, in field order, and why.
    pub unusable: Vec<(FieldIndex, Unusable)>,
    /// For every limb with alternatives, in order: each alternative.
    pub alternatives: Vec<Vec<Alternative>>,
}

/// One way out of several, within a limb.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its own truth.
    pub judged: Reasoned,
    /// The open fields it lacks.
    pub lacks: Vec<FieldIndex>,
    /// The fields that speak against it.
    pub fails: Vec<FieldIndex>,
}

/// The state of every unit of `procedure` under `facts`.
pub fn judged(procedure: &Procedure, facts: &Facts<'_>) -> Vec<State> {
    let mut states = Vec::with_capacity(procedure.units.len());
    for unit in &procedure.units {
        states.push(State::of(unit, facts));
    }
    states
}

/// The verdict the states lead to, and the route that decides it, if one does.
///
/// The first met route decides; each unknown one before it that is not merely
/// claimable keeps its own verdict possible. What all possibilities agree on is
/// the verdict, else it is undetermined.
pub fn verdict(procedure: &Procedure, states: &[State]) -> (Verdict, Option<usize>) {
    let mut agreed = None;
    let mut differs = false;
    let mut add = |verdict: Verdict| differs |= *agreed.get_or_insert(verdict) != verdict;
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
        let (_, rest) = split(states, procedure.routes.len());
        let (limbs, rest) = split(rest, procedure.limb_count());
        let (_, results) = split(rest, procedure.duties);
        let mut judged = whole(&mut limbs.iter()).judged;
        for result in results {
            // What waits for an answer leaves gaps to find; what the text leaves open does not.
            if result.judged.truth == Truth::Unknown
                && !result.judged.causes.contains(Cause::Reading)
            {
                judged = judged.and(result.judged);
            }
        }
        add(match (judged.truth, procedure.kind) {
            (Truth::Met, Kind::Consultation) => Verdict::Approvable,
            (Truth::NotMet, Kind::Consultation) => Verdict::NotApprovable,
            (Truth::Met, Kind::Checklist) => Verdict::Complete,
            (Truth::NotMet, Kind::Checklist) => Verdict::Incomplete,
            (Truth::Unknown, _) => Verdict::Undetermined,
        });
    }
    match agreed {
        Some(verdict) if !differs => (verdict, deciding),
        _ => (Verdict::Undetermined, None),
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
    // What a route has decided, it decides for every kind.
    let decided = plain.0 != Verdict::Undetermined || plain.1.is_some();
    if decided || !facts.answer(variation.field).is_open() {
        return plain;
    }
    let mut agreed = None;
    for option in &variation.options {
        let facts = Facts {
            assumed: Some((variation.field, option)),
            ..facts
        };
        let (kind, _) = verdict(procedure, &judged(procedure, &facts));
        if *agreed.get_or_insert(kind) != kind {
            return plain;
        }
    }
    agreed.map_or(plain, |verdict| (verdict, None))
}

impl<'s> Judgement<'s> {
    /// Gathers what the states of `procedure` say under `facts`.
    pub fn new(procedure: &Procedure, states: &'s [State], facts: &Facts<'_>) -> Judgement<'s> {
        let (verdict, deciding) = verdict_over_kinds(procedure, states, *facts);
        let (routes, mut rest) = split(states, procedure.routes.len());
        let (_, mut units) = split(&procedure.units, procedure.routes.len());
        let mut conditions = Vec::new();
        let mut alternatives = Vec::new();
        for condition in &procedure.conditions {
            let (limbs, others) = split(rest, condition.limbs.len());
            rest = others;
            conditions.push((whole(&mut limbs.iter()), limbs));
            let (of_limbs, others) = split(units, condition.limbs.len());
            units = others;
            for unit in of_limbs.iter().filter(|unit| unit.alternatives) {
                alternatives.push(alternatives_of(unit, facts));
            }
        }
        let (duties, results) = split(rest, procedure.duties);
        let mut unusable = Vec::new();
        for field in &procedure.fields {
            if let Some(why) = facts.unusable(*field) {
                unusable.push((*field, why));
            }
        }
        let needed = match deciding {
            Some(_) => Vec::new(),
            None => needed(procedure, states, facts),
        };
        Judgement {
            verdict,
            deciding,
            routes,
            conditions,
            duties,
            results,
            needed,
            unusable,
            alternatives,
        }
    }
}

/// The first `count` entries, and the others; fewer where there are fewer.
fn split<T>(entries: &[T], count: usize) -> (&[T], &[T]) {
    entries.split_at_checked(count).unwrap_or((entries, &[]))
}

/// A condition's state from its limbs': those beside the point do not count.
fn whole(limbs: &mut dyn Iterator<Item = &State>) -> State {
    let mut whole = State {
        applies: Truth::NotMet,
        judged: Reasoned::MET,
    };
    for limb in limbs {
        if limb.counts() {
            whole.judged = whole.judged.and(limb.judged);
            if whole.applies != Truth::Met {
                whole.applies = limb.applies;
            }
        }
    }
    whole
}

/// How many units, from the first, can still move the verdict: behind a route that is met nothing
/// is looked at, and before it what leads where it leads moves nothing.
fn still_looked_at(procedure: &Procedure, states: &[State]) -> usize {
    let mut routes = procedure.routes.iter().zip(states).enumerate();
    let met = routes.find(|(_, (_, state))| state.judged.truth == Truth::Met);
    let Some((at, (met, _))) = met else {
        return states.len();
    };
    let (before, _) = split(&procedure.routes, at);
    let elsewhere = before.iter().zip(states).rposition(|(route, state)| {
        state.judged.truth == Truth::Unknown && !route.claimed && route.verdict != met.verdict
    });
    elsewhere.map_or(0, |last| last + 1)
}

/// The open fields that could still move the verdict.
fn needed(procedure: &Procedure, states: &[State], facts: &Facts<'_>) -> Vec<FieldIndex> {
    let mut needed = vec![false; facts.fields.len()];
    let mut need = |field: FieldIndex| {
        if let Some(needed) = needed.get_mut(usize::from(field.0)) {
            *needed = true;
        }
    };
    let judged = procedure.routes.len() + procedure.limb_count();
    let duties = judged..judged + procedure.duties;
    let end = still_looked_at(procedure, states);
    for (at, (unit, state)) in procedure.units.iter().zip(states).enumerate().take(end) {
        // What the text leaves open of a result leaves no gap, whatever else is blank there.
        let open_text = at >= duties.end && state.judged.causes.contains(Cause::Reading);
        if duties.contains(&at) || open_text {
            continue;
        }
        let claimed = procedure.routes.get(at).is_some_and(|route| route.claimed);
        if state.judged.truth != Truth::Unknown || !state.counts() || claimed {
            continue;
        }
        let mut open = |field: FieldIndex| {
            if facts.answer(field).is_open() {
                need(field);
            }
        };
        if let Some(when) = &unit.applies {
            when.for_each_field_that(Truth::Unknown, facts, &mut open);
        }
        unit.holds
            .for_each_field_that(Truth::Unknown, facts, &mut open);
        if unit.otherwise == Some(Cause::Missing) {
            // Answered, and the answer is that the document does not exist yet.
            unit.holds
                .for_each_field_that(Truth::NotMet, facts, &mut need);
        }
    }
    let mut fields = Vec::new();
    for field in &procedure.fields {
        if needed.get(usize::from(field.0)) == Some(&true) {
            fields.push(*field);
        }
    }
    fields
}

fn alternatives_of(unit: &Unit, facts: &Facts<'_>) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    if let Predicate::Any(members) = &unit.holds {
        for member in members {
            let (mut lacks, mut fails) = (Vec::new(), Vec::new());
            collect(member, Truth::Unknown, facts, &mut lacks);
            collect(member, Truth::NotMet, facts, &mut fails);
            alternatives.push(Alternative {
                judged: member.judge(facts),
                lacks,
                fails,
            });
        }
    }
    alternatives
}

/// The fields of every test of that truth within one alternative, whatever its own truth:
/// a conjunction already failing still shows what else it lacks.
fn collect(member: &Predicate, wanted: Truth, facts: &Facts<'_>, into: &mut Vec<FieldIndex>) {
    match member {
        // What speaks against an open reading does not refute it.
        Predicate::Open(_, turned) if *turned == wanted => {}
        Predicate::Open(member, _) => collect(member, wanted, facts, into),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::field::Id;
    use crate::engine::ruleset::{Condition, Route};

    const MET: Reasoned = Reasoned::MET;

    fn not_met() -> Reasoned {
        Reasoned::not_met(Cause::Answer)
    }

    fn unknown() -> Reasoned {
        Reasoned::unknown(Cause::Missing)
    }

    /// A procedure with those routes and one limb.
    fn procedure(kind: Kind, routes: &[(Verdict, bool)]) -> Procedure {
        let id = || Id::new("p").unwrap();
        let mut procedure = Procedure::new(id());
        procedure.kind = kind;
        for (position, (verdict, claimed)) in routes.iter().enumerate() {
            procedure.routes.push(Route {
                id: id(),
                position,
                verdict: *verdict,
                because: None,
                claimed: *claimed,
            });
        }
        procedure.conditions.push(Condition {
            id: id(),
            position: 0,
            limbs: vec![id()],
        });
        procedure
    }

    fn state(judged: Reasoned) -> State {
        State {
            applies: Truth::Met,
            judged,
        }
    }

    #[test]
    fn the_verdict_is_what_every_possibility_agrees_on() {
        use Verdict::*;
        let unclaimed = |verdict| (verdict, false);
        let claimed = |verdict| (verdict, true);
        for (routes, states, limb, wanted, deciding) in [
            (vec![], vec![], MET, Approvable, None),
            (vec![], vec![], not_met(), NotApprovable, None),
            (vec![], vec![], unknown(), Undetermined, None),
            (
                vec![unclaimed(Prohibited)],
                vec![MET],
                not_met(),
                Prohibited,
                Some(0),
            ),
            (
                vec![unclaimed(Prohibited)],
                vec![not_met()],
                MET,
                Approvable,
                None,
            ),
            // A gate that is open stays possible beside what the conditions say.
            (
                vec![unclaimed(NotRegulated)],
                vec![unknown()],
                not_met(),
                Undetermined,
                None,
            ),
            // An exception nobody invoked stays out of the way.
            (
                vec![claimed(Exempt)],
                vec![unknown()],
                not_met(),
                NotApprovable,
                None,
            ),
            (vec![claimed(Exempt)], vec![MET], not_met(), Exempt, Some(0)),
            // Two that lead to the same agree, whichever of them it is.
            (
                vec![unclaimed(NotRegulated); 2],
                vec![unknown(), MET],
                MET,
                NotRegulated,
                Some(1),
            ),
            (
                vec![unclaimed(NotRegulated), unclaimed(Prohibited)],
                vec![unknown(), MET],
                MET,
                Undetermined,
                None,
            ),
            // The largest verdict there is agrees with itself as any other does.
            (
                vec![unclaimed(Incomplete); 2],
                vec![unknown(), MET],
                MET,
                Incomplete,
                Some(1),
            ),
        ] {
            let states: Vec<State> = states.iter().chain([&limb]).copied().map(state).collect();
            let procedure = procedure(Kind::Consultation, &routes);
            let found = verdict(&procedure, &states);
            assert_eq!(found, (wanted, deciding), "{routes:?} {states:?}");
        }
        let last = Verdict::ALL.last().copied().unwrap();
        assert!(Verdict::ALL.iter().all(|other| *other as u8 <= last as u8));
        let largest = procedure(Kind::Consultation, &[(last, false)]);
        assert_eq!(verdict(&largest, &[MET, MET].map(state)), (last, Some(0)));
    }

    #[test]
    fn a_checklist_is_complete_or_not_and_never_approvable() {
        let checklist = procedure(Kind::Checklist, &[]);
        for (limb, wanted) in [
            (MET, Verdict::Complete),
            (not_met(), Verdict::Incomplete),
            (unknown(), Verdict::Undetermined),
        ] {
            assert_eq!(verdict(&checklist, &[state(limb)]), (wanted, None));
        }
    }
}
