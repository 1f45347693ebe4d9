//! The texts of a ruleset, which the core leaves in the canonical JSON, joined to it by position.

use serde::Deserialize;

use crate::engine::error::Error;
use crate::engine::field::FieldIndex;
use crate::engine::lang::Lang;
use crate::engine::ruleset::{Ruleset, Unit};

/// Everything a ruleset says in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Texts {
    /// What the ruleset is of.
    pub ruleset: HeaderTexts,
    /// By position in [`Ruleset::fields`].
    #[serde(rename = "field", default)]
    pub fields: Vec<FieldTexts>,
    /// In the ruleset's order.
    #[serde(rename = "reading", default)]
    pub readings: Vec<ReadingTexts>,
    /// By [`crate::engine::ruleset::Route::position`].
    #[serde(rename = "route", default)]
    pub routes: Vec<RouteTexts>,
    /// By [`crate::engine::ruleset::Condition::position`].
    #[serde(rename = "condition", default)]
    pub conditions: Vec<ConditionTexts>,
    /// In the ruleset's order; each procedure picks its own by id.
    #[serde(rename = "duty", default)]
    pub duties: Vec<DutyTexts>,
    /// In the ruleset's order; each checklist picks its own by id.
    #[serde(rename = "result", default)]
    pub results: Vec<ResultTexts>,
    /// By position in [`Ruleset::procedures`].
    #[serde(rename = "procedure", default)]
    pub procedures: Vec<ProcedureTexts>,
}

/// A text in Japanese, and in the other language where there is a translation.
#[derive(Clone, Debug, Deserialize)]
pub struct Text {
    ja: String,
    en: Option<String>,
}

impl Text {
    /// The text in `lang`, or in Japanese.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => self.en.as_ref().unwrap_or(&self.ja),
        }
    }
}

/// The header.
#[derive(Clone, Debug, Deserialize)]
pub struct HeaderTexts {
    /// Whose text it is.
    pub municipality: Text,
    /// The title of the text.
    pub title: Text,
    /// The act that made it.
    pub instrument: Text,
    /// Where the text is published.
    pub source: Option<Text>,
}

/// One field.
#[derive(Clone, Debug, Deserialize)]
pub struct FieldTexts {
    /// Its label.
    pub label: Text,
    /// More about it.
    pub hint: Option<Text>,
    /// What an integer counts.
    pub unit: Option<Text>,
    /// Of a choice.
    #[serde(default)]
    pub options: Vec<OptionTexts>,
}

/// One option of a choice.
#[derive(Clone, Debug, Deserialize)]
pub struct OptionTexts {
    /// The value in answers.
    pub value: String,
    /// Its label.
    pub label: Text,
}

/// One open point of the text (解釈).
#[derive(Clone, Debug, Deserialize)]
pub struct ReadingTexts {
    /// Its id.
    pub id: String,
    /// The clause that is open.
    pub clause: String,
    /// The reading taken.
    pub taken: Text,
    /// The other reading.
    pub alternative: Text,
}

/// One route (経路).
#[derive(Clone, Debug, Deserialize)]
pub struct RouteTexts {
    /// The clause it rests on.
    pub clause: String,
    /// What it says.
    pub message: Text,
    #[serde(rename = "reading")]
    reading_id: Option<String>,
    /// The reading it takes, by position in [`Texts::readings`].
    #[serde(skip)]
    pub reading: Option<usize>,
    /// The fields that decide it, each once.
    #[serde(skip)]
    pub fields: Vec<FieldIndex>,
}

/// One condition (要件).
#[derive(Clone, Debug, Deserialize)]
pub struct ConditionTexts {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// Its subject.
    pub topic: String,
    /// A few words for it.
    pub title: Text,
    /// What is wrong where it is not met.
    pub message: Text,
    /// What to do about it.
    pub remedy: Text,
    #[serde(rename = "reading")]
    reading_id: Option<String>,
    /// The reading it takes, by position in [`Texts::readings`].
    #[serde(skip)]
    pub reading: Option<usize>,
    /// Its limbs, in order.
    #[serde(rename = "limb")]
    pub limbs: Vec<LimbTexts>,
}

/// One limb (要素).
#[derive(Clone, Debug, Deserialize)]
pub struct LimbTexts {
    /// Its id.
    pub id: String,
    also_cite: Option<Clauses>,
    /// In place of the condition's.
    pub message: Option<Text>,
    /// In place of the condition's.
    pub remedy: Option<Text>,
    /// The message while it is unknown.
    pub open: Option<Text>,
    #[serde(rename = "reading")]
    reading_id: Option<String>,
    /// The reading it takes, by position in [`Texts::readings`].
    #[serde(skip)]
    pub reading: Option<usize>,
    /// The alternatives, where the limb has any.
    pub any: Option<Vec<AlternativeTexts>>,
    /// The clauses to cite, the condition's own first.
    #[serde(skip)]
    pub clauses: Vec<String>,
    /// The fields it looks at, then those that support it, each once.
    #[serde(skip)]
    pub fields: Vec<FieldIndex>,
}

/// One clause or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Clauses {
    One(String),
    Several(Vec<String>),
}

/// One way out of several.
#[derive(Clone, Debug, Deserialize)]
pub struct AlternativeTexts {
    /// Its own clause.
    pub clause: Option<String>,
    /// A few words for it.
    pub title: Option<Text>,
}

/// One duty (義務).
#[derive(Clone, Debug, Deserialize)]
pub struct DutyTexts {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// What it asks for.
    pub message: Text,
    #[serde(default, deserialize_with = "present")]
    /// Whether the answers can tell if it is kept.
    pub holds: bool,
    /// Whether the text only advises it (望ましい).
    #[serde(default)]
    pub advisory: bool,
}

