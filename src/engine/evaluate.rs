//! Evaluation: what a predicate says of the facts, in three-valued logic with causes.

use crate::engine::answer::{Answer, Decision};
use crate::engine::facts::{Facts, both};
use crate::engine::field::{FieldIndex, Supplier};
use crate::engine::predicate::{Constant, Integer, Predicate, Test};
use crate::engine::stage::Stage;
use crate::engine::truth::{Cause, Causes, Judged, Truth};

impl Predicate {
    /// What the predicate says of `facts`.
    pub fn judge(&self, facts: &Facts<'_>) -> Judged {
        match self {
            Predicate::All(members) => {
                Judged::all(members.iter().map(|member| member.judge(facts)))
            }
            Predicate::Any(members) => {
                Judged::any(members.iter().map(|member| member.judge(facts)))
            }
            Predicate::Open(member, turned) => match member.judge(facts) {
                judged if judged.truth == *turned => Judged::unknown(Cause::Reading),
                judged => judged,
            },
            Predicate::Test { test, negated } => match test.judge(facts) {
                Err(unknown) => unknown,
                Ok((holds, cause)) => {
                    if holds != *negated {
                        Judged::MET
                    } else {
                        let unstated = matches!(test, Test::Stated(_)) && !negated;
                        let causes = Causes::from(cause);
                        Judged::not_met(if unstated {
                            causes | Cause::Unstated.into()
                        } else {
                            causes
                        })
                    }
                }
            },
        }
    }

    /// Calls `visit` for every field in a test whose truth is `wanted`, below members
    /// that themselves are: what a member that is settled otherwise asks no longer matters.
    pub fn for_each_field_that(
        &self,
        wanted: Truth,
        facts: &Facts<'_>,
        visit: &mut dyn FnMut(FieldIndex),
    ) {
        if self.judge(facts).truth != wanted {
            return;
        }
        match self {
            Predicate::All(members) | Predicate::Any(members) => {
                for member in members {
                    member.for_each_field_that(wanted, facts, visit);
                }
            }
            Predicate::Open(member, _) => member.for_each_field_that(wanted, facts, visit),
            Predicate::Test { test, .. } => test.for_each_field(facts.in_force, visit),
        }
    }
}

impl Test {
    /// Whether the test holds and what would refute by it, or why that is unknown.
    fn judge(&self, facts: &Facts<'_>) -> Result<(bool, Cause), Judged> {
        match self {
            Test::Stated(field) => match facts.answer(*field) {
                Answer::Blank => {
                    let applicant = facts
                        .field(*field)
                        .is_some_and(|field| field.supplier == Supplier::Applicant);
                    if applicant && facts.stage == Stage::Filed {
                        Ok((false, Cause::Answer))
                    } else {
                        Err(facts.open(*field))
                    }
                }
                Answer::Unusable(_) => Err(facts.open(*field)),
                _ => Ok((true, Cause::Answer)),
            },
            Test::OneOf(field, constants) => {
                let holds = match facts.answer(*field) {
                    Answer::Boolean(value) => constants.contains(&Constant::Boolean(*value)),
                    Answer::Choice(value) => constants.contains(&Constant::Choice(*value)),
                    Answer::Integer(value) => constants.contains(&Constant::Integer(*value)),
                    Answer::Decision(value) if *value != Decision::Pending => {
                        constants.contains(&Constant::Decision(*value))
                    }
                    _ => return Err(facts.open(*field)),
                };
                Ok((holds, facts.refutation(*field)))
            }
            Test::HasAll(field, wanted) => match facts.answer(*field) {
                Answer::Choices(set) => Ok((set.0 & wanted.0 == wanted.0, Cause::Answer)),
                _ => Err(facts.open(*field)),
            },
            Test::Subset(part, whole) => {
                let (part, whole) = both(facts.items(*part), facts.items(*whole))?;
                let within = part.iter().all(|entry| whole.contains(entry));
                Ok((within, Cause::Answer))
            }
            Test::AtMost(field, limit) => {
                let limit = match limit {
                    Integer::Constant(limit) => Ok(*limit),
                    Integer::Field(field) => facts.integer(*field),
                };
                let (value, limit) = both(facts.integer(*field), limit)?;
                Ok((value <= limit, Cause::Answer))
            }
            Test::Before(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                if first == second {
                    Err(Judged::unknown(Cause::Reading))
                } else {
                    Ok((first < second, Cause::Answer))
                }
            }
            Test::NotBefore(first, second) => {
                let (first, second) = facts.days(*first, *second)?;
                Ok((first >= second, Cause::Answer))
            }
            Test::WithinYears(first, second, limit) => {
                let (first, second) = both(facts.year(*first), facts.year(*second))?;
                let apart = second.0.checked_sub(first.0);
                let within = apart.is_some_and(|years| years <= *limit);
                Ok((within, Cause::Answer))
            }
            Test::InForce => match facts.in_force {
                None => Err(Judged::unknown(Cause::Reading)),
                Some(in_force) => in_force.judge(facts),
            },
        }
    }
}
