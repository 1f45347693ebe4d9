//! The cases beside each shipped ruleset.

use std::fs;
use std::sync::Arc;

use shodaku::ruleset::cases::{Cases, run};
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

#[test]
fn hirono() {
    every_case_holds("hirono", 90);
}
