//! What three-valued logic loses, in words.

use crate::engine::answer::Answer;
use crate::engine::contents::Item;
use crate::engine::field::FieldIndex;
use crate::engine::ruleset::Ruleset;
use crate::engine::truth::Truth;
use crate::engine::unknown::listed;
use crate::kit::domain::Lost;

/// What a predicate loses, and what to do about it.
pub(super) fn sentence(lost: &Lost<Truth>, ruleset: &Ruleset) -> String {
    let (truth, list) = match lost.comes_to {
        Truth::NotMet => ("not met", "all"),
        _ => ("met", "any"),
    };
    format!(
        "is unknown {}, though {truth} whatever stands there, for it is asked in both senses; \
         ask it in one, or add to an `{list}` the case in which it does not matter",
        circumstances(lost, ruleset)
    )
}

/// "while `a` is blank (`b` yes)".
pub(super) fn circumstances<T>(lost: &Lost<T>, ruleset: &Ruleset) -> String {
    let name = |field: &FieldIndex| {
        let field = ruleset.field(*field);
        field.map_or("", |field| field.id.as_str())
    };
    let given: Vec<String> = lost
        .given
        .iter()
        .map(|(field, answer)| format!("`{}` {}", name(field), value(*field, answer, ruleset)))
        .collect();
    let blank = listed(&mut lost.blank.iter().map(name));
    let given = match given.as_slice() {
        [] => String::new(),
        given => format!(" ({})", given.join(", ")),
    };
    if lost.blank.len() > 1 {
        format!("while {blank} are blank{given}")
    } else {
        format!("while {blank} is blank{given}")
    }
}

/// An answer as a warning says it.
fn value(field: FieldIndex, answer: &Answer, ruleset: &Ruleset) -> String {
    let option = |at: u8| {
        let field = ruleset.field(field);
        let option = field.and_then(|field| field.options.get(usize::from(at)));
        option.map(ToString::to_string).unwrap_or_default()
    };
    match answer {
        Answer::Blank | Answer::Unusable => "blank".to_owned(),
        Answer::Text => "stated".to_owned(),
        Answer::Integer(number) => number.to_string(),
        Answer::Boolean(true) => "yes".to_owned(),
        Answer::Boolean(false) => "no".to_owned(),
        Answer::Choice(at) => format!("`{}`", option(*at)),
        Answer::Choices(set) => {
            let chosen = (0..64).filter(|at| set.0 >> at & 1 == 1).map(option);
            format!("[{}]", chosen.collect::<Vec<_>>().join(", "))
        }
        Answer::Items(items) => {
            let entries: Vec<_> = items
                .given()
                .iter()
                .map(|Item(at)| at.to_string())
                .collect();
            format!("[{}]", entries.join(", "))
        }
        Answer::Date(date) => date.to_iso(),
        Answer::FiscalYear(year) => year.0.to_string(),
        Answer::Decision(decision) => format!("`{}`", decision.name()),
    }
}
