//! Shorthand: operators that an author may write, and that the built ruleset says by others.
//!
//! What they mean is exactly what they are filled in with, so the engine need not know them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::places::{Places, join};
use super::problems::Problems;
use crate::engine::field::FieldType;
use crate::engine::operator::Operator;
use crate::engine::unknown::listed;

/// Their names.
pub(crate) const NAMES: [&str; 2] = ["in_order", "same"];
/// How many days can be put in order at once.
pub(crate) const MAX_IN_ORDER: usize = 8;

/// Fills in the shorthand in the predicates of `document`, whose fields are complete.
pub(super) fn expand(
    document: &mut Map<String, Value>,
    places: &mut Places<'_>,
    problems: &mut Problems,
) {
    let fields = document.get("field").cloned().unwrap_or_default();
    let mut shorthand = Shorthand {
        fields: &fields,
        places,
        problems,
    };
    for part in ["route", "condition", "duty", "result"] {
        for (at, table) in tables(document.get_mut(part)) {
            let path = format!("{part}[{at}]");
            shorthand.below(table, &path, &["when", "holds"]);
            for (at, limb) in tables(table.get_mut("limb")) {
                let path = format!("{path}.limb[{at}]");
                shorthand.below(limb, &path, &["when"]);
                shorthand.predicate(limb, &path);
            }
        }
    }
}

/// The tables of a list, each with its position.
fn tables(list: Option<&mut Value>) -> impl Iterator<Item = (usize, &mut Map<String, Value>)> {
    let list = list.and_then(Value::as_array_mut).into_iter().flatten();
    let tables = list.enumerate();
    tables.filter_map(|(at, entry)| Some((at, entry.as_object_mut()?)))
}

struct Shorthand<'d, 'p, 't> {
    fields: &'d Value,
    places: &'p mut Places<'t>,
    problems: &'p mut Problems,
}

impl Shorthand<'_, '_, '_> {
    /// Fills in the predicates under those keys of the table at `path`.
    fn below(&mut self, table: &mut Map<String, Value>, path: &str, keys: &[&str]) {
        for key in keys {
            if let Some(Value::Object(predicate)) = table.get_mut(*key) {
                self.predicate(predicate, &join(path, key));
            }
        }
    }

    /// Fills in the predicate at `path`, and those it is made of.
    fn predicate(&mut self, predicate: &mut Map<String, Value>, path: &str) {
        self.below(predicate, path, &["not", "else_reading"]);
        for joins in ["all", "any"] {
            for (at, member) in tables(predicate.get_mut(joins)) {
                self.predicate(member, &format!("{}[{at}]", join(path, joins)));
            }
        }
        let named = NAMES.into_iter().find(|name| predicate.contains_key(*name));
        let Some((name, operands)) = named.and_then(|name| Some((name, predicate.remove(name)?)))
        else {
            return;
        };
        let is_operator = |key: &&str| NAMES.contains(key) || Operator::from_name(key).is_some();
        let others: Vec<&str> = predicate
            .keys()
            .map(String::as_str)
            .filter(is_operator)
            .collect();
        if !others.is_empty() {
            let all = listed(&mut [name].into_iter().chain(others));
            let message = format!("needs one operator and has more than one, {all}");
            return self.problems.add(path, message);
        }
        let place = join(path, name);
        let meant = match name {
            "in_order" => in_order(&operands),
            _ => self.same(&operands),
        };
        match meant {
            Ok((operator, value)) => {
                let path = join(path, operator);
                if name == "in_order" {
                    self.move_days(&path, &place, &operands);
                }
                self.places.moved(path, place);
                predicate.insert(operator.to_owned(), value);
            }
            Err(message) => {
                self.problems.add(&place, message);
                // So that nothing is found lacking as well.
                predicate.insert("all".to_owned(), json!([]));
            }
        }
    }

    /// Notes where each day of each pair was written.
    fn move_days(&mut self, path: &str, place: &str, days: &Value) {
        let count = days.as_array().map_or(0, Vec::len);
        for (pair, (first, second)) in pairs(count).enumerate() {
            for (side, day) in [first, second].into_iter().enumerate() {
                let resolved = format!("{path}[{pair}].before[{side}]");
                self.places.moved(resolved, format!("{place}[{day}]"));
            }
        }
    }

    /// Two fields that have the same value: what that is, depends on their type.
    fn same(&self, operands: &Value) -> Result<(&'static str, Value), String> {
        let Some([first, second]) = operands.as_array().map(Vec::as_slice) else {
            return Err("needs a list of two fields".to_owned());
        };
        let (one, other) = (self.field(first)?, self.field(second)?);
        let kinds = [one, other].map(kind);
        let [Some(type_of_one), Some(type_of_other)] = kinds else {
            // That a field has no type is a mistake of its own.
            return Ok(("all", json!([])));
        };
        if type_of_one != type_of_other {
            return Err(format!(
                "compares a `{}` field with a `{}` field, which are never the same",
                type_of_one.name(),
                type_of_other.name()
            ));
        }
        let mut values = values(one);
        if type_of_one == FieldType::Decision {
            // One that is pending may still become any of these.
            values = ["approved", "rejected", "not_sought"]
                .map(Value::from)
                .to_vec();
        } else {
            let of_one: BTreeSet<String> = values.iter().map(Value::to_string).collect();
            if of_one != self::values(other).iter().map(Value::to_string).collect() {
                return Err("compares two fields whose options differ".to_owned());
            }
        }
        let both =
            |operator: &str| json!([{ operator: [first, second] }, { operator: [second, first] }]);
        let alike = |operator: &str, value: &Value| json!({ "all": [{ operator: [first, value] }, { operator: [second, value] }] });
        let each: Vec<Value> = match type_of_one {
            FieldType::Text => {
                return Err(
                    "of a text is known only that it says something; make the fields a \
                     `choice`, or `items` of one entry"
                        .to_owned(),
                );
            }
            FieldType::Integer => return Ok(("all", both("at_most"))),
            FieldType::Date => return Ok(("all", both("not_before"))),
            FieldType::Items => return Ok(("all", both("subset"))),
            FieldType::FiscalYear => return Ok(("within_years", json!([first, second, 0]))),
            FieldType::Choices => {
                let either =
                    |option| json!({ "any": [alike("has", option), alike("lacks", option)] });
                return Ok(("all", values.iter().map(either).collect()));
            }
            FieldType::Boolean | FieldType::Finding => {
                let values = [true, false].map(Value::from);
                values.iter().map(|value| alike("is", value)).collect()
            }
            FieldType::Choice | FieldType::Decision => {
                values.iter().map(|value| alike("is", value)).collect()
            }
        };
        // One member, so that a limb does not show them as alternatives.
        Ok(("all", json!([{ "any": each }])))
    }

    /// The field of that id.
    fn field(&self, id: &Value) -> Result<&Value, String> {
        let fields = self.fields.as_array().map_or(&[][..], Vec::as_slice);
        let found = fields.iter().find(|field| field.get("id") == Some(id));
        found.ok_or_else(|| {
            let ids = fields.iter().filter_map(|field| field.get("id")?.as_str());
            let ids: Vec<String> = ids.map(str::to_owned).collect();
            let name = id.as_str().unwrap_or_default();
            format!("unknown field {}", self.problems.unknown(name, ids.iter()))
        })
    }
}

