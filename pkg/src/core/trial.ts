/**
 * A trial of the core, once it is started: a request whose outcome is known, by a ruleset with most
 * of what one can have. A core that is damaged in any of what judging takes does not pass it.
 */
import { LoadedRuleset } from 'shodaku-core';
import { handedOut, handIn } from './shared.js';

// As text: a page's scripts may have taught objects to write something else in their place.
const TEXT = '{"ja":"。"}';
const OPTIONS = `,"options":[{"value":"a","label":${TEXT}},{"value":"b","label":${TEXT}}]`;
const FIELDS = [
  ['t', 'text', 'applicant', ''],
  ['n', 'integer', 'applicant', ''],
  ['c', 'choice', 'applicant', OPTIONS],
  ['s', 'choices', 'contract', OPTIONS],
  ['i', 'items', 'applicant', ''],
  ['j', 'items', 'contract', ''],
  ['d', 'date', 'applicant', ''],
  ['y', 'fiscal_year', 'applicant', ''],
  ['q', 'boolean', 'applicant', ''],
  ['f', 'finding', 'officer', ''],
  ['b', 'decision', 'body', ''],
].map(
  ([id, type, supplier, more]) =>
    `{"id":"${id}","type":"${type}","supplier":"${supplier}","label":${TEXT}${more}}`,
);
const LIMBS = [
  '"stated":"t"',
  '"at_most":["n",5]',
  '"one_of":["c",["b"]]',
  '"has_all":["s",["a","b"]]',
  '"subset":["i","j"]',
  '"before":["d","asOf"]',
  '"within_years":["y","d",2]',
  '"any":[{"all":[{"found":"f"},{"no":"q"}]},{"decided":"b"}]',
  '"not":{"else_reading":{"yes":"q"}},"when":{"is":["c","a"]}',
].map((limb, at) => `{"id":"l${at}",${limb}}`);
const RULESET = [
  `{"ruleset":{"format":1,"id":"t","version":"1","municipality":${TEXT},"title":${TEXT}`,
  `,"instrument":${TEXT},"in_force":{"from":"2000-01-01","until":"2099-12-31"`,
  `,"decided_by":["d","asOf"]}},"field":[${FIELDS}],"route":[{"id":"r","clause":"1"`,
  `,"when":{"not":{"in_force":true}},"verdict":"not_regulated","message":${TEXT}}]`,
  `,"condition":[{"id":"c","clause":"2","topic":"scope","title":${TEXT},"message":${TEXT}`,
  `,"remedy":${TEXT},"limb":[${LIMBS}]}],"procedure":[{"id":"p","title":${TEXT}`,
  `,"routes":["r"],"conditions":["c"],"varies_by":"c"}]}`,
].join('');

/** The day asked for, and the answers in the order of the fields. */
const DAY = 20_260_401;
const ANSWERS = [1, 5, -1, 2, 2, 3, 20_260_331, 2024, 0, 0, 2, 0, 1, 2, 0, 0, 1, 2];
/** What was typed, and the entries of the lists. */
const SAID = '字\0甲\0乙\0丙';
/** The ruleset's hash, the judgement, the one after a change, and the hashes of a receipt of that. */
const OUTCOME = [
  'c1b22f6082b807a40a1f87aaed6c1415029c1240738645028f258bedf40ba7b8',
  '4,0,513,210,0,0,18,0,0,0,0,66,154,2,2,10,0,33,0,1,9,66,1,10,0',
  '3,0,513,513,0,513,18,0,0,0,0,66,154,2,2,10,0,33,0,1,9,66,1,10,0',
  'ee40f6f87e489405a51fafbb9d6c94417edfe57abc7582db197262b8ba6e3d57',
  'bab31803077a4b239ce3b5de0a24cb8b4641d748c939909bb43a5c88485a3a22',
].join(' ');

/** Throws where the core does not come to what it should. */
export function tryOut(): void {
  const ruleset = new LoadedRuleset(RULESET);
  handIn(ruleset.room(ANSWERS.length), [ANSWERS]);
  const session = ruleset.open(0, true, DAY);
  const before = handedOut(session.judge());
  handIn(ruleset.room(1), [[6]]);
  const after = handedOut(session.set(1));
  const outcome = [ruleset.sha256, before, after, session.hashes('', SAID)].join(' ');
  session.free();
  ruleset.free();
  if (outcome !== OUTCOME) throw new Error(`the trial came to ${outcome}`);
}
