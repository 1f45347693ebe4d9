//! Answers set one after the other, in any order and again and again: the same as all at once.
#![no_main]

use std::collections::BTreeMap;
use std::sync::Arc;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use shodaku::engine::answer::Input;
use shodaku::engine::date::Date;
use shodaku::engine::field::{FieldIndex, FieldType};
use shodaku::engine::normalize::nfkc;
use shodaku::engine::session::Session;
use shodaku::engine::stage::Stage;
use shodaku_fuzz::{TOWN, holds};

#[derive(Arbitrary, Debug)]
struct Typing<'a> {
    procedure: u8,
    filed: bool,
    keys: Vec<(u8, Value<'a>)>,
}

#[derive(Arbitrary, Debug)]
enum Value<'a> {
    Blank,
    Typed(&'a str),
    Number(u32),
    Boolean(bool),
    Options(u8),
    Day(u16),
    List(Vec<&'a str>),
    Any(f64),
    Other,
}

fuzz_target!(|typing: Typing<'_>| {
    let ruleset = &TOWN.ruleset;
    let procedures = &ruleset.procedures;
    let procedure = &procedures[usize::from(typing.procedure) % procedures.len()];
    let stage = if typing.filed {
        Stage::Filed
    } else {
        Stage::Draft
    };
    let day = Date::from_iso("2026-11-22").expect("a day");
    let mut session = Session::open(
        Arc::clone(ruleset),
        procedure.id.as_str(),
        stage,
        day,
        None,
        nfkc,
        &mut std::iter::empty(),
    )
    .expect("nothing opens");
    let mut given = BTreeMap::new();
    for (key, value) in &typing.keys {
        let at = usize::from(*key) % ruleset.fields.len();
        let field = &ruleset.fields[at];
        let options: Vec<&str> = field.options.iter().map(|option| option.as_str()).collect();
        let input = match value {
            Value::Blank => Input::Blank,
            Value::Typed(text) => Input::Text((*text).into()),
            Value::Number(number) => Input::Number(f64::from(*number)),
            Value::Any(number) => Input::Number(*number),
            Value::Boolean(yes) => Input::Boolean(*yes),
            Value::Options(set) => match field.kind {
                FieldType::Choice => Input::Text(options[usize::from(*set) % options.len()].into()),
                FieldType::Decision => {
                    let all = ["approved", "rejected", "pending", "not_sought"];
                    Input::Text(all[usize::from(*set) % all.len()].into())
                }
                _ => Input::List(
                    (options.iter().enumerate())
                        .filter(|(at, _)| set & (1 << (at % 8)) != 0)
                        .map(|(_, option)| (*option).into())
                        .collect(),
                ),
            },
            Value::Day(number) => Date::from_number(u32::from(*number))
                .map_or(Input::Blank, |day| Input::Text(day.to_iso().into())),
            Value::List(list) => Input::List(list.iter().map(|entry| (*entry).into()).collect()),
            Value::Other => Input::Other,
        };
        let at = FieldIndex(u16::try_from(at).expect("few fields"));
        if session.set(at, input.clone()).is_ok() {
            given.insert(at.0, input);
        }
    }
    let given = given.into_iter().map(|(at, input)| (FieldIndex(at), input));
    holds(&session, ruleset, given.collect());
});
