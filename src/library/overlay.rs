//! A text written as what it changes in another (`based_on`): an amendment, or a neighbour's text.
//!
//! It says what an amendment says: what is struck out (`[[deleted]]`, 「第7条を削る」), what gets another
//! number (`[[renumbered]]`, 「第8条を第7条とする」), and parts: a new id is added (`after` = 「第5条の次に
//! 次の一条を加える」), a known one is amended in the keys it gives (「次のように改める」). What comes of it is
//! the whole text as if it had been written out; nothing after this knows that there was an overlay.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::common;
use super::places::{BASED_ON as PLACE_OF_BASE, Laid, MAX_NESTING, Places, join};
use super::problems::Problems;
use super::shorthand;
use super::strike::{
    DELETED, LISTS, RENUMBERED, Table, delete, each_string, id, ids, procedures, renumber, take,
    text, unknown,
};
use super::vocabulary::{judged_by_id, own_prefixes, shared_types, strings};
use crate::engine::document::Document;
use crate::engine::operator::Operator;
use crate::engine::ruleset;
use crate::engine::ruleset::shape::{DOCUMENT, Kind, Shape};
use crate::engine::unknown::listed;

/// How many texts may be based on one another.
pub(super) const MAX_DEEP: usize = 8;

/// How many parts of a list an overlay may write: no list has more, which the engine says.
const MAX_WRITTEN: usize = 2_000;

/// Which text an overlay is based on, as reports and receipts name it.
pub(crate) const BASED_ON: Shape = Shape {
    keys: &[
        ("id", Kind::Id, true),
        ("version", Kind::String, true),
        ("sha256", Kind::String, true),
    ],
    operator: false,
};
/// Which text an overlay is based on.
pub(super) struct BasedOn {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) sha256: String,
}

/// Takes out of `document` on which text it is based, if it is an overlay.
pub(super) fn based_on(document: &mut Table, problems: &mut Problems) -> Option<BasedOn> {
    let header = document.get_mut("ruleset")?.as_object_mut()?;
    let claim = header.remove("based_on")?;
    let place = PLACE_OF_BASE;
    let malformed = ruleset::problems(&Document::from(&claim), place, &Kind::Table(&BASED_ON));
    problems.extend(malformed);
    let text = |key: &str| claim.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(BasedOn {
        id: text("id").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        sha256: text("sha256").unwrap_or_default(),
    })
}

/// The whole text that `over` makes of `base`, both as written, and what of it stands where in the
/// overlay's file. The mistakes are by that file's own paths.
pub(super) fn lay(base: Table, mut over: Table, problems: &mut Problems) -> (Table, Laid) {
    let mut whole = base;
    // The hashes of the text that the base was written from.
    whole.remove("source");
    // So that what stands in a line can be amended like any part.
    common::write_out(&mut whole, &mut Places::default(), problems);
    let mut laying = Laying {
        whole,
        own: BTreeSet::new(),
        problems,
    };
    for (key, shape) in [("deleted", &DELETED), ("renumbered", &RENUMBERED)] {
        let Some(lines) = over.remove(key) else {
            continue;
        };
        let kind = Kind::Tables(shape);
        let malformed = ruleset::problems(&Document::from(&lines), key, &kind);
        match lines.as_array().filter(|_| malformed.is_empty()) {
            None => laying.problems.extend(malformed),
            Some(lines) if key == "deleted" => delete(&mut laying.whole, lines, laying.problems),
            Some(lines) => renumber(&mut laying.whole, lines, laying.problems),
        }
    }
    let mut laid = Laid::default();
    for (key, value) in &mut over {
        bear_place(value, key);
        if !is_put_together(key) {
            laid.insert(key.clone(), key.clone());
        }
    }
    if let Some(Value::Object(header)) = over.remove("ruleset") {
        laying.header(header);
    }
    let mut new = Vec::new();
    let mut given = BTreeSet::new();
    for (list, listed) in LISTS {
        let Some(Value::Array(parts)) = over.remove(list) else {
            continue;
        };
        if list == "procedure" {
            given = lists_in(&parts);
        }
        let base = take(&mut laying.whole, list);
        let (parts, after) = laying.merged(list, base, parts);
        laying.whole.insert(list.to_owned(), parts.into());
        let listed = after.into_iter().filter_map(|after| Some((listed?, after)));
        new.extend(listed);
    }
    laying.list_new(&new, &given);
    if let Some(Value::Object(define)) = over.remove("define") {
        for name in define.keys().map(|name| join("define", name)) {
            laid.insert(name.clone(), name);
        }
        laying.define(define);
    }
    if let Some(Value::Array(notes)) = over.remove("imprecise") {
        let mut all = take(&mut laying.whole, "imprecise");
        all.extend(notes);
        laying.whole.insert("imprecise".to_owned(), all.into());
    }
    // The lines of common clauses, and what is no list though it should be.
    laying.whole.extend(over);
    laying.drop_unnamed();
    for (key, value) in &mut laying.whole {
        give_up_place(value, key, &mut laid);
    }
    (laying.whole, laid)
}

