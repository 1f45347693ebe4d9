//! Laws that hold for every procedure of every shipped ruleset, over random answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // A test fails by panicking.

use std::fs;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::sample::Index;
use shodaku::answer::{Decision, Input};
use shodaku::date::Date;
use shodaku::field::{Field, FieldIndex, FieldType, Supplier};
use shodaku::judgement::{Judgement, Verdict};
use shodaku::normalize::nfkc;
use shodaku::predicate::{Day, Stage};
use shodaku::ruleset::{Ruleset, author};
use shodaku::session::{Effect, Session};
use shodaku::truth::Truth;

/// Days on both sides of the first day in force, and around today.
const DAYS: [&str; 6] = [
    "2023-03-31",
    "2023-04-01",
    "2026-11-21",
    "2026-11-22",
    "2026-11-23",
    "2027-03-31",
];
const TODAY: &str = "2026-11-22";
/// Days that may still be entered for a date that was blank today.
const DAYS_TO_COME: [&str; 3] = ["2026-11-22", "2026-11-23", "2027-03-31"];

/// Every shipped ruleset.
static SHIPPED: LazyLock<Vec<Arc<Ruleset>>> = LazyLock::new(|| {
    let mut rulesets = Vec::new();
    for entry in fs::read_dir("src/rulesets").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".toml") && !name.ends_with(".cases.toml") && name != "fields.toml" {
            let json = author::build(&fs::read_to_string(path).unwrap()).unwrap();
            rulesets.push(Arc::new(Ruleset::from_json(&json).unwrap()));
        }
    }
    assert!(!rulesets.is_empty());
    rulesets
});

/// A value of `field`, chosen by `pick`.
fn value(field: &Field, pick: Index, days: &[&str]) -> Input {
    let one = |count: usize| pick.index(count);
    let options = &field.options;
    match field.kind {
        FieldType::Text => Input::Text("文".into()),
        FieldType::Integer => Input::Number([0.0, 10.0, 4800.0][one(3)]),
        FieldType::Boolean | FieldType::Finding => Input::Boolean(one(2) == 0),
        FieldType::Choice => Input::Text(options[one(options.len())].to_string()),
        FieldType::Choices => {
            // All, none, or all but one: the sets that tell apart what a text asks for.
            let left_out = one(options.len() + 2);
            let kept = options.iter().enumerate().filter(|(at, _)| {
                left_out == options.len() || left_out < options.len() && *at != left_out
            });
            Input::List(kept.map(|(_, option)| option.to_string()).collect())
        }
        FieldType::Items => {
            let lists: [&[&str]; 3] = [&["氏名"], &["氏名", "住所"], &["氏名", "住所", "口座番号"]];
            Input::List(lists[one(3)].iter().map(|item| item.to_string()).collect())
        }
        FieldType::Date => Input::Text(days[one(days.len())].into()),
        FieldType::FiscalYear => Input::Number(2022.0 + one(5) as f64),
        FieldType::Decision => Input::Text(Decision::ALL[one(4)].name().into()),
    }
}

/// A ruleset, a procedure, a stage, and for some fields a value.
#[derive(Clone, Debug)]
struct Draw {
    ruleset: Index,
    procedure: Index,
    filed: bool,
    /// Per field: whether it is blank, and the value otherwise.
    answers: Vec<(bool, Index)>,
    /// What blanks are filled with.
    fills: Vec<Index>,
}

fn draws() -> impl Strategy<Value = Draw> {
    // Mostly filled in, so that conditions are reached behind the gates.
    let answer = (prop::bool::weighted(0.25), any::<Index>());
    (
        any::<Index>(),
        any::<Index>(),
        any::<bool>(),
        prop::collection::vec(answer, 200),
        prop::collection::vec(any::<Index>(), 200),
    )
        .prop_map(|(ruleset, procedure, filed, answers, fills)| Draw {
            ruleset,
            procedure,
            filed,
            answers,
            fills,
        })
}