fn kind(field: &Value) -> Option<FieldType> {
    FieldType::from_name(field.get("type")?.as_str()?)
}

/// The options of a field.
fn values(field: &Value) -> Vec<Value> {
    let options = field.get("options").and_then(Value::as_array);
    let options = options.into_iter().flatten();
    options
        .filter_map(|option| option.get("value").cloned())
        .collect()
}

/// Days in order: each is before all that come after it. So two that are known are compared though
/// those between them are blank.
fn in_order(days: &Value) -> Result<(&'static str, Value), String> {
    let days = days.as_array().map_or(&[][..], Vec::as_slice);
    if !(2..=MAX_IN_ORDER).contains(&days.len()) {
        return Err(format!(
            "needs a list of 2 to {MAX_IN_ORDER} days, the first first"
        ));
    }
    let before =
        |(first, second): (usize, usize)| json!({ "before": [days.get(first), days.get(second)] });
    Ok(("all", pairs(days.len()).map(before).collect()))
}

/// Every two of so many, the earlier first.
fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |first| (first + 1..count).map(move |second| (first, second)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::library::draft::Draft;
    use crate::library::sample::placed;

    /// A ruleset with one limb that asks `predicate`.
    fn town(predicate: &str) -> String {
        let field = |id: &str, kind: &str, options: &str| {
            format!(
                "[[field]]\nid = \"t.{id}\"\ntype = \"{kind}\"\nsupplier = \"officer\"\n\
                 label = {{ ja = \"{id}\" }}\n{options}\n"
            )
        };
        let options = |values: &[&str]| {
            let option =
                |value: &&str| format!("{{ value = \"{value}\", label = {{ ja = \"選\" }} }}");
            let options: Vec<String> = values.iter().map(option).collect();
            format!("options = [{}]", options.join(", "))
        };
        let fields = [
            field("a", "date", ""),
            field("b", "date", ""),
            field("c", "date", ""),
            field("n", "integer", ""),
            field("m", "integer", ""),
            field("k", "choice", &options(&["x", "y"])),
            field("l", "choice", &options(&["y", "x"])),
            field("o", "choice", &options(&["x", "z"])),
            field("s", "text", ""),
            field("t", "text", ""),
            field("d", "decision", ""),
            field("e", "decision", ""),
        ];
        format!(
            "ruleset = {{ format = 1, id = \"t\", version = \"1\", municipality = {{ ja = \"町\" }}, \
             title = {{ ja = \"基準\" }}, instrument = {{ ja = \"告示\" }} }}\n{}\n\
             [[condition]]\nid = \"c\"\nclause = \"第1条\"\ntopic = \"scope\"\ntitle = {{ ja = \"題\" }}\n\
             message = {{ ja = \"文\" }}\nremedy = {{ ja = \"文\" }}\n\
             [[condition.limb]]\nid = \"l\"\n{predicate}\n\
             [[procedure]]\nid = \"copy\"\ntitle = {{ ja = \"複写\" }}\nconditions = [\"c\"]\n",
            fields.concat()
        )
    }

    /// What the limb asks once it is built, or what is wrong: its place, and why.
    fn built(predicate: &str) -> Result<Value, Vec<String>> {
        let toml = town(predicate);
        match Draft::from_toml(&toml) {
            Ok(draft) => {
                let limb = draft.document.pointer("/condition/0/limb/0").unwrap();
                let mut limb = limb.as_object().unwrap().clone();
                limb.remove("id");
                Ok(limb.into())
            }
            Err(error) => Err(placed(error)),
        }
    }

    #[test]
    fn shorthand_is_said_by_what_it_is_short_for() {
        for (predicate, meant) in [
            (
                r#"in_order = ["t.a", "t.b", 2026-04-01]"#,
                json!({ "all": [
                    { "before": ["t.a", "t.b"] },
                    { "before": ["t.a", "2026-04-01"] },
                    { "before": ["t.b", "2026-04-01"] },
                ] }),
            ),
            (
                r#"same = ["t.a", "t.b"]"#,
                json!({ "all": [{ "not_before": ["t.a", "t.b"] }, { "not_before": ["t.b", "t.a"] }] }),
            ),
            (
                r#"not = { same = ["t.n", "t.m"] }"#,
                json!({ "not": {
                    "all": [{ "at_most": ["t.n", "t.m"] }, { "at_most": ["t.m", "t.n"] }],
                } }),
            ),
            (
                // The order of the options does not matter.
                r#"any = [{ same = ["t.k", "t.l"] }]"#,
                json!({ "any": [{ "all": [{ "any": [
                    { "all": [{ "is": ["t.k", "x"] }, { "is": ["t.l", "x"] }] },
                    { "all": [{ "is": ["t.k", "y"] }, { "is": ["t.l", "y"] }] },
                ] }] }] }),
            ),
        ] {
            assert_eq!(built(predicate), Ok(meant), "{predicate}");
        }
    }

    #[test]
    fn what_it_cannot_say_is_refused_where_it_is_written() {
        for (predicate, wrong) in [
            (
                r#"same = ["t.s", "t.t"]"#,
                "condition[0].limb[0].same: of a text is known only that it says something; make the fields a `choice`, or `items` of one entry",
            ),
            (
                r#"same = ["t.k", "t.o"]"#,
                "condition[0].limb[0].same: compares two fields whose options differ",
            ),
            (
                r#"same = ["t.k", "t.n"]"#,
                "condition[0].limb[0].same: compares a `choice` field with a `integer` field, which are never the same",
            ),
            (
                r#"same = ["t.k", "t.kk"]"#,
                "condition[0].limb[0].same: unknown field `t.kk`; did you mean `t.k`?",
            ),
            (
                r#"same = ["t.k"]"#,
                "condition[0].limb[0].same: needs a list of two fields",
            ),
            (
                r#"in_order = ["t.a"]"#,
                "condition[0].limb[0].in_order: needs a list of 2 to 8 days, the first first",
            ),
            (
                // Once, though it stands in two pairs.
                r#"in_order = ["t.a", "t.n", "t.c"]"#,
                "condition[0].limb[0].in_order[1]: `t.n` is a `integer` field; this takes `date`",
            ),
            (
                "in_order = [\"t.a\", \"t.b\"]\nstated = \"t.a\"",
                "condition[0].limb[0]: needs one operator and has more than one, `in_order`, `stated`",
            ),
        ] {
            assert_eq!(built(predicate), Err(vec![wrong.to_owned()]), "{predicate}");
        }
    }
}
