//! A judgement joined with the texts of its ruleset, in one language.

use std::borrow::Cow;

use crate::engine::answer::Answer;
use crate::engine::date::Date;
use crate::engine::field::{Field, FieldIndex};
use crate::engine::judgement::{Judgement, State};
use crate::engine::judging::Judging;
use crate::engine::ruleset::Route;
use crate::engine::truth::{Cause, Causes, Truth};
use crate::library::texts::{
    ConditionTexts, DutyTexts, ProcedureTexts, ReadingTexts, ResultTexts, RouteTexts, Text, Texts,
};
use crate::reports::ids::Ids;
use crate::reports::locale::{Locale, Sentences};

/// A route with its texts and its state.
pub(super) type StatedRoute<'a> = (&'a Route, &'a RouteTexts, State);

/// A condition's position and texts, its state and those of its limbs.
pub(super) type StatedCondition<'a, 'j> = (usize, &'a ConditionTexts, State, &'j [State]);

/// What a request comes to now, and the words to say it in.
pub(super) struct Joined<'a> {
    /// The answers and their ruleset.
    pub(super) judging: &'a Judging,
    /// The texts of that ruleset.
    pub(super) texts: &'a Texts,
    /// Those of its procedure.
    pub(super) procedure: Option<&'a ProcedureTexts>,
    /// The words of the language.
    pub(super) locale: &'a Locale,
    /// What they come to.
    pub(super) judgement: Judgement<'a>,
}

