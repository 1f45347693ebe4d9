//! A procedure that varies by a field: while the field is blank, the verdict is what every kind
//! agrees on.

use std::sync::Arc;

use shodaku::engine::answer::Input;
use shodaku::engine::date::Date;
use shodaku::engine::field::FieldIndex;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;
use shodaku::engine::stage::Stage;
use shodaku::engine::verdict::Verdict;
use shodaku::library::draft;

/// Kind A may rest on a law or on consent, kind B on a law only.
const TOWN: &str = r#"
[ruleset]
format = 1
id = "town"
version = "1"
municipality = { ja = "町", en = "Town" }
title = { ja = "規程", en = "Rules" }
instrument = { ja = "告示", en = "Notice" }

[[field]]
id = "town.kind"
type = "choice"
supplier = "applicant"
label = { ja = "種類", en = "kind" }
options = [
  { value = "a", label = { ja = "甲", en = "A" } },
  { value = "b", label = { ja = "乙", en = "B" } },
]

[[field]]
id = "town.basis"
type = "choice"
supplier = "applicant"
label = { ja = "根拠", en = "basis" }
options = [
  { value = "law", label = { ja = "法令", en = "law" } },
  { value = "consent", label = { ja = "同意", en = "consent" } },
  { value = "none", label = { ja = "なし", en = "none" } },
]

[[condition]]
id = "a"
clause = "第1条"
topic = "basis"
title = { ja = "甲の根拠", en = "basis of A" }
message = { ja = "根拠がありません。", en = "There is no basis." }
remedy = { ja = "根拠を確かめてください。", en = "Check the basis." }
only = ["a"]
limb = [{ id = "basis", one_of = ["town.basis", ["law", "consent"]] }]

[[condition]]
id = "b"
clause = "第2条"
topic = "basis"
title = { ja = "乙の根拠", en = "basis of B" }
message = { ja = "根拠がありません。", en = "There is no basis." }
remedy = { ja = "根拠を確かめてください。", en = "Check the basis." }
only = ["b"]
limb = [{ id = "basis", is = ["town.basis", "law"] }]

[[procedure]]
id = "provide"
title = { ja = "提供", en = "provision" }
varies_by = "town.kind"
conditions = ["a", "b"]
"#;

/// The verdict on these answers, set one after the other, and the same in one check.
fn verdict(answers: &[(&str, &str)]) -> Verdict {
    let ruleset = Arc::new(Ruleset::from_json(&draft::build(TOWN).unwrap()).unwrap());
    let today = Date::from_iso("2026-11-22").unwrap();
    let open = |given: &mut dyn Iterator<Item = (FieldIndex, Input<'static>)>| {
        let ruleset = Arc::clone(&ruleset);
        Session::open(ruleset, "provide", Stage::Draft, today, None, nfkc, given).unwrap()
    };
    let typed = |id: &str, value: &str| {
        (
            ruleset.field_index(id).unwrap(),
            Input::Text(value.to_owned().into()),
        )
    };
    let mut live = open(&mut std::iter::empty());
    for (id, value) in answers {
        let (field, input) = typed(id, value);
        live.set(field, input).unwrap();
    }
    let whole = open(&mut answers.iter().map(|(id, value)| typed(id, value)));
    assert_eq!(live.judging().judgement(), whole.judging().judgement());
    live.judging().judgement().verdict
}

#[test]
fn no_basis_fails_whatever_the_kind() {
    assert_eq!(verdict(&[("town.basis", "none")]), Verdict::NotApprovable);
}

#[test]
fn a_law_will_do_whatever_the_kind() {
    assert_eq!(verdict(&[("town.basis", "law")]), Verdict::Approvable);
}

#[test]
fn consent_depends_on_the_kind() {
    assert_eq!(verdict(&[("town.basis", "consent")]), Verdict::Undetermined);
    assert_eq!(
        verdict(&[("town.basis", "consent"), ("town.kind", "a")]),
        Verdict::Approvable
    );
    assert_eq!(
        verdict(&[("town.basis", "consent"), ("town.kind", "b")]),
        Verdict::NotApprovable
    );
}
