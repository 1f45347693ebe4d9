//! Several versions of one text: the dates of a request choose, and the report says which and why.

use std::fs;

use serde_json::{Value, json};
use shodaku::engine::error::Error;
use shodaku::engine::field::Supplier;
use shodaku::engine::lang::Lang;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::library::choice::Why;
use shodaku::library::clash::Clash;
use shodaku::library::draft;
use shodaku::library::regulation::Regulation;
use shodaku::library::{Conflict, Entry, Library};
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

use crate::command::{Run, shodaku_reading};

fn toml(version: &str) -> String {
    fs::read_to_string(format!("tests/data/rulesets/versions/{version}.toml")).unwrap()
}

fn entry(version: &str) -> Entry {
    Entry::from_toml(&toml(version)).unwrap_or_else(|error| panic!("{error:#?}"))
}

/// The text in these versions, in whatever order.
fn text(versions: &[&str]) -> Regulation {
    let mut entries = versions.iter().map(|version| entry(version));
    let mut text = Regulation::from(entries.next().unwrap());
    for entry in entries {
        text.add(entry).unwrap();
    }
    text
}

fn request(as_of: &str, answers: Value) -> Request<'static> {
    let request = json!({
        "ruleset": "midorino", "procedure": "subcontract", "asOf": as_of, "answers": answers,
    });
    // Kept as long as the test runs: a request borrows its text.
    Request::from_json(request.to_string().leak()).unwrap()
}

/// `version why decidedBy`.
fn chosen(text: &Regulation, as_of: &str, answers: Value) -> String {
    let request = request(as_of, answers);
    let choice = text.choose(&request, nfkc).unwrap();
    let (version, why) = (&choice.entry.ruleset.version, choice.why.name());
    format!("{version} {why} {}", choice.decided_by.unwrap_or("-"))
}

fn report(text: &Regulation, as_of: &str, answers: Value) -> Value {
    let (session, choice) = text.check(request(as_of, answers), nfkc).unwrap();
    let locale = Locale::load(Lang::Ja).unwrap();
    let report = Report::of(&session, &choice.entry.texts, &locale).chosen(&choice);
    serde_json::to_value(report).unwrap()
}

const CONTRACT: &str = "contract.concluded_on";
const APPROVAL: &str = "approval.planned_on";
const FILED: &str = "request.filed_on";

#[test]
fn old_contracts_keep_the_old_text_to_the_day() {
    let text = text(&["2020", "2015"]);
    for (day, expected) in [
        ("2015-04-01", "2015 in_force contract.concluded_on"),
        ("2020-03-31", "2015 in_force contract.concluded_on"),
        ("2020-04-01", "2020 in_force contract.concluded_on"),
        ("2023-03-31", "2020 in_force contract.concluded_on"),
        ("平成31年4月1日", "2015 in_force contract.concluded_on"),
    ] {
        let answers = json!({ CONTRACT: day });
        assert_eq!(chosen(&text, "2026-11-22", answers), expected, "{day}");
    }
}

#[test]
fn each_version_judges_by_its_own_conditions() {
    let text = text(&["2015", "2020", "2023"]);
    let answers = |contract: &str, approval: &str| {
        json!({
            CONTRACT: contract, APPROVAL: approval, "subcontractor.name": "株式会社みなと",
            "midorino.medium": "paper", "midorino.sealed": false, "subcontract.reason": "専門の設備",
        })
    };
    let verdict = |contract, approval| {
        let report = report(&text, "2019-01-01", answers(contract, approval));
        let failing = report["issues"].as_array().unwrap();
        let failing: Vec<&str> = failing
            .iter()
            .map(|issue| issue["clauses"][0].as_str().unwrap())
            .collect();
        let verdict = report["verdict"].as_str().unwrap();
        format!("{verdict} {}", failing.join(" "))
    };
    assert_eq!(verdict("2020-03-31", "2023-03-31"), "approvable ");
    assert_eq!(verdict("2020-04-01", "2023-03-31"), "not_approvable 第5条");
    assert_eq!(verdict("2020-03-31", "2023-04-01"), "not_approvable 第8条");
}

