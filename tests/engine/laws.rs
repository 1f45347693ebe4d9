//! Laws that hold for every procedure of every shipped ruleset, over random answers; and for
//! every predicate, over random ones.

use std::fs;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use shodaku::engine::answer::{Decision, Input};
use shodaku::engine::date::Date;
use shodaku::engine::facts::Unusable;
use shodaku::engine::field::{Field, FieldIndex, FieldType, Supplier};
use shodaku::engine::judgement::Judgement;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::predicate::Day;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::{Effect, Session};
use shodaku::engine::stage::Stage;
use shodaku::engine::truth::{Reasoned, Truth};
use shodaku::engine::verdict::Verdict;
use shodaku::library::draft;

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
            let json = draft::build(&fs::read_to_string(path).unwrap()).unwrap();
            rulesets.push(Arc::new(Ruleset::from_json(&json).unwrap()));
        }
    }
    assert!(!rulesets.is_empty());
    rulesets
});

/// A value of `field`, chosen by `pick`.
fn value(field: &Field, pick: Index, days: &[&str]) -> Input<'static> {
    let one = |count: usize| pick.index(count);
    let options = &field.options;
    match field.kind {
        FieldType::Text => Input::Text("文".into()),
        FieldType::Integer => Input::Number([0.0, 10.0, 4800.0][one(3)]),
        FieldType::Boolean | FieldType::Finding => Input::Boolean(one(2) == 0),
        FieldType::Choice => Input::Text(options[one(options.len())].to_string().into()),
        FieldType::Choices => {
            // All, none, or all but one: the sets that tell apart what a text asks for.
            let left_out = one(options.len() + 2);
            let kept = options.iter().enumerate().filter(|(at, _)| {
                left_out == options.len() || left_out < options.len() && *at != left_out
            });
            Input::List(kept.map(|(_, option)| option.to_string().into()).collect())
        }
        FieldType::Items => {
            let lists: [&[&str]; 3] = [&["氏名"], &["氏名", "住所"], &["氏名", "住所", "口座番号"]];
            Input::List(
                lists[one(3)]
                    .iter()
                    .map(|item| item.to_string().into())
                    .collect(),
            )
        }
        FieldType::Date => Input::Text(days[one(days.len())].to_owned().into()),
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
    session: Session<'static>,
    answers: Vec<Option<Input<'static>>>,
}

fn open(ruleset: &Arc<Ruleset>, procedure: &str, stage: Stage) -> Session<'static> {
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
    let answers: Vec<Option<Input<'static>>> = ruleset
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
    let limbs = judgement.conditions.iter().flat_map(|(_, limbs)| *limbs);
    judgement
        .routes
        .iter()
        .chain(limbs)
        .map(|state| state.counts().then_some(state.judged.truth))
        .collect()
}

/// Whether filling in `field` changes something known: at `filed` a blank under `stated`.
fn known_blank(drawn: &Drawn, field: &Field) -> bool {
    drawn.session.judging().stage() == Stage::Filed && field.supplier == Supplier::Applicant
}

