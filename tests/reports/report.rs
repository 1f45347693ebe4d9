//! What reports say, and why.

use std::fs;
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};
use shodaku::engine::lang::Lang;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::session::Session;
use shodaku::kit::cases::Cases;
use shodaku::library::{Entry, Library};
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::default);

fn hirono() -> &'static Entry {
    LIBRARY.find("hirono").unwrap()
}

fn report_of(request: Request, lang: Lang) -> String {
    let entry = hirono();
    let session = Session::check(Arc::clone(&entry.ruleset), request, nfkc).unwrap();
    let locale = Locale::load(lang).unwrap();
    serde_json::to_string(&Report::of(&session, &entry.texts, &locale)).unwrap()
}

/// The report of the request of that name with `change` made to it.
fn report(name: &str, lang: Lang, change: impl FnOnce(&mut Value)) -> Value {
    let json = fs::read_to_string(format!("tests/data/requests/{name}.json")).unwrap();
    let mut request: Value = serde_json::from_str(&json).unwrap();
    change(&mut request);
    let request = request.to_string();
    let request = Request::from_json(&request).unwrap();
    serde_json::from_str(&report_of(request, lang)).unwrap()
}

fn set<'v>(request: &'v mut Value, field: &str) -> &'v mut Value {
    &mut request["answers"][field]
}

/// Each issue as `condition.limb truth severity: causes`.
fn issues(report: &Value) -> Vec<String> {
    let issues = report["issues"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    issues
        .map(|issue| {
            let because: Vec<String> = issue["because"]
                .as_array()
                .unwrap()
                .iter()
                .map(text)
                .collect();
            format!(
                "{}.{} {} {}: {}",
                text(&issue["condition"]),
                text(&issue["limb"]),
                text(&issue["truth"]),
                text(&issue["severity"]),
                because.join(", ")
            )
        })
        .collect()
}

fn issue<'r>(report: &'r Value, condition: &str, limb: &str) -> &'r Value {
    let mut issues = report["issues"].as_array().unwrap().iter();
    issues
        .find(|issue| issue["condition"] == condition && issue["limb"] == limb)
        .unwrap()
}

fn deciders(report: &Value) -> Vec<&str> {
    let deciders = report["decidedBy"].as_array().unwrap().iter();
    deciders
        .map(|decider| decider["id"].as_str().unwrap())
        .collect()
}

#[test]
fn the_keys_stand_in_the_order_of_the_schema() {
    let json = fs::read_to_string("tests/data/requests/takeout.json").unwrap();
    let report = report_of(Request::from_json(&json).unwrap(), Lang::Ja);
    let mut rest = report.as_str();
    for key in [
        "schema",
        "ruleset",
        "versionChosen",
        "procedure",
        "stage",
        "asOf",
        "reference",
        "context",
        "verdict",
        "decidedBy",
        "couldClaim",
        "issues",
        "conditions",
        "stillNeeded",
        "evidence",
        "vague",
        "duties",
        "readings",
        "results",
        "notUsed",
    ] {
        let at = rest
            .find(&format!("\"{key}\":"))
            .unwrap_or_else(|| panic!("{key} is out of order"));
        rest = &rest[at + key.len()..];
    }
    assert!(report.starts_with(
        "{\"schema\":1,\"ruleset\":{\"id\":\"hirono\",\"version\":\"2023-04-01\",\"sha256\":\""
    ));
    assert!(report.contains(
        "{\"condition\":null,\"limb\":null,\"clauses\":[],\"truth\":\"unknown\",\"because\":[\"missing\"],\
         \"severity\":\"error\",\"fields\":[\"takeout.taken_on\"],\"message\":\"「持出しの予定日」を日付として読み取れません。\",\
         \"remedy\":\"日まで確かめて、年月日を入力してください（例：2026-11-22、令和8年11月22日、R8.11.22）。日が分からない間は、決まらないままになります。\",\"alternatives\":[]}"
    ));
}

#[test]
fn every_failing_limb_is_there_beside_every_unknown_one() {
    let report = report("subcontract", Lang::Ja, |_| ());
    assert_eq!(report["verdict"], "not_approvable");
    assert_eq!(deciders(&report), ["4-ro", "4-ni", "4-ho"]);
    assert_eq!(
        issues(&report),
        [
            "chapeau.necessary unknown info: finding",
            "4-i.told unknown info: finding",
            "4-i.reports unknown info: finding",
            "4-i.duties unknown info: finding",
            "4-ro.needed unknown info: finding",
            "4-ro.minimal unknown info: finding",
            "4-ro.items-within not_met warning: answer",
            "4-ha.disposal unknown info: finding",
            "4-ni.clear not_met warning: answer",
            "4-ho.clause not_met warning: answer",
            "4-he.safety unknown info: finding",
            "para-3.conditions unknown info: finding",
            "s13-2.supervision unknown info: missing",
        ]
    );
    let items = issue(&report, "4-ro", "items-within");
    assert_eq!(
        items["clauses"],
        json!(["第6条第2項第4号ロ", "別記第13第1項"])
    );
    assert_eq!(
        items["fields"],
        json!(["scope.data_items", "contract.data_items"])
    );
    assert_eq!(report["decidedBy"][0]["fields"], items["fields"]);
    assert_eq!(
        report["stillNeeded"]["applicant"],
        json!(["subcontract.supervision"])
    );
    assert_eq!(report["stillNeeded"]["body"], json!([]));
}

