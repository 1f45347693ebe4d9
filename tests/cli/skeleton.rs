//! `rulesets new`: what it writes is sound at once, and stays so where it is cut down.

use std::fs;
use std::path::Path;

use crate::rulesets::{folder, shodaku_in};

const CONSULTATIONS: [&str; 9] = [
    "takeout",
    "offsite",
    "third_party",
    "purpose_change",
    "copy",
    "subcontract",
    "resubcontract",
    "carriage",
    "entrustment",
];

/// Whether `check` and `test` have nothing to say of `town.toml` in `folder`.
fn is_sound(folder: &Path, what: &str) {
    for command in ["check", "test"] {
        let run = shodaku_in(folder, &["rulesets", command, "town.toml"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{what}: {}", run.out);
    }
}

/// The tables of a TOML file, each with the comments before it.
fn tables(text: &str) -> Vec<String> {
    let mut tables = vec![String::new()];
    for part in text.split_inclusive("\n\n") {
        let starts = |line: &str| line.starts_with('[');
        if part.lines().any(starts) {
            tables.push(String::new());
        }
        tables.last_mut().unwrap().push_str(part);
    }
    tables
}

/// The value of `key` in a table.
fn value<'t>(table: &'t str, key: &str) -> Option<&'t str> {
    let start = format!("{key} = \"");
    let mut lines = table.lines();
    lines.find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'))
}

/// `ruleset` without the condition `id`, as the comment of the skeleton has it: without its fields
/// and readings, and its id among the conditions of its procedure.
fn without(ruleset: &str, id: &str) -> String {
    let mut taken = false;
    let mut left: Vec<String> = tables(ruleset)
        .into_iter()
        .filter(|table| {
            if table.contains("[[condition]]") {
                taken = value(table, "id") == Some(id);
            } else if !table.contains("[[condition.limb]]") {
                taken = false;
            }
            !taken
        })
        .map(|table| {
            let [first, between, last] = ["[\"ID\", ", ", \"ID\"", "[\"ID\"]"];
            let places = [(first, "["), (between, ""), (last, "[]")];
            let listed = |line: &str| line.starts_with("conditions = ");
            let cut = |line: &str| {
                let cut = places.iter().fold(line.to_owned(), |line, (place, with)| {
                    line.replace(&place.replace("ID", id), with)
                });
                if listed(line) { cut } else { line.to_owned() }
            };
            table.split_inclusive('\n').map(cut).collect()
        })
        .collect();
    let whole = left.concat();
    left.retain(|table| {
        let of_condition = table.contains("[[field]]") || table.contains("[[reading]]");
        let quoted = value(table, "id").map(|id| format!("\"{id}\""));
        !of_condition || quoted.is_none_or(|quoted| whole.matches(&quoted).count() > 1)
    });
    left.concat()
}

/// `cases` without what they have under `clause`.
fn without_clause(cases: &str, clause: &str) -> String {
    let of_clause = format!("name = \"{clause}: ");
    let tables = tables(cases).into_iter();
    let left: String = tables.filter(|table| !table.contains(&of_clause)).collect();
    let comment = format!(" # {clause}\n");
    let lines = left.split_inclusive('\n');
    lines.filter(|line| !line.ends_with(&comment)).collect()
}

