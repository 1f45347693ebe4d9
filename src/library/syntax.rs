//! Why a file is no TOML, as its author would say it.
//!
//! The parser goes on after a mistake. Where a bracket is not closed, all that follows is read as
//! part of the list, and each line is a mistake more: only the first says something, and what is
//! lacking is lacking before it. And it takes signs of Japanese width for letters.

use super::places::position;
use super::problems::MAX_PROBLEMS;
use crate::engine::error::Problem;
use crate::engine::normalize::nfkc;

/// The mistakes worth listing of those the parser found: of each line the first.
pub(super) fn mistakes(toml: &str, errors: &[toml::de::Error]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut last = None;
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let line = line_of(toml, at);
        if problems.len() == MAX_PROBLEMS || last.replace(line) == Some(line) {
            continue;
        }
        let open = unclosed(toml, at, error.message());
        let (at, why) = match (open, wide(toml, line)) {
            (Some((end, closing)), _) => {
                let why =
                    format!("a bracket is not closed: write `{closing}` here, or a comma to go on");
                (end, why)
            }
            (None, Some((at, _, ' '))) => {
                let why = "a space of Japanese width: write a plain space";
                (at, why.to_owned())
            }
            (None, Some((at, sign, plain))) => {
                let why = format!("`{sign}` is of Japanese width: write `{plain}`");
                (at, why)
            }
            (None, None) => (at, error.message().to_owned()),
        };
        problems.push(Problem {
            path: String::new(),
            message: format!("not TOML: {why}"),
            position: Some(position(toml, at)),
        });
        if open.is_some() {
            break;
        }
    }
    problems
}

/// Where the line begins that `at` stands in.
fn line_of(toml: &str, at: usize) -> usize {
    let before = toml.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// Where a bracket should have been closed and with what, if the mistake at `at` comes of that:
/// what stands there begins a line, or is a key with its value.
fn unclosed(toml: &str, at: usize, said: &str) -> Option<(usize, char)> {
    let closing = if said.contains("array elements") || said.contains("in array") {
        ']'
    } else if said.contains("key-value pairs") || said.contains("inline table") {
        '}'
    } else {
        return None;
    };
    let line = line_of(toml, at);
    let begins = toml.get(line..at)?.trim().is_empty();
    if !begins && !said.contains("unexpected `=`") {
        return None;
    }
    let mut end = line;
    while end > 0 {
        let start = line_of(toml, end - 1);
        let content = without_comment(toml.get(start..end)?);
        if !content.is_empty() {
            return Some((start + content.len(), closing));
        }
        end = start;
    }
    None
}

/// A line without its comment: after the last sign that can end a value.
fn without_comment(line: &str) -> &str {
    match line.rfind('#') {
        Some(at)
            if line
                .get(at..)
                .is_some_and(|rest| !rest.contains(['"', '\''])) =>
        {
            line.get(..at).unwrap_or(line).trim_end()
        }
        _ => line.trim_end(),
    }
}

/// The first sign outside of texts, in the line that begins at `line`, that is of Japanese width or
/// a quotation mark of a text processor; with its place and the sign of TOML's that it stands for.
fn wide(toml: &str, line: usize) -> Option<(usize, char, char)> {
    let text = toml.get(line..)?.lines().next()?;
    let mut quoted = None;
    for (at, sign) in text.char_indices() {
        match (quoted, sign) {
            (None, '#') => return None,
            (None, '"' | '\'') => quoted = Some(sign),
            (Some(quote), _) if quote == sign => quoted = None,
            (None, _) if !sign.is_ascii() => {
                return plain(sign).map(|plain| (line + at, sign, plain));
            }
            _ => {}
        }
    }
    None
}

/// The sign of TOML's that a wide one stands for.
fn plain(sign: char) -> Option<char> {
    match sign {
        '“' | '”' | '„' | '「' | '」' | '『' | '』' => Some('"'),
        '‘' | '’' => Some('\''),
        '、' => Some(','),
        _ => {
            let plain = nfkc(sign.encode_utf8(&mut [0; 4]));
            let mut signs = plain.chars().filter(char::is_ascii);
            signs.next().filter(|_| plain.len() == 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::library::draft::Draft;

    /// What is said of a file that is no TOML: line, column and why.
    fn said(toml: &str) -> Vec<String> {
        let error = Draft::from_toml(toml).unwrap_err();
        let crate::engine::error::Error::BadRuleset(problems) = error else {
            panic!("{error:?}");
        };
        let said = problems.into_iter().map(|problem| {
            let (line, column) = problem.position.unwrap();
            format!("{line}:{column} {}", problem.message)
        });
        said.collect()
    }

    #[test]
    fn one_bracket_is_one_mistake_where_it_is_lacking() {
        let rest = "\nb = [\"c\"]\nd = { e = 1 }\n\n[[f]]\ng = \"h\"\n[[f]]\ng = \"h\"\n";
        for (start, place, closing) in [
            ("a = [\"x\"", "1:9", ']'),
            ("a = [\"x\",", "1:10", ']'),
            ("a = [\n  \"x\", # why\n  \"y\"  # why", "3:6", ']'),
            ("a = { x = 1", "1:12", '}'),
            ("a = { x = [1, 2] ", "1:17", '}'),
            ("a = { x = { y = \"#\" }", "1:22", '}'),
        ] {
            let wanted = format!(
                "{place} not TOML: a bracket is not closed: write `{closing}` here, or a comma to go on"
            );
            assert_eq!(said(&format!("{start}{rest}")), [wanted], "{start}");
        }
    }

    #[test]
    fn mistakes_that_stand_for_themselves_are_all_said() {
        let found = said("a = { b = 1 c = 2 }\nd = yes\ne = 1\nf = [1 2]\n");
        let lines: Vec<&str> = found.iter().filter_map(|one| one.get(..1)).collect();
        assert_eq!(lines, ["1", "2", "4"], "{found:#?}");
    }

    #[test]
    fn signs_of_japanese_width_are_named() {
        // Texts and comments may hold any.
        assert!(!said("a = yes # ＝\n").concat().contains("width"));
        for (toml, wanted) in [
            (
                "a ＝ 1\n",
                "1:3 not TOML: `＝` is of Japanese width: write `=`",
            ),
            (
                "a = “x”\n",
                "1:5 not TOML: `“` is of Japanese width: write `\"`",
            ),
            (
                "a = 「x」\n",
                "1:5 not TOML: `「` is of Japanese width: write `\"`",
            ),
            (
                "a = ＂x＂\n",
                "1:5 not TOML: `＂` is of Japanese width: write `\"`",
            ),
            (
                "a　= 1\n",
                "1:2 not TOML: a space of Japanese width: write a plain space",
            ),
            (
                "　a = 1\n",
                "1:1 not TOML: a space of Japanese width: write a plain space",
            ),
            (
                "ａ = 1\n",
                "1:1 not TOML: `ａ` is of Japanese width: write `a`",
            ),
            (
                "［a］\n",
                "1:1 not TOML: `［` is of Japanese width: write `[`",
            ),
            (
                "a = ［1］\n",
                "1:5 not TOML: `［` is of Japanese width: write `[`",
            ),
            (
                "a = １\n",
                "1:5 not TOML: `１` is of Japanese width: write `1`",
            ),
            (
                "＃ why\n",
                "1:1 not TOML: `＃` is of Japanese width: write `#`",
            ),
        ] {
            assert_eq!(
                said(toml).first().map(String::as_str),
                Some(wanted),
                "{toml}"
            );
        }
    }
}
