//! Rulesets and requests made to do harm: each ends in an error that says what is wrong, in
//! bounded time and memory. What the package makes of them: `tests/package/hostile.test.mjs`.

use std::fs;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::{Map, Value, json};
use shodaku::engine::error::{Error, Problem};
use shodaku::engine::lang::Lang;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;
use shodaku::engine::to_pass::ToPass;
use shodaku::library::Entry;
use shodaku::library::draft;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

/// No bound on speed, only a guard against work that never ends: seconds, unoptimised, on a
/// machine that does other things too.
const HANG: Duration = Duration::from_secs(60);
/// The most memory all tests of this program may take together, in kilobytes.
const MEMORY: u64 = 1 << 20;

/// What `work` comes to, unless it hangs.
fn bounded<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, waiting) = mpsc::channel();
    let worker = thread::spawn(move || done.send(work()));
    match waiting.recv_timeout(HANG) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{what}: still at work after {HANG:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{what}: {:?}", worker.join()),
    }
}

/// That nothing so far has eaten the machine's memory, where the system tells.
fn little_memory(what: &str) {
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        let peak = peak.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        let few = peak.is_none_or(|peak| peak < MEMORY);
        assert!(few, "{what}: {peak:?} kB were in use");
    }
}

pub(super) fn text(ja: &str) -> Value {
    json!({ "ja": ja })
}

pub(super) fn named(id: usize) -> String {
    format!("a{id}")
}

pub(super) fn list(count: usize, entry: impl Fn(usize) -> Value) -> Value {
    (0..count).map(entry).collect()
}

/// A ruleset of one procedure, one condition and one limb.
fn town() -> Value {
    json!({
        "ruleset": {
            "format": 1, "id": "town", "version": "1",
            "municipality": text("町"), "title": text("規程"), "instrument": text("告示"),
        },
        "field": [field("town.a", "boolean")],
        "condition": [{
            "id": "one", "clause": "第1条", "topic": "scope", "title": text("題"),
            "message": text("満たされません。"), "remedy": text("満たしてください。"),
            "limb": [{ "id": "yes", "yes": "town.a" }],
        }],
        "procedure": [{ "id": "copy", "title": text("複写"), "conditions": ["one"] }],
    })
}

pub(super) fn field(id: &str, kind: &str) -> Value {
    let supplier = match kind {
        "finding" | "decision" => "officer",
        _ => "applicant",
    };
    json!({ "id": id, "type": kind, "supplier": supplier, "nature": "plan", "label": text("甲") })
}

/// The town with `change` made to it, as JSON.
pub(super) fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut town = town();
    change(&mut town);
    town.to_string()
}

pub(super) fn load(what: &str, json: String) -> Result<Ruleset, Error> {
    bounded(what, move || Ruleset::from_json(&json))
}

/// The mistakes of a ruleset, which are few enough to read.
pub(super) fn mistakes(error: Error) -> Vec<String> {
    let Error::BadRuleset(problems) = error else {
        panic!("{error:?}");
    };
    assert!((1..=100).contains(&problems.len()), "{}", problems.len());
    let line = |Problem { path, message, .. }: Problem| {
        assert!(
            path.len() + message.len() < 2000,
            "too long to read: {path}: {message}"
        );
        format!("{path}: {message}")
    };
    problems.into_iter().map(line).collect()
}

/// The mistakes of the town with `change` made to it.
fn bad(what: &str, change: impl FnOnce(&mut Value)) -> Vec<String> {
    mistakes(load(what, changed(change)).expect_err(what))
}

/// The mistakes of a ruleset in TOML, `more` standing before its header.
fn bad_toml(what: &str, more: &str) -> Vec<String> {
    let toml = format!(
        "{more}\n[ruleset]\nformat = 1\nid = \"town\"\nversion = \"1\"\n\
         municipality = {{ ja = \"町\", en = \"Town\" }}\ntitle = {{ ja = \"規程\", en = \"Rules\" }}\n\
         instrument = {{ ja = \"告示\", en = \"Notice\" }}\n\
         [[procedure]]\nid = \"copy\"\ntitle = {{ ja = \"複写\", en = \"copying\" }}\n"
    );
    let result = bounded(what, move || draft::build(&toml));
    mistakes(result.expect_err(what))
}

#[track_caller]
pub(super) fn one(found: &[String], expected: &str) {
    assert_eq!(found, [expected], "{found:#?}");
}

