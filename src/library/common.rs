//! What many texts say in the same words (`[[common]]`): taken up with a line, under the text's own
//! clause. The built ruleset has the parts as if they had been written out.

use serde_json::{Map, Value, json};

use super::parse::parse;
use super::places::Places;
use super::problems::Problems;
use crate::engine::document::Document;
use crate::engine::ruleset;
use crate::engine::ruleset::shape::{Kind, Shape};

/// The parts, by what they are called.
const PARTS: &str = include_str!("common.toml");
const NAMES: [&str; 8] = [
    "silent",
    "banned",
    "instructed",
    "consent",
    "in_writing",
    "secrecy",
    "return",
    "accident",
];
/// A line that takes some of them up.
pub(crate) const LINE: Shape = Shape {
    keys: &[
        ("is", Kind::Name(&NAMES), true),
        ("procedures", Kind::Ids, true),
        ("clause", Kind::String, true),
    ],
    operator: false,
};
/// The lists they may stand in, and what a procedure calls each.
const LISTS: [(&str, Option<&str>); 4] = [
    ("field", None),
    ("route", Some("routes")),
    ("condition", Some("conditions")),
    ("duty", Some("duties")),
];

/// Writes out what `document` takes up, after what it says itself.
pub(super) fn write_out(
    document: &mut Map<String, Value>,
    places: &mut Places<'_>,
    problems: &mut Problems,
) {
    let Some(lines) = document.remove("common") else {
        return;
    };
    let malformed = ruleset::problems(&Document::from(&lines), "common", &Kind::Tables(&LINE));
    if !malformed.is_empty() {
        return problems.extend(malformed);
    }
    let known = parse(PARTS).map_or_else(|_| Map::new(), |parsed| parsed.document);
    let translated = document
        .get("ruleset")
        .is_some_and(|header| header.pointer("/title/en").is_some());
    for (at, line) in lines.as_array().into_iter().flatten().enumerate() {
        let text = |key: &str| line.get(key).and_then(Value::as_str).unwrap_or_default();
        let procedures = line.get("procedures").and_then(Value::as_array);
        for (nth, name) in procedures.into_iter().flatten().enumerate() {
            let Some((procedure, title)) = procedure(document, name) else {
                let ids = ids(document.get("procedure"));
                let name = name.as_str().unwrap_or_default();
                let unknown = problems.unknown(name, ids.iter());
                let path = format!("common[{at}].procedures[{nth}]");
                problems.add(&path, format!("unknown procedure {unknown}"));
                continue;
            };
            let filling = Filling {
                clause: text("clause"),
                procedure: name.as_str().unwrap_or_default(),
                title: &title,
                translated,
            };
            for (list, listed) in LISTS {
                let parts = known.get(text("is")).and_then(|parts| parts.get(list));
                for part in parts.and_then(Value::as_array).into_iter().flatten() {
                    let part = filling.fill(part);
                    let id = part.get("id").cloned().unwrap_or_default();
                    // One that names no procedure is written out for the first of them.
                    let there =
                        nth > 0 && ids(document.get(list)).iter().any(|known| id == **known);
                    if !there && let Some(entries) = entries(document, list) {
                        places.moved(
                            format!("{list}[{}]", entries.len()),
                            format!("common[{at}]"),
                        );
                        entries.push(part);
                    }
                    let table = document.get_mut("procedure");
                    let table = table.and_then(|list| list.get_mut(procedure)?.as_object_mut());
                    if let (Some(listed), Some(table)) = (listed, table)
                        && let Some(entries) = entries(table, listed)
                    {
                        entries.push(id);
                    }
                }
            }
        }
    }
}

/// The list under `key`, made where there is nothing.
fn entries<'d>(table: &'d mut Map<String, Value>, key: &str) -> Option<&'d mut Vec<Value>> {
    let list = table.entry(key).or_insert_with(|| json!([]));
    list.as_array_mut()
}

/// The position of a procedure, and its title.
fn procedure(document: &Map<String, Value>, id: &Value) -> Option<(usize, Value)> {
    let list = document.get("procedure")?.as_array()?;
    let mut named = list.iter().enumerate();
    let (at, table) = named.find(|(_, table)| table.get("id") == Some(id))?;
    Some((at, table.get("title").cloned().unwrap_or_default()))
}

/// The ids of a list of tables.
fn ids(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let ids = list.filter_map(|entry| entry.get("id")?.as_str());
    ids.map(str::to_owned).collect()
}

/// What stands in the places of a part.
struct Filling<'l> {
    clause: &'l str,
    procedure: &'l str,
    title: &'l Value,
    /// Whether the ruleset is written in both languages.
    translated: bool,
}

