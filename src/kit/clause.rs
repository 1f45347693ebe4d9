//! Clauses as people cite them, compared by the order in which they stand in a text.
//!
//! A citation, such as 第6条第2項第4号ロ, 第6条の2, 別記第13第2項 or 5(7)-2, is words with numbers and
//! item letters between them. The first number or letter in which two citations differ orders them,
//! if the words before it are the same. Anything else cannot be compared.

use std::cmp::Ordering;

use crate::engine::normalize::nfkc;

/// Item letters in the order of the iroha poem, and in that of the syllabary.
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
const GOJUON: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

/// The parts of a text that have no number.
const UNNUMBERED: [&str; 11] = [
    "題名",
    "前文",
    "制定文",
    "全文",
    "本文",
    "末文",
    "附則",
    "別記",
    "別紙",
    "別表",
    "様式",
];

/// A parsed citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    /// 6, or 6 and 2 for 6条の2.
    Number(Vec<u32>),
    /// A single katakana or Latin letter.
    Letter(char),
}

/// In which order a text counts its items by letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// イロハ.
    Iroha,
    /// アイウ.
    Gojuon,
}

impl Letters {
    /// The order in which these citations count; none where they do both or neither.
    pub fn of<'c>(clauses: impl Iterator<Item = &'c Clause>) -> Option<Letters> {
        let (mut iroha, mut gojuon) = (false, false);
        for part in clauses.flat_map(|clause| &clause.0) {
            iroha |= matches!(part, Part::Letter('ロ' | 'ハ'));
            gojuon |= matches!(part, Part::Letter('ア'));
        }
        match (iroha, gojuon) {
            (true, false) => Some(Letters::Iroha),
            (false, true) => Some(Letters::Gojuon),
            _ => None,
        }
    }

    fn rank(self, letter: char) -> Option<usize> {
        let letters = match self {
            Letters::Iroha => IROHA,
            Letters::Gojuon => GOJUON,
        };
        letters.chars().position(|known| known == letter)
    }
}

impl Clause {
    /// Parses a citation; of several, the first.
    pub fn parse(citation: &str) -> Clause {
        let whole = nfkc(citation);
        let first = whole
            .split(['・', '、', ',', '–', '—', '~', '〜', '及'])
            .next();
        let characters: Vec<char> = first.unwrap_or_default().chars().collect();
        let mut parts: Vec<Part> = Vec::new();
        let mut at = 0;
        while let Some(&character) = characters.get(at) {
            let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
            let rest = characters.get(at..).unwrap_or_default();
            let next = if let Some((number, length)) = number(before, rest) {
                at += length;
                Part::Number(vec![number])
            } else {
                at += 1;
                if is_letter(before, character, characters.get(at).copied()) {
                    Part::Letter(character)
                } else {
                    Part::Words(character.to_string())
                }
            };
            push(&mut parts, next);
        }
        Clause(parts)
    }

    /// Whether its number was recognised, or it is a part of a text that has none.
    pub fn is_recognised(&self) -> bool {
        match self.0.as_slice() {
            [Part::Words(words)] => UNNUMBERED.iter().any(|part| words.starts_with(part)),
            parts => !parts.is_empty(),
        }
    }

    /// Whether it has a number or a letter.
    pub fn is_numbered(&self) -> bool {
        self.0.iter().any(|part| !matches!(part, Part::Words(_)))
    }

    /// Whether this is that clause, or within it.
    pub fn begins_with(&self, other: &Clause) -> bool {
        let last = other.0.len().checked_sub(1);
        let fits = |(at, (one, other)): (usize, (&Part, &Part))| match (one, other) {
            (Part::Words(one), Part::Words(other)) if Some(at) == last => one.starts_with(other),
            _ => one == other,
        };
        last.is_some()
            && self.0.len() >= other.0.len()
            && self.0.iter().zip(&other.0).enumerate().all(fits)
    }

