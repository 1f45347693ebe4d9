//! `rulesets build --script`: a town's own classic script.

use std::fs;

use serde_json::Value;

use crate::command::shodaku;
use crate::rulesets::{folder, shodaku_in};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_script_holds_the_ruleset_and_its_english_in_their_places_and_ends_no_other() {
    let folder = folder("script");
    let new = ["rulesets", "new", "town", "--town", "<b>町</script>"];
    assert_eq!(shodaku_in(&folder, &new).code, 0);
    fs::write(
        folder.join("script.js"),
        "one(THE_RULESET);\nlast(THE_TRANSLATION);\n",
    )
    .unwrap();
    let build = |file: &str, more: &[&str]| {
        let run = shodaku_in(&folder, &[&["rulesets", "build", file], more].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    let held = |file: &str| {
        let script = build(file, &["--script", "script.js"]);
        assert!(!script.contains('<'), "{script}");
        let inner = script.strip_prefix("one(").unwrap();
        let (ruleset, rest) = inner.split_once(");\nlast(").unwrap();
        let translation = rest.strip_suffix(");\n").unwrap();
        [ruleset, translation].map(json)
    };
    let japanese = build("town.toml", &[]);
    assert!(japanese.contains("<b>町</script>"));
    let english = build("town.toml", &["--translation", "en"]);
    assert!(held("town.toml") == [json(&japanese), json(&english)]);

    // What has no English texts says that there are none.
    fs::write(folder.join("built.json"), &japanese).unwrap();
    assert!(held("built.json") == [json(&japanese), Value::Array(Vec::new())]);
}

#[test]
fn what_is_no_script_of_the_package_is_refused_with_what_to_name() {
    let town = "src/rulesets/hirono.toml";
    for (script, wrong) in [
        ("Cargo.toml", "has no place for a ruleset"),
        ("none.js", "there is no such file"),
    ] {
        let run = shodaku(&[
            "rulesets", "build", town, "--script", script, "--lang", "en",
        ]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(
            run.err.contains(&format!("{script}: {wrong}\n  fix: ")),
            "{}",
            run.err
        );
    }
    let both = [
        "--script",
        "Cargo.toml",
        "--translation",
        "en",
        "--lang",
        "en",
    ];
    let run = shodaku(&[&["rulesets", "build", town][..], &both].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("does not go with"), "{}", run.err);
}
