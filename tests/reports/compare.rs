//! One request under several rulesets: what is carried, what is not, and where they disagree.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};
use shodaku::engine::error::Error;
use shodaku::engine::lang::Lang;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::ruleset::shape::TOPICS;
use shodaku::library::regulation::Regulation;
use shodaku::library::{Entry, Library};
use shodaku::reports::compare::{Comparison, Sides};
use shodaku::reports::locale::Locale;

use crate::command::shodaku;

/// A town of our own: it asks less than most, and one thing nobody else asks.
const TOWN: &str = r#"
[ruleset]
format = 1
id = "town"
version = "1"
municipality = { ja = "見本町", en = "Sample" }
title = { ja = "見本町の基準", en = "The standard of Sample" }
instrument = { ja = "見本町告示第1号", en = "Notice 1 of Sample" }

[[field]]
id = "scope.work"
[[field]]
id = "third_party.risk"
[[field]]
id = "town.seal"
type = "boolean"
supplier = "applicant"
nature = "plan"
label = { ja = "押印", en = "sealed" }
[[field]]
id = "finding.unavoidable"
type = "finding"
supplier = "officer"
label = { ja = "やむを得ない", en = "unavoidable" }

[[route]]
id = "risk"
when = { yes = "third_party.risk" }
verdict = "prohibited"
clause = "第9条"
message = { ja = "禁止されています。", en = "It is forbidden." }

[[condition]]
id = "scope"
clause = "第2条"
topic = "scope"
title = { ja = "範囲", en = "scope" }
message = { ja = "範囲がありません。", en = "No scope is stated." }
remedy = { ja = "書いてください。", en = "State it." }
[[condition.limb]]
id = "stated"
stated = "scope.work"

[[condition]]
id = "seal"
clause = "第3条"
topic = "documents"
title = { ja = "押印", en = "the seal" }
message = { ja = "押印がありません。", en = "It is not sealed." }
remedy = { ja = "押印してください。", en = "Seal it." }
[[condition.limb]]
id = "sealed"
yes = "town.seal"

[[condition]]
id = "unavoidable"
clause = "第4条"
topic = "necessity"
title = { ja = "やむを得ないこと", en = "unavoidable" }
message = { ja = "やむを得ないと認められません。", en = "It is not unavoidable." }
remedy = { ja = "職員に確かめてください。", en = "Ask the official." }
[[condition.limb]]
id = "found"
found = "finding.unavoidable"

[[procedure]]
id = "subcontract"
title = { ja = "再委託", en = "subcontracting" }
routes = ["risk"]
conditions = ["scope", "seal", "unavoidable"]
"#;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add(Entry::from_toml(TOWN).unwrap()).unwrap();
    library
});

fn texts(names: &[&str]) -> Vec<&'static Regulation> {
    let find = |name: &&str| LIBRARY.regulation(name).unwrap();
    names.iter().map(find).collect()
}

fn compared(names: &[&str], request: &Value, lang: Lang) -> Result<Value, Error> {
    let request = request.to_string();
    let request = Request::from_json(&request)?;
    let sides = Sides::open(&texts(names), request, nfkc)?;
    let locale = Locale::load(lang).unwrap();
    Ok(serde_json::to_value(Comparison::of(&sides, &locale)).unwrap())
}