impl<'a> Joined<'a> {
    /// What `judging` says now; `texts` are those of its ruleset.
    pub(super) fn of(judging: &'a Judging, texts: &'a Texts, locale: &'a Locale) -> Joined<'a> {
        let procedure = judging.procedure().id.as_str();
        Joined {
            judging,
            texts,
            procedure: texts.procedure(judging.ruleset(), procedure),
            locale,
            judgement: judging.judgement(),
        }
    }

    /// `text` in the language of the report.
    pub(super) fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.locale.lang)
    }

    /// Fields of the ruleset, for the report.
    pub(super) fn ids(&self, fields: impl Into<Cow<'a, [FieldIndex]>>) -> Ids<'a> {
        Ids::new(self.judging.ruleset(), fields)
    }

    /// The procedure's routes in order.
    pub(super) fn routes(&self) -> impl Iterator<Item = StatedRoute<'a>> {
        let (routes, texts) = (&self.judging.procedure().routes, &self.texts.routes);
        routes
            .iter()
            .zip(self.judgement.routes)
            .filter_map(|(route, state)| Some((route, texts.get(route.position)?, *state)))
    }

    /// The procedure's conditions in the text's order, each with its limbs' states.
    pub(super) fn conditions(&self) -> impl Iterator<Item = StatedCondition<'a, '_>> {
        let (conditions, texts) = (&self.judging.procedure().conditions, &self.texts.conditions);
        conditions
            .iter()
            .zip(&self.judgement.conditions)
            .filter_map(|(condition, (state, limbs))| {
                let texts = texts.get(condition.position)?;
                Some((condition.position, texts, *state, *limbs))
            })
    }

    /// The blank fields that stand behind a finding still needed, in the text's order.
    pub(super) fn evidence(&self) -> Ids<'a> {
        let procedure = self.judging.procedure();
        let units = procedure.units.iter().skip(procedure.routes.len());
        let states = self.judgement.conditions.iter();
        let states = states.flat_map(|(condition, limbs)| {
            let counts = condition.counts();
            limbs.iter().map(move |limb| counts && limb.counts())
        });
        let facts = self.judging.facts();
        let mut evidence = Vec::new();
        for (unit, counts) in units.zip(states) {
            if !counts || unit.supports.is_empty() {
                continue;
            }
            let mut awaited = false;
            unit.holds.for_each_field(None, &mut |finding| {
                awaited |= self.judgement.needed.contains(&finding);
            });
            // What decides besides is needed, whoever finds what.
            let blank = |field: &FieldIndex| {
                *facts.answer(*field) == Answer::Blank && !self.judgement.needed.contains(field)
            };
            for field in unit.supports.iter().copied().filter(blank) {
                if awaited && !evidence.contains(&field) {
                    evidence.push(field);
                }
            }
        }
        self.ids(evidence)
    }

    /// The duties that hold or may hold, by position.
    pub(super) fn duties(&self) -> impl Iterator<Item = (usize, &'a DutyTexts, State)> {
        let duties = self.procedure.map(|texts| texts.duties.as_slice());
        let duties = duties.unwrap_or_default().iter();
        duties
            .zip(self.judgement.duties)
            .filter(|(_, state)| state.counts())
            .filter_map(|(at, state)| Some((*at, self.texts.duties.get(*at)?, *state)))
    }

    /// The readings of the procedure, and of whatever is not refuted or beside the point, by
    /// position.
    pub(super) fn readings(&self) -> impl Iterator<Item = (usize, &'a ReadingTexts)> {
        let mut touched = vec![false; self.texts.readings.len()];
        let mut touch = |reading: usize| {
            if let Some(touched) = touched.get_mut(reading) {
                *touched = true;
            }
        };
        let of_procedure = self.procedure.iter().flat_map(|texts| &texts.readings);
        of_procedure.copied().for_each(&mut touch);
        for (_, texts, state) in self.routes() {
            if state.judged.truth != Truth::NotMet {
                texts.reading.into_iter().for_each(&mut touch);
            }
        }
        for (_, condition, state, limbs) in self.conditions() {
            if !state.counts() {
                continue;
            }
            condition.reading.into_iter().for_each(&mut touch);
            let limbs = condition.limbs.iter().zip(limbs);
            let counting = limbs.filter(|(_, state)| state.counts());
            counting
                .filter_map(|(limb, _)| limb.reading)
                .for_each(&mut touch);
        }
        for (texts, _) in self.results() {
            texts.reading.into_iter().for_each(&mut touch);
        }
        let readings = self.texts.readings.iter().enumerate().zip(touched);
        readings
            .filter(|(_, touched)| *touched)
            .map(|(reading, _)| reading)
    }

    /// What the checklist derives or may yet derive.
    pub(super) fn results(&self) -> impl Iterator<Item = (&'a ResultTexts, State)> {
        let derived = self.procedure.map(|texts| texts.results.as_slice());
        let derived = derived.unwrap_or_default().iter();
        derived
            .zip(self.judgement.results)
            .filter(|(_, state)| state.judged.truth != Truth::NotMet)
            .filter_map(|(at, state)| Some((self.texts.results.get(*at)?, *state)))
    }

    /// One sentence for each cause, naming the fields that have it.
    pub(super) fn sentences(
        &self,
        sentences: &Sentences,
        because: Causes,
        fields: &[FieldIndex],
        fallback: &str,
    ) -> Cow<'a, str> {
        let mut text = String::with_capacity(128);
        for cause in because.iter() {
            let Some(sentence) = sentences.of(cause) else {
                continue;
            };
            if !text.is_empty() {
                text.push_str(&self.locale.sentence_joiner);
            }
            if let (Cause::Version, Some(sentence), Some(until)) =
                (cause, &sentences.version_until, self.until())
            {
                sentence.fill(&mut text, |text| text.push_str(&until.to_iso()));
                continue;
            }
            sentence.fill(&mut text, |text| self.labels(text, cause, fields, fallback));
        }
        text.into()
    }

    /// The last day of the text, if it has one.
    fn until(&self) -> Option<Date> {
        self.judging.ruleset().in_force.as_ref()?.until
    }

    /// The labels of those of `fields` that are open for `cause`: the ones still needed, else
    /// all that could be, else all.
    fn labels(&self, text: &mut String, cause: Cause, fields: &[FieldIndex], fallback: &str) {
        let has = |field: &&FieldIndex| self.cause(**field) == Some(cause);
        let needed = |field: &&FieldIndex| self.judgement.needed.contains(field);
        let mut write = |chosen: &mut dyn Iterator<Item = &FieldIndex>| {
            let mut any = false;
            for label in chosen.filter_map(|field| Some(&self.texts.field(*field)?.label)) {
                if any {
                    text.push_str(&self.locale.joiner);
                }
                text.push_str(label.get(self.locale.lang));
                any = true;
            }
            any
        };
        let any = write(&mut fields.iter().filter(has).filter(needed))
            || write(&mut fields.iter().filter(has))
            || write(&mut fields.iter());
        if !any {
            text.push_str(fallback);
        }
    }

    /// Why a field leaves a question open, being blank.
    fn cause(&self, field: FieldIndex) -> Option<Cause> {
        self.judging.ruleset().field(field).map(Field::open)
    }
}
