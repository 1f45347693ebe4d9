//! The parts of a ruleset to start from, put together.

/// What a contractor can ask consent for.
pub struct Consultation {
    /// The id of its procedure.
    pub id: &'static str,
    ja: &'static str,
    en: &'static str,
    /// The shared field of why it is needed.
    reason: &'static str,
}

/// Every consultation, in the order in which the skeleton has them. On all but the last of them a text
/// that names none is silent.
pub const CONSULTATIONS: [Consultation; 9] = [
    of("takeout", "持出し", "take-out", "takeout.reason"),
    of(
        "offsite",
        "作業場所以外での処理",
        "processing elsewhere",
        NECESSITY,
    ),
    of(
        "third_party",
        "第三者への提供",
        "provision to a third party",
        NECESSITY,
    ),
    of(
        "purpose_change",
        "目的外の利用",
        "use for another purpose",
        NECESSITY,
    ),
    of("copy", "複写・複製", "copying", NECESSITY),
    of(
        SUBCONTRACT,
        "再委託",
        "subcontracting",
        "subcontract.reason",
    ),
    of(
        "resubcontract",
        "再々委託",
        "further subcontracting",
        "subcontract.reason",
    ),
    of(
        "carriage",
        "他の者による運搬・保管",
        "carriage or storage by another",
        NECESSITY,
    ),
    of(ENTRUSTMENT, "委託", "entrusting", NECESSITY),
];

/// The consultation whose conditions show most of the format.
pub const SUBCONTRACT: &str = "subcontract";

/// The approval of entrusting itself, which a text need not say that it does not ask for.
const ENTRUSTMENT: &str = "entrustment";

const NECESSITY: &str = "purpose.necessity";

const fn of(
    id: &'static str,
    ja: &'static str,
    en: &'static str,
    reason: &'static str,
) -> Consultation {
    Consultation { id, ja, en, reason }
}

/// The Article of the first consultation: Article 1 says what the text is about.
const FIRST: usize = 2;
/// The Articles that the conditions of [`SUBCONTRACT`] and its duty take up.
const OF_SUBCONTRACT: usize = 3;

/// A ruleset and its cases, with the comments of every language.
pub struct Skeleton {
    /// The ruleset.
    pub ruleset: String,
    /// The cases.
    pub cases: String,
}

impl Skeleton {
    /// Of the town with that id and Japanese name, with conditions for the consultations `named`,
    /// silent on the others.
    pub fn of(id: &str, town: &str, named: &[String]) -> Skeleton {
        let mut ruleset = vec![include_str!("town.toml").to_owned()];
        let mut cases = vec![include_str!("town.cases.toml").to_owned()];
        let mut procedures = Vec::new();
        let mut silent = Vec::new();
        let mut article = FIRST;
        let has = |id: &str| named.iter().any(|named| named == id);
        if has(SUBCONTRACT) {
            ruleset.push(include_str!("subcontract.toml").to_owned());
            cases.push(include_str!("subcontract.cases.toml").to_owned());
            article += OF_SUBCONTRACT;
        }
        for one in &CONSULTATIONS {
            let text = |template: &str| one.filled(template, article);
            let conditions = if one.id == SUBCONTRACT && has(one.id) {
                "[\"2-1\", \"2-2\", \"3\"]\nduties = [\"report\"]".to_owned()
            } else if has(one.id) {
                ruleset.push(text(include_str!("consultation.toml")));
                cases.push(text(include_str!("consultation.cases.toml")));
                let conditions = text("[\"{article}-1\", \"{article}-2\"]");
                article += 1;
                conditions
            } else if !one.must_be_there() {
                continue;
            } else {
                silent.push(text(include_str!("silent.cases.toml")));
                procedures.push(one.procedure("[\"silent\"]"));
                continue;
            };
            let routes = "[\"not-in-force\", \"no-personal-information\"]";
            procedures.push(one.procedure(&format!("{routes}\nconditions = {conditions}")));
        }
        ruleset.push(include_str!("procedures.toml").to_owned());
        if !silent.is_empty() {
            ruleset.push(include_str!("silent.toml").to_owned());
        }
        let whole = |parts: Vec<String>| filled(&parts.join("\n"), id, town);
        Skeleton {
            ruleset: whole([ruleset, procedures].concat()),
            cases: whole([cases, silent].concat()),
        }
    }
}

/// `text` of the town with that id and Japanese name. In English it is called by its id.
pub fn filled(text: &str, id: &str, town: &str) -> String {
    let mut letters = id.chars();
    let initial = letters.next().map(|letter| letter.to_ascii_uppercase());
    let english: String = initial.into_iter().chain(letters).collect();
    let text = text.replace("{town}", town);
    text.replace("{Town}", &english).replace("{id}", id)
}

impl Consultation {
    /// Whether a text has to say that it is silent on it.
    pub fn must_be_there(&self) -> bool {
        self.id != ENTRUSTMENT
    }

    /// Its procedure, of which others say what it has.
    pub fn bare(&self) -> String {
        let Consultation { id, ja, en, .. } = self;
        format!("\n[[procedure]]\nid = \"{id}\"\ntitle = {{ ja = \"{ja}\", en = \"{en}\" }}\n")
    }

    fn filled(&self, template: &str, article: usize) -> String {
        let places = [
            ("{procedure}", self.id),
            ("{ja}", self.ja),
            ("{en}", self.en),
            ("{reason}", self.reason),
            ("{article}", &article.to_string()),
        ];
        let fill = |text: String, (place, with)| text.replace(place, with);
        places.into_iter().fold(template.to_owned(), fill)
    }

    /// Its procedure, with `routes` and what comes after them.
    fn procedure(&self, routes: &str) -> String {
        format!("{}routes = {routes}\n", self.bare().trim_start())
    }
}
