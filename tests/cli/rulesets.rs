//! The kit for writing a ruleset: check, test, new, diff and schema, from outside.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shodaku::kit::lint::Lint;

use crate::command::{Run, command, shodaku};

/// How a command ends in `folder`.
pub fn shodaku_in(folder: &Path, args: &[&str]) -> Run {
    Run::of(command(args).current_dir(folder))
}

fn rulesets(args: &[&str]) -> Run {
    shodaku(&[&["rulesets"], args].concat())
}

/// An empty folder of its own for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("kit")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The skeleton of a town, in a folder of its own, with every `from` in `changes` made its `to`.
fn town(name: &str, changes: &[(&str, &str)]) -> (PathBuf, String) {
    let folder = folder(name);
    let run = shodaku_in(&folder, &["rulesets", "new", "town"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let path = folder.join("town.toml");
    let mut text = fs::read_to_string(&path).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "no {from}");
        text = text.replace(from, to);
    }
    fs::write(&path, &text).unwrap();
    (folder, text)
}

/// The files in `folder` that end so, in order.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.to_str().unwrap().ends_with(end))
        .collect();
    paths.sort();
    paths
}

/// Every ruleset that is shipped.
pub fn shipped() -> Vec<String> {
    let cases = files("src/rulesets", ".cases.toml");
    let rulesets = cases.iter().map(|path| path.to_str().unwrap());
    rulesets
        .map(|path| path.replace(".cases.toml", ".toml"))
        .collect()
}

