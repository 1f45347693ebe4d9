//! The clauses of a text as it is published, and which parts of a ruleset cite each.
//!
//! A clause begins a line: 第6条, 第6条の2, under 別記 also 第4; then numbers (項), numbers in brackets
//! or in kanji (号), and letters. Of an article whose second paragraph is numbered, what comes before
//! is the first. A text without articles counts 5, (7), ア. Of a text that is an appendix whole, such
//! as data clauses, the name stands before a clause only where the ruleset cites it so.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::engine::normalize::nfkc;
use crate::kit::clause::Clause;

/// How many clauses of a text are looked at.
const MAX_PASSAGES: usize = 5_000;

/// How many characters of a clause are shown.
const MAX_SHOWN: usize = 200;

/// A clause of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// As it is cited.
    pub clause: String,
    /// The line it begins at, from 1.
    pub line: usize,
    /// That line.
    pub text: String,
    /// The ids of the parts of the ruleset that cite it, or a clause it is in, or one within it.
    pub by: Vec<String>,
    /// Its lines as far as the next clause begins, with the caption above it.
    #[serde(skip)]
    pub(super) lines: Vec<String>,
}

/// The clauses of `text` in its order, with what of `document` cites each.
pub fn passages(text: &str, document: Option<&Value>) -> Vec<Passage> {
    let mut reader = Reader::default();
    for (line, written) in (1..).zip(text.lines()) {
        reader.read(line, written.trim());
    }
    let citations = document.map(Citation::all).unwrap_or_default();
    let passage = |place: Place| {
        let clause = place.clause();
        let parsed = Clause::parse(&clause);
        Passage {
            by: cited_by(&parsed, &citations),
            clause,
            line: place.line,
            text: place.text,
            lines: place.lines,
        }
    };
    let title = reader.title.take();
    let mut places = reader.places();
    if let Some(title) = title {
        let cited = |citation: &Citation| citation.written.starts_with(&title);
        if !citations.iter().any(cited) {
            for place in places.iter_mut().filter(|place| place.part == title) {
                place.part.clear();
            }
            places.retain(|place| !place.clause().is_empty());
        }
    }
    places.into_iter().map(passage).collect()
}

/// The clauses of `text` as one looks for what cites each: a proviso (ただし書) beside what it is of.
pub fn rows(text: &str, document: Option<&Value>) -> Vec<Passage> {
    let citations = document.map(Citation::all).unwrap_or_default();
    let with_proviso = |passage: Passage| {
        let said = passage.lines.concat();
        let proviso = said.split_once(PROVISO).map(|(_, rest)| {
            let clause = format!("{}ただし書", passage.clause);
            let text: String = PROVISO.chars().skip(1).chain(rest.chars()).collect();
            Passage {
                by: cited_by(&Clause::parse(&clause), &citations),
                clause,
                line: passage.line,
                text: text.chars().take(MAX_SHOWN).collect(),
                lines: Vec::new(),
            }
        });
        std::iter::once(passage).chain(proviso)
    };
    let passages = passages(text, document);
    passages.into_iter().flat_map(with_proviso).collect()
}

/// A citation of what a text does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stray {
    /// As it is cited.
    pub clause: String,
    /// The ids of the parts of the ruleset that cite it.
    pub by: Vec<String>,
}

/// The citations of `document` that meet no clause of `text`; none where no clause is found there. A
/// part that has no number, such as 附則 or 全文, is not looked for.
pub fn strays(text: &str, document: &Value) -> Vec<Stray> {
    let passages = passages(text, Some(document));
    let clauses: Vec<Clause> = passages
        .iter()
        .map(|one| Clause::parse(&one.clause))
        .collect();
    let mut strays: Vec<Stray> = Vec::new();
    for citation in Citation::all(document) {
        let is_there = clauses.iter().any(|clause| citation.meets(clause));
        if clauses.is_empty() || is_there || !citation.clause.is_numbered() {
            continue;
        }
        let known = strays
            .iter_mut()
            .find(|stray| stray.clause == citation.written);
        match known {
            Some(stray) if stray.by.contains(&citation.id) => {}
            Some(stray) => stray.by.push(citation.id),
            None => strays.push(Stray {
                clause: citation.written,
                by: vec![citation.id],
            }),
        }
    }
    strays
}

