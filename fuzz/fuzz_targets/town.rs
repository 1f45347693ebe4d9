//! A ruleset in TOML, as its author writes it, over another too: refused, or made into JSON that loads
//! as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shodaku::engine::ruleset::Ruleset;
use shodaku::library::Entry;
use shodaku::library::draft::Draft;

/// What the seeds that are overlays are based on.
const BASE: &str = include_str!("../../tests/data/rulesets/broken/overlay-base.toml");

fuzz_target!(|toml: &str| {
    let Ok(draft) = Draft::over(toml, &|_| vec![BASE.to_owned()]) else {
        return;
    };
    let built = draft.document.to_string();
    Entry::of(&draft).expect("its texts are read");
    let loaded = Ruleset::from_json(&built).expect("what is built loads");
    assert_eq!(loaded.sha256, draft.ruleset.sha256);
});
