//! Answers as numbers: how a request crosses the boundary.
//!
//! Of a text, only whether there is one. The numbers are doubles, JavaScript's own: exact for every
//! integer a field takes. A list is its length, and its entries follow after all fields.

use crate::engine::answer::{Answer, Decision, OptionSet, whole};
use crate::engine::contents::Item;
use crate::engine::date::{Date, FiscalYear};
use crate::engine::field::{Field, FieldType};

/// Nothing entered.
const BLANK: f64 = -1.0;
/// Something entered that cannot be read.
const UNUSABLE: f64 = -2.0;

impl Answer {
    /// The number of an answer that is no list; of a list, its length.
    pub fn word(&self) -> f64 {
        match self {
            Answer::Blank => BLANK,
            Answer::Unusable => UNUSABLE,
            Answer::Text => 1.0,
            Answer::Integer(number) => *number as f64,
            Answer::Boolean(yes) => f64::from(u8::from(*yes)),
            Answer::Choice(at) => f64::from(*at),
            Answer::Choices(set) => f64::from(set.0.count_ones()),
            Answer::Items(items) => items.given().len() as f64,
            Answer::Date(date) => f64::from(date.number()),
            Answer::FiscalYear(year) => f64::from(year.0),
            Answer::Decision(decision) => f64::from(*decision as u8),
        }
    }

    /// The answers to `fields` that numbers stand for, each of which has to be one of them: a word a
    /// field, and after those the entries of lists. `None` for what is no request.
    pub fn from_words(fields: &[Field], words: &[f64]) -> Option<Vec<Answer>> {
        let (words, rest) = words.split_at_checked(fields.len())?;
        let mut rest = rest.iter();
        let mut answers = Vec::with_capacity(words.len());
        for (field, word) in fields.iter().zip(words) {
            answers.push(Answer::from_word(field, *word, &mut rest)?);
        }
        rest.next().is_none().then_some(answers)
    }

    /// The answer to `field` that a number stands for; `rest` has the entries of lists. `None` for
    /// what no answer's number is.
    pub fn from_word(
        field: &Field,
        word: f64,
        rest: &mut std::slice::Iter<'_, f64>,
    ) -> Option<Answer> {
        if word == BLANK {
            return Some(Answer::Blank);
        }
        if word == UNUSABLE {
            return Some(Answer::Unusable);
        }
        let number = whole(word)?;
        let small = || u32::try_from(number).ok();
        Some(match field.kind {
            FieldType::Text => Answer::Text,
            FieldType::Integer => Answer::Integer(number),
            FieldType::Boolean | FieldType::Finding => Answer::Boolean(match number {
                0 => false,
                1 => true,
                _ => return None,
            }),
            FieldType::Choice => Answer::Choice(option(field, number)?),
            FieldType::Choices => {
                let mut set = OptionSet::default();
                for _ in 0..number {
                    set.0 |= 1 << option(field, whole(*rest.next()?)?)?;
                }
                Answer::Choices(set)
            }
            FieldType::Items => {
                let mut items = Vec::new();
                for _ in 0..number {
                    items.push(Item(u32::try_from(whole(*rest.next()?)?).ok()?));
                }
                if items.is_empty() {
                    return None;
                }
                Answer::items(items)
            }
            FieldType::Date => Answer::Date(Date::from_number(small()?)?),
            FieldType::FiscalYear => Answer::FiscalYear(FiscalYear::of(small()?)?),
            FieldType::Decision => {
                let at = usize::try_from(number).ok()?;
                Answer::Decision(*Decision::ALL.get(at)?)
            }
        })
    }
}

