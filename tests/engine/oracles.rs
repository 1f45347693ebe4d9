//! What public suites say of three-valued logic; `tests/data/oracles/README.md` says which, and
//! where this engine differs.

use std::fs;
use std::sync::Arc;

use serde_json::{Value, json};
use shodaku::engine::answer::Input;
use shodaku::engine::date::Date;
use shodaku::engine::error::Error;
use shodaku::engine::field::FieldIndex;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;
use shodaku::engine::stage::Stage;
use shodaku::engine::truth::{Cause, Reasoned, Truth};
use shodaku::engine::verdict::Verdict;

/// One row: where it comes from, the operator, its operands, and what it leads to.
struct Row {
    from: String,
    op: String,
    of: Vec<Value>,
    is: Truth,
}

/// The rows of a suite that are held to be so here: the same, refused, or different.
fn rows(suite: &str, held: &str) -> Vec<Row> {
    let text = fs::read_to_string(format!("tests/data/oracles/{suite}.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let mut rows = Vec::new();
    for group in file["groups"].as_array().unwrap() {
        if group["as"] != held {
            continue;
        }
        for row in group["rows"].as_array().unwrap() {
            rows.push(Row {
                from: format!("{suite} {} {}: {}", group["suite"], row[0], row[1]),
                op: group["op"].as_str().unwrap().to_owned(),
                of: row[2].as_array().unwrap().clone(),
                is: truth(&row[3]),
            });
        }
    }
    assert!(!rows.is_empty(), "{suite} has no rows that are {held}");
    rows
}

fn truth(value: &Value) -> Truth {
    match value {
        Value::Bool(yes) => Truth::from(*yes),
        Value::Null => Truth::Unknown,
        other => panic!("{other} is no truth value"),
    }
}

/// The kinds of test an operand can be, with the operator that asks for it and its three values.
fn kinds() -> [(&'static str, &'static str, [Value; 3]); 4] {
    [
        ("boolean", "yes", [json!(true), json!(false), json!(null)]),
        ("finding", "found", [json!(true), json!(false), json!(null)]),
        (
            "decision",
            "decided",
            [json!("approved"), json!("rejected"), json!("pending")],
        ),
        // Unknown, since it was typed and cannot be read.
        ("integer", "at_most", [json!(1), json!(3), json!("many")]),
    ]
}

/// The same question in several words: the operator, and what it comes to by De Morgan.
fn wordings(op: &str, tests: &[Value]) -> Vec<Value> {
    let not = |of: &Value| json!({ "not": of });
    let opposites: Vec<Value> = tests.iter().map(not).collect();
    let nested = |op: &str| match tests {
        [first, rest @ ..] if !rest.is_empty() => json!({ op: [first, { op: rest }] }),
        _ => json!({ op: tests }),
    };
    match op {
        "all" => vec![
            json!({ "all": tests }),
            not(&json!({ "any": opposites })),
            not(&not(&nested("all"))),
        ],
        "any" => vec![
            json!({ "any": tests }),
            not(&json!({ "all": opposites })),
            not(&not(&nested("any"))),
        ],
        "none" => vec![not(&json!({ "any": tests })), json!({ "all": opposites })],
        "not" => vec![opposites[0].clone(), not(&not(&opposites[0]))],
        other => panic!("no operator `{other}`"),
    }
}

fn text(ja: &str) -> Value {
    json!({ "ja": ja })
}

/// A ruleset that asks one question, as a limb and as a gate, over fields `f0`, `f1`, ….
fn ruleset(kind: &str, fields: usize, question: &Value) -> Arc<Ruleset> {
    let supplier = if kind == "decision" {
        "body"
    } else {
        "officer"
    };
    let fields: Vec<Value> = (0..fields)
        .map(|at| json!({ "id": format!("f{at}"), "type": kind, "supplier": supplier, "label": text("項目") }))
        .collect();
    let mut limb = question.clone();
    limb["id"] = json!("question");
    let document = json!({
        "ruleset": {
            "format": 1, "id": "oracle", "version": "1",
            "municipality": text("町"), "title": text("規程"), "instrument": text("告示"),
        },
        "field": fields,
        "route": [{
            "id": "gate", "when": question, "verdict": "exempt", "clause": "第1条",
            "message": text("承諾は要りません。"),
        }],
        "condition": [{
            "id": "condition", "clause": "第2条", "topic": "scope", "title": text("問い"),
            "message": text("満たされません。"), "remedy": text("満たしてください。"),
            "limb": [limb],
        }],
        "procedure": [
            { "id": "limb", "title": text("要素"), "conditions": ["condition"] },
            { "id": "gate", "title": text("経路"), "routes": ["gate"] },
        ],
    });
    Arc::new(Ruleset::from_json(&document.to_string()).unwrap_or_else(|error| panic!("{error:#?}")))
}

fn input(value: &Value) -> Input<'_> {
    match value {
        Value::Null => Input::Blank,
        Value::Bool(yes) => Input::Boolean(*yes),
        Value::Number(number) => Input::Number(number.as_f64().unwrap()),
        Value::String(text) => Input::Text(text.into()),
        _ => Input::Other,
    }
}

fn judge<'v>(
    ruleset: &Arc<Ruleset>,
    procedure: &str,
    values: &'v [Value],
) -> Result<Session<'v>, Error> {
    let today = Date::from_iso("2026-11-22").unwrap();
    let mut given = values
        .iter()
        .enumerate()
        .map(|(at, value)| (FieldIndex(at as u16), input(value)));
    Session::open(
        Arc::clone(ruleset),
        procedure,
        Stage::Filed,
        today,
        None,
        nfkc,
        &mut given,
    )
}

