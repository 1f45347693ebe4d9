//! The report: a judgement joined with the ruleset's texts, every reason included.
//!
//! The package builds the same in TypeScript (`pkg/src/output/report.ts`), byte for byte, so the
//! order of keys matters. Texts are borrowed. Only sentences that name fields are put together
//! here.

use serde::Serialize;

use crate::engine::field::{FieldIndex, Supplier};
use crate::engine::judgement::State;
use crate::engine::request::particulars::Context;
use crate::engine::ruleset::Ruleset;
use crate::engine::session::Session;
use crate::engine::stage::Stage;
use crate::engine::truth::{Causes, Truth};
use crate::engine::verdict::Verdict;
use crate::library::choice::{Choice, Why};
use crate::library::texts::{ConditionTexts, DutyTexts, ReadingTexts, Texts};
use crate::reports::decider::{Claim, Decider};
use crate::reports::ids::Ids;
use crate::reports::issue::Issue;
use crate::reports::joined::Joined;
use crate::reports::locale::Locale;
use crate::reports::state::{applies, because};
use crate::reports::vague::vague;

/// The version of a report's shape.
pub(super) const SCHEMA: u8 = 1;

/// What judging one request says, with all its reasons.
///
/// ```
/// use shodaku::engine::{lang::Lang, normalize::nfkc, request::Request};
/// use shodaku::library::Library;
/// use shodaku::reports::{locale::Locale, report::Report};
///
/// let library = Library::default();
/// let request = Request::from_json(
///     r#"{ "ruleset": "hirono", "procedure": "subcontract", "asOf": "2026-11-22", "stage": "draft",
///          "answers": { "scope.record_count": 4800 } }"#,
/// )?;
/// let (session, choice) = library.regulation("hirono")?.check(request, nfkc)?;
/// let locale = Locale::load(Lang::En).unwrap();
/// let report = Report::of(&session, &choice.entry.texts, &locale).chosen(&choice);
/// assert_eq!(report.verdict.name(), "undetermined");
/// assert!(!report.still_needed.officer.fields.is_empty());
/// # Ok::<(), shodaku::engine::error::Error>(())
/// ```
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
    /// Which case it is, as the request says.
    pub reference: Option<&'a str>,
    /// What the request carries beside its answers.
    pub context: &'a Context<'a>,
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
    /// Blank fields that stand behind a finding still needed: an official looks at them, and no
    /// condition does.
    pub evidence: Ids<'a>,
    /// Fields of which is stated only that they are open or stand elsewhere (未定, 別紙のとおり): an
    /// official may not accept that. In the ruleset's order; none once a route decides.
    pub vague: Ids<'a>,
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

impl<'a> ConditionReport<'a> {
    pub(super) fn of(
        joined: &Joined<'a>,
        texts: &'a ConditionTexts,
        state: State,
    ) -> ConditionReport<'a> {
        ConditionReport {
            condition: &texts.id,
            clause: &texts.clause,
            topic: &texts.topic,
            title: joined.text(&texts.title),
            truth: state.counts().then_some(state.judged.truth),
            applies: applies(state),
        }
    }
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

impl<'a> StillNeeded<'a> {
    /// The `needed` fields of `ruleset`.
    pub(super) fn of(ruleset: &'a Ruleset, needed: &[FieldIndex]) -> StillNeeded<'a> {
        let from = |supplier: Supplier| {
            let supplies = |field: &FieldIndex| {
                ruleset
                    .field(*field)
                    .is_some_and(|field| field.supplier == supplier)
            };
            let needed = needed.iter().copied();
            Ids::new(ruleset, needed.filter(supplies).collect::<Vec<_>>())
        };
        StillNeeded {
            applicant: from(Supplier::Applicant),
            contract: from(Supplier::Contract),
            officer: from(Supplier::Officer),
            body: from(Supplier::Body),
        }
    }

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

/// What binds after or beside approval, or is advised; never changes the verdict.
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
    /// Whether the text only advises it (望ましい); left out where it binds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
}

impl<'a> DutyReport<'a> {
    pub(super) fn of(joined: &Joined<'a>, texts: &'a DutyTexts, state: State) -> DutyReport<'a> {
        DutyReport {
            id: &texts.id,
            clause: &texts.clause,
            message: joined.text(&texts.message),
            truth: texts.holds.then_some(state.judged.truth),
            advisory: texts.advisory,
        }
    }
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

impl<'a> ResultReport<'a> {
    /// The results that are derived or may yet be.
    pub(super) fn all(joined: &Joined<'a>) -> Vec<ResultReport<'a>> {
        joined
            .results()
            .map(|(texts, state)| ResultReport {
                id: &texts.id,
                value: joined.text(&texts.value),
                clause: &texts.clause,
                truth: state.judged.truth,
                because: match state.judged.truth {
                    Truth::Met => Causes::NONE,
                    _ => because(state.judged),
                },
            })
            .collect()
    }
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

impl<'a> ReadingReport<'a> {
    pub(super) fn of(joined: &Joined<'a>, texts: &'a ReadingTexts) -> ReadingReport<'a> {
        ReadingReport {
            id: &texts.id,
            clause: &texts.clause,
            taken: joined.text(&texts.taken),
            alternative: joined.text(&texts.alternative),
        }
    }
}

impl<'a> From<&Choice<'a>> for VersionChosen<'a> {
    fn from(choice: &Choice<'a>) -> VersionChosen<'a> {
        VersionChosen {
            version: &choice.entry.ruleset.version,
            why: choice.why,
            decided_by: choice.decided_by,
        }
    }
}

impl<'a> Report<'a> {
    /// The report, saying which version was chosen.
    #[must_use]
    pub fn chosen(mut self, choice: &Choice<'a>) -> Report<'a> {
        self.version_chosen = choice.into();
        self
    }

    /// What `session` says now; `texts` are those of its ruleset.
    pub fn of(session: &'a Session, texts: &'a Texts, locale: &'a Locale) -> Report<'a> {
        let judging = session.judging();
        let mut joined = Joined::of(judging, texts, locale);
        let alternatives = std::mem::take(&mut joined.judgement.alternatives);
        let issues = Issue::all(&joined, alternatives);
        let ruleset = judging.ruleset();
        Report {
            schema: SCHEMA,
            ruleset: Identity::of(ruleset),
            version_chosen: VersionChosen {
                version: &ruleset.version,
                why: Why::OnlyVersion,
                decided_by: None,
            },
            procedure: judging.procedure().id.as_str(),
            stage: judging.stage(),
            as_of: judging.as_of().to_iso(),
            reference: session.particulars().reference.as_deref(),
            context: &session.particulars().context,
            verdict: joined.judgement.verdict,
            decided_by: Decider::all(&joined, &issues),
            could_claim: Claim::all(&joined),
            conditions: joined
                .conditions()
                .map(|(_, texts, state, _)| ConditionReport::of(&joined, texts, state))
                .collect(),
            still_needed: StillNeeded::of(ruleset, &joined.judgement.needed),
            evidence: joined.evidence(),
            vague: Ids::new(ruleset, vague(session, joined.judgement.verdict)),
            duties: joined
                .duties()
                .map(|(_, texts, state)| DutyReport::of(&joined, texts, state))
                .collect(),
            readings: joined
                .readings()
                .map(|(_, texts)| ReadingReport::of(&joined, texts))
                .collect(),
            results: ResultReport::all(&joined),
            not_used: session.not_used(),
            issues,
        }
    }
}