/// The key under which a table of the overlay bears its place there until all are put together; no
/// TOML has it.
const PLACE: &str = "\0";

/// Notes in every table of a list, and of the lists in it, where it stands.
fn bear_place(value: &mut Value, path: &str) {
    for (at, entry) in value.as_array_mut().into_iter().flatten().enumerate() {
        let path = format!("{path}[{at}]");
        if let Some(table) = entry.as_object_mut() {
            if let Some(limbs) = table.get_mut("limb") {
                bear_place(limbs, &join(&path, "limb"));
            }
            table.insert(PLACE.to_owned(), path.into());
        }
    }
}

/// Takes those notes out again, now that it is known where everything stands in the whole.
fn give_up_place(value: &mut Value, path: &str, laid: &mut Laid) {
    for (at, entry) in value.as_array_mut().into_iter().flatten().enumerate() {
        let path = format!("{path}[{at}]");
        let Some(table) = entry.as_object_mut() else {
            continue;
        };
        if let Some(Value::String(place)) = table.remove(PLACE) {
            // What of it is the base's stands there too.
            let limbs = table.get("limb").and_then(Value::as_array);
            for limb in 0..limbs.map_or(0, Vec::len) {
                laid.insert(format!("{path}.limb[{limb}]"), join(&place, "id"));
            }
            laid.insert(path.clone(), place);
        }
        if let Some(limbs) = table.get_mut("limb") {
            give_up_place(limbs, &join(&path, "limb"), laid);
        }
    }
}

/// A new part, which comes after another.
struct After {
    after: String,
    id: String,
}

struct Laying<'p> {
    whole: Table,
    /// The definitions of the overlay.
    own: BTreeSet<String>,
    problems: &'p mut Problems,
}

