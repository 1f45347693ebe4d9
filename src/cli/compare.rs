//! `compare`: what several rulesets make of the same facts.

use std::path::PathBuf;

use shodaku::engine::error::Error;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::library::regulation::Regulation;
use shodaku::library::{Entry, Library};
use shodaku::reports::compare::{Cell, Comparison, Sides, Topic};
use shodaku::reports::locale::Locale;
use shodaku::reports::report::Report;

use super::failure::{Failure, Stop};
use super::input::Input;
use super::text::{Page, deciders, labels};
use super::words::Words;
use super::{Exit, Format, World, to_json};

/// Compare what several rulesets make of the same facts.
///
/// The request is one of `check`. Only its facts are carried: what was found or decided under one
/// municipality's text is no evidence under another's. The ruleset it names comes first.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A file with one request, or - for standard input.
    file: PathBuf,
    /// Ids or aliases of the rulesets to compare; every one that has the procedure, if not given.
    rulesets: Vec<String>,
    /// How to write the comparison.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  shodaku compare tests/data/requests/subcontract.json
  shodaku compare tests/data/requests/takeout.json hirono --lang en --format json
  shodaku compare --ruleset-file tests/data/rulesets/mihono.toml tests/data/requests/takeout.json hirono mihono

Exit status:
  0  compared, whatever the verdicts
  2  the input cannot be used";

/// Runs `compare`.
pub fn run(world: &mut World, args: &Args) -> Result<Exit, Stop> {
    let input = Input::open(&args.file)?;
    let name = input.name.clone();
    let failed = |error: Error| Failure::of(name.as_str(), &error);
    let request = Request::from_json(&input.text()?).map_err(failed)?;
    let texts = chosen(&world.library, &request, &args.rulesets)?;
    let sides = Sides::open(&texts, request, nfkc).map_err(failed)?;
    let entries: Vec<&Entry> = sides.entries().collect();
    let comparison = Comparison::of(&sides, &world.locale);
    let output = match args.format {
        Format::Text => text(&comparison, &entries, &world.locale, world.words),
        Format::Json => to_json(&comparison)?,
    };
    world.print(&output)?;
    Ok(Exit::Fine)
}

/// The rulesets named, or all that have the procedure, each once; first the request's own.
fn chosen<'l>(
    library: &'l Library,
    request: &Request,
    names: &[String],
) -> Result<Vec<&'l Regulation>, Stop> {
    let find = |name: &String| library.regulation(name);
    let failed = |error: Error| Failure::of("arguments", &error);
    let own = request.ruleset.as_ref().map(find).transpose();
    let named = names.iter().map(find).collect::<Result<Vec<_>, _>>();
    let mut texts: Vec<&Regulation> = own.map_err(failed)?.into_iter().collect();
    texts.extend(named.map_err(failed)?);
    if names.is_empty() {
        texts.extend(all(library, &request.procedure).map_err(failed)?);
    }
    let mut once: Vec<&Regulation> = Vec::new();
    for text in texts {
        if !once.iter().any(|known| std::ptr::eq(*known, text)) {
            once.push(text);
        }
    }
    Ok(once)
}

/// Every ruleset that has the procedure; all there are, where none has it.
fn all<'l>(library: &'l Library, procedure: &str) -> Result<Vec<&'l Regulation>, Error> {
    let mut texts = Vec::new();
    for text in library.regulations() {
        let text = text?;
        // One that was given hides a shipped one of the same name.
        if std::ptr::eq(library.regulation(text.newest().ruleset.id.as_str())?, text) {
            texts.push(text);
        }
    }
    let has = |text: &&Regulation| text.newest().ruleset.procedure(procedure).is_ok();
    if texts.iter().any(has) {
        texts.retain(|text| has(text));
    }
    Ok(texts)
}

