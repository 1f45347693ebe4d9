/** 順に答える: the guided way, for who writes no TOML: step by step, from plain questions. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { conditionsStep, nameOf } from './guide-conditions.js';
import { consultationsStep, nameOfException, titleOf, wordsOf } from './guide-consultations.js';
import { dutiesStep, nameOfDuty } from './guide-duties.js';
import type { Guided } from './guided.js';
import { CLAUSES, choice, clauseLine, line, lines, tick } from './inputs.js';
import { type Asked, isId, type Lack, STEPS } from './lacks.js';
import { BLANK, type Plan, partOf, proceduresOf, REACHES } from './plan.js';
import { say } from './words.js';

/** The step that is open, and the way to the others. */
export function guide(these: Guided): TemplateResult {
  const { step, go, lacks } = these;
  const at = STEPS.indexOf(step);
  const [before, next] = [STEPS[at - 1], STEPS[at + 1]];
  const name = (one: (typeof STEPS)[number]) => say(`page.workshop.guide.step.${one}`);
  const marked = (one: (typeof STEPS)[number]) => {
    const count = lacks.filter(({ step }) => step === one).length;
    return count === 0 ? name(one) : say('page.workshop.guide.lacking', { step: name(one), count });
  };
  const views = {
    text,
    consultations: consultationsStep,
    conditions: conditionsStep,
    duties: dutiesStep,
    done,
  };
  return html`
    <ol class="guide-steps">
      ${STEPS.map((one) => html`<li><button class="button button--small button--text" type="button" data-step=${one} aria-current=${one === step ? 'step' : nothing} @click=${() => go(one)}>${marked(one)}</button></li>`)}
    </ol>
    ${byHand(these)}
    <datalist id=${CLAUSES}>${these.clauses.map((clause) => html`<option value=${clause}></option>`)}</datalist>
    <form class=${these.wasLeft ? 'guide' : 'guide guide--new'} @submit=${(event: Event) => event.preventDefault()}>${views[step](these)}</form>
    ${left(these)}
    <p class="guide__ways">
      ${before ? html`<button class="button" type="button" data-to=${before} @click=${() => go(before)}>${say('page.workshop.guide.back')}</button>` : nothing}
      ${next ? html`<button class="button button--main" type="button" data-to=${next} @click=${() => go(next)}>${say('page.workshop.guide.next', { step: name(next) })}</button>` : nothing}
    </p>`;
}

/** Whether nothing was answered: the answers are in no file but the one that is saved. */
const isUnanswered = ({ id, municipality, title, parts }: Plan): boolean =>
  id + municipality.ja + title.ja === '' && Object.values(parts).every(({ says }) => says === null);

/** That somebody wrote by hand, and what becomes of the answers then. */
function byHand({ isByHand, plan, lacks, rewrite }: Guided): TemplateResult | typeof nothing {
  if (!isByHand) return nothing;
  const words = isUnanswered(plan)
    ? say('page.workshop.guide.unanswered')
    : say('page.workshop.guide.by_hand');
  return html`
    <div class="notice" id="by-hand">
      <p>${words}</p>
      ${lacks.length === 0 ? html`<button class="button button--small" type="button" @click=${rewrite}>${say('page.workshop.guide.rewrite')}</button>` : nothing}
    </div>`;
}

/** How many things may be lacking for all to be named at once, before the end. */
const FEW = 5;

/** What is still lacking, each with the way to it. */
function left({ lacks, isByHand, plan, step, goTo }: Guided): TemplateResult | typeof nothing {
  if (isByHand && (lacks.length === 0 || isUnanswered(plan))) return nothing;
  if (lacks.length === 0) {
    return html`<p class="quiet" id="left">${say('page.workshop.guide.whole')}</p>`;
  }
  return html`
    <details id="left" ?open=${step === 'done' || lacks.length <= FEW}>
      <summary>${say('page.workshop.guide.left', { count: lacks.length })}</summary>
      <ul class="guide__left">
        ${lacks.map((lack) => html`<li><button class="button button--small button--text" type="button" data-lack=${lack.input} @click=${() => goTo(lack)}>${placeOf(plan, lack)}</button></li>`)}
      </ul>
    </details>`;
}

/** What each input asks for, in words. */
const asks = (asked: Asked): string => {
  switch (asked) {
    case 'name':
      return say('page.workshop.guide.consultations.name');
    case 'says':
      return say('page.workshop.guide.consultations.says');
    case 'exempt':
      return say('page.workshop.guide.exempt.label');
    case 'clause':
      return say('page.workshop.guide.clause');
    case 'conditions':
      return say('page.workshop.guide.conditions.add');
    case 'label':
      return say('page.workshop.guide.conditions.label');
    case 'limbs':
      return say('page.workshop.guide.conditions.limbs');
    case 'day':
    case 'number':
    case 'called':
    case 'count':
      return say(`page.workshop.guide.own.lacks.${asked}`);
    case 'instead':
      return say('page.workshop.guide.own.instead');
    case 'message':
    case 'of':
      return say(`page.workshop.guide.duties.${asked}`);
    case 'one':
    case 'other':
    case 'meanwhile':
      return say(`page.workshop.guide.open.${asked}`);
    case 'question':
    case 'answer':
      return say(`page.workshop.guide.when.${asked}`);
    case 'reach':
      return say('page.workshop.guide.reach.label');
    default:
      return say(`page.workshop.guide.text.${asked}`);
  }
};

