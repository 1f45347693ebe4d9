//! Lists what stands in `src/rulesets`: the ids of the shared vocabulary, so that the core knows
//! them without a TOML reader, and the rulesets the command line ships. No code names a town.

use std::collections::BTreeMap;
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

/// Id and TOML of every version of every text, by id, as a Rust expression. A file is named after
/// its id; where there are several versions, also after the version: `town@2020-04-01.toml`.
fn shipped_rulesets() -> Result<String, Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FOLDER);
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        match name.strip_suffix(".toml") {
            Some(name) if name != "fields" && !name.ends_with(".cases") => {
                let id = name.split('@').next().unwrap_or(name);
                files.entry(id.to_owned()).or_default().push(path);
            }
            _ => {}
        }
    }
    let mut texts = String::new();
    for (id, mut paths) in files {
        paths.sort();
        let toml = |path: &PathBuf| format!("include_str!({path:?}), ");
        let tomls: String = paths.iter().map(toml).collect();
        texts.push_str(&format!("({id:?}, &[{tomls}]), "));
    }
    Ok(format!("&[{texts}]"))
}
