//! The stage of a request.

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written: a blank is only unknown.
    Draft,
    /// Handed in: a blank matter the text requires to be stated is known to be blank.
    Filed,
}

impl Stage {
    /// The name in requests and reports.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Filed => "filed",
        }
    }

    /// The stage of that name.
    pub fn from_name(name: &str) -> Option<Stage> {
        [Stage::Draft, Stage::Filed]
            .into_iter()
            .find(|stage| stage.name() == name)
    }
}
