//! Values of a ruleset document, read where they have the right shape.

use crate::engine::date::Date;
use crate::engine::document::{Document, Table};
use crate::engine::field::Id;
use crate::engine::truth::Cause;

/// How many entries any list of a ruleset may hold.
pub(super) const MAX_ENTRIES: usize = 2_000;
/// How many dates may decide whether a text is in force.
pub(super) const MAX_DECIDERS: usize = 16;
/// How long any text of a ruleset may be, in bytes.
const MAX_STRING: usize = 10_000;

pub(super) fn id(value: &Document) -> Option<Id> {
    value.as_str().and_then(Id::new)
}

pub(super) fn string(value: &Document) -> Option<&str> {
    value
        .as_str()
        .filter(|text| !text.trim().is_empty() && text.len() <= MAX_STRING)
}

pub(super) fn day(value: &Document) -> Option<Date> {
    value.as_str().and_then(Date::from_iso)
}

/// The id under `id`, if it is well-formed.
pub(super) fn id_of(table: &Table) -> Option<Id> {
    table.get("id").and_then(id)
}

pub(super) fn has(table: &Table, key: &str) -> bool {
    table.get(key).is_some()
}

pub(super) fn flag(table: &Table, key: &str) -> bool {
    table
        .get(key)
        .and_then(Document::as_boolean)
        .unwrap_or(false)
}

/// The entries of a list of bounded length; none where it is missing or no list.
pub(super) fn entries<'v>(table: &'v Table, key: &str) -> &'v [Document] {
    let list = table.get(key).and_then(Document::as_list);
    list.filter(|list| list.len() <= MAX_ENTRIES)
        .unwrap_or_default()
}

/// What an entry that leaves the matter open gives as its cause.
pub(super) fn open_cause(value: Option<&Document>) -> Option<Cause> {
    match value?.as_str()? {
        "missing" => Some(Cause::Missing),
        "reading" => Some(Cause::Reading),
        "version" => Some(Cause::Version),
        _ => None,
    }
}
