//! The cases of a ruleset, in the file beside it.

use std::path::{Path, PathBuf};

use shodaku::engine::lang::Lang;
use shodaku::kit::cases::Cases;

use super::failure::{Failure, Stop};
use super::input::Input;

/// How many files of cases may be based on one another.
const MAX_DEEP: usize = 8;

/// A file of cases.
pub struct CasesFile {
    /// As the user named it.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// Its cases, and those of the files that it is based on.
    pub cases: Cases,
}

impl CasesFile {
    /// Reads the file at `path`; what is wrong with it, in `lang`.
    pub fn read(path: &Path, lang: Lang) -> Result<CasesFile, Stop> {
        let input = Input::open(path).map_err(|failure| {
            failure.fix("write the cases there, have `rulesets cases --write` do it, or name them with --cases FILE")
        })?;
        let (name, text) = (input.name.clone(), input.text()?);
        let cases = whole(path, &text, lang, MAX_DEEP)?;
        Ok(CasesFile { name, text, cases })
    }
}

/// `town.cases.toml` of `town.toml`.
pub fn beside(file: &Path) -> PathBuf {
    file.with_extension("cases.toml")
}

/// The cases in `text`, and those of the file they are based on, which lies beside theirs.
fn whole(file: &Path, text: &str, lang: Lang, deep: usize) -> Result<Cases, Stop> {
    let name = file.display().to_string();
    let refused = |error| Stop::Failures(Failure::in_ruleset(&name, &error, lang));
    let cases = Cases::from_toml(text).map_err(refused)?;
    let Some(base) = &cases.based_on else {
        return Ok(cases);
    };
    if deep == 0 {
        let wrong = format!("is based on more than {MAX_DEEP} files of cases");
        return Err(Failure::new(name, wrong).into());
    }
    let path = file.with_file_name(base);
    let input = Input::open(&path)?;
    let base = whole(&path, &input.text()?, lang, deep - 1)?;
    cases.over(base).map_err(refused)
}
