// What stands in answers, as the second table of section 6 of the guide has it.

const ERAS = { 令和: 2018, 平成: 1988 };

/** What is compared of a text: how it was typed does not matter. */
const normal = (text) => text.normalize('NFKC').trim();

function day(text) {
  const typed = normal(text);
  const era = /^(令和|平成)(\d+)年(\d+)月(\d+)日$/.exec(typed);
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed);
  if (!era && !iso) return undefined;
  const [year, month, date] = era
    ? [ERAS[era[1]] + Number(era[2]), Number(era[3]), Number(era[4])]
    : iso.slice(1).map(Number);
  const at = new Date(Date.UTC(year, month - 1, date));
  const written = at.toISOString().slice(0, 10);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? written : undefined;
}

function year(value) {
  if (typeof value === 'number') return value;
  const era = /^(令和|平成)(\d+)年度$/.exec(normal(value));
  return era ? ERAS[era[1]] + Number(era[2]) : undefined;
}

function whole(value) {
  if (typeof value === 'number') return value;
  return /^\d+$/.test(normal(value)) ? Number(normal(value)) : undefined;
}

/** The value in one answer; `undefined` where it is blank, `null` where it cannot be read. */
function readOf(field, given) {
  if (given === null || given === undefined || given === '') return undefined;
  switch (field.type) {
    case 'text':
      return /[\p{L}\p{N}]/u.test(given) ? given : undefined;
    case 'date':
      return day(given) ?? null;
    case 'fiscal_year':
      return year(given) ?? null;
    case 'integer':
      return whole(given) ?? null;
    case 'items': {
      const items = given.map(normal).filter((item) => item !== '');
      return items.length > 0 ? items : undefined;
    }
    default:
      return given;
  }
}

/** The answers of a request that are not blank, and which of them cannot be read. */
export function read(ruleset, request) {
  const answers = {};
  const unreadable = [];
  const gone = {};
  for (const field of ruleset.field) {
    const value = readOf(field, request.answers[field.id]);
    if (value === null) {
      unreadable.push(field.id);
    } else if (field.type === 'date' && field.nature === 'plan' && value < request.asOf) {
      // A plan that has gone by is no plan any more: open as what cannot be read is, and named.
      gone[field.id] = value;
    } else if (value !== undefined) {
      answers[field.id] = value;
    }
  }
  // Of two days that contradict each other, neither is known.
  const contradicting = ruleset.field.flatMap(({ id, not_before: other }) =>
    answers[id] < answers[other] ? [id, other] : [],
  );
  const contradict = ruleset.field.map(({ id }) => id).filter((id) => contradicting.includes(id));
  for (const id of contradict) delete answers[id];
  return { answers, unreadable: [...unreadable, ...Object.keys(gone), ...contradict], gone };
}

/** Why an unanswered field is open. */
export function blanked({ type, supplier }) {
  if (type === 'text' && supplier === 'officer') return 'finding';
  return type === 'finding' || type === 'decision' ? type : 'missing';
}