fn option(field: &Field, at: u64) -> Option<u8> {
    let at = u8::try_from(at).ok()?;
    field.options.get(usize::from(at)).map(|_| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::document::{Document, MAX_INTEGER};
    use crate::engine::ruleset::Ruleset;
    use crate::engine::sample::{field, header, text};
    use serde_json::json;

    /// Fields of every type, from a ruleset.
    fn fields() -> Vec<Field> {
        let text = text();
        let mut choice = field("t.choice", "choice", "applicant");
        let mut choices = field("t.choices", "choices", "applicant");
        let options = json!([{ "value": "a", "label": text }, { "value": "b", "label": text }]);
        choice["options"] = options.clone();
        choices["options"] = options;
        let document = json!({
            "ruleset": header(),
            "field": [
                field("t.text", "text", "applicant"),
                field("t.number", "integer", "applicant"),
                field("t.flag", "boolean", "applicant"),
                choice,
                choices,
                field("t.items", "items", "applicant"),
                field("t.day", "date", "applicant"),
                field("t.year", "fiscal_year", "applicant"),
                field("finding.f", "finding", "officer"),
                field("decision.d", "decision", "body"),
            ],
            "procedure": [{ "id": "p", "title": text }],
        });
        Ruleset::from_document(&Document::from(&document))
            .unwrap()
            .fields
    }

    fn of(kind: FieldType) -> Field {
        fields()
            .into_iter()
            .find(|field| field.kind == kind)
            .unwrap()
    }

    #[test]
    fn a_number_stands_for_the_answer_it_was_made_of() {
        for (kind, answer, rest) in [
            (FieldType::Text, Answer::Text, &[][..]),
            (FieldType::Integer, Answer::Integer(0), &[]),
            (FieldType::Integer, Answer::Integer(MAX_INTEGER), &[]),
            (FieldType::Integer, Answer::Unusable, &[]),
            (FieldType::Boolean, Answer::Boolean(false), &[]),
            (FieldType::Finding, Answer::Boolean(true), &[]),
            (FieldType::Choice, Answer::Choice(1), &[]),
            (FieldType::Choices, Answer::Choices(OptionSet(0)), &[]),
            (
                FieldType::Choices,
                Answer::Choices(OptionSet(0b11)),
                &[0.0, 1.0],
            ),
            (
                FieldType::Items,
                Answer::items(vec![Item(7), Item(0)]),
                &[7.0, 0.0],
            ),
            (
                FieldType::Date,
                Answer::Date(Date::from_iso("1000-01-01").unwrap()),
                &[],
            ),
            (
                FieldType::Date,
                Answer::Date(Date::from_iso("9999-12-31").unwrap()),
                &[],
            ),
            (
                FieldType::FiscalYear,
                Answer::FiscalYear(FiscalYear(2026)),
                &[],
            ),
            (
                FieldType::Decision,
                Answer::Decision(Decision::NotSought),
                &[],
            ),
            (FieldType::Items, Answer::Blank, &[]),
        ] {
            let mut rest = rest.iter();
            let read = Answer::from_word(&of(kind), answer.word(), &mut rest);
            assert_eq!(read, Some(answer));
            assert_eq!(rest.len(), 0);
        }
    }

    #[test]
    fn a_request_is_just_as_many_numbers_as_it_needs() {
        let fields = [
            of(FieldType::Items),
            of(FieldType::Text),
            of(FieldType::Choices),
        ];
        let words = [2.0, 1.0, 1.0, 5.0, 6.0, 1.0];
        let answers = vec![
            Answer::items(vec![Item(5), Item(6)]),
            Answer::Text,
            Answer::Choices(OptionSet(0b10)),
        ];
        assert_eq!(Answer::from_words(&fields, &words), Some(answers));
        // Were a buffer used again, what an earlier, longer request left in it would be here.
        for wrong in [
            &words[..2],
            &words[..5],
            &[2.0, 1.0, 1.0, 5.0, 6.0, 1.0, 0.0],
        ] {
            assert_eq!(Answer::from_words(&fields, wrong), None, "{wrong:?}");
        }
        assert_eq!(Answer::from_words(&[], &[]), Some(vec![]));
    }

    #[test]
    fn what_stands_for_no_answer_is_refused() {
        for (kind, word, rest) in [
            (FieldType::Text, -3.0, &[][..]),
            (FieldType::Integer, 0.5, &[]),
            (FieldType::Integer, f64::NAN, &[]),
            (FieldType::Integer, f64::INFINITY, &[]),
            (FieldType::Integer, 9_007_199_254_740_992.0, &[]),
            (FieldType::Boolean, 2.0, &[]),
            (FieldType::Choice, 2.0, &[]),
            (FieldType::Choices, 1.0, &[]),
            (FieldType::Choices, 1.0, &[2.0]),
            (FieldType::Items, 0.0, &[]),
            (FieldType::Items, 2.0, &[1.0]),
            (FieldType::Items, 9e15, &[1.0]),
            (FieldType::Items, 1.0, &[4_294_967_296.0]),
            (FieldType::Date, 9e9, &[]),
            (FieldType::FiscalYear, 3.0, &[]),
            (FieldType::Decision, 4.0, &[]),
        ] {
            assert_eq!(
                Answer::from_word(&of(kind), word, &mut rest.iter()),
                None,
                "{kind:?} {word}"
            );
        }
    }
}
