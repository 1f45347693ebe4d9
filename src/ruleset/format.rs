//! The ruleset format, read and validated: every mistake at once, each with its path.
//!
//! The reader walks a parsed document rather than deserialising into structs, because whoever
//! writes a ruleset needs the whole list of mistakes, not the first. It goes twice: over the
//! [`super::shape`], then over what the parts mean, where a part of the wrong shape is passed
//! over. Time and memory are bounded by the document's size, its depth and the number of
//! predicates.

use std::fmt::Arguments;
use std::sync::Arc;

use super::shape::{ALTERNATIVE, DOCUMENT, Kind, OPERATORS, PREDICATE, Shape, TEXT};
use super::{Condition, Procedure, Route, Ruleset, Unit, Variation};
use crate::answer::{Decision, MAX_INTEGER, OptionSet};
use crate::date::Date;
use crate::document::{Document, Table};
use crate::error::{Problem, Unknown, clip};
use crate::field::{Field, FieldIndex, FieldType, Id, Nature, Supplier};
use crate::judgement::Verdict;
use crate::predicate::{Constant, Day, InForce, Integer, Predicate, Test};
use crate::truth::Cause;

/// The version of the format this engine reads.
pub const FORMAT: u64 = 1;
/// How deep predicates may nest.
const MAX_DEPTH: usize = 24;
/// How many predicates, tests included, a ruleset may hold.
const MAX_PREDICATES: usize = 20_000;
/// How many entries any list of a ruleset may hold.
const MAX_ENTRIES: usize = 2_000;
/// How long any text of a ruleset may be, in bytes.
const MAX_STRING: usize = 10_000;
/// How many mistakes are listed.
const MAX_PROBLEMS: usize = 100;

/// Reads a ruleset document whose canonical form has the hash `sha256`.
pub(super) fn load(document: &Document, sha256: String) -> Result<Ruleset, Vec<Problem>> {
    let mut reader = Reader {
        problems: Vec::new(),
        predicates: 0,
        fields: Vec::new(),
        in_force: None,
    };
    reader.table(document, &Path::ROOT, &DOCUMENT);
    let ruleset = document
        .as_table()
        .and_then(|document| reader.ruleset(document, sha256));
    match ruleset {
        Some(ruleset) if reader.problems.is_empty() => Ok(ruleset),
        _ => {
            if reader.problems.is_empty() {
                reader.problem(&Path::ROOT, format_args!("is no ruleset"));
            }
            Err(reader.problems)
        }
    }
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

    fn key(&'a self, key: &'a str) -> Path<'a> {
        Path {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

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
                into.push_str(&index.to_string());
                into.push(']');
            }
        }
    }
}

struct Reader {
    problems: Vec<Problem>,
    predicates: usize,
    fields: Vec<Field>,
    in_force: Option<InForce>,
}

/// What a procedure may refer to by id.
struct Entries {
    routes: Vec<(Id, Option<(Route, Predicate)>)>,
    conditions: Vec<(Id, ConditionDraft)>,
    duties: Vec<(Id, Unit)>,
    readings: Vec<(Id, ())>,
}

/// A condition as written, before a procedure compiles it.
struct ConditionDraft {
    when: Option<Predicate>,
    only: Option<Vec<Id>>,
    limbs: Vec<(Id, Option<Predicate>, Unit)>,
}

/// The shape of a document.
impl Reader {
    fn problem(&mut self, path: &Path<'_>, message: Arguments<'_>) {
        if self.problems.len() < MAX_PROBLEMS {
            let mut place = String::new();
            path.write(&mut place);
            self.problems.push(Problem {
                path: place,
                message: message.to_string(),
                position: None,
            });
        }
    }

    fn table(&mut self, value: &Document, path: &Path<'_>, shape: &Shape) {
        let Document::Table(table) = value else {
            return self.problem(path, format_args!("needs a table"));
        };
        for (key, _) in table.iter() {
            let known = shape.keys.iter().any(|(name, _, _)| name == key)
                || shape.operator && OPERATORS.contains(&key.as_str());
            if !known {
                let unknown = shape.unknown(key);
                self.problem(&path.key(key), format_args!("unknown key {unknown}"));
            }
        }
        for (key, kind, required) in shape.keys {
            match table.get(*key) {
                Some(value) => self.kind(value, &path.key(key), kind),
                None if *required => self.problem(&path.key(key), format_args!("is missing")),
                None => {}
            }
        }
    }

