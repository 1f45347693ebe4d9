//! Sentences with named places: `{field} is at most {limit}`.

use std::marker::PhantomData;

use serde::Deserialize;

/// What stands in the places of a sentence. The names of its fields are those of the places.
pub trait Places {
    /// The name of each place.
    const NAMES: &'static [&'static str];
    /// What stands there, in the same order.
    fn values(&self) -> Vec<&str>;
}

macro_rules! places {
    ($($name:ident { $($place:ident),+ })*) => {$(
        /// The places of a sentence.
        pub struct $name {
            $(
                /// What stands in the place of this name.
                pub $place: String,
            )+
        }

        impl Places for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($place)),+];

            fn values(&self) -> Vec<&str> {
                vec![$(&self.$place),+]
            }
        }
    )*};
}

places! {
    Argument { argument }
    Became { before, after }
    Cases { cases }
    Checked { file, found, id, version, procedures }
    Count { count }
    Days { first, second }
    DaysApart { first, second, days }
    FailedCases { cases, failed }
    FileCases { cases, file }
    Field { field }
    From { from }
    Judged { lines, rate }
    Label { label }
    Limited { field, limit }
    Line { line }
    Moved { judged, changed }
    Others { others }
    Parts { part, whole }
    Period { from, until }
    Share { field, limit, parts, of }
    ThisPeriod { period }
    Predicate { predicate }
    Aside { text }
    Valued { field, values }
    Warning { text, lint }
    Years { first, second, years }
}

/// A sentence with the places of `P`; one with any other places is refused when it is read.
#[derive(Deserialize)]
#[serde(try_from = "String", bound = "P: Places")]
pub struct Template<P> {
    start: String,
    /// Which place comes next, and the text after it.
    rest: Vec<(usize, String)>,
    places: PhantomData<P>,
}

impl<P: Places> TryFrom<String> for Template<P> {
    type Error = String;

    fn try_from(text: String) -> Result<Template<P>, String> {
        let mut parts = text.split('{');
        let start = parts.next().unwrap_or_default().to_owned();
        let mut rest = Vec::new();
        for part in parts {
            let (name, after) = part.split_once('}').unwrap_or((part, ""));
            let place = P::NAMES.iter().position(|known| *known == name);
            let place = place.ok_or_else(|| format!("`{text}` has no place {{{name}}}"))?;
            rest.push((place, after.to_owned()));
        }
        for (place, name) in P::NAMES.iter().enumerate() {
            if !rest.iter().any(|(there, _)| *there == place) {
                return Err(format!("`{text}` lacks the place {{{name}}}"));
            }
        }
        Ok(Template {
            start,
            rest,
            places: PhantomData,
        })
    }
}

impl<P: Places> Template<P> {
    /// The sentence, with `places` filled in.
    pub fn fill(&self, places: &P) -> String {
        let values = places.values();
        let mut text = self.start.clone();
        for (place, after) in &self.rest {
            text.push_str(values.get(*place).copied().unwrap_or_default());
            text.push_str(after);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Template<Limited>, String> {
        Template::try_from(text.to_owned())
    }

    #[test]
    fn every_place_is_filled_and_nothing_in_what_fills_it() {
        let filled = read("{limit}: {field}, {limit}").unwrap().fill(&Limited {
            field: "{limit}".to_owned(),
            limit: "7".to_owned(),
        });
        assert_eq!(filled, "7: {limit}, 7");
    }

    #[test]
    fn a_place_too_few_or_too_many_is_refused() {
        for text in [
            "{field}",
            "{field} {limit} {other}",
            "{field} {limit} {",
            "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
