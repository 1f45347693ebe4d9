//! An explanation, as data.

use serde::Serialize;
use shodaku::engine::judgement::State;
use shodaku::engine::truth::{Causes, Truth};
use shodaku::engine::unknown::Unknown;
use shodaku::engine::verdict::Verdict;
use shodaku::reports::ids::Ids;
use shodaku::reports::report::{Identity, ReadingReport};
use shodaku::reports::state::{applies, because};

use crate::cli::failure::Failure;

/// A procedure, explained.
#[derive(Serialize)]
pub struct Explanation<'e> {
    pub schema: u8,
    pub ruleset: Identity<'e>,
    pub procedure: &'e str,
    pub title: &'e str,
    pub summary: Option<&'e str>,
    /// Of the request, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    pub routes: Vec<RouteExplained<'e>>,
    pub conditions: Vec<ConditionExplained<'e>>,
    pub duties: Vec<DutyExplained<'e>>,
    pub results: Vec<ResultExplained<'e>>,
    pub readings: Vec<ReadingReport<'e>>,
    /// Whether it is about one condition only.
    #[serde(skip)]
    pub single: bool,
}

/// A route, explained.
#[derive(Serialize)]
pub struct RouteExplained<'e> {
    pub route: &'e str,
    pub clause: &'e str,
    pub verdict: Verdict,
    /// Whether it stays out of the way until it is met.
    pub claimed: bool,
    pub when: String,
    pub fields: Ids<'e>,
    pub message: &'e str,
    pub reading: Option<&'e str>,
    #[serde(flatten)]
    pub stands: Option<Stands>,
}

/// A condition with its limbs, explained.
#[derive(Serialize)]
pub struct ConditionExplained<'e> {
    pub condition: &'e str,
    pub clause: &'e str,
    pub topic: &'e str,
    pub title: &'e str,
    pub reading: Option<&'e str>,
    pub limbs: Vec<LimbExplained<'e>>,
    #[serde(flatten)]
    pub stands: Option<Stands>,
}

/// A limb, explained.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LimbExplained<'e> {
    pub limb: &'e str,
    pub clauses: &'e [String],
    pub asks: String,
    /// Where it does not always apply.
    pub only_if: Option<String>,
    /// Why it stays unknown, rather than fails, where it is not met.
    pub otherwise: Option<Causes>,
    pub if_recorded: bool,
    pub fields: Ids<'e>,
    pub supports: Ids<'e>,
    /// What the report says, or would say if it were not met.
    pub message: &'e str,
    pub remedy: &'e str,
    pub reading: Option<&'e str>,
    #[serde(flatten)]
    pub stands: Option<Stands>,
}

/// A duty, explained.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DutyExplained<'e> {
    pub duty: &'e str,
    pub clause: &'e str,
    pub message: &'e str,
    /// Whether the text only advises it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
    pub only_if: Option<String>,
    /// When it is kept, where the answers can tell.
    pub kept_if: Option<String>,
    #[serde(flatten)]
    pub stands: Option<Stands>,
}

/// What a checklist derives, explained.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultExplained<'e> {
    pub result: &'e str,
    pub clause: &'e str,
    pub value: &'e str,
    /// When it is derived.
    pub when: String,
    pub reading: Option<&'e str>,
    #[serde(flatten)]
    pub stands: Option<Stands>,
}

/// How a request stands to a route, a condition, a limb, a duty or a result.
#[derive(Clone, Copy, Serialize)]
pub struct Stands {
    pub applies: Option<bool>,
    /// None where it does not apply.
    pub truth: Option<Truth>,
    pub because: Causes,
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

impl<'e> ConditionExplained<'e> {
    /// The ids of the readings it rests on.
    pub fn readings(&self) -> impl Iterator<Item = &'e str> {
        self.reading
            .into_iter()
            .chain(self.limbs.iter().filter_map(|limb| limb.reading))
    }
}

impl Explanation<'_> {
    /// Keeps one condition and its readings.
    pub fn only(&mut self, id: &str) -> Result<(), Failure> {
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
}
