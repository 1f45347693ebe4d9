//! Lists what stands in `src/rulesets`: the ids of the shared vocabulary, so that the core knows
//! them without a TOML reader, and the rulesets the command line ships. No code names a town.
//! And checks that what is said in one language is said in the other, and lists what the kit says.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDER: &str = "src/rulesets";
const SHARED: &str = "src/rulesets/fields.toml";
/// The first is the one the others are checked against.
const LANGUAGES: [&str; 2] = ["src/locale/ja.toml", "src/locale/en.toml"];
/// What the kit says, in English and in Japanese.
const MESSAGES: &str = "src/locale/messages.toml";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    if env::var_os("CARGO_FEATURE_NATIVE").is_some() {
        println!("cargo::rerun-if-changed={FOLDER}");
        fs::write(out.join("shared_fields.rs"), shared_fields()?)?;
        fs::write(out.join("shipped_rulesets.rs"), shipped_rulesets()?)?;
        fs::write(out.join("messages.rs"), messages()?)?;
        check_words()?;
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

/// Every message of the kit in English with its Japanese, as a Rust expression; refuses Japanese
/// that has other places than the English.
fn messages() -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={MESSAGES}");
    let mut table: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(&fs::read_to_string(MESSAGES)?)?;
    if env::var_os("CARGO_FEATURE_WORKSHOP").is_some() {
        // The page reads no files, and has no command to say it.
        table.retain(|part, _| !["command", "files"].contains(&part.as_str()));
    }
    let messages: Vec<_> = table.into_values().flatten().collect();
    for (english, japanese) in &messages {
        let places = english.matches("{}").count();
        let lacks = |place: usize| {
            let own = format!("{{{place}}}");
            !japanese.contains(&own) && !japanese.contains(&own.replace('}', " ja}"))
        };
        if (1..=places).any(lacks) || !lacks(places + 1) {
            return Err(format!(
                "{MESSAGES}: {english:?} has {places} places, not so {japanese:?}"
            )
            .into());
        }
    }
    Ok(format!("&{messages:?}"))
}

/// Fails where a text is missing in a language, or has other `{places}` than in the other.
fn check_words() -> Result<(), Box<dyn Error>> {
    let mut languages = Vec::new();
    for file in LANGUAGES {
        println!("cargo::rerun-if-changed={file}");
        let table: toml::Table = fs::read_to_string(file)?.parse()?;
        let mut places = BTreeMap::new();
        gather("", &table, &mut places).map_err(|key| format!("{file}: {key} is no text"))?;
        languages.push((file, places));
    }
    let Some(((first, texts), others)) = languages.split_first() else {
        return Ok(());
    };
    for (file, theirs) in others {
        for (key, places) in texts {
            match theirs.get(key) {
                None => return Err(format!("{file} lacks {key}, which {first} has").into()),
                Some(found) if found != places => {
                    let mistake = format!("{file}: {key} has {found:?}, in {first} {places:?}");
                    return Err(mistake.into());
                }
                Some(_) => {}
            }
        }
        if let Some(key) = theirs.keys().find(|key| !texts.contains_key(*key)) {
            return Err(format!("{first} lacks {key}, which {file} has").into());
        }
    }
    Ok(())
}

/// The places of every text below `table`, by key; refuses the key of what is neither.
fn gather(
    path: &str,
    table: &toml::Table,
    places: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<(), String> {
    for (name, value) in table {
        let key = format!("{path}{name}");
        match value {
            toml::Value::String(text) => {
                let parts = text.split('{').skip(1);
                let named = parts.filter_map(|part| part.split_once('}'));
                places.insert(key, named.map(|(name, _)| name.to_owned()).collect());
            }
            toml::Value::Table(table) => gather(&format!("{key}."), table, places)?,
            _ => return Err(key),
        }
    }
    Ok(())
}
