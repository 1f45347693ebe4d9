//! The page of one ruleset: what there is to ask, then its text's structure with what restates it.

use shodaku::engine::lang::Lang;
use shodaku::engine::ruleset::Procedure;
use shodaku::kit::cases::Cases;
use shodaku::library::notes::noted;

use super::html::Html;
use super::material::{INDEX, Material, file};
use super::parts::{Part, Parts, anchor};
use crate::cli::fields::list::{List, Listed};
use crate::cli::ruleset_text::RulesetText;
use crate::cli::template as place;
use crate::cli::words::Words;

/// What stands around every page.
pub struct Frame<'f> {
    /// The name of the page, without the ending.
    pub name: &'f str,
    /// Its title.
    pub title: &'f str,
    /// Its language.
    pub lang: Lang,
    /// Whether it is there in every language.
    pub both: bool,
}

/// No script, nothing from elsewhere, no style but the one beside the page.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

impl Frame<'_> {
    /// The page around what `fill` puts into it.
    pub fn around(&self, words: &Words, fill: impl FnOnce(&mut Html)) -> String {
        let said = &words.pages;
        let mut html = Html::default();
        html.within("html", &[("lang", self.lang.name())], |html| {
            html.within("head", &[], |html| {
                html.open("meta", &[("charset", "utf-8")]);
                let width = "width=device-width, initial-scale=1";
                html.open("meta", &[("name", "viewport"), ("content", width)]);
                let policy = "Content-Security-Policy";
                html.open("meta", &[("http-equiv", policy), ("content", POLICY)]);
                html.element("title", &[], self.title);
                html.open("link", &[("rel", "stylesheet"), ("href", "style.css")]);
            });
            html.within("body", &[], |html| {
                html.within("header", &[], |html| {
                    html.within("nav", &[("aria-label", &said.here)], |html| {
                        if self.name != INDEX {
                            html.element("a", &[("href", &file(INDEX, self.lang))], &said.index);
                        }
                        for lang in Lang::ALL.into_iter().filter(|lang| *lang != self.lang) {
                            if self.both {
                                let (href, lang) = (file(self.name, lang), lang.name());
                                let at = [("href", &*href), ("hreflang", lang), ("lang", lang)];
                                html.element("a", &at, &said.other);
                            }
                        }
                    });
                });
                html.within("main", &[], fill);
            });
        });
        html.into_page()
    }
}

/// The page of a ruleset.
pub fn page(material: &Material, text: RulesetText<'_>) -> String {
    let (words, ruleset) = (text.words, &text.entry.ruleset);
    let title = text.of(&text.entry.texts.ruleset.title);
    let frame = Frame {
        name: &material.name,
        title,
        lang: text.locale.lang,
        both: material.english,
    };
    let parts = Parts::of(text);
    frame.around(words, |html| {
        html.element("h1", &[], title);
        head(html, text);
        html.element("h2", &[], &words.rulesets.procedures);
        html.within("ul", &[("class", "contents")], |html| {
            for procedure in &ruleset.procedures {
                let id = procedure.id.as_str();
                html.within("li", &[], |html| {
                    let href = format!("#procedure.{id}");
                    html.element("a", &[("href", &href)], text.title(id).unwrap_or_default());
                });
            }
        });
        for procedure in &ruleset.procedures {
            of_procedure(html, procedure, &parts, material.cases.as_ref(), text);
        }
        html.element("h2", &[("id", "clauses")], &words.pages.by_clause);
        parts.by_clause(html, text);
        readings(html, text);
        notes(html, material, text);
    })
}

/// Which text it is.
fn head(html: &mut Html, text: RulesetText<'_>) {
    let (words, ruleset) = (text.words, &text.entry.ruleset);
    let texts = &text.entry.texts.ruleset;
    let (municipality, instrument) = (text.of(&texts.municipality), text.of(&texts.instrument));
    html.element(
        "p",
        &[("class", "lead")],
        &format!("{municipality}  {instrument}"),
    );
    let period = ruleset.in_force.as_ref().map(|period| {
        let until = period.until.map(|until| until.to_iso());
        words.rulesets.in_force.fill(&place::Period {
            from: period.from.to_iso(),
            until: until.unwrap_or_default(),
        })
    });
    let period = period.unwrap_or_else(|| words.rulesets.undated.clone());
    let (id, version) = (&ruleset.id, &ruleset.version);
    html.element("p", &[], &format!("{id} {version}  {period}"));
    if let Some(source) = &texts.source {
        html.within("p", &[], |html| {
            html.text(&format!("{}: ", words.pages.source));
            linked(html, text.of(source));
        });
    }
}

/// A text, in which an address is a link.
fn linked(html: &mut Html, text: &str) {
    let Some(at) = text.find("https://") else {
        return html.text(text);
    };
    let (before, rest) = text.split_at(at);
    let part_of = |sign: char| sign.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(sign);
    let end = rest.find(|sign| !part_of(sign)).unwrap_or(rest.len());
    let (address, after) = rest.split_at(end);
    html.text(before);
    html.element("a", &[("href", address)], address);
    html.text(after);
}

