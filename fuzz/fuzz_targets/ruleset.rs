//! A ruleset in JSON, as the browser loads it: refused, or judged by.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::{Corpus, fuzz_target};
use shodaku::engine::date::Date;
use shodaku::engine::document::Document;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::outline::outline;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;
use shodaku::engine::stage::Stage;

fuzz_target!(|json: &str| -> Corpus {
    let Ok(ruleset) = Ruleset::from_json(json) else {
        return Corpus::Keep;
    };
    let value: serde_json::Value = serde_json::from_str(json).expect("what loads is JSON");
    let canonical = Document::from(&value).canonical();
    let document = Document::read(&canonical).expect("the core reads what is canonical");
    let read = Ruleset::from_document(&document).expect("and loads it");
    assert_eq!(ruleset.sha256, read.sha256);
    let ruleset = Arc::new(ruleset);
    let day = Date::from_iso("2026-11-22").expect("a day");
    for procedure in &ruleset.procedures {
        outline(procedure, &ruleset);
        for stage in [Stage::Draft, Stage::Filed] {
            let blank = &mut std::iter::empty();
            let ruleset = Arc::clone(&ruleset);
            let session = Session::open(
                ruleset,
                procedure.id.as_str(),
                stage,
                day,
                None,
                nfkc,
                blank,
            );
            session
                .expect("nothing opens")
                .judging()
                .judgement()
                .encoded();
        }
    }
    Corpus::Keep
});
