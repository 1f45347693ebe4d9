/** Invented requests to compare: the facts of the samples that the portal has. */
import { html, type TemplateResult } from 'lit-html';
import type { Answers, Procedure, Text } from 'shodaku';
import { contracts } from '../contracts.js';
import { asHeading, say } from '../language.js';
import { samples } from '../samples.js';

/** The facts of one invented request. */
export interface Facts {
  readonly id: string;
  readonly procedure: string;
  readonly title: Text;
  readonly answers: Answers;
}

/** Under every text the same request is something else, so that it is named by what is asked. */
const titles: { readonly [sample: string]: Text } = {
  'subcontract-passes': { ja: '封入封緘を任せる', en: 'enclosing and sealing' },
  'subcontract-many': { ja: '全部を任せる', en: 'the whole of the work' },
  'subcontract-begun': { ja: '着手後に入力を任せる', en: 'data entry, once work has begun' },
  'resubcontract-filed': { ja: '枚数の確認を任せる', en: 'counting the sheets' },
  'takeout-passes': { ja: '打合せに持ち出す', en: 'to a meeting' },
  'takeout-instructed': { ja: '指示を受けて持ち出す', en: 'on instruction' },
  'offsite-passes': { ja: '自社で処理する', en: "at the contractor's" },
  'third-party-passes': { ja: '第三者に渡す', en: 'to somebody else' },
  'purpose-change-banned': { ja: '指示なく使う', en: 'without instruction' },
  'copy-passes': { ja: '写しを作る', en: 'making a copy' },
};

const requests: readonly Facts[] = samples.flatMap(
  ({ id, procedure, contract, answers, record }) => {
    const title = titles[id];
    if (!title) return [];
    // What an official recorded is left out by the form, which asks for facts alone.
    return {
      id,
      procedure,
      title,
      answers: { ...contracts[contract].facts, ...answers, ...record },
    };
  },
);

/** Buttons that fill the form with one of them. */
export function samplesPanel(
  procedures: readonly Procedure[],
  load: (facts: Facts) => void,
): TemplateResult {
  const groups = procedures
    .map(({ id, title }) => ({
      title,
      these: requests.filter(({ procedure }) => procedure === id),
    }))
    .filter(({ these }) => these.length > 0);
  return html`
    <details class="fold">
      <summary class="fold__title">${say('見本を入れて試す', 'Try it with a sample')}</summary>
      <p class="fold__lead">
        ${say('架空の協議を入力欄に入れます。いまの入力は置き換わります。', 'Fills the form with an invented request and replaces what is there.')}
      </p>
      <div class="samples__groups">
        ${groups.map(
          ({ title, these }) => html`
            <div class="samples__group" role="group" aria-label=${asHeading(title)}>
              <p class="samples__kind">${asHeading(title)}</p>
              ${these.map(
                (facts) => html`
                  <button class="button button--small" type="button" data-sample=${facts.id} @click=${() => load(facts)}>
                    ${asHeading(facts.title)}
                  </button>`,
              )}
            </div>`,
        )}
      </div>
    </details>`;
}
