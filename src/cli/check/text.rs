//! A report for reading at a terminal.

use shodaku::engine::truth::Truth;
use shodaku::library::choice::Why;
use shodaku::reports::brief::Brief;
use shodaku::reports::issue::Issue;
use shodaku::reports::report::{Report, StillNeeded};

use crate::cli::page::Page;
use crate::cli::readings::readings;
use crate::cli::ruleset_text::RulesetText;
use crate::cli::verdict_text::{caution, deciders, heading, still_needed};

/// `report` in words.
pub fn report_text(report: &Report<'_>, text: RulesetText<'_>) -> String {
    let RulesetText { locale, words, .. } = text;
    let said = &words.report;
    let mut page = Page::default();
    text.header(&mut page);
    let title = text.title(report.procedure).unwrap_or(report.procedure);
    let (stage, as_of) = (words.stage(report.stage), &said.as_of);
    page.line(0, format!("{title}  {stage}  {as_of} {}", report.as_of));
    reference(&mut page, report.reference, text);
    for (label, detail) in report.context.iter() {
        page.line(0, format!("{label}: {}", detail.join(&locale.joiner)));
    }
    version(&mut page, report, text);

    page.section(heading(report.verdict, text));
    caution(&mut page, 1, report.verdict, text);
    deciders(&mut page, 1, report);

    if !report.could_claim.is_empty() {
        page.section(&said.could_claim);
    }
    for claim in &report.could_claim {
        let verdict = locale.verdict.of(claim.verdict.name());
        page.line(
            1,
            format!("{}  {}: {}", claim.clause, verdict, claim.message),
        );
    }

    // Where a route has settled it, no condition is asked for any more; what cannot be read is.
    let settled = report.verdict.settled_by_route();
    let issues = report.issues.iter();
    let issues: Vec<_> = issues
        .filter(|issue| !settled || issue.condition.is_none())
        .collect();
    if !issues.is_empty() {
        page.section(format!(
            "{}{}",
            said.issues,
            words.aside(&issues.len().to_string())
        ));
    }
    for one in issues {
        issue(&mut page, one, text);
    }

    needed(&mut page, &report.still_needed, text);
    if !report.evidence.fields.is_empty() {
        page.section(&said.evidence);
        page.line(1, text.labels(&report.evidence));
    }

    if !report.vague.fields.is_empty() {
        page.section(&said.vague);
        page.line(1, text.labels(&report.vague));
    }

    if !report.results.is_empty() {
        page.section(&said.results);
    }
    for result in &report.results {
        let truth = match result.truth {
            Truth::Met => String::new(),
            open => words.aside(locale.truth.of(open.name())),
        };
        page.line(1, format!("{}  {}{truth}", result.clause, result.value));
    }

    if !report.duties.is_empty() {
        page.section(&said.duties);
    }
    for duty in &report.duties {
        let truth = duty
            .truth
            .map(|truth| words.aside(locale.truth.of(truth.name())));
        let advisory = duty.advisory.then(|| words.aside(&said.advisory));
        page.line(
            1,
            format!(
                "{}  {}{}{}",
                duty.clause,
                duty.message,
                advisory.unwrap_or_default(),
                truth.unwrap_or_default()
            ),
        );
    }

    readings(&mut page, &report.readings, text);

    if !report.not_used.is_empty() {
        page.section(&said.not_used);
        page.line(1, report.not_used.join(", "));
    }
    page.into_text()
}

/// `brief` in words.
pub fn brief_text(brief: &Brief<'_>, text: RulesetText<'_>) -> String {
    let mut page = Page::default();
    reference(&mut page, brief.reference, text);
    page.line(0, heading(brief.verdict, text));
    caution(&mut page, 1, brief.verdict, text);
    for part in &brief.decided_by {
        page.line(1, format!("{}  {}", part.id, part.clause));
    }
    if !brief.not_met.is_empty() {
        page.section(&text.words.report.not_met);
    }
    for one in &brief.not_met {
        page.line(1, format!("{}  {}", one.limb, one.clauses.join(", ")));
    }
    needed(&mut page, &brief.still_needed, text);
    page.into_text()
}

/// Which case it is, if the request says.
fn reference(page: &mut Page, reference: Option<&str>, text: RulesetText<'_>) {
    if let Some(reference) = reference {
        page.line(0, format!("{}: {reference}", text.words.report.reference));
    }
}

/// A section of what is still needed, if anything is.
fn needed(page: &mut Page, needed: &StillNeeded<'_>, text: RulesetText<'_>) {
    if needed.by_supplier().next().is_some() {
        page.section(&text.words.report.still_needed);
    }
    still_needed(page, 1, needed, text);
}

/// Why this version, where there are several.
fn version(page: &mut Page, report: &Report<'_>, text: RulesetText<'_>) {
    let RulesetText {
        entry,
        locale,
        words,
    } = text;
    let chosen = &report.version_chosen;
    if chosen.why == Why::OnlyVersion {
        return;
    }
    let why = locale.why_version.of(chosen.why.name());
    let label = chosen.decided_by.map(|decider| {
        let field = entry.ruleset.field_index(decider);
        let label = field.and_then(|field| text.label(field));
        label.unwrap_or(&words.report.as_of)
    });
    let by = label.map(|label| words.aside(label)).unwrap_or_default();
    page.line(0, format!("{why}{by}"));
}

fn issue(page: &mut Page, issue: &Issue<'_>, text: RulesetText<'_>) {
    let locale = text.locale;
    let said = &text.words.report;
    let severity = locale.severity.of(issue.severity.name());
    let clauses = issue.clauses.join("、");
    let fields = text.labels(&issue.fields);
    let heading = [clauses.as_str(), fields.as_str()]
        .map(str::trim)
        .join("  ");
    page.line(1, format!("[{severity}] {}", heading.trim()));
    page.line(2, &issue.message);
    page.line(2, format!("→ {}", issue.remedy));
    if !issue.alternatives.is_empty() {
        page.line(2, format!("{}:", said.alternatives));
    }
    for alternative in &issue.alternatives {
        let mut line = format!("- {}", locale.truth.of(alternative.truth.name()));
        let named = [alternative.title, alternative.clause];
        for name in named.into_iter().flatten() {
            line.push_str("  ");
            line.push_str(name);
        }
        for (what, fields) in [
            (&said.lacks, &alternative.lacks),
            (&said.fails, &alternative.fails),
        ] {
            if !fields.fields.is_empty() {
                line.push_str(&format!("  {what}: {}", text.labels(fields)));
            }
        }
        page.line(3, line);
    }
}
