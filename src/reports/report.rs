//! The report: a judgement joined with the ruleset's texts, every reason included.
//!
//! The package builds the same in TypeScript (`pkg/src/output/report.ts`), byte for
//! byte, so the order of keys matters. Texts are borrowed; only sentences that
//! name fields are put together here.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::engine::field::{Field, FieldIndex, Supplier};
use crate::engine::judgement::{Alternative, Judgement, State};
use crate::engine::ruleset::{Route, Ruleset};
use crate::engine::session::Session;
use crate::engine::stage::Stage;
use crate::engine::truth::{Cause, Causes, Judged, Truth};
use crate::engine::verdict::Verdict;
use crate::library::choice::{Choice, Why};
use crate::library::texts::{
    ConditionTexts, LimbTexts, ProcedureTexts, ResultTexts, RouteTexts, Text, Texts,
};
use crate::reports::locale::{Locale, Sentences};

/// What judging one request says, with all its reasons.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report<'a> {
    /// The version of this shape.
    pub schema: u8,
    /// What it was judged by.
    pub ruleset: Identity<'a>,
    /// Which version of the text was taken, and why.
    pub version_chosen: VersionChosen<'a>,
    /// The procedure asked for.
    pub procedure: &'a str,
    /// The stage it was judged at.
    pub stage: Stage,
    /// The day it was judged for.
    pub as_of: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The route, or all the conditions, the verdict rests on.
    pub decided_by: Vec<Decider<'a>>,
    /// Exceptions not invoked yet.
    pub could_claim: Vec<Claim<'a>>,
    /// Values that cannot be read, then limbs in the text's order.
    pub issues: Vec<Issue<'a>>,
    /// Every condition of the procedure, in the text's order.
    pub conditions: Vec<ConditionReport<'a>>,
    /// Blank fields that could still matter.
    pub still_needed: StillNeeded<'a>,
    /// The duties that hold or may hold.
    pub duties: Vec<DutyReport<'a>>,
    /// The open points this judgement touches.
    pub readings: Vec<ReadingReport<'a>>,
    /// What a checklist derives.
    pub results: Vec<ResultReport<'a>>,
    /// Answers to shared fields that this ruleset does not ask for.
    pub not_used: &'a [String],
}

/// Which version of which ruleset.
#[derive(Debug, Serialize)]
pub struct Identity<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Of its canonical JSON in Japanese.
    pub sha256: &'a str,
}

impl<'a> Identity<'a> {
    /// The identity of `ruleset`.
    pub fn of(ruleset: &'a Ruleset) -> Identity<'a> {
        Identity {
            id: ruleset.id.as_str(),
            version: &ruleset.version,
            sha256: &ruleset.sha256,
        }
    }
}

/// Which version of the text was taken.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionChosen<'a> {
    /// The version.
    pub version: &'a str,
    /// Why that one.
    pub why: Why,
    /// The id of the field whose date decided, or `asOf`.
    pub decided_by: Option<&'a str>,
}

/// A route or a condition behind the verdict.
#[derive(Debug, Serialize)]
pub struct Decider<'a> {
    /// Its id.
    pub id: &'a str,
    /// The clause it rests on.
    pub clause: &'a str,
    /// What it says.
    pub message: Cow<'a, str>,
    /// Why it is not met or unknown.
    pub because: Causes,
    /// The fields it concerns.
    pub fields: Ids<'a>,
}

/// An exception the asker could invoke.
#[derive(Debug, Serialize)]
pub struct Claim<'a> {
    /// The id of the route.
    pub id: &'a str,
    /// Where it would lead.
    pub verdict: Verdict,
    /// The clause it rests on.
    pub clause: &'a str,
    /// What it says.
    pub message: &'a str,
    /// The fields that invoke it.
    pub fields: Ids<'a>,
}

