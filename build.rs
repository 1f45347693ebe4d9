//! Lists the ids of the shared vocabulary, so that the core knows them without a TOML reader.

use std::{env, fs, path::Path};

fn main() {
    const SOURCE: &str = "src/rulesets/fields.toml";
    println!("cargo::rerun-if-changed={SOURCE}");
    let source = fs::read_to_string(SOURCE).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let table: toml::Table = source
        .parse()
        .unwrap_or_else(|error| panic!("{SOURCE} is not TOML: {error}"));
    let mut ids: Vec<&str> = table
        .get("field")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|field| field.get("id")?.as_str())
        .collect();
    ids.sort_unstable();
    let out = env::var("OUT_DIR").unwrap_or_else(|error| panic!("OUT_DIR: {error}"));
    fs::write(
        Path::new(&out).join("shared_fields.rs"),
        format!("&{ids:?}"),
    )
    .unwrap_or_else(|error| panic!("{out}: {error}"));
}
