//! The ruleset format, read and validated: every mistake at once, each with its path.
//!
//! The reader walks a parsed JSON document rather than deserialising into
//! structs, because a clerk who writes a ruleset needs the whole list of
//! mistakes, not the first. Time and memory are bounded by the document's size,
//! the depth and the number of predicates.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::translation::LANGUAGES;
use super::{Condition, Procedure, Route, Ruleset, Unit, Variation};
use crate::answer::{Decision, MAX_INTEGER, OptionSet};
use crate::date::Date;
use crate::error::{Problem, Unknown, clip};
use crate::field::{Field, FieldIndex, FieldType, Id, Nature, Supplier};
use crate::judgement::Verdict;
use crate::predicate::{Constant, Day, InForce, Integer, Predicate, Test};
use crate::truth::Cause;

/// The version of the format this engine reads.
pub const FORMAT: u64 = 1;
/// What conditions are about, so that municipalities can be lined up.
pub const TOPICS: [&str; 22] = [
    "consultation",
    "necessity",
    "reason",
    "basis",
    "scope",
    "use_limit",
    "disposal",
    "safety",
    "documents",
    "matters",
    "timing",
    "liability",
    "tiers",
    "terms",
    "place",
    "publication",
    "conditions_attached",
    "survey",
    "supervision",
    "review",
    "training",
    "consent",
];
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

const OPERATORS: [&str; 17] = [
    "stated",
    "yes",
    "no",
    "found",
    "decided",
    "is",
    "one_of",
    "has",
    "lacks",
    "has_all",
    "subset",
    "at_most",
    "before",
    "not_before",
    "in_force",
    "all",
    "any",
];
// `not` is handled apart: it wraps one predicate.

