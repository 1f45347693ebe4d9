//! A ruleset in TOML, as its author writes it: refused, or made into JSON that loads as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shodaku::engine::ruleset::Ruleset;
use shodaku::library::Entry;
use shodaku::library::draft::Draft;

fuzz_target!(|toml: &str| {
    let Ok(draft) = Draft::from_toml(toml) else {
        return;
    };
    let built = draft.document.to_string();
    Entry::of(&draft).expect("its texts are read");
    let loaded = Ruleset::from_json(&built).expect("what is built loads");
    assert_eq!(loaded.sha256, draft.ruleset.sha256);
});
