//! An explanation for reading at a terminal.

use shodaku::engine::truth::Truth;

use super::explanation::{Explanation, LimbExplained, Stands};
use crate::cli::page::Page;
use crate::cli::readings::readings;
use crate::cli::ruleset_text::RulesetText;
use crate::cli::verdict_text::{caution, heading};

/// `explanation` in words.
pub fn explanation_text(explanation: &Explanation<'_>, text: RulesetText<'_>) -> String {
    let RulesetText { locale, words, .. } = text;
    let said = &words.explain;
    let mut page = Page::default();
    text.header(&mut page);
    let (title, procedure) = (explanation.title, explanation.procedure);
    page.line(0, format!("{title}  {procedure}"));
    if let Some(summary) = explanation.summary {
        page.line(0, summary);
    }
    if let Some(verdict) = explanation.verdict {
        page.section(heading(verdict, text));
        caution(&mut page, 1, verdict, text);
    }
    if !explanation.routes.is_empty() {
        page.section(&said.routes);
    }
    for route in &explanation.routes {
        let verdict = locale.verdict.of(route.verdict.name());
        let claimed = route.claimed.then(|| words.aside(&said.claimed));
        let (stands, claimed) = (stands(route.stands, text), claimed.unwrap_or_default());
        page.line(1, format!("{stands}{}  → {verdict}{claimed}", route.clause));
        page.line(2, &route.when);
        page.line(2, route.message);
    }
    if !explanation.conditions.is_empty() {
        page.section(&said.conditions);
    }
    for condition in &explanation.conditions {
        let (clause, title, id) = (condition.clause, condition.title, condition.condition);
        let stands = stands(condition.stands, text);
        page.line(1, format!("{stands}{clause}  {title}  {id}"));
        for one in &condition.limbs {
            limb(&mut page, one, explanation.single, text);
        }
    }
    if !explanation.duties.is_empty() {
        page.section(&words.report.duties);
    }
    for duty in &explanation.duties {
        let stands = stands(duty.stands, text);
        let advisory = duty.advisory.then(|| words.aside(&words.report.advisory));
        let advisory = advisory.unwrap_or_default();
        page.line(
            1,
            format!("{stands}{}  {}{advisory}", duty.clause, duty.message),
        );
        for (what, predicate) in [
            (&said.only_if, &duty.only_if),
            (&said.kept_if, &duty.kept_if),
        ] {
            if let Some(predicate) = predicate {
                page.line(2, format!("{what}: {predicate}"));
            }
        }
    }
    if !explanation.results.is_empty() {
        page.section(&words.report.results);
    }
    for result in &explanation.results {
        let stands = stands(result.stands, text);
        page.line(1, format!("{stands}{}  {}", result.clause, result.value));
        page.line(2, &result.when);
    }
    readings(&mut page, &explanation.readings, text);
    page.into_text()
}

fn limb(page: &mut Page, limb: &LimbExplained<'_>, single: bool, text: RulesetText<'_>) {
    let said = &text.words.explain;
    let stands = stands(limb.stands, text);
    page.line(2, format!("{stands}{}  {}", limb.limb, limb.asks));
    let also: Vec<&str> = limb.clauses.iter().skip(1).map(String::as_str).collect();
    if !also.is_empty() {
        page.line(3, also.join("、"));
    }
    if let Some(only_if) = &limb.only_if {
        page.line(3, format!("{}: {only_if}", said.only_if));
    }
    if limb.otherwise.is_some() {
        page.line(3, &said.otherwise_open);
    }
    if limb.if_recorded {
        page.line(3, &said.if_recorded);
    }
    if !limb.supports.fields.is_empty() {
        let supports = text.labels(&limb.supports);
        page.line(3, format!("{}: {supports}", said.supports));
    }
    let met = limb
        .stands
        .map(|stands| stands.truth.is_none_or(|truth| truth == Truth::Met));
    if !met.unwrap_or(!single) {
        page.line(3, limb.message);
        page.line(3, format!("→ {}", limb.remedy));
    }
}

/// How a request stands to it, before what is said of it; nothing where there is no request.
fn stands(stands: Option<Stands>, text: RulesetText<'_>) -> String {
    let RulesetText { locale, words, .. } = text;
    let Some(Stands { truth, because, .. }) = stands else {
        return String::new();
    };
    let truth = match truth {
        None => &words.report.not_applicable,
        Some(truth) => locale.truth.of(truth.name()),
    };
    let causes: Vec<&str> = because.iter().map(|cause| words.cause(cause)).collect();
    if causes.is_empty() {
        return format!("[{truth}] ");
    }
    format!("[{truth}{}] ", words.aside(&causes.join(", ")))
}
