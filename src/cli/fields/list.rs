//! What a procedure asks for, field by field.

use std::collections::BTreeSet;

use serde::Serialize;
use shodaku::engine::field::{Field, FieldIndex, FieldType, Nature, Supplier};
use shodaku::engine::ruleset::Procedure;
use shodaku::library::Entry;
use shodaku::library::texts::{FieldTexts, Text};
use shodaku::reports::report::Identity;

use crate::cli::ruleset_text::RulesetText;

/// What one procedure asks for.
#[derive(Serialize)]
pub struct List<'e> {
    pub schema: u8,
    pub ruleset: Identity<'e>,
    pub procedure: &'e str,
    pub title: &'e str,
    pub fields: Vec<Listed<'e>>,
    #[serde(skip)]
    pub text: RulesetText<'e>,
}

/// One field of it.
#[derive(Serialize)]
pub struct Listed<'e> {
    pub id: &'e str,
    pub r#type: &'static str,
    pub supplier: &'static str,
    pub nature: Option<&'static str>,
    pub need: Need,
    pub label: &'e str,
    #[serde(skip)]
    pub labels: &'e Text,
    pub hint: Option<&'e str>,
    pub unit: Option<&'e str>,
    pub options: Vec<Choice<'e>>,
    /// The clauses of the routes and conditions that look at it, each once.
    pub clauses: Vec<&'e str>,
}

/// One option of a choice.
#[derive(Serialize)]
pub struct Choice<'e> {
    pub value: &'e str,
    pub label: &'e str,
}

/// Whether a contractor's form has a control for a field.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// It cannot do without: a limb rests on it alone.
    Required,
    /// As the case asks.
    Depends,
    /// It is for others to supply.
    No,
}

impl<'e> List<'e> {
    /// What `procedure` asks for.
    pub fn of(text: RulesetText<'e>, procedure: &'e Procedure) -> List<'e> {
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
