//! `explain`: a procedure, clause by clause, and how a request stands to each.

pub(super) mod explainer;
pub(super) mod explanation;
mod procedures;
mod text;

use std::path::{Path, PathBuf};

use shodaku::engine::error::Error;
use shodaku::engine::field::Id;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::session::Session;
use shodaku::library::choice::Choice;
use shodaku::library::regulation::Regulation;
use shodaku::reports::report::Report;

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::input::Input;
use super::output::{Format, to_json};
use explainer::Explainer;
use procedures::Procedures;

/// The arguments of `explain`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    ruleset: String,
    procedure: Option<String>,
    condition: Option<String>,
    #[arg(long, value_name = "FILE", requires = "procedure")]
    request: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku explain hirono
shodaku explain hirono subcontract
shodaku explain hirono subcontract 4-ho --lang en
shodaku explain hirono subcontract --request tests/data/requests/subcontract.json";

/// Runs `explain`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let failed = |error: Error| Failure::of("arguments", &error);
    let versions = context.library.regulation(&args.ruleset).map_err(failed)?;
    let Some(procedure) = &args.procedure else {
        let text = context.text(versions.newest());
        let list = Procedures::of(text);
        let output = match args.format {
            Format::Text => list.text(text),
            Format::Json => to_json(&list)?,
        };
        return context.print(&output).map(|()| Exit::Fine);
    };
    let newest = versions.newest().ruleset.procedure(procedure);
    let id = &newest.map_err(failed)?.id;
    let request = args.request.as_deref().map(read).transpose()?;
    let judged = match &request {
        None => None,
        Some(request) => Some(judge(versions, id, request)?),
    };
    let entry = judged
        .as_ref()
        .map_or(versions.newest(), |(_, choice)| choice.entry);
    let text = context.text(entry);
    let procedure = entry.ruleset.procedure(id.as_str()).map_err(failed)?;
    let report = judged
        .as_ref()
        .map(|(session, choice)| Report::of(session, &entry.texts, &context.locale).chosen(choice));
    let explainer = Explainer {
        text,
        procedure,
        judgement: judged
            .as_ref()
            .map(|(session, _)| session.judging().judgement()),
        report: report.as_ref(),
    };
    let mut explanation = explainer.explain();
    if let Some(condition) = &args.condition {
        explanation.only(condition)?;
    }
    let output = match args.format {
        Format::Text => text::explanation_text(&explanation, text),
        Format::Json => to_json(&explanation)?,
    };
    context.print(&output)?;
    Ok(Exit::Fine)
}

/// The name and the text of the request at `path`.
fn read(path: &Path) -> Result<(String, String), Failure> {
    let input = Input::open(path)?;
    Ok((input.name.clone(), input.text()?))
}

/// A request, judged by the version that governs it.
fn judge<'v, 'r>(
    versions: &'v Regulation,
    procedure: &Id,
    (name, json): &'r (String, String),
) -> Result<(Session<'r>, Choice<'v>), Failure> {
    let failed = |error: Error| Failure::of(name, &error);
    let request = Request::from_json(json).map_err(failed)?;
    let other = |key: &str, wanted: &str| {
        let wrong = format!("`{key}` is not `{wanted}`, which is to be explained");
        Err(Failure::new(name, wrong).fix(format!("explain the {key} the request names")))
    };
    if let Some(asked) = &request.ruleset
        && !versions.answers_to(asked)
    {
        return other("ruleset", versions.newest().ruleset.id.as_str());
    }
    if request.procedure != procedure.as_str() {
        return other("procedure", procedure.as_str());
    }
    versions.check(request, nfkc).map_err(failed)
}
