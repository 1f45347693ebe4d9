//! `rulesets build`: a ruleset as machines read it.

use std::io::Write;
use std::path::PathBuf;

use shodaku::kit::built::Built;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::ruleset_file::RulesetFile;

/// The arguments of `rulesets build`.
#[derive(clap::Args)]
pub struct Args {
    file: PathBuf,
    #[arg(long, value_name = "LANG", value_parser = ["en"])]
    translation: Option<String>,
    #[arg(long, conflicts_with = "translation")]
    questions: bool,
}

/// Runs `rulesets build`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let file = RulesetFile::read(&args.file)?;
    let built = file.draft().and_then(Built::of);
    let built = built.map_err(|error| file.refused(&error))?;
    let json = match &args.translation {
        None if args.questions => built.questions.to_string(),
        None => built.json(),
        Some(language) => {
            let texts = built.translation(language).ok_or_else(|| {
                let wrong = format!("has no texts in `{language}`");
                Failure::new(args.file.display().to_string(), wrong)
            })?;
            texts.to_string()
        }
    };
    context.out.write_all(json.as_bytes())?;
    Ok(Exit::Fine)
}
