//! Routes and limbs that settle a verdict together, though none of them does alone.
//!
//! Say one limb needs a blank fact to be yes, and another needs it to be no. Both are unknown, yet
//! one of them fails whatever the fact is. Three-valued logic cannot say which, so the verdict stays
//! undetermined. A ruleset in which that is intended says so under `[[imprecise]]`, a note to its
//! readers that is no part of the loaded ruleset.
//!
//! Any date is tried here. The caller's day may stand in for a blank date, but it bounds that date
//! for the period in force only.

use std::collections::BTreeSet;

use crate::engine::facts::Facts;
use crate::engine::field::FieldIndex;
use crate::engine::judgement::{judged, verdict_over_kinds};
use crate::engine::ruleset::{Condition, Procedure, Ruleset, Unit};
use crate::engine::verdict::Verdict;
use crate::kit::domain::{Budget, Domain, Lost, TooMuch, settled};

/// How many ways to add a part to a group are tried for one ruleset.
const MAX_STEPS: usize = 200_000;
/// How many are found at most.
const MAX_FOUND: usize = 100;

/// Routes and limbs of one procedure that together leave a verdict open that they settle.
#[derive(Debug)]
pub struct Together {
    /// What they are called, in the procedure's order: a route's id, a limb's as `condition.limb`.
    pub names: Vec<String>,
    /// Where the last of them stands in the document.
    pub path: String,
    /// What is lost, and the verdict it comes to.
    pub lost: Lost<Verdict>,
}

/// What came of looking for what is imprecise together.
#[derive(Debug, Default)]
pub struct Search {
    /// What was found; no more than 100.
    pub found: Vec<Together>,
    /// Whether everything was tried.
    pub whole: bool,
}

/// Every pair and triple of routes and limbs over one field that is imprecise together, unless part
/// of it already is.
pub fn together(ruleset: &Ruleset) -> Search {
    let mut budget = Budget::default();
    let mut of = |procedure| (procedure, parts(procedure, ruleset, &mut budget));
    let procedures = ruleset.procedures.iter().map(|procedure| &**procedure);
    let procedures: Vec<(&Procedure, Vec<Part<'_>>)> = procedures.map(&mut of).collect();
    let mut search = Search {
        found: Vec::new(),
        whole: true,
    };
    // What is imprecise without the rest is said without the rest, and once.
    let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut steps = MAX_STEPS;
    for size in [2, 3] {
        for (procedure, parts) in &procedures {
            let mut visit = |group: &[&Part<'_>]| {
                let names = || group.iter().map(|part| part.name.clone());
                let without = |left: usize| {
                    let rest = names().enumerate().filter(|(at, _)| *at != left);
                    rest.map(|(_, name)| name).collect::<Vec<_>>()
                };
                let names: Vec<String> = names().collect();
                if known.contains(&names) || (0..size).any(|at| known.contains(&without(at))) {
                    return true;
                }
                match lost_by(procedure, group, ruleset, &mut budget) {
                    Ok(None) => {}
                    Ok(Some(lost)) => {
                        let Some(last) = group.last() else {
                            return true;
                        };
                        search.found.push(Together {
                            names: names.clone(),
                            path: last.path.clone(),
                            lost,
                        });
                        known.insert(names);
                    }
                    Err(TooMuch) => search.whole = false,
                }
                search.found.len() < MAX_FOUND
            };
            let mut groups = Groups {
                size,
                steps: &mut steps,
                visit: &mut visit,
            };
            if !groups.grow(&mut Vec::new(), None, parts) {
                search.whole = false;
                return search;
            }
        }
    }
    search
}

/// A route or a limb.
struct Part<'p> {
    name: String,
    path: String,
    unit: &'p Unit,
    of: Of<'p>,
    /// What it looks at, except the field the procedure varies by: all its values are tried anyway.
    fields: BTreeSet<FieldIndex>,
}