#[test]
fn it_passes_check_and_test_for_every_consultation_and_without_each_of_its_conditions() {
    let folder = folder("skeleton");
    let every = CONSULTATIONS.join(",");
    let [ruleset, cases] = ["town.toml", "town.cases.toml"].map(|file| folder.join(file));
    for procedures in CONSULTATIONS
        .into_iter()
        .chain([every.as_str(), "copy,subcontract"])
    {
        let _ = fs::remove_file(&ruleset);
        let _ = fs::remove_file(&cases);
        let args = ["--town", "ひばり町", "--procedures", procedures];
        let run = shodaku_in(&folder, &[&["rulesets", "new", "town"][..], &args].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{procedures}");
        is_sound(&folder, procedures);

        let whole = [&ruleset, &cases].map(|path| fs::read_to_string(path).unwrap());
        let conditions: Vec<String> = tables(&whole[0])
            .into_iter()
            .filter(|table| table.contains("[[condition]]"))
            .collect();
        let named = procedures.split(',').count();
        let of_subcontract =
            usize::from(procedures.contains("subcontract") && procedures != "resubcontract");
        assert_eq!(conditions.len(), 2 * named + of_subcontract, "{procedures}");
        for condition in conditions {
            let [id, clause] = ["id", "clause"].map(|key| value(&condition, key).unwrap());
            let [less, fewer] = [without(&whole[0], id), without_clause(&whole[1], clause)];
            assert!(less.len() < whole[0].len() && fewer.len() < whole[1].len());
            fs::write(&ruleset, less).unwrap();
            fs::write(&cases, fewer).unwrap();
            is_sound(&folder, &format!("{procedures} without {id}"));
        }
    }
}

#[test]
fn of_lines_each_can_be_taken_up_and_all_of_them_shown_by_cases() {
    let folder = folder("skeleton-lines");
    let ruleset = folder.join("town.toml");
    let every = CONSULTATIONS.join(",");
    for procedures in ["copy", "subcontract,copy", every.as_str()] {
        let _ = fs::remove_file(&ruleset);
        let args = ["--town", "ひばり町", "--procedures", procedures, "--lines"];
        let run = shodaku_in(&folder, &[&["rulesets", "new", "town"][..], &args].concat());
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (0, "./town.toml\n", ""),
            "{procedures}"
        );
        let text = fs::read_to_string(&ruleset).unwrap();
        let offered: Vec<&str> = text
            .lines()
            .filter_map(|line| {
                line.strip_prefix("#is = ")?
                    .strip_prefix('"')?
                    .strip_suffix('"')
            })
            .collect();
        assert!(offered.len() >= 12, "{offered:?}");
        // What it says stands beside each; nothing is left of its places.
        assert_eq!(
            text.matches("  → ").count(),
            text.matches("is = \"").count()
        );
        assert!(!text.contains("→ \n") && !text.contains("{id}") && !text.contains("{town}"));
        // All that is offered stands in the last.
        let offered = offered.into_iter().filter(|_| procedures == every);
        for is in [None].into_iter().chain(offered.map(Some)) {
            let with = is.map_or_else(
                || text.clone(),
                |is| {
                    let line = format!("#[[common]]\n#is = \"{is}\"\n");
                    let at = text.find(&line).unwrap();
                    format!("{}{}", &text[..at], uncommented(&text[at..]))
                },
            );
            // It is of a period; of what is not read, it is not also silent.
            let with = with.replace(
                "# in_force",
                if is == Some("not_in_force") {
                    "in_force"
                } else {
                    "# in_force"
                },
            );
            fs::write(&ruleset, with).unwrap();
            let run = shodaku_in(
                &folder,
                &["rulesets", "check", "--format", "json", "town.toml"],
            );
            let files: serde_json::Value = serde_json::from_str(&run.out).unwrap();
            let found = files[0]["problems"].as_array().unwrap().iter();
            let lints: Vec<&str> = found
                .map(|one| one["lint"].as_str().unwrap_or("error"))
                .collect();
            let hidden = matches!(is, Some("banned" | "unread"));
            let wanted: &[&str] = if hidden { &["unreachable"] } else { &[] };
            assert!(
                lints.iter().all(|lint| wanted.contains(lint)),
                "{is:?}: {}",
                run.out
            );
            if !hidden {
                let _ = fs::remove_file(folder.join("town.cases.toml"));
                let run = shodaku_in(&folder, &["rulesets", "cases", "--write", "town.toml"]);
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{is:?}: {}", run.out);
                is_sound(&folder, &format!("{procedures} with {is:?}"));
            }
        }
    }
}

/// `text`, the comments that it begins with as lines.
fn uncommented(text: &str) -> String {
    let end = text.find("\n\n").unwrap_or(text.len());
    let (block, rest) = text.split_at(end);
    format!(
        "{}{rest}",
        block.trim_start_matches('#').replace("\n#", "\n")
    )
}

#[test]
fn of_lines_what_is_not_there_is_written_with_its_id_in_a_procedure() {
    let folder = folder("skeleton-own");
    let args = [
        "rulesets",
        "new",
        "town",
        "--procedures",
        "copy",
        "--lines",
        "--lang",
        "en",
    ];
    assert_eq!(shodaku_in(&folder, &args).code, 0);
    let ruleset = folder.join("town.toml");
    let text = fs::read_to_string(&ruleset).unwrap();
    let at = text.find("#[[field]]").unwrap();
    let own: String = text[at..]
        .lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| format!("{}\n", line.strip_prefix('#').unwrap_or(line)))
        .collect();
    let listed = "id = \"copy\"\nroutes = [\"2-allowed\"]\nconditions = [\"2-needed\"]\nduties = [\"notify\"]\n";
    let own = own.replace("id = \"copy\"\n", listed);
    fs::write(&ruleset, format!("{}{own}", &text[..at])).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "cases", "--write", "town.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    is_sound(&folder, "own");
}

