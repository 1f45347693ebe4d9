//! The cases beside each shipped ruleset.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use serde_json::{Value, json};
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::truth::Cause;
use shodaku::engine::verdict::Verdict;
use shodaku::kit::cases::{Cases, run};
use shodaku::kit::coverage::Coverage;
use shodaku::library::draft;

pub const SHIPPED: [&str; 8] = [
    "hirono",
    "hirono-checklists",
    "sendai",
    "sendai-checklists",
    "shinagawa",
    "shinagawa-checklists",
    "okayama",
    "okayama-checklists",
];

fn built(id: &str) -> (String, Cases) {
    let read = |name: &str| fs::read_to_string(format!("src/rulesets/{name}")).unwrap();
    let json =
        draft::build(&read(&format!("{id}.toml"))).unwrap_or_else(|error| panic!("{error:#?}"));
    let cases = Cases::from_toml(&read(&format!("{id}.cases.toml")))
        .unwrap_or_else(|error| panic!("{error:#?}"));
    (json, cases)
}

pub fn load(id: &str) -> (Arc<Ruleset>, Cases) {
    let (json, cases) = built(id);
    (Arc::new(Ruleset::from_json(&json).unwrap()), cases)
}

fn every_case_holds(id: &str, at_least: usize) {
    let (ruleset, cases) = load(id);
    let results = run(&ruleset, &cases);
    assert!(results.len() >= at_least, "only {} cases", results.len());
    let wrong: Vec<String> = results
        .iter()
        .filter(|(_, differences)| !differences.is_empty())
        .map(|(name, differences)| format!("{name}\n    {}", differences.join("\n    ")))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases differ:\n{}",
        wrong.len(),
        results.len(),
        wrong.join("\n")
    );
}

/// In every procedure the cases show every truth a limb can have, every route deciding, every
/// result, and every duty arising and not.
fn every_limb_and_route_is_shown(id: &str) {
    let (ruleset, cases) = load(id);
    let coverage = Coverage::of(&ruleset, &cases);
    let gaps: Vec<String> = coverage.gaps().map(ToString::to_string).collect();
    assert!(
        gaps.is_empty(),
        "no case shows\n    {}",
        gaps.join("\n    ")
    );
}

#[test]
fn hirono() {
    every_case_holds("hirono", 400);
    every_limb_and_route_is_shown("hirono");
}

#[test]
fn hirono_checklists() {
    every_case_holds("hirono-checklists", 60);
    every_limb_and_route_is_shown("hirono-checklists");
}

#[test]
fn shinagawa() {
    every_case_holds("shinagawa", 35);
    every_limb_and_route_is_shown("shinagawa");
}

#[test]
fn okayama() {
    every_case_holds("okayama", 25);
    every_limb_and_route_is_shown("okayama");
}

#[test]
fn sendai() {
    every_case_holds("sendai", 200);
    every_limb_and_route_is_shown("sendai");
}

#[test]
fn shinagawa_checklists() {
    every_case_holds("shinagawa-checklists", 60);
    every_limb_and_route_is_shown("shinagawa-checklists");
}

#[test]
fn okayama_checklists() {
    every_case_holds("okayama-checklists", 40);
    every_limb_and_route_is_shown("okayama-checklists");
}

#[test]
fn sendai_checklists() {
    every_case_holds("sendai-checklists", 100);
    every_limb_and_route_is_shown("sendai-checklists");
}

