//! Whether a text is still the one that a ruleset was written from, and where it is not.
//!
//! A ruleset keeps hashes of its text (`[source]`), one of the whole and one of each clause, and no
//! sentence of it. What is hashed is the text as answers are compared, without any white space: line
//! ends, the width of letters and how lines are broken do not count. A clause is hashed without its
//! own number, so that one that only moved is found again.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::clause::Clause;
use super::source::{Citation, Passage, is_caption, passages};
use crate::engine::hash::sha256;
use crate::engine::normalize::{nfkc, normalize};

/// How much of the hash of a clause is kept.
const DIGITS: usize = 16;

/// The hashes of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of the whole.
    pub sha256: String,
    /// Of each clause, in the text's order: the clause, and the first digits of its hash.
    pub clauses: Vec<(String, String)>,
}

impl Fingerprint {
    /// Of `text`, with its clauses as `document` cites them.
    pub fn of(text: &str, document: &Value) -> Fingerprint {
        Fingerprint {
            sha256: hash(text),
            clauses: clauses(&passages(text, Some(document))),
        }
    }

    /// The one that a ruleset keeps under `[source]`.
    pub fn kept(source: &Value) -> Option<Fingerprint> {
        let lines = source.get("clauses").and_then(Value::as_array);
        let lines = lines.into_iter().flatten().filter_map(Value::as_str);
        let clause = |line: &str| {
            let (hash, clause) = line.split_once(' ')?;
            Some((clause.trim().to_owned(), hash.to_owned()))
        };
        Some(Fingerprint {
            sha256: source.get("sha256")?.as_str()?.to_owned(),
            clauses: lines.filter_map(clause).collect(),
        })
    }

    /// `toml` with this under `[source]`: in place of what stands there, or at the end.
    pub fn written_into(&self, toml: &str) -> String {
        let mut table = format!("[source]\nsha256 = \"{}\"\nclauses = [\n", self.sha256);
        for (clause, hash) in &self.clauses {
            table.push_str(&format!("  \"{hash} {clause}\",\n"));
        }
        table.push_str("]\n");
        let lines = toml.split_inclusive('\n');
        let mut starts = lines.scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_end()))
        });
        let Some((start, _)) = starts.find(|(_, line)| *line == "[source]") else {
            return format!("{}\n\n{table}", toml.trim_end());
        };
        let end = starts.find(|(_, line)| *line == "]" || line.starts_with('#') || line.is_empty());
        let end = end.map_or(toml.len(), |(at, line)| match line {
            "]" => (at + "]\n".len()).min(toml.len()),
            _ => at,
        });
        let parts = (toml.get(..start), toml.get(end..));
        let (before, after) = (parts.0.unwrap_or_default(), parts.1.unwrap_or_default());
        format!("{before}{table}{after}")
    }
}

/// How a text stands to the ruleset that was written from it.
#[derive(Debug, Serialize)]
pub struct Drift {
    /// Whether it is the text that the ruleset was written from; nothing where the ruleset does not
    /// say which that is.
    pub same: Option<bool>,
    /// The clauses that are not what they were, in the order of the text, those that are gone last.
    pub changes: Vec<Change>,
    /// The clauses that the ruleset cites and the text does not have, where it keeps none to compare.
    pub missing: Vec<Missing>,
    /// The clauses of the text that nothing cites, where the ruleset keeps none to compare.
    pub uncited: Vec<Place>,
}

/// A clause that is not what it was.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The clause, as it is cited.
    pub clause: String,
    /// What became of it.
    pub change: Became,
    /// Where it stood, if it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The line of the text at which it begins, if it still stands there.
    pub line: Option<usize>,
    /// What of the ruleset cites it, or cites it where it stood.
    pub by: Vec<Part>,
}

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It says what another clause said, which is not there any more.
    Moved,
    /// It is gone.
    Removed,
}

/// A part of a ruleset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is: `condition`, `reading`, …
    pub part: String,
    /// Its id.
    pub id: String,
}

/// A clause that the text does not have.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The clause, as it is cited.
    pub clause: String,
    /// What cites it.
    pub by: Vec<Part>,
}

/// Where a clause begins.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The clause, as it is cited.
    pub clause: String,
    /// The line, from 1.
    pub line: usize,
}

impl Drift {
    /// How `text` stands to the ruleset that says `document`, and keeps the hashes in `source`.
    pub fn of(document: &Value, source: Option<&Value>, text: &str) -> Drift {
        let passages = passages(text, Some(document));
        let citations = Citation::all(document);
        let kept = source.and_then(Fingerprint::kept);
        let same = kept.as_ref().map(|kept| kept.sha256 == hash(text));
        let mut drift = Drift {
            same,
            changes: Vec::new(),
            missing: Vec::new(),
            uncited: Vec::new(),
        };
        if same == Some(true) {
            return drift;
        }
        match kept.filter(|kept| !kept.clauses.is_empty()) {
            Some(kept) => drift.changes = changes(&kept, &passages, &citations),
            None => {
                drift.missing = missing(&citations, &passages);
                let open = passages.into_iter().filter(|passage| passage.by.is_empty());
                let place = |Passage { clause, line, .. }| Place { clause, line };
                drift.uncited = open.map(place).collect();
            }
        }
        drift
    }
}

