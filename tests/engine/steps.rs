//! The work of a check is bounded: by the ruleset in steps, which are counted when it is loaded, and
//! by the request in time that grows as it does. The same through the package, with a table of it:
//! `tests/package/hostile-growth.test.mjs`.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shodaku::engine::contents::{Contents, Item, Items};
use shodaku::engine::normalize::nfkc;
use shodaku::engine::ruleset::MAX_STEPS;

use super::cases;
use super::hostile::{changed, field, list, load, mistakes, named, one, text};

const TOO_MANY: &str = "procedure[0]: more than 4000000 steps";

/// The town with a choice of so many kinds and two lists, and `limb` so many times.
fn repeated(kinds: usize, count: usize, limb: &Value) -> String {
    changed(|town| {
        let mut kind = field("town.kind", "choice");
        kind["options"] = list(
            kinds,
            |at| json!({ "value": named(at), "label": text("甲") }),
        );
        let fields = town["field"].as_array_mut().unwrap();
        fields.extend([
            kind,
            field("town.part", "items"),
            field("town.whole", "items"),
        ]);
        town["procedure"][0]["varies_by"] = json!("town.kind");
        town["condition"][0]["limb"] = list(count, |at| {
            let mut limb = limb.clone();
            limb["id"] = json!(named(at));
            limb
        });
    })
}

#[test]
fn a_ruleset_that_may_take_too_many_steps_is_refused() {
    let nested = (0..24).fold(
        json!({ "yes": "town.a" }),
        |inner, _| json!({ "all": [inner] }),
    );
    let lists = json!({ "subset": ["town.part", "town.whole"] });
    let values = json!({ "one_of": ["town.kind", list(64, named_kind)] });
    // Of each the most that is taken, and one more.
    for (kinds, limb, most) in [
        (1, &lists, 999),
        (64, &lists, 30),
        (64, &nested, 189),
        (64, &values, 946),
    ] {
        load("the most", repeated(kinds, most, limb)).unwrap();
        let found = load("one more", repeated(kinds, most + 1, limb)).unwrap_err();
        one(&mistakes(found), TOO_MANY);
    }
}

fn named_kind(at: usize) -> Value {
    json!(named(at))
}

#[test]
fn what_ships_is_far_below_the_most_steps() {
    for id in cases::SHIPPED {
        let (ruleset, _) = cases::load(id);
        for procedure in &ruleset.procedures {
            let few = (1..MAX_STEPS / 50).contains(&procedure.steps);
            assert!(few, "{id} {}: {} steps", procedure.id, procedure.steps);
        }
    }
}

/// How long the quickest of several runs takes.
fn quickest(least: &mut Duration, work: &dyn Fn()) {
    let start = Instant::now();
    work();
    *least = start.elapsed().min(*least);
}

/// That 32 times as much takes less than 200 times as long; of what is quadratic it is 1,024 times,
/// however often it is tried. Either is quick enough to be done, some time, without a pause for what
/// else the machine does.
fn grows_evenly(what: &str, work: &dyn Fn(usize), few: usize) {
    let (mut little, mut much) = (Duration::MAX, Duration::MAX);
    for _ in 0..100 {
        quickest(&mut little, &|| work(few));
        quickest(&mut much, &|| work(32 * few));
        if much < 200 * little {
            return;
        }
    }
    panic!("{what}: {little:?}, and {much:?} with 32 times as much");
}

#[test]
fn the_entries_of_lists_take_as_long_as_they_are_many() {
    let entries: Vec<String> = (0..4_000).map(|at| format!("項目{at}")).collect();
    let number = |count: usize| {
        let mut contents = Contents::new(nfkc, 0);
        for entry in &entries[..count] {
            contents.item(entry);
        }
    };
    grows_evenly("entries", &number, 125);
    let within = |count: usize| {
        let items = |order: &mut dyn Iterator<Item = u32>| Items::new(order.map(Item).collect());
        let count = u32::try_from(count).unwrap();
        let (part, whole) = (items(&mut (0..count)), items(&mut (0..count)));
        for _ in 0..8 {
            assert!(part.within(&whole));
        }
    };
    grows_evenly("lists", &within, 1_250);
}

#[test]
fn a_list_is_within_another_whatever_their_order_and_however_often_they_repeat() {
    let items = |entries: &[u32]| Items::new(entries.iter().copied().map(Item).collect());
    for (part, whole, within) in [
        (&[2, 0, 1][..], &[1, 3, 2, 0][..], true),
        (&[1, 1, 1], &[1], true),
        (&[5, 0], &[0, 5, 5, 0], true),
        (&[0, 4], &[0, 1, 2, 3], false),
        (&[0], &[1], false),
        (&[9], &[1, 2], false),
        (&[], &[], true),
    ] {
        assert_eq!(
            items(part).within(&items(whole)),
            within,
            "{part:?} {whole:?}"
        );
        assert_eq!(items(part).given().len(), part.len());
    }
}
