//! What cannot be used is said in Japanese, with no English left in it.

use std::fs;

use crate::command::Run;
use crate::rulesets::{folder, is_english, shodaku_in};

/// That it ends as unusable input, said in Japanese with these words.
#[track_caller]
fn said(run: &Run, words: &[&str]) {
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    for word in words {
        assert!(run.err.contains(word), "no {word:?} in:\n{}", run.err);
    }
    // How a command is used is said by names that stay as they are.
    let lines = run.err.lines().filter(|line| !line.starts_with("使い方: "));
    let english: Vec<&str> = lines.filter(|line| is_english(line)).collect();
    assert!(english.is_empty(), "no Japanese for {english:#?}");
}

#[test]
fn a_request_that_cannot_be_used() {
    let folder = folder("japanese-requests");
    let asks = r#""ruleset": "hirono", "procedure": "subcontract", "asOf": "2026-11-22""#;
    for (request, words) in [
        ("{", &["1行1字目", "`{` が `}` で閉じていません"][..]),
        ("[]", &["申請は `{ … }` の形のJSONです"]),
        ("{} x", &["余分な文字", "対応: JSONオブジェクトを一つ"]),
        (r#"{ "ruleset": "hirono", }"#, &["終わりの `,` が余分です"]),
        (r#"{ "ruleset": "\x" }"#, &["書けない文字です"]),
        ("{}", &["申請に `procedure` がありません", "対応: "]),
        (
            r#"{ ASKS, "answer": {} }"#,
            &["`answers` の間違いではありませんか"],
        ),
        (
            r#"{ ASKS, "ruleset": "hirono" }"#,
            &["`ruleset` が二度あります"],
        ),
        (r#"{ ASKS, "stage": "x" }"#, &["`x` という段階はありません"]),
        (r#"{ ASKS, "by": "x" }"#, &["`x` という記入者はありません"]),
        (r#"{ ASKS, "reference": 5 }"#, &["`reference` には文字列"]),
        (r#"{ ASKS, "context": 5 }"#, &["`context` には、名前と文を"]),
        (
            r#"{ ASKS, "context": { "a": 5 } }"#,
            &["`context.a` には、文か"],
        ),
        (
            r#"{ ASKS, "answers": [] }"#,
            &["`answers` には、項目のidと値を"],
        ),
        (
            r#"{ ASKS, "answers": { "scope.wrok": "a" } }"#,
            &["`scope.work` の間違い"],
        ),
        (
            r#"{ ASKS, "answers": { "scope.work": true } }"#,
            &["`text` の項目です", "対応: "],
        ),
        (
            r#"{ ASKS, "answers": { "information.kind": "x" } }"#,
            &["`personal`, "],
        ),
        (
            r#"{ ASKS, "by": "applicant", "answers": { "finding.necessary": true } }"#,
            &["を入れられるのは officer だけです", "対応: "],
        ),
    ] {
        fs::write(folder.join("request.json"), request.replace("ASKS", asks)).unwrap();
        said(&shodaku_in(&folder, &["check", "request.json"]), words);
    }
}

#[test]
fn a_file_a_name_or_an_argument_that_cannot_be_used() {
    let folder = folder("japanese-arguments");
    fs::write(folder.join("empty.json"), "").unwrap();
    fs::write(folder.join("bytes.json"), [0xFF, 0xFE]).unwrap();
    fs::write(folder.join("town.cases.toml"), "").unwrap();
    fs::write(folder.join("lines.jsonl"), "\n").unwrap();
    for (args, words) in [
        (
            "check none.json",
            &["そのようなファイルはありません", "対応: "][..],
        ),
        ("check .", &["フォルダーです"]),
        ("check empty.json", &["空です"]),
        ("check bytes.json", &["UTF-8ではありません（1バイト目）"]),
        (
            "check --jsonl lines.jsonl",
            &["判定するものがありません", "対応: "],
        ),
        (
            "check --jsonl --format text lines.jsonl",
            &["一度に1件の申請"],
        ),
        (
            "explain hirno",
            &["引数: `hirno` という規程", "`hirono` の間違い"],
        ),
        ("explain hirono copyy", &["`copyy` という手続"]),
        (
            "explain hirono subcontract 4-hoo",
            &["`4-hoo` という要件", "対応: "],
        ),
        ("fields hirono xx", &["`xx` という手続"]),
        ("rulesets check town.txt", &["規程のファイルではありません"]),
        ("rulesets check town.cases.toml", &["規程の事例であって"]),
        ("rulesets new A", &["`A` はidに使えません", "対応: "]),
        (
            "rulesets new town --folder no/where",
            &["フォルダーはありません"],
        ),
        (
            "rulesets build town.toml --script no.js",
            &["そのようなファイルはありません"],
        ),
        (
            "chek",
            &[
                "`chek` というコマンド",
                "`check` の間違い",
                "使い方: shodaku",
            ],
        ),
        ("check", &["引数が足りません: <FILE>", "--help"]),
        ("check --jsn x", &["`--jsn` という引数"]),
        (
            "check x --format xml",
            &["`xml` は指定できません", "[選べる値: text, json]"],
        ),
        (
            "check x --format",
            &["`--format <FORMAT>` に値がありません"],
        ),
        (
            "rulesets build a.toml --questions --translation en",
            &["一緒に使えません"],
        ),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        said(&shodaku_in(&folder, &args), words);
    }
}
