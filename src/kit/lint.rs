//! Lints: what loads, and is probably not what its author meant.
//!
//! Each has a stable name and says what is wrong and what to write. What a predicate can come to
//! is tried out ([`crate::kit::domain`]), so those lints are exact; where there is too much to try,
//! that is said ([`Untried`]).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::engine::answer::Answer;
use crate::engine::error::{Problem, Unknown};
use crate::engine::facts::Facts;
use crate::engine::field::{FieldIndex, FieldType};
use crate::engine::lang::LANGUAGES;
use crate::engine::predicate::Predicate;
use crate::engine::ruleset::listed;
use crate::engine::ruleset::{Kind, Procedure, Ruleset, SHARED_FIELDS, Unit};
use crate::engine::truth::{Cause, Truth};
use crate::engine::verdict::Verdict;
use crate::kit::clause::{Clause, Letters};
use crate::kit::domain::{Budget, Domain, Lost, Next, Outcomes, TooMuch, settled};
use crate::kit::imprecise::{self, Search, Together};
use crate::library::clash::{Clash, clashes};
use crate::library::draft::Draft;
use crate::library::{notes, places, vocabulary};

/// How many warnings are listed.
const MAX_WARNINGS: usize = 100;
/// What a contractor can ask consent for. A ruleset that judges any of it says of each what its
/// text says, if only that it says nothing.
const CONSULTATIONS: [&str; 8] = [
    "takeout",
    "offsite",
    "third_party",
    "purpose_change",
    "copy",
    "subcontract",
    "resubcontract",
    "carriage",
];

/// What a warning is about; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lint {
    /// Nothing uses a definition.
    UnusedDefinition,
    /// Nothing looks at a field.
    UnusedField,
    /// Nothing refers to a reading.
    UnusedReading,
    /// What is said to be imprecise is not.
    UnusedImprecise,
    /// No procedure lists a route, a condition, a duty or a result.
    Unlisted,
    /// A route or a condition stands behind a route that always decides.
    Unreachable,
    /// A consultation is none that others have, or one of theirs is missing.
    Consultations,
    /// An exception that waits to be claimed stands before a ban, or is one.
    ClaimedBan,
    /// It never applies.
    NeverApplies,
    /// No answers meet it.
    NeverMet,
    /// No answers fail it.
    NeverFails,
    /// Three-valued logic leaves unknown what follows all the same.
    Imprecise,
    /// Clauses do not stand in the text's order.
    ClauseOrder,
    /// Two conditions restate one clause.
    ClauseTwice,
    /// A text lacks a language that others have.
    MissingLanguage,
    /// A field's name does not say what it is.
    FieldName,
    /// Two versions of a text are in force on one day.
    Overlap,
}

impl Lint {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Lint::UnusedDefinition => "unused-definition",
            Lint::UnusedField => "unused-field",
            Lint::UnusedReading => "unused-reading",
            Lint::UnusedImprecise => "unused-imprecise",
            Lint::Unlisted => "unlisted",
            Lint::Unreachable => "unreachable",
            Lint::Consultations => "consultations",
            Lint::ClaimedBan => "claimed-ban",
            Lint::NeverApplies => "never-applies",
            Lint::NeverMet => "never-met",
            Lint::NeverFails => "never-fails",
            Lint::Imprecise => "imprecise",
            Lint::ClauseOrder => "clause-order",
            Lint::ClauseTwice => "clause-twice",
            Lint::MissingLanguage => "missing-language",
            Lint::FieldName => "field-name",
            Lint::Overlap => "overlap",
        }
    }
}

/// One warning, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub lint: Lint,
    /// Where, what is wrong and what to write.
    pub problem: Problem,
}

/// What there is to say of a ruleset that loads.
#[derive(Clone, Debug, Default)]
pub struct Linted {
    /// In the order of its file.
    pub warnings: Vec<Warning>,
    /// Where there was too much to try out, so that silence says nothing.
    pub untried: Untried,
}

/// What was not tried out, for there is too much to try: routes, limbs (as `condition.limb`),
/// conditions, duties and results by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Untried {
    /// Whether these are ever met, and ever not.
    pub outcomes: BTreeSet<String>,
    /// Whether these are exact by themselves.
    pub exact: BTreeSet<String>,
    /// Whether routes and limbs are exact together.
    pub together: bool,
}

