//! A verdict in words: what it rests on, and what it still waits for.

use shodaku::engine::verdict::Verdict;
use shodaku::reports::report::{Report, StillNeeded};

use super::page::Page;
use super::ruleset_text::RulesetText;

/// The verdict, as a heading.
pub fn heading(verdict: Verdict, text: RulesetText<'_>) -> String {
    let label = text.locale.verdict.of(verdict.name());
    format!("{}: {label}", text.words.report.verdict)
}

/// What must be said beside the verdict.
pub fn caution(page: &mut Page, depth: usize, verdict: Verdict, text: RulesetText<'_>) {
    if let Some(caution) = text.locale.caution.get(verdict.name()) {
        page.line(depth, caution);
    }
}

/// What decided the verdict, or leaves it open: where two wait on one field under one clause they
/// say the same, and it is said once.
pub fn deciders(page: &mut Page, depth: usize, report: &Report<'_>) {
    let mut said = Vec::new();
    for decider in &report.decided_by {
        let line = format!("{}  {}", decider.clause, decider.message);
        if !said.contains(&line) {
            page.line(depth, &line);
            said.push(line);
        }
    }
}

/// What is still needed, a line for each who supplies it.
pub fn still_needed(
    page: &mut Page,
    depth: usize,
    needed: &StillNeeded<'_>,
    text: RulesetText<'_>,
) {
    for (supplier, fields) in needed.by_supplier() {
        let supplier = text.locale.supplier.of(supplier.name());
        page.line(depth, format!("{supplier}: {}", text.labels(fields)));
    }
}
