/** The page: the portal's own form, checked as it is filled in, with the result beside it. */
import { load } from 'shodaku';
import questions from 'shodaku/questions/hirono.json' with { type: 'json' };
import english from 'shodaku/rulesets/hirono.en.json' with { type: 'json' };
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };
import { Consultation } from './consultation.js';
import { Page } from './page.js';

const page = new Page(questions);

try {
  const engine = await load();
  page.check(new Consultation(engine.ruleset(hirono, english), page.form, page.changed));
} catch (error) {
  page.fail(error);
}