impl Filling<'_> {
    fn fill(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.filled(text, "ja").into(),
            Value::Array(list) => list.iter().map(|value| self.fill(value)).collect(),
            Value::Object(table) => {
                let is_text = table.contains_key("ja");
                let entry = |(key, value): (&String, &Value)| match value {
                    Value::String(_) if is_text && key != "ja" && !self.translated => None,
                    Value::String(text) if is_text => {
                        Some((key.clone(), self.filled(text, key).into()))
                    }
                    value => Some((key.clone(), self.fill(value))),
                };
                Value::Object(table.iter().filter_map(entry).collect())
            }
            other => other.clone(),
        }
    }

    fn filled(&self, text: &str, lang: &str) -> String {
        let title = self.title.get(lang).or_else(|| self.title.get("ja"));
        let title = title.and_then(Value::as_str).unwrap_or_default();
        text.replace("{clause}", self.clause)
            .replace("{procedure}", self.procedure)
            .replace("{title}", title)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::library::draft::Draft;
    use crate::library::sample::placed;

    /// A ruleset with one route of its own, that takes up `common`.
    fn town(common: &str, english: bool) -> String {
        let text = |ja: &str, en: &str| match english {
            true => format!("{{ ja = \"{ja}\", en = \"{en}\" }}"),
            false => format!("{{ ja = \"{ja}\" }}"),
        };
        let procedure = |id: &str, title: &str, routes: &str| {
            format!("[[procedure]]\nid = \"{id}\"\ntitle = {title}\n{routes}\n")
        };
        [
            format!("common = [{common}]\n"),
            format!(
                "[ruleset]\nformat = 1\nid = \"t\"\nversion = \"1\"\nmunicipality = {}\n\
                 title = {}\ninstrument = {}\n",
                text("町", "Town"),
                text("基準", "Rules"),
                text("告示", "Notice")
            ),
            format!(
                "[[route]]\nid = \"dead\"\nwhen = {{ yes = \"information.deceased\" }}\n\
                 verdict = \"not_regulated\"\nclause = \"第1条\"\nmessage = {}\n",
                text("対象外です。", "Out of scope.")
            ),
            procedure("copy", &text("複写", "copying"), "routes = [\"dead\"]"),
            procedure("takeout", &text("持出し", "take-out"), ""),
        ]
        .concat()
    }

    fn built(common: &str, english: bool) -> Result<Value, Vec<String>> {
        match Draft::from_toml(&town(common, english)) {
            Ok(draft) => Ok(draft.document.clone()),
            Err(error) => Err(placed(error)),
        }
    }

    #[test]
    fn every_part_can_be_taken_up_and_no_other() {
        let parts = parse(PARTS).unwrap().document;
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        assert_eq!(parts.keys().collect::<Vec<_>>(), names);
        for name in NAMES {
            let line = format!(
                "{{ is = \"{name}\", procedures = [\"takeout\", \"copy\"], clause = \"第9条\" }}"
            );
            let document = built(&line, true).unwrap();
            for place in ["{clause}", "{procedure}", "{title}"] {
                assert!(!document.to_string().contains(place), "{name}: {place}");
            }
        }
    }

    #[test]
    fn a_consent_is_written_out_for_each_procedure_under_the_clause_of_the_text() {
        let line = r#"{ is = "consent", procedures = ["copy", "takeout"], clause = "第9条" }"#;
        let document = built(line, true).unwrap();
        let ids = |list: &str| ids(document.get(list));
        assert_eq!(ids("condition"), ["consent-copy", "consent-takeout"]);
        assert_eq!(document["condition"][1]["clause"], "第9条");
        assert_eq!(
            document["condition"][1]["limb"],
            json!([{ "id": "given", "decided": "decision.takeout.consent" }])
        );
        assert_eq!(
            document["procedure"][0]["conditions"],
            json!(["consent-copy"])
        );
        let field = &document["field"][1];
        assert_eq!(field["id"], "decision.copy.consent");
        assert_eq!(
            field["label"],
            json!({ "ja": "承諾（複写）", "en": "consent (copying)" })
        );
    }

    #[test]
    fn what_names_no_procedure_is_there_once_and_behind_what_the_text_says_itself() {
        let line = r#"{ is = "silent", procedures = ["copy", "takeout"], clause = "全文" }"#;
        let document = built(line, true).unwrap();
        assert_eq!(ids(document.get("route")), ["dead", "silent"]);
        assert_eq!(
            document["procedure"][0]["routes"],
            json!(["dead", "silent"])
        );
        assert_eq!(document["procedure"][1]["routes"], json!(["silent"]));
    }

    #[test]
    fn a_text_in_japanese_alone_stays_in_japanese() {
        let line = r#"{ is = "banned", procedures = ["copy"], clause = "第8条" }"#;
        let document = built(line, false).unwrap();
        assert_eq!(
            document["route"][1]["message"],
            json!({ "ja": "複写は禁じられていて、承諾の手続はありません。" })
        );
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_at_the_line() {
        for (line, wrong) in [
            (
                r#"{ is = "consnt", procedures = ["copy"], clause = "第9条" }"#,
                "common[0].is: unknown name `consnt`; one of `silent`, `banned`, `instructed`, `consent`, `in_writing`, `secrecy`, `return`, `accident`; did you mean `consent`?",
            ),
            (
                r#"{ is = "consent", procedures = ["cpy"], clause = "第9条" }"#,
                "common[0].procedures[0]: unknown procedure `cpy`; did you mean `copy`?",
            ),
            (
                r#"{ is = "consent", procedures = ["copy"] }"#,
                "common[0].clause: is missing",
            ),
            (
                r#"{ is = "accident", procedures = ["copy"], clause = "第1条" }, { is = "accident", procedures = ["takeout"], clause = "第2条" }"#,
                "common[1].id: `accident` is used twice",
            ),
        ] {
            let found = built(line, true).unwrap_err();
            assert!(
                found.iter().any(|found| found.starts_with(wrong)),
                "{found:?}"
            );
        }
    }
}
