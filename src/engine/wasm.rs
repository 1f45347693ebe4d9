//! The WebAssembly boundary: thin, no logic of its own.
//!
//! Requests cross as numbers ([`crate::engine::word`]), judgements as 16-bit words
//! ([`crate::engine::judgement::Judgement::encoded`]), both through memory that either side sees and
//! that is used again and again ([`LoadedRuleset::room`]); errors as plain objects `{code, path, message, nearest?,
//! errors?}`. Texts cross only to be read, or for a receipt, and never back.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::prelude::*;

use crate::engine::answer::{Answer, Input, not_theirs};
use crate::engine::contents::Contents;
use crate::engine::date::Date;
use crate::engine::document::Document;
use crate::engine::error::Error;
use crate::engine::field::FieldIndex;
use crate::engine::judging::{Effect, Judging};
use crate::engine::normalize::normalize;
use crate::engine::outline::outline;
use crate::engine::receipt::{ENGINE, Hashes};
use crate::engine::ruleset::Ruleset;
use crate::engine::stage::Stage;
use crate::engine::to_pass::ToPass;
use crate::engine::unknown::clip;

/// Half the size of the standard allocator.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Runs once per instance; its presence lets a trapped instance be replaced by a fresh one.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What is handed over of a ruleset and its sessions.
#[derive(Default)]
struct Shared {
    /// The numbers that were handed in last.
    numbers: Cell<Vec<f64>>,
    /// The words that were handed out last, after their count as two words, the lower first.
    words: Cell<Vec<u16>>,
}

impl Shared {
    /// What `read` makes of the numbers.
    fn read<T>(&self, read: &mut dyn FnMut(&[f64]) -> Option<T>) -> Option<T> {
        let numbers = self.numbers.take();
        let answer = read(&numbers);
        self.numbers.set(numbers);
        answer
    }

    /// Hands a judgement out: its address.
    fn hand_out(&self, judging: &Judging) -> usize {
        let mut words = self.words.take();
        words.clear();
        words.push(0);
        words.push(0);
        let mut words = judging.judgement().encoded_after(words);
        let count = words.len() - 2;
        if let [low, high, ..] = words.as_mut_slice() {
            *low = count as u16;
            *high = (count >> 16) as u16;
        }
        let address = words.as_ptr() as usize;
        self.words.set(words);
        address
    }
}

/// The memory, in which lies what is handed over.
#[wasm_bindgen(js_name = coreMemory)]
pub fn core_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Name and version of the engine, as receipts state it.
#[wasm_bindgen(js_name = engineVersion)]
pub fn engine_version() -> String {
    ENGINE.into()
}

/// A loaded ruleset.
#[wasm_bindgen]
pub struct LoadedRuleset {
    ruleset: Arc<Ruleset>,
    shared: Rc<Shared>,
}

#[wasm_bindgen]
impl LoadedRuleset {
    /// Loads and validates a ruleset from its JSON, as `JSON.stringify` writes it.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<LoadedRuleset, JsValue> {
        let document = Document::read(json).map_err(Error::from);
        let ruleset = document.and_then(|document| Ruleset::from_document(&document));
        match ruleset {
            Ok(ruleset) => Ok(LoadedRuleset {
                ruleset: Arc::new(ruleset),
                shared: Rc::default(),
            }),
            Err(error) => Err(thrown(error)),
        }
    }

    /// SHA-256 of the canonical JSON.
    #[wasm_bindgen(getter)]
    pub fn sha256(&self) -> String {
        self.ruleset.sha256.clone()
    }

    /// Reads an answer of the field at that position: its number, and of a list its length
    /// ([`crate::engine::word`]). `kind` says what it is: a list of so many entries, with NUL
    /// between them in `text`; or -1 the `text`, -2 the `number`, -3 what no field takes so, -4
    /// what is not theirs to give.
    pub fn read(&self, field: u16, kind: i32, text: &str, number: f64) -> Result<f64, JsValue> {
        let Some(field) = self.ruleset.field(FieldIndex(field)) else {
            return Ok(Answer::Blank.word());
        };
        let input = match kind {
            -1 => Input::Text(text.into()),
            -2 => Input::Number(number),
            -3 => Input::Other,
            -4 => return Err(thrown(not_theirs(field))),
            entries => {
                let mut list = parts(text);
                if usize::try_from(entries) != Ok(list.len()) {
                    // An entry has a NUL in it, which is refused.
                    list = vec!["\0".into()];
                }
                Input::List(list)
            }
        };
        let answer = Answer::read(field, &input, &mut Contents::new(nfkc, 0));
        answer.map(|answer| answer.word()).map_err(thrown)
    }

    /// Room for so many numbers, which the next call takes: its address. Until they are written
    /// there, each is NaN, the number of no answer: nothing of a request before can be read for one
    /// of this.
    pub fn room(&self, count: usize) -> usize {
        let mut numbers = self.shared.numbers.take();
        numbers.clear();
        numbers.resize(count, f64::NAN);
        let address = numbers.as_ptr() as usize;
        self.shared.numbers.set(numbers);
        address
    }

    /// Judges the whole request of which the numbers are in the room: the address of its words, or 0 where the numbers can be none of a request.
    pub fn judge(&self, procedure: u16, filed: bool, as_of: u32) -> usize {
        let judging = self.judging(procedure, filed, as_of);
        judging.map_or(0, |judging| self.shared.hand_out(&judging))
    }

    /// Opens a session on such a request.
    pub fn open(&self, procedure: u16, filed: bool, as_of: u32) -> Result<OpenSession, JsValue> {
        let judging = self.judging(procedure, filed, as_of);
        judging
            .map(|judging| OpenSession {
                judging,
                shared: Rc::clone(&self.shared),
            })
            .ok_or(JsValue::NULL)
    }

    /// The outline of the procedure at that position, as a plain list that JavaScript keeps.
    pub fn outline(&self, procedure: u16) -> JsValue {
        let procedure = self.ruleset.procedures.get(usize::from(procedure));
        let outline = procedure.map(|procedure| outline(procedure, &self.ruleset));
        serde_wasm_bindgen::to_value(&outline).unwrap_or(JsValue::NULL)
    }
}