#[test]
fn every_mistake_is_said_where_it_is_with_what_to_write() {
    // With BLESS=1 what is said now becomes what is expected.
    let bless = std::env::var_os("BLESS").is_some();
    let folder = Path::new("tests/data/rulesets/broken");
    let (beside, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        files("tests/data/rulesets/broken", ".toml")
            .into_iter()
            .partition(|path| path.to_str().unwrap().ends_with(".with.toml"));
    assert!(paths.len() > 60);
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        // What it is a mistake beside, where it is none alone.
        let with = path.with_extension("with.toml");
        let with = beside.contains(&with).then(|| with.file_name().unwrap());
        let with = with.map(|with| with.to_str().unwrap());
        let args: Vec<&str> = ["rulesets", "check"].into_iter().chain(with).collect();
        for (lang, ending) in [("en", "txt"), ("ja", "ja.txt")] {
            let run = shodaku_in(folder, &[&args[..], &["--lang", lang, name]].concat());
            let said = format!("{}{}exit {}\n", run.err, run.out, run.code);
            let expected = path.with_extension(ending);
            if bless {
                fs::write(&expected, &said).unwrap();
            }
            if said != fs::read_to_string(&expected).unwrap_or_default() {
                wrong.push(said.clone());
            }
            assert!(run.code > 0, "{name} is sound");
            if lang == "ja" {
                let english: Vec<&str> = run.err.lines().filter(|line| is_english(line)).collect();
                assert!(english.is_empty(), "no Japanese for {english:#?}");
            }
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}

/// Whether two words of English stand side by side, other than between backticks.
pub fn is_english(line: &str) -> bool {
    line.split('`').step_by(2).any(|text| {
        let words: Vec<&str> = text.split(' ').collect();
        let is_word =
            |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
        words.windows(2).any(|pair| {
            pair.iter()
                .all(|word| is_word(word.trim_matches([',', ';', ':', '.'])))
        })
    })
}

#[test]
fn every_lint_has_a_broken_ruleset() {
    let said: String = files("tests/data/rulesets/broken", ".ja.txt")
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let helps = ["ja", "en"].map(|lang| rulesets(&["check", "--help", "--lang", lang]).out);
    for lint in Lint::NAMES {
        assert!(said.contains(&format!("[{lint}]")), "{lint}");
        assert!(helps.iter().all(|help| help.contains(lint)), "{lint}");
    }
}

#[test]
fn shipped_rulesets_pass_the_kit_without_a_warning_and_show_everything() {
    let shipped = shipped();
    assert!(shipped.len() >= 4);
    let mut args = vec!["check"];
    args.extend(shipped.iter().map(String::as_str));
    let run = rulesets(&args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    for ruleset in &shipped {
        let run = rulesets(&["test", "--format", "json", ruleset]);
        let result: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((run.code, &result[0]["gaps"]), (0, &json!([])), "{ruleset}");
        assert_eq!(result[0]["failed"], json!([]), "{ruleset}");
        let limbs = &result[0]["coverage"]["limbs"];
        assert_eq!(limbs["met"]["shown"], limbs["met"]["wanted"]);
    }
}

#[test]
fn a_check_is_json_too() {
    let run = rulesets(&[
        "check",
        "--format",
        "json",
        "tests/data/rulesets/broken/unused-field.toml",
        "tests/data/rulesets/broken/topic-unknown.toml",
        "src/rulesets/hirono.toml",
    ]);
    assert_eq!((run.code, run.err.as_str()), (2, ""));
    let files: Value = serde_json::from_str(&run.out).unwrap();
    let warning = &files[0]["problems"][0];
    assert_eq!(
        (&warning["severity"], &warning["lint"], &warning["line"]),
        (&json!("warning"), &json!("unused-field"), &json!(23))
    );
    let error = &files[1]["problems"][0];
    assert_eq!(
        (&error["severity"], &error["lint"]),
        (&json!("error"), &Value::Null)
    );
    assert_eq!(files[1]["id"], Value::Null);
    assert_eq!(files[2]["problems"], json!([]));
}

#[test]
fn a_built_ruleset_is_checked_without_lines() {
    let folder = folder("built");
    let built = rulesets(&["build", "tests/data/rulesets/broken/unused-field.toml"]).out;
    fs::write(folder.join("town.json"), built).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "check", "town.json"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.starts_with("town.json: 注意: `field["),
        "{}",
        run.err
    );
}

#[test]
fn versions_in_force_on_one_day_are_told_apart() {
    let (folder, text) = town("overlap", &[]);
    let check = |later: &str| {
        fs::write(folder.join("later.toml"), later).unwrap();
        shodaku_in(&folder, &["rulesets", "check", "town.toml", "later.toml"])
    };
    let version = |version: &str, period: &str| {
        text.replace(
            "version = \"2026-04-01\"",
            &format!("version = \"{version}\""),
        )
        .replace("from = 2026-04-01", period)
    };
    let run = check(&version("2027-04-01", "from = 2027-04-01"));
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("later.toml:"), "{}", run.err);
    assert!(
        run.err
            .contains("施行期間が版 `2026-04-01` と重なっています"),
        "{}",
        run.err
    );
    let before = check(&version(
        "2025-04-01",
        "from = 2025-04-01, until = 2026-03-31",
    ));
    assert_eq!((before.code, before.err.as_str()), (0, ""));
    let same = check(&text);
    assert!(
        same.err.contains("版 `2026-04-01` がほかにもあります"),
        "{}",
        same.err
    );
}

#[test]
fn failing_cases_and_what_no_case_shows_are_listed() {
    let (folder, _) = town("test", &[]);
    let path = folder.join("town.cases.toml");
    let cases = fs::read_to_string(&path).unwrap();
    let test = |cases: &str| {
        fs::write(&path, cases).unwrap();
        shodaku_in(&folder, &["rulesets", "test", "town.toml", "--lang", "en"])
    };
    let failing = cases.replace(
        "expect = { verdict = \"approvable\"",
        "expect = { verdict = \"exempt\"",
    );
    let run = test(&failing);
    assert_eq!(run.code, 1);
    for says in [
        "town.toml: 2 of 19 cases fail",
        "town.cases.toml:25: With everything in place it can be approved",
        "verdict: expected exempt, got approvable",
        "100 % (4/4)  limbs: met",
    ] {
        assert!(run.out.contains(says), "no {says} in:\n{}", run.out);
    }
    let (lacking, _) = cases
        .split_once("[[case]]\nname = \"第3条: どちらもなければ")
        .unwrap();
    let run = test(lacking);
    assert_eq!(run.code, 1);
    for says in [
        "all 10 cases hold",
        " 75 % (3/4)  limbs: not met",
        " 22 % (2/9)  routes decide",
        "No case shows:\n    takeout: route silent decides\n",
        "subcontract: 3.settled not_met\n",
    ] {
        assert!(run.out.contains(says), "no {says} in:\n{}", run.out);
    }
    for (cases, says) in [
        (failing.as_str(), "verdict: 期待 exempt、実際 approvable\n"),
        (lacking, "takeout: 経路 silent が判定を決める\n"),
        (lacking, "subcontract: 3.settled を満たさない\n"),
        (
            &cases.replace("base = \"copy\"", "base = \"copi\""),
            "`copi` という土台",
        ),
    ] {
        fs::write(&path, cases).unwrap();
        let run = shodaku_in(&folder, &["rulesets", "test", "town.toml"]);
        assert!(run.out.contains(says), "no {says} in:\n{}", run.out);
    }
    let run = test(&cases.replace("base = \"copy\"", "base = \"copi\""));
    assert!(
        run.out.contains("`copi`") && run.out.contains("`copy`"),
        "{}",
        run.out
    );
    let run = test("[[case]]\nnmae = \"x\"");
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("town.cases.toml:2:1: "), "{}", run.err);

    let run = shodaku_in(&folder, &["rulesets", "check", "town.cases.toml"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("`rulesets test` が見つけます"),
        "{}",
        run.err
    );

    fs::rename(&path, folder.join("other.toml")).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "test", "town.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--cases"), "{}", run.err);
    fs::write(folder.join("other.toml"), cases).unwrap();
    let run = shodaku_in(
        &folder,
        &["rulesets", "test", "town.toml", "--cases", "other.toml"],
    );
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn answers_of_a_base_that_nothing_asks_for_are_said_and_fail_nothing() {
    let (folder, _) = town("leftover", &[]);
    let path = folder.join("town.cases.toml");
    let cases = fs::read_to_string(&path).unwrap();
    let answers = "[base.answers]\n\"copy.already\" = false\n";
    fs::write(&path, cases.replacen("[base.answers]\n", answers, 1)).unwrap();
    for (lang, said) in [
        ("ja", "規程のどこも尋ねない回答:\n    "),
        ("en", "nothing of the ruleset asks for:\n    "),
    ] {
        let run = shodaku_in(&folder, &["rulesets", "test", "town.toml", "--lang", lang]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        assert!(
            run.out.contains(said) && run.out.contains(": copy.already\n"),
            "{}",
            run.out
        );
    }
    let run = shodaku_in(
        &folder,
        &["rulesets", "test", "town.toml", "--format", "json"],
    );
    let files: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(files[0]["leftover"][0]["field"], "copy.already");
}

#[test]
fn an_order_that_cannot_be_checked_is_said_once() {
    let base = fs::read_to_string("tests/data/rulesets/broken/unused-definition.toml").unwrap();
    let folder = folder("order");
    fs::write(folder.join("town.toml"), base.replace("第4条", "第壱条")).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "check", "town.toml"]);
    let said = "番号を読み取れず、本文の順に並んでいるかを調べられなかった条項: 第壱条\n";
    assert_eq!(run.out.matches(said).count(), 1, "{}{}", run.out, run.err);
}