/// What a checklist derives.
#[derive(Clone, Debug, Deserialize)]
pub struct ResultTexts {
    /// Its id.
    pub id: String,
    /// The clause it rests on.
    pub clause: String,
    /// What is derived.
    pub value: Text,
    #[serde(rename = "reading")]
    reading_id: Option<String>,
    /// The reading it takes, by position in [`Texts::readings`].
    #[serde(skip)]
    pub reading: Option<usize>,
    /// The fields that decide it, each once.
    #[serde(skip)]
    pub fields: Vec<FieldIndex>,
}

/// One procedure (手続).
#[derive(Clone, Debug, Deserialize)]
pub struct ProcedureTexts {
    /// Its title.
    pub title: Text,
    /// One sentence on it.
    pub summary: Option<Text>,
    #[serde(rename = "duties", default)]
    duty_ids: Vec<String>,
    #[serde(rename = "results", default)]
    result_ids: Vec<String>,
    #[serde(rename = "readings", default)]
    reading_ids: Vec<String>,
    /// The readings attached to it as a whole, by position in [`Texts::readings`].
    #[serde(skip)]
    pub readings: Vec<usize>,
    /// Its duties, by position in [`Texts::duties`].
    #[serde(skip)]
    pub duties: Vec<usize>,
    /// What it derives, by position in [`Texts::results`].
    #[serde(skip)]
    pub results: Vec<usize>,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| true)
}

impl Texts {
    /// The texts of the JSON that `ruleset` was loaded from.
    pub fn read(ruleset: &Ruleset, json: &str) -> Result<Texts, Error> {
        let mut texts: Texts =
            serde_json::from_str(json).map_err(|error| Error::BadJson(error.to_string()))?;
        texts.cite();
        texts.resolve();
        texts.name_fields(ruleset);
        Ok(texts)
    }

    /// The texts of the procedure of that id.
    pub fn procedure(&self, ruleset: &Ruleset, id: &str) -> Option<&ProcedureTexts> {
        let known = ruleset.procedures.iter().zip(&self.procedures);
        known
            .into_iter()
            .find(|(procedure, _)| procedure.id.as_str() == id)
            .map(|(_, texts)| texts)
    }

    /// The texts of a field.
    pub fn field(&self, field: FieldIndex) -> Option<&FieldTexts> {
        self.fields.get(usize::from(field.0))
    }

    /// Joins the clauses of every limb.
    fn cite(&mut self) {
        for condition in &mut self.conditions {
            for limb in &mut condition.limbs {
                limb.clauses = vec![condition.clause.clone()];
                match limb.also_cite.take() {
                    None => {}
                    Some(Clauses::One(clause)) => limb.clauses.push(clause),
                    Some(Clauses::Several(clauses)) => limb.clauses.extend(clauses),
                }
            }
        }
    }

    /// Finds the readings, duties and results named by id.
    fn resolve(&mut self) {
        let Texts {
            readings,
            routes,
            conditions,
            duties,
            results,
            procedures,
            ..
        } = self;
        let reading = |id: &String| readings.iter().position(|reading| reading.id == *id);
        let duty = |id: &String| duties.iter().position(|duty| duty.id == *id);
        for result in results.iter_mut() {
            result.reading = result.reading_id.as_ref().and_then(reading);
        }
        let result = |id: &String| results.iter().position(|result| result.id == *id);
        for route in routes {
            route.reading = route.reading_id.as_ref().and_then(reading);
        }
        for condition in conditions {
            condition.reading = condition.reading_id.as_ref().and_then(reading);
            for limb in &mut condition.limbs {
                limb.reading = limb.reading_id.as_ref().and_then(reading);
            }
        }
        for procedure in procedures {
            procedure.readings = procedure.reading_ids.iter().filter_map(reading).collect();
            procedure.duties = procedure.duty_ids.iter().filter_map(duty).collect();
            procedure.results = procedure.result_ids.iter().filter_map(result).collect();
        }
    }

    /// Gathers the fields of every route, limb and result from what was compiled of them.
    fn name_fields(&mut self, ruleset: &Ruleset) {
        for procedure in &ruleset.procedures {
            let mut units = procedure.units.iter();
            for route in &procedure.routes {
                let (Some(unit), Some(texts)) = (units.next(), self.routes.get_mut(route.position))
                else {
                    return;
                };
                texts.fields = fields_of(unit, ruleset);
            }
            for condition in &procedure.conditions {
                let Some(texts) = self.conditions.get_mut(condition.position) else {
                    return;
                };
                for (limb, unit) in texts.limbs.iter_mut().zip(units.by_ref()) {
                    limb.fields = fields_of(unit, ruleset);
                }
            }
            for (result, unit) in procedure.results.iter().zip(units.skip(procedure.duties)) {
                let mut known = self.results.iter_mut();
                if let Some(texts) = known.find(|texts| texts.id == result.as_str()) {
                    texts.fields = fields_of(unit, ruleset);
                }
            }
        }
    }
}

/// What a unit looks at, then what supports it, each once.
fn fields_of(unit: &Unit, ruleset: &Ruleset) -> Vec<FieldIndex> {
    let mut fields = Vec::new();
    let mut add = |field: FieldIndex| {
        if !fields.contains(&field) {
            fields.push(field);
        }
    };
    unit.holds
        .for_each_field(ruleset.in_force.as_ref(), &mut add);
    unit.supports.iter().copied().for_each(add);
    fields
}
