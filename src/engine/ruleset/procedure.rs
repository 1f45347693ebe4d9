//! A procedure (手続), compiled for judging: routes, conditions and everything judged one by one.

use crate::engine::answer::Answer;
use crate::engine::field::{Field, FieldIndex, Id};
use crate::engine::predicate::{InForce, Predicate};
use crate::engine::truth::Cause;
use crate::engine::verdict::Verdict;

/// One thing that can be asked or checked (手続), compiled for judging.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Its id, such as `subcontract`.
    pub id: Id,
    /// What its verdicts are.
    pub kind: Kind,
    /// The choice field whose value replaces conditions, and every value it can take.
    pub varies_by: Option<Variation>,
    /// What settles the procedure without its conditions, in order.
    pub routes: Vec<Route>,
    /// The conditions, in the text's order.
    pub conditions: Vec<Condition>,
    /// How many duties there are.
    pub duties: usize,
    /// Their ids; judging does not need them.
    #[cfg(feature = "native")]
    pub duty_ids: Vec<Id>,
    /// What it derives.
    pub results: Vec<Id>,
    /// Everything judged: first one unit per route, then one per limb in order, then one per
    /// duty, then one per result.
    pub units: Vec<Unit>,
    /// For each field of the ruleset, the positions in `units` that look at it.
    pub dependents: Vec<Vec<u16>>,
    /// The fields any unit looks at, or that support a finding, in field order.
    pub fields: Vec<FieldIndex>,
    /// How many steps judging a request by it may take, at most [`super::MAX_STEPS`].
    pub steps: usize,
}

/// Whether a procedure asks for approval or looks for gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A consultation (協議): ends in what the official may approve.
    Consultation,
    /// A checklist: ends in `complete` or `incomplete`, and never in approval.
    Checklist,
}

/// The field a procedure varies by.
#[derive(Clone, Debug)]
pub struct Variation {
    /// The choice field.
    pub field: FieldIndex,
    /// Each option as an answer.
    pub options: Vec<Answer>,
}

/// What settles a procedure without its conditions (経路).
#[derive(Clone, Debug)]
pub struct Route {
    /// Its id.
    pub id: Id,
    /// The position in the ruleset's list of routes.
    pub position: usize,
    /// The verdict it leads to.
    pub verdict: Verdict,
    /// With `undetermined`: why.
    pub because: Option<Cause>,
    /// Whether it stays out of the way until it is met.
    pub claimed: bool,
}

/// One clause with its limbs (要件).
#[derive(Clone, Debug)]
pub struct Condition {
    /// Its id.
    pub id: Id,
    /// The position in the ruleset's list of conditions.
    pub position: usize,
    /// The ids of its limbs, in order.
    pub limbs: Vec<Id>,
}

/// One thing judged at a time: a route, a limb (要素), a duty or a result.
#[derive(Clone, Debug)]
pub struct Unit {
    /// When it applies; always, if `None`.
    pub applies: Option<Predicate>,
    /// What must hold.
    pub holds: Predicate,
    /// Turns false into unknown, with this cause.
    pub otherwise: Option<Cause>,
    /// Whether it counts only once what it asks is recorded: a fact that can refute a
    /// finding, but whose blank never holds one up.
    pub if_recorded: bool,
    /// Whether the members of `holds`, an `any`, are shown as alternatives.
    pub alternatives: bool,
    /// The descriptions behind a finding: shown, never tested.
    pub supports: Vec<FieldIndex>,
}

impl Unit {
    /// A unit that judges `holds` where it `applies`, and nothing besides.
    pub(crate) fn judging(applies: Option<Predicate>, holds: Predicate) -> Unit {
        Unit {
            applies,
            holds,
            otherwise: None,
            if_recorded: false,
            alternatives: false,
            supports: Vec::new(),
        }
    }
}

impl Procedure {
    /// A procedure with nothing in it yet.
    pub(crate) fn new(id: Id) -> Procedure {
        Procedure {
            id,
            kind: Kind::Consultation,
            varies_by: None,
            routes: Vec::new(),
            conditions: Vec::new(),
            duties: 0,
            #[cfg(feature = "native")]
            duty_ids: Vec::new(),
            results: Vec::new(),
            units: Vec::new(),
            dependents: Vec::new(),
            fields: Vec::new(),
            steps: 0,
        }
    }

    /// Finds out which units look at which of the ruleset's fields.
    pub(crate) fn index(&mut self, fields: &[Field], in_force: Option<&InForce>) {
        let mut dependents: Vec<Vec<u16>> = Vec::new();
        dependents.resize_with(fields.len(), Vec::new);
        let mut used = vec![false; fields.len()];
        for (unit, at) in self.units.iter().zip(0u16..) {
            let mut depend = |field: FieldIndex| {
                if let Some(units) = dependents.get_mut(usize::from(field.0))
                    && units.last() != Some(&at)
                {
                    units.push(at);
                }
            };
            for predicate in unit.applies.iter().chain([&unit.holds]) {
                predicate.for_each_field(in_force, &mut |field| {
                    depend(field);
                    // A day is not known either if it contradicts another.
                    let order = fields
                        .get(usize::from(field.0))
                        .and_then(|field| field.order);
                    if let Some(order) = order {
                        depend(order.other);
                    }
                });
            }
            for field in &unit.supports {
                if let Some(used) = used.get_mut(usize::from(field.0)) {
                    *used = true;
                }
            }
        }
        for ((at, units), supports) in (0u16..).zip(&dependents).zip(used) {
            if supports || !units.is_empty() {
                self.fields.push(FieldIndex(at));
            }
        }
        self.dependents = dependents;
    }

    /// How many limbs there are.
    pub fn limb_count(&self) -> usize {
        self.conditions
            .iter()
            .map(|condition| condition.limbs.len())
            .sum()
    }
}

#[cfg(feature = "native")]
impl Condition {
    /// What its limbs are called among others: `condition.limb`.
    pub fn limb_names(&self) -> impl Iterator<Item = String> {
        let limbs = self.limbs.iter();
        limbs.map(|limb| format!("{}.{limb}", self.id))
    }
}

impl Variation {
    /// Every option of a choice field.
    pub(crate) fn over(at: FieldIndex, field: &Field) -> Variation {
        let mut options = Vec::new();
        for (option, _) in (0u8..).zip(&field.options) {
            options.push(Answer::Choice(option));
        }
        Variation { field: at, options }
    }
}
