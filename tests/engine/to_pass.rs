//! What would clear everything that fails: for each operator, alone and together.

use std::sync::Arc;

use serde_json::{Value, json};
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;
use shodaku::engine::to_pass::{Change, ToPass};

fn text() -> Value {
    json!({ "ja": "文" })
}

fn field(id: &str, kind: &str, supplier: &str, nature: &str) -> Value {
    let mut field = json!({
        "id": id, "type": kind, "supplier": supplier, "nature": nature, "label": text(),
    });
    if kind.starts_with("choice") {
        let options = ["a", "b", "c", "d", "e"].map(|it| json!({ "value": it, "label": text() }));
        field["options"] = options.as_slice().into();
    }
    field
}

/// A ruleset with these limbs, and a ban of what is banned.
fn ruleset(limbs: &[Value]) -> Arc<Ruleset> {
    let mine = |id: &str, kind: &str| field(id, kind, "applicant", "plan");
    let limbs: Vec<Value> = (0..)
        .zip(limbs)
        .map(|(at, limb)| {
            let mut limb = limb.clone();
            limb["id"] = json!(format!("l{at}"));
            limb
        })
        .collect();
    let document = json!({
        "ruleset": {
            "format": 1, "id": "town", "version": "1", "municipality": text(), "title": text(),
            "instrument": text(),
            "in_force": { "from": "2026-04-01", "decided_by": ["approval"] },
        },
        "field": [
            mine("text", "text"), mine("list", "items"), mine("day", "date"),
            mine("year", "fiscal_year"), mine("number", "integer"), mine("flag", "boolean"),
            mine("other", "boolean"), mine("kind", "choice"), mine("parts", "choices"),
            mine("banned", "boolean"),
            field("done", "boolean", "applicant", "record"),
            field("allowed", "items", "contract", "record"),
            field("limit", "integer", "contract", "record"),
            field("fixed", "date", "contract", "record"),
            field("approval", "date", "contract", "record"),
            field("finding", "finding", "officer", "record"),
            field("decision", "decision", "body", "record"),
        ],
        "route": [{
            "id": "ban", "when": { "yes": "banned" }, "verdict": "prohibited", "clause": "1",
            "message": text(),
        }],
        "condition": [{
            "id": "c", "clause": "1", "topic": "scope", "title": text(), "message": text(),
            "remedy": text(), "limb": limbs,
        }],
        "procedure": [{ "id": "ask", "title": text(), "routes": ["ban"], "conditions": ["c"] }],
    });
    Arc::new(Ruleset::from_json(&document.to_string()).unwrap())
}

/// The ways to pass, with `/` between them, or after `!` what cannot be cleared.
fn ways(limbs: &[Value], answers: &Value) -> String {
    let request = json!({
        "procedure": "ask", "stage": "filed", "asOf": "2026-11-22", "answers": answers,
    });
    let request = request.to_string();
    let request = Request::from_json(&request).unwrap();
    let session = Session::check(ruleset(limbs), request, nfkc).unwrap();
    let ToPass { sets, cannot_pass } = ToPass::of(session.judging(), session.contents());
    let change = |Change {
                      field,
                      change,
                      value,
                  }: &Change| {
        let value = value
            .as_ref()
            .map(|value| format!(" {}", value.canonical()));
        format!("{field} {}{}", change.name(), value.unwrap_or_default())
    };
    let set = |set: &Vec<Change>| set.iter().map(change).collect::<Vec<_>>().join(" + ");
    let sets: Vec<String> = sets.iter().map(set).collect();
    match cannot_pass.is_empty() {
        true => sets.join(" / "),
        false => format!("{}! {}", sets.join(" / "), cannot_pass.join(", ")),
    }
}

#[track_caller]
fn assert_ways(rows: &[(Value, Value, &str)]) {
    for (limb, answers, expected) in rows {
        let found = ways(std::slice::from_ref(limb), answers);
        assert_eq!(found, *expected, "{limb} of {answers}");
    }
}