#[test]
fn a_text_that_binds_the_approval_takes_over_old_contracts() {
    let text = text(&["2015", "2020", "2023"]);
    for (contract, approval, expected) in [
        (
            "2018-06-01",
            "2023-03-31",
            "2015 in_force contract.concluded_on",
        ),
        (
            "2018-06-01",
            "2023-04-01",
            "2023 in_force approval.planned_on",
        ),
        (
            "2021-06-01",
            "2023-03-31",
            "2020 in_force contract.concluded_on",
        ),
        (
            "2021-06-01",
            "2023-04-01",
            "2023 in_force approval.planned_on",
        ),
        (
            "2014-06-01",
            "2023-04-01",
            "2023 in_force approval.planned_on",
        ),
        (
            "2014-06-01",
            "2023-03-31",
            "2015 none_in_force contract.concluded_on",
        ),
    ] {
        let answers = json!({ CONTRACT: contract, APPROVAL: approval });
        let got = chosen(&text, "2023-01-15", answers);
        assert_eq!(got, expected, "{contract} {approval}");
    }
}

#[test]
fn while_the_deciding_date_is_blank_the_later_ones_and_the_day_of_asking_bound_it() {
    let text = text(&["2015", "2020", "2023"]);
    let contract = json!({ CONTRACT: "2021-06-01" });
    for (as_of, answers, expected) in [
        ("2023-04-01", contract.clone(), "2023 in_force asOf"),
        ("2023-04-01", json!({}), "2023 in_force asOf"),
        // The request was filed under the old text; when it is approved is not known.
        (
            "2023-04-01",
            json!({ CONTRACT: "2021-06-01", FILED: "2023-03-31" }),
            "2023 not_decided -",
        ),
        (
            "2023-03-31",
            json!({ CONTRACT: "2021-06-01", FILED: "2023-04-01" }),
            "2023 in_force request.filed_on",
        ),
        // Before the new text, an old contract is not safe with the old one: approval may come
        // later.
        ("2023-03-31", contract, "2023 not_decided -"),
        // Nothing is known but the day: the version of that day, until more is.
        ("2023-03-31", json!({}), "2020 not_decided -"),
        ("2020-04-01", json!({}), "2020 not_decided -"),
        ("2020-03-31", json!({}), "2015 not_decided -"),
        ("2015-03-31", json!({}), "2023 not_decided -"),
        // What cannot be read is not known.
        (
            "2020-03-31",
            json!({ CONTRACT: "あした", APPROVAL: "あさって" }),
            "2015 not_decided -",
        ),
    ] {
        let context = format!("{as_of} {answers}");
        assert_eq!(chosen(&text, as_of, answers), expected, "{context}");
    }
}

