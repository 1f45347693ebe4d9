//! The period in force: how a request stands to it.

use std::cmp::Ordering;

use crate::engine::facts::Facts;
use crate::engine::predicate::InForce;
use crate::engine::truth::{Cause, Reasoned, Truth};

/// How a request stands to the period in which a ruleset is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether the ruleset is in force for the request.
    pub in_force: Truth,
    /// Whether the day that was looked at, the caller's where none of the deciding ones is known,
    /// lies before the period, within it or after it.
    pub day: Ordering,
    /// The position in `decided_by` of that day; none where none is known.
    pub by: Option<u16>,
}

impl InForce {
    /// How the request of `facts` stands to the period.
    pub fn standing(&self, facts: &Facts<'_>) -> Standing {
        let mut deciders = (0u16..).zip(&self.decided_by);
        let known = deciders.find_map(|(at, decider)| Some((at, facts.day(*decider).ok()?)));
        let (by, date) = known.map_or((None, facts.as_of), |(at, date)| (Some(at), date));
        let day = if date < self.from {
            Ordering::Less
        } else if self.until.is_some_and(|until| date > until) {
            Ordering::Greater
        } else {
            Ordering::Equal
        };
        let in_force = match (by, day) {
            (None, _) => Truth::Unknown,
            (Some(_), Ordering::Greater) => Truth::NotMet,
            (Some(0), Ordering::Equal) => Truth::Met,
            (Some(0), Ordering::Less) => Truth::NotMet,
            // The deciding date is this day or a later one.
            (Some(_), Ordering::Equal) if self.until.is_none() => Truth::Met,
            (Some(_), _) => Truth::Unknown,
        };
        Standing { in_force, day, by }
    }

    /// Whether the request is within the period, and what would refute that, or why it is unknown.
    pub(super) fn judge(&self, facts: &Facts<'_>) -> Result<(bool, Cause), Reasoned> {
        let standing = self.standing(facts);
        match standing.in_force {
            Truth::Met => Ok((true, Cause::Answer)),
            // A text that has ended is not one that never was: a later one, not at hand, governs.
            Truth::NotMet if standing.day == Ordering::Greater => {
                Err(Reasoned::unknown(Cause::Version))
            }
            Truth::NotMet => Ok((false, Cause::Answer)),
            Truth::Unknown => {
                let deciding = self.decided_by.first();
                let open = deciding.and_then(|day| facts.day(*day).err());
                Err(open.unwrap_or(Reasoned::unknown(Cause::Missing)))
            }
        }
    }
}
