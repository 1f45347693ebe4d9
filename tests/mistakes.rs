//! Mistakes in a ruleset come back all at once, each once, where it was written.

#![allow(clippy::panic, clippy::indexing_slicing)] // A test fails by panicking.

use shodaku::error::Error;
use shodaku::ruleset::author;

const HEAD: &str = r#"[ruleset]
format = 1
id = "town"
version = "1"
municipality = { ja = "町", en = "Town" }
title = { ja = "規程", en = "Rules" }
instrument = { ja = "告示", en = "Notice" }
"#;

const PROCEDURE: &str = r#"
[[procedure]]
id = "copy"
title = { ja = "複写", en = "copying" }
"#;

/// Every mistake as `line:column path: message`.
fn mistakes(toml: &str) -> Vec<String> {
    match author::build(toml) {
        Err(Error::BadRuleset(problems)) => problems
            .iter()
            .map(|problem| {
                let (line, column) = problem.position.unwrap_or_default();
                format!("{line}:{column} {}: {}", problem.path, problem.message)
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bad_id_hides_nothing_else() {
    let toml = format!("{HEAD}{PROCEDURE}").replace("\"town\"", "\"Bad Town\"")
        + r#"
[[route]]
id = "gate"
when = { yes = "information.kind" }
verdict = "not_regulated"
clause = "第1条"
message = { ja = "対象外です。", en = "Out of scope." }
"#;
    let found = mistakes(&toml);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("3:1 ruleset.id: "), "{}", found[0]);
    assert_eq!(
        found[1],
        "15:10 route[0].when.yes: `information.kind` is a `choice` field; this takes `boolean`"
    );
}

#[test]
fn a_field_of_an_unknown_type_is_one_mistake() {
    let toml = format!("{HEAD}{PROCEDURE}")
        + r#"
[[field]]
id = "finding.needed"
type = "fnding"
supplier = "officer"
label = { ja = "必要である", en = "needed" }

[[condition]]
id = "one"
clause = "第1条"
topic = "scope"
title = { ja = "範囲", en = "range" }
message = { ja = "範囲が必要と認められません。", en = "The range is not needed." }
remedy = { ja = "範囲を減らしてください。", en = "Cut the range." }
limb = [{ id = "needed", found = "finding.needed" }]
"#;
    let found = mistakes(&toml);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("15:1 field[0].type: unknown name `fnding`"),
        "{}",
        found[0]
    );
    assert!(found[0].contains("did you mean `finding`?"), "{}", found[0]);
}

#[test]
fn a_misspelled_shared_field_is_recognised_though_nothing_else_uses_it() {
    let toml = format!("{HEAD}{PROCEDURE}")
        + r#"
[[duty]]
id = "work"
clause = "第1条"
message = { ja = "業務を示してください。", en = "State the work." }
when = { stated = "scope.wrok" }
"#;
    assert_eq!(
        mistakes(&toml),
        ["17:10 duty[0].when.stated: unknown field `scope.wrok`; did you mean `scope.work`?"]
    );
}
