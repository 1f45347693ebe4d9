/** What there is to do in a review: what its procedure asks, in the text's order. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ConditionReport, Report, Ruleset } from 'shodaku';
import { askedBy } from 'shodaku/render';
import { icon } from '../shared/icons.js';
import { bearingOn } from './bearing.js';
import { type Stood, standingIcon, standingName, standingOf } from './standing.js';
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
        ? [{ id: condition.id, title, stands, fields: bearingOn(ruleset, condition) }]
        : [];
    }),
    ...beside('results', say('report.results')),
    ...beside('duties', say('page.desk.paper.duties')),
  ];
}

/** What can be done with the list. */
export interface Choosing {
  readonly tasks: readonly Task[];
  /** The task that is marked, by id; all of them where there is none. */
  readonly current: string | undefined;
  /** Whether all of them can be chosen at once. */
  readonly all: boolean;
  /** Chooses a task, or all of them. */
  readonly choose: (task: string | undefined) => void;
}

/** The list: one stop of the Tab key, within which arrows go up and down. */
export function taskList(stood: Stood, { tasks, current, all, choose }: Choosing): TemplateResult {
  const entry = (id: string | undefined, title: string) => html`
    <button
      class="tasks__title"
      type="button"
      data-task=${id ?? 'all'}
      tabindex=${id === current ? 0 : -1}
      aria-current=${id === current ? 'true' : nothing}
      @click=${() => choose(id)}
    >${title}</button>`;
  return html`
    <nav class="review__conditions" aria-label=${say('page.desk.conditions')} @keydown=${step}>
      <ol class="tasks">
        ${all ? html`<li class="tasks__item"><span class="state"></span>${entry(undefined, say('page.desk.tasks.all'))}</li>` : nothing}
        ${tasks.map(({ id, title, stands }) => {
          const standing = stands && standingOf(stood, stands);
          return html`
            <li class="tasks__item" data-condition=${stands ? id : nothing} data-state=${standing ?? nothing}>
              ${
                standing
                  ? html`<span class="state state--${standing}">${icon(standingIcon(standing))}<span class="visually-hidden">${standingName(standing)}</span></span>`
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
