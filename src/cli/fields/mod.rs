//! `fields`: what procedures ask for, for reading, for programs, and as a table to map a portal's
//! own form by.

pub(super) mod list;
mod table;

use clap::ValueEnum;
use shodaku::engine::error::Error;
use shodaku::library::Entry;
use shodaku::library::regulation::Regulation;

use list::{Choice, List};

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::output::to_json;
use super::page::Page;
use super::ruleset_text::RulesetText;

/// The arguments of `fields`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    ruleset: Option<String>,
    procedure: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How the fields are written.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For reading.
    Text,
    /// For programs.
    Json,
    /// A table for a document.
    Markdown,
    /// A table for a spreadsheet.
    Csv,
}

const EXAMPLES: &str = "\
shodaku fields hirono subcontract
shodaku fields hirono copy --lang en --format json
shodaku fields hirono --format markdown
shodaku fields --format csv > fields.csv";

/// Runs `fields`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let failed = |error: Error| Failure::of("arguments", &error);
    let entries: Vec<&Entry> = match &args.ruleset {
        Some(name) => vec![context.library.find(name).map_err(failed)?],
        None => {
            let newest = |regulation: Result<_, _>| regulation.map(Regulation::newest);
            let all = context.library.regulations().map(newest);
            all.collect::<Result<_, Error>>().map_err(|error| {
                Stop::Failures(Failure::in_ruleset("shipped", &error, context.locale.lang))
            })?
        }
    };
    let mut lists = Vec::new();
    for entry in entries {
        let text = context.text(entry);
        match &args.procedure {
            Some(id) => {
                let procedure = entry.ruleset.procedure(id).map_err(failed)?;
                lists.push(List::of(text, procedure));
            }
            None => {
                let all = entry.ruleset.procedures.iter();
                lists.extend(all.map(|procedure| List::of(text, procedure)));
            }
        }
    }
    let words = &context.words;
    let output = match args.format {
        Format::Text => text(&lists),
        Format::Json => {
            let lines = lists.iter().map(to_json);
            lines.collect::<Result<String, _>>()?
        }
        Format::Markdown => table::markdown(&lists, &words.fields),
        Format::Csv => table::csv(&lists, &words.fields),
    };
    drop(lists);
    context.print(&output)?;
    Ok(Exit::Fine)
}

/// The lists for reading at a terminal.
fn text(lists: &[List<'_>]) -> String {
    let mut page = Page::default();
    let mut of = None;
    for list in lists {
        let RulesetText { locale, words, .. } = list.text;
        if of.replace(list.ruleset.id) != Some(list.ruleset.id) {
            if of.is_some() {
                page.line(0, "");
            }
            list.text.header(&mut page);
        }
        page.section(format!("{}  {}", list.title, list.procedure));
        for field in &list.fields {
            let supplier = locale.supplier.of(field.supplier);
            let nature = field
                .nature
                .map(|nature| format!(", {nature}"))
                .unwrap_or_default();
            let kind = field.r#type;
            page.line(
                1,
                format!(
                    "{}  {}  [{kind}, {supplier}{nature}]",
                    field.id, field.label
                ),
            );
            let unit = field.unit.map(|unit| words.aside(unit)).unwrap_or_default();
            if let Some(hint) = field.hint {
                page.line(2, format!("{hint}{unit}"));
            }
            for Choice { value, label } in &field.options {
                page.line(2, format!("{value} = {label}"));
            }
            if !field.clauses.is_empty() {
                page.line(
                    2,
                    format!("{}: {}", words.fields.clauses, field.clauses.join("、")),
                );
            }
        }
    }
    page.into_text()
}
