//! `rulesets diff`: what changed between two versions, and for whom.

mod requests;

use std::io::{self, Write};
use std::path::PathBuf;

use requests::Judged;
use shodaku::kit::diff::{Became, Change, diff, inline};
use shodaku::library::Entry;
use shodaku::library::draft::Draft;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::Stop;
use crate::cli::input::Input;
use crate::cli::output::Format;
use crate::cli::page::Page;
use crate::cli::ruleset_file::RulesetFile;

/// The arguments of `rulesets diff`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    old: PathBuf,
    new: PathBuf,
    #[arg(long, value_name = "FILE")]
    requests: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku rulesets diff src/rulesets/hirono.toml src/rulesets/hirono.toml
shodaku rulesets diff src/rulesets/okayama.toml src/rulesets/shinagawa.toml --lang en";

/// Runs `rulesets diff`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let sources = [RulesetFile::read(&args.old)?, RulesetFile::read(&args.new)?];
    let [old, new] = sources.each_ref().map(|source| read(source, context));
    let ((old, old_entry), (new, new_entry)) = (old?, new?);
    let changes = diff(&old.document, &new.document);
    let unchanged = changes.is_empty();
    match args.format {
        Format::Text => {
            let page = page(&changes, context);
            context.print(&page.into_text())?;
        }
        Format::Json => {
            let changes = serde_json::to_string(&changes).map_err(io::Error::other)?;
            context.print(&format!("{{\"changes\":{changes}"))?;
        }
    }
    let mut judged = Judged::default();
    if let Some(path) = &args.requests {
        let requests = Input::open(path)?;
        judged = requests::judge(context, requests, [&old_entry, &new_entry], args.format)?;
    }
    if args.format == Format::Json {
        context.print("}\n")?;
    }
    if !judged.unusable.is_empty() {
        context.out.flush()?;
        return Err(Stop::Failures(judged.unusable));
    }
    Ok(if unchanged && !judged.moved {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

fn read<'s>(source: &'s RulesetFile, context: &Context) -> Result<(Draft<'s>, Entry), Stop> {
    let draft = source.draft(&context.bases).and_then(|draft| {
        let entry = Entry::of(&draft)?;
        Ok((draft, entry))
    });
    draft.map_err(|error| source.refused(&error, context.locale.lang))
}

fn page(changes: &[Change<'_>], context: &Context) -> Page {
    let words = &context.words;
    let said = &words.diff;
    let mut page = Page::default();
    if changes.is_empty() {
        page.line(0, &said.unchanged);
    }
    for change in changes {
        let clause = change.clause.unwrap_or_default();
        let (part, id) = (change.part, change.id);
        let became = words.became(change.change);
        page.line(0, format!("{clause}  {part} {id}: {became}").trim_start());
        if change.change == Became::Removed && part != "field" {
            page.line(1, &said.id_stays_taken);
        }
        for detail in &change.details {
            page.line(1, format!("{}:", detail.key));
            for (sign, value) in [("-", detail.before), ("+", detail.after)] {
                if let Some(value) = value {
                    page.line(2, format!("{sign} {}", inline(value)));
                }
            }
        }
    }
    page
}
