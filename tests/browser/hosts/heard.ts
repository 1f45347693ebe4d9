/** What a screen reader gets to say, as the accessibility tree of the browser gives it, in order. */

import type { CDPSession, Page } from '@playwright/test';

interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value: unknown };
  }[];
  readonly childIds?: readonly string[];
}

/** What is said of a state that a control is in. */
const STATES = ['invalid', 'expanded', 'checked'];
/** Longer than the announcer waits, by the page's own clock. */
const PAUSE = 2500;

export class Hearing {
  readonly #page: Page;
  readonly #client: CDPSession;
  readonly #lines: string[] = [];
  /** What live regions said last, and what had the focus. */
  #live: readonly string[] = [];
  #focus = '';

  /** Begins to listen to a page whose clock is held. */
  static async to(page: Page): Promise<Hearing> {
    const client = await page.context().newCDPSession(page);
    await client.send('Accessibility.enable');
    const hearing = new Hearing(page, client);
    await hearing.#listen();
    return hearing;
  }

  private constructor(page: Page, client: CDPSession) {
    this.#page = page;
    this.#client = client;
  }

  /** Does something, and notes what is heard of it. */
  async after(what: string, act: () => Promise<unknown>): Promise<void> {
    this.#lines.push('', `> ${what}`);
    await act();
    await this.#listen();
  }

  /** All that was heard. */
  get text(): string {
    return `${this.#lines.join('\n').trim()}\n`;
  }

  async #listen(): Promise<void> {
    // What comes at once, such as the focus and what is urgent, is said before what waits.
    await this.#hear();
    await this.#page.clock.runFor(PAUSE);
    await this.#hear();
  }

  async #hear(): Promise<void> {
    const { nodes } = (await this.#client.send('Accessibility.getFullAXTree')) as unknown as {
      readonly nodes: readonly Node[];
    };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const textOf = (node: Node): string => {
      if (node.role?.value === 'StaticText') return node.name?.value ?? '';
      const parts = (node.childIds ?? [])
        .map((id) => byId.get(id))
        .map((one) => (one ? textOf(one) : ''));
      return parts.join(' ');
    };
    const live = nodes
      .filter(({ ignored, role }) => !ignored && ['status', 'alert'].includes(role?.value ?? ''))
      .map((node) => [node.role?.value, textOf(node).replaceAll(/\s+/g, ' ').trim()] as const)
      .filter(([, text]) => text !== '')
      .map(([role, text]) => `${role}: ${text}`);
    for (const said of live) if (!this.#live.includes(said)) this.#lines.push(said);
    this.#live = live;
    const focused = nodes.findLast(
      (node) =>
        !node.ignored && propertyOf(node, 'focused') === true && node.role?.value !== 'RootWebArea',
    );
    const focus = focused ? called(focused) : '';
    if (focus !== this.#focus && focus !== '') this.#lines.push(focus);
    this.#focus = focus;
  }
}

function propertyOf(node: Node, name: string): unknown {
  return node.properties?.find((one) => one.name === name)?.value.value;
}

/** As it is said when it gets the focus: what it is, its name, its state, what describes it. */
function called(node: Node): string {
  const states = STATES.flatMap((name) => {
    const value = propertyOf(node, name);
    return value === undefined || value === false || value === 'false' ? [] : [`${name} ${value}`];
  });
  const description = node.description?.value ?? '';
  const parts = [`${node.role?.value} "${(node.name?.value ?? '').trim()}"`, ...states];
  return [parts.join(', '), ...(description === '' ? [] : [`  ${description}`])].join('\n');
}
