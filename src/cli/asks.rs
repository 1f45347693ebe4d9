//! Predicates in words: what a limb asks, with the labels of its fields.

use shodaku::engine::answer::Decision;
use shodaku::engine::field::{FieldIndex, FieldType};
use shodaku::engine::lang::Lang;
use shodaku::engine::predicate::{Constant, Day, Integer, Predicate, Test};
use shodaku::engine::truth::Truth;
use shodaku::library::Entry;

use super::words::Words;

/// Puts predicates of one ruleset into words.
#[derive(Clone, Copy)]
pub struct Asks<'e> {
    pub entry: &'e Entry,
    pub words: &'e Words,
}

impl Asks<'_> {
    /// What `predicate` asks, as a clause of a sentence.
    pub fn predicate(self, predicate: &Predicate) -> String {
        let (members, and, none) = match predicate {
            Predicate::Open(member, turned) => return self.open(member, *turned),
            Predicate::Test { test, negated } => return self.test(test, *negated),
            Predicate::All(members) => (members, ["かつ", "and"], ["常に", "always"]),
            Predicate::Any(members) => {
                (members, ["または", "or"], ["当てはまることはない", "never"])
            }
        };
        if members.is_empty() {
            return self.say(none).to_owned();
        }
        let parts: Vec<String> = members
            .iter()
            .map(|member| match member {
                Predicate::Test { test, negated } => self.test(test, *negated),
                nested => self
                    .words
                    .aside(&self.predicate(nested))
                    .trim_start()
                    .to_owned(),
            })
            .collect();
        match self.words.lang {
            Lang::Ja => parts.join(&format!("、{}、", self.say(and))),
            Lang::En => parts.join(&format!(", {} ", self.say(and))),
        }
    }

    /// What an open reading leaves open.
    fn open(self, member: &Predicate, turned: Truth) -> String {
        let asked = self.predicate(member);
        match (self.words.lang, turned) {
            (Lang::Ja, Truth::NotMet) => format!("{asked}（当てはまらなければ解釈による）"),
            (Lang::Ja, _) => format!("{asked}（当てはまれば解釈による）"),
            (Lang::En, Truth::NotMet) => format!("{asked} (if not, the text leaves it open)"),
            (Lang::En, _) => format!("{asked} (if so, the text leaves it open)"),
        }
    }

    fn say(self, [ja, en]: [&'static str; 2]) -> &'static str {
        match self.words.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// The first two are Japanese, the last two English; the second of each is the opposite.
    fn choose(self, negated: bool, [ja, ja_not, en, en_not]: [String; 4]) -> String {
        match (self.words.lang, negated) {
            (Lang::Ja, false) => ja,
            (Lang::Ja, true) => ja_not,
            (Lang::En, false) => en,
            (Lang::En, true) => en_not,
        }
    }

    fn test(self, test: &Test, negated: bool) -> String {
        match test {
            Test::Stated(field) => {
                let field = self.field(*field);
                self.choose(
                    negated,
                    [
                        format!("{field}に記入がある"),
                        format!("{field}が空欄である"),
                        format!("{field} is stated"),
                        format!("{field} is blank"),
                    ],
                )
            }
            Test::OneOf(field, constants) => self.one_of(*field, constants, negated),
            Test::HasAll(field, set) => {
                let chosen = (0u8..64).filter(|at| set.0 >> at & 1 == 1);
                let options: Vec<&str> = chosen.map(|at| self.option(*field, at)).collect();
                let (field, options) = (self.field(*field), self.words.list(options));
                self.choose(
                    negated,
                    [
                        format!("{field}に{options}が含まれる"),
                        format!("{field}に{options}が含まれない"),
                        format!("{field} includes {options}"),
                        format!("{field} does not include {options}"),
                    ],
                )
            }
            Test::Subset(part, whole) => {
                let (part, whole) = (self.field(*part), self.field(*whole));
                self.choose(
                    negated,
                    [
                        format!("{part}がすべて{whole}にある"),
                        format!("{part}に{whole}にないものがある"),
                        format!("{part} stays within {whole}"),
                        format!("{part} goes beyond {whole}"),
                    ],
                )
            }
            Test::AtMost(field, limit) => {
                let field = self.field(*field);
                let limit = match limit {
                    Integer::Field(limit) => self.field(*limit),
                    Integer::Constant(limit) => limit.to_string(),
                };
                self.choose(
                    negated,
                    [
                        format!("{field}が{limit}以下である"),
                        format!("{field}が{limit}を超える"),
                        format!("{field} is at most {limit}"),
                        format!("{field} is more than {limit}"),
                    ],
                )
            }
            Test::Before(first, second) => self.days(*first, *second, negated),
            Test::NotBefore(first, second) => self.days(*first, *second, !negated),
            Test::WithinYears(first, second, limit) => {
                let (first, second) = (self.day(*first), self.day(*second));
                let (ja, en) = match limit {
                    0 => (
                        "同じ年度".to_owned(),
                        "in the same fiscal year as".to_owned(),
                    ),
                    &u32::MAX => (
                        "同じか前の年度".to_owned(),
                        "in the same or an earlier fiscal year than".to_owned(),
                    ),
                    years => (
                        format!("同じ年度か{years}年度前まで"),
                        format!("in the same fiscal year as, or at most {years} before,"),
                    ),
                };
                self.choose(
                    negated,
                    [
                        format!("{first}が{second}と{ja}である"),
                        format!("{first}が{second}と{ja}でない"),
                        format!("{first} is {en} {second}"),
                        format!("{first} is not {en} {second}"),
                    ],
                )
            }
            Test::InForce => self.in_force(negated),
        }
    }

    fn one_of(self, field: FieldIndex, constants: &[Constant], negated: bool) -> String {
        let name = self.field(field);
        let values: Vec<String> = constants
            .iter()
            .map(|constant| self.constant(field, *constant))
            .collect();
        if let [Constant::Boolean(yes)] = constants {
            let negated = *yes == negated;
            let definition = self.entry.ruleset.field(field);
            return if definition.is_some_and(|field| field.kind == FieldType::Finding) {
                self.choose(
                    negated,
                    [
                        format!("職員が{name}と認めている"),
                        format!("職員が{name}とは認めていない"),
                        format!("an official has found: {name}"),
                        format!("an official has not found: {name}"),
                    ],
                )
            } else {
                self.choose(
                    negated,
                    [
                        format!("{name}が「はい」である"),
                        format!("{name}が「いいえ」である"),
                        format!("{name} is yes"),
                        format!("{name} is no"),
                    ],
                )
            };
        }
        let listed = self.words.list(values.iter().map(String::as_str));
        if values.len() == 1 {
            self.choose(
                negated,
                [
                    format!("{name}が{listed}である"),
                    format!("{name}が{listed}以外である"),
                    format!("{name} is {listed}"),
                    format!("{name} is not {listed}"),
                ],
            )
        } else {
            self.choose(
                negated,
                [
                    format!("{name}が{listed}のいずれかである"),
                    format!("{name}が{listed}以外である"),
                    format!("{name} is one of {listed}"),
                    format!("{name} is none of {listed}"),
                ],
            )
        }
    }

    fn days(self, first: Day, second: Day, negated: bool) -> String {
        let (first, second) = (self.day(first), self.day(second));
        self.choose(
            negated,
            [
                format!("{first}が{second}より前である"),
                format!("{first}が{second}以後である"),
                format!("{first} is before {second}"),
                format!("{first} is on or after {second}"),
            ],
        )
    }

    fn in_force(self, negated: bool) -> String {
        let period = self
            .entry
            .ruleset
            .in_force
            .as_ref()
            .map_or_else(String::new, |in_force| {
                let until = in_force
                    .until
                    .map(|until| until.to_iso())
                    .unwrap_or_default();
                self.words
                    .aside(&format!("{}–{until}", in_force.from.to_iso()))
            });
        self.choose(
            negated,
            [
                format!("この規程が施行されている{period}"),
                format!("この規程が施行されていない{period}"),
                format!("this text is in force{period}"),
                format!("this text is not in force{period}"),
            ],
        )
    }

    fn day(self, day: Day) -> String {
        match day {
            Day::Field(field) => self.field(field),
            Day::Constant(date) => date.to_iso(),
            Day::AsOf => self.say(["判定日", "the day judged for"]).to_owned(),
        }
    }

    fn constant(self, field: FieldIndex, constant: Constant) -> String {
        match constant {
            Constant::Boolean(true) => self.say(["はい", "yes"]).to_owned(),
            Constant::Boolean(false) => self.say(["いいえ", "no"]).to_owned(),
            Constant::Choice(at) => self.option(field, at).to_owned(),
            Constant::Integer(number) => number.to_string(),
            Constant::Decision(decision) => self
                .say(match decision {
                    Decision::Approved => ["承認", "approved"],
                    Decision::Rejected => ["不承認", "rejected"],
                    Decision::Pending => ["審査中", "pending"],
                    Decision::NotSought => ["求めない", "will not be sought"],
                })
                .to_owned(),
        }
    }

    fn option(&self, field: FieldIndex, at: u8) -> &str {
        let options = self
            .entry
            .texts
            .field(field)
            .map(|field| field.options.as_slice());
        let option = options.unwrap_or_default().get(usize::from(at));
        option.map_or("", |option| option.label.get(self.words.lang))
    }

    fn field(self, field: FieldIndex) -> String {
        let label = self
            .entry
            .texts
            .field(field)
            .map(|field| field.label.get(self.words.lang));
        self.words.quoted(label.unwrap_or_default())
    }
}
