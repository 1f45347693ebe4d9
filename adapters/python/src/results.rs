//! What requests come to, as columns: those of a brief report, and what is wrong where there is
//! none.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, OffsetBufferBuilder};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use shodaku::engine::error::Error;
use shodaku::reports::brief::{Brief, NotMet};

/// The columns as Spark declares them.
pub const SPARK_SCHEMA: &str = "\
reference string, \
verdict string, \
decidedBy array<struct<id: string, clause: string>>, \
notMet array<struct<limb: string, clauses: array<string>>>, \
stillNeeded struct<applicant: array<string>, contract: array<string>, \
officer: array<string>, body: array<string>>, \
error struct<code: string, path: string, message: string, nearest: string>";

const STILL_NEEDED: [&str; 4] = ["applicant", "contract", "officer", "body"];

/// The columns.
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let needed = STILL_NEEDED.map(|name| (name, texts()));
        let columns = [
            ("reference", DataType::Utf8),
            ("verdict", DataType::Utf8),
            ("decidedBy", list(DataType::Struct(part()))),
            ("notMet", list(DataType::Struct(limb()))),
            ("stillNeeded", DataType::Struct(fields(needed))),
            ("error", DataType::Struct(error())),
        ];
        Arc::new(Schema::new(fields(columns)))
    });
    Arc::clone(&SCHEMA)
}

fn fields<const N: usize>(fields: [(&str, DataType); N]) -> Fields {
    let field = |(name, kind)| Field::new(name, kind, true);
    fields.map(field).to_vec().into()
}

fn list(of: DataType) -> DataType {
    DataType::new_list(of, true)
}

fn texts() -> DataType {
    list(DataType::Utf8)
}

/// A route or a condition.
fn part() -> Fields {
    fields(["id", "clause"].map(|name| (name, DataType::Utf8)))
}

/// A limb that is not met.
fn limb() -> Fields {
    fields([("limb", DataType::Utf8), ("clauses", texts())])
}

/// Why there is no verdict.
fn error() -> Fields {
    fields(["code", "path", "message", "nearest"].map(|name| (name, DataType::Utf8)))
}

/// What the requests of a batch come to.
pub struct Results {
    reference: StringBuilder,
    verdict: StringBuilder,
    /// Which rows have a verdict, and which an error.
    judged: NullBufferBuilder,
    refused: NullBufferBuilder,
    decided_by: OffsetBufferBuilder<i32>,
    part: [StringBuilder; 2],
    not_met: OffsetBufferBuilder<i32>,
    limb: StringBuilder,
    clauses: ListBuilder<StringBuilder>,
    still_needed: [ListBuilder<StringBuilder>; 4],
    error: [StringBuilder; 4],
}

impl Results {
    /// None yet, with room for so many.
    pub fn with_capacity(rows: usize) -> Results {
        let list = || ListBuilder::new(StringBuilder::new());
        Results {
            reference: StringBuilder::new(),
            verdict: StringBuilder::new(),
            judged: NullBufferBuilder::new(rows),
            refused: NullBufferBuilder::new(rows),
            decided_by: OffsetBufferBuilder::new(rows),
            part: Default::default(),
            not_met: OffsetBufferBuilder::new(rows),
            limb: StringBuilder::new(),
            clauses: list(),
            still_needed: [list(), list(), list(), list()],
            error: Default::default(),
        }
    }

    /// Adds a judgement; `reference` says which case it is if the request does not.
    pub fn add(&mut self, brief: &Brief<'_>, reference: Option<Cow<'_, str>>) {
        let reference = brief.reference.or(reference.as_deref());
        self.reference.append_option(reference);
        self.verdict.append_value(brief.verdict.name());
        self.judged.append_non_null();
        self.decided_by.push_length(brief.decided_by.len());
        for part in &brief.decided_by {
            append(&mut self.part, [Some(part.id), Some(part.clause)]);
        }
        self.not_met.push_length(brief.not_met.len());
        for NotMet { limb, clauses } in &brief.not_met {
            // Writing to memory does not fail.
            let _ = write!(self.limb, "{limb}");
            self.limb.append_value("");
            append_list(&mut self.clauses, clauses.iter().map(String::as_str));
        }
        let needed = &brief.still_needed;
        let needed = [
            &needed.applicant,
            &needed.contract,
            &needed.officer,
            &needed.body,
        ];
        for (column, ids) in self.still_needed.iter_mut().zip(needed) {
            append_list(column, ids.iter());
        }
        self.refused.append_null();
        append(&mut self.error, [None; 4]);
    }

    /// Adds that a request cannot be judged.
    pub fn refuse(&mut self, error: &Error, reference: Option<Cow<'_, str>>) {
        self.reference.append_option(reference);
        self.verdict.append_null();
        self.judged.append_null();
        self.decided_by.push_length(0);
        self.not_met.push_length(0);
        for column in &mut self.still_needed {
            column.append_null();
        }
        self.refused.append_non_null();
        let (path, message) = (error.path(), error.message());
        let said = [Some(error.code()), Some(&path), Some(&message)];
        let [code, path, message] = said;
        append(&mut self.error, [code, path, message, error.nearest()]);
    }

    /// All of them.
    pub fn into_batch(mut self) -> Result<RecordBatch, ArrowError> {
        let judged = self.judged.finish();
        let parts = table(part(), self.part.each_mut().map(finish), None)?;
        let limbs = [finish(&mut self.limb), Arc::new(self.clauses.finish())];
        let limbs = table(limb(), limbs, None)?;
        let needed = self.still_needed.each_mut();
        let needed = needed.map(|column| Arc::new(column.finish()) as ArrayRef);
        let fields = fields(STILL_NEEDED.map(|name| (name, texts())));
        let columns: [ArrayRef; 6] = [
            finish(&mut self.reference),
            finish(&mut self.verdict),
            lists(self.decided_by, parts, judged.clone())?,
            lists(self.not_met, limbs, judged.clone())?,
            table(fields, needed, judged)?,
            table(
                error(),
                self.error.each_mut().map(finish),
                self.refused.finish(),
            )?,
        ];
        RecordBatch::try_new(schema(), columns.to_vec())
    }
}

fn append<const N: usize>(columns: &mut [StringBuilder; N], row: [Option<&str>; N]) {
    for (column, text) in columns.iter_mut().zip(row) {
        column.append_option(text);
    }
}

fn append_list<'t>(column: &mut ListBuilder<StringBuilder>, texts: impl Iterator<Item = &'t str>) {
    for text in texts {
        column.values().append_value(text);
    }
    column.append(true);
}

fn finish(column: &mut StringBuilder) -> ArrayRef {
    Arc::new(column.finish())
}

/// Columns side by side; rows that are not `there` are null.
fn table<const N: usize>(
    fields: Fields,
    columns: [ArrayRef; N],
    there: Option<NullBuffer>,
) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(StructArray::try_new(
        fields,
        columns.to_vec(),
        there,
    )?))
}

/// Lists of so many `entries` each; rows that are not `there` are null.
fn lists(
    lengths: OffsetBufferBuilder<i32>,
    entries: ArrayRef,
    there: Option<NullBuffer>,
) -> Result<ArrayRef, ArrowError> {
    let entry = Field::new_list_field(entries.data_type().clone(), true);
    let lists = ListArray::try_new(Arc::new(entry), lengths.finish(), entries, there)?;
    Ok(Arc::new(lists))
}