#[test]
fn each_operator_has_the_changes_that_clear_it() {
    let days = json!({ "day": "2026-12-05", "fixed": "2026-12-01" });
    let early = json!({ "day": "2026-11-25", "fixed": "2026-12-01" });
    assert_ways(&[
        (json!({ "stated": "text" }), json!({}), "text state"),
        (json!({ "stated": "list" }), json!({}), "list state"),
        (json!({ "stated": "day" }), json!({}), "day state"),
        (json!({ "stated": "number" }), json!({}), "number state"),
        (json!({ "stated": "flag" }), json!({}), "! c.l0"),
        (
            json!({ "not": { "stated": "text" } }),
            json!({ "text": "x" }),
            "! c.l0",
        ),
        (
            json!({ "yes": "flag" }),
            json!({ "flag": false }),
            "flag set true",
        ),
        (
            json!({ "no": "flag" }),
            json!({ "flag": true }),
            "flag set false",
        ),
        (
            json!({ "is": ["kind", "a"] }),
            json!({ "kind": "b" }),
            "kind set \"a\"",
        ),
        (
            json!({ "one_of": ["kind", ["d", "b"]] }),
            json!({ "kind": "a" }),
            "kind set \"d\" / kind set \"b\"",
        ),
        (
            json!({ "not": { "one_of": ["kind", ["a", "c", "e"]] } }),
            json!({ "kind": "a" }),
            "kind set \"b\" / kind set \"d\"",
        ),
        (
            json!({ "not": { "is": ["kind", "a"] } }),
            json!({ "kind": "a" }),
            "kind set \"b\" / kind set \"c\" / kind set \"d\"",
        ),
        (
            json!({ "is": ["number", 7] }),
            json!({ "number": 5 }),
            "number set 7",
        ),
        (
            json!({ "is": ["decision", "approved"] }),
            json!({ "decision": "rejected" }),
            "! c.l0",
        ),
        (
            json!({ "has": ["parts", "a"] }),
            json!({ "parts": ["b"] }),
            "parts set [\"a\",\"b\"]",
        ),
        (
            json!({ "lacks": ["parts", "a"] }),
            json!({ "parts": ["a", "b"] }),
            "parts set [\"b\"]",
        ),
        (
            json!({ "has_all": ["parts", ["a", "c"]] }),
            json!({ "parts": ["c", "b"] }),
            "parts set [\"a\",\"b\",\"c\"]",
        ),
        (
            json!({ "subset": ["list", "allowed"] }),
            json!({ "list": ["x", "y", "z"], "allowed": ["y"] }),
            "list remove [\"x\",\"z\"]",
        ),
        (
            json!({ "subset": ["list", "allowed"] }),
            json!({ "list": ["x"], "allowed": ["y"] }),
            "list remove [\"x\"]",
        ),
        (
            json!({ "not": { "subset": ["list", "allowed"] } }),
            json!({ "list": ["x"], "allowed": ["x"] }),
            "! c.l0",
        ),
        (
            json!({ "at_most": ["number", 5] }),
            json!({ "number": 6 }),
            "number at_most 5",
        ),
        (
            json!({ "at_most": ["number", "limit"] }),
            json!({ "number": 6, "limit": 4 }),
            "number at_most 4",
        ),
        (
            json!({ "not": { "at_most": ["number", 5] } }),
            json!({ "number": 5 }),
            "! c.l0",
        ),
        (
            json!({ "before": ["day", "fixed"] }),
            days.clone(),
            "day before \"2026-12-01\"",
        ),
        (
            json!({ "before": ["fixed", "day"] }),
            early.clone(),
            "day after \"2026-12-01\"",
        ),
        (
            json!({ "not": { "before": ["day", "fixed"] } }),
            early.clone(),
            "day after \"2026-12-01\"",
        ),
        (
            json!({ "not": { "before": ["fixed", "day"] } }),
            days.clone(),
            "day before \"2026-12-01\"",
        ),
        // On the same day will do.
        (
            json!({ "not_before": ["day", "fixed"] }),
            early.clone(),
            "day after \"2026-11-30\"",
        ),
        (
            json!({ "not_before": ["fixed", "day"] }),
            days.clone(),
            "day before \"2026-12-02\"",
        ),
        (
            json!({ "not": { "not_before": ["day", "fixed"] } }),
            days,
            "day before \"2026-12-01\"",
        ),
        (
            json!({ "not": { "not_before": ["fixed", "day"] } }),
            early,
            "day after \"2026-12-01\"",
        ),
        (
            json!({ "before": ["fixed", "2026-01-01"] }),
            json!({ "fixed": "2026-12-01" }),
            "! c.l0",
        ),
        // So many days before it or after, or one less where that is not to be.
        (
            json!({ "before": ["day", "fixed", 7] }),
            json!({ "day": "2026-12-01", "fixed": "2026-12-07" }),
            "day before \"2026-12-01\"",
        ),
        (
            json!({ "before": ["fixed", "day", 7] }),
            json!({ "day": "2026-12-07", "fixed": "2026-12-01" }),
            "day after \"2026-12-07\"",
        ),
        (
            json!({ "not": { "before": ["day", "fixed", 7] } }),
            json!({ "day": "2026-12-01", "fixed": "2026-12-08" }),
            "day after \"2026-12-01\"",
        ),
        (
            json!({ "not": { "before": ["fixed", "day", 7] } }),
            json!({ "day": "2026-12-08", "fixed": "2026-12-01" }),
            "day before \"2026-12-08\"",
        ),
        (
            json!({ "at_most": ["number", "limit", 1, 3] }),
            json!({ "number": 6, "limit": 10 }),
            "number at_most 3",
        ),
        (
            json!({ "at_most": ["number", "limit", 2, 3] }),
            json!({ "number": 7, "limit": 10 }),
            "number at_most 6",
        ),
        // Nothing says which entries to add, or how many more there should be.
        (
            json!({ "at_least": ["number", 7] }),
            json!({ "number": 6 }),
            "! c.l0",
        ),
        (
            json!({ "at_most": ["list", 1] }),
            json!({ "list": ["x", "y"] }),
            "! c.l0",
        ),
        (
            json!({ "at_least": ["limit", "number"] }),
            json!({ "number": 6, "limit": 4 }),
            "number at_most 4",
        ),
        (
            json!({ "within_years": ["year", "fixed", 1] }),
            json!({ "year": 2020, "fixed": "2026-12-01" }),
            "! c.l0",
        ),
        (
            json!({ "in_force": true }),
            json!({ "approval": "2026-03-31" }),
            "! c.l0",
        ),
    ]);
}