/// Days that stand in for one another when the deciding date is blank must be consistent: what
/// was blank today is entered today or later.
fn days_for(ruleset: &Ruleset, field: FieldIndex) -> &'static [&'static str] {
    let decides = ruleset
        .in_force
        .iter()
        .any(|period| period.decided_by.contains(&Day::Field(field)));
    if decides { &DAYS_TO_COME } else { &DAYS }
}

struct Drawn {
    ruleset: Arc<Ruleset>,
    session: Session,
    answers: Vec<Option<Input>>,
}

fn open(ruleset: &Arc<Ruleset>, procedure: &str, stage: Stage) -> Session {
    let today = Date::from_iso(TODAY).unwrap();
    let none = &mut std::iter::empty();
    Session::open(
        Arc::clone(ruleset),
        procedure,
        stage,
        today,
        None,
        nfkc,
        none,
    )
    .unwrap()
}

fn draw(rulesets: &[Arc<Ruleset>], draw: &Draw) -> Drawn {
    let ruleset = Arc::clone(draw.ruleset.get(rulesets));
    let procedure = draw.procedure.get(&ruleset.procedures).id.to_string();
    let stage = if draw.filed {
        Stage::Filed
    } else {
        Stage::Draft
    };
    let answers: Vec<Option<Input>> = ruleset
        .fields
        .iter()
        .zip(&draw.answers)
        .zip(0..)
        .map(|((field, (blank, pick)), at)| {
            (!blank).then(|| value(field, *pick, days_for(&ruleset, FieldIndex(at))))
        })
        .collect();
    let mut session = open(&ruleset, &procedure, stage);
    for (at, answer) in answers.iter().enumerate() {
        if let Some(answer) = answer {
            session.set(FieldIndex(at as u16), answer.clone()).unwrap();
        }
    }
    Drawn {
        ruleset,
        session,
        answers,
    }
}

/// The truths of routes and limbs, `None` for what does not apply.
fn truths(judgement: &Judgement) -> Vec<Option<Truth>> {
    let limbs = judgement.conditions.iter().flat_map(|(_, limbs)| limbs);
    judgement
        .routes
        .iter()
        .chain(limbs)
        .map(|state| state.counts().then_some(state.judged.truth))
        .collect()
}

