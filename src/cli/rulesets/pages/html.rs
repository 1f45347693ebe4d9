//! HTML, written piece by piece: what is a text is escaped, and what is opened is closed.

/// A piece of a page.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Adds an element with what `fill` puts into it.
    pub fn within(&mut self, tag: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Html)) {
        self.open(tag, attributes);
        fill(self);
        self.0.push_str(&format!("</{tag}>\n"));
    }

    /// Adds an element that holds `text`.
    pub fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.0.push_str(&format!("</{tag}>"));
    }

    /// Adds an element that holds nothing.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push_str(&format!(" {name}=\""));
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                sign => self.0.push(sign),
            }
        }
    }

    /// Adds what was written apart.
    pub fn add(&mut self, part: Html) {
        self.0.push_str(&part.0);
    }

    /// The whole, as a page.
    pub fn into_page(self) -> String {
        format!("<!doctype html>\n{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        let mut html = Html::default();
        html.within("p", &[("title", "\"><script>")], |html| {
            html.element("b", &[], "<img src=x onerror=alert(1)> & more");
        });
        let wanted = "<!doctype html>\n<p title=\"&quot;&gt;&lt;script&gt;\">\
                      <b>&lt;img src=x onerror=alert(1)&gt; &amp; more</b></p>\n";
        assert_eq!(html.into_page(), wanted);
    }
}
