//! Values of a line as the engine takes them, in memory that is used again.

use std::borrow::Cow;

use shodaku::engine::answer::Input;

use super::line::Given;

/// One value of each kind, of which one is looked at at a time.
pub struct Inputs {
    plain: Input,
    text: Input,
    list: Input,
    /// Texts that the list had no use for.
    spare: Vec<String>,
}

impl Default for Inputs {
    fn default() -> Inputs {
        Inputs {
            plain: Input::Blank,
            text: Input::Text(String::new()),
            list: Input::List(Vec::new()),
            spare: Vec::new(),
        }
    }
}

impl Inputs {
    /// `given` as an input; the `entries` are those of all lists of its line.
    pub fn of(&mut self, given: &Given<'_>, entries: &[Cow<'_, str>]) -> &Input {
        self.plain = match (given, &mut self.text, &mut self.list) {
            (Given::Text(given), Input::Text(text), _) => {
                refill(text, given);
                return &self.text;
            }
            (Given::List(given), _, Input::List(list)) => {
                let entries = entries.get(given.clone()).unwrap_or_default();
                while list.len() > entries.len() {
                    self.spare.extend(list.pop());
                }
                while list.len() < entries.len() {
                    list.push(self.spare.pop().unwrap_or_default());
                }
                for (text, entry) in list.iter_mut().zip(entries) {
                    refill(text, entry);
                }
                return &self.list;
            }
            (Given::Number(number), ..) => Input::Number(*number),
            (Given::Boolean(yes), ..) => Input::Boolean(*yes),
            _ => Input::Blank,
        };
        &self.plain
    }
}

fn refill(text: &mut String, given: &str) {
    text.clear();
    text.push_str(given);
}
