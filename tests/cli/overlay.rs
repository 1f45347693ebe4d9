//! Texts that are based on others: what is built of them, and that every command takes them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command::{Run, shodaku};
use crate::rulesets::{folder, shodaku_in};

const OVERLAYS: &str = "tests/data/rulesets/overlays";

fn built(path: &Path) -> String {
    let run = shodaku(&["rulesets", "build", path.to_str().unwrap()]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

/// The hash of a shipped text as it is today: what one writes into an overlay when it has changed.
fn hash(id: &str) -> String {
    let run = shodaku(&["rulesets", "--format", "json"]);
    let listed: Value = serde_json::from_str(&run.out).unwrap();
    let listed = listed.as_array().unwrap();
    let text = listed.iter().find(|text| text["id"] == id).unwrap();
    text["sha256"].as_str().unwrap().to_owned()
}

/// An overlay of the examples, on the text there is today, with its cases, in a folder of its own.
fn example(test: &str, name: &str, base: &str) -> (PathBuf, PathBuf) {
    let folder = folder(&format!("overlay-{test}-{name}"));
    let at = |ending: &str| Path::new(OVERLAYS).join(format!("{name}{ending}"));
    let text = fs::read_to_string(at(".toml")).unwrap();
    let (before, rest) = text.split_once("sha256 = \"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    let text = format!("{before}sha256 = \"{}\"{after}", hash(base));
    let path = folder.join(format!("{name}.toml"));
    fs::write(&path, text).unwrap();
    let cases = fs::read_to_string(at(".cases.toml")).unwrap();
    let shipped = fs::canonicalize("src/rulesets").unwrap();
    let cases = cases.replace("../../../../src/rulesets", shipped.to_str().unwrap());
    fs::write(folder.join(format!("{name}.cases.toml")), cases).unwrap();
    (folder, path)
}

/// What stands between two lines of a text, taken out.
fn without(text: &str, from: &str, until: &str) -> String {
    let (before, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    let (_, after) = rest
        .split_once(until)
        .unwrap_or_else(|| panic!("no {until}"));
    format!("{before}{until}{after}")
}

/// `text` with every first of a pair made the second; each has to stand there.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "no {from}");
        text.replace(from, to)
    })
}

#[test]
fn an_amendment_is_built_as_if_it_had_been_written_out() {
    let (folder, path) = example("amendment", "shinagawa@undated-2", "shinagawa");
    let overlay = fs::read_to_string(&path).unwrap();
    let taken = |from: &str, until: &str| {
        let (_, rest) = overlay.split_once(from).unwrap();
        let (taken, _) = rest.split_once(until).unwrap();
        format!("{from}{taken}")
    };
    let field = taken("[[field]]", "[[condition]]");
    let added = taken("[[condition]]", "[[condition]]\nid = \"7-1-matters\"");
    let whole = fs::read_to_string("src/rulesets/shinagawa.toml").unwrap();
    let limb = "[[condition.limb]]\nid = \"ki\"";
    let whole = without(&whole, limb, "[[condition]]\nid = \"7-3\"");
    let whole = without(
        &whole,
        "[[field]]\nid = \"shinagawa.more_asked\"",
        "[[field]]\nid = \"shinagawa.safety_in_draft\"",
    );
    let whole = with(
        &whole,
        &[
            ("version = \"undated\"", "version = \"undated-2\""),
            (
                "契約書に付す特記事項（日付の記載なし）",
                "契約書に付す特記事項（改正の例、日付の記載なし）",
            ),
            (
                "Special clauses of the ward's contracts (undated)",
                "Special clauses of the ward's contracts (an invented amendment, undated)",
            ),
            ("\"第7第5項\"", "\"第7第6項\""),
            ("\"第7第4項\"", "\"第7第5項\""),
            ("第7第1項ただし書・第5項", "第7第1項ただし書・第6項"),
            ("通知する事項ア–キ", "通知する事項ア–カ"),
            (
                "the matters ア–キ of the notice",
                "the matters ア–カ of the notice",
            ),
            ("\"7-3\"]", "\"7-3\", \"7-4\"]"),
            ("\"7-3\", \"7-5\"]", "\"7-3\", \"7-4\", \"7-5\"]"),
            (
                "[[condition]]\nid = \"7-5\"",
                &format!(
                    "{}\n\n[[condition]]\nid = \"7-5\"",
                    with(&added, &[("after = \"7-3\"\n", "")])
                ),
            ),
        ],
    );
    let (before, rest) = whole.split_once("id = \"9-erase\"").unwrap();
    let (_, after) = rest.split_once("\nremedy").unwrap();
    let message = taken("message = { ja = \"複写したものを", "\n\n");
    let whole = format!(
        "{before}id = \"9-erase\"\nclause = \"第9\"\ntopic = \"disposal\"\n{}\n{message}\nremedy{after}\n{field}",
        rest.lines().find(|line| line.starts_with("title")).unwrap(),
    );
    let written_out = folder.join("whole.toml");
    fs::write(&written_out, whole).unwrap();
    assert_same(&built(&path), &built(&written_out));
}

