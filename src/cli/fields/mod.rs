//! `fields`: what procedures ask for, for reading, for programs, and as a table to map a portal's
//! own form by.

mod table;

use std::collections::BTreeSet;

use clap::ValueEnum;
use serde::Serialize;
use shodaku::engine::error::Error;
use shodaku::engine::field::{Field, FieldIndex, FieldType, Nature, Supplier};
use shodaku::engine::ruleset::Procedure;
use shodaku::library::Entry;
use shodaku::library::regulation::Regulation;
use shodaku::library::texts::{FieldTexts, Text};
use shodaku::reports::report::Identity;

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::output::to_json;
use super::page::Page;
use super::ruleset_text::RulesetText;

/// The arguments of `fields`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    ruleset: Option<String>,
    procedure: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How the fields are written.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For reading.
    Text,
    /// For programs.
    Json,
    /// A table for a document.
    Markdown,
    /// A table for a spreadsheet.
    Csv,
}

const EXAMPLES: &str = "\
shodaku fields hirono subcontract
shodaku fields hirono copy --lang en --format json
shodaku fields hirono --format markdown
shodaku fields --format csv > fields.csv";

/// Runs `fields`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let failed = |error: Error| Failure::of("arguments", &error);
    let entries: Vec<&Entry> = match &args.ruleset {
        Some(name) => vec![context.library.find(name).map_err(failed)?],
        None => {
            let newest = |regulation: Result<_, _>| regulation.map(Regulation::newest);
            let all = context.library.regulations().map(newest);
            all.collect::<Result<_, Error>>()
                .map_err(|error| Stop::Failures(Failure::in_ruleset("shipped", &error)))?
        }
    };
    let mut lists = Vec::new();
    for entry in entries {
        let text = context.text(entry);
        match &args.procedure {
            Some(id) => {
                let procedure = entry.ruleset.procedure(id).map_err(failed)?;
                lists.push(List::of(text, procedure));
            }
            None => {
                let all = entry.ruleset.procedures.iter();
                lists.extend(all.map(|procedure| List::of(text, procedure)));
            }
        }
    }
    let words = &context.words;
    let output = match args.format {
        Format::Text => text(&lists),
        Format::Json => {
            let lines = lists.iter().map(to_json);
            lines.collect::<Result<String, _>>()?
        }
        Format::Markdown => table::markdown(&lists, &words.fields),
        Format::Csv => table::csv(&lists, &words.fields),
    };
    drop(lists);
    context.print(&output)?;
    Ok(Exit::Fine)
}

/// What one procedure asks for.
#[derive(Serialize)]
struct List<'e> {
    schema: u8,
    ruleset: Identity<'e>,
    procedure: &'e str,
    title: &'e str,
    fields: Vec<Listed<'e>>,
    #[serde(skip)]
    text: RulesetText<'e>,
}

/// One field of it.
#[derive(Serialize)]
struct Listed<'e> {
    id: &'e str,
    r#type: &'static str,
    supplier: &'static str,
    nature: Option<&'static str>,
    need: Need,
    label: &'e str,
    #[serde(skip)]
    labels: &'e Text,
    hint: Option<&'e str>,
    unit: Option<&'e str>,
    options: Vec<Choice<'e>>,
    /// The clauses of the routes and conditions that look at it, each once.
    clauses: Vec<&'e str>,
}

/// One option of a choice.
#[derive(Serialize)]
struct Choice<'e> {
    value: &'e str,
    label: &'e str,
}

/// Whether a contractor's form has a control for a field.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Need {
    /// It cannot do without: a limb rests on it alone.
    Required,
    /// As the case asks.
    Depends,
    /// It is for others to supply.
    No,
}

impl<'e> List<'e> {
    fn of(text: RulesetText<'e>, procedure: &'e Procedure) -> List<'e> {
        let entry = text.entry;
        let ruleset = &entry.ruleset;
        let clauses = clauses(entry, procedure);
        let required = required(entry, procedure);
        let fields = procedure.fields.iter().filter_map(|index| {
            let (field, texts) = (ruleset.field(*index)?, entry.texts.field(*index)?);
            let mut of_field: Vec<&str> = Vec::new();
            for (fields, clause) in &clauses {
                if fields.contains(index) && !of_field.contains(clause) {
                    of_field.push(clause);
                }
            }
            let need = match field.supplier {
                Supplier::Applicant if required.contains(index) => Need::Required,
                Supplier::Applicant => Need::Depends,
                Supplier::Contract | Supplier::Officer | Supplier::Body => Need::No,
            };
            Some(Listed::new(field, texts, of_field, need, text))
        });
        List {
            schema: 1,
            ruleset: Identity::of(ruleset),
            procedure: procedure.id.as_str(),
            title: text.title(procedure.id.as_str()).unwrap_or_default(),
            fields: fields.collect(),
            text,
        }
    }
}

