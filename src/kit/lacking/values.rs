//! What can be written into each field of a request, as far as it makes a difference.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use toml::Value;

use crate::engine::answer::Answer;
use crate::engine::contents::Item;
use crate::engine::date::Date;
use crate::engine::field::{Field, FieldIndex, FieldType};
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::kit::cases::Cases;
use crate::kit::domain::telling;

/// How many values of a field are tried.
const MAX_VALUES: usize = 64;
/// So many days from the day of asking something is tried, the nearest first.
const DAYS: [i32; 7] = [30, 60, 0, -30, 90, -60, 400];

/// What can be written into each field.
pub(super) struct Values(BTreeMap<FieldIndex, Vec<Value>>);

impl Values {
    /// What makes a difference to `procedure` on the day `as_of`: what the bases of `cases` answer,
    /// what `questions` give as examples, and what tells the tests apart.
    pub(super) fn of_procedure(
        procedure: &Procedure,
        ruleset: &Ruleset,
        cases: &Cases,
        questions: &Json,
        as_of: Date,
    ) -> Values {
        let mut telling = telling(&procedure.units, ruleset, as_of);
        let mut values = BTreeMap::new();
        for at in &procedure.fields {
            let Some(field) = ruleset.field(*at) else {
                continue;
            };
            let answered = cases.base.iter();
            let mut found: Vec<Value> = answered
                .filter_map(|base| base.answers.get(field.id.as_str()).cloned())
                .collect();
            if field.kind == FieldType::Text && found.is_empty() {
                let example = questions
                    .get(field.id.as_str())
                    .and_then(|asked| asked.pointer("/example/ja")?.as_str());
                found.push(Value::from(example.unwrap_or("記載あり")));
            }
            if field.kind == FieldType::Date {
                found.extend(DAYS.iter().filter_map(|days| day(as_of.later(*days))));
            }
            for answer in telling.remove(at).unwrap_or_default() {
                if answer != Answer::Text {
                    found.extend(written(&answer, field));
                }
            }
            let mut each: Vec<Value> = Vec::new();
            for value in found {
                if !each.contains(&value) && each.len() < MAX_VALUES {
                    each.push(value);
                }
            }
            values.insert(*at, each);
        }
        Values(values)
    }

    /// What can be written into `field`.
    pub(super) fn of(&self, field: FieldIndex) -> impl Iterator<Item = &Value> {
        self.0.get(&field).into_iter().flatten()
    }
}

/// A day, as TOML has it.
pub(super) fn day(date: Date) -> Option<Value> {
    date.to_iso().parse().ok().map(Value::Datetime)
}

/// `answer` as one writes it in a case.
fn written(answer: &Answer, field: &Field) -> Option<Value> {
    let option = |at: u8| {
        let option = field.options.get(usize::from(at))?;
        Some(Value::from(option.as_str()))
    };
    Some(match answer {
        Answer::Blank | Answer::Unusable | Answer::Text => return None,
        Answer::Integer(number) => Value::Integer(i64::try_from(*number).ok()?),
        Answer::Boolean(yes) => Value::Boolean(*yes),
        Answer::Choice(at) => option(*at)?,
        Answer::Choices(set) => {
            let chosen = (0..64).filter(|at| set.0 >> at & 1 == 1);
            Value::Array(chosen.map(option).collect::<Option<_>>()?)
        }
        Answer::Items(items) => {
            let entries = items.given().iter();
            let entry = |Item(at): &Item| Value::from(format!("項目{}", at + 1));
            Value::Array(entries.map(entry).collect())
        }
        Answer::Date(date) => day(*date)?,
        Answer::FiscalYear(year) => Value::Integer(i64::from(year.0)),
        Answer::Decision(decision) => Value::from(decision.name()),
    })
}
