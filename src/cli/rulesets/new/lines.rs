//! A ruleset to start from, of the lines that many texts have: those of a consent are there, the others
//! stand as comments, each with what it says.

use serde_json::Value;
use shodaku::engine::lang::Lang;
use shodaku::library::draft::Draft;

use super::skeleton::{CONSULTATIONS, Consultation, filled};

/// A line, as it is offered.
struct Offer {
    is: &'static str,
    /// The consultations it is of; where it names none, all that it can be said of.
    of: &'static [&'static str],
    /// How a text says it.
    ja: &'static str,
    en: &'static str,
}

const fn offer(
    is: &'static str,
    of: &'static [&'static str],
    ja: &'static str,
    en: &'static str,
) -> Offer {
    Offer { is, of, ja, en }
}

const HANDED_OVER: &[&str] = &["subcontract", "resubcontract"];

/// The lines in the order in which they are offered: routes are looked at in that order.
const OFFERS: [Offer; 23] = [
    offer(
        "not_in_force",
        &[],
        "附則の施行日",
        "the day it takes effect",
    ),
    offer(
        "no_information",
        &[],
        "個人情報を扱う業務だけに及ぶ",
        "it is of work with personal information",
    ),
    offer(
        "instructed",
        &[],
        "「指示があるときを除き」。禁止（banned）の例外なら、そのときだけ claimed = false も書く",
        "except on the municipality's instruction; beside banned, and there alone, also claimed = false",
    ),
    offer(
        "banned",
        &[],
        "「…してはならない」だけ",
        "must not, and nothing more",
    ),
    offer(
        "consent",
        &[],
        "「承諾なく…してはならない」。承諾の基準は定めていない",
        "must not without consent, and no criteria for it",
    ),
    offer(
        "beforehand",
        &[],
        "「あらかじめ」「事前に」「…する前に」",
        "beforehand: what is done already gets none",
    ),
    offer(
        "in_writing",
        &[],
        "「書面により」申し出る",
        "is asked for in writing",
    ),
    offer(
        "part_only",
        HANDED_OVER,
        "一括再委託の禁止",
        "not all of the work",
    ),
    offer(
        "whole_or_part",
        HANDED_OVER,
        "「全部又は一部を」",
        "all of the work, or part of it",
    ),
    offer(
        "matters",
        HANDED_OVER,
        "再委託先、理由、内容、情報、対策、監督を書く",
        "name, reason, work, information, measures, supervision are stated",
    ),
    offer(
        "takeout_matters",
        &["takeout"],
        "持ち出す情報、先、方法、保護を書く",
        "information, place, method, protection are stated",
    ),
    offer(
        "range",
        &[],
        "必要最小限の範囲",
        "no more information than needed",
    ),
    offer("use_limit", &[], "他の目的に使わない", "no other use"),
    offer(
        "disposal",
        &[],
        "廃棄・返還が確実",
        "disposal or return is assured",
    ),
    offer("safety", &[], "安全管理の措置", "safety measures"),
    offer(
        "liability",
        HANDED_OVER,
        "責任の所在",
        "who answers for an accident",
    ),
    offer(
        "tiers",
        HANDED_OVER,
        "再々委託の制限",
        "no further tier without consent",
    ),
    offer(
        "first_tier",
        &["resubcontract"],
        "もとの再委託が承諾されている",
        "the first subcontract is approved",
    ),
    offer("secrecy", &[], "秘密の保持", "secrecy"),
    offer(
        "subcontractor",
        HANDED_OVER,
        "再委託先の行為に責任を負う",
        "answers for the subcontractor",
    ),
    offer(
        "supervision",
        HANDED_OVER,
        "監督し、報告する",
        "supervises and reports",
    ),
    offer("return", &[], "返還・廃棄", "return or destruction"),
    offer("accident", &[], "事故の報告", "report of accidents"),
];

/// The lines that are there without being asked for: a bare consent, before it is done.
const THERE: [&str; 2] = ["consent", "beforehand"];

