//! The kit in a page: thin, no logic of its own. Texts go in, JSON comes out.
//!
//! Where a ruleset is based on another, that is the earlier version one has opened.
//!
//! Nothing is kept between calls, so that a page may stop one that takes too long, and begin anew.

use std::sync::Arc;

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::engine::error::{Error, Problem};
use crate::engine::lang::Lang;
use crate::engine::request::Request;
use crate::kit::built::Built;
use crate::kit::cases::Cases;
use crate::kit::checked::{Checked, Found, problems_of};
use crate::kit::clause::in_order;
use crate::kit::drift::Drift;
use crate::kit::lacking::Lacking;
use crate::kit::messages::said;
use crate::kit::moved::{Moved, Tally};
use crate::kit::tested::{Tested, named};
use crate::kit::{diff, source};
use crate::library::Entry;
use crate::library::draft::Draft;
use crate::reports::locale::Locale;
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
pub fn build(toml: &str, older: &str, english: bool) -> String {
    let built = draft(toml, older).and_then(Built::of);
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
pub fn check(toml: &str, older: &str, english: bool) -> String {
    json!(Checked::of(draft(toml, older), lang(english)).findings()).to_string()
}

/// What becomes of the cases: a [`Tested`], or the `{problems}` of their file.
#[wasm_bindgen]
pub fn test(toml: &str, older: &str, cases: &str, english: bool) -> String {
    let lang = lang(english);
    let tested = draft(toml, older).and_then(|draft| {
        let read = alone(cases)?;
        let tested = Tested::of(&Arc::clone(&draft.ruleset), &read, cases, lang);
        Ok(json!(tested))
    });
    answer(tested, lang)
}

/// The cases that `cases` lack: a [`Lacking`], or the `{problems}` of a file.
#[wasm_bindgen]
pub fn lacking(toml: &str, older: &str, cases: &str, english: bool) -> String {
    let lang = lang(english);
    let lacking = draft(toml, older).and_then(|draft| {
        let read = alone(cases)?;
        Ok(json!(Lacking::of(&draft, &read, lang)))
    });
    answer(lacking, lang)
}

/// `clauses`, a JSON list of citations, in the order of the text as far as that can be said.
#[wasm_bindgen]
pub fn ordered(clauses: &str) -> String {
    let clauses: Vec<String> = serde_json::from_str(clauses).unwrap_or_default();
    json!(in_order(clauses.iter().map(String::as_str).collect())).to_string()
}

/// The citations of the ruleset that meet no clause of `text`, each with what cites it; none while the
/// ruleset has mistakes, or where no clause is found in the text.
#[wasm_bindgen]
pub fn strays(toml: &str, older: &str, text: &str) -> String {
    let draft = draft(toml, older).ok();
    let strays = draft.map(|draft| source::strays(text, &draft.document));
    json!(strays.unwrap_or_default()).to_string()
}

/// What of `text` is another than the ruleset was written from: a [`Drift`]; nothing where the ruleset
/// has mistakes, or does not say what it was written from.
#[wasm_bindgen]
pub fn drift(toml: &str, older: &str, text: &str) -> String {
    let draft = draft(toml, older)
        .ok()
        .filter(|draft| draft.source.is_some());
    let drift = draft.map(|draft| Drift::of(&draft.document, draft.source.as_ref(), text));
    json!(drift).to_string()
}

/// What changed from `older` to `toml`: `{changes}`, or the `{problems}` of one of them.
#[wasm_bindgen]
pub fn differences(toml: &str, older: &str, english: bool) -> String {
    let changes = Draft::from_toml(older).and_then(|old| {
        let new = draft(toml, older)?;
        let changes = diff::diff(&old.document, &new.document);
        Ok(json!({ "changes": changes }))
    });
    answer(changes, lang(english))
}

/// For which requests of `archive`, JSON Lines, the verdict changes from `older` to `toml`, and for which
/// cases in `cases` too. Either may be empty. The ruleset's own words are said; those of a report the
/// page has.
#[wasm_bindgen]
pub fn moved(toml: &str, older: &str, cases: &str, archive: &str, english: bool) -> String {
    let lang = lang(english);
    let moved = Entry::from_toml(older).and_then(|old| {
        let new = Entry::of(&draft(toml, older)?)?;
        let (cases, locale) = (alone(cases)?, Locale::wordless(lang));
        let mut what = What::default();
        let mut tally = Tally::default();
        for (line, case) in (1..).zip(&cases.case) {
            let request = cases.request(case).map(|mut request| {
                request.particulars.reference = Some(named(case, lang).into());
                request
            });
            what.take(line, request, &mut tally, [&old, &new], &locale);
        }
        let lines = archive.lines().zip(1..);
        for (text, line) in lines.filter(|(text, _)| !text.trim().is_empty()) {
            let request = Request::from_json(text);
            what.take(line, request, &mut tally, [&old, &new], &locale);
        }
        Ok(json!({
            "judged": tally.judged,
            "others": tally.others,
            "changed": tally.changed,
            "moves": tally.moves(),
            "moved": what.moved,
            "unusable": what.unusable,
            "first": what.first,
        }))
    });
    answer(moved, lang)
}

/// How many requests are listed; all are counted.
const MAX_LISTED: usize = 500;

/// What is listed of an archive.
#[derive(Default)]
struct What {
    moved: Vec<Moved>,
    /// How many cannot be used, and the first of them: its line, and why.
    unusable: u64,
    first: Option<(u64, String)>,
}

impl What {
    fn take(
        &mut self,
        line: u64,
        request: Result<Request<'_>, Error>,
        tally: &mut Tally,
        versions: [&Entry; 2],
        locale: &Locale,
    ) {
        let moved = request.and_then(|request| tally.judge(line, &request, versions, locale));
        match moved {
            Ok(moved) => {
                let rest = MAX_LISTED.saturating_sub(self.moved.len());
                self.moved.extend(moved.into_iter().take(rest));
            }
            Err(error) => {
                self.unusable += 1;
                self.first
                    .get_or_insert_with(|| (line, said(&error.to_string(), locale.lang)));
            }
        }
    }
}

/// The ruleset that `toml` says, whole or over `older`.
fn draft<'t>(toml: &'t str, older: &str) -> Result<Draft<'t>, Error> {
    Draft::over(toml, &|_| vec![older.to_owned()])
}

/// Cases that are based on no other file's: a page opens none.
fn alone(toml: &str) -> Result<Cases, Error> {
    let cases = Cases::from_toml(toml)?;
    match cases.based_on {
        None => Ok(cases),
        Some(_) => Err(Error::BadRuleset(vec![Problem {
            path: "based_on".to_owned(),
            message: "names the cases of another file, which only the command opens".to_owned(),
            position: None,
        }])),
    }
}

/// The clauses of a text as it is published, with what of the ruleset cites each; with nothing while
/// the ruleset has mistakes.
#[wasm_bindgen]
pub fn passages(toml: &str, older: &str, text: &str) -> String {
    let draft = draft(toml, older).ok();
    let document = draft.as_ref().map(|draft| &draft.document);
    json!(source::rows(text, document)).to_string()
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
