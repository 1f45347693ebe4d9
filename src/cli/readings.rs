//! The readings of open points, for reading.

use shodaku::reports::report::ReadingReport;

use super::page::Page;
use super::ruleset_text::RulesetText;

/// A section of `readings`, if there are any.
pub fn readings(page: &mut Page, readings: &[ReadingReport<'_>], text: RulesetText<'_>) {
    let said = &text.words.report;
    if !readings.is_empty() {
        page.section(&said.readings);
    }
    for reading in readings {
        let (clause, taken) = (reading.clause, reading.taken);
        page.line(1, format!("{clause}  {}: {taken}", said.taken));
        page.line(2, format!("{}: {}", said.alternative, reading.alternative));
    }
}
