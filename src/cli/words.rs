//! The words of the terminal, in both languages.

use shodaku::engine::lang::Lang;
use shodaku::engine::stage::Stage;
use shodaku::engine::truth::Cause;
use shodaku::kit::diff::Became;

/// Everything the terminal says that is in no report.
pub struct Words {
    pub lang: Lang,
    pub verdict: &'static str,
    pub draft: &'static str,
    pub filed: &'static str,
    pub as_of: &'static str,
    pub could_claim: &'static str,
    pub issues: &'static str,
    pub alternatives: &'static str,
    pub lacks: &'static str,
    pub fails: &'static str,
    pub still_needed: &'static str,
    pub duties: &'static str,
    pub results: &'static str,
    pub readings: &'static str,
    pub taken: &'static str,
    pub alternative: &'static str,
    pub not_used: &'static str,
    pub procedures: &'static str,
    pub routes: &'static str,
    pub conditions: &'static str,
    pub claimed: &'static str,
    pub only_if: &'static str,
    pub otherwise_open: &'static str,
    pub if_recorded: &'static str,
    pub supports: &'static str,
    pub kept_if: &'static str,
    pub not_applicable: &'static str,
    pub in_force: &'static str,
    pub undated: &'static str,
    pub mentioned_in: &'static str,
    pub by_topic: &'static str,
    pub differs: &'static str,
    pub not_asked: &'static str,
    pub no_procedure: &'static str,
    pub not_carried: &'static str,
    pub limbs: &'static str,
    pub routes_decide: &'static str,
    pub duties_arise: &'static str,
    pub duties_do_not: &'static str,
    pub not_shown: &'static str,
    pub unchanged: &'static str,
    pub id_stays_taken: &'static str,
    /// Around a label.
    pub quotes: [&'static str; 2],
    /// Between quoted labels.
    pub comma: &'static str,
    /// Around what is said in passing.
    pub brackets: [&'static str; 2],
    causes: [(Cause, &'static str); 6],
}

const JA: Words = Words {
    lang: Lang::Ja,
    verdict: "判定",
    draft: "下書き",
    filed: "提出済み",
    as_of: "判定日",
    could_claim: "当てはまれば申し出られるもの",
    issues: "指摘",
    alternatives: "次のいずれかで足りる",
    lacks: "不足",
    fails: "支障",
    still_needed: "まだ必要なもの",
    duties: "義務",
    results: "導かれること",
    readings: "解釈",
    taken: "採った読み",
    alternative: "別の読み",
    not_used: "この規程では使わない項目",
    procedures: "手続",
    routes: "要件によらずに決まる場合",
    conditions: "要件",
    claimed: "申し出たときに限る",
    only_if: "次の場合に限る",
    otherwise_open: "満たさないときは未確定とする",
    if_recorded: "記録があるときだけ見る",
    supports: "裏づける記載",
    kept_if: "守られているとみる場合",
    not_applicable: "当てはまらない",
    in_force: "施行",
    undated: "施行日の定めなし",
    mentioned_in: "関係する条項",
    by_topic: "論点ごとの要件",
    differs: "規程によって結果が分かれる論点",
    not_asked: "問わない",
    no_procedure: "この手続の定めなし",
    not_carried: "比較に使わない回答：認定や決定は、その規程のもとでだけ意味を持つ",
    limbs: "要素",
    routes_decide: "経路が判定を決める",
    duties_arise: "義務が生じる",
    duties_do_not: "義務が生じない",
    not_shown: "どの事例にも現れないもの",
    unchanged: "変わったところはありません。",
    id_stays_taken: "このidは、ほかのものに使わないでください。",
    quotes: ["「", "」"],
    comma: "",
    brackets: ["（", "）"],
    causes: [
        (Cause::Answer, "記入内容"),
        (Cause::Missing, "未記入"),
        (Cause::Finding, "職員の認定"),
        (Cause::Decision, "決定"),
        (Cause::Reading, "解釈"),
        (Cause::Version, "規程の版"),
    ],
};

const EN: Words = Words {
    lang: Lang::En,
    verdict: "Verdict",
    draft: "draft",
    filed: "filed",
    as_of: "as of",
    could_claim: "Could be claimed where it applies",
    issues: "Issues",
    alternatives: "Any of these will do",
    lacks: "lacks",
    fails: "against it",
    still_needed: "Still needed",
    duties: "Duties",
    results: "What follows",
    readings: "Readings",
    taken: "taken",
    alternative: "alternative",
    not_used: "Fields this ruleset does not use",
    procedures: "Procedures",
    routes: "Settled without the conditions",
    conditions: "Conditions",
    claimed: "only once it is claimed",
    only_if: "only if",
    otherwise_open: "if not, it stays undetermined",
    if_recorded: "counts only once recorded",
    supports: "behind it",
    kept_if: "kept if",
    not_applicable: "does not apply",
    in_force: "in force",
    undated: "no date of effect",
    mentioned_in: "clauses",
    by_topic: "Conditions by topic",
    differs: "topics that come out differently",
    not_asked: "not asked",
    no_procedure: "no such procedure",
    not_carried: "Answers not used: findings and decisions count only under the text they were made under",
    limbs: "limbs",
    routes_decide: "routes decide",
    duties_arise: "duties arise",
    duties_do_not: "duties do not arise",
    not_shown: "No case shows",
    unchanged: "Nothing changed.",
    id_stays_taken: "Its id must not be used for anything else.",
    quotes: ["“", "”"],
    comma: ", ",
    brackets: [" (", ")"],
    causes: [
        (Cause::Answer, "an answer"),
        (Cause::Missing, "not entered"),
        (Cause::Finding, "an official's finding"),
        (Cause::Decision, "a decision"),
        (Cause::Reading, "the reading"),
        (Cause::Version, "the version"),
    ],
};

impl Words {
    /// The words of `lang`.
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }

    /// The stage.
    pub fn stage(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Draft => self.draft,
            Stage::Filed => self.filed,
        }
    }

    /// What became of a part of a ruleset.
    pub fn became(&self, became: Became) -> &'static str {
        let (ja, en) = match became {
            Became::Added => ("追加", "added"),
            Became::Removed => ("削除", "removed"),
            Became::Changed => ("変更", "changed"),
            Became::Reused => (
                "条項も内容も変更（別のものなら、新しいidにしてください）",
                "clause and content changed (if it is something else, give it a new id)",
            ),
        };
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// How many requests another version judges otherwise.
    pub fn requests_moved(&self, judged: u64, changed: usize, others: u64) -> String {
        let mut text = match self.lang {
            Lang::Ja => format!("{judged}件の申請のうち、判定が変わるもの: {changed}件"),
            Lang::En => format!("Of {judged} requests, those whose verdict changes: {changed}"),
        };
        if others > 0 {
            text.push_str(&self.aside(&match self.lang {
                Lang::Ja => format!("ほかの規程への申請{others}件を除く"),
                Lang::En => format!("{others} for other rulesets left out"),
            }));
        }
        text
    }

    /// How many cases hold.
    pub fn tested(&self, cases: usize, failed: usize) -> String {
        match (self.lang, failed) {
            (Lang::Ja, 0) => format!("{cases}件の事例のすべてが合う"),
            (Lang::Ja, _) => format!("{cases}件の事例のうち{failed}件が合わない"),
            (Lang::En, 0) => format!("all {cases} cases hold"),
            (Lang::En, _) => format!("{failed} of {cases} cases fail"),
        }
    }

    /// A cause, in few words.
    pub fn cause(&self, cause: Cause) -> &'static str {
        let found = self.causes.iter().find(|(known, _)| *known == cause);
        found.map_or("", |(_, words)| words)
    }

    /// `label` as a name.
    pub fn quoted(&self, label: &str) -> String {
        let [open, close] = self.quotes;
        format!("{open}{label}{close}")
    }

    /// `labels` as names, one after the other.
    pub fn list<'t>(&self, labels: impl IntoIterator<Item = &'t str>) -> String {
        let quoted: Vec<String> = labels.into_iter().map(|label| self.quoted(label)).collect();
        quoted.join(self.comma)
    }

    /// `text` in passing.
    pub fn aside(&self, text: &str) -> String {
        let [open, close] = self.brackets;
        format!("{open}{text}{close}")
    }
}