    /// Which of two stands first in the text, as far as that can be said.
    pub fn compare(&self, other: &Clause, letters: Option<Letters>) -> Option<Ordering> {
        for (one, other) in self.0.iter().zip(&other.0) {
            let order = match (one, other) {
                (Part::Words(one), Part::Words(other)) if one == other => continue,
                (Part::Number(one), Part::Number(other)) => one.cmp(other),
                (Part::Letter(one), Part::Letter(other)) if one.is_ascii() && other.is_ascii() => {
                    one.cmp(other)
                }
                (Part::Letter(one), Part::Letter(other)) => {
                    let letters = letters?;
                    letters.rank(*one)?.cmp(&letters.rank(*other)?)
                }
                _ => return None,
            };
            if order != Ordering::Equal {
                return Some(order);
            }
        }
        None
    }
}

/// `citations` in the order of the text, as far as that can be said: a clause before those within it,
/// and the parts of a text that cannot be compared as they are first cited.
pub fn in_order(citations: Vec<&str>) -> Vec<&str> {
    let parsed = citations
        .into_iter()
        .map(|citation| (citation, Clause::parse(citation)));
    let parsed: Vec<_> = parsed.collect();
    let letters = Letters::of(parsed.iter().map(|(_, clause)| clause));
    let mut ordered: Vec<(&str, Clause)> = Vec::new();
    for (citation, clause) in parsed {
        let before = |one: &Clause, other: &Clause| {
            other.begins_with(one) || one.compare(other, letters) == Some(Ordering::Less)
        };
        let after = ordered
            .iter()
            .rposition(|(_, known)| before(known, &clause));
        let at = after
            .map(|at| at + 1)
            .or_else(|| ordered.iter().position(|(_, known)| before(&clause, known)));
        ordered.insert(at.unwrap_or(ordered.len()), (citation, clause));
    }
    ordered.into_iter().map(|(citation, _)| citation).collect()
}

/// Adds a part: words run together, and the の2 of 6条の2 belongs to the 6.
fn push(parts: &mut Vec<Part>, next: Part) {
    match (parts.as_mut_slice(), &next) {
        ([.., Part::Words(words)], Part::Words(more)) => words.push_str(more),
        ([.., Part::Number(number), Part::Words(words)], Part::Number(branch))
            if matches!(
                words.strip_suffix('の'),
                Some("" | "条" | "項" | "号" | "章" | "節")
            ) =>
        {
            number.extend(branch);
            words.pop();
            if words.is_empty() {
                parts.pop();
            }
        }
        _ => parts.push(next),
    }
}

/// The number `rest` begins with, and how many characters it takes.
fn number(before: Option<char>, rest: &[char]) -> Option<(u32, usize)> {
    let digits = rest.iter().take_while(|digit| digit.is_ascii_digit());
    let length = digits.clone().count();
    if length > 0 {
        return digits
            .collect::<String>()
            .parse()
            .ok()
            .map(|number| (number, length));
    }
    let length = rest
        .iter()
        .take_while(|digit| kanji(**digit).is_some())
        .count();
    let counted = rest
        .get(length)
        .is_some_and(|unit| "条項号章節款編".contains(*unit));
    if length == 0 || !(counted || matches!(before, Some('第' | 'の'))) {
        return None;
    }
    let (mut sum, mut digit) = (0u32, 0u32);
    for value in rest.iter().take(length).filter_map(|digit| kanji(*digit)) {
        if value < 10 {
            digit = digit.saturating_mul(10).saturating_add(value);
        } else {
            sum = sum.saturating_add(digit.max(1).saturating_mul(value));
            digit = 0;
        }
    }
    Some((sum.saturating_add(digit), length))
}

fn kanji(character: char) -> Option<u32> {
    let digits = "〇一二三四五六七八九".chars();
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => (0..)
            .zip(digits)
            .find(|(_, digit)| *digit == character)
            .map(|(value, _)| value),
    }
}

