//! `rulesets pages`: a page for each ruleset, to be read beside its text, and one that lists them.

mod html;
mod material;
mod page;
mod parts;

use std::fs;
use std::path::{Path, PathBuf};

use shodaku::engine::lang::Lang;
use shodaku::reports::locale::Locale;

use html::Html;
use material::{INDEX, Material, file};
use page::{Frame, page};

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, Stop};
use crate::cli::ruleset_text::RulesetText;
use crate::cli::words::Words;

/// The arguments of `rulesets pages`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

const EXAMPLES: &str = "\
shodaku rulesets pages src/rulesets/hirono.toml src/rulesets/sendai.toml --to target/pages";

/// The look of the pages, which stands beside them.
const STYLE: &str = include_str!("style.css");

/// Runs `rulesets pages`.
pub fn run(context: &mut Context, args: &Args) -> Result<Exit, Stop> {
    let lang = context.locale.lang;
    let mut all = Vec::new();
    for file in &args.files {
        all.push(Material::read(file, &context.bases, lang)?);
    }
    fs::create_dir_all(&args.to).map_err(|error| failed(&args.to, &error))?;
    let write = |name: &str, text: &str| {
        let path = args.to.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, &error))
    };
    write("style.css", STYLE)?;
    for lang in Lang::ALL {
        let unread = |error: toml::de::Error| Failure::in_locale(&error);
        let locale = Locale::load(lang).map_err(unread)?;
        let words = Words::load(lang).map_err(unread)?;
        let mut listed = Vec::new();
        for material in all.iter().filter(|it| lang == Lang::Ja || it.english) {
            let text = RulesetText {
                entry: &material.entry,
                locale: &locale,
                words: &words,
            };
            write(&file(&material.name, lang), &page(material, text))?;
            listed.push((material, text));
        }
        write(&file(INDEX, lang), &index(&listed, lang, &words, &all))?;
    }
    let written = format!("{}: {}\n", args.to.display(), context.words.pages.written);
    context.print(&written)?;
    Ok(Exit::Fine)
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::io(path.display().to_string(), error)
}

/// The page that lists the others.
fn index(
    listed: &[(&Material, RulesetText<'_>)],
    lang: Lang,
    words: &Words,
    all: &[Material],
) -> String {
    let said = &words.pages;
    let frame = Frame {
        name: INDEX,
        title: &said.index,
        lang,
        both: all.iter().any(|material| material.english),
    };
    frame.around(words, |html| {
        html.element("h1", &[], &said.index);
        html.element("p", &[], &said.lead);
        html.within("ul", &[("class", "list")], |html| {
            for (material, text) in listed {
                entry(html, material, *text, lang);
            }
        });
    })
}

fn entry(html: &mut Html, material: &Material, text: RulesetText<'_>, lang: Lang) {
    let texts = &text.entry.texts.ruleset;
    html.within("li", &[], |html| {
        html.element(
            "a",
            &[("href", &file(&material.name, lang))],
            text.of(&texts.title),
        );
        let (municipality, instrument) = (text.of(&texts.municipality), text.of(&texts.instrument));
        let version = &text.entry.ruleset.version;
        html.element(
            "p",
            &[],
            &format!("{municipality}  {instrument}  {version}"),
        );
    });
}
