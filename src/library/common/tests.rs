//! What a line of common clauses comes to, and what is said of one that is wrong.

use serde_json::{Value, json};

use super::*;
use crate::library::draft::Draft;
use crate::library::sample::placed;

/// A ruleset with a route and a condition of its own, that takes up `common` between the two.
fn town(common: &str, english: bool) -> String {
    let text = |ja: &str, en: &str| match english {
        true => format!("{{ ja = \"{ja}\", en = \"{en}\" }}"),
        false => format!("{{ ja = \"{ja}\" }}"),
    };
    let procedure = |id: &str, title: &str, lists: &str| {
        format!("[[procedure]]\nid = \"{id}\"\ntitle = {title}\n{lists}\n")
    };
    [
        format!(
            "[ruleset]\nformat = 1\nid = \"t\"\nversion = \"1\"\nmunicipality = {}\n\
                 title = {}\ninstrument = {}\n\
                 in_force = {{ from = 2026-04-01, decided_by = [\"request.filed_on\"] }}\n",
            text("三保村", "Miho"),
            text("基準", "Rules"),
            text("告示", "Notice")
        ),
        format!(
            "[[reading]]\nid = \"late\"\nclause = \"第9条\"\ntaken = {0}\nalternative = {0}\n",
            text("遅い。", "Late.")
        ),
        format!(
            "[[route]]\nid = \"dead\"\nwhen = {{ use = \"dead\" }}\n\
                 verdict = \"not_regulated\"\nclause = \"第1条\"\nmessage = {}\n\
                 [define]\ndead = {{ yes = \"information.deceased\" }}\n",
            text("対象外です。", "Out of scope.")
        ),
        common.to_owned(),
        format!(
            "[[route]]\nid = \"mine\"\nwhen = {{ no = \"request.in_writing\" }}\n\
                 verdict = \"not_regulated\"\nclause = \"第2条\"\nmessage = {}\n",
            text("対象外です。", "Out of scope.")
        ),
        procedure(
            "copy",
            &text("複写・複製", "copies"),
            "routes = [\"dead\", \"mine\"]",
        ),
        procedure("takeout", &text("持ち出すこと", "taking out"), ""),
        procedure(
            "publication",
            &text("公表", "publishing"),
            "kind = \"consultation\"",
        ),
    ]
    .concat()
}

fn built(common: &str, english: bool) -> Result<Value, Vec<String>> {
    match Draft::from_toml(&town(common, english)) {
        Ok(draft) => Ok(draft.document.clone()),
        Err(error) => Err(placed(error)),
    }
}

/// A line of `is` with these further keys.
fn line(is: &str, procedures: &str, more: &str) -> String {
    format!("[[common]]\nis = \"{is}\"\nprocedures = {procedures}\nclause = \"第9条\"\n{more}\n")
}