/// Reads a canonical ruleset document.
pub(super) fn load(document: &Value, sha256: String) -> Result<Ruleset, Vec<Problem>> {
    let mut reader = Reader {
        problems: Vec::new(),
        predicates: 0,
        fields: Vec::new(),
        in_force: false,
    };
    let ruleset = reader.ruleset(document, sha256);
    match ruleset {
        Some(ruleset) if reader.problems.is_empty() => Ok(ruleset),
        _ => Err(reader.problems),
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
    fn root(key: &'a str) -> Path<'a> {
        Path {
            parent: None,
            step: Step::Key(key),
        }
    }
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
}

impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Key(key) if self.parent.is_none() => f.write_str(&clip(key)),
            Step::Key(key) => write!(f, ".{}", clip(key)),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

type Table = Map<String, Value>;

struct Reader {
    problems: Vec<Problem>,
    predicates: usize,
    fields: Vec<Field>,
    /// Whether the header states a period in force.
    in_force: bool,
}

/// A condition as written, before a procedure compiles it.
struct ConditionDraft {
    id: Id,
    when: Option<Predicate>,
    only: Option<Vec<String>>,
    limbs: Vec<LimbDraft>,
}

struct LimbDraft {
    id: Id,
    when: Option<Predicate>,
    unit: Unit,
}

impl Reader {
    fn problem(&mut self, path: &Path<'_>, message: impl Into<String>) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem {
                path: path.to_string(),
                message: message.into(),
                position: None,
            });
        }
    }

    fn ruleset(&mut self, document: &Value, sha256: String) -> Option<Ruleset> {
        const TABLES: [&str; 7] = [
            "ruleset",
            "field",
            "reading",
            "route",
            "condition",
            "duty",
            "procedure",
        ];
        let top = Path::root("");
        let Value::Object(document) = document else {
            self.problem(&top, "a ruleset is an object with the tables of the format");
            return None;
        };
        for key in document
            .keys()
            .filter(|key| !TABLES.contains(&key.as_str()))
        {
            let unknown = Unknown::new(key, TABLES);
            self.problem(&Path::root(key), format!("unknown table {unknown}"));
        }
        self.fields = self.entries(document, "field", |reader, value, path| {
            reader.field(value, path)
        });
        let by_id = self.field_order();
        let header = self.header(document);
        let readings = self.entries(document, "reading", |reader, value, path| {
            let table = reader.table(value, path, &["id", "clause", "taken", "alternative"])?;
            reader.text(table, path, "taken", true);
            reader.text(table, path, "alternative", true);
            reader.string(table, path, "clause");
            reader.id(table, path)
        });
        self.distinct("reading", &readings);
        let routes = self.entries(document, "route", |reader, value, path| {
            reader.route(value, path, &readings)
        });
        let ids: Vec<Id> = routes.iter().map(|(route, _)| route.id.clone()).collect();
        self.distinct("route", &ids);
        let conditions = self.entries(document, "condition", |reader, value, path| {
            reader.condition(value, path, &readings)
        });
        let ids: Vec<Id> = conditions
            .iter()
            .map(|condition| condition.id.clone())
            .collect();
        self.distinct("condition", &ids);
        let duties = self.entries(document, "duty", |reader, value, path| {
            reader.duty(value, path)
        });
        let ids: Vec<Id> = duties.iter().map(|(id, _)| id.clone()).collect();
        self.distinct("duty", &ids);
        let (id, aliases, version, in_force) = header?;
        let procedures = self.entries(document, "procedure", |reader, value, path| {
            let table = reader.table(
                value,
                path,
                &["id", "title", "summary", "varies_by", "routes", "conditions", "duties", "readings"],
            )?;
            reader.text(table, path, "title", true);
            reader.text(table, path, "summary", false);
            let id = reader.id(table, path)?;
            let varies_by = reader.varies_by(table, path);
            let chosen_routes = reader.references(table, path, "routes", &routes, |(route, _)| &route.id);
            let chosen =
                reader.references(table, path, "conditions", &conditions, |condition| &condition.id);
            let chosen_duties = reader.references(table, path, "duties", &duties, |(id, _)| id);
            reader.references(table, path, "readings", &readings, |id| id);
            if chosen.windows(2).any(|pair| matches!(pair, [(first, _), (second, _)] if first > second)) {
                reader.problem(
                    &path.key("conditions"),
                    "the conditions are not in the order of the text; list them as `condition` has them",
                );
            }
            reader
                .procedure(path, id, varies_by, &chosen_routes, &chosen, &chosen_duties, &in_force)
                .map(Arc::new)
        });
        let ids: Vec<Id> = procedures
            .iter()
            .map(|procedure| procedure.id.clone())
            .collect();
        self.distinct("procedure", &ids);
        if procedures.is_empty() && self.problems.is_empty() {
            self.problem(
                &Path::root("procedure"),
                "a ruleset has at least one procedure",
            );
        }
        Some(Ruleset {
            id,
            aliases,
            version,
            sha256,
            in_force,
            fields: std::mem::take(&mut self.fields),
            by_id,
            procedures,
        })
    }

    #[allow(clippy::type_complexity)] // The header's parts, taken apart at once by the caller.
    fn header(&mut self, document: &Table) -> Option<(Id, Vec<Id>, String, Option<InForce>)> {
        let path = Path::root("ruleset");
        let Some(value) = document.get("ruleset") else {
            self.problem(&path, "the table `ruleset` is missing");
            return None;
        };
        let table = self.table(
            value,
            &path,
            &[
                "format",
                "id",
                "aliases",
                "version",
                "municipality",
                "title",
                "instrument",
                "source",
                "in_force",
            ],
        )?;
        if table.get("format").and_then(Value::as_u64) != Some(FORMAT) {
            self.problem(
                &path.key("format"),
                format!("this engine reads format {FORMAT}; write `format = {FORMAT}`"),
            );
        }
        for (key, required) in [
            ("municipality", true),
            ("title", true),
            ("instrument", true),
            ("source", false),
        ] {
            self.text(table, &path, key, required);
        }
        let aliases_path = path.key("aliases");
        let mut aliases = Vec::new();
        for (at, value) in self.list(table, &path, "aliases").iter().enumerate() {
            aliases.extend(self.id_value(value, &aliases_path.index(at)));
        }
        let id = self.id(table, &path);
        let version = self.string(table, &path, "version").map(str::to_owned);
        let in_force = match table.get("in_force") {
            None => None,
            Some(value) => self.in_force(value, &path.key("in_force")),
        };
        self.in_force = in_force.is_some();
        Some((id?, aliases, version?, in_force))
    }

    fn in_force(&mut self, value: &Value, path: &Path<'_>) -> Option<InForce> {
        let table = self.table(value, path, &["from", "until", "decided_by"])?;
        let from = self.date(table, path, "from", true);
        let until = self.date(table, path, "until", false);
        let decided_path = path.key("decided_by");
        let mut decided_by = Vec::new();
        for (at, value) in self.list(table, path, "decided_by").iter().enumerate() {
            let place = decided_path.index(at);
            decided_by
                .extend(self.field_value(value, &place, "date", |kind| *kind == FieldType::Date));
        }
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            self.problem(&path.key("until"), "the last day is before the first");
        }
        Some(InForce {
            from: from?,
            until,
            decided_by,
        })
    }

    fn date(&mut self, table: &Table, path: &Path<'_>, key: &str, required: bool) -> Option<Date> {
        match table.get(key) {
            None if !required => None,
            Some(Value::String(text)) if Date::from_iso(text).is_some() => Date::from_iso(text),
            _ => {
                self.problem(&path.key(key), "needs a day as `2026-04-01`");
                None
            }
        }
    }

    fn field(&mut self, value: &Value, path: &Path<'_>) -> Option<Field> {
        let table = self.table(
            value,
            path,
            &[
                "id", "type", "supplier", "nature", "label", "hint", "unit", "options",
            ],
        )?;
        self.text(table, path, "label", true);
        self.text(table, path, "hint", false);
        self.text(table, path, "unit", false);
        let id = self.id(table, path);
        let kind = self.field_type(table, path);
        let supplier = self.named(
            table,
            path,
            "supplier",
            &Supplier::ALL.map(|one| (one.name(), one)),
        );
        let natures = [("plan", Nature::Plan), ("record", Nature::Record)];
        let nature = match table.get("nature") {
            None => Some(Nature::Record),
            Some(_) => self.named(table, path, "nature", &natures),
        };
        if table.contains_key("options")
            && !matches!(kind, Some(FieldType::Choice(_) | FieldType::Choices(_)))
        {
            self.problem(
                &path.key("options"),
                "only a `choice` or `choices` field has options",
            );
        }
        Some(Field {
            id: id?,
            kind: kind?,
            supplier: supplier?,
            nature: nature?,
        })
    }

    fn field_type(&mut self, table: &Table, path: &Path<'_>) -> Option<FieldType> {
        let plain = [
            FieldType::Text,
            FieldType::Integer,
            FieldType::Boolean,
            FieldType::Choice(Vec::new()),
            FieldType::Choices(Vec::new()),
            FieldType::Items,
            FieldType::Date,
            FieldType::FiscalYear,
            FieldType::Finding,
            FieldType::Decision,
        ];
        let named: Vec<_> = plain
            .iter()
            .map(|kind| (kind.name(), kind.clone()))
            .collect();
        match self.named(table, path, "type", &named)? {
            FieldType::Choice(_) => Some(FieldType::Choice(self.options(table, path)?)),
            FieldType::Choices(_) => Some(FieldType::Choices(self.options(table, path)?)),
            other => Some(other),
        }
    }

    fn options(&mut self, table: &Table, path: &Path<'_>) -> Option<Vec<Id>> {
        let options_path = path.key("options");
        let list = self.list(table, path, "options");
        if list.is_empty() || list.len() > 64 {
            self.problem(&options_path, "a choice has from 1 to 64 options");
            return None;
        }
        let mut options = Vec::new();
        for (at, value) in list.iter().enumerate() {
            let place = options_path.index(at);
            let Some(table) = self.table(value, &place, &["value", "label"]) else {
                continue;
            };
            self.text(table, &place, "label", true);
            if let Some(id) = self.id_at(table, &place, "value") {
                if options.contains(&id) {
                    self.problem(&place.key("value"), format!("`{id}` is an option twice"));
                }
                options.push(id);
            }
        }
        Some(options)
    }

    /// The fields' positions by id; fields named twice are mistakes.
    fn field_order(&mut self) -> Vec<FieldIndex> {
        let ids: Vec<Id> = self.fields.iter().map(|field| field.id.clone()).collect();
        self.distinct("field", &ids);
        let mut order: Vec<(&Id, u16)> = ids.iter().zip(0..).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, at)| FieldIndex(at)).collect()
    }

    fn route(
        &mut self,
        value: &Value,
        path: &Path<'_>,
        readings: &[Id],
    ) -> Option<(Route, Predicate)> {
        let table = self.table(
            value,
            path,
            &[
                "id", "when", "verdict", "because", "clause", "message", "claimed", "reading",
            ],
        )?;
        self.text(table, path, "message", true);
        self.string(table, path, "clause");
        self.reading(table, path, readings);
        let verdicts = [
            Verdict::NotRegulated,
            Verdict::Prohibited,
            Verdict::Exempt,
            Verdict::Undetermined,
        ];
        let verdict = self.named(
            table,
            path,
            "verdict",
            &verdicts.map(|one| (one.name(), one)),
        );
        let because = match table.get("because") {
            None => None,
            Some(_) => self.named(table, path, "because", &OPEN_CAUSES),
        };
        match (verdict, because) {
            (Some(Verdict::Undetermined), None) if !table.contains_key("because") => self.problem(
                &path.key("because"),
                "a route to `undetermined` says why: `missing`, `reading` or `version`",
            ),
            (Some(Verdict::Undetermined) | None, _) | (_, None) => {}
            (Some(_), Some(_)) => {
                self.problem(
                    &path.key("because"),
                    "only a route to `undetermined` says why",
                );
            }
        }
        let claimed = self.flag(table, path, "claimed");
        let when = self.nested(table, path, "when");
        let id = self.id(table, path);
        if when.is_none() && !table.contains_key("when") {
            self.problem(&path.key("when"), "a route says when it is taken");
        }
        let route = Route {
            id: id?,
            position: 0,
            verdict: verdict?,
            because,
            claimed,
        };
        Some((route, when?))
    }

    fn condition(
        &mut self,
        value: &Value,
        path: &Path<'_>,
        readings: &[Id],
    ) -> Option<ConditionDraft> {
        let table = self.table(
            value,
            path,
            &[
                "id", "clause", "topic", "title", "when", "only", "message", "remedy", "reading",
                "limb",
            ],
        )?;
        for key in ["title", "message", "remedy"] {
            self.text(table, path, key, true);
        }
        self.string(table, path, "clause");
        self.reading(table, path, readings);
        self.named(table, path, "topic", &TOPICS.map(|topic| (topic, ())));
        let only_path = path.key("only");
        let only = table.contains_key("only").then(|| {
            let mut kinds = Vec::new();
            for (at, value) in self.list(table, path, "only").iter().enumerate() {
                kinds.extend(
                    self.id_value(value, &only_path.index(at))
                        .map(|id| id.to_string()),
                );
            }
            kinds
        });
        let when = self.nested(table, path, "when");
        let limb_path = path.key("limb");
        let mut limbs = Vec::new();
        for (at, value) in self.list(table, path, "limb").iter().enumerate() {
            limbs.extend(self.limb(value, &limb_path.index(at), readings));
        }
        if limbs.is_empty() && !table.contains_key("limb") {
            self.problem(&limb_path, "a condition has at least one limb");
        }
        let ids: Vec<&Id> = limbs.iter().map(|limb| &limb.id).collect();
        for (at, id) in ids.iter().enumerate() {
            if ids.iter().take(at).any(|earlier| earlier == id) {
                self.problem(
                    &limb_path.index(at).key("id"),
                    format!("`{id}` is a limb of this condition twice"),
                );
            }
        }
        Some(ConditionDraft {
            id: self.id(table, path)?,
            when,
            only,
            limbs,
        })
    }

    fn limb(&mut self, value: &Value, path: &Path<'_>, readings: &[Id]) -> Option<LimbDraft> {
        const KEYS: [&str; 10] = [
            "id",
            "when",
            "supports",
            "also_cite",
            "otherwise",
            "if_recorded",
            "message",
            "remedy",
            "open",
            "reading",
        ];
        let Value::Object(table) = value else {
            self.problem(path, "needs a table");
            return None;
        };
        for key in ["message", "remedy", "open"] {
            self.text(table, path, key, false);
        }
        match table.get("also_cite") {
            None => {}
            Some(Value::Array(_)) => {
                let place = path.key("also_cite");
                for (at, clause) in self.list(table, path, "also_cite").iter().enumerate() {
                    if clause
                        .as_str()
                        .is_none_or(|clause| clause.trim().is_empty())
                    {
                        self.problem(&place.index(at), "needs a clause as a string");
                    }
                }
            }
            Some(_) => {
                self.string(table, path, "also_cite");
            }
        }
        self.reading(table, path, readings);
        let supports_path = path.key("supports");
        let mut supports = Vec::new();
        for (at, value) in self.list(table, path, "supports").iter().enumerate() {
            supports.extend(self.field_value(value, &supports_path.index(at), "field", |_| true));
        }
        if !supports.is_empty() && !table.contains_key("found") {
            self.problem(
                &supports_path,
                "only a finding (`found`) has descriptions behind it",
            );
        }
        let otherwise = match table.get("otherwise") {
            None => None,
            Some(value) => {
                let place = path.key("otherwise");
                let table = self.table(value, &place, &["open"])?;
                self.named(table, &place, "open", &OPEN_CAUSES)
            }
        };
        let if_recorded = self.flag(table, path, "if_recorded");
        let when = self.nested(table, path, "when");
        let id = self.id(table, path);
        let holds = self.predicate(table, path, &KEYS, Members::Alternatives, false, 0);
        let alternatives = table.contains_key("any");
        Some(LimbDraft {
            id: id?,
            when,
            unit: Unit {
                applies: None,
                holds: holds?,
                otherwise,
                if_recorded,
                alternatives,
                supports,
            },
        })
    }

    fn duty(&mut self, value: &Value, path: &Path<'_>) -> Option<(Id, Unit)> {
        let table = self.table(value, path, &["id", "clause", "message", "when", "holds"])?;
        self.text(table, path, "message", true);
        self.string(table, path, "clause");
        let applies = self.nested(table, path, "when");
        let holds = self
            .nested(table, path, "holds")
            .unwrap_or(Predicate::All(Vec::new()));
        let unit = Unit {
            applies,
            holds,
            otherwise: None,
            if_recorded: false,
            alternatives: false,
            supports: Vec::new(),
        };
        Some((self.id(table, path)?, unit))
    }

    fn varies_by(&mut self, table: &Table, path: &Path<'_>) -> Option<Variation> {
        let value = table.get("varies_by")?;
        let field = self.field_value(value, &path.key("varies_by"), "choice", |kind| {
            matches!(kind, FieldType::Choice(_))
        })?;
        Variation::over(field, &self.fields.get(usize::from(field.0))?.kind)
    }

    #[allow(clippy::too_many_arguments)] // One per list of a procedure's table.
    fn procedure(
        &mut self,
        path: &Path<'_>,
        id: Id,
        varies_by: Option<Variation>,
        routes: &[(usize, &(Route, Predicate))],
        conditions: &[(usize, &ConditionDraft)],
        duties: &[(usize, &(Id, Unit))],
        in_force: &Option<InForce>,
    ) -> Option<Procedure> {
        let mut units: Vec<Unit> = routes
            .iter()
            .map(|(_, (_, when))| Unit {
                applies: None,
                holds: when.clone(),
                otherwise: None,
                if_recorded: false,
                alternatives: false,
                supports: Vec::new(),
            })
            .collect();
        for (_, condition) in conditions {
            let only = match &condition.only {
                None => None,
                Some(kinds) => Some(self.only(path, kinds, varies_by.as_ref())?),
            };
            for limb in &condition.limbs {
                let mut when: Vec<Predicate> = [&only, &condition.when, &limb.when]
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect();
                let applies = match when.len() {
                    0 => None,
                    1 => when.pop(),
                    _ => Some(Predicate::All(when)),
                };
                units.push(Unit {
                    applies,
                    ..limb.unit.clone()
                });
            }
        }
        units.extend(duties.iter().map(|(_, (_, unit))| unit.clone()));
        let mut dependents = vec![Vec::new(); self.fields.len()];
        let mut used = vec![false; self.fields.len()];
        for (unit, at) in units.iter().zip(0u16..) {
            let mut depend = |field: FieldIndex| {
                let field = usize::from(field.0);
                if let Some(units) = dependents.get_mut(field)
                    && units.last() != Some(&at)
                {
                    units.push(at);
                }
                if let Some(used) = used.get_mut(field) {
                    *used = true;
                }
            };
            for predicate in unit.applies.iter().chain([&unit.holds]) {
                predicate.for_each_field(in_force.as_ref(), &mut depend);
            }
            for field in &unit.supports {
                if let Some(used) = used.get_mut(usize::from(field.0)) {
                    *used = true;
                }
            }
        }
        if units.len() > MAX_ENTRIES {
            self.problem(
                path,
                format!("more than {MAX_ENTRIES} routes, limbs and duties"),
            );
        }
        let fields = (0u16..)
            .zip(used)
            .filter(|(_, used)| *used)
            .map(|(at, _)| FieldIndex(at));
        Some(Procedure {
            id,
            varies_by,
            routes: routes
                .iter()
                .map(|(position, (route, _))| Route {
                    position: *position,
                    ..route.clone()
                })
                .collect(),
            conditions: conditions
                .iter()
                .map(|(position, draft)| Condition {
                    id: draft.id.clone(),
                    position: *position,
                    limbs: draft.limbs.iter().map(|limb| limb.id.clone()).collect(),
                })
                .collect(),
            units,
            dependents,
            fields: fields.collect(),
        })
    }

    /// The test that the kind at hand is one for which a condition applies.
    fn only(
        &mut self,
        path: &Path<'_>,
        kinds: &[String],
        varies_by: Option<&Variation>,
    ) -> Option<Predicate> {
        let Some(variation) = varies_by else {
            self.problem(path, "has a condition with `only` and needs `varies_by`");
            return None;
        };
        let field = variation.field;
        let options = match self
            .fields
            .get(usize::from(field.0))
            .map(|field| &field.kind)
        {
            Some(FieldType::Choice(options)) => options.clone(),
            _ => return None,
        };
        let mut constants = Vec::new();
        for kind in kinds {
            match options
                .iter()
                .position(|option| option.as_str() == kind)
                .map(u8::try_from)
            {
                Some(Ok(position)) => constants.push(Constant::Choice(position)),
                _ => {
                    let unknown = Unknown::new(kind, options.iter().map(Id::as_str));
                    self.problem(
                        path,
                        format!("has a condition `only` for an unknown kind {unknown}"),
                    );
                }
            }
        }
        Some(Predicate::Test {
            test: Test::OneOf(field, constants),
            negated: false,
        })
    }
}

