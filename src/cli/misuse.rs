//! What is said of arguments that cannot be used.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::output::printable;
use super::template::{Argument, Label, Valued};
use super::words::Words;

/// What is wrong with the arguments, what was probably meant, and how the command is used.
pub fn said(error: &clap::Error, words: &Words) -> String {
    let said = &words.misuse;
    let get = |kind| error.get(kind).map(listed).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let wrong = match error.kind() {
        ErrorKind::MissingRequiredArgument => said.missing.fill(&Argument { argument }),
        ErrorKind::UnknownArgument => said.unknown.fill(&Argument { argument }),
        ErrorKind::InvalidSubcommand => {
            let argument = get(ContextKind::InvalidSubcommand);
            said.command.fill(&Argument { argument })
        }
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => {
            said.no_value.fill(&Argument { argument })
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => said.value.fill(&Valued {
            field: argument,
            values: get(ContextKind::InvalidValue),
        }),
        ErrorKind::ArgumentConflict => said.conflict.fill(&Valued {
            field: argument,
            values: get(ContextKind::PriorArg),
        }),
        _ => said.other.fill(&Argument { argument }),
    };
    let mut lines = vec![wrong];
    let valid = get(ContextKind::ValidValue);
    if !valid.is_empty() {
        lines.push(words.help.possible(valid));
    }
    let nearest = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let nearest = nearest.map(get).concat();
    if !nearest.is_empty() {
        lines.push(said.nearest.fill(&Label { label: nearest }));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        lines.push(format!("{}: {usage}", words.help.usage));
    }
    lines.push(said.more.clone());
    format!("{}\n", printable(&lines.join("\n")))
}

/// A value of a context; of several, one after the other.
fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => String::new(),
    }
}