impl LoadedRuleset {
    /// The request of the numbers judged; `None` where they can be none of a request.
    fn judging(&self, procedure: u16, filed: bool, as_of: u32) -> Option<Judging> {
        let ruleset = &self.ruleset;
        let procedure = ruleset.procedures.get(usize::from(procedure))?;
        let stage = if filed { Stage::Filed } else { Stage::Draft };
        let as_of = Date::from_number(as_of)?;
        let answers = self
            .shared
            .read(&mut |numbers| Answer::from_words(&ruleset.fields, numbers))?;
        let (ruleset, procedure) = (Arc::clone(ruleset), Arc::clone(procedure));
        Some(Judging::new(ruleset, procedure, stage, as_of, answers))
    }
}

/// An open session.
#[wasm_bindgen]
pub struct OpenSession {
    judging: Judging,
    shared: Rc<Shared>,
}

#[wasm_bindgen]
impl OpenSession {
    /// Sets the answer of the field at that position to the one whose number, and where that is a
    /// list its entries, are in the room of its ruleset. The address of the words of the judgement where any
    /// may have changed, else 0; 1, which is no address, for what stands for no answer.
    pub fn set(&mut self, field: u16) -> usize {
        let at = FieldIndex(field);
        let field = self.judging.ruleset().field(at);
        let answer = self.shared.read(&mut |numbers| {
            let (word, rest) = numbers.split_first()?;
            Answer::from_word(field?, *word, &mut rest.iter())
        });
        match answer.map(|answer| self.judging.set(at, answer)) {
            None => 1,
            Some(Effect::None) => 0,
            Some(Effect::Moved) => self.judge(),
        }
    }

    /// How the request stands to the period in which the ruleset is in force, as a word.
    pub fn standing(&self) -> u16 {
        self.judging.standing().encoded()
    }

    /// The address of the words of the judgement as it stands.
    pub fn judge(&self) -> usize {
        self.shared.hand_out(&self.judging)
    }

    // It returns a `Result` because a function that returned nothing but a reference would stop the
    // whole of Node 20 when V8 gives up optimised code of its caller during the call (V8 11.3,
    // inlined calls into WebAssembly; calls with several results are not inlined).

    /// The smallest changes after which nothing fails; `said` as for [`OpenSession::hashes`].
    #[wasm_bindgen(js_name = toPass)]
    pub fn to_pass(&self, said: &str) -> Result<JsValue, JsValue> {
        let contents = self.contents(said);
        Ok(plain(&ToPass::of(&self.judging, &contents).to_value()))
    }

    /// The hash of the answers and that of the judgement, with a space between; `salt` as for
    /// [`Hashes::of`]. `said` has what was
    /// typed for each field that has a text or cannot be read, in order, and then every entry of
    /// lists by its number, with NUL between them.
    pub fn hashes(&self, salt: &str, said: &str) -> String {
        let mut hashes = Hashes::of(&self.judging, &self.contents(said), salt);
        hashes.answers.push(' ');
        hashes.answers.push_str(&hashes.report);
        hashes.answers
    }
}

impl OpenSession {
    fn contents<'a>(&self, said: &'a str) -> Contents<'a> {
        let mut said = parts(said).into_iter();
        let mut texts = Vec::new();
        for answer in self.judging.answers() {
            if matches!(answer, Answer::Text | Answer::Unusable) {
                texts.push(said.next());
            } else {
                texts.push(None);
            }
        }
        Contents::of(nfkc, texts, said.collect())
    }
}

/// The day of a request as a number.
#[wasm_bindgen]
pub fn day(as_of: &str) -> Result<u32, JsValue> {
    let day = Date::from_iso(as_of);
    let day = day.ok_or_else(|| Error::BadDate("asOf".into(), clip(as_of)));
    day.map(Date::number).map_err(thrown)
}

/// The normal form of a text: what decides whether two entries of lists are the same.
#[wasm_bindgen]
pub fn normal(text: &str) -> String {
    normalize(text, nfkc).into_owned()
}

/// Texts that cross as one, with NUL between them.
#[expect(
    clippy::manual_pattern_char_comparison,
    reason = "a plain `char` brings a search by words into the core, 400 bytes of it"
)]
fn parts(text: &str) -> Vec<Cow<'_, str>> {
    text.split(|at| at == '\0').map(Cow::Borrowed).collect()
}

/// The host's own NFKC.
fn nfkc(text: &str) -> String {
    String::from(js_sys::JsString::from(text).normalize("NFKC"))
}

/// A document as a JavaScript value, by way of the host's own reader of JSON: what crosses this
/// way is rare, and building it key by key costs more bytes than it saves time.
fn plain(value: &Document) -> JsValue {
    js_sys::JSON::parse(&value.canonical()).unwrap_or(JsValue::NULL)
}

fn thrown(error: Error) -> JsValue {
    plain(&error.to_value())
}
