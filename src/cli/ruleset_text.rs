//! A ruleset's own words, in the reader's language.

use shodaku::engine::field::FieldIndex;
use shodaku::library::Entry;
use shodaku::library::texts::Text;
use shodaku::reports::ids::Ids;
use shodaku::reports::locale::Locale;

use super::page::Page;
use super::words::Words;

/// A ruleset's own words, in the reader's language.
#[derive(Clone, Copy)]
pub struct RulesetText<'e> {
    /// The ruleset with its texts in every language.
    pub entry: &'e Entry,
    /// The words of reports in that language.
    pub locale: &'e Locale,
    /// The words of the command in it.
    pub words: &'e Words,
}

impl<'e> RulesetText<'e> {
    /// A text, in the reader's language.
    pub fn of(self, text: &'e Text) -> &'e str {
        text.get(self.locale.lang)
    }

    /// The first line of a page: which text, which version.
    pub fn header(self, page: &mut Page) {
        let (ruleset, texts) = (&self.entry.ruleset, &self.entry.texts.ruleset);
        let title = self.of(&texts.title);
        let instrument = self.words.aside(self.of(&texts.instrument));
        let (id, version) = (&ruleset.id, &ruleset.version);
        page.line(0, format!("{title}{instrument}  {id} {version}"));
    }

    /// The title of a procedure.
    pub fn title(self, procedure: &str) -> Option<&'e str> {
        let texts = &self.entry.texts;
        let texts = texts.procedure(&self.entry.ruleset, procedure)?;
        Some(self.of(&texts.title))
    }

    /// The label of a field.
    pub fn label(self, field: FieldIndex) -> Option<&'e str> {
        Some(self.of(&self.entry.texts.field(field)?.label))
    }

    /// The labels of fields, as names.
    pub fn labels(self, fields: &Ids<'_>) -> String {
        let fields = fields.fields.iter().copied();
        self.words
            .names(fields.filter_map(|field| self.label(field)))
    }

    /// The label of a field's option; empty where there is none.
    pub fn option(self, field: FieldIndex, at: u8) -> &'e str {
        let texts = self.entry.texts.field(field);
        let option = texts.and_then(|field| field.options.get(usize::from(at)));
        option.map_or("", |option| self.of(&option.label))
    }
}
