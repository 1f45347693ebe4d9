//! Cases beside a ruleset: requests a lawyer can read, with the outcome they must have.
//!
//! A case states the verdict *and* every failing limb, every unknown limb, and what is still needed
//! from whom. A list it leaves out must be empty, except for the duties: it names those only if they
//! are its point.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::engine::answer::Input;
use crate::engine::error::{Error, Problem};
use crate::engine::judgement::State;
use crate::engine::normalize::nfkc;
use crate::engine::request::error::RequestError;
use crate::engine::request::particulars::Particulars;
use crate::engine::request::{Request, read_as_of, read_stage};
use crate::engine::ruleset::{Condition, Ruleset};
use crate::engine::session::Session;
use crate::engine::truth::{Reasoned, Truth};
use crate::engine::unknown::Unknown;
use crate::library::places::position;

/// A file of cases.
///
/// ```
/// use shodaku::kit::cases::{Cases, run};
/// use shodaku::library::Library;
///
/// let cases = Cases::from_toml(
///     r#"
///     [[base]]
///     name = "blank"
///     procedure = "carriage"
///     asOf = 2026-11-22
///
///     [[case]]
///     name = "The text says nothing of carriage"
///     base = "blank"
///     set = { "approval.planned_on" = 2026-12-01 }
///     expect = { verdict = "not_regulated", decided_by = "carriage-silent" }
///     "#,
/// )?;
/// let library = Library::default();
/// for (name, differences) in run(&library.find("hirono")?.ruleset, &cases) {
///     assert!(differences.is_empty(), "{name}: {differences:?}");
/// }
/// # Ok::<(), shodaku::engine::error::Error>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// The file of the cases that go on to hold: those of the text that an overlay is based on.
    pub based_on: Option<String>,
    /// How many years after theirs the days of those cases lie: as many as the text's own period.
    #[serde(default)]
    pub years_later: u8,
    /// Those of them, by name, that hold no more.
    #[serde(default)]
    pub dropped: Vec<String>,
    /// Whole requests that cases vary.
    #[serde(default)]
    pub base: Vec<Base>,
    /// The cases.
    #[serde(default)]
    pub case: Vec<Case>,
}

/// A whole request under a name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The name cases refer to.
    pub name: String,
    /// The procedure's id.
    pub procedure: String,
    /// `draft` or `filed`; `filed` unless said.
    pub stage: Option<String>,
    /// The caller's day.
    #[serde(rename = "asOf")]
    pub as_of: toml::value::Datetime,
    /// Field id and value.
    #[serde(default)]
    pub answers: BTreeMap<String, toml::Value>,
    /// Whether it stands in the file that these cases are based on.
    #[serde(skip)]
    pub inherited: bool,
}

/// One request and what it leads to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The point, as a sentence.
    pub name: String,
    /// The same in English.
    pub en: Option<String>,
    /// The base it varies.
    pub base: String,
    /// Answers that differ from the base.
    #[serde(default)]
    pub set: BTreeMap<String, toml::Value>,
    /// Answers of the base left blank.
    #[serde(default)]
    pub blank: Vec<String>,
    /// In place of the base's stage.
    pub stage: Option<String>,
    /// In place of the base's day.
    #[serde(rename = "asOf")]
    pub as_of: Option<toml::value::Datetime>,
    /// What it must lead to.
    pub expect: Expectation,
}

/// What a case must lead to. Lists left out must be empty, except `duties`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The verdict's name.
    pub verdict: String,
    /// Every limb not met, as `condition.limb`, in the text's order.
    #[serde(default)]
    pub fails: Vec<String>,
    /// Every unknown limb in the text's order: `condition.limb: cause, cause`.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// What is still needed: `supplier: field`, in any order.
    #[serde(default)]
    pub needed: Vec<String>,
    /// The route that decides.
    pub decided_by: Option<String>,
    /// Routes that could be claimed, in order.
    #[serde(default)]
    pub could_claim: Vec<String>,
    /// What a checklist derives: the id where it is met, `id: cause, cause` where unknown.
    #[serde(default)]
    pub results: Vec<String>,
    /// Every duty that arises, in order: the id where it is kept or no answer can tell,
    /// `id: not_met` where it is not kept, `id: cause, cause` where it is open whether it arises
    /// or is kept. Left out, nothing is said of them.
    pub duties: Option<Vec<String>>,
}

/// How a duty (義務) stands.
pub(crate) struct Duty<'s> {
    /// Its id.
    pub id: &'s str,
    /// Whether it applies, and whether it is kept: unknown while it is open whether it applies.
    pub state: State,
}

/// Every duty of the procedure of `session`, in order.
pub(crate) fn duties<'a>(session: &'a Session<'_>) -> Vec<Duty<'a>> {
    let (procedure, facts) = (session.judging().procedure(), session.judging().facts());
    let before = procedure.routes.len() + procedure.limb_count();
    let units = procedure
        .units
        .iter()
        .zip(session.judging().states())
        .skip(before);
    let mut duties = Vec::new();
    for (id, (unit, state)) in procedure.duty_ids.iter().zip(units) {
        let mut state = *state;
        if let (Some(when), Truth::Unknown, Truth::Met) =
            (&unit.applies, state.applies, state.judged.truth)
        {
            state.judged = Reasoned::unknown(when.judge(&facts).causes);
        }
        let id = id.as_str();
        duties.push(Duty { id, state });
    }
    duties
}

