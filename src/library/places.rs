//! Where the values of a ruleset stand in its file: paths, lines and columns.

use std::collections::BTreeMap;

use crate::engine::error::Problem;

/// How deep definitions may stand in one another.
pub(super) const MAX_NESTING: usize = 24;

/// Where a part of the text that an overlay makes stands in the overlay: paths in the one and in the
/// other. What is of the base is not among them.
pub(super) type Laid = BTreeMap<String, String>;

/// Where the values of a document stand in its file.
#[derive(Debug, Default)]
pub(super) struct Places<'t> {
    toml: &'t str,
    /// The byte offset of every path as written.
    written: BTreeMap<String, usize>,
    /// Resolved path → path as written, where the two differ.
    moved: BTreeMap<String, String>,
    /// The same of the entries of lists that have been put in another order.
    reordered: BTreeMap<String, String>,
    /// Where the document is an overlay's.
    laid: Option<Laid>,
}

impl<'t> Places<'t> {
    /// Of a file of which nothing has been read yet.
    pub(super) fn of(toml: &'t str) -> Places<'t> {
        Places {
            toml,
            ..Places::default()
        }
    }

    /// Notes that the value at `path` was written at `offset`.
    pub(super) fn wrote(&mut self, path: String, offset: usize) {
        self.written.insert(path, offset);
    }

    /// Notes that what now stands at `resolved` was written at `written`.
    pub(super) fn moved(&mut self, resolved: String, written: String) {
        self.moved.insert(resolved, written);
    }

    /// Notes of every entry of `list` as it now stands from where it came: the path it had, or was
    /// written at; `None` where nobody wrote it.
    pub(super) fn reordered(&mut self, list: &str, from: &[Option<String>]) {
        let start = format!("{list}[");
        let take = |moves: &mut BTreeMap<String, String>| {
            let mut taken = BTreeMap::new();
            for (path, written) in std::mem::take(moves) {
                let of_list = path.starts_with(&start);
                let into = if of_list { &mut taken } else { &mut *moves };
                into.insert(path, written);
            }
            taken
        };
        let moved = take(&mut self.moved);
        let before = take(&mut self.reordered);
        for (at, from) in from.iter().enumerate() {
            let Some(from) = from else { continue };
            let to = format!("{start}{at}]");
            // What of it was moved goes along.
            let within = moved.range(from.clone()..);
            for (path, written) in within.take_while(|(path, _)| path.starts_with(from)) {
                let rest = path.get(from.len()..).unwrap_or_default();
                self.moved.insert(format!("{to}{rest}"), written.clone());
            }
            let written = before.get(from).unwrap_or(from).clone();
            self.reordered.insert(to, written);
        }
    }

    /// The byte offset of what was written at `path`; of an overlay, in its own file.
    pub(super) fn offset(&self, path: &str) -> Option<usize> {
        let path = match &self.laid {
            Some(laid) => replaced(path, laid)?,
            None => path.to_owned(),
        };
        self.written.get(&path).copied()
    }

    /// Notes that the document is made of an overlay, and of a base that has another file.
    pub(super) fn lay(&mut self, laid: Laid) {
        self.laid = Some(laid);
    }

    /// `message` on the value at `path`, with the line and column it was written at; where that is
    /// the base of an overlay, at the line that names it.
    pub(super) fn problem(&self, path: &str, message: String) -> Problem {
        let mut path = self.source(path);
        let mut place = None;
        if let Some(laid) = &self.laid {
            match replaced(&path, laid) {
                Some(here) => path = here,
                None => place = Some(BASED_ON),
            }
        }
        let written = prefixes(place.unwrap_or(&path));
        let offset = written
            .into_iter()
            .find_map(|prefix| self.written.get(prefix));
        let position = offset.map(|offset| position(self.toml, *offset));
        Problem {
            path,
            message,
            position,
        }
    }

    /// The line in which the value at `path` was written.
    pub(super) fn line(&self, path: &str) -> Option<usize> {
        let problem = self.problem(path, String::new());
        problem.position.map(|(line, _)| line)
    }

    /// The path as written for a resolved one.
    fn source(&self, path: &str) -> String {
        let mut path = path.to_owned();
        // A definition may itself stand in another.
        for _ in 0..MAX_NESTING {
            match replaced(&path, &self.moved) {
                Some(origin) => path = origin,
                None => break,
            }
        }
        // Of an entry of a list it is where it was written, though another is there by now.
        replaced(&path, &self.reordered).unwrap_or(path)
    }
}

/// What a text is based on stands there.
pub(super) const BASED_ON: &str = "ruleset.based_on";

/// `path` with the longest beginning that `by` has replaced.
fn replaced(path: &str, by: &BTreeMap<String, String>) -> Option<String> {
    prefixes(path).find_map(|prefix| {
        let origin = by.get(prefix)?;
        Some(format!("{origin}{}", path.get(prefix.len()..)?))
    })
}

/// The path of `key` in the table at `path`.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// `a.b[1].c`, `a.b[1]`, `a.b`, `a`.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        path.rfind(['.', '[']).and_then(|end| path.get(..end))
    })
}

/// Line and column of a byte offset, both from 1; the column counts characters.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a = 1\n題 = 2\n";
        for (offset, expected) in [(0, (1, 1)), (4, (1, 5)), (6, (2, 1)), (10, (2, 3))] {
            assert_eq!(position(text, offset), expected, "{offset}");
        }
    }

    #[test]
    fn a_problem_stands_where_its_value_was_written() {
        let mut places = Places::of("[define]\na = { all = [] }\n");
        places.wrote("define.a".into(), 9);
        places.moved("route[0].when".into(), "define.a".into());
        let problem = places.problem("route[0].when.all[3]", "wrong".into());
        assert_eq!(
            (problem.path.as_str(), problem.position),
            ("define.a.all[3]", Some((2, 1)))
        );
    }

    #[test]
    fn an_entry_of_a_list_stands_where_it_was_written_however_often_the_list_is_reordered() {
        let entry = |path: &str| Some(path.to_owned());
        let written = |places: &Places<'_>, path: &str| places.problem(path, String::new()).path;
        let mut places = Places::of("");
        places.moved("route[1].when.all".into(), "define.a.all".into());
        places.reordered(
            "route",
            &[entry("route[0]"), entry("common[0]"), entry("route[1]")],
        );
        assert_eq!(written(&places, "route[0].id"), "route[0].id");
        assert_eq!(written(&places, "route[1].id"), "common[0].id");
        assert_eq!(written(&places, "route[2].id"), "route[1].id");
        assert_eq!(written(&places, "route[2].when.all[3]"), "define.a.all[3]");
        assert_eq!(
            written(&places, "route[1].when.all[3]"),
            "common[0].when.all[3]"
        );
        places.reordered("route", &[None, entry("route[2]"), entry("route[1]")]);
        assert_eq!(written(&places, "route[1].id"), "route[1].id");
        assert_eq!(written(&places, "route[1].when.all[3]"), "define.a.all[3]");
        assert_eq!(written(&places, "route[2].id"), "common[0].id");
    }
}
