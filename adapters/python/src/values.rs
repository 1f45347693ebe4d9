//! A column of answers: what stands in each of its rows.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::as_date;
use arrow_array::types::{
    ArrowPrimitiveType, ArrowTemporalType, Date32Type, Date64Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, BooleanArray, LargeListArray, LargeStringArray, ListArray, PrimitiveArray, StringArray,
    StringViewArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType};
use shodaku::engine::answer::Input;

/// A column.
pub struct Values<'b> {
    nulls: Option<&'b NullBuffer>,
    kind: Kind<'b>,
}

/// What stands in it.
enum Kind<'b> {
    Nothing,
    Text(Texts<'b>),
    Boolean(&'b BooleanArray),
    Number(Vec<f64>),
    Day(&'b PrimitiveArray<Date32Type>),
    Day64(&'b PrimitiveArray<Date64Type>),
    List(&'b ListArray, Box<Values<'b>>),
    LargeList(&'b LargeListArray, Box<Values<'b>>),
    /// Each row has the position of a value.
    Coded(Vec<usize>, Box<Values<'b>>),
}

/// Texts, however they lie in memory.
enum Texts<'b> {
    Small(&'b StringArray),
    Large(&'b LargeStringArray),
    View(&'b StringViewArray),
}

impl<'b> Values<'b> {
    /// Those of the column of that name; fails where its type is none of an answer's.
    pub fn of(name: &str, array: &'b dyn Array) -> Result<Values<'b>, ArrowError> {
        let kind = match array.data_type() {
            DataType::Null => Kind::Nothing,
            DataType::Utf8 => Kind::Text(Texts::Small(array.as_string())),
            DataType::LargeUtf8 => Kind::Text(Texts::Large(array.as_string())),
            DataType::Utf8View => Kind::Text(Texts::View(array.as_string_view())),
            DataType::Boolean => Kind::Boolean(array.as_boolean()),
            DataType::Int8 => numbers::<Int8Type>(array, f64::from),
            DataType::Int16 => numbers::<Int16Type>(array, f64::from),
            DataType::Int32 => numbers::<Int32Type>(array, f64::from),
            DataType::Int64 => numbers::<Int64Type>(array, |number| number as f64),
            DataType::UInt8 => numbers::<UInt8Type>(array, f64::from),
            DataType::UInt16 => numbers::<UInt16Type>(array, f64::from),
            DataType::UInt32 => numbers::<UInt32Type>(array, f64::from),
            DataType::UInt64 => numbers::<UInt64Type>(array, |number| number as f64),
            DataType::Float32 => numbers::<Float32Type>(array, f64::from),
            DataType::Float64 => numbers::<Float64Type>(array, f64::from),
            DataType::Date32 => Kind::Day(array.as_primitive()),
            DataType::Date64 => Kind::Day64(array.as_primitive()),
            DataType::List(_) => {
                let list = array.as_list();
                Kind::List(list, Box::new(Values::of(name, list.values())?))
            }
            DataType::LargeList(_) => {
                let list = array.as_list();
                Kind::LargeList(list, Box::new(Values::of(name, list.values())?))
            }
            DataType::Dictionary(..) => {
                let coded = array.as_any_dictionary();
                let values = Values::of(name, coded.values())?;
                Kind::Coded(coded.normalized_keys(), Box::new(values))
            }
            other => {
                return Err(ArrowError::SchemaError(format!(
                    "column `{name}` is of type {other}, and no answer is: cast it to a string, a \
                     boolean, a whole number, a date or a list of strings, or leave it out"
                )));
            }
        };
        Ok(Values {
            nulls: array.nulls(),
            kind,
        })
    }

    /// The rows, of so many, in which something stands.
    pub fn stated(&self, rows: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        match (&self.kind, self.nulls) {
            (Kind::Nothing, _) => Box::new(std::iter::empty()),
            (_, Some(nulls)) => Box::new(nulls.valid_indices()),
            (_, None) => Box::new(0..rows),
        }
    }

    /// What stands in a row.
    pub fn at(&self, row: usize) -> Input<'b> {
        if self.nulls.is_some_and(|nulls| nulls.is_null(row)) {
            return Input::Blank;
        }
        match &self.kind {
            Kind::Nothing => Input::Blank,
            Kind::Text(texts) => Input::Text(Cow::Borrowed(texts.at(row))),
            Kind::Boolean(array) => Input::Boolean(array.value(row)),
            Kind::Number(numbers) => numbers
                .get(row)
                .map_or(Input::Blank, |number| Input::Number(*number)),
            Kind::Day(days) => day::<Date32Type>(days.value(row).into()),
            Kind::Day64(days) => day::<Date64Type>(days.value(row)),
            Kind::List(array, entries) => {
                let [from, to] = [row, row + 1].map(|at| offset(array.value_offsets().get(at)));
                entries.list(from, to)
            }
            Kind::LargeList(array, entries) => {
                let [from, to] = [row, row + 1].map(|at| offset(array.value_offsets().get(at)));
                entries.list(from, to)
            }
            Kind::Coded(codes, values) => codes.get(row).map_or(Input::Blank, |at| values.at(*at)),
        }
    }

    /// The list of the values from one row to before another.
    fn list(&self, from: usize, to: usize) -> Input<'b> {
        let mut texts = Vec::with_capacity(to.saturating_sub(from));
        for row in from..to {
            match self.at(row) {
                Input::Text(text) => texts.push(text),
                _ => return Input::Other,
            }
        }
        Input::List(texts)
    }
}

impl<'b> Texts<'b> {
    fn at(&self, row: usize) -> &'b str {
        match self {
            Texts::Small(array) => array.value(row),
            Texts::Large(array) => array.value(row),
            Texts::View(array) => array.value(row),
        }
    }
}

/// Numbers as JSON has them.
fn numbers<'b, T: ArrowPrimitiveType>(
    array: &dyn Array,
    number: impl Fn(T::Native) -> f64,
) -> Kind<'b> {
    let values = array.as_primitive::<T>().values();
    Kind::Number(values.iter().map(|value| number(*value)).collect())
}

/// A day as requests have it; one outside the calendar is none.
fn day<'b, T: ArrowTemporalType>(value: i64) -> Input<'b> {
    match as_date::<T>(value) {
        Some(day) => Input::Text(Cow::Owned(day.to_string())),
        None => Input::Other,
    }
}

fn offset<T: TryInto<usize> + Copy>(offset: Option<&T>) -> usize {
    offset.and_then(|at| (*at).try_into().ok()).unwrap_or(0)
}
