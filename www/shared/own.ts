/** Rulesets that readers bring in files of their own: read in the page, sent nowhere. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { type Engine, type Regulation, type Ruleset, ShodakuError } from 'shodaku';
import { inLanguage, say } from './language.js';

/** What the engine takes at most, in bytes; no more of a file is read. */
const LARGEST = 4 * 1024 * 1024;

/** One text: its versions and their translations, each as its file has it. */
interface Own {
  readonly documents: ReadonlyMap<string, object>;
  readonly translations: ReadonlyMap<string, object>;
  readonly rules: Regulation;
  /** Where there are several: each version by itself. */
  readonly versions: readonly Regulation[];
}

type Header = Ruleset['ruleset'];

/** What came of a file, in the language of the moment. */
interface Outcome {
  readonly words: () => string;
  /** Each with its place. */
  readonly mistakes: readonly string[];
}

/** The rulesets that were added, and the way to add and remove them. */
export class OwnRulesets {
  readonly #engine: Engine;
  readonly #changed: () => void;
  /** By id. */
  readonly #own = new Map<string, Own>();
  #outcomes: readonly Outcome[] = [];

  constructor(engine: Engine, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
  }

  get rules(): readonly Regulation[] {
    return [...this.#own.values()].map(({ rules }) => rules);
  }

  /** Of texts that were added in several versions, each version as a text of its own. */
  get versions(): readonly Regulation[] {
    return [...this.#own.values()].flatMap(({ versions }) => versions);
  }

  panel(): TemplateResult {
    return html`
      <div class="field">
        <label class="field__label" for="own">${say('page.shared.own.add')}</label>
        <p class="field__hint" id="own-hint">
          ${say('page.shared.own.hint')}
        </p>
        <input class="field__control field__control--file" type="file" id="own" multiple accept=".json,application/json" aria-describedby="own-hint" @change=${this.#chosen} />
        <div class="own__said" id="own-said" role="status">
          ${this.#outcomes.map(
            ({ words, mistakes }) => html`
              <p>${words()}</p>
              ${mistakes.length === 0 ? nothing : html`<ul class="own__mistakes">${mistakes.map((mistake) => html`<li lang="en">${mistake}</li>`)}</ul>`}`,
          )}
        </div>
        ${this.#list()}
      </div>`;
  }

  #list(): TemplateResult | typeof nothing {
    if (this.#own.size === 0) return nothing;
    return html`
      <ul class="own__list" aria-label=${say('page.shared.own.list')}>
        ${[...this.#own].map(([id, { rules, documents }]) => {
          const { municipality, title } = rules.ruleset.ruleset;
          const name = inLanguage(municipality);
          return html`
            <li class="own__item">
              <span>${name} <span class="clause">${inLanguage(title)} ${[...documents.keys()].join(say('page.shared.comma'))}</span></span>
              <button class="button button--small" type="button" data-remove=${id} aria-label=${say('page.shared.own.remove_of', { town: name })} @click=${() => this.#remove(id)}>${say('page.shared.own.remove')}</button>
            </li>`;
        })}
      </ul>`;
  }

  readonly #chosen = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    if (files.length === 0) return;
    const read = await Promise.all(files.map(documentIn));
    // So that the same file can be chosen again, once it is mended.
    input.value = '';
    // A translation needs its ruleset, whichever was named first.
    const last = (file: FileRead | Outcome) =>
      Number('document' in file && translationOf(file.document) !== undefined);
    read.sort((one, other) => last(one) - last(other));
    this.#outcomes = read.map((file) => ('words' in file ? file : this.#add(file)));
    this.#changed();
  };

  #add({ name, document }: FileRead): Outcome {
    try {
      const of = translationOf(document);
      const { id, municipality } = of ? this.#translate(document, of) : this.#load(document);
      const words = () => {
        // As its translation, which may be added after it, has it.
        const known = this.#own.get(id)?.rules.ruleset.ruleset.municipality;
        const town = inLanguage(known ?? municipality);
        return of
          ? say('page.shared.own.translated', { town })
          : say('page.shared.own.added', { town });
      };
      return { words, mistakes: [] };
    } catch (error) {
      if (!(error instanceof ShodakuError)) throw error;
      const mistakes = error.errors?.map(({ path, message }) =>
        path === '' ? message : `${path}: ${message}`,
      );
      return {
        words: () => say('page.shared.own.refused', { file: name }),
        mistakes: mistakes ?? [error.message],
      };
    }
  }

  #load(document: object): Header {
    // By itself first, so that the places of its mistakes are those in the file.
    const { id, ruleset } = this.#engine.ruleset(document);
    const { version } = ruleset.ruleset;
    const known = this.#own.get(id);
    const translations = new Map(known?.translations);
    // What the file replaces was another text.
    translations.delete(version);
    return this.#keep(id, new Map(known?.documents).set(version, document), translations);
  }

  #translate(document: object, { id, version }: { id: string; version: string }): Header {
    const known = this.#own.get(id);
    if (!known?.documents.has(version)) {
      throw new ShodakuError({
        code: 'bad_ruleset',
        path: 'translation.of',
        message: `this is a translation of \`${id}\` ${version}; choose that ruleset's file too`,
      });
    }
    const translations = new Map(known.translations).set(version, document);
    return this.#keep(id, known.documents, translations);
  }

  /** Loads all versions together; throws, and keeps what was there, where they do not fit. */
  #keep(id: string, documents: Own['documents'], translations: Own['translations']): Header {
    const rules = this.#engine.ruleset([...documents.values()], [...translations.values()]);
    const each = documents.size > 1 ? [...documents] : [];
    const versions = each.map(([version, document]) =>
      this.#engine.ruleset(document, translations.get(version)),
    );
    this.#own.set(id, { documents, translations, rules, versions });
    return rules.ruleset.ruleset;
  }

  #remove(id: string): void {
    const own = this.#own.get(id);
    if (!own) return;
    this.#own.delete(id);
    const { municipality } = own.rules.ruleset.ruleset;
    const words = () => {
      const name = inLanguage(municipality);
      return say('page.shared.own.removed', { town: name });
    };
    this.#outcomes = [{ words, mistakes: [] }];
    this.#changed();
    // The button that had the focus is gone.
    document.getElementById('own')?.focus();
  }
}

interface FileRead {
  readonly name: string;
  readonly document: object;
}

/** What a file holds, or why it holds nothing. */
async function documentIn(file: File): Promise<FileRead | Outcome> {
  const { name } = file;
  const refused = (mistake: string): Outcome => ({
    words: () => say('page.shared.own.refused', { file: name }),
    mistakes: [mistake],
  });
  if (file.size > LARGEST) return refused(`it is larger than ${LARGEST} bytes`);
  try {
    const document: unknown = JSON.parse(await file.text());
    const table = typeof document === 'object' && document !== null && !Array.isArray(document);
    if (table) return { name, document };
    return refused('not a ruleset: needs a table');
  } catch (error) {
    return refused(`not JSON: ${(error as Error).message}`);
  }
}

/** What a document says it is a translation of; nothing where it is a ruleset. */
function translationOf(document: object): { id: string; version: string } | undefined {
  const { translation } = document as { translation?: { of?: Record<string, unknown> } | null };
  if (!translation) return undefined;
  const { id, version } = translation.of ?? {};
  return { id: String(id), version: String(version) };
}