/// What a proviso begins with, after the sentence it is of.
const PROVISO: &str = "。ただし、";

/// The ids of what cites `clause`, what that is in, or what is within it.
fn cited_by(clause: &Clause, citations: &[Citation]) -> Vec<String> {
    let mut by: Vec<String> = Vec::new();
    for citation in citations.iter().filter(|citation| citation.meets(clause)) {
        if !by.contains(&citation.id) {
            by.push(citation.id.clone());
        }
    }
    by
}

/// A clause that a part of a ruleset cites.
pub(super) struct Citation {
    /// What the part is: `condition`, `reading`, …
    pub(super) part: String,
    /// Its id.
    pub(super) id: String,
    /// The clause, as it is cited.
    pub(super) written: String,
    clause: Clause,
}

impl Citation {
    /// What every part of a ruleset cites.
    pub(super) fn all(document: &Value) -> Vec<Citation> {
        let mut found = Vec::new();
        let lists = document.as_object().into_iter().flatten();
        let lists = lists.filter_map(|(name, list)| Some((name, list.as_array()?)));
        for (name, part) in lists.flat_map(|(name, list)| list.iter().map(move |at| (name, at))) {
            let Some(id) = part.get("id").and_then(Value::as_str) else {
                continue;
            };
            cited(part, &mut |citation| {
                // The 別記 of 別記第4・第5 is of both.
                let prefix = citation.split('第').next().unwrap_or_default();
                for (at, one) in citation.split(['・', '、', ',', '及']).enumerate() {
                    let whole = if at > 0 && one.starts_with('第') {
                        format!("{prefix}{one}")
                    } else {
                        one.to_owned()
                    };
                    found.push(Citation {
                        part: name.clone(),
                        id: id.to_owned(),
                        clause: Clause::parse(&whole),
                        written: whole,
                    });
                }
            });
        }
        found
    }

    /// Whether it is of `clause`, of what that is in, or of what is within it.
    pub(super) fn meets(&self, clause: &Clause) -> bool {
        self.clause.begins_with(clause) || clause.begins_with(&self.clause)
    }
}

fn cited(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| cited(value, visit)),
        Value::Object(table) => {
            for (key, value) in table {
                match (key.as_str(), value) {
                    ("clause" | "also_cite", Value::String(citation)) => visit(citation),
                    ("also_cite", Value::Array(list)) => {
                        list.iter().filter_map(Value::as_str).for_each(&mut *visit);
                    }
                    _ => cited(value, visit),
                }
            }
        }
        _ => {}
    }
}

/// Where one is in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    /// 附則, 別記 and the like, or nothing in the text itself.
    part: String,
    article: String,
    paragraph: String,
    item: String,
    letter: String,
    line: usize,
    text: String,
    lines: Vec<String>,
}

impl Place {
    fn clause(&self) -> String {
        [
            &self.part,
            &self.article,
            &self.paragraph,
            &self.item,
            &self.letter,
        ]
        .map(String::as_str)
        .concat()
    }
}

#[derive(Default)]
struct Reader {
    here: Place,
    places: Vec<Place>,
    /// The appendix that the whole text is, where it begins with its name.
    title: Option<String>,
}

/// What a line begins with.
enum Heading {
    Part(String),
    Article(String),
    Paragraph(String),
    Item(String),
    Letter(String),
}

