//! The nearest of the names there are, for one that is not.

/// How long a name may be for its neighbours to be looked for, in bytes.
const MAX: usize = 256;

/// The nearest of `known`, if any is near: by letters added, left out, wrong or swapped with the
/// next. The package does the same for the names that only it knows (`pkg/src/input/nearest.ts`).
pub(super) fn nearest<'a>(name: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > MAX {
        return None;
    }
    let letters: Vec<char> = name.chars().collect();
    let mut best = 2 + letters.len() / 3;
    let mut found = None;
    for candidate in known {
        let apart = apart(&letters, &candidate.chars().collect::<Vec<char>>());
        if apart < best {
            (best, found) = (apart, Some(candidate));
        }
    }
    found
}

/// How many letters two names are apart: their optimal string alignment.
fn apart(from: &[char], to: &[char]) -> usize {
    // Row by row: how far the beginnings are apart, down of `from` and across of `to`.
    let width = to.len() + 1;
    let mut table: Vec<usize> = Vec::new();
    for down in 0..=from.len() {
        for across in 0..width {
            let back = |by: usize| table.iter().nth_back(by - 1).copied().unwrap_or_default();
            let letters = |by: usize| {
                (
                    from.get(down.wrapping_sub(by)),
                    to.get(across.wrapping_sub(by)),
                )
            };
            table.push(match letters(1) {
                (Some(letter), Some(other)) => {
                    let least = back(width + 1) + usize::from(letter != other);
                    let least = least.min(1 + back(width).min(back(1)));
                    if letters(2) == (Some(other), Some(letter)) {
                        least.min(1 + back(2 * width + 2))
                    } else {
                        least
                    }
                }
                _ => down + across,
            });
        }
    }
    table.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_near() {
        let known = ["by", "asOf", "stage", "answers", "procedure"];
        for (name, expected) in [
            ("yb", Some("by")),
            ("b", Some("by")),
            ("x", None),
            ("asof", Some("asOf")),
            ("stgae", Some("stage")),
            ("stag", Some("stage")),
            ("sstage", Some("stage")),
            ("stake", Some("stage")),
            ("answer", Some("answers")),
            ("procudere", Some("procedure")),
            ("手続", None),
            ("", None),
        ] {
            let found = nearest(name, &mut known.into_iter());
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn of_several_as_near_the_first() {
        assert_eq!(nearest("ac", &mut ["ab", "ad"].into_iter()), Some("ab"));
    }

    #[test]
    fn a_very_long_name_is_near_to_none() {
        let long = "a".repeat(257);
        assert_eq!(nearest(&long, &mut [long.as_str()].into_iter()), None);
    }
}