/// What a part belongs to.
#[derive(Clone, Copy)]
enum Of<'p> {
    Route(&'p crate::engine::ruleset::Route),
    Limb(&'p Condition),
}

/// The routes and limbs of a procedure in which something can be lost together: those that are
/// exact by themselves. A claim, and what counts only once it is recorded, waits for an act; what
/// is open instead of failing fails nothing.
fn parts<'p>(procedure: &'p Procedure, ruleset: &Ruleset, budget: &mut Budget) -> Vec<Part<'p>> {
    let routes = procedure.routes.iter().map(|route| {
        let path = format!("route[{}].when", route.position);
        (route.id.to_string(), path, Of::Route(route))
    });
    let limbs = procedure.conditions.iter().flat_map(|condition| {
        let names = condition.limb_names().enumerate();
        names.map(move |(at, name)| {
            let path = format!("condition[{}].limb[{at}]", condition.position);
            (name, path, Of::Limb(condition))
        })
    });
    let mut parts = Vec::new();
    for ((name, path, of), unit) in routes.chain(limbs).zip(&procedure.units) {
        let claimed = matches!(of, Of::Route(route) if route.claimed);
        if claimed || unit.if_recorded || unit.otherwise.is_some() {
            continue;
        }
        let alone = Domain::of(&[unit], ruleset)
            .and_then(|alone| alone.lost(&|facts| settled(unit, facts), budget));
        if let Ok(Some(_)) = alone {
            continue;
        }
        let mut fields = BTreeSet::new();
        for predicate in unit.applies.iter().chain([&unit.holds]) {
            predicate.for_each_field(ruleset.in_force.as_ref(), &mut |field| {
                fields.insert(field);
            });
        }
        if let Some(variation) = &procedure.varies_by {
            fields.remove(&variation.field);
        }
        parts.push(Part {
            name,
            path,
            unit,
            of,
            fields,
        });
    }
    parts
}

/// Groups of parts that look at one field, grown one part at a time.
struct Groups<'g, 'p> {
    size: usize,
    /// How many more ways to add a part are tried.
    steps: &'g mut usize,
    /// Whether to go on.
    visit: &'g mut dyn FnMut(&[&'p Part<'p>]) -> bool,
}

impl<'p> Groups<'_, 'p> {
    /// Visits every group that begins with `group`, whose `common` fields all its parts look at,
    /// and goes on with some of `rest`, in order; false where that came to an early end.
    fn grow(
        &mut self,
        group: &mut Vec<&'p Part<'p>>,
        common: Option<&BTreeSet<FieldIndex>>,
        rest: &'p [Part<'p>],
    ) -> bool {
        if group.len() == self.size {
            return (self.visit)(group);
        }
        for (part, after) in rest.iter().zip(1..) {
            let Some(left) = self.steps.checked_sub(1) else {
                return false;
            };
            *self.steps = left;
            let fields = match common {
                Some(common) => common.intersection(&part.fields).copied().collect(),
                None => part.fields.clone(),
            };
            if !fields.is_empty() {
                group.push(part);
                let rest = rest.get(after..).unwrap_or_default();
                let on = self.grow(group, Some(&fields), rest);
                group.pop();
                if !on {
                    return false;
                }
            }
        }
        true
    }
}

/// What `group` loses by itself.
fn lost_by(
    procedure: &Procedure,
    group: &[&Part<'_>],
    ruleset: &Ruleset,
    budget: &mut Budget,
) -> Result<Option<Lost<Verdict>>, TooMuch> {
    let units: Vec<&Unit> = group.iter().map(|part| part.unit).collect();
    let domain = Domain::of(&units, ruleset)?;
    // The procedure as it would be if it had nothing else.
    let mut alone = Procedure::new(procedure.id.clone());
    alone.kind = procedure.kind;
    alone.varies_by.clone_from(&procedure.varies_by);
    for part in group {
        match part.of {
            Of::Route(route) => alone.routes.push(route.clone()),
            Of::Limb(condition) => alone.conditions.push(Condition {
                id: condition.id.clone(),
                position: condition.position,
                limbs: condition.limbs.iter().take(1).cloned().collect(),
            }),
        }
        alone.units.push(part.unit.clone());
    }
    let judge = |facts: &Facts<'_>| {
        let states = judged(&alone, facts);
        match verdict_over_kinds(&alone, &states, *facts) {
            // A route that leads there says so itself.
            (Verdict::Undetermined, None) => None,
            (verdict, _) => Some(verdict),
        }
    };
    domain.lost(&judge, budget)
}
