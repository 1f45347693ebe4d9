//! The fields as a table: a line a field, in Markdown for a document, in CSV for a spreadsheet.

use shodaku::engine::lang::Lang;

use super::list::{Choice, List, Listed, Need};
use crate::cli::words::FieldsWords;

/// A table a procedure, each under a heading.
pub fn markdown(lists: &[List<'_>], words: &FieldsWords) -> String {
    let mut text = String::new();
    for list in lists {
        if !text.is_empty() {
            text.push('\n');
        }
        let (ruleset, procedure) = (list.ruleset.id, list.procedure);
        let municipality = list.text.of(&list.text.entry.texts.ruleset.municipality);
        let [municipality, title] = [municipality, list.title].map(plain);
        text.push_str(&format!(
            "## {municipality} {title} (`{ruleset}` `{procedure}`)\n\n"
        ));
        let heads = columns(words).map(plain);
        text.push_str(&line(&heads));
        text.push_str(&line(&heads.map(|_| "---".to_owned())));
        for field in &list.fields {
            let option =
                |Choice { value, label }: &Choice<'_>| format!("`{value}` {}", plain(label));
            let options: Vec<String> = field.options.iter().map(option).collect();
            let [label_ja, label_en, hint, supplier, need] =
                words_of(list, field, words).map(plain);
            text.push_str(&line(&[
                format!("`{}`", field.id),
                label_ja,
                label_en,
                hint,
                field.r#type.to_owned(),
                options.join("<br>"),
                supplier,
                need,
            ]));
        }
    }
    text
}

/// One table of all, with the ruleset and the procedure in columns of their own. The mark at its
/// beginning tells Excel that it is in UTF-8.
pub fn csv(lists: &[List<'_>], words: &FieldsWords) -> String {
    let record = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        format!("{}\n", cells.join(","))
    };
    let mut text = "\u{FEFF}".to_owned();
    let heads = columns(words);
    text.push_str(&record(
        &[&[&*words.ruleset, &*words.procedure], &heads[..]].concat(),
    ));
    for list in lists {
        for field in &list.fields {
            let option = |Choice { value, label }: &Choice<'_>| format!("{value} = {label}");
            let options: Vec<String> = field.options.iter().map(option).collect();
            let [label_ja, label_en, hint, supplier, need] = words_of(list, field, words);
            text.push_str(&record(&[
                list.ruleset.id,
                list.procedure,
                field.id,
                label_ja,
                label_en,
                hint,
                field.r#type,
                &options.join("; "),
                supplier,
                need,
            ]));
        }
    }
    text
}

fn columns(words: &FieldsWords) -> [&str; 8] {
    [
        &words.field,
        &words.label_ja,
        &words.label_en,
        &words.hint,
        &words.r#type,
        &words.options,
        &words.supplier,
        &words.form,
    ]
}

/// What a table says of a field in words: its label in both languages, what more there is to know, who supplies it, and whether
/// a contractor's form needs it.
fn words_of<'e>(list: &List<'e>, field: &Listed<'e>, words: &'e FieldsWords) -> [&'e str; 5] {
    let need = match field.need {
        Need::Required => &words.required,
        Need::Depends => &words.depends,
        Need::No => &words.not_theirs,
    };
    [
        field.labels.get(Lang::Ja),
        field.labels.get(Lang::En),
        field.hint.unwrap_or_default(),
        list.text.locale.supplier.of(field.supplier),
        need,
    ]
}

/// A line of a table in Markdown.
fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// `text` in a cell of Markdown: on one line, with nothing in it that means anything there.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' => {
                plain.extend(['\\', character])
            }
            '\n' => plain.push(' '),
            _ => plain.push(character),
        }
    }
    plain
}

/// `text` as a cell of CSV. What a spreadsheet would run as a formula begins with an apostrophe.
fn quoted(text: &str) -> String {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = text.trim_start().starts_with(FORMULA);
    let before = if formula { "'" } else { "" };
    format!("\"{before}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        for (text, cell) in [
            ("件数", "\"件数\""),
            ("a \"b\", c\nd", "\"a \"\"b\"\", c\nd\""),
            ("=1+1", "\"'=1+1\""),
            ("＝１", "\"'＝１\""),
            (" \t@SUM(A1)", "\"' \t@SUM(A1)\""),
            ("-1", "\"'-1\""),
            ("a=1", "\"a=1\""),
        ] {
            assert_eq!(quoted(text), cell);
        }
    }

    #[test]
    fn a_cell_of_markdown_stays_one() {
        assert_eq!(plain("a|b\n<b>*x*"), "a\\|b \\<b\\>\\*x\\*");
    }
}
