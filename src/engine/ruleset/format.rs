//! The ruleset format, read and validated: every mistake at once, each with its path.
//!
//! The reader walks a parsed document rather than deserialising into structs, because whoever
//! writes a ruleset needs the whole list of mistakes, not the first. It goes twice: over the
//! [`super::shape`], then over what the parts mean, where a part of the wrong shape is passed
//! over. Time and memory are bounded by the document's size, its depth and the number of
//! predicates.

use std::sync::Arc;

use super::shape::{ALTERNATIVE, DOCUMENT, Kind, OPERATORS, PREDICATE, Shape, TEXT};
use super::{
    Condition, Kind as ProcedureKind, Procedure, Route, Ruleset, SHARED_FIELDS, Unit, Variation,
};
use crate::engine::answer::{Decision, OptionSet};
use crate::engine::date::Date;
use crate::engine::document::{Document, Table, write_number};
use crate::engine::error::{Problem, Unknown, clip, did_you_mean, fill};
use crate::engine::field::{Field, FieldIndex, FieldType, Id, Nature, Supplier};
use crate::engine::predicate::{Constant, Day, InForce, Integer, Predicate, Test};
use crate::engine::truth::{Cause, Truth};
use crate::engine::verdict::Verdict;

/// The version of the format this engine reads.
pub const FORMAT: u64 = 1;
/// How deep predicates may nest.
const MAX_DEPTH: usize = 24;
/// How many predicates, tests included, and names of fields and parts a ruleset may hold; what
/// several procedures list counts for each.
const MAX_PARTS: usize = 20_000;
/// How many entries any list of a ruleset may hold.
const MAX_ENTRIES: usize = 2_000;
/// How long any text of a ruleset may be, in bytes.
const MAX_STRING: usize = 10_000;
/// How many mistakes are listed.
const MAX_PROBLEMS: usize = 100;
/// For how many of them the nearest known name is looked for, which takes time.
const MAX_SEARCHES: usize = 20;

/// Reads a ruleset document whose canonical form has the hash `sha256`.
pub(crate) fn load(document: &Document, sha256: String) -> Result<Ruleset, Vec<Problem>> {
    let mut reader = Reader::default();
    reader.table(document, &Path::ROOT, &DOCUMENT);
    let ruleset = document
        .as_table()
        .and_then(|document| reader.ruleset(document, sha256));
    match ruleset {
        Some(ruleset) if reader.problems.is_empty() => Ok(ruleset),
        _ => {
            if reader.problems.is_empty() {
                reader.problem(&Path::ROOT, "is no ruleset", &[]);
            }
            Err(reader.problems)
        }
    }
}

/// What is wrong with the shape of `value`, which stands under `key`.
#[cfg(feature = "native")]
pub(crate) fn problems(value: &Document, key: &str, kind: &Kind) -> Vec<Problem> {
    let mut reader = Reader::default();
    reader.kind(value, &Path::ROOT.key(key), kind);
    reader.problems
}