fn of_procedure(
    html: &mut Html,
    procedure: &Procedure,
    parts: &Parts<'_>,
    cases: Option<&Cases>,
    text: RulesetText<'_>,
) {
    let id = procedure.id.as_str();
    let anchor = format!("procedure.{id}");
    html.within(
        "section",
        &[("id", &anchor), ("class", "procedure")],
        |html| {
            html.within("h3", &[], |html| {
                html.text(&format!("{} ", text.title(id).unwrap_or_default()));
                html.element("code", &[], id);
            });
            let texts = text.entry.texts.procedure(&text.entry.ruleset, id);
            if let Some(summary) = texts.and_then(|texts| texts.summary.as_ref()) {
                html.element("p", &[], text.of(summary));
            }
            for (heading, listed) in parts.of_procedure(id, text.words) {
                html.element("h4", &[], heading);
                html.within("ol", &[], |html| {
                    for part in listed {
                        html.within("li", &[], |html| link(html, &part));
                    }
                });
            }
            fields(html, &List::of(text, procedure), text);
            if let Some(cases) = cases {
                of_cases(html, id, cases, text);
            }
        },
    );
}

/// A link to a part, with its clause and its name.
fn link(html: &mut Html, part: &Part<'_>) {
    html.element("a", &[("href", &format!("#{}", part.anchor))], part.clause);
    html.text(&format!(" {}", part.title));
}

/// Who supplies which fact.
fn fields(html: &mut Html, list: &List<'_>, text: RulesetText<'_>) {
    let said = &text.words.pages;
    if list.fields.is_empty() {
        return;
    }
    let heads = [
        &said.field,
        &text.words.fields.supplier,
        &said.options,
        &said.clauses,
    ];
    table(html, &said.field, &heads, |html| {
        for field in &list.fields {
            let Listed {
                label,
                hint,
                supplier,
                ..
            } = field;
            html.within("tr", &[], |html| {
                html.within("th", &[("scope", "row")], |html| {
                    html.text(label);
                    if let Some(hint) = hint {
                        html.element("p", &[], hint);
                    }
                });
                html.element("td", &[], text.locale.supplier.of(supplier));
                let options = field.options.iter().map(|option| option.label);
                html.element("td", &[], &text.words.names(options));
                html.within("td", &[], |html| {
                    for clause in &field.clauses {
                        let href = format!("#{}", anchor(clause));
                        html.element("a", &[("href", &href)], clause);
                        html.text(" ");
                    }
                });
            });
        }
    });
}

fn of_cases(html: &mut Html, procedure: &str, cases: &Cases, text: RulesetText<'_>) {
    let said = &text.words.pages;
    let base = |name: &str| cases.base.iter().find(|base| base.name == name);
    let asks = |name: &str| base(name).is_some_and(|base| base.procedure == procedure);
    let own: Vec<_> = cases.case.iter().filter(|case| asks(&case.base)).collect();
    if own.is_empty() {
        return;
    }
    table(
        html,
        &said.cases,
        &[&said.case, &text.words.report.verdict],
        |html| {
            for case in own {
                let english = case.en.as_ref().filter(|_| text.locale.lang == Lang::En);
                html.within("tr", &[], |html| {
                    html.element("td", &[], english.unwrap_or(&case.name));
                    html.element("td", &[], text.locale.verdict.of(&case.expect.verdict));
                });
            }
        },
    );
}

/// A table that is folded on the screen, and open on paper.
fn table(html: &mut Html, name: &str, heads: &[&String], rows: impl FnOnce(&mut Html)) {
    html.within("details", &[], |html| {
        html.element("summary", &[], name);
        html.within("table", &[], |html| {
            html.within("thead", &[], |html| {
                html.within("tr", &[], |html| {
                    for head in heads {
                        html.element("th", &[("scope", "col")], head);
                    }
                });
            });
            html.within("tbody", &[], rows);
        });
    });
}

fn readings(html: &mut Html, text: RulesetText<'_>) {
    let (said, readings) = (&text.words.report, &text.entry.texts.readings);
    if readings.is_empty() {
        return;
    }
    html.element("h2", &[("id", "readings")], &said.readings);
    for reading in readings {
        let anchor = format!("reading.{}", reading.id);
        html.within("section", &[("id", &anchor), ("class", "part")], |html| {
            html.element("h3", &[], &reading.clause);
            for (what, taken) in [
                (&said.taken, &reading.taken),
                (&said.alternative, &reading.alternative),
            ] {
                html.within("p", &[], |html| {
                    html.element("b", &[], &format!("{what}: "));
                    html.text(text.of(taken));
                });
            }
        });
    }
}

/// What is left open on purpose.
fn notes(html: &mut Html, material: &Material, text: RulesetText<'_>) {
    let notes = material
        .notes
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if notes.is_empty() {
        return;
    }
    html.element("h2", &[("id", "notes")], &text.words.pages.note);
    html.within("ul", &[], |html| {
        for (note, names) in notes.iter().zip(noted(&material.notes)) {
            let because = |lang: Lang| note.get("because")?.get(lang.name())?.as_str();
            let because = because(text.locale.lang).or_else(|| because(Lang::Ja));
            html.within("li", &[], |html| {
                html.element("code", &[], &names.join(", "));
                html.element("p", &[], because.unwrap_or_default());
            });
        }
    });
}
