//! A comparison for reading at a terminal.

use shodaku::library::Entry;
use shodaku::reports::compare::{Cell, Comparison, Topic};
use shodaku::reports::report::Report;

use super::columns::aligned;
use crate::cli::context::Context;
use crate::cli::page::Page;
use crate::cli::ruleset_text::RulesetText;
use crate::cli::verdict_text::{caution, deciders, heading, still_needed};

/// `comparison` in words: a table by topic, then each ruleset's grounds and gaps.
pub fn comparison_text(
    comparison: &Comparison<'_>,
    entries: &[&Entry],
    context: &Context,
) -> String {
    let words = &context.words;
    let said = &words.compare;
    let mut page = Page::default();
    let texts = entries.iter().map(|entry| context.text(entry));
    let titles = texts
        .clone()
        .find_map(|text| text.title(comparison.procedure));
    let title = titles.unwrap_or(comparison.procedure);
    let (stage, as_of) = (words.stage(comparison.stage), &words.report.as_of);
    page.line(0, format!("{title}  {stage}  {as_of} {}", comparison.as_of));

    page.section(&said.by_topic);
    for line in table(comparison, context) {
        page.line(1, line);
    }
    if !comparison.differs.topics.is_empty() {
        page.line(1, format!("{DIFFERS} {}", said.differs));
    }
    for (one, text) in comparison.rulesets.iter().zip(texts) {
        let identity = words.aside(&format!("{} {}", one.ruleset.id, one.ruleset.version));
        page.section(format!("{}{identity}  {}", one.municipality, one.title));
        match &one.report {
            Some(report) => grounds(&mut page, report, text),
            None => page.line(1, &said.no_procedure),
        }
    }
    if !comparison.not_carried.is_empty() {
        page.section(&said.not_carried);
        page.line(1, comparison.not_carried.join(", "));
    }
    page.into_text()
}

/// Before a topic in which the rulesets differ.
const DIFFERS: &str = "*";

/// One column a ruleset, one row a topic.
fn table(comparison: &Comparison<'_>, context: &Context) -> Vec<String> {
    let Context { locale, words, .. } = context;
    let rulesets = &comparison.rulesets;
    let one = |text: &str| vec![text.to_owned()];
    let mut rows: Vec<Vec<Vec<String>>> = vec![
        [Vec::new()]
            .into_iter()
            .chain(rulesets.iter().map(|column| one(column.municipality)))
            .collect(),
        [one(&words.report.verdict)]
            .into_iter()
            .chain(rulesets.iter().map(|column| match &column.report {
                Some(report) => one(locale.verdict.of(report.verdict.name())),
                None => one(&words.compare.no_procedure),
            }))
            .collect(),
    ];
    rows.extend(comparison.topics.iter().map(|topic| {
        let differs = comparison.differs.topics.contains(&topic.topic);
        let mark = if differs { DIFFERS } else { " " };
        let cells = topic.cells.iter().map(|cell| lines(cell, context));
        let Topic { title, .. } = topic;
        [vec![format!("{mark} {title}")]]
            .into_iter()
            .chain(cells)
            .collect()
    }));
    aligned(&rows)
}

/// A cell: each condition's truth and clause.
fn lines(cell: &Option<Cell<'_>>, context: &Context) -> Vec<String> {
    let conditions = cell.iter().flat_map(|cell| {
        cell.conditions.iter().map(move |condition| {
            let truth = match (cell.truth, condition.truth) {
                (_, None) => &context.words.report.not_applicable,
                (None, _) => &context.words.compare.not_asked,
                (_, Some(truth)) => context.locale.truth.of(truth.name()),
            };
            format!("{truth}  {}", condition.clause)
        })
    });
    let lines: Vec<String> = conditions.collect();
    if lines.is_empty() {
        return vec!["-".to_owned()];
    }
    lines
}

/// What decided a verdict, and what is still needed, from whom.
fn grounds(page: &mut Page, report: &Report<'_>, text: RulesetText<'_>) {
    page.line(1, heading(report.verdict, text));
    caution(page, 2, report.verdict, text);
    deciders(page, 2, report);
    if report.still_needed.by_supplier().next().is_some() {
        page.line(1, &text.words.report.still_needed);
    }
    still_needed(page, 2, &report.still_needed, text);
}