#[test]
fn what_is_not_the_askers_to_plan_is_never_proposed() {
    assert_ways(&[
        (json!({ "yes": "done" }), json!({ "done": false }), "! c.l0"),
        (
            json!({ "found": "finding" }),
            json!({ "finding": false }),
            "! c.l0",
        ),
        (
            json!({ "decided": "decision" }),
            json!({ "decision": "rejected" }),
            "! c.l0",
        ),
        (
            json!({ "at_most": ["limit", 5] }),
            json!({ "limit": 9 }),
            "! c.l0",
        ),
        (
            json!({ "any": [{ "yes": "done" }, { "yes": "flag" }] }),
            json!({ "done": false, "flag": false }),
            "flag set true",
        ),
        (
            json!({ "all": [{ "yes": "done" }, { "yes": "flag" }] }),
            json!({ "done": false, "flag": false }),
            "! c.l0",
        ),
    ]);
}

#[test]
fn changes_go_together_where_all_are_needed_and_apart_where_one_will_do() {
    let (flag, other) = (json!({ "yes": "flag" }), json!({ "yes": "other" }));
    let neither = json!({ "flag": false, "other": false, "kind": "c" });
    assert_ways(&[
        (
            json!({ "any": [flag, other] }),
            neither.clone(),
            "flag set true / other set true",
        ),
        (
            json!({ "all": [flag, other] }),
            neither.clone(),
            "flag set true + other set true",
        ),
        (
            json!({ "not": { "any": [{ "no": "flag" }, { "no": "other" }] } }),
            neither.clone(),
            "flag set true + other set true",
        ),
        // What is met or open already needs no change.
        (
            json!({ "all": [flag, other] }),
            json!({ "flag": true, "other": false }),
            "other set true",
        ),
        (
            json!({ "all": [flag, other] }),
            json!({ "other": false }),
            "other set true",
        ),
        // The smallest come first, and what holds a smaller one is none.
        (
            json!({ "any": [{ "all": [flag, other] }, { "is": ["kind", "a"] }] }),
            neither.clone(),
            "kind set \"a\" / flag set true + other set true",
        ),
        (
            json!({ "any": [{ "all": [flag, other] }, flag] }),
            neither.clone(),
            "flag set true",
        ),
        // Three are offered, however many there are.
        (
            json!({ "one_of": ["kind", ["a", "b", "d", "e"]] }),
            neither.clone(),
            "kind set \"a\" / kind set \"b\" / kind set \"d\"",
        ),
        // What the text leaves open nobody can clear, nor has to.
        (
            json!({ "all": [{ "else_reading": flag }, other] }),
            neither.clone(),
            "other set true",
        ),
        (
            json!({ "any": [{ "not": { "else_reading": flag } }, other] }),
            json!({ "flag": true, "other": false }),
            "other set true",
        ),
    ]);
}

