//! `--help`: the words of the locale, laid over the command.

use std::collections::BTreeMap;

use clap::{Arg, Command};
use serde::Deserialize;
use shodaku::kit::lint::Lint;

use super::template::{Label, Template};

/// The help in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// Before how a command is used.
    pub usage: String,
    commands: String,
    arguments: String,
    options: String,
    values: String,
    default: Template<Label>,
    possible: Template<Label>,
    stop: String,
    help: String,
    help_in_short: String,
    help_in_full: String,
    help_command: String,
    version: String,
    after: String,
    /// What values stand for that do not say so themselves.
    value: BTreeMap<String, String>,
    /// What arguments are for that several commands have.
    argument: BTreeMap<String, String>,
    /// By the whole name: `shodaku rulesets check`.
    command: BTreeMap<String, Texts>,
}

/// What is said of one command.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    about: String,
    more: Option<String>,
    #[serde(default)]
    argument: BTreeMap<String, String>,
    after: Option<String>,
}

impl Help {
    /// That one of `values` may be given.
    pub fn possible(&self, values: String) -> String {
        self.possible.fill(&Label { label: values })
    }

    /// `command` with its help in these words.
    pub fn laid_over(&self, command: Command) -> Command {
        let name = command.get_name().to_owned();
        let mut command = self.with_texts(command, &name);
        // Adds what every command has: `help`, `--help` and `--version`.
        command.build();
        self.with_headings(command)
    }

    /// With what it and those below it say of themselves and of their arguments.
    fn with_texts(&self, command: Command, name: &str) -> Command {
        let mut command = command.mut_args(|arg| match self.argument(name, &arg) {
            Some(text) => arg.help(text),
            None => arg,
        });
        if let Some(texts) = self.command.get(name) {
            command = command.about(&texts.about);
            if let Some(more) = &texts.more {
                command = command.long_about(format!("{}{}\n\n{more}", texts.about, self.stop));
            }
            if let Some(examples) = command.get_after_help() {
                let examples = examples.to_string().replace('\n', "\n  ");
                let after = texts.after.as_ref().unwrap_or(&self.after);
                let after = after.replace("{examples}", &examples);
                command = command.after_help(after.replace("{warnings}", &warnings()));
            }
        }
        command.mut_subcommands(|below| {
            let name = format!("{name} {}", below.get_name());
            self.with_texts(below, &name)
        })
    }

    /// What an argument of the command of that name is for.
    fn argument(&self, command: &str, arg: &Arg) -> Option<&String> {
        let id = arg.get_id().as_str();
        let texts = self.command.get(command);
        let own = texts.and_then(|texts| texts.argument.get(id));
        own.or_else(|| self.argument.get(id))
    }

    /// With what clap would say in English everywhere.
    fn with_headings(&self, command: Command) -> Command {
        let style = command.get_styles().get_usage();
        let usage = format!("{style}{}:{style:#}", self.usage);
        let command = command
            .help_template(format!(
                "{{before-help}}{{about-with-newline}}\n\
                 {usage} {{usage}}\n\n{{all-args}}{{after-help}}"
            ))
            .subcommand_help_heading(&self.commands)
            .mut_args(|arg| self.with_heading(arg));
        command.mut_subcommands(|below| match below.get_name() {
            "help" => self.with_headings(below.about(&self.help_command)),
            _ => self.with_headings(below),
        })
    }

    fn with_heading(&self, arg: Arg) -> Arg {
        let arg = match arg.get_index() {
            // Under a heading of one's own, clap would list them by name.
            Some(at) => arg.help_heading(&self.arguments).display_order(at),
            None => arg.help_heading(&self.options),
        };
        match arg.get_id().as_str() {
            // Where there is more to say than fits in a line.
            "help" if arg.get_long_help().is_some() => {
                arg.help(&self.help_in_short).long_help(&self.help_in_full)
            }
            "help" => arg.help(&self.help),
            "version" => arg.help(&self.version),
            _ if arg.get_action().takes_values() => self.with_values(arg),
            _ => arg,
        }
    }

