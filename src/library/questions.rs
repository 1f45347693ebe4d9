//! How fields are asked (`question`, `example`): texts for a form, and no part of the loaded ruleset.

use serde_json::{Map, Value};

use super::problems::Problems;
use crate::engine::document::Document;
use crate::engine::ruleset::{self, shape::Kind};

/// The keys of a field that say how it is asked.
pub(crate) const KEYS: [&str; 2] = ["question", "example"];

/// Takes what says how they are asked out of the fields of `document`: a table for each field.
pub(super) fn take(document: &mut Map<String, Value>, problems: &mut Problems) -> Value {
    let fields = document.get_mut("field").and_then(Value::as_array_mut);
    let mut take = |(at, field): (usize, &mut Value)| {
        let mut asked = Map::new();
        for key in KEYS {
            let Some(text) = field.as_object_mut().and_then(|field| field.remove(key)) else {
                continue;
            };
            let path = format!("field[{at}].{key}");
            problems.extend(ruleset::problems(
                &Document::from(&text),
                &path,
                &Kind::Text,
            ));
            asked.insert(key.into(), text);
        }
        Value::Object(asked)
    };
    let fields = fields.into_iter().flatten().enumerate();
    fields.map(&mut take).collect()
}

/// How the fields of `document` are asked, by their ids; those of which nothing is said are left out.
pub fn by_field(document: &Value, questions: &Value) -> Value {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let fields = list(document.get("field")).into_iter();
    let asked = fields.zip(list(Some(questions)));
    asked
        .filter(|(_, asked)| asked.as_object().is_some_and(|asked| !asked.is_empty()))
        .filter_map(|(field, asked)| Some((field.get("id")?.as_str()?.to_owned(), asked)))
        .collect::<Map<String, Value>>()
        .into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::library::draft::Draft;

    /// A small ruleset whose one shared field is also said to be asked like this.
    fn town(lines: &str) -> String {
        format!(
            r#"
            ruleset = {{ format = 1, id = "t", version = "1", municipality = {{ ja = "町" }}, title = {{ ja = "基準" }}, instrument = {{ ja = "告示" }} }}

            [[field]]
            id = "information.deceased"
            {lines}

            [[route]]
            id = "dead"
            when = {{ yes = "information.deceased" }}
            verdict = "not_regulated"
            clause = "第1条"
            message = {{ ja = "対象外です。" }}

            [[procedure]]
            id = "copy"
            title = {{ ja = "複写" }}
            routes = ["dead"]
            "#
        )
    }

    #[test]
    fn how_a_field_is_asked_is_no_part_of_the_document() {
        let (plain, asked) = (town(""), town(r#"question = { ja = "死者だけですか。" }"#));
        let (plain, asked) = (Draft::from_toml(&plain), Draft::from_toml(&asked));
        let (plain, asked) = (plain.unwrap(), asked.unwrap());
        assert_eq!(plain.document, asked.document);
        let said = |draft: &Draft<'_>| by_field(&draft.document, &draft.questions);
        let shared = json!({ "ja": "亡くなった方の情報ですか。", "en": "Is it information on people who have died?" });
        assert_eq!(said(&plain)["information.deceased"]["question"], shared);
        let own = json!({ "information.deceased": { "question": { "ja": "死者だけですか。" } } });
        assert_eq!(said(&asked), own);
    }

    #[test]
    fn a_question_that_is_no_text_is_named_where_it_stands() {
        let text = town(r#"question = "死者だけですか。""#);
        let error = Draft::from_toml(&text).unwrap_err().to_string();
        assert!(error.contains("field[0].question"), "{error}");
    }
}