/// A place in the document; written out only when something is wrong there.
#[derive(Clone, Copy)]
struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Key(""),
    };

    #[inline(never)]
    fn key(&'a self, key: &'a str) -> Path<'a> {
        Path {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    #[inline(never)]
    fn index(&'a self, index: usize) -> Path<'a> {
        Path {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    fn write(&self, into: &mut String) {
        let Some(parent) = self.parent else { return };
        parent.write(into);
        match self.step {
            Step::Key(key) => {
                if !into.is_empty() {
                    into.push('.');
                }
                into.push_str(&clip(key));
            }
            Step::Index(index) => {
                into.push('[');
                write_number(index as u64, into);
                into.push(']');
            }
        }
    }
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
    parts: usize,
    fields: Vec<Field>,
    /// The positions of fields whose type is none.
    untyped: Vec<usize>,
    in_force: Option<InForce>,
    /// Whether the header has a period, readable or not.
    has_period: bool,
}

/// A list of tables with ids: each with its id and its place in the list.
type Entries<'v> = Vec<Entry<'v>>;
type Entry<'v> = (Id, usize, &'v Table);

/// The shape of a document.
impl Reader {
    /// Notes a mistake: `message` with each `{}` replaced by the next input.
    fn problem(&mut self, path: &Path<'_>, message: &str, inputs: &[&str]) {
        if self.problems.len() < MAX_PROBLEMS {
            let mut place = String::new();
            path.write(&mut place);
            let message = fill(message, inputs);
            // Parts several procedures share are read for each.
            let mut known = self.problems.iter();
            if !known.any(|known| known.path == place && known.message == message) {
                self.problems.push(Problem {
                    path: place,
                    message,
                    position: None,
                });
            }
        }
    }

    /// Counts one more predicate or name; false where there are too many.
    fn counts(&mut self, path: &Path<'_>) -> bool {
        self.parts += 1;
        // Once: everything after it would say the same.
        if self.parts == MAX_PARTS + 1 {
            let message = "more than 20000 predicates and names";
            self.problem(path, message, &[]);
        }
        self.parts <= MAX_PARTS
    }

    fn table(&mut self, value: &Document, path: &Path<'_>, shape: &Shape) {
        let Document::Table(table) = value else {
            return self.problem(path, "needs a table", &[]);
        };
        let before = self.problems.len();
        for (key, _) in table.iter() {
            let known = shape.keys.iter().any(|(name, _, _)| name == key)
                || shape.operator && OPERATORS.contains(&key.as_str());
            if !known {
                unknown(
                    &mut self.problems,
                    &path.key(key),
                    "unknown key `{}`",
                    key,
                    &mut shape.names(),
                );
            }
        }
        let after = self.problems.len();
        for (key, kind, required) in shape.keys {
            match table.get(key) {
                Some(value) => self.kind(value, &path.key(key), kind),
                // A misspelled key is one mistake, not one unknown and one missing.
                None if *required && !self.meant(before..after, key) => {
                    self.problem(&path.key(key), "is missing", &[]);
                }
                None => {}
            }
        }
    }

    /// Whether one of these problems takes an unknown key for `key`.
    fn meant(&self, problems: std::ops::Range<usize>, key: &str) -> bool {
        let hint = did_you_mean(Some(key));
        let mut noted = self.problems.get(problems).unwrap_or_default().iter();
        noted.any(|problem| problem.message.ends_with(&hint))
    }

    fn kind(&mut self, value: &Document, path: &Path<'_>, kind: &Kind) {
        let wanted = match kind {
            Kind::Format => {
                if value.as_number() == Some(FORMAT) {
                    return;
                }
                return self.problem(path, "this engine reads format 1", &[]);
            }
            Kind::Id if id(value).is_some() => return,
            Kind::Id => "an id: lower-case letters, digits, `.`, `_` and `-`, at most 64",
            Kind::String if string(value).is_some() => return,
            Kind::String => "a text that is not blank, at most 10000 bytes",
            Kind::Flag if value.as_boolean().is_some() => return,
            Kind::Flag => "`true` or `false`",
            Kind::Day if day(value).is_some() => return,
            Kind::Day => "a day as `2026-04-01`",
            Kind::Text if value.as_table().is_some() => return self.table(value, path, &TEXT),
            Kind::Text => "a text as `{ ja = \"…\" }`",
            Kind::Predicate if value.as_table().is_some() => return,
            Kind::Predicate => "a table with one operator",
            Kind::Table(shape) => return self.table(value, path, shape),
            Kind::Strings if value.as_str().is_some() => {
                return self.kind(value, path, &Kind::String);
            }
            Kind::Ids => {
                return self.list(value, path, &|reader, value, path| {
                    reader.kind(value, path, &Kind::Id);
                });
            }
            Kind::Strings => {
                return self.list(value, path, &|reader, value, path| {
                    reader.kind(value, path, &Kind::String);
                });
            }
            // What they are is read with what they mean.
            Kind::Days => return,
            Kind::Tables(shape) => {
                return self.list(value, path, &|reader, value, path| {
                    reader.table(value, path, shape);
                });
            }
            Kind::Name(names) => {
                let name = value.as_str().unwrap_or_default();
                if !names.contains(&name) {
                    let mut message = "unknown name `{}`; one of ".to_owned();
                    message.push_str(&listed(&mut names.iter().copied()));
                    unknown(
                        &mut self.problems,
                        path,
                        &message,
                        name,
                        &mut names.iter().copied(),
                    );
                }
                return;
            }
        };
        self.problem(path, "needs {}", &[wanted]);
    }

    fn list(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        check: &dyn Fn(&mut Reader, &Document, &Path<'_>),
    ) {
        match value {
            Document::List(list) if list.len() <= MAX_ENTRIES => {
                for (at, value) in list.iter().enumerate() {
                    check(self, value, &path.index(at));
                }
            }
            Document::List(_) => {
                self.problem(path, "has more than 2000 entries", &[]);
            }
            _ => self.problem(path, "needs a list", &[]),
        }
    }
}

fn id(value: &Document) -> Option<Id> {
    value.as_str().and_then(Id::new)
}

/// Notes a name that means nothing: `message` with it, and the nearest of those `known`.
fn unknown(
    problems: &mut Vec<Problem>,
    path: &Path<'_>,
    message: &str,
    name: &str,
    known: &mut dyn Iterator<Item = &str>,
) {
    let mut place = String::new();
    path.write(&mut place);
    let mut message = fill(message, &[&clip(name)]);
    // Read again for another procedure, it is the same.
    let again = |known: &Problem| known.path == place && known.message.starts_with(&message);
    if problems.len() >= MAX_PROBLEMS || problems.iter().any(again) {
        return;
    }
    if problems.len() < MAX_SEARCHES {
        message.push_str(&did_you_mean(Unknown::new(name, known).nearest.as_deref()));
    }
    problems.push(Problem {
        path: place,
        message,
        position: None,
    });
}

/// "`a`, `b`, `c`".
pub(crate) fn listed(names: &mut dyn Iterator<Item = &str>) -> String {
    let mut list = String::new();
    for name in names {
        list.push_str(if list.is_empty() { "`" } else { ", `" });
        list.push_str(name);
        list.push('`');
    }
    list
}

fn string(value: &Document) -> Option<&str> {
    value
        .as_str()
        .filter(|text| !text.trim().is_empty() && text.len() <= MAX_STRING)
}

fn day(value: &Document) -> Option<Date> {
    value.as_str().and_then(Date::from_iso)
}

/// The id under `id`, if it is well-formed.
fn id_of(table: &Table) -> Option<Id> {
    table.get("id").and_then(id)
}

fn has(table: &Table, key: &str) -> bool {
    table.get(key).is_some()
}

fn flag(table: &Table, key: &str) -> bool {
    table
        .get(key)
        .and_then(Document::as_boolean)
        .unwrap_or(false)
}

/// The entries of a list of bounded length; none where it is missing or no list.
fn entries<'v>(table: &'v Table, key: &str) -> &'v [Document] {
    let list = table.get(key).and_then(Document::as_list);
    list.filter(|list| list.len() <= MAX_ENTRIES)
        .unwrap_or_default()
}

/// What an entry that leaves the matter open gives as its cause.
fn open_cause(value: Option<&Document>) -> Option<Cause> {
    match value?.as_str()? {
        "missing" => Some(Cause::Missing),
        "reading" => Some(Cause::Reading),
        "version" => Some(Cause::Version),
        _ => None,
    }
}

/// The parts and what they mean.
impl Reader {
    fn ruleset(&mut self, document: &Table, sha256: String) -> Option<Ruleset> {
        let none = Table::default();
        let header = document
            .get("ruleset")
            .and_then(Document::as_table)
            .unwrap_or(&none);
        for (_, at, table) in self.entries(document, "field", &Path::ROOT) {
            let field = self.field(table, &Path::ROOT.key("field").index(at));
            self.fields.push(field);
        }
        let period = header.get("in_force").and_then(Document::as_table);
        self.has_period = has(header, "in_force");
        self.in_force = period.and_then(|period| self.in_force(period));
        let routes = self.entries(document, "route", &Path::ROOT);
        let conditions = self.entries(document, "condition", &Path::ROOT);
        let duties = self.entries(document, "duty", &Path::ROOT);
        let results = self.entries(document, "result", &Path::ROOT);
        let readings = self.entries(document, "reading", &Path::ROOT);
        let mut procedures = Vec::new();
        for (id, at, table) in self.entries(document, "procedure", &Path::ROOT) {
            let top = Path::ROOT.key("procedure");
            let path = top.index(at);
            let varies_by = table
                .get("varies_by")
                .and_then(|value| self.field_named(value, &path.key("varies_by"), CHOICE));
            let mut procedure = Procedure::new(id);
            if table.get("kind").and_then(Document::as_str) == Some("checklist") {
                procedure.kind = ProcedureKind::Checklist;
            }
            if let Some(at) = varies_by
                && let Some(field) = self.fields.get(usize::from(at.0))
            {
                procedure.varies_by = Some(Variation::over(at, field));
            }
            for entry in self.references(table, &path, "routes", &routes) {
                self.route(entry, &readings, &mut procedure);
            }
            let ends = |verdict| matches!(verdict, Verdict::Prohibited | Verdict::Exempt);
            if procedure.kind == ProcedureKind::Checklist
                && procedure.routes.iter().any(|route| ends(route.verdict))
            {
                let message = "of a checklist lead to `not_regulated` or `undetermined`";
                self.problem(&path.key("routes"), message, &[]);
            }
            let chosen = self.references(table, &path, "conditions", &conditions);
            if chosen
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if a.1 > b.1))
            {
                let message = "are not in the order in which `condition` has them";
                self.problem(&path.key("conditions"), message, &[]);
            }
            for entry in chosen {
                self.condition(entry, &readings, &mut procedure);
            }
            for entry in self.references(table, &path, "duties", &duties) {
                self.duty(entry, &mut procedure);
                procedure.duties += 1;
                #[cfg(feature = "native")]
                procedure.duty_ids.push(entry.0.clone());
            }
            let derived = self.references(table, &path, "results", &results);
            if procedure.kind == ProcedureKind::Consultation && !derived.is_empty() {
                let message = "only a procedure of `kind` `checklist` derives results";
                self.problem(&path.key("results"), message, &[]);
            }
            for entry in derived {
                self.result(entry, &readings, &mut procedure);
            }
            self.references(table, &path, "readings", &readings);
            if procedure.units.len() > MAX_ENTRIES {
                self.problem(
                    &path,
                    "more than 2000 routes, limbs, duties and results",
                    &[],
                );
            }
            procedure.index(self.fields.len(), self.in_force.as_ref());
            procedures.push(Arc::new(procedure));
        }
        // What no procedure lists is read all the same, for its mistakes.
        let mut unused = Procedure::new(Id::none());
        unused.varies_by = procedures
            .iter()
            .find_map(|procedure| procedure.varies_by.clone());
        for entry in &routes {
            self.route(entry, &readings, &mut unused);
        }
        for entry in &conditions {
            self.condition(entry, &readings, &mut unused);
        }
        for entry in &duties {
            self.duty(entry, &mut unused);
        }
        for entry in &results {
            self.result(entry, &readings, &mut unused);
        }
        if procedures.is_empty() {
            self.problem(&Path::ROOT.key("procedure"), "needs at least one", &[]);
        }
        let mut aliases = Vec::new();
        for alias in entries(header, "aliases") {
            if let Some(alias) = id(alias) {
                aliases.push(alias);
            }
        }
        Some(Ruleset {
            id: id_of(header)?,
            aliases,
            version: string(header.get("version")?)?.to_owned(),
            sha256,
            in_force: self.in_force.take(),
            fields: std::mem::take(&mut self.fields),
            procedures,
        })
    }

    /// The tables of a list by id; an id used twice is a mistake.
    fn entries<'v>(&mut self, table: &'v Table, key: &str, path: &Path<'_>) -> Entries<'v> {
        let path = path.key(key);
        let mut known: Entries<'v> = Vec::new();
        for (at, value) in entries(table, key).iter().enumerate() {
            let Some(table) = value.as_table() else {
                continue;
            };
            let Some(id) = id_of(table) else { continue };
            if known.iter().any(|(known, _, _)| *known == id) {
                self.problem(
                    &path.index(at).key("id"),
                    "`{}` is used twice",
                    &[id.as_str()],
                );
            } else {
                known.push((id, at, table));
            }
        }
        known
    }

    fn in_force(&mut self, table: &Table) -> Option<InForce> {
        let top = Path::ROOT.key("ruleset");
        let path = top.key("in_force");
        let list = path.key("decided_by");
        let deciders = entries(table, "decided_by");
        let mut decided_by = Vec::new();
        for (at, value) in deciders.iter().enumerate() {
            let place = list.index(at);
            match self.day(value, &place, DATE) {
                Some(Day::Field(field)) => decided_by.push(Day::Field(field)),
                Some(Day::AsOf) if at + 1 == deciders.len() => decided_by.push(Day::AsOf),
                Some(_) => {
                    self.problem(&place, "needs date fields, and `asOf` only at the end", &[])
                }
                None => {}
            }
        }
        if deciders.is_empty() && has(table, "decided_by") {
            self.problem(&list, "needs a list of at least one date field", &[]);
        }
        let from = table.get("from").and_then(day)?;
        let until = table.get("until").and_then(day);
        if until.is_some_and(|until| until < from) {
            self.problem(&path.key("until"), "the last day is before the first", &[]);
        }
        Some(InForce {
            from,
            until,
            decided_by,
        })
    }

    /// A field; one of the wrong shape is a text, so that what refers to it finds it.
    fn field(&mut self, table: &Table, path: &Path<'_>) -> Field {
        let name = table
            .get("type")
            .and_then(Document::as_str)
            .unwrap_or_default();
        let kind = FieldType::from_name(name);
        let takes_options = matches!(name, "choice" | "choices");
        let mut options = Vec::new();
        for value in entries(table, "options") {
            let value = value.as_table().and_then(|table| table.get("value"));
            if let Some(option) = value.and_then(id) {
                options.push(option);
            }
        }
        let mut twice = options.iter().take(64).enumerate();
        if twice.any(|(at, id)| options.iter().take(at).any(|earlier| earlier == id)) {
            self.problem(&path.key("options"), "an option stands here twice", &[]);
        }
        if kind.is_some() && takes_options != (1..=64).contains(&options.len()) {
            let message = "a choice has from 1 to 64 options, and nothing else has any";
            self.problem(&path.key("options"), message, &[]);
        }
        let supplier = table
            .get("supplier")
            .and_then(Document::as_str)
            .unwrap_or_default();
        let plan = table.get("nature").and_then(Document::as_str) == Some("plan");
        if kind.is_none() {
            self.untyped.push(self.fields.len());
        }
        Field {
            id: id_of(table).unwrap_or_else(Id::none),
            kind: kind.unwrap_or(FieldType::Text),
            options,
            supplier: Supplier::from_name(supplier).unwrap_or(Supplier::Applicant),
            nature: if plan { Nature::Plan } else { Nature::Record },
        }
    }

    fn route(&mut self, entry: &Entry<'_>, readings: &Entries<'_>, into: &mut Procedure) {
        let (id, at, table) = entry;
        let top = Path::ROOT.key("route");
        let path = top.index(*at);
        self.reading(table, &path, readings);
        let verdict = table
            .get("verdict")
            .and_then(Document::as_str)
            .and_then(Verdict::from_name);
        if verdict.is_some() && (verdict == Some(Verdict::Undetermined)) != has(table, "because") {
            let message = "a route to `undetermined`, and no other, says why";
            self.problem(&path.key("because"), message, &[]);
        }
        let because = open_cause(table.get("because"));
        let claimed = flag(table, "claimed");
        if let (Some(verdict), Some(when)) = (verdict, self.nested(table, &path, "when")) {
            into.routes.push(Route {
                id: id.clone(),
                position: *at,
                verdict,
                because,
                claimed,
            });
            into.units.push(Unit::judging(None, when));
        }
    }

    fn condition(&mut self, entry: &Entry<'_>, readings: &Entries<'_>, into: &mut Procedure) {
        let (id, at, table) = entry;
        let top = Path::ROOT.key("condition");
        let whole = top.index(*at);
        if !self.counts(&whole) {
            return;
        }
        self.reading(table, &whole, readings);
        let list = whole.key("limb");
        let mut limbs = Vec::new();
        for (id, at, limb) in self.entries(table, "limb", &whole) {
            let path = list.index(at);
            self.reading(limb, &path, readings);
            let mut applies = Vec::new();
            let mut add = |predicate: Option<Predicate>| {
                if let Some(predicate) = predicate {
                    applies.push(predicate);
                }
            };
            add(self.only(table, into.varies_by.as_ref(), &whole));
            add(self.nested(table, &whole, "when"));
            add(self.nested(limb, &path, "when"));
            let supports = self.fields_named(limb, "supports", &path, ANY);
            if !supports.is_empty() && !has(limb, "found") {
                let message = "only a finding (`found`) has descriptions behind it";
                self.problem(&path.key("supports"), message, &[]);
            }
            let otherwise = limb
                .get("otherwise")
                .and_then(|open| open.as_table()?.get("open"));
            if let Some(holds) = self.predicate(limb, &path, true, false, 0) {
                limbs.push(id);
                into.units.push(Unit {
                    applies: (!applies.is_empty()).then_some(Predicate::All(applies)),
                    holds,
                    otherwise: open_cause(otherwise),
                    if_recorded: flag(limb, "if_recorded"),
                    alternatives: has(limb, "any"),
                    supports,
                });
            }
        }
        if entries(table, "limb").is_empty() {
            self.problem(&list, "needs at least one limb", &[]);
        }
        into.conditions.push(Condition {
            id: id.clone(),
            position: *at,
            limbs,
        });
    }

    fn duty(&mut self, entry: &Entry<'_>, into: &mut Procedure) {
        let (_, at, table) = entry;
        let top = Path::ROOT.key("duty");
        let path = top.index(*at);
        let applies = self.nested(table, &path, "when");
        let holds = self.nested(table, &path, "holds");
        into.units.push(Unit::judging(
            applies,
            holds.unwrap_or(Predicate::All(Vec::new())),
        ));
    }

    fn result(&mut self, entry: &Entry<'_>, readings: &Entries<'_>, into: &mut Procedure) {
        let (id, at, table) = entry;
        let top = Path::ROOT.key("result");
        let path = top.index(*at);
        self.reading(table, &path, readings);
        let when = self.nested(table, &path, "when");
        into.results.push(id.clone());
        into.units.push(Unit::judging(
            None,
            when.unwrap_or(Predicate::All(Vec::new())),
        ));
    }

    /// The `reading` a table names stands in the list.
    fn reading(&mut self, table: &Table, path: &Path<'_>, known: &Entries<'_>) {
        if let Some(id) = table.get("reading").and_then(id)
            && !known.iter().any(|(reading, _, _)| *reading == id)
        {
            let mut known = ids(known);
            unknown(
                &mut self.problems,
                &path.key("reading"),
                "there is no `{}`",
                id.as_str(),
                &mut known,
            );
        }
    }

    /// The entries a procedure lists by id.
    fn references<'k, 'v>(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        key: &str,
        known: &'k Entries<'v>,
    ) -> Vec<&'k Entry<'v>> {
        let list = path.key(key);
        let mut chosen: Vec<&Entry<'v>> = Vec::new();
        for (at, value) in entries(table, key).iter().enumerate() {
            let Some(id) = id(value) else { continue };
            if !self.counts(&list) {
                break;
            }
            match known.iter().find(|(known, _, _)| *known == id) {
                Some(entry) if chosen.iter().any(|(_, at, _)| *at == entry.1) => {
                    self.problem(&list.index(at), "`{}` is listed twice", &[id.as_str()]);
                }
                Some(entry) => chosen.push(entry),
                None => {
                    let mut known = ids(known);
                    unknown(
                        &mut self.problems,
                        &list.index(at),
                        "there is no `{}`",
                        id.as_str(),
                        &mut known,
                    );
                }
            }
        }
        chosen
    }

    /// The test that the kind at hand is one for which a condition applies, if it says so.
    fn only(
        &mut self,
        table: &Table,
        varies_by: Option<&Variation>,
        path: &Path<'_>,
    ) -> Option<Predicate> {
        if !has(table, "only") {
            return None;
        }
        let list = path.key("only");
        let Some(variation) = varies_by else {
            let message = "needs a procedure that says what it `varies_by`";
            self.problem(&list, message, &[]);
            return None;
        };
        let mut constants = Vec::new();
        for (at, kind) in entries(table, "only").iter().enumerate() {
            if !self.counts(&list) {
                break;
            }
            if let Some(kind) = self.position(kind, variation.field, &list.index(at)) {
                constants.push(Constant::Choice(kind));
            }
        }
        Some(Predicate::Test {
            test: Test::OneOf(variation.field, constants),
            negated: false,
        })
    }

    /// The position of an option of a field; one that does not exist is a mistake.
    fn position(&mut self, value: &Document, field: FieldIndex, path: &Path<'_>) -> Option<u8> {
        let name = value.as_str().unwrap_or_default();
        let options = &self.fields.get(usize::from(field.0))?.options;
        let position = options.iter().position(|option| option.as_str() == name);
        if position.is_none() {
            let mut options = options.iter().map(Id::as_str);
            unknown(
                &mut self.problems,
                path,
                "the field has no option `{}`",
                name,
                &mut options,
            );
        }
        u8::try_from(position?).ok()
    }
}

