//! The kit in a page: thin, no logic of its own. Texts go in, JSON comes out.
//!
//! Nothing is kept between calls, so that a page may stop one that takes too long, and begin anew.

use std::sync::Arc;

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::engine::error::{Error, Problem};
use crate::engine::lang::Lang;
use crate::kit::built::Built;
use crate::kit::cases::Cases;
use crate::kit::checked::{Checked, Found, problems_of};
use crate::kit::tested::Tested;
use crate::kit::{diff, source};
use crate::library::draft::Draft;
use crate::reports::report::Identity;

/// Half the size of the standard allocator.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Runs once per instance.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What machines read of a ruleset: `{identity, json, translation, questions}`, or `{problems}`.
/// There is a translation where every text has one.
#[wasm_bindgen]
pub fn build(toml: &str, english: bool) -> String {
    let built = Draft::from_toml(toml).and_then(Built::of);
    let built = built.map(|built| {
        json!({
            "identity": Identity::of(&built.entry.ruleset),
            "json": built.json(),
            "translation": built.translation(Lang::En.name()),
            "questions": built.questions,
        })
    });
    answer(built, lang(english))
}

/// Every mistake and every doubt: what [`Checked::findings`] lists.
#[wasm_bindgen]
pub fn check(toml: &str, english: bool) -> String {
    json!(Checked::of(Draft::from_toml(toml), lang(english)).findings()).to_string()
}

/// What becomes of the cases: a [`Tested`], or the `{problems}` of their file.
#[wasm_bindgen]
pub fn test(toml: &str, cases: &str, english: bool) -> String {
    let lang = lang(english);
    let tested = Draft::from_toml(toml).and_then(|draft| {
        let read = Cases::from_toml(cases)?;
        let tested = Tested::of(&Arc::clone(&draft.ruleset), &read, cases, lang);
        Ok(json!(tested))
    });
    answer(tested, lang)
}

/// What changed from `old` to `new`: `{changes}`, or the `{problems}` of one of them.
#[wasm_bindgen]
pub fn differences(old: &str, new: &str, english: bool) -> String {
    let changes = Draft::from_toml(old).and_then(|old| {
        let new = Draft::from_toml(new)?;
        let changes = diff::diff(&old.document, &new.document);
        Ok(json!({ "changes": changes }))
    });
    answer(changes, lang(english))
}

/// The clauses of a text as it is published, with what of the ruleset cites each; with nothing while
/// the ruleset has mistakes.
#[wasm_bindgen]
pub fn passages(toml: &str, text: &str) -> String {
    let draft = Draft::from_toml(toml).ok();
    let document = draft.as_ref().map(|draft| &draft.document);
    json!(source::passages(text, document)).to_string()
}

fn lang(english: bool) -> Lang {
    if english { Lang::En } else { Lang::Ja }
}

fn answer(result: Result<Value, Error>, lang: Lang) -> String {
    let value = result.unwrap_or_else(|error| {
        let problems: Vec<Problem> = problems_of(error, lang);
        let found = problems.iter().map(|problem| Found::of(None, problem));
        json!({ "problems": found.collect::<Vec<_>>() })
    });
    value.to_string()
}