impl Laying<'_> {
    fn header(&mut self, over: Table) {
        let mut header = match self.whole.remove("ruleset") {
            Some(Value::Object(header)) => header,
            _ => Table::new(),
        };
        let [theirs, own] = [&header, &over].map(|header| text(header, "id").to_owned());
        let mut wanted = vec!["id", "version"];
        if header.contains_key("in_force") {
            wanted.push("in_force");
        }
        if theirs != own {
            wanted.extend(["municipality", "title", "instrument"]);
        }
        wanted.retain(|key| !over.contains_key(*key));
        if !wanted.is_empty() {
            let wanted = listed(&mut wanted.into_iter());
            let message = format!("is another text than its base: say its own {wanted}");
            self.problems.add("ruleset", message);
        }
        if theirs != own {
            header.remove("aliases");
            header.remove("source");
            self.rename(&theirs, &own);
        }
        header.extend(over);
        self.whole.insert("ruleset".to_owned(), header.into());
    }

    /// Makes the facts that are the base's own the other town's own.
    fn rename(&mut self, theirs: &str, own: &str) {
        let prefixes = [theirs, own].map(|id| {
            let mut prefixes = own_prefixes(id);
            prefixes.retain(|prefix| prefix != "finding." && prefix != "decision.");
            prefixes
        });
        let [theirs, own] = prefixes;
        let renamed = |id: &str| {
            let mut prefixes = theirs.iter().enumerate();
            prefixes.find_map(|(at, prefix)| {
                let rest = id.strip_prefix(prefix)?;
                Some(format!("{}{rest}", own.get(at).or(own.first())?))
            })
        };
        let ids: BTreeSet<String> = ids(self.whole.get("field")).into_iter().collect();
        for value in self.whole.values_mut() {
            each_string(value, "", &mut |_, text| {
                if ids.contains(text)
                    && let Some(renamed) = renamed(text)
                {
                    *text = renamed;
                }
            });
        }
    }

    /// A list of the base, with what the overlay writes of it, and which of that comes after what.
    fn merged(
        &mut self,
        list: &str,
        mut parts: Vec<Value>,
        written: Vec<Value>,
    ) -> (Vec<Value>, Vec<After>) {
        let mut placed = Vec::new();
        if written.len() > MAX_WRITTEN {
            parts.extend(written);
            return (parts, placed);
        }
        for value in written {
            let Value::Object(mut table) = value else {
                parts.push(value);
                continue;
            };
            let after = table.remove("after");
            let place = text(&table, PLACE).to_owned();
            let own = text(&table, "id").to_owned();
            let there = |wanted: &str, parts: &[Value]| {
                let mut parts = parts.iter();
                parts.position(|part| id(part) == Some(wanted) && !wanted.is_empty())
            };
            // One that is written twice is the engine's to say.
            let of_base = there(&own, &parts).and_then(|at| parts.get_mut(at)?.as_object_mut());
            if let Some(part) = of_base.filter(|part| !part.contains_key(PLACE)) {
                if after.is_some() {
                    let message = "is for what is new; the base has this already";
                    self.problems.add(&join(&place, "after"), message);
                }
                self.amend(list, part, table);
                continue;
            }
            let ids = || {
                parts
                    .iter()
                    .filter_map(id)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            if let Some(lacking) = lacking(list, &own, &table) {
                let unknown = self.problems.unknown(&own, ids().iter());
                let message =
                    format!("needs {lacking} if it is new; the base has no {list} {unknown}");
                self.problems.add(&join(&place, "id"), message);
                continue;
            }
            let mut at = parts.len();
            if let Some(after) = after {
                let after = after.as_str().unwrap_or_default();
                match there(after, &parts) {
                    None => unknown(self.problems, &join(&place, "after"), list, after, &ids()),
                    Some(found) => {
                        at = found + 1;
                        let after = after.to_owned();
                        placed.push(After { after, id: own });
                    }
                }
            }
            parts.insert(at, table.into());
        }
        (parts, placed)
    }

    /// Puts what the overlay writes of a part in the place of what the base has under the same keys.
    fn amend(&mut self, list: &str, part: &mut Table, over: Table) {
        if shape(list).is_some_and(|shape| shape.operator)
            && over.keys().any(|key| is_operator(key))
        {
            part.retain(|key, _| !is_operator(key));
        }
        for (key, value) in over {
            let value = match (key.as_str(), value, part.remove(&key)) {
                ("limb", Value::Array(written), Some(Value::Array(limbs))) => {
                    self.merged("limb", limbs, written).0.into()
                }
                (_, value, _) => value,
            };
            part.insert(key, value);
        }
    }

    /// Lists what is new after what it comes after, but where the overlay gives the list itself.
    fn list_new(&mut self, new: &[(&str, After)], given: &BTreeSet<(String, String)>) {
        for (listed, After { after, id }) in new {
            for procedure in procedures(&mut self.whole) {
                let of = (text(procedure, "id").to_owned(), (*listed).to_owned());
                let entries = procedure.get_mut(*listed).and_then(Value::as_array_mut);
                let Some(entries) = entries.filter(|_| !given.contains(&of)) else {
                    continue;
                };
                if let Some(at) = entries.iter().position(|entry| entry == after.as_str()) {
                    entries.insert(at + 1, id.as_str().into());
                }
            }
        }
    }

    fn define(&mut self, over: Table) {
        self.own.extend(over.keys().cloned());
        let define = self.whole.entry("define").or_insert_with(|| json!({}));
        if let Some(define) = define.as_object_mut() {
            define.extend(over);
        }
    }

    /// Drops what of the base only its struck out and amended parts named: definitions, readings and
    /// fields. And its notes on what is no more.
    fn drop_unnamed(&mut self) {
        let mut standing = BTreeSet::new();
        for part in self
            .whole
            .get("route")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            standing.extend(id(part).map(str::to_owned));
        }
        for part in self
            .whole
            .get("condition")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let own = id(part).unwrap_or_default();
            let limbs = ids(part.get("limb")).into_iter();
            standing.extend(limbs.map(|limb| format!("{own}.{limb}")));
        }
        let is_standing = |note: &Value| {
            let between = note.get("between").and_then(Value::as_array);
            let mut between = between.into_iter().flatten().filter_map(Value::as_str);
            note.get(PLACE).is_some() || between.all(|name| standing.contains(name))
        };
        let mut notes = take(&mut self.whole, "imprecise");
        notes.retain(is_standing);
        if !notes.is_empty() {
            self.whole.insert("imprecise".to_owned(), notes.into());
        }
        // One may be named by another alone, as definitions are.
        for _ in 0..MAX_NESTING {
            if !self.drop_some() {
                return;
            }
        }
    }

    /// Drops what nothing names; whether there was any.
    fn drop_some(&mut self) -> bool {
        let mut named = BTreeSet::new();
        for (list, value) in &self.whole {
            let has_texts = list == "field" || list == "reading";
            for part in value
                .as_array()
                .map_or(std::slice::from_ref(value), Vec::as_slice)
            {
                for (key, value) in part.as_object().into_iter().flatten() {
                    if !has_texts || key != "id" {
                        strings(value, &mut |text| {
                            named.insert(text.to_owned());
                        });
                    }
                }
            }
        }
        let mut dropped = false;
        if let Some(Value::Object(define)) = self.whole.get_mut("define") {
            define.retain(|name, _| {
                let stays = named.contains(name) || self.own.contains(name);
                dropped |= !stays;
                stays
            });
        }
        for list in ["field", "reading"] {
            let mut parts = take(&mut self.whole, list);
            parts.retain(|part| {
                let is_named = id(part).is_none_or(|id| named.contains(id));
                let stays = is_named || part.get(PLACE).is_some();
                dropped |= !stays;
                stays
            });
            if !parts.is_empty() {
                self.whole.insert(list.to_owned(), parts.into());
            }
        }
        dropped
    }
}