/// What `question` comes to: the truth of the limb that asks it, once the verdict and the gate
/// have been found to agree with it.
fn asked(kind: &str, question: &Value, values: &[Value], context: &str) -> Truth {
    let ruleset = ruleset(kind, values.len(), question);
    let limb = judge(&ruleset, "limb", values).unwrap();
    let limb = limb.judging().judgement();
    let gate = judge(&ruleset, "gate", values)
        .unwrap()
        .judging()
        .judgement()
        .verdict;
    let (_, limbs) = &limb.conditions[0];
    let (of_limb, of_gate) = match limbs[0].judged.truth {
        Truth::Met => (Verdict::Approvable, Verdict::Exempt),
        Truth::NotMet => (Verdict::NotApprovable, Verdict::Approvable),
        Truth::Unknown => (Verdict::Undetermined, Verdict::Undetermined),
    };
    assert_eq!(
        (limb.verdict, gate),
        (of_limb, of_gate),
        "{context}: {question}"
    );
    limbs[0].judged.truth
}

fn connectives_agree(suite: &str) {
    for row in rows(suite, "same").iter().filter(|row| row.op != "is") {
        for (kind, op, [yes, no, unknown]) in kinds() {
            let tests: Vec<Value> = (0..row.of.len())
                .map(|at| match op {
                    "at_most" => json!({ op: [format!("f{at}"), 2] }),
                    _ => json!({ op: format!("f{at}") }),
                })
                .collect();
            let values: Vec<Value> = row
                .of
                .iter()
                .map(|operand| match truth(operand) {
                    Truth::Met => yes.clone(),
                    Truth::NotMet => no.clone(),
                    Truth::Unknown => unknown.clone(),
                })
                .collect();
            for question in wordings(&row.op, &tests) {
                let truth = asked(kind, &question, &values, &row.from);
                assert_eq!(truth, row.is, "{} as {question} of {values:?}", row.from);
            }
        }
        let judged = row.of.iter().map(|operand| match truth(operand) {
            Truth::Met => Reasoned::MET,
            Truth::NotMet => Reasoned::not_met(Cause::Answer),
            Truth::Unknown => Reasoned::unknown(Cause::Missing),
        });
        let truth = match row.op.as_str() {
            "all" => Reasoned::all(judged).truth,
            "any" => Reasoned::any(judged).truth,
            _ => !Reasoned::any(judged).truth,
        };
        assert_eq!(truth, row.is, "{} of truths", row.from);
    }
}

fn equality(row: &Row) -> Truth {
    let question = json!({ "is": ["f0", row.of[1]] });
    asked("boolean", &question, &row.of[..1], &row.from)
}

#[test]
fn the_dmn_tck_agrees() {
    connectives_agree("dmn");
}

#[test]
fn cel_agrees() {
    connectives_agree("cel");
}

#[test]
fn known_values_are_equal_or_not_as_both_say() {
    for suite in ["dmn", "cel"] {
        for row in rows(suite, "same").iter().filter(|row| row.op == "is") {
            assert_eq!(equality(row), row.is, "{}", row.from);
        }
    }
}

#[test]
fn whether_a_blank_equals_a_value_is_unknown_here_alone() {
    for suite in ["dmn", "cel"] {
        for row in rows(suite, "differs") {
            assert_eq!(row.is, Truth::NotMet, "{}", row.from);
            assert_eq!(equality(&row), Truth::Unknown, "{}", row.from);
        }
    }
}

#[test]
fn a_value_of_another_type_is_refused_here_alone() {
    for suite in ["dmn", "cel"] {
        for row in rows(suite, "refused") {
            let tests: Vec<Value> = (0..row.of.len())
                .map(|at| json!({ "yes": format!("f{at}") }))
                .collect();
            for question in wordings(&row.op, &tests) {
                let ruleset = ruleset("boolean", row.of.len(), &question);
                let error = judge(&ruleset, "limb", &row.of).unwrap_err();
                assert_eq!(error.code(), "wrong_type", "{}", row.from);
            }
        }
    }
}

#[test]
fn an_unknown_names_every_cause_that_keeps_it_open() {
    // Where CEL may report either error, both are named here; what is settled names none.
    let open = [
        Reasoned::unknown(Cause::Decision),
        Reasoned::unknown(Cause::Missing),
    ];
    let named = |judged: Reasoned| judged.causes.names().collect::<Vec<_>>();
    assert_eq!(named(Reasoned::all(open)), ["missing", "decision"]);
    assert_eq!(named(Reasoned::any(open)), ["missing", "decision"]);
    let [first, second] = open;
    assert!(named(Reasoned::any([first, Reasoned::MET, second])).is_empty());
    let refuted = Reasoned::not_met(Cause::Answer);
    assert_eq!(named(Reasoned::all([first, refuted, second])), ["answer"]);
}
