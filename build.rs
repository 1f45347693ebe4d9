//! Lists what stands in `src/rulesets`: the ids of the shared vocabulary, so that the core knows
//! them without a TOML reader, and the rulesets the command line ships. No code names a town.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDER: &str = "src/rulesets";
const SHARED: &str = "src/rulesets/fields.toml";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={SHARED}");
    fs::write(out.join("shared_fields.rs"), shared_fields()?)?;
    if env::var_os("CARGO_FEATURE_NATIVE").is_some() {
        println!("cargo::rerun-if-changed={FOLDER}");
        fs::write(out.join("shipped_rulesets.rs"), shipped_rulesets()?)?;
    }
    Ok(())
}

/// The ids of the shared fields, sorted, as a Rust expression.
fn shared_fields() -> Result<String, Box<dyn Error>> {
    let table: toml::Table = fs::read_to_string(SHARED)?.parse()?;
    let fields = table.get("field").and_then(toml::Value::as_array);
    let mut ids: Vec<&str> = fields
        .into_iter()
        .flatten()
        .filter_map(|field| field.get("id")?.as_str())
        .collect();
    ids.sort_unstable();
    Ok(format!("&{ids:?}"))
}

/// Id and TOML of every ruleset, by id, as a Rust expression. A file is named after its id.
fn shipped_rulesets() -> Result<String, Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FOLDER);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        match name.strip_suffix(".toml") {
            Some(id) if id != "fields" && !id.contains('.') => files.push((id.to_owned(), path)),
            _ => {}
        }
    }
    files.sort();
    let entry = |(id, path): &(String, PathBuf)| format!("({id:?}, include_str!({path:?}))");
    Ok(format!(
        "&[{}]",
        files.iter().map(entry).collect::<Vec<_>>().join(", ")
    ))
}
