/** What an answer is awaited for, before anything else; and what would lead on without it, in a fold. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue } from 'shodaku';
import { fieldById, labelOf } from '../shared/fields.js';
import { supplierName } from '../shared/suppliers.js';
import type { Waiting } from './waiting.js';
import { say } from './words.js';

/**
 * What a limb lacks, in sentences. Where an answer is awaited, that comes first, and then by which
 * other ways the limb could be met; not everything that those would need.
 */
export function lackInWords(
  { message, fields, alternatives }: Issue,
  { pending, elsewhere }: Waiting,
): string[] {
  const awaited = pending.filter((id) => fields.includes(id));
  if (awaited.length === 0) return [message];
  const comma = say('page.shared.comma');
  const others = alternatives
    .filter(({ lacks }) => lacks.some((id) => elsewhere.includes(id)))
    .map(({ title, clause }) => [title, clause].filter(Boolean).join(' '));
  const answers = awaited.map((id) => say('page.desk.awaited.answer', { field: labelOf(id) }));
  const ways = say('page.desk.awaited.ways', { ways: others.join(comma) });
  return [answers.join(comma), ...(others.length > 0 ? [ways] : [])];
}

/** What is shown, and what can be done there. */
export interface Awaited {
  readonly waiting: Waiting;
  /** Whether the form shows what is needed on another way alone. */
  readonly shown: boolean;
  readonly show: (shown: boolean) => void;
  /** Goes to a field. */
  readonly go: (field: string) => void;
}

/** The section; nothing where no answer is awaited. */
export function awaited({ waiting, shown, show, go }: Awaited): TemplateResult | typeof nothing {
  const { pending, withAnswer, elsewhere } = waiting;
  if (pending.length === 0) return nothing;
  const way = (id: string) =>
    html`<button class="list__open" type="button" data-goto=${id} @click=${() => go(id)}>${labelOf(id)}</button>`;
  return html`
    <section class="awaited" id="awaited" aria-labelledby="awaited-title">
      <h3 class="awaited__title" id="awaited-title">${say('page.desk.awaited.title')}</h3>
      <ul class="awaited__list">
        ${pending.map((id) => {
          const supplier = fieldById(id)?.supplier ?? 'body';
          const from =
            supplier === 'officer'
              ? say('page.desk.awaited.ours')
              : say('page.desk.awaited.from', { who: supplierName(supplier) });
          return html`<li data-awaited=${id}>${way(id)} <span>${from}</span></li>`;
        })}
      </ul>
      ${withAnswer.length === 0 ? nothing : html`<p>${say('page.desk.awaited.with_answer')} ${withAnswer.map(way)}</p>`}
      ${
        elsewhere.length === 0
          ? nothing
          : html`
            <details class="fold" id="elsewhere" ?open=${shown} @toggle=${(event: Event) => show((event.target as HTMLDetailsElement).open)}>
              <summary class="fold__title">${say('page.desk.awaited.other_ways')} <span class="fold__count">${elsewhere.length}</span></summary>
              <p class="fold__lead">${say('page.desk.awaited.other_ways_lead')}</p>
              <p>${elsewhere.map(way)}</p>
            </details>`
      }
    </section>`;
}
