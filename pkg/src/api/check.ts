import { judgement } from '../core/judgement.js';
import { guarded } from '../core/wasm.js';
import { langOf } from '../input/options.js';
import { report } from '../output/report.js';
import type { Report, ReportOptions } from '../types/report.js';
import type { Request } from '../types/request.js';
import type { Versions } from './versions.js';

/** Judges one request as a whole, by the version that governs it. */
export function check(versions: Versions, request: Request, options?: ReportOptions): Report {
  const lang = langOf(options);
  const read = versions.read(request);
  const { procedure, stage, asOf, by, answers, particulars } = read;
  const [{ version, chosen }, plan, judged, vague] = guarded(() => {
    const choice = versions.choose(read, answers);
    const words = choice.version.judge(read, answers);
    const plan = choice.version.plan(procedure);
    const vague = choice.version.vague(answers);
    return [choice, plan, judgement(plan.shape, words), vague] as const;
  });
  const { identity: ruleset, positions } = version;
  const notUsed = read.fields.filter((field) => !positions.has(field) && answers.has(field));
  const blank = (field: string) => version.blank(field, answers.get(field), by);
  const said = { ruleset, versionChosen: chosen, stage, asOf, notUsed, particulars, blank, vague };
  return report(plan, judged, said, lang);
}