/// One limb that is not met or unknown, or one value that cannot be read.
#[derive(Debug, Serialize)]
pub struct Issue<'a> {
    /// The condition's id; none for a value that cannot be read.
    pub condition: Option<&'a str>,
    /// The limb's id within its condition.
    pub limb: Option<&'a str>,
    /// The clauses to cite, the condition's own first.
    pub clauses: &'a [String],
    /// Never met.
    pub truth: Truth,
    /// Every cause that holds.
    pub because: Causes,
    /// How to show it.
    pub severity: Severity,
    /// The fields it concerns.
    pub fields: Ids<'a>,
    /// What is wrong or open.
    pub message: Cow<'a, str>,
    /// What to do about it.
    pub remedy: Cow<'a, str>,
    /// Where one of several ways would do: how each stands.
    pub alternatives: Vec<AlternativeReport<'a>>,
}

/// How to show an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot be read, or a matter the text requires to be stated was filed blank.
    Error,
    /// Not met for another reason.
    Warning,
    /// Unknown.
    Info,
}

impl Severity {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One way out of several.
#[derive(Debug, Serialize)]
pub struct AlternativeReport<'a> {
    /// Its own clause, if it has one.
    pub clause: Option<&'a str>,
    /// A few words for it, if the text gives it a name.
    pub title: Option<&'a str>,
    /// How it stands.
    pub truth: Truth,
    /// The open fields it lacks.
    pub lacks: Ids<'a>,
    /// The fields that speak against it.
    pub fails: Ids<'a>,
}

/// One condition of the procedure.
#[derive(Debug, Serialize)]
pub struct ConditionReport<'a> {
    /// Its id.
    pub condition: &'a str,
    /// Its clause.
    pub clause: &'a str,
    /// Its subject.
    pub topic: &'a str,
    /// A few words for it.
    pub title: &'a str,
    /// None where it does not apply, which is not the same as met.
    pub truth: Option<Truth>,
    /// None while that is unknown.
    pub applies: Option<bool>,
}

/// Blank fields that could still matter, by who supplies them.
#[derive(Debug, Serialize)]
pub struct StillNeeded<'a> {
    /// From the contractor who asks.
    pub applicant: Ids<'a>,
    /// From the portal's records.
    pub contract: Ids<'a>,
    /// From the official.
    pub officer: Ids<'a>,
    /// From another body.
    pub body: Ids<'a>,
}

/// What binds after or beside approval; never changes the verdict.
#[derive(Debug, Serialize)]
pub struct DutyReport<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its clause.
    pub clause: &'a str,
    /// What it asks for.
    pub message: &'a str,
    /// Whether it is kept, where the answers can tell.
    pub truth: Option<Truth>,
}

/// What a checklist derives.
#[derive(Debug, Serialize)]
pub struct ResultReport<'a> {
    /// Its id.
    pub id: &'a str,
    /// What was derived.
    pub value: &'a str,
    /// The clause it rests on.
    pub clause: &'a str,
    /// Met where it was derived, unknown where it may yet be.
    pub truth: Truth,
    /// Why it is unknown.
    pub because: Causes,
}

/// An open point of the text.
#[derive(Debug, Serialize)]
pub struct ReadingReport<'a> {
    /// Its id.
    pub id: &'a str,
    /// The clause that is open.
    pub clause: &'a str,
    /// The reading taken.
    pub taken: &'a str,
    /// The other reading.
    pub alternative: &'a str,
}

/// Fields, written as their ids.
#[derive(Clone, Debug)]
pub struct Ids<'a> {
    all: &'a [Field],
    /// By position in the ruleset.
    pub fields: Cow<'a, [FieldIndex]>,
}

impl<'a> StillNeeded<'a> {
    /// Those from whom something is needed, with what it is.
    pub fn by_supplier(&self) -> impl Iterator<Item = (Supplier, &Ids<'a>)> {
        let all = [
            (Supplier::Applicant, &self.applicant),
            (Supplier::Contract, &self.contract),
            (Supplier::Officer, &self.officer),
            (Supplier::Body, &self.body),
        ];
        let some = all.into_iter();
        some.filter(|(_, needed)| !needed.fields.is_empty())
    }
}