/// Whether what stands under that key is put together of both texts.
fn is_put_together(key: &str) -> bool {
    key == "define" || key == "imprecise" || LISTS.iter().any(|(list, _)| *list == key)
}

/// The shape of the parts in a list.
fn shape(list: &str) -> Option<&'static Shape> {
    let of = |shape: &Shape, key: &str| {
        let found = shape.keys.iter().find(|(name, _, _)| *name == key);
        match found {
            Some((_, Kind::Tables(shape), _)) => Some(*shape),
            _ => None,
        }
    };
    match list {
        "limb" => of(of(&DOCUMENT, "condition")?, list),
        list => of(&DOCUMENT, list),
    }
}

/// What a new part lacks, if it is none: what each whole one has.
fn lacking(list: &str, own: &str, table: &Table) -> Option<String> {
    let shape = shape(list)?;
    let required = shape.keys.iter().filter(|(_, _, required)| *required);
    let required = required.map(|(key, _, _)| *key);
    let mut lacking: Vec<&str> = required.filter(|key| !table.contains_key(*key)).collect();
    if list == "field" && judged_by_id(own).is_some() {
        lacking.retain(|key| !["type", "supplier"].contains(key));
    }
    if shape.operator && !table.keys().any(|key| is_operator(key)) {
        lacking.push("stated");
    }
    let is_shared = || list == "field" && shared_types().into_iter().any(|(id, _)| id == own);
    // One without an id is no amendment of anything.
    let is_mistaken = !lacking.is_empty() && !own.is_empty() && !is_shared();
    is_mistaken.then(|| listed(&mut lacking.into_iter()))
}

