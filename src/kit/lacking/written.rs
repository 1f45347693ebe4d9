//! Cases as a file has them.

use std::sync::Arc;

use serde_json::Value as Json;
use toml::Value;

use super::search::{Request, Start};
use super::values::day;
use crate::engine::field::FieldIndex;
use crate::engine::lang::Lang;
use crate::engine::ruleset::{Procedure, Ruleset};
use crate::engine::session::Session;
use crate::engine::stage::Stage;
use crate::kit::cases::{Cases, Expectation};
use crate::kit::coverage::{Point, What};
use crate::kit::messages::said;

/// What is written so far.
pub(super) struct Written<'d> {
    /// As TOML.
    pub(super) text: String,
    /// How many cases these are.
    pub(super) cases: usize,
    document: &'d Json,
    ruleset: &'d Arc<Ruleset>,
    lang: Lang,
    /// The names of bases and cases that are taken.
    names: Vec<String>,
}

impl<'d> Written<'d> {
    pub(super) fn new(
        document: &'d Json,
        ruleset: &'d Arc<Ruleset>,
        cases: &Cases,
        lang: Lang,
    ) -> Written<'d> {
        let bases = cases.base.iter().map(|base| base.name.clone());
        let names = bases.chain(cases.case.iter().map(|case| case.name.clone()));
        Written {
            text: String::new(),
            cases: 0,
            document,
            ruleset,
            lang,
            names: names.collect(),
        }
    }

    /// Writes `request` as a base of `procedure`, with the case that says what it comes to; gives its
    /// name.
    pub(super) fn base(
        &mut self,
        procedure: &Procedure,
        request: &Request,
        session: &Session<'_>,
        passes: bool,
    ) -> String {
        let name = self.free(format!("{}-whole", procedure.id));
        let mut text = format!(
            "\n[[base]]\nname = {}\nprocedure = {}\nstage = {}\n",
            quoted(&name),
            quoted(procedure.id.as_str()),
            quoted(request.stage.name()),
        );
        if let Some(day) = day(request.as_of) {
            text.push_str(&format!("asOf = {day}\n"));
        }
        text.push_str("\n[base.answers]\n");
        for (field, value) in &request.answers {
            text.push_str(&format!("{} = {value}\n", self.id(*field)));
        }
        self.begin();
        self.text.push_str(&text);
        let expected = Expectation::of(session);
        let sentence = |lang| {
            let title = self.text_of("procedure", procedure.id.as_str(), "title", lang)?;
            match &expected.decided_by {
                Some(route) => self.decides(&title, route),
                None if passes => Some(format!("{title}: everything asked for is there")),
                None => Some(format!("{title}: what the next ones deviate from")),
            }
        };
        let names = [Lang::Ja, Lang::En].map(sentence);
        self.push(names, &name, "", &expected);
        name
    }

    /// Writes a case that deviates from `start` and shows `point`.
    pub(super) fn case(
        &mut self,
        start: &Start,
        request: &Request,
        session: &Session<'_>,
        point: &Point,
    ) {
        let names = [Lang::Ja, Lang::En].map(|lang| self.named(point, lang));
        let mut varied = String::new();
        if request.stage != start.request.stage && request.stage == Stage::Draft {
            varied.push_str("stage = \"draft\"\n");
        }
        if request.as_of != start.request.as_of
            && let Some(day) = day(request.as_of)
        {
            varied.push_str(&format!("asOf = {day}\n"));
        }
        let was = &start.request.answers;
        let set = request.answers.iter();
        let set = set.filter(|(field, value)| was.get(field) != Some(value));
        let set: Vec<String> = set
            .map(|(field, value)| format!("{} = {value}", self.id(*field)))
            .collect();
        if !set.is_empty() {
            varied.push_str(&format!("set = {{ {} }}\n", set.join(", ")));
        }
        let blank = was.keys();
        let blank = blank.filter(|field| !request.answers.contains_key(field));
        let blank: Vec<String> = blank.map(|field| self.id(*field)).collect();
        if !blank.is_empty() {
            varied.push_str(&format!("blank = [{}]\n", blank.join(", ")));
        }
        let mut expected = Expectation::of(session);
        if !point.what.is_of_duty() {
            expected.duties = None;
        }
        self.push(names, &start.name, &varied, &expected);
    }

    fn push(
        &mut self,
        [ja, en]: [Option<String>; 2],
        base: &str,
        varied: &str,
        expected: &Expectation,
    ) {
        let ja = ja.map(|name| said(&name, Lang::Ja));
        let name = self.free(ja.or(en.clone()).unwrap_or_else(|| base.to_owned()));
        let mut text = format!("\n[[case]]\nname = {}\n", quoted(&name));
        if let Some(en) = en {
            text.push_str(&format!("en = {}\n", quoted(&en)));
        }
        text.push_str(&format!("base = {}\n{varied}", quoted(base)));
        text.push_str(&format!("expect = {{ {} }}\n", said_of(expected)));
        self.begin();
        self.text.push_str(&text);
        self.cases += 1;
    }

    /// Says once, before all of them, what they are.
    fn begin(&mut self) {
        if self.text.is_empty() {
            let comment = "from here on written from the ruleset; confirm each against the text";
            self.text = format!("\n# {}\n", said(comment, self.lang));
        }
    }

    /// What a case is called in which the route `id` decides; `title` is that of the procedure.
    fn decides(&self, title: &str, id: &str) -> Option<String> {
        let route = self.part("route", id)?;
        let text = |key: &str| route.get(key).and_then(Json::as_str);
        let comes_to = match text("verdict")? {
            "exempt" => "no approval is needed",
            "prohibited" => "it is forbidden",
            "not_regulated" => "the text has no rule",
            _ => "it is open",
        };
        let clause = text("clause")?;
        Some(format!("{title}: by {clause} ({id}) {comes_to}"))
    }

    /// What the case of `point` is called in `lang`; nothing where the ruleset has no such text.
    fn named(&self, point: &Point, lang: Lang) -> Option<String> {
        let title = self.text_of("procedure", &point.procedure, "title", lang)?;
        let text = |list: &str, id: &str, key: &str| self.text_of(list, id, key, lang);
        let clause = |list: &str, id: &str| {
            let clause = self.part(list, id)?.get("clause")?.as_str()?;
            Some(clause.to_owned())
        };
        Some(match &point.what {
            What::Decides(id) => self.decides(&title, id)?,
            What::Limb(name, _) | What::Idle(name) => {
                let (id, limb) = name.split_once('.')?;
                let (clause, about) = (clause("condition", id)?, text("condition", id, "title")?);
                let truth = match &point.what {
                    What::Limb(_, truth) => *truth,
                    _ => "idle",
                };
                match truth {
                    "idle" => format!("{title}: {clause}, {about} ({limb}), does not apply"),
                    "met" => format!("{title}: {clause}, {about} ({limb}), is met"),
                    "not_met" => format!("{title}: {clause}, {about} ({limb}), is not met"),
                    _ => format!("{title}: {clause}, {about} ({limb}), is open"),
                }
            }
            What::Result(id, truth) => {
                let (clause, value) = (clause("result", id)?, text("result", id, "value")?);
                match *truth {
                    "met" => format!("{title}: {clause}, {value}, follows"),
                    _ => format!("{title}: {clause}, {value}, is open"),
                }
            }
            What::Arises(id, arises) => {
                let clause = clause("duty", id)?;
                match arises {
                    true => format!("{title}: the duty of {clause} ({id}) arises"),
                    false => format!("{title}: the duty of {clause} ({id}) does not arise"),
                }
            }
            What::Duty(id, truth) => {
                let clause = clause("duty", id)?;
                match *truth {
                    "met" => format!("{title}: the duty of {clause} ({id}) is kept"),
                    "not_met" => format!("{title}: the duty of {clause} ({id}) is not kept"),
                    _ => format!("{title}: whether the duty of {clause} ({id}) is kept is open"),
                }
            }
        })
    }

    fn part(&self, list: &str, id: &str) -> Option<&'d Json> {
        let mut parts = self.document.get(list)?.as_array()?.iter();
        parts.find(|part| part.get("id").and_then(Json::as_str) == Some(id))
    }

    fn text_of(&self, list: &str, id: &str, key: &str, lang: Lang) -> Option<String> {
        let text = self.part(list, id)?.get(key)?;
        Some(text.get(lang.name())?.as_str()?.to_owned())
    }

    /// The id of `field`, quoted as a key.
    fn id(&self, field: FieldIndex) -> String {
        let field = self.ruleset.field(field);
        quoted(field.map_or("", |field| field.id.as_str()))
    }

    /// `name`, or where that is taken, the same with a number.
    fn free(&mut self, name: String) -> String {
        let taken = |name: &String| self.names.contains(name);
        let mut numbered = (2..).map(|number| format!("{name} {number}"));
        let free = if taken(&name) {
            numbered.find(|name| !taken(name)).unwrap_or(name)
        } else {
            name
        };
        self.names.push(free.clone());
        free
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// What a case expects, as it says it: what is empty is left out.
fn said_of(expected: &Expectation) -> String {
    let mut parts = vec![format!("verdict = {}", quoted(&expected.verdict))];
    if let Some(route) = &expected.decided_by {
        parts.push(format!("decided_by = {}", quoted(route)));
    }
    let listed = |key: &str, list: &[String]| {
        let list: Vec<String> = list.iter().map(|one| quoted(one)).collect();
        format!("{key} = [{}]", list.join(", "))
    };
    let Expectation {
        fails,
        unknown,
        needed,
        could_claim,
        results,
        ..
    } = expected;
    for (key, list) in [
        ("fails", fails),
        ("unknown", unknown),
        ("needed", needed),
        ("could_claim", could_claim),
        ("results", results),
    ] {
        if !list.is_empty() {
            parts.push(listed(key, list));
        }
    }
    if let Some(duties) = &expected.duties {
        parts.push(listed("duties", duties));
    }
    parts.join(", ")
}
