//! Answering one field after the other, as long as it matters.

use super::budget::{Budget, TooMuch};
use super::combinations::{Axis, Domain};
use crate::engine::answer::Answer;
use crate::engine::date::Date;
use crate::engine::facts::Facts;
use crate::engine::field::FieldIndex;
use crate::engine::stage::Stage;
use crate::engine::truth::Truth;

/// How to go on with answers that may be partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Answer what is open.
    Further,
    /// The rest makes no difference.
    Settled,
    /// Stop: everything is known.
    Done,
}

impl Domain<'_> {
    /// Answers one field after the other in every way, until `visit` calls the rest settled. `visit`
    /// gets the facts, and whether every field that matters is answered. While one is not, the facts
    /// are a draft.
    pub fn explore(
        &self,
        budget: &mut Budget,
        visit: &mut dyn FnMut(&Facts<'_>, bool) -> Next,
    ) -> Result<(), TooMuch> {
        let mut limit = budget.for_one();
        let begun = limit.left();
        let mut answers = vec![Answer::Blank; self.ruleset.fields.len()];
        let mut answered = Vec::new();
        let mut next = Ok(Next::Further);
        for day in &self.days {
            next = self.descend(&mut answers, &mut answered, *day, &mut limit, visit);
            if next != Ok(Next::Further) {
                break;
            }
        }
        budget.spend(begun - limit.left())?;
        next.map(drop)
    }

    /// [`Next::Further`] if everything was tried.
    fn descend(
        &self,
        answers: &mut Vec<Answer>,
        answered: &mut Vec<FieldIndex>,
        as_of: Date,
        limit: &mut Budget,
        visit: &mut dyn FnMut(&Facts<'_>, bool) -> Next,
    ) -> Result<Next, TooMuch> {
        limit.spend(self.size)?;
        let axis = self.asked(&self.facts(answers, as_of, Stage::Draft), answered);
        let (stage, whole) = match axis {
            Some(_) => (Stage::Draft, false),
            None => (Stage::Filed, true),
        };
        let next = visit(&self.facts(answers, as_of, stage), whole);
        let (Next::Further, Some(axis)) = (next, axis) else {
            return Ok(match next {
                Next::Done => Next::Done,
                _ => Next::Further,
            });
        };
        answered.push(axis.field);
        let counts = |value: &&Answer| axis.stated || **value != Answer::Blank;
        for value in axis.values.iter().filter(counts) {
            axis.put(value, answers);
            if self.descend(answers, answered, as_of, limit, visit)? == Next::Done {
                return Ok(Next::Done);
            }
        }
        axis.put(&Answer::Blank, answers);
        answered.pop();
        Ok(Next::Further)
    }

    /// Of the fields that the first open unit waits for, the one with the fewest values.
    fn asked(&self, facts: &Facts<'_>, answered: &[FieldIndex]) -> Option<&Axis> {
        self.units.iter().find_map(|unit| {
            let applies = unit.applies.iter();
            if applies
                .clone()
                .any(|when| when.judge(facts).truth == Truth::NotMet)
            {
                return None;
            }
            let mut asked = Vec::new();
            for predicate in applies.chain([&unit.holds]) {
                predicate.for_each_field_that(Truth::Unknown, facts, &mut |field| {
                    asked.push(field);
                });
            }
            let axes = self.fields.iter();
            let open =
                axes.filter(|axis| asked.contains(&axis.field) && !answered.contains(&axis.field));
            open.min_by_key(|axis| axis.values.len())
        })
    }
}
