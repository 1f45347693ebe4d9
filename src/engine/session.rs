//! A session: one request as it was written, read answer by answer and judged.

use std::borrow::Cow;
use std::sync::Arc;

use crate::engine::answer::{Answer, Input, not_theirs};
use crate::engine::contents::Contents;
use crate::engine::date::Date;
use crate::engine::error::Error;
use crate::engine::field::{Field, FieldIndex, Supplier};
use crate::engine::judging::Judging;
use crate::engine::normalize::Nfkc;
use crate::engine::request::Request;
use crate::engine::request::error::RequestError;
use crate::engine::request::particulars::Particulars;
use crate::engine::ruleset::Ruleset;
use crate::engine::stage::Stage;

pub use crate::engine::judging::Effect;

/// One request being filled in: what it comes to ([`Judging`]), and what was written.
#[derive(Debug)]
pub struct Session<'a> {
    judging: Judging,
    by: Option<Supplier>,
    contents: Contents<'a>,
    not_used: Vec<String>,
    particulars: Particulars<'a>,
}

impl<'a> Session<'a> {
    /// A session on `procedure` with no answers but `given`.
    pub fn open(
        ruleset: Arc<Ruleset>,
        procedure: &str,
        stage: Stage,
        as_of: Date,
        by: Option<Supplier>,
        nfkc: Nfkc,
        given: &mut dyn Iterator<Item = (FieldIndex, Input<'a>)>,
    ) -> Result<Session<'a>, Error> {
        let procedure = Arc::clone(ruleset.procedure(procedure)?);
        let mut contents = Contents::new(nfkc, ruleset.fields.len());
        let mut answers = Vec::new();
        answers.resize_with(ruleset.fields.len(), || Answer::Blank);
        for (at, input) in given {
            let field = ruleset.field(at).zip(answers.get_mut(usize::from(at.0)));
            if let Some((field, slot)) = field {
                *slot = read(field, at, by, input, &mut contents)?;
            }
        }
        Ok(Session {
            judging: Judging::new(ruleset, procedure, stage, as_of, answers),
            by,
            contents,
            not_used: Vec::new(),
            particulars: Particulars::default(),
        })
    }

    /// A session with every answer of `request` set: a whole check at once.
    pub fn check(
        ruleset: Arc<Ruleset>,
        request: Request<'a>,
        nfkc: Nfkc,
    ) -> Result<Session<'a>, Error> {
        let fields = Arc::clone(&ruleset);
        Session::check_with(ruleset, request, nfkc, &|id| fields.find(id))
    }

    /// As [`Session::check`], where `find` says which field of the ruleset an id means, if one.
    pub(crate) fn check_with(
        ruleset: Arc<Ruleset>,
        request: Request<'a>,
        nfkc: Nfkc,
        find: &dyn Fn(&str) -> Result<Option<FieldIndex>, Error>,
    ) -> Result<Session<'a>, Error> {
        let Request {
            procedure,
            stage,
            as_of,
            by,
            answers,
            particulars,
            ruleset: _,
            version: _,
        } = request;
        // An unknown procedure is said before any unknown field.
        ruleset.procedure(&procedure)?;
        let mut known = Vec::with_capacity(answers.len());
        let mut others: Vec<(Cow<'_, str>, Input<'_>)> = Vec::new();
        let mut given = vec![false; ruleset.fields.len()];
        // So there are no more answers than fields of the ruleset and of the vocabulary.
        let twice = |id: &str| Err(RequestError::RepeatedKey(format!("answers.{id}")).into());
        for (id, input) in answers {
            match find(&id)? {
                Some(field) => {
                    let given = given.get_mut(usize::from(field.0));
                    if given.is_some_and(|given| std::mem::replace(given, true)) {
                        return twice(&id);
                    }
                    known.push((field, input));
                }
                None if others.iter().any(|(known, _)| *known == id) => return twice(&id),
                None => others.push((id, input)),
            }
        }
        // A blank says nothing, used or not.
        let not_used = others.into_iter().filter(|(_, it)| *it != Input::Blank);
        let not_used = not_used.map(|(id, _)| id.into_owned()).collect();
        let mut known = known.into_iter();
        let mut session = Session::open(ruleset, &procedure, stage, as_of, by, nfkc, &mut known)?;
        session.not_used = not_used;
        session.particulars = particulars;
        Ok(session)
    }

    /// Sets one answer; re-evaluates only what depends on the field.
    pub fn set(&mut self, at: FieldIndex, input: Input<'a>) -> Result<Effect, Error> {
        let ruleset = Arc::clone(self.judging.ruleset());
        let Some(field) = ruleset.field(at) else {
            return Ok(Effect::None);
        };
        let answer = read(field, at, self.by, input, &mut self.contents)?;
        Ok(self.judging.set(at, answer))
    }

    /// What the answers come to.
    pub fn judging(&self) -> &Judging {
        &self.judging
    }

    /// What the answers say, beside what they decide.
    pub fn contents(&self) -> &Contents<'a> {
        &self.contents
    }

    /// The shared fields that were given though this ruleset does not use them.
    pub fn not_used(&self) -> &[String] {
        &self.not_used
    }

    /// What the request carried that decides nothing.
    pub fn particulars(&self) -> &Particulars<'a> {
        &self.particulars
    }
}

/// Reads what `by` gives for `field`, where that is theirs to give, and keeps what it says.
fn read<'a>(
    field: &Field,
    at: FieldIndex,
    by: Option<Supplier>,
    input: Input<'a>,
    contents: &mut Contents<'a>,
) -> Result<Answer, Error> {
    // What is blank is as good as absent, whoever says so.
    if input != Input::Blank && by.is_some_and(|by| by != field.supplier) {
        return Err(not_theirs(field));
    }
    let answer = Answer::read(field, &input, contents)?;
    let said = match (&answer, input) {
        (Answer::Text | Answer::Unusable, Input::Text(text)) => Some(text),
        // As the package writes it: its digits and its exponent. Whoever types just that means the
        // same number.
        (Answer::Unusable, Input::Number(number)) => Some(format!("{number:e}").into()),
        _ => None,
    };
    contents.keep(at, said);
    Ok(answer)
}
