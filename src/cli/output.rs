//! How results are written: for reading or for programs, and safe to print.

use std::borrow::Cow;
use std::io;

use clap::ValueEnum;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Text,
    /// For programs.
    Json,
}

/// `value` as one line of JSON.
pub fn to_json(value: &impl serde::Serialize) -> io::Result<String> {
    let mut json = serde_json::to_string(value).map_err(io::Error::other)?;
    json.push('\n');
    Ok(json)
}

/// `text` without control characters other than line ends: what comes from a file must not
/// drive the terminal.
pub fn printable(text: &str) -> Cow<'_, str> {
    let control = |character: char| character.is_control() && character != '\n';
    if text.contains(control) {
        text.replace(control, "\u{FFFD}").into()
    } else {
        text.into()
    }
}
