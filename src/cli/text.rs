//! A report for reading at a terminal.

use shodaku::engine::lang::Lang;
use shodaku::engine::truth::Truth;
use shodaku::library::Entry;
use shodaku::library::choice::Why;
use shodaku::reports::ids::Ids;
use shodaku::reports::issue::Issue;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

use super::words::Words;

/// Lines of text, each with its depth.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// Adds a line.
    pub fn line(&mut self, depth: usize, text: impl AsRef<str>) {
        self.0.push_str(&"  ".repeat(depth));
        self.0.push_str(text.as_ref());
        self.0.push('\n');
    }

    /// Starts a section.
    pub fn section(&mut self, heading: impl AsRef<str>) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(0, heading);
    }

    /// The whole.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// The names of fields by label.
pub fn labels(fields: &Ids<'_>, entry: &Entry, words: &Words) -> String {
    let label = |field| Some(entry.texts.field(field)?.label.get(words.lang));
    words.list(fields.fields.iter().copied().filter_map(label))
}

/// The first lines: which text, which version.
pub fn header(page: &mut Page, entry: &Entry, lang: Lang) {
    let texts = &entry.texts.ruleset;
    let title = texts.title.get(lang);
    let instrument = Words::of(lang).aside(texts.instrument.get(lang));
    let (id, version) = (&entry.ruleset.id, &entry.ruleset.version);
    page.line(0, format!("{title}{instrument}  {id} {version}"));
}

/// `report` in words.
pub fn report(report: &Report<'_>, entry: &Entry, locale: &Locale, words: &Words) -> String {
    let mut page = Page::default();
    let page = &mut page;
    header(page, entry, words.lang);
    let procedure = entry.texts.procedure(&entry.ruleset, report.procedure);
    let title = procedure.map_or(report.procedure, |texts| texts.title.get(words.lang));
    let (stage, as_of) = (words.stage(report.stage), words.as_of);
    page.line(0, format!("{title}  {stage}  {as_of} {}", report.as_of));
    version(page, report, entry, locale, words);

    let verdict = locale.verdict.of(report.verdict.name());
    page.section(format!("{}: {verdict}", words.verdict));
    if let Some(caution) = locale.caution.get(report.verdict.name()) {
        page.line(1, caution);
    }
    deciders(page, 1, report);

    if !report.could_claim.is_empty() {
        page.section(words.could_claim);
    }
    for claim in &report.could_claim {
        let verdict = locale.verdict.of(claim.verdict.name());
        page.line(
            1,
            format!("{}  {}: {}", claim.clause, verdict, claim.message),
        );
    }

    if !report.issues.is_empty() {
        page.section(format!(
            "{}{}",
            words.issues,
            words.aside(&report.issues.len().to_string())
        ));
    }
    for one in &report.issues {
        issue(page, one, entry, locale, words);
    }

    needed(page, report, entry, locale, words);

    if !report.results.is_empty() {
        page.section(words.results);
    }
    for result in &report.results {
        let truth = match result.truth {
            Truth::Met => String::new(),
            open => words.aside(locale.truth.of(open.name())),
        };
        page.line(1, format!("{}  {}{truth}", result.clause, result.value));
    }

    if !report.duties.is_empty() {
        page.section(words.duties);
    }
    for duty in &report.duties {
        let truth = duty
            .truth
            .map(|truth| words.aside(locale.truth.of(truth.name())));
        page.line(
            1,
            format!(
                "{}  {}{}",
                duty.clause,
                duty.message,
                truth.unwrap_or_default()
            ),
        );
    }

    if !report.readings.is_empty() {
        page.section(words.readings);
    }
    for reading in &report.readings {
        page.line(
            1,
            format!("{}  {}: {}", reading.clause, words.taken, reading.taken),
        );
        page.line(2, format!("{}: {}", words.alternative, reading.alternative));
    }

    if !report.not_used.is_empty() {
        page.section(words.not_used);
        page.line(1, report.not_used.join(", "));
    }
    std::mem::take(page).into_text()
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

/// Why this version, where there are several.
fn version(page: &mut Page, report: &Report<'_>, entry: &Entry, locale: &Locale, words: &Words) {
    let chosen = &report.version_chosen;
    if chosen.why == Why::OnlyVersion {
        return;
    }
    let why = locale.why_version.of(chosen.why.name());
    let label = chosen.decided_by.map(|decider| {
        let field = entry.ruleset.field_index(decider);
        let texts = field.and_then(|field| entry.texts.field(field));
        texts.map_or(words.as_of, |texts| texts.label.get(words.lang))
    });
    let by = label.map(|label| words.aside(label)).unwrap_or_default();
    page.line(0, format!("{why}{by}"));
}

fn issue(page: &mut Page, issue: &Issue<'_>, entry: &Entry, locale: &Locale, words: &Words) {
    let severity = locale.severity.of(issue.severity.name());
    let clauses = issue.clauses.join("、");
    let fields = labels(&issue.fields, entry, words);
    let heading = [clauses.as_str(), fields.as_str()]
        .map(str::trim)
        .join("  ");
    page.line(1, format!("[{severity}] {}", heading.trim()));
    page.line(2, &issue.message);
    page.line(2, format!("→ {}", issue.remedy));
    if !issue.alternatives.is_empty() {
        page.line(2, format!("{}:", words.alternatives));
    }
    for alternative in &issue.alternatives {
        let mut line = format!("- {}", locale.truth.of(alternative.truth.name()));
        for text in [alternative.title, alternative.clause]
            .into_iter()
            .flatten()
        {
            line.push_str("  ");
            line.push_str(text);
        }
        for (what, fields) in [
            (words.lacks, &alternative.lacks),
            (words.fails, &alternative.fails),
        ] {
            if !fields.fields.is_empty() {
                line.push_str(&format!("  {what}: {}", labels(fields, entry, words)));
            }
        }
        page.line(3, line);
    }
}

fn needed(page: &mut Page, report: &Report<'_>, entry: &Entry, locale: &Locale, words: &Words) {
    for (at, (supplier, fields)) in report.still_needed.by_supplier().enumerate() {
        if at == 0 {
            page.section(words.still_needed);
        }
        let supplier = locale.supplier.of(supplier.name());
        page.line(1, format!("{supplier}: {}", labels(fields, entry, words)));
    }
}
