// What an ES module may write with the package's types, and what it may not.

import { type Answers, load, type Regulation } from 'shodaku';
import type { ShodakuCheck } from 'shodaku/element';
import { attach } from 'shodaku/form';
import { load as loadJavaScript } from 'shodaku/no-eval';
import english from 'shodaku/rulesets/hirono.en.json' with { type: 'json' };
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };
import sendai from 'shodaku/rulesets/sendai.json' with { type: 'json' };

const asOf = '2026-11-22';
const engine = await load();

// A shipped ruleset: its ids complete.
const rules = engine.ruleset(hirono, english);
const session = rules.open({
  procedure: 'subcontract',
  asOf,
  answers: { 'scope.work': '封入', 'information.kind': 'personal' },
});
session.set('scope.record_count', 4800);
session.set('scope.data_items', ['氏名']);
rules.verify(session.receipt(), { procedure: 'subcontract', asOf });
type Field = (typeof hirono.field)[number]['id'];
const field: Field = 'scope.work';

// Ids from elsewhere: a form's names, a shared fact that this ruleset does not ask for.
declare const posted: Record<string, string>;
for (const [id, value] of Object.entries(posted)) session.set(id, value);
const answers: Answers = posted;
rules.check({ procedure: posted.procedure ?? '', asOf, answers });

// A stranger's ruleset: text, parsed, or anything.
declare const text: string;
declare const parsed: object;
const town: Regulation = engine.ruleset(text);
engine.ruleset(parsed).open({ procedure: 'ask', asOf }).set('town.own', true);
const any = engine.ruleset(JSON.parse(text));
any.open({ procedure: 'ask', asOf }).set('town.own', true);
engine.ruleset([text, parsed]);

// Whatever takes rules or a session takes them all.
engine.compare([rules, town, engine.ruleset(sendai)], { procedure: 'subcontract', asOf });
attach(document.querySelector('form') as HTMLFormElement, session);
(await loadJavaScript()).ruleset(hirono).open({ procedure: 'takeout', asOf });

// @ts-expect-error: an answer is a value of a form
session.set(field, { text: '封入' });
// @ts-expect-error: a request has a day
rules.open({ procedure: 'subcontract' });
// @ts-expect-error: a procedure is a string, whatever the ruleset is
any.open({ procedure: 5, asOf });
// @ts-expect-error: an answer is a value of a form, in a request too
rules.open({ procedure: 'copy', asOf, answers: { 'scope.work': new Date() } });
// @ts-expect-error: no field of that id
session.set('scope.wrok' satisfies Field, null);

// The element is known by its name, and what it tells the page by its event.
export function listen(): ShodakuCheck | null {
  document.addEventListener('shodaku-change', ({ detail }) => detail?.report?.verdict);
  return document.querySelector('shodaku-check');
}
