//! `explain`: a procedure, clause by clause, and how a request stands to each.

use std::path::{Path, PathBuf};

use serde::Serialize;
use shodaku::engine::error::{Error, Unknown};
use shodaku::engine::field::Id;
use shodaku::engine::judgement::{Judgement, State};
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::ruleset::{Procedure, Unit};
use shodaku::engine::session::Session;
use shodaku::engine::truth::{Causes, Truth};
use shodaku::engine::verdict::Verdict;
use shodaku::library::choice::Choice;
use shodaku::library::regulation::Regulation;
use shodaku::library::texts::{ConditionTexts, LimbTexts, Text};
use shodaku::reports::ids::Ids;
use shodaku::reports::locale::Locale;
use shodaku::reports::report::{Identity, ReadingReport, Report};
use shodaku::reports::state::{applies, because};

use super::asks::Asks;
use super::failure::{Failure, Stop};
use super::input::Input;
use super::text::{Page, header, labels};
use super::words::Words;
use super::{Exit, Format, World, to_json};

/// Explain a procedure, clause by clause.
///
/// Without PROCEDURE, lists the procedures of the ruleset. With --request, says of each limb
/// whether it is met, and why not.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A ruleset's id or alias.
    ruleset: String,
    /// A procedure's id.
    procedure: Option<String>,
    /// A condition's id: only that one.
    condition: Option<String>,
    /// A file with a request for that procedure, or - for standard input.
    #[arg(long, value_name = "FILE", requires = "procedure")]
    request: Option<PathBuf>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  shodaku explain hirono
  shodaku explain hirono subcontract
  shodaku explain hirono subcontract 4-ho --lang en
  shodaku explain hirono subcontract --request tests/data/requests/subcontract.json";

/// Runs `explain`.
pub fn run(world: &mut World, args: &Args) -> Result<Exit, Stop> {
    let failed = |error: Error| Failure::of("arguments", &error);
    let versions = world.library.regulation(&args.ruleset).map_err(failed)?;
    let words = world.words;
    let Some(procedure) = &args.procedure else {
        let entry = versions.newest();
        let asks = Asks { entry, words };
        let list = List::of(asks);
        let output = match args.format {
            Format::Text => list.text(asks),
            Format::Json => to_json(&list)?,
        };
        return world.print(&output).map(|()| Exit::Fine);
    };
    let newest = versions.newest().ruleset.procedure(procedure);
    let id = &newest.map_err(failed)?.id;
    let judged = match &args.request {
        None => None,
        Some(path) => Some(read(versions, id, path)?),
    };
    let entry = judged
        .as_ref()
        .map_or(versions.newest(), |(_, choice)| choice.entry);
    let asks = Asks { entry, words };
    let procedure = entry.ruleset.procedure(id.as_str()).map_err(failed)?;
    let report = judged
        .as_ref()
        .map(|(session, choice)| Report::of(session, &entry.texts, &world.locale).chosen(choice));
    let explainer = Explainer {
        asks,
        procedure,
        judgement: judged.as_ref().map(|(session, _)| session.judgement()),
        report: report.as_ref(),
    };
    let mut explanation = explainer.explain();
    if let Some(condition) = &args.condition {
        explanation.only(condition)?;
    }
    let output = match args.format {
        Format::Text => explanation.text(asks, &world.locale),
        Format::Json => to_json(&explanation)?,
    };
    world.print(&output)?;
    Ok(Exit::Fine)
}

/// The request in the file at `path`, judged by the version that governs it.
fn read<'v>(
    versions: &'v Regulation,
    procedure: &Id,
    path: &Path,
) -> Result<(Session, Choice<'v>), Failure> {
    let input = Input::open(path)?;
    let name = input.name.clone();
    let json = input.text()?;
    let failed = |error: Error| Failure::of(&name, &error);
    let request = Request::from_json(&json).map_err(failed)?;
    let other = |key: &str, wanted: &str| {
        let wrong = format!("`{key}` is not `{wanted}`, which is to be explained");
        Err(Failure::new(&name, wrong).fix(format!("explain the {key} the request names")))
    };
    if let Some(asked) = &request.ruleset
        && !versions.answers_to(asked)
    {
        return other("ruleset", versions.newest().ruleset.id.as_str());
    }
    if request.procedure != procedure.as_str() {
        return other("procedure", procedure.as_str());
    }
    versions.check(request, nfkc).map_err(failed)
}

