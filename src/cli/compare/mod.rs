//! `compare`: what several rulesets make of the same facts.

mod columns;
mod text;

use std::path::PathBuf;

use shodaku::engine::error::Error;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::library::regulation::Regulation;
use shodaku::library::{Entry, Library};
use shodaku::reports::compare::{Comparison, Sides};

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::input::Input;
use super::output::{Format, to_json};

/// The arguments of `compare`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    file: PathBuf,
    rulesets: Vec<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku compare tests/data/requests/subcontract.json
shodaku compare tests/data/requests/takeout.json hirono --lang en --format json
shodaku compare --ruleset-file tests/data/rulesets/mihono.toml tests/data/requests/takeout.json hirono mihono";

/// Runs `compare`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let input = Input::open(&args.file)?;
    let name = input.name.clone();
    let failed = |error: Error| Failure::of(name.as_str(), &error);
    let json = input.text()?;
    let request = Request::from_json(&json).map_err(failed)?;
    let texts = chosen(&context.library, &request, &args.rulesets)?;
    let sides = Sides::open(&texts, request, nfkc).map_err(failed)?;
    let entries: Vec<&Entry> = sides.entries().collect();
    let comparison = Comparison::of(&sides, &context.locale);
    let output = match args.format {
        Format::Text => text::comparison_text(&comparison, &entries, context),
        Format::Json => to_json(&comparison)?,
    };
    context.print(&output)?;
    Ok(Exit::Fine)
}

/// The rulesets named, or all that have the procedure, each once; first the request's own.
fn chosen<'l>(
    library: &'l Library,
    request: &Request<'_>,
    names: &[String],
) -> Result<Vec<&'l Regulation>, Stop> {
    let find = |name| library.regulation(name);
    let failed = |error: Error| Failure::of("arguments", &error);
    let own = request.ruleset.as_deref().map(find).transpose();
    let named = names
        .iter()
        .map(String::as_str)
        .map(find)
        .collect::<Result<Vec<_>, _>>();
    let mut texts: Vec<&Regulation> = own.map_err(failed)?.into_iter().collect();
    texts.extend(named.map_err(failed)?);
    if names.is_empty() {
        texts.extend(all(library, &request.procedure).map_err(failed)?);
    }
    let mut once: Vec<&Regulation> = Vec::new();
    for text in texts {
        if !once.iter().any(|known| std::ptr::eq(*known, text)) {
            once.push(text);
        }
    }
    Ok(once)
}

/// Every ruleset that has the procedure; all there are, where none has it.
fn all<'l>(library: &'l Library, procedure: &str) -> Result<Vec<&'l Regulation>, Error> {
    let mut texts = Vec::new();
    for text in library.regulations() {
        let text = text?;
        // One that was given hides a shipped one of the same name.
        if std::ptr::eq(library.regulation(text.newest().ruleset.id.as_str())?, text) {
            texts.push(text);
        }
    }
    let has = |text: &&Regulation| text.newest().ruleset.procedure(procedure).is_ok();
    if texts.iter().any(has) {
        texts.retain(|text| has(text));
    }
    Ok(texts)
}
