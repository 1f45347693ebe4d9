//! Civil dates and fiscal years, as people in Japan write them.
//!
//! Days are counted in Asia/Tokyo by the caller; the core never asks a clock.
//! Reading an era date (元号) is plain arithmetic from the era's first year: a
//! date past an era's end, such as 平成32年, is common on paper and is read.

/// A civil day, ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// A fiscal year, April to March, named by the year of its April.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub i32);

/// First letter, names and the year before the first of each era.
const ERAS: [(char, &str, i32); 5] = [
    ('R', "令和", 2018),
    ('H', "平成", 1988),
    ('S', "昭和", 1925),
    ('T', "大正", 1911),
    ('M', "明治", 1867),
];

impl Date {
    /// Reads `2026-04-01`, and nothing else: the form used between programs.
    pub fn from_iso(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if shaped { Date::read(text) } else { None }
    }

    /// Reads a date a person typed, already normalised ([`crate::normalize`]):
    /// `2026-4-1`, `2026/4/1`, `2026.4.1`, `2026年4月1日`, `令和8年4月1日`,
    /// `令和元年5月1日`, `R8.4.1`.
    pub fn read(text: &str) -> Option<Date> {
        let (base, rest) = era(text.trim());
        let mut numbers = [0i32; 3];
        let mut rest = rest;
        for (number, ends) in numbers.iter_mut().zip([&['年'][..], &['月'], &['日']]) {
            let (value, after) = integer(rest)?;
            *number = value;
            let after = after.trim_start();
            let mut marks = after.chars();
            rest = match marks.next() {
                Some(mark) if ends.contains(&mark) => marks.as_str().trim_start(),
                Some('-' | '/' | '.') if ends != ['日'] => marks.as_str().trim_start(),
                None if ends == ['日'] => after,
                _ => return None,
            };
        }
        if !rest.is_empty() {
            return None;
        }
        let [year, month, day] = numbers;
        if base != 0 && year == 0 || base == 0 && year < 1000 {
            return None;
        }
        let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
        let day = u8::try_from(day).ok()?;
        time::Date::from_calendar_date(base.checked_add(year)?, month, day)
            .ok()
            .map(Date)
    }

    /// The day in ISO 8601: `2026-04-01`.
    pub fn to_iso(self) -> String {
        let (year, month, day) = self.0.to_calendar_date();
        let mut text = String::new();
        for (number, digits) in [
            (year.unsigned_abs(), 4),
            (u32::from(u8::from(month)), 2),
            (u32::from(day), 2),
        ] {
            if digits == 2 {
                text.push('-');
            }
            for place in (0..digits).rev() {
                let digit = number / 10u32.pow(place) % 10;
                text.push(char::from_digit(digit, 10).unwrap_or('0'));
            }
        }
        text
    }

    /// The day after, or the last day there is.
    pub fn next(self) -> Date {
        Date(self.0.next_day().unwrap_or(self.0))
    }

    /// The day before, or the first day there is.
    pub fn previous(self) -> Date {
        Date(self.0.previous_day().unwrap_or(self.0))
    }
}

impl FiscalYear {
    /// Reads `2026`, `2026年度`, `令和8年度`, `R8`, already normalised.
    pub fn read(text: &str) -> Option<FiscalYear> {
        let (base, rest) = era(text.trim());
        let (year, rest) = integer(rest)?;
        let bare = ["年度", "年", ""].contains(&rest.trim());
        let whole = base.checked_add(year)?;
        (bare && year > 0 && (1868..=9999).contains(&whole)).then_some(FiscalYear(whole))
    }
}

/// The year before the era's first (0 for the common era), and the text after its name.
fn era(text: &str) -> (i32, &str) {
    for (letter, name, base) in ERAS {
        if let Some(rest) = text.strip_prefix(name) {
            return (base, rest);
        }
        if let Some(rest) = text.strip_prefix([letter, letter.to_ascii_lowercase()]) {
            return (base, rest);
        }
    }
    (0, text)
}

/// A number of one to four digits at the start (元 is 1), and the text after it.
fn integer(text: &str) -> Option<(i32, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('元') {
        return Some((1, rest));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at_checked(digits)?;
    if number.is_empty() || number.len() > 4 {
        return None;
    }
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_people_write_are_one_day() {
        for text in [
            "2026-04-01",
            "2026-4-1",
            "2026/4/1",
            "2026.4.1",
            "2026年4月1日",
            "令和8年4月1日",
            "R8.4.1",
            "r8/4/1",
            "令和 8年 4月 1日",
            "平成38年4月1日",
        ] {
            assert_eq!(
                Date::read(text).map(Date::to_iso).as_deref(),
                Some("2026-04-01"),
                "{text}"
            );
        }
        assert_eq!(
            Date::read("令和元年5月1日").map(Date::to_iso).as_deref(),
            Some("2019-05-01")
        );
    }

    #[test]
    fn what_is_not_a_day_is_not_read() {
        for text in [
            "",
            "2026",
            "2026-04",
            "2026-02-29",
            "2026-13-01",
            "26-4-1",
            "令和0年4月1日",
            "2026-4-1-",
            "4月1日",
            "2026年4月1日頃",
            "元-1-1",
            "99999-1-1",
            "２０２６-4-1",
            "R8.4.1.",
            "-2026-4-1",
            "2026--1",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_program_form_is_iso() {
        assert!(Date::from_iso("2026-04-01").is_some());
        for text in [
            "2026-4-1",
            "2026/04/01",
            "R8.4.1",
            "2026-04-01 ",
            "2026-0４-1",
        ] {
            assert_eq!(Date::from_iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_is_named_by_its_april() {
        for text in ["2026", "2026年度", "令和8年度", "R8", "R8年度"] {
            assert_eq!(FiscalYear::read(text), Some(FiscalYear(2026)), "{text}");
        }
        for text in ["", "8", "年度", "2026-04", "令和0年度"] {
            assert_eq!(FiscalYear::read(text), None, "{text}");
        }
    }
}
