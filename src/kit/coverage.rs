//! Coverage: what of a ruleset its cases show, and what no case shows.
//!
//! In every procedure
//! - each limb needs a case in which it is met, one in which it is not, one in which it is unknown,
//!   and if it is for some requests only, one in which it does not apply;
//! - each route needs one that it decides;
//! - each result needs one in which it is derived and one in which that is open;
//! - each duty needs one in which it arises and one in which it does not, and if it can be checked,
//!   one for each of its truths. Only cases that state their duties count for these.
//!
//! What cannot happen needs no case.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::engine::field::Supplier;
use crate::engine::normalize::nfkc;
use crate::engine::predicate::{Predicate, Test};
use crate::engine::ruleset::{Ruleset, Unit};
use crate::engine::session::Session;
use crate::engine::truth::Truth;
use crate::kit::cases::{Cases, Duty, duties};
use crate::kit::domain::{Budget, Domain, Outcomes, TooMuch};

/// One thing a case can show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The procedure.
    pub procedure: String,
    /// What is shown of it.
    pub what: What,
}

/// What is shown of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The route decides.
    Decides(String),
    /// The limb, as `condition.limb`, has that truth.
    Limb(String, &'static str),
    /// The limb, as `condition.limb`, does not apply.
    Idle(String),
    /// The result has that truth.
    Result(String, &'static str),
    /// The duty arises, or does not.
    Arises(String, bool),
    /// The duty has that truth: kept, not kept, open.
    Duty(String, &'static str),
}

impl What {
    /// Whether it is of a duty, which no verdict tells.
    pub(crate) fn is_of_duty(&self) -> bool {
        matches!(self, What::Arises(..) | What::Duty(..))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let procedure = &self.procedure;
        match &self.what {
            What::Decides(route) => write!(f, "{procedure}: route {route} decides"),
            What::Limb(limb, truth) => write!(f, "{procedure}: {limb} {truth}"),
            What::Idle(limb) => write!(f, "{procedure}: {limb} does not apply"),
            What::Result(result, truth) => write!(f, "{procedure}: result {result} {truth}"),
            What::Arises(duty, true) => write!(f, "{procedure}: duty {duty} arises"),
            What::Arises(duty, false) => write!(f, "{procedure}: duty {duty} does not arise"),
            What::Duty(duty, truth) => write!(f, "{procedure}: duty {duty} {truth}"),
        }
    }
}

/// What the cases of a ruleset show of it.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Everything there is to show, in the ruleset's order.
    pub wanted: Vec<Point>,
    /// What of it is shown.
    shown: BTreeSet<Point>,
}

/// A count out of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub shown: usize,
    /// Out of how many.
    pub wanted: usize,
}

impl Coverage {
    /// What `cases` show of `ruleset`. A case that cannot be judged shows nothing.
    pub fn of(ruleset: &Arc<Ruleset>, cases: &Cases) -> Coverage {
        let mut coverage = Coverage {
            wanted: wanted(ruleset),
            shown: BTreeSet::new(),
        };
        for case in &cases.case {
            let session = cases
                .request(case)
                .and_then(|request| Session::check(Arc::clone(ruleset), request, nfkc));
            if let Ok(session) = session {
                coverage.take(&session, case.expect.duties.is_some());
            }
        }
        coverage
    }

    /// Takes in what `session` shows, with its duties where a case of it states them.
    pub(super) fn take(&mut self, session: &Session<'_>, duties: bool) {
        show(session, &mut self.shown);
        if duties {
            show_duties(session, &mut self.shown);
        }
    }

    /// Whether `point` is shown.
    pub(super) fn shows(&self, point: &Point) -> bool {
        self.shown.contains(point)
    }

    /// What no case shows, in the ruleset's order.
    pub fn gaps(&self) -> impl Iterator<Item = &Point> {
        self.wanted.iter().filter(|point| !self.shows(point))
    }

    /// How much is shown of what `counts`.
    pub fn share(&self, counts: impl Fn(&Point) -> bool) -> Share {
        let wanted = self.wanted.iter().filter(|point| counts(point));
        Share {
            shown: wanted
                .clone()
                .filter(|point| self.shown.contains(point))
                .count(),
            wanted: wanted.count(),
        }
    }
}

fn show(session: &Session, shown: &mut BTreeSet<Point>) {
    let (procedure, judgement) = (session.judging().procedure(), session.judging().judgement());
    let mut add = |what| {
        let procedure = procedure.id.to_string();
        shown.insert(Point { procedure, what });
    };
    if let Some(route) = judgement.deciding.and_then(|at| procedure.routes.get(at)) {
        add(What::Decides(route.id.to_string()));
    }
    for (condition, (_, limbs)) in procedure.conditions.iter().zip(&judgement.conditions) {
        for (limb, state) in condition.limb_names().zip(*limbs) {
            if state.counts() {
                add(What::Limb(limb, state.judged.truth.name()));
            } else {
                add(What::Idle(limb));
            }
        }
    }
    for (result, state) in procedure.results.iter().zip(judgement.results) {
        add(What::Result(result.to_string(), state.judged.truth.name()));
    }
}