/// Whether filling in `field` changes something known: at `filed` a blank under `stated`.
fn known_blank(drawn: &Drawn, field: &Field) -> bool {
    drawn.session.stage() == Stage::Filed && field.supplier == Supplier::Applicant
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filling_an_unknown_never_flips_what_is_known(picked in draws()) {
        let mut drawn = draw(&SHIPPED, &picked);
        let blanks: Vec<usize> =
            (0..drawn.ruleset.fields.len()).filter(|at| drawn.answers[*at].is_none()).collect();
        for at in blanks {
            let field = &drawn.ruleset.fields[at];
            if known_blank(&drawn, field) {
                continue;
            }
            let index = FieldIndex(at as u16);
            let before = truths(&drawn.session.judgement());
            let fill = value(field, picked.fills[at], days_for(&drawn.ruleset, index));
            drawn.session.set(index, fill).unwrap();
            let after = truths(&drawn.session.judgement());
            for (unit, (before, after)) in before.iter().zip(&after).enumerate() {
                let waits = drawn.session.procedure().units[unit].if_recorded;
                let kept = match before {
                    // A fact that counts once it is recorded was aside until now.
                    None if waits => true,
                    // Beside the point, not met: settled.
                    None | Some(Truth::NotMet) => after == before,
                    // A met limb may yet turn out beside the point: its trigger was open.
                    Some(Truth::Met) => *after != Some(Truth::NotMet) && *after != Some(Truth::Unknown),
                    Some(Truth::Unknown) => true,
                };
                prop_assert!(kept, "unit {unit} of {}: {before:?} became {after:?} on filling in `{}`",
                    drawn.session.procedure().id, field.id);
            }
        }
    }

    #[test]
    fn a_partial_verdict_is_never_contradicted_by_a_completion(picked in draws()) {
        let mut drawn = draw(&SHIPPED, &picked);
        let partial = drawn.session.judgement().verdict;
        for at in 0..drawn.ruleset.fields.len() {
            let field = &drawn.ruleset.fields[at];
            if drawn.answers[at].is_none() && !known_blank(&drawn, field) {
                let index = FieldIndex(at as u16);
                let fill = value(field, picked.fills[at], days_for(&drawn.ruleset, index));
                drawn.session.set(index, fill).unwrap();
            }
        }
        let whole = drawn.session.judgement();
        // A claim, and a fact that counts once it is recorded, are acts, not the filling of gaps.
        let procedure = drawn.session.procedure();
        let claimed = whole.deciding.is_some_and(|at| procedure.routes[at].claimed)
            || procedure.units.iter().zip(truths(&whole)).any(|(unit, truth)| {
                unit.if_recorded && truth.is_some_and(|truth| truth != Truth::Met)
            });
        if partial != Verdict::Undetermined && !claimed {
            prop_assert_eq!(partial, whole.verdict, "{}", drawn.session.procedure().id);
        }
    }

    #[test]
    fn a_session_equals_a_fresh_check_after_any_sequence_of_sets(
        picked in draws(),
        again in prop::collection::vec((any::<Index>(), any::<Option<Index>>()), 0..40),
    ) {
        let mut drawn = draw(&SHIPPED, &picked);
        let mut words = drawn.session.judgement().words();
        for (at, pick) in again {
            let at = at.index(drawn.ruleset.fields.len());
            let answer = pick.map(|pick| value(&drawn.ruleset.fields[at], pick, &DAYS));
            drawn.answers[at] = answer.clone();
            let effect =
                drawn.session.set(FieldIndex(at as u16), answer.unwrap_or(Input::Blank)).unwrap();
            let now = drawn.session.judgement().words();
            prop_assert!(effect == Effect::Moved || now == words, "something moved and was not said");
            words = now;
        }
        let mut fresh = open(&drawn.ruleset, drawn.session.procedure().id.as_str(), drawn.session.stage());
        // In another order, and all at once.
        for (at, answer) in drawn.answers.iter().enumerate().rev() {
            if let Some(answer) = answer {
                fresh.set(FieldIndex(at as u16), answer.clone()).unwrap();
            }
        }
        prop_assert_eq!(fresh.judgement().words(), words);
    }

    #[test]
    fn what_is_still_needed_is_open_and_enough(picked in draws()) {
        // When everything said to be needed is supplied, nothing is unknown for want of an
        // answer: only readings and versions stay open.
        let mut drawn = draw(&SHIPPED, &picked);
        for _ in 0..drawn.ruleset.fields.len() {
            let needed = drawn.session.judgement().needed;
            let Some(field) = needed.iter().find(|field| {
                drawn.session.answers()[usize::from(field.0)].is_open()
            }) else { break };
            let definition = &drawn.ruleset.fields[usize::from(field.0)];
            let mut fill = value(definition, picked.fills[usize::from(field.0)], &DAYS_TO_COME);
            if fill == Input::Text("pending".into()) {
                fill = Input::Text("approved".into());
            }
            drawn.session.set(*field, fill).unwrap();
        }
        let judgement = drawn.session.judgement();
        for field in &judgement.needed {
            prop_assert!(!drawn.session.answers()[usize::from(field.0)].is_open());
        }
        if judgement.deciding.is_none() {
            let limbs = judgement.conditions.iter().flat_map(|(_, limbs)| limbs);
            for limb in limbs.filter(|limb| limb.counts() && limb.judged.truth == Truth::Unknown) {
                let open = limb.judged.causes.names().any(|cause| ["finding", "decision"].contains(&cause));
                prop_assert!(!open, "{limb:?} waits for an answer that is not asked for");
            }
        }
    }
}
