// One submission, as the official has it: what was said, what is lacking, what is found, what is decided.

import { html } from 'hono/html';
import { say } from '../words.js';
import { choicesOf, inJapan, labelOf, procedureName, valueInWords } from './in-words.js';
import { entries, page } from './layout.js';

/** @typedef {import('../words.js').Language} Language */
/** @typedef {import('../judged.js').Judged} Judged */

/**
 * @param {object} one
 * @param {import('shodaku').Ruleset} one.ruleset
 * @param {import('../store.js').Contract | undefined} one.contract
 * @param {Judged} one.judged
 * @param {import('shodaku').Report | undefined} one.filed The report before anything was found.
 * @param {boolean} one.matches Whether the receipt agrees with what is kept.
 * @param {string} one.official
 * @param {Language} lang
 */
export function casePage({ ruleset, contract, judged, filed, matches, official }, lang) {
  const { submission, report, verdict } = judged;
  return page(
    lang,
    say(lang, 'page.server.list.number', { id: submission.id }),
    html`${entries([
      [say(lang, 'page.server.received_at'), inJapan(submission.receivedAt, lang, 'short')],
      [
        say(lang, 'page.consultation.sheet.kind'),
        procedureName(ruleset, submission.procedure, lang),
      ],
      [say(lang, 'page.shared.contract_number'), submission.contract],
      [say(lang, 'page.server.case.subject'), contract?.subject ?? ''],
      [say(lang, 'page.server.case.contractor'), contract?.contractor ?? ''],
      [
        say(lang, 'page.server.verdict_as_filed'),
        say(lang, `verdict.${submission.receipt.verdict}`),
      ],
      [say(lang, 'page.server.case.verdict_now'), say(lang, `verdict.${verdict}`)],
    ])}
${report ? lacking(ruleset, report, lang) : html`<p>${say(lang, 'page.server.case.not_judged')}</p>`}
${words(ruleset, judged, lang)}
${findings(ruleset, judged, [...(report?.issues ?? []), ...(filed?.issues ?? [])], lang)}
${decision(judged, lang)}
${receipt(submission, matches, lang)}
<p class="records__links"><a href="/officials">${say(lang, 'page.server.to_list')}</a></p>`,
    official,
  );
}

/**
 * @param {string} title
 * @param {unknown} content
 */
const section = (title, content) =>
  html`<section class="records__part"><h2>${title}</h2>${content}</section>`;

/** What is not met as it was filed, apart from what officials find. @param {import('shodaku').Ruleset} ruleset @param {import('shodaku').Report} report @param {Language} lang */
function lacking(ruleset, report, lang) {
  const failing = report.issues.filter(
    ({ truth, because }) => truth === 'not_met' && because.includes('answer'),
  );
  const { applicant, contract } = report.stillNeeded;
  const blank = [...applicant, ...contract];
  const notWritten = (/** @type {string} */ id) =>
    html`<li>${say(lang, 'page.server.case.not_written', { field: labelOf(ruleset, id, lang) })}</li>`;
  return section(
    say(lang, 'page.server.case.lacking'),
    html`${
      failing.length + blank.length === 0
        ? html`<p>${say(lang, 'page.server.case.lacks_nothing')}</p>`
        : html`<ul class="records__list">
${failing.map(({ clauses, message }) => html`<li><span class="clause">${clauses.join(say(lang, 'page.shared.comma'))}</span> ${message}</li>`)}
${blank.map(notWritten)}
</ul>`
    }${
      report.evidence.length === 0
        ? ''
        : html`<h3 class="record__title">${say(lang, 'page.server.case.evidence')}</h3><ul class="records__list">${report.evidence.map(notWritten)}</ul>`
    }`,
  );
}

/** What the applicant wrote. @param {import('shodaku').Ruleset} ruleset @param {Judged} judged @param {Language} lang */
function words(ruleset, { submission: { answers, contact, files } }, lang) {
  const { contact_name: name = '', contact_phone: phone = '', contact_mail: mail = '' } = contact;
  return section(
    say(lang, 'page.server.case.words'),
    entries([
      ...ruleset.field
        .filter(({ id }) => Object.hasOwn(answers, id))
        .map((field) => ({ field, written: valueInWords(field, answers[field.id], lang) }))
        .filter(({ written }) => written !== '')
        .map(
          ({ field, written }) =>
            /** @type {const} */ ([
              labelOf(ruleset, field.id, lang),
              written,
              `answer-${field.id}`,
            ]),
        ),
      [say(lang, 'page.consultation.form.name'), name],
      [say(lang, 'page.consultation.form.telephone'), phone],
      [say(lang, 'page.consultation.form.mail'), mail],
      [say(lang, 'page.consultation.form.documents'), files.join('\n')],
    ]),
  );
}

