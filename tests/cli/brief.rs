//! `check --brief`: verdict, failing limbs with their clauses, what is still needed; no more.

use std::fs;

use serde_json::{Value, json};

use crate::command::{shodaku, shodaku_reading};
use crate::commands::{check, request};

/// The request that passes, with some answers changed; one set to null is left out.
fn passing(change: Value) -> Value {
    let mut request = request("subcontract-approvable");
    for (field, answer) in change.as_object().unwrap() {
        request["answers"][field] = answer.clone();
    }
    request
}

fn brief(request: &Value) -> (i32, Value) {
    let args = ["check", "--brief", "--format", "json", "-"];
    let run = shodaku_reading(&args, request.to_string().as_bytes());
    assert_eq!(run.err, "");
    (run.code, serde_json::from_str(&run.out).unwrap())
}

fn needed(from: &str, fields: &[&str]) -> Value {
    let mut all = json!({ "applicant": [], "contract": [], "officer": [], "body": [] });
    all[from] = json!(fields);
    all
}

#[test]
fn it_says_verdict_grounds_limbs_clauses_and_what_is_needed_and_no_more() {
    let nothing = needed("applicant", &[]);
    let ro = json!({ "id": "4-ro", "clause": "第6条第2項第4号ロ" });
    let ceiling =
        json!({ "limb": "4-ro.ceiling", "clauses": ["第6条第2項第4号ロ", "別記第13第1項"] });
    for (change, code, verdict, decided_by, not_met, still_needed) in [
        (
            json!({}),
            0,
            "approvable",
            json!([]),
            json!([]),
            nothing.clone(),
        ),
        (
            json!({ "subcontract.further_entrustment": "contractor_consent" }),
            1,
            "not_approvable",
            json!([{ "id": "4-ho", "clause": "第6条第2項第4号ホ" }]),
            json!([{ "limb": "4-ho.clause", "clauses": ["第6条第2項第4号ホ"] }]),
            nothing,
        ),
        // What is unknown is no limb that fails, and no permission.
        (
            json!({ "finding.necessary": null }),
            3,
            "undetermined",
            json!([{ "id": "chapeau", "clause": "第6条第2項柱書" }]),
            json!([]),
            needed("officer", &["finding.necessary"]),
        ),
        // Both at once: what fails decides, what is open is still said.
        (
            json!({ "finding.necessary": null, "scope.record_count": 5001 }),
            1,
            "not_approvable",
            json!([ro]),
            json!([ceiling]),
            needed("officer", &["finding.necessary"]),
        ),
    ] {
        let wanted = json!({
            "reference": null, "verdict": verdict, "decidedBy": decided_by, "notMet": not_met,
            "stillNeeded": still_needed,
        });
        assert_eq!(brief(&passing(change)), (code, wanted));
    }
}

#[test]
fn it_agrees_with_the_whole_report_alone_and_in_lines() {
    let file = "tests/data/requests/several.jsonl";
    let lines = shodaku(&["check", "--jsonl", "--brief", file]);
    assert_eq!((lines.code, lines.err.as_str()), (1, ""));
    let requests = fs::read_to_string(file).unwrap();
    assert_eq!(lines.out.lines().count(), requests.lines().count());
    for (line, request) in lines.out.lines().zip(requests.lines()) {
        let request: Value = serde_json::from_str(request).unwrap();
        let line: Value = serde_json::from_str(line).unwrap();
        let report: Value = serde_json::from_str(&check(&request).out).unwrap();
        let failing = report["issues"].as_array().unwrap().iter();
        let failing = failing.filter(|issue| issue["truth"] == "not_met");
        let failing: Vec<Value> = failing
            .map(|issue| {
                let [condition, limb] = ["condition", "limb"].map(|key| issue[key].as_str());
                let limb = format!("{}.{}", condition.unwrap(), limb.unwrap());
                json!({ "limb": limb, "clauses": issue["clauses"] })
            })
            .collect();
        let decided = report["decidedBy"].as_array().unwrap().iter();
        let decided = decided.map(|part| json!({ "id": part["id"], "clause": part["clause"] }));
        let wanted = json!({
            "reference": report["reference"], "verdict": report["verdict"],
            "decidedBy": decided.collect::<Vec<Value>>(), "notMet": failing,
            "stillNeeded": report["stillNeeded"],
        });
        assert_eq!(line, wanted);
        assert_eq!(brief(&request).1, line);
    }
}

#[test]
fn a_bad_line_is_told_as_ever() {
    let input = format!("{}\n{{}}\n", passing(json!({})));
    let run = shodaku_reading(&["check", "--jsonl", "--brief", "-"], input.as_bytes());
    assert_eq!(run.code, 2);
    let bad: Value = serde_json::from_str(run.out.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        (&bad["line"], &bad["error"]["code"]),
        (&json!(2), &json!("missing_key"))
    );
}

#[test]
fn as_text_it_is_a_few_lines_in_both_languages() {
    let both = json!({ "finding.necessary": null, "scope.record_count": 5001 });
    let ground = "  4-ro  第6条第2項第4号ロ\n";
    let limb = "  4-ro.ceiling  第6条第2項第4号ロ, 別記第13第1項\n";
    for (lang, verdict, heading, officer) in [
        (
            "ja",
            "判定: 承諾できない\n",
            "\n満たさない要素\n",
            "\nまだ必要なもの\n  職員: 「",
        ),
        (
            "en",
            "Verdict: Cannot be approved\n",
            "\nLimbs not met\n",
            "\nStill needed\n  official: “",
        ),
    ] {
        let args = ["check", "--brief", "--lang", lang, "-"];
        let run = shodaku_reading(&args, passing(both.clone()).to_string().as_bytes());
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        for part in [verdict, ground, &format!("{heading}{limb}"), officer] {
            assert!(run.out.contains(part), "no {part:?} in:\n{}", run.out);
        }
        assert!(run.out.lines().count() < 13, "{}", run.out);
    }
}