/// Lints a ruleset.
pub fn lint(draft: &Draft<'_>) -> Linted {
    let mut linter = Linter {
        draft,
        ruleset: &draft.ruleset,
        warnings: Vec::new(),
        untried: Untried::default(),
        budget: Budget::default(),
    };
    linter.unused();
    linter.consultations();
    linter.field_names();
    linter.languages();
    linter.clauses();
    linter.logic();
    linter.together();
    let mut warnings = linter.warnings;
    warnings.sort_by_key(|warning| warning.problem.position);
    Linted {
        warnings,
        untried: linter.untried,
    }
}

/// Warnings on versions of one text that could not be loaded together: each with the position of
/// the draft it is about.
pub fn overlaps(drafts: &[&Draft<'_>]) -> Vec<(usize, Warning)> {
    let mut warnings = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let earlier = drafts.iter().take(at).map(|draft| &draft.ruleset);
        for other in earlier.filter(|other| other.id == draft.ruleset.id) {
            for Clash { problem, .. } in clashes(&draft.ruleset, other) {
                let problem = draft.problem(&problem.path, problem.message);
                let lint = Lint::Overlap;
                warnings.push((at, Warning { lint, problem }));
            }
        }
    }
    warnings
}

struct Linter<'d> {
    draft: &'d Draft<'d>,
    ruleset: &'d Ruleset,
    warnings: Vec<Warning>,
    untried: Untried,
    budget: Budget,
}

