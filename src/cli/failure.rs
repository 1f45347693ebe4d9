//! What is said when something cannot be done: the place, what is wrong, and the fix. It is said in
//! English here, and in Japanese by the catalogue of the kit.

use std::io;

use shodaku::engine::error::{Error, Problem};
use shodaku::engine::lang::Lang;
use shodaku::engine::request::error::RequestError;
use shodaku::kit::checked::problems_of;
use shodaku::kit::messages::said;

use super::output::printable;

/// The places that are no names of a user's.
const NAMED: [&str; 3] = ["standard input", "arguments", "output"];

/// Why a command ends before its end.
pub enum Stop {
    /// Something cannot be used.
    Failures(Vec<Failure>),
    /// Nobody reads the output any more.
    Closed,
}

/// One thing that cannot be used.
pub struct Failure {
    place: String,
    wrong: String,
    fix: Option<String>,
}

impl Failure {
    /// Says what is `wrong` at `place`.
    pub fn new(place: impl Into<String>, wrong: impl Into<String>) -> Failure {
        Failure {
            place: place.into(),
            wrong: wrong.into(),
            fix: None,
        }
    }

    /// Says what to do about it.
    pub fn fix(self, fix: impl Into<String>) -> Failure {
        Failure {
            fix: Some(fix.into()),
            ..self
        }
    }

    /// What is wrong with a request read from `place`.
    pub fn of(place: impl Into<String>, error: &Error) -> Failure {
        let failure = Failure::new(place, error.to_string());
        match fix_for(error) {
            Some(fix) => failure.fix(fix),
            None => failure,
        }
    }

    /// `place` cannot be read or written.
    pub fn io(place: impl Into<String>, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound => Failure::new(place, "there is no such file")
                .fix("look for the name among the files there; `-` is standard input"),
            io::ErrorKind::PermissionDenied => {
                Failure::new(place, error.to_string()).fix("allow it, or name another file")
            }
            _ => Failure::new(place, error.to_string()),
        }
    }

    /// The words of the product cannot be read.
    pub fn in_locale(error: &toml::de::Error) -> Failure {
        Failure::new("the locale", error.to_string())
    }

    /// A mistake in `file`, said as `say` says it.
    pub fn at(file: &str, problem: &Problem, say: impl FnOnce(String) -> String) -> Failure {
        let Problem {
            path,
            message,
            position,
        } = problem;
        let place = match position {
            Some((line, column)) => format!("{file}:{line}:{column}"),
            None => file.to_owned(),
        };
        Failure::new(
            place,
            say(if path.is_empty() {
                message.clone()
            } else {
                format!("`{path}` {message}")
            }),
        )
    }

    /// All of it, in `lang`.
    pub fn said(&self, lang: Lang) -> String {
        let own = NAMED.contains(&self.place.as_str());
        let place = if own {
            said(&self.place, lang)
        } else {
            self.place.clone()
        };
        let wrong = said(&self.wrong, lang);
        let (place, wrong) = (printable(&place), printable(&wrong));
        let Some(fix) = &self.fix else {
            return format!("{place}: {wrong}");
        };
        let fix = said(fix, lang);
        let heading = said("fix", lang);
        format!("{place}: {wrong}\n  {heading}: {}", printable(&fix))
    }

    /// Every mistake in a ruleset read from `file`, said in `lang`.
    pub fn in_ruleset(file: &str, error: &Error, lang: Lang) -> Vec<Failure> {
        let problems = problems_of(error.clone(), lang);
        let failure = |problem| Failure::at(file, problem, |wrong| wrong);
        problems.iter().map(failure).collect()
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failures(vec![failure])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::Closed,
            _ => Failure::new("output", error.to_string()).into(),
        }
    }
}

/// What to do about an error in a request.
fn fix_for(error: &Error) -> Option<&'static str> {
    Some(match error {
        Error::BadJson(_) => "write one JSON object; for several, one a line, use --jsonl",
        Error::Request(RequestError::UnknownRuleset(_)) => {
            "`shodaku rulesets` lists the shipped ones; --ruleset-file FILE adds another"
        }
        Error::UnknownProcedure(_) => "`shodaku explain RULESET` lists the procedures",
        Error::UnknownField(_) | Error::UnknownChoice(..) | Error::WrongType(..) => {
            "`shodaku fields RULESET PROCEDURE` lists the fields with their types and options"
        }
        Error::Request(RequestError::UnknownKey(_)) => {
            "a request has the keys ruleset, procedure, asOf, stage, by and answers"
        }
        Error::Request(RequestError::MissingKey("ruleset")) => {
            "add `\"ruleset\": \"…\"`; `shodaku rulesets` lists them"
        }
        Error::Request(RequestError::MissingKey("procedure")) => {
            "add `\"procedure\": \"…\"`; `shodaku explain RULESET` lists them"
        }
        Error::Request(RequestError::MissingKey("asOf")) => {
            "add the day to judge for, as `\"asOf\": \"2026-11-22\"`"
        }
        Error::NotYours(..) => "leave it out, or leave out `by` if you may supply every field",
        _ => return None,
    })
}