    fn kind(&mut self, value: &Document, path: &Path<'_>, kind: &Kind) {
        let wanted = match kind {
            Kind::Format => {
                if value.as_number() == Some(FORMAT) {
                    return;
                }
                return self.problem(path, format_args!("this engine reads format {FORMAT}"));
            }
            Kind::Id if id(value).is_some() => return,
            Kind::Id => "an id: lower-case letters, digits, `.`, `_` and `-`, at most 64",
            Kind::String if string(value).is_some() => return,
            Kind::String => "a text that is not blank, at most 10000 bytes",
            Kind::Flag if value.as_boolean().is_some() => return,
            Kind::Flag => "`true` or `false`",
            Kind::Day if day(value).is_some() => return,
            Kind::Day => "a day as `2026-04-01`",
            Kind::Text => return self.table(value, path, &TEXT),
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
            Kind::Tables(shape) => {
                return self.list(value, path, &|reader, value, path| {
                    reader.table(value, path, shape);
                });
            }
            Kind::Name(names) => {
                let name = value.as_str().unwrap_or_default();
                if !names.contains(&name) {
                    let unknown = Unknown::new(name, &mut names.iter().copied());
                    let all = names.join("`, `");
                    self.problem(path, format_args!("unknown name {unknown}; one of `{all}`"));
                }
                return;
            }
        };
        self.problem(path, format_args!("needs {wanted}"));
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
                self.problem(path, format_args!("has more than {MAX_ENTRIES} entries"));
            }
            _ => self.problem(path, format_args!("needs a list")),
        }
    }
}