/** @param {import('shodaku').Ruleset} ruleset @param {Judged} judged @param {readonly import('shodaku').Issue[]} issues @param {Language} lang */
function findings(ruleset, { submission, findings, toFind, seen }, issues, lang) {
  return section(
    say(lang, 'page.server.case.findings'),
    html`<p>${say(lang, 'page.server.case.findings_lead')}</p>
${toFind.map((field) => {
  const made = findings.filter((finding) => finding.field === field.id);
  const asked = issues.filter(({ fields }) => fields.includes(field.id));
  const clauses = [...new Set(asked.flatMap((issue) => issue.clauses))];
  const behind = [...new Set(asked.flatMap((issue) => issue.fields))].filter(
    (id) => id !== field.id && Object.hasOwn(submission.answers, id),
  );
  return html`<section class="record" id="finding-${field.id}">
<h3 class="record__title">${labelOf(ruleset, field.id, lang)} <span class="clause">${clauses.join(say(lang, 'page.shared.comma'))}</span></h3>
${behind.length > 0 ? html`<p>${say(lang, 'page.server.case.rests_on')} ${behind.map((id) => html`<a href="#answer-${id}">${labelOf(ruleset, id, lang)}</a> `)}</p>` : ''}
${made.length > 0 ? html`<ul class="records__list">${made.map((finding) => act(valueInWords(field, finding.value, lang) || say(lang, 'page.server.case.taken_back'), finding, lang))}</ul>` : ''}
<details class="fold"><summary class="fold__title">${say(lang, made.length === 0 ? 'page.server.case.record' : 'page.server.case.record_anew')}</summary>
<form class="records__form" method="post" action="/officials/${submission.id}/findings">
<input type="hidden" name="seen" value="${seen}"><input type="hidden" name="field" value="${field.id}">
${control(ruleset, field, made.length > 0, lang)}
${reason(`reason-${field.id}`, true, lang)}
<p><button class="button">${say(lang, 'page.server.case.record_it')}</button></p>
</form></details>
</section>`;
})}`,
  );
}

/** @param {import('shodaku').Ruleset} ruleset @param {import('shodaku').Field} field @param {boolean} made @param {Language} lang */
function control(ruleset, field, made, lang) {
  const label = labelOf(ruleset, field.id, lang);
  const choices = choicesOf(field, lang);
  if (choices) {
    return radios(
      label,
      [...choices, ...(made ? [{ value: '', name: say(lang, 'page.server.case.take_back') }] : [])],
      'value',
    );
  }
  const id = `value-${field.id}`;
  const hint = field.type === 'date' ? say(lang, 'page.shared.date_example') : '';
  return html`<div class="field"><label class="field__label" for="${id}">${label}</label>
${hint ? html`<p class="field__hint">${hint}</p>` : ''}
${field.type === 'text' ? html`<textarea class="field__control" id="${id}" name="value" rows="3"></textarea>` : html`<input class="field__control field__control--date" id="${id}" name="value" autocomplete="off">`}</div>`;
}

/**
 * @param {string} legend
 * @param {readonly { value: string, name: string }[]} choices
 * @param {string} name
 */
const radios = (legend, choices, name) =>
  html`<fieldset class="field field--choices"><legend class="field__label">${legend}</legend>
<div class="field__choices">${choices.map((choice) => html`<label class="choice"><input class="choice__input" type="radio" name="${name}" value="${choice.value}" required><span>${choice.name}</span></label>`)}</div></fieldset>`;

/** @param {string} id @param {boolean} required @param {Language} lang */
const reason = (id, required, lang) =>
  html`<div class="field"><label class="field__label" for="${id}">${say(lang, 'page.server.reason')}</label>
<textarea class="field__control" id="${id}" name="reason" rows="2"${required ? ' required' : ''}></textarea></div>`;

/** Something an official has done. @param {string} what @param {{ reason: string, official: string, at: string }} act @param {Language} lang */
const act = (what, { reason, official, at }, lang) =>
  html`<li><strong>${what}</strong> <span class="as-typed">${reason}</span> <span class="quiet">${official} ${inJapan(at, lang, 'short')}</span></li>`;

/** @param {Judged} judged @param {Language} lang */
function decision({ submission, verdict, decisions, seen }, lang) {
  return section(
    say(lang, 'page.server.decision.title'),
    html`<p>${say(lang, 'page.server.decision.lead', { verdict: say(lang, `verdict.${verdict}`) })}</p>
${decisions.length > 0 ? html`<ul class="records__list">${decisions.map((made) => act(say(lang, 'page.server.decision.then', { decision: say(lang, `page.server.decision.${made.decision}`), verdict: say(lang, `verdict.${made.verdict}`) }), made, lang))}</ul>` : ''}
<form class="records__form" method="post" action="/officials/${submission.id}/decision">
<input type="hidden" name="seen" value="${seen}">
${radios(
  say(lang, 'page.server.decision.made'),
  [
    { value: 'approved', name: say(lang, 'page.server.decision.approved') },
    { value: 'rejected', name: say(lang, 'page.server.decision.rejected') },
  ],
  'decision',
)}
${reason('reason-of-decision', false, lang)}
<p><button class="button button--main">${say(lang, 'page.server.decision.decide')}</button></p>
</form>`,
  );
}

/** @param {import('../store.js').Stored} submission @param {boolean} matches @param {Language} lang */
function receipt(submission, matches, lang) {
  return section(
    say(lang, 'page.consultation.receipt.title'),
    html`<p>${say(lang, matches ? 'page.server.case.receipt_matches' : 'page.server.case.receipt_differs')}</p>
<pre class="receipt" tabindex="0" role="region" aria-label="${say(lang, 'page.consultation.receipt.title')}">${JSON.stringify(submission.receipt, null, 2)}</pre>`,
  );
}
