//! A worker: judges the lines of one chunk after the other.

use serde::{Deserialize, Serialize};
use shodaku::engine::document::Document;
use shodaku::engine::error::Error;
use shodaku::engine::request::Request;
use shodaku::engine::verdict::Verdict;
use shodaku::library::Library;
use shodaku::reports::brief::Brief;
use shodaku::reports::locale::Locale;
use shodaku::reports::sheet::Sheets;

use crate::cli::exit::Exit;
use crate::cli::input::{MAX_BYTES, utf8};

/// Whole lines, the last perhaps without its end.
pub struct Chunk {
    /// The number of the first, counted from 1.
    pub line: usize,
    /// As they were read.
    pub bytes: Vec<u8>,
}

impl Chunk {
    /// Its lines, each with its end.
    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = &*self.bytes;
        std::iter::from_fn(move || {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at_checked(end)?;
            rest = after;
            (!line.is_empty()).then_some(line)
        })
    }

    /// How many lines end in it.
    pub fn ends(&self) -> usize {
        memchr::memchr_iter(b'\n', &self.bytes).count()
    }
}

/// One result a line.
pub struct Results {
    /// The results, each with its line end.
    pub json: Vec<u8>,
    /// What came of them.
    pub tally: Tally,
}

/// What came of the lines so far.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    /// How many there were.
    pub lines: usize,
    /// How many of them hold nothing.
    pub blank: usize,
    /// How many of them cannot be used.
    pub bad: usize,
    /// The worst of the others.
    pub exit: Exit,
}

/// What a worker judges with.
pub struct Worker<'w> {
    library: &'w Library,
    locale: &'w Locale,
    brief: bool,
    sheets: Sheets<'w>,
    /// How much the results before took: so much room is made for the next at once.
    room: usize,
}

impl<'w> Worker<'w> {
    /// A worker that says things in the words of `locale`; in `brief`, where that is wanted.
    pub fn new(library: &'w Library, locale: &'w Locale, brief: bool) -> Worker<'w> {
        Worker {
            library,
            locale,
            brief,
            sheets: Sheets::new(locale),
            room: 0,
        }
    }

    /// Judges every line of `chunk`.
    pub fn judge(&mut self, chunk: &Chunk) -> Results {
        let mut json = Vec::with_capacity(self.room);
        let mut tally = Tally::default();
        for (line, number) in chunk.lines().zip(chunk.line..) {
            tally.lines += 1;
            if line.trim_ascii().is_empty() {
                tally.blank += 1;
                continue;
            }
            let start = json.len();
            match self.line(line, &mut json) {
                Ok(verdict) => tally.exit = tally.exit.max(verdict.into()),
                Err(error) => {
                    tally.bad += 1;
                    json.truncate(start);
                    let bad = BadLine {
                        line: number,
                        reference: reference(line),
                        error: error.to_value(),
                    };
                    // Writing to memory does not fail.
                    let _ = serde_json::to_writer(&mut json, &bad);
                }
            }
            json.push(b'\n');
        }
        self.room = json.len();
        Results { json, tally }
    }

    fn line(&mut self, line: &[u8], json: &mut Vec<u8>) -> Result<Verdict, Error> {
        if line.len() > MAX_BYTES {
            return Err(Error::TooLarge(
                "request".into(),
                format!("at most {MAX_BYTES} bytes"),
            ));
        }
        let text = utf8(line).map_err(Error::BadJson)?;
        let (session, choice) = self.library.judge(Request::from_json(text)?)?;
        if self.brief {
            let brief = Brief::of(&session, &choice.entry.texts, self.locale);
            serde_json::to_writer(json, &brief)
                .map_err(|error| Error::BadJson(error.to_string()))?;
            return Ok(brief.verdict);
        }
        let sheet = self.sheets.of(choice.entry, session.judging().procedure());
        Ok(sheet.write(json, &session, &choice))
    }
}

/// What stands in place of the report of a line that cannot be used.
#[derive(Serialize)]
struct BadLine {
    /// Counted from 1.
    line: usize,
    /// Which case it is, where that can still be read.
    reference: Option<String>,
    error: Document,
}

/// The reference in a line that is JSON all the same.
fn reference(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        reference: String,
    }
    let named: Option<Named> = serde_json::from_slice(line).ok();
    named.map(|named| named.reference)
}
