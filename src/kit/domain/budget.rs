//! How much may be tried.

/// How much is tried for one question: combinations times the size of the predicates.
pub(super) const MAX_WORK: usize = 2_000_000;
/// How much is tried for a whole ruleset.
const MAX_WHOLE: usize = 20_000_000;

/// What may still be tried for one ruleset.
#[derive(Debug)]
pub struct Budget(usize);

/// There is more to try than there is time for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuch;

impl Default for Budget {
    fn default() -> Budget {
        Budget(MAX_WHOLE)
    }
}

impl Budget {
    /// Spends `work`, if there is as much left.
    pub(super) fn spend(&mut self, work: usize) -> Result<(), TooMuch> {
        self.0 = self.0.checked_sub(work).ok_or(TooMuch)?;
        Ok(())
    }

    /// The part of it that one question may take.
    pub(super) fn for_one(&self) -> Budget {
        Budget(MAX_WORK.min(self.0))
    }

    /// How much is left.
    pub(super) fn left(&self) -> usize {
        self.0
    }
}
