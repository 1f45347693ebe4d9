//! Issues (指摘): what is not met or open, one limb or one unreadable value at a time.

use std::borrow::Cow;

use serde::Serialize;

use crate::engine::facts::Unusable;
use crate::engine::field::FieldIndex;
use crate::engine::judgement::Alternative;
use crate::engine::truth::{Cause, Causes, Reasoned, Truth};
use crate::library::texts::{ConditionTexts, LimbTexts, Text};
use crate::reports::ids::Ids;
use crate::reports::joined::Joined;
use crate::reports::locale::{Sentences, Template};
use crate::reports::state::because;

/// One limb that is not met or unknown, or one value that cannot be read.
#[derive(Debug, Serialize)]
pub struct Issue<'a> {
    /// The condition's id; none for a value that cannot be read.
    pub condition: Option<&'a str>,
    /// The limb's id within its condition.
    pub limb: Option<&'a str>,
    /// Where its limb stands, and how that was judged; none for a value that cannot be read.
    #[serde(skip)]
    judged: Option<(LimbPlace, Reasoned)>,
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

/// A limb by the position of its condition among the ruleset's, and its own within it.
pub(super) type LimbPlace = (usize, usize);

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

impl<'a> Issue<'a> {
    /// The values that cannot be read, the plans that have gone by, the days that contradict each
    /// other, then every limb that counts and is not met or unknown.
    pub(super) fn all(joined: &Joined<'a>, alternatives: Vec<Vec<Alternative>>) -> Vec<Issue<'a>> {
        let Joined { locale, .. } = joined;
        let unusable = &joined.judgement.unusable;
        let of = |wanted: Unusable| {
            let fields = unusable.iter().filter(move |(_, why)| *why == wanted);
            fields.map(|(field, _)| *field)
        };
        let (said, remedy) = (&locale.unusable, &locale.unusable_remedy);
        let unreadable = of(Unusable::Unreadable).filter_map(|field| {
            let kind = &joined.judging.ruleset().field(field)?.kind;
            let said = [said.of(kind), remedy.of(kind)];
            Issue::of_value(joined, field, said, Severity::Error, &[field])
        });
        let gone_by = of(Unusable::GoneBy).filter_map(|field| {
            let said = [&said.gone_by, &remedy.gone_by];
            Issue::of_value(joined, field, said, Severity::Warning, &[field])
        });
        let contradict: Vec<FieldIndex> = of(Unusable::OutOfOrder).collect();
        let out_of_order = contradict.iter().filter_map(|field| {
            let said = [&said.out_of_order, &remedy.out_of_order];
            Issue::of_value(joined, *field, said, Severity::Warning, &contradict)
        });
        let mut issues: Vec<Issue<'a>> = unreadable.chain(gone_by).chain(out_of_order).collect();
        let mut alternatives = alternatives.into_iter();
        for (position, condition, _, states) in joined.conditions() {
            for (at, (limb, state)) in condition.limbs.iter().zip(states).enumerate() {
                // Every limb that has any comes with its alternatives, an issue or not.
                let members = limb
                    .any
                    .as_ref()
                    .map(|_| alternatives.next().unwrap_or_default());
                if state.counts() && state.judged.truth != Truth::Met {
                    issues.push(Issue::of_limb(
                        joined,
                        condition,
                        limb,
                        ((position, at), state.judged),
                        members,
                    ));
                }
            }
        }
        issues
    }

    fn of_limb(
        joined: &Joined<'a>,
        condition: &'a ConditionTexts,
        limb: &'a LimbTexts,
        (place, judged): (LimbPlace, Reasoned),
        alternatives: Option<Vec<Alternative>>,
    ) -> Issue<'a> {
        let because = because(judged);
        let open = judged.truth == Truth::Unknown;
        let say = |text: Option<&'a Text>, sentences: &Sentences| match text {
            Some(text) => Cow::Borrowed(joined.text(text)),
            None => joined.sentences(
                sentences,
                because,
                &limb.fields,
                joined.text(&condition.title),
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
            judged: Some((place, judged)),
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
            fields: joined.ids(&limb.fields),
            message: say(message, &joined.locale.open),
            remedy: say(remedy, &joined.locale.remedy),
            alternatives: members
                .map(|(texts, alternative)| AlternativeReport {
                    clause: texts.clause.as_deref(),
                    title: texts.title.as_ref().map(|title| joined.text(title)),
                    truth: alternative.judged.truth,
                    lacks: joined.ids(alternative.lacks),
                    fails: joined.ids(alternative.fails),
                })
                .collect(),
        }
    }

    /// Where the text itself says all there is to say: the limb and how it was judged, which
    /// alone decide what the issue says. A sentence that is put together may name other fields.
    pub(super) fn in_fixed_words(&self) -> Option<(LimbPlace, Reasoned)> {
        let fixed = |text: &Cow<'_, str>| matches!(text, Cow::Borrowed(_));
        let all = fixed(&self.message) && fixed(&self.remedy) && self.alternatives.is_empty();
        self.judged.filter(|_| all)
    }

    /// That the value of a field is of no use, with a message and a remedy that name `named`.
    fn of_value(
        joined: &Joined<'a>,
        index: FieldIndex,
        said: [&Template; 2],
        severity: Severity,
        named: &[FieldIndex],
    ) -> Option<Issue<'a>> {
        let mut labels = Vec::with_capacity(named.len());
        for field in named {
            labels.push(joined.text(&joined.texts.field(*field)?.label));
        }
        let labels = labels.join(&joined.locale.joiner);
        let [message, remedy] = said.map(|template| {
            let mut text = String::new();
            template.fill(&mut text, |text| text.push_str(&labels));
            text
        });
        Some(Issue {
            condition: None,
            limb: None,
            judged: None,
            clauses: &[],
            truth: Truth::Unknown,
            because: Cause::Missing.into(),
            severity,
            fields: joined.ids(vec![index]),
            message: message.into(),
            remedy: remedy.into(),
            alternatives: Vec::new(),
        })
    }
}
