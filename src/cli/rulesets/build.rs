//! `rulesets build`: a ruleset as machines read it.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use shodaku::kit::built::Built;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::Input;
use crate::cli::ruleset_file::RulesetFile;

/// The arguments of `rulesets build`.
#[derive(clap::Args)]
pub struct Args {
    file: PathBuf,
    #[arg(long, value_name = "LANG", value_parser = ["en"])]
    translation: Option<String>,
    #[arg(long, conflicts_with = "translation")]
    questions: bool,
    #[arg(long, value_name = "SCRIPT", conflicts_with_all = ["translation", "questions"])]
    script: Option<PathBuf>,
}

/// Runs `rulesets build`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let file = RulesetFile::read(&args.file)?;
    let built = file.draft(&context.bases).and_then(Built::of);
    let built = built.map_err(|error| file.refused(&error, context.locale.lang))?;
    let text = match (&args.translation, &args.script) {
        (Some(language), _) => {
            let texts = built.translation(language).ok_or_else(|| {
                let wrong = format!("has no texts in `{language}`");
                Failure::new(args.file.display().to_string(), wrong)
            })?;
            texts.to_string()
        }
        (None, Some(script)) => Shell::read(script)?.with(&built),
        (None, None) if args.questions => built.questions.to_string(),
        (None, None) => built.json(),
    };
    context.out.write_all(text.as_bytes())?;
    Ok(Exit::Fine)
}

/// The classic script of a town that has none yet, around the places of its ruleset and of its
/// English texts.
struct Shell {
    start: String,
    between: String,
    end: String,
}

impl Shell {
    /// The one in `file`, which the package has.
    fn read(file: &Path) -> Result<Shell, Failure> {
        let input = Input::open(file)?;
        let (name, text) = (input.name.clone(), input.text()?);
        let parts = text.split_once("THE_RULESET").and_then(|(start, rest)| {
            let (between, end) = rest.split_once("THE_TRANSLATION")?;
            Some([start, between, end].map(str::to_owned))
        });
        let Some([start, between, end]) = parts else {
            let failure = Failure::new(name, "has no place for a ruleset");
            return Err(failure.fix("name `dist/script.js` of the npm package"));
        };
        Ok(Shell {
            start,
            between,
            end,
        })
    }

    /// The script of the town that was built.
    fn with(&self, built: &Built) -> String {
        let Shell {
            start,
            between,
            end,
        } = self;
        let ruleset = literal(&built.json());
        // Where there are no English texts, an empty list of them.
        let translation = built.translation("en").unwrap_or_else(|| json!([]));
        let translation = literal(&translation.to_string());
        format!("{start}{ruleset}{between}{translation}{end}")
    }
}

/// JSON as it may stand in a script, wherever that is put.
fn literal(json: &str) -> String {
    json.replace('<', "\\u003c")
}