fn ids<'k>(entries: &'k Entries<'_>) -> impl Iterator<Item = &'k str> {
    entries.iter().map(|(id, _, _)| id.as_str())
}

/// Field types an operator takes, as bits in the order of [`FieldType::NAMES`].
type Types = u16;
const INTEGER: Types = 1 << 1;
const BOOLEAN: Types = 1 << 2;
const CHOICE: Types = 1 << 3;
const CHOICES: Types = 1 << 4;
const ITEMS: Types = 1 << 5;
const DATE: Types = 1 << 6;
const FISCAL_YEAR: Types = 1 << 7;
const FINDING: Types = 1 << 8;
const DECISION: Types = 1 << 9;
const ANY: Types = Types::MAX;

/// Predicates.
impl Reader {
    /// The predicate in `table.key`, if there is one.
    fn nested(&mut self, table: &Table, path: &Path<'_>, key: &str) -> Option<Predicate> {
        let value = table.get(key)?;
        let table = value.as_table()?;
        let path = path.key(key);
        self.table(value, &path, &PREDICATE);
        self.predicate(table, &path, false, false, 0)
    }

    /// The predicate of `table`, which has exactly one operator. In a limb, members of an
    /// `any` are alternatives, with a clause and a title of their own.
    fn predicate(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        limb: bool,
        negated: bool,
        depth: usize,
    ) -> Option<Predicate> {
        if depth > MAX_DEPTH {
            self.problem(path, "predicates nest deeper than 24", &[]);
            return None;
        }
        if !self.counts(path) {
            return None;
        }
        let mut operators = table
            .iter()
            .filter(|(key, _)| OPERATORS.contains(&key.as_str()));
        let (operator, value) = match (operators.next(), operators.next()) {
            (Some((operator, value)), None) => (operator.as_str(), value),
            (None, _) if self.has_unknown_key(path) => return None,
            (first, _) => {
                let count = if first.is_some() {
                    "more than one"
                } else {
                    "none"
                };
                let all = listed(&mut OPERATORS.into_iter());
                self.problem(path, "needs one operator and has {}: {}", &[count, &all]);
                return None;
            }
        };
        let place = path.key(operator);
        if operator == "not" || operator == "else_reading" {
            let Some(table) = value.as_table() else {
                self.problem(&place, "needs a table with one operator", &[]);
                return None;
            };
            self.table(value, &place, &PREDICATE);
            if operator == "not" {
                return self.predicate(table, &place, false, !negated, depth + 1);
            }
            let member = self.predicate(table, &place, false, negated, depth + 1)?;
            return Some(Predicate::Open(Box::new(member), Truth::from(negated)));
        }
        if operator != "all" && operator != "any" {
            let (test, opposite) = self.test(operator, value, &place)?;
            return Some(Predicate::Test {
                test,
                negated: negated != opposite,
            });
        }
        let shape = if limb && operator == "any" {
            &ALTERNATIVE
        } else {
            &PREDICATE
        };
        let Some(list) = value.as_list() else {
            self.problem(&place, "needs a list of predicates", &[]);
            return None;
        };
        let mut members = Vec::new();
        for (at, value) in list.iter().enumerate() {
            let place = place.index(at);
            let Some(table) = value.as_table() else {
                self.problem(&place, "needs a table with one operator", &[]);
                continue;
            };
            self.table(value, &place, shape);
            if let Some(member) = self.predicate(table, &place, false, negated, depth + 1) {
                members.push(member);
            }
        }
        let conjunction = (operator == "all") != negated;
        Some(if conjunction {
            Predicate::All(members)
        } else {
            Predicate::Any(members)
        })
    }

