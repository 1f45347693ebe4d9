//! The hashes of receipts, over every case of the shipped rulesets.
//!
//! `tests/data/receipts.tsv` has them, a line a case; the package's tests hold the browser's core
//! against the same file (`tests/package/receipt.test.mjs`). A change there means that receipts
//! given before no longer match.

use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use shodaku::engine::normalize::nfkc;
use shodaku::engine::receipt::Hashes;
use shodaku::engine::request::Request;
use shodaku::engine::session::Session;
use shodaku::library::Entry;

use super::cases::{SHIPPED, load};

const FILE: &str = "tests/data/receipts.tsv";
/// The hashes of the shipped rulesets, which every receipt names, a line a ruleset.
const RULESETS: &str = "tests/data/rulesets.tsv";

#[test]
fn every_case_has_the_receipt_it_had() {
    let mut receipts = String::from("ruleset\tanswers\tjudgement\tcase\n");
    for id in SHIPPED {
        let (ruleset, cases) = load(id);
        for case in &cases.case {
            let request = cases.request(case).unwrap();
            let session = Session::check(Arc::clone(&ruleset), request, nfkc).unwrap();
            let Hashes { answers, report } = Hashes::of(session.judging(), session.contents(), "");
            // Enough to tell them apart, and to read.
            let (answers, report) = (&answers[..12], &report[..12]);
            writeln!(receipts, "{id}\t{answers}\t{report}\t{}", case.name).unwrap();
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(FILE, &receipts).unwrap();
    }
    let known = fs::read_to_string(FILE).unwrap();
    for (now, known) in receipts.lines().zip(known.lines()) {
        assert_eq!(now, known);
    }
    assert_eq!(receipts.lines().count(), known.lines().count());
}

/// However a text is written in its file: what is built of it is what receipts were given under.
#[test]
fn every_shipped_ruleset_is_what_it_was() {
    let line = |id: &str| {
        let toml = fs::read_to_string(format!("src/rulesets/{id}.toml")).unwrap();
        let entry = Entry::from_toml(&toml).unwrap();
        format!("{id}\t{}\n", entry.ruleset.sha256)
    };
    let rulesets: String = SHIPPED.map(line).concat();
    if std::env::var_os("BLESS").is_some() {
        fs::write(RULESETS, &rulesets).unwrap();
    }
    assert_eq!(rulesets, fs::read_to_string(RULESETS).unwrap());
}

#[test]
fn a_number_that_cannot_be_used_is_what_it_is_typed_as() {
    let (ruleset, _) = load("hirono");
    let hash = |count: &str| {
        let json = format!(
            r#"{{"procedure":"subcontract","asOf":"2026-11-22","answers":{{"scope.record_count":{count}}}}}"#
        );
        let request = Request::from_json(&json).unwrap();
        let session = Session::check(Arc::clone(&ruleset), request, nfkc).unwrap();
        Hashes::of(session.judging(), session.contents(), "").answers
    };
    // The package writes them so too: `tests/package/hostile-values.test.mjs` has the same.
    let typed = ["1.5e0", "-1e0", "5e-324", "1e300"];
    for (number, typed) in ["1.5", "-1", "5e-324", "1e300"].into_iter().zip(typed) {
        assert_eq!(hash(number), hash(&format!("\"{typed}\"")), "{typed}");
    }
    assert_ne!(hash("1.5"), hash("\"#4609434218613702656\""));
}

#[test]
fn a_salt_goes_into_both_hashes() {
    let (ruleset, _) = load("hirono");
    let json = r#"{"procedure":"subcontract","asOf":"2026-11-22","answers":{"scope.work":"封入","scope.record_count":10}}"#;
    let request = Request::from_json(json).unwrap();
    let session = Session::check(ruleset, request, nfkc).unwrap();
    let hashes = |salt: &str| Hashes::of(session.judging(), session.contents(), salt);
    let salted = hashes("塩");
    // The package makes the same: `tests/package/receipt.test.mjs`.
    let short = [&salted.answers[..12], &salted.report[..12]];
    assert_eq!(short, ["657097b4d491", "0d094813ecd0"]);
    for other in [hashes(""), hashes("塩 ")] {
        assert_ne!(salted.answers, other.answers);
        assert_ne!(salted.report, other.report);
    }
}
