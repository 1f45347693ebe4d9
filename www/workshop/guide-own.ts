/** What a condition of the text's own asks: a finding, a fact, or days and numbers that are compared. */
import fields from 'fields:shared';
import { html, nothing, type TemplateResult } from 'lit-html';
import { capital, inLanguage } from '../shared/language.js';
import type { Guided } from './guided.js';
import { choice, line, lines, tick } from './inputs.js';
import { countsOf, isCount } from './lacks.js';
import { BLANK, BOUND, MOST_DAYS, mayHaveProviso, OWN, type Own, type Term } from './plan.js';
import { say, topics } from './words.js';

const TERM: Term = { field: '', label: BLANK };

/** A condition of which nothing is said yet. */
export const EMPTY_OWN: Own = {
  asks: 'finding',
  label: BLANK,
  topic: 'necessity',
  of: [],
  bound: 'at_most',
  count: '',
  total: '',
  unless: null,
};

/** How many days or numbers are compared to begin with. */
const TERMS: Readonly<Record<Own['asks'], number>> = {
  finding: 0,
  fact: 0,
  matter: 0,
  days: 2,
  order: 3,
  number: 2,
  share: 2,
};

/** A condition of the text's own. */
export function ownCondition(
  guided: Guided,
  name: string,
  own: Own,
  set: (own: Own) => void,
): TemplateResult {
  const { asks, label, topic, unless } = own;
  const kinds = OWN.map((one) => [one, say(`page.workshop.guide.own.${one}`)] as const);
  const all = topics().map(([topic, words]) => [topic, capital(words)] as const);
  const ask = (asks: Own['asks']) =>
    set({
      ...own,
      asks,
      of: Array.from({ length: TERMS[asks] }, () => TERM),
      count: '',
      total: '',
      unless: mayHaveProviso({ asks }) ? unless : null,
    });
  return html`
    ${lines(guided, `${name}-label`, say('page.workshop.guide.conditions.label'), label, (label) => set({ ...own, label }), say(`page.workshop.guide.conditions.${asks === 'matter' ? 'matter_hint' : 'label_hint'}`))}
    ${choice(`${name}-asks`, say('page.workshop.guide.conditions.asks'), kinds, asks, ask)}
    ${compared(guided, name, own, set)}
    ${!mayHaveProviso(own) ? nothing : tick(`${name}-proviso`, say('page.workshop.guide.own.unless'), unless !== null, (has) => set({ ...own, unless: has ? BLANK : null }))}
    ${unless ? lines(guided, `${name}-unless`, say('page.workshop.guide.own.instead'), unless, (unless) => set({ ...own, unless }), say('page.workshop.guide.conditions.label_hint')) : nothing}
    ${choice(`${name}-topic`, say('page.workshop.guide.conditions.topic'), all, topic, (topic) => set({ ...own, topic }))}`;
}

/** The days or numbers, in their order, and what is between them. */
function compared(
  guided: Guided,
  name: string,
  own: Own,
  set: (own: Own) => void,
): TemplateResult | typeof nothing {
  const { asks, of, bound } = own;
  if (of.length === 0) return nothing;
  const bounds = BOUND.map((one) => [one, say(`page.workshop.guide.own.${one}`)] as const);
  const terms = of.map((one, at) =>
    term(guided, name, own, at, one, (one) => set({ ...own, of: of.with(at, one) })),
  );
  const counts = countsOf(own).map(({ least, most }, at) => {
    const key = at === 0 ? 'count' : 'total';
    const isWrong = own[key] !== '' && !isCount(own[key], least, most);
    return line(
      guided,
      `${name}-${key}`,
      say(
        `page.workshop.guide.own.${asks === 'share' ? key : asks === 'days' ? 'apart' : 'fixed'}`,
      ),
      own[key],
      (text) => set({ ...own, [key]: text.normalize('NFKC').trim() }),
      {
        hint: asks === 'days' ? say('page.workshop.guide.own.days_hint') : '',
        wrong: isWrong ? say('page.workshop.guide.own.wrong', { least, most }) : '',
      },
    );
  });
  if (asks === 'order') {
    return html`${terms}
      <p class="guide__ways">
        ${of.length < MOST_DAYS ? html`<button class="button button--small" type="button" data-day="more" @click=${() => set({ ...own, of: [...of, TERM] })}>${say('page.workshop.guide.own.more')}</button>` : nothing}
        ${of.length > 2 ? html`<button class="button button--small" type="button" data-day="less" @click=${() => set({ ...own, of: of.slice(0, -1) })}>${say('page.workshop.guide.own.less')}</button>` : nothing}
      </p>`;
  }
  const bounded = choice(
    `${name}-bound`,
    say('page.workshop.guide.own.bound'),
    bounds,
    bound,
    (bound) => set({ ...own, bound }),
  );
  return html`${terms} ${counts} ${asks === 'days' ? nothing : bounded}`;
}

/** What a day or number is called there. */
function place({ asks }: Own, at: number): string {
  if (asks === 'order') return say('page.workshop.guide.own.at', { number: at + 1 });
  const of = asks === 'days' ? 'days' : asks === 'share' ? 'share' : 'number';
  return say(`page.workshop.guide.own.${at === 0 ? 'first' : 'second'}.${of}`);
}

/** A day or a number: a shared field, one of the text's own, or the number itself. */
function term(
  guided: Guided,
  name: string,
  own: Own,
  at: number,
  { field, label }: Term,
  set: (term: Term) => void,
): TemplateResult {
  const { asks } = own;
  const isOfDays = asks === 'days' || asks === 'order';
  const type = isOfDays ? 'date' : 'integer';
  const shared = Object.entries(fields).filter(([, one]) => one.type === type);
  const isFixed = asks === 'number' && at === 1;
  const options: (readonly [string, string])[] = [
    ['', say('page.workshop.guide.own.choose')],
    ...shared.map(([id, { label }]) => [id, capital(inLanguage(label))] as const),
    ...(isFixed ? [['count', say('page.workshop.guide.own.fixed')] as const] : []),
    ['own', say(`page.workshop.guide.own.other.${isOfDays ? 'day' : 'number'}`)],
  ];
  const id = `${name}-of-${at}`;
  const isBlank = guided.lacks.some(({ input }) => input === id);
  return html`
    ${choice(id, place(own, at), options, field, (field) => set({ field, label }))}
    ${isBlank ? html`<p class="guide__blank">${say('page.workshop.guide.blank')}</p>` : nothing}
    ${field === 'own' ? lines(guided, `${name}-called-${at}`, say('page.workshop.guide.own.lacks.called'), label, (label) => set({ field, label })) : nothing}`;
}
