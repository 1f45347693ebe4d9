//! Checklists, what they derive, fiscal years, and points a text leaves open.

use std::sync::Arc;

use shodaku::engine::ruleset::Ruleset;
use shodaku::kit::cases::{Cases, run};
use shodaku::library::draft;

const TOWN: &str = r#"
[ruleset]
format = 1
id = "town"
version = "1"
municipality = { ja = "町", en = "Town" }
title = { ja = "規程", en = "Rules" }
instrument = { ja = "告示", en = "Notice" }

[[field]]
id = "town.handed_over"
type = "boolean"
supplier = "officer"
label = { ja = "資料を渡す", en = "material is handed over" }

[[field]]
id = "town.trained_in"
type = "fiscal_year"
supplier = "applicant"
label = { ja = "研修を受けた年度", en = "fiscal year of training" }

[[field]]
id = "town.starts_on"
type = "date"
supplier = "applicant"
label = { ja = "着手日", en = "start" }

[[field]]
id = "town.certified"
type = "boolean"
supplier = "applicant"
label = { ja = "認証がある", en = "certified" }

[[reading]]
id = "third-year"
clause = "第2条"
taken = { ja = "三年目は決まっていない。", en = "The third year is open." }
alternative = { ja = "三年目まで有効とみる。", en = "The third year counts." }

[[reading]]
id = "marks"
clause = "別表"
taken = { ja = "印が失われ、要るかどうか分からない。", en = "The mark is lost." }
alternative = { ja = "要る。", en = "It is needed." }

[[route]]
id = "nothing"
when = { no = "town.handed_over" }
verdict = "not_regulated"
clause = "第1条"
message = { ja = "資料を渡さないので対象外です。", en = "Nothing is handed over." }

[[condition]]
id = "2"
clause = "第2条"
topic = "training"
title = { ja = "研修", en = "training" }
message = { ja = "研修が古すぎます。", en = "The training is too old." }
remedy = { ja = "研修を受けてください。", en = "Take the training." }
reading = "third-year"

[[condition.limb]]
id = "recent"
any = [
  { yes = "town.certified", clause = "第2条第2号" },
  { all = [
    { within_years = ["town.trained_in", "town.starts_on", 3] },
    { else_reading = { within_years = ["town.trained_in", "town.starts_on", 2] } },
  ], clause = "第2条第1号" },
]

[[result]]
id = "type-1"
clause = "第3条"
value = { ja = "第1類", en = "type 1" }
when = { yes = "town.certified" }

[[result]]
id = "type-2"
clause = "第3条"
value = { ja = "第2類", en = "type 2" }
when = { no = "town.certified" }

[[result]]
id = "clause-5"
clause = "別表"
value = { ja = "第5の定め", en = "clause 5" }
when = { else_reading = { any = [] } }
reading = "marks"

[[procedure]]
id = "training"
kind = "checklist"
title = { ja = "研修の確認", en = "training check" }
routes = ["nothing"]
conditions = ["2"]
results = ["type-1", "type-2", "clause-5"]
"#;

const CASES: &str = r#"
[[base]]
name = "trained"
procedure = "training"
asOf = 2026-11-22
[base.answers]
"town.handed_over" = true
"town.trained_in" = "令和6年度"
"town.starts_on" = 2027-03-31
"town.certified" = false

[[case]]
name = "二年度前の研修で足りる（年度の最後の日）"
base = "trained"
expect = { verdict = "complete", results = ["type-2", "clause-5: reading"] }

[[case]]
name = "翌日は三年度前となり、決まっていない"
base = "trained"
set = { "town.starts_on" = 2027-04-01 }
expect = { verdict = "undetermined", unknown = ["2.recent: reading"], results = ["type-2", "clause-5"] }

[[case]]
name = "四年度前の研修では足りない"
base = "trained"
set = { "town.starts_on" = 2028-04-01 }
expect = { verdict = "incomplete", fails = ["2.recent"], results = ["type-2", "clause-5"] }

[[case]]
name = "着手より後の年度の研修は数えない"
base = "trained"
set = { "town.trained_in" = 2027 }
expect = { verdict = "incomplete", fails = ["2.recent"], results = ["type-2", "clause-5"] }

[[case]]
name = "認証があれば研修の年度を問わない"
base = "trained"
set = { "town.certified" = true }
blank = ["town.trained_in"]
expect = { verdict = "complete", results = ["type-1", "clause-5"] }

[[case]]
name = "年度が空欄なら足りるか分からない"
base = "trained"
blank = ["town.trained_in"]
expect = { verdict = "undetermined", unknown = ["2.recent: missing"], needed = ["applicant: town.trained_in"], results = ["type-2", "clause-5"] }

[[case]]
name = "どの類かが決まるまで、不足なしとは言わない"
base = "trained"
blank = ["town.certified"]
expect = { verdict = "undetermined", needed = ["applicant: town.certified"], results = ["type-1: missing", "type-2: missing", "clause-5"] }

[[case]]
name = "資料を渡さなければ対象外"
base = "trained"
set = { "town.handed_over" = false }
expect = { verdict = "not_regulated", decided_by = "nothing", results = ["type-2", "clause-5"] }
"#;

#[test]
fn a_checklist_ends_in_what_is_lacking_and_what_follows() {
    let json = draft::build(TOWN).unwrap_or_else(|error| panic!("{error:#?}"));
    let ruleset = Arc::new(Ruleset::from_json(&json).unwrap_or_else(|error| panic!("{error:#?}")));
    let wrong: Vec<(String, Vec<String>)> = run(&ruleset, &Cases::from_toml(CASES).unwrap())
        .into_iter()
        .filter(|(_, differences)| !differences.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_checklist_neither_bans_nor_exempts_and_nothing_else_derives() {
    for (from, to, wrong) in [
        (
            "verdict = \"not_regulated\"",
            "verdict = \"exempt\"",
            "procedure[0].routes",
        ),
        (
            "kind = \"checklist\"",
            "kind = \"consultation\"",
            "procedure[0].results",
        ),
        (
            "\"town.starts_on\", 3]",
            "\"town.starts_on\", \"three\"]",
            "condition[0].limb[0].any[1].all[0].within_years[2]",
        ),
        (
            "within_years = [\"town.trained_in\"",
            "within_years = [\"town.certified\"",
            "condition[0].limb[0].any[1].all[0].within_years[0]",
        ),
    ] {
        let town = TOWN.replacen(from, to, 1);
        assert_ne!(town, TOWN);
        let error = draft::build(&town)
            .and_then(|json| Ruleset::from_json(&json))
            .unwrap_err();
        assert_eq!(error.path(), wrong, "{error}");
    }
}
