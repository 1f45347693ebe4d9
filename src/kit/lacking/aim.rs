//! How far answers are from what is looked for, so that one can go there step by step.

use crate::engine::answer::Answer;
use crate::engine::facts::Facts;
use crate::engine::judgement::State;
use crate::engine::predicate::Predicate;
use crate::engine::ruleset::{Procedure, Unit};
use crate::engine::session::Session;
use crate::engine::truth::Truth;
use crate::engine::verdict::Verdict;
use crate::kit::coverage::What;

/// Farther than any sum of small steps.
const FAR: f64 = 100.0;
/// What a limb that fails beside the one that is meant weighs: it is in the way, and no more.
const ASIDE: f64 = 0.01;

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) enum Aim<'a> {
    /// The best verdict there is.
    Best,
    /// One thing a case can show.
    Shows(&'a What),
}

impl Aim<'_> {
    /// The position of the unit it is about, among those of `procedure`.
    pub(super) fn unit(self, procedure: &Procedure) -> Option<usize> {
        let Aim::Shows(what) = self else {
            return None;
        };
        let routes = procedure.routes.len();
        let limbs = procedure.limb_count();
        match what {
            What::Decides(id) => {
                let mut routes = procedure.routes.iter();
                routes.position(|route| route.id.as_str() == id)
            }
            What::Limb(id, _) | What::Idle(id) => {
                let conditions = procedure.conditions.iter();
                let mut names = conditions.flat_map(|condition| condition.limb_names());
                Some(routes + names.position(|name| name == *id)?)
            }
            What::Arises(id, _) | What::Duty(id, _) => {
                let mut duties = procedure.duty_ids.iter();
                let at = duties.position(|duty| duty.as_str() == id)?;
                Some(routes + limbs + at)
            }
            What::Result(id, _) => {
                let mut results = procedure.results.iter();
                let at = results.position(|result| result.as_str() == id)?;
                Some(routes + limbs + procedure.duty_ids.len() + at)
            }
        }
    }

    /// How far the answers of `session` are from it: nothing where they are there.
    pub(super) fn distance(self, session: &Session<'_>) -> f64 {
        let (judging, facts) = (session.judging(), session.judging().facts());
        let procedure = judging.procedure();
        let at = self.unit(procedure);
        let meant = at.and_then(|at| procedure.units.get(at));
        let (routes, states) = (procedure.routes.len(), judging.states());
        // Duties are looked at whatever decides.
        let weight = match self {
            Aim::Shows(What::Arises(..) | What::Duty(..)) => ASIDE,
            _ => 1.0,
        };
        let mut distance = 0.0;
        for (position, unit) in procedure.units.iter().take(routes).enumerate() {
            let claimed = procedure
                .routes
                .get(position)
                .is_some_and(|route| route.claimed);
            let state = states.get(position).map(|state| state.judged.truth);
            match self {
                Aim::Shows(What::Decides(_)) if at == Some(position) => break,
                _ if claimed && state != Some(Truth::Met) => {}
                _ => distance += weight * of_unit(unit, Truth::NotMet, &facts).min(1.0),
            }
        }
        if let (Aim::Shows(what), Some(unit)) = (self, meant) {
            return distance
                + match what {
                    What::Decides(_) => of_unit(unit, Truth::Met, &facts),
                    What::Limb(_, truth) | What::Result(_, truth) | What::Duty(_, truth) => {
                        of_unit(unit, named(truth), &facts) + aside(session, at)
                    }
                    What::Arises(..) | What::Idle(_) => {
                        let arises = matches!(what, What::Arises(_, true));
                        let wanted = if arises { Truth::Met } else { Truth::NotMet };
                        let applies = unit.applies.as_ref();
                        applies.map_or(0.0, |when| of(when, wanted, &facts)) + aside(session, at)
                    }
                };
        }
        let first_duty = routes + procedure.limb_count();
        let first_result = first_duty + procedure.duty_ids.len();
        for (position, (unit, state)) in procedure.units.iter().zip(states).enumerate() {
            let open = state.counts() && state.judged.truth != Truth::Met;
            if open && (routes..first_duty).contains(&position) {
                let applies = unit.applies.as_ref();
                let free = applies.map_or(FAR, |when| of(when, Truth::NotMet, &facts));
                distance += of_unit(unit, Truth::Met, &facts).min(free);
            } else if position >= first_result && state.judged.truth == Truth::Unknown {
                let either =
                    [Truth::Met, Truth::NotMet].map(|wanted| of(&unit.holds, wanted, &facts));
                distance += either[0].min(either[1]);
            }
        }
        distance + if passes(session) { 0.0 } else { 0.3 }
    }
}

