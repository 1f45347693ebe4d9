//! A worker: judges the lines of one chunk after the other.

use serde::Serialize;
use shodaku::engine::document::Document;
use shodaku::engine::error::Error;
use shodaku::library::Library;
use shodaku::reports::brief::Brief;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

use super::desk::Desk;
use super::judge::judge;
use super::line::Line;
use crate::cli::exit::Exit;
use crate::cli::input::{MAX_BYTES, utf8};

/// Whole lines, the last perhaps without its end.
pub struct Chunk {
    /// The number of the first, counted from 1.
    pub line: u64,
    /// As they were read.
    pub bytes: Vec<u8>,
}

impl Chunk {
    /// How many lines end in it.
    pub fn ends(&self) -> u64 {
        // So few bytes at a time that their count fits a byte: a processor adds many of these at
        // once.
        let ends = |some: &[u8]| -> u8 { some.iter().map(|byte| u8::from(*byte == b'\n')).sum() };
        let parts = self.bytes.chunks(usize::from(u8::MAX));
        parts.map(|some| u64::from(ends(some))).sum()
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
    pub lines: u64,
    /// How many of them cannot be used.
    pub bad: u64,
    /// The worst of the others.
    pub exit: Exit,
}

/// What a worker judges with.
pub struct Worker<'w> {
    library: &'w Library,
    locale: &'w Locale,
    brief: bool,
    desk: Desk<'w>,
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
            desk: Desk::new(library, locale, brief),
            room: 0,
        }
    }

    /// Judges every line of `chunk`.
    pub fn judge(&mut self, chunk: &Chunk) -> Results {
        let mut results = Results {
            json: Vec::with_capacity(self.room),
            tally: Tally::default(),
        };
        let mut request = Line::default();
        // Most chunks are text as a whole; to look at it once is quicker than line by line.
        if let Ok(mut rest) = std::str::from_utf8(&chunk.bytes) {
            while !rest.is_empty() {
                rest = match self.usual(rest, &mut request, &mut results) {
                    Some(after) => after,
                    None => {
                        let (line, after) = split_line(rest);
                        self.line(chunk, line.as_bytes(), &mut results);
                        after
                    }
                };
            }
        } else {
            for line in chunk.bytes.split_inclusive(|byte| *byte == b'\n') {
                let text = std::str::from_utf8(line).ok();
                let usual = text.and_then(|text| self.usual(text, &mut request, &mut results));
                if usual.is_none() {
                    self.line(chunk, line, &mut results);
                }
            }
        }
        self.room = results.json.len();
        results
    }

    /// Judges the first line of `text`, if there is a usual request on it, and gives what comes
    /// after it.
    fn usual<'c>(
        &mut self,
        text: &'c str,
        request: &mut Line<'c>,
        Results { json, tally }: &mut Results,
    ) -> Option<&'c str> {
        let after = request.read(text)?;
        if text.len() - after.len() > MAX_BYTES {
            return None;
        }
        let verdict = self.desk.judge(request, json)?;
        json.push(b'\n');
        tally.lines += 1;
        tally.exit = tally.exit.max(verdict.into());
        Some(after)
    }

    /// Judges any line.
    fn line(&self, chunk: &Chunk, line: &[u8], Results { json, tally }: &mut Results) {
        let number = chunk.line + tally.lines;
        tally.lines += 1;
        if line.trim_ascii().is_empty() {
            return;
        }
        let start = json.len();
        match self.any(line, json) {
            Ok(exit) => tally.exit = tally.exit.max(exit),
            Err(error) => {
                tally.bad += 1;
                json.truncate(start);
                let bad = BadLine {
                    line: number,
                    error: error.to_value(),
                };
                // Writing to memory does not fail.
                let _ = serde_json::to_writer(&mut *json, &bad);
            }
        }
        json.push(b'\n');
    }

    /// Judges any request, or says what is wrong with it.
    fn any(&self, line: &[u8], json: &mut Vec<u8>) -> Result<Exit, Error> {
        if line.len() > MAX_BYTES {
            return Err(Error::TooLarge(
                "request".into(),
                format!("at most {MAX_BYTES} bytes"),
            ));
        }
        let text = utf8(line).map_err(Error::BadJson)?;
        let (session, choice) = judge(self.library, text)?;
        let texts = &choice.entry.texts;
        let (verdict, written) = if self.brief {
            let brief = Brief::of(&session, texts);
            (brief.verdict, serde_json::to_writer(json, &brief))
        } else {
            let report = Report::of(&session, texts, self.locale).chosen(&choice);
            (report.verdict, serde_json::to_writer(json, &report))
        };
        written.map_err(|error| Error::BadJson(error.to_string()))?;
        Ok(verdict.into())
    }
}

/// The first line with its end, and what comes after it.
fn split_line(text: &str) -> (&str, &str) {
    let end = text.find('\n').map_or(text.len(), |end| end + 1);
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// What stands in place of the report of a line that cannot be used.
#[derive(Serialize)]
struct BadLine {
    /// Counted from 1.
    line: u64,
    error: Document,
}
