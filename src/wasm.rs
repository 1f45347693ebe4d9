//! The WebAssembly boundary: thin, no logic of its own.
//!
//! Judgements cross as 16-bit words ([`crate::judgement::Judgement::words`]); errors as plain
//! objects `{code, path, message, nearest?, errors?}`. Texts never cross back.

use std::sync::Arc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::answer::Input;
use crate::error::{Error, Problem};
use crate::field::FieldIndex;
use crate::receipt::{ENGINE, Receipt};
use crate::request::{self, Request};
use crate::ruleset::Ruleset;
use crate::session::{Effect, Session};
use crate::to_pass::ToPass;

/// Runs once per instance; its presence lets a trapped instance be replaced by a fresh one.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Name and version of the engine, as receipts state it.
#[wasm_bindgen(js_name = engineVersion)]
pub fn engine_version() -> String {
    ENGINE.into()
}

/// A loaded ruleset.
#[wasm_bindgen]
pub struct Rules(Arc<Ruleset>);

#[wasm_bindgen]
impl Rules {
    /// Loads and validates a ruleset from its JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<Rules, JsValue> {
        Ruleset::from_json(json)
            .map(|ruleset| Rules(Arc::new(ruleset)))
            .map_err(thrown)
    }

    /// SHA-256 of the canonical JSON.
    #[wasm_bindgen(getter)]
    pub fn sha256(&self) -> String {
        self.0.sha256.clone()
    }

    /// Opens a session without answers.
    pub fn open(
        &self,
        procedure: &str,
        stage: &str,
        as_of: &str,
        by: Option<String>,
    ) -> Result<Handle, JsValue> {
        let session = || {
            let stage = request::read_stage(stage)?;
            let as_of = request::read_as_of(as_of)?;
            let by = by.as_deref().map(request::read_by).transpose()?;
            Session::open(Arc::clone(&self.0), procedure, stage, as_of, by, nfkc)
        };
        session().map(Handle::new).map_err(thrown)
    }

    /// Judges one whole request, given as JSON.
    pub fn check(&self, request: &str) -> Result<Vec<u16>, JsValue> {
        self.session(request)
            .map(|session| session.judgement().words())
            .map_err(thrown)
    }

    /// The smallest changes for one whole request, given as JSON.
    #[wasm_bindgen(js_name = toPass)]
    pub fn to_pass(&self, request: &str) -> Result<JsValue, JsValue> {
        plain(&ToPass::of(&self.session(request).map_err(thrown)?))
    }

    /// The receipt of one whole request, given as JSON.
    pub fn receipt(&self, request: &str) -> Result<JsValue, JsValue> {
        plain(&Receipt::of(&self.session(request).map_err(thrown)?))
    }

    /// Whether `receipt` is what `request`, given as JSON, leads to.
    pub fn verify(&self, receipt: JsValue, request: &str) -> Result<JsValue, JsValue> {
        let receipt: Receipt = serde_wasm_bindgen::from_value(receipt)
            .map_err(|error| thrown(Error::BadReceipt(error.to_string())))?;
        plain(&receipt.verify(&self.session(request).map_err(thrown)?))
    }
}

impl Rules {
    fn session(&self, request: &str) -> Result<Session, Error> {
        Session::check(Arc::clone(&self.0), Request::from_json(request)?, nfkc)
    }
}

/// An open session.
#[wasm_bindgen]
pub struct Handle {
    session: Session,
    words: Vec<u16>,
}

#[wasm_bindgen]
impl Handle {
    /// Sets the answer of the field at that position; the new words if any changed.
    pub fn set(&mut self, field: u16, value: JsValue) -> Result<Option<Vec<u16>>, JsValue> {
        match self
            .session
            .set(FieldIndex(field), input(value))
            .map_err(thrown)?
        {
            Effect::None => Ok(None),
            Effect::Moved => {
                let words = self.session.judgement().words();
                if words == self.words {
                    return Ok(None);
                }
                self.words.clone_from(&words);
                Ok(Some(words))
            }
        }
    }

    /// The words of the judgement as it stands.
    pub fn judge(&self) -> Vec<u16> {
        self.words.clone()
    }

    /// Whether a field the ruleset does not have is at least of the shared vocabulary:
    /// returns if so, throws `unknown_field` if not.
    pub fn unused(&self, id: &str) -> Result<(), JsValue> {
        self.session.find(id).map(drop).map_err(thrown)
    }

    /// The smallest changes after which nothing fails.
    #[wasm_bindgen(js_name = toPass)]
    pub fn to_pass(&self) -> Result<JsValue, JsValue> {
        plain(&ToPass::of(&self.session))
    }

    /// The receipt of the session as it stands.
    pub fn receipt(&self) -> Result<JsValue, JsValue> {
        plain(&Receipt::of(&self.session))
    }
}

impl Handle {
    fn new(session: Session) -> Handle {
        let words = session.judgement().words();
        Handle { session, words }
    }
}

/// A JavaScript value as an input.
fn input(value: JsValue) -> Input {
    if value.is_undefined() || value.is_null() {
        return Input::Blank;
    }
    if let Some(text) = value.as_string() {
        return Input::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Input::Number(number);
    }
    if let Some(yes) = value.as_bool() {
        return Input::Boolean(yes);
    }
    match value.dyn_ref::<js_sys::Array>() {
        Some(list) => match list.iter().map(|entry| entry.as_string()).collect() {
            Some(texts) => Input::List(texts),
            None => Input::Other,
        },
        None => Input::Other,
    }
}

/// The host's own NFKC.
fn nfkc(text: &str) -> String {
    String::from(js_sys::JsString::from(text).normalize("NFKC"))
}

fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| JsValue::from_str(&error.to_string()))
}

fn thrown(error: Error) -> JsValue {
    #[derive(Serialize)]
    struct Thrown<'a> {
        code: &'static str,
        path: String,
        message: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        nearest: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        errors: Option<&'a [Problem]>,
    }
    let errors = match &error {
        Error::BadRuleset(problems) => Some(problems.as_slice()),
        _ => None,
    };
    let thrown = Thrown {
        code: error.code(),
        path: error.path(),
        message: error.to_string(),
        nearest: error.nearest(),
        errors,
    };
    plain(&thrown).unwrap_or_else(|message| message)
}