/// Why a route or a limb may leave the matter open.
const OPEN_CAUSES: [(&str, Cause); 3] = [
    ("missing", Cause::Missing),
    ("reading", Cause::Reading),
    ("version", Cause::Version),
];

/// Whether members of an `any` may carry a clause and a title of their own.
#[derive(Clone, Copy, PartialEq)]
enum Members {
    Alternatives,
    Plain,
}

/// Predicates.
impl Reader {
    /// The predicate in `table.key`, if there is one.
    fn nested(&mut self, table: &Table, path: &Path<'_>, key: &str) -> Option<Predicate> {
        let value = table.get(key)?;
        self.predicate_value(value, &path.key(key), &[], Members::Plain, false, 0)
    }

    fn predicate_value(
        &mut self,
        value: &Value,
        path: &Path<'_>,
        beside: &[&str],
        members: Members,
        negated: bool,
        depth: usize,
    ) -> Option<Predicate> {
        let Value::Object(table) = value else {
            self.problem(path, "needs a table with one operator");
            return None;
        };
        self.predicate(table, path, beside, members, negated, depth)
    }

    /// The predicate of `table`: exactly one operator, and nothing but the keys `beside` it.
    fn predicate(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        beside: &[&str],
        members: Members,
        negated: bool,
        depth: usize,
    ) -> Option<Predicate> {
        self.predicates += 1;
        if depth > MAX_DEPTH || self.predicates > MAX_PREDICATES {
            let limit = if depth > MAX_DEPTH {
                format!("predicates nest deeper than {MAX_DEPTH}")
            } else {
                format!("more than {MAX_PREDICATES} predicates")
            };
            // Once: everything after it would say the same.
            if !self.problems.iter().any(|problem| problem.message == limit) {
                self.problem(path, limit);
            }
            return None;
        }
        let is_operator = |key: &str| key == "not" || OPERATORS.contains(&key);
        let mut operators = table.iter().filter(|(key, _)| is_operator(key));
        let (first, second) = (operators.next(), operators.next());
        for key in table
            .keys()
            .filter(|key| !is_operator(key) && !beside.contains(&key.as_str()))
        {
            let known = OPERATORS
                .into_iter()
                .chain(["not"])
                .chain(beside.iter().copied());
            let unknown = Unknown::new(key, known);
            self.problem(&path.key(key), format!("unknown key {unknown}"));
        }
        let (operator, value) = match (first, second) {
            (Some((operator, value)), None) => (operator.as_str(), value),
            (None, _) => {
                self.problem(
                    path,
                    format!("needs one operator: {}, not", OPERATORS.join(", ")),
                );
                return None;
            }
            (Some((first, _)), Some((second, _))) => {
                self.problem(
                    path,
                    format!(
                        "has two operators, `{first}` and `{second}`; join them in `all` or `any`"
                    ),
                );
                return None;
            }
        };
        let place = path.key(operator);
        match operator {
            "not" => self.predicate_value(value, &place, &[], Members::Plain, !negated, depth + 1),
            "all" | "any" => {
                let listed = operator == "any" && members == Members::Alternatives;
                let beside: &[&str] = if listed { &["clause", "title"] } else { &[] };
                let Some(list) = value.as_array() else {
                    self.problem(&place, "needs a list of predicates");
                    return None;
                };
                let mut predicates = Vec::new();
                let mut whole = true;
                for (at, value) in list.iter().enumerate() {
                    let place = place.index(at);
                    if listed && let Value::Object(table) = value {
                        self.text(table, &place, "title", false);
                        if table.contains_key("clause") {
                            self.string(table, &place, "clause");
                        }
                    }
                    match self.predicate_value(
                        value,
                        &place,
                        beside,
                        Members::Plain,
                        negated,
                        depth + 1,
                    ) {
                        Some(predicate) => predicates.push(predicate),
                        None => whole = false,
                    }
                }
                let conjunction = (operator == "all") != negated;
                whole.then_some(if conjunction {
                    Predicate::All(predicates)
                } else {
                    Predicate::Any(predicates)
                })
            }
            _ => {
                let (test, opposite) = self.test(operator, value, &place)?;
                Some(Predicate::Test {
                    test,
                    negated: negated != opposite,
                })
            }
        }
    }

