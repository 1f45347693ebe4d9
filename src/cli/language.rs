//! The language that the command speaks.

use std::env;
use std::ffi::OsString;

use shodaku::engine::lang::Lang;

/// Where a system says which language its user reads: the first that says something counts.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// What is spoken where `--lang` names no language: Japanese, unless the environment asks for
/// another that there is.
pub fn of_environment() -> Lang {
    among(&VARIABLES.map(|name| env::var(name).unwrap_or_default()))
}

/// The language of the first locale that is set, such as `en_GB.UTF-8`.
fn among(locales: &[String]) -> Lang {
    let locale = locales.iter().find(|locale| !locale.is_empty());
    let language = locale.and_then(|locale| locale.split(['_', '-', '.', '@']).next());
    language.and_then(named).unwrap_or_default()
}

/// The language of that name.
pub fn named(name: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.name() == name)
}

/// The language that `args` name, which are not read when they ask for help.
pub fn asked_for(args: impl Iterator<Item = OsString>) -> Option<Lang> {
    let args = args.map(|arg| arg.to_string_lossy().into_owned());
    let mut args = args.take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--lang") {
            Some("") => return named(&args.next()?),
            Some(rest) if rest.starts_with('=') => return named(rest.get(1..)?),
            _ => {}
        }
    }
    None
}

/// `args` with `--lang` and what it names in front, so that it may stand anywhere, also behind `help`.
pub fn in_front(mut args: Vec<OsString>) -> Vec<OsString> {
    let end = args.iter().position(|arg| arg == "--");
    let end = end.unwrap_or(args.len());
    let text = |arg: &OsString| arg.to_string_lossy().into_owned();
    let found = args.iter().take(end).position(|arg| {
        let arg = text(arg);
        arg == "--lang" || arg.starts_with("--lang=")
    });
    if let Some(at) = found.filter(|at| *at > 0) {
        let both = args.get(at).is_some_and(|arg| arg == "--lang") && at + 1 < end;
        let taken: Vec<OsString> = args.drain(at..at + 1 + usize::from(both)).collect();
        args.splice(1..1, taken);
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_decides_and_only_english_is_no_japanese() {
        for (locales, wanted) in [
            (["", "", ""], Lang::Ja),
            (["", "", "C.UTF-8"], Lang::Ja),
            (["", "", "en_US.UTF-8"], Lang::En),
            (["", "", "en"], Lang::En),
            (["", "", "en@quot"], Lang::En),
            (["", "", "enm_GB"], Lang::Ja),
            (["", "", "fr_FR.UTF-8"], Lang::Ja),
            (["", "en-GB", "ja_JP.UTF-8"], Lang::En),
            (["C", "en_GB", "en_GB"], Lang::Ja),
            (["ja_JP.UTF-8", "en_GB", "en_GB"], Lang::Ja),
        ] {
            let locales = locales.map(str::to_owned);
            assert_eq!(among(&locales), wanted, "{locales:?}");
        }
    }

    #[test]
    fn the_language_may_stand_anywhere() {
        for (args, wanted) in [
            ("shodaku help --lang en", "shodaku --lang en help"),
            (
                "shodaku help check --lang=en",
                "shodaku --lang=en help check",
            ),
            ("shodaku --lang en check x", "shodaku --lang en check x"),
            ("shodaku check x --lang", "shodaku --lang check x"),
            ("shodaku check -- --lang en", "shodaku check -- --lang en"),
            ("shodaku check x", "shodaku check x"),
        ] {
            let args = args.split(' ').map(OsString::from).collect();
            let wanted: Vec<_> = wanted.split(' ').map(OsString::from).collect();
            assert_eq!(in_front(args), wanted);
        }
    }

    #[test]
    fn the_language_of_the_help_is_that_of_the_arguments() {
        for (args, wanted) in [
            ("--help", None),
            ("check --help --lang en", Some(Lang::En)),
            ("--lang=ja help check", Some(Lang::Ja)),
            ("--lang", None),
            ("--lang xx", None),
            ("check --languid en", None),
            ("check -- --lang en", None),
        ] {
            let named = asked_for(args.split(' ').map(OsString::from));
            assert_eq!(named, wanted, "{args}");
        }
    }
}