#[track_caller]
fn some(found: &[String], expected: &str) {
    let any = found.iter().any(|line| line.contains(expected));
    let first = &found[..found.len().min(5)];
    assert!(any, "{expected} is not among {}: {first:#?}", found.len());
}

#[test]
fn the_town_is_sound() {
    Ruleset::from_json(&town().to_string()).unwrap();
}

// --- depth ---------------------------------------------------------------------------------

#[test]
fn json_that_nests_without_end_is_refused() {
    let error = load("an open end", "[".repeat(1_000_000)).unwrap_err();
    assert_eq!(error.code(), "bad_json");
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let whole = deep.clone();
        let error = load("a deep document", whole).unwrap_err();
        assert_eq!(error.code(), "bad_json");
        let within = town()
            .to_string()
            .replacen('{', &format!("{{\"x\":{deep},"), 1);
        assert_eq!(load("a deep part", within).unwrap_err().code(), "bad_json");
    }
}

#[test]
fn predicates_that_nest_too_deep_are_refused_where_they_do() {
    for operator in ["not", "else_reading", "all", "any"] {
        let nested = |depth: usize| {
            (0..depth).fold(json!({ "yes": "town.a" }), |inner, _| match operator {
                "all" | "any" => json!({ operator: [inner] }),
                _ => json!({ operator: inner }),
            })
        };
        load(
            "deep enough",
            changed(|town| {
                town["condition"][0]["limb"][0] = nested(24);
                town["condition"][0]["limb"][0]["id"] = json!("deep");
            }),
        )
        .unwrap();
        let found = bad("too deep", |town| {
            town["condition"][0]["when"] = nested(40);
        });
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(
            found[0].ends_with(": predicates nest deeper than 24"),
            "{found:#?}"
        );
    }
    // Deeper than a parser goes.
    let deep = "{\"not\":".repeat(10_000) + "{}" + &"}".repeat(10_000);
    let whole =
        town()
            .to_string()
            .replacen("\"clause\"", &format!("\"when\":{deep},\"clause\""), 1);
    assert_eq!(load("10,000 deep", whole).unwrap_err().code(), "bad_json");
}

#[test]
fn toml_that_nests_without_end_is_refused() {
    for (what, toml) in [
        (
            "lists",
            format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        ),
        (
            "tables",
            format!("x = {}1{}", "{a=".repeat(10_000), "}".repeat(10_000)),
        ),
        ("a dotted key", format!("{}a = 1", "a.".repeat(100_000))),
        ("a header", format!("[{}a]", "a.".repeat(100_000))),
        (
            "a header of lists",
            format!("[[{}a]]", "a.".repeat(100_000)),
        ),
    ] {
        some(&bad_toml(what, &toml), "not TOML: ");
    }
}

// --- definitions ---------------------------------------------------------------------------

#[test]
fn definitions_that_go_in_a_circle_are_refused_though_nothing_uses_them() {
    one(
        &bad_toml("itself", "[define]\na = { use = \"a\" }"),
        "define.a.use: the definitions go in a circle: `a` → `a`",
    );
    let found = bad_toml(
        "three",
        "[define]\na = { not = { use = \"b\" } }\nb = { all = [{ use = \"c\" }] }\nc = { use = \"a\" }",
    );
    some(
        &found,
        "the definitions go in a circle: `a` → `b` → `c` → `a`",
    );
    let chain: String = (0..5_000)
        .map(|at| format!("d{at} = {{ use = \"d{}\" }}\n", (at + 1) % 5_000))
        .collect();
    let found = bad_toml("a long way round", &format!("[define]\n{chain}"));
    some(&found, "definitions stand in one another deeper than 24");
}

#[test]
fn definitions_that_double_are_refused_before_they_are_written_out() {
    for members in [2, 10, 100] {
        let mut toml = "[define]\nd0 = { all = [] }\n".to_owned();
        for at in 1..24 {
            let twice = vec![format!("{{ use = \"d{}\" }}", at - 1); members].join(", ");
            toml += &format!("d{at} = {{ all = [{twice}] }}\n");
        }
        some(
            &bad_toml("doubling", &toml),
            "the definitions grow beyond 200000 values",
        );
    }
}

