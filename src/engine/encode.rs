//! The encoded forms that cross the boundary: 16-bit words, by position.

use crate::engine::field::FieldIndex;
use crate::engine::judgement::{Judgement, State};
use crate::engine::period::Standing;
use crate::engine::truth::{Reasoned, Truth};

impl Judgement<'_> {
    /// The judgement encoded: the verdict; the deciding route + 1, or 0; a state per route, per
    /// condition followed by its limbs, per duty, per result; then the lists, each with its length
    /// first: fields needed, fields whose value is of no use, each followed by why, and per
    /// alternative its state, what it lacks and what fails it.
    ///
    /// A state has the truth in bits 0 and 1, whether it applies in bits 2 and 3, and the causes
    /// from bit 4 up.
    pub fn encoded(&self) -> Vec<u16> {
        self.encoded_after(Vec::new())
    }

    /// The judgement encoded behind what `words` has already.
    pub fn encoded_after(&self, words: Vec<u16>) -> Vec<u16> {
        let mut words = Words(words);
        words.push(self.verdict as u16);
        words.count(self.deciding.map_or(0, |at| at + 1));
        words.states(self.routes);
        for (state, limbs) in &self.conditions {
            words.state(*state);
            words.states(limbs);
        }
        words.states(self.duties);
        words.states(self.results);
        words.fields(&self.needed);
        words.count(self.unusable.len());
        for (field, why) in &self.unusable {
            words.push(field.0);
            words.push(*why as u16);
        }
        for alternative in self.alternatives.iter().flatten() {
            words.truth(Truth::Met, alternative.judged);
            words.fields(&alternative.lacks);
            words.fields(&alternative.fails);
        }
        words.finish()
    }
}

impl Standing {
    /// The standing encoded as one word: the truth in bits 0 and 1; the day before, within or
    /// after the period in bits 2 and 3; from bit 4 up the position in `decided_by` + 1, or 0.
    pub fn encoded(self) -> u16 {
        let day = (self.day as i8 + 1) as u16;
        self.in_force as u16 | day << 2 | self.by.map_or(0, |at| at + 1) << 4
    }
}

/// What is encoded so far.
#[derive(Default)]
pub(super) struct Words(Vec<u16>);

impl Words {
    pub(super) fn push(&mut self, word: u16) {
        self.0.push(word);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.push(u16::try_from(count).unwrap_or(u16::MAX));
    }

    fn truth(&mut self, applies: Truth, judged: Reasoned) {
        let causes = u16::from(judged.causes.bits());
        self.push(judged.truth as u16 | (applies as u16) << 2 | causes << 4);
    }

    fn state(&mut self, state: State) {
        self.truth(state.applies, state.judged);
    }

    fn states(&mut self, states: &[State]) {
        for state in states {
            self.state(*state);
        }
    }

    pub(super) fn fields(&mut self, fields: &[FieldIndex]) {
        self.count(fields.len());
        for field in fields {
            self.push(field.0);
        }
    }

    pub(super) fn finish(self) -> Vec<u16> {
        self.0
    }
}
