//! `rulesets test`: the cases beside each ruleset, and what they leave unshown.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value, json};
use shodaku::engine::answer::Input as Answer;
use shodaku::engine::lang::Lang;
use shodaku::engine::ruleset::Ruleset;
use shodaku::kit::cases::{Case, Cases, run as judge};
use shodaku::kit::coverage::{Coverage, Point, Share, What};
use shodaku::reports::locale::Locale;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::input::Input;
use crate::cli::output::{Format, to_json};
use crate::cli::page::Page;
use crate::cli::ruleset_file::RulesetFile;
use crate::cli::template as place;
use crate::cli::words::Words;

/// The arguments of `rulesets test`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    #[arg(long)]
    requests: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku rulesets test src/rulesets/hirono.toml
shodaku rulesets test --cases src/rulesets/hirono.cases.toml src/rulesets/hirono.toml
shodaku rulesets test --requests src/rulesets/hirono.toml";

/// Runs `rulesets test`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    if args.cases.is_some() && args.files.len() > 1 {
        let failure = Failure::new("--cases", "there is more than one ruleset to test with it");
        return Err(failure.fix("test one ruleset at a time").into());
    }
    let mut results = Vec::new();
    for file in &args.files {
        let material = Material::read(file, args.cases.as_deref())?;
        if args.requests {
            for line in material.requests()? {
                context.print(&line)?;
            }
        } else {
            results.push(Tested::of(&material, context.locale.lang));
        }
    }
    if args.requests {
        return Ok(Exit::Fine);
    }
    match args.format {
        Format::Text => {
            for tested in &results {
                let page = tested.page(&context.words, &context.locale);
                context.print(&page.into_text())?;
            }
        }
        Format::Json => context.print(&to_json(&results)?)?,
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
    duties: Duties,
}

#[derive(Serialize)]
struct Duties {
    arises: Share,
    does_not_arise: Share,
    #[serde(flatten)]
    kept: Truths,
}

#[derive(Serialize)]
struct Truths {
    met: Share,
    not_met: Share,
    unknown: Share,
}

/// A ruleset with the cases beside it.
struct Material {
    file: String,
    cases_file: String,
    text: String,
    ruleset: Arc<Ruleset>,
    cases: Cases,
}

impl Material {
    fn read(file: &Path, cases: Option<&Path>) -> Result<Material, Stop> {
        let source = RulesetFile::read(file)?;
        let draft = source.draft().map_err(|error| source.refused(&error))?;
        let cases_file = cases.map_or_else(|| beside(file), Path::to_owned);
        let input = Input::open(&cases_file).map_err(|failure| {
            failure.fix("write the cases there, or name them with --cases FILE")
        })?;
        let (cases_file, text) = (input.name.clone(), input.text()?);
        let cases = Cases::from_toml(&text)
            .map_err(|error| Stop::Failures(Failure::in_ruleset(&cases_file, &error)))?;
        let ruleset = Arc::clone(&draft.ruleset);
        Ok(Material {
            file: source.name.clone(),
            cases_file,
            text,
            ruleset,
            cases,
        })
    }

    /// The requests of the cases, each a line of JSON.
    fn requests(&self) -> Result<Vec<String>, Stop> {
        let line = |case: &Case| {
            let request = self.cases.request(case).map_err(|error| {
                let place = format!("{}: {}", self.cases_file, case.name);
                Failure::of(place, &error)
            })?;
            let answers = request.answers.iter();
            let answers: Map<String, Value> = answers
                .map(|(id, answer)| (id.clone().into_owned(), answer_json(answer)))
                .collect();
            Ok(to_json(&json!({
                "ruleset": self.ruleset.id.as_str(),
                "procedure": request.procedure,
                "asOf": request.as_of.to_iso(),
                "stage": request.stage.name(),
                "answers": answers,
            }))?)
        };
        self.cases.case.iter().map(line).collect()
    }
}

fn answer_json(answer: &Answer) -> Value {
    match answer {
        Answer::Text(text) => text.as_ref().into(),
        // Whole, as far as any field takes a number.
        Answer::Number(number) if number.fract() == 0.0 => (*number as i64).into(),
        Answer::Number(number) => (*number).into(),
        Answer::Boolean(yes) => (*yes).into(),
        Answer::List(list) => list.iter().map(|text| text.as_ref()).collect(),
        Answer::Blank | Answer::Other => Value::Null,
    }
}

impl Tested {
    fn of(material: &Material, lang: Lang) -> Tested {
        let Material {
            file,
            cases_file,
            text,
            ruleset,
            cases,
        } = material;
        let outcomes = judge(ruleset, cases).into_iter().zip(&cases.case);
        let failed = outcomes.filter(|((_, differences), _)| !differences.is_empty());
        let failed = failed.map(|((_, differences), case)| Failed {
            name: named(case, lang).to_owned(),
            line: text
                .lines()
                .position(|line| line.contains(&format!("\"{}\"", case.name)))
                .map(|at| at + 1),
            differences,
        });
        let coverage = Coverage::of(ruleset, cases);
        Tested {
            file: file.clone(),
            cases_file: cases_file.clone(),
            cases: cases.case.len(),
            failed: failed.collect(),
            coverage: Shares::of(&coverage),
            gaps: coverage.gaps().map(ToString::to_string).collect(),
        }
    }

    fn page(&self, words: &Words, locale: &Locale) -> Page {
        let said = &words.test;
        let mut page = Page::default();
        let (file, cases, failed) = (&self.file, self.cases, self.failed.len());
        let cases = cases.to_string();
        let tested = match failed {
            0 => said.all_hold.fill(&place::Cases { cases }),
            failed => said.some_fail.fill(&place::FailedCases {
                cases,
                failed: failed.to_string(),
            }),
        };
        page.line(0, format!("{file}: {tested}"));
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
            duties,
        } = &self.coverage;
        let truths = |of: &str, truths: &Truths| {
            ["met", "not_met", "unknown"]
                .into_iter()
                .zip([truths.met, truths.not_met, truths.unknown])
                .map(|(truth, share)| (format!("{of}: {}", locale.truth.of(truth)), share))
                .collect::<Vec<_>>()
        };
        let shares = [
            truths(&said.limbs, limbs),
            truths(&words.report.results, results),
            vec![
                (said.routes_decide.clone(), *routes),
                (said.duties_arise.clone(), duties.arises),
                (said.duties_do_not_arise.clone(), duties.does_not_arise),
            ],
            truths(&words.report.duties, &duties.kept),
        ];
        for (what, share) in shares.into_iter().flatten() {
            if share.wanted > 0 {
                page.line(1, format!("{}  {what}", count(share)));
            }
        }
        if !self.gaps.is_empty() {
            page.line(1, format!("{}:", said.not_shown));
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
