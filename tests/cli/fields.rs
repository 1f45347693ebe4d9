//! `fields`: what procedures ask for, in every shape.

use serde_json::{Value, json};
use shodaku::library::Library;

use crate::command::shodaku;

#[test]
fn the_fields_of_a_procedure_are_listed() {
    let run = shodaku(&["fields", "hirono", "subcontract", "--format", "json"]);
    let list: Value = serde_json::from_str(&run.out).unwrap();
    let fields = list["fields"].as_array().unwrap();
    let field = |id: &str| fields.iter().find(|field| field["id"] == id).unwrap();
    let clause = field("subcontract.further_entrustment");
    assert_eq!(clause["type"], "choice");
    assert_eq!(clause["nature"], "plan");
    assert_eq!(clause["clauses"], json!(["第6条第2項第4号ホ"]));
    assert_eq!(clause["options"][0]["value"], "forbidden");
    assert_eq!(field("finding.necessary")["nature"], Value::Null);
    let text = shodaku(&["fields", "hirono", "subcontract"]).out;
    for field in fields {
        assert!(text.contains(field["id"].as_str().unwrap()));
    }
}

/// The cells of CSV in which every cell is quoted.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let records = csv.lines().map(|line| {
        let inner = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'));
        let cells = inner.unwrap_or_else(|| panic!("{line}")).split("\",\"");
        cells.map(|cell| cell.replace("\"\"", "\"")).collect()
    });
    records.collect()
}

#[test]
fn all_fields_of_all_towns_are_one_table_for_a_spreadsheet() {
    for (lang, heads) in [
        (
            "ja",
            "規程のid 手続のid 項目のid 名称（日本語） 名称（英語） 説明 型 選択肢（値と名称） 記入者 受託者の様式",
        ),
        (
            "en",
            "Ruleset Procedure Field Label (Japanese) Label (English) Hint Type Options (value and label) \
             Supplied by Contractor's form",
        ),
    ] {
        let run = shodaku(&["fields", "--format", "csv", "--lang", lang]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let csv = run.out.strip_prefix('\u{FEFF}').expect("a mark for Excel");
        let table = cells(csv);
        let (head, rows) = table.split_first().unwrap();
        assert_eq!(head.join(" "), heads);
        assert!(rows.iter().all(|row| row.len() == head.len()));

        let library = Library::default();
        let mut expected = Vec::new();
        for regulation in library.regulations() {
            let ruleset = &regulation.unwrap().newest().ruleset;
            for procedure in &ruleset.procedures {
                for index in &procedure.fields {
                    let field = ruleset.field(*index).unwrap();
                    expected.push([&ruleset.id, &procedure.id, &field.id].map(ToString::to_string));
                }
            }
        }
        let found: Vec<_> = rows.iter().map(|row| row[..3].to_vec()).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_row_says_what_an_engineer_maps_by() {
    let row = |lang: &str, id: &str| {
        let csv = shodaku(&[
            "fields",
            "hirono",
            "subcontract",
            "--format",
            "csv",
            "--lang",
            lang,
        ]);
        let rows = cells(csv.out.trim_start_matches('\u{FEFF}'));
        let row = rows.into_iter().find(|row| row[2] == id).unwrap();
        row[3..].join(" | ")
    };
    assert_eq!(
        row("ja", "subcontract.starts_on"),
        "再委託部分の着手日 | start of the subcontracted part |  | date |  | 申請者 | 場合による"
    );
    assert_eq!(
        row("en", "contract.record_ceiling").rsplit(" | ").next(),
        Some("not on it")
    );
    let kind = row("en", "information.kind");
    assert!(
        kind.contains("personal = personal information; pseudonymised = "),
        "{kind}"
    );
    assert!(kind.ends_with("applicant | as the case asks"), "{kind}");
    // What a form drawn from the ruleset marks as required, a table does too.
    for id in ["subcontractor.name", "subcontract.reason", "scope.work"] {
        assert!(row("ja", id).ends_with("申請者 | 必須"), "{id}");
    }
    let list = shodaku(&["fields", "hirono", "subcontract", "--format", "json"]).out;
    let list: Value = serde_json::from_str(&list).unwrap();
    let need = |id: &str| {
        let fields = list["fields"].as_array().unwrap();
        fields.iter().find(|field| field["id"] == id).unwrap()["need"].clone()
    };
    assert_eq!(need("scope.work"), "required");
    assert_eq!(need("information.kind"), "depends");
    assert_eq!(need("finding.necessary"), "no");
}

#[test]
fn a_town_is_a_document_with_a_table_a_procedure() {
    let town = shodaku(&["fields", "yono", "--format", "markdown"]).out;
    let headings: Vec<&str> = town.lines().filter(|line| line.starts_with('#')).collect();
    let procedures = &Library::default();
    let procedures = &procedures.find("hirono").unwrap().ruleset.procedures;
    assert_eq!(headings.len(), procedures.len());
    assert_eq!(headings[0], "## 洋野町 持出し (`hirono` `takeout`)");
    for line in town.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 9, "{line}");
    }
    let one = shodaku(&["fields", "hirono", "subcontract", "--format", "markdown"]).out;
    assert!(town.contains(&one));
    let clause = one
        .lines()
        .find(|line| line.contains("further_entrustment"));
    assert!(clause.unwrap().contains("| `forbidden` "), "{clause:?}");
}

#[test]
fn programs_get_a_line_a_procedure() {
    let all = shodaku(&["fields", "hirono", "--format", "json"]).out;
    let procedures: Vec<Value> = all
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["procedure"].clone())
        .collect();
    assert!(procedures.len() > 5 && procedures.contains(&json!("copy")));
    let copy = shodaku(&["fields", "hirono", "copy", "--format", "json"]).out;
    assert!(all.contains(&copy));
}

#[test]
fn a_name_that_is_not_known_is_refused_with_the_nearest() {
    for (args, says) in [
        (&["fields", "hirno"][..], "hirono"),
        (&["fields", "hirono", "coppy", "--format", "csv"], "copy"),
    ] {
        let run = shodaku(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(says), "{}", run.err);
    }
}