#[test]
fn definitions_that_are_none_are_refused() {
    for (toml, expected) in [
        ("define = 5", "define: needs a table of named predicates"),
        (
            "[define]\na = { use = 5 }",
            "define.a.use: needs the name of a definition",
        ),
        (
            "[define]\na = { use = \"b\" }\nb = 5",
            "the definition `b` needs a table with one operator",
        ),
        (
            "[define]\na = { use = \"__proto__\" }",
            "define.a.use: unknown definition `__proto__`",
        ),
        (
            "[define]\n\"\" = { use = \"\" }",
            "the definitions go in a circle",
        ),
    ] {
        some(&bad_toml(toml, toml), expected);
    }
}

// --- numbers, strings and keys -------------------------------------------------------------

#[test]
fn numbers_a_ruleset_cannot_hold_are_refused() {
    for number in [
        "9007199254740992",
        "1.5",
        "-1",
        "1e400",
        "1e-400",
        "-0.0",
        "18446744073709551616",
    ] {
        let json = changed(|town| {
            town["field"][0]["type"] = json!("integer");
            town["condition"][0]["limb"][0] = json!({ "id": "few", "at_most": ["town.a", 12345] });
        });
        let error = load(number, json.replace("12345", number)).unwrap_err();
        // Beyond what floating point holds, the parser itself gives up.
        if error.code() != "bad_json" {
            some(
                &mistakes(error),
                "condition[0].limb[0].at_most[1]: unknown field ``",
            );
        }
    }
    for (number, expected) in [
        ("1.5", "needs a whole number"),
        ("nan", "needs a whole number"),
        ("-inf", "needs a whole number"),
        ("-1", "not negative"),
        ("99999999999999999999", "not negative"),
    ] {
        some(
            &bad_toml(number, &format!("x = {number}")),
            &format!(
                "x: needs a whole number{}",
                if expected.starts_with("not") {
                    " that is not negative"
                } else {
                    ""
                }
            ),
        );
    }
    for format in [json!(2), json!("1"), json!(1.5), json!(null), json!([1])] {
        one(
            &bad("a format", |town| town["ruleset"]["format"] = format),
            "ruleset.format: this engine reads format 1",
        );
    }
}

#[test]
fn strings_a_ruleset_cannot_hold_are_refused() {
    let blank = "a text that is not blank, at most 10000 bytes";
    for version in [
        String::new(),
        "\u{3000}\n".to_owned(),
        "v".repeat(10_001),
        "あ".repeat(3_334),
    ] {
        one(
            &bad("a version", |town| {
                town["ruleset"]["version"] = json!(version)
            }),
            &format!("ruleset.version: needs {blank}"),
        );
        one(
            &bad("a label", |town| {
                town["field"][0]["label"]["ja"] = json!(version)
            }),
            &format!("field[0].label.ja: needs {blank}"),
        );
    }
    // Odd, and nobody's harm: it is only ever shown and compared.
    for version in [
        "../../etc",
        "<script>",
        "令和5年\n改正",
        "\u{202e}1",
        "\u{feff}1",
        "💥",
        "1\0",
        "\u{1b}[2J",
    ] {
        let json = changed(|town| town["ruleset"]["version"] = json!(version));
        assert_eq!(load("a version", json).unwrap().version, version);
    }
    for id in [
        "a".repeat(65).as_str(),
        "",
        "-a",
        ".a",
        "A",
        "a b",
        "a\0",
        "あ",
        "__proto__",
        "a/b",
        "a\u{301}",
    ] {
        let found = bad("an id", |town| town["ruleset"]["id"] = json!(id));
        one(
            &found,
            "ruleset.id: needs an id: lower-case letters, digits, `.`, `_` and `-`, at most 64",
        );
    }
    for half in ["\\ud842", "\\udfb7", "\\ud842\\ud842"] {
        let json = town().to_string().replace('町', half);
        assert_eq!(
            load("half a surrogate pair", json).unwrap_err().code(),
            "bad_json"
        );
    }
}

#[test]
fn names_of_prototypes_are_names_like_any_other() {
    for key in ["__proto__", "constructor", "toString", "hasOwnProperty", ""] {
        let found = bad("a key", |town| {
            town[key] = json!({ "x": 1 });
            town["ruleset"]["title"][key] = json!("x");
            town["condition"][0]["limb"][0][key] = json!(1);
        });
        assert_eq!(found.len(), 3, "{found:#?}");
        some(&found, &format!("unknown key `{key}`"));
    }
    let json = changed(|town| {
        town["field"][0]["id"] = json!("constructor");
        town["condition"][0]["limb"][0] = json!({ "id": "valueof", "yes": "constructor" });
        town["procedure"][0]["id"] = json!("tostring");
    });
    load("names", json).unwrap();
}

