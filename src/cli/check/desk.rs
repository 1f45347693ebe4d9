//! A worker's desk: what the requests to one procedure share is found once and lies ready.
//!
//! It judges only what is usual, and as [`judge`](super::judge::judge) would: a request that can
//! be read, to a text that has one version. All else it leaves alone.

use std::collections::HashMap;

use shodaku::engine::answer::{Answer, Input};
use shodaku::engine::date::Date;
use shodaku::engine::facts::Facts;
use shodaku::engine::field::{FieldIndex, Supplier};
use shodaku::engine::judgement::{Judgement, judged};
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::read_by;
use shodaku::engine::ruleset::{Procedure, SHARED_FIELDS};
use shodaku::engine::stage::Stage;
use shodaku::engine::verdict::Verdict;
use shodaku::library::{Entry, Library};
use shodaku::reports::brief::Brief;
use shodaku::reports::locale::Locale;
use shodaku::reports::sheet::Sheet;

use super::inputs::Inputs;
use super::line::Line;

/// Every procedure that was asked about.
pub struct Desk<'l> {
    library: &'l Library,
    locale: &'l Locale,
    brief: bool,
    procedures: Vec<Asked<'l>>,
}

/// A procedure that was asked about.
struct Asked<'l> {
    /// As requests name them.
    ruleset: String,
    procedure: String,
    entry: &'l Entry,
    rules: &'l Procedure,
    fields: Fields<'l>,
    /// In the order of the fields.
    answers: Vec<Answer>,
    /// Which of them requests gave; no other is anything but blank.
    given: Vec<FieldIndex>,
    /// In which request each was read; 0 for those not given.
    read_in: Vec<u64>,
    /// How many there were.
    requests: u64,
    inputs: Inputs,
    sheet: Sheet<'l>,
}

impl<'l> Desk<'l> {
    /// A desk with nothing on it yet.
    pub fn new(library: &'l Library, locale: &'l Locale, brief: bool) -> Desk<'l> {
        Desk {
            library,
            locale,
            brief,
            procedures: Vec::new(),
        }
    }

    /// Judges the request on `line` and appends what is to be said of it to `json`; nothing, if it
    /// is not a usual one.
    pub fn judge(&mut self, line: &Line<'_>, json: &mut Vec<u8>) -> Option<Verdict> {
        let brief = self.brief;
        let asked = self.asked(line.ruleset.as_deref()?, line.procedure.as_deref()?)?;
        let stage = line
            .stage
            .as_deref()
            .map_or(Some(Stage::Draft), Stage::from_name)?;
        let as_of = Date::from_iso(line.as_of.as_deref()?)?;
        let by = match &line.by {
            Some(by) => Some(read_by(by).ok()?),
            None => None,
        };
        let not_used = asked.read(line, by)?;
        let facts = Facts {
            fields: &asked.entry.ruleset.fields,
            answers: &asked.answers,
            assumed: None,
            stage,
            as_of,
            in_force: asked.entry.ruleset.in_force.as_ref(),
        };
        let states = judged(asked.rules, &facts);
        if brief {
            let brief = Brief::from_states(asked.rules, &states, facts, &asked.entry.texts);
            serde_json::to_writer(json, &brief).ok()?;
            return Some(brief.verdict);
        }
        let judgement = Judgement::new(asked.rules, &states, &facts);
        let when = (stage, as_of);
        Some(asked.sheet.write(json, when, judgement, &not_used))
    }

    fn asked(&mut self, ruleset: &str, procedure: &str) -> Option<&mut Asked<'l>> {
        let named = |asked: &Asked<'_>| asked.ruleset == ruleset && asked.procedure == procedure;
        let at = match self.procedures.iter().position(named) {
            Some(at) => at,
            None => {
                let asked = Asked::new(self.library, self.locale, ruleset, procedure)?;
                self.procedures.push(asked);
                self.procedures.len() - 1
            }
        };
        // Requests to one procedure mostly follow each other: the next look finds it first.
        self.procedures.swap(0, at);
        self.procedures.first_mut()
    }
}