/** Where something is asked for, in words. */
export function placeOf(plan: Plan, { step, procedure, part, asked }: Lack): string {
  const consultation = proceduresOf(plan).find(({ id }) => id === procedure);
  const duty = step === 'duties' ? plan.duties.find(({ id }) => id === part) : undefined;
  const of = procedure === undefined ? undefined : partOf(plan, procedure);
  const isFirst = step === 'consultations';
  const exception = isFirst ? of?.exempt.find(({ id }) => id === part) : undefined;
  const condition = isFirst ? undefined : of?.conditions.find(({ id }) => id === part);
  return [
    say(`page.workshop.guide.step.${step}`),
    consultation ? titleOf(consultation) : '',
    exception ? nameOfException(exception) : '',
    procedure && condition ? nameOf(procedure, condition) : '',
    duty ? nameOfDuty(duty) : '',
    asks(asked),
  ]
    .filter(Boolean)
    .join(' › ');
}

function text(guided: Guided): TemplateResult {
  const { plan, set } = guided;
  const twice = (key: 'municipality' | 'title' | 'instrument') =>
    lines(guided, `plan-${key}`, say(`page.workshop.guide.text.${key}`), plan[key], (value) =>
      set({ ...plan, [key]: value }),
    );
  const clause = (key: 'commencement' | 'outside') =>
    clauseLine(guided, `plan-${key}`, plan[key], (value) => set({ ...plan, [key]: value }), {
      label: say(`page.workshop.guide.text.${key}`),
      hint: key === 'outside' ? say('page.workshop.guide.text.whole') : '',
    });
  const one = (key: 'id' | 'from' | 'scope', options: Parameters<typeof line>[5]) =>
    line(
      guided,
      `plan-${key}`,
      say(`page.workshop.guide.text.${key}`),
      plan[key],
      (value) => set({ ...plan, [key]: value }),
      options,
    );
  const reaches = REACHES.map((one) => [one, say(`page.workshop.guide.reaches.${one}`)] as const);
  const isWrong = plan.id !== '' && !isId(plan.id);
  return html`
    <p>${say('page.workshop.guide.text.lead')}</p>
    ${twice('municipality')} ${twice('title')} ${twice('instrument')}
    ${one('id', { hint: say('page.workshop.guide.text.id_hint'), wrong: isWrong ? say('page.workshop.guide.text.id_wrong') : '' })}
    ${one('from', { type: 'date', hint: say('page.workshop.guide.text.from_hint') })}
    ${plan.from === '' ? nothing : clause('commencement')}
    ${one('scope', { hint: say('page.workshop.guide.text.scope_hint'), list: CLAUSES })}
    ${choice('plan-reaches', say('page.workshop.guide.text.reaches'), reaches, plan.reaches, (reaches) => set({ ...plan, reaches }))}
    <p class="quiet">${say('page.workshop.guide.text.reaches_hint')}</p>
    ${plan.reaches === 'all' ? nothing : clause('outside')}
    ${tick('plan-part', say('page.workshop.guide.text.part'), plan.seen !== null, (is) => set({ ...plan, seen: is ? BLANK : null }))}
    ${plan.seen ? lines(guided, 'plan-seen', say('page.workshop.guide.text.seen'), plan.seen, (seen) => set({ ...plan, seen }), say('page.workshop.guide.text.seen_hint')) : nothing}
    ${tick('plan-english', say('page.workshop.guide.text.english'), plan.english, (english) => set({ ...plan, english }))}`;
}

/** What was found that is wrong or doubtful, if anything. */
const doubted = ({ problems, seeCheck }: Guided): TemplateResult | typeof nothing =>
  problems === 0
    ? nothing
    : html`
      <div class="notice" id="doubted">
        <p>${say('page.workshop.guide.done.doubted', { count: problems })}</p>
        <button class="button button--small" type="button" @click=${seeCheck}>${say('page.workshop.guide.done.check')}</button>
      </div>`;

/** Whether all of the text was read: of what nothing cites, the clerk alone knows. */
function unread({ uncited, strays, seeSource }: Guided): TemplateResult {
  const words =
    uncited === undefined
      ? say('page.workshop.guide.done.not_pasted')
      : uncited.length === 0
        ? say('page.workshop.guide.done.all_cited')
        : say('page.workshop.guide.done.uncited', {
            count: uncited.length,
            clauses: uncited.join(say('page.shared.comma')),
          });
  return html`
    <div class="notice" id="unread">
      <p>${words}</p>
      ${strays.length === 0 ? nothing : html`<p id="strays">${say('page.workshop.guide.done.strays', { clauses: strays.join(say('page.shared.comma')) })}</p>`}
      ${uncited?.length === 0 && strays.length === 0 ? nothing : html`<button class="button button--small" type="button" @click=${seeSource}>${say('page.workshop.guide.done.source')}</button>`}
    </div>`;
}

function done(guided: Guided): TemplateResult {
  const { plan, lacks, isByHand } = guided;
  const isWritten = lacks.length === 0 && !isByHand;
  return html`
    ${isWritten ? html`<p>${say('page.workshop.guide.done.lead')}</p>${doubted(guided)}${unread(guided)}` : nothing}
    <ul>
      ${proceduresOf(plan).map((one) => {
        const { says, conditions, exempt, reach } = partOf(plan, one.id);
        const isUnread = says === 'silent' && plan.seen !== null;
        const words =
          says === null
            ? say('page.workshop.guide.blank')
            : isUnread
              ? say('page.workshop.guide.done.unread')
              : wordsOf(says);
        const count = say('page.shared.count', { count: conditions.length });
        const more = [
          says === 'conditions' ? `${words} ${count}` : words,
          ...(says !== 'silent' && exempt.length > 0
            ? [say('page.workshop.guide.done.exempt', { count: exempt.length })]
            : []),
          ...(says !== 'silent' && reach ? [say('page.workshop.guide.done.reach')] : []),
        ];
        return html`<li>${say('page.shared.labelled', { label: titleOf(one), words: more.join(say('page.shared.comma')) })}</li>`;
      })}
    </ul>`;
}
