//! `fields`: what a procedure asks for.

use serde::Serialize;
use shodaku::engine::error::Error;
use shodaku::engine::field::{Field, FieldIndex, FieldType, Nature, Supplier};
use shodaku::engine::ruleset::Procedure;
use shodaku::library::Entry;
use shodaku::library::texts::FieldTexts;
use shodaku::reports::report::Identity;

use super::context::Context;
use super::exit::Exit;
use super::failure::{Failure, Stop};
use super::output::{Format, to_json};
use super::page::Page;
use super::ruleset_text::RulesetText;

/// The arguments of `fields`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    ruleset: String,
    procedure: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
shodaku fields hirono subcontract
shodaku fields hirono copy --lang en --format json";

/// Runs `fields`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let failed = |error: Error| Failure::of("arguments", &error);
    let entry = context.library.find(&args.ruleset).map_err(failed)?;
    let procedure = entry.ruleset.procedure(&args.procedure).map_err(failed)?;
    let text = context.text(entry);
    let list = List::of(text, procedure);
    let output = match args.format {
        Format::Text => list.text(text),
        Format::Json => to_json(&list)?,
    };
    context.print(&output)?;
    Ok(Exit::Fine)
}

#[derive(Serialize)]
struct List<'e> {
    schema: u8,
    ruleset: Identity<'e>,
    procedure: &'e str,
    title: &'e str,
    fields: Vec<Listed<'e>>,
}

#[derive(Serialize)]
struct Listed<'e> {
    id: &'e str,
    r#type: &'static str,
    supplier: &'static str,
    nature: Option<&'static str>,
    label: &'e str,
    hint: Option<&'e str>,
    unit: Option<&'e str>,
    options: Vec<Choice<'e>>,
    /// The clauses of the routes and conditions that look at it, each once.
    clauses: Vec<&'e str>,
}

#[derive(Serialize)]
struct Choice<'e> {
    value: &'e str,
    label: &'e str,
}

impl<'e> List<'e> {
    fn of(text: RulesetText<'e>, procedure: &'e Procedure) -> List<'e> {
        let entry = text.entry;
        let ruleset = &entry.ruleset;
        let clauses = clauses(entry, procedure);
        let fields = procedure.fields.iter().filter_map(|index| {
            let (field, texts) = (ruleset.field(*index)?, entry.texts.field(*index)?);
            let mut of_field: Vec<&str> = Vec::new();
            for (fields, clause) in &clauses {
                if fields.contains(index) && !of_field.contains(clause) {
                    of_field.push(clause);
                }
            }
            Some(Listed::new(field, texts, of_field, text))
        });
        List {
            schema: 1,
            ruleset: Identity::of(ruleset),
            procedure: procedure.id.as_str(),
            title: text.title(procedure.id.as_str()).unwrap_or_default(),
            fields: fields.collect(),
        }
    }

    fn text(&self, text: RulesetText<'_>) -> String {
        let RulesetText { locale, words, .. } = text;
        let mut page = Page::default();
        text.header(&mut page);
        page.section(format!("{}  {}", self.title, self.procedure));
        for field in &self.fields {
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
        page.into_text()
    }
}

impl<'e> Listed<'e> {
    fn new(
        field: &'e Field,
        texts: &'e FieldTexts,
        clauses: Vec<&'e str>,
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
            label: text.of(&texts.label),
            hint: texts.hint.as_ref().map(|hint| text.of(hint)),
            unit: texts.unit.as_ref().map(|unit| text.of(unit)),
            options: options.collect(),
            clauses,
        }
    }
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
