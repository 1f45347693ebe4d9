//! The WebAssembly boundary: thin, no logic of its own.
//!
//! Judgements cross as 16-bit words ([`crate::engine::judgement::Judgement::encoded`]); errors as plain
//! objects `{code, path, message, nearest?, errors?}`. Texts never cross back.

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use crate::engine::answer::Input;
use crate::engine::document::Document;
use crate::engine::error::Error;
use crate::engine::field::FieldIndex;
use crate::engine::outline::outline;
use crate::engine::receipt::{ENGINE, Receipt};
use crate::engine::request;
use crate::engine::ruleset::Ruleset;
use crate::engine::session::{Effect, Session};
use crate::engine::to_pass::ToPass;

/// Half the size of the standard allocator.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

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
pub struct LoadedRuleset(Arc<Ruleset>);

#[wasm_bindgen]
impl LoadedRuleset {
    /// Loads and validates a ruleset from its JSON, as `JSON.stringify` writes it.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<LoadedRuleset, JsValue> {
        let document = Document::read(json).map_err(Error::from);
        let ruleset = document.and_then(|document| Ruleset::from_document(&document));
        match ruleset {
            Ok(ruleset) => Ok(LoadedRuleset(Arc::new(ruleset))),
            Err(error) => Err(thrown(error)),
        }
    }

    /// SHA-256 of the canonical JSON.
    #[wasm_bindgen(getter)]
    pub fn sha256(&self) -> String {
        self.0.sha256.clone()
    }

    /// Opens a session with the answers `values` of the fields at the positions `fields`.
    pub fn open(
        &self,
        procedure: &str,
        stage: &str,
        as_of: &str,
        by: Option<String>,
        fields: Vec<u16>,
        values: &js_sys::Array,
    ) -> Result<OpenSession, JsValue> {
        let session = || {
            let stage = request::read_stage(stage)?;
            let as_of = request::read_as_of(as_of)?;
            let by = match by {
                Some(by) => Some(request::read_by(&by)?),
                None => None,
            };
            let ruleset = Arc::clone(&self.0);
            let fields = fields.into_iter().map(FieldIndex);
            let mut given = fields.zip(values.iter().map(input));
            Session::open(ruleset, procedure, stage, as_of, by, nfkc, &mut given)
        };
        session().map(OpenSession::new).map_err(thrown)
    }

    /// The outline of the procedure at that position, as a plain list that JavaScript keeps.
    pub fn outline(&self, procedure: u16) -> JsValue {
        let procedure = self.0.procedures.get(usize::from(procedure));
        let outline = procedure.map(|procedure| outline(procedure, &self.0));
        serde_wasm_bindgen::to_value(&outline).unwrap_or(JsValue::NULL)
    }

    /// Whether a field the ruleset does not have is at least of the shared vocabulary:
    /// returns if so, throws `unknown_field` if not.
    pub fn shared(&self, id: &str) -> Result<(), JsValue> {
        self.0.find(id).map(drop).map_err(thrown)
    }
}

/// An open session.
#[wasm_bindgen]
pub struct OpenSession {
    session: Session,
    encoded: Vec<u16>,
}

#[wasm_bindgen]
impl OpenSession {
    /// Sets the answer of the field at that position; the new words if any changed.
    pub fn set(&mut self, field: u16, value: JsValue) -> Result<Option<Vec<u16>>, JsValue> {
        match self
            .session
            .set(FieldIndex(field), input(value))
            .map_err(thrown)?
        {
            Effect::None => Ok(None),
            Effect::Moved => {
                let encoded = self.session.judgement().encoded();
                if encoded == self.encoded {
                    return Ok(None);
                }
                self.encoded.clone_from(&encoded);
                Ok(Some(encoded))
            }
        }
    }

    /// How the request stands to the period in which the ruleset is in force, as a word.
    pub fn standing(&self) -> u16 {
        self.session.standing().encoded()
    }

    /// The words of the judgement as it stands.
    pub fn judge(&self) -> Vec<u16> {
        self.encoded.clone()
    }

    // A function that returned nothing but a reference would stop the whole of Node 20 when V8
    // gives up optimised code of its caller during the call (V8 11.3, inlined calls into
    // WebAssembly; calls with several results are not inlined).

    /// The smallest changes after which nothing fails.
    #[wasm_bindgen(js_name = toPass)]
    pub fn to_pass(&self) -> Result<JsValue, JsValue> {
        Ok(plain(&ToPass::of(&self.session).to_value()))
    }

    /// The receipt of the session as it stands.
    pub fn receipt(&self) -> Result<JsValue, JsValue> {
        Ok(plain(&Receipt::of(&self.session).to_value()))
    }
}

impl OpenSession {
    fn new(session: Session) -> OpenSession {
        let encoded = session.judgement().encoded();
        OpenSession { session, encoded }
    }
}

/// A JavaScript value as an input.
fn input(value: JsValue) -> Input<'static> {
    if value.is_undefined() || value.is_null() {
        return Input::Blank;
    }
    if let Some(text) = value.as_string() {
        return Input::Text(text.into());
    }
    if let Some(number) = value.as_f64() {
        return Input::Number(number);
    }
    if let Some(yes) = value.as_bool() {
        return Input::Boolean(yes);
    }
    let Some(list) = value.dyn_ref::<js_sys::Array>() else {
        return Input::Other;
    };
    let mut texts = Vec::new();
    for entry in list.iter() {
        match entry.as_string() {
            Some(text) => texts.push(text.into()),
            None => return Input::Other,
        }
    }
    Input::List(texts)
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