/// A case that states duties states all of them, each as it stands.
#[test]
fn duties_stated_wrongly_are_told_apart() {
    let base = r#"
[[base]]
name = "base"
procedure = "subcontract"
stage = "draft"
asOf = 2026-11-22

[base.answers]
"information.kind" = "pseudonymised"
"contract.consent_clauses" = ["subcontract"]
"subcontract.supervision_in_draft" = false

[[case]]
name = "case"
base = "base"
expect = { verdict = "undetermined""#;
    let (ruleset, _) = load("hirono");
    let difference = |duties: &str| {
        let cases = Cases::from_toml(&format!("{base}{duties} }}")).unwrap();
        let differences = run(&ruleset, &cases).remove(0).1;
        differences
            .into_iter()
            .find(|line| line.starts_with("duties: "))
    };
    let as_it_is = r#"["general", "consent-13: finding", "carriage", "s13-3", "s13-4: not_met", "s13-5", "s16", "notice-8", "s18", "s19"]"#;
    assert_eq!(difference(""), None);
    assert_eq!(difference(&format!(", duties = {as_it_is}")), None);
    for (stated, wrongly) in [
        (r#", "s19""#, ""),
        (r#""s13-4: not_met""#, r#""s13-4""#),
        (r#""consent-13: finding""#, r#""consent-13""#),
        (r#""s13-5", "s16""#, r#""s16", "s13-5""#),
    ] {
        let wrongly = as_it_is.replace(stated, wrongly);
        assert_eq!(
            difference(&format!(", duties = {wrongly}")),
            Some(format!("duties: expected {wrongly}, got {as_it_is}"))
        );
    }
    assert_eq!(
        difference(", duties = []"),
        Some(format!("duties: expected [], got {as_it_is}"))
    );
}

/// `predicate` reversed, each of its parts reversed, and each left out.
fn changed(predicate: &Value) -> Vec<Value> {
    let mut all = vec![json!({ "not": predicate })];
    let (key, operand) = predicate.as_object().unwrap().iter().next().unwrap();
    if key == "not" {
        let inner = changed(operand).into_iter();
        all.extend(inner.map(|inner| json!({ "not": inner })));
    }
    let members = operand.as_array().filter(|_| key == "all" || key == "any");
    for (at, member) in members.into_iter().flatten().enumerate() {
        for part in changed(member) {
            let mut whole = predicate.clone();
            whole[key][at] = part;
            all.push(whole);
        }
        let mut without = predicate.clone();
        without[key].as_array_mut().unwrap().remove(at);
        all.push(without);
    }
    all
}

/// Whatever is changed of when a duty arises or is kept, a case tells.
#[test]
fn no_duty_is_changed_unnoticed() {
    let mut tried = 0;
    for id in SHIPPED {
        let (json, mut cases) = built(id);
        cases.case.retain(|case| case.expect.duties.is_some());
        let told = |document: &Value| {
            let ruleset = Ruleset::from_json(&document.to_string()).unwrap();
            let outcomes = run(&Arc::new(ruleset), &cases);
            let mut differences = outcomes.iter().flat_map(|(_, differences)| differences);
            differences.any(|line| line.starts_with("duties: "))
        };
        let document: Value = serde_json::from_str(&json).unwrap();
        // What several duties have in common is changed in all of them.
        let mut common: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
        for (at, duty) in document["duty"].as_array().unwrap().iter().enumerate() {
            for key in ["when", "holds"] {
                if let Some(predicate) = duty.get(key) {
                    let duties = common.entry((key, predicate.to_string()));
                    duties.or_default().push(at);
                }
            }
        }
        for ((key, predicate), duties) in common {
            for changed in changed(&serde_json::from_str(&predicate).unwrap()) {
                let mut document = document.clone();
                for duty in &duties {
                    document["duty"][duty][key] = changed.clone();
                }
                let names: Vec<&Value> = duties
                    .iter()
                    .map(|at| &document["duty"][at]["id"])
                    .collect();
                assert!(told(&document), "{id}: duties {names:?}: {key} = {changed}");
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "only {tried}");
}

/// A case says which route decides, not why that route leaves a request undetermined.
#[test]
fn every_route_that_leaves_it_undetermined_says_why() {
    use Cause::{Missing, Reading, Version};
    let expected = [
        ("hirono", "dead", Reading),
        ("hirono", "instructed-my-number", Reading),
        ("hirono", "no-place-reported", Reading),
        ("hirono", "within-purpose", Reading),
        ("hirono-checklists", "dead", Reading),
        ("sendai", "assembly", Reading),
        ("sendai", "earlier-text", Version),
        ("sendai", "further-silent", Reading),
        ("sendai", "hard", Reading),
        ("sendai", "takeout-carriage", Missing),
        ("sendai-checklists", "assembly", Reading),
        ("sendai-checklists", "earlier-text", Version),
        ("shinagawa", "carriage-as-work", Reading),
        ("shinagawa", "processed", Reading),
        ("shinagawa-checklists", "processed", Reading),
    ];
    let mut found = BTreeMap::new();
    for id in SHIPPED {
        let (ruleset, _) = load(id);
        let procedures = ruleset.procedures.iter();
        for route in procedures.flat_map(|procedure| &procedure.routes) {
            if route.verdict == Verdict::Undetermined {
                found.insert((id, route.id.to_string()), route.because);
            }
        }
    }
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(id, route, cause)| ((id, route.to_owned()), Some(cause)))
        .collect();
    assert_eq!(found, expected);
}