#[test]
fn an_unknown_names_what_is_missing_and_from_whom_in_the_readers_language() {
    let change = |request: &mut Value| *set(request, "scope.work") = Value::Null;
    let said = |lang| {
        let report = report("subcontract", lang, change);
        let issue = issue(&report, "4-ro", "work").clone();
        [issue["message"].clone(), issue["remedy"].clone()]
    };
    let label = |lang| {
        let field = hirono().ruleset.field_index("scope.work").unwrap();
        hirono().texts.field(field).unwrap().label.get(lang)
    };
    let remedy = |lang| {
        let mut conditions = hirono().texts.conditions.iter();
        let range = conditions.find(|one| one.id == "4-ro").unwrap();
        let limb = range.limbs.iter().find(|one| one.id == "work").unwrap();
        limb.remedy.as_ref().unwrap().get(lang)
    };
    assert_eq!(
        said(Lang::Ja),
        [
            format!("「{}」がまだ記入されていません。", label(Lang::Ja)).as_str(),
            remedy(Lang::Ja)
        ]
    );
    assert_eq!(
        said(Lang::En),
        [
            format!("Not entered yet: {}.", label(Lang::En)).as_str(),
            remedy(Lang::En)
        ]
    );
}

#[test]
fn a_matter_left_blank_is_unknown_in_a_draft_and_an_error_once_filed() {
    let stage = |stage: &'static str| {
        let report = report("subcontract-approvable", Lang::Ja, |request| {
            request["stage"] = json!(stage);
            *set(request, "subcontractor.name") = json!("　");
        });
        (
            report["verdict"].clone(),
            issues(&report),
            deciders(&report).join(" "),
        )
    };
    let draft = vec!["s13-2.name unknown info: missing".to_owned()];
    assert_eq!(
        stage("draft"),
        (json!("undetermined"), draft, "s13-2".into())
    );
    let filed = vec!["s13-2.name not_met error: answer".to_owned()];
    assert_eq!(
        stage("filed"),
        (json!("not_approvable"), filed, "s13-2".into())
    );
}

#[test]
fn a_finding_against_it_and_an_answer_against_it_are_told_apart() {
    let report = report("subcontract-approvable", Lang::Ja, |request| {
        *set(request, "finding.4-he.safety") = json!(false);
        *set(request, "subcontract.already_started") = json!(true);
    });
    assert_eq!(
        issues(&report),
        [
            "4-he.safety not_met warning: finding",
            "s13-2-time.not-started not_met warning: answer"
        ]
    );
    assert_eq!(report["decidedBy"][0]["because"], json!(["finding"]));
    assert_eq!(report["decidedBy"][1]["because"], json!(["answer"]));
}

