//! The parts of a ruleset, each written once, under the clauses of the text in their order.

use std::collections::BTreeMap;
use std::sync::Arc;

use shodaku::engine::ruleset::Procedure;
use shodaku::kit::clause::in_order;

use super::html::Html;
use crate::cli::explain::explainer::Explainer;
use crate::cli::explain::explanation::{
    ConditionExplained, DutyExplained, Explanation, LimbExplained, ResultExplained, RouteExplained,
};
use crate::cli::ruleset_text::RulesetText;
use crate::cli::words::Words;

/// A part, as it is pointed at.
pub struct Part<'e> {
    /// Its place in the page.
    pub anchor: String,
    /// The clause it restates.
    pub clause: &'e str,
    /// What it is called.
    pub title: String,
}

/// All parts of a ruleset.
pub struct Parts<'e> {
    /// What each procedure asks.
    procedures: Vec<Explanation<'e>>,
}

/// The place of a clause in the page.
pub fn anchor(clause: &str) -> String {
    clause.split_whitespace().collect()
}

impl<'e> Parts<'e> {
    /// Those of the ruleset.
    pub fn of(text: RulesetText<'e>) -> Parts<'e> {
        let explain = |procedure: &'e Arc<Procedure>| {
            let explainer = Explainer {
                text,
                procedure: procedure.as_ref(),
                judgement: None,
                report: None,
            };
            explainer.explain()
        };
        Parts {
            procedures: text.entry.ruleset.procedures.iter().map(explain).collect(),
        }
    }

    /// What one procedure asks, under headings.
    pub fn of_procedure<'w>(&self, id: &str, words: &'w Words) -> Vec<(&'w str, Vec<Part<'e>>)> {
        let of = self.procedures.iter().find(|one| one.procedure == id);
        let Some(of) = of else {
            return Vec::new();
        };
        let all: [(&str, Vec<Part<'e>>); 4] = [
            (&words.explain.routes, of.routes.iter().map(route).collect()),
            (
                &words.explain.conditions,
                of.conditions.iter().map(condition).collect(),
            ),
            (&words.report.duties, of.duties.iter().map(duty).collect()),
            (
                &words.report.results,
                of.results.iter().map(result).collect(),
            ),
        ];
        let some = all.into_iter().filter(|(_, parts)| !parts.is_empty());
        some.collect()
    }

    /// Every clause with what restates it, in the order of the text.
    pub fn by_clause(&self, html: &mut Html, text: RulesetText<'_>) {
        let mut written: BTreeMap<&str, Written> = BTreeMap::new();
        let mut clauses: Vec<&str> = Vec::new();
        for explained in &self.procedures {
            for one in &explained.routes {
                add(&mut written, &mut clauses, route(one), |html| {
                    of_route(html, one, text)
                });
            }
            for one in &explained.conditions {
                let part = condition(one);
                for also in one.limbs.iter().flat_map(|limb| limb.clauses) {
                    see(&mut written, &mut clauses, also, &part);
                }
                add(&mut written, &mut clauses, part, |html| {
                    of_condition(html, one, text)
                });
            }
            for one in &explained.duties {
                add(&mut written, &mut clauses, duty(one), |html| {
                    of_duty(html, one, text)
                });
            }
            for one in &explained.results {
                add(&mut written, &mut clauses, result(one), |html| {
                    of_result(html, one, text)
                });
            }
        }
        for clause in in_order(clauses) {
            let Some(Written { parts, see }) = written.remove(clause) else {
                continue;
            };
            let anchor = anchor(clause);
            html.within("section", &[("id", &anchor), ("class", "clause")], |html| {
                html.within("h3", &[], |html| {
                    html.element("a", &[("href", &format!("#{anchor}"))], clause);
                });
                for (place, part) in parts {
                    html.within("article", &[("id", &place), ("class", "part")], |html| {
                        html.add(part);
                    });
                }
                if !see.is_empty() {
                    html.within("p", &[], |html| {
                        html.text(&format!("{}: ", text.words.pages.see));
                        for (place, title) in see {
                            html.element("a", &[("href", &format!("#{place}"))], &title);
                            html.text(" ");
                        }
                    });
                }
            });
        }
    }
}

/// What stands under a clause.
#[derive(Default)]
struct Written {
    /// The parts that restate it, with their places.
    parts: Vec<(String, Html)>,
    /// The parts that cite it beside their own, with what they are called.
    see: Vec<(String, String)>,
}

fn under<'w, 'e>(
    written: &'w mut BTreeMap<&'e str, Written>,
    clauses: &mut Vec<&'e str>,
    clause: &'e str,
) -> &'w mut Written {
    written.entry(clause).or_insert_with(|| {
        clauses.push(clause);
        Written::default()
    })
}

/// Adds a part under its clause, unless another procedure has it too and it stands there.
fn add<'e>(
    written: &mut BTreeMap<&'e str, Written>,
    clauses: &mut Vec<&'e str>,
    part: Part<'e>,
    fill: impl FnOnce(&mut Html),
) {
    let Written { parts, .. } = under(written, clauses, part.clause);
    if parts.iter().all(|(place, _)| *place != part.anchor) {
        let mut html = Html::default();
        fill(&mut html);
        parts.push((part.anchor, html));
    }
}

