//! The command line from outside: exit status, what goes where, and every way to get it wrong.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use shodaku::engine::lang::Lang;
use shodaku::engine::operator::Operator;
use shodaku::engine::ruleset::shape::{DOCUMENT, IMPRECISE, Kind, Shape};
use shodaku::library::Library;

use crate::command::{Run, SHODAKU, command, shodaku, shodaku_reading};

pub fn check(request: &Value) -> Run {
    shodaku_reading(
        &["check", "--format", "json", "-"],
        request.to_string().as_bytes(),
    )
}

pub fn request(name: &str) -> Value {
    let json = fs::read_to_string(format!("tests/data/requests/{name}.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// A file of its own for one test.
fn temporary(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

#[track_caller]
fn refused(run: &Run, says: &[&str]) {
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(run.out, "");
    for part in says {
        assert!(run.err.contains(part), "no {part:?} in:\n{}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

#[test]
fn where_a_route_has_settled_it_no_condition_is_asked_for() {
    let said = |request: &Value| {
        let text = request.to_string();
        shodaku_reading(&["check", "--lang", "en", "-"], text.as_bytes()).out
    };
    let mut request = request("takeout");
    let open = said(&request);
    assert!(
        open.contains("Undetermined") && open.matches("  → ").count() > 1,
        "{open}"
    );
    request["answers"]["information.kind"] = json!("none");
    let settled = said(&request);
    assert!(
        settled.contains("Verdict: Not governed by this text"),
        "{settled}"
    );
    // But what cannot be read.
    assert!(settled.contains("Issues (1)\n  [Error]"), "{settled}");
}

#[test]
fn the_exit_status_tells_the_verdict() {
    for (name, verdict, code) in [
        ("subcontract-approvable", "approvable", 0),
        ("carriage", "not_regulated", 0),
        ("subcontract", "not_approvable", 1),
        ("purpose-change", "prohibited", 1),
        ("takeout", "undetermined", 3),
    ] {
        let run = check(&request(name));
        let report: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(
            (report["verdict"].as_str().unwrap(), run.code),
            (verdict, code)
        );
        assert_eq!(run.err, "");
        assert_eq!(run.out.matches('\n').count(), 1);
    }
}

#[test]
fn the_text_names_verdict_clause_field_message_and_remedy_in_both_languages() {
    let file = "tests/data/requests/subcontract.json";
    let library = Library::default();
    let texts = &library.find("hirono").unwrap().texts;
    let clause = texts.conditions.iter().find(|one| one.id == "4-ho");
    let clause = clause.unwrap();
    for (lang, parts) in [
        (
            Lang::Ja,
            ["判定: 承諾できない", "「再々委託の", "職員: ", "義務"],
        ),
        (
            Lang::En,
            [
                "Verdict: Cannot be approved",
                "“clause on further",
                "official: ",
                "Duties",
            ],
        ),
    ] {
        let run = shodaku(&["check", file, "--lang", lang.name()]);
        assert_eq!(run.code, 1);
        let own = [
            clause.clause.as_str(),
            clause.message.get(lang),
            &format!("→ {}", clause.remedy.get(lang)),
        ];
        for part in parts.into_iter().chain(own) {
            assert!(run.out.contains(part), "no {part:?} in:\n{}", run.out);
        }
    }
    let run = shodaku(&[
        "check",
        "tests/data/requests/subcontract-approvable.json",
        "--lang",
        "en",
    ]);
    assert!(run.out.contains("Whether to approve is for the official."));
}

#[test]
fn every_example_in_the_help_runs() {
    let path = format!(
        "{}:{}",
        Path::new(SHODAKU).parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut all = Vec::new();
    for args in [
        &[][..],
        &["check"],
        &["compare"],
        &["explain"],
        &["fields"],
        &["rulesets"],
        &["rulesets", "check"],
        &["rulesets", "cases"],
        &["rulesets", "test"],
        &["rulesets", "diff"],
        &["rulesets", "drift"],
        &["rulesets", "pages"],
        &["rulesets", "new"],
        &["rulesets", "schema"],
    ] {
        let examples = [("ja", "\n例:\n"), ("en", "\nExamples:\n")].map(|(lang, heading)| {
            let run = shodaku(&[args, &["--help", "--lang", lang]].concat());
            assert_eq!((run.code, run.err.as_str()), (0, ""));
            let (_, listed) = run.out.split_once(heading).unwrap();
            let lines = listed.lines().map(str::trim);
            let lines = lines.filter(|line| line.starts_with("shodaku "));
            lines.map(str::to_owned).collect::<Vec<String>>()
        });
        let [japanese, english] = examples;
        assert_eq!(japanese, english);
        all.extend(english);
    }
    assert!(all.len() > 10);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for example in all {
        let line = example.replace("> ", &format!("> {}/", folder.display()));
        let mut shell = Command::new("sh");
        let run = Run::of(shell.args(["-c", &line]).env("PATH", &path));
        assert!(
            [0, 1, 3].contains(&run.code),
            "{example}: {}\n{}",
            run.code,
            run.err
        );
        assert_eq!(run.err, "", "{example}");
        assert!(!run.out.is_empty() || example.contains('>'), "{example}");
    }
}

#[test]
fn the_help_is_in_the_language_that_is_asked_for() {
    let japanese = [
        "市区町村の承諾を求める申請を、規程の定める要件に照らして判定します\n\n使い方: shodaku ",
        "\nコマンド:\n  check     申請を1件またはまとめて判定します\n",
        "\nオプション:\n      --lang <LANG>          表示に使う言語。指定しなければ、",
        "ヘルプを表示します\n  -V, --version              バージョンを表示します\n",
    ];
    let english = [
        "Judges requests for a municipality's approval against its written conditions\n\nUsage: shodaku ",
        "\nCommands:\n  check     Judge a request, or many\n",
        "\nOptions:\n      --lang <LANG>          Language of labels and messages; if not given, English",
        "Print help\n  -V, --version              Print version\n",
    ];
    for (args, parts) in [
        (&["--help"][..], japanese),
        (&["-h", "--lang", "ja"], japanese),
        (&["help"], japanese),
        (&["--help", "--lang", "en"], english),
        (&["--lang=en", "help"], english),
        (&["help", "--lang", "en"], english),
    ] {
        let run = shodaku(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        for part in parts {
            assert!(run.out.contains(part), "no {part:?} in:\n{}", run.out);
        }
    }
    // What is only said in full, and what stands in which order.
    for (lang, parts) in [
        (
            "ja",
            [
                "満たさない理由を示します。",
                "\n引数:\n  <RULESET>\n          規程のidまたは別名\n\n  [PROCEDURE]\n",
                "選べる値:\n          - text: 人が読む形\n",
            ],
        ),
        (
            "en",
            [
                "and why not.",
                "\nArguments:\n  <RULESET>\n          A ruleset's id or alias\n\n  [PROCEDURE]\n",
                "Possible values:\n          - text: For reading\n",
            ],
        ),
    ] {
        let [long, short] =
            ["--help", "-h"].map(|how| shodaku(&["explain", how, "--lang", lang]).out);
        let help = shodaku(&["--lang", lang, "help", "explain"]).out;
        assert_eq!(help, long);
        for part in parts {
            assert!(long.contains(part), "no {part:?} in:\n{long}");
            assert!(!short.contains(part), "{part:?} in:\n{short}");
        }
    }
}

#[test]
fn the_environment_chooses_the_language_and_the_option_goes_before_it() {
    let said = |locales: &[(&str, &str)], args: &[&str]| {
        let mut command = Command::new(SHODAKU);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command.envs(locales.iter().copied()).args(args);
        Run::of(&mut command).out
    };
    let request = "tests/data/requests/subcontract.json";
    // A verdict, what is said of a skeleton, and the help, of a command and of all.
    for (args, [ja, en]) in [
        (&["check", request][..], ["判定: ", "Verdict: "]),
        (
            &["explain", "hirono", "subcontract"],
            ["再委託", "subcontracting"],
        ),
        (&["rulesets", "schema"], ["規程", "ruleset"]),
        (&["rulesets", "new", "--help"], ["使い方: ", "Usage: "]),
        (&["--help"], ["使い方: ", "Usage: "]),
    ] {
        for (locales, lang, wanted) in [
            (&[][..], None, ja),
            (&[("LANG", "C.UTF-8")], None, ja),
            (&[("LANG", "fr_FR.UTF-8")], None, ja),
            (&[("LANG", "en_US.UTF-8")], None, en),
            (
                &[("LANG", "ja_JP.UTF-8"), ("LC_MESSAGES", "en_GB")],
                None,
                en,
            ),
            (&[("LC_MESSAGES", "en_GB"), ("LC_ALL", "C")], None, ja),
            (&[("LC_ALL", ""), ("LANG", "en_GB")], None, en),
            (&[("LC_ALL", "en_US.UTF-8")], Some("ja"), ja),
            (&[("LC_ALL", "ja_JP.UTF-8")], Some("en"), en),
        ] {
            let option = lang.map_or(vec![], |lang| vec!["--lang", lang]);
            let out = said(locales, &[args, &option].concat());
            let other = if wanted == ja { en } else { ja };
            assert!(
                out.contains(wanted),
                "{args:?} {locales:?} {lang:?}:\n{out}"
            );
            // Names are in the language that is spoken; a schema's keys are English in both.
            let apart = !args.contains(&"schema") && !args.contains(&"explain");
            assert!(
                !apart || !out.contains(other),
                "{args:?} {locales:?} {lang:?}:\n{out}"
            );
        }
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(
        shodaku(&["--version"]).out,
        concat!("shodaku ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

/// How a check of `request` ends, said in English.
fn in_english(request: &Value) -> Run {
    let args = ["check", "--lang", "en", "-"];
    shodaku_reading(&args, request.to_string().as_bytes())
}

#[test]
fn a_name_that_means_nothing_comes_with_the_nearest() {
    let unknown = |change: &dyn Fn(&mut Value), says: &[&str]| {
        let mut request = request("subcontract");
        change(&mut request);
        refused(
            &in_english(&request),
            &[&["standard input: ", "fix: "], says].concat(),
        );
    };
    unknown(
        &|it| it["ruleset"] = json!("hirno"),
        &["unknown ruleset `hirno`", "`hirono`"],
    );
    unknown(
        &|it| it["procedure"] = json!("subcontrct"),
        &["`subcontrct`", "`subcontract`"],
    );
    unknown(
        &|it| it["as_of"] = json!("2026-11-22"),
        &["unknown key `as_of`", "`asOf`"],
    );
    unknown(
        &|it| it["answers"]["subcontractor.nmae"] = json!("x"),
        &["`subcontractor.nmae`", "`subcontractor.name`"],
    );
    unknown(
        &|it| it["answers"]["information.kind"] = json!("persnal"),
        &["`answers.information.kind`", "`personal`"],
    );
}

#[test]
fn what_has_the_wrong_shape_is_refused_with_its_place() {
    let refuse = |change: &dyn Fn(&mut Value), says: &[&str]| {
        let mut request = request("subcontract");
        change(&mut request);
        refused(&in_english(&request), says);
    };
    refuse(
        &|it| it["answers"]["scope.record_count"] = json!([1]),
        &["answers.scope.record_count"],
    );
    refuse(
        &|it| it["answers"]["scope.work"] = json!({"a": {"b": 1}}),
        &["answers.scope.work"],
    );
    refuse(
        &|it| it["answers"]["scope.data_items"] = json!("氏名"),
        &["answers.scope.data_items"],
    );
    refuse(
        &|it| it["answers"]["request.in_writing"] = json!("yes"),
        &["answers.request.in_writing"],
    );
    refuse(
        &|it| it["answers"]["scope.work"] = json!("a\0b"),
        &["answers.scope.work", "NUL"],
    );
    refuse(
        &|it| it["answers"]["scope.work"] = json!("あ".repeat(40_000)),
        &["too large"],
    );
    refuse(
        &|it| it["answers"]["scope.data_items"] = json!(vec!["a"; 1_001]),
        &["too large"],
    );
    refuse(&|it| it["answers"] = json!([]), &["answers"]);
    refuse(
        &|it| it["asOf"] = json!("22/11/2026"),
        &["asOf", "2026-04-01"],
    );
    refuse(&|it| it["asOf"] = Value::Null, &["asOf"]);
    refuse(
        &|it| it["stage"] = json!("final"),
        &["`final`", "`draft`", "`filed`"],
    );
    refuse(
        &|it| it["by"] = json!("contract"),
        &["`contract`", "`applicant`"],
    );
    refuse(
        &|it| it["by"] = json!("applicant"),
        &["only the officer may supply"],
    );
    refuse(
        &|it| it["ruleset"] = Value::Null,
        &["ruleset", "`shodaku rulesets`"],
    );
    refuse(&|it| it["procedure"] = json!(1), &["procedure", "string"]);
}

#[test]
fn what_is_no_json_object_is_refused() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    for (input, says) in [
        ("{\"ruleset\": \"hirono\",", "line 1 column"),
        ("[]", "object"),
        ("null", "object"),
        ("{\"answers\": {\"scope.work\": \"\\ud800\"}}", "hex escape"),
        ("{\"answers\": {\"scope.work\": 1e999}}", "out of range"),
        (&deep("[", "]"), "object"),
        (
            &format!("{{\"answers\": {{\"scope.work\": {}}}}}", deep("[", "]")),
            "recursion",
        ),
        (
            &format!("{{\"x\": {}}}", deep("{\"a\":", "}")),
            "line 1 column",
        ),
        ("{}\n{}", "--jsonl"),
        ("", "is empty"),
        (" \n ", "is empty"),
    ] {
        refused(
            &shodaku_reading(&["check", "--lang", "en", "-"], input.as_bytes()),
            &["standard input: ", says],
        );
    }
    refused(
        &shodaku_reading(&["check", "--lang", "en", "-"], b"{\"a\": \"\xff\"}"),
        &["not UTF-8 (at byte 8)"],
    );
    refused(
        &shodaku_reading(
            &["check", "--lang", "en", "-"],
            "{\"a\""
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
                .as_slice(),
        ),
        &[],
    );
}

#[test]
fn files_are_found_out_of_bounds_or_absent() {
    refused(
        &shodaku(&["check", "no-such.json", "--lang", "en"]),
        &[
            "no-such.json: there is no such file",
            "fix: ",
            "standard input",
        ],
    );
    refused(&shodaku(&["check", "tests"]), &["tests: "]);
    let huge = temporary("huge.json", vec![b' '; (16 << 20) + 1]);
    refused(
        &shodaku(&["check", huge.to_str().unwrap(), "--lang", "en"]),
        &["larger than 16777216 bytes"],
    );
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(fs::read("tests/data/requests/carriage.json").unwrap());
    assert_eq!(shodaku_reading(&["check", "-"], &bytes).code, 0);
}

#[test]
fn what_comes_from_a_request_cannot_drive_the_terminal() {
    let run = shodaku_reading(&["check", "-"], b"{\"\\u001b[2J\": 1}");
    refused(&run, &["[2J"]);
    assert!(!run.err.contains('\u{1b}'));
}

#[test]
fn what_comes_from_a_ruleset_cannot_drive_the_terminal() {
    let mut town = TOWN.to_owned();
    for (place, hostile) in [
        ("version = \"1", r"\u001b[2J"),
        ("甲町", r"\u001b[2J\r\u009b2J"),
        ("告示第1号", r"\u001b[2J"),
        ("第1条", r"\b\b"),
        ("範囲がない。", r"\u0007\u001b]0;題\u0007"),
    ] {
        assert!(town.contains(place), "no {place}");
        town = town.replace(place, &format!("{place}{hostile}"));
    }
    let file = temporary("hostile.toml", town);
    let file = file.to_str().unwrap();
    let request =
        json!({"ruleset": "atown", "procedure": "copy", "asOf": "2026-11-22", "stage": "filed"});
    for (args, says) in [
        (&["check", "-", "--ruleset-file", file][..], "範囲がない。"),
        (
            &["explain", "atown", "copy", "--ruleset-file", file],
            "甲町",
        ),
        (
            &["fields", "atown", "copy", "--ruleset-file", file],
            "第1条",
        ),
        (&["rulesets", "--ruleset-file", file], "告示第1号"),
        (&["rulesets", "check", file], "atown 1"),
    ] {
        let run = shodaku_reading(args, request.to_string().as_bytes());
        assert!(
            run.out.contains(says),
            "no {says} in:\n{}{}",
            run.out,
            run.err
        );
        let control = |character: char| character.is_control() && character != '\n';
        assert!(!run.out.contains(control), "{:?}", run.out);
        assert!(!run.err.contains(control), "{:?}", run.err);
    }
}

#[test]
fn many_requests_give_one_result_a_line_in_order() {
    let run = shodaku(&["check", "--jsonl", "tests/data/requests/several.jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let verdicts: Vec<String> = run
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["verdict"]
                .as_str()
                .unwrap()
                .into()
        })
        .collect();
    let wanted = [
        "approvable",
        "not_approvable",
        "undetermined",
        "prohibited",
        "not_regulated",
    ];
    assert_eq!(verdicts, wanted);
    for (line, request) in run.out.lines().zip(
        fs::read_to_string("tests/data/requests/several.jsonl")
            .unwrap()
            .lines(),
    ) {
        assert_eq!(
            format!("{line}\n"),
            check(&serde_json::from_str(request).unwrap()).out
        );
    }
}

#[test]
fn a_bad_line_does_not_stop_the_others() {
    let good = request("carriage").to_string();
    let mut input = format!("\u{feff}{good}\r\n\n{{\"procedure\": \"carrage\"}}\n{{\"ruleset\":\"hirono\",\"procedure\":\"carrage\",\"asOf\":\"2026-11-22\"}}\n").into_bytes();
    input.extend(b"\xff\n");
    input.extend(vec![b'a'; (16 << 20) + 10]);
    input.extend(format!("\n{good}").into_bytes());
    let run = shodaku_reading(&["check", "--jsonl", "--lang", "en", "-"], &input);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("4 of 7 lines"), "{}", run.err);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0]["verdict"], "not_regulated");
    assert_eq!(lines[1]["line"], 3);
    assert_eq!(lines[1]["error"]["code"], "missing_key");
    assert_eq!(lines[2]["line"], 4);
    assert_eq!(lines[2]["error"]["code"], "unknown_procedure");
    assert_eq!(lines[2]["error"]["path"], "procedure");
    assert_eq!(lines[2]["error"]["nearest"], "carriage");
    assert_eq!(lines[3]["error"]["code"], "bad_json");
    assert_eq!(lines[4]["error"]["code"], "too_large");
    assert_eq!(lines[5]["verdict"], "not_regulated");
}

#[test]
fn the_worst_line_decides_the_exit_status() {
    let line = |name: &str| request(name).to_string();
    for (names, code) in [
        (vec!["carriage", "takeout"], 3),
        (vec!["takeout", "subcontract", "carriage"], 1),
        (vec!["carriage", "carriage"], 0),
    ] {
        let input = names.into_iter().map(line).collect::<Vec<_>>().join("\n");
        assert_eq!(
            shodaku_reading(&["check", "--jsonl", "-"], input.as_bytes()).code,
            code
        );
    }
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let line = request("subcontract").to_string() + "\n";
    let file = temporary("long.jsonl", line.repeat(2_000));
    let mut child = command(&["check", "--jsonl", file.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.stderr, b"");
    assert_eq!(output.status.code(), Some(141));
}

#[test]
fn a_procedure_is_explained_clause_by_clause() {
    let run = shodaku(&["explain", "yono", "subcontract", "--lang", "en"]);
    assert_eq!(run.code, 0);
    let clauses: Vec<&str> = run
        .out
        .lines()
        .filter(|line| line.starts_with("  第"))
        .collect();
    assert!(
        clauses
            .iter()
            .any(|line| line.contains("第6条第2項第4号ホ"))
    );
    assert!(
        run.out
            .contains("“clause on further subcontracting” is one of “forbidden altogether”")
    );

    let args = [
        "explain",
        "hirono",
        "subcontract",
        "4-ho",
        "--format",
        "json",
        "--request",
        "tests/data/requests/subcontract.json",
    ];
    let run = shodaku(&args);
    let explained: Value = serde_json::from_str(&run.out).unwrap();
    let conditions = explained["conditions"].as_array().unwrap();
    assert_eq!(conditions.len(), 1);
    assert_eq!(conditions[0]["truth"], "not_met");
    assert_eq!(conditions[0]["limbs"][0]["because"], json!(["answer"]));
    assert_eq!(
        conditions[0]["limbs"][0]["fields"],
        json!(["subcontract.further_entrustment"])
    );

    refused(
        &shodaku(&["explain", "hirono", "subcontract", "4-hoo", "--lang", "en"]),
        &["`4-hoo`", "`4-ho`", "fix: "],
    );
    refused(
        &shodaku(&["explain", "hirono", "copyy", "--lang", "en"]),
        &["`copyy`", "`copy`", "fix: "],
    );
    refused(
        &shodaku(&[
            "explain",
            "hirono",
            "copy",
            "--request",
            "tests/data/requests/subcontract.json",
        ]),
        &["tests/data/requests/subcontract.json", "`copy`"],
    );
}

#[test]
fn the_shipped_rulesets_are_listed_with_their_aliases() {
    let list: Value =
        serde_json::from_str(&shodaku(&["rulesets", "--format", "json"]).out).unwrap();
    let hirono = list
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "hirono")
        .unwrap();
    assert_eq!(hirono["aliases"], json!(["yono"]));
    assert_eq!(hirono["inForce"]["from"], "2023-04-01");
    assert!(shodaku(&["rulesets"]).out.contains("hirono, yono"));
}

#[test]
fn a_built_ruleset_is_canonical_and_hashed_as_reports_say() {
    let built = shodaku(&["rulesets", "build", "src/rulesets/hirono.toml"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
    let sha256 = shodaku::engine::hash::sha256(built.out.as_bytes());
    let report: Value = serde_json::from_str(&check(&request("carriage")).out).unwrap();
    assert_eq!(report["ruleset"]["sha256"], sha256);
    assert!(!built.out.contains("\"en\""));

    let overlay = shodaku(&[
        "rulesets",
        "build",
        "src/rulesets/hirono.toml",
        "--translation",
        "en",
    ]);
    let overlay: Value = serde_json::from_str(&overlay.out).unwrap();
    assert_eq!(overlay["translation"]["of"]["sha256"], sha256);
    assert_eq!(overlay["texts"]["ruleset"]["municipality"], "Hirono");

    let file = temporary("built.json", &built.out);
    let again = shodaku(&["rulesets", "build", file.to_str().unwrap()]);
    assert_eq!(again.out, built.out);
    let run = shodaku(&[
        "rulesets",
        "build",
        file.to_str().unwrap(),
        "--translation",
        "en",
    ]);
    refused(&run, &["built.json: `en` の文がありません"]);
}

/// A town of one clause.
const TOWN: &str = r#"
[ruleset]
format = 1
id = "atown"
version = "1"
municipality = { ja = "甲町", en = "Town A" }
title = { ja = "甲町の規程", en = "A text" }
instrument = { ja = "告示第1号", en = "Notice 1" }

[[condition]]
id = "one"
clause = "第1条"
topic = "scope"
title = { ja = "範囲", en = "scope" }
message = { ja = "範囲がない。", en = "No scope." }
remedy = { ja = "書く。", en = "State it." }

[[condition.limb]]
id = "work"
stated = "scope.work"

[[procedure]]
id = "copy"
title = { ja = "複写", en = "copying" }
conditions = ["one"]
"#;

#[test]
fn a_strangers_ruleset_goes_the_same_way() {
    let toml = temporary("town.toml", TOWN);
    let toml = toml.to_str().unwrap();
    let request =
        json!({"ruleset": "atown", "procedure": "copy", "asOf": "2026-11-22", "stage": "filed"});
    let args = ["check", "--format", "json", "--ruleset-file", toml, "-"];
    let run = shodaku_reading(&args, request.to_string().as_bytes());
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (run.code, &report["verdict"]),
        (1, &json!("not_approvable"))
    );
    assert_eq!(report["issues"][0]["severity"], "error");

    let json = temporary("town.json", shodaku(&["rulesets", "build", toml]).out);
    let args = [
        "check",
        "--format",
        "json",
        "--ruleset-file",
        json.to_str().unwrap(),
        "-",
    ];
    assert_eq!(
        shodaku_reading(&args, request.to_string().as_bytes()).out,
        run.out
    );

    assert!(
        shodaku(&["rulesets", "--ruleset-file", toml])
            .out
            .contains("甲町の規程")
    );
    refused(
        &shodaku(&[
            "rulesets",
            "--ruleset-file",
            toml,
            "--ruleset-file",
            json.to_str().unwrap(),
        ]),
        &["`1`", "town.json", "town.toml"],
    );
    refused(
        &shodaku(&["rulesets", "--ruleset-file", "LICENSE-MIT", "--lang", "en"]),
        &["no ruleset file", ".toml"],
    );
}

#[test]
fn a_given_ruleset_goes_before_a_shipped_one() {
    let toml = temporary("other.toml", TOWN.replace("\"atown\"", "\"hirono\""));
    let run = shodaku(&[
        "explain",
        "hirono",
        "--ruleset-file",
        toml.to_str().unwrap(),
    ]);
    assert!(run.out.contains("甲町の規程"));
}

#[test]
fn a_broken_ruleset_lists_every_mistake_with_line_and_column() {
    let toml = temporary(
        "broken.toml",
        TOWN.replace("stated = ", "sttated = ")
            .replace("topic = \"scope\"", "topic = \"skope\"")
            .replace(
                "remedy = { ja = \"書く。\", en = \"State it.\" }",
                "remdy = { ja = \"書く。\" }",
            ),
    );
    let file = toml.to_str().unwrap();
    for run in [
        shodaku(&["rulesets", "check", "src/rulesets/hirono.toml", file]),
        shodaku(&["rulesets", "build", file]),
        shodaku(&["rulesets", "--ruleset-file", file]),
    ] {
        assert_eq!(run.code, 2);
        let line = |needle: &str| {
            let at = fs::read_to_string(file)
                .unwrap()
                .lines()
                .position(|l| l.contains(needle))
                .unwrap();
            format!("{file}:{}:", at + 1)
        };
        for (needle, says) in [
            ("skope", "`scope`"),
            ("remdy", "`remedy`"),
            ("sttated", "`stated`"),
        ] {
            let place = line(needle);
            let found = run
                .err
                .lines()
                .any(|l| l.starts_with(&place) && l.contains(says));
            assert!(found, "no {place} … {says} in:\n{}", run.err);
        }
    }
    let run = shodaku(&["rulesets", "check", "src/rulesets/hirono.toml", file]);
    assert!(
        run.out
            .starts_with("src/rulesets/hirono.toml: 指摘なし（hirono 2023-04-01")
    );
    let half = temporary("half.toml", "[ruleset\nid = ");
    refused(
        &shodaku(&["rulesets", "check", half.to_str().unwrap()]),
        &["half.toml:1:", "TOML"],
    );
    let list = temporary("list.json", "[]");
    refused(
        &shodaku(&["rulesets", "check", list.to_str().unwrap()]),
        &["list.json: "],
    );
}

#[test]
fn misuse_is_said_on_standard_error() {
    for args in [
        &["chek", "x"][..],
        &["check"],
        &["check", "x", "--lang", "xx"],
        &["explain"],
    ] {
        refused(&shodaku(args), &["--help"]);
    }
    refused(
        &shodaku(&["check", "--jsonl", "--format", "text", "x"]),
        &[],
    );
}

/// What the guide holds up as an example is clean, shown in full, and leaves nothing of the
/// format out.
#[test]
fn the_invented_town_uses_all_of_the_format_and_leaves_nothing_to_say() {
    let file = "tests/data/rulesets/mihono.toml";
    let run = shodaku(&["rulesets", "check", file]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let run = shodaku(&["rulesets", "test", "--format", "json", file]);
    assert_eq!(run.code, 0, "{}", run.out);

    let toml = fs::read_to_string(file).unwrap();
    let used = |key: &str| {
        let written = |ahead: char| toml.contains(&format!("{ahead}{key} = "));
        written('\n') || written(' ')
    };
    let unused: Vec<&str> = Operator::NAMES
        .iter()
        .copied()
        .filter(|name| !used(name))
        .collect();
    assert!(unused.is_empty(), "no {unused:?}");
    let mut unused = Vec::new();
    let mut missing = |name, table| {
        let there = if table {
            toml.contains(&format!("[{name}]")) || toml.contains(&format!(".{name}]")) || used(name)
        } else {
            used(name)
        };
        if !there {
            unused.push(name);
        }
    };
    missing("imprecise", true);
    missing("source", true);
    missing("sha256", false);
    missing("clauses", false);
    keys(&IMPRECISE, &mut missing);
    keys(&DOCUMENT, &mut missing);
    assert!(unused.is_empty(), "no {unused:?}");

    fn keys(shape: &Shape, visit: &mut dyn FnMut(&'static str, bool)) {
        for (name, kind, _) in shape.keys {
            // When a text ends, next year's version will say.
            if *name == "until" {
                continue;
            }
            match kind {
                Kind::Table(shape) | Kind::Tables(shape) => {
                    visit(name, true);
                    keys(shape, visit);
                }
                _ => visit(name, false),
            }
        }
    }
}

#[test]
fn the_requests_of_cases_are_judged_as_the_cases_say() {
    let file = "tests/data/rulesets/mihono.toml";
    let run = shodaku(&["rulesets", "test", "--requests", file]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let cases = fs::read_to_string("tests/data/rulesets/mihono.cases.toml").unwrap();
    let expected = cases.lines().filter_map(|line| {
        let (_, rest) = line.split_once("verdict = \"")?;
        Some(rest.split('"').next().unwrap().to_owned())
    });
    let args = ["check", "--jsonl", "--ruleset-file", file, "-"];
    let reports = shodaku_reading(&args, run.out.as_bytes()).out;
    let verdicts = reports.lines().map(|line| {
        let report: Value = serde_json::from_str(line).unwrap();
        report["verdict"].as_str().unwrap().to_owned()
    });
    assert_eq!(verdicts.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}
