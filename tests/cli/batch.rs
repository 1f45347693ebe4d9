//! `check --jsonl` says of every line what `check` says of it alone, however it is written.

use serde_json::{Value, json};
use shodaku::engine::lang::Lang;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::ruleset::names::SHARED_FIELDS;
use shodaku::library::{Entry, Library};
use shodaku::reports::brief::Brief;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

use crate::command::{shodaku, shodaku_reading};
use crate::commands::request;

/// Report and brief report of one request, or the code of the error.
fn alone(library: &Library, json: &str, locale: &Locale) -> [String; 2] {
    let judged = Request::from_json(json).and_then(|request| {
        let regulation = library.regulation(request.ruleset.as_deref().unwrap_or_default())?;
        regulation.check(request, nfkc)
    });
    match judged {
        Ok((session, choice)) => {
            let texts = &choice.entry.texts;
            let report = Report::of(&session, texts, locale).chosen(&choice);
            let brief = Brief::of(&session, texts, locale);
            let [report, brief] = [
                serde_json::to_string(&report),
                serde_json::to_string(&brief),
            ];
            [report.unwrap(), brief.unwrap()]
        }
        Err(error) => [error.code().to_owned(), error.code().to_owned()],
    }
}

/// The output for one line, of an error only the code.
fn said(line: &str) -> String {
    let value: Value = serde_json::from_str(line).unwrap();
    match value["error"]["code"].as_str() {
        Some(code) => code.to_owned(),
        None => line.to_owned(),
    }
}

#[track_caller]
fn agree(library: &Library, options: &[&str], lines: &[String]) {
    // Twice: the second time, everything has been written before.
    let input = [lines, lines].concat().join("\n");
    for lang in Lang::ALL {
        let locale = Locale::load(lang).unwrap();
        let wanted = lines.iter().map(|line| alone(library, line, &locale));
        let wanted: Vec<[String; 2]> = wanted.collect();
        for (at, more) in [&[][..], &["--brief"]].into_iter().enumerate() {
            let args = [
                &[
                    "check",
                    "--jsonl",
                    "--jobs",
                    "1",
                    "--lang",
                    lang.name(),
                    "-",
                ],
                options,
                more,
            ];
            let out = shodaku_reading(&args.concat(), input.as_bytes()).out;
            assert_eq!(out.lines().count(), 2 * lines.len());
            for (got, (line, wanted)) in out.lines().zip(lines.iter().zip(&wanted).cycle()) {
                assert_eq!(said(got), wanted[at], "{line}");
            }
        }
    }
}

#[test]
fn every_request_of_every_case_is_judged_as_it_is_alone() {
    let mut files: Vec<String> = std::fs::read_dir("src/rulesets")
        .unwrap()
        .map(|file| file.unwrap().path().to_str().unwrap().to_owned())
        .filter(|path| path.ends_with(".toml"))
        .filter(|path| !path.ends_with("/fields.toml") && !path.ends_with(".cases.toml"))
        .collect();
    files.push("tests/data/rulesets/mihono.toml".to_owned());
    assert!(files.len() > 5);
    for file in files {
        let mut library = Library::default();
        let entry = Entry::from_toml(&std::fs::read_to_string(&file).unwrap()).unwrap();
        library.add(entry).unwrap();
        let requests = shodaku(&["rulesets", "test", "--requests", &file]).out;
        let lines: Vec<String> = requests.lines().map(str::to_owned).collect();
        assert!(!lines.is_empty(), "{file}");
        agree(&library, &["--ruleset-file", &file], &lines);
    }
}

