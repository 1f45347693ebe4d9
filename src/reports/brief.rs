//! A report in brief: the verdict, the limbs that are not met and what is still needed.

use serde::{Serialize, Serializer};

use crate::engine::facts::Facts;
use crate::engine::judgement::{Judgement, State, verdict_over_kinds};
use crate::engine::ruleset::Procedure;
use crate::engine::session::Session;
use crate::engine::truth::Truth;
use crate::engine::verdict::Verdict;
use crate::library::texts::{ConditionTexts, LimbTexts, Texts};
use crate::reports::report::StillNeeded;

/// Of one judgement, what one sorts many requests by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Brief<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// The limbs that are not met, in the text's order. One that is unknown is none of them: the
    /// verdict and what is still needed tell of it.
    pub not_met: Vec<NotMet<'a>>,
    /// Blank fields that could still matter.
    pub still_needed: StillNeeded<'a>,
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
    pub fn of(session: &'a Session, texts: &'a Texts) -> Brief<'a> {
        Brief::from_states(
            session.procedure(),
            session.states(),
            session.facts(),
            texts,
        )
    }

    /// What the `states` of `procedure` under `facts` say.
    pub fn from_states(
        procedure: &Procedure,
        states: &[State],
        facts: Facts<'a>,
        texts: &'a Texts,
    ) -> Brief<'a> {
        let (verdict, needed) = if waits(procedure, states) {
            let Judgement {
                verdict, needed, ..
            } = Judgement::new(procedure, states, &facts);
            (verdict, needed)
        } else {
            (verdict_over_kinds(procedure, states, facts).0, Vec::new())
        };
        Brief {
            verdict,
            not_met: not_met(procedure, states, texts),
            still_needed: StillNeeded::of(facts.fields, &needed),
        }
    }
}

/// Whether anything is open that an answer could settle. Most requests of an archive are complete,
/// and for them the whole judgement need not be gathered.
fn waits(procedure: &Procedure, states: &[State]) -> bool {
    let claimed = |at: usize| procedure.routes.get(at).is_some_and(|route| route.claimed);
    let duties = procedure.routes.len() + procedure.limb_count();
    let duties = duties..duties + procedure.duties;
    let open = |state: &State| state.counts() && state.judged.truth == Truth::Unknown;
    let mut units = states.iter().enumerate();
    units.any(|(at, state)| open(state) && !claimed(at) && !duties.contains(&at))
}

fn not_met<'a>(procedure: &Procedure, states: &[State], texts: &'a Texts) -> Vec<NotMet<'a>> {
    let mut states = states.iter().skip(procedure.routes.len());
    let mut failing = Vec::new();
    for condition in &procedure.conditions {
        let texts = texts.conditions.get(condition.position);
        for (at, state) in (0..condition.limbs.len()).zip(states.by_ref()) {
            if state.counts() && state.judged.truth == Truth::NotMet {
                let limb = texts.and_then(|texts| Some((texts, texts.limbs.get(at)?)));
                failing.extend(limb.map(NotMet::from));
            }
        }
    }
    failing
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