    /// Whether a key of the table at `path` was found to mean nothing.
    fn has_unknown_key(&self, path: &Path<'_>) -> bool {
        let mut place = String::new();
        path.write(&mut place);
        let within = |problem: &Problem| {
            problem.path.starts_with(&place) && problem.message.starts_with("unknown key")
        };
        self.problems.iter().any(within)
    }

    /// The test an operator asks for, and whether the operator asks for its opposite.
    fn test(&mut self, operator: &str, value: &Document, path: &Path<'_>) -> Option<(Test, bool)> {
        let single = match operator {
            "stated" => Some(ANY),
            "yes" | "no" => Some(BOOLEAN),
            "found" => Some(FINDING),
            "decided" => Some(DECISION),
            _ => None,
        };
        if let Some(types) = single {
            let field = self.field_named(value, path, types)?;
            let test = match operator {
                "stated" => Test::Stated(field),
                "decided" => Test::OneOf(field, vec![Constant::Decision(Decision::Approved)]),
                _ => Test::OneOf(field, vec![Constant::Boolean(true)]),
            };
            return Some((test, operator == "no"));
        }
        if operator == "in_force" {
            if value.as_boolean() != Some(true) || !self.has_period {
                let message = "write `in_force = true`, and a period `in_force` in the header";
                self.problem(path, message, &[]);
            }
            return Some((Test::InForce, false));
        }
        let (first, second, limit) = match value.as_list() {
            Some([first, second]) => (first, second, None),
            Some([first, second, limit]) if operator == "within_years" => {
                let years = limit
                    .as_number()
                    .and_then(|years| u32::try_from(years).ok());
                if years.is_none() {
                    self.problem(&path.index(2), "needs a number of years", &[]);
                }
                (first, second, years)
            }
            _ => {
                let message = "needs a list of two: a field and a value or field";
                self.problem(path, message, &[]);
                return None;
            }
        };
        let (first_path, second_path) = (path.index(0), path.index(1));
        Some(match operator {
            "is" | "one_of" => {
                let types = BOOLEAN | CHOICE | INTEGER | FINDING | DECISION;
                let field = self.field_named(first, &first_path, types)?;
                let values = self.values(second, &second_path, operator == "one_of");
                let mut constants = Vec::new();
                for value in values {
                    constants.push(self.constant(value, field, &second_path)?);
                }
                (Test::OneOf(field, constants), false)
            }
            "has" | "lacks" | "has_all" => {
                let field = self.field_named(first, &first_path, CHOICES)?;
                let mut set = OptionSet::default();
                for value in self.values(second, &second_path, operator == "has_all") {
                    let at = self.position(value, field, &second_path)?;
                    // Too many options are a mistake of the field's.
                    set.0 |= 1u64.wrapping_shl(at.into());
                }
                (Test::HasAll(field, set), operator == "lacks")
            }
            "subset" => {
                let part = self.field_named(first, &first_path, ITEMS);
                let whole = self.field_named(second, &second_path, ITEMS);
                (Test::Subset(part?, whole?), false)
            }
            "at_most" => {
                let field = self.field_named(first, &first_path, INTEGER);
                let limit = match second.as_number() {
                    Some(limit) => Some(Integer::Constant(limit)),
                    None => self
                        .field_named(second, &second_path, INTEGER)
                        .map(Integer::Field),
                };
                (Test::AtMost(field?, limit?), false)
            }
            _ => {
                let types = if operator == "within_years" {
                    DATE | FISCAL_YEAR
                } else {
                    DATE
                };
                let first = self.day(first, &first_path, types);
                let second = self.day(second, &second_path, types);
                let (first, second) = (first?, second?);
                match operator {
                    "within_years" => {
                        let limit = limit.unwrap_or(u32::MAX);
                        (Test::WithinYears(first, second, limit), false)
                    }
                    "before" => (Test::Before(first, second), false),
                    _ => (Test::NotBefore(first, second), false),
                }
            }
        })
    }