/// That two built rulesets are the same: part by part, for what is wrong to be seen.
fn assert_same(one: &str, other: &str) {
    let [parsed, other_parsed]: [Value; 2] =
        [one, other].map(|text| serde_json::from_str(text).unwrap());
    for (list, parts) in parsed.as_object().unwrap() {
        let others = &other_parsed[list];
        if let (Some(parts), Some(others)) = (parts.as_array(), others.as_array()) {
            for (part, other) in parts.iter().zip(others) {
                assert_eq!(part, other);
            }
        }
        assert_eq!(parts, others, "{list}");
    }
    assert_eq!(one, other);
}

#[test]
fn a_neighbours_text_is_built_as_if_it_had_been_written_out() {
    let (folder, path) = example("neighbour", "tonari", "hirono");
    let overlay = fs::read_to_string(&path).unwrap();
    let line = |start: &str| {
        let mut lines = overlay.lines();
        lines
            .find(|line| line.starts_with(start))
            .unwrap()
            .to_owned()
    };
    let hirono = fs::read_to_string("src/rulesets/hirono.toml").unwrap();
    let mut in_clause = false;
    let lines = hirono.lines().map(|text| {
        let starts = |key: &str| text.starts_with(&format!("{key} = "));
        if text.starts_with("[[") {
            in_clause = true;
        }
        for key in [
            "id",
            "version",
            "municipality",
            "title",
            "instrument",
            "in_force",
        ] {
            if !in_clause && starts(key) {
                return line(&format!("{key} = "));
            }
        }
        if !in_clause && (starts("aliases") || starts("source")) {
            return String::new();
        }
        if starts("clause") || starts("also_cite") {
            return text
                .replace("\"第6条", "\"第7条")
                .replace("\"別記第13", "\"別記第14");
        }
        text.to_owned()
    });
    let lines: Vec<String> = lines.collect();
    let whole = with(
        &lines.join("\n"),
        &[(
            hirono
                .split_once("id = \"pre\"")
                .unwrap()
                .1
                .lines()
                .find(|line| line.starts_with("title"))
                .unwrap(),
            "title = { ja = \"書面による届出\", en = \"notice in writing\" }",
        )],
    );
    let written_out = folder.join("whole.toml");
    fs::write(&written_out, whole).unwrap();
    assert_same(&built(&path), &built(&written_out));
}

#[test]
fn the_cases_of_the_base_hold_but_for_those_that_are_named() {
    for (name, base, cases) in [
        ("shinagawa@undated-2", "shinagawa", 96),
        ("tonari", "hirono", 516),
    ] {
        let (folder, path) = example("cases", name, base);
        let test = || {
            let run = shodaku(&["rulesets", "test", "--lang", "en", path.to_str().unwrap()]);
            (
                run.code,
                run.out.lines().next().unwrap_or_default().to_owned(),
                run.err,
            )
        };
        let (code, said, err) = test();
        assert_eq!((code, err.as_str()), (0, ""), "{said}");
        assert!(said.ends_with(&format!("all {cases} cases hold")), "{said}");
        // A case of one's own in the place of the base's: it fails, and has its line.
        let file = folder.join(format!("{name}.cases.toml"));
        let own = fs::read_to_string(&file).unwrap();
        fs::write(&file, own.replace("dropped = [", "dropped = [ \"無い\", ")).unwrap();
        if name != "tonari" {
            let (code, _, err) = test();
            assert_eq!(code, 2);
            assert!(err.contains("unknown case `無い`"), "{err}");
        }
    }
}