impl Reader {
    fn read(&mut self, line: usize, written: &str) {
        let normal = nfkc(written);
        let Some(heading) = heading(&normal).filter(|_| self.places.len() < MAX_PASSAGES) else {
            if let Some(place) = self.places.last_mut() {
                place.lines.push(normal);
            }
            return;
        };
        let mut lines = self.caption();
        lines.push(normal);
        if let (Heading::Part(part), true) = (&heading, self.places.is_empty()) {
            self.title = Some(part.clone());
        }
        let Place { part, article, .. } = &self.here;
        // A text without articles counts by numbers alone.
        let counts = article.is_empty() || !article.starts_with('第');
        self.here = match heading {
            Heading::Part(part) => Place {
                part,
                ..Place::default()
            },
            Heading::Article(article) => Place {
                part: part.clone(),
                article,
                ..Place::default()
            },
            Heading::Paragraph(number) if counts && part.is_empty() => Place {
                article: number,
                ..Place::default()
            },
            Heading::Paragraph(number) => Place {
                paragraph: format!("第{number}項"),
                item: String::new(),
                letter: String::new(),
                ..self.here.clone()
            },
            Heading::Item(number) => Place {
                item: if counts && part.is_empty() {
                    format!("({number})")
                } else {
                    format!("第{number}号")
                },
                letter: String::new(),
                ..self.here.clone()
            },
            Heading::Letter(letter) => Place {
                letter,
                ..self.here.clone()
            },
        };
        self.here.line = line;
        self.here.text = written.chars().take(MAX_SHOWN).collect();
        self.places.push(Place {
            lines,
            ..self.here.clone()
        });
    }

    /// The caption that stands above the next clause: a line in brackets.
    fn caption(&mut self) -> Vec<String> {
        let Some(Place { lines, .. }) = self.places.last_mut() else {
            return Vec::new();
        };
        let blank = lines.iter().rev().take_while(|line| line.is_empty());
        let at = lines.len().saturating_sub(blank.count() + 1);
        match lines.get(at) {
            Some(line) if is_caption(line) => lines.split_off(at),
            _ => Vec::new(),
        }
    }

    /// All places, the first paragraphs named where others are.
    fn places(self) -> Vec<Place> {
        let mut places = self.places;
        let of = |place: &Place| (place.part.clone(), place.article.clone());
        let paragraphs = places.iter().filter(|place| !place.paragraph.is_empty());
        let numbered: BTreeSet<_> = paragraphs.clone().map(of).collect();
        let from_first = paragraphs.filter(|place| place.paragraph == "第1項");
        let from_first: BTreeSet<_> = from_first.map(of).collect();
        for place in &mut places {
            let article = of(place);
            let is_first = place.paragraph.is_empty() && numbered.contains(&article);
            if is_first && !from_first.contains(&article) {
                place.paragraph = "第1項".to_owned();
            }
        }
        // An appendix is cited as a whole only where it says something itself.
        places.retain(|place| {
            let says = place.lines.iter().skip(1).any(|line| !line.is_empty());
            place.clause() != place.part || place.part == "附則" || says
        });
        places
    }
}

/// What a number in the midst of a sentence counts.
const COUNTED: [char; 11] = [
    '条', '項', '号', '章', '年', '月', '日', '円', '人', '件', '部',
];

/// Whether `line`, in plain width, is a caption: in brackets, and no clause.
pub(super) fn is_caption(line: &str) -> bool {
    line.starts_with('(') && line.ends_with(')') && heading(line).is_none()
}

/// What `line`, in plain width, begins with, if that is a clause.
fn heading(line: &str) -> Option<Heading> {
    let close: String = line.chars().filter(|sign| !sign.is_whitespace()).collect();
    for part in ["附則", "別記", "別紙", "別表"] {
        // Not a sentence that speaks of it.
        if close.starts_with(part) && close.chars().count() <= 12 {
            return Some(Heading::Part(part.to_owned()));
        }
    }
    if let Some(rest) = line.strip_prefix('第') {
        // Some print 第 4 and 第 4 条.
        let (number, rest) = numeral(rest.trim_start())?;
        if let Some(rest) = rest.trim_start().strip_prefix('条') {
            let (branches, _) = branches(rest);
            return Some(Heading::Article(format!("第{number}条{branches}")));
        }
        let (branches, rest) = branches(rest);
        let ends = rest.is_empty() || rest.starts_with([' ', '(']);
        return ends.then(|| Heading::Article(format!("第{number}{branches}")));
    }
    if let Some(rest) = line.strip_prefix('(') {
        let (inner, _) = rest.split_once(')')?;
        return match counted(inner) {
            Some(number) => Some(Heading::Item(number.to_owned())),
            None => letter(inner).map(Heading::Letter),
        };
    }
    let (first, after) = line.split_once([' ', ')', '.'])?;
    if after.trim_start().starts_with(COUNTED) {
        // A line that goes on: 「第 / 19 条各号」.
        return None;
    }
    match counted(first) {
        Some(number) if number.starts_with(|sign: char| sign.is_ascii_digit()) => {
            Some(Heading::Paragraph(number.to_owned()))
        }
        Some(number) => Some(Heading::Item(number.to_owned())),
        None => letter(first).map(Heading::Letter),
    }
}

