//! What people type: read as one thing, or refused; and its normal form is its own.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shodaku::engine::answer::{Answer, Input};
use shodaku::engine::contents::Contents;
use shodaku::engine::date::{Date, FiscalYear};
use shodaku::engine::field::Field;
use shodaku::engine::normalize::{nfkc, normalize, plain};
use shodaku_fuzz::TOWN;

/// A field of each type: what is typed is read alike into all of a type.
static FIELDS: LazyLock<Vec<&Field>> = LazyLock::new(|| {
    let mut one: Vec<&Field> = Vec::new();
    for field in &TOWN.ruleset.fields {
        if !one.iter().any(|known| known.kind == field.kind) {
            one.push(field);
        }
    }
    one
});

fuzz_target!(|text: &str| {
    let normal = normalize(text, nfkc);
    assert_eq!(normal, normalize(&normal, nfkc), "normal twice is normal");
    plain(text);
    if let Some(day) = Date::read(text) {
        let iso = day.to_iso();
        assert_eq!(Date::from_iso(&iso), Some(day), "{iso}");
        assert_eq!(Date::read(&iso), Some(day), "{iso}");
        assert_eq!(Date::from_number(day.number()), Some(day), "{iso}");
        assert_eq!(day.next().previous(), day, "{iso}");
    }
    if let Some(year) = FiscalYear::read(text) {
        assert_eq!(FiscalYear::of(u32::from(year.0)), Some(year));
    }
    let entries: Vec<_> = text.split('\n').map(Into::into).collect();
    for field in FIELDS.iter() {
        for input in [Input::Text(text.into()), Input::List(entries.clone())] {
            let mut contents = Contents::new(nfkc, 1);
            let Ok(answer) = Answer::read(field, &input, &mut contents) else {
                continue;
            };
            let word = answer.word();
            assert!(word >= -2.0 && word.fract() == 0.0, "{word} is no word");
        }
    }
});
