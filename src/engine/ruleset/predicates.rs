//! The predicates of a ruleset: from an operator and what stands behind it to the tree that is
//! judged, in negation normal form.

#[cfg(feature = "native")]
use super::names::SHARED_FIELDS;
use super::path::Path;
use super::reader::{Reader, unknown};
use super::shape::{ALTERNATIVE, PREDICATE, Shape};
use super::values::{MAX_DECIDERS, day, entries};
use crate::engine::answer::{Decision, MAX_ITEMS, OptionSet};
use crate::engine::document::{Document, Table};
use crate::engine::error::Problem;
use crate::engine::field::{FieldIndex, FieldType};
use crate::engine::operator::{FieldTypes, Operator};
use crate::engine::predicate::{Constant, Day, Integer, MAX_IN_SHARE, Predicate, Share, Test};
use crate::engine::truth::Truth;
use crate::engine::unknown::listed;

/// How deep predicates may nest.
const MAX_DEPTH: usize = 24;

impl Reader {
    /// The predicate in `table.key`, if there is one.
    pub(super) fn nested(
        &mut self,
        table: &Table,
        path: &Path<'_>,
        key: &str,
    ) -> Option<Predicate> {
        let value = table.get(key)?;
        let table = value.as_table()?;
        let path = path.key(key);
        self.table(value, &path, &PREDICATE);
        self.predicate(table, &path, false, false, 0)
    }

    /// The predicate of `table`, which has exactly one operator. In a limb, members of an
    /// `any` are alternatives, with a clause and a title of their own.
    pub(super) fn predicate(
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
        let operator_of = |key: &String| Operator::from_name(key);
        let mut operators = table
            .iter()
            .filter_map(|(key, value)| Some((operator_of(key)?, value)));
        let (operator, value) = match (operators.next(), operators.next()) {
            (Some(only), None) => only,
            (None, _) if self.has_unknown_key(path) => return None,
            (first, _) => {
                let count = if first.is_some() {
                    "more than one"
                } else {
                    "none"
                };
                let all = listed(&mut Operator::NAMES.iter().copied());
                self.problem(path, "needs one operator and has {}: {}", &[count, &all]);
                return None;
            }
        };
        let place = path.key(operator.name());
        let path = &place;
        // At each level above it, judging may come down here once more.
        let times = 1 + depth;
        self.steps = self.steps.saturating_add(times);
        let types = operator.field_types();
        let (test, opposite) = match operator {
            Operator::Not => return self.member(value, path, &PREDICATE, !negated, depth),
            Operator::ElseReading => {
                let member = self.member(value, path, &PREDICATE, negated, depth)?;
                return Some(Predicate::Open(Box::new(member), Truth::from(negated)));
            }
            Operator::All | Operator::Any => {
                let shape = if limb && operator == Operator::Any {
                    &ALTERNATIVE
                } else {
                    &PREDICATE
                };
                let members = self.members(value, path, shape, negated, depth)?;
                let conjunction = (operator == Operator::All) != negated;
                return Some(if conjunction {
                    Predicate::All(members)
                } else {
                    Predicate::Any(members)
                });
            }
            Operator::Stated => (Test::Stated(self.field_named(value, path, types)?), false),
            Operator::Yes | Operator::No | Operator::Found | Operator::Decided => {
                let field = self.field_named(value, path, types)?;
                let wanted = match operator {
                    Operator::Decided => Constant::Decision(Decision::Approved),
                    _ => Constant::Boolean(true),
                };
                let test = Test::OneOf(field, vec![wanted]);
                (test, operator == Operator::No)
            }
            Operator::Is | Operator::OneOf => {
                let many = operator == Operator::OneOf;
                let (field, values) = self.field_and_values(value, path, types, many)?;
                let mut constants = Vec::new();
                for value in values {
                    constants.push(self.constant(value, field, &path.index(1))?);
                }
                self.steps = self.steps.saturating_add(times * constants.len());
                (Test::OneOf(field, constants), false)
            }
            Operator::Has | Operator::Lacks | Operator::HasAll => {
                let many = operator == Operator::HasAll;
                let (field, options) = self.field_and_values(value, path, types, many)?;
                let mut set = OptionSet::default();
                for option in options {
                    let at = self.position(option, field, &path.index(1))?;
                    // Too many options are a mistake of the field's.
                    set.0 |= 1u64.wrapping_shl(at.into());
                }
                (Test::HasAll(field, set), operator == Operator::Lacks)
            }
            Operator::Subset => {
                let [first, second] = self.two(value.as_list(), path)?;
                let part = self.field_named(first, &path.index(0), types);
                let whole = self.field_named(second, &path.index(1), types);
                self.steps = self.steps.saturating_add(times * 2 * MAX_ITEMS);
                (Test::Subset(part?, whole?), false)
            }
            Operator::AtMost | Operator::AtLeast => {
                let (sides, share) = match value.as_list() {
                    Some([sides @ .., parts, of]) if sides.len() == 2 => {
                        (Some(sides), self.share(parts, of, path)?)
                    }
                    sides => (sides, Share::WHOLE),
                };
                let [first, second] = self.two(sides, path)?;
                let field = self.field_named(first, &path.index(0), types);
                let limit = match second.as_number() {
                    Some(limit) => Some(Integer::Constant(limit)),
                    None => self
                        .field_named(second, &path.index(1), types)
                        .map(Integer::Field),
                };
                let (field, limit) = (Integer::Field(field?), limit?);
                let test = if operator == Operator::AtMost {
                    Test::AtMost(field, limit, share)
                } else {
                    let Share { parts, of } = share;
                    let (parts, of) = (of, parts);
                    Test::AtMost(limit, field, Share { parts, of })
                };
                (test, false)
            }
            Operator::Before | Operator::NotBefore | Operator::WithinYears => {
                let (days, apart) = match value.as_list() {
                    Some([days @ .., apart])
                        if days.len() == 2 && operator != Operator::NotBefore =>
                    {
                        let apart = apart.as_number();
                        let apart: Option<u16> = apart.and_then(|apart| apart.try_into().ok());
                        if apart.is_none() {
                            self.problem(&path.index(2), "needs a whole number", &[]);
                        }
                        (Some(days), apart)
                    }
                    days => (days, None),
                };
                let (first, second) = self.days(days, path, types)?;
                let test = match (operator, apart) {
                    (Operator::WithinYears, years) => {
                        Test::WithinYears(first, second, years.map_or(u32::MAX, u32::from))
                    }
                    (Operator::Before, None) => Test::Before(first, second),
                    (_, days) => Test::DaysBefore(first, second, days.map_or(1, i32::from)),
                };
                (test, operator == Operator::NotBefore)
            }
            Operator::InForce => {
                if value.as_boolean() != Some(true) || !self.has_period {
                    let message = "write `in_force = true`, and a period `in_force` in the header";
                    self.problem(path, message, &[]);
                }
                self.steps = self.steps.saturating_add(times * MAX_DECIDERS);
                (Test::InForce, false)
            }
        };
        Some(Predicate::Test {
            test,
            negated: negated != opposite,
        })
    }

