//! Three-valued truth, and why a truth is what it is.
//!
//! Strong Kleene logic: an unknown is never false, and it stays unknown unless
//! the rest settles the matter. What other engines leave out, and a clerk asks
//! for first, is the reason; so every truth travels with its [`Causes`].

/// The truth of a condition, a limb or a predicate; the numbers are those of encoded judgements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Truth {
    /// It holds, and is recorded.
    Met = 0,
    /// It does not hold as filed.
    NotMet = 1,
    /// It cannot be said yet; the [`Causes`] say why.
    Unknown = 2,
}

impl Truth {
    /// The name used in reports: `met`, `not_met` or `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Truth::Met => "met",
            Truth::NotMet => "not_met",
            Truth::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::Met } else { Truth::NotMet }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        match self {
            Truth::Met => Truth::NotMet,
            Truth::NotMet => Truth::Met,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

/// One reason for a truth other than [`Truth::Met`]; the bits are those of encoded judgements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Cause {
    /// Unknown: a fact or document nobody entered.
    Missing = 1 << 0,
    /// Unknown: an official's finding is awaited. Not met: the official found otherwise.
    Finding = 1 << 1,
    /// Unknown: another act is awaited. Not met: it was refused or not sought.
    Decision = 1 << 2,
    /// Unknown: the text itself leaves the point open.
    Reading = 1 << 3,
    /// Unknown: an earlier text governs.
    Version = 1 << 4,
    /// Not met: a recorded fact refutes it.
    Answer = 1 << 5,
    /// Not met, beside `Answer`: a matter the text requires to be stated was left blank at filing.
    Unstated = 1 << 6,
}

/// A set of [`Cause`]s: several may hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Causes(u8);

impl Causes {
    /// No cause: the set that goes with [`Truth::Met`].
    pub const NONE: Causes = Causes(0);
    /// The causes a report names, in its order.
    pub const REPORTED: [(Cause, &'static str); 6] = [
        (Cause::Answer, "answer"),
        (Cause::Missing, "missing"),
        (Cause::Finding, "finding"),
        (Cause::Decision, "decision"),
        (Cause::Reading, "reading"),
        (Cause::Version, "version"),
    ];

    /// Whether `cause` is in the set.
    pub fn contains(self, cause: Cause) -> bool {
        self.0 & cause as u8 != 0
    }

    /// The set as bits, one per [`Cause`] in the order of its variants.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The causes a report names, in the order of [`Causes::REPORTED`].
    pub fn iter(self) -> impl Iterator<Item = Cause> {
        self.reported().map(|(cause, _)| cause)
    }

    /// Their names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.reported().map(|(_, name)| name)
    }

    fn reported(self) -> impl Iterator<Item = (Cause, &'static str)> {
        Causes::REPORTED
            .into_iter()
            .filter(move |(cause, _)| self.contains(*cause))
    }
}

impl From<Cause> for Causes {
    fn from(cause: Cause) -> Causes {
        Causes(cause as u8)
    }
}

impl std::ops::BitOr for Causes {
    type Output = Causes;
    fn bitor(self, other: Causes) -> Causes {
        Causes(self.0 | other.0)
    }
}

/// A truth with its reasons; `Met` needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reasoned {
    /// The truth.
    pub truth: Truth,
    /// Why, unless met.
    pub causes: Causes,
}

impl Reasoned {
    /// Met.
    pub const MET: Reasoned = Reasoned {
        truth: Truth::Met,
        causes: Causes::NONE,
    };

    /// Unknown, because of `causes`.
    pub fn unknown(causes: impl Into<Causes>) -> Reasoned {
        Reasoned {
            truth: Truth::Unknown,
            causes: causes.into(),
        }
    }

    /// Not met, because of `causes`.
    pub fn not_met(causes: impl Into<Causes>) -> Reasoned {
        Reasoned {
            truth: Truth::NotMet,
            causes: causes.into(),
        }
    }

    /// Conjunction: one false member settles it, with the causes of every false member.
    pub fn all(members: impl IntoIterator<Item = Reasoned>) -> Reasoned {
        members.into_iter().fold(Reasoned::MET, Reasoned::and)
    }

    /// Disjunction: one met member settles it; else what is unknown keeps it open.
    pub fn any(members: impl IntoIterator<Item = Reasoned>) -> Reasoned {
        let none = Reasoned::not_met(Causes::NONE);
        members.into_iter().fold(none, Reasoned::or)
    }

    /// The conjunction of two.
    pub fn and(self, other: Reasoned) -> Reasoned {
        self.join(other, Truth::NotMet)
    }

    /// The disjunction of two.
    pub fn or(self, other: Reasoned) -> Reasoned {
        self.join(other, Truth::Met)
    }

    /// Kleene's: what settles outweighs the unknown, which outweighs the rest. Of two alike the
    /// causes are joined.
    fn join(self, other: Reasoned, settling: Truth) -> Reasoned {
        if self.truth == other.truth {
            Reasoned {
                truth: self.truth,
                causes: self.causes | other.causes,
            }
        } else if self.truth == settling || other.truth == !settling {
            self
        } else {
            other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const M: Reasoned = Reasoned::MET;
    fn n() -> Reasoned {
        Reasoned::not_met(Cause::Answer)
    }
    fn u(cause: Cause) -> Reasoned {
        Reasoned::unknown(cause)
    }

    #[test]
    fn false_beats_unknown_in_a_conjunction_and_keeps_only_its_own_cause() {
        let judged = Reasoned::all([u(Cause::Finding), n(), M]);
        assert_eq!(judged, Reasoned::not_met(Cause::Answer));
    }

    #[test]
    fn an_unknown_conjunction_names_every_open_cause() {
        let judged = Reasoned::all([u(Cause::Finding), M, u(Cause::Missing)]);
        assert_eq!(judged.truth, Truth::Unknown);
        assert_eq!(
            judged.causes.names().collect::<Vec<_>>(),
            ["missing", "finding"]
        );
    }

    #[test]
    fn met_beats_unknown_in_a_disjunction_and_has_no_cause() {
        assert_eq!(Reasoned::any([n(), u(Cause::Decision), M]), M);
    }

    #[test]
    fn nothing_to_hold_holds_and_nothing_to_choose_from_fails() {
        assert_eq!(Reasoned::all([]).truth, Truth::Met);
        assert_eq!(Reasoned::any([]).truth, Truth::NotMet);
    }
}