#[test]
fn as_of_bounds_only_where_the_ruleset_says_so() {
    let silent = toml("2023").replace(r#", "asOf"]"#, "]");
    let text = Regulation::from(Entry::from_toml(&silent).unwrap());
    let report = report(&text, "2026-11-22", json!({}));
    assert_eq!(report["verdict"], "undetermined");
    assert_eq!(report["decidedBy"][0]["id"], "not-in-force");
    assert_eq!(
        report["decidedBy"][0]["fields"],
        json!([APPROVAL, FILED]),
        "the day of asking is no field"
    );
    let said = self::report(&self::text(&["2023"]), "2026-11-22", json!({}));
    assert_ne!(said["decidedBy"][0]["id"], "not-in-force");
}

#[test]
fn an_older_text_that_nobody_knows_leaves_the_matter_open() {
    let text = text(&["2015", "2020"]);
    let before = report(&text, "2026-11-22", json!({ CONTRACT: "2015-03-31" }));
    assert_eq!(before["ruleset"]["version"], "2015");
    assert_eq!(
        before["versionChosen"],
        json!({ "version": "2015", "why": "none_in_force", "decidedBy": CONTRACT })
    );
    assert_eq!(before["verdict"], "undetermined");
    assert_eq!(before["decidedBy"][0]["because"], json!(["version"]));
    assert_eq!(before["decidedBy"][0]["clause"], "附則第2項");
    let after = report(&text, "2026-11-22", json!({ CONTRACT: "2015-04-01" }));
    assert_eq!(after["versionChosen"]["why"], "in_force");
}

#[test]
fn a_text_that_has_ended_speaks_for_what_comes_after_it() {
    let text = text(&["2015", "2020"]);
    let answers = json!({ CONTRACT: "2023-04-01" });
    assert_eq!(
        chosen(&text, "2026-11-22", answers),
        "2020 none_in_force contract.concluded_on"
    );
}

#[test]
fn a_text_that_has_ended_is_neither_in_force_nor_silent() {
    // Its route says of what lies outside its period that it is not regulated; what comes after it is
    // for a later text to say.
    let ended = report(
        &text(&["2020"]),
        "2026-11-22",
        json!({ CONTRACT: "2023-04-01" }),
    );
    assert_eq!(ended["verdict"], "undetermined");
    assert_eq!(ended["decidedBy"][0]["because"], json!(["version"]));
    let said = ended["decidedBy"][0]["message"].as_str().unwrap();
    assert!(said.contains("2023-03-31"), "{said}");
    let last = report(
        &text(&["2020"]),
        "2026-11-22",
        json!({ CONTRACT: "2023-03-31" }),
    );
    assert_ne!(last["decidedBy"][0]["because"], json!(["version"]));
}

#[test]
fn one_version_is_always_taken() {
    let report = report(
        &text(&["2015"]),
        "2026-11-22",
        json!({ CONTRACT: "2021-01-01" }),
    );
    assert_eq!(
        report["versionChosen"],
        json!({ "version": "2015", "why": "only_version", "decidedBy": null })
    );
}

#[test]
fn the_order_of_loading_does_not_matter() {
    for versions in [
        ["2015", "2020", "2023"],
        ["2020", "2023", "2015"],
        ["2023", "2015", "2020"],
    ] {
        let text = text(&versions);
        assert_eq!(text.newest().ruleset.version, "2023");
        let all: Vec<&str> = text
            .versions()
            .map(|entry| entry.ruleset.version.as_str())
            .collect();
        assert_eq!(all, ["2023", "2020", "2015"]);
    }
}

/// Whatever is decided by the dates known so far stays so when the others become known.
#[test]
fn a_decided_choice_stays_decided() {
    let text = text(&["2015", "2020", "2023"]);
    let days = [
        None,
        Some("2015-03-31"),
        Some("2018-01-01"),
        Some("2020-04-01"),
        Some("2023-03-31"),
        Some("2023-04-01"),
    ];
    let value = |day: Option<&str>| day.map_or(Value::Null, Value::from);
    for as_of in days.iter().flatten() {
        for contract in days {
            for filed in days {
                let dates = json!({ CONTRACT: value(contract), FILED: value(filed) });
                let early = request(as_of, dates.clone());
                let early = text.choose(&early, nfkc).unwrap();
                if early.why == Why::NotDecided {
                    continue;
                }
                // Neither the request nor the day of asking comes after the approval.
                let bound = filed.max(Some(as_of)).unwrap();
                for approval in days.iter().flatten().filter(|day| **day >= bound) {
                    let mut dates = dates.clone();
                    dates[APPROVAL] = json!(approval);
                    let late = request(as_of, dates.clone());
                    let late = text.choose(&late, nfkc).unwrap();
                    let versions = [early, late].map(|choice| &choice.entry.ruleset.version);
                    assert_eq!(versions[0], versions[1], "{as_of} {dates}");
                }
            }
        }
    }
}

#[test]
fn a_field_of_another_version_is_listed_as_not_used() {
    let text = text(&["2015", "2020", "2023"]);
    let answers = json!({
        APPROVAL: "2023-03-31", "midorino.sealed": true, CONTRACT: "2018-06-01",
        "scope.work": "印刷", "subcontract.reason": " ",
    });
    let report = report(&text, "2023-01-15", answers);
    assert_eq!(report["ruleset"]["version"], "2015");
    assert_eq!(
        report["notUsed"],
        json!([
            APPROVAL,
            "midorino.sealed",
            "scope.work",
            "subcontract.reason"
        ])
    );
    let unknown = request("2023-01-15", json!({ "midorino.seald": true }));
    let error = text.check(unknown, nfkc).unwrap_err();
    assert_eq!(error.code(), "unknown_field");
}

#[test]
fn an_option_of_another_version_is_refused_by_the_one_that_governs() {
    let text = text(&["2015", "2023"]);
    let answers = |approval: &str| json!({ CONTRACT: "2018-06-01", APPROVAL: approval, "midorino.medium": "network" });
    let check = |approval: &str| text.check(request("2023-01-15", answers(approval)), nfkc);
    assert_eq!(check("2023-03-31").unwrap_err().code(), "unknown_choice");
    assert!(check("2023-04-01").is_ok());
}

#[test]
fn mistakes_are_said_before_a_version_is_chosen() {
    let text = text(&["2015", "2023"]);
    let code = |request: Request| text.check(request, nfkc).unwrap_err();
    let mut unknown = request("2023-01-15", json!({ CONTRACT: true }));
    unknown.procedure = "subcontracts".into();
    assert_eq!(code(unknown).nearest(), Some("subcontract"));
    let wrong = request("2023-01-15", json!({ CONTRACT: true }));
    assert_eq!(code(wrong).path(), "answers.contract.concluded_on");
}

#[test]
fn nobody_chooses_by_a_date_that_is_not_theirs() {
    // The version of 2023, which may govern, does not ask for the contract's date.
    let mut theirs = request("2023-01-15", json!({ CONTRACT: "2018-06-01" }));
    theirs.by = Some(Supplier::Applicant);
    let error = text(&["2015", "2023"]).check(theirs, nfkc).unwrap_err();
    assert_eq!(error.code(), "not_yours");
}

/// `path: message` of every clash between a version and the one of 2020.
fn clashes(other: &str) -> Vec<String> {
    let mut text = text(&["2020"]);
    let clashes = match text.add(Entry::from_toml(other).unwrap()) {
        Ok(()) => return Vec::new(),
        Err(clashes) => clashes,
    };
    let line = |Clash { problem, with }: Clash| {
        assert_eq!(with, "2020");
        format!("{}: {}", problem.path, problem.message)
    };
    clashes.into_iter().map(line).collect()
}

#[test]
fn what_cannot_stand_beside_another_version_is_refused() {
    let old = toml("2015");
    let until = |day: &str| old.replace("until = 2020-03-31", &format!("until = {day}"));
    assert!(clashes(&old).is_empty());
    let overlap = clashes(&until("2020-04-01"));
    assert_eq!(overlap.len(), 1);
    assert!(
        overlap[0].starts_with("ruleset.in_force: the period overlaps"),
        "{overlap:?}"
    );
    assert_eq!(clashes(&old.replace("until = 2020-03-31, ", "")).len(), 1);

    // By another date, both may be in force: the newer goes before the older.
    let other =
        |toml: &str| toml.replace(r#"["contract.concluded_on"]"#, r#"["request.filed_on"]"#);
    assert!(clashes(&other(&until("2020-04-01"))).is_empty());
    let same_day =
        other(&old).replace("from = 2015-04-01, until = 2020-03-31", "from = 2020-04-01");
    assert_eq!(clashes(&same_day).len(), 1, "which of them is the newer?");

    let undated = old
        .lines()
        .filter(|line| !line.starts_with("in_force"))
        .collect::<Vec<_>>()
        .join("\n")
        .replace(
            "not = { in_force = true }",
            "yes = \"information.my_number\"",
        );
    // Its name says that it is the older one; of this it does not.
    assert!(clashes(&undated).is_empty());
    let named =
        |name: &str| undated.replace("version = \"2015\"", &format!("version = \"{name}\""));
    assert_eq!(
        clashes(&named("first")),
        [
            "ruleset.in_force: is lacking here or in version `2020`, and their names do not say which \
             is newer: let them differ in a number at the end, as `undated` and `undated-2`"
        ]
    );

    let twice = clashes(&toml("2020"));
    assert_eq!(
        twice,
        ["ruleset.version: another ruleset is version `2020` too"]
    );

    let renamed = old.replace("id = \"subcontract\"", "id = \"copy\"");
    let renamed = clashes(&renamed);
    assert_eq!(renamed.len(), 2);
    assert!(
        renamed.iter().all(|line| line.starts_with("procedure: ")),
        "{renamed:?}"
    );

    let retyped = toml("2020")
        .replace(
            "2020-04-01, until = 2023-03-31",
            "2019-04-01, until = 2020-03-31",
        )
        .replace("version = \"2020\"", "version = \"2019\"")
        .replace("type = \"boolean\"", "type = \"text\"")
        .replace("yes = ", "stated = ");
    let retyped = clashes(&retyped);
    assert_eq!(retyped.len(), 1);
    assert!(
        retyped[0].contains(".type: `midorino.sealed` is a `text` field"),
        "{retyped:?}"
    );
}

#[test]
fn a_library_keeps_the_versions_of_a_text_together() {
    let mut library = Library::default();
    for version in ["2015", "2023", "2020"] {
        library.add(entry(version)).unwrap();
    }
    assert_eq!(library.find("midorino").unwrap().ruleset.version, "2023");
    // An alias that only one version has.
    assert_eq!(library.find("midori").unwrap().ruleset.version, "2023");
    assert_eq!(library.regulation("midori").unwrap().versions().count(), 3);
    let given = library
        .entries()
        .take(3)
        .map(|entry| entry.unwrap().ruleset.version.clone());
    assert_eq!(given.collect::<Vec<_>>(), ["2023", "2020", "2015"]);

    let other = toml("2015").replace("midorino", "akano");
    let conflict = library.add(Entry::from_toml(&other).unwrap());
    assert_eq!(conflict, Err(Conflict::Name("midori".to_owned())));
    assert!(matches!(
        library.add(entry("2015")),
        Err(Conflict::Versions(_))
    ));
}

/// Every mistake as `path: message`.
fn mistakes(decided_by: &str) -> Vec<String> {
    let toml = toml("2015").replace(r#"["contract.concluded_on"]"#, decided_by);
    match draft::build(&toml) {
        Ok(_) => Vec::new(),
        Err(Error::BadRuleset(problems)) => problems
            .iter()
            .map(|problem| format!("{}: {}", problem.path, problem.message))
            .collect(),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn the_list_of_deciding_dates_is_checked() {
    assert!(mistakes(r#"["contract.concluded_on", "request.filed_on", "asOf"]"#).is_empty());
    assert!(mistakes(r#"["asOf"]"#).is_empty());
    let order = "needs date fields, and `asOf` only at the end";
    for (decided_by, place, message) in [
        (r#"["asOf", "contract.concluded_on"]"#, "[0]", order),
        (r#"["contract.concluded_on", 2020-01-01]"#, "[1]", order),
        (r#"["contract.concluded_om"]"#, "[0]", "unknown field"),
        (
            r#"["subcontractor.name"]"#,
            "[0]",
            "`subcontractor.name` is a `text` field",
        ),
        ("[]", "", "needs 1 to 16 date fields"),
        (r#""asOf""#, "", "needs 1 to 16 date fields"),
        ("[7]", "[0]", "unknown field"),
    ] {
        let found = mistakes(decided_by);
        let expected = format!("ruleset.in_force.decided_by{place}: {message}");
        assert_eq!(found.len(), 1, "{decided_by}: {found:?}");
        assert!(found[0].starts_with(&expected), "{decided_by}: {found:?}");
    }
}

/// The command with these versions, and some `input`.
fn with_versions(args: &[&str], versions: &[&str], input: &str) -> Run {
    let file = |version| format!("tests/data/rulesets/versions/{version}.toml");
    let files: Vec<String> = versions.iter().map(file).collect();
    let files = files.iter().flat_map(|file| ["--ruleset-file", file]);
    let args: Vec<&str> = args.iter().copied().chain(files).collect();
    shodaku_reading(&args, input.as_bytes())
}

const ALL: [&str; 3] = ["2020", "2023", "2015"];

#[test]
fn the_command_line_says_which_version_and_why() {
    let request = json!({
        "ruleset": "midori", "procedure": "subcontract", "asOf": "2023-01-15",
        "answers": { CONTRACT: "2018-06-01", APPROVAL: "2023-03-31" },
    })
    .to_string();
    let printed = with_versions(&["check", "-"], &ALL, &request).out;
    assert!(printed.contains("midorino 2015"), "{printed}");
    assert!(
        printed.contains("日付により、この版の規程が適用されます。（契約の締結日）"),
        "{printed}"
    );
    let explain = ["explain", "midorino", "subcontract", "--lang", "en"];
    let newest = with_versions(&explain, &ALL, "").out;
    assert!(newest.contains("dedicated line"), "{newest}");
    let judged = with_versions(
        &[&explain[..], &["--request", "-"]].concat(),
        &ALL,
        &request,
    )
    .out;
    assert!(judged.contains("midorino 2015"), "{judged}");
    assert!(!judged.contains("dedicated line"), "{judged}");
    let fields = with_versions(&["fields", "midorino", "subcontract"], &ALL, "").out;
    assert!(fields.contains("midorino 2023"), "{fields}");
    let list = with_versions(&["rulesets"], &ALL, "").out;
    for version in ALL {
        assert!(list.contains(&format!("midorino {version}")), "{list}");
    }
    let compared = with_versions(&["compare", "-", "midorino"], &ALL, &request).out;
    assert!(compared.contains("midorino 2015"), "{compared}");
}

#[test]
fn the_command_line_names_both_files_of_a_clash() {
    let error = with_versions(&["rulesets"], &["2015", "2023", "2015"], "").err;
    assert_eq!(error.matches("versions/2015.toml").count(), 2, "{error}");
    assert!(error.contains("`ruleset.version`"), "{error}");
}

#[test]
fn versions_without_a_date_stand_in_the_order_of_their_numbers() {
    let undated = toml("2015")
        .lines()
        .filter(|line| !line.starts_with("in_force"))
        .collect::<Vec<_>>()
        .join("\n")
        .replace(
            "not = { in_force = true }",
            "yes = \"information.my_number\"",
        );
    let named = |name: &str| {
        let toml = undated.replace("version = \"2015\"", &format!("version = \"{name}\""));
        Entry::from_toml(&toml).unwrap_or_else(|error| panic!("{error:#?}"))
    };
    let mut text = Regulation::from(named("undated-2"));
    for name in ["undated-10", "undated"] {
        text.add(named(name)).unwrap();
    }
    let order: Vec<&str> = text
        .versions()
        .map(|entry| &*entry.ruleset.version)
        .collect();
    assert_eq!(order, ["undated-10", "undated-2", "undated"]);
    // No day of a request tells which of them governs, and that is said.
    for day in ["2000-01-01", "2099-12-31"] {
        assert_eq!(chosen(&text, day, json!({})), "undated-10 undated -");
    }
    let naming = |version: &str| {
        let mut request = request("2026-11-22", json!({}));
        request.version = Some(version.to_owned().into());
        let choice = text.choose(&request, nfkc);
        choice.map(|choice| format!("{} {}", choice.entry.ruleset.version, choice.why.name()))
    };
    assert_eq!(naming("undated"), Ok("undated named".to_owned()));
    assert_eq!(
        naming("undated-3").unwrap_err().to_string(),
        "`version` is none of `undated-10`, `undated-2`, `undated`"
    );
}

#[test]
fn a_dated_version_follows_one_without_a_date() {
    let undated = toml("2015")
        .lines()
        .filter(|line| !line.starts_with("in_force"))
        .collect::<Vec<_>>()
        .join("\n")
        .replace(
            "not = { in_force = true }",
            "yes = \"information.my_number\"",
        );
    let mut text = Regulation::from(Entry::from_toml(&undated).unwrap());
    text.add(entry("2020")).unwrap();
    let on = |day: &str| chosen(&text, "2026-11-22", json!({ CONTRACT: day }));
    assert_eq!(on("2021-04-01"), format!("2020 in_force {CONTRACT}"));
    assert_eq!(on("2019-04-01"), "2015 undated -");
}
