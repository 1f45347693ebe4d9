//! A report in brief: the verdict, the limbs that are not met and what is still needed.

use serde::{Serialize, Serializer};

use crate::engine::session::Session;
use crate::engine::truth::Truth;
use crate::engine::verdict::Verdict;
use crate::library::texts::{ConditionTexts, LimbTexts, Texts};
use crate::reports::decider::Ground;
use crate::reports::joined::Joined;
use crate::reports::locale::Locale;
use crate::reports::report::StillNeeded;

/// Of one judgement, what one sorts many requests by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Brief<'a> {
    /// Which case it is, as the request says.
    pub reference: Option<&'a str>,
    /// The verdict.
    pub verdict: Verdict,
    /// The route, or all the conditions, the verdict rests on.
    pub decided_by: Vec<PartId<'a>>,
    /// The limbs that are not met, in the text's order. One that is unknown is none of them: the
    /// verdict and what is still needed tell of it.
    pub not_met: Vec<NotMet<'a>>,
    /// Blank fields that could still matter.
    pub still_needed: StillNeeded<'a>,
}

/// A route or a condition behind the verdict.
#[derive(Debug, Serialize)]
pub struct PartId<'a> {
    /// Its id.
    pub id: &'a str,
    /// The clause it rests on.
    pub clause: &'a str,
}

/// A limb that is not met.
#[derive(Debug, Serialize)]
pub struct NotMet<'a> {
    /// Its id, after its condition's.
    pub limb: LimbId<'a>,
    /// The clauses to cite, the condition's own first.
    pub clauses: &'a [String],
}

/// A limb by the ids of its condition and itself, written `condition.limb`.
#[derive(Clone, Copy, Debug)]
pub struct LimbId<'a> {
    condition: &'a str,
    limb: &'a str,
}

impl std::fmt::Display for LimbId<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.condition, self.limb)
    }
}

impl Serialize for LimbId<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'a> Brief<'a> {
    /// What `session` says now; `texts` are those of its ruleset.
    pub fn of(session: &'a Session, texts: &'a Texts, locale: &'a Locale) -> Brief<'a> {
        let joined = Joined::of(session.judging(), texts, locale);
        let mut not_met = Vec::new();
        for (_, texts, _, states) in joined.conditions() {
            let limbs = texts.limbs.iter().map(|limb| (texts, limb));
            let failing = limbs
                .zip(states)
                .filter(|(_, state)| state.counts() && state.judged.truth == Truth::NotMet);
            not_met.extend(failing.map(|(limb, _)| NotMet::from(limb)));
        }
        let grounds = Ground::all(&joined).into_iter();
        let part = |ground: Ground<'a>| PartId {
            id: ground.id(),
            clause: ground.clause(),
        };
        Brief {
            reference: session.particulars().reference.as_deref(),
            verdict: joined.judgement.verdict,
            decided_by: grounds.map(part).collect(),
            not_met,
            still_needed: StillNeeded::of(session.judging().ruleset(), &joined.judgement.needed),
        }
    }
}

impl<'a> From<(&'a ConditionTexts, &'a LimbTexts)> for NotMet<'a> {
    fn from((condition, limb): (&'a ConditionTexts, &'a LimbTexts)) -> NotMet<'a> {
        NotMet {
            limb: LimbId {
                condition: &condition.id,
                limb: &limb.id,
            },
            clauses: &limb.clauses,
        }
    }
}