/// Fills a blank in, unless with a day that contradicts another: that takes back what was known.
fn fill_in(session: &mut Session<'static>, field: FieldIndex, fill: Input<'static>) {
    session.set(field, fill).unwrap();
    if session.judging().facts().unusable(field) == Some(Unusable::OutOfOrder) {
        session.set(field, Input::Blank).unwrap();
    }
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
            let before = truths(&drawn.session.judging().judgement());
            let fill = value(field, picked.fills[at], days_for(&drawn.ruleset, index));
            fill_in(&mut drawn.session, index, fill);
            let after = truths(&drawn.session.judging().judgement());
            for (unit, (before, after)) in before.iter().zip(&after).enumerate() {
                let waits = drawn.session.judging().procedure().units[unit].if_recorded;
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
                    drawn.session.judging().procedure().id, field.id);
            }
        }
    }

    #[test]
    fn a_partial_verdict_is_never_contradicted_by_a_completion(picked in draws()) {
        let mut drawn = draw(&SHIPPED, &picked);
        let partial = drawn.session.judging().judgement().verdict;
        for at in 0..drawn.ruleset.fields.len() {
            let field = &drawn.ruleset.fields[at];
            if drawn.answers[at].is_none() && !known_blank(&drawn, field) {
                let index = FieldIndex(at as u16);
                let fill = value(field, picked.fills[at], days_for(&drawn.ruleset, index));
                fill_in(&mut drawn.session, index, fill);
            }
        }
        let whole = drawn.session.judging().judgement();
        // A claim, and a fact that counts once it is recorded, are acts, not the filling of gaps.
        let procedure = drawn.session.judging().procedure();
        let claimed = whole.deciding.is_some_and(|at| procedure.routes[at].claimed)
            || procedure.units.iter().zip(truths(&whole)).any(|(unit, truth)| {
                unit.if_recorded && truth.is_some_and(|truth| truth != Truth::Met)
            });
        if partial != Verdict::Undetermined && !claimed {
            prop_assert_eq!(partial, whole.verdict, "{}", drawn.session.judging().procedure().id);
        }
    }

    #[test]
    fn a_session_equals_a_fresh_check_after_any_sequence_of_sets(
        picked in draws(),
        again in prop::collection::vec((any::<Index>(), any::<Option<Index>>()), 0..40),
    ) {
        let mut drawn = draw(&SHIPPED, &picked);
        let mut words = drawn.session.judging().judgement().encoded();
        for (at, pick) in again {
            let at = at.index(drawn.ruleset.fields.len());
            let answer = pick.map(|pick| value(&drawn.ruleset.fields[at], pick, &DAYS));
            drawn.answers[at] = answer.clone();
            let effect =
                drawn.session.set(FieldIndex(at as u16), answer.unwrap_or(Input::Blank)).unwrap();
            let now = drawn.session.judging().judgement().encoded();
            prop_assert!(effect == Effect::Moved || now == words, "something moved and was not said");
            words = now;
        }
        let mut fresh = open(&drawn.ruleset, drawn.session.judging().procedure().id.as_str(), drawn.session.judging().stage());
        // In another order, and all at once.
        for (at, answer) in drawn.answers.iter().enumerate().rev() {
            if let Some(answer) = answer {
                fresh.set(FieldIndex(at as u16), answer.clone()).unwrap();
            }
        }
        prop_assert_eq!(fresh.judging().judgement().encoded(), words);
    }

    #[test]
    fn what_is_still_needed_is_open_and_enough(picked in draws()) {
        // When everything said to be needed is supplied, nothing is unknown for want of an
        // answer: only readings and versions stay open.
        let mut drawn = draw(&SHIPPED, &picked);
        for _ in 0..drawn.ruleset.fields.len() {
            let needed = drawn.session.judging().judgement().needed;
            let Some(field) = needed.iter().find(|field| {
                drawn.session.judging().answers()[usize::from(field.0)].is_open()
            }) else { break };
            let definition = &drawn.ruleset.fields[usize::from(field.0)];
            let mut fill = value(definition, picked.fills[usize::from(field.0)], &DAYS_TO_COME);
            if fill == Input::Text("pending".into()) {
                fill = Input::Text("approved".into());
            }
            drawn.session.set(*field, fill).unwrap();
        }
        let judgement = drawn.session.judging().judgement();
        for field in &judgement.needed {
            prop_assert!(!drawn.session.judging().answers()[usize::from(field.0)].is_open());
        }
        if judgement.deciding.is_none() {
            let limbs = judgement.conditions.iter().flat_map(|(_, limbs)| *limbs);
            for limb in limbs.filter(|limb| limb.counts() && limb.judged.truth == Truth::Unknown) {
                let open = limb.judged.causes.names().any(|cause| ["finding", "decision"].contains(&cause));
                prop_assert!(!open, "{limb:?} waits for an answer that is not asked for");
            }
        }
    }
}

// --- predicates ----------------------------------------------------------------------------