    /// With what may be given, and what is taken where nothing is.
    fn with_values(&self, arg: Arg) -> Arg {
        let said = |names: Vec<&str>, template: &Template<Label>| {
            let label = names.join(", ");
            (!names.is_empty()).then(|| template.fill(&Label { label }))
        };
        let defaults = arg.get_default_values().iter();
        let defaults = defaults.filter_map(|value| value.to_str()).collect();
        let default = said(defaults, &self.default);
        let values = arg.get_possible_values();
        let values: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
        let told = |name: &&str| Some(format!("\n- {name}: {}", self.value.get(*name)?));
        let told: String = values.iter().filter_map(told).collect();
        let possible = said(values, &self.possible);
        let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let both: Vec<&str> = [default.as_deref(), possible.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        if both.is_empty() {
            return arg;
        }
        let short = both.join(" ");
        let long = match (told.is_empty(), &default) {
            (true, _) => both.join("\n"),
            (false, None) => format!("{}:{told}", self.values),
            (false, Some(default)) => format!("{}:{told}\n\n{default}", self.values),
        };
        arg.help(format!("{text} {short}"))
            .long_help(format!("{text}\n\n{long}"))
            .hide_default_value(true)
            .hide_possible_values(true)
    }
}

/// The names of all lints, in lines that stand two spaces in.
fn warnings() -> String {
    const WIDTH: usize = 98;
    let (mut text, mut width) = (String::new(), 0);
    for name in Lint::NAMES {
        let between = match width {
            0 => "",
            _ if width + name.len() > WIDTH => ",\n  ",
            _ => ", ",
        };
        if between.contains('\n') {
            width = 0;
        }
        width += name.len() + ", ".len();
        text.push_str(between);
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::words::Words;
    use crate::cli::{Cli, Lang};

    /// The keys of what is said of `command`, of those below it, and of their arguments.
    fn used(help: &Help, command: &Command, name: &str, into: &mut BTreeSet<String>) {
        let texts = help.command.get(name);
        let texts = texts.unwrap_or_else(|| panic!("nothing of {name}"));
        into.insert(name.to_owned());
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let text = help.argument(name, arg);
            assert!(text.is_some(), "nothing of {id} of {name}");
            into.insert(match texts.argument.get(id) {
                Some(_) => format!("{name} {id}"),
                None => id.to_owned(),
            });
            for value in arg.get_possible_values() {
                if value.get_help().is_some() {
                    let told = help.value.contains_key(value.get_name());
                    assert!(told, "nothing of the value {}", value.get_name());
                    into.insert(format!("= {}", value.get_name()));
                }
            }
        }
        for below in command.get_subcommands() {
            used(help, below, &format!("{name} {}", below.get_name()), into);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_text_and_there_is_no_other() {
        for lang in Lang::ALL {
            let help = Words::load(lang).unwrap().help;
            let mut known = BTreeSet::new();
            used(&help, &Cli::command(), "shodaku", &mut known);
            let of_commands = help.command.iter().flat_map(|(name, texts)| {
                let own = texts.argument.keys().map(move |id| format!("{name} {id}"));
                own.chain([name.clone()])
            });
            let values = help.value.keys().map(|value| format!("= {value}"));
            let all = of_commands.chain(values);
            assert_eq!(known, all.chain(help.argument.keys().cloned()).collect());
        }
    }

    #[test]
    fn all_of_a_help_is_in_one_language() {
        let english = |text: &str| {
            let said = [
                "Usage",
                "Commands",
                "Arguments",
                "Options",
                "default",
                "possible",
                "Print",
            ];
            said.into_iter().find(|said| text.contains(said))
        };
        fn pages(command: &mut Command, into: &mut Vec<String>) {
            into.push(command.render_help().to_string());
            into.push(command.render_long_help().to_string());
            for below in command.get_subcommands_mut() {
                pages(below, into);
            }
        }
        for lang in Lang::ALL {
            let help = Words::load(lang).unwrap().help;
            let mut all = Vec::new();
            pages(&mut help.laid_over(Cli::command()), &mut all);
            assert!(all.len() > 20);
            for page in all {
                assert_eq!(english(&page).is_some(), lang == Lang::En, "{page}");
                assert!(
                    !page.contains("{examples}") && !page.contains("{warnings}"),
                    "{page}"
                );
            }
        }
    }
}
