//! `rulesets test`: the cases beside each ruleset, and what they leave unshown.

use std::path::{Path, PathBuf};

use serde::Serialize;
use shodaku::error::Error;
use shodaku::locale::{Lang, Locale};
use shodaku::ruleset::cases::{Case, Cases, run as judge};
use shodaku::ruleset::coverage::{Coverage, Point, Share, What};

use super::super::failure::{Failure, Stop};
use super::super::input::Input;
use super::super::text::Page;
use super::super::words::Words;
use super::super::{Exit, Format, World, to_json};
use super::Source;

/// Run the cases beside rulesets, and list what no case shows.
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// .toml or .json files; the cases of `town.toml` stand in `town.cases.toml` beside it.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The cases, where they are named otherwise.
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// How to write the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
Examples:
  shodaku rulesets test src/rulesets/hirono.toml
  shodaku rulesets test --cases src/rulesets/hirono.cases.toml src/rulesets/hirono.toml

Exit status:
  0  every case holds, and together they show every limb, route and result
  1  a case fails, or something is not shown
  2  a file cannot be used";

/// Runs `rulesets test`.
pub fn run(world: &mut World, args: &Args) -> Result<Exit, Stop> {
    if args.cases.is_some() && args.files.len() > 1 {
        let failure = Failure::new("--cases", "there is more than one ruleset to test with it");
        return Err(failure.fix("test one ruleset at a time").into());
    }
    let mut results = Vec::new();
    for file in &args.files {
        let cases = args.cases.clone().unwrap_or_else(|| beside(file));
        results.push(Tested::of(file, &cases, world.words.lang)?);
    }
    match args.format {
        Format::Text => {
            for tested in &results {
                let page = tested.page(world.words, &world.locale);
                world.print(&page.into_text())?;
            }
        }
        Format::Json => world.print(&to_json(&results)?)?,
    }
    let fine = |tested: &Tested| tested.failed.is_empty() && tested.gaps.is_empty();
    Ok(if results.iter().all(fine) {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

/// `town.cases.toml` of `town.toml`.
fn beside(file: &Path) -> PathBuf {
    file.with_extension("cases.toml")
}

#[derive(Serialize)]
struct Tested {
    file: String,
    #[serde(rename = "casesFile")]
    cases_file: String,
    cases: usize,
    failed: Vec<Failed>,
    coverage: Shares,
    gaps: Vec<String>,
}

#[derive(Serialize)]
struct Failed {
    name: String,
    line: Option<usize>,
    differences: Vec<String>,
}

#[derive(Serialize)]
struct Shares {
    limbs: Truths,
    routes: Share,
    results: Truths,
}

#[derive(Serialize)]
struct Truths {
    met: Share,
    not_met: Share,
    unknown: Share,
}

impl Tested {
    fn of(file: &Path, cases_file: &Path, lang: Lang) -> Result<Tested, Stop> {
        let source = Source::read(file)?;
        let failures = |name: &str, error: &Error| Stop::Failures(Failure::in_ruleset(name, error));
        let draft = source
            .draft()
            .map_err(|error| failures(&source.name, &error))?;
        let input = Input::open(cases_file).map_err(|failure| {
            failure.fix("write the cases there, or name them with --cases FILE")
        })?;
        let (name, text) = (input.name.clone(), input.text()?);
        let cases = Cases::from_toml(&text).map_err(|error| failures(&name, &error))?;

        let outcomes = judge(&draft.ruleset, &cases).into_iter().zip(&cases.case);
        let failed = outcomes.filter(|((_, differences), _)| !differences.is_empty());
        let failed = failed.map(|((_, differences), case)| Failed {
            name: named(case, lang).to_owned(),
            line: text
                .lines()
                .position(|line| line.contains(&case.name))
                .map(|at| at + 1),
            differences,
        });
        let coverage = Coverage::of(&draft.ruleset, &cases);
        Ok(Tested {
            file: source.name.clone(),
            cases_file: name,
            cases: cases.case.len(),
            failed: failed.collect(),
            coverage: Shares::of(&coverage),
            gaps: coverage.gaps().map(ToString::to_string).collect(),
        })
    }

    fn page(&self, words: &Words, locale: &Locale) -> Page {
        let mut page = Page::default();
        let (file, cases, failed) = (&self.file, self.cases, self.failed.len());
        page.line(0, format!("{file}: {}", words.tested(cases, failed)));
        for Failed {
            name,
            line,
            differences,
        } in &self.failed
        {
            let place = line.map_or_else(
                || self.cases_file.clone(),
                |line| format!("{}:{line}", self.cases_file),
            );
            page.line(1, format!("{place}: {name}"));
            for difference in differences {
                page.line(2, difference);
            }
        }
        let Shares {
            limbs,
            routes,
            results,
        } = &self.coverage;
        for (of, truths) in [(words.limbs, limbs), (words.results, results)] {
            for (truth, share) in [
                ("met", truths.met),
                ("not_met", truths.not_met),
                ("unknown", truths.unknown),
            ] {
                if share.wanted > 0 {
                    let truth = locale.truth.of(truth);
                    page.line(1, format!("{}  {of}: {truth}", count(share)));
                }
            }
        }
        if routes.wanted > 0 {
            page.line(1, format!("{}  {}", count(*routes), words.routes_decide));
        }
        if !self.gaps.is_empty() {
            page.line(1, format!("{}:", words.not_shown));
        }
        for gap in &self.gaps {
            page.line(2, gap);
        }
        page
    }
}

fn named(case: &Case, lang: Lang) -> &str {
    match (lang, &case.en) {
        (Lang::En, Some(en)) => en,
        _ => &case.name,
    }
}

/// ` 97 % (32/33)`; 100 % only where nothing lacks.
fn count(Share { shown, wanted }: Share) -> String {
    format!("{:>3} % ({shown}/{wanted})", shown * 100 / wanted.max(1))
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
            routes: coverage.share(|point| matches!(point.what, What::Decides(_))),
            results: truths(
                &|point, truth| matches!(point.what, What::Result(_, is) if is == truth),
            ),
        }
    }
}