impl<'d> Linter<'d> {
    fn warn(&mut self, lint: Lint, path: &str, message: String) {
        if self.warnings.len() < MAX_WARNINGS {
            let problem = self.draft.problem(path, message);
            let warning = Warning { lint, problem };
            // What several procedures or places share is said once.
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// The tables of a list.
    fn list(&self, key: &str) -> impl Iterator<Item = (usize, &'d Map<String, Value>)> + use<'d> {
        tables(&self.draft.document, key)
    }

    fn unused(&mut self) {
        for name in &self.draft.unused_definitions {
            let message = format!("nothing uses it; remove it, or write `use = \"{name}\"`");
            self.warn(Lint::UnusedDefinition, &format!("define.{name}"), message);
        }
        let mut named = BTreeSet::new();
        let document = self.draft.document.as_object();
        for (_, part) in document
            .into_iter()
            .flatten()
            .filter(|(key, _)| *key != "field")
        {
            vocabulary::strings(part, &mut |text| {
                named.insert(text);
            });
        }
        for (at, id) in ids(self.list("field")) {
            if !named.contains(id) {
                let message =
                    format!("nothing looks at `{id}`; ask for it in a predicate, or remove it");
                self.warn(Lint::UnusedField, &format!("field[{at}]"), message);
            }
        }
        for (key, lists) in [
            ("route", "routes"),
            ("condition", "conditions"),
            ("duty", "duties"),
            ("result", "results"),
        ] {
            let listed: Vec<&str> = self
                .list("procedure")
                .flat_map(|(_, procedure)| texts(procedure.get(lists)))
                .collect();
            for (at, id) in ids(self.list(key)) {
                if !listed.contains(&id) {
                    let message = format!(
                        "no procedure lists the {key} `{id}`; add it to `{lists}`, or remove it"
                    );
                    self.warn(Lint::Unlisted, &format!("{key}[{at}]"), message);
                }
            }
        }
        let mut referred = BTreeSet::new();
        for key in ["route", "condition", "duty", "result", "procedure"] {
            for (_, table) in self.list(key) {
                let limbs = table.get("limb").and_then(Value::as_array);
                let limbs = limbs.into_iter().flatten().filter_map(Value::as_object);
                for table in limbs.chain([table]) {
                    referred.extend(table.get("reading").and_then(Value::as_str));
                    referred.extend(texts(table.get("readings")));
                }
            }
        }
        for (at, id) in ids(self.list("reading")) {
            if !referred.contains(id) {
                let message = format!(
                    "nothing refers to the reading `{id}`; write `reading = \"{id}\"` where it \
                     is taken, or remove it"
                );
                self.warn(Lint::UnusedReading, &format!("reading[{at}]"), message);
            }
        }
    }

    /// Each consultation is declared once, under the name that others know it by.
    fn consultations(&mut self) {
        let mut declared = Vec::new();
        let mut wrong = Vec::new();
        for (procedure, at) in self.ruleset.procedures.iter().zip(0..) {
            let id = procedure.id.as_str();
            let known = CONSULTATIONS.contains(&id);
            match procedure.kind {
                Kind::Consultation if known => declared.push(id.to_owned()),
                Kind::Consultation => {
                    let unknown = Unknown::new(id, &mut CONSULTATIONS.iter().copied());
                    let mut message = format!("unknown consultation {unknown}");
                    if unknown.nearest.is_none() {
                        let all = listed(&mut CONSULTATIONS.iter().copied());
                        message.push_str(&format!("; one of {all}"));
                    }
                    wrong.push((at, message));
                    // A misspelled one is one mistake, not one unknown and one missing.
                    declared.extend(unknown.nearest);
                }
                Kind::Checklist if known => {
                    let message = "is a consultation; leave out `kind`, or rename it";
                    wrong.push((at, message.to_owned()));
                    declared.push(id.to_owned());
                }
                Kind::Checklist => {}
            }
        }
        for (at, message) in wrong {
            self.warn(Lint::Consultations, &format!("procedure[{at}].id"), message);
        }
        let missing = CONSULTATIONS.iter().copied();
        let missing = missing.filter(|id| !declared.iter().any(|declared| declared == id));
        let missing = listed(&mut missing.into_iter());
        if !declared.is_empty() && !missing.is_empty() {
            let message = format!(
                "the ruleset says nothing of {missing}; declare each, where the text is silent \
                 with a route `when = {{ all = [] }}` to `not_regulated`"
            );
            self.warn(Lint::Consultations, "procedure[0]", message);
        }
    }

    fn field_names(&mut self) {
        let prefixes = vocabulary::own_prefixes(self.ruleset.id.as_str());
        for (at, field) in self.ruleset.fields.iter().enumerate() {
            let id = field.id.as_str();
            if SHARED_FIELDS.contains(&id) {
                continue;
            }
            let path = format!("field[{at}]");
            let local = match field.kind {
                FieldType::Finding => "finding.",
                FieldType::Decision => "decision.",
                _ => "",
            };
            let kind = field.kind.name();
            if !local.is_empty() && !id.starts_with(local) {
                let message = format!("`{id}` is a {kind}, which is local; name it `{local}…`");
                self.warn(Lint::FieldName, &path, message);
            } else if local.is_empty()
                && ["finding.", "decision."]
                    .iter()
                    .any(|other| id.starts_with(other))
            {
                let town = prefixes.first().map(String::as_str).unwrap_or_default();
                let message = format!("`{id}` is a {kind} field; name it `{town}…`");
                self.warn(Lint::FieldName, &path, message);
            } else if !prefixes.iter().any(|prefix| id.starts_with(prefix)) {
                let message = format!(
                    "`{id}` is no shared field; an own one's id starts with `{}`",
                    prefixes.join("`, `")
                );
                self.warn(Lint::FieldName, &path, message);
            }
        }
    }

    fn languages(&mut self) {
        let own = |path: &str, text: &Map<String, Value>| {
            let field = path
                .strip_prefix("field[")
                .and_then(|rest| rest.split(']').next());
            let field = field.and_then(|at| self.ruleset.fields.get(at.parse::<usize>().ok()?));
            // The vocabulary has every language.
            field.is_none_or(|field| !SHARED_FIELDS.contains(&field.id.as_str()))
                || LANGUAGES
                    .iter()
                    .any(|language| !text.contains_key(*language))
        };
        let mut found = Vec::new();
        let mut add = |path: &str, text| {
            if own(path, text) {
                found.push((path.to_owned(), text));
            }
        };
        each_text(&self.draft.document, "", &mut add);
        each_text(&self.draft.imprecise, "imprecise", &mut add);
        for language in LANGUAGES {
            if !found.iter().any(|(_, text)| text.contains_key(language)) {
                continue;
            }
            for (path, text) in &found {
                if !text.contains_key(language) {
                    let message = format!(
                        "has no `{language}`, which other texts have; write \
                         `{{ ja = \"…\", {language} = \"…\" }}`"
                    );
                    self.warn(Lint::MissingLanguage, path, message);
                }
            }
        }
    }

    /// Clauses in order, and each restated once, among what one procedure lists.
    fn clauses(&mut self) {
        for (key, lists) in [
            ("condition", "conditions"),
            ("duty", "duties"),
            ("result", "results"),
        ] {
            let entries: Vec<Cited<'_>> = self
                .list(key)
                .filter_map(|(at, table)| Cited::of(at, table))
                .collect();
            let letters = Letters::of(entries.iter().map(|entry| &entry.clause));
            for (_, procedure) in self.list("procedure") {
                let listed = texts(procedure.get(lists));
                let listed = listed.filter_map(|id| entries.iter().find(|entry| entry.id == id));
                let entries: Vec<&Cited<'_>> = listed.collect();
                for (at, entry) in entries.iter().enumerate() {
                    let before = entries.get(..at).unwrap_or_default();
                    self.order(key, entry, before, letters);
                    if key == "condition" {
                        self.twice(entry, before);
                    }
                }
            }
        }
    }

    fn order(
        &mut self,
        key: &str,
        entry: &Cited<'_>,
        before: &[&Cited<'_>],
        letters: Option<Letters>,
    ) {
        let comparable = before
            .iter()
            .rev()
            .find_map(|earlier| Some((*earlier, earlier.clause.compare(&entry.clause, letters)?)));
        if let Some((earlier, Ordering::Greater)) = comparable {
            let (first, second) = (entry.citation, earlier.citation);
            let message = format!(
                "{first} stands after {second} (`{}`); put each {key} where the text has it",
                earlier.id
            );
            self.warn(
                Lint::ClauseOrder,
                &format!("{key}[{}].clause", entry.at),
                message,
            );
        }
    }

    fn twice(&mut self, entry: &Cited<'_>, before: &[&Cited<'_>]) {
        let same = |earlier: &&&Cited<'_>| {
            let apart = |one: &Cited<'_>, other: &Cited<'_>| {
                !one.only.is_empty()
                    && !other.only.is_empty()
                    && !one.only.iter().any(|kind| other.only.contains(kind))
            };
            earlier.citation == entry.citation
                && earlier.topic == entry.topic
                && earlier.when == entry.when
                && !apart(earlier, entry)
        };
        if let Some(earlier) = before.iter().find(same) {
            let message = format!(
                "`{}` restates {} on the same topic; make them limbs of one condition, or cite \
                 each more exactly",
                earlier.id, entry.citation
            );
            self.warn(
                Lint::ClauseTwice,
                &format!("condition[{}].clause", entry.at),
                message,
            );
        }
    }
}

/// A condition or a result with what it cites.
struct Cited<'d> {
    at: usize,
    id: &'d str,
    citation: &'d str,
    clause: Clause,
    topic: Option<&'d str>,
    when: Option<&'d Value>,
    only: Vec<&'d str>,
}

impl<'d> Cited<'d> {
    fn of(at: usize, table: &'d Map<String, Value>) -> Option<Cited<'d>> {
        let citation = table.get("clause")?.as_str()?;
        Some(Cited {
            at,
            id: table.get("id")?.as_str()?,
            citation,
            clause: Clause::parse(citation),
            topic: table.get("topic").and_then(Value::as_str),
            when: table.get("when"),
            only: texts(table.get("only")).collect(),
        })
    }
}

/// What can come of predicates.
impl Linter<'_> {
    fn logic(&mut self) {
        let ruleset = self.ruleset;
        let mut seen = BTreeSet::new();
        for (procedure, at) in ruleset.procedures.iter().zip(0..) {
            self.reachable(procedure, at);
            let mut units = procedure.units.iter();
            for (route, unit) in procedure.routes.iter().zip(units.by_ref()) {
                let path = format!("route[{}].when", route.position);
                if seen.insert(path.clone()) {
                    self.unit(unit, &path, route.id.as_str(), "the route never decides");
                }
            }
            for condition in &procedure.conditions {
                let limbs: Vec<&Unit> = units.by_ref().take(condition.limbs.len()).collect();
                let path = format!("condition[{}]", condition.position);
                if !seen.insert(path.clone()) {
                    continue;
                }
                let known = self.warnings.len();
                for (at, (name, unit)) in condition.limb_names().zip(&limbs).enumerate() {
                    self.limb(unit, &format!("{path}.limb[{at}]"), &name);
                }
                if known == self.warnings.len() {
                    self.condition(&limbs, &path, condition.id.as_str());
                }
            }
            let listed: Vec<_> = self.list("procedure").collect();
            let table = listed.get(at).map(|(_, table)| *table);
            for (key, lists) in [("duty", "duties"), ("result", "results")] {
                for id in texts(table.and_then(|table| table.get(lists))) {
                    let Some(unit) = units.next() else { return };
                    let mut entries = ids(self.list(key));
                    let Some((at, _)) = entries.find(|(_, known)| *known == id) else {
                        continue;
                    };
                    let path = format!("{key}[{at}]");
                    if !seen.insert(path.clone()) {
                        continue;
                    }
                    if key == "duty" {
                        self.unit(unit, &format!("{path}.holds"), id, "no answers keep it");
                    } else {
                        self.unit(unit, &format!("{path}.when"), id, "it is never derived");
                    }
                }
            }
        }
    }