/// The lists for reading at a terminal.
fn text(lists: &[List<'_>]) -> String {
    let mut page = Page::default();
    let mut of = None;
    for list in lists {
        let RulesetText { locale, words, .. } = list.text;
        if of.replace(list.ruleset.id) != Some(list.ruleset.id) {
            if of.is_some() {
                page.line(0, "");
            }
            list.text.header(&mut page);
        }
        page.section(format!("{}  {}", list.title, list.procedure));
        for field in &list.fields {
            let supplier = locale.supplier.of(field.supplier);
            let nature = field
                .nature
                .map(|nature| format!(", {nature}"))
                .unwrap_or_default();
            let kind = field.r#type;
            page.line(
                1,
                format!(
                    "{}  {}  [{kind}, {supplier}{nature}]",
                    field.id, field.label
                ),
            );
            let unit = field.unit.map(|unit| words.aside(unit)).unwrap_or_default();
            if let Some(hint) = field.hint {
                page.line(2, format!("{hint}{unit}"));
            }
            for Choice { value, label } in &field.options {
                page.line(2, format!("{value} = {label}"));
            }
            if !field.clauses.is_empty() {
                page.line(
                    2,
                    format!("{}: {}", words.fields.clauses, field.clauses.join("、")),
                );
            }
        }
    }
    page.into_text()
}

impl<'e> Listed<'e> {
    fn new(
        field: &'e Field,
        texts: &'e FieldTexts,
        clauses: Vec<&'e str>,
        need: Need,
        text: RulesetText<'e>,
    ) -> Listed<'e> {
        let fact = matches!(field.supplier, Supplier::Applicant | Supplier::Contract)
            && !matches!(field.kind, FieldType::Finding | FieldType::Decision);
        let options = texts.options.iter().map(|option| Choice {
            value: &option.value,
            label: text.of(&option.label),
        });
        Listed {
            id: field.id.as_str(),
            r#type: field.kind.name(),
            supplier: field.supplier.name(),
            nature: fact.then_some(match field.nature {
                Nature::Plan => "plan",
                Nature::Record => "record",
            }),
            need,
            label: text.of(&texts.label),
            labels: &texts.label,
            hint: texts.hint.as_ref().map(|hint| text.of(hint)),
            unit: texts.unit.as_ref().map(|unit| text.of(unit)),
            options: options.collect(),
            clauses,
        }
    }
}

/// The fields that some limb rests on alone. A form that is drawn marks the same ones
/// (`pkg/src/render/groups.ts`).
fn required(entry: &Entry, procedure: &Procedure) -> BTreeSet<FieldIndex> {
    let limbs = procedure.units.iter().skip(procedure.routes.len());
    let limbs = limbs.take(procedure.limb_count());
    let alone = limbs.filter(|limb| !limb.if_recorded).filter_map(|limb| {
        let mut fields = BTreeSet::new();
        let in_force = entry.ruleset.in_force.as_ref();
        limb.holds.for_each_field(in_force, &mut |field| {
            fields.insert(field);
        });
        if fields.len() == 1 {
            fields.pop_first()
        } else {
            None
        }
    });
    alone.collect()
}

/// For each route, limb and duty: the fields it looks at, and its clause.
fn clauses<'e>(entry: &'e Entry, procedure: &'e Procedure) -> Vec<(Vec<FieldIndex>, &'e str)> {
    let texts = &entry.texts;
    let routes = procedure.routes.iter().map(|route| {
        texts
            .routes
            .get(route.position)
            .map_or("", |route| route.clause.as_str())
    });
    let limbs = procedure.conditions.iter().flat_map(|condition| {
        let clause = texts
            .conditions
            .get(condition.position)
            .map_or("", |texts| &texts.clause);
        condition.limbs.iter().map(move |_| clause)
    });
    let duties = texts.procedure(&entry.ruleset, procedure.id.as_str());
    let duties = duties
        .into_iter()
        .flat_map(|texts| &texts.duties)
        .map(|at| {
            texts
                .duties
                .get(*at)
                .map_or("", |duty| duty.clause.as_str())
        });
    let clauses = routes.chain(limbs).chain(duties);
    let fields = procedure.units.iter().map(|unit| {
        let mut fields = unit.supports.clone();
        for predicate in unit.applies.iter().chain([&unit.holds]) {
            predicate.for_each_field(entry.ruleset.in_force.as_ref(), &mut |field| {
                fields.push(field)
            });
        }
        fields
    });
    fields.zip(clauses).collect()
}
