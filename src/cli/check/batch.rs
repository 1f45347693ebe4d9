//! Many requests, one a line: read in chunks, judged on every core, written in order.
//!
//! Chunks go round the workers in turn and come back in the same turn, so order costs nothing
//! and memory is bounded by the few chunks each worker may hold.

use std::io::{BufRead, Write};
use std::num::NonZero;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use super::progress::Progress;
use super::worker::{Chunk, Results, Tally, Worker};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::{Input, MAX_BYTES};

/// How many chunks may wait on either side of a worker.
const WAITING: usize = 2;

/// How a batch is judged.
pub struct Batch {
    /// How many lines at a time.
    pub jobs: NonZero<usize>,
    /// Whether the results are in brief.
    pub brief: bool,
    /// Whether to say how far it is, where nobody looks on.
    pub progress: bool,
}

/// Judges every line of `input`.
pub fn run(context: &mut Context, input: Input, batch: &Batch) -> Result<Exit, Stop> {
    let name = input.name.clone();
    let Tally {
        lines,
        blank,
        bad,
        exit,
    } = judge_lines(context, input, batch)?;
    if lines == blank {
        let failure = Failure::new(name, "there is nothing to check");
        return Err(failure.fix("write one request a line").into());
    }
    if bad == 0 {
        return Ok(exit);
    }
    context.out.flush()?;
    let failure = Failure::new(name, format!("{bad} of {lines} lines cannot be used"));
    Err(failure
        .fix("see `error` on those lines of the output")
        .into())
}

fn judge_lines(context: &mut Context, input: Input, batch: &Batch) -> Result<Tally, Stop> {
    let Context {
        library,
        locale,
        words,
        out,
        ..
    } = context;
    let (library, locale) = (&*library, &*locale);
    let mut progress = Progress::new(&words.check.progress, batch.progress);
    thread::scope(|scope| {
        let worker = |_| {
            let (send, chunks) = sync_channel::<Chunk>(WAITING);
            let (results, receive) = sync_channel(WAITING);
            scope.spawn(move || {
                let mut worker = Worker::new(library, locale, batch.brief);
                chunks
                    .iter()
                    .try_for_each(|chunk| results.send(worker.judge(&chunk)))
            });
            (send, receive)
        };
        let (workers, results): (Vec<_>, Vec<_>) = (0..batch.jobs.get()).map(worker).unzip();
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
            if let Some(progress) = &mut progress {
                progress.add(tally.lines, Instant::now());
            }
            whole.lines += tally.lines;
            whole.blank += tally.blank;
            whole.bad += tally.bad;
            whole.exit = whole.exit.max(tally.exit);
        }
        if let Some(progress) = &mut progress {
            progress.end(Instant::now());
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
            more => memchr::memrchr(b'\n', more).map(|at| bytes.len() + at + 1),
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
        line += chunk.ends();
        if workers
            .next()
            .is_none_or(|worker| worker.send(chunk).is_err())
        {
            // Nobody reads the results any more.
            return Ok(());
        }
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
            let end = memchr::memchr(b'\n', more);
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