#[test]
fn a_difference_is_said_clause_by_clause_and_request_by_request() {
    let (folder, text) = town("diff", &[]);
    let request = |id: &str, reason: &str| {
        let answers = json!({
            "approval.planned_on": "2026-12-01",
            "information.kind": "personal",
            "subcontract.reason": reason,
            "finding.necessary": true,
            "subcontract.starts_on": "2027-01-10",
            "subcontract.liability_clear": true,
        });
        json!({
            "ruleset": id, "procedure": "subcontract", "asOf": "2026-11-22", "stage": "filed",
            "reference": "R8-12", "answers": answers,
        })
        .to_string()
    };
    let requests = [
        request("town", "封入機がない。"),
        request("town", ""),
        request("city", ""),
    ];
    fs::write(folder.join("requests.jsonl"), requests.join("\n")).unwrap();
    let diff = |new: &str, format: &str| {
        fs::write(folder.join("new.toml"), new).unwrap();
        let args = [
            "--requests",
            "requests.jsonl",
            "--lang",
            "en",
            "--format",
            format,
        ];
        shodaku_in(
            &folder,
            &[&["rulesets", "diff", "town.toml", "new.toml"], &args[..]].concat(),
        )
    };
    let same = diff(&text, "text");
    assert_eq!(same.code, 0, "{}", same.err);
    assert!(
        same.out
            .contains("Of 2 requests, those whose verdict changes: 0 (1 for other")
    );

    let changed = text
        .replace(
            "yes = \"subcontract.liability_clear\"",
            "no = \"subcontract.liability_clear\"",
        )
        .replace("id = \"report\"", "id = \"tell\"")
        .replace("duties = [\"report\"]", "duties = [\"tell\"]")
        .replace(
            "clause = \"第2条第2号\"\ntopic",
            "clause = \"第3条\"\ntopic",
        )
        .replace(
            "before = [\"approval.planned_on\"",
            "not_before = [\"approval.planned_on\"",
        );
    let run = diff(&changed, "text");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for says in [
        "第3条  condition 2-2: clause and content changed (if it is something else, give it a new id)\n",
        "第3条  condition 3: changed\n  limb.settled.any:\n    - [{ clause = \"第3条第1号\"",
        "第4条  duty report: removed\n  Its id must not be used for anything else.\n",
        "第4条  duty tell: added\n",
        "procedure subcontract: changed\n  duties:\n    - [\"report\"]\n    + [\"tell\"]\n",
        "  1  subcontract  R8-12\n    - Can be approved\n    + Cannot be approved\n    +   第3条  ",
        "\nOf 2 requests, those whose verdict changes: 1 (1 for other rulesets left out)\n  1  第3条  Can be approved → Cannot be approved\n",
    ] {
        assert!(run.out.contains(says), "no {says} in:\n{}", run.out);
    }
    let value: Value = serde_json::from_str(&diff(&changed, "json").out).unwrap();
    assert_eq!(value["changes"][0]["change"], "reused");
    assert_eq!(value["requests"]["judged"], 2);
    let moved = &value["requests"]["changed"][0];
    assert_eq!(
        (&moved["before"]["verdict"], &moved["after"]["verdict"]),
        (&json!("approvable"), &json!("not_approvable"))
    );
    assert_eq!(moved["after"]["decidedBy"][0]["clause"], "第3条");
    assert_eq!(
        (&moved["reference"], &moved["clauses"]),
        (&json!("R8-12"), &json!(["第3条"]))
    );
    let counted = json!([{
        "clause": "第3条", "before": "approvable", "after": "not_approvable", "requests": 1,
    }]);
    assert_eq!(value["requests"]["moves"], counted);

    // A field that is gone: those requests can no longer be used.
    let without = text.replace("yes = \"town.insured\"", "yes = \"subcontract.carriage\"");
    let start = without.find("[[field]]\nid = \"town.insured\"").unwrap();
    let end = start + without[start..].find("\n\n").unwrap();
    let mut without = without.clone();
    without.replace_range(start..end, "");
    let insured =
        request("town", "封入機がない。").replace("subcontract.liability_clear", "town.insured");
    fs::write(folder.join("requests.jsonl"), insured).unwrap();
    let run = diff(&without, "text");
    assert!(
        run.out.contains("+ unknown field `town.insured`"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("  1  Can be approved → cannot be judged\n"),
        "{}",
        run.out
    );
}

#[test]
fn a_line_of_an_archive_that_cannot_be_used_stops_none_of_the_others() {
    let (folder, text) = town("archive", &[]);
    let changed = text.replace(
        "yes = \"subcontract.liability_clear\"",
        "no = \"subcontract.liability_clear\"",
    );
    fs::write(folder.join("new.toml"), changed).unwrap();
    let requests = shodaku_in(&folder, &["rulesets", "test", "--requests", "town.toml"]).out;
    let count = requests.lines().count();
    let lines = format!("{{}}\n\n{requests}[]\n{requests}");
    fs::write(folder.join("requests.jsonl"), lines).unwrap();
    for (format, moves) in [("text", "件\n  "), ("json", "\"moves\":[{")] {
        let args = ["--requests", "requests.jsonl", "--format", format];
        let diff = &["rulesets", "diff", "town.toml", "new.toml"];
        let run = shodaku_in(&folder, &[&diff[..], &args[..]].concat());
        assert_eq!(run.code, 2);
        let (first, all) = run.err.split_once("requests.jsonl: ").unwrap();
        assert!(first.starts_with("requests.jsonl:1: "), "{first}");
        let said = format!("{}行のうち2行が使えません", 2 + 2 * count);
        assert!(all.starts_with(&said), "{all}");
        assert!(run.out.contains(moves), "{}", run.out);
        if format == "json" {
            let value: Value = serde_json::from_str(&run.out).unwrap();
            let requests = &value["requests"];
            assert_eq!(requests["unusable"], 2);
            assert_eq!(requests["judged"], 2 * count);
            let changed = requests["changed"].as_array().unwrap();
            let (first, second) = changed.split_at(changed.len() / 2);
            assert!(!first.is_empty());
            for (one, other) in first.iter().zip(second) {
                let ahead = other["line"].as_u64().unwrap() - one["line"].as_u64().unwrap();
                assert_eq!(ahead, count as u64 + 1);
            }
        }
    }
}

#[test]
fn the_order_in_which_routes_and_limbs_stand_is_part_of_a_ruleset() {
    let (folder, text) = town("order", &[]);
    let from = "routes = [\"not-in-force\", \"no-personal-information\"]";
    let to = "routes = [\"no-personal-information\", \"not-in-force\"]";
    fs::write(folder.join("new.toml"), text.replace(from, to)).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "diff", "town.toml", "new.toml"]);
    assert!(
        run.out.contains(to.split_once("= ").unwrap().1),
        "{}",
        run.out
    );
}