    /// What `unit` can come to, wherever every field is answered and it applies; as much of it as
    /// tells whether it can be met and not.
    fn unit(&mut self, unit: &Unit, path: &str, name: &str, never_met: &str) -> Option<Outcomes> {
        let open = is_left_open(&unit.holds);
        let (mut outcomes, mut hopeful) = (Outcomes::default(), Outcomes::default());
        let mut never_applies = true;
        let tried = Domain::of(&[unit], self.ruleset).and_then(|domain| {
            domain.explore(&mut self.budget, &mut |facts, whole| {
                let applies = applies(unit, facts);
                if applies == Truth::NotMet {
                    return Next::Settled;
                }
                let judged = unit.holds.judge(facts);
                if !whole && (applies == Truth::Unknown || judged.truth == Truth::Unknown) {
                    return Next::Further;
                }
                never_applies = false;
                outcomes.add(judged.truth);
                // That it is the same day, say, is no way to meet it; what its author leaves
                // open, or a blank that somebody else may fill, is.
                if open || !judged.causes.contains(Cause::Reading) {
                    hopeful.add(judged.truth);
                }
                let can_be_met = hopeful.met || hopeful.unknown;
                let can_fail = outcomes.not_met || outcomes.unknown;
                match can_be_met && can_fail && outcomes.differ() {
                    true => Next::Done,
                    false => Next::Settled,
                }
            })?;
            Ok(domain)
        });
        let Ok(domain) = tried else {
            self.untried.outcomes.insert(name.to_owned());
            self.untried.exact.insert(name.to_owned());
            return None;
        };
        if never_applies {
            let message = "never applies; change `when` or `only`, or remove it";
            // A duty need not ask anything.
            let path = path.strip_suffix(".holds").unwrap_or(path);
            self.warn(Lint::NeverApplies, path, message.to_owned());
            return None;
        }
        if !hopeful.met && !hopeful.unknown {
            let message =
                format!("{never_met}, whatever the answers; look for what excludes itself");
            self.warn(Lint::NeverMet, path, message);
        }
        if outcomes.differ() {
            match domain.lost(&|facts| settled(unit, facts), &mut self.budget) {
                Ok(None) => {}
                Ok(Some(lost)) => {
                    let message = self.lost(&lost);
                    self.warn(Lint::Imprecise, path, message);
                }
                Err(TooMuch) => {
                    self.untried.exact.insert(name.to_owned());
                }
            }
        }
        Some(outcomes)
    }

