//! Makes an explanation of a procedure, and of how a request stands to it.

use shodaku::engine::judgement::Judgement;
use shodaku::engine::ruleset::{Procedure, Unit};
use shodaku::engine::truth::Causes;
use shodaku::library::texts::{ConditionTexts, LimbTexts, Text};
use shodaku::reports::ids::Ids;
use shodaku::reports::report::{Identity, ReadingReport, Report};

use super::explanation::{
    ConditionExplained, DutyExplained, Explanation, LimbExplained, ResultExplained, RouteExplained,
    Stands,
};
use crate::cli::predicate_text::predicate_text;
use crate::cli::ruleset_text::RulesetText;

/// What is judged, in order.
type Units<'e> = std::slice::Iter<'e, Unit>;

/// Explains a procedure.
pub struct Explainer<'e> {
    /// The texts of its ruleset.
    pub text: RulesetText<'e>,
    /// The procedure.
    pub procedure: &'e Procedure,
    /// How a request stands to it.
    pub judgement: Option<Judgement<'e>>,
    /// What is reported of that request.
    pub report: Option<&'e Report<'e>>,
}

impl<'e> Explainer<'e> {
    /// The explanation.
    pub fn explain(&self) -> Explanation<'e> {
        let entry = self.text.entry;
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
            title: texts.map_or("", |texts| self.text.of(&texts.title)),
            summary: texts.and_then(|texts| Some(self.text.of(texts.summary.as_ref()?))),
            verdict: self.report.map(|report| report.verdict),
            readings: readings
                .filter(|reading| wanted.contains(&reading.id.as_str()))
                .map(|reading| ReadingReport {
                    id: &reading.id,
                    clause: &reading.clause,
                    taken: self.text.of(&reading.taken),
                    alternative: self.text.of(&reading.alternative),
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
        let entry = self.text.entry;
        let mut states = self.judgement.iter().flat_map(|judgement| judgement.routes);
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
                    when: predicate_text(self.text, &unit.holds),
                    fields: Ids::new(&entry.ruleset, texts.fields.as_slice()),
                    message: self.text.of(&texts.message),
                    reading: self.reading(texts.reading),
                    stands,
                })
            });
        routes.flatten().collect()
    }

    fn conditions(&self, units: &mut Units<'e>) -> Vec<ConditionExplained<'e>> {
        let entry = self.text.entry;
        let mut states = self
            .judgement
            .iter()
            .flat_map(|judgement| &judgement.conditions);
        let conditions = self.procedure.conditions.iter().map(|condition| {
            let (stands, limbs) = match states.next() {
                None => (None, [].as_slice()),
                Some((state, limbs)) => (Some(Stands::from(*state)), *limbs),
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
                title: self.text.of(&texts.title),
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
        let entry = self.text.entry;
        let issue = self.report.and_then(|report| {
            let of_limb = (Some(condition.id.as_str()), Some(limb.id.as_str()));
            report
                .issues
                .iter()
                .find(|issue| (issue.condition, issue.limb) == of_limb)
        });
        let text =
            |own: &'e Option<Text>, shared: &'e Text| self.text.of(own.as_ref().unwrap_or(shared));
        let looks_at = limb
            .fields
            .iter()
            .copied()
            .filter(|field| !unit.supports.contains(field));
        LimbExplained {
            limb: &limb.id,
            clauses: &limb.clauses,
            asks: predicate_text(self.text, &unit.holds),
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
        let entry = self.text.entry;
        let mut states = self.judgement.iter().flat_map(|judgement| judgement.duties);
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
                    message: self.text.of(&texts.message),
                    advisory: texts.advisory,
                    only_if: self.only_if(unit),
                    kept_if: texts.holds.then(|| predicate_text(self.text, &unit.holds)),
                    stands: stands.map(|stands| Stands {
                        truth: stands.truth.filter(|_| texts.holds),
                        ..stands
                    }),
                })
            });
        duties.flatten().collect()
    }

    fn results(&self, units: &mut Units<'e>) -> Vec<ResultExplained<'e>> {
        let entry = self.text.entry;
        let mut states = self
            .judgement
            .iter()
            .flat_map(|judgement| judgement.results);
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
                value: self.text.of(&texts.value),
                when: predicate_text(self.text, &unit.holds),
                reading: self.reading(texts.reading),
                stands,
            })
        });
        results.flatten().collect()
    }

    /// The id of the reading at that position.
    fn reading(&self, at: Option<usize>) -> Option<&'e str> {
        let readings = &self.text.entry.texts.readings;
        Some(readings.get(at?)?.id.as_str())
    }

    fn only_if(&self, unit: &Unit) -> Option<String> {
        unit.applies
            .as_ref()
            .map(|when| predicate_text(self.text, when))
    }
}
