//! What a row asks: which columns there are, and the request they make.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::ArrowError;
use shodaku::engine::answer::Input;
use shodaku::engine::error::Error;
use shodaku::engine::request::error::RequestError;
use shodaku::engine::request::particulars::Particulars;
use shodaku::engine::request::{Request, read_as_of, read_by, read_stage};
use shodaku::engine::stage::Stage;

use crate::values::Values;

/// The column of whole requests in JSON.
const REQUEST: &str = "request";
/// The column that holds a column for each field.
const ANSWERS: &str = "answers";
/// The columns of a request's keys, in the order of [`Columns::keys`].
const KEYS: [&str; 7] = [
    "ruleset",
    "version",
    "procedure",
    "asOf",
    "stage",
    "by",
    "reference",
];

/// The requests of a batch.
pub enum Rows<'b> {
    /// Each in JSON, and which case it is where the JSON does not say.
    Json(Values<'b>, Option<Values<'b>>),
    /// Each spread over columns.
    Columns(Box<Columns<'b>>),
}

/// A request a row, a column for each of its keys and fields.
pub struct Columns<'b> {
    keys: [Option<Values<'b>>; KEYS.len()],
    /// By row. A table of several procedures is wide and most of it blank: what stands there is
    /// gathered column by column.
    answers: Vec<Vec<(Cow<'b, str>, Input<'b>)>>,
}

impl<'b> Rows<'b> {
    /// Those of `batch`; fails where a column is of a type that no request has.
    pub fn of(batch: &'b RecordBatch) -> Result<Rows<'b>, ArrowError> {
        let column = |name: &str| {
            let array = batch.column_by_name(name);
            array.map(|array| Values::of(name, array)).transpose()
        };
        if let Some(json) = column(REQUEST)? {
            return Ok(Rows::Json(json, column("reference")?));
        }
        let mut columns = Box::new(Columns {
            keys: Default::default(),
            answers: vec![Vec::new(); batch.num_rows()],
        });
        for (field, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
            let name = field.name();
            // Spark passes on no names with dots but those within a column.
            if let (ANSWERS, Some(answers)) = (name.as_str(), array.as_struct_opt()) {
                for (field, array) in answers.fields().iter().zip(answers.columns()) {
                    columns.gather(field.name(), array, &|row| answers.is_valid(row))?;
                }
                continue;
            }
            let key = KEYS.iter().position(|key| key == name);
            let Some(key) = key.and_then(|at| columns.keys.get_mut(at)) else {
                columns.gather(name, array, &|_| true)?;
                continue;
            };
            if key.replace(Values::of(name, array)?).is_some() {
                return Err(ArrowError::SchemaError(format!(
                    "there are two columns `{name}`"
                )));
            }
        }
        Ok(Rows::Columns(columns))
    }

    /// The request of a row, once.
    pub fn request(&mut self, row: usize) -> Result<Request<'b>, Error> {
        match self {
            Rows::Json(json, _) => match json.at(row) {
                Input::Text(Cow::Borrowed(json)) => Request::from_json(json),
                Input::Blank => Err(Error::BadJson("there is none".to_owned())),
                _ => Err(Error::BadJson("it is no text".to_owned())),
            },
            Rows::Columns(columns) => columns.request(row),
        }
    }

    /// What a column of its own says of which case it is.
    pub fn reference(&self, row: usize) -> Option<Cow<'b, str>> {
        let column = match self {
            Rows::Json(_, reference) => reference.as_ref(),
            Rows::Columns(columns) => columns.keys.last().and_then(Option::as_ref),
        };
        match column?.at(row) {
            Input::Text(reference) if !reference.is_empty() => Some(reference),
            _ => None,
        }
    }
}

impl<'b> Columns<'b> {
    /// Adds the answers to a field, in the rows that are there.
    fn gather(
        &mut self,
        id: &'b str,
        array: &'b dyn Array,
        there: &dyn Fn(usize) -> bool,
    ) -> Result<(), ArrowError> {
        let values = Values::of(id, array)?;
        for row in values.stated(self.answers.len()).filter(|row| there(*row)) {
            let input = values.at(row);
            if let Some(answers) = self.answers.get_mut(row)
                && input != Input::Blank
            {
                answers.push((Cow::Borrowed(id), input));
            }
        }
        Ok(())
    }

    fn request(&mut self, row: usize) -> Result<Request<'b>, Error> {
        let mut keys = KEYS.iter().zip(&self.keys).map(|(key, values)| {
            match values
                .as_ref()
                .map_or(Input::Blank, |values| values.at(row))
            {
                Input::Blank => Ok(None),
                Input::Text(text) => Ok(Some(text)),
                _ => Err(Error::WrongType((*key).into(), "needs a string".into())),
            }
        });
        let mut key = || keys.next().unwrap_or(Ok(None));
        let (ruleset, version) = (key()?, key()?);
        let (procedure, as_of) = (key()?, key()?);
        let (stage, by, reference) = (key()?, key()?, key()?);
        let answers = self.answers.get_mut(row).map(std::mem::take);
        Ok(Request {
            ruleset,
            version,
            procedure: procedure.ok_or(RequestError::MissingKey("procedure"))?,
            stage: stage.map_or(Ok(Stage::Draft), |stage| read_stage(&stage))?,
            as_of: read_as_of(&as_of.ok_or(RequestError::MissingKey("asOf"))?)?,
            by: by.map(|by| read_by(&by)).transpose()?,
            answers: answers.unwrap_or_default(),
            particulars: Particulars::read(reference, Vec::new())?,
        })
    }
}
