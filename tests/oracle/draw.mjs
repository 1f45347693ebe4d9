// Requests by chance. Wholly blank or wholly random ones end at the first gate, so most begin with
// the request of a case and change some of its answers.

/** The days that tell a ruleset's dates apart: around its period, the day of asking and each other. */
function days(ruleset, asOf) {
  const { from, until } = ruleset.ruleset.in_force ?? {};
  const around = (day) => [-1, 0, 1].map((by) => shifted(day, by));
  return [from, until, asOf].filter((day) => day !== undefined).flatMap(around);
}

const shifted = (day, by) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

/** A value of the field's type, at times blank, at times one that cannot be read. */
function value(field, chance, someDays) {
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const some = (list) => list.filter(() => chance() < 0.5);
  const options = field.options?.map((option) => option.value) ?? [];
  if (chance() < 0.1) return pick([null, '']);
  switch (field.type) {
    case 'boolean':
    case 'finding':
      return chance() < 0.5;
    case 'choice':
      return pick(options);
    case 'choices':
      return some(options);
    case 'decision':
      return pick(['approved', 'rejected', 'pending', 'not_sought']);
    case 'integer':
      return pick([0, 1, 4800, 5000, 5001, '4800', '５００１', 'たくさん']);
    case 'items':
      return some(['氏名', '住所', ' 氏名 ', 'ＩＤ', 'ID', '税額']);
    case 'date':
      return pick([...someDays, ...someDays, '令和8年4月1日', '2026-02-30', 'あした']);
    case 'fiscal_year':
      return pick([2022, 2023, 2024, 2025, 2026, 2027, '令和8年度', 'いつか']);
    default:
      return pick(['株式会社みなと', '－', ' ', '１']);
  }
}

/** One request by chance; `seeds` are requests of the cases of the same ruleset. */
export function draw(ruleset, seeds, chance) {
  const seed = seeds[Math.floor(chance() * seeds.length)];
  const request = structuredClone(seed);
  if (chance() < 0.3) request.stage = request.stage === 'filed' ? 'draft' : 'filed';
  if (chance() < 0.05) request.answers = {};
  const someDays = days(ruleset, request.asOf);
  const changes = chance() < 0.1 ? ruleset.field.length : 1 + Math.floor(chance() * 6);
  for (let change = 0; change < changes; change += 1) {
    const field = ruleset.field[Math.floor(chance() * ruleset.field.length)];
    request.answers[field.id] = value(field, chance, someDays);
  }
  return request;
}
