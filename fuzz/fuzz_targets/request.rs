//! Lines of requests, as a batch reads them: each refused, or judged and reported.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shodaku::engine::lang::Lang;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::receipt::Hashes;
use shodaku::engine::request::Request;
use shodaku::engine::to_pass::ToPass;
use shodaku::library::regulation::Regulation;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;
use shodaku_fuzz::TOWN;

static REGULATION: LazyLock<Regulation> = LazyLock::new(|| Regulation::from(TOWN.clone()));
static LOCALE: LazyLock<Locale> =
    LazyLock::new(|| Locale::load(Lang::Ja).expect("the words are there"));

fuzz_target!(|lines: &str| {
    for line in lines.lines() {
        let judged = Request::from_json(line).and_then(|request| REGULATION.check(request, nfkc));
        match judged {
            Ok((session, choice)) => {
                let report = Report::of(&session, &choice.entry.texts, &LOCALE).chosen(&choice);
                serde_json::to_string(&report).expect("a report is JSON");
                Hashes::of(session.judging(), session.contents(), "");
                ToPass::of(session.judging(), session.contents());
            }
            Err(error) => {
                let said = error.to_value().canonical();
                assert!(
                    said.len() < 4_000,
                    "an error does not echo its input: {said}"
                );
            }
        }
    }
});