/// The fields random predicates look at: id, type, supplier and the values it may have.
fn vocabulary() -> Vec<(&'static str, &'static str, &'static str, Vec<Value>)> {
    let days = [
        "2025-03-31",
        "2025-04-01",
        "2026-03-31",
        "2026-04-01",
        TODAY,
    ]
    .map(Value::from);
    let numbers = [0, 1, 2, 3].map(Value::from);
    let yes_or_no = [true, false].map(Value::from);
    let decisions = ["approved", "rejected", "pending", "not_sought"].map(Value::from);
    let items = [
        json!(["甲"]),
        json!(["甲", "乙"]),
        json!(["乙", "丙"]),
        json!(["乙", "甲", "乙"]),
    ];
    let sets = [
        json!([]),
        json!(["x"]),
        json!(["x", "y"]),
        json!(["x", "y", "z"]),
    ];
    vec![
        ("b0", "boolean", "applicant", yes_or_no.to_vec()),
        ("b1", "boolean", "contract", yes_or_no.to_vec()),
        ("f", "finding", "officer", yes_or_no.to_vec()),
        ("d", "decision", "body", decisions.to_vec()),
        (
            "k",
            "choice",
            "applicant",
            ["x", "y", "z"].map(Value::from).to_vec(),
        ),
        ("s", "choices", "applicant", sets.to_vec()),
        ("n0", "integer", "applicant", numbers.to_vec()),
        ("n1", "integer", "contract", numbers.to_vec()),
        ("i0", "items", "applicant", items.to_vec()),
        ("i1", "items", "contract", items.to_vec()),
        ("t0", "date", "applicant", days.to_vec()),
        ("t1", "date", "contract", days.to_vec()),
        (
            "y",
            "fiscal_year",
            "applicant",
            [2023, 2024, 2025, 2026].map(Value::from).to_vec(),
        ),
        ("w", "text", "applicant", vec![json!("文")]),
    ]
}

/// Every operator that asks something of a field.
fn tests() -> Vec<Value> {
    let mut tests = Vec::new();
    for (id, ..) in vocabulary() {
        tests.push(json!({ "stated": id }));
    }
    for id in ["b0", "b1"] {
        tests.extend([
            json!({ "yes": id }),
            json!({ "no": id }),
            json!({ "is": [id, false] }),
        ]);
    }
    tests.extend([
        json!({ "found": "f" }),
        json!({ "is": ["f", false] }),
        json!({ "decided": "d" }),
        json!({ "is": ["d", "rejected"] }),
        json!({ "one_of": ["d", ["rejected", "not_sought"]] }),
        json!({ "is": ["k", "x"] }),
        json!({ "one_of": ["k", ["x", "y"]] }),
        json!({ "has": ["s", "x"] }),
        json!({ "lacks": ["s", "y"] }),
        json!({ "has_all": ["s", ["x", "z"]] }),
        json!({ "subset": ["i0", "i1"] }),
        json!({ "is": ["n0", 2] }),
        json!({ "at_most": ["n0", 1] }),
        json!({ "at_most": ["n0", "n1"] }),
        json!({ "at_most": ["i0", 1] }),
        json!({ "at_most": ["n0", "i1"] }),
        json!({ "at_least": ["n0", 2] }),
        json!({ "at_least": ["n0", "n1"] }),
        json!({ "at_least": ["s", 2] }),
        json!({ "at_least": ["i0", "s"] }),
        json!({ "at_most": ["n0", "n1", 1, 2] }),
        json!({ "at_most": ["n1", "n0", 3, 2] }),
        json!({ "at_least": ["s", "n1", 2, 3] }),
        json!({ "at_least": ["i0", 3, 1, 2] }),
    ]);
    let days = ["t0", "t1", "asOf", "2026-03-31"];
    for (first, second) in days
        .iter()
        .flat_map(|first| days.map(|second| (*first, second)))
    {
        if first != second {
            tests.push(json!({ "before": [first, second] }));
            tests.push(json!({ "not_before": [first, second] }));
            for apart in [0, 1, 2, 365] {
                tests.push(json!({ "before": [first, second, apart] }));
            }
        }
    }
    let years = ["t0", "t1", "y", "asOf", "2025-04-01"];
    for (first, second) in years
        .iter()
        .flat_map(|first| years.map(|second| (*first, second)))
    {
        if first != second {
            tests.push(json!({ "within_years": [first, second] }));
            for limit in 0..3 {
                tests.push(json!({ "within_years": [first, second, limit] }));
            }
        }
    }
    tests
}