#[test]
fn of_a_key_given_twice_the_last_counts_in_json_and_toml_refuses_it() {
    let once = load("once", town().to_string()).unwrap();
    let twice = town().to_string().replacen(
        "\"version\":\"1\"",
        "\"version\":\"0\",\"version\":\"1\"",
        1,
    );
    assert_eq!(load("twice", twice).unwrap().sha256, once.sha256);
    some(
        &bad_toml("a key twice", "x = 1\nx = 2"),
        "not TOML: duplicate key",
    );
    some(
        &bad_toml("a table twice", "[x]\n[x]"),
        "not TOML: duplicate key",
    );
}

// --- size ----------------------------------------------------------------------------------

#[test]
fn a_document_beyond_4_mib_is_refused_unread() {
    let large = "the ruleset is larger than 4 MiB";
    let json = changed(|town| town["ruleset"]["source"] = text(&"x".repeat(4 << 20)));
    one(
        &mistakes(load("a large text", json).unwrap_err()),
        &format!(": {large}"),
    );
    let spaces = town().to_string() + &" ".repeat(4 << 20);
    one(
        &mistakes(load("white space", spaces).unwrap_err()),
        &format!(": {large}"),
    );
    let escaped = format!("\"{}\"", "\\u0001".repeat(650_000));
    some(
        &mistakes(load("escapes", escaped).unwrap_err()),
        "needs a table",
    );
    one(
        &bad_toml("a large comment", &format!("# {}", "x".repeat(4 << 20))),
        &format!(": {large}"),
    );
}

#[test]
fn lists_have_an_end() {
    for key in [
        "field",
        "reading",
        "route",
        "condition",
        "duty",
        "result",
        "procedure",
    ] {
        for entry in [json!(0), json!({}), json!([])] {
            let found = bad(key, |town| town[key] = Value::Array(vec![entry; 100_000]));
            some(&found, &format!("{key}: has more than 2000 entries"));
        }
    }
    for key in ["conditions", "routes", "duties", "readings"] {
        let found = bad(key, |town| {
            town["procedure"][0][key] = Value::Array(vec![json!("one"); 2001])
        });
        one(
            &found,
            &format!("procedure[0].{key}: has more than 2000 entries"),
        );
    }
    let found = bad("limbs", |town| {
        town["condition"][0]["limb"] = list(2001, |at| json!({ "id": named(at), "yes": "town.a" }));
    });
    some(&found, "condition[0].limb: has more than 2000 entries");
}

#[test]
fn a_choice_has_64_options_and_no_more() {
    let options = |count: usize| {
        list(
            count,
            |at| json!({ "value": named(at), "label": text("甲") }),
        )
    };
    let with = |kind: &'static str, count: usize| {
        move |town: &mut Value| {
            town["field"][0]["type"] = json!(kind);
            town["field"][0]["options"] = options(count);
            let last = named(count.saturating_sub(1));
            town["condition"][0]["limb"][0] = match kind {
                "choice" => json!({ "id": "last", "is": ["town.a", last] }),
                _ => json!({ "id": "last", "has": ["town.a", last] }),
            };
        }
    };
    for kind in ["choice", "choices"] {
        for count in [0, 65, 300, 2000] {
            let found = bad("options", with(kind, count));
            some(
                &found,
                "field[0].options: a choice has from 1 to 64 options, and nothing else has any",
            );
        }
        let ruleset = load("64 options", changed(with(kind, 64))).unwrap();
        let all: Vec<String> = (0..64).map(named).collect();
        let answer = |met: bool| match kind {
            "choice" => json!(if met { "a63" } else { "a0" }),
            _ => json!(if met { &all[..] } else { &all[..63] }),
        };
        for (met, verdict) in [(true, "approvable"), (false, "not_approvable")] {
            let request = json!({ "procedure": "copy", "asOf": "2026-11-22", "answers": { "town.a": answer(met) } });
            let request = request.to_string();
            let request = Request::from_json(&request).unwrap();
            let session = Session::check(Arc::new(ruleset.clone()), request, nfkc).unwrap();
            assert_eq!(
                session.judging().judgement().verdict.name(),
                verdict,
                "{kind}"
            );
        }
    }
    let found = bad("values", |town| {
        town["field"][0]["type"] = json!("integer");
        town["condition"][0]["limb"][0] =
            json!({ "id": "many", "one_of": ["town.a", list(65, |at| json!(at))] });
    });
    some(
        &found,
        "condition[0].limb[0].one_of[1]: needs a list of 1 to 64 values",
    );
}

