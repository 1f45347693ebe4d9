//! `rulesets test`: the cases beside each ruleset, and what they leave unshown.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value, json};
use shodaku::engine::answer::Input as Answer;
use shodaku::engine::lang::Lang;
use shodaku::engine::ruleset::Ruleset;
use shodaku::kit::cases::{Case, Cases};
use shodaku::kit::coverage::Share;
use shodaku::kit::tested::{Failed, Leftover, Shares, Tested, Truths};
use shodaku::reports::locale::Locale;

use crate::cli::cases_file::{CasesFile, beside};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
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
        let material = Material::read(file, args.cases.as_deref(), context)?;
        if args.requests {
            for line in material.requests()? {
                context.print(&line)?;
            }
        } else {
            results.push(File::of(&material, context.locale.lang));
        }
    }
    if args.requests {
        return Ok(Exit::Fine);
    }
    match args.format {
        Format::Text => {
            for file in &results {
                let page = file.page(&context.words, &context.locale);
                context.print(&page.into_text())?;
            }
        }
        Format::Json => context.print(&to_json(&results)?)?,
    }
    let fine = |File { tested, .. }: &File| tested.failed.is_empty() && tested.gaps.is_empty();
    Ok(if results.iter().all(fine) {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

/// What became of the cases of one file.
#[derive(Serialize)]
struct File {
    file: String,
    #[serde(rename = "casesFile")]
    cases_file: String,
    #[serde(flatten)]
    tested: Tested,
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
    fn read(file: &Path, cases: Option<&Path>, context: &Context) -> Result<Material, Stop> {
        let lang = context.locale.lang;
        let source = RulesetFile::read(file)?;
        let draft = source
            .draft(&context.bases)
            .map_err(|error| source.refused(&error, lang))?;
        let path = cases.map_or_else(|| beside(file), Path::to_owned);
        let CasesFile { name, text, cases } = CasesFile::read(&path, lang)?;
        let ruleset = Arc::clone(&draft.ruleset);
        Ok(Material {
            file: source.name.clone(),
            cases_file: name,
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

impl File {
    fn of(material: &Material, lang: Lang) -> File {
        let Material {
            file,
            cases_file,
            text,
            ruleset,
            cases,
        } = material;
        File {
            file: file.clone(),
            cases_file: cases_file.clone(),
            tested: Tested::of(ruleset, cases, text, lang),
        }
    }

    fn page(&self, words: &Words, locale: &Locale) -> Page {
        let said = &words.test;
        let mut page = Page::default();
        let File {
            file,
            cases_file,
            tested,
        } = self;
        let cases = tested.cases.to_string();
        let outcome = match tested.failed.len() {
            // That all of none hold would say more than is known.
            0 if tested.cases == 0 => said.empty.clone(),
            0 => said.all_hold.fill(&place::Cases { cases }),
            failed => said.some_fail.fill(&place::FailedCases {
                cases,
                failed: failed.to_string(),
            }),
        };
        page.line(0, format!("{file}: {outcome}"));
        for Failed {
            name,
            line,
            differences,
        } in &tested.failed
        {
            let place =
                line.map_or_else(|| cases_file.clone(), |line| format!("{cases_file}:{line}"));
            page.line(1, format!("{place}: {name}"));
            for difference in differences {
                page.line(2, difference);
            }
        }
        let Shares {
            limbs,
            idle_limbs,
            routes,
            results,
            duties,
        } = &tested.coverage;
        let truths = |of: &str, truths: &Truths| {
            ["met", "not_met", "unknown"]
                .into_iter()
                .zip([truths.met, truths.not_met, truths.unknown])
                .map(|(truth, share)| (format!("{of}: {}", locale.truth.of(truth)), share))
                .collect::<Vec<_>>()
        };
        let shares = [
            truths(&said.limbs, limbs),
            vec![(said.limbs_idle.clone(), *idle_limbs)],
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
        if !tested.gaps.is_empty() {
            page.line(1, format!("{}:", said.not_shown));
        }
        for gap in &tested.gaps {
            page.line(2, gap);
        }
        if !tested.leftover.is_empty() {
            page.line(1, format!("{}:", said.leftover));
        }
        for Leftover { base, field } in &tested.leftover {
            page.line(2, format!("{base}: {field}"));
        }
        page
    }
}

/// ` 97 % (32/33)`; 100 % only where nothing lacks.
fn count(Share { shown, wanted }: Share) -> String {
    format!("{:>3} % ({shown}/{wanted})", shown * 100 / wanted.max(1))
}
