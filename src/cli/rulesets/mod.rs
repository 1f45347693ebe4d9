//! `rulesets`: list and build them, and the kit for writing one's own.

mod build;
mod cases;
mod check;
mod diff;
mod drift;
mod list;
mod new;
mod pages;
mod test;

use clap::Subcommand;
use shodaku::kit::schema::schema;

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::output::Format;

/// The arguments of `rulesets`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku rulesets
shodaku rulesets check src/rulesets/hirono.toml
shodaku rulesets test src/rulesets/hirono.toml
shodaku rulesets schema > ruleset.schema.json
shodaku rulesets build src/rulesets/hirono.toml > hirono.json";

const SCHEMA: &str = "shodaku rulesets schema > ruleset.schema.json";

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Cases(cases::Args),
    Check(check::Args),
    Diff(diff::Args),
    Drift(drift::Args),
    New(new::Args),
    Pages(pages::Args),
    #[command(after_help = SCHEMA)]
    Schema,
    Test(test::Args),
}

/// Runs `rulesets`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    match &args.command {
        None => list::run(context, args.format),
        Some(Command::Build(args)) => build::run(context, args),
        Some(Command::Cases(args)) => cases::run(context, args),
        Some(Command::Check(args)) => check::run(context, args),
        Some(Command::Diff(args)) => diff::run(context, args),
        Some(Command::Drift(args)) => drift::run(context, args),
        Some(Command::New(args)) => new::run(context, args),
        Some(Command::Pages(args)) => pages::run(context, args),
        Some(Command::Schema) => {
            let schema = schema(context.locale.lang).map_err(|error| Failure::in_locale(&error))?;
            let schema = serde_json::to_string_pretty(&schema).map_err(std::io::Error::other)?;
            context.print(&format!("{schema}\n"))?;
            Ok(Exit::Fine)
        }
        Some(Command::Test(args)) => test::run(context, args),
    }
}
