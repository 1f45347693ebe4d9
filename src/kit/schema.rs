//! The JSON Schema (2020-12) of a ruleset as people write it in TOML, so that an editor can
//! complete, explain and validate it while it is being written.
//!
//! It is made from the [`super::shape`] that the reader checks documents against, and says in
//! addition what only the written form has: definitions, and shared fields that need not be
//! repeated. What goes beyond shape, such as a field's type, `rulesets check` finds.

use serde_json::{Map, Value, json};

use crate::engine::document::MAX_INTEGER;
use crate::engine::field::FieldType;
use crate::engine::lang::Lang;
use crate::engine::operator::{FieldTypes, Operator, Takes};
use crate::engine::ruleset::FORMAT;
use crate::engine::ruleset::shape::{
    ALTERNATIVE, DOCUMENT, IMPRECISE, Kind, PREDICATE, Shape, TEXT,
};
use crate::library::{places, vocabulary};

/// What every key is for, in Japanese and English, by its way from the top. Keys of operators
/// stand under `predicate`.
const DESCRIPTIONS: &[(&str, &str, &str)] = &[
    ("ruleset", "この規程そのもの。", "The text itself."),
    (
        "ruleset.format",
        "書き方の版。いまは1。",
        "The version of this format; 1 today.",
    ),
    (
        "ruleset.id",
        "規程のid。市町村の名など。自前の項目のidの頭になる。",
        "The ruleset's id, such as the municipality's name. Its own fields begin with it.",
    ),
    (
        "ruleset.aliases",
        "ほかに通じるid。",
        "Other ids it answers to.",
    ),
    (
        "ruleset.version",
        "規程のどの版か。施行日など。",
        "Which version of the text, such as the day it took effect.",
    ),
    ("ruleset.municipality", "誰の規程か。", "Whose text it is."),
    ("ruleset.title", "規程の題名。", "The title of the text."),
    (
        "ruleset.instrument",
        "告示・訓令などの番号。",
        "The act that made it, with its number.",
    ),
    (
        "ruleset.source",
        "どこで公開され、どんな状態の本文か。",
        "Where the text is published, and in what state.",
    ),
    (
        "ruleset.in_force",
        "施行期間。日付の定めがなければ書かない。",
        "The period in force; left out where the text gives no date.",
    ),
    ("ruleset.in_force.from", "施行の初日。", "The first day."),
    (
        "ruleset.in_force.until",
        "最後の日。効力があるうちは書かない。",
        "The last day, once it has ended.",
    ),
    (
        "ruleset.in_force.decided_by",
        "どの日付で決まるか。最初のものが決め手で、空欄の間は次のものを下限とみる。最後に \"asOf\"（判定日）を置ける。",
        "Which date decides: the first; while it is blank, a later one is a lower bound. The last may be \"asOf\", the caller's day.",
    ),
    (
        "define",
        "名前をつけた述語。`use = \"名前\"` で使う。",
        "Predicates with a name, to be used as `use = \"name\"`.",
    ),
    (
        "field",
        "この規程の項目。共有の項目（fields.toml）は書かなくてよく、呼び名と説明だけを変えられる。",
        "The ruleset's own fields. Shared ones (fields.toml) need not be listed; their label and hint may be changed.",
    ),
    (
        "field.id",
        "認定は finding.…、決定は decision.…、自前の事実は 規程のid.…。",
        "`finding.…` for a finding, `decision.…` for a decision, the ruleset's id and a dot for a fact of its own.",
    ),
    (
        "field.type",
        "値の型。`finding` は職員の認定、`decision` は別の機関などの決定。",
        "The type of its value. `finding` is an official's judgement, `decision` another act.",
    ),
    ("field.supplier", "誰が書くか。", "Who supplies it."),
    (
        "field.nature",
        "`plan` はこれから決められる事実、`record` はすでにある事実。`record` を変えるようには勧めない。",
        "`plan`: the asker decides it. `record`: it is already so, and nobody is advised to change it.",
    ),
    ("field.label", "短い呼び名。", "A short label."),
    (
        "field.hint",
        "書く人への説明。",
        "More about it, for whoever fills it in.",
    ),
    ("field.unit", "整数の単位。", "What an integer counts."),
    (
        "field.options",
        "`choice` と `choices` の選択肢。64まで。",
        "What can be chosen, at most 64; for `choice` and `choices`.",
    ),
    (
        "field.options.value",
        "回答での値。",
        "The value in answers.",
    ),
    (
        "field.options.label",
        "選択肢の呼び名。",
        "The option's label.",
    ),
    (
        "reading",
        "本文が決めていない点と、採った読み。",
        "A point the text leaves open, and the reading taken.",
    ),
    ("reading.id", "この解釈のid。", "The reading's id."),
    (
        "reading.clause",
        "どの条項が決めていないか。",
        "The clause that is open.",
    ),
    ("reading.taken", "採った読み。", "The reading taken."),
    (
        "reading.alternative",
        "もう一つの読み。",
        "The other reading.",
    ),
    (
        "route",
        "要件によらずに判定が決まる場合。対象外、禁止、承諾不要など。",
        "What settles a procedure without its conditions: a gate, a ban, an exemption.",
    ),
    (
        "route.id",
        "経路のid。使い回さない。",
        "The route's id; never used again for another.",
    ),
    ("route.when", "どんなときに決まるか。", "When it decides."),
    (
        "route.verdict",
        "どの判定になるか。",
        "The verdict it leads to.",
    ),
    (
        "route.because",
        "`undetermined` のときだけ、なぜ決まらないか。",
        "Only with `undetermined`: why it is open.",
    ),
    ("route.clause", "根拠の条項。", "The clause it rests on."),
    (
        "route.message",
        "申請する人に伝えること。",
        "What the asker is told.",
    ),
    (
        "route.claimed",
        "申し出たときにだけ働く例外なら `true`。",
        "`true` for an exception that stays out of the way until it is claimed.",
    ),
    (
        "route.reading",
        "採った解釈のid。",
        "The id of the reading it takes.",
    ),
    (
        "condition",
        "一つの条項が求めること。本文の順に書く。",
        "What one clause asks for. Conditions stand in the text's order.",
    ),
    (
        "condition.id",
        "要件のid。使い回さない。",
        "The condition's id; never used again for another.",
    ),
    ("condition.clause", "条項。", "The clause."),
    (
        "condition.topic",
        "何についての要件か。市町村どうしを比べるのに使う。",
        "What it is about, so that municipalities can be compared.",
    ),
    ("condition.title", "数語の題。", "A few words for lists."),
    (
        "condition.when",
        "どんなときに当てはまるか。書かなければいつも。",
        "When it applies; always, if left out.",
    ),
    (
        "condition.only",
        "手続の `varies_by` の項目がこれらの値のときだけ当てはまる。",
        "Applies only for these values of the field the procedure `varies_by`.",
    ),
    (
        "condition.message",
        "満たさないとき、何が足りないか。",
        "What is wrong where it is not met.",
    ),
    (
        "condition.remedy",
        "どうすればよいか。",
        "What to do about it.",
    ),
    (
        "condition.reading",
        "採った解釈のid。",
        "The id of the reading it takes.",
    ),
    (
        "condition.limb",
        "それだけで欠けることのある一点。述語を一つ書く。",
        "The smallest thing that can fail alone; holds one operator.",
    ),
    (
        "condition.limb.id",
        "要素のid。使い回さない。",
        "The limb's id; never used again for another.",
    ),
    (
        "condition.limb.when",
        "どんなときに当てはまるか。",
        "When it applies.",
    ),
    (
        "condition.limb.supports",
        "認定を裏づける記載の項目。示すだけで、判定には使わない。",
        "The descriptions behind a finding: shown, never tested.",
    ),
    (
        "condition.limb.also_cite",
        "あわせて示す条項。",
        "Clauses cited besides the condition's.",
    ),
    (
        "condition.limb.otherwise",
        "満たさないときも、不可とせず未確定とする。",
        "Where it is not met, it is open instead.",
    ),
    (
        "condition.limb.otherwise.open",
        "なぜ未確定か。",
        "Why it is open.",
    ),
    (
        "condition.limb.if_recorded",
        "`true` なら、記録があるときだけ見る。空欄は妨げにならない。",
        "`true`: it counts only once what it asks is recorded; a blank holds nothing up.",
    ),
    (
        "condition.limb.message",
        "要件の `message` に代えて。",
        "In place of the condition's.",
    ),
    (
        "condition.limb.remedy",
        "要件の `remedy` に代えて。",
        "In place of the condition's.",
    ),
    (
        "condition.limb.open",
        "未確定の間の知らせ。",
        "The message while it is unknown.",
    ),
    (
        "condition.limb.reading",
        "採った解釈のid。",
        "The id of the reading it takes.",
    ),
    (
        "duty",
        "承諾の後や傍らで守ること。判定は変えない。",
        "What binds beside or after approval; it changes no verdict.",
    ),
    ("duty.id", "義務のid。", "The duty's id."),
    ("duty.clause", "条項。", "The clause."),
    ("duty.message", "何を守るか。", "What it asks for."),
    ("duty.when", "どんなときに示すか。", "When it is shown."),
    (
        "duty.holds",
        "守られているかを見る述語。注意にとどまる。",
        "A check whether it is kept; it only warns.",
    ),
    (
        "result",
        "点検表から導かれること。",
        "What a checklist derives.",
    ),
    ("result.id", "結果のid。", "The result's id."),
    ("result.clause", "条項。", "The clause."),
    ("result.value", "何が導かれるか。", "What follows."),
    (
        "result.when",
        "どんなときに導かれるか。書かなければいつも。",
        "When it follows; always, if left out.",
    ),
    (
        "result.reading",
        "採った解釈のid。",
        "The id of the reading it takes.",
    ),
    (
        "procedure",
        "申請し、または点検できること。",
        "One thing that can be asked or checked.",
    ),
    (
        "procedure.id",
        "手続のid。",
        "The procedure's id, such as `subcontract`.",
    ),
    (
        "procedure.kind",
        "`consultation` は協議（書かなければこれ）、`checklist` は点検表。",
        "`consultation` (if left out) asks for approval; `checklist` looks for gaps.",
    ),
    ("procedure.title", "手続の題。", "Its title."),
    ("procedure.summary", "一文の説明。", "One sentence on it."),
    (
        "procedure.varies_by",
        "要件を入れ替える選択の項目。情報の種類など。",
        "The choice field whose value replaces conditions, such as the kind of information.",
    ),
    (
        "procedure.routes",
        "経路のid。上から見て最初に当てはまるものが決める。",
        "Ids of routes; the first that is met decides.",
    ),
    (
        "procedure.conditions",
        "要件のid。本文の順。",
        "Ids of conditions, in the text's order.",
    ),
    ("procedure.duties", "義務のid。", "Ids of duties."),
    (
        "procedure.results",
        "結果のid。点検表だけ。",
        "Ids of results; checklists only.",
    ),
    (
        "procedure.readings",
        "手続全体に関わる解釈のid。",
        "Ids of readings that concern the whole procedure.",
    ),
    (
        "imprecise",
        "ひとつずつは未確定でも、合わせれば判定が決まる経路や要素。承知のうえで未確定のままにする。",
        "Routes and limbs that are open one by one though together they settle the verdict; left so on purpose.",
    ),
    (
        "imprecise.between",
        "経路のid、または 要件のid.要素のid。",
        "Ids of routes, and limbs as `condition.limb`.",
    ),
    (
        "imprecise.because",
        "なぜ、空欄が何であっても同じになるか。",
        "Why it comes to the same whatever the blank holds.",
    ),
    (
        "alternative.clause",
        "この選択肢の条項。",
        "The alternative's own clause.",
    ),
    (
        "alternative.title",
        "この選択肢の題。",
        "A few words for the alternative.",
    ),
    ("text.ja", "日本語。", "In Japanese."),
    ("text.en", "英語。", "In English."),
    (
        "predicate.stated",
        "書いてあるか。",
        "The field is not blank.",
    ),
    ("predicate.yes", "事実が「はい」か。", "The fact is yes."),
    ("predicate.no", "事実が「いいえ」か。", "The fact is no."),
    (
        "predicate.found",
        "職員がそう認めたか。",
        "The official has found so.",
    ),
    (
        "predicate.decided",
        "承認されたか。",
        "The decision is `approved`.",
    ),
    (
        "predicate.is",
        "[項目, 値]: 値がこれか。",
        "[field, value]: the value is this one.",
    ),
    (
        "predicate.one_of",
        "[項目, [値…]]: 値がこのどれかか。",
        "[field, [values]]: the value is one of these.",
    ),
    (
        "predicate.has",
        "[項目, 選択肢]: 選ばれているか。",
        "[field, option]: the option is chosen.",
    ),
    (
        "predicate.lacks",
        "[項目, 選択肢]: 選ばれていないか。",
        "[field, option]: the option is not chosen.",
    ),
    (
        "predicate.has_all",
        "[項目, [選択肢…]]: すべて選ばれているか。",
        "[field, [options]]: all of them are chosen.",
    ),
    (
        "predicate.subset",
        "[項目, 項目]: 一つ目の一覧がすべて二つ目にあるか。",
        "[field, field]: every entry of the first stands in the second.",
    ),
    (
        "predicate.at_most",
        "[項目, 数または項目]: 超えないか。",
        "[field, number or field]: it is not more.",
    ),
    (
        "predicate.before",
        "[日, 日]: 先か。同じ日は未確定。",
        "[day, day]: the first is earlier; the same day is open.",
    ),
    (
        "predicate.not_before",
        "[日, 日]: 同じ日か後か。",
        "[day, day]: the first is the second or later.",
    ),
    (
        "predicate.within_years",
        "[日, 日, 年数]: 二つ目の年度が一つ目と同じか後で、年数以内か。年数は省ける。",
        "[day, day, years]: the second's fiscal year is the first's or later, by at most so many; `years` may be left out.",
    ),
    (
        "predicate.in_force",
        "`true` と書く。この規程が施行されているか。",
        "Write `true`: the text is in force for the request.",
    ),
    (
        "predicate.all",
        "すべて成り立つか。空なら成り立つ。",
        "Every member holds; none at all holds.",
    ),
    (
        "predicate.any",
        "どれかが成り立つか。空なら成り立たない。",
        "One member holds; none at all fails.",
    ),
    ("predicate.not", "成り立たないか。", "The opposite."),
    (
        "predicate.else_reading",
        "成り立てば足り、成り立たなければ解釈による未確定。",
        "Where it does not hold, it is an open reading instead.",
    ),
    (
        "predicate.use",
        "`define` に書いた述語の名。",
        "The name of a predicate under `define`.",
    ),
];