    /// The test an operator asks for, and whether the operator asks for its opposite.
    fn test(&mut self, operator: &str, value: &Value, path: &Path<'_>) -> Option<(Test, bool)> {
        let one_of = |field, constant| Test::OneOf(field, vec![constant]);
        Some(match operator {
            "stated" => (
                Test::Stated(self.field_value(value, path, "field", |_| true)?),
                false,
            ),
            "yes" | "no" => {
                let field =
                    self.field_value(value, path, "boolean", |kind| *kind == FieldType::Boolean)?;
                (one_of(field, Constant::Boolean(true)), operator == "no")
            }
            "found" => {
                let field =
                    self.field_value(value, path, "finding", |kind| *kind == FieldType::Finding)?;
                (one_of(field, Constant::Boolean(true)), false)
            }
            "decided" => {
                let field =
                    self.field_value(value, path, "decision", |kind| *kind == FieldType::Decision)?;
                (one_of(field, Constant::Decision(Decision::Approved)), false)
            }
            "is" => {
                let [field, constant] = self.pair(value, path)?;
                let (field, kind) = self.comparable(field, &path.index(0))?;
                (
                    one_of(field, self.constant(constant, &kind, &path.index(1))?),
                    false,
                )
            }
            "one_of" => {
                let [field, list] = self.pair(value, path)?;
                let (field, kind) = self.comparable(field, &path.index(0))?;
                let list_path = path.index(1);
                let Some(list) = list.as_array().filter(|list| !list.is_empty()) else {
                    self.problem(&list_path, "needs a list of values");
                    return None;
                };
                let mut constants = Vec::new();
                for (at, value) in list.iter().enumerate() {
                    constants.push(self.constant(value, &kind, &list_path.index(at))?);
                }
                (Test::OneOf(field, constants), false)
            }
            "has" | "lacks" | "has_all" => {
                let [field, wanted] = self.pair(value, path)?;
                let field = self.field_value(field, &path.index(0), "choices", |kind| {
                    matches!(kind, FieldType::Choices(_))
                })?;
                let wanted_path = path.index(1);
                let values = match wanted {
                    Value::Array(values) if operator == "has_all" => values.as_slice(),
                    Value::String(_) if operator != "has_all" => std::slice::from_ref(wanted),
                    _ => {
                        let shape = if operator == "has_all" {
                            "a list of options"
                        } else {
                            "one option"
                        };
                        self.problem(&wanted_path, format!("needs {shape}"));
                        return None;
                    }
                };
                let mut set = OptionSet::default();
                for value in values {
                    set.0 |= 1 << self.option(value, field, &wanted_path)?;
                }
                (Test::HasAll(field, set), operator == "lacks")
            }
            "subset" => {
                let [part, whole] = self.pair(value, path)?;
                let items = |kind: &FieldType| *kind == FieldType::Items;
                let part = self.field_value(part, &path.index(0), "items", items);
                let whole = self.field_value(whole, &path.index(1), "items", items);
                (Test::Subset(part?, whole?), false)
            }
            "at_most" => {
                let [field, limit] = self.pair(value, path)?;
                let integer = |kind: &FieldType| *kind == FieldType::Integer;
                let field = self.field_value(field, &path.index(0), "integer", integer);
                let limit = match limit.as_u64() {
                    Some(limit) if limit <= MAX_INTEGER => Some(Integer::Constant(limit)),
                    _ => self
                        .field_value(limit, &path.index(1), "integer", integer)
                        .map(Integer::Field),
                };
                (Test::AtMost(field?, limit?), false)
            }
            "before" | "not_before" => {
                let [first, second] = self.pair(value, path)?;
                let first = self.day(first, &path.index(0));
                let second = self.day(second, &path.index(1));
                if operator == "before" {
                    (Test::Before(first?, second?), false)
                } else {
                    (Test::NotBefore(first?, second?), false)
                }
            }
            // Only `in_force` is left of the operators.
            _ => {
                if *value != Value::Bool(true) {
                    self.problem(path, "write `in_force = true`");
                    return None;
                }
                if !self.in_force {
                    self.problem(path, "the header has no `in_force` to ask about");
                    return None;
                }
                (Test::InForce, false)
            }
        })
    }

