//! What an overlay takes out of its base, and what it numbers anew.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::problems::Problems;
use crate::engine::ruleset::shape::{Kind, Shape};

/// What is struck out: all that stands under a clause, or one part by its id.
pub(crate) const DELETED: Shape = Shape {
    keys: &[
        ("clause", Kind::String, false),
        ("route", Kind::Id, false),
        ("condition", Kind::Id, false),
        ("limb", Kind::Id, false),
        ("duty", Kind::Id, false),
        ("result", Kind::Id, false),
        ("reading", Kind::Id, false),
        ("field", Kind::Id, false),
        ("procedure", Kind::Id, false),
    ],
    operator: false,
};
/// A clause of the base that has another number here.
pub(crate) const RENUMBERED: Shape = Shape {
    keys: &[("clause", Kind::String, true), ("to", Kind::String, true)],
    operator: false,
};

/// The lists of parts, and what a procedure calls each.
pub(crate) const LISTS: [(&str, Option<&str>); 7] = [
    ("field", None),
    ("reading", Some("readings")),
    ("route", Some("routes")),
    ("condition", Some("conditions")),
    ("duty", Some("duties")),
    ("result", Some("results")),
    ("procedure", None),
];

pub(super) type Table = Map<String, Value>;

/// Strikes out of the base what the lines name.
pub(super) fn delete(whole: &mut Table, lines: &[Value], problems: &mut Problems) {
    for (at, line) in lines.iter().enumerate() {
        let named: Vec<_> = line.as_object().into_iter().flatten().collect();
        let [(what, named)] = named.as_slice() else {
            let message = "needs one of these: a `clause`, or the id of a part";
            problems.add(&format!("deleted[{at}]"), message);
            continue;
        };
        let named = named.as_str().unwrap_or_default();
        let mut known = Vec::new();
        let mut found = false;
        let mut goes = |name: String, goes: bool| {
            known.push(name);
            found |= goes;
            goes
        };
        for (list, listed) in LISTS {
            let by_clause = *what == "clause" && list != "field" && list != "procedure";
            let limbs = *what == "limb" && list == "condition";
            if !by_clause && !limbs && *what != list {
                continue;
            }
            let mut gone = Vec::new();
            let mut parts = take(whole, list);
            parts.retain_mut(|part| {
                let own = id(part).unwrap_or_default().to_owned();
                if limbs {
                    let limbs = part.get_mut("limb").and_then(Value::as_array_mut);
                    if let Some(limbs) = limbs {
                        limbs.retain(|limb| {
                            let name = format!("{own}.{}", id(limb).unwrap_or_default());
                            let is_named = name == named;
                            !goes(name, is_named)
                        });
                    }
                    return true;
                }
                let clause = part.get("clause").and_then(Value::as_str);
                let clause = clause.unwrap_or_default();
                let out = match by_clause {
                    true => goes(clause.to_owned(), below(named, clause).is_some()),
                    false => goes(own.clone(), own == named),
                };
                if out {
                    gone.push(Value::from(own));
                }
                !out
            });
            whole.insert(list.to_owned(), parts.into());
            for procedure in procedures(whole) {
                let entries = listed.and_then(|listed| procedure.get_mut(listed));
                if let Some(entries) = entries.and_then(Value::as_array_mut) {
                    entries.retain(|entry| !gone.contains(entry));
                }
            }
        }
        if !found {
            unknown(
                problems,
                &format!("deleted[{at}].{what}"),
                what,
                named,
                &known,
            );
        }
    }
}

/// Gives clauses of the base their new numbers, all at once.
pub(super) fn renumber(whole: &mut Table, lines: &[Value], problems: &mut Problems) {
    let lines = lines.iter().filter_map(Value::as_object);
    let lines: Vec<_> = lines
        .map(|line| (text(line, "clause"), text(line, "to")))
        .collect();
    let mut known = Vec::new();
    let mut used = BTreeSet::new();
    for value in whole.values_mut() {
        each_string(value, "", &mut |key, clause| {
            if key != "clause" && key != "also_cite" {
                return;
            }
            known.push(clause.clone());
            let renumbered = lines.iter().enumerate().filter_map(|(at, (from, to))| {
                let rest = below(from, clause)?;
                Some((from.len(), at, format!("{to}{rest}")))
            });
            // The line that names it most closely.
            if let Some((_, at, renumbered)) = renumbered.max() {
                used.insert(at);
                *clause = renumbered;
            }
        });
    }
    for (at, (from, _)) in lines.iter().enumerate() {
        if !used.contains(&at) {
            unknown(
                problems,
                &format!("renumbered[{at}].clause"),
                "clause",
                from,
                &known,
            );
        }
    }
}

/// The parts of a list, taken out.
pub(super) fn take(whole: &mut Table, list: &str) -> Vec<Value> {
    match whole.remove(list) {
        Some(Value::Array(parts)) => parts,
        _ => Vec::new(),
    }
}

/// The procedures there are.
pub(super) fn procedures(whole: &mut Table) -> impl Iterator<Item = &mut Table> {
    let list = whole.get_mut("procedure");
    let list = list.and_then(Value::as_array_mut).into_iter().flatten();
    list.filter_map(Value::as_object_mut)
}

/// The base has nothing of that name, where the overlay says `named`.
pub(super) fn unknown(
    problems: &mut Problems,
    path: &str,
    what: &str,
    named: &str,
    known: &[String],
) {
    let unknown = problems.unknown(named, known.iter());
    problems.add(path, format!("the base has no {what} {unknown}"));
}

/// What is written under that key, if it is a string.
pub(super) fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The id of a part.
pub(super) fn id(part: &Value) -> Option<&str> {
    part.get("id")?.as_str()
}

/// The ids of a list.
pub(super) fn ids(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(id).map(str::to_owned).collect()
}

/// Calls `change` for every string in `value`, with the key that it, or its list, stands under.
pub(super) fn each_string(
    value: &mut Value,
    key: &str,
    change: &mut impl FnMut(&str, &mut String),
) {
    match value {
        Value::String(text) => change(key, text),
        Value::Array(list) => {
            for value in list {
                each_string(value, key, change);
            }
        }
        Value::Object(table) => {
            for (key, value) in table {
                each_string(value, key, change);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What of `clause` comes after `article`, where it is that or a part of it: 第7条第2項 is of 第7条,
/// 第7条の2 is not, nor is 別記第13 of 別記第1.
fn below<'c>(article: &str, clause: &'c str) -> Option<&'c str> {
    let digit = |sign: char| sign.is_numeric() || "〇一二三四五六七八九十百千".contains(sign);
    let rest = clause.strip_prefix(article)?;
    let other = match (article.chars().last()?, rest.chars().next()) {
        (_, Some('の' | '-' | '－')) => true,
        (last, Some(next)) => digit(last) && digit(next),
        (_, None) => false,
    };
    (!other).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_clause_is_below_its_article_and_no_other() {
        for (article, clause, rest) in [
            ("第7条", "第7条", Some("")),
            ("第7条", "第7条第2項ただし書", Some("第2項ただし書")),
            ("第6条第2項第4号", "第6条第2項第4号ロ", Some("ロ")),
            ("6(4)", "6(4)ただし書", Some("ただし書")),
            ("第7条", "第7条の2", None),
            ("別記第1", "別記第13第2項", None),
            ("第十", "第十一", None),
            ("5(7)", "5(7)-2", None),
            ("第7条第2項", "第7条", None),
            ("", "第7条", None),
        ] {
            assert_eq!(below(article, clause), rest, "{article} {clause}");
        }
    }
}
