/** What the editor says of itself, in the page's language. */
import { say } from './words.js';

/** By what CodeMirror calls it. */
export const phrases = (): Record<string, string> => ({
  Completions: say('page.workshop.editor.completions'),
  Diagnostics: say('page.workshop.see.check'),
  'No diagnostics': say('page.workshop.check.fine'),
  Find: say('page.workshop.editor.find'),
  Replace: say('page.workshop.editor.with'),
  next: say('page.workshop.editor.next'),
  previous: say('page.workshop.editor.previous'),
  all: say('page.workshop.editor.all'),
  'match case': say('page.workshop.editor.case'),
  regexp: say('page.workshop.editor.regexp'),
  'by word': say('page.workshop.editor.word'),
  replace: say('page.workshop.editor.replace'),
  'replace all': say('page.workshop.editor.replace_all'),
  close: say('page.workshop.editor.close'),
  'current match': say('page.workshop.editor.current'),
  'on line': say('page.workshop.editor.on_line'),
  'replaced match on line $': say('page.workshop.editor.replaced_on', { line: '$' }),
  'replaced $ matches': say('page.workshop.editor.replaced', { count: '$' }),
  to: '–',
});