#[test]
fn every_part_can_be_taken_up_and_no_other() {
    let mut parts = parse(PARTS).unwrap().document;
    let words = parts.remove("word").unwrap();
    let words = words.as_object().unwrap();
    let mut names = NAMES.to_vec();
    names.sort_unstable();
    assert_eq!(parts.keys().collect::<Vec<_>>(), names);
    let places = ["id", "clause", "procedure", "title", "ruleset", "form"];
    for name in NAMES {
        let part = parts[name].to_string();
        for place in part
            .split("{")
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
        {
            let (place, _) = place;
            let known = places.contains(&place) || words.contains_key(place);
            assert!(known || place.contains('"'), "{name}: {{{place}}}");
        }
        for english in [true, false] {
            let document = built(&line(name, r#"["takeout", "copy"]"#, ""), english).unwrap();
            let lists = LISTS.map(|(list, ..)| document[list].to_string()).concat();
            assert_eq!(lists.contains("\"en\""), english, "{name}");
            assert!(
                !lists.contains("  ") && !lists.contains("the 's"),
                "{lists}"
            );
        }
    }
}

#[test]
fn a_consent_is_written_out_for_each_procedure_under_the_clause_of_the_text() {
    let document = built(&line("consent", r#"["copy", "takeout"]"#, ""), true).unwrap();
    let ids = |list: &str| ids(document.get(list));
    assert_eq!(ids("condition"), ["consent-copy", "consent-takeout"]);
    assert_eq!(document["condition"][1]["clause"], "第9条");
    assert_eq!(
        document["condition"][1]["limb"],
        json!([{ "id": "given", "decided": "decision.takeout.consent" }])
    );
    assert_eq!(
        document["procedure"][0]["conditions"],
        json!(["consent-copy"])
    );
    let fields = document["field"].as_array().unwrap();
    let decision = fields
        .iter()
        .find(|field| field["id"] == "decision.copy.consent");
    assert_eq!(
        decision.unwrap(),
        &json!({
            "id": "decision.copy.consent", "type": "decision", "supplier": "officer",
            "label": { "ja": "承諾（複写・複製）", "en": "consent (copies)" },
        })
    );
}

#[test]
fn a_route_is_there_once_where_the_line_stands_and_last_in_the_procedures() {
    let document = built(&line("silent", r#"["copy", "takeout"]"#, ""), true).unwrap();
    assert_eq!(ids(document.get("route")), ["dead", "silent", "mine"]);
    let routes = |at: usize| &document["procedure"][at]["routes"];
    assert_eq!(routes(0), &json!(["dead", "mine", "silent"]));
    assert_eq!(routes(1), &json!(["silent"]));
}

#[test]
fn a_condition_comes_where_the_line_stands_in_the_procedures_too() {
    let own = |id: &str| {
        format!(
            "[[condition]]\nid = \"{id}\"\nclause = \"第{id}条\"\ntopic = \"matters\"\n\
                 title = {{ ja = \"a\" }}\nmessage = {{ ja = \"a\" }}\nremedy = {{ ja = \"a\" }}\n\
                 limb = [{{ id = \"a\", stated = \"scope.work\" }}]\n"
        )
    };
    let common = own("8") + &line("consent", r#"["copy", "takeout"]"#, "id = \"9\"") + &own("10");
    let text =
        town(&common, false).replace("routes = [", "conditions = [\"8\", \"10\"]\nroutes = [");
    let document = Draft::from_toml(&text).unwrap().document;
    assert_eq!(ids(document.get("condition")), ["8", "9", "10"]);
    let conditions = |at: usize| &document["procedure"][at]["conditions"];
    assert_eq!(conditions(0), &json!(["8", "9", "10"]));
    assert_eq!(conditions(1), &json!(["9"]));
}

#[test]
fn a_procedure_that_lists_a_part_has_it_where_it_lists_it() {
    let common = line("no_information", r#"["copy", "takeout"]"#, "id = \"none\"");
    let text = town(&common, true).replace("[\"dead\", ", "[\"none\", \"dead\", ");
    let document = Draft::from_toml(&text).unwrap().document;
    let routes = |at: usize| &document["procedure"][at]["routes"];
    assert_eq!(routes(0), &json!(["none", "dead", "mine"]));
    assert_eq!(routes(1), &json!(["none"]));
}

#[test]
fn what_the_line_says_stands_in_place_of_what_the_part_says() {
    let common = line(
        "beforehand",
        r#"["copy", "takeout"]"#,
        r#"id = "9"
title = { ja = "先に", en = "first" }
remedy = { ja = "やめてください。", en = "Stop." }
when = { no = "instruction.given" }
reading = "late"
consent = { ja = "許可", en = "permission" }"#,
    );
    let document = built(&common, true).unwrap();
    assert_eq!(
        document["condition"],
        json!([{
            "id": "9", "clause": "第9条", "topic": "timing",
            "title": { "ja": "先に", "en": "first" },
            "message": {
                "ja": "許可の前に、すでに複写しています。",
                "en": "It has already been copied, before any permission.",
            },
            "remedy": { "ja": "やめてください。", "en": "Stop." },
            "when": { "no": "instruction.given" },
            "reading": "late",
            "limb": [{ "id": "not-yet", "no": "copy.already" }],
        }])
    );
    // With an id of its own it is one part of both procedures.
    for at in [0, 1] {
        assert_eq!(document["procedure"][at]["conditions"], json!(["9"]));
    }
    let common = line(
        "safety",
        "[\"copy\"]",
        "id = \"9\"\nsupports = [\"place.name\"]",
    );
    let document = built(&common, true).unwrap();
    assert_eq!(
        document["condition"][0]["limb"],
        json!([{ "id": "safety", "found": "finding.9.safety", "supports": ["place.name"] }])
    );
}

#[test]
fn a_field_that_the_text_declares_is_the_texts() {
    let own = "[[field]]\nid = \"finding.specified\"\nlabel = { ja = \"明確\", en = \"clear\" }\n";
    let document = built(&(own.to_owned() + &line("range", "[\"copy\"]", "")), true).unwrap();
    let fields = document["field"].as_array().unwrap();
    let own = fields
        .iter()
        .filter(|field| field["id"].as_str().unwrap().starts_with("finding."));
    let own: Vec<_> = own
        .map(|field| field["label"]["ja"].as_str().unwrap())
        .collect();
    assert_eq!(
        own,
        [
            "明確",
            "複写する情報が必要である",
            "複写する情報が最小限である"
        ]
    );
}

#[test]
fn a_form_is_asked_for_where_the_line_names_one() {
    let limbs = |more: &str| {
        let document = built(&line("in_writing", "[\"copy\"]", more), true).unwrap();
        let limbs = ids(document["condition"][0].get("limb"));
        (
            limbs,
            document["condition"][0]["limb"][1]["message"]["ja"].clone(),
        )
    };
    assert_eq!(limbs("").0, ["filed"]);
    let (ids, message) = limbs("form = { ja = \"様式第3号\", en = \"form 3\" }");
    assert_eq!(ids, ["filed", "form"]);
    assert_eq!(message, "申出が様式第3号によっていません。");
}

#[test]
fn whether_all_of_the_work_or_part_of_it_is_asked_once_and_may_be_limited() {
    let both = line("whole_or_part", "[\"copy\"]", "") + &line("part_only", "[\"copy\"]", "");
    let document = built(&both, true).unwrap();
    let own = ids(document.get("field"));
    assert_eq!(own.iter().filter(|id| *id == "t.copy.extent").count(), 1);
    assert_eq!(
        document["condition"][1]["limb"][0]["is"],
        json!(["t.copy.extent", "part"])
    );
}

#[test]
fn a_text_in_japanese_alone_stays_in_japanese() {
    let document = built(&line("banned", "[\"copy\"]", ""), false).unwrap();
    assert_eq!(
        document["route"][1]["message"],
        json!({ "ja": "複写・複製は禁じられていて、承諾の手続はありません。" })
    );
}

#[test]
fn the_municipality_is_called_what_it_is() {
    let english = |municipality: &str| {
        let text = town(&line("accident", "[\"copy\"]", ""), true);
        let draft = text.replace("三保村", municipality);
        let document = Draft::from_toml(&draft).unwrap().document;
        let message = document["duty"][0]["message"]["en"].as_str().unwrap();
        message.replace("Report a leak or any other accident to the ", "")
    };
    assert_eq!(english("三保村"), "village at once.");
    assert_eq!(english("三保区"), "ward at once.");
    assert_eq!(english("三保広域連合"), "municipality at once.");
}

#[test]
fn what_is_wrong_with_a_line_is_said_at_the_line() {
    let names = NAMES.map(|name| format!("`{name}`")).join(", ");
    let consent = line("consent", "[\"copy\"]", "");
    for (lines, wrong) in [
        (
            line("consnt", "[\"copy\"]", ""),
            format!("common[0].is: unknown name `consnt`; one of {names}; did you mean `consent`?"),
        ),
        (
            line("consent", "[\"cpy\"]", ""),
            "common[0].procedures[0]: unknown procedure `cpy`; did you mean `copy`?".into(),
        ),
        (
            consent.replace("clause = \"第9条\"\n", ""),
            "common[0].clause: is missing".into(),
        ),
        (
            line("accident", "[\"copy\"]", "") + &line("accident", "[\"takeout\"]", ""),
            "common[1].id: `accident` is used twice".into(),
        ),
        (
            line(
                "silent",
                "[\"copy\"]",
                "remedy = { ja = \"a\", en = \"a\" }",
            ),
            "common[0].remedy: `silent` has no place for this".into(),
        ),
        (
            line("silent", "[\"copy\"]", "form = { ja = \"a\", en = \"a\" }"),
            "common[0].form: `silent` has no place for this".into(),
        ),
        (
            line("beforehand", "[\"copy\", \"publication\"]", ""),
            "common[0].procedures[1]: `beforehand` can be said of `copy`, `offsite`, \
                 `resubcontract`, `subcontract`, `takeout`, `third_party` alone"
                .into(),
        ),
        // What stands behind a part is traced past it.
        (
            line("silent", "[\"copy\"]", "")
                + "[[route]]\nid = \"dead\"\nwhen = { use = \"dead\" }\nverdict = \"exempt\"\n\
                       clause = \"第3条\"\nmessage = { ja = \"a\", en = \"a\" }\n",
            "route[1].id: `dead` is used twice".into(),
        ),
    ] {
        let found = built(&lines, true).unwrap_err();
        assert!(
            found.iter().any(|found| found.starts_with(&wrong)),
            "{wrong}: {found:?}"
        );
    }
}

#[test]
fn an_exception_beside_a_ban_need_not_wait_to_be_invoked() {
    let claimed = |line: &str| {
        let common = format!(
            "[[common]]\nis = \"instructed\"\nprocedures = [\"copy\"]\nclause = \"第3条\"\n{line}\n"
        );
        let toml = town(&common, false);
        let draft = Draft::from_toml(&toml).unwrap();
        let routes = draft.document["route"].as_array().unwrap();
        let route = routes.iter().find(|route| route["id"] == "instructed-copy");
        route.unwrap()["claimed"].clone()
    };
    assert_eq!(claimed(""), json!(true));
    assert_eq!(claimed("claimed = false"), json!(false));
}