// --- work ----------------------------------------------------------------------------------

/// Procedures that all list the same.
fn procedures(count: usize, lists: &Value) -> Value {
    list(count, |at| {
        let mut procedure = json!({ "id": named(at), "title": text("手続") });
        procedure
            .as_object_mut()
            .unwrap()
            .extend(lists.as_object().unwrap().clone());
        procedure
    })
}

#[test]
fn thousands_of_procedures_that_all_list_everything_are_refused() {
    let many = "more than 20000 predicates and names";
    let limbs = |limb: Value| {
        list(2000, |at| {
            let mut limb = limb.clone();
            limb["id"] = json!(named(at));
            limb
        })
    };
    // Limbs, sound and unsound.
    for limb in [
        json!({ "yes": "town.a" }),
        json!({}),
        json!({ "yes": "town.b" }),
    ] {
        let found = bad("limbs", |town| {
            town["condition"][0]["limb"] = limbs(limb);
            town["procedure"] = procedures(2000, &json!({ "conditions": ["one"] }));
        });
        assert!(found.len() == 100 || found[0].ends_with(many), "{found:#?}");
    }
    // Conditions, duties and routes, as many as the document can name.
    let ids = list(400, |at| json!(named(at)));
    let found = bad("conditions", |town| {
        let one = town["condition"][0].clone();
        town["condition"] = list(400, |at| {
            let mut condition = one.clone();
            condition["id"] = json!(named(at));
            condition
        });
        town["procedure"] = procedures(1000, &json!({ "conditions": ids }));
    });
    some(&found, many);
    for (key, lists) in [("duty", "duties"), ("reading", "readings")] {
        let found = bad(key, |town| {
            town[key] = list(400, |at| match key {
                "duty" => json!({ "id": named(at), "clause": "第1条", "message": text("文") }),
                _ => {
                    json!({ "id": named(at), "clause": "第1条", "taken": text("甲"), "alternative": text("乙") })
                }
            });
            town["procedure"] = procedures(1000, &json!({ lists: ids }));
        });
        some(&found, many);
    }
    // Lists within limbs.
    let found = bad("supports", |town| {
        town["field"][0] = field("town.a", "finding");
        town["condition"][0]["limb"] =
            limbs(json!({ "found": "town.a", "supports": vec!["town.a"; 60] }));
        town["procedure"] = procedures(20, &json!({ "conditions": ["one"] }));
    });
    some(&found, many);
    let found = bad("kinds", |town| {
        town["field"][0] = field("town.a", "choice");
        town["field"][0]["options"] = json!([{ "value": "x", "label": text("甲") }]);
        town["condition"][0]["only"] = Value::Array(vec![json!("x"); 2000]);
        town["condition"][0]["limb"] = limbs(json!({ "stated": "town.a" }));
        town["procedure"] =
            procedures(20, &json!({ "varies_by": "town.a", "conditions": ["one"] }));
    });
    some(&found, many);
}

#[test]
fn names_nobody_knows_are_looked_up_for_the_first_mistakes_alone() {
    let long = |at: usize, letter: &str| format!("town.{at}{}", letter.repeat(50));
    let found = bad("fields", |town| {
        town["field"] = list(500, |at| field(&long(at, "x"), "boolean"));
        town["condition"][0]["limb"] =
            list(200, |at| json!({ "id": named(at), "yes": long(at, "y") }));
        town["procedure"] = procedures(200, &json!({ "conditions": ["one"] }));
    });
    assert_eq!(found.len(), 100);
    let found = bad("keys", |town| {
        let keys: Map<String, Value> = (0..15_000)
            .map(|at| (format!("{at}{}", "x".repeat(245)), json!(0)))
            .collect();
        town["condition"][0]["limb"][0] = Value::Object(keys);
    });
    some(&found, "unknown key `0xxx");
    let found = bad("options", |town| {
        town["field"][0]["type"] = json!("choice");
        town["field"][0]["options"] = list(
            64,
            |at| json!({ "value": format!("{}{at}", "x".repeat(60)), "label": text("甲") }),
        );
        town["condition"][0]["limb"] = list(
            64,
            |at| json!({ "id": named(at), "is": ["town.a", format!("{}{at}", "y".repeat(60))] }),
        );
    });
    assert_eq!(found.len(), 64, "every option nobody knows is named");
    // The first are still told what was meant.
    let found = bad("a slip", |town| {
        town["condition"][0]["limb"][0] = json!({ "id": "x", "yse": "town.a" })
    });
    some(&found, "unknown key `yse`; did you mean `yes`?");
}