#[test]
fn what_the_text_leaves_open_is_not_missing() {
    let report = report("subcontract-approvable", Lang::En, |request| {
        *set(request, "subcontract.starts_on") = json!("2026-12-01");
    });
    assert_eq!(report["verdict"], "undetermined");
    let issue = issue(&report, "s13-2-time", "approved");
    assert_eq!(issue["because"], json!(["reading"]));
    assert_eq!(
        issue["message"],
        "The text alone does not settle this point; an official has to."
    );
    assert!(
        report["readings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["id"] == "same-day")
    );
}

#[test]
fn a_route_that_decides_leaves_the_conditions_shown_but_asks_for_nothing_more() {
    let report = report("subcontract", Lang::Ja, |request| {
        *set(request, "information.kind") = json!("none");
    });
    assert_eq!(report["verdict"], "not_regulated");
    assert_eq!(deciders(&report), ["no-personal-information"]);
    assert_eq!(report["decidedBy"][0]["clause"], "第2条");
    assert!(!issues(&report).is_empty());
    let nothing = json!({"applicant": [], "contract": [], "officer": [], "body": []});
    assert_eq!(report["stillNeeded"], nothing);
    assert_eq!(report["couldClaim"], json!([]));
}

#[test]
fn a_gate_left_blank_is_what_decides() {
    let report = report("subcontract-approvable", Lang::Ja, |request| {
        *set(request, "contract.consent_clauses") = Value::Null;
    });
    assert_eq!(report["verdict"], "undetermined");
    assert_eq!(deciders(&report), ["no-subcontract-clause"]);
    assert_eq!(
        report["decidedBy"][0]["message"],
        "「契約で承諾を要する行為」がまだ記入されていません。"
    );
    assert_eq!(
        report["stillNeeded"]["contract"],
        json!(["contract.consent_clauses"])
    );
}

#[test]
fn exceptions_to_be_claimed_are_listed_until_claimed() {
    let claims = |report: &Value| {
        let claims = report["couldClaim"].as_array().unwrap().iter();
        claims
            .map(|claim| claim["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let open = report("takeout", Lang::Ja, |_| ());
    assert_eq!(
        claims(&open),
        ["instructed-takeout", "reported-place", "no-place-reported"]
    );
    let claimed = report("takeout", Lang::Ja, |request| {
        *set(request, "instruction.given") = json!(true);
    });
    assert_eq!(claimed["verdict"], "exempt");
    assert!(claims(&claimed).is_empty());
}

#[test]
fn one_of_several_ways_is_one_issue_with_each_way_beside_it() {
    let report = report("subcontract-approvable", Lang::Ja, |request| {
        *set(request, "approval.conditions") = Value::Null;
    });
    let conditions = issue(&report, "para-3", "conditions");
    let alternatives = conditions["alternatives"].as_array().unwrap();
    let fields = ["approval.conditions", "approval.no_conditions_because"];
    assert_eq!(alternatives.len(), fields.len());
    for (alternative, field) in alternatives.iter().zip(fields) {
        assert_eq!(alternative["truth"], "unknown");
        assert_eq!(alternative["lacks"], json!([field]));
        assert_eq!(alternative["fails"], json!([]));
        assert!(alternative["title"].is_string());
    }
}

#[test]
fn a_date_that_cannot_be_read_never_passes_for_none() {
    let report = report("takeout", Lang::Ja, |request| {
        for finding in [
            "necessary",
            "1-i.reason",
            "1-ro.needed",
            "1-ro.minimal",
            "1-ha.safety",
        ] {
            *set(request, &format!("finding.{finding}")) = json!(true);
        }
        *set(request, "approval.conditions") = json!("終了後に報告すること。");
        *set(request, "approval.planned_on") = json!("2026-12-01");
    });
    assert_eq!(
        issues(&report),
        [
            "-.- unknown error: missing",
            "s5.asked unknown info: missing",
            "s5.order unknown info: missing"
        ]
    );
    assert_eq!(report["verdict"], "undetermined");
    assert_eq!(
        report["stillNeeded"]["applicant"],
        json!(["takeout.taken_on"])
    );
}

#[test]
fn a_fact_only_other_towns_ask_for_is_listed_not_refused() {
    let unused = "recipient.name";
    let report = report("subcontract", Lang::Ja, |request| {
        *set(request, unused) = json!("x")
    });
    assert_eq!(
        report["notUsed"],
        json!([]),
        "Hirono asks for it in another procedure"
    );
    let shared = shodaku::engine::ruleset::names::SHARED_FIELDS.iter();
    let mut foreign = shared.filter(|id| hirono().ruleset.field_index(id).is_none());
    let Some(foreign) = foreign.next() else {
        return;
    };
    let report = self::report("subcontract", Lang::Ja, |request| {
        *set(request, foreign) = json!("x")
    });
    assert_eq!(report["notUsed"], json!([foreign]));
}

/// Every string under the keys that hold sentences.
fn sentences<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| sentences(value, into)),
        Value::Object(table) => {
            for (key, value) in table {
                match value.as_str() {
                    Some(text) if key == "message" || key == "remedy" => into.push(text),
                    _ => sentences(value, into),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_case_of_every_town_gives_a_whole_report_in_both_languages() {
    let cases = fs::read_to_string("src/rulesets/hirono.cases.toml").unwrap();
    let cases = Cases::from_toml(&cases).unwrap();
    for (case, lang) in cases
        .case
        .iter()
        .flat_map(|case| Lang::ALL.map(|lang| (case, lang)))
    {
        let json = report_of(cases.request(case).unwrap(), lang);
        let report: Value = serde_json::from_str(&json).unwrap();
        let mut said = Vec::new();
        sentences(&report, &mut said);
        for text in said {
            let whole = !text.trim().is_empty() && !text.contains(['{', '}']);
            assert!(whole, "{}: {text:?}", case.name);
            let japanese = |c: char| ('ぁ'..='ん').contains(&c);
            assert!(
                lang == Lang::Ja || !text.contains(japanese),
                "{}: {text}",
                case.name
            );
        }
        assert_eq!(report["verdict"], case.expect.verdict, "{}", case.name);
        let decided = !report["decidedBy"].as_array().unwrap().is_empty();
        assert_eq!(decided, report["verdict"] != "approvable", "{}", case.name);
        for decider in report["decidedBy"].as_array().unwrap() {
            assert_ne!(decider["clause"], "", "{}", case.name);
        }
    }
}
