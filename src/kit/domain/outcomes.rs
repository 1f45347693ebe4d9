//! The truths something can have.

use super::budget::{Budget, TooMuch};
use super::combinations::Domain;
use crate::engine::judgement::State;
use crate::engine::ruleset::Unit;
use crate::engine::stage::Stage;
use crate::engine::truth::Truth;

/// The truths something has, over every combination tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// It can be met.
    pub met: bool,
    /// It can be not met.
    pub not_met: bool,
    /// It can be unknown.
    pub unknown: bool,
}

impl Outcomes {
    /// Adds one.
    pub fn add(&mut self, truth: Truth) {
        match truth {
            Truth::Met => self.met = true,
            Truth::NotMet => self.not_met = true,
            Truth::Unknown => self.unknown = true,
        }
    }

    /// Whether more than one truth is among them.
    pub fn differ(self) -> bool {
        let each = [self.met, self.not_met, self.unknown];
        each.into_iter().filter(|possible| *possible).count() > 1
    }

    /// Whether that truth is among them.
    pub fn has(self, truth: Truth) -> bool {
        match truth {
            Truth::Met => self.met,
            Truth::NotMet => self.not_met,
            Truth::Unknown => self.unknown,
        }
    }
}

impl Domain<'_> {
    /// The truths `unit` can have while it counts, with blanks and in both stages.
    pub fn outcomes(&self, unit: &Unit, budget: &mut Budget) -> Result<Outcomes, TooMuch> {
        self.afford(budget)?;
        let mut outcomes = Outcomes::default();
        for stage in [Stage::Draft, Stage::Filed] {
            self.each(stage, &mut |facts| {
                let state = State::of(unit, facts);
                if state.counts() {
                    outcomes.add(state.judged.truth);
                }
            });
        }
        Ok(outcomes)
    }
}
