//! The cases beside each shipped ruleset.
#![allow(clippy::unwrap_used, clippy::panic)] // A test fails by panicking.

use std::fs;
use std::sync::Arc;

use shodaku::ruleset::cases::{Cases, run};
use shodaku::ruleset::coverage::Coverage;
use shodaku::ruleset::{Ruleset, author};

fn load(id: &str) -> (Arc<Ruleset>, Cases) {
    let read = |name: &str| fs::read_to_string(format!("src/rulesets/{name}")).unwrap();
    let json =
        author::build(&read(&format!("{id}.toml"))).unwrap_or_else(|error| panic!("{error:#?}"));
    let cases = Cases::from_toml(&read(&format!("{id}.cases.toml")))
        .unwrap_or_else(|error| panic!("{error:#?}"));
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

/// In every procedure the cases show every truth a limb can have, every route deciding, and
/// every result.
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