/// The schema, with descriptions in `lang`.
pub fn schema(lang: Lang) -> Value {
    let writer = Writer {
        lang,
        shared: vocabulary::shared_types(),
    };
    let mut root = writer.table(&DOCUMENT, "");
    root.insert(
        "$schema".into(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    root.insert(
        "title".into(),
        match lang {
            Lang::Ja => "Shodakuの規程",
            Lang::En => "A ruleset of Shodaku",
        }
        .into(),
    );
    writer.property(
        &mut root,
        "define",
        writer.described(
            "define",
            json!({
                "type": "object",
                "additionalProperties": { "$ref": "#/$defs/definition" },
            }),
        ),
    );
    let imprecise = writer.kind(&Kind::Tables(&IMPRECISE), "imprecise");
    let imprecise = writer.described("imprecise", imprecise);
    writer.property(&mut root, "imprecise", imprecise);
    root.insert("$defs".into(), Value::Object(writer.definitions()));
    Value::Object(root)
}

struct Writer {
    lang: Lang,
    /// The shared fields with their types.
    shared: Vec<(String, String)>,
}

impl Writer {
    /// `schema` with what the key at `path` is for.
    fn described(&self, path: &str, schema: Value) -> Value {
        let mut known = DESCRIPTIONS.iter();
        let Some((_, ja, en)) = known.find(|(known, _, _)| *known == path) else {
            return schema;
        };
        // Older tools, taplo among them, see nothing beside a `$ref`.
        let mut schema = match schema.get("$ref") {
            Some(_) => json!({ "anyOf": [schema] }),
            None => schema,
        };
        if let Some(table) = schema.as_object_mut() {
            let text = match self.lang {
                Lang::Ja => ja,
                Lang::En => en,
            };
            table.insert("description".into(), (*text).into());
        }
        schema
    }

    fn property(&self, table: &mut Map<String, Value>, key: &str, schema: Value) {
        if let Some(properties) = table.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert(key.into(), schema);
        }
    }

    /// A table whose keys stand at `path`.
    fn table(&self, shape: &Shape, path: &str) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (key, kind, needed) in shape.keys {
            let path = places::join(path, key);
            properties.insert((*key).into(), self.described(&path, self.kind(kind, &path)));
            if *needed {
                required.push(*key);
            }
        }
        let mut table = Map::new();
        table.insert("type".into(), "object".into());
        table.insert("additionalProperties".into(), false.into());
        if shape.operator {
            let names = Operator::NAMES.iter().copied().chain(["use"]);
            let one: Vec<Value> = names.map(|name| json!({ "required": [name] })).collect();
            let limb = path == "condition.limb" || path == "definition";
            let operators = Operator::ALL.iter();
            let operators =
                operators.map(|operator| (operator.name(), self.operator(*operator, limb)));
            // A definition's name.
            let definition = [("use", json!({ "type": "string" }))];
            for (name, schema) in operators.chain(definition) {
                let place = places::join("predicate", name);
                properties.insert(name.into(), self.described(&place, schema));
            }
            table.insert("oneOf".into(), one.into());
        }
        table.insert("properties".into(), Value::Object(properties));
        if path == "field" {
            // A shared field says only what it changes.
            let shared: Vec<&String> = self.shared.iter().map(|(id, _)| id).collect();
            table.insert("required".into(), json!(["id"]));
            table.insert(
                "if".into(),
                json!({ "required": ["id"], "properties": { "id": { "enum": shared } } }),
            );
            table.insert(
                "then".into(),
                json!({ "propertyNames": { "enum": ["id", "label", "hint"] } }),
            );
            table.insert("else".into(), json!({ "required": required }));
        } else if !required.is_empty() {
            table.insert("required".into(), required.into());
        }
        table
    }

    /// What stands under the key at `path`.
    fn kind(&self, kind: &Kind, path: &str) -> Value {
        match kind {
            Kind::Format => json!({ "const": FORMAT }),
            Kind::Id if path == "procedure.varies_by" => json!({ "$ref": "#/$defs/choice" }),
            Kind::Id => json!({ "$ref": "#/$defs/id" }),
            Kind::Ids if path == "condition.limb.supports" => {
                list(json!({ "$ref": "#/$defs/field" }))
            }
            Kind::Ids => list(json!({ "$ref": "#/$defs/id" })),
            Kind::String => json!({ "$ref": "#/$defs/string" }),
            Kind::Strings => {
                let one = json!({ "$ref": "#/$defs/string" });
                json!({ "anyOf": [one, list(one.clone())] })
            }
            Kind::Text => json!({ "$ref": "#/$defs/text" }),
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Day => json!({ "type": "string", "format": "date" }),
            Kind::Days => {
                list(json!({ "anyOf": [{ "$ref": "#/$defs/date" }, { "const": "asOf" }] }))
            }
            Kind::Name(names) => json!({ "enum": names }),
            Kind::Predicate => json!({ "$ref": "#/$defs/predicate" }),
            Kind::Table(shape) => Value::Object(self.table(shape, path)),
            Kind::Tables(shape) => {
                let mut list = list(Value::Object(self.table(shape, path)));
                if let (Some(list), "condition.limb" | "procedure") = (list.as_object_mut(), path) {
                    list.insert("minItems".into(), 1.into());
                }
                list
            }
        }
    }

    /// What an operator takes; in a limb the members of an `any` are alternatives.
    fn operator(&self, operator: Operator, limb: bool) -> Value {
        let named = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
        let field = |types: FieldTypes| {
            let mut all = FieldType::ALL.into_iter().filter(|kind| types.has(*kind));
            named(match (all.next(), all.next()) {
                (Some(only), None) => only.name(),
                _ => "field",
            })
        };
        let list_of = |items: Value, most: usize| json!({ "type": "array", "minItems": 1, "maxItems": most, "items": items });
        let pair = |first: Value, second: Value| {
            json!({
                "type": "array",
                "prefixItems": [first, second],
                "minItems": 2,
                "maxItems": 2,
            })
        };
        let value = |types: FieldTypes| {
            if types.has(FieldType::Choices) {
                named("id")
            } else {
                json!({ "type": ["string", "boolean", "integer"] })
            }
        };
        match operator.takes() {
            Takes::Field(types) => field(types),
            Takes::FieldAndValue(types) => pair(field(types), value(types)),
            Takes::FieldAndValues(types) => pair(field(types), list_of(value(types), 64)),
            Takes::TwoFields(types) => pair(field(types), field(types)),
            Takes::FieldAndLimit(types) => {
                let number = json!({ "type": "integer", "minimum": 0, "maximum": MAX_INTEGER });
                pair(field(types), json!({ "anyOf": [number, field(types)] }))
            }
            Takes::TwoDays(_) => pair(named("day"), named("day")),
            Takes::TwoDaysAndYears(_) => json!({
                "type": "array",
                "prefixItems": [named("day"), named("day"), { "type": "integer", "minimum": 0 }],
                "minItems": 2,
                "maxItems": 3,
            }),
            Takes::Period => json!({ "const": true }),
            Takes::Predicates if limb && operator == Operator::Any => list(named("alternative")),
            Takes::Predicates => list(named("predicate")),
            Takes::Predicate => named("predicate"),
        }
    }

    fn definitions(&self) -> Map<String, Value> {
        let mut definitions = Map::new();
        let mut add = |name: &str, schema: Value| definitions.insert(name.into(), schema);
        add(
            "id",
            json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$", "maxLength": 64 }),
        );
        add(
            "string",
            json!({ "type": "string", "pattern": "\\S", "maxLength": 10_000 }),
        );
        add("text", Value::Object(self.table(&TEXT, "text")));
        add(
            "predicate",
            Value::Object(self.table(&PREDICATE, "predicate")),
        );
        add(
            "alternative",
            Value::Object(self.table(&ALTERNATIVE, "alternative")),
        );
        add(
            "definition",
            Value::Object(self.table(&PREDICATE, "definition")),
        );
        let shared: Vec<&String> = self.shared.iter().map(|(id, _)| id).collect();
        let own = json!({ "allOf": [{ "$ref": "#/$defs/id" }, { "not": { "enum": shared } }] });
        add("own", own);
        for (name, types) in [
            ("field", None),
            ("boolean", Some(&["boolean"][..])),
            ("choice", Some(&["choice"][..])),
            ("choices", Some(&["choices"][..])),
            ("items", Some(&["items"][..])),
            ("integer", Some(&["integer"][..])),
            ("date", Some(&["date"][..])),
            ("finding", Some(&["finding"][..])),
            ("decision", Some(&["decision"][..])),
            ("timed", Some(&["date", "fiscal_year"][..])),
        ] {
            // Offers the shared fields of that type, refuses those of others, and leaves the
            // ruleset's own to `rulesets check`.
            let takes = |kind: &String| types.is_none_or(|types| types.contains(&kind.as_str()));
            let offered = self.shared.iter().filter(|(_, kind)| takes(kind));
            let offered: Vec<&String> = offered.map(|(id, _)| id).collect();
            let own = json!({ "$ref": "#/$defs/own" });
            let any = if offered.is_empty() {
                vec![own]
            } else {
                vec![json!({ "enum": offered }), own]
            };
            add(name, json!({ "anyOf": any }));
        }
        add(
            "day",
            json!({ "anyOf": [
                { "$ref": "#/$defs/timed" },
                { "type": "string", "format": "date" },
                { "const": "asOf" },
            ] }),
        );
        definitions
    }
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The way to every key of a shape.
    fn paths(shape: &Shape, path: &str, into: &mut BTreeSet<String>) {
        for (key, kind, _) in shape.keys {
            let path = places::join(path, key);
            if let Kind::Table(shape) | Kind::Tables(shape) = kind {
                paths(shape, &path, into);
            }
            into.insert(path);
        }
    }

    #[test]
    fn every_key_is_described_and_nothing_else() {
        let mut wanted = BTreeSet::from(["define".to_owned(), "imprecise".to_owned()]);
        paths(&IMPRECISE, "imprecise", &mut wanted);
        paths(&DOCUMENT, "", &mut wanted);
        paths(&TEXT, "text", &mut wanted);
        paths(&ALTERNATIVE, "alternative", &mut wanted);
        let operators = Operator::NAMES.iter().copied().chain(["use"]);
        wanted.extend(operators.map(|name| places::join("predicate", name)));
        let mut described = BTreeSet::new();
        for (path, ja, en) in DESCRIPTIONS {
            assert!(described.insert((*path).to_owned()), "{path} twice");
            assert!(ja.ends_with('。') && en.ends_with('.'), "{path}");
        }
        assert_eq!(described, wanted);
    }
}