/// Whether nothing better can come of a request.
pub(super) fn passes(session: &Session<'_>) -> bool {
    let verdict = session.judging().judgement().verdict;
    matches!(verdict, Verdict::Approvable | Verdict::Complete)
}

/// What fails or is open beside the unit `at`.
fn aside(session: &Session<'_>, at: Option<usize>) -> f64 {
    let procedure = session.judging().procedure();
    let states = session.judging().states().iter().enumerate();
    let limbs = states.skip(procedure.routes.len());
    let others = limbs
        .take(procedure.limb_count())
        .filter(|(position, state)| {
            Some(*position) != at && state.counts() && state.judged.truth != Truth::Met
        });
    others.count() as f64 * ASIDE
}

fn named(truth: &str) -> Truth {
    let all = [Truth::Met, Truth::NotMet];
    let truth = all.into_iter().find(|one| one.name() == truth);
    truth.unwrap_or(Truth::Unknown)
}

fn of_unit(unit: &Unit, wanted: Truth, facts: &Facts<'_>) -> f64 {
    // A blank does not leave it open: what is recorded does, and what cannot be read.
    if unit.if_recorded && wanted == Truth::Unknown {
        let state = State::of(unit, facts);
        let applies = unit.applies.as_ref();
        let applies = applies.map_or(0.0, |when| of(when, Truth::Met, facts));
        let mut blank = 0;
        unit.holds.for_each_field(facts.in_force, &mut |field| {
            blank += u8::from(*facts.answer(field) == Answer::Blank);
        });
        return match state.counts() && state.judged.truth == Truth::Unknown {
            true => 0.0,
            false => applies + 0.5 + 0.1 * f64::from(blank),
        };
    }
    let to = |truth| of(&unit.holds, truth, facts);
    let holds = match (wanted, unit.otherwise) {
        (Truth::NotMet, Some(_)) => FAR,
        (Truth::Unknown, Some(_)) => to(Truth::Unknown).min(to(Truth::NotMet)),
        _ => to(wanted),
    };
    let Some(when) = &unit.applies else {
        return holds;
    };
    let whole = of(when, Truth::Met, facts) + holds;
    if wanted == Truth::Unknown {
        let part = of(when, Truth::Unknown, facts) + to(Truth::NotMet).min(to(Truth::Unknown));
        return whole.min(part);
    }
    whole
}

fn of(predicate: &Predicate, wanted: Truth, facts: &Facts<'_>) -> f64 {
    let truth = predicate.judge(facts).truth;
    if truth == wanted {
        return 0.0;
    }
    let to = |member: &Predicate, truth| of(member, truth, facts);
    let least = |members: &[Predicate], truth| {
        let each = members.iter().map(|member| to(member, truth));
        each.fold(FAR, f64::min)
    };
    match (predicate, wanted) {
        (Predicate::All(members), Truth::Met) | (Predicate::Any(members), Truth::NotMet) => {
            members.iter().map(|member| to(member, wanted)).sum()
        }
        (Predicate::All(members), Truth::NotMet) | (Predicate::Any(members), Truth::Met) => {
            least(members, wanted)
        }
        (Predicate::All(members) | Predicate::Any(members), Truth::Unknown) => {
            // One that decides hides those that are open.
            let (decides, other) = match predicate {
                Predicate::All(_) => (Truth::NotMet, Truth::Met),
                _ => (Truth::Met, Truth::NotMet),
            };
            let deciding = members.iter();
            let deciding = deciding.filter(|member| member.judge(facts).truth == decides);
            let turned = deciding.map(|member| to(member, other).min(to(member, Truth::Unknown)));
            turned.sum::<f64>().max(least(members, Truth::Unknown))
        }
        (Predicate::Open(_, turned), _) if wanted == *turned => FAR,
        (Predicate::Open(member, turned), Truth::Unknown) => {
            to(member, *turned).min(to(member, Truth::Unknown))
        }
        (Predicate::Open(member, _), _) => to(member, wanted),
        (Predicate::Test { .. }, _) if truth == Truth::Unknown => {
            let mut open = 0;
            predicate.for_each_field(facts.in_force, &mut |field| {
                open += u8::from(facts.answer(field).is_open());
            });
            0.4 + 0.05 * f64::from(open)
        }
        (Predicate::Test { .. }, _) => 1.0,
    }
}
