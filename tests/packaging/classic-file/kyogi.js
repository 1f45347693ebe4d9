// A page from a disk may fetch nothing: the ruleset stands in it.
function json(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

shodaku.load().then((engine) => {
  const rules = engine.ruleset(json('hirono'));
  const report = rules.check(json('request'));
  const session = rules.open({ procedure: 'subcontract', asOf: '2026-11-22' });
  shodaku.attach(document.querySelector('form'), session);
  document.documentElement.dataset.outcome = JSON.stringify({
    verdict: report.verdict,
    clauses: report.issues.map((issue) => issue.clauses),
  });
});