/// The hash of `text`, as this page's head says.
fn hash(text: &str) -> String {
    let normal = normalize(text, nfkc);
    let signs = normal.chars().filter(|sign| !sign.is_whitespace());
    sha256(signs.collect::<String>().as_bytes())
}

/// The hash of every clause; what stands under one number in several places is one clause.
fn clauses(passages: &[Passage]) -> Vec<(String, String)> {
    let mut said: Vec<(&str, String)> = Vec::new();
    for Passage { clause, lines, .. } in passages {
        let own = body(lines);
        match said.iter_mut().find(|(known, _)| known == clause) {
            Some((_, text)) => text.push_str(&own),
            None => said.push((clause, own)),
        }
    }
    let hashed = |(clause, text): (&str, String)| {
        let short: String = hash(&text).chars().take(DIGITS).collect();
        (clause.to_owned(), short)
    };
    said.into_iter().map(hashed).collect()
}

/// What a clause says, without its number.
fn body(lines: &[String]) -> String {
    let above = |line: &&String| line.is_empty() || is_caption(line);
    let numbered = Some(lines.iter().take_while(above).count());
    let own = lines.iter().enumerate().map(|(at, line)| {
        let rest = line.split_once(' ').filter(|_| Some(at) == numbered);
        rest.map_or(line.as_str(), |(_, rest)| rest)
    });
    own.collect()
}

fn changes(kept: &Fingerprint, passages: &[Passage], citations: &[Citation]) -> Vec<Change> {
    let now = clauses(passages);
    let before: BTreeMap<&str, &str> = pairs(&kept.clauses).collect();
    let after: BTreeMap<&str, &str> = pairs(&now).collect();
    // The one clause of `list` that says this, and of which `other` says something else or nothing.
    let only = |list: &[(String, String)], other: &BTreeMap<&str, &str>, hash: &str| {
        let fits = |(clause, said): &(&str, &str)| *said == hash && other.get(clause) != Some(said);
        let mut found = pairs(list)
            .filter(fits)
            .map(|(clause, _)| clause.to_owned());
        found.next().filter(|_| found.next().is_none())
    };
    let mut moved = Vec::new();
    let mut changes = Vec::new();
    for (clause, hash) in pairs(&now) {
        let was = before.get(clause);
        if was == Some(&hash) {
            continue;
        }
        let from = only(&kept.clauses, &after, hash);
        let went = was.is_some_and(|was| {
            only(&now, &before, was).is_some() && only(&kept.clauses, &after, was).is_some()
        });
        let change = match (&from, was) {
            (Some(_), _) => Became::Moved,
            (None, Some(_)) if !went => Became::Changed,
            (None, _) => Became::Added,
        };
        // What cites the number of a clause that went elsewhere means that one.
        let by = match &from {
            Some(from) => citing(citations, from),
            None if went => Vec::new(),
            None => citing(citations, clause),
        };
        moved.extend(from.clone());
        let place = passages.iter().find(|passage| passage.clause == clause);
        changes.push(Change {
            clause: clause.to_owned(),
            change,
            from,
            line: place.map(|passage| passage.line),
            by,
        });
    }
    for (clause, _) in pairs(&kept.clauses) {
        if !after.contains_key(clause) && !moved.iter().any(|from| from == clause) {
            changes.push(Change {
                clause: clause.to_owned(),
                change: Became::Removed,
                from: None,
                line: None,
                by: citing(citations, clause),
            });
        }
    }
    changes
}

fn pairs(list: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    list.iter()
        .map(|(one, other)| (one.as_str(), other.as_str()))
}

/// What cites `clause`, each once.
fn citing(citations: &[Citation], clause: &str) -> Vec<Part> {
    let clause = Clause::parse(clause);
    let mut parts = Vec::new();
    for citation in citations.iter().filter(|citation| citation.meets(&clause)) {
        add(&mut parts, citation);
    }
    parts
}

fn add(parts: &mut Vec<Part>, Citation { part, id, .. }: &Citation) {
    let (part, id) = (part.clone(), id.clone());
    let part = Part { part, id };
    if !parts.contains(&part) {
        parts.push(part);
    }
}