fn id(value: &Document) -> Option<Id> {
    value.as_str().and_then(Id::new)
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
        let fields = Path::ROOT.key("field");
        for (at, value) in entries(document, "field").iter().enumerate() {
            let field = value
                .as_table()
                .and_then(|table| self.field(table, &fields.index(at)));
            self.fields.extend(field);
        }
        let by_id = self.field_order();
        let header = document.get("ruleset").and_then(Document::as_table);
        let period = header
            .and_then(|header| header.get("in_force"))
            .and_then(Document::as_table);
        self.in_force = period.and_then(|period| self.in_force(period));
        let known = Entries {
            readings: self.ids(document, "reading"),
            routes: self.routes(document),
            conditions: self.conditions(document),
            duties: self.duties(document),
        };
        self.readings(document, &known.readings);
        let mut procedures = Vec::new();
        let mut ids = Vec::new();
        let path = Path::ROOT.key("procedure");
        for (at, value) in entries(document, "procedure").iter().enumerate() {
            let path = path.index(at);
            let Some(table) = value.as_table() else {
                continue;
            };
            let Some(id) = self.distinct(table, &path, &mut ids) else {
                continue;
            };
            procedures.push(Arc::new(self.procedure(table, &path, id, &known)));
        }
        if procedures.is_empty() {
            self.problem(&path, format_args!("needs at least one procedure"));
        }
        let header = header?;
        Some(Ruleset {
            id: id_of(header)?,
            aliases: entries(header, "aliases").iter().filter_map(id).collect(),
            version: string(header.get("version")?)?.to_owned(),
            sha256,
            in_force: self.in_force.take(),
            fields: std::mem::take(&mut self.fields),
            by_id,
            procedures,
        })
    }

    /// The id of an entry, unless it is malformed; used twice it is a mistake.
    fn distinct(&mut self, table: &Table, path: &Path<'_>, seen: &mut Vec<Id>) -> Option<Id> {
        let id = id_of(table)?;
        if seen.contains(&id) {
            self.problem(&path.key("id"), format_args!("`{id}` is used twice"));
        }
        seen.push(id.clone());
        Some(id)
    }

    fn ids(&mut self, document: &Table, key: &str) -> Vec<(Id, ())> {
        let (mut seen, mut ids) = (Vec::new(), Vec::new());
        let path = Path::ROOT.key(key);
        for (at, value) in entries(document, key).iter().enumerate() {
            let Some(table) = value.as_table() else {
                continue;
            };
            ids.extend(
                self.distinct(table, &path.index(at), &mut seen)
                    .map(|id| (id, ())),
            );
        }
        ids
    }

    fn in_force(&mut self, table: &Table) -> Option<InForce> {
        let top = Path::ROOT.key("ruleset");
        let path = top.key("in_force");
        let list = path.key("decided_by");
        let mut decided_by = Vec::new();
        for (at, value) in entries(table, "decided_by").iter().enumerate() {
            decided_by.extend(self.field_named(value, &list.index(at), DATE));
        }
        let from = table.get("from").and_then(day)?;
        let until = table.get("until").and_then(day);
        if until.is_some_and(|until| until < from) {
            self.problem(
                &path.key("until"),
                format_args!("the last day is before the first"),
            );
        }
        Some(InForce {
            from,
            until,
            decided_by,
        })
    }

    fn field(&mut self, table: &Table, path: &Path<'_>) -> Option<Field> {
        let name = table.get("type").and_then(Document::as_str)?;
        let takes_options = matches!(name, "choice" | "choices");
        if takes_options != has(table, "options") {
            let message = if takes_options {
                "is missing"
            } else {
                "are for a choice"
            };
            self.problem(&path.key("options"), format_args!("{message}"));
        }
        let list = path.key("options");
        let mut options = Vec::new();
        for (at, value) in entries(table, "options").iter().enumerate() {
            let Some(id) = value
                .as_table()
                .and_then(|table| table.get("value"))
                .and_then(id)
            else {
                continue;
            };
            if options.contains(&id) {
                let message = format_args!("`{id}` is an option twice");
                self.problem(&list.index(at), message);
            }
            options.push(id);
        }
        if takes_options && !(1..=64).contains(&options.len()) {
            self.problem(&list, format_args!("a choice has from 1 to 64 options"));
        }
        let supplier = table.get("supplier").and_then(Document::as_str)?;
        Some(Field {
            id: id_of(table)?,
            kind: FieldType::from_name(name, options)?,
            supplier: Supplier::from_name(supplier)?,
            nature: match table.get("nature").and_then(Document::as_str) {
                Some("plan") => Nature::Plan,
                _ => Nature::Record,
            },
        })
    }

    /// The fields' positions by id; fields named twice are mistakes.
    fn field_order(&mut self) -> Vec<FieldIndex> {
        let mut order: Vec<(Id, u16)> = Vec::new();
        let mut twice = Vec::new();
        for (field, at) in self.fields.iter().zip(0u16..) {
            match order.binary_search_by(|(id, _)| id.cmp(&field.id)) {
                Ok(_) => twice.push(field.id.clone()),
                Err(place) => order.insert(place, (field.id.clone(), at)),
            }
        }
        for id in twice {
            self.problem(
                &Path::ROOT.key("field"),
                format_args!("`{id}` is used twice"),
            );
        }
        order.into_iter().map(|(_, at)| FieldIndex(at)).collect()
    }

    fn routes(&mut self, document: &Table) -> Vec<(Id, Option<(Route, Predicate)>)> {
        let top = Path::ROOT.key("route");
        let (mut routes, mut seen) = (Vec::new(), Vec::new());
        for (at, value) in entries(document, "route").iter().enumerate() {
            let path = top.index(at);
            let Some(table) = value.as_table() else {
                continue;
            };
            let Some(id) = self.distinct(table, &path, &mut seen) else {
                continue;
            };
            let verdict = table
                .get("verdict")
                .and_then(Document::as_str)
                .and_then(Verdict::from_name);
            let open = verdict == Some(Verdict::Undetermined);
            if verdict.is_some() && open != has(table, "because") {
                let message = if open {
                    "is missing: a route to `undetermined` says why"
                } else {
                    "is only for a route to `undetermined`"
                };
                self.problem(&path.key("because"), format_args!("{message}"));
            }
            let when = self.nested(table, &path, "when");
            let route = verdict.zip(when).map(|(verdict, when)| {
                let because = open_cause(table.get("because"));
                let claimed = flag(table, "claimed");
                (
                    Route {
                        id: id.clone(),
                        position: at,
                        verdict,
                        because,
                        claimed,
                    },
                    when,
                )
            });
            routes.push((id, route));
        }
        routes
    }

    fn conditions(&mut self, document: &Table) -> Vec<(Id, ConditionDraft)> {
        let top = Path::ROOT.key("condition");
        let (mut conditions, mut seen) = (Vec::new(), Vec::new());
        for (at, value) in entries(document, "condition").iter().enumerate() {
            let path = top.index(at);
            let Some(table) = value.as_table() else {
                continue;
            };
            let Some(id) = self.distinct(table, &path, &mut seen) else {
                continue;
            };
            let when = self.nested(table, &path, "when");
            let only = has(table, "only")
                .then(|| entries(table, "only").iter().filter_map(self::id).collect());
            let list = path.key("limb");
            let (mut limbs, mut seen) = (Vec::new(), Vec::new());
            for (at, value) in entries(table, "limb").iter().enumerate() {
                let path = list.index(at);
                let Some(table) = value.as_table() else {
                    continue;
                };
                let id = self.distinct(table, &path, &mut seen);
                let (when, unit) = self.limb(table, &path);
                limbs.extend(id.zip(unit).map(|(id, unit)| (id, when, unit)));
            }
            if table
                .get("limb")
                .and_then(Document::as_list)
                .is_some_and(<[_]>::is_empty)
            {
                self.problem(&list, format_args!("needs at least one limb"));
            }
            conditions.push((id, ConditionDraft { when, only, limbs }));
        }
        conditions
    }

    fn limb(&mut self, table: &Table, path: &Path<'_>) -> (Option<Predicate>, Option<Unit>) {
        let list = path.key("supports");
        let mut supports = Vec::new();
        for (at, value) in entries(table, "supports").iter().enumerate() {
            supports.extend(self.field_named(value, &list.index(at), ANY));
        }
        if !supports.is_empty() && !has(table, "found") {
            self.problem(
                &list,
                format_args!("only a finding (`found`) has descriptions behind it"),
            );
        }
        let when = self.nested(table, path, "when");
        let holds = self.predicate(table, path, true, false, 0);
        let otherwise = table
            .get("otherwise")
            .and_then(|otherwise| otherwise.as_table()?.get("open"));
        let unit = holds.map(|holds| Unit {
            applies: None,
            holds,
            otherwise: open_cause(otherwise),
            if_recorded: flag(table, "if_recorded"),
            alternatives: has(table, "any"),
            supports,
        });
        (when, unit)
    }

    fn duties(&mut self, document: &Table) -> Vec<(Id, Unit)> {
        let top = Path::ROOT.key("duty");
        let (mut duties, mut seen) = (Vec::new(), Vec::new());
        for (at, value) in entries(document, "duty").iter().enumerate() {
            let path = top.index(at);
            let Some(table) = value.as_table() else {
                continue;
            };
            let Some(id) = self.distinct(table, &path, &mut seen) else {
                continue;
            };
            let applies = self.nested(table, &path, "when");
            let holds = self.nested(table, &path, "holds");
            duties.push((
                id,
                Unit::judging(applies, holds.unwrap_or(Predicate::All(Vec::new()))),
            ));
        }
        duties
    }

    /// Every `reading` named by a route, a condition or a limb stands in the list.
    fn readings(&mut self, document: &Table, known: &[(Id, ())]) {
        for key in ["route", "condition"] {
            let top = Path::ROOT.key(key);
            for (at, value) in entries(document, key).iter().enumerate() {
                let path = top.index(at);
                let Some(table) = value.as_table() else {
                    continue;
                };
                self.reading(table, &path, known);
                let list = path.key("limb");
                for (at, value) in entries(table, "limb").iter().enumerate() {
                    if let Some(table) = value.as_table() {
                        self.reading(table, &list.index(at), known);
                    }
                }
            }
        }
    }

    fn reading(&mut self, table: &Table, path: &Path<'_>, known: &[(Id, ())]) {
        if let Some(id) = table.get("reading").and_then(id)
            && !known.iter().any(|(reading, ())| *reading == id)
        {
            let unknown = Unknown::new(
                id.as_str(),
                &mut known.iter().map(|(reading, ())| reading.as_str()),
            );
            self.problem(
                &path.key("reading"),
                format_args!("unknown reading {unknown}"),
            );
        }
    }

    fn procedure(&mut self, table: &Table, path: &Path<'_>, id: Id, known: &Entries) -> Procedure {
        let varies_by = table
            .get("varies_by")
            .and_then(|value| self.field_named(value, &path.key("varies_by"), CHOICE))
            .and_then(|field| Variation::over(field, &self.fields.get(usize::from(field.0))?.kind));
        let routes = self.references(table, path, "routes", &ids_of(&known.routes));
        let conditions = self.references(table, path, "conditions", &ids_of(&known.conditions));
        let duties = self.references(table, path, "duties", &ids_of(&known.duties));
        self.references(table, path, "readings", &ids_of(&known.readings));
        if conditions
            .windows(2)
            .any(|pair| matches!(pair, [first, second] if first > second))
        {
            self.problem(
                &path.key("conditions"),
                format_args!("are not in the order in which `condition` has them"),
            );
        }
        let mut compiled = Procedure {
            id,
            varies_by,
            routes: Vec::new(),
            conditions: Vec::new(),
            units: Vec::new(),
            dependents: Vec::new(),
            fields: Vec::new(),
        };
        for (_, route) in routes.into_iter().filter_map(|at| known.routes.get(at)) {
            let Some((route, when)) = route else { continue };
            compiled.routes.push(route.clone());
            compiled.units.push(Unit::judging(None, when.clone()));
        }
        for position in conditions {
            let Some((id, draft)) = known.conditions.get(position) else {
                continue;
            };
            let only = match &draft.only {
                None => None,
                Some(kinds) => self.only(path, kinds, compiled.varies_by.as_ref()),
            };
            for (_, when, unit) in &draft.limbs {
                let mut all: Vec<Predicate> = [&only, &draft.when, when]
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect();
                let applies = match all.len() {
                    0 => None,
                    1 => all.pop(),
                    _ => Some(Predicate::All(all)),
                };
                compiled.units.push(Unit {
                    applies,
                    ..unit.clone()
                });
            }
            let limbs = draft
                .limbs
                .iter()
                .map(|(limb, _, _)| limb.clone())
                .collect();
            compiled.conditions.push(Condition {
                id: id.clone(),
                position,
                limbs,
            });
        }
        let duties = duties.into_iter().filter_map(|at| known.duties.get(at));
        compiled.units.extend(duties.map(|(_, unit)| unit.clone()));
        if compiled.units.len() > MAX_ENTRIES {
            let message = format_args!("more than {MAX_ENTRIES} routes, limbs and duties");
            self.problem(path, message);
        }
        compiled.index(self.fields.len(), self.in_force.as_ref());
        compiled
    }

    /// The positions of the entries a procedure lists by id.
    fn references(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        key: &str,
        known: &[&Id],
    ) -> Vec<usize> {
        let list = path.key(key);
        let mut chosen = Vec::new();
        for (at, value) in entries(table, key).iter().enumerate() {
            let Some(id) = id(value) else { continue };
            match known.iter().position(|known| **known == id) {
                Some(position) if chosen.contains(&position) => {
                    self.problem(&list.index(at), format_args!("`{id}` is listed twice"));
                }
                Some(position) => chosen.push(position),
                None => {
                    let unknown =
                        Unknown::new(id.as_str(), &mut known.iter().map(|id| id.as_str()));
                    self.problem(&list.index(at), format_args!("there is no {unknown}"));
                }
            }
        }
        chosen
    }

    /// The test that the kind at hand is one for which a condition applies.
    fn only(
        &mut self,
        path: &Path<'_>,
        kinds: &[Id],
        varies_by: Option<&Variation>,
    ) -> Option<Predicate> {
        let Some(field) = varies_by.map(|variation| variation.field) else {
            let message = format_args!("is missing: a condition here has `only`");
            self.problem(&path.key("varies_by"), message);
            return None;
        };
        let options = self.options(field);
        let mut constants = Vec::new();
        for kind in kinds {
            let path = path.key("conditions");
            constants.extend(
                self.position(kind.as_str(), &options, &path)
                    .map(Constant::Choice),
            );
        }
        Some(Predicate::Test {
            test: Test::OneOf(field, constants),
            negated: false,
        })
    }

    fn options(&self, field: FieldIndex) -> Vec<Id> {
        match self
            .fields
            .get(usize::from(field.0))
            .map(|field| &field.kind)
        {
            Some(FieldType::Choice(options) | FieldType::Choices(options)) => options.clone(),
            _ => Vec::new(),
        }
    }

    /// The position of an option; one that does not exist is a mistake.
    fn position(&mut self, name: &str, options: &[Id], path: &Path<'_>) -> Option<u8> {
        let position = options.iter().position(|option| option.as_str() == name);
        if position.is_none() {
            let unknown = Unknown::new(name, &mut options.iter().map(Id::as_str));
            self.problem(path, format_args!("the field has no option {unknown}"));
        }
        u8::try_from(position?).ok()
    }
}