/// Whether a predicate is written under that key.
fn is_operator(key: &str) -> bool {
    key == "use" || shorthand::NAMES.contains(&key) || Operator::from_name(key).is_some()
}

/// Which lists the overlay gives itself, of which procedures.
fn lists_in(procedures: &[Value]) -> BTreeSet<(String, String)> {
    let tables = procedures.iter().filter_map(Value::as_object);
    let lists = tables.flat_map(|table| {
        let own = text(table, "id").to_owned();
        table.keys().map(move |key| (own.clone(), key.clone()))
    });
    lists.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::engine::hash::sha256;
    use crate::library::draft::{Draft, build};
    use crate::library::sample::placed;

    const BASE: &str = r#"
        [ruleset]
        format = 1
        id = "t"
        version = "1"
        aliases = ["tt"]
        municipality = { ja = "町" }
        title = { ja = "基準" }
        instrument = { ja = "告示" }

        [define]
        named = { stated = "subcontractor.name" }

        [[field]]
        id = "t.a"
        type = "boolean"
        supplier = "officer"
        label = { ja = "あ" }

        [[field]]
        id = "t.b"
        type = "boolean"
        supplier = "officer"
        label = { ja = "い" }

        [[reading]]
        id = "open"
        clause = "第2条"
        taken = { ja = "読み" }
        alternative = { ja = "ほか" }

        [[condition]]
        id = "2"
        clause = "第2条第1項"
        topic = "scope"
        title = { ja = "題" }
        message = { ja = "文" }
        remedy = { ja = "文" }
        reading = "open"
        limb = [{ id = "a", yes = "t.a" }, { id = "n", use = "named" }]

        [[condition]]
        id = "3"
        clause = "第3条"
        topic = "scope"
        title = { ja = "題" }
        message = { ja = "文" }
        remedy = { ja = "文" }
        limb = [{ id = "b", yes = "t.b", also_cite = "第2条第2項" }]

        [[procedure]]
        id = "copy"
        title = { ja = "複写" }
        conditions = ["2", "3"]

        [[procedure]]
        id = "takeout"
        title = { ja = "持出し" }
        conditions = ["2"]

        [[common]]
        is = "consent"
        procedures = ["copy"]
        clause = "第4条"
    "#;

    /// What an overlay on the base comes to, or what is wrong with it.
    fn laid(id: &str, overlay: &str) -> Result<Value, Vec<String>> {
        let hash = sha256(canonical(BASE).as_bytes());
        let own = match id {
            "t" => "",
            _ => {
                "municipality = { ja = \"隣\" }\ntitle = { ja = \"隣\" }\ninstrument = { ja = \"隣\" }"
            }
        };
        let toml = format!(
            "[ruleset]\nid = \"{id}\"\nversion = \"2\"\n{own}\n\
             based_on = {{ id = \"t\", version = \"1\", sha256 = \"{hash}\" }}\n{overlay}"
        );
        match Draft::over(&toml, &|_| vec![BASE.to_owned()]) {
            Ok(draft) => Ok(draft.document),
            Err(error) => Err(placed(error)),
        }
    }

    fn canonical(toml: &str) -> String {
        let built: Value = serde_json::from_str(&build(toml).unwrap()).unwrap();
        crate::engine::document::Document::from(&built).canonical()
    }

    /// The ids of a list, or what each condition or procedure has under a key.
    fn each(document: &Value, list: &str, key: &str) -> Vec<Value> {
        let parts = document[list].as_array().unwrap();
        parts.iter().map(|part| part[key].clone()).collect()
    }

    #[test]
    fn what_is_struck_out_takes_with_it_what_it_alone_named() {
        let whole = laid("t", "[[deleted]]\nclause = \"第2条\"").unwrap();
        assert_eq!(each(&whole, "condition", "id"), ["3", "consent-copy"]);
        assert_eq!(
            each(&whole, "procedure", "conditions"),
            [json!(["3", "consent-copy"]), json!([])]
        );
        let fields = each(&whole, "field", "id");
        assert!(
            !fields.contains(&json!("t.a")) && fields.contains(&json!("t.b")),
            "{fields:?}"
        );
        assert!(!fields.contains(&json!("subcontractor.name")));
        assert_eq!(whole["reading"], Value::Null);
        // A common clause is written out, and goes like any part.
        let whole = laid("t", "[[deleted]]\nclause = \"第4条\"").unwrap();
        assert_eq!(each(&whole, "condition", "id"), ["2", "3"]);
        let whole = laid("t", "[[deleted]]\nlimb = \"2.n\"").unwrap();
        assert_eq!(whole["condition"][0]["limb"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn what_is_amended_keeps_what_is_not_said() {
        let overlay = "[define]\nnamed = { yes = \"t.b\" }\n\
             [[condition]]\nid = \"2\"\nmessage = { ja = \"新\" }\n\
             limb = [{ id = \"a\", no = \"t.b\" }, { id = \"c\", after = \"a\", yes = \"t.a\" }]\n\
             [[condition]]\nid = \"2-2\"\nafter = \"2\"\nclause = \"第2条の2\"\ntopic = \"scope\"\n\
             title = { ja = \"題\" }\nmessage = { ja = \"文\" }\nremedy = { ja = \"文\" }\n\
             limb = [{ id = \"a\", yes = \"t.a\" }]\n\
             [[procedure]]\nid = \"takeout\"\nconditions = [\"2\", \"3\"]\n";
        let whole = laid("t", overlay).unwrap();
        let amended = &whole["condition"][0];
        assert_eq!(
            (&amended["message"], &amended["remedy"]),
            (&json!({ "ja": "新" }), &json!({ "ja": "文" }))
        );
        assert_eq!(
            amended["limb"],
            json!([
                { "id": "a", "no": "t.b" },
                { "id": "c", "yes": "t.a" },
                { "id": "n", "yes": "t.b" },
            ])
        );
        // Listed after what it comes after, but where the list is given.
        assert_eq!(
            each(&whole, "procedure", "conditions"),
            [json!(["2", "2-2", "3", "consent-copy"]), json!(["2", "3"])]
        );
    }

    #[test]
    fn numbers_change_all_at_once() {
        let overlay = "[[renumbered]]\nclause = \"第2条\"\nto = \"第3条\"\n\
             [[renumbered]]\nclause = \"第3条\"\nto = \"第2条\"\n\
             [[renumbered]]\nclause = \"第2条第2項\"\nto = \"第9条\"\n";
        let whole = laid("t", overlay).unwrap();
        assert_eq!(
            each(&whole, "condition", "clause"),
            ["第3条第1項", "第2条", "第4条"]
        );
        assert_eq!(whole["condition"][1]["limb"][0]["also_cite"], "第9条");
    }

    #[test]
    fn anothers_facts_become_ones_own() {
        let whole = laid("u", "").unwrap();
        assert_eq!(whole["condition"][0]["limb"][0]["yes"], "u.a");
        assert_eq!(
            (&whole["ruleset"]["id"], &whole["ruleset"]["aliases"]),
            (&json!("u"), &Value::Null)
        );
    }

    #[test]
    fn a_mistake_is_placed_where_it_is_written() {
        for (overlay, wrong) in [
            (
                "[[condition]]\nid = \"3\"\nlimb = [{ id = \"b\", yes = \"t.c\" }]",
                "condition[0].limb[0].yes: unknown field `t.c`; did you mean `t.a`?",
            ),
            (
                "[define]\nnamed = { yes = \"t.c\" }",
                "define.named.yes: unknown field `t.c`; did you mean `t.a`?",
            ),
            (
                // Of the base, which has another file.
                "[[deleted]]\nfield = \"t.b\"",
                "condition[1].limb[0].yes: unknown field `t.b`; did you mean `t.a`?",
            ),
            (
                "[[duty]]\nid = \"d\"\nafter = \"x\"\nclause = \"第9条\"\nmessage = { ja = \"文\" }",
                "duty[0].after: the base has no duty `x`",
            ),
        ] {
            assert_eq!(laid("t", overlay), Err(vec![wrong.to_owned()]), "{overlay}");
        }
    }
}
