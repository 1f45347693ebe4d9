//! The stream: batches of requests in, batches of results out, a few at a time.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::judging::Judge;
use crate::results;

/// How many rows a thread judges at least, for less is not worth starting it.
const AT_LEAST: usize = 1 << 10;
/// How many rows a batch of results has at most.
const AT_MOST: usize = 1 << 13;

/// Where the requests come from: one Arrow stream, or several, one after the other.
pub struct Source {
    stream: Option<RecordBatchStreamReader>,
    /// Spark's record batches and Polars' data frames are streams, each by itself.
    more: Option<Py<PyIterator>>,
}

impl Source {
    /// What Python gave.
    pub fn of(requests: &Bound<'_, PyAny>) -> PyResult<Source> {
        if requests.hasattr("__arrow_c_stream__")? {
            let stream = RecordBatchStreamReader::from_pyarrow_bound(requests)?;
            return Ok(Source {
                stream: Some(stream),
                more: None,
            });
        }
        Ok(Source {
            stream: None,
            more: Some(requests.try_iter()?.unbind()),
        })
    }

    fn next(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        loop {
            if let Some(batch) = self.stream.as_mut().and_then(Iterator::next) {
                return Some(batch);
            }
            let more = self.more.as_ref()?;
            let stream = Python::attach(|py| {
                let stream = more.bind(py).clone().next()?;
                Some(stream.and_then(|stream| RecordBatchStreamReader::from_pyarrow_bound(&stream)))
            });
            match stream? {
                Ok(stream) => self.stream = Some(stream),
                Err(error) => return Some(Err(ArrowError::ExternalError(Box::new(error)))),
            }
        }
    }
}

/// The results of a stream of requests, in order.
pub struct Judged {
    source: Source,
    judge: Arc<Judge>,
    threads: usize,
    /// What is still to be judged of the last batch.
    rest: Option<RecordBatch>,
    ready: VecDeque<RecordBatch>,
}

impl Judged {
    /// The requests of `source`.
    pub fn new(source: Source, judge: Arc<Judge>) -> Judged {
        Judged {
            source,
            judge,
            threads: thread::available_parallelism().map_or(1, NonZero::get),
            rest: None,
            ready: VecDeque::new(),
        }
    }

    /// Judges as many rows of `batch` as all threads take at once, and keeps the others.
    fn some(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        let rows = batch.num_rows();
        let threads = rows.div_ceil(AT_LEAST).min(self.threads).max(1);
        let each = rows.div_ceil(threads).min(AT_MOST);
        let now = rows.min(threads * each);
        self.rest = (now < rows).then(|| batch.slice(now, rows - now));
        let judge = &*self.judge;
        let pieces = (0..now).step_by(each.max(1));
        let pieces = pieces.map(|from| batch.slice(from, each.min(now - from)));
        if threads == 1 {
            for piece in pieces {
                self.ready.push_back(judge.batch(&piece)?);
            }
            return Ok(());
        }
        let done: Vec<Result<RecordBatch, ArrowError>> = thread::scope(|scope| {
            let begun: Vec<_> = pieces
                .map(|piece| scope.spawn(move || judge.batch(&piece)))
                .collect();
            let end = |thread: thread::ScopedJoinHandle<'_, _>| match thread.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            begun.into_iter().map(end).collect()
        });
        for batch in done {
            self.ready.push_back(batch?);
        }
        Ok(())
    }
}

impl Iterator for Judged {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Some(Ok(batch));
            }
            let judged = match self.rest.take() {
                Some(rest) => self.some(&rest),
                None => self.source.next()?.and_then(|batch| self.some(&batch)),
            };
            if let Err(error) = judged {
                return Some(Err(error));
            }
        }
    }
}

impl RecordBatchReader for Judged {
    fn schema(&self) -> SchemaRef {
        results::schema()
    }
}
