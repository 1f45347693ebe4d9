//! Whether the text that a ruleset was written from is still the same (`rulesets drift`).

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::command::Run;
use crate::rulesets::{folder, shodaku_in};

/// Mihono and its text in a folder of its own, with `from` in the text made `to`.
fn mihono(name: &str, from: &str, to: &str) -> PathBuf {
    let folder = folder(name);
    for file in ["mihono.toml", "mihono.txt"] {
        let text = fs::read_to_string(Path::new("tests/data/rulesets").join(file)).unwrap();
        fs::write(folder.join(file), text.replace(from, to)).unwrap();
    }
    folder
}

fn drift(folder: &Path, args: &[&str]) -> Run {
    let command = ["rulesets", "drift", "mihono.toml", "mihono.txt"];
    shodaku_in(folder, &[&command, args].concat())
}

#[test]
fn the_text_that_is_recorded_is_the_same_however_it_is_set() {
    let folder = mihono("drift-same", "\n", "\r\n");
    let run = drift(&folder, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "規程を書いたときの本文と同じです。\n");
    let run = drift(&folder, &["--format", "json"]);
    let said: Value = serde_json::from_str(&run.out).unwrap();
    let wanted = json!({ "same": true, "changes": [], "missing": [], "uncited": [] });
    assert_eq!((run.code, said), (0, wanted));
}

#[test]
fn what_changed_is_said_with_what_cites_it_in_both_languages() {
    let folder = mihono("drift-changed", "７日前", "１４日前");
    for (lang, wanted) in [
        (
            "ja",
            "規程を書いたときの本文と違います。\n  第12条第1項  変更（53行目）\n",
        ),
        (
            "en",
            "This is not the text that the ruleset was written from.\n  \
             第12条第1項  changed (line 53)\n",
        ),
    ] {
        let run = drift(&folder, &["--lang", lang]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        assert_eq!(run.out, format!("{wanted}    condition 12-1\n"));
    }
    let run = drift(&folder, &["--format", "json"]);
    let said: Value = serde_json::from_str(&run.out).unwrap();
    let by = json!([{ "part": "condition", "id": "12-1" }]);
    let change = json!({ "clause": "第12条第1項", "change": "changed", "line": 53, "by": by });
    assert_eq!(said["changes"], json!([change]));

    // A clause put in, which moves those behind it; one taken out.
    let (was, now) = (
        "（研修）\n第１３条",
        "（保管）\n第１３条　保管する。\n（研修）\n第１４条",
    );
    let folder = mihono("drift-moved", was, now);
    let path = folder.join("mihono.txt");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("（成果の公表）\n第１４条", "（成果の公表）\n第１５条");
    fs::write(
        &path,
        text.replace("２　契約書には、その種類を書かなければならない。\n", ""),
    )
    .unwrap();
    let out = drift(&folder, &["--lang", "en"]).out;
    let lines = [
        "  第13条  added (line 59)\n    nothing cites it\n",
        "  第14条  moved from 第13条 (line 61)\n    duty train-yearly\n",
        "  第15条第1項  moved from 第14条第1項 (line 63)\n",
        "  第10条第2項  removed\n    condition 10-2\n",
    ];
    for line in lines {
        assert!(out.contains(line), "no {line:?} in\n{out}");
    }
}

#[test]
fn what_is_not_recorded_yet_is_said_and_then_written_without_a_sentence_of_the_text() {
    let folder = mihono("drift-write", "", "");
    let path = folder.join("mihono.toml");
    let toml = fs::read_to_string(&path).unwrap();
    let (before, _) = toml.split_once("\n[source]\n").unwrap();
    fs::write(&path, before).unwrap();
    let run = drift(&folder, &["--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in [
        "The ruleset does not say which text it was written from.",
        "are not found in the text\n  契約書\n    condition 6-1-2\n",
        "does not cite\n  附則第1項 (line 67)\n",
    ] {
        assert!(run.out.contains(part), "no {part:?} in\n{}", run.out);
    }
    let run = drift(&folder, &["--write"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "mihono.toml: この本文を記録しました。\n");
    assert_eq!(drift(&folder, &[]).code, 0);
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(
        written,
        fs::read_to_string("tests/data/rulesets/mihono.toml").unwrap()
    );
    // What is built of it has no trace of it.
    let run = shodaku_in(&folder, &["rulesets", "build", "mihono.toml"]);
    assert!(!run.out.contains("\"source\":{\"clauses\"") && !run.out.contains("sha256"));

    // Into what was built nothing is written.
    fs::write(folder.join("built.json"), run.out).unwrap();
    let run = shodaku_in(
        &folder,
        &["rulesets", "drift", "built.json", "mihono.txt", "--write"],
    );
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains(".toml"), "{}", run.err);
}
