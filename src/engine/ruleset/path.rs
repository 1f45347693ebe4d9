//! Places in a ruleset document.

use crate::engine::document::write_number;
use crate::engine::unknown::clip;

/// A place in the document; written out only when something is wrong there.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    pub(super) const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Key(""),
    };

    #[inline(never)]
    pub(super) fn key(&'a self, key: &'a str) -> Path<'a> {
        Path {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    #[inline(never)]
    pub(super) fn index(&'a self, index: usize) -> Path<'a> {
        Path {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    pub(super) fn write(&self, into: &mut String) {
        let Some(parent) = self.parent else { return };
        parent.write(into);
        match self.step {
            Step::Key(key) => {
                if !into.is_empty() {
                    into.push('.');
                }
                into.push_str(&clip(key));
            }
            Step::Index(index) => {
                into.push('[');
                write_number(index as u64, into);
                into.push(']');
            }
        }
    }
}