/// Says under `clause` that `part` cites it too.
fn see<'e>(
    written: &mut BTreeMap<&'e str, Written>,
    clauses: &mut Vec<&'e str>,
    clause: &'e str,
    part: &Part<'e>,
) {
    let Written { see, .. } = under(written, clauses, clause);
    if clause != part.clause && see.iter().all(|(place, _)| *place != part.anchor) {
        see.push((
            part.anchor.clone(),
            format!("{} {}", part.clause, part.title),
        ));
    }
}

fn route<'e>(route: &RouteExplained<'e>) -> Part<'e> {
    Part {
        anchor: format!("route.{}", route.route),
        clause: route.clause,
        title: route.message.to_owned(),
    }
}

fn condition<'e>(condition: &ConditionExplained<'e>) -> Part<'e> {
    Part {
        anchor: format!("condition.{}", condition.condition),
        clause: condition.clause,
        title: condition.title.to_owned(),
    }
}

fn duty<'e>(duty: &DutyExplained<'e>) -> Part<'e> {
    Part {
        anchor: format!("duty.{}", duty.duty),
        clause: duty.clause,
        title: duty.message.to_owned(),
    }
}

fn result<'e>(result: &ResultExplained<'e>) -> Part<'e> {
    Part {
        anchor: format!("result.{}", result.result),
        clause: result.clause,
        title: result.value.to_owned(),
    }
}

fn of_route(html: &mut Html, route: &RouteExplained<'_>, text: RulesetText<'_>) {
    let words = text.words;
    let verdict = text.locale.verdict.of(route.verdict.name());
    let claimed = route.claimed.then(|| words.aside(&words.explain.claimed));
    html.within("h4", &[], |html| {
        html.text(&format!("→ {verdict}{} ", claimed.unwrap_or_default()));
        html.element("code", &[], route.route);
    });
    html.element("p", &[], &route.when);
    html.element("p", &[("class", "said")], route.message);
    reading(html, route.reading, text);
}

fn of_condition(html: &mut Html, condition: &ConditionExplained<'_>, text: RulesetText<'_>) {
    html.within("h4", &[], |html| {
        html.text(&format!("{} ", condition.title));
        html.element("code", &[], condition.condition);
    });
    html.within("ul", &[], |html| {
        for one in &condition.limbs {
            html.within("li", &[("id", &limb_anchor(condition, one))], |html| {
                limb(html, one, text)
            });
        }
    });
    reading(html, condition.reading, text);
}

fn limb_anchor(condition: &ConditionExplained<'_>, limb: &LimbExplained<'_>) -> String {
    format!("limb.{}.{}", condition.condition, limb.limb)
}

fn limb(html: &mut Html, limb: &LimbExplained<'_>, text: RulesetText<'_>) {
    let said = &text.words.explain;
    html.within("p", &[], |html| {
        html.element("b", &[], &limb.asks);
        html.text(" ");
        html.element("code", &[], limb.limb);
        for clause in limb.clauses.iter().skip(1) {
            html.text(" ");
            html.element("a", &[("href", &format!("#{}", anchor(clause)))], clause);
        }
    });
    only(html, &said.only_if, limb.only_if.as_deref());
    if limb.otherwise.is_some() {
        html.element("p", &[], &said.otherwise_open);
    }
    if limb.if_recorded {
        html.element("p", &[], &said.if_recorded);
    }
    if !limb.supports.fields.is_empty() {
        only(html, &said.supports, Some(&text.labels(&limb.supports)));
    }
    html.element("p", &[("class", "said")], limb.message);
    html.element("p", &[("class", "said")], &format!("→ {}", limb.remedy));
    reading(html, limb.reading, text);
}

fn of_duty(html: &mut Html, duty: &DutyExplained<'_>, text: RulesetText<'_>) {
    let words = text.words;
    let kind = if duty.advisory {
        &words.report.advisory
    } else {
        &words.report.duties
    };
    html.within("h4", &[], |html| {
        html.text(&format!("{kind} "));
        html.element("code", &[], duty.duty);
    });
    html.element("p", &[("class", "said")], duty.message);
    only(html, &words.explain.only_if, duty.only_if.as_deref());
    only(html, &words.explain.kept_if, duty.kept_if.as_deref());
}

fn of_result(html: &mut Html, result: &ResultExplained<'_>, text: RulesetText<'_>) {
    html.within("h4", &[], |html| {
        html.text(&format!("→ {} ", result.value));
        html.element("code", &[], result.result);
    });
    html.element("p", &[], &result.when);
    reading(html, result.reading, text);
}

/// What `of` is, if anything.
fn only(html: &mut Html, what: &str, of: Option<&str>) {
    if let Some(of) = of {
        html.element("p", &[], &format!("{what}: {of}"));
    }
}

/// A link to the reading that is taken.
fn reading(html: &mut Html, id: Option<&str>, text: RulesetText<'_>) {
    let Some(id) = id else { return };
    let readings = &text.entry.texts.readings;
    let Some(reading) = readings.iter().find(|reading| reading.id == id) else {
        return;
    };
    html.within("p", &[], |html| {
        let name = format!("{} {}", text.words.pages.reading, reading.clause);
        html.element("a", &[("href", &format!("#reading.{id}"))], &name);
        html.text(&format!(": {}", text.of(&reading.taken)));
    });
}
