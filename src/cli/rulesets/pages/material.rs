//! What the page of a ruleset is made of, and what it is called.

use std::path::Path;

use serde_json::Value;
use shodaku::engine::lang::Lang;
use shodaku::kit::cases::Cases;
use shodaku::library::Entry;

use crate::cli::cases_file::{CasesFile, beside};
use crate::cli::failure::{Failure, Stop};
use crate::cli::ruleset_file::RulesetFile;

/// The name of the page that lists the others.
pub const INDEX: &str = "index";

/// The file of a page.
pub fn file(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{name}.html"),
        other => format!("{name}.{}.html", other.name()),
    }
}

/// A ruleset with all that its page says.
pub struct Material {
    /// The name of its page, without the ending.
    pub name: String,
    /// The ruleset with its texts.
    pub entry: Entry,
    /// What is left open on purpose.
    pub notes: Value,
    /// Its cases, where there are any beside it.
    pub cases: Option<Cases>,
    /// Whether it has English texts.
    pub english: bool,
}

impl Material {
    /// The ruleset at `path`; what is wrong with it, in `lang`.
    pub fn read(path: &Path, bases: &[String], lang: Lang) -> Result<Material, Stop> {
        let source = RulesetFile::read(path)?;
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let name = name.filter(|name| *name != INDEX).ok_or_else(|| {
            let failure = Failure::new(&source.name, "a page of this name lists the others");
            failure.fix("give the file the ruleset's id as its name")
        })?;
        let read = source
            .draft(bases)
            .and_then(|draft| Ok((Entry::of(&draft)?, draft)));
        let (entry, draft) = read.map_err(|error| source.refused(&error, lang))?;
        let beside = beside(path);
        let cases = match beside.exists() {
            true => Some(CasesFile::read(&beside, lang)?.cases),
            false => None,
        };
        let english = draft.document.pointer("/ruleset/title/en").is_some();
        Ok(Material {
            name: name.to_owned(),
            entry,
            notes: draft.imprecise,
            cases,
            english,
        })
    }
}