#[test]
fn mistakes_without_number_are_listed_up_to_a_hundred() {
    for (what, toml) in [
        ("numbers", format!("x = [{}]", "1.5,".repeat(200_000))),
        ("lines", "= 1\n".repeat(200_000)),
        (
            "keys",
            (0..50_000).map(|at| format!("k{at} = 1\n")).collect(),
        ),
        (
            "fields",
            format!("[[field]]\nid = \"{}\"\n", "x".repeat(60)).repeat(3_000),
        ),
        (
            "uses",
            format!(
                "[define]\n{}",
                (0..20_000)
                    .map(|at| format!("d{at} = {{ use = \"e{at}\" }}\n"))
                    .collect::<String>()
            ),
        ),
        ("tables", "[[condition]]\n".repeat(100_000)),
    ] {
        bad_toml(what, &toml);
    }
}

#[test]
fn long_keys_do_not_multiply() {
    // The way to every value is kept: a long key around a long list would be their product.
    let key = "k".repeat(1 << 20);
    let found = bad_toml("a long key", &format!("{key} = [{}]", "0,".repeat(1 << 20)));
    little_memory("a long key");
    some(&found, "is longer than 100 bytes");
    let path: String = (0..60)
        .map(|at| format!("{}{at}.", "k".repeat(90)))
        .collect();
    bad_toml(
        "a long way",
        &format!("{path}x = [{}]", "0,".repeat(200_000)),
    );
}

// --- what is sound, and large --------------------------------------------------------------

/// As large a ruleset as loads: a limb of alternatives on top of thousands of limbs.
fn large() -> String {
    let kinds = [
        "boolean", "text", "integer", "items", "date", "finding", "decision",
    ];
    changed(|town| {
        town["field"] = list(700, |at| {
            field(&format!("town.a{at}"), kinds[at % kinds.len()])
        });
        let test = |at: usize| {
            let id = format!("town.a{at}");
            match kinds[at % kinds.len()] {
                "boolean" => json!({ "yes": id }),
                "text" => json!({ "stated": id }),
                "integer" => json!({ "at_most": [id, 1] }),
                "items" => json!({ "subset": [id, id] }),
                "date" => json!({ "before": [id, "asOf"] }),
                "finding" => json!({ "found": id }),
                _ => json!({ "decided": id }),
            }
        };
        let mut limbs = list(1800, |at| {
            let mut limb = test(at % 700);
            limb["id"] = json!(named(at));
            limb
        });
        limbs.as_array_mut().unwrap().push(json!({
            "id": "ways", "any": list(700, |at| json!({ "all": [test(at), test(699 - at)] })),
        }));
        town["condition"][0]["limb"] = limbs;
    })
}

#[test]
fn the_largest_ruleset_that_loads_is_judged_and_reported() {
    let json = large();
    let entry = bounded("load", move || Entry::from_json(&json)).unwrap();
    let locale = Locale::load(Lang::Ja).unwrap();
    for failing in [false, true] {
        let mut answers = Map::new();
        for (at, field) in entry.ruleset.fields.iter().enumerate().filter(|_| failing) {
            let value = match at % 7 {
                0 | 5 => json!(false),
                2 => json!(5),
                4 => json!("2027-01-01"),
                6 => json!("rejected"),
                _ => continue,
            };
            answers.insert(field.id.to_string(), value);
        }
        let request = json!({ "procedure": "copy", "asOf": "2026-11-22", "stage": "filed", "answers": answers });
        let request = request.to_string();
        let (entry, locale) = (entry.clone(), locale.clone());
        bounded("judge", move || {
            let request = Request::from_json(&request).unwrap();
            let session = Session::check(Arc::clone(&entry.ruleset), request, nfkc).unwrap();
            let judgement = session.judging().judgement();
            assert_eq!(judgement.verdict.name(), "not_approvable");
            assert!(!judgement.encoded().is_empty());
            let report = Report::of(&session, &entry.texts, &locale);
            assert!(serde_json::to_string(&report).unwrap().contains("town.a0"));
            ToPass::of(session.judging(), session.contents());
        });
    }
}

