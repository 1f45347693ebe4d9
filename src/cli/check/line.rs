//! A request on a line of its own, read where it stands.
//!
//! Only what a request usually is; what is not read here is left to the reading of any request,
//! which says what is wrong with it.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::DeserializeOwned;
use shodaku::engine::answer::Input;

/// The parts of one request. Its lists keep their memory from one line to the next.
#[derive(Default)]
pub struct Line<'j> {
    /// As in a request; none where the line does not say.
    pub ruleset: Option<Cow<'j, str>>,
    /// As in a request.
    pub procedure: Option<Cow<'j, str>>,
    /// As in a request, not yet a day.
    pub as_of: Option<Cow<'j, str>>,
    /// As in a request.
    pub stage: Option<Cow<'j, str>>,
    /// As in a request.
    pub by: Option<Cow<'j, str>>,
    /// Field id and value, in the order given.
    pub answers: Vec<(Cow<'j, str>, Given<'j>)>,
    /// The entries of all the lists.
    pub entries: Vec<Cow<'j, str>>,
}

/// A value before its field's type is known.
pub enum Given<'j> {
    /// `null`.
    Blank,
    /// A string, as typed.
    Text(Cow<'j, str>),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list of strings: which of [`Line::entries`].
    List(Range<usize>),
}

impl<'j> Line<'j> {
    /// Reads the request on the first line of `text` in place of the one before, and gives what
    /// comes after that line. Where it gives none, what was read is not to be used.
    pub fn read(&mut self, text: &'j str) -> Option<&'j str> {
        let (mut answers, mut entries) = (
            std::mem::take(&mut self.answers),
            std::mem::take(&mut self.entries),
        );
        answers.clear();
        entries.clear();
        *self = Line {
            answers,
            entries,
            ..Line::default()
        };
        let mut scanner = Scanner { rest: text };
        scanner.space();
        let mut answered = false;
        scanner.members(|scanner, key| {
            let scalar = match &*key {
                "ruleset" => &mut self.ruleset,
                "procedure" => &mut self.procedure,
                "asOf" => &mut self.as_of,
                "stage" => &mut self.stage,
                "by" => &mut self.by,
                "answers" if !answered => {
                    answered = true;
                    return self.read_answers(scanner);
                }
                _ => return None,
            };
            scalar.replace(scanner.string()?).is_none().then_some(())
        })?;
        scanner.space();
        match scanner.rest {
            "" => Some(""),
            rest => rest.strip_prefix('\n'),
        }
    }

    fn read_answers(&mut self, scanner: &mut Scanner<'j>) -> Option<()> {
        let Line {
            answers, entries, ..
        } = self;
        scanner.members(|scanner, id| {
            answers.push((id, scanner.given(entries)?));
            Some(())
        })
    }
}

/// What is left to read. Nothing that it reads goes beyond the line.
struct Scanner<'j> {
    rest: &'j str,
}

impl<'j> Scanner<'j> {
    /// Passes over `text`, if it comes next.
    fn take(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    /// Passes over white space within the line.
    fn space(&mut self) {
        // Programs mostly write none.
        if let Some(b' ' | b'\t' | b'\r') = self.rest.as_bytes().first() {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\r']);
        }
    }

    /// An object: `each` reads the value of the key it is given.
    fn members(
        &mut self,
        mut each: impl FnMut(&mut Scanner<'j>, Cow<'j, str>) -> Option<()>,
    ) -> Option<()> {
        self.take("{")?;
        self.separated("}", |scanner| {
            let key = scanner.string()?;
            scanner.space();
            scanner.take(":")?;
            scanner.space();
            each(scanner, key)
        })
    }

    /// What stands between commas, up to `end`.
    fn separated(
        &mut self,
        end: &str,
        mut each: impl FnMut(&mut Scanner<'j>) -> Option<()>,
    ) -> Option<()> {
        self.space();
        if self.take(end).is_some() {
            return Some(());
        }
        loop {
            each(self)?;
            self.space();
            if self.take(end).is_some() {
                return Some(());
            }
            self.take(",")?;
            self.space();
        }
    }

    fn given(&mut self, entries: &mut Vec<Cow<'j, str>>) -> Option<Given<'j>> {
        Some(match self.rest.as_bytes().first()? {
            b'"' => Given::Text(self.string()?),
            b't' => self.take("true").map(|()| Given::Boolean(true))?,
            b'f' => self.take("false").map(|()| Given::Boolean(false))?,
            b'n' => self.take("null").map(|()| Given::Blank)?,
            b'[' => {
                self.take("[")?;
                let start = entries.len();
                self.separated("]", |scanner| {
                    entries.push(scanner.string()?);
                    Some(())
                })?;
                Given::List(start..entries.len())
            }
            b'-' | b'0'..=b'9' => match self.value()? {
                Input::Number(number) => Given::Number(number),
                _ => return None,
            },
            _ => return None,
        })
    }

    fn string(&mut self) -> Option<Cow<'j, str>> {
        let inside = self.rest.strip_prefix('"')?;
        let (text, after) = inside.split_at_checked(plain(inside.as_bytes()))?;
        match after.strip_prefix('"') {
            Some(rest) => {
                self.rest = rest;
                Some(Cow::Borrowed(text))
            }
            None => self.value().map(Cow::Owned),
        }
    }

    /// The next value as any reader of JSON reads it.
    fn value<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter();
        let value = values.next()?.ok()?;
        self.rest = self.rest.get(values.byte_offset()..)?;
        Some(value)
    }
}

/// How many bytes of a string stand for themselves: up to a quote, an escape or a control
/// character. Eight are looked at together.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGH: u64 = ONES * 0x80;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let (words, _) = bytes.as_chunks();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let special =
            zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
        let found = (control | special) & HIGH;
        if found != 0 {
            // The lowest is exact; only those after it may be carried over.
            return at * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let rest = bytes.iter().skip(words.len() * 8);
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    words.len() * 8 + rest.take_while(|byte| !special(byte)).count()
}