/// A predicate of any operators.
fn predicates() -> impl Strategy<Value = Value> {
    let test = prop::sample::select(tests());
    test.prop_recursive(4, 24, 4, |member| {
        let members = || prop::collection::vec(member.clone(), 0..4);
        prop_oneof![
            members().prop_map(|all| json!({ "all": all })),
            members().prop_map(|any| json!({ "any": any })),
            member.clone().prop_map(|not| json!({ "not": not })),
            member
                .clone()
                .prop_map(|open| json!({ "else_reading": open })),
        ]
    })
}

/// Answers to the vocabulary; a quarter of them blank.
fn answers() -> impl Strategy<Value = Vec<Value>> {
    let pick = (prop::bool::weighted(0.25), any::<Index>());
    let count = vocabulary().len();
    prop::collection::vec(pick, count).prop_map(|picks| {
        let values = vocabulary().into_iter().map(|(.., values)| values);
        let answers = values
            .zip(picks)
            .map(|(values, (blank, pick))| match blank {
                true => Value::Null,
                false => pick.get(&values).clone(),
            });
        answers.collect()
    })
}

/// What the table of operators says of a predicate, word for word and with no regard to speed.
fn said(predicate: &Value, answers: &[Value], stage: Stage) -> Truth {
    let (operator, value) = predicate.as_object().unwrap().iter().next().unwrap();
    let members = || {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(|member| said(member, answers, stage))
    };
    let field = |id: &Value| {
        let known = vocabulary();
        let at = known.iter().position(|(known, ..)| id == known).unwrap();
        (known[at].2, answers[at].clone())
    };
    let answer = |id: &Value| match field(id).1 {
        Value::Null => None,
        Value::String(text) if text == "pending" => None,
        answer => Some(answer),
    };
    let holds = |holds: Option<bool>| holds.map_or(Truth::Unknown, Truth::from);
    let day = |day: &Value| match day.as_str().unwrap() {
        "asOf" => Some(TODAY.to_owned()),
        constant if constant.contains('-') => Some(constant.to_owned()),
        _ => answer(day).and_then(|day| Some(day.as_str()?.to_owned())),
    };
    let year = |of: &Value| match (of.as_str(), answer_if(of, &answer)) {
        (Some("y"), year) => year.and_then(|year| year.as_u64()),
        _ => day(of).map(|day| {
            let year: u64 = day[..4].parse().unwrap();
            if &day[5..7] < "04" { year - 1 } else { year }
        }),
    };
    let list = |list: &Value| -> Vec<Value> { list.as_array().unwrap().clone() };
    let number = |of: &Value| match of.as_u64() {
        Some(fixed) => Some(fixed),
        None => answer(of).map(|answer| match answer.as_array() {
            // Each entry once.
            Some(entries) => entries
                .iter()
                .enumerate()
                .filter(|(at, entry)| !entries[..*at].contains(entry))
                .count() as u64,
            None => answer.as_u64().unwrap(),
        }),
    };
    // Each multiplied by what the other is divided by.
    let numbers = || {
        let share = |at: usize| value.get(at).map_or(1, |part| part.as_u64().unwrap());
        let (first, second) = number(&value[0]).zip(number(&value[1]))?;
        Some((first * share(3), second * share(2)))
    };
    match operator.as_str() {
        "all" => match () {
            () if members().any(|truth| truth == Truth::NotMet) => Truth::NotMet,
            () if members().all(|truth| truth == Truth::Met) => Truth::Met,
            () => Truth::Unknown,
        },
        "any" => match () {
            () if members().any(|truth| truth == Truth::Met) => Truth::Met,
            () if members().all(|truth| truth == Truth::NotMet) => Truth::NotMet,
            () => Truth::Unknown,
        },
        "not" => !said(value, answers, stage),
        "else_reading" => match said(value, answers, stage) {
            Truth::NotMet => Truth::Unknown,
            truth => truth,
        },
        "stated" => match field(value) {
            ("applicant", Value::Null) if stage == Stage::Filed => Truth::NotMet,
            (_, Value::Null) => Truth::Unknown,
            _ => Truth::Met,
        },
        "yes" | "found" => holds(answer(value).map(|answer| answer == true)),
        "no" => holds(answer(value).map(|answer| answer == false)),
        "decided" => holds(answer(value).map(|answer| answer == "approved")),
        "is" => holds(answer(&value[0]).map(|answer| answer == value[1])),
        "one_of" => holds(answer(&value[0]).map(|answer| list(&value[1]).contains(&answer))),
        "has" => holds(answer(&value[0]).map(|set| list(&set).contains(&value[1]))),
        "lacks" => holds(answer(&value[0]).map(|set| !list(&set).contains(&value[1]))),
        "has_all" => holds(answer(&value[0]).map(|set| {
            list(&value[1])
                .iter()
                .all(|option| list(&set).contains(option))
        })),
        "subset" => holds(
            answer(&value[0])
                .zip(answer(&value[1]))
                .map(|(part, whole)| list(&part).iter().all(|entry| list(&whole).contains(entry))),
        ),
        "at_most" => holds(numbers().map(|(number, limit)| number <= limit)),
        "at_least" => holds(numbers().map(|(number, limit)| number >= limit)),
        "before" if value.get(2).is_some() => {
            // Day by day from the first on, the second does not come sooner.
            let both = day(&value[0]).zip(day(&value[1]));
            holds(both.map(|(first, second)| {
                let second = Date::from_iso(&second).unwrap();
                let mut day = Date::from_iso(&first).unwrap();
                for _ in 0..value[2].as_u64().unwrap() {
                    day = day.next();
                }
                day <= second
            }))
        }
        "before" => match day(&value[0]).zip(day(&value[1])) {
            Some((first, second)) if first == second => Truth::Unknown,
            both => holds(both.map(|(first, second)| first < second)),
        },
        "not_before" => {
            let both = day(&value[0]).zip(day(&value[1]));
            holds(both.map(|(first, second)| first >= second))
        }
        "within_years" => {
            let most = value
                .get(2)
                .map_or(u64::MAX, |limit| limit.as_u64().unwrap());
            let both = year(&value[0]).zip(year(&value[1]));
            holds(both.map(|(first, second)| first <= second && second - first <= most))
        }
        other => panic!("no operator `{other}`"),
    }
}