/// The procedures of a ruleset.
#[derive(Serialize)]
struct List<'e> {
    schema: u8,
    ruleset: Identity<'e>,
    procedures: Vec<Listed<'e>>,
}

#[derive(Serialize)]
struct Listed<'e> {
    procedure: &'e str,
    title: &'e str,
    summary: Option<&'e str>,
}

impl<'e> List<'e> {
    fn of(Asks { entry, words }: Asks<'e>) -> List<'e> {
        let known = entry.ruleset.procedures.iter().zip(&entry.texts.procedures);
        let procedures = known.map(|(procedure, texts)| Listed {
            procedure: procedure.id.as_str(),
            title: texts.title.get(words.lang),
            summary: texts
                .summary
                .as_ref()
                .map(|summary| summary.get(words.lang)),
        });
        List {
            schema: 1,
            ruleset: Identity::of(&entry.ruleset),
            procedures: procedures.collect(),
        }
    }

    fn text(&self, Asks { entry, words }: Asks<'_>) -> String {
        let mut page = Page::default();
        header(&mut page, entry, words.lang);
        page.section(words.procedures);
        for listed in &self.procedures {
            page.line(1, format!("{}  {}", listed.procedure, listed.title));
            if let Some(summary) = listed.summary {
                page.line(2, summary);
            }
        }
        page.into_text()
    }
}

/// A procedure, explained.
#[derive(Serialize)]
struct Explanation<'e> {
    schema: u8,
    ruleset: Identity<'e>,
    procedure: &'e str,
    title: &'e str,
    summary: Option<&'e str>,
    /// Of the request, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    routes: Vec<RouteExplained<'e>>,
    conditions: Vec<ConditionExplained<'e>>,
    duties: Vec<DutyExplained<'e>>,
    results: Vec<ResultExplained<'e>>,
    readings: Vec<ReadingReport<'e>>,
    /// Whether it is about one condition only.
    #[serde(skip)]
    single: bool,
}

#[derive(Serialize)]
struct RouteExplained<'e> {
    route: &'e str,
    clause: &'e str,
    verdict: Verdict,
    /// Whether it stays out of the way until it is met.
    claimed: bool,
    when: String,
    fields: Ids<'e>,
    message: &'e str,
    reading: Option<&'e str>,
    #[serde(flatten)]
    stands: Option<Stands>,
}

#[derive(Serialize)]
struct ConditionExplained<'e> {
    condition: &'e str,
    clause: &'e str,
    topic: &'e str,
    title: &'e str,
    reading: Option<&'e str>,
    limbs: Vec<LimbExplained<'e>>,
    #[serde(flatten)]
    stands: Option<Stands>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LimbExplained<'e> {
    limb: &'e str,
    clauses: &'e [String],
    asks: String,
    /// Where it does not always apply.
    only_if: Option<String>,
    /// Why it stays unknown, rather than fails, where it is not met.
    otherwise: Option<Causes>,
    if_recorded: bool,
    fields: Ids<'e>,
    supports: Ids<'e>,
    /// What the report says, or would say if it were not met.
    message: &'e str,
    remedy: &'e str,
    reading: Option<&'e str>,
    #[serde(flatten)]
    stands: Option<Stands>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DutyExplained<'e> {
    duty: &'e str,
    clause: &'e str,
    message: &'e str,
    only_if: Option<String>,
    /// When it is kept, where the answers can tell.
    kept_if: Option<String>,
    #[serde(flatten)]
    stands: Option<Stands>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultExplained<'e> {
    result: &'e str,
    clause: &'e str,
    value: &'e str,
    /// When it is derived.
    when: String,
    reading: Option<&'e str>,
    #[serde(flatten)]
    stands: Option<Stands>,
}

/// How a request stands to a route, a condition, a limb, a duty or a result.
#[derive(Clone, Copy, Serialize)]
struct Stands {
    applies: Option<bool>,
    /// None where it does not apply.
    truth: Option<Truth>,
    because: Causes,
}

impl From<State> for Stands {
    fn from(state: State) -> Stands {
        let truth = state.counts().then_some(state.judged.truth);
        let open = truth.is_some_and(|truth| truth != Truth::Met);
        Stands {
            applies: applies(state),
            truth,
            because: if open {
                because(state.judged)
            } else {
                Causes::NONE
            },
        }
    }
}

