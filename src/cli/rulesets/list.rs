//! `rulesets`: those there are.

use serde::Serialize;
use shodaku::reports::report::Identity;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::output::{Format, to_json};
use crate::cli::page::Page;
use crate::cli::ruleset_text::RulesetText;
use crate::cli::template as place;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'e> {
    #[serde(flatten)]
    identity: Identity<'e>,
    aliases: Vec<&'e str>,
    municipality: &'e str,
    title: &'e str,
    instrument: &'e str,
    source: Option<&'e str>,
    in_force: Option<Period>,
    procedures: Vec<&'e str>,
}

#[derive(Serialize)]
struct Period {
    from: String,
    until: Option<String>,
}

impl<'e> Listed<'e> {
    fn of(text: RulesetText<'e>) -> Listed<'e> {
        let entry = text.entry;
        let (ruleset, texts) = (&entry.ruleset, &entry.texts.ruleset);
        Listed {
            identity: Identity::of(ruleset),
            aliases: entry.names().skip(1).collect(),
            municipality: text.of(&texts.municipality),
            title: text.of(&texts.title),
            instrument: text.of(&texts.instrument),
            source: texts.source.as_ref().map(|source| text.of(source)),
            in_force: ruleset.in_force.as_ref().map(|in_force| Period {
                from: in_force.from.to_iso(),
                until: in_force.until.map(|until| until.to_iso()),
            }),
            procedures: ruleset
                .procedures
                .iter()
                .map(|procedure| procedure.id.as_str())
                .collect(),
        }
    }
}

/// Lists the rulesets.
pub fn run(context: &mut Context, format: Format) -> Result<Exit, Stop> {
    let said = &context.words.rulesets;
    let mut page = Page::default();
    let mut list = Vec::new();
    for entry in context.library.entries() {
        let entry = entry.map_err(|error| {
            Stop::Failures(Failure::in_ruleset("shipped", &error, context.locale.lang))
        })?;
        let text = context.text(entry);
        let listed = Listed::of(text);
        text.header(&mut page);
        let period = match &listed.in_force {
            None => said.undated.clone(),
            Some(Period { from, until }) => said.in_force.fill(&place::Period {
                from: from.clone(),
                until: until.clone().unwrap_or_default(),
            }),
        };
        let names = entry.names().collect::<Vec<_>>().join(", ");
        page.line(1, format!("{}  {names}  {period}", listed.municipality));
        page.line(
            1,
            format!("{}: {}", said.procedures, listed.procedures.join(", ")),
        );
        list.push(listed);
    }
    let output = match format {
        Format::Text => page.into_text(),
        Format::Json => to_json(&list)?,
    };
    drop(list);
    context.print(&output)?;
    Ok(Exit::Fine)
}