/// Whether a character counts an item: a katakana or Latin letter by itself.
fn is_letter(before: Option<char>, character: char, after: Option<char>) -> bool {
    let word = |character: char| matches!(character, 'ァ'..='ヺ' | 'ー' | 'a'..='z' | 'A'..='Z');
    word(character) && character != 'ー' && !before.is_some_and(word) && !after.is_some_and(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(one: &str, other: &str) -> Option<Ordering> {
        let (one, other) = (Clause::parse(one), Clause::parse(other));
        one.compare(&other, Some(Letters::Iroha))
    }

    #[test]
    fn citations_stand_in_the_order_of_the_text() {
        for (first, second) in [
            ("第6条第2項第1号", "第6条第2項第4号ロ"),
            ("第6条第2項第4号ロ", "第6条第2項第4号ハ"),
            ("第6条第2項第4号ト", "第6条第2項第4号ヌ"),
            ("第6条第2項第9号", "第6条第2項第10号"),
            ("第六条第二項", "第十一条"),
            ("第６条第２項", "第11条"),
            ("第百二十三条", "第124条"),
            ("第6条", "第6条の2"),
            ("第6条第3項", "第6条の2第1項"),
            ("第6条の2の3", "第6条の3"),
            ("第6条の2", "第7条"),
            ("別記第4・第5", "別記第13第2項"),
            ("5(7)", "5(9)"),
            ("5(7)-2ただし書", "5(9)1"),
            ("6(1)5", "6(1)6"),
            ("第3条(1)", "第3条(2)"),
            ("第1項第1号(a)", "第1項第1号(b)"),
        ] {
            assert_eq!(
                order(first, second),
                Some(Ordering::Less),
                "{first} {second}"
            );
            assert_eq!(
                order(second, first),
                Some(Ordering::Greater),
                "{first} {second}"
            );
        }
    }

    #[test]
    fn what_cannot_be_compared_is_not() {
        for (one, other) in [
            ("第6条", "別記第1"),
            ("第6条第2項", "第6条第2項第1号"),
            ("第6条第2項柱書", "第6条第2項第1号"),
            ("第6条第2項前段", "第6条第2項柱書"),
            ("第6条第2項第1号", "第6条第2項第1号"),
            ("5(7)", "5(7)-2"),
            ("制定文", "第1条"),
            ("", "第1条"),
        ] {
            assert_eq!(order(one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn a_number_is_recognised_or_there_is_none() {
        for (citation, wanted) in [
            ("第6条", true),
            ("第六条第二項", true),
            ("③", true),
            ("5(7)-2", true),
            ("第1号イ", true),
            ("附則", true),
            ("別表", true),
            ("その一", true),
            ("第壱条", false),
            ("甲", false),
            ("", false),
        ] {
            assert_eq!(
                Clause::parse(citation).is_recognised(),
                wanted,
                "{citation}"
            );
        }
    }

    #[test]
    fn clauses_are_put_in_order_and_parts_that_do_not_compare_stay_as_they_come() {
        let wanted = [
            "制定文",
            "第1条",
            "第6条第2項",
            "第6条第2項柱書",
            "第6条第2項第4号イ",
            "第6条第2項第4号ロ",
            "第6条第3項",
            "第6条の2",
            "第10条",
            "別記第4",
            "別記第13",
        ];
        let mut mixed = wanted.to_vec();
        mixed.swap(1, 8);
        mixed.swap(2, 6);
        mixed.swap(9, 10);
        assert_eq!(in_order(mixed), wanted);
    }

    #[test]
    fn letters_count_as_the_text_does() {
        let letters = |list: &[&str]| {
            let clauses: Vec<Clause> = list.iter().map(|clause| Clause::parse(clause)).collect();
            Letters::of(clauses.iter())
        };
        assert_eq!(letters(&["第1号イ", "第1号ロ"]), Some(Letters::Iroha));
        assert_eq!(
            letters(&["第7第1項ア", "第7第1項イ"]),
            Some(Letters::Gojuon)
        );
        assert_eq!(letters(&["第1号イ", "データ"]), None);
        assert_eq!(letters(&["第1号ア", "第1号ロ"]), None);
    }
}