impl Cases {
    /// Reads a file of cases.
    pub fn from_toml(toml: &str) -> Result<Cases, Error> {
        toml::from_str(toml).map_err(|error| {
            let position = error.span().map(|span| position(toml, span.start));
            Error::BadRuleset(vec![Problem {
                path: String::new(),
                message: error.message().to_owned(),
                position,
            }])
        })
    }

    /// These and those of `base` that go on to hold: one of the same name here stands in its place, so
    /// does a request that cases vary.
    pub fn over(self, base: Cases) -> Result<Cases, Error> {
        let known = || base.case.iter().map(|case| case.name.as_str());
        let dropped = self.dropped.iter().enumerate();
        let unknown = dropped.filter(|(_, dropped)| known().all(|name| name != **dropped));
        let unknown = unknown.map(|(at, dropped)| Problem {
            path: format!("dropped[{at}]"),
            message: format!("unknown case {}", Unknown::new(dropped, &mut known())),
            position: None,
        });
        let unknown: Vec<Problem> = unknown.collect();
        if !unknown.is_empty() {
            return Err(Error::BadRuleset(unknown));
        }
        let goes_on = |case: &Case| {
            !self.dropped.contains(&case.name) && self.case.iter().all(|own| own.name != case.name)
        };
        let varied = |base: &Base| self.base.iter().all(|own| own.name != base.name);
        let mut bases: Vec<Base> = base.base.into_iter().filter(varied).collect();
        let mut cases: Vec<Case> = base.case.into_iter().filter(goes_on).collect();
        let years = u16::from(self.years_later);
        for base in &mut bases {
            base.inherited = true;
            later(&mut base.as_of, years);
            base.answers
                .values_mut()
                .for_each(|value| later_in(value, years));
        }
        for case in &mut cases {
            case.as_of.iter_mut().for_each(|day| later(day, years));
            case.set
                .values_mut()
                .for_each(|value| later_in(value, years));
        }
        bases.extend(self.base);
        cases.extend(self.case);
        Ok(Cases {
            based_on: None,
            years_later: 0,
            dropped: Vec::new(),
            base: bases,
            case: cases,
        })
    }

    /// The request of `case`.
    pub fn request(&self, case: &Case) -> Result<Request<'_>, Error> {
        let base = self
            .base
            .iter()
            .find(|base| base.name == case.base)
            .ok_or_else(|| {
                RequestError::UnknownKey(Unknown::new(
                    &case.base,
                    &mut self.base.iter().map(|base| base.name.as_str()),
                ))
            })?;
        let mut answers = base.answers.clone();
        answers.retain(|id, _| !case.blank.contains(id));
        answers.extend(case.set.clone());
        Ok(Request {
            ruleset: None,
            version: None,
            procedure: base.procedure.as_str().into(),
            stage: read_stage(
                case.stage
                    .as_deref()
                    .or(base.stage.as_deref())
                    .unwrap_or("filed"),
            )?,
            as_of: read_as_of(&case.as_of.as_ref().unwrap_or(&base.as_of).to_string())?,
            by: None,
            answers: answers
                .into_iter()
                .map(|(id, value)| (id.into(), input(value)))
                .collect(),
            particulars: Particulars::default(),
        })
    }
}

fn later_in(value: &mut toml::Value, years: u16) {
    if let toml::Value::Datetime(day) = value {
        later(day, years);
    }
}

/// The same day so many years later; of a leap day the one before.
fn later(day: &mut toml::value::Datetime, years: u16) {
    if let Some(date) = &mut day.date
        && years > 0
    {
        date.year = date.year.saturating_add(years);
        date.day = date.day.min(if date.month == 2 { 28 } else { 31 });
    }
}

