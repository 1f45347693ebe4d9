//! What may use what in `src`: each room only those before it, and no file itself by way of others.
//!
//! `cargo test --test imports -- --nocapture` lists every arrow.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test fails by panicking.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms; each may use those before it.
const ROOMS: [&str; 5] = ["engine", "library", "reports", "kit", "cli"];

/// A file's place among the modules: `["engine", "ruleset", "parts"]`.
type Module = Vec<String>;

/// What every file of `src` uses, by module.
struct Sources(BTreeMap<Module, BTreeSet<Module>>);

impl Sources {
    fn read() -> Sources {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        rust_files(&src, &mut files);
        let modules: BTreeMap<Module, String> = files
            .iter()
            .map(|path| {
                let within = path.strip_prefix(&src).unwrap().with_extension("");
                let steps = within.iter().map(|step| step.to_str().unwrap().to_owned());
                let mut module: Module = steps.collect();
                if module.last().is_some_and(|last| last == "mod") {
                    module.pop();
                }
                (module, fs::read_to_string(path).unwrap())
            })
            .collect();
        let known: BTreeSet<&Module> = modules.keys().collect();
        let arrows = modules.iter().map(|(module, text)| {
            let used = paths(text).into_iter().filter_map(|path| {
                let full = absolute(&path, module, &known)?;
                let mut prefixes = (1..=full.len()).rev().map(|length| full[..length].to_vec());
                prefixes.find(|prefix| known.contains(prefix))
            });
            (module.clone(), used.filter(|used| used != module).collect())
        });
        Sources(arrows.collect())
    }

    /// Every file from which one comes back to it.
    fn circles(&self) -> Vec<&Module> {
        let reaches = |from: &Module| {
            let mut seen = BTreeSet::new();
            let mut next = vec![from];
            while let Some(module) = next.pop() {
                for used in self.0.get(module).into_iter().flatten() {
                    if seen.insert(used) {
                        next.push(used);
                    }
                }
            }
            seen.contains(from)
        };
        self.0.keys().filter(|module| reaches(module)).collect()
    }
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// Every path in a file's code, its tests and comments left out: those of `use`, parted, and those
/// written out in place.
fn paths(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let code = code.split("#[cfg(all(test").next().unwrap();
    let lines = code
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut paths = Vec::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        match statement.rsplit_once("use ") {
            Some((before, used))
                if before.is_empty() || before.ends_with(['\n', ' ', '(', ')']) =>
            {
                rest.push_str(before);
                expand("", used.trim_end_matches(';'), &mut paths);
            }
            _ => rest.push_str(statement),
        }
    }
    let word =
        |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let in_place = rest.split(|character| !word(character));
    paths.extend(
        in_place
            .filter(|path| path.contains("::"))
            .map(str::to_owned),
    );
    paths
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d` and `a::c::e`.
fn expand(before: &str, used: &str, into: &mut Vec<String>) {
    let used = used.trim();
    let Some((head, list)) = used.split_once('{') else {
        let name = used.split(" as ").next().unwrap().trim();
        into.push(format!("{before}{name}"));
        return;
    };
    let before = format!("{before}{}", head.trim());
    let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
    let (mut depth, mut from) = (0, 0);
    for (at, character) in list.char_indices().chain([(list.len(), ',')]) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let member = list[from..at].trim();
                if !member.is_empty() {
                    expand(&before, member, into);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// A path from the root of `src`, where it leads to one of our own files.
fn absolute(path: &str, module: &Module, known: &BTreeSet<&Module>) -> Option<Module> {
    let steps: Vec<String> = path
        .split("::")
        .map(|step| step.trim().to_owned())
        .collect();
    let (first, rest) = steps.split_first()?;
    match first.as_str() {
        "crate" if module.first().is_some_and(|room| room == "main") => None,
        "crate" | "shodaku" => Some(rest.to_vec()),
        "self" => Some([module.as_slice(), rest].concat()),
        "super" => {
            let above = steps.iter().take_while(|step| *step == "super").count();
            let kept = module.len().checked_sub(above)?;
            Some([&module[..kept], &steps[above..]].concat())
        }
        _ => {
            // A child, named as it is.
            let child = [module.as_slice(), std::slice::from_ref(first)].concat();
            known
                .contains(&child)
                .then(|| [module.as_slice(), &steps].concat())
        }
    }
}

#[test]
fn each_room_uses_only_those_before_it() {
    let place = |module: &Module| {
        ROOMS
            .iter()
            .position(|room| module.first().is_some_and(|first| first == room))
    };
    let mut upward = Vec::new();
    for (module, used) in &Sources::read().0 {
        for other in used {
            println!("{} → {}", module.join("/"), other.join("/"));
            if let (Some(from), Some(to)) = (place(module), place(other))
                && to > from
            {
                upward.push(format!("{} uses {}", module.join("/"), other.join("/")));
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn no_file_comes_back_to_itself() {
    let sources = Sources::read();
    let circles: Vec<String> = sources
        .circles()
        .iter()
        .map(|module| module.join("/"))
        .collect();
    assert!(circles.is_empty(), "in circles: {circles:#?}");
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let text = "use crate::engine::{answer::Answer, ruleset::{self, Unit}};\n\
                pub use super::facts as of;\n\
                // use crate::comment;\n\
                fn f() -> crate::kit::lint::Lint { child::run() }\n\
                #[cfg(test)]\nmod tests { use crate::cli; }\n";
    assert_eq!(
        paths(text),
        [
            "crate::engine::answer::Answer",
            "crate::engine::ruleset::self",
            "crate::engine::ruleset::Unit",
            "super::facts",
            "crate::kit::lint::Lint",
            "child::run",
        ]
    );
}
