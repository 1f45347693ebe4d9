//! How a command ends, as its exit status tells.

use shodaku::engine::verdict::Verdict;

/// How a command ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing stands against it.
    #[default]
    Fine,
    /// Something is unknown.
    Undetermined,
    /// A condition fails, or the act is banned.
    Refused,
    /// The input cannot be used.
    BadInput,
}

impl Exit {
    /// The exit status.
    pub fn code(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Refused => 1,
            Exit::BadInput => 2,
            Exit::Undetermined => 3,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Exit {
        match verdict {
            Verdict::Approvable | Verdict::Complete | Verdict::Exempt | Verdict::NotRegulated => {
                Exit::Fine
            }
            Verdict::NotApprovable | Verdict::Incomplete | Verdict::Prohibited => Exit::Refused,
            Verdict::Undetermined => Exit::Undetermined,
        }
    }
}
