/**
 * A text that is written: highlighted, completed, its problems shown where they stand, what was done
 * undone. It lives in a shadow root, where CodeMirror's own styles need no leave of the page's policy.
 * Tab is not bound, so it leads on.
 */
import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import {
  bracketMatching,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Found } from './kit.js';
import { phrases } from './phrases.js';

/** What an editor is to do. */
export interface Editing {
  /** What it is called, for those who do not see it. */
  readonly label: () => string;
  readonly changed: () => void;
  readonly complete?: CompletionSource;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.comment, color: '#4d6a35' },
  { tag: tags.string, color: '#8a2f00' },
  { tag: [tags.propertyName, tags.atom, tags.bool], color: '#0017c1' },
  { tag: tags.number, color: '#6b2a8f' },
]);

const LOOK = EditorView.theme({
  '&': { fontSize: '0.875rem', border: '1px solid #767676', height: '100%' },
  '&.cm-focused': { outline: '0.25rem solid #000' },
  '.cm-scroller': { fontFamily: '"Noto Sans Mono", monospace', lineHeight: '1.6' },
  '.cm-gutters': { color: '#595959' },
  '.cm-tooltip': { maxWidth: '32rem' },
  '.cm-completionInfo': { whiteSpace: 'normal' },
});

/** One text. */
export class Editor {
  readonly #view: EditorView;
  readonly #editing: Editing;
  /** What is in the page's language. */
  readonly #spoken = new Compartment();
  readonly #extensions: Extension;

  constructor(host: HTMLElement, editing: Editing) {
    this.#editing = editing;
    const { complete, changed } = editing;
    this.#extensions = [
      lineNumbers(),
      lintGutter(),
      search({ top: true }),
      history(),
      bracketMatching(),
      closeBrackets(),
      StreamLanguage.define(toml),
      syntaxHighlighting(COLOURS),
      autocompletion(complete ? { override: [complete] } : { override: [] }),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...searchKeymap,
      ]),
      EditorView.lineWrapping,
      EditorView.domEventHandlers({ beforeinput: replaceSelection }),
      EditorView.updateListener.of((update) => update.docChanged && changed()),
      this.#spoken.of(this.#words()),
      LOOK,
    ];
    const root = host.attachShadow({ mode: 'open' });
    this.#view = new EditorView({ parent: root, root, state: this.#state('') });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Takes another text in, as one step that can be undone. */
  write(text: string): void {
    if (text === this.text) return;
    const { length } = this.#view.state.doc;
    this.#view.dispatch({ changes: { from: 0, to: length, insert: text } });
  }

  /** Begins anew with a text: there is nothing to undo. */
  open(text: string): void {
    this.#view.setState(this.#state(text));
    this.#editing.changed();
  }

  /** Shows what is wrong where it stands. */
  show(problems: readonly Found[]): void {
    const { doc } = this.#view.state;
    const diagnostics = problems.flatMap(({ line, column, severity, message }): Diagnostic[] => {
      if (line === null || line > doc.lines) return [];
      const from = offset(doc, line, column ?? 1);
      const word = /^[\w."'-]+/.exec(doc.sliceString(from, doc.line(line).to));
      return [{ from, to: from + (word?.[0].length ?? 0), severity, message }];
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** Leads to a place in the text. */
  go(line: number, column = 1): void {
    const { doc } = this.#view.state;
    const at = offset(doc, Math.min(line, doc.lines), column);
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    });
    this.#view.focus();
  }

  /** The language has changed. */
  speak(): void {
    this.#view.dispatch({ effects: this.#spoken.reconfigure(this.#words()) });
  }

  #state(doc: string): EditorState {
    return EditorState.create({ doc, extensions: this.#extensions });
  }

  #words(): Extension {
    return [
      EditorState.phrases.of(phrases()),
      EditorView.contentAttributes.of({
        'aria-label': this.#editing.label(),
        lang: 'ja',
        tabindex: '0',
      }),
    ];
  }
}

/**
 * Chromium types over a selection with styles of what was there, which the policy refuses with a
 * message to the console: what was there is taken out first.
 */
function replaceSelection({ inputType, data }: InputEvent, view: EditorView): boolean {
  const { main } = view.state.selection;
  if (main.empty || inputType !== 'insertText' || data === null) return false;
  const insert = () =>
    view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type' });
  const handlers = view.state.facet(EditorView.inputHandler);
  const { from, to } = main;
  if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
  return true;
}

/** A column counts characters, an offset UTF-16 units. */
function offset(doc: Text, line: number, column: number): number {
  const { from, text } = doc.line(line);
  return from + [...text].slice(0, column - 1).join('').length;
}