#[test]
fn of_more_than_64_ways_out_each_is_offered_by_itself() {
    let json = changed(|town| {
        town["field"] = list(70, |at| field(&format!("town.a{at}"), "boolean"));
        town["condition"][0]["limb"] = json!([
            { "id": "ways", "any": list(70, |at| json!({ "yes": format!("town.a{at}") })) },
        ]);
    });
    let ruleset = Arc::new(load("ways", json).unwrap());
    let no: Map<String, Value> = (0..70)
        .map(|at| (format!("town.a{at}"), json!(false)))
        .collect();
    let request = json!({ "procedure": "copy", "asOf": "2026-11-22", "answers": no });
    let request = request.to_string();
    let request = Request::from_json(&request).unwrap();
    let session = Session::check(ruleset, request, nfkc).unwrap();
    let to_pass = ToPass::of(session.judging(), session.contents());
    let fields: Vec<Vec<String>> = to_pass
        .sets
        .iter()
        .map(|set| set.iter().map(|change| change.field.clone()).collect())
        .collect();
    assert_eq!(fields, [["town.a0"], ["town.a1"], ["town.a2"]]);
}

// --- requests ------------------------------------------------------------------------------

/// The verdict on a request of the town, and the fields it leaves open.
fn check(what: &str, json: String) -> Result<(&'static str, Vec<String>), Error> {
    bounded(what, move || {
        let ruleset = Arc::new(
            Ruleset::from_json(&changed(|town| {
                let kinds = [
                    "text",
                    "integer",
                    "items",
                    "date",
                    "fiscal_year",
                    "decision",
                    "finding",
                ];
                for kind in kinds {
                    let field = field(&format!("town.{kind}"), kind);
                    town["field"].as_array_mut().unwrap().push(field);
                }
            }))
            .unwrap(),
        );
        let session = Session::check(ruleset, Request::from_json(&json)?, nfkc)?;
        let fields = session
            .judging()
            .ruleset()
            .fields
            .iter()
            .zip(session.judging().answers());
        let open = fields.filter(|(_, answer)| answer.is_open());
        let open = open.map(|(field, _)| field.id.to_string()).collect();
        Ok((session.judging().judgement().verdict.name(), open))
    })
}

/// A request with these answers, written as JSON.
pub(super) fn asking(answers: &str) -> String {
    format!("{{\"procedure\":\"copy\",\"asOf\":\"2026-11-22\",\"answers\":{answers}}}")
}