#[test]
fn a_line_is_read_like_any_json_however_it_is_written() {
    let mut usual = request("subcontract-approvable");
    let library = Library::default();
    let hirono = &library.find("hirono").unwrap().ruleset;
    let unused = |id: &&&str| hirono.field_index(id).is_none();
    let elsewhere = SHARED_FIELDS.iter().find(unused).unwrap();
    let whole = usual.clone();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut request = whole.clone();
        change(&mut request);
        request.to_string()
    };
    let with = |field: &str, answer: Value| changed(&|it| it["answers"][field] = answer.clone());
    let key = |key: &str, value: Value| changed(&|it| it[key] = value.clone());
    // Its answers come last.
    let answers = usual.as_object_mut().unwrap().remove("answers").unwrap();
    let rest = usual.to_string();
    let rest = rest.strip_suffix('}').unwrap();
    let usual = format!("{rest},\"answers\":{answers}}}");
    let last = |more: &str| format!("{}{more}", usual.strip_suffix("}}").unwrap());
    let lines = [
        usual.clone(),
        format!(" \t{} \r", usual.replace(':', " : ").replace(',', " ,\t")),
        usual.replace("承諾", "\\u627f諾").replace("管理", "\\\"管\\\\理\\\""),
        usual.replace("approval.conditions", "approval\\u002econditions"),
        usual.replace("hirono", "yono"),
        // What is given twice counts as the reader of any request has it.
        last(",\"scope.record_count\":9000}}"),
        last("},\"answers\":{}}"),
        last("},\"stage\":\"draft\"}"),
        // Wherever a request ends, its answers do not stay for the next one.
        last(",\"finding.necessary\":false,\"no.such.field\":1}}"),
        usual.clone(),
        r#"{"ruleset":"hirono","procedure":"subcontract","asOf":"2026-11-22","answers":{}}"#.into(),
        r#"{"ruleset":"hirono","procedure":"subcontract","asOf":"2026-11-22","answers":null}"#.into(),
        r#"{"ruleset":"hirono","procedure":"subcontract","asOf":"2026-11-22"}"#.into(),
        r#"{"answers":{},"stage":null,"by":null,"asOf":"2026-11-22","procedure":"takeout","ruleset":"sendai"}"#.into(),
        with("scope.record_count", json!("４，８００")),
        with("scope.record_count", json!("many")),
        with("scope.record_count", json!(-0.5)),
        with("scope.record_count", json!(4800.0)),
        with("scope.record_count", json!(1e300)),
        with("scope.record_count", json!([4800])),
        with("scope.data_items", json!([])),
        with("scope.data_items", json!(["氏名", "", "ｼﾒｲ", "住所"])),
        with("scope.data_items", json!(["氏名", 1])),
        with("scope.data_items", json!({ "a": 1 })),
        with("contract.consent_clauses", json!(["copy", "nothing"])),
        with("scope.work", json!("a\u{0}b")),
        with("scope.work", json!("  \n")),
        with("scope.work", json!(null)),
        with("request.filed_on", json!("令和8年11月22日")),
        with("contract.stars_on", json!("2026-01-01")),
        with(elsewhere, json!("")),
        with(elsewhere, json!("x")),
        key("by", json!("applicant")),
        key("by", json!("contract")),
        key("stage", json!("file")),
        key("asOf", json!("2026-11-31")),
        key("procedure", json!("subcontrat")),
        key("ruleset", json!(1)),
        key("more", json!(1)),
        usual.replace("true", "truE"),
        usual.replace("4800", "04800"),
        usual.replace("町", "\u{1}"),
        // Nothing is read beyond the end of a line.
        last(""),
        last(",\"scope.work\":"),
        last(",\"scope.work\":\"a"),
        last(",\"scope.work\":{"),
        last("}},"),
        last("},}"),
        last("}}{}"),
        last(",}}"),
        "[]".into(),
        "{".into(),
        "\"".into(),
    ];
    agree(&library, &[], &lines);
}

#[test]
fn a_file_without_a_request_is_no_file_that_passes() {
    for input in ["", "\n", " \n\n\t\n"] {
        let run = shodaku_reading(&["check", "--jsonl", "--lang", "en", "-"], input.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains("there is nothing to check"), "{}", run.err);
    }
}

/// A request that passes, one that fails, and, where `bad`, one that is none.
fn three(bad: bool) -> String {
    let (passing, mut failing) = (
        request("subcontract-approvable"),
        request("subcontract-approvable"),
    );
    failing["answers"]["scope.record_count"] = json!(5001);
    let unknown = r#"{"ruleset":"hirono","reference":"R8-12","procedur":"copy"}"#;
    let last = if bad { unknown } else { "" };
    format!("{passing}\n{failing}\n{last}\n")
}

#[test]
fn a_batch_that_was_judged_may_end_with_0_whatever_its_verdicts() {
    for (bad, args, code) in [
        (false, &["check", "--jsonl", "--lang", "en", "-"][..], 1),
        (
            false,
            &["check", "--jsonl", "--exit-zero", "--lang", "en", "-"],
            0,
        ),
        (
            true,
            &["check", "--jsonl", "--exit-zero", "--lang", "en", "-"],
            2,
        ),
    ] {
        let run = shodaku_reading(args, three(bad).as_bytes());
        assert_eq!(run.code, code, "{args:?} {}", run.err);
        assert_eq!(run.err.contains("1 of 3 lines cannot be used"), bad);
    }
}

#[test]
fn a_line_that_cannot_be_used_names_its_case_where_that_can_be_read() {
    for (line, wanted) in [
        (r#"{"reference":"R8-12","ruleset":"hirno"}"#, json!("R8-12")),
        (r#"{"reference":12}"#, Value::Null),
        (r#"{"reference":"R8-12""#, Value::Null),
        ("[]", Value::Null),
    ] {
        let run = shodaku_reading(&["check", "--jsonl", "-"], line.as_bytes());
        let bad: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(bad["reference"], wanted, "{line}");
        assert!(bad["error"]["code"].is_string());
    }
}

#[test]
fn how_far_it_is_stands_on_standard_error_alone() {
    let input = three(true);
    for (lang, said) in [("ja", "3行、毎秒"), ("en", "3 lines, ")] {
        let args = ["check", "--jsonl", "--lang", lang, "-"];
        let silent = shodaku_reading(&args, input.as_bytes());
        let telling = shodaku_reading(&[&args[..], &["--progress"]].concat(), input.as_bytes());
        assert_eq!((&silent.out, silent.code), (&telling.out, telling.code));
        let (first, rest) = telling.err.split_once('\n').unwrap();
        assert!(first.starts_with(said), "{first}");
        // Nobody asked, and no person looks on.
        assert_eq!(rest, silent.err);
    }
}