/// `text` where it is a number and no more, or one that was put in later (4の2).
fn counted(text: &str) -> Option<&str> {
    let (_, rest) = numeral(text)?;
    branches(rest).1.is_empty().then_some(text)
}

/// The の2 of 4の2 that `text` begins with, and what follows.
fn branches(text: &str) -> (&str, &str) {
    let mut rest = text;
    while let Some((_, after)) = rest.strip_prefix('の').and_then(numeral) {
        rest = after;
    }
    text.split_at(text.len() - rest.len())
}

/// The number that `text` begins with, in digits or in kanji, and what follows.
fn numeral(text: &str) -> Option<(&str, &str)> {
    let digits = |text: &str| text.find(|sign: char| !sign.is_ascii_digit());
    let kanji = |text: &str| text.find(|sign: char| !"〇一二三四五六七八九十百".contains(sign));
    let end = |found: Option<usize>| found.unwrap_or(text.len());
    let end = match end(digits(text)) {
        0 => end(kanji(text)),
        end => end,
    };
    (end > 0).then(|| text.split_at(end))
}

/// A single katakana letter.
fn letter(text: &str) -> Option<String> {
    let mut signs = text.chars();
    let sign = signs.next().filter(|sign| ('ア'..='ン').contains(sign))?;
    signs.next().is_none().then(|| sign.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn clauses(text: &str) -> Vec<String> {
        let passages = passages(text, None);
        passages.into_iter().map(|passage| passage.clause).collect()
    }

    #[test]
    fn what_is_cited_and_not_there_is_told_and_what_is_within_is_not() {
        let text = "別紙3\n第4　提供\n2　前項\n第7　持出し\n附則\nこの特記事項は、";
        let part = |id: &str, clause: &str| json!({ "id": id, "clause": clause });
        let document = json!({
            "route": [part("whole", "全文"), part("start", "附則"), part("a", "第10")],
            "condition": [part("b", "第7ただし書"), part("c", "第4第2項"), part("d", "７条"), part("e", "第10")],
        });
        let stray = |clause: &str, by: &[&str]| Stray {
            clause: clause.to_owned(),
            by: by.iter().map(ToString::to_string).collect(),
        };
        let found = [stray("７条", &["d"]), stray("第10", &["e", "a"])];
        let mut strays = strays(text, &document);
        strays.sort_by(|one, other| one.clause.cmp(&other.clause));
        let mut wanted = found.to_vec();
        wanted.sort_by(|one, other| one.clause.cmp(&other.clause));
        assert_eq!(strays, wanted);
        assert_eq!(super::strays("個人情報の取扱い", &document), []);
    }

    #[test]
    fn clauses_are_found_as_they_are_cited() {
        let text = "ひばり町個人情報取扱委託基準\n（目的）\n第１条　この基準は、…を定める。\n\
                    （承諾）\n第２条　町は、次の各号のいずれにも該当するときに限り、承諾する。\n\
                    （１）　やむを得ないこと。\n　ア　理由\n　イ　期間\n（２）　着手の前であること。\n\
                    ２　前項の承諾は、書面による。\n第２条の２　第１条の規定は、適用しない。\n\
                    附　則\nこの基準は、…\n別記\n第４　（作業場所）\n１　報告する。\n２　変更も同じ。\n";
        let wanted = [
            "第1条",
            "第2条第1項",
            "第2条第1項第1号",
            "第2条第1項第1号ア",
            "第2条第1項第1号イ",
            "第2条第1項第2号",
            "第2条第2項",
            "第2条の2",
            "附則",
            "別記第4",
            "別記第4第1項",
            "別記第4第2項",
        ];
        assert_eq!(clauses(text), wanted);
        let later = "３　再委託\n４の２　提供\n（１の２）　控え\n５　複写\n";
        assert_eq!(clauses(later), ["3", "4の2", "4の2(1の2)", "5"]);
        let data = "別紙３\n第４　提供\n第４の２　公表\n第４のほか、\n";
        assert_eq!(clauses(data), ["第4", "第4の2"]);
        let kanji = "第一条　趣旨\n第十一条　次による。\n一　甲\n二　乙\n";
        let wanted = ["第一条", "第十一条", "第十一条第一号", "第十一条第二号"];
        assert_eq!(clauses(kanji), wanted);
        let counted =
            "５　庁舎外作業\n（１）　調査する。\n（７）　次のとき。\nア　同じ課\n６　再委託\n";
        assert_eq!(clauses(counted), ["5", "5(1)", "5(7)", "5(7)ア", "6"]);
        assert_eq!(clauses("第三者に提供する。\n一般に\n2026年に\n"), [""; 0]);
        // As documents come out that were set with wide letters.
        let apart = "第 1 乙は、次による。\n第 4 条 番号法第\n19 条各号に規定する場合\n2 乙は、知らせる。\n";
        assert_eq!(clauses(apart), ["第1", "第4条第1項", "第4条第2項"]);
    }

    #[test]
    fn a_proviso_stands_beside_its_clause_and_no_hash_is_of_it() {
        let text = "第5条 複写してはならない。ただし、町の指示による\nときは、この限りでない。\n\
                    第6条 町は、ただし書を付けない。\n";
        let document = json!({
            "condition": [{ "id": "a", "clause": "第6条" }],
            "route": [{ "id": "told", "clause": "第5条ただし書" }],
        });
        let rows = rows(text, Some(&document)).into_iter();
        let rows: Vec<(String, String)> = rows.map(|row| (row.clause, row.by.concat())).collect();
        let wanted = [("第5条", "told"), ("第5条ただし書", "told"), ("第6条", "a")];
        assert_eq!(rows, wanted.map(|(clause, by)| (clause.into(), by.into())));
        assert_eq!(clauses(text), ["第5条", "第6条"]);
    }

    #[test]
    fn a_clause_is_cited_by_what_cites_it_its_whole_or_its_parts() {
        let text = "第1条　目的\n第2条　次による。\n(1)　甲\n(2)　乙\n第2条の2　丙\n別記\n第4　丁\n第5　戊\n";
        let document = json!({
            "condition": [
                { "id": "a", "clause": "第2条第1号", "limb": [{ "id": "x", "also_cite": ["別記第4・第5"] }] },
            ],
            "route": [{ "id": "r", "clause": "第1条ただし書" }],
        });
        let by: Vec<_> = passages(text, Some(&document))
            .into_iter()
            .map(|passage| (passage.clause, passage.by.concat()))
            .collect();
        let wanted = [
            ("第1条", "r"),
            ("第2条", "a"),
            ("第2条第1号", "a"),
            ("第2条第2号", ""),
            ("第2条の2", ""),
            ("別記第4", "a"),
            ("別記第5", "a"),
        ];
        assert_eq!(by, wanted.map(|(clause, by)| (clause.into(), by.into())));
    }

    #[test]
    fn an_appendix_alone_bears_its_name_only_where_it_is_cited_so() {
        let text = "別紙3\n個人情報取扱特記事項\n（秘密の保持）\n第1　甲\n第2　乙\n2　丙\n";
        let found = |clause: &str| {
            let document = json!({ "condition": [{ "id": "a", "clause": clause }] });
            let passages = passages(text, Some(&document)).into_iter();
            let cited = passages.map(|passage| (passage.clause, !passage.by.is_empty()));
            cited.collect::<Vec<_>>()
        };
        let wanted = [("第1", true), ("第2第1項", false), ("第2第2項", false)];
        assert_eq!(found("第1"), wanted.map(|(clause, by)| (clause.into(), by)));
        let wanted = [
            ("別紙", true),
            ("別紙第1", false),
            ("別紙第2第1項", false),
            ("別紙第2第2項", true),
        ];
        assert_eq!(
            found("別紙第2第2項"),
            wanted.map(|(clause, by)| (clause.into(), by))
        );
    }
}
