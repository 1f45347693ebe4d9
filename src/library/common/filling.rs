//! A part filled in: what stands in its places.

use serde_json::Value;

use super::Part;

/// What stands in the places of a part.
pub(super) struct Filling<'l> {
    pub(super) line: &'l Value,
    /// What the ruleset says of itself.
    pub(super) header: &'l Value,
    pub(super) words: &'l Value,
    pub(super) procedure: &'l str,
    pub(super) title: Value,
    /// The id of the route, condition or duty.
    pub(super) id: String,
}

impl Filling<'_> {
    /// Of which procedures a part with this text can be said, where it cannot of this one.
    pub(super) fn lacks_a_word(&self, text: &str) -> Option<Vec<&str>> {
        let words = self.words.as_object()?;
        let mut lacking = words.iter().filter(|(name, table)| {
            text.contains(&format!("{{{name}}}"))
                && table.get("other").or(table.get(self.procedure)).is_none()
        });
        let (_, table) = lacking.next()?;
        Some(table.as_object()?.keys().map(String::as_str).collect())
    }

    /// The id that the line gives to what it takes up, or that it has.
    pub(super) fn id_of(&self, entry: &Value) -> String {
        let own = self.line.get("id").and_then(Value::as_str);
        let common = || entry.get("id").and_then(Value::as_str).unwrap_or_default();
        own.map_or_else(|| self.filled(common(), "ja"), str::to_owned)
    }

    /// The route, condition or duty: what the line says itself, and else what the part says.
    pub(super) fn entry(&self, part: &Part<'_>) -> Value {
        let mut entry = self.fill(part.entry);
        for key in part.said {
            if let (Some(said), Some(table)) = (self.line.get(*key), entry.as_object_mut()) {
                table.insert((*key).to_owned(), said.clone());
            }
        }
        let limbs = entry.get_mut("limb").and_then(Value::as_array_mut);
        for limb in limbs.into_iter().flatten() {
            // What is shown while it is open is a message too.
            if let (Some(said), Some(open)) = (self.line.get("message"), limb.get_mut("open")) {
                *open = said.clone();
            }
            let supports = self.line.get("supports").cloned();
            if let (Some(supports), Some(place)) = (supports, limb.get_mut("supports")) {
                *place = supports;
            }
        }
        entry
    }

    pub(super) fn fill(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.filled(text, "ja").into(),
            Value::Array(list) => {
                let wanted = list.iter().filter(|value| self.wants(value));
                wanted.map(|value| self.fill(value)).collect()
            }
            Value::Object(table) => {
                let is_text = table.contains_key("ja");
                let entry = |(key, value): (&String, &Value)| match value {
                    Value::String(_) if is_text && key != "ja" && !self.is_translated() => None,
                    Value::String(text) if is_text => {
                        Some((key.clone(), self.filled(text, key).into()))
                    }
                    value => Some((key.clone(), self.fill(value))),
                };
                Value::Object(table.iter().filter_map(entry).collect())
            }
            other => other.clone(),
        }
    }

    /// Whether a field or a limb is there: of a form only where there is one.
    pub(super) fn wants(&self, value: &Value) -> bool {
        self.line.get("form").is_some() || !value.to_string().contains("{form}")
    }

    /// Whether the ruleset is written in both languages.
    fn is_translated(&self) -> bool {
        self.header.pointer("/title/en").is_some()
    }

    fn filled(&self, text: &str, lang: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{')
            && let Some((name, behind)) = after.split_once('}')
        {
            filled.push_str(before);
            filled.push_str(&self.place(name, lang).unwrap_or_default());
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }

    /// What stands in the place of that name.
    fn place(&self, name: &str, lang: &str) -> Option<String> {
        let in_lang = |text: &Value| {
            let text = text.get(lang).or_else(|| text.get("ja")).unwrap_or(text);
            text.as_str().map(str::to_owned)
        };
        match name {
            "id" => Some(self.id.clone()),
            "procedure" => Some(self.procedure.to_owned()),
            "title" => in_lang(&self.title),
            "ruleset" => in_lang(self.header.get("id")?),
            _ => match self.line.get(name) {
                Some(own) => in_lang(own),
                None => Some(self.filled(&in_lang(self.word(name)?)?, lang)),
            },
        }
    }

    /// The word of that name: for what the municipality is, by the last letter of its name.
    fn word(&self, name: &str) -> Option<&Value> {
        let words = self.words.get(name)?;
        let municipality = self.header.pointer("/municipality/ja");
        let last = municipality
            .and_then(Value::as_str)
            .and_then(|name| name.chars().last());
        let key = match name {
            "town" => last.map(String::from).unwrap_or_default(),
            _ => self.procedure.to_owned(),
        };
        words.get(&key).or_else(|| words.get("other"))
    }
}
