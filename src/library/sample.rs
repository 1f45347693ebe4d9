//! What tests of the library share.

use crate::engine::error::Error;

/// The mistakes in a ruleset, each with its path; every one has its line.
pub fn placed(error: Error) -> Vec<String> {
    let Error::BadRuleset(problems) = error else {
        panic!("{error:?}");
    };
    let said = problems.into_iter().map(|problem| {
        assert!(problem.position.is_some(), "{problem:?}");
        format!("{}: {}", problem.path, problem.message)
    });
    said.collect()
}
