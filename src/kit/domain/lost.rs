//! What follows from the answers, though three-valued logic cannot say so.

use super::budget::{Budget, TooMuch};
use super::combinations::{Axis, Domain};
use crate::engine::answer::Answer;
use crate::engine::facts::Facts;
use crate::engine::field::FieldIndex;
use crate::engine::judgement::State;
use crate::engine::ruleset::Unit;
use crate::engine::stage::Stage;
use crate::engine::truth::Truth;

/// What follows from the answers, though three-valued logic cannot say so.
#[derive(Debug)]
pub struct Lost<T> {
    /// The fields left blank.
    pub blank: Vec<FieldIndex>,
    /// The other fields, with their values.
    pub given: Vec<(FieldIndex, Answer)>,
    /// What it comes to, whatever they are.
    pub comes_to: T,
}

/// The truth of `unit`, unless it is unknown.
pub fn settled(unit: &Unit, facts: &Facts<'_>) -> Option<Truth> {
    let truth = State::of(unit, facts).judged.truth;
    (truth != Truth::Unknown).then_some(truth)
}

impl Domain<'_> {
    /// A combination for which `judge` says nothing (`None`), though it says the same however the
    /// blanks are filled in. Of several, the one with most blanks.
    pub fn lost<T: Copy + PartialEq>(
        &self,
        judge: &dyn Fn(&Facts<'_>) -> Option<T>,
        budget: &mut Budget,
    ) -> Result<Option<Lost<T>>, TooMuch> {
        self.afford(budget)?;
        // In the order of `each`: the last field varies first, and blank comes last.
        let mut found = Vec::new();
        self.each(Stage::Filed, &mut |facts| found.push(judge(facts)));
        let mut strides = Vec::new();
        let mut stride = 1;
        for axis in self.fields.iter().rev() {
            strides.push(stride);
            stride *= axis.values.len();
        }
        strides.reverse();
        let combinations = stride;
        let axes = || self.fields.iter().zip(&strides);
        let mut agreed: Vec<Option<T>> = Vec::with_capacity(found.len());
        let mut lost: Option<Lost<T>> = None;
        for (at, here) in found.iter().enumerate() {
            let open = |(axis, stride): &(&Axis, &usize)| {
                !axis.stated && at / **stride % axis.values.len() == axis.values.len() - 1
            };
            let Some((axis, stride)) = axes().find(open) else {
                agreed.push(*here);
                continue;
            };
            // Every completion stands before it and is known.
            let completions = (1..axis.values.len())
                .filter_map(|back| agreed.get(at.checked_sub(back * stride)?).copied());
            let mut completions = completions.peekable();
            let first = completions.peek().copied().flatten();
            let agree = first.filter(|_| completions.all(|other| other == first));
            agreed.push(agree);
            // Beyond the first and the last day tried there are others too.
            let day = at / combinations;
            let (first, last) = self.day_edges;
            let at_an_edge = day < first
                || day + last >= self.days.len()
                || axes().any(|(axis, stride)| {
                    let (at, blank) = (at / stride % axis.values.len(), axis.values.len() - 1);
                    at < axis.edges.0 || at < blank && at + axis.edges.1 >= blank
                });
            if let (None, Some(comes_to), false) = (here, agree, at_an_edge) {
                let blank: Vec<_> = axes().filter(open).map(|(axis, _)| axis.field).collect();
                if lost
                    .as_ref()
                    .is_none_or(|lost| lost.blank.len() < blank.len())
                {
                    let given = axes().filter(|axis| !open(axis));
                    let given = given.filter_map(|(axis, stride)| {
                        let value = axis.values.get(at / stride % axis.values.len())?;
                        Some((axis.field, value.clone()))
                    });
                    lost = Some(Lost {
                        given: given.collect(),
                        blank,
                        comes_to,
                    });
                }
            }
        }
        Ok(lost)
    }
}
