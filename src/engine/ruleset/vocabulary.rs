//! The vocabulary that rulesets share: `src/rulesets/fields.toml`.

/// The ids of the shared vocabulary (`src/rulesets/fields.toml`), sorted.
///
/// A fact one municipality asks about and another does not is no mistake.
pub const SHARED_FIELDS: &[&str] = include!(concat!(env!("OUT_DIR"), "/shared_fields.rs"));