    /// The predicate that an operator turns or opens, or one of several it joins.
    fn member(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        shape: &Shape,
        negated: bool,
        depth: usize,
    ) -> Option<Predicate> {
        let Some(table) = value.as_table() else {
            self.problem(path, "needs a table with one operator", &[]);
            return None;
        };
        self.table(value, path, shape);
        self.predicate(table, path, false, negated, depth + 1)
    }

    /// The predicates that an operator joins.
    fn members(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        shape: &Shape,
        negated: bool,
        depth: usize,
    ) -> Option<Vec<Predicate>> {
        let Some(list) = value.as_list() else {
            self.problem(path, "needs a list of predicates", &[]);
            return None;
        };
        let mut members = Vec::new();
        for (at, value) in list.iter().enumerate() {
            if let Some(member) = self.member(value, &path.index(at), shape, negated, depth) {
                members.push(member);
            }
        }
        Some(members)
    }

    /// The two things an operator compares.
    fn two<'v>(
        &mut self,
        list: Option<&'v [Document]>,
        path: &Path<'_>,
    ) -> Option<&'v [Document; 2]> {
        if let Some(two) = list.and_then(|list| list.try_into().ok()) {
            return Some(two);
        }
        let message = "needs a list of two: a field and a value or field";
        self.problem(path, message, &[]);
        None
    }

    /// So many parts of so many.
    fn share(&mut self, parts: &Document, of: &Document, path: &Path<'_>) -> Option<Share> {
        let number = |value: &Document| {
            value
                .as_number()
                .filter(|number| (1..=MAX_IN_SHARE).contains(number))
        };
        if let (Some(parts), Some(of)) = (number(parts), number(of)) {
            return Some(Share { parts, of });
        }
        self.problem(path, "needs a share of two numbers from 1 to 1000", &[]);
        None
    }

    fn days(
        &mut self,
        days: Option<&[Document]>,
        path: &Path<'_>,
        types: FieldTypes,
    ) -> Option<(Day, Day)> {
        let [first, second] = self.two(days, path)?;
        let first = self.day(first, &path.index(0), types);
        let second = self.day(second, &path.index(1), types);
        Some((first?, second?))
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

    /// A field, and the values an operator compares it with: a list of them, or the one.
    fn field_and_values<'v>(
        &mut self,
        value: &'v Document,
        path: &Path<'_>,
        types: FieldTypes,
        many: bool,
    ) -> Option<(FieldIndex, &'v [Document])> {
        let [first, second] = self.two(value.as_list(), path)?;
        let field = self.field_named(first, &path.index(0), types)?;
        let values = match second {
            Document::List(values) if many && !values.is_empty() && values.len() <= 64 => values,
            _ if many => {
                self.problem(&path.index(1), "needs a list of 1 to 64 values", &[]);
                [].as_slice()
            }
            one => std::slice::from_ref(one),
        };
        Some((field, values))
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

    pub(super) fn day(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        types: FieldTypes,
    ) -> Option<Day> {
        match day(value) {
            Some(date) => Some(Day::Constant(date)),
            None if value.as_str() == Some("asOf") => Some(Day::AsOf),
            None => self.field_named(value, path, types).map(Day::Field),
        }
    }

    /// The fields named in a list.
    pub(super) fn fields_named(
        &mut self,
        table: &Table,
        key: &str,
        path: &Path<'_>,
        types: FieldTypes,
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
    pub(super) fn field_named(
        &mut self,
        value: &Document,
        path: &Path<'_>,
        types: FieldTypes,
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
            let known = self.fields.iter().map(|field| field.id.as_str());
            // In a browser a ruleset is built: what it asks of the shared vocabulary, it has.
            #[cfg(feature = "native")]
            let known = known.chain(SHARED_FIELDS.iter().copied());
            let mut known = known;
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
        if self.untyped.contains(&at) {
            // Its own mistake is enough.
            return None;
        }
        if !types.has(kind) {
            let all = FieldType::ALL.into_iter();
            let wanted = listed(&mut all.filter(|kind| types.has(*kind)).map(FieldType::name));
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