#[test]
fn limbs_are_cleared_together_or_not_at_all() {
    let (flag, other) = (json!({ "yes": "flag" }), json!({ "yes": "other" }));
    let (a, b) = (
        json!({ "is": ["kind", "a"] }),
        json!({ "is": ["kind", "b"] }),
    );
    let neither = json!({ "flag": false, "other": false, "kind": "c", "done": false });
    for (limbs, answers, expected) in [
        (
            vec![flag.clone(), other.clone()],
            &neither,
            "flag set true + other set true",
        ),
        (
            vec![
                json!({ "any": [flag, other] }),
                json!({ "any": [other, a] }),
            ],
            &neither,
            "other set true / flag set true + kind set \"a\"",
        ),
        // One field has one value.
        (vec![a.clone(), b.clone()], &neither, "! c.l0, c.l1"),
        (
            vec![json!({ "any": [a, flag] }), json!({ "any": [b, other] })],
            &neither,
            "kind set \"a\" + other set true / flag set true + kind set \"b\" / flag set true + other set true",
        ),
        // What clears one and breaks another is no way.
        (
            vec![flag.clone(), json!({ "no": "flag" })],
            &neither,
            "! c.l0",
        ),
        // What cannot be cleared is named, and nothing proposed beside it.
        (
            vec![json!({ "yes": "done" }), flag.clone()],
            &neither,
            "! c.l0",
        ),
        // What does not apply, or waits, does not fail.
        (
            vec![
                json!({ "yes": "other", "when": { "yes": "flag" } }),
                json!({ "found": "finding" }),
                b,
            ],
            &neither,
            "kind set \"b\"",
        ),
        (vec![flag.clone()], &json!({}), ""),
        // A ban is lifted by what is no longer banned, whatever fails beside it.
        (
            vec![flag.clone()],
            &json!({ "banned": true, "flag": true }),
            "banned set false",
        ),
    ] {
        assert_eq!(ways(&limbs, answers), expected, "{limbs:?} of {answers}");
    }
}

#[test]
fn a_day_that_would_have_gone_by_mends_nothing() {
    let before = json!({ "before": ["day", "fixed"] });
    let on = |fixed: &str| json!({ "day": "2026-12-05", "fixed": fixed });
    assert_ways(&[
        (
            before.clone(),
            on("2026-11-23"),
            "day before \"2026-11-23\"",
        ),
        (before, on("2026-11-22"), "! c.l0"),
    ]);
}