fn missing(citations: &[Citation], passages: &[Passage]) -> Vec<Missing> {
    let there: Vec<Clause> = passages
        .iter()
        .map(|passage| Clause::parse(&passage.clause))
        .collect();
    let mut missing: Vec<Missing> = Vec::new();
    for citation in citations {
        if there.iter().any(|clause| citation.meets(clause)) {
            continue;
        }
        let known = missing
            .iter()
            .position(|one| one.clause == citation.written);
        let at = known.unwrap_or(missing.len());
        if known.is_none() {
            missing.push(Missing {
                clause: citation.written.clone(),
                by: Vec::new(),
            });
        }
        if let Some(one) = missing.get_mut(at) {
            add(&mut one.by, citation);
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TEXT: &str = "町の基準\n（目的）\n第1条　委託について定める。\n（承諾）\n第2条　次のとき承諾する。\n\
                        （1）　やむを得ないこと（急ぐとき。）\n（2）　着手の前であること。\n（報告）\n第3条　報告する。\n";

    fn document() -> Value {
        json!({
            "condition": [
                { "id": "a", "clause": "第2条第1号" },
                { "id": "b", "clause": "第2条第2号" },
            ],
            "duty": [{ "id": "d", "clause": "第3条" }],
            "reading": [{ "id": "r", "clause": "第2条" }],
        })
    }

    /// What changed from `TEXT` to `text`, a line each.
    fn changed(text: &str) -> Vec<String> {
        let toml = Fingerprint::of(TEXT, &json!({})).written_into("");
        let kept: Value = toml::from_str(&toml).unwrap();
        let drift = Drift::of(&document(), kept.get("source"), text);
        assert_eq!(drift.same, Some(drift.changes.is_empty()), "{drift:?}");
        let line = |change: &Change| {
            let by: Vec<&str> = change.by.iter().map(|part| part.id.as_str()).collect();
            let from = change.from.as_deref().unwrap_or_default();
            let (clause, line) = (&change.clause, change.line.unwrap_or_default());
            format!("{clause} {:?}{from} {line} {}", change.change, by.join(","))
        };
        drift.changes.iter().map(line).collect()
    }

    #[test]
    fn how_a_text_is_set_does_not_count() {
        let wide = TEXT
            .replace('1', "１")
            .replace('（', "(")
            .replace('）', ")");
        for same in [
            TEXT.to_owned(),
            TEXT.replace('\n', "\r\n\r\n") + "\r\n",
            format!("\u{FEFF}{TEXT}\n\n"),
            wide,
            TEXT.replace("委託につ", "委託に\nつ"),
        ] {
            assert_eq!(changed(&same), [""; 0], "{same}");
        }
    }

    #[test]
    fn what_changed_is_said_clause_by_clause_with_what_cites_it() {
        for (from, to, wanted) in [
            ("着手の前", "着手の14日前", vec!["第2条第2号 Changed 7 b,r"]),
            ("（急ぐ", "（急がない", vec!["第2条第1号 Changed 6 a,r"]),
            // A caption is of the clause below it.
            ("（報告）", "（事故の報告）", vec!["第3条 Changed 9 d"]),
            (
                "（2）　着手の前であること。\n",
                "",
                vec!["第2条第2号 Removed 0 b,r"],
            ),
            (
                "（報告）\n第3条",
                "（複写）\n第3条　複写しない。\n（報告）\n第4条",
                vec!["第3条 Added 9 ", "第4条 Moved第3条 11 d"],
            ),
        ] {
            assert_eq!(changed(&TEXT.replace(from, to)), wanted, "{from} {to}");
        }
    }

    #[test]
    fn without_hashes_it_is_said_what_text_and_ruleset_do_not_share() {
        let text = TEXT.replace("第3条", "第5条");
        let drift = Drift::of(&document(), None, &text);
        assert_eq!((drift.same, drift.changes), (None, vec![]));
        let missing: Vec<_> = drift
            .missing
            .iter()
            .map(|one| one.clause.as_str())
            .collect();
        assert_eq!(missing, ["第3条"]);
        let uncited: Vec<_> = drift
            .uncited
            .iter()
            .map(|one| one.clause.as_str())
            .collect();
        assert_eq!(uncited, ["第1条", "第5条"]);
    }

    #[test]
    fn the_hashes_are_written_in_place_of_those_before() {
        let (old, new) = (
            Fingerprint::of(TEXT, &json!({})),
            Fingerprint::of("第1条　別の文。\n", &json!({})),
        );
        let town = "[ruleset]\nid = \"town\"\n";
        let first = old.written_into(town);
        assert!(first.starts_with("[ruleset]\nid = \"town\"\n\n[source]\n"));
        for after in ["", "\n[[route]]\nid = \"r\"\n", "# a note\n"] {
            let written = new.written_into(&format!("{first}{after}"));
            assert_eq!(written, new.written_into(town) + after);
        }
        let one_hash = format!("{town}\n[source]\nsha256 = \"0\"\n");
        assert_eq!(new.written_into(&one_hash), new.written_into(town));
        let table: Value = toml::from_str(&first).unwrap();
        assert_eq!(Fingerprint::kept(&table["source"]), Some(old));
    }
}
