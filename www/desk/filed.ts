/** A request as the engine is asked to judge it: as it was filed. */
import type { Regulation, Request, Session } from 'shodaku';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** What of a request is judged, or goes with it. */
export type Filed = Pick<
  DeskRequest,
  'reference' | 'applicant' | 'contract' | 'context' | 'procedure' | 'asOf' | 'answers'
>;

/** The request. */
export const filed = (request: Filed): Request & { readonly answers: DeskRequest['answers'] } => ({
  procedure: request.procedure,
  asOf: request.asOf,
  stage: 'filed',
  reference: request.reference,
  context: {
    [say('page.desk.request.applicant')]: request.applicant,
    [say('page.desk.request.contract')]: request.contract,
    ...request.context,
  },
  answers: request.answers,
});

/** A session on it. */
export const openRequest = (rules: Regulation, request: Filed): Session =>
  rules.open(filed(request));