#[test]
fn it_bears_the_name_of_the_town_and_says_nothing_of_what_is_not_named() {
    let folder = folder("skeleton-named");
    let new = |args: &[&str]| shodaku_in(&folder, &[&["rulesets", "new"], args].concat());
    let args = [
        "hibari",
        "--town",
        " ひばり町 ",
        "--procedures",
        "copy,takeout",
    ];
    assert_eq!(new(&args).code, 0);
    let text = fs::read_to_string(folder.join("hibari.toml")).unwrap();
    assert!(text.contains("\nmunicipality = { ja = \"ひばり町\", en = \"Hibari\" }\n"));
    assert!(text.contains("\ntitle = { ja = \"ひばり町個人情報取扱委託基準\", "));
    let request =
        r#"{"ruleset":"hibari","procedure":"PROCEDURE","asOf":"2026-11-22","answers":{}}"#;
    // A text that does not ask for the approval of entrusting itself need not say so.
    for procedure in CONSULTATIONS.into_iter().filter(|id| *id != "entrustment") {
        let path = folder.join("request.json");
        fs::write(&path, request.replace("PROCEDURE", procedure)).unwrap();
        let args = ["check", "--brief", "--format", "json", "request.json"];
        let run = shodaku_in(
            &folder,
            &[&args[..], &["--ruleset-file", "hibari.toml"]].concat(),
        );
        let wanted = match procedure {
            "copy" | "takeout" => "undetermined",
            _ => "not_regulated",
        };
        assert!(
            run.out.contains(&format!("\"verdict\":\"{wanted}\"")),
            "{procedure}: {}",
            run.out
        );
    }

    for name in ["", " ", "ひばり\"町", "ひばり\\", "{id}", "ひば\nり"] {
        let run = new(&["other", "--town", name]);
        assert_eq!(run.code, 2, "{name}");
        assert!(
            run.err.contains("市区町村の名前ではありません。\n  対応: "),
            "{}",
            run.err
        );
    }
    for procedures in ["", "lottery", "copy,", "copy takeout"] {
        let run = new(&["other", "--procedures", procedures]);
        assert_eq!(run.code, 2, "{procedures}");
        assert!(
            run.err.contains("takeout, offsite, third_party"),
            "{}",
            run.err
        );
    }
    assert!(!folder.join("other.toml").exists());
}

#[test]
fn a_skeleton_passes_check_and_test_in_both_languages_and_overwrites_nothing() {
    for lang in ["ja", "en"] {
        let folder = folder(&format!("new-{lang}"));
        let run = |args: &[&str]| shodaku_in(&folder, &[args, &["--lang", lang]].concat());
        for id in ["town", "0", "a-town_2"] {
            let toml = format!("{id}.toml");
            let new = run(&["rulesets", "new", id]);
            assert_eq!((new.code, new.err.as_str()), (0, ""));
            for command in ["check", "test"] {
                let run = run(&["rulesets", command, &toml]);
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
            }
        }
        let text = fs::read_to_string(folder.join("town.toml")).unwrap();
        assert_eq!(text.contains("# 規程を"), lang == "ja");
        assert_eq!(text.contains("# The text as data"), lang == "en");

        fs::write(folder.join("town.toml"), "mine").unwrap();
        fs::remove_file(folder.join("a-town_2.toml")).unwrap();
        for id in ["town", "a-town_2", "Town", "../town", ""] {
            let run = run(&["rulesets", "new", id]);
            assert_eq!(run.code, 2, "{id}");
            assert!(
                run.err
                    .contains(if lang == "ja" { "対応: " } else { "fix: " }),
                "{}",
                run.err
            );
        }
        assert_eq!(
            fs::read_to_string(folder.join("town.toml")).unwrap(),
            "mine"
        );
        assert!(!folder.join("a-town_2.toml").exists());
        let nowhere = run(&["rulesets", "new", "town", "--folder", "none"]);
        assert_eq!(nowhere.code, 2);
        assert!(
            nowhere.err.contains(if lang == "ja" {
                "フォルダーはありません"
            } else {
                "no such folder\n  fix: "
            }),
            "{}",
            nowhere.err
        );
    }
}