    fn pair<'v>(&mut self, value: &'v Value, path: &Path<'_>) -> Option<[&'v Value; 2]> {
        match value.as_array().map(Vec::as_slice) {
            Some([first, second]) => Some([first, second]),
            _ => {
                self.problem(
                    path,
                    "needs a list of two: the field, and what it is compared with",
                );
                None
            }
        }
    }

    fn comparable(&mut self, value: &Value, path: &Path<'_>) -> Option<(FieldIndex, FieldType)> {
        let field = self.field_value(
            value,
            path,
            "boolean, choice, integer, finding or decision",
            |kind| {
                matches!(
                    kind,
                    FieldType::Boolean
                        | FieldType::Choice(_)
                        | FieldType::Integer
                        | FieldType::Finding
                        | FieldType::Decision
                )
            },
        )?;
        Some((field, self.fields.get(usize::from(field.0))?.kind.clone()))
    }

    fn constant(&mut self, value: &Value, kind: &FieldType, path: &Path<'_>) -> Option<Constant> {
        let constant = match (kind, value) {
            (FieldType::Boolean | FieldType::Finding, Value::Bool(value)) => {
                Some(Constant::Boolean(*value))
            }
            (FieldType::Integer, Value::Number(number)) => number
                .as_u64()
                .filter(|number| *number <= MAX_INTEGER)
                .map(Constant::Integer),
            (FieldType::Decision, Value::String(name)) => Decision::from_name(name)
                .filter(|decision| *decision != Decision::Pending)
                .map(Constant::Decision),
            (FieldType::Choice(options), Value::String(name)) => {
                let position = options.iter().position(|option| option.as_str() == name);
                if position.is_none() {
                    let unknown = Unknown::new(name, options.iter().map(Id::as_str));
                    self.problem(path, format!("the field has no option {unknown}"));
                    return None;
                }
                position
                    .and_then(|position| u8::try_from(position).ok())
                    .map(Constant::Choice)
            }
            _ => None,
        };
        if constant.is_none() {
            self.problem(path, format!("is no value of a {} field", kind.name()));
        }
        constant
    }

    fn option(&mut self, value: &Value, field: FieldIndex, path: &Path<'_>) -> Option<u8> {
        let options = match self
            .fields
            .get(usize::from(field.0))
            .map(|field| &field.kind)
        {
            Some(FieldType::Choices(options)) => options.clone(),
            _ => return None,
        };
        let name = value.as_str().unwrap_or_default();
        match options
            .iter()
            .position(|option| option.as_str() == name)
            .map(u8::try_from)
        {
            Some(Ok(position)) => Some(position),
            _ => {
                let unknown = Unknown::new(name, options.iter().map(Id::as_str));
                self.problem(path, format!("the field has no option {unknown}"));
                None
            }
        }
    }

    fn day(&mut self, value: &Value, path: &Path<'_>) -> Option<Day> {
        match value.as_str() {
            Some("asOf") => Some(Day::AsOf),
            Some(text) if Date::from_iso(text).is_some() => Date::from_iso(text).map(Day::Constant),
            _ => self
                .field_value(value, path, "date", |kind| *kind == FieldType::Date)
                .map(Day::Field),
        }
    }

    /// The field named by `value`, if it is of a kind the operator takes.
    fn field_value(
        &mut self,
        value: &Value,
        path: &Path<'_>,
        wanted: &str,
        takes: impl Fn(&FieldType) -> bool,
    ) -> Option<FieldIndex> {
        let Some(name) = value.as_str() else {
            self.problem(path, format!("needs the id of a {wanted} field"));
            return None;
        };
        let position = self
            .fields
            .iter()
            .position(|field| field.id.as_str() == name);
        match position.and_then(|position| Some((position, self.fields.get(position)?))) {
            None => {
                let unknown = Unknown::new(name, self.fields.iter().map(|field| field.id.as_str()));
                self.problem(path, format!("unknown field {unknown}"));
                None
            }
            Some((_, field)) if !takes(&field.kind) => {
                let message = format!(
                    "`{name}` is a {} field; this needs {wanted}",
                    field.kind.name()
                );
                self.problem(path, message);
                None
            }
            Some((position, _)) => u16::try_from(position).ok().map(FieldIndex),
        }
    }
}

