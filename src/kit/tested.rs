//! What becomes of the cases of a ruleset, and what none of them shows.

use std::sync::Arc;

use serde::Serialize;

use crate::engine::lang::Lang;
use crate::engine::ruleset::Ruleset;
use crate::kit::cases::{Base, Case, Cases, run};
use crate::kit::coverage::{Coverage, Point, Share, What};
use crate::kit::messages::said;

/// What becomes of the cases of a ruleset.
#[derive(Serialize)]
pub struct Tested {
    /// How many cases there are.
    pub cases: usize,
    /// Those that do not hold.
    pub failed: Vec<Failed>,
    /// How much of the ruleset they show.
    pub coverage: Shares,
    /// What none of them shows.
    pub gaps: Vec<String>,
    /// What bases answer though nothing of the ruleset asks for it: left over, or meant to show that.
    pub leftover: Vec<Leftover>,
}

/// An answer of a base that nothing asks for.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Leftover {
    /// The name of the base.
    pub base: String,
    /// The field's id.
    pub field: String,
}

/// A case that does not hold.
#[derive(Serialize)]
pub struct Failed {
    /// What it is called.
    pub name: String,
    /// The line of its name.
    pub line: Option<usize>,
    /// Where what is expected and what comes of it part.
    pub differences: Vec<String>,
}

/// How much of a ruleset is shown.
#[derive(Serialize)]
pub struct Shares {
    /// Its limbs, with each truth.
    pub limbs: Truths,
    /// Those of its limbs that are for some requests only, where they do not apply.
    pub idle_limbs: Share,
    /// Its routes, deciding.
    pub routes: Share,
    /// Its results, with each truth.
    pub results: Truths,
    /// Its duties.
    pub duties: Duties,
}

/// How much of the duties is shown.
#[derive(Serialize)]
pub struct Duties {
    /// Those that arise in some case.
    pub arises: Share,
    /// Those that do not arise in another.
    pub does_not_arise: Share,
    /// Those that can be checked, with each truth.
    #[serde(flatten)]
    pub kept: Truths,
}

/// How many are shown with each truth.
#[derive(Serialize)]
pub struct Truths {
    /// Met.
    pub met: Share,
    /// Not met.
    pub not_met: Share,
    /// Unknown.
    pub unknown: Share,
}

impl Tested {
    /// Runs `cases`, which `toml` says, against `ruleset`; says in `lang` what comes of them.
    pub fn of(ruleset: &Arc<Ruleset>, cases: &Cases, toml: &str, lang: Lang) -> Tested {
        let outcomes = run(ruleset, cases).into_iter().zip(&cases.case);
        let failed = outcomes.filter(|((_, differences), _)| !differences.is_empty());
        let failed = failed.map(|((_, differences), case)| Failed {
            name: named(case, lang).to_owned(),
            line: toml
                .lines()
                .position(|line| line.contains(&format!("\"{}\"", case.name)))
                .map(|at| at + 1),
            differences: differences.iter().map(|one| said(one, lang)).collect(),
        });
        let coverage = Coverage::of(ruleset, cases);
        Tested {
            cases: cases.case.len(),
            failed: failed.collect(),
            coverage: Shares::of(&coverage),
            gaps: coverage
                .gaps()
                .map(|gap| said(&gap.to_string(), lang))
                .collect(),
            leftover: leftover(ruleset, cases),
        }
    }
}

fn leftover(ruleset: &Ruleset, cases: &Cases) -> Vec<Leftover> {
    let of = |base: &Base| {
        let unasked = base.answers.keys();
        // A field that is not even shared fails its cases.
        let unasked = unasked.filter(|id| matches!(ruleset.find(id), Ok(None)));
        let leftover = |field: &String| Leftover {
            base: base.name.clone(),
            field: field.clone(),
        };
        unasked.map(leftover).collect::<Vec<_>>()
    };
    // What an amendment no longer asks, the text it is based on still does.
    let own = cases.base.iter().filter(|base| !base.inherited);
    own.flat_map(of).collect()
}

/// The name of `case` in `lang`.
pub(crate) fn named(case: &Case, lang: Lang) -> &str {
    match (lang, &case.en) {
        (Lang::En, Some(en)) => en,
        _ => &case.name,
    }
}

impl Shares {
    fn of(coverage: &Coverage) -> Shares {
        let truths = |of: &dyn Fn(&Point, &str) -> bool| Truths {
            met: coverage.share(|point| of(point, "met")),
            not_met: coverage.share(|point| of(point, "not_met")),
            unknown: coverage.share(|point| of(point, "unknown")),
        };
        Shares {
            limbs: truths(&|point, truth| matches!(point.what, What::Limb(_, is) if is == truth)),
            idle_limbs: coverage.share(|point| matches!(point.what, What::Idle(_))),
            routes: coverage.share(|point| matches!(point.what, What::Decides(_))),
            results: truths(
                &|point, truth| matches!(point.what, What::Result(_, is) if is == truth),
            ),
            duties: Duties {
                arises: coverage.share(|point| matches!(point.what, What::Arises(_, true))),
                does_not_arise: coverage
                    .share(|point| matches!(point.what, What::Arises(_, false))),
                kept: truths(
                    &|point, truth| matches!(point.what, What::Duty(_, is) if is == truth),
                ),
            },
        }
    }
}
