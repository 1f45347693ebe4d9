//! Why two rulesets cannot both be versions of one regulation.

use super::choice::decider;
use crate::engine::error::Problem;
use crate::engine::predicate::InForce;
use crate::engine::ruleset::Ruleset;

/// Why a ruleset cannot stand beside another version of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What is wrong with it, and where.
    pub problem: Problem,
    /// The other version.
    pub with: String,
}

/// Why `one` and `other` cannot both be versions of one text.
pub fn clashes(one: &Ruleset, other: &Ruleset) -> Vec<Clash> {
    let mut found = Vec::new();
    let mut clash = |path: String, message: String| {
        found.push(Clash {
            problem: Problem {
                path,
                message,
                position: None,
            },
            with: other.version.clone(),
        });
    };
    let version = &other.version;
    if one.version == *version {
        clash(
            "ruleset.version".to_owned(),
            format!("another ruleset is version `{version}` too"),
        );
        return found;
    }
    let period = "ruleset.in_force".to_owned();
    match (&one.in_force, &other.in_force) {
        (Some(first), Some(second)) => {
            if overlap(one, first, other, second) {
                let message = format!(
                    "the period overlaps with that of version `{version}`: let the older end \
                     (`until`) the day before the newer begins"
                );
                clash(period, message);
            }
        }
        _ => {
            if newer(one, other).is_none() {
                let message = format!(
                    "is lacking here or in version `{version}`, and their names do not say which is \
                     newer: let them differ in a number at the end, as `undated` and `undated-2`"
                );
                clash(period, message);
            }
        }
    }
    for procedure in &other.procedures {
        let id = procedure.id.as_str();
        if one.procedure(id).is_err() {
            let message = format!(
                "lacks `{id}`, which version `{version}` has: declare it, if only as silent"
            );
            clash("procedure".to_owned(), message);
        }
    }
    for procedure in &one.procedures {
        let id = procedure.id.as_str();
        if other.procedure(id).is_err() {
            let message = format!(
                "has `{id}`, which version `{version}` lacks: declare it there, if only as silent"
            );
            clash("procedure".to_owned(), message);
        }
    }
    for (at, field) in one.fields.iter().enumerate() {
        let there = other.fields.iter().find(|there| there.id == field.id);
        if let Some(there) = there.filter(|there| there.kind != field.kind) {
            let (id, kind, theirs) = (&field.id, field.kind.name(), there.kind.name());
            let message = format!(
                "`{id}` is a `{kind}` field, and a `{theirs}` field in version `{version}`: \
                 give it another id"
            );
            clash(format!("field[{at}].type"), message);
        }
    }
    found
}

/// Whether `one` is the newer of two versions: by the days from which they are in force, or, where one
/// has no period, by the numbers that their author has put at the end of their names. None where
/// neither tells.
pub(super) fn newer(one: &Ruleset, other: &Ruleset) -> Option<bool> {
    if let (Some(first), Some(second)) = (&one.in_force, &other.in_force) {
        return Some(first.from > second.from);
    }
    let ((stem, number), (beside, second)) = (numbered(&one.version), numbered(&other.version));
    (stem == beside && number != second).then_some(number > second)
}

/// A version's name without the number at its end, and that; the first needs none.
fn numbered(version: &str) -> (&str, u64) {
    let stem = version.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = version.get(stem.len()..).unwrap_or_default();
    (stem.trim_end_matches('-'), number.parse().unwrap_or(0))
}

/// Whether both could be in force for one request. Where the same date decides in both, the periods
/// must not overlap. Where another does, the newer goes before the older, so one must be newer.
fn overlap(one: &Ruleset, first: &InForce, other: &Ruleset, second: &InForce) -> bool {
    let ends_before = |a: &InForce, b: &InForce| a.until.is_some_and(|until| until < b.from);
    first.from == second.from
        || decider(one, 0) == decider(other, 0)
            && !ends_before(first, second)
            && !ends_before(second, first)
}