#[test]
fn what_there_is_too_much_to_try_of_is_said() {
    let file = "src/rulesets/sendai.toml";
    let run = rulesets(&["check", file]);
    let says = "多すぎて試せなかったもの: できるだけ正確か: 5-1.survey,";
    assert!(run.out.contains(says), "{}", run.out);
    let run = rulesets(&["check", "--lang", "en", file]);
    let says = "too much to try out: whether these are as exact as they can be: 5-1.survey,";
    assert!(run.out.contains(says), "{}", run.out);
    let run = rulesets(&["check", "--format", "json", file]);
    let files: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, &files[0]["problems"]), (0, &json!([])));
    let untried = &files[0]["untried"];
    assert_eq!(untried["exact"][0], "5-1.survey");
    assert_eq!(untried["together"], true);
    // Whether they can be met and fail is told by few answers, however many there are.
    assert_eq!(untried["outcomes"], json!([]));
}

#[test]
fn a_limb_of_many_fields_is_told_to_hold_always_or_never() {
    let dates = |at: usize| format!("{{ before = [\"town.d{at}\", \"town.d{}\"] }}", at + 1);
    let many: Vec<String> = (0..12).map(dates).collect();
    let field = |at: usize| {
        format!(
            "\n[[field]]\nid = \"town.d{at}\"\ntype = \"date\"\nsupplier = \"officer\"\n\
             label = {{ ja = \"日\", en = \"day\" }}\n"
        )
    };
    let fields: String = (0..13).map(field).collect();
    for (operator, lint) in [("all", "never-met"), ("any", "never-fails")] {
        let both = "{ yes = \"town.insured\" }, { no = \"town.insured\" }";
        let limb = format!("{operator} = [{}, {both}]", many.join(", "));
        let order = "before = [\"approval.planned_on\", \"subcontract.starts_on\"]";
        let (folder, text) = town(&format!("many-{operator}"), &[(order, limb.as_str())]);
        fs::write(folder.join("town.toml"), format!("{text}{fields}")).unwrap();
        let run = shodaku_in(&folder, &["rulesets", "check", "town.toml"]);
        assert!(
            run.err.contains(&format!("[{lint}]")),
            "{}{}",
            run.err,
            run.out
        );
    }
}

