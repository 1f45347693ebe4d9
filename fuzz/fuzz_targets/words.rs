//! Numbers across the boundary that no host of ours would send: no answers, or answers judged.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use shodaku::engine::answer::Answer;
use shodaku::engine::contents::Contents;
use shodaku::engine::date::Date;
use shodaku::engine::field::FieldIndex;
use shodaku::engine::judging::Judging;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::receipt::Hashes;
use shodaku::engine::stage::Stage;
use shodaku::engine::to_pass::ToPass;
use shodaku_fuzz::TOWN;

#[derive(Arbitrary, Debug)]
struct Crossing<'a> {
    procedure: u8,
    filed: bool,
    as_of: u32,
    opened: Vec<(u8, Word)>,
    more: Vec<Word>,
    set: Vec<(u8, Word, Vec<Word>)>,
    said: Vec<&'a str>,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Word {
    Small(u8),
    Day(u32),
    Any(f64),
    Blank,
    Unusable,
}

impl Word {
    fn number(self) -> f64 {
        match self {
            Word::Small(number) => f64::from(number),
            Word::Day(number) => f64::from(number),
            Word::Any(number) => number,
            Word::Blank => -1.0,
            Word::Unusable => -2.0,
        }
    }
}

fuzz_target!(|crossing: Crossing<'_>| {
    let ruleset = &TOWN.ruleset;
    let (fields, procedures) = (&ruleset.fields, &ruleset.procedures);
    let mut words = vec![-1.0; fields.len()];
    for (at, word) in &crossing.opened {
        words[usize::from(*at) % fields.len()] = word.number();
    }
    words.extend(crossing.more.iter().map(|word| word.number()));
    let Some(answers) = Answer::from_words(fields, &words) else {
        return;
    };
    let Some(as_of) = Date::from_number(crossing.as_of) else {
        return;
    };
    let stage = if crossing.filed {
        Stage::Filed
    } else {
        Stage::Draft
    };
    let procedure = &procedures[usize::from(crossing.procedure) % procedures.len()];
    let open = |answers| {
        let (ruleset, procedure) = (Arc::clone(ruleset), Arc::clone(procedure));
        Judging::new(ruleset, procedure, stage, as_of, answers)
    };
    let mut judging = open(answers);
    for (at, word, entries) in &crossing.set {
        let at = usize::from(*at) % fields.len();
        let entries: Vec<f64> = entries.iter().map(|word| word.number()).collect();
        let answer = Answer::from_word(&fields[at], word.number(), &mut entries.iter());
        if let Some(answer) = answer {
            judging.set(FieldIndex(u16::try_from(at).expect("few fields")), answer);
        }
    }
    let fresh = open(judging.answers().to_vec());
    assert_eq!(judging.judgement().encoded(), fresh.judgement().encoded());
    judging.standing().encoded();
    // What was typed, as the host hands it over: too little of it, too much, the wrong one.
    let texts = crossing.said.iter().map(|said| Some((*said).into()));
    let entries = crossing.said.iter().map(|said| (*said).into());
    let contents = Contents::of(nfkc, texts.collect(), entries.collect());
    Hashes::of(&judging, &contents, "");
    ToPass::of(&judging, &contents);
});
