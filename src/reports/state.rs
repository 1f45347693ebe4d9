//! How a report says the state of something: by name, with the causes that count.

use serde::{Serialize, Serializer};

use crate::engine::judgement::State;
use crate::engine::stage::Stage;
use crate::engine::truth::{Cause, Causes, Reasoned, Truth};
use crate::engine::verdict::Verdict;

impl Serialize for Causes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Truth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The causes a report gives for a truth. For one that is not met, only causes that can refute
/// count; for an unknown one, only causes that can leave something open.
pub fn because(judged: Reasoned) -> Causes {
    let (given, default): (fn(Cause) -> bool, Cause) = match judged.truth {
        Truth::NotMet => (
            |cause| matches!(cause, Cause::Answer | Cause::Finding | Cause::Decision),
            Cause::Answer,
        ),
        Truth::Met | Truth::Unknown => (|cause| cause != Cause::Answer, Cause::Missing),
    };
    let causes = judged.causes.iter().filter(|cause| given(*cause));
    causes
        .map(Causes::from)
        .reduce(|all, one| all | one)
        .unwrap_or(default.into())
}

/// Whether something applies; none while that is unknown.
pub fn applies(state: State) -> Option<bool> {
    match state.applies {
        Truth::Met => Some(true),
        Truth::NotMet => Some(false),
        Truth::Unknown => None,
    }
}
