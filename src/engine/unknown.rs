//! Names that mean nothing here, and how messages quote what came in.

use crate::engine::nearest::nearest;

/// A name that means nothing here, and the nearest one that does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name as given.
    pub name: String,
    /// The nearest known name, if any is near.
    pub nearest: Option<String>,
}

impl Unknown {
    /// `name`, with the nearest of `known`.
    pub fn new(name: &str, known: &mut dyn Iterator<Item = &str>) -> Unknown {
        Unknown {
            name: clip(name),
            nearest: nearest(name, known).map(str::to_owned),
        }
    }

    /// The name in backticks, and the nearest one as a question.
    pub(crate) fn quoted(&self) -> String {
        let mut text = fill("`{}`", &[&self.name]);
        text.push_str(&did_you_mean(self.nearest.as_deref()));
        text
    }
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.quoted())
    }
}

/// At most 80 characters of what came in: enough to recognise it in a message.
pub(crate) fn clip(text: &str) -> String {
    let end = text.char_indices().nth(80).map(|(end, _)| end);
    let mut clipped = text
        .get(..end.unwrap_or(text.len()))
        .unwrap_or_default()
        .to_owned();
    if end.is_some() {
        clipped.push('…');
    }
    clipped
}

/// `template` with each `{}` replaced by the next input: messages without the code that
/// formatting with padding, signs and precision brings along.
pub(crate) fn fill(template: &str, inputs: &[&str]) -> String {
    let mut inputs = inputs.iter();
    let mut text = String::new();
    for character in template.chars() {
        match character {
            '{' => text.push_str(inputs.next().copied().unwrap_or_default()),
            '}' => {}
            other => text.push(other),
        }
    }
    text
}

/// "`a`, `b`, `c`".
pub fn listed(names: &mut dyn Iterator<Item = &str>) -> String {
    let mut list = String::new();
    for name in names {
        list.push_str(if list.is_empty() { "`" } else { ", `" });
        list.push_str(name);
        list.push('`');
    }
    list
}

/// A hint to write the nearest name there is, if any.
pub(crate) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        fill("; did you mean `{}`?", &[nearest])
    })
}