    fn limb(&mut self, unit: &Unit, path: &str, name: &str) {
        let never_met = "no answers meet it: the condition always fails";
        if let Some(outcomes) = self.unit(unit, path, name, never_met)
            && !outcomes.not_met
            && !outcomes.unknown
        {
            let message = "holds whatever the answers, so it asks nothing; look for what always \
                           holds, or remove it";
            self.warn(Lint::NeverFails, path, message.to_owned());
        }
    }

    /// Limbs that each can be met, but never together.
    fn condition(&mut self, limbs: &[&Unit], path: &str, name: &str) {
        let mut possible = false;
        let tried = Domain::of(limbs, self.ruleset).and_then(|domain| {
            domain.explore(&mut self.budget, &mut |facts, whole| {
                let mut limbs = limbs.iter().map(|unit| required(unit, facts));
                let truth = limbs.try_fold(Truth::Met, |all, limb| match (all, limb) {
                    (_, Truth::NotMet) => None,
                    (Truth::Unknown, _) | (_, Truth::Unknown) => Some(Truth::Unknown),
                    _ => Some(Truth::Met),
                });
                match truth {
                    None => Next::Settled,
                    Some(Truth::Unknown) if !whole => Next::Further,
                    Some(_) => {
                        possible = true;
                        Next::Done
                    }
                }
            })
        });
        if tried.is_err() {
            self.untried.outcomes.insert(name.to_owned());
        } else if !possible {
            let message = "no answers meet all of its limbs at once; look for two that exclude \
                           each other";
            self.warn(Lint::NeverMet, path, message.to_owned());
        }
    }