#[test]
fn every_command_takes_an_overlay() {
    let (folder, path) = example("commands", "shinagawa@undated-2", "shinagawa");
    let path = path.to_str().unwrap();
    let fine = |args: &[&str]| -> Run {
        let run = shodaku(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        run
    };
    fine(&["rulesets", "check", path]);
    let explained = fine(&[
        "explain",
        "shinagawa",
        "subcontract",
        "7-4",
        "--ruleset-file",
        path,
    ]);
    assert!(explained.out.contains("従事者の研修"), "{}", explained.out);
    let requests = folder.join("requests.jsonl");
    let told = fine(&[
        "rulesets",
        "test",
        "--requests",
        "src/rulesets/shinagawa.toml",
    ]);
    fs::write(&requests, told.out).unwrap();
    let args = [
        "rulesets",
        "diff",
        "--lang",
        "en",
        "src/rulesets/shinagawa.toml",
        path,
    ];
    let run = shodaku(&[&args[..], &["--requests", requests.to_str().unwrap()]].concat());
    assert!(
        run.out.contains("第7第4項  condition 7-4: added"),
        "{}",
        run.out
    );
    // What else the ward asked for is a fact of this text no more.
    assert!(
        run.out.contains("unknown field `shinagawa.more_asked`"),
        "{}",
        run.out
    );
    let fields = fine(&["fields", "shinagawa", "subcontract", "--ruleset-file", path]);
    assert!(
        fields.out.contains("shinagawa.staff_trained_first"),
        "{}",
        fields.out
    );
}

#[test]
fn what_is_new_begins_as_its_base_is() {
    let folder = folder("overlay-new");
    let run = |args: &[&str]| shodaku_in(&folder, args);
    let new = run(&["rulesets", "new", "town"]);
    assert_eq!((new.code, new.err.as_str()), (0, ""));
    for (id, based_on, expected) in [
        ("town@2027-04-01", "town.toml", 0),
        ("hibari", "town.toml", 0),
        ("sendai@2027-04-01", "sendai", 0),
        ("okayama@undated-2", "okayama", 0),
        ("town", "town.toml", 2),
        ("shinagawa@undated", "shinagawa", 2),
        ("x@../y", "shinagawa", 2),
        ("hibari2", "hibarri", 2),
    ] {
        let new = run(&[
            "rulesets",
            "new",
            id,
            "--based-on",
            based_on,
            "--lang",
            "en",
        ]);
        assert_eq!(new.code, expected, "{id}: {}", new.err);
        if expected == 0 {
            let file = format!("{id}.toml");
            let check = run(&["rulesets", "check", &file]);
            assert_eq!((check.code, check.err.as_str()), (0, ""), "{id}");
        }
    }
    // An overlay on an overlay.
    let new = run(&[
        "rulesets",
        "new",
        "town@2028-04-01",
        "--based-on",
        "town@2027-04-01.toml",
    ]);
    assert_eq!((new.code, new.err.as_str()), (0, ""));
    let check = run(&["rulesets", "check", "town@2028-04-01.toml"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    // The base lies elsewhere.
    let elsewhere = folder.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::rename(folder.join("town.toml"), elsewhere.join("base.toml")).unwrap();
    let check = run(&["rulesets", "check", "hibari.toml", "--lang", "en"]);
    assert!(
        check
            .err
            .contains("`town` has no version `2026-04-01` at hand"),
        "{}",
        check.err
    );
    let check = run(&[
        "rulesets",
        "check",
        "hibari.toml",
        "--base",
        "elsewhere/base.toml",
    ]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
}

#[test]
fn a_chain_of_texts_is_bounded() {
    let folder = folder("overlay-chain");
    let run = |args: &[&str]| shodaku_in(&folder, args);
    run(&["rulesets", "new", "town"]);
    for at in 1..=9 {
        let base = match at {
            1 => "town.toml".to_owned(),
            at => format!("town@2026-05-0{}.toml", at - 1),
        };
        let id = format!("town@2026-05-0{at}");
        let new = run(&["rulesets", "new", &id, "--based-on", &base]);
        assert_eq!((new.code, new.err.as_str()), (0, ""), "{at}");
        let check = run(&["rulesets", "check", &format!("{id}.toml"), "--lang", "en"]);
        assert_eq!(
            check.code,
            if at < 9 { 0 } else { 2 },
            "{at}: {}",
            check.err
        );
        if at == 9 {
            assert!(
                check.err.contains("based on one another deeper than 8"),
                "{}",
                check.err
            );
        }
    }
}