    /// The values an operator compares with: a list of them, or the one.
    fn values<'v>(&mut self, value: &'v Document, path: &Path<'_>, many: bool) -> &'v [Document] {
        match value {
            Document::List(values) if many && !values.is_empty() && values.len() <= 64 => values,
            _ if many => {
                self.problem(path, "needs a list of 1 to 64 values", &[]);
                &[]
            }
            one => std::slice::from_ref(one),
        }
    }

    fn constant(
        &mut self,
        value: &Document,
        field: FieldIndex,
        path: &Path<'_>,
    ) -> Option<Constant> {
        let kind = self.fields.get(usize::from(field.0))?.kind;
        if kind == FieldType::Choice {
            return self.position(value, field, path).map(Constant::Choice);
        }
        let constant = match (kind, value) {
            (FieldType::Boolean | FieldType::Finding, Document::Boolean(value)) => {
                Some(Constant::Boolean(*value))
            }
            (FieldType::Integer, Document::Number(number)) => Some(Constant::Integer(*number)),
            (FieldType::Decision, Document::String(name)) => Decision::from_name(name)
                .filter(|decision| *decision != Decision::Pending)
                .map(Constant::Decision),
            _ => None,
        };
        if constant.is_none() {
            let wanted = match kind {
                FieldType::Integer => "a whole number",
                FieldType::Decision => "`approved`, `rejected` or `not_sought`",
                _ => "`true` or `false`",
            };
            let message = "is no value of a `{}` field; write {}";
            self.problem(path, message, &[kind.name(), wanted]);
        }
        constant
    }