#[test]
fn requests_made_to_do_harm_are_refused() {
    let long = "x".repeat(100_001);
    let many = vec!["\"x\""; 1_001].join(",");
    let wide = vec![format!("\"{}\"", "ﷺ".repeat(30_000)); 1_000].join(",");
    for (answers, code, path) in [
        ("[".repeat(1_000_000), "bad_json", ""),
        (
            format!(
                "{{\"town.a\":{}1{}}}",
                "[".repeat(100_000),
                "]".repeat(100_000)
            ),
            "bad_json",
            "",
        ),
        ("{\"town.text\":\"\\ud842\"}".to_owned(), "bad_json", ""),
        ("{\"town.integer\":NaN}".to_owned(), "bad_json", ""),
        (
            "{\"town.text\":\"a\\u0000\"}".to_owned(),
            "bad_text",
            "answers.town.text",
        ),
        (
            "{\"town.items\":[\"a\\u0000\"]}".to_owned(),
            "bad_text",
            "answers.town.items",
        ),
        (
            format!("{{\"town.text\":\"{long}\"}}"),
            "too_large",
            "answers.town.text",
        ),
        (
            format!("{{\"town.items\":[\"{long}\"]}}"),
            "too_large",
            "answers.town.items",
        ),
        (
            format!("{{\"town.items\":[{many}]}}"),
            "too_large",
            "answers.town.items",
        ),
        (
            format!("{{\"town.items\":[{wide}]}}"),
            "too_large",
            "answers.town.items",
        ),
        (
            format!("{{\"town.integer\":\"{long}\"}}"),
            "too_large",
            "answers.town.integer",
        ),
        (
            format!("{{\"town.date\":\"{long}\"}}"),
            "too_large",
            "answers.town.date",
        ),
        (
            "{\"town.a\":{\"a\":1}}".to_owned(),
            "wrong_type",
            "answers.town.a",
        ),
        (
            "{\"town.items\":[[\"x\"]]}".to_owned(),
            "wrong_type",
            "answers.town.items",
        ),
        (
            "{\"town.decision\":\"Approved\"}".to_owned(),
            "unknown_choice",
            "answers.town.decision",
        ),
        (
            "{\"__proto__\":true}".to_owned(),
            "unknown_field",
            "answers.__proto__",
        ),
        (
            "{\"constructor\":true}".to_owned(),
            "unknown_field",
            "answers.constructor",
        ),
        ("[]".to_owned(), "wrong_type", "answers"),
    ] {
        let shown: String = answers.chars().take(60).collect();
        let error = check(&shown, asking(&answers)).expect_err(&shown);
        assert_eq!(
            (error.code(), error.path().as_str()),
            (code, path),
            "{shown}"
        );
        assert!(error.message().len() < 400, "{shown}: {}", error.message());
    }
    little_memory("answers");
    let unknown = asking(&format!("{{\"{}\":1}}", "y".repeat(1 << 20)));
    let error = check("a long name", unknown).unwrap_err();
    assert_eq!(error.code(), "unknown_field");
    assert!(error.message().len() < 400);
    // JSON that is no request, and an answer that is no option, may be what somebody typed.
    for json in ["\"山田太郎\"", "[\"山田太郎\"]"] {
        let error = check(json, json.to_owned()).unwrap_err();
        assert_eq!(
            error.message(),
            "not the JSON expected: a request is an object"
        );
    }
    let error = check("an option", asking("{\"town.decision\":\"山田太郎\"}")).unwrap_err();
    let options = "`approved`, `rejected`, `pending`, `not_sought`";
    assert_eq!(
        error.message(),
        format!("`answers.town.decision` needs an option: {options}")
    );
    let keys: String = (0..100_000)
        .map(|at| format!("\"k{at}\":[[[]]],"))
        .collect();
    let error = check("keys", format!("{{{keys}\"procedure\":\"copy\"}}")).unwrap_err();
    assert_eq!(error.code(), "unknown_key");
}

#[test]
fn numbers_and_days_that_cannot_be_read_are_unusable_and_no_more() {
    for (field, value) in [
        ("integer", "9007199254740992"),
        ("integer", "1e400"),
        ("integer", "1.5"),
        ("integer", "-1"),
        ("integer", "\"99999999999999999999999999\""),
        ("integer", "\"٣\""),
        ("fiscal_year", "1e300"),
        ("fiscal_year", "\"令和999999999999年度\""),
        ("date", "\"0000-00-00\""),
        ("date", "\"99999999999-01-01\""),
        ("date", "\"令和0年1月1日\""),
        ("date", "\"2026-11-22T00:00:00Z\""),
    ] {
        let request = asking(&format!("{{\"town.{field}\":{value}}}"));
        match check(value, request) {
            Ok((_, open)) => assert!(open.contains(&format!("town.{field}")), "{value}"),
            // More than floating point holds.
            Err(error) => assert_eq!(error.code(), "bad_json", "{value}"),
        }
    }
}

#[test]
fn what_is_given_twice_is_refused() {
    for (answers, path) in [
        ("{\"town.a\":true,\"town.a\":false}", "answers.town.a"),
        ("{\"town.a\":true,\"town.a\":null}", "answers.town.a"),
        (
            "{\"scope.work\":\"x\",\"scope.work\":\"y\"}",
            "answers.scope.work",
        ),
        (
            "{\"scope.work\":null,\"scope.work\":null}",
            "answers.scope.work",
        ),
        ("{\"town.a\":true},\"answers\":[]", "answers"),
        ("{},\"asOf\":\"2026-11-22\"", "asOf"),
    ] {
        let error = check(answers, asking(answers)).unwrap_err();
        assert_eq!(
            (error.code(), error.path().as_str()),
            ("repeated_key", path)
        );
        assert_eq!(error.message(), format!("`{path}` is given twice"));
    }
}
