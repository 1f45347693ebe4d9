function json(address) {
  return fetch(address).then((response) => response.json());
}

shodaku.load().then(async (engine) => {
  const rules = engine.ruleset(await json('/shodaku/rulesets/hirono.json'));
  const report = rules.check(await json('/request.json'));
  const session = rules.open({ procedure: 'subcontract', asOf: '2026-11-22' });
  shodaku.attach(document.querySelector('form'), session);
  document.documentElement.dataset.outcome = JSON.stringify({
    verdict: report.verdict,
    clauses: report.issues.map((issue) => issue.clauses),
  });
});
