//! The procedures of a ruleset, listed.

use serde::Serialize;
use shodaku::reports::report::Identity;

use crate::cli::page::Page;
use crate::cli::ruleset_text::RulesetText;

/// The procedures of a ruleset.
#[derive(Serialize)]
pub struct Procedures<'e> {
    schema: u8,
    ruleset: Identity<'e>,
    procedures: Vec<Listed<'e>>,
}

#[derive(Serialize)]
struct Listed<'e> {
    procedure: &'e str,
    title: &'e str,
    summary: Option<&'e str>,
}

impl<'e> Procedures<'e> {
    /// Those of the ruleset.
    pub fn of(text: RulesetText<'e>) -> Procedures<'e> {
        let entry = text.entry;
        let known = entry.ruleset.procedures.iter().zip(&entry.texts.procedures);
        let procedures = known.map(|(procedure, texts)| Listed {
            procedure: procedure.id.as_str(),
            title: text.of(&texts.title),
            summary: texts.summary.as_ref().map(|summary| text.of(summary)),
        });
        Procedures {
            schema: 1,
            ruleset: Identity::of(&entry.ruleset),
            procedures: procedures.collect(),
        }
    }

    /// The list for reading.
    pub fn text(&self, text: RulesetText<'_>) -> String {
        let mut page = Page::default();
        text.header(&mut page);
        page.section(&text.words.rulesets.procedures);
        for listed in &self.procedures {
            page.line(1, format!("{}  {}", listed.procedure, listed.title));
            if let Some(summary) = listed.summary {
                page.line(2, summary);
            }
        }
        page.into_text()
    }
}