    /// Routes and conditions behind a route that always decides.
    fn reachable(&mut self, procedure: &Procedure, at: usize) {
        let routes = procedure.routes.iter().zip(&procedure.units);
        let always = routes.into_iter().position(|(_, unit)| {
            let mut always = true;
            let tried = Domain::of(&[unit], self.ruleset).and_then(|domain| {
                domain.explore(&mut self.budget, &mut |facts, whole| match unit
                    .holds
                    .judge(facts)
                    .truth
                {
                    Truth::Met => Next::Settled,
                    Truth::Unknown if !whole => Next::Further,
                    _ => {
                        always = false;
                        Next::Done
                    }
                })
            });
            // What was not tried is said of the route itself.
            tried.is_ok() && always
        });
        self.claimed(procedure, always);
        let Some(always) = always else { return };
        let Some(route) = procedure.routes.get(always) else {
            return;
        };
        let behind = if always + 1 < procedure.routes.len() {
            format!("routes[{}]", always + 1)
        } else if !procedure.conditions.is_empty() {
            "conditions".to_owned()
        } else {
            return;
        };
        let message = format!(
            "is never reached: the route `{}` always decides before it; put that route last and \
             leave `conditions` empty, or give it a `when`",
            route.id
        );
        self.warn(
            Lint::Unreachable,
            &format!("procedure[{at}].{behind}"),
            message,
        );
    }

    /// Claims that come too late to keep a ban in sight; the route at `always` decides in any case.
    fn claimed(&mut self, procedure: &Procedure, always: Option<usize>) {
        let last = always.and_then(|at| procedure.routes.get(at));
        let banned = last.filter(|route| route.verdict == Verdict::Prohibited);
        let before = procedure.routes.iter();
        let before = before.take(always.unwrap_or(procedure.routes.len()));
        for claimed in before.filter(|route| route.claimed) {
            let message = match (claimed.verdict, banned) {
                (Verdict::Prohibited, _) => {
                    "a ban would stay unseen until somebody claims it; leave `claimed` out".into()
                }
                (_, Some(banned)) => format!(
                    "while nobody says whether it applies, `{}` bans all the same; leave `claimed` \
                     out, so that it is open",
                    banned.id
                ),
                _ => continue,
            };
            let path = format!("route[{}].claimed", claimed.position);
            self.warn(Lint::ClaimedBan, &path, message);
        }
    }

    /// Routes and limbs that are imprecise together though the ruleset does not say so, and the
    /// other way round.
    fn together(&mut self) {
        let Search { found, whole } = imprecise::together(self.ruleset);
        self.untried.together = !whole;
        let notes: Vec<Vec<&str>> = notes::noted(&self.draft.imprecise).collect();
        let says = |names: &[&str], together: &Together| {
            let mut all = together.names.iter();
            all.all(|name| names.contains(&name.as_str()))
        };
        for together in &found {
            // Limbs that are never met at once are no matter of what is blank.
            let never = |warning: &Warning| {
                warning.lint == Lint::NeverMet && together.path.starts_with(&warning.problem.path)
            };
            if notes.iter().any(|names| says(names, together)) || self.warnings.iter().any(never) {
                continue;
            }
            let message = format!(
                "{} leave the verdict open {}, though together they come to `{}` whatever stands \
                 there; ask it in one limb, or write `between = {:?}` and a `because` under \
                 `[[imprecise]]`",
                listed(&mut together.names.iter().map(String::as_str)),
                self.circumstances(&together.lost),
                together.lost.comes_to.name(),
                together.names,
            );
            self.warn(Lint::Imprecise, &together.path, message);
        }
        for (at, names) in notes.iter().enumerate() {
            let said = found.iter().filter(|together| says(names, together));
            let said: BTreeSet<&String> = said.flat_map(|together| &together.names).collect();
            for (entry, name) in names.iter().enumerate() {
                if !said.iter().any(|said| said == name) {
                    let message = format!("`{name}` is exact with the others; remove it");
                    let path = format!("imprecise[{at}].between[{entry}]");
                    self.warn(Lint::UnusedImprecise, &path, message);
                }
            }
        }
    }

