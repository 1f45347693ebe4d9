//! What a session makes of a request before anything is judged.

use std::sync::Arc;

use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;

use super::hostile::{asking, changed, field};

/// The town, which also asks for a finding.
fn ruleset() -> Arc<Ruleset> {
    let json = changed(|town| {
        let finding = field("town.finding", "finding");
        town["field"].as_array_mut().unwrap().push(finding);
    });
    Arc::new(Ruleset::from_json(&json).unwrap())
}

/// What becomes of a request with these answers, and with `more` beside them.
fn check(answers: &str, more: &str, with: impl FnOnce(&Session<'_>)) -> Result<(), String> {
    let request = asking(&format!("{answers}{more}"));
    let request = Request::from_json(&request).map_err(|error| error.message())?;
    let session = Session::check(ruleset(), request, nfkc).map_err(|error| error.message())?;
    with(&session);
    Ok(())
}

#[test]
fn what_the_ruleset_does_not_use_is_named_unless_it_is_blank() {
    let answers = "{\"scope.work\":\"x\",\"subcontractor.name\":null,\"town.a\":null}";
    check(answers, "", |session| {
        assert_eq!(session.not_used(), ["scope.work"]);
    })
    .unwrap();
}

#[test]
fn who_asks_may_give_their_own_answers_alone() {
    for (answers, by, refused) in [
        ("{\"town.a\":true}", "applicant", None),
        ("{\"town.finding\":true}", "officer", None),
        (
            "{\"town.finding\":true}",
            "applicant",
            Some("only the officer may supply `answers.town.finding`"),
        ),
        (
            "{\"town.a\":false}",
            "officer",
            Some("only the applicant may supply `answers.town.a`"),
        ),
        // A blank is nobody's.
        ("{\"town.finding\":null}", "applicant", None),
    ] {
        let found = check(answers, &format!(",\"by\":\"{by}\""), |_| {});
        assert_eq!(found.err().as_deref(), refused, "{answers} by {by}");
    }
    check("{\"town.a\":true,\"town.finding\":true}", "", |_| {}).unwrap();
}

#[test]
fn what_decides_nothing_is_kept_as_it_was_given() {
    let more = ",\"reference\":\"受付1\",\"context\":{\"件名\":\"封入\"}";
    check("{}", more, |session| {
        let particulars = session.particulars();
        assert_eq!(particulars.reference.as_deref(), Some("受付1"));
        let context: Vec<_> = particulars
            .context
            .iter()
            .map(|(label, detail)| format!("{label}: {}", detail.join(", ")))
            .collect();
        assert_eq!(context, ["件名: 封入"]);
    })
    .unwrap();
}
