//! The cases that a ruleset lacks (`rulesets cases`).

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::rulesets::{folder, shipped, shodaku_in};

/// What `rulesets test` finds of the ruleset `name` in `folder`.
fn tested(folder: &Path, name: &str) -> Value {
    let run = shodaku_in(folder, &["rulesets", "test", "--format", "json", name]);
    let files: Value = serde_json::from_str(&run.out).unwrap();
    files[0].clone()
}

#[test]
fn without_any_case_those_that_are_written_hold_and_show_everything() {
    let folder = folder("lacking");
    for file in shipped() {
        let text = fs::read_to_string(&file).unwrap();
        let name = Path::new(&file).file_name().unwrap().to_str().unwrap();
        fs::write(folder.join(name), text).unwrap();
        let run = shodaku_in(&folder, &["rulesets", "cases", "--write", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}: {}", run.out);
        let tested = tested(&folder, name);
        assert_eq!(tested["failed"].to_string(), "[]", "{name}");
        assert_eq!(tested["gaps"].to_string(), "[]", "{name}");
        assert!(tested["cases"].as_u64().unwrap() > 20, "{name}");
        let again = shodaku_in(&folder, &["rulesets", "cases", name]);
        assert_eq!(
            (again.code, again.out.as_str()),
            (0, "# どの事例にも現れないものはありません。\n")
        );
    }
}

#[test]
fn what_stands_there_stays_and_only_what_lacks_is_added_with_the_clause_and_what_is_missing() {
    let folder = folder("lacking-some");
    for file in ["mihono.toml", "mihono.cases.toml"] {
        let from = Path::new("tests/data/rulesets").join(file);
        fs::copy(from, folder.join(file)).unwrap();
    }
    let cases = folder.join("mihono.cases.toml");
    let whole = fs::read_to_string(&cases).unwrap();
    let mut parts: Vec<&str> = whole.split("[[case]]\n").collect();
    parts.truncate(parts.len() / 2);
    let some = parts.join("[[case]]\n");
    fs::write(&cases, &some).unwrap();
    let before = tested(&folder, "mihono.toml");
    assert_ne!(before["gaps"].to_string(), "[]");
    let args = ["rulesets", "cases", "--lang", "en", "mihono.toml"];
    let run = shodaku_in(&folder, &args);
    assert_eq!(
        fs::read_to_string(&cases).unwrap(),
        some,
        "nothing is asked to be written"
    );
    let comment = "\n# from here on written from the ruleset; confirm each against the text\n";
    assert!(run.out.starts_with(comment), "{}", run.out);
    assert_eq!(run.out.matches(comment).count(), 1);
    let count = run.out.matches("[[case]]").count();
    assert!(run.out.contains("expect = { verdict = \""));
    assert!(run.out.contains("needed = [\""), "{}", run.out);
    let written = shodaku_in(&folder, &[&args[..], &["--write"]].concat());
    let said = format!("{count} cases are added to mihono.cases.toml. ");
    assert!(
        written.code == 0 && written.out.starts_with(&said),
        "{}",
        written.out
    );
    assert_eq!(fs::read_to_string(&cases).unwrap(), some + &run.out);
    assert_eq!(tested(&folder, "mihono.toml")["gaps"].to_string(), "[]");
}

#[test]
fn what_cannot_be_shown_is_said_with_the_reason() {
    let folder = folder("lacking-never");
    let skeleton = ["rulesets", "new", "town", "--lang", "ja"];
    assert_eq!(shodaku_in(&folder, &skeleton).code, 0);
    let file = folder.join("town.toml");
    // A route that always decides goes before the others.
    let text = fs::read_to_string(&file).unwrap().replacen(
        "routes = [\"not-in-force\", \"no-personal-information\"]",
        "routes = [\"silent\", \"not-in-force\", \"no-personal-information\"]",
        1,
    );
    fs::write(&file, text).unwrap();
    fs::write(folder.join("town.cases.toml"), "# none\n").unwrap();
    // That all of none hold is not said.
    let none = shodaku_in(&folder, &["rulesets", "test", "--lang", "ja", "town.toml"]);
    assert!(
        none.out.starts_with("town.toml: 事例がまだない\n"),
        "{}",
        none.out
    );
    let run = shodaku_in(&folder, &["rulesets", "cases", "--lang", "ja", "town.toml"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{}", run.out);
    assert!(
        run.out.contains(
            "#   subcontract: 経路 not-in-force が判定を決める: いちばん近い申請では、経路 `silent` が判定を決めます。\n"
        ),
        "{}",
        run.out
    );
}