/// The answer of what may be a field or a day.
fn answer_if(id: &Value, answer: &dyn Fn(&Value) -> Option<Value>) -> Option<Value> {
    let known = vocabulary().iter().any(|(known, ..)| id == known);
    known.then(|| answer(id)).flatten()
}

/// A ruleset whose limbs are these predicates.
fn asking(predicates: &[Value]) -> Arc<Ruleset> {
    let text = json!({ "ja": "文" });
    let options = ["x", "y", "z"].map(|value| json!({ "value": value, "label": text }));
    let fields: Vec<Value> = vocabulary()
        .into_iter()
        .map(|(id, kind, supplier, _)| {
            let mut field = json!({ "id": id, "type": kind, "supplier": supplier, "label": text });
            if kind.starts_with("choice") {
                field["options"] = json!(options);
            }
            field
        })
        .collect();
    let limbs: Vec<Value> = predicates
        .iter()
        .enumerate()
        .map(|(at, predicate)| {
            let mut limb = predicate.clone();
            limb["id"] = json!(format!("l{at}"));
            limb
        })
        .collect();
    let document = json!({
        "ruleset": {
            "format": 1, "id": "town", "version": "1",
            "municipality": text, "title": text, "instrument": text,
        },
        "field": fields,
        "condition": [{
            "id": "one", "clause": "1", "topic": "scope", "title": text, "message": text,
            "remedy": text, "limb": limbs,
        }],
        "procedure": [{ "id": "ask", "title": text, "conditions": ["one"] }],
    });
    Arc::new(Ruleset::from_json(&document.to_string()).unwrap_or_else(|error| panic!("{error:#?}")))
}