/// The parts of a ruleset that a check leaves untried.
fn untried(text: &str, name: &str) -> Value {
    let folder = folder(name);
    fs::write(folder.join("town.toml"), text).unwrap();
    let args = ["rulesets", "check", "--format", "json", "town.toml"];
    let run = shodaku_in(&folder, &args);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let files: Value = serde_json::from_str(&run.out).unwrap();
    assert!(files[0]["problems"].as_array().unwrap().len() <= 100);
    files[0]["untried"].clone()
}

/// A town with `count` more conditions, `c0` and so on, each with these limbs.
fn with_conditions(count: usize, limbs: &dyn Fn(usize) -> String) -> String {
    let base = fs::read_to_string("tests/data/rulesets/broken/unused-definition.toml").unwrap();
    let condition = |at| {
        format!(
            "\n[[condition]]\nid = \"c{at}\"\nclause = \"第9条\"\ntopic = \"scope\"\n\
             title = {{ ja = \"題\" }}\nmessage = {{ ja = \"文\" }}\nremedy = {{ ja = \"文\" }}\n\
             limb = [{}]\n",
            limbs(at)
        )
    };
    let conditions: String = (0..count).map(condition).collect();
    let ids: String = (0..count).map(|at| format!(", \"c{at}\"")).collect();
    let listed = format!("\"3\", \"4\"{ids}]");
    let base = base.replace("\"3\", \"4\"]", &listed);
    assert!(base.contains(&listed));
    format!("{base}{conditions}")
}