/// The ruleset of the town with that id and Japanese name, with consent for the consultations `named`,
/// silent on the others; with the comments of every language.
pub fn ruleset(id: &str, town: &str, named: &[String]) -> String {
    let is_named = |one: &&Consultation| named.iter().any(|named| named == one.id);
    let ids = |all: Vec<&Consultation>| -> Vec<&str> { all.iter().map(|one| one.id).collect() };
    let named = ids(CONSULTATIONS.iter().filter(is_named).collect());
    let others = CONSULTATIONS.iter().filter(|one| !is_named(one));
    let silent = ids(others.filter(|one| one.must_be_there()).collect());
    let procedures = CONSULTATIONS
        .iter()
        .filter(|one| is_named(one) || one.must_be_there());
    let procedures: String = procedures.map(Consultation::bare).collect();
    let head = include_str!("lines.toml").replace("{procedure}", named.first().unwrap_or(&""));
    let said = |is: &str, procedure: &str| sentence(&head, id, town, &procedures, is, procedure);
    let mut text = head.clone();
    for Offer { is, of, ja, en } in &OFFERS {
        let can_be_said = |one: &str| said(is, one).iter().all(|text| !text.is_empty());
        let fit = |one: &&&str| of.contains(*one) || of.is_empty() && can_be_said(one);
        let fitting: Vec<&str> = named.iter().filter(fit).copied().collect();
        let Some(first) = fitting.first() else {
            continue;
        };
        let mark = if THERE.contains(is) { "" } else { "#" };
        let clause = if *is == "not_in_force" {
            "附則"
        } else {
            "第2条"
        };
        let [said_ja, said_en] = said(is, first);
        text.push_str(&format!(
            "\n#ja {ja}\n#ja   → {said_ja}\n#en {en}\n#en   → {said_en}\n\
             {mark}[[common]]\n{mark}is = \"{is}\"\n{mark}procedures = {fitting:?}\n\
             {mark}clause = \"{clause}\"\n",
        ));
    }
    if let Some(first) = silent.first() {
        let [said_ja, said_en] = said("silent", first);
        let [unread_ja, unread_en] = said("unread", first);
        text.push_str(&format!(
            "\n#ja 定めがない。許しではない\n#ja   → {said_ja}\n\
             #en it says nothing, which is no permission\n#en   → {said_en}\n\
             [[common]]\nis = \"silent\"\nprocedures = {silent:?}\nclause = \"第1条\"\n\
             \n#ja 本文の一部しか読んでいない。そこに定めがなければ、silent の代わりに\n#ja   → {unread_ja}\n\
             #en only a part of the text was read: what that does not speak of, in place of silent\n\
             #en   → {unread_en}\n\
             #[[common]]\n#is = \"unread\"\n#procedures = {silent:?}\n#clause = \"第1条\"\n\
             #seen = {{ ja = \"第1条から第8条まで\", en = \"第1条 to 第8条\" }}\n",
        ));
    }
    text.push_str(include_str!("own.toml"));
    text.push_str(
        "\n#ja 手続。触れない手続も、定めがないとして載せる。\n\
         #en Procedures. What the text does not speak of is declared as such.\n",
    );
    text.push_str(&procedures);
    filled(&text, id, town)
}

/// What the line `is` says of `procedure`, in Japanese and in English: what is shown where it is open, or
/// not so.
fn sentence(
    head: &str,
    id: &str,
    town: &str,
    procedures: &str,
    is: &str,
    procedure: &str,
) -> [String; 2] {
    let in_force = head.replace("# in_force", "in_force");
    let line =
        format!("[[common]]\nis = \"{is}\"\nprocedures = [\"{procedure}\"]\nclause = \"1\"\n");
    let text = filled(&format!("{in_force}{line}{procedures}"), id, town);
    let draft = Draft::from_toml(&text).ok();
    let part = draft.as_ref().and_then(|draft| {
        let mut lists = ["route", "condition", "duty"].into_iter();
        lists.find_map(|list| draft.document.get(list)?.as_array()?.first())
    });
    Lang::ALL.map(|lang| {
        let text = |part: &Value| {
            let said = part.pointer("/limb/0/open").or(part.get("message"));
            Some(said?.get(lang.name())?.as_str()?.to_owned())
        };
        part.and_then(text).unwrap_or_default()
    })
}