    fn lost(&self, lost: &Lost<Truth>) -> String {
        let (truth, list) = match lost.comes_to {
            Truth::NotMet => ("not met", "all"),
            _ => ("met", "any"),
        };
        format!(
            "is unknown {}, though {truth} whatever stands there, for it is asked in both senses; \
             ask it in one, or add to an `{list}` the case in which it does not matter",
            self.circumstances(lost)
        )
    }

    /// "while `a` is blank (`b` yes)".
    fn circumstances<T>(&self, lost: &Lost<T>) -> String {
        let name = |field: &FieldIndex| {
            let field = self.ruleset.field(*field);
            field.map_or("", |field| field.id.as_str())
        };
        let given: Vec<String> = lost
            .given
            .iter()
            .map(|(field, answer)| format!("`{}` {}", name(field), self.value(*field, answer)))
            .collect();
        let is = if lost.blank.len() > 1 { "are" } else { "is" };
        let blank = listed(&mut lost.blank.iter().map(name));
        let given = match given.as_slice() {
            [] => String::new(),
            given => format!(" ({})", given.join(", ")),
        };
        format!("while {blank} {is} blank{given}")
    }

    fn value(&self, field: FieldIndex, answer: &Answer) -> String {
        let option = |at: u8| {
            let field = self.ruleset.field(field);
            let option = field.and_then(|field| field.options.get(usize::from(at)));
            option.map(ToString::to_string).unwrap_or_default()
        };
        match answer {
            Answer::Blank | Answer::Unusable(_) => "blank".to_owned(),
            Answer::Text(_) => "stated".to_owned(),
            Answer::Integer(number) => number.to_string(),
            Answer::Boolean(true) => "yes".to_owned(),
            Answer::Boolean(false) => "no".to_owned(),
            Answer::Choice(at) => format!("`{}`", option(*at)),
            Answer::Choices(set) => {
                let chosen = (0..64).filter(|at| set.0 >> at & 1 == 1).map(option);
                format!("[{}]", chosen.collect::<Vec<_>>().join(", "))
            }
            Answer::Items(items) => format!("[{}]", items.join(", ")),
            Answer::Date(date) => date.to_iso(),
            Answer::FiscalYear(year) => year.0.to_string(),
            Answer::Decision(decision) => format!("`{}`", decision.name()),
        }
    }
}

/// Whether a predicate says of a point that it is open.
fn is_left_open(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Open(..) => true,
        Predicate::All(members) | Predicate::Any(members) => members.iter().any(is_left_open),
        Predicate::Test { .. } => false,
    }
}

fn applies(unit: &Unit, facts: &Facts<'_>) -> Truth {
    let when = unit.applies.as_ref();
    when.map_or(Truth::Met, |when| when.judge(facts).truth)
}

/// The truth of what `unit` asks for: met where it does not apply.
fn required(unit: &Unit, facts: &Facts<'_>) -> Truth {
    match (applies(unit, facts), unit.holds.judge(facts).truth) {
        (Truth::NotMet, _) | (_, Truth::Met) => Truth::Met,
        (Truth::Met, holds) => holds,
        (Truth::Unknown, _) => Truth::Unknown,
    }
}

/// The tables of a list in a document.
fn tables<'v>(
    document: &'v Value,
    key: &str,
) -> impl Iterator<Item = (usize, &'v Map<String, Value>)> + use<'v> {
    let list = document.get(key).and_then(Value::as_array);
    let entries = list.into_iter().flatten().enumerate();
    entries.filter_map(|(at, entry)| Some((at, entry.as_object()?)))
}

fn ids<'v>(
    tables: impl Iterator<Item = (usize, &'v Map<String, Value>)>,
) -> impl Iterator<Item = (usize, &'v str)> {
    tables.filter_map(|(at, table)| Some((at, table.get("id")?.as_str()?)))
}

/// The strings of a list; none where it is missing.
fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = list.and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

/// Calls `visit` for every text in `value`: a table of languages.
fn each_text<'v>(
    value: &'v Value,
    path: &str,
    visit: &mut impl FnMut(&str, &'v Map<String, Value>),
) {
    match value {
        Value::Object(table)
            if table.keys().any(|key| LANGUAGES.contains(&key.as_str()))
                && table.values().all(Value::is_string) =>
        {
            visit(path, table);
        }
        Value::Object(table) => {
            for (key, value) in table {
                each_text(value, &places::join(path, key), visit);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                each_text(value, &format!("{path}[{at}]"), visit);
            }
        }
        _ => {}
    }
}