#[test]
fn many_limbs_in_opposite_senses_are_told() {
    for limb in [
        (|at| format!("{} = \"town.insured\"", ["yes", "no"][at % 2])) as fn(usize) -> String,
        |at| format!("is = [\"town.way\", \"o{}\"]", at % 60),
    ] {
        let options: String = (0..60)
            .map(|at| format!("{{ value = \"o{at}\", label = {{ ja = \"甲\" }} }}, "))
            .collect();
        let limbs: Vec<String> = (0..1_000)
            .map(|at| format!("{{ id = \"l{at}\", {} }}", limb(at)))
            .collect();
        let text = with_conditions(1, &|_| limbs.join(",\n"));
        let text = format!(
            "{text}\n[[field]]\nid = \"town.way\"\ntype = \"choice\"\nsupplier = \"officer\"\n\
             label = {{ ja = \"方法\" }}\noptions = [{options}]\n"
        );
        let folder = folder("opposite");
        fs::write(folder.join("town.toml"), text).unwrap();
        let run = shodaku_in(&folder, &["rulesets", "check", "town.toml"]);
        assert_eq!(run.code, 1, "{}", &run.err[..run.err.len().min(2_000)]);
        assert!(run.err.contains("[never-met]"));
    }
}

#[test]
fn what_is_too_much_to_try_is_passed_over_and_nothing_else() {
    let three = |at: usize, test: &dyn Fn(usize) -> String| {
        (at..at + 3).map(test).collect::<Vec<_>>().join(", ")
    };
    let dates = |at: usize| {
        let (year, day) = (2000 + at / 28, 1 + at % 28);
        format!("{{ before = [\"approval.planned_on\", {year}-01-{day:02}] }}")
    };
    let years = |at: usize| {
        let limit = 100 + at * 97;
        format!(
            "{{ within_years = [\"approval.planned_on\", \"subcontract.starts_on\", {limit}] }}"
        )
    };
    let numbers = |at: usize| format!("{{ at_most = [\"scope.record_count\", {}] }}", at * 1000);
    let too_much = |at: usize| at % 3 == 1;
    let text = with_conditions(600, &|at| {
        let limb = match at % 3 {
            0 => three(at, &dates),
            _ if too_much(at) => three(at, &years),
            _ => three(at, &numbers),
        };
        let other = three(0, &dates);
        format!("{{ id = \"a\", all = [{limb}] }}, {{ id = \"b\", all = [{other}] }}")
    });
    let conditions: Vec<String> = (0..600)
        .filter(|at| too_much(*at))
        .map(|at| format!("c{at}"))
        .collect();
    let limbs = conditions.iter().map(|id| format!("{id}.a"));
    let limbs: BTreeSet<String> = limbs.collect();
    let outcomes: BTreeSet<String> = conditions.iter().chain(&limbs).cloned().collect();
    let wanted = json!({ "outcomes": outcomes, "exact": limbs, "together": true, "order": [] });
    assert_eq!(untried(&text, "much"), wanted);
}

