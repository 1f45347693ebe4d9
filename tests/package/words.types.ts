// What the compiler says of words; never run.

import { say } from '../../www/consultation/words.js';

say('page.shared.yes');
say('verdict.approvable');
say('page.consultation.advice.at_most', { value: 3 });
// @ts-expect-error there is no such text
say('page.consultation.nothing');
// @ts-expect-error it is another page's
say('page.compare.title');
// @ts-expect-error its place is not given
say('page.consultation.advice.at_most');
// @ts-expect-error that is no place of it
say('page.consultation.advice.at_most', { count: 3 });
// @ts-expect-error it has no place
say('page.shared.yes', { value: 3 });
