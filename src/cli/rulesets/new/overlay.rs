//! A text that is based on another, to start from.

use std::path::Path;

use shodaku::engine::date::Date;
use shodaku::engine::error::Error;
use shodaku::engine::predicate::Day;
use shodaku::engine::ruleset::Ruleset;

use super::skeleton::Skeleton;
use crate::cli::context::Context;
use crate::cli::failure::{Failure, Stop};
use crate::cli::ruleset_file::RulesetFile;

/// What stands where a version is still to be said.
const VERSION: &str = "2026-04-01";

/// The text `id` of `town`, based on `base`: a file, or the name of a shipped ruleset.
pub fn skeleton(
    context: &Context,
    base: &str,
    id: &str,
    version: Option<&str>,
    town: &str,
) -> Result<Skeleton, Stop> {
    let file;
    let of_file;
    let shipped = |error: Error| Failure::of("--based-on", &error);
    let base = if base.ends_with(".toml") {
        file = RulesetFile::read(Path::new(base))?;
        let draft = file.draft(&context.bases);
        of_file = draft.map_err(|error| file.refused(&error, context.locale.lang))?;
        &*of_file.ruleset
    } else {
        &*context.library.find(base).map_err(shipped)?.ruleset
    };
    let is_version = base.id.as_str() == id;
    if version.is_none_or(|version| version == base.version) && is_version {
        let wrong = format!("`{id}` {} is what it is based on", base.version);
        let fix = format!("say which version it is, such as `{id}@2027-04-01`");
        return Err(Failure::new("ID", wrong).fix(fix).into());
    }
    let version = version.unwrap_or(VERSION);
    if version.contains(|c: char| c.is_control() || "\"\\{}/".contains(c)) {
        let failure = Failure::new("ID", format!("`{version}` is no name of a version"));
        return Err(failure.fix("write a day, such as `2027-04-01`").into());
    }
    let filled = |template: &str| {
        template
            .replace("{header}", &header(base, id, version, is_version, town))
            .replace("{base}", base.id.as_str())
            .replace("{version}", &base.version)
            .replace("{sha256}", &base.sha256)
    };
    Ok(Skeleton {
        ruleset: filled(include_str!("overlay.toml")),
        cases: filled(include_str!("overlay.cases.toml")),
    })
}

/// What is said of the text itself.
fn header(base: &Ruleset, id: &str, version: &str, is_version: bool, town: &str) -> String {
    let mut lines = format!("id = \"{id}\"\nversion = \"{version}\"\n");
    if !is_version {
        lines.push_str(&format!(
            "municipality = {{ ja = \"{town}\", en = \"{id}\" }}\n\
             title = {{ ja = \"{town}個人情報取扱委託基準\", en = \"Standard for entrusting personal information\" }}\n\
             instrument = {{ ja = \"令和8年告示第1号\", en = \"Notice No. 1 of 2026\" }}\n"
        ));
    }
    if let Some(period) = &base.in_force {
        let from = Date::from_iso(version).map_or(VERSION, |_| version);
        let decided_by = period.decided_by.iter().map(|day| match day {
            Day::Field(field) => base.field(*field).map_or("", |field| field.id.as_str()),
            _ => "asOf",
        });
        let decided_by: Vec<String> = decided_by.map(|day| format!("\"{day}\"")).collect();
        lines.push_str(&format!(
            "#ja いつから施行か。前の版は、その前日で終わると（until）書く。\n\
             #en From when it is in force. Let the older version end (`until`) the day before.\n\
             in_force = {{ from = {from}, decided_by = [{}] }}\n",
            decided_by.join(", ")
        ));
    }
    lines
}
