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
pub struct FiscalYear(pub u32);

/// The names of each era, and the year before its first.
const ERAS: [([&str; 4], u32); 5] = [
    (["令和", "㋿", "R", "r"], 2018),
    (["平成", "㍻", "H", "h"], 1988),
    (["昭和", "㍼", "S", "s"], 1925),
    (["大正", "㍽", "T", "t"], 1911),
    (["明治", "㍾", "M", "m"], 1867),
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

    /// Reads a date a person typed, in plain width ([`crate::engine::normalize::plain`]):
    /// `2026-4-1`, `2026/4/1`, `2026.4.1`, `2026年4月1日`, `西暦2026年4月1日`,
    /// `令和8年4月1日`, `令和八年四月一日`, `令和元年5月1日`, `R8.4.1`.
    pub fn read(text: &str) -> Option<Date> {
        let (base, mut rest) = era(text);
        let mut numbers = [0; 3];
        for (number, end) in numbers.iter_mut().zip(['年', '月', '日']) {
            let (value, after) = integer(rest)?;
            *number = value;
            let mut marks = after.chars();
            rest = match marks.next() {
                Some(mark) if mark == end => marks.as_str(),
                Some('-' | '/' | '.') if end != '日' => marks.as_str(),
                None if end == '日' => after,
                _ => return None,
            };
        }
        let date = Date::since(base, numbers)?;
        rest.is_empty().then_some(date)
    }

    /// The day of a year that is counted from an era's first, or from the common era's. A year that
    /// no era can have is none: 令和2026年 is a mistake, and nobody knows which.
    fn since(base: u32, [year, month, day]: [u32; 3]) -> Option<Date> {
        let possible = if base == 0 {
            year >= 1000
        } else {
            (1..100).contains(&year)
        };
        if possible {
            Date::of(base + year, month, day)
        } else {
            None
        }
    }

    /// The day, if there is such a day.
    fn of(year: u32, month: u32, day: u32) -> Option<Date> {
        let year = i32::try_from(year).ok()?;
        let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
        let day = u8::try_from(day).ok()?;
        time::Date::from_calendar_date(year, month, day)
            .ok()
            .map(Date)
    }

    /// The day as a number: 20260401.
    pub fn number(self) -> u32 {
        let (year, month, day) = self.0.to_calendar_date();
        let month = u32::from(u8::from(month));
        year.unsigned_abs() * 10_000 + month * 100 + u32::from(day)
    }

    /// The day of that number.
    pub fn from_number(number: u32) -> Option<Date> {
        Date::of(number / 10_000, number / 100 % 100, number % 100)
    }

    /// The day in ISO 8601: `2026-04-01`.
    pub fn to_iso(self) -> String {
        let whole = self.number();
        let mut text = String::new();
        let mut place = 10_000_000;
        while place > 0 {
            if place == 1000 || place == 10 {
                text.push('-');
            }
            text.push(char::from_digit(whole / place % 10, 10).unwrap_or('0'));
            place /= 10;
        }
        text
    }

    /// The fiscal year the day falls in.
    pub fn fiscal_year(self) -> FiscalYear {
        let (year, month, _) = self.0.to_calendar_date();
        let year = year.unsigned_abs();
        FiscalYear(if month < time::Month::April {
            year.saturating_sub(1)
        } else {
            year
        })
    }

    /// The day after, or the last day there is.
    pub fn next(self) -> Date {
        self.later(1)
    }

    /// The day before, or the first day there is.
    pub fn previous(self) -> Date {
        self.later(-1)
    }

    /// The day so many days on, or the same where there is none.
    pub fn later(self, days: i32) -> Date {
        time::Date::from_julian_day(self.0.to_julian_day() + days).map_or(self, Date)
    }

    /// How many days later `other` is.
    pub fn days_to(self, other: Date) -> i32 {
        other.0.to_julian_day() - self.0.to_julian_day()
    }
}