impl Stands {
    fn text(self, words: &Words, locale: &Locale) -> String {
        let truth = match self.truth {
            None => words.not_applicable,
            Some(truth) => locale.truth.of(truth.name()),
        };
        let causes: Vec<&str> = self
            .because
            .iter()
            .map(|cause| words.cause(cause))
            .collect();
        if causes.is_empty() {
            return format!("[{truth}] ");
        }
        format!("[{truth}{}] ", words.aside(&causes.join(", ")))
    }
}

/// What is judged, in order.
type Units<'e> = std::slice::Iter<'e, Unit>;

struct Explainer<'e> {
    asks: Asks<'e>,
    procedure: &'e Procedure,
    judgement: Option<Judgement>,
    report: Option<&'e Report<'e>>,
}

impl<'e> Explainer<'e> {
    fn explain(&self) -> Explanation<'e> {
        let Asks { entry, words } = self.asks;
        let procedure = self.procedure;
        let texts = entry.texts.procedure(&entry.ruleset, procedure.id.as_str());
        let mut units = procedure.units.iter();
        let routes = self.routes(&mut units);
        let conditions = self.conditions(&mut units);
        let duties = self.duties(&mut units);
        let results = self.results(&mut units);
        let mut wanted: Vec<&str> = routes.iter().filter_map(|route| route.reading).collect();
        wanted.extend(conditions.iter().flat_map(ConditionExplained::readings));
        wanted.extend(results.iter().filter_map(|result| result.reading));
        let of_procedure = texts.iter().flat_map(|texts| &texts.readings);
        wanted.extend(of_procedure.filter_map(|at| self.reading(Some(*at))));
        let readings = entry.texts.readings.iter();
        Explanation {
            schema: 1,
            ruleset: Identity::of(&entry.ruleset),
            procedure: procedure.id.as_str(),
            title: texts.map_or("", |texts| texts.title.get(words.lang)),
            summary: texts.and_then(|texts| Some(texts.summary.as_ref()?.get(words.lang))),
            verdict: self.report.map(|report| report.verdict),
            readings: readings
                .filter(|reading| wanted.contains(&reading.id.as_str()))
                .map(|reading| ReadingReport {
                    id: &reading.id,
                    clause: &reading.clause,
                    taken: reading.taken.get(words.lang),
                    alternative: reading.alternative.get(words.lang),
                })
                .collect(),
            routes,
            conditions,
            duties,
            results,
            single: false,
        }
    }

    fn routes(&self, units: &mut Units<'e>) -> Vec<RouteExplained<'e>> {
        let Asks { entry, words } = self.asks;
        let mut states = self
            .judgement
            .iter()
            .flat_map(|judgement| &judgement.routes);
        let routes = self
            .procedure
            .routes
            .iter()
            .zip(units)
            .map(|(route, unit)| {
                let stands = states.next().copied().map(Stands::from);
                let texts = entry.texts.routes.get(route.position)?;
                Some(RouteExplained {
                    route: route.id.as_str(),
                    clause: &texts.clause,
                    verdict: route.verdict,
                    claimed: route.claimed,
                    when: self.asks.predicate(&unit.holds),
                    fields: Ids::new(&entry.ruleset, texts.fields.as_slice()),
                    message: texts.message.get(words.lang),
                    reading: self.reading(texts.reading),
                    stands,
                })
            });
        routes.flatten().collect()
    }

    fn conditions(&self, units: &mut Units<'e>) -> Vec<ConditionExplained<'e>> {
        let Asks { entry, words } = self.asks;
        let mut states = self
            .judgement
            .iter()
            .flat_map(|judgement| &judgement.conditions);
        let conditions = self.procedure.conditions.iter().map(|condition| {
            let (stands, limbs) = match states.next() {
                None => (None, [].as_slice()),
                Some((state, limbs)) => (Some(Stands::from(*state)), limbs.as_slice()),
            };
            let mut limbs = limbs.iter();
            let texts = entry.texts.conditions.get(condition.position)?;
            let explained = texts.limbs.iter().zip(units.by_ref()).map(|(limb, unit)| {
                let stands = limbs.next().copied().map(Stands::from);
                self.limb(texts, limb, unit, stands)
            });
            Some(ConditionExplained {
                condition: &texts.id,
                clause: &texts.clause,
                topic: &texts.topic,
                title: texts.title.get(words.lang),
                reading: self.reading(texts.reading),
                limbs: explained.collect(),
                stands,
            })
        });
        conditions.flatten().collect()
    }

    fn limb(
        &self,
        condition: &'e ConditionTexts,
        limb: &'e LimbTexts,
        unit: &'e Unit,
        stands: Option<Stands>,
    ) -> LimbExplained<'e> {
        let Asks { entry, words } = self.asks;
        let issue = self.report.and_then(|report| {
            let of_limb = (Some(condition.id.as_str()), Some(limb.id.as_str()));
            report
                .issues
                .iter()
                .find(|issue| (issue.condition, issue.limb) == of_limb)
        });
        let text = |own: &'e Option<Text>, shared: &'e Text| {
            own.as_ref().unwrap_or(shared).get(words.lang)
        };
        let looks_at = limb
            .fields
            .iter()
            .copied()
            .filter(|field| !unit.supports.contains(field));
        LimbExplained {
            limb: &limb.id,
            clauses: &limb.clauses,
            asks: self.asks.predicate(&unit.holds),
            only_if: self.only_if(unit),
            otherwise: unit.otherwise.map(Causes::from),
            if_recorded: unit.if_recorded,
            fields: Ids::new(&entry.ruleset, looks_at.collect::<Vec<_>>()),
            supports: Ids::new(&entry.ruleset, unit.supports.as_slice()),
            message: match issue {
                Some(issue) => &issue.message,
                None => text(&limb.message, &condition.message),
            },
            remedy: match issue {
                Some(issue) => &issue.remedy,
                None => text(&limb.remedy, &condition.remedy),
            },
            reading: self.reading(limb.reading),
            stands,
        }
    }

    fn duties(&self, units: &mut Units<'e>) -> Vec<DutyExplained<'e>> {
        let Asks { entry, words } = self.asks;
        let mut states = self
            .judgement
            .iter()
            .flat_map(|judgement| &judgement.duties);
        let texts = entry
            .texts
            .procedure(&entry.ruleset, self.procedure.id.as_str());
        let duties = texts
            .iter()
            .flat_map(|texts| &texts.duties)
            .zip(units.by_ref())
            .map(|(at, unit)| {
                let stands = states.next().copied().map(Stands::from);
                let texts = entry.texts.duties.get(*at)?;
                Some(DutyExplained {
                    duty: &texts.id,
                    clause: &texts.clause,
                    message: texts.message.get(words.lang),
                    only_if: self.only_if(unit),
                    kept_if: texts.holds.then(|| self.asks.predicate(&unit.holds)),
                    stands: stands.map(|stands| Stands {
                        truth: stands.truth.filter(|_| texts.holds),
                        ..stands
                    }),
                })
            });
        duties.flatten().collect()
    }

    fn results(&self, units: &mut Units<'e>) -> Vec<ResultExplained<'e>> {
        let Asks { entry, words } = self.asks;
        let mut states = self
            .judgement
            .iter()
            .flat_map(|judgement| &judgement.results);
        let texts = entry
            .texts
            .procedure(&entry.ruleset, self.procedure.id.as_str());
        let results = texts.iter().flat_map(|texts| &texts.results).zip(units);
        let results = results.map(|(at, unit)| {
            let stands = states.next().copied().map(Stands::from);
            let texts = entry.texts.results.get(*at)?;
            Some(ResultExplained {
                result: &texts.id,
                clause: &texts.clause,
                value: texts.value.get(words.lang),
                when: self.asks.predicate(&unit.holds),
                reading: self.reading(texts.reading),
                stands,
            })
        });
        results.flatten().collect()
    }

    /// The id of the reading at that position.
    fn reading(&self, at: Option<usize>) -> Option<&'e str> {
        let readings = &self.asks.entry.texts.readings;
        Some(readings.get(at?)?.id.as_str())
    }

    fn only_if(&self, unit: &Unit) -> Option<String> {
        unit.applies.as_ref().map(|when| self.asks.predicate(when))
    }
}

impl<'e> ConditionExplained<'e> {
    fn readings(&self) -> impl Iterator<Item = &'e str> {
        self.reading
            .into_iter()
            .chain(self.limbs.iter().filter_map(|limb| limb.reading))
    }
}