impl Expectation {
    /// What `session` really leads to, in the form a case states it.
    pub fn of(session: &Session) -> Expectation {
        let (procedure, judgement) = (session.judging().procedure(), session.judging().judgement());
        let limbs = || {
            let conditions = procedure.conditions.iter();
            let ids = conditions.flat_map(Condition::limb_names);
            let states = judgement
                .conditions
                .iter()
                .flat_map(|(_, limbs)| limbs.iter().copied());
            ids.zip(states)
                .filter(|(_, state): &(String, State)| state.counts())
        };
        let routes = procedure.routes.iter().zip(judgement.routes);
        Expectation {
            verdict: judgement.verdict.name().into(),
            fails: limbs()
                .filter(|(_, state)| state.judged.truth == Truth::NotMet)
                .map(|(id, _)| id)
                .collect(),
            unknown: limbs()
                .filter(|(_, state)| state.judged.truth == Truth::Unknown)
                .map(|(id, state)| named(&id, state))
                .collect(),
            needed: judgement
                .needed
                .iter()
                .filter_map(|field| session.judging().ruleset().field(*field))
                .map(|field| format!("{}: {}", field.supplier.name(), field.id))
                .collect(),
            decided_by: judgement
                .deciding
                .and_then(|at| procedure.routes.get(at))
                .map(|route| route.id.to_string()),
            results: procedure
                .results
                .iter()
                .zip(judgement.results)
                .filter(|(_, state)| state.judged.truth != Truth::NotMet)
                .map(|(id, state)| match state.judged.truth {
                    Truth::Met => id.to_string(),
                    _ => named(id.as_str(), *state),
                })
                .collect(),
            duties: Some(
                duties(session)
                    .into_iter()
                    .filter(|duty| duty.state.counts())
                    .map(|Duty { id, state }| match state.judged.truth {
                        Truth::Met => id.to_owned(),
                        Truth::NotMet => format!("{id}: {}", Truth::NotMet.name()),
                        Truth::Unknown => named(id, state),
                    })
                    .collect(),
            ),
            could_claim: routes
                .take_while(|(_, state)| state.judged.truth != Truth::Met)
                .filter(|(route, state)| {
                    judgement.deciding.is_none()
                        && route.claimed
                        && state.judged.truth == Truth::Unknown
                })
                .map(|(route, _)| route.id.to_string())
                .collect(),
        }
    }

    /// Where `self`, as stated, and `actual` part: one line each.
    pub fn differences(&self, actual: &Expectation) -> Vec<String> {
        let mut lines = Vec::new();
        let mut compare = |what: &str, stated: String, actual: String| {
            if stated != actual {
                lines.push(format!("{what}: expected {stated}, got {actual}"));
            }
        };
        let sorted = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            format!("{list:?}")
        };
        compare("verdict", self.verdict.clone(), actual.verdict.clone());
        compare(
            "fails",
            format!("{:?}", self.fails),
            format!("{:?}", actual.fails),
        );
        // A case may leave the causes out where they are not its point.
        let mut compare_open = |what: &str, stated: &[String], actual: &[String]| {
            let causes = |line: &String| {
                let id = line.split(':').next().unwrap_or_default().to_owned();
                if stated.contains(&id) {
                    id
                } else {
                    line.clone()
                }
            };
            let actual: Vec<String> = actual.iter().map(causes).collect();
            compare(what, format!("{stated:?}"), format!("{actual:?}"));
        };
        compare_open("unknown", &self.unknown, &actual.unknown);
        compare_open("results", &self.results, &actual.results);
        compare("needed", sorted(&self.needed), sorted(&actual.needed));
        let route = |route: &Option<String>| route.clone().unwrap_or_else(|| "no route".into());
        compare(
            "decided_by",
            route(&self.decided_by),
            route(&actual.decided_by),
        );
        compare(
            "could_claim",
            format!("{:?}", self.could_claim),
            format!("{:?}", actual.could_claim),
        );
        if let (Some(stated), Some(actual)) = (&self.duties, &actual.duties) {
            compare("duties", format!("{stated:?}"), format!("{actual:?}"));
        }
        lines
    }
}

/// `id: cause, cause`.
fn named(id: &str, state: State) -> String {
    let causes: Vec<&str> = state.judged.causes.names().collect();
    format!("{id}: {}", causes.join(", "))
}

/// Runs every case against `ruleset`: for each, its name and where it differs.
pub fn run(ruleset: &Arc<Ruleset>, cases: &Cases) -> Vec<(String, Vec<String>)> {
    let differences = |case: &Case| {
        let mut bases = cases.base.iter().map(|base| base.name.as_str());
        if !bases.clone().any(|name| name == case.base) {
            return vec![format!(
                "unknown base {}",
                Unknown::new(&case.base, &mut bases)
            )];
        }
        let outcome = cases
            .request(case)
            .and_then(|request| Session::check(Arc::clone(ruleset), request, nfkc))
            .map(|session| case.expect.differences(&Expectation::of(&session)));
        outcome.unwrap_or_else(|error| vec![error.to_string()])
    };
    cases
        .case
        .iter()
        .map(|case| (case.name.clone(), differences(case)))
        .collect()
}

/// `value` as an answer.
pub(super) fn input(value: toml::Value) -> Input<'static> {
    match value {
        toml::Value::String(text) => Input::Text(text.into()),
        toml::Value::Integer(number) => Input::Number(number as f64),
        toml::Value::Float(number) => Input::Number(number),
        toml::Value::Boolean(yes) => Input::Boolean(yes),
        toml::Value::Datetime(date) => Input::Text(date.to_string().into()),
        toml::Value::Array(list) => {
            let texts: Option<Vec<_>> = list
                .into_iter()
                .map(|entry| Some(entry.as_str()?.to_owned().into()))
                .collect();
            texts.map_or(Input::Other, Input::List)
        }
        toml::Value::Table(_) => Input::Other,
    }
}
