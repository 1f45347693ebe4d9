//! Every combination of the values that matter.

use super::budget::{Budget, MAX_WORK, TooMuch};
use super::values::{Seen, gather};
use crate::engine::answer::Answer;
use crate::engine::date::Date;
use crate::engine::facts::Facts;
use crate::engine::field::{FieldIndex, FieldType};
use crate::engine::ruleset::{Ruleset, Unit};
use crate::engine::stage::Stage;

/// Every combination of values that matters to some predicates.
#[derive(Debug)]
pub struct Domain<'r> {
    pub(super) ruleset: &'r Ruleset,
    pub(super) units: Vec<&'r Unit>,
    pub(super) fields: Vec<Axis>,
    /// What stands for the caller's day.
    pub(super) days: Vec<Date>,
    /// How many of them at either end only stand for earlier or later days.
    pub(super) day_edges: (usize, usize),
    /// How many tests and predicates there are to judge.
    pub(super) size: usize,
}

/// The values of one field.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) field: FieldIndex,
    /// Every value that matters, then blank.
    pub(super) values: Vec<Answer>,
    /// Whether being blank is itself looked at.
    pub(super) stated: bool,
    /// How many values at either end only stand for more of their kind. Nothing tried is smaller than
    /// the first number, say, though such numbers exist.
    pub(super) edges: (usize, usize),
}

impl<'r> Domain<'r> {
    /// The combinations that matter to `units`.
    pub fn of(units: &[&'r Unit], ruleset: &'r Ruleset) -> Result<Domain<'r>, TooMuch> {
        Domain::built(units, ruleset).ok_or(TooMuch)
    }

    fn built(units: &[&'r Unit], ruleset: &'r Ruleset) -> Option<Domain<'r>> {
        // A day to count from where no rule names one; like any other.
        let base = Date::from_iso("2026-04-01")?;
        let mut seen = Seen::default();
        let mut size = 1;
        for unit in units {
            for predicate in unit.applies.iter().chain([&unit.holds]) {
                size += gather(predicate, ruleset, &mut seen);
            }
        }
        // Every field is a step deeper, and every constant and year makes more values.
        let many_years = seen.years.iter().any(|limit| *limit > 20);
        seen.offsets()?;
        if seen.fields.len() > 64 || many_years || seen.days.len() + seen.limits.len() > 100 {
            return None;
        }
        let mut fields = Vec::new();
        for field in &seen.fields {
            let values = seen.values(*field, ruleset, base)?;
            fields.push(Axis {
                field: *field,
                stated: seen.stated.contains(field),
                edges: match ruleset.field(*field)?.kind {
                    FieldType::Date => seen.edges(&seen.days(base)),
                    FieldType::Integer => seen.number_edges(&values),
                    FieldType::FiscalYear => (1, 1),
                    FieldType::Items => (0, 1),
                    _ => (0, 0),
                },
                values,
            });
        }
        let days = if seen.as_of {
            seen.days(base)
        } else {
            // So early that no plan has gone by: one that has is as good as a blank.
            let earliest = seen.days(base).into_iter().min();
            vec![earliest.unwrap_or(base)]
        };
        Some(Domain {
            ruleset,
            units: units.to_vec(),
            fields,
            day_edges: if seen.as_of {
                seen.edges(&days)
            } else {
                (0, 0)
            },
            days,
            size,
        })
    }

    /// Makes sure that every combination, with blanks, can be tried.
    pub(super) fn afford(&self, budget: &mut Budget) -> Result<(), TooMuch> {
        let counts = self.fields.iter().map(|axis| axis.values.len());
        let work =
            counts
                .chain([self.days.len()])
                .try_fold(self.size, |work, count| -> Option<usize> {
                    work.checked_mul(count).filter(|work| *work <= MAX_WORK)
                });
        budget.spend(work.ok_or(TooMuch)?)
    }

    /// Calls `visit` with the facts of every combination, blanks included.
    pub(super) fn each(&self, stage: Stage, visit: &mut dyn FnMut(&Facts<'_>)) {
        let mut answers = vec![Answer::Blank; self.ruleset.fields.len()];
        for day in &self.days {
            self.vary(&self.fields, &mut answers, *day, stage, visit);
        }
    }

    fn vary(
        &self,
        left: &[Axis],
        answers: &mut Vec<Answer>,
        as_of: Date,
        stage: Stage,
        visit: &mut dyn FnMut(&Facts<'_>),
    ) {
        let Some((axis, left)) = left.split_first() else {
            return visit(&self.facts(answers, as_of, stage));
        };
        for value in &axis.values {
            axis.put(value, answers);
            self.vary(left, answers, as_of, stage, visit);
        }
    }

    /// The facts of one combination.
    pub(super) fn facts<'a>(
        &'a self,
        answers: &'a [Answer],
        as_of: Date,
        stage: Stage,
    ) -> Facts<'a> {
        Facts {
            fields: &self.ruleset.fields,
            answers,
            assumed: None,
            stage,
            as_of,
            in_force: self.ruleset.in_force.as_ref(),
        }
    }
}

impl Axis {
    /// Answers the field with `value`.
    pub(super) fn put(&self, value: &Answer, answers: &mut [Answer]) {
        if let Some(answer) = answers.get_mut(usize::from(self.field.0)) {
            answer.clone_from(value);
        }
    }
}