fn ids_of<T>(entries: &[(Id, T)]) -> Vec<&Id> {
    entries.iter().map(|(id, _)| id).collect()
}

/// Field types an operator takes, as bits in the order of [`FieldType::NAMES`].
type Types = u16;
const INTEGER: Types = 1 << 1;
const BOOLEAN: Types = 1 << 2;
const CHOICE: Types = 1 << 3;
const CHOICES: Types = 1 << 4;
const ITEMS: Types = 1 << 5;
const DATE: Types = 1 << 6;
const FINDING: Types = 1 << 8;
const DECISION: Types = 1 << 9;
const ANY: Types = Types::MAX;

/// Predicates.
impl Reader {
    /// The predicate in `table.key`, if there is one.
    fn nested(&mut self, table: &Table, path: &Path<'_>, key: &str) -> Option<Predicate> {
        let table = table.get(key)?.as_table()?;
        let path = path.key(key);
        self.shape(table, &path, &PREDICATE);
        self.predicate(table, &path, false, false, 0)
    }

    /// Checks the keys of a predicate that no table of the document's shape reaches.
    fn shape(&mut self, table: &Table, path: &Path<'_>, shape: &Shape) {
        for (key, value) in table.iter() {
            match shape.keys.iter().find(|(name, _, _)| name == key) {
                Some((_, kind, _)) => self.kind(value, &path.key(key), kind),
                None if OPERATORS.contains(&key.as_str()) => {}
                None => {
                    let unknown = shape.unknown(key);
                    self.problem(&path.key(key), format_args!("unknown key {unknown}"));
                }
            }
        }
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
        self.predicates += 1;
        if depth > MAX_DEPTH || self.predicates > MAX_PREDICATES {
            // Once: everything after it would say the same.
            if depth == MAX_DEPTH + 1 || self.predicates == MAX_PREDICATES + 1 {
                self.problem(
                    path,
                    format_args!("predicates nest too deep or are too many"),
                );
            }
            return None;
        }
        let mut operators = table
            .iter()
            .filter(|(key, _)| OPERATORS.contains(&key.as_str()));
        let (operator, value) = match (operators.next(), operators.next()) {
            (Some((operator, value)), None) => (operator.as_str(), value),
            (first, _) => {
                let count = if first.is_some() {
                    "more than one"
                } else {
                    "none"
                };
                let all = OPERATORS.join("`, `");
                self.problem(
                    path,
                    format_args!("needs one operator and has {count}: `{all}`"),
                );
                return None;
            }
        };
        let place = path.key(operator);
        if operator == "not" {
            let Some(table) = value.as_table() else {
                self.problem(&place, format_args!("needs a table with one operator"));
                return None;
            };
            self.shape(table, &place, &PREDICATE);
            return self.predicate(table, &place, false, !negated, depth + 1);
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
            self.problem(&place, format_args!("needs a list of predicates"));
            return None;
        };
        let mut members = Vec::new();
        for (at, value) in list.iter().enumerate() {
            let place = place.index(at);
            let Some(table) = value.as_table() else {
                self.problem(&place, format_args!("needs a table with one operator"));
                continue;
            };
            self.shape(table, &place, shape);
            members.extend(self.predicate(table, &place, false, negated, depth + 1));
        }
        let conjunction = (operator == "all") != negated;
        Some(if conjunction {
            Predicate::All(members)
        } else {
            Predicate::Any(members)
        })
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
            if value.as_boolean() != Some(true) || self.in_force.is_none() {
                let message = "write `in_force = true`, and a period `in_force` in the header";
                self.problem(path, format_args!("{message}"));
            }
            return Some((Test::InForce, false));
        }
        let Some([first, second]) = value.as_list() else {
            self.problem(
                path,
                format_args!("needs a list of two: a field and a value or field"),
            );
            return None;
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
                let options = self.options(field);
                let mut set = OptionSet::default();
                for value in self.values(second, &second_path, operator == "has_all") {
                    let name = value.as_str().unwrap_or_default();
                    set.0 |= 1 << self.position(name, &options, &second_path)?;
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
                    Some(limit) if limit <= MAX_INTEGER => Some(Integer::Constant(limit)),
                    _ => self
                        .field_named(second, &second_path, INTEGER)
                        .map(Integer::Field),
                };
                (Test::AtMost(field?, limit?), false)
            }
            _ => {
                let first = self.day(first, &first_path);
                let second = self.day(second, &second_path);
                let (first, second) = (first?, second?);
                match operator {
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
                self.problem(path, format_args!("needs a list of 1 to 64 values"));
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
        let kind = self
            .fields
            .get(usize::from(field.0))
            .map(|field| field.kind.clone())?;
        let constant = match (&kind, value) {
            (FieldType::Choice(options), Document::String(name)) => {
                return self.position(name, options, path).map(Constant::Choice);
            }
            (FieldType::Boolean | FieldType::Finding, Document::Boolean(value)) => {
                Some(Constant::Boolean(*value))
            }
            (FieldType::Integer, value) => value
                .as_number()
                .filter(|number| *number <= MAX_INTEGER)
                .map(Constant::Integer),
            (FieldType::Decision, Document::String(name)) => Decision::from_name(name)
                .filter(|decision| *decision != Decision::Pending)
                .map(Constant::Decision),
            _ => None,
        };
        if constant.is_none() {
            self.problem(path, format_args!("is no value of a {} field", kind.name()));
        }
        constant
    }

    fn day(&mut self, value: &Document, path: &Path<'_>) -> Option<Day> {
        match day(value) {
            Some(date) => Some(Day::Constant(date)),
            None if value.as_str() == Some("asOf") => Some(Day::AsOf),
            None => self.field_named(value, path, DATE).map(Day::Field),
        }
    }

    /// The field named by `value`, if it is of a type the operator takes.
    fn field_named(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        types: Types,
    ) -> Option<FieldIndex> {
        let name = value.as_str().unwrap_or_default();
        let Some(at) = self
            .fields
            .iter()
            .position(|field| field.id.as_str() == name)
        else {
            let unknown =
                Unknown::new(name, &mut self.fields.iter().map(|field| field.id.as_str()));
            self.problem(path, format_args!("unknown field {unknown}"));
            return None;
        };
        let kind = self.fields.get(at).map_or("", |field| field.kind.name());
        let mut names = FieldType::NAMES.iter().enumerate();
        if !names.any(|(bit, name)| *name == kind && types >> bit & 1 == 1) {
            let mut wanted = String::new();
            for (bit, name) in FieldType::NAMES.iter().enumerate() {
                if types >> bit & 1 == 1 {
                    wanted.push_str(if wanted.is_empty() { "`" } else { "`, `" });
                    wanted.push_str(name);
                }
            }
            self.problem(
                path,
                format_args!("`{name}` is a `{kind}` field and not {wanted}`"),
            );
            return None;
        }
        u16::try_from(at).ok().map(FieldIndex)
    }
}