fn show_duties(session: &Session, shown: &mut BTreeSet<Point>) {
    for Duty { id, state } in duties(session) {
        let mut add = |what| {
            let procedure = session.judging().procedure().id.to_string();
            shown.insert(Point { procedure, what });
        };
        if state.applies != Truth::Unknown {
            add(What::Arises(id.to_owned(), state.counts()));
        }
        if state.counts() {
            add(What::Duty(id.to_owned(), state.judged.truth.name()));
        }
    }
}

/// Everything a ruleset's cases are to show.
fn wanted(ruleset: &Ruleset) -> Vec<Point> {
    let mut wanted = Vec::new();
    let mut budget = Budget::default();
    for procedure in &ruleset.procedures {
        let mut add = |what| {
            let procedure = procedure.id.to_string();
            wanted.push(Point { procedure, what });
        };
        let mut units = procedure.units.iter();
        for (route, _) in procedure.routes.iter().zip(units.by_ref()) {
            add(What::Decides(route.id.to_string()));
        }
        for condition in &procedure.conditions {
            for (limb, unit) in condition.limb_names().zip(units.by_ref()) {
                let possible = possible(unit, ruleset, &mut budget);
                for truth in [Truth::Met, Truth::NotMet, Truth::Unknown] {
                    if possible.has(truth) {
                        add(What::Limb(limb.clone(), truth.name()));
                    }
                }
                if can_be_idle(unit, ruleset, &mut budget) {
                    add(What::Idle(limb));
                }
            }
        }
        for (duty, unit) in procedure.duty_ids.iter().zip(units.by_ref()) {
            let (arises, kept) = possible_duty(unit, ruleset, &mut budget);
            for (truth, arising) in [(Truth::Met, true), (Truth::NotMet, false)] {
                if arises.has(truth) {
                    add(What::Arises(duty.to_string(), arising));
                }
            }
            for truth in [Truth::Met, Truth::NotMet, Truth::Unknown] {
                if kept.has(truth) {
                    add(What::Duty(duty.to_string(), truth.name()));
                }
            }
        }
        for (result, unit) in procedure.results.iter().zip(units) {
            let possible = possible(unit, ruleset, &mut budget);
            // A result that does not follow is not listed, so there is nothing to see.
            for truth in [Truth::Met, Truth::Unknown] {
                if possible.has(truth) {
                    add(What::Result(result.to_string(), truth.name()));
                }
            }
        }
    }
    wanted
}

/// What can come of `unit`: tried out, or where that is too much, read off its form.
fn possible(unit: &Unit, ruleset: &Ruleset, budget: &mut Budget) -> Outcomes {
    let tried = Domain::of(&[unit], ruleset).and_then(|domain| domain.outcomes(unit, budget));
    match tried {
        Ok(outcomes) => outcomes,
        Err(TooMuch) => Outcomes {
            met: true,
            not_met: unit.otherwise.is_none() && refutable(&unit.holds, ruleset),
            unknown: !unit.if_recorded,
        },
    }
}

/// Whether a limb is for some requests only.
fn can_be_idle(unit: &Unit, ruleset: &Ruleset, budget: &mut Budget) -> bool {
    let when = unit.applies.clone();
    when.is_some_and(|when| possible(&Unit::judging(None, when), ruleset, budget).not_met)
}

/// Whether a duty can arise or not, and where it can be checked, what can come of that.
fn possible_duty(unit: &Unit, ruleset: &Ruleset, budget: &mut Budget) -> (Outcomes, Outcomes) {
    let always = || Predicate::All(Vec::new());
    let when = unit.applies.clone().unwrap_or_else(always);
    let arises = possible(&Unit::judging(None, when), ruleset, budget);
    if matches!(&unit.holds, Predicate::All(members) if members.is_empty()) {
        return (arises, Outcomes::default());
    }
    let tried = Domain::of(&[unit], ruleset).and_then(|domain| domain.outcomes(unit, budget));
    // By itself it may be small enough to try out.
    let kept = tried.unwrap_or_else(|TooMuch| {
        possible(&Unit::judging(None, unit.holds.clone()), ruleset, budget)
    });
    (arises, kept)
}

/// Whether answers can refute a predicate, by its form.
fn refutable(predicate: &Predicate, ruleset: &Ruleset) -> bool {
    match predicate {
        Predicate::All(members) => members.iter().any(|member| refutable(member, ruleset)),
        Predicate::Any(members) => members.iter().all(|member| refutable(member, ruleset)),
        Predicate::Open(member, turned) => *turned == Truth::Met && refutable(member, ruleset),
        Predicate::Test {
            test: Test::Stated(field),
            negated: false,
        } => {
            let field = ruleset.field(*field);
            field.is_some_and(|field| field.supplier == Supplier::Applicant)
        }
        Predicate::Test { .. } => true,
    }
}
