import type { Answer } from '../types/request.js';

/** Words that state something, and say only that it is still open or stands elsewhere. */
const OPEN =
  /^(?:未定|未決定|未確定|検討中|調整中|確認中|協議中|後日|追って)(?:提出|報告|連絡|回答|決定|記入)?(?:予定)?$/u;
const ELSEWHERE =
  /^(?:同上|同前|(?:上記|前記|左記|下記|別紙|別添|別表|別記|添付)(?:資料|書類|文書|ファイル|[0-9]+)*(?:の?(?:とおり|通り)|に(?:同じ|よる|記載)|と同じ|を?参照)?)$/u;
const ENGLISH =
  /^(?:tbd|tba|to be (?:determined|decided|announced|confirmed)|undecided|pending|ditto|(?:same )?as above|(?:as |see )(?:the )?(?:attached|attachment|annex|appendix|separate sheet)(?: [0-9a-z]+)?)$/iu;
/** What is said around them and says no more. */
const AROUND =
  /^[\s「『（("'-]+|(?:です|とする|とします)?[\s。．.、」』）)"'-]+$|(?:です|とする|とします)$/gu;

/**
 * What a text states, where it is only a word such as 未定, 同上 or 別紙のとおり: an official may not
 * accept it, though it is no blank. Of a list, where every entry is one.
 */
export function vague(answer: Answer): string | undefined {
  const entries = (Array.isArray(answer) ? answer : [answer]).map((entry) => `${entry ?? ''}`);
  const isVague = entries.every((entry) => {
    const said = entry.normalize('NFKC').replace(AROUND, '').replaceAll(/\s+/gu, ' ');
    return [OPEN, ELSEWHERE, ENGLISH].some((words) => words.test(said));
  });
  return isVague && entries.length > 0 ? entries.join('、').trim() : undefined;
}
