//! A page for each ruleset (`rulesets pages`).

use std::collections::BTreeSet;
use std::fs;

use crate::rulesets::{folder, shodaku_in};

/// What stands in every attribute of that name.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = html.split(&start).skip(1);
    let value = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
    values.map(value).collect()
}

#[test]
fn a_page_has_every_clause_condition_reading_and_case_and_every_link_leads_somewhere() {
    let folder = folder("pages");
    let file = std::env::current_dir()
        .unwrap()
        .join("tests/data/rulesets/mihono.toml");
    let run = shodaku_in(
        &folder,
        &["rulesets", "pages", file.to_str().unwrap(), "--to", "out"],
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let read = |name: &str| fs::read_to_string(folder.join("out").join(name)).unwrap();
    for (page, parts) in [
        (
            "mihono.html",
            [
                "<html lang=\"ja\">",
                "再委託",
                "<td>承諾できる</td>",
                "条項の順に",
                "未確定",
            ],
        ),
        (
            "mihono.en.html",
            [
                "<html lang=\"en\">",
                "subcontract",
                "<td>Can be approved</td>",
                "Clause by clause",
                "Left open on purpose",
            ],
        ),
    ] {
        let html = read(page);
        for part in parts {
            assert!(html.contains(part), "no {part:?} in {page}");
        }
        let ids = attributes(&html, "id");
        let known: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(known.len(), ids.len(), "an id stands twice in {page}");
        for wanted in [
            "第6条第1項第5号",
            "condition.6-1-5",
            "reading.two-years",
            "procedure.subcontract",
        ] {
            assert!(known.contains(&wanted.to_owned()), "no {wanted} in {page}");
        }
        for link in attributes(&html, "href") {
            match link.strip_prefix('#') {
                Some(place) => assert!(known.contains(&place.to_owned()), "{page}: {link}"),
                None => assert!(folder.join("out").join(&link).exists(), "{page}: {link}"),
            }
        }
        assert!(!html.contains("<script") && html.contains("default-src 'none'"));
    }
    assert!(read("index.html").contains("href=\"mihono.html\""));
    assert!(read("index.en.html").contains("href=\"mihono.en.html\""));

    // In the order of the text.
    let html = read("mihono.html");
    let places = ["第2条", "第6条第1項第1号", "第6条第3項", "第13条"];
    let places = places.map(|clause| html.find(&format!("<section id=\"{clause}\"")).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_town_without_cases_or_english_has_its_page_too_and_its_texts_stay_texts() {
    let folder = folder("pages-plain");
    let run = shodaku_in(&folder, &["rulesets", "new", "town"]);
    assert_eq!(run.code, 0, "{}", run.err);
    fs::remove_file(folder.join("town.cases.toml")).unwrap();
    let path = folder.join("town.toml");
    let mut text = fs::read_to_string(&path).unwrap();
    while let Some((before, rest)) = text.split_once(", en = \"") {
        let (_, after) = rest.split_once('"').unwrap();
        text = format!("{before}{after}");
    }
    let title = "title = { ja = \"";
    text = text.replacen(title, &format!("{title}<script>alert(1)</script>"), 1);
    fs::write(&path, text).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "pages", "town.toml", "--to", "."]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let html = fs::read_to_string(folder.join("town.html")).unwrap();
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains("<script"));
    assert!(!html.contains("hreflang") && !folder.join("town.en.html").exists());

    // The page that lists the others has its name for itself.
    fs::rename(&path, folder.join("index.toml")).unwrap();
    let run = shodaku_in(&folder, &["rulesets", "pages", "index.toml", "--to", "."]);
    assert_eq!(run.code, 2, "{}", run.out);
}

#[test]
fn the_cases_that_go_on_to_hold_stand_on_the_page_of_what_is_based_on_their_text() {
    let folder = folder("pages-based");
    let file = std::env::current_dir()
        .unwrap()
        .join("tests/data/rulesets/overlays/tonari.toml");
    let args = ["rulesets", "pages", file.to_str().unwrap(), "--to", "."];
    let run = shodaku_in(&folder, &args);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let html = fs::read_to_string(folder.join("tonari.html")).unwrap();
    assert!(html.contains("第2号イ: 根拠がないと記録されていれば、認定があっても承諾できない"));
}
