//! Lines for reading at a terminal.

/// Lines of text, each with its depth.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// Adds a line.
    pub fn line(&mut self, depth: usize, text: impl AsRef<str>) {
        self.0.push_str(&"  ".repeat(depth));
        self.0.push_str(text.as_ref());
        self.0.push('\n');
    }

    /// Starts a section.
    pub fn section(&mut self, heading: impl AsRef<str>) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(0, heading);
    }

    /// The whole.
    pub fn into_text(self) -> String {
        self.0
    }
}
