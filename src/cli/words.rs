//! What the command says to a person: the tables `cli` and `report` of `src/locale/<lang>.toml`.
//!
//! A text that is missing there, or that nothing here asks for, is refused when it is read.

use serde::Deserialize;
use shodaku::engine::lang::Lang;
use shodaku::engine::stage::Stage;
use shodaku::engine::truth::Cause;
use shodaku::kit::diff::Became;
use shodaku::reports::locale::read;

use super::help::Help;
use super::template::{
    Argument, Aside, Became as BecamePlaces, Cases, Checked, Count, Days, DaysApart, FailedCases,
    Field, FileCases, From, Judged, Label, Limited, Line, Moved, Others, Parts, Period, Places,
    Predicate, Share, Template, ThisPeriod, Valued, Warning, Years,
};

/// The words of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    between_names: String,
    name: Template<Label>,
    aside: Template<Aside>,
    because: Because,
    stage: StageWords,
    /// Of reports; other commands say the same things in the same words.
    #[serde(skip)]
    pub report: ReportWords,
    /// Of `check`.
    pub check: CheckWords,
    /// Of `compare`.
    pub compare: CompareWords,
    /// Of `explain`.
    pub explain: ExplainWords,
    /// Of predicates.
    pub predicate: PredicateWords,
    /// Of `fields`.
    pub fields: FieldsWords,
    /// Of `rulesets`.
    pub rulesets: RulesetsWords,
    /// Of `rulesets check`.
    pub checked: CheckedWords,
    /// Of `rulesets cases`.
    pub cases: CasesWords,
    /// Of `rulesets test`.
    pub test: TestWords,
    /// Of `rulesets diff`.
    pub diff: DiffWords,
    /// Of `rulesets drift`.
    pub drift: DriftWords,
    /// Of `rulesets pages`.
    pub pages: PagesWords,
    /// Of arguments that cannot be used.
    pub misuse: MisuseWords,
    /// Of `--help`.
    pub help: Help,
}

/// Declares a table of texts.
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($text:ident),* $(,)? } $($place:ident: $type:ty),* $(,)?) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                /// As the locale says.
                pub $text: String,
            )*
            $(
                /// As the locale says.
                pub $place: $type,
            )*
        }
    };
}

texts! {
    /// Causes, in few words.
    Because { answer, missing, finding, decision, reading, version }
}

texts! {
    /// The stages.
    StageWords { draft, filed }
}

texts! {
    /// What a report says beside its texts.
    #[derive(Default)]
    ReportWords {
        verdict, as_of, could_claim, issues, alternatives, lacks, fails, not_met, still_needed,
        evidence, vague, reference, duties, advisory,
        results, readings, taken, alternative, not_used, not_applicable,
    }
}

texts! {
    /// What `check` says of a batch.
    CheckWords {}
    progress: Template<Judged>,
}

texts! {
    /// What a comparison says beside its texts.
    CompareWords { by_topic, differs, not_asked, no_procedure, not_carried }
}

texts! {
    /// What an explanation says beside its texts.
    ExplainWords {
        routes, conditions, claimed, only_if, otherwise_open, if_recorded, supports, kept_if,
    }
}

texts! {
    /// What a list of fields says beside its texts.
    FieldsWords {
        clauses, ruleset, procedure, field, label_ja, label_en, hint, r#type, options, supplier, form,
        required, depends, not_theirs,
    }
}

texts! {
    /// What a list of rulesets or procedures says beside its texts.
    RulesetsWords { procedures, undated }
    in_force: Template<Period>,
}

texts! {
    /// What there is to say of a ruleset.
    CheckedWords { ok, one_warning, untried, outcomes, exact, together, order }
    warning: Template<Warning>,
    warnings: Template<Count>,
    checked: Template<Checked>,
}

texts! {
    /// What cases a ruleset lacks.
    CasesWords { nothing, unreached }
    written: Template<FileCases>,
}

texts! {
    /// What becomes of the cases of a ruleset.
    TestWords { empty, limbs, limbs_idle, routes_decide, duties_arise, duties_do_not_arise, not_shown, leftover }
    all_hold: Template<Cases>,
    some_fail: Template<FailedCases>,
}

