//! The parts of a ruleset and what they mean: fields, period, routes, conditions, duties,
//! results, procedures.

use std::cmp::Ordering;
use std::sync::Arc;

use super::path::Path;
use super::procedure::{Condition, Kind, Procedure, Route, Unit, Variation};
use super::reader::{Reader, unknown};
use super::values::{
    MAX_DECIDERS, MAX_ENTRIES, day, entries, flag, has, id, id_of, open_cause, string,
};
use super::{MAX_STEPS, Ruleset};
use crate::engine::document::{Document, Table};
use crate::engine::field::{Field, FieldIndex, FieldType, Id, Nature, Order, Supplier};
use crate::engine::operator::{CHOICE, DATE, FieldTypes};
use crate::engine::predicate::{Constant, Day, InForce, Predicate, Test};
use crate::engine::verdict::Verdict;

/// A list of tables with ids: each with its id and its place in the list.
type Entries<'v> = Vec<Entry<'v>>;
type Entry<'v> = (Id, usize, &'v Table);

impl Reader {
    pub(super) fn ruleset(&mut self, document: &Table, sha256: String) -> Option<Ruleset> {
        let none = Table::default();
        let header = document
            .get("ruleset")
            .and_then(Document::as_table)
            .unwrap_or(&none);
        let fields = self.entries(document, "field", &Path::ROOT);
        let list = Path::ROOT.key("field");
        for (_, at, table) in &fields {
            let field = self.field(table, &list.index(*at));
            self.fields.push(field);
        }
        for (own, (_, at, table)) in (0u16..).zip(&fields) {
            self.order(FieldIndex(own), table, &list.index(*at));
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
            let before = self.steps;
            if table.get("kind").and_then(Document::as_str) == Some("checklist") {
                procedure.kind = Kind::Checklist;
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
            if procedure.kind == Kind::Checklist
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
            if procedure.kind == Kind::Consultation && !derived.is_empty() {
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
            let kinds = procedure.varies_by.as_ref();
            let times = 1 + kinds.map_or(0, |variation| variation.options.len());
            procedure.steps = self.steps.saturating_sub(before).saturating_mul(times);
            if procedure.steps > MAX_STEPS {
                let message = "more than 4000000 steps";
                self.problem(&path, message, &[]);
            }
            procedure.index(&self.fields, self.in_force.as_ref());
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
        if !(1..=MAX_DECIDERS).contains(&deciders.len()) && has(table, "decided_by") {
            self.problem(&list, "needs 1 to 16 date fields", &[]);
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
            .and_then(Supplier::from_name);
        let asks = matches!(supplier, Some(Supplier::Applicant | Supplier::Contract));
        if asks && matches!(name, "finding" | "decision") {
            let message = "`officer` or `body` supplies what is found or decided";
            self.problem(&path.key("supplier"), message, &[]);
        }
        let plan = table.get("nature").and_then(Document::as_str) == Some("plan");
        if kind.is_none() {
            self.untyped.push(self.fields.len());
        }
        Field {
            id: id_of(table).unwrap_or_else(Id::none),
            kind: kind.unwrap_or(FieldType::Text),
            options,
            supplier: supplier.unwrap_or(Supplier::Applicant),
            nature: if plan { Nature::Plan } else { Nature::Record },
            order: None,
        }
    }

    /// The day that the field's own cannot come before.
    fn order(&mut self, later: FieldIndex, table: &Table, path: &Path<'_>) {
        let path = path.key("not_before");
        let Some(value) = table.get("not_before") else {
            return;
        };
        let Some(earlier) = self.field_named(value, &path, DATE) else {
            return;
        };
        for (own, other, never) in [
            (later, earlier, Ordering::Less),
            (earlier, later, Ordering::Greater),
        ] {
            let field = self.fields.get_mut(usize::from(own.0));
            let field =
                field.filter(|field| field.kind == FieldType::Date && field.order.is_none());
            if let Some(field) = field {
                field.order = Some(Order { other, never });
            } else {
                self.problem(
                    &path,
                    "takes two dates, each of which stands in no other order",
                    &[],
                );
            }
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
            let supports = self.fields_named(limb, "supports", &path, FieldTypes::ANY);
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
        self.steps = self.steps.saturating_add(1 + constants.len());
        Some(Predicate::Test {
            test: Test::OneOf(variation.field, constants),
            negated: false,
        })
    }

    /// The position of an option of a field; one that does not exist is a mistake.
    pub(super) fn position(
        &mut self,
        value: &Document,
        field: FieldIndex,
        path: &Path<'_>,
    ) -> Option<u8> {
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