/// `comparison` in words: a table by topic, then each ruleset's grounds and gaps.
fn text(comparison: &Comparison<'_>, entries: &[&Entry], locale: &Locale, words: &Words) -> String {
    let mut page = Page::default();
    let titles = entries.iter().find_map(|entry| {
        let texts = entry.texts.procedure(&entry.ruleset, comparison.procedure);
        texts.map(|texts| texts.title.get(words.lang))
    });
    let title = titles.unwrap_or(comparison.procedure);
    let (stage, as_of) = (words.stage(comparison.stage), words.as_of);
    page.line(0, format!("{title}  {stage}  {as_of} {}", comparison.as_of));

    page.section(words.by_topic);
    for line in table(comparison, locale, words) {
        page.line(1, line);
    }
    if !comparison.differs.topics.is_empty() {
        page.line(1, format!("{DIFFERS} {}", words.differs));
    }
    for (one, entry) in comparison.rulesets.iter().zip(entries) {
        let identity = words.aside(&format!("{} {}", one.ruleset.id, one.ruleset.version));
        page.section(format!("{}{identity}  {}", one.municipality, one.title));
        match &one.report {
            Some(report) => grounds(&mut page, report, entry, locale, words),
            None => page.line(1, words.no_procedure),
        }
    }
    if !comparison.not_carried.is_empty() {
        page.section(words.not_carried);
        page.line(1, comparison.not_carried.join(", "));
    }
    page.into_text()
}

/// Before a topic in which the rulesets differ.
const DIFFERS: &str = "*";

/// One column a ruleset, one row a topic.
fn table(comparison: &Comparison<'_>, locale: &Locale, words: &Words) -> Vec<String> {
    let rulesets = &comparison.rulesets;
    let one = |text: &str| vec![text.to_owned()];
    let mut rows: Vec<Vec<Vec<String>>> = vec![
        [Vec::new()]
            .into_iter()
            .chain(rulesets.iter().map(|column| one(column.municipality)))
            .collect(),
        [one(words.verdict)]
            .into_iter()
            .chain(rulesets.iter().map(|column| match &column.report {
                Some(report) => one(locale.verdict.of(report.verdict.name())),
                None => one(words.no_procedure),
            }))
            .collect(),
    ];
    rows.extend(comparison.topics.iter().map(|topic| {
        let differs = comparison.differs.topics.contains(&topic.topic);
        let mark = if differs { DIFFERS } else { " " };
        let cells = topic.cells.iter().map(|cell| lines(cell, locale, words));
        let Topic { title, .. } = topic;
        [vec![format!("{mark} {title}")]]
            .into_iter()
            .chain(cells)
            .collect()
    }));
    aligned(&rows)
}

/// A cell: each condition's truth and clause.
fn lines(cell: &Option<Cell<'_>>, locale: &Locale, words: &Words) -> Vec<String> {
    let conditions = cell.iter().flat_map(|cell| {
        cell.conditions.iter().map(move |condition| {
            let truth = match (cell.truth, condition.truth) {
                (_, None) => words.not_applicable,
                (None, _) => words.not_asked,
                (_, Some(truth)) => locale.truth.of(truth.name()),
            };
            format!("{truth}  {}", condition.clause)
        })
    });
    let lines: Vec<String> = conditions.collect();
    if lines.is_empty() {
        return vec!["-".to_owned()];
    }
    lines
}

/// `rows` of cells of lines, as lines whose columns begin at the same place.
fn aligned(rows: &[Vec<Vec<String>>]) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            let lines = cell.iter().map(|line| width(line));
            *widest = lines.fold(*widest, usize::max);
        }
    }
    let mut aligned = Vec::new();
    for row in rows {
        let height = row.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..height {
            let mut line = String::new();
            for (cell, widest) in row.iter().zip(&widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line.push_str(text);
                line.push_str(&" ".repeat(widest - width(text) + 3));
            }
            aligned.push(line.trim_end().to_owned());
        }
    }
    aligned
}

/// How many columns of a terminal `text` takes: Japanese characters take two.
fn width(text: &str) -> usize {
    let of = |character: char| match character {
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// What decided a verdict, and what is still needed, from whom.
fn grounds(page: &mut Page, report: &Report<'_>, entry: &Entry, locale: &Locale, words: &Words) {
    let verdict = locale.verdict.of(report.verdict.name());
    page.line(1, format!("{}: {verdict}", words.verdict));
    if let Some(caution) = locale.caution.get(report.verdict.name()) {
        page.line(2, caution);
    }
    deciders(page, 2, report);
    for (at, (supplier, fields)) in report.still_needed.by_supplier().enumerate() {
        if at == 0 {
            page.line(1, words.still_needed);
        }
        let supplier = locale.supplier.of(supplier.name());
        page.line(2, format!("{supplier}: {}", labels(fields, entry, words)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_begin_at_the_same_place_whatever_the_script() {
        let cell = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let rows = [
            vec![cell(&["第１条"]), cell(&["x"])],
            vec![cell(&["art."]), cell(&["ｱﾄ", "zz"])],
        ];
        assert_eq!(aligned(&rows), ["第１条   x", "art.     ｱﾄ", "         zz"]);
    }
}
