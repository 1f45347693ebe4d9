//! `rulesets new`: a ruleset and its cases to start from.

mod lines;
mod overlay;
mod skeleton;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use shodaku::engine::field::Id;
use shodaku::engine::lang::Lang;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use skeleton::{CONSULTATIONS, SUBCONTRACT, Skeleton};

/// The arguments of `rulesets new`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    id: String,
    #[arg(long, value_name = "NAME", default_value = "○○町")]
    town: String,
    #[arg(long, value_name = "IDS", value_delimiter = ',', default_value = SUBCONTRACT,
          value_parser = PossibleValuesParser::new(CONSULTATIONS.map(|one| one.id)))]
    procedures: Vec<String>,
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    #[arg(long, conflicts_with = "based_on")]
    lines: bool,
    #[arg(long, value_name = "RULESET", conflicts_with = "procedures")]
    based_on: Option<String>,
}

const EXAMPLES: &str = "\
shodaku rulesets new mytown --folder \"$(mktemp -d)\"
shodaku rulesets new hibari --town ひばり町 --procedures takeout,copy --folder \"$(mktemp -d)\"
shodaku rulesets new hibari --town ひばり町 --procedures copy --lines --folder \"$(mktemp -d)\"
shodaku rulesets new hirono@2027-04-01 --based-on hirono --folder \"$(mktemp -d)\"
shodaku rulesets new tonari --town 隣町 --based-on hirono --folder \"$(mktemp -d)\"";

const MAX_ID: usize = 40;

/// Runs `rulesets new`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    // What is based on another text may be a version of it.
    let (id, version) = match args.id.split_once('@') {
        Some((id, version)) if args.based_on.is_some() => (id, Some(version)),
        _ => (args.id.as_str(), None),
    };
    // Its own fields' ids begin with it, and are ids too.
    let Some(id) = Id::new(id).filter(|id| id.as_str().len() <= MAX_ID) else {
        let failure = Failure::new("ID", format!("`{}` is no id", args.id));
        let fix = "use at most 40 lower-case letters, digits, `_` and `-`, such as `mytown`";
        return Err(failure.fix(fix).into());
    };
    // It goes into texts as it is.
    let town = args.town.trim();
    if town.is_empty() || town.contains(|c: char| c.is_control() || "\"\\{}".contains(c)) {
        let failure = Failure::new("--town", format!("`{town}` is no name of a municipality"));
        return Err(failure
            .fix("write it as in its texts, such as `ひばり町`")
            .into());
    }
    let texts = if args.lines {
        // Its cases are written from it, once it is what the text says.
        let ruleset = lines::ruleset(id.as_str(), town, &args.procedures);
        vec![("toml", ruleset)]
    } else {
        let skeleton = match &args.based_on {
            None => Skeleton::of(id.as_str(), town, &args.procedures),
            Some(base) => overlay::skeleton(context, base, id.as_str(), version, town)?,
        };
        vec![("toml", skeleton.ruleset), ("cases.toml", skeleton.cases)]
    };
    let file = |extension| args.folder.join(format!("{}.{extension}", args.id));
    let files = texts.into_iter();
    let files: Vec<_> = files
        .map(|(extension, text)| (file(extension), text))
        .collect();
    // Before anything is written, so that not only one of them is.
    if let Some((taken, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(exists(taken).into());
    }
    for (path, text) in &files {
        write(path, &commented(text, context.locale.lang))?;
        context.print(&format!("{}\n", path.display()))?;
    }
    Ok(Exit::Fine)
}

fn exists(path: &Path) -> Failure {
    let failure = Failure::new(
        path.display().to_string(),
        "exists already, and is left as it is",
    );
    failure.fix("choose another id or another --folder")
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(exists(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let failure = Failure::new(path.display().to_string(), "there is no such folder");
            Err(failure.fix("make it first, or name another with --folder"))
        }
        Err(error) => Err(Failure::io(path.display().to_string(), &error)),
    }
}

/// `text` with the comments of one language.
fn commented(text: &str, lang: Lang) -> String {
    let mut chosen = String::new();
    for line in text.lines() {
        let comment = Lang::ALL.into_iter().find_map(|of| {
            let comment = line.strip_prefix('#')?.strip_prefix(of.name())?;
            Some((of, comment))
        });
        match comment {
            Some((of, _)) if of != lang => continue,
            Some((_, comment)) => chosen.push_str(&format!("#{comment}")),
            None => chosen.push_str(line),
        }
        chosen.push('\n');
    }
    chosen
}