/// The work is bounded for the ruleset as a whole, however much each part of it asks for.
#[test]
fn twice_as_much_to_try_is_not_tried_more() {
    let fields: String = (0..5)
        .map(|at| {
            format!(
                "\n[[field]]\nid = \"town.d{at}\"\ntype = \"date\"\nsupplier = \"officer\"\n\
                 label = {{ ja = \"日\", en = \"day\" }}\n"
            )
        })
        .collect();
    let orders: Vec<String> = (0..4)
        .map(|at| format!("{{ before = [\"town.d{at}\", \"town.d{}\"] }}", at + 1))
        .collect();
    let limb = format!("{{ id = \"a\", all = [{}] }}", orders.join(", "));
    let tried = |count: usize| {
        let text = with_conditions(count, &|_| limb.clone());
        let untried = untried(&format!("{text}{fields}"), "twice");
        assert_eq!(untried["together"], true);
        count - untried["exact"].as_array().unwrap().len()
    };
    let (once, twice) = (tried(150), tried(300));
    assert!((1..150).contains(&once), "{once}");
    assert!((1..=once).contains(&twice), "{twice} after {once}");
}

#[test]
fn long_names_and_deep_places_are_refused_before_they_fill_the_memory() {
    let folder = folder("names");
    for (name, text, says) in [
        (
            "key.toml",
            format!("[{}]\n{}", "k".repeat(1_000_000), "a = 1\n"),
            "が100バイトを超えています",
        ),
        (
            "deep.toml",
            format!(
                "[ruleset]\n{}.z = [{}]",
                ["k".repeat(90).as_str(); 20].join("."),
                "1,".repeat(1_000_000)
            ),
            "の入れ子が深すぎます",
        ),
        (
            "many.toml",
            format!("[ruleset]\nx = [{}]", "1,".repeat(1_000_000)),
            "値が200000個を超えています",
        ),
        (
            "errors.toml",
            "x\n".repeat(1_000_000),
            "TOMLとして読めません",
        ),
        (
            "large.toml",
            format!("x = \"{}\"", "y".repeat(5_000_000)),
            "4MiBを超えています",
        ),
    ] {
        fs::write(folder.join(name), text).unwrap();
        let run = shodaku_in(&folder, &["rulesets", "check", name]);
        assert_eq!(run.code, 2, "{name}");
        assert!(
            run.err.contains(says),
            "{name}: {}",
            &run.err[..run.err.len().min(2_000)]
        );
        assert!(run.err.len() < 100_000, "{name}");
    }
}
