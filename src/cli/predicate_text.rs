//! A predicate in words: what a limb asks, with the labels of its fields.

use shodaku::engine::field::{FieldIndex, FieldType};
use shodaku::engine::predicate::{Constant, Day, Integer, Predicate, Share, Test};
use shodaku::engine::truth::Truth;

use super::ruleset_text::RulesetText;
use super::template as place;

/// What `predicate` asks, as a clause of a sentence.
pub fn predicate_text(text: RulesetText<'_>, predicate: &Predicate) -> String {
    let words = &text.words.predicate;
    let (members, between, none) = match predicate {
        Predicate::Test { test, negated } => return text.test(test, *negated),
        Predicate::Open(member, turned) => {
            let open = match turned {
                Truth::NotMet => &words.else_reading,
                _ => &words.then_reading,
            };
            let predicate = predicate_text(text, member);
            return open.fill(&place::Predicate { predicate });
        }
        Predicate::All(members) => (members, &words.and, &words.always),
        Predicate::Any(members) => (members, &words.or, &words.never),
    };
    if members.is_empty() {
        return none.clone();
    }
    let member = |member: &Predicate| match member {
        Predicate::Test { test, negated } => text.test(test, *negated),
        nested => {
            let nested = text.words.aside(&predicate_text(text, nested));
            nested.trim_start().to_owned()
        }
    };
    let members: Vec<String> = members.iter().map(member).collect();
    members.join(between)
}

impl RulesetText<'_> {
    fn test(self, test: &Test, negated: bool) -> String {
        let words = &self.words.predicate;
        match test {
            Test::Stated(field) => {
                let field = self.name(*field);
                words.stated.fill(negated, &place::Field { field })
            }
            Test::OneOf(field, constants) => self.one_of(*field, constants, negated),
            Test::HasAll(field, set) => {
                let chosen = (0u8..64).filter(|at| set.0 >> at & 1 == 1);
                let values = chosen.map(|at| self.option(*field, at));
                let places = place::Valued {
                    field: self.name(*field),
                    values: self.words.names(values),
                };
                words.has_all.fill(negated, &places)
            }
            Test::Subset(part, whole) => {
                let [part, whole] = [part, whole].map(|field| self.name(*field));
                words.subset.fill(negated, &place::Parts { part, whole })
            }
            Test::AtMost(part, whole, share) => self.at_most(*part, *whole, *share, negated),
            Test::Before(first, second) | Test::DaysBefore(first, second, 1) => {
                words.before.fill(negated, &self.days(*first, *second))
            }
            Test::DaysBefore(first, second, 0) => {
                words.before.fill(!negated, &self.days(*second, *first))
            }
            Test::DaysBefore(first, second, days) => {
                let place::Days { first, second } = self.days(*first, *second);
                let days = days.to_string();
                let places = place::DaysApart {
                    first,
                    second,
                    days,
                };
                words.days_before.fill(negated, &places)
            }
            Test::WithinYears(first, second, limit) => {
                let days = self.days(*first, *second);
                match limit {
                    0 => words.same_year.fill(negated, &days),
                    &u32::MAX => words.same_or_earlier_year.fill(negated, &days),
                    limit => {
                        let place::Days { first, second } = days;
                        let years = limit.to_string();
                        let places = place::Years {
                            first,
                            second,
                            years,
                        };
                        words.within_years.fill(negated, &places)
                    }
                }
            }
            Test::InForce => {
                let period = self.period();
                words.in_force.fill(negated, &place::ThisPeriod { period })
            }
        }
    }

    /// That one number is not more than a share of another. What is fixed, and the smaller one of
    /// two of which a share is said, is the limit.
    fn at_most(self, part: Integer, whole: Integer, share: Share, negated: bool) -> String {
        let words = &self.words.predicate;
        let Share { parts, of } = share;
        let least = matches!(part, Integer::Constant(_)) || parts > of;
        let (field, limit) = if least { (whole, part) } else { (part, whole) };
        let (field, limit) = (self.number(field), self.number(limit));
        if share == Share::WHOLE {
            let words = if least {
                &words.at_least
            } else {
                &words.at_most
            };
            return words.fill(negated, &place::Limited { field, limit });
        }
        let (words, parts, of) = if least {
            (&words.at_least_share, of, parts)
        } else {
            (&words.at_most_share, parts, of)
        };
        let [parts, of] = [parts, of].map(|number| number.to_string());
        let places = place::Share {
            field,
            limit,
            parts,
            of,
        };
        words.fill(negated, &places)
    }

    fn one_of(self, field: FieldIndex, constants: &[Constant], negated: bool) -> String {
        let words = &self.words.predicate;
        let name = self.name(field);
        if let [Constant::Boolean(yes)] = constants {
            let negated = *yes == negated;
            let definition = self.entry.ruleset.field(field);
            let words = match definition.map(|field| field.kind) {
                Some(FieldType::Finding) => &words.found,
                _ => &words.affirmed,
            };
            return words.fill(negated, &place::Field { field: name });
        }
        let values = constants.iter().map(|value| self.constant(field, *value));
        let values: Vec<String> = values.collect();
        let words = match values.as_slice() {
            [_] => &words.is,
            _ => &words.one_of,
        };
        let values = self.words.names(values.iter().map(String::as_str));
        words.fill(
            negated,
            &place::Valued {
                field: name,
                values,
            },
        )
    }

    /// From when to when the ruleset is in force, in passing.
    fn period(self) -> String {
        let Some(in_force) = &self.entry.ruleset.in_force else {
            return String::new();
        };
        let from = in_force.from.to_iso();
        let until = in_force.until.map(|until| until.to_iso());
        let until = until.unwrap_or_default();
        self.words.aside(&format!("{from}–{until}"))
    }

    fn days(self, first: Day, second: Day) -> place::Days {
        let [first, second] = [first, second].map(|day| match day {
            Day::Field(field) => self.name(field),
            Day::Constant(date) => date.to_iso(),
            Day::AsOf => self.words.predicate.as_of.clone(),
        });
        place::Days { first, second }
    }

    fn constant(self, field: FieldIndex, constant: Constant) -> String {
        let words = &self.words.predicate;
        match constant {
            Constant::Boolean(true) => words.yes.clone(),
            Constant::Boolean(false) => words.no.clone(),
            Constant::Choice(at) => self.option(field, at).to_owned(),
            Constant::Integer(number) => number.to_string(),
            Constant::Decision(decision) => self.locale.decision.of(decision.name()).to_owned(),
        }
    }

    /// A number, or the label of the field that has it; of a list, that it is counted.
    fn number(self, number: Integer) -> String {
        let field = match number {
            Integer::Constant(number) => return number.to_string(),
            Integer::Field(field) => field,
        };
        let name = self.name(field);
        match self.entry.ruleset.field(field).map(|field| field.kind) {
            Some(FieldType::Integer) => name,
            _ => self
                .words
                .predicate
                .count
                .fill(&place::Field { field: name }),
        }
    }

    /// The label of a field, as a name.
    fn name(self, field: FieldIndex) -> String {
        self.words.name(self.label(field).unwrap_or_default())
    }
}
