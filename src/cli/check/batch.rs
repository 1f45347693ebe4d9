//! Many requests, one a line: read in chunks, judged on every core, written in order.
//!
//! Chunks go round the workers in turn and come back in the same turn, so order costs nothing
//! and memory is bounded by the few chunks each worker may hold.

use std::io::{BufRead, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use serde::Serialize;
use shodaku::engine::document::Document;
use shodaku::engine::error::Error;
use shodaku::library::Library;
use shodaku::reports::brief::Brief;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

use super::judge::judge;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::{Input, MAX_BYTES, utf8};

/// How many chunks may wait on either side of a worker.
const WAITING: usize = 2;

/// Judges every line of `input`, on `jobs` cores; in `brief`, where that is wanted.
pub fn run(
    context: &mut Context,
    input: Input,
    jobs: NonZero<usize>,
    brief: bool,
) -> Result<Exit, Stop> {
    let name = input.name.clone();
    let Tally { lines, bad, exit } = judge_lines(context, input, jobs, brief)?;
    if bad == 0 {
        return Ok(exit);
    }
    context.out.flush()?;
    let failure = Failure::new(name, format!("{bad} of {lines} lines cannot be used"));
    Err(failure
        .fix("see `error` on those lines of the output")
        .into())
}

/// What came of the lines so far.
#[derive(Clone, Copy, Default)]
struct Tally {
    lines: u64,
    bad: u64,
    exit: Exit,
}

/// Whole lines, the last perhaps without its end.
struct Chunk {
    /// The number of the first, counted from 1.
    line: u64,
    bytes: Vec<u8>,
}

/// One result a line.
struct Results {
    json: Vec<u8>,
    tally: Tally,
}

fn judge_lines(
    context: &mut Context,
    input: Input,
    jobs: NonZero<usize>,
    brief: bool,
) -> Result<Tally, Stop> {
    let Context {
        library,
        locale,
        out,
        ..
    } = context;
    let judge = Judge {
        library,
        locale,
        brief,
    };
    thread::scope(|scope| {
        let worker = |_| {
            let (send, chunks) = sync_channel(WAITING);
            let (results, receive) = sync_channel(WAITING);
            scope.spawn(move || judge.work(&chunks, &results));
            (send, receive)
        };
        let (workers, results): (Vec<_>, Vec<_>) = (0..jobs.get()).map(worker).unzip();
        let reader = scope.spawn(move || read(input, &workers));
        let mut whole = Tally::default();
        // The worker whose turn it is has nothing more: it was the last chunk.
        for Results { json, tally } in results
            .iter()
            .cycle()
            .map_while(|worker| worker.recv().ok())
        {
            out.write_all(&json)?;
            // Whoever writes line by line is answered line by line.
            out.flush()?;
            whole.lines += tally.lines;
            whole.bad += tally.bad;
            whole.exit = whole.exit.max(tally.exit);
        }
        match reader.join() {
            Ok(read) => Ok(read.map(|()| whole)?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Sends what there is to read to the workers in turn, as whole lines.
fn read(mut input: Input, workers: &[SyncSender<Chunk>]) -> Result<(), Failure> {
    let mut workers = workers.iter().cycle();
    let (mut line, mut bytes) = (1, Vec::new());
    loop {
        let more = input.more()?;
        let end = match more {
            [] if bytes.is_empty() => return Ok(()),
            [] => Some(bytes.len()),
            more => more
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map(|at| bytes.len() + at + 1),
        };
        let read = more.len();
        bytes.extend_from_slice(more);
        input.reader.consume(read);
        let rest = match end {
            Some(end) => bytes.split_off(end),
            None if bytes.len() <= MAX_BYTES => continue,
            None => {
                input.skip_line()?;
                Vec::new()
            }
        };
        let chunk = Chunk {
            line,
            bytes: std::mem::replace(&mut bytes, rest),
        };
        line += chunk.lines().count() as u64;
        if workers
            .next()
            .is_none_or(|worker| worker.send(chunk).is_err())
        {
            // Nobody reads the results any more.
            return Ok(());
        }
    }
}

impl Chunk {
    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.split_inclusive(|byte| *byte == b'\n')
    }
}

impl Input {
    /// What can be read now; nothing at the end.
    fn more(&mut self) -> Result<&[u8], Failure> {
        let Input { name, reader } = self;
        reader
            .fill_buf()
            .map_err(|error| Failure::io(name.as_str(), &error))
    }

    /// Passes over the rest of a line.
    fn skip_line(&mut self) -> Result<(), Failure> {
        loop {
            let more = self.more()?;
            let end = more.iter().position(|byte| *byte == b'\n');
            let (passed, done) = (
                end.map_or(more.len(), |end| end + 1),
                end.is_some() || more.is_empty(),
            );
            self.reader.consume(passed);
            if done {
                return Ok(());
            }
        }
    }
}

/// What every worker judges with.
#[derive(Clone, Copy)]
struct Judge<'w> {
    library: &'w Library,
    locale: &'w Locale,
    brief: bool,
}

impl Judge<'_> {
    fn work(self, chunks: &Receiver<Chunk>, results: &SyncSender<Results>) {
        for chunk in chunks {
            if results.send(self.chunk(&chunk)).is_err() {
                return;
            }
        }
    }

    fn chunk(self, chunk: &Chunk) -> Results {
        let mut results = Results {
            json: Vec::new(),
            tally: Tally::default(),
        };
        let Results { json, tally } = &mut results;
        for (line, number) in chunk.lines().zip(chunk.line..) {
            tally.lines += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let start = json.len();
            match self.line(line, json) {
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
        results
    }

    fn line(self, line: &[u8], json: &mut Vec<u8>) -> Result<Exit, Error> {
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

/// What stands in place of the report of a line that cannot be used.
#[derive(Serialize)]
struct BadLine {
    /// Counted from 1.
    line: u64,
    error: Document,
}
