//! Texts that state something, and say only that it is still open or stands elsewhere: 未定, 同上,
//! 別紙のとおり. They move no verdict; an official may not accept them.
//!
//! The package tells them in the same way (`pkg/src/input/vague.ts`).

use std::sync::LazyLock;

use regex_lite::{Regex, RegexBuilder};
use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::engine::answer::Answer;
use crate::engine::field::FieldIndex;
use crate::engine::normalize::nfkc;
use crate::engine::session::Session;
use crate::engine::verdict::Verdict;

/// No such text is longer, in UTF-16.
const MAX_LENGTH: usize = 60;

/// As the file has it.
#[derive(Deserialize)]
struct Written {
    marks: String,
    endings: Vec<String>,
    begins: String,
    says: Vec<String>,
}

struct Words {
    marks: FxHashSet<char>,
    endings: Vec<String>,
    begins: FxHashSet<char>,
    says: Vec<Regex>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let written: Written = toml::from_str(include_str!("../locale/vague.toml")).ok()?;
    let whole = |expression: &String| {
        let whole = format!("^(?:{expression})$");
        RegexBuilder::new(&whole)
            .case_insensitive(true)
            .build()
            .ok()
    };
    Some(Words {
        marks: written.marks.chars().collect(),
        endings: written.endings,
        begins: written.begins.chars().collect(),
        says: written.says.iter().map(whole).collect::<Option<_>>()?,
    })
});

impl Words {
    /// Without the marks at both ends.
    fn inner<'t>(&self, text: &'t str) -> &'t str {
        text.trim_matches(|mark| self.marks.contains(&mark))
    }

    fn is_vague(&self, text: &str) -> bool {
        let first = self.inner(text).chars().next();
        if !first.is_some_and(|first| self.begins.contains(&first))
            || text.len() > 3 * MAX_LENGTH
            || text.encode_utf16().count() > MAX_LENGTH
        {
            return false;
        }
        let plain = nfkc(text);
        let plain = self.inner(&plain);
        let mut endings = self.endings.iter();
        let without = endings.find_map(|ending| plain.strip_suffix(ending.as_str()));
        let said = self.inner(without.unwrap_or(plain));
        let white = |character: char| matches!(character, ' ' | '\t' | '\r' | '\n');
        let words: Vec<&str> = said.split(white).filter(|word| !word.is_empty()).collect();
        let said = words.join(" ");
        self.says
            .iter()
            .any(|expression| expression.is_match(&said))
    }
}

/// The fields of which nothing else is stated, in the ruleset's order; of a list, in every entry.
///
/// None where a route has settled the `verdict`.
pub(super) fn vague(session: &Session<'_>, verdict: Verdict) -> Vec<FieldIndex> {
    let Some(words) = WORDS.as_ref().filter(|_| !verdict.settled_by_route()) else {
        return Vec::new();
    };
    let contents = session.contents();
    let answers = session.judging().answers().iter();
    let is_vague = |(at, answer): (u16, &Answer)| {
        let field = FieldIndex(at);
        let vague = match answer {
            Answer::Text => contents
                .typed(field)
                .is_some_and(|text| words.is_vague(text)),
            Answer::Items(items) => items.given().iter().all(|item| {
                contents
                    .entry(*item)
                    .is_some_and(|entry| words.is_vague(entry))
            }),
            _ => false,
        };
        vague.then_some(field)
    };
    (0..).zip(answers).filter_map(is_vague).collect()
}
