//! The languages that texts are written in.

/// A language of labels and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Japanese, the language of the rules.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The name in rulesets, and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }
}

/// The languages a text may have; the first is required.
///
/// Japanese is the language of the rules: it is shipped and hashed. A translation may be laid
/// over it from a file of its own, so that a page in Japanese carries no English and a better
/// wording in English changes no hash.
pub const LANGUAGES: [&str; 2] = ["ja", "en"];
