//! What is said of a ruleset and its cases, in the reader's language.
//!
//! The engine and the library say it in English, as finished sentences: Japanese beside them would
//! reach every applicant's page. So a sentence is recognised here by the templates of the catalogue
//! (`src/locale/messages.toml`), and said anew in Japanese with what was put into it.

use crate::engine::error::Problem;
use crate::engine::lang::Lang;

/// The English templates, with `{}` for each place, and the Japanese, with `{1}`, `{2}`, …; `{1 ja}`
/// where what stands there is itself of the catalogue.
const CATALOGUE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// `message` in `lang`; as it is, where the catalogue does not have it.
pub fn said(message: &str, lang: Lang) -> String {
    match lang {
        Lang::En => message.to_owned(),
        Lang::Ja => in_japanese(message),
    }
}

/// `problem` in `lang`.
pub fn in_lang(problem: Problem, lang: Lang) -> Problem {
    Problem {
        message: said(&problem.message, lang),
        ..problem
    }
}

fn in_japanese(message: &str) -> String {
    let matching = CATALOGUE.iter().filter_map(|(english, japanese)| {
        let literal = english.len() - 2 * english.matches("{}").count();
        Some((literal, japanese, filling(english, message)?))
    });
    // The one that leaves least to its places.
    let best = matching.max_by_key(|(literal, ..)| *literal);
    let Some((_, japanese, filling)) = best else {
        return message.to_owned();
    };
    let mut parts = japanese.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let place = part.split_once('}').and_then(|(place, after)| {
            let phrase = place.strip_suffix(" ja");
            let at: usize = phrase.unwrap_or(place).parse().ok()?;
            let own = filling.get(at.checked_sub(1)?)?;
            let said = phrase.map(|_| in_japanese(own));
            Some((said.unwrap_or_else(|| (*own).to_owned()), after))
        });
        if let Some((said, after)) = place {
            text.push_str(&said);
            text.push_str(after);
        } else {
            // A brace of its own.
            text.push('{');
            text.push_str(part);
        }
    }
    text
}

/// What stands in the places of `template`, if `message` was made by it.
fn filling<'m>(template: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let Some((literal, rest)) = template.split_once("{}") else {
        return (template == message).then(Vec::new);
    };
    let message = message.strip_prefix(literal)?;
    // What is quoted ends with the quotation.
    let quote = literal.chars().last().filter(|last| "`\"".contains(*last));
    let next = rest.split("{}").next().unwrap_or_default();
    let ends = message.match_indices(next).map(|(at, _)| at);
    ends.filter_map(|at| message.split_at_checked(at))
        .take_while(|(text, _)| quote.is_none_or(|quote| !text.contains(quote)))
        .find_map(|(text, after)| {
            let mut filled = filling(rest, after)?;
            filled.insert(0, text);
            Some(filled)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_sentence_is_said_with_what_was_put_into_it() {
        for (english, japanese) in [
            (
                "is missing",
                "必要なキーですが、ありません。書き足してください。",
            ),
            ("needs a whole number", "整数を書いてください。"),
            (
                "there is no `kind`; did you mean `kinds`?",
                "`kind` はありません。`kinds` の間違いではありませんか。",
            ),
            (
                "the definitions go in a circle: `a` → `b` → `a`",
                "定義が互いを指して、終わりません（`a` → `b` → `a`）。どこかを定義を使わずに書いてください。",
            ),
            // What an author wrote stays, whatever it says.
            ("copy: route none decides", "copy: 経路 none が判定を決める"),
            (
                "unknown key `no route`",
                "`no route` というキーはありません。",
            ),
            ("unknown key `{1}`", "`{1}` というキーはありません。"),
            (
                "has no `en`, which other texts have; write `{ ja = \"…\", en = \"…\" }`",
                "ほかの文にはある `en` がありません。`{ ja = \"…\", en = \"…\" }` と書いてください。",
            ),
            ("what nothing here says", "what nothing here says"),
        ] {
            assert_eq!(said(english, Lang::Ja), japanese);
            assert_eq!(said(english, Lang::En), english);
        }
    }

    /// What the source says, with every `{place}` as `{}`; without this file.
    fn source(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                source(&path, into);
            } else if !path.ends_with("kit/messages.rs") {
                let text = fs::read_to_string(&path).unwrap();
                let lines = text.split("\\\n").map(str::trim_start);
                into.push_str(&lines.collect::<String>().replace("\\\"", "\""));
            }
        }
    }

    #[test]
    fn the_catalogue_has_nothing_that_is_not_said() {
        let mut said = String::new();
        for room in ["engine", "library", "kit", "cli"] {
            source(&Path::new("src").join(room), &mut said);
        }
        let said = said.replace("{{", "{").replace("}}", "}");
        let file = fs::read_to_string("src/locale/messages.toml").unwrap();
        let mut table: toml::Table = file.parse().unwrap();
        // Others say these.
        for part in ["readers", "files"] {
            assert!(table.remove(part).is_some());
        }
        let templates = table
            .values()
            .flat_map(|part| part.as_table().unwrap().keys());
        let mut unsaid = Vec::new();
        for template in templates {
            let signs = |sign: char| !sign.is_alphanumeric();
            let mut parts = template.split("{}").map(|part| part.trim_matches(signs));
            if !parts.all(|part| said.contains(part)) {
                unsaid.push(template);
            }
        }
        assert!(unsaid.is_empty(), "nothing says {unsaid:#?}");
    }
}
