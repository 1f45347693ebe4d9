//! Parts of an invented ruleset, for the tests of this room.

use serde_json::{Value, json};

/// A text that says nothing.
pub(super) fn text() -> Value {
    json!({ "ja": "。" })
}

/// The header of a ruleset without a period.
pub(super) fn header() -> Value {
    json!({
        "format": 1, "id": "t", "version": "1", "municipality": text(), "title": text(),
        "instrument": text(),
    })
}

/// A field of that id, type and supplier.
pub(super) fn field(id: &str, kind: &str, supplier: &str) -> Value {
    json!({ "id": id, "type": kind, "supplier": supplier, "label": text() })
}