fn request(name: &str) -> Value {
    let json = fs::read_to_string(format!("tests/data/requests/{name}.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

fn asking(answers: Value) -> Value {
    json!({ "procedure": "subcontract", "asOf": "2026-11-22", "answers": answers })
}

fn topic<'c>(comparison: &'c Value, topic: &str) -> &'c Value {
    let mut topics = comparison["topics"].as_array().unwrap().iter();
    topics.find(|one| one["topic"] == topic).unwrap()
}

#[test]
fn findings_decisions_and_an_officials_words_are_not_carried_to_anybody() {
    let mut request = request("subcontract-approvable");
    request["answers"]["finding.unavoidable"] = json!(true);
    let comparison = compared(&["hirono", "town"], &request, Lang::Ja).unwrap();
    let not_carried = comparison["notCarried"].as_array().unwrap();
    let given = request["answers"].as_object().unwrap();
    let judged = given.keys().filter(|id| {
        id.starts_with("finding.") || id.starts_with("decision.") || *id == "approval.conditions"
    });
    let judged: Vec<&String> = judged.collect();
    assert!(judged.len() > 5);
    assert_eq!(not_carried.len(), judged.len());
    assert!(judged.iter().all(|id| not_carried.contains(&json!(id))));
    for column in comparison["rulesets"].as_array().unwrap() {
        let report = &column["report"];
        assert_ne!(report["verdict"], "approvable");
        let officer = report["stillNeeded"]["officer"].as_array().unwrap();
        assert!(!officer.is_empty());
    }
}

#[test]
fn without_its_findings_a_report_is_the_one_check_gives() {
    let facts = request("subcontract");
    let comparison = compared(&["town", "hirono"], &facts, Lang::En).unwrap();
    let file = "tests/data/requests/subcontract.json";
    let run = shodaku(&["check", "--format", "json", "--lang", "en", file]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(comparison["rulesets"][1]["report"], report);
    assert_eq!(comparison["notCarried"], json!([]));
}

#[test]
fn a_rulesets_own_fact_goes_to_it_alone_and_a_shared_one_to_all() {
    let answers = json!({ "town.seal": true, "scope.work": "印刷", "subcontractor.name": "甲" });
    let comparison = compared(&["hirono", "town"], &asking(answers), Lang::Ja).unwrap();
    let not_used = |at: usize| comparison["rulesets"][at]["report"]["notUsed"].clone();
    assert_eq!(not_used(0), json!([]));
    assert_eq!(not_used(1), json!(["subcontractor.name"]));
    let documents = topic(&comparison, "documents");
    assert_eq!(documents["title"], "書類");
    assert_eq!(documents["cells"][1]["truth"], "met");
    assert_eq!(
        documents["cells"][0],
        json!({ "truth": null, "conditions": [] })
    );
}

#[test]
fn topics_line_up_the_conditions_and_tell_where_they_come_out_differently() {
    let answers = json!({
        "town.seal": false,
        "scope.work": "印刷",
        "third_party.risk": false,
    });
    let comparison = compared(&["town", "hirono"], &asking(answers), Lang::En).unwrap();
    let topics = comparison["topics"].as_array().unwrap().iter();
    let first: Vec<&str> = topics
        .take(3)
        .map(|one| one["topic"].as_str().unwrap())
        .collect();
    assert_eq!(first, ["scope", "documents", "necessity"]);
    let scope = topic(&comparison, "scope");
    assert_eq!(scope["cells"][0]["truth"], "met");
    assert_eq!(
        scope["cells"][0]["conditions"],
        json!([{
            "condition": "scope",
            "clause": "第2条",
            "title": "scope",
            "truth": "met",
            "applies": true,
        }])
    );
    assert_eq!(scope["cells"][1]["truth"], "unknown");
    let differs = comparison["differs"]["topics"].as_array().unwrap();
    // Open under both; asked by one and met; asked by one and not met.
    assert!(!differs.contains(&json!("necessity")));
    assert!(differs.contains(&json!("scope")));
    assert!(differs.contains(&json!("documents")));
    assert_eq!(comparison["differs"]["verdict"], true);
    assert_eq!(
        comparison["rulesets"][0]["report"]["verdict"],
        "not_approvable"
    );
}

#[test]
fn what_a_ban_does_not_ask_is_no_disagreement() {
    let answers = json!({ "third_party.risk": true, "town.seal": false });
    let comparison = compared(&["town", "hirono"], &asking(answers), Lang::Ja).unwrap();
    assert_eq!(comparison["rulesets"][0]["report"]["verdict"], "prohibited");
    assert_eq!(
        topic(&comparison, "documents")["cells"][0]["truth"],
        Value::Null
    );
    assert_eq!(
        comparison["differs"],
        json!({ "verdict": true, "topics": [] })
    );
}

#[test]
fn a_ruleset_without_the_procedure_is_a_column_with_a_reason() {
    let mut request = request("takeout");
    request["answers"]["town.seal"] = json!(true);
    let comparison = compared(&["hirono", "town"], &request, Lang::En).unwrap();
    let town = &comparison["rulesets"][1];
    assert_eq!(town["municipality"], "Sample");
    assert_eq!(town["report"], Value::Null);
    assert_eq!(town["reason"], "no_procedure");
    assert_eq!(comparison["rulesets"][0]["reason"], Value::Null);
    assert_eq!(comparison["topics"][0]["cells"][1], Value::Null);
    assert_eq!(comparison["differs"]["verdict"], false);
}

#[test]
fn what_no_ruleset_knows_is_refused_with_the_nearest_name_of_any() {
    let refusal = |request: Value| {
        let error = compared(&["town", "hirono"], &request, Lang::Ja).unwrap_err();
        let nearest = error.nearest().map(str::to_owned);
        (error.code(), error.path(), nearest)
    };
    let near = |name: &str| Some(name.to_owned());
    let with = |key: &str, value: &str| {
        let mut request = asking(json!({}));
        request[key] = json!(value);
        request
    };
    for (request, expected) in [
        (
            asking(json!({ "town.sael": true })),
            ("unknown_field", "answers.town.sael", near("town.seal")),
        ),
        (
            asking(json!({ "finding.unavoidabel": null })),
            (
                "unknown_field",
                "answers.finding.unavoidabel",
                near("finding.unavoidable"),
            ),
        ),
        (
            with("procedure", "takeuot"),
            ("unknown_procedure", "procedure", near("takeout")),
        ),
        (
            with("ruleset", "twon"),
            ("unknown_ruleset", "ruleset", near("town")),
        ),
        (with("stage", "drat"), ("bad_stage", "stage", None)),
        (
            asking(json!({ "town.seal": "yes" })),
            ("wrong_type", "answers.town.seal", None),
        ),
    ] {
        let (code, path, nearest) = expected;
        assert_eq!(refusal(request), (code, path.to_owned(), nearest));
    }
}

#[test]
fn every_topic_has_a_title_in_every_language() {
    for lang in Lang::ALL {
        let locale = Locale::load(lang).unwrap();
        for topic in TOPICS {
            assert_ne!(locale.topic.of(topic), topic, "{}", lang.name());
        }
    }
}

/// A file of its own for one test.
fn temporary(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

/// The ids of the rulesets that the command line compares.
fn columns(args: &[&str]) -> Vec<String> {
    let run = shodaku(&[&["compare", "--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let comparison: Value = serde_json::from_str(&run.out).unwrap();
    let columns = comparison["rulesets"].as_array().unwrap().iter();
    columns
        .map(|column| column["ruleset"]["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_command_compares_those_named_and_else_all_that_have_the_procedure() {
    let town = temporary("compare-columns.toml", TOWN);
    let file = ["--ruleset-file", town.to_str().unwrap()];
    let subcontract = "tests/data/requests/subcontract.json";
    let all = columns(&[&[subcontract], &file[..]].concat());
    assert_eq!(
        all.first().unwrap(),
        "hirono",
        "the request's own comes first"
    );
    assert!(all.contains(&"town".to_owned()));
    let shipped = LIBRARY.entries().map(Result::unwrap).filter(|entry| {
        entry.ruleset.procedure("subcontract").is_ok() && entry.ruleset.id.as_str() != "town"
    });
    assert_eq!(all.len(), shipped.count() + 1);

    let takeout = columns(&[&["tests/data/requests/takeout.json"], &file[..]].concat());
    assert!(!takeout.contains(&"town".to_owned()));
    let named = columns(
        &[
            &["tests/data/requests/takeout.json", "town", "yono", "town"],
            &file[..],
        ]
        .concat(),
    );
    assert_eq!(named, ["hirono", "town"], "each once");
}

#[test]
fn a_ruleset_given_in_place_of_a_shipped_one_is_compared_alone() {
    let own = TOWN
        .replace("id = \"town\"", "id = \"hirono\"")
        .replace("town.seal", "hirono.seal");
    let path = temporary("compare-shadow.toml", &own);
    let file = ["--ruleset-file", path.to_str().unwrap()];
    let request = temporary("compare-shadow.json", &asking(json!({})).to_string());
    let all = columns(&[&[request.to_str().unwrap()], &file[..]].concat());
    assert_eq!(all.iter().filter(|id| *id == "hirono").count(), 1);
}

#[test]
fn the_text_shows_verdicts_topics_and_gaps_in_both_languages() {
    let town = temporary("compare-text.toml", TOWN);
    let request = temporary(
        "compare-text.json",
        &asking(json!({
            "third_party.risk": false,
            "town.seal": false,
            "finding.unavoidable": true,
        }))
        .to_string(),
    );
    for (lang, parts) in [
        (
            "ja",
            [
                "洋野町",
                "* 書類",
                "満たさない  第3条",
                "判定: 承諾できない",
                "職員: 「やむを得ない」",
                "finding.unavoidable",
            ],
        ),
        (
            "en",
            [
                "Hirono",
                "* Documents",
                "not met  第3条",
                "Verdict: Cannot be approved",
                "official: “unavoidable”",
                "finding.unavoidable",
            ],
        ),
    ] {
        let run = shodaku(&[
            "compare",
            request.to_str().unwrap(),
            "town",
            "hirono",
            "--lang",
            lang,
            "--ruleset-file",
            town.to_str().unwrap(),
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        for part in parts {
            assert!(run.out.contains(part), "no {part:?} in:\n{}", run.out);
        }
    }
}

#[test]
fn two_routes_that_wait_on_one_field_say_so_once() {
    let own = TOWN
        .replace(
            "[[condition]]\nid = \"scope\"",
            "[[route]]\nid = \"no-risk\"\nwhen = { no = \"third_party.risk\" }\n\
             verdict = \"exempt\"\nclause = \"第9条\"\n\
             message = { ja = \"要りません。\", en = \"None needed.\" }\n\n\
             [[condition]]\nid = \"scope\"",
        )
        .replace("routes = [\"risk\"]", "routes = [\"risk\", \"no-risk\"]");
    let town = temporary("compare-once.toml", &own);
    let mut facts = asking(json!({}));
    facts["ruleset"] = json!("town");
    let request = temporary("compare-once.json", &facts.to_string());
    let options = ["--lang", "en", "--ruleset-file", town.to_str().unwrap()];
    let request = request.to_str().unwrap();
    for command in [&["compare", request, "town"][..], &["check", request]] {
        let run = shodaku(&[command, &options].concat());
        let waits = run.out.matches("第9条  Not entered yet: ");
        assert_eq!(waits.count(), 1, "{}{}", run.out, run.err);
    }
}

#[test]
fn the_command_refuses_what_it_cannot_use_with_status_2() {
    let unknown = temporary(
        "compare-field.json",
        &asking(json!({ "twon.seal": true })).to_string(),
    );
    let procedure = temporary(
        "compare-procedure.json",
        &json!({ "procedure": "subcontarct", "asOf": "2026-11-22" }).to_string(),
    );
    for (args, says) in [
        (
            vec!["tests/data/requests/takeout.json", "hirnoo"],
            "unknown ruleset `hirnoo`; did you mean `hirono`?",
        ),
        (vec![unknown.to_str().unwrap()], "unknown field `twon.seal`"),
        (
            vec![procedure.to_str().unwrap()],
            "unknown procedure `subcontarct`; did you mean `subcontract`?",
        ),
        (vec!["tests/data/requests/none.json"], "none.json: "),
    ] {
        let run = shodaku(&[&["compare", "--lang", "en"], &args[..]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(says), "{}", run.err);
    }
}