impl Explanation<'_> {
    /// Keeps one condition and its readings.
    fn only(&mut self, id: &str) -> Result<(), Failure> {
        let mut known = self.conditions.iter().map(|condition| condition.condition);
        let unknown = Unknown::new(id, &mut known);
        self.conditions
            .retain(|condition| condition.condition == id);
        let Some(condition) = self.conditions.first() else {
            let procedure = format!("{} {}", self.ruleset.id, self.procedure);
            return Err(
                Failure::new("arguments", format!("unknown condition {unknown}")).fix(format!(
                    "`shodaku explain {procedure}` lists the conditions"
                )),
            );
        };
        self.readings
            .retain(|reading| condition.readings().any(|id| id == reading.id));
        self.routes.clear();
        self.duties.clear();
        self.results.clear();
        self.single = true;
        Ok(())
    }

    fn text(&self, asks: Asks<'_>, locale: &Locale) -> String {
        let Asks { entry, words } = asks;
        let stands = |stands: Option<Stands>| {
            stands
                .map(|stands| stands.text(words, locale))
                .unwrap_or_default()
        };
        let mut page = Page::default();
        header(&mut page, entry, words.lang);
        page.line(0, format!("{}  {}", self.title, self.procedure));
        if let Some(summary) = self.summary {
            page.line(0, summary);
        }
        if let Some(verdict) = self.verdict {
            page.section(format!(
                "{}: {}",
                words.verdict,
                locale.verdict.of(verdict.name())
            ));
            if let Some(caution) = locale.caution.get(verdict.name()) {
                page.line(1, caution);
            }
        }
        if !self.routes.is_empty() {
            page.section(words.routes);
        }
        for route in &self.routes {
            let verdict = locale.verdict.of(route.verdict.name());
            let claimed = if route.claimed {
                words.aside(words.claimed)
            } else {
                String::new()
            };
            page.line(
                1,
                format!(
                    "{}{}  → {verdict}{claimed}",
                    stands(route.stands),
                    route.clause
                ),
            );
            page.line(2, &route.when);
            page.line(2, route.message);
        }
        if !self.conditions.is_empty() {
            page.section(words.conditions);
        }
        for condition in &self.conditions {
            let (clause, title, id) = (condition.clause, condition.title, condition.condition);
            page.line(
                1,
                format!("{}{clause}  {title}  {id}", stands(condition.stands)),
            );
            for limb in &condition.limbs {
                self.limb(&mut page, limb, asks, locale);
            }
        }
        if !self.duties.is_empty() {
            page.section(words.duties);
        }
        for duty in &self.duties {
            page.line(
                1,
                format!("{}{}  {}", stands(duty.stands), duty.clause, duty.message),
            );
            for (what, predicate) in [
                (words.only_if, &duty.only_if),
                (words.kept_if, &duty.kept_if),
            ] {
                if let Some(predicate) = predicate {
                    page.line(2, format!("{what}: {predicate}"));
                }
            }
        }
        if !self.results.is_empty() {
            page.section(words.results);
        }
        for result in &self.results {
            let stands = stands(result.stands);
            page.line(1, format!("{stands}{}  {}", result.clause, result.value));
            page.line(2, &result.when);
        }
        if !self.readings.is_empty() {
            page.section(words.readings);
        }
        for reading in &self.readings {
            page.line(
                1,
                format!("{}  {}: {}", reading.clause, words.taken, reading.taken),
            );
            page.line(2, format!("{}: {}", words.alternative, reading.alternative));
        }
        page.into_text()
    }

    fn limb(&self, page: &mut Page, limb: &LimbExplained<'_>, asks: Asks<'_>, locale: &Locale) {
        let Asks { entry, words } = asks;
        let stands = limb
            .stands
            .map(|stands| stands.text(words, locale))
            .unwrap_or_default();
        page.line(2, format!("{stands}{}  {}", limb.limb, limb.asks));
        let also: Vec<&str> = limb.clauses.iter().skip(1).map(String::as_str).collect();
        if !also.is_empty() {
            page.line(3, also.join("、"));
        }
        if let Some(only_if) = &limb.only_if {
            page.line(3, format!("{}: {only_if}", words.only_if));
        }
        if limb.otherwise.is_some() {
            page.line(3, words.otherwise_open);
        }
        if limb.if_recorded {
            page.line(3, words.if_recorded);
        }
        if !limb.supports.fields.is_empty() {
            page.line(
                3,
                format!(
                    "{}: {}",
                    words.supports,
                    labels(&limb.supports, entry, words)
                ),
            );
        }
        let met = limb
            .stands
            .map(|stands| stands.truth.is_none_or(|truth| truth == Truth::Met));
        if !met.unwrap_or(!self.single) {
            page.line(3, limb.message);
            page.line(3, format!("→ {}", limb.remedy));
        }
    }
}
