/** What there is to do in a review: what its procedure asks, in the text's order. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Condition, ConditionReport, Report, Ruleset } from 'shodaku';
import { askedBy, fieldsOf } from 'shodaku/render';
import { stateIcon, stateName, stateOf } from '../shared/conditions.js';
import { icon } from '../shared/icons.js';
import { say } from './words.js';

/** One thing to do. */
export interface Task {
  /** The id of its condition, or what else it is about. */
  readonly id: string;
  readonly title: string;
  /** The fields that bear on it. */
  readonly fields: readonly string[];
  /** How its condition stands. */
  readonly stands?: ConditionReport;
}

/** All there is to do. */
export function tasksOf(ruleset: Ruleset, report: Report): Task[] {
  const { groups } = askedBy(ruleset, report.procedure);
  const fieldsIn = (subject: string) =>
    groups
      .filter((one) => one.subject.of === subject)
      .flatMap((one) => one.fields.map(({ id }) => id));
  const beside = (id: 'routes' | 'results' | 'duties', title: string): Task[] => {
    const fields = fieldsIn(id);
    return fields.length === 0 ? [] : [{ id, title, fields }];
  };
  return [
    ...beside('routes', say('page.desk.paper.routes')),
    ...report.conditions.flatMap((stands) => {
      const condition = ruleset.condition?.find(({ id }) => id === stands.condition);
      const { title } = stands;
      return condition
        ? [{ id: condition.id, title, stands, fields: asked(ruleset, condition) }]
        : [];
    }),
    ...beside('results', say('report.results')),
    ...beside('duties', say('page.desk.paper.duties')),
  ];
}

/** The fields that bear on a condition, whichever asks them first. */
function asked({ field }: Ruleset, { when, limb: limbs }: Condition): string[] {
  const named = limbs.flatMap((limb) => [
    ...fieldsOf(limb.when, field).map(({ id }) => id),
    ...(limb.supports ?? []),
    ...fieldsOf(limb, field).map(({ id }) => id),
  ]);
  return [...new Set([...fieldsOf(when, field).map(({ id }) => id), ...named])];
}

/** What can be done with the list. */
export interface Choosing {
  readonly tasks: readonly Task[];
  /** The task that is shown alone. */
  readonly chosen: string | undefined;
  /** Chooses a task, or all of them. */
  readonly choose: (task: string | undefined) => void;
}

/** The list: one stop of the Tab key, within which arrows go up and down. */
export function taskList(report: Report, { tasks, chosen, choose }: Choosing): TemplateResult {
  const entry = (id: string | undefined, title: string) => html`
    <button
      class="tasks__title"
      type="button"
      data-task=${id ?? 'all'}
      tabindex=${id === chosen ? 0 : -1}
      aria-current=${id === chosen ? 'true' : nothing}
      @click=${() => choose(id)}
    >${title}</button>`;
  return html`
    <nav class="review__conditions" aria-label=${say('page.desk.conditions')} @keydown=${step}>
      <ol class="tasks">
        <li class="tasks__item"><span class="state"></span>${entry(undefined, say('page.desk.tasks.all'))}</li>
        ${tasks.map(({ id, title, stands }) => {
          const state = stands && stateOf(report, stands);
          return html`
            <li class="tasks__item" data-condition=${stands ? id : nothing} data-state=${state ?? nothing}>
              ${
                state
                  ? html`<span class="state state--${state}">${icon(stateIcon(state))}<span class="visually-hidden">${stateName(state)}</span></span>`
                  : html`<span class="state"></span>`
              }
              ${entry(id, title)}
            </li>`;
        })}
      </ol>
    </nav>`;
}

function step(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const entries = [...list.querySelectorAll<HTMLElement>('[data-task]')];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const to = {
    ArrowDown: at + 1,
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: entries.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  entries[to]?.focus();
}
