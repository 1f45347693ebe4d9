//! A request as it comes in: one JSON object, every key known.

pub mod error;
mod json;
pub mod particulars;

use std::borrow::Cow;

use crate::engine::answer::Input;
use crate::engine::date::Date;
use crate::engine::error::Error;
use crate::engine::field::Supplier;
use crate::engine::stage::Stage;
use crate::engine::unknown::clip;
use error::RequestError;
use particulars::Particulars;

/// What is asked: which procedure, at which stage, on which day, with which answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Request<'a> {
    /// The ruleset's id or alias; the package takes it from the handle it is asked of.
    pub ruleset: Option<Cow<'a, str>>,
    /// Which version of the text, where the dates cannot tell or another is meant.
    pub version: Option<Cow<'a, str>>,
    /// The procedure's id.
    pub procedure: Cow<'a, str>,
    /// The stage; a request that does not say is a draft.
    pub stage: Stage,
    /// The caller's civil day, Asia/Tokyo.
    pub as_of: Date,
    /// Whose answers these are; absent for a caller that may supply any.
    pub by: Option<Supplier>,
    /// Field id and value, in the order given. A field stands there once.
    pub answers: Vec<(Cow<'a, str>, Input<'a>)>,
    /// What decides nothing, and comes back in the report.
    pub particulars: Particulars<'a>,
}

/// `draft` or `filed`.
pub fn read_stage(stage: &str) -> Result<Stage, RequestError> {
    Stage::from_name(stage).ok_or_else(|| RequestError::BadStage(clip(stage)))
}

/// An ISO day.
pub fn read_as_of(day: &str) -> Result<Date, Error> {
    Date::from_iso(day).ok_or_else(|| Error::BadDate("asOf".into(), clip(day)))
}

/// `applicant`, `officer` or `body`.
pub fn read_by(by: &str) -> Result<Supplier, RequestError> {
    Supplier::from_name(by)
        .filter(|supplier| *supplier != Supplier::Contract)
        .ok_or_else(|| RequestError::BadSupplier(clip(by)))
}