    fn day(&mut self, value: &Document, path: &Path<'_>, types: Types) -> Option<Day> {
        match day(value) {
            Some(date) => Some(Day::Constant(date)),
            None if value.as_str() == Some("asOf") => Some(Day::AsOf),
            None => self.field_named(value, path, types).map(Day::Field),
        }
    }

    /// The fields named in a list.
    fn fields_named(
        &mut self,
        table: &Table,
        key: &str,
        path: &Path<'_>,
        types: Types,
    ) -> Vec<FieldIndex> {
        let list = path.key(key);
        let mut fields = Vec::new();
        for (at, value) in entries(table, key).iter().enumerate() {
            if let Some(field) = self.field_named(value, &list.index(at), types) {
                fields.push(field);
            }
        }
        fields
    }

    /// The field named by `value`, if it is of a type the operator takes.
    fn field_named(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        types: Types,
    ) -> Option<FieldIndex> {
        if !self.counts(path) {
            return None;
        }
        let name = value.as_str().unwrap_or_default();
        let Some(at) = self
            .fields
            .iter()
            .position(|field| field.id.as_str() == name)
        else {
            let own = self.fields.iter().map(|field| field.id.as_str());
            let mut known = own.chain(SHARED_FIELDS.iter().copied());
            unknown(
                &mut self.problems,
                path,
                "unknown field `{}`",
                name,
                &mut known,
            );
            return None;
        };
        let kind = self.fields.get(at)?.kind;
        let takes = |kind: FieldType| types >> kind as u16 & 1 == 1;
        if self.untyped.contains(&at) {
            // Its own mistake is enough.
            return None;
        }
        if !takes(kind) {
            let all = FieldType::ALL.into_iter();
            let wanted = listed(&mut all.filter(|kind| takes(*kind)).map(FieldType::name));
            self.problem(
                path,
                "`{}` is a `{}` field; this takes {}",
                &[name, kind.name(), &wanted],
            );
            return None;
        }
        u16::try_from(at).ok().map(FieldIndex)
    }
}