impl<'a> Ids<'a> {
    /// Some fields of `ruleset`.
    pub fn new(ruleset: &'a Ruleset, fields: impl Into<Cow<'a, [FieldIndex]>>) -> Ids<'a> {
        Ids {
            all: &ruleset.fields,
            fields: fields.into(),
        }
    }
}

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let field = |index: &FieldIndex| self.all.get(usize::from(index.0));
        serializer.collect_seq(
            self.fields
                .iter()
                .filter_map(field)
                .map(|field| field.id.as_str()),
        )
    }
}

impl Serialize for Causes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Truth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'a> Report<'a> {
    /// The report, saying which version was chosen.
    #[must_use]
    pub fn chosen(mut self, choice: &Choice<'a>) -> Report<'a> {
        self.version_chosen = VersionChosen {
            version: &choice.entry.ruleset.version,
            why: choice.why,
            decided_by: choice.decided_by,
        };
        self
    }

    /// What `session` says now; `texts` are those of its ruleset.
    pub fn of(session: &'a Session, texts: &'a Texts, locale: &'a Locale) -> Report<'a> {
        Builder {
            session,
            texts,
            locale,
            judgement: session.judgement(),
        }
        .report()
    }
}

/// A route with its texts and its state.
type StatedRoute<'a> = (&'a Route, &'a RouteTexts, State);

struct Builder<'a> {
    session: &'a Session,
    texts: &'a Texts,
    locale: &'a Locale,
    judgement: Judgement,
}

impl<'a> Builder<'a> {
    fn report(mut self) -> Report<'a> {
        let (session, ruleset) = (self.session, self.session.ruleset().as_ref());
        let procedure = session.procedure();
        let texts = self.texts.procedure(ruleset, procedure.id.as_str());
        let alternatives = std::mem::take(&mut self.judgement.alternatives);
        let issues = self.issues(alternatives);
        Report {
            schema: 1,
            ruleset: Identity::of(ruleset),
            version_chosen: VersionChosen {
                version: &ruleset.version,
                why: Why::OnlyVersion,
                decided_by: None,
            },
            procedure: procedure.id.as_str(),
            stage: session.stage(),
            as_of: session.as_of().to_iso(),
            verdict: self.judgement.verdict,
            decided_by: self.decided_by(&issues),
            could_claim: self.could_claim(),
            conditions: self
                .conditions()
                .map(|(texts, state, _)| self.condition(texts, state))
                .collect(),
            still_needed: StillNeeded {
                applicant: self.needed_from(Supplier::Applicant),
                contract: self.needed_from(Supplier::Contract),
                officer: self.needed_from(Supplier::Officer),
                body: self.needed_from(Supplier::Body),
            },
            duties: texts.map_or_else(Vec::new, |texts| self.duties(texts)),
            readings: self.readings(texts),
            results: texts.map_or_else(Vec::new, |texts| self.results(texts)),
            not_used: session.not_used(),
            issues,
        }
    }

    fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.locale.lang)
    }

    fn ids(&self, fields: impl Into<Cow<'a, [FieldIndex]>>) -> Ids<'a> {
        Ids::new(self.session.ruleset(), fields)
    }

    /// The procedure's routes in order.
    fn routes(&self) -> impl Iterator<Item = StatedRoute<'a>> {
        let (routes, texts) = (&self.session.procedure().routes, &self.texts.routes);
        routes
            .iter()
            .zip(&self.judgement.routes)
            .filter_map(|(route, state)| Some((route, texts.get(route.position)?, *state)))
    }

    /// The procedure's conditions in the text's order, each with its limbs' states.
    fn conditions(&self) -> impl Iterator<Item = (&'a ConditionTexts, State, &[State])> {
        let (conditions, texts) = (&self.session.procedure().conditions, &self.texts.conditions);
        conditions
            .iter()
            .zip(&self.judgement.conditions)
            .filter_map(|(condition, (state, limbs))| {
                Some((texts.get(condition.position)?, *state, limbs.as_slice()))
            })
    }

    /// The values that cannot be read, then every limb that counts and is not met or unknown.
    fn issues(&self, alternatives: Vec<Vec<Alternative>>) -> Vec<Issue<'a>> {
        let unusable = self.judgement.unusable.iter();
        let mut issues: Vec<Issue<'a>> =
            unusable.filter_map(|field| self.unusable(*field)).collect();
        let mut alternatives = alternatives.into_iter();
        for (condition, _, states) in self.conditions() {
            for (limb, state) in condition.limbs.iter().zip(states) {
                // Every limb that has any comes with its alternatives, an issue or not.
                let members = limb
                    .any
                    .as_ref()
                    .map(|_| alternatives.next().unwrap_or_default());
                if state.counts() && state.judged.truth != Truth::Met {
                    issues.push(self.issue(condition, limb, state.judged, members));
                }
            }
        }
        issues
    }

    fn issue(
        &self,
        condition: &'a ConditionTexts,
        limb: &'a LimbTexts,
        judged: Judged,
        alternatives: Option<Vec<Alternative>>,
    ) -> Issue<'a> {
        let because = because(judged);
        let open = judged.truth == Truth::Unknown;
        let say = |text: Option<&'a Text>, sentences: &Sentences| match text {
            Some(text) => Cow::Borrowed(self.text(text)),
            None => self.generic(
                sentences,
                because,
                &limb.fields,
                self.text(&condition.title),
            ),
        };
        let (message, remedy) = if open {
            (limb.open.as_ref(), limb.remedy.as_ref())
        } else {
            let message = limb.message.as_ref().unwrap_or(&condition.message);
            (
                Some(message),
                Some(limb.remedy.as_ref().unwrap_or(&condition.remedy)),
            )
        };
        let members = limb
            .any
            .iter()
            .flatten()
            .zip(alternatives.into_iter().flatten());
        Issue {
            condition: Some(&condition.id),
            limb: Some(&limb.id),
            clauses: &limb.clauses,
            truth: judged.truth,
            because,
            severity: if judged.causes.contains(Cause::Unstated) {
                Severity::Error
            } else if open {
                Severity::Info
            } else {
                Severity::Warning
            },
            fields: self.ids(&limb.fields),
            message: say(message, &self.locale.open),
            remedy: say(remedy, &self.locale.remedy),
            alternatives: members
                .map(|(texts, alternative)| AlternativeReport {
                    clause: texts.clause.as_deref(),
                    title: texts.title.as_ref().map(|title| self.text(title)),
                    truth: alternative.judged.truth,
                    lacks: self.ids(alternative.lacks),
                    fails: self.ids(alternative.fails),
                })
                .collect(),
        }
    }

    fn unusable(&self, index: FieldIndex) -> Option<Issue<'a>> {
        let field = self.session.ruleset().field(index)?;
        let label = self.text(&self.texts.field(index)?.label);
        let (mut message, mut remedy) = (String::new(), String::new());
        let write = |text: &mut String| text.push_str(label);
        self.locale
            .unusable
            .of(&field.kind)
            .fill(&mut message, write);
        self.locale
            .unusable_remedy
            .of(&field.kind)
            .fill(&mut remedy, write);
        Some(Issue {
            condition: None,
            limb: None,
            clauses: &[],
            truth: Truth::Unknown,
            because: Cause::Missing.into(),
            severity: Severity::Error,
            fields: self.ids(vec![index]),
            message: message.into(),
            remedy: remedy.into(),
            alternatives: Vec::new(),
        })
    }

    /// One sentence for each cause, naming the fields that have it.
    fn generic(
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
            sentence.fill(&mut text, |text| self.labels(text, cause, fields, fallback));
        }
        text.into()
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
        self.session.ruleset().field(field).map(Field::open)
    }

    fn decided_by(&self, issues: &[Issue<'a>]) -> Vec<Decider<'a>> {
        let verdict = self.judgement.verdict;
        let deciding = self.judgement.deciding.and_then(|at| self.routes().nth(at));
        match (deciding, verdict) {
            (Some((route, texts, _)), _) if route.verdict == verdict => vec![Decider {
                id: route.id.as_str(),
                clause: &texts.clause,
                message: self.text(&texts.message).into(),
                because: route.because.map_or(Causes::NONE, Causes::from),
                fields: self.ids(&texts.fields),
            }],
            (_, Verdict::Undetermined) => {
                let before = self.judgement.deciding.unwrap_or(usize::MAX);
                let mut deciders: Vec<Decider<'a>> = self
                    .routes()
                    .take(before)
                    .filter_map(|route| self.open_route(route))
                    .collect();
                if self.judgement.deciding.is_none() {
                    deciders.extend(self.conditions_that_are(Truth::Unknown, issues));
                    deciders.extend(self.open_results());
                }
                deciders
            }
            (_, Verdict::NotApprovable | Verdict::Incomplete) => {
                self.conditions_that_are(Truth::NotMet, issues).collect()
            }
            _ => Vec::new(),
        }
    }

    fn open_route(&self, (route, texts, state): StatedRoute<'a>) -> Option<Decider<'a>> {
        let because = because(state.judged);
        (state.judged.truth == Truth::Unknown && !route.claimed).then(|| Decider {
            id: route.id.as_str(),
            clause: &texts.clause,
            message: self.generic(&self.locale.open, because, &texts.fields, &texts.clause),
            because,
            fields: self.ids(&texts.fields),
        })
    }

    fn conditions_that_are(
        &self,
        truth: Truth,
        issues: &[Issue<'a>],
    ) -> impl Iterator<Item = Decider<'a>> {
        let conditions = self.conditions();
        conditions
            .filter(move |(_, state, _)| state.counts() && state.judged.truth == truth)
            .map(move |(texts, state, _)| {
                let mut fields = Vec::new();
                for issue in issues {
                    if issue.condition != Some(&texts.id) || issue.truth != truth {
                        continue;
                    }
                    for field in issue.fields.fields.iter() {
                        if !fields.contains(field) {
                            fields.push(*field);
                        }
                    }
                }
                Decider {
                    id: &texts.id,
                    clause: &texts.clause,
                    message: self.text(&texts.title).into(),
                    because: because(state.judged),
                    fields: self.ids(fields),
                }
            })
    }

    fn could_claim(&self) -> Vec<Claim<'a>> {
        if self.judgement.deciding.is_some() {
            return Vec::new();
        }
        self.routes()
            .filter(|(route, _, state)| route.claimed && state.judged.truth == Truth::Unknown)
            .map(|(route, texts, _)| Claim {
                id: route.id.as_str(),
                verdict: route.verdict,
                clause: &texts.clause,
                message: self.text(&texts.message),
                fields: self.ids(&texts.fields),
            })
            .collect()
    }

    fn condition(&self, texts: &'a ConditionTexts, state: State) -> ConditionReport<'a> {
        ConditionReport {
            condition: &texts.id,
            clause: &texts.clause,
            topic: &texts.topic,
            title: self.text(&texts.title),
            truth: state.counts().then_some(state.judged.truth),
            applies: applies(state),
        }
    }

    fn needed_from(&self, supplier: Supplier) -> Ids<'a> {
        let ruleset = self.session.ruleset();
        let from = |field: &FieldIndex| {
            ruleset
                .field(*field)
                .is_some_and(|field| field.supplier == supplier)
        };
        self.ids(
            self.judgement
                .needed
                .iter()
                .copied()
                .filter(from)
                .collect::<Vec<_>>(),
        )
    }

    fn duties(&self, procedure: &'a ProcedureTexts) -> Vec<DutyReport<'a>> {
        let texts = procedure.duties.iter().map(|at| self.texts.duties.get(*at));
        texts
            .zip(&self.judgement.duties)
            .filter(|(_, state)| state.counts())
            .filter_map(|(texts, state)| {
                let texts = texts?;
                Some(DutyReport {
                    id: &texts.id,
                    clause: &texts.clause,
                    message: self.text(&texts.message),
                    truth: texts.holds.then_some(state.judged.truth),
                })
            })
            .collect()
    }

    /// The results that wait for an answer.
    fn open_results(&self) -> impl Iterator<Item = Decider<'a>> {
        let ruleset = self.session.ruleset();
        let texts = self
            .texts
            .procedure(ruleset, self.session.procedure().id.as_str());
        let results = texts
            .into_iter()
            .flat_map(|texts| self.stated_results(texts));
        results.filter_map(|(texts, state)| {
            let because = because(state.judged);
            let waits = state.judged.truth == Truth::Unknown && !because.contains(Cause::Reading);
            waits.then(|| Decider {
                id: &texts.id,
                clause: &texts.clause,
                message: self.text(&texts.value).into(),
                because,
                fields: self.ids(texts.fields.as_slice()),
            })
        })
    }

    /// The results that are derived or may yet be.
    fn results(&self, procedure: &'a ProcedureTexts) -> Vec<ResultReport<'a>> {
        self.stated_results(procedure)
            .map(|(texts, state)| ResultReport {
                id: &texts.id,
                value: self.text(&texts.value),
                clause: &texts.clause,
                truth: state.judged.truth,
                because: match state.judged.truth {
                    Truth::Met => Causes::NONE,
                    _ => because(state.judged),
                },
            })
            .collect()
    }

    fn stated_results(
        &self,
        procedure: &'a ProcedureTexts,
    ) -> impl Iterator<Item = (&'a ResultTexts, State)> {
        let texts = procedure.results.iter();
        texts
            .zip(&self.judgement.results)
            .filter(|(_, state)| state.judged.truth != Truth::NotMet)
            .filter_map(|(at, state)| Some((self.texts.results.get(*at)?, *state)))
    }

    /// The readings of the procedure, and of whatever is not refuted or beside the point.
    fn readings(&self, procedure: Option<&'a ProcedureTexts>) -> Vec<ReadingReport<'a>> {
        let mut touched = vec![false; self.texts.readings.len()];
        let mut touch = |reading: usize| {
            if let Some(touched) = touched.get_mut(reading) {
                *touched = true;
            }
        };
        let of_procedure = procedure.iter().flat_map(|texts| &texts.readings);
        of_procedure.copied().for_each(&mut touch);
        for (_, texts, state) in self.routes() {
            if state.judged.truth != Truth::NotMet {
                texts.reading.into_iter().for_each(&mut touch);
            }
        }
        for (condition, _, limbs) in self.conditions().filter(|(_, state, _)| state.counts()) {
            condition.reading.into_iter().for_each(&mut touch);
            let limbs = condition.limbs.iter().zip(limbs);
            let counting = limbs.filter(|(_, state)| state.counts());
            counting
                .filter_map(|(limb, _)| limb.reading)
                .for_each(&mut touch);
        }
        for (texts, _) in procedure
            .into_iter()
            .flat_map(|texts| self.stated_results(texts))
        {
            texts.reading.into_iter().for_each(&mut touch);
        }
        let readings = self.texts.readings.iter().zip(touched);
        readings
            .filter(|(_, touched)| *touched)
            .map(|(reading, _)| ReadingReport {
                id: &reading.id,
                clause: &reading.clause,
                taken: self.text(&reading.taken),
                alternative: self.text(&reading.alternative),
            })
            .collect()
    }
}

/// The causes a report gives for a truth: of a refutation those that can refute, of an unknown
/// those that can leave open.
pub fn because(judged: Judged) -> Causes {
    let (given, default): (fn(Cause) -> bool, Cause) = match judged.truth {
        Truth::NotMet => (
            |cause| matches!(cause, Cause::Answer | Cause::Finding | Cause::Decision),
            Cause::Answer,
        ),
        Truth::Met | Truth::Unknown => (|cause| cause != Cause::Answer, Cause::Missing),
    };
    let causes = judged.causes.iter().filter(|cause| given(*cause));
    causes
        .map(Causes::from)
        .reduce(|all, one| all | one)
        .unwrap_or(default.into())
}

/// Whether something applies; none while that is unknown.
pub fn applies(state: State) -> Option<bool> {
    match state.applies {
        Truth::Met => Some(true),
        Truth::NotMet => Some(false),
        Truth::Unknown => None,
    }
}
