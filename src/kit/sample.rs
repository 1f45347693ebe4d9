//! Parts of an invented ruleset, for the tests of this room.

/// The header of a version of a text, with `more` at its end.
pub(super) fn header(version: &str, more: &str) -> String {
    format!(
        r#"
[ruleset]
format = 1
id = "town"
version = "{version}"
municipality = {{ ja = "町" }}
title = {{ ja = "規程" }}
instrument = {{ ja = "告示" }}
{more}
"#
    )
}

/// A condition with one limb, `a`, that asks `predicate`.
pub(super) fn condition(id: &str, clause: &str, predicate: &str) -> String {
    format!(
        r#"
[[condition]]
id = "{id}"
clause = "{clause}"
topic = "scope"
title = {{ ja = "題" }}
message = {{ ja = "文" }}
remedy = {{ ja = "文" }}
limb = [{{ id = "a", {predicate} }}]
"#
    )
}