impl<'l> Asked<'l> {
    fn new(
        library: &'l Library,
        locale: &'l Locale,
        ruleset: &str,
        procedure: &str,
    ) -> Option<Asked<'l>> {
        let regulation = library.regulation(ruleset).ok()?;
        if regulation.versions().count() > 1 {
            return None;
        }
        let entry = regulation.newest();
        let rules = entry.ruleset.procedure(procedure).ok()?;
        Some(Asked {
            ruleset: ruleset.to_owned(),
            procedure: procedure.to_owned(),
            entry,
            rules,
            fields: Fields::of(entry),
            answers: vec![Answer::Blank; entry.ruleset.fields.len()],
            given: Vec::new(),
            read_in: vec![0; entry.ruleset.fields.len()],
            requests: 0,
            inputs: Inputs::default(),
            sheet: Sheet::new(entry, rules, locale),
        })
    }

    /// Reads the answers on `line`; gives the shared fields among them that are not used here.
    fn read(&mut self, line: &Line<'_>, by: Option<Supplier>) -> Option<Vec<String>> {
        let Asked {
            entry,
            fields,
            answers,
            given,
            read_in,
            requests,
            inputs,
            ..
        } = self;
        *requests += 1;
        let mut not_used = Vec::new();
        let mut before = None;
        for (id, value) in &line.answers {
            let input = inputs.of(value, &line.entries);
            let Some(field) = fields.find(id, before)? else {
                // A blank says nothing, used or not.
                if *input != Input::Blank {
                    not_used.push(id.to_string());
                }
                continue;
            };
            let definition = entry.ruleset.field(field)?;
            if by.is_some_and(|by| by != definition.supplier) {
                return None;
            }
            let answer = Answer::read(definition, input, nfkc).ok()?;
            *answers.get_mut(usize::from(field.0))? = answer;
            let read_in = read_in.get_mut(usize::from(field.0))?;
            if std::mem::replace(read_in, *requests) == 0 {
                given.push(field);
            }
            before = Some(field);
        }
        // What is left of requests before. Had it been cleared first, the memory of all texts
        // would have been given back, to be asked for again.
        given.retain(|field| {
            let at = usize::from(field.0);
            match (answers.get_mut(at), read_in.get_mut(at)) {
                (Some(answer), Some(read_in)) if read_in != requests => {
                    *answer = Answer::Blank;
                    *read_in = 0;
                    false
                }
                _ => true,
            }
        });
        Some(not_used)
    }
}

/// The fields of a ruleset by id.
struct Fields<'l> {
    entry: &'l Entry,
    /// Every id an answer may have; with no field, where only other rulesets use it.
    known: HashMap<&'l str, Option<FieldIndex>>,
    /// For each field, the one that came after it the last time. One program writes all its
    /// requests in one order, so that mostly the guess is right.
    after: Vec<Option<FieldIndex>>,
}

impl<'l> Fields<'l> {
    fn of(entry: &'l Entry) -> Fields<'l> {
        let fields = &entry.ruleset.fields;
        let shared = SHARED_FIELDS.iter().map(|id| (*id, None));
        let own = fields.iter().zip(0..);
        let own = own.map(|(field, at)| (field.id.as_str(), Some(FieldIndex(at))));
        Fields {
            entry,
            known: shared.chain(own).collect(),
            after: vec![None; fields.len()],
        }
    }

    /// The field of that `id`, which comes after the field `before`; none within, where the
    /// ruleset does not use it.
    fn find(&mut self, id: &str, before: Option<FieldIndex>) -> Option<Option<FieldIndex>> {
        let mut guess = before.and_then(|before| self.after.get_mut(usize::from(before.0)));
        if let Some(Some(guess)) = guess.as_deref()
            && self.entry.ruleset.field(*guess)?.id.as_str() == id
        {
            return Some(Some(*guess));
        }
        let found = *self.known.get(id)?;
        if let (Some(guess), Some(_)) = (&mut guess, found) {
            **guess = found;
        }
        Some(found)
    }
}