/// What the engine says of each limb.
fn judge(ruleset: &Arc<Ruleset>, answers: &[Value], stage: Stage) -> Vec<Reasoned> {
    let mut session = open(ruleset, "ask", stage);
    for (at, answer) in answers.iter().enumerate() {
        let input = match answer {
            Value::Null => Input::Blank,
            Value::Bool(yes) => Input::Boolean(*yes),
            Value::Number(number) => Input::Number(number.as_f64().unwrap()),
            Value::String(text) => Input::Text(text.clone().into()),
            Value::Array(list) => Input::List(
                list.iter()
                    .map(|text| text.as_str().unwrap().into())
                    .collect(),
            ),
            Value::Object(_) => Input::Other,
        };
        session.set(FieldIndex(at as u16), input).unwrap();
    }
    let (_, limbs) = &session.judging().judgement().conditions[0];
    limbs.iter().map(|limb| limb.judged).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_predicate_is_judged_as_the_table_of_operators_says(
        predicate in predicates(),
        answers in answers(),
        filed in any::<bool>(),
    ) {
        let stage = if filed { Stage::Filed } else { Stage::Draft };
        let ruleset = asking(&[
            predicate.clone(),
            json!({ "not": predicate }),
            json!({ "else_reading": predicate }),
            json!({ "not": { "else_reading": predicate } }),
            json!({ "else_reading": { "not": predicate } }),
        ]);
        let [plain, not, open, not_open, open_not] = judge(&ruleset, &answers, stage)[..] else {
            panic!("five limbs");
        };
        prop_assert_eq!(plain.truth, said(&predicate, &answers, stage));
        prop_assert_eq!(not.truth, !plain.truth);
        // What is left open is met or unknown, and says which.
        let known = if plain.truth == Truth::Met { Truth::Met } else { Truth::Unknown };
        prop_assert_eq!((open.truth, not_open.truth), (known, !known));
        prop_assert_eq!(open_not.truth, if plain.truth == Truth::NotMet { Truth::Met } else { Truth::Unknown });
        if plain.truth == Truth::NotMet {
            prop_assert_eq!(open.causes.names().collect::<Vec<_>>(), ["reading"]);
        }
        for judged in [plain, not, open, not_open, open_not] {
            let causes: Vec<_> = judged.causes.names().collect();
            let allowed: &[&str] = match judged.truth {
                Truth::Met => &[],
                Truth::NotMet => &["answer", "finding", "decision"],
                Truth::Unknown => &["missing", "finding", "decision", "reading"],
            };
            prop_assert!(causes.iter().all(|cause| allowed.contains(cause)), "{:?}", judged);
            prop_assert!(judged.truth != Truth::Unknown || !causes.is_empty(), "unknown and not why");
        }
    }

    #[test]
    fn filling_in_an_answer_of_a_predicate_never_flips_what_is_known(
        predicate in predicates(),
        partial in answers(),
        whole in answers(),
    ) {
        let ruleset = asking(std::slice::from_ref(&predicate));
        let filled = partial.iter().zip(&whole);
        let filled: Vec<Value> = filled
            .map(|(partial, whole)| {
                let open = partial.is_null() || partial == "pending";
                if open && !whole.is_null() { whole } else { partial }.clone()
            })
            .collect();
        let before = judge(&ruleset, &partial, Stage::Draft)[0].truth;
        let after = judge(&ruleset, &filled, Stage::Draft)[0].truth;
        prop_assert!(before == Truth::Unknown || before == after, "{before:?} became {after:?}");
    }
}