/// The plain parts of a document.
impl Reader {
    fn entries<T>(
        &mut self,
        document: &Table,
        key: &str,
        mut read: impl FnMut(&mut Reader, &Value, &Path<'_>) -> Option<T>,
    ) -> Vec<T> {
        let path = Path::root(key);
        let list = match document.get(key) {
            None => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.problem(&path, "needs a list of tables");
                return Vec::new();
            }
        };
        if list.len() > MAX_ENTRIES {
            self.problem(&path, format!("has more than {MAX_ENTRIES} entries"));
            return Vec::new();
        }
        let mut entries = Vec::new();
        for (at, value) in list.iter().enumerate() {
            entries.extend(read(self, value, &path.index(at)));
        }
        entries
    }

    fn distinct(&mut self, key: &str, ids: &[Id]) {
        let mut sorted: Vec<&Id> = ids.iter().collect();
        sorted.sort_unstable();
        for pair in sorted.windows(2) {
            if let [first, second] = pair
                && first == second
            {
                self.problem(&Path::root(key), format!("the id `{first}` is used twice"));
            }
        }
    }

    fn table<'v>(
        &mut self,
        value: &'v Value,
        path: &Path<'_>,
        known: &[&str],
    ) -> Option<&'v Table> {
        let Value::Object(table) = value else {
            self.problem(path, "needs a table");
            return None;
        };
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let unknown = Unknown::new(key, known.iter().copied());
            self.problem(&path.key(key), format!("unknown key {unknown}"));
        }
        Some(table)
    }

    fn list<'v>(&mut self, table: &'v Table, path: &Path<'_>, key: &str) -> &'v [Value] {
        match table.get(key) {
            None => &[],
            Some(Value::Array(list)) if list.len() <= MAX_ENTRIES => list,
            Some(Value::Array(_)) => {
                self.problem(
                    &path.key(key),
                    format!("has more than {MAX_ENTRIES} entries"),
                );
                &[]
            }
            Some(_) => {
                self.problem(&path.key(key), "needs a list");
                &[]
            }
        }
    }

    fn string<'v>(&mut self, table: &'v Table, path: &Path<'_>, key: &str) -> Option<&'v str> {
        match table.get(key).and_then(Value::as_str) {
            Some(text) if !text.trim().is_empty() && text.len() <= MAX_STRING => Some(text),
            Some(text) if text.len() > MAX_STRING => {
                self.problem(&path.key(key), format!("is longer than {MAX_STRING} bytes"));
                None
            }
            _ => {
                self.problem(&path.key(key), "needs a text that is not blank");
                None
            }
        }
    }

    /// A text: in Japanese, and in other languages where they are not laid over it later.
    fn text(&mut self, table: &Table, path: &Path<'_>, key: &str, required: bool) {
        let path = path.key(key);
        match table.get(key) {
            None if !required => {}
            None => self.problem(&path, "is missing; write `{ ja = \"…\", en = \"…\" }`"),
            Some(value) => {
                if let Some(languages) = self.table(value, &path, &LANGUAGES) {
                    self.string(languages, &path, "ja");
                    for language in languages.keys().filter(|language| *language != "ja") {
                        self.string(languages, &path, language);
                    }
                }
            }
        }
    }

    fn id(&mut self, table: &Table, path: &Path<'_>) -> Option<Id> {
        self.id_at(table, path, "id")
    }

    fn id_at(&mut self, table: &Table, path: &Path<'_>, key: &str) -> Option<Id> {
        match table.get(key) {
            Some(value) => self.id_value(value, &path.key(key)),
            None => {
                self.problem(&path.key(key), "is missing");
                None
            }
        }
    }

    fn id_value(&mut self, value: &Value, path: &Path<'_>) -> Option<Id> {
        let id = value.as_str().and_then(Id::new);
        if id.is_none() {
            self.problem(
                path,
                "an id is lower-case letters, digits, `.`, `_` and `-`, at most 64",
            );
        }
        id
    }

    fn named<T: Clone>(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        key: &str,
        names: &[(&str, T)],
    ) -> Option<T> {
        let all = || names.iter().map(|(name, _)| *name);
        match table.get(key).and_then(Value::as_str) {
            Some(text) => match names.iter().find(|(name, _)| *name == text) {
                Some((_, value)) => Some(value.clone()),
                None => {
                    let unknown = Unknown::new(text, all());
                    self.problem(
                        &path.key(key),
                        format!(
                            "unknown {unknown} (one of {})",
                            all().collect::<Vec<_>>().join(", ")
                        ),
                    );
                    None
                }
            },
            None => {
                self.problem(
                    &path.key(key),
                    format!("needs one of {}", all().collect::<Vec<_>>().join(", ")),
                );
                None
            }
        }
    }

    fn flag(&mut self, table: &Table, path: &Path<'_>, key: &str) -> bool {
        match table.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.problem(&path.key(key), "needs `true` or `false`");
                false
            }
        }
    }

    fn reading(&mut self, table: &Table, path: &Path<'_>, readings: &[Id]) {
        if let Some(value) = table.get("reading")
            && let Some(id) = self.id_value(value, &path.key("reading"))
            && !readings.contains(&id)
        {
            let unknown = Unknown::new(id.as_str(), readings.iter().map(Id::as_str));
            self.problem(&path.key("reading"), format!("unknown reading {unknown}"));
        }
    }

    /// The entries a procedure lists by id, each with its position.
    fn references<'e, T>(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        key: &str,
        entries: &'e [T],
        id_of: impl Fn(&T) -> &Id,
    ) -> Vec<(usize, &'e T)> {
        let list_path = path.key(key);
        let mut chosen: Vec<(usize, &T)> = Vec::new();
        for (at, value) in self.list(table, path, key).iter().enumerate() {
            let place = list_path.index(at);
            let Some(id) = self.id_value(value, &place) else {
                continue;
            };
            match entries
                .iter()
                .enumerate()
                .find(|(_, entry)| *id_of(entry) == id)
            {
                Some((position, _)) if chosen.iter().any(|(earlier, _)| *earlier == position) => {
                    self.problem(&place, format!("`{id}` is listed twice"));
                }
                Some(entry) => chosen.push(entry),
                None => {
                    let unknown = Unknown::new(
                        id.as_str(),
                        entries.iter().map(|entry| id_of(entry).as_str()),
                    );
                    self.problem(&place, format!("unknown {key} entry {unknown}"));
                }
            }
        }
        chosen
    }
}
