//! The words of reports that belong to no ruleset, as data for each language.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::engine::field::FieldType;
use crate::engine::lang::Lang;
use crate::engine::truth::Cause;

/// The words of one language: `src/locale/<lang>.toml`, of which a report uses these.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Locale {
    /// Which language.
    #[serde(skip)]
    pub lang: Lang,
    /// Of the verdicts (表示).
    pub verdict: Labels,
    /// What must be said beside a verdict, so that it is not taken for more than it is.
    pub caution: Labels,
    /// Of the truths.
    pub truth: Labels,
    /// Of the severities.
    pub severity: Labels,
    /// Of the suppliers.
    pub supplier: Labels,
    /// Of what another body decides.
    pub decision: Labels,
    /// Of the topics conditions are about.
    pub topic: Labels,
    /// What is open, by cause.
    pub open: Sentences,
    /// What to do about it, by cause.
    pub remedy: Sentences,
    /// Why a version of the text was taken.
    pub why_version: Labels,
    /// That a value cannot be read, by the field's type.
    pub unusable: Readable,
    /// How to write it instead.
    pub unusable_remedy: Readable,
    /// Between labels.
    pub joiner: String,
    /// Between sentences.
    pub sentence_joiner: String,
}

/// A label for each name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Labels(BTreeMap<String, String>);

impl Labels {
    /// The label of `name`, if it has one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The label of `name`, or else the name.
    pub fn of<'l>(&'l self, name: &'l str) -> &'l str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

/// One sentence for each cause of an unknown.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Sentences {
    missing: Template,
    finding: Template,
    decision: Template,
    reading: Template,
    version: Template,
    /// As `version`, of a text that has an end: its last day is in the place.
    pub(super) version_until: Option<Template>,
}

/// One sentence for each type whose values are typed as text and may be unreadable.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Readable {
    integer: Template,
    date: Template,
    fiscal_year: Template,
    /// Of a plan that has gone by.
    pub gone_by: Template,
    /// Of days that contradict each other.
    pub out_of_order: Template,
}

/// A sentence with a place for labels, `{fields}`; at most the first is one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub struct Template {
    before: String,
    after: Option<String>,
}

impl From<String> for Template {
    fn from(text: String) -> Template {
        match text.split_once("{fields}") {
            Some((before, after)) => Template {
                before: before.to_owned(),
                after: Some(after.to_owned()),
            },
            None => Template {
                before: text,
                after: None,
            },
        }
    }
}

impl Template {
    /// Appends the sentence to `text`, with what `fields` writes in its place.
    pub fn fill(&self, text: &mut String, fields: impl FnOnce(&mut String)) {
        text.push_str(&self.before);
        if let Some(after) = &self.after {
            fields(text);
            text.push_str(after);
        }
    }
}

/// The tables that `T` names of the words of `lang`.
pub fn read<T: DeserializeOwned>(lang: Lang) -> Result<T, toml::de::Error> {
    toml::from_str(match lang {
        Lang::Ja => include_str!("../locale/ja.toml"),
        Lang::En => include_str!("../locale/en.toml"),
    })
}

impl Locale {
    /// The words of `lang`.
    pub fn load(lang: Lang) -> Result<Locale, toml::de::Error> {
        let locale: Locale = read(lang)?;
        Ok(Locale { lang, ..locale })
    }

    /// No words at all, for whoever says what a ruleset says in `lang` and nothing else.
    pub fn wordless(lang: Lang) -> Locale {
        Locale {
            lang,
            ..Locale::default()
        }
    }
}

impl Sentences {
    /// The sentence for `cause`; none for what is no cause of an unknown.
    pub fn of(&self, cause: Cause) -> Option<&Template> {
        match cause {
            Cause::Missing => Some(&self.missing),
            Cause::Finding => Some(&self.finding),
            Cause::Decision => Some(&self.decision),
            Cause::Reading => Some(&self.reading),
            Cause::Version => Some(&self.version),
            Cause::Answer | Cause::Unstated => None,
        }
    }
}

impl Readable {
    /// The sentence for a field of that type.
    pub fn of(&self, kind: &FieldType) -> &Template {
        match kind {
            FieldType::Integer => &self.integer,
            FieldType::FiscalYear => &self.fiscal_year,
            _ => &self.date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_there() {
        for lang in Lang::ALL {
            let locale = Locale::load(lang).unwrap();
            assert_eq!(locale.lang, lang);
        }
    }

    #[test]
    fn only_the_first_place_is_filled_and_nothing_in_what_fills_it() {
        let template = Template::from("a {fields} b {fields}".to_owned());
        let mut text = String::new();
        template.fill(&mut text, |text| text.push_str("{fields} $1"));
        assert_eq!(text, "a {fields} $1 b {fields}");
    }
}
