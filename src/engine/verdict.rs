//! Verdicts (判定): how a request can end.

/// How a request ends (判定).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Verdict {
    /// Out of scope, not in force, or silent. Never permission.
    NotRegulated = 0,
    /// The text forbids it and has no way to approve it.
    Prohibited = 1,
    /// The text itself says that no approval is needed.
    Exempt = 2,
    /// At least one condition is not met as filed.
    NotApprovable = 3,
    /// Nothing is false, but something is unknown.
    Undetermined = 4,
    /// Everything required is met and recorded; the official may approve.
    Approvable = 5,
    /// Nothing a checklist asks for is lacking.
    Complete = 6,
    /// At least one thing a checklist asks for is lacking.
    Incomplete = 7,
}

impl Verdict {
    /// Every verdict, by code.
    pub const ALL: [Verdict; 8] = [
        Verdict::NotRegulated,
        Verdict::Prohibited,
        Verdict::Exempt,
        Verdict::NotApprovable,
        Verdict::Undetermined,
        Verdict::Approvable,
        Verdict::Complete,
        Verdict::Incomplete,
    ];

    /// Whether only a route leads to it: no condition is asked about then.
    pub fn settled_by_route(self) -> bool {
        matches!(
            self,
            Verdict::NotRegulated | Verdict::Prohibited | Verdict::Exempt
        )
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::NotRegulated => "not_regulated",
            Verdict::Prohibited => "prohibited",
            Verdict::Exempt => "exempt",
            Verdict::NotApprovable => "not_approvable",
            Verdict::Undetermined => "undetermined",
            Verdict::Approvable => "approvable",
            Verdict::Complete => "complete",
            Verdict::Incomplete => "incomplete",
        }
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Option<Verdict> {
        Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.name() == name)
    }
}