impl FiscalYear {
    /// Reads `2026`, `2026年度`, `令和8年度`, `R8`, in plain width.
    pub fn read(text: &str) -> Option<FiscalYear> {
        let (base, rest) = era(text);
        let (year, rest) = integer(rest)?;
        let bare = matches!(rest, "年度" | "年" | "");
        if bare && (base == 0 || (1..100).contains(&year)) {
            FiscalYear::of(base + year)
        } else {
            None
        }
    }

    /// The fiscal year, if it is one that an era's name could tell.
    pub fn of(year: u32) -> Option<FiscalYear> {
        (1868..=9999).contains(&year).then_some(FiscalYear(year))
    }
}

/// The year before the era's first (0 for the common era), and the text after its name.
fn era(text: &str) -> (u32, &str) {
    for (names, base) in &ERAS {
        for name in names {
            if let Some(rest) = text.strip_prefix(name) {
                return (*base, rest);
            }
        }
    }
    (0, text.strip_prefix("西暦").unwrap_or(text))
}

/// A number of one to four digits, or in kanji (元 is 1), with white space around it, and the text
/// after it.
fn integer(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_ascii_start();
    if let Some(rest) = text.strip_prefix('元') {
        return Some((1, rest.trim_ascii_start()));
    }
    // 二十一 is 2 × 10 + 1; 二〇二六 is written digit by digit.
    let (mut number, mut digits, mut tens) = (0, 0, false);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match digit(character) {
            Some(digit) => {
                number = if tens {
                    number + digit
                } else {
                    number * 10 + digit
                };
                digits += 1;
            }
            None if character == '十' && !tens && digits <= 1 => {
                (number, digits, tens) = (number.max(1) * 10, 0, true);
            }
            None => break,
        }
        if digits > 4 {
            return None;
        }
        rest = rest.get(character.len_utf8()..)?;
    }
    let whole = if tens { digits <= 1 } else { digits > 0 };
    whole.then_some((number, rest.trim_ascii_start()))
}

fn digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '0'..='9' => character as u32 - '0' as u32,
        _ => return None,
    })
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
            "西暦2026年4月1日",
            "令和八年四月一日",
            "二〇二六年四月一日",
            "㋿8.4.1",
        ] {
            assert_eq!(
                Date::read(text).map(Date::to_iso).as_deref(),
                Some("2026-04-01"),
                "{text}"
            );
        }
        for (text, day) in [
            ("令和元年5月1日", "2019-05-01"),
            ("平成三十一年四月三十日", "2019-04-30"),
            ("令和十年十月二十一日", "2028-10-21"),
        ] {
            assert_eq!(Date::read(text).map(Date::to_iso).as_deref(), Some(day));
        }
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
            "令和2026年4月1日",
            "R2026-4-1",
            "2026年4月1日(日)",
            "2026年4月1日(水曜)",
            "令和八年四月一〇〇〇〇日",
            "令和十十年4月1日",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
    }

    #[test]
    fn days_follow_each_other_over_the_ends_of_months_and_years() {
        for (day, next) in [
            ("2026-04-01", "2026-04-02"),
            ("2026-04-30", "2026-05-01"),
            ("2026-12-31", "2027-01-01"),
            ("2026-02-28", "2026-03-01"),
            ("2028-02-28", "2028-02-29"),
            ("2028-02-29", "2028-03-01"),
            ("2000-02-29", "2000-03-01"),
            ("2100-02-28", "2100-03-01"),
        ] {
            let (day, next) = (Date::from_iso(day).unwrap(), Date::from_iso(next).unwrap());
            assert_eq!((day.next(), next.previous()), (next, day));
            assert!(day < next);
        }
        // 400 years have 146,097 days, and every one follows the one before it.
        let mut day = Date::from_iso("1999-03-01").unwrap();
        for _ in 0..146_097 {
            assert_eq!(day.next().previous(), day);
            day = day.next();
        }
        assert_eq!(day.to_iso(), "2399-03-01");
        let last = Date::from_iso("9999-12-31").unwrap();
        assert_eq!(last.next(), last);
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
        for text in ["", "8", "年度", "2026-04", "令和0年度", "令和2026年度"] {
            assert_eq!(FiscalYear::read(text), None, "{text}");
        }
    }
}
