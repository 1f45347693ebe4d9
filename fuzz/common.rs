//! What the targets share: a town to judge by, and what every session has to hold.

use std::sync::{Arc, LazyLock};

use shodaku::engine::answer::Input;
use shodaku::engine::field::FieldIndex;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::receipt::Hashes;
use shodaku::engine::ruleset::Ruleset;
use shodaku::engine::session::Session;
use shodaku::engine::to_pass::ToPass;
use shodaku::library::Entry;

/// The invented town that uses all of the format.
pub static TOWN: LazyLock<Entry> = LazyLock::new(|| {
    let toml = include_str!("../tests/data/rulesets/mihono.toml");
    Entry::from_toml(toml).expect("the town loads")
});

/// What holds of a session however it came to be: opened anew with the same answers it judges the
/// same, and what is asked of it beyond the judgement comes to an end, the same each time.
pub fn holds<'a>(
    session: &Session<'a>,
    ruleset: &Arc<Ruleset>,
    given: Vec<(FieldIndex, Input<'a>)>,
) {
    let judging = session.judging();
    let fresh = Session::open(
        Arc::clone(ruleset),
        judging.procedure().id.as_str(),
        judging.stage(),
        judging.as_of(),
        None,
        nfkc,
        &mut given.into_iter(),
    )
    .expect("what was set answer by answer opens at once");
    let other = fresh.judging();
    assert_eq!(judging.judgement().encoded(), other.judgement().encoded());
    assert_eq!(judging.standing(), other.standing());
    let (one, two) = (
        Hashes::of(judging, session.contents(), ""),
        Hashes::of(other, fresh.contents(), ""),
    );
    assert_eq!((one.answers, one.report), (two.answers, two.report));
    let way = |session: &Session<'_>| {
        ToPass::of(session.judging(), session.contents())
            .to_value()
            .canonical()
    };
    assert_eq!(way(session), way(&fresh));
}