texts! {
    /// What changed between two versions.
    DiffWords { unchanged, added, removed, changed, reused, id_stays_taken, not_judged }
    became: Template<BecamePlaces>,
    requests: Template<Moved>,
    others: Template<Others>,
}

texts! {
    /// How a text stands to the ruleset that was written from it.
    DriftWords {
        same, differs, unrecorded, between_clauses, nothing_cites, missing, uncited, written,
    }
    moved: Template<From>,
    line: Template<Line>,
}

texts! {
    /// What the pages of rulesets say beside their texts.
    PagesWords {
        index, lead, here, other, source, by_clause, see, field, options, clauses, cases, case, note,
        reading, written,
    }
}

texts! {
    /// What is said of arguments that cannot be used.
    MisuseWords { more }
    missing: Template<Argument>,
    unknown: Template<Argument>,
    command: Template<Argument>,
    value: Template<Valued>,
    no_value: Template<Argument>,
    conflict: Template<Valued>,
    other: Template<Argument>,
    nearest: Template<Label>,
}

texts! {
    /// What predicates ask.
    PredicateWords { and, or, always, never, as_of, yes, no }
    else_reading: Template<Predicate>,
    then_reading: Template<Predicate>,
    stated: Either<Field>,
    affirmed: Either<Field>,
    found: Either<Field>,
    is: Either<Valued>,
    one_of: Either<Valued>,
    has_all: Either<Valued>,
    subset: Either<Parts>,
    count: Template<Field>,
    at_most: Either<Limited>,
    at_least: Either<Limited>,
    at_most_share: Either<Share>,
    at_least_share: Either<Share>,
    before: Either<Days>,
    days_before: Either<DaysApart>,
    same_year: Either<Days>,
    same_or_earlier_year: Either<Days>,
    within_years: Either<Years>,
    in_force: Either<ThisPeriod>,
}

/// A sentence and its opposite.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Places")]
pub struct Either<P> {
    so: Template<P>,
    not_so: Template<P>,
}

impl<P: Places> Either<P> {
    /// The sentence, or its opposite where it is `negated`.
    pub fn fill(&self, negated: bool, places: &P) -> String {
        let template = if negated { &self.not_so } else { &self.so };
        template.fill(places)
    }
}

impl Words {
    /// The words of `lang`.
    pub fn load(lang: Lang) -> Result<Words, toml::de::Error> {
        /// Of the locale, what the command says.
        #[derive(Deserialize)]
        struct File {
            cli: Words,
            report: ReportWords,
        }
        let File { cli, report } = read(lang)?;
        Ok(Words { report, ..cli })
    }

    /// The stage.
    pub fn stage(&self, stage: Stage) -> &str {
        match stage {
            Stage::Draft => &self.stage.draft,
            Stage::Filed => &self.stage.filed,
        }
    }

    /// What became of a part of a ruleset.
    pub fn became(&self, became: Became) -> &str {
        match became {
            Became::Added => &self.diff.added,
            Became::Removed => &self.diff.removed,
            Became::Changed => &self.diff.changed,
            Became::Reused => &self.diff.reused,
        }
    }

    /// A cause, in few words.
    pub fn cause(&self, cause: Cause) -> &str {
        match cause {
            Cause::Answer | Cause::Unstated => &self.because.answer,
            Cause::Missing => &self.because.missing,
            Cause::Finding => &self.because.finding,
            Cause::Decision => &self.because.decision,
            Cause::Reading => &self.because.reading,
            Cause::Version => &self.because.version,
        }
    }

    /// `label` as a name.
    pub fn name(&self, label: &str) -> String {
        let label = label.to_owned();
        self.name.fill(&Label { label })
    }

    /// `labels` as names, one after the other.
    pub fn names<'t>(&self, labels: impl IntoIterator<Item = &'t str>) -> String {
        let names: Vec<String> = labels.into_iter().map(|label| self.name(label)).collect();
        names.join(&self.between_names)
    }

    /// `text` in passing.
    pub fn aside(&self, text: &str) -> String {
        let text = text.to_owned();
        self.aside.fill(&Aside { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_every_language_and_no_other() {
        for lang in Lang::ALL {
            Words::load(lang).unwrap_or_else(|error| panic!("{}: {error}", lang.name()));
        }
    }
}
