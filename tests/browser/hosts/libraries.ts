/** Forms whose controls are other people's: what their pages hold, and how Shodaku comes into them. */

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Host } from './host.js';

const posts = '<form id="f" method="post" action="/sent">';
const JQUERY = 'jquery/dist/jquery.js';

/** What jQuery and the widgets do in their pages: no policy grants it. */
const open = (host: Host): Host => ({ policy: null, ...host });

export const jqueryUi = open({
  libraries: ['jquery-ui/dist/themes/base/jquery-ui.css', JQUERY, 'jquery-ui/dist/jquery-ui.js'],
  body: `${posts}<table>
    <tr><th>着手日</th><td><input name="chaku" data-shodaku-field="subcontract.starts_on"></td></tr>
    <tr><th>件数</th><td><input name="kensu" data-shodaku-field="scope.record_count"></td></tr>
    </table><button>送信</button></form>`,
  script: `$(function () {
    $('[name=chaku]').datepicker({ dateFormat: 'yy/mm/dd', defaultDate: new Date(2026, 11, 1) });
    $('[name=kensu]').spinner({ step: 3000 });
  });`,
  attach: "open().then((session) => attach(document.getElementById('f'), session));",
});

export const select2 = open({
  libraries: ['select2/dist/css/select2.css', JQUERY, 'select2/dist/js/select2.js'],
  body: `${posts}
    <div class="row"><label for="saisai">再々委託</label>
      <select id="saisai" name="saisai" style="width: 20em" data-shodaku-field="subcontract.further_entrustment">
        <option value="">-</option><option value="forbidden">禁止</option>
        <option value="contractor_consent">受託者の承諾</option></select></div>
    <div class="row"><label for="koumoku">項目</label>
      <select id="koumoku" name="koumoku" multiple style="width: 20em" data-shodaku-field="scope.data_items">
        <option>氏名</option><option>住所</option><option>既往歴</option></select></div>
    <button>送信</button></form>`,
  script: "$(function () { $('select').select2({ minimumResultsForSearch: Infinity }); });",
  attach: "open().then((session) => attach(document.getElementById('f'), session));",
});

export const flatpickr = open({
  libraries: ['flatpickr/dist/flatpickr.css', 'flatpickr/dist/flatpickr.js'],
  body: `${posts}
    <p><label>着手日 <input name="chaku" data-shodaku-field="subcontract.starts_on"></label></p>
    <p><label>終了日 <input name="owari" data-shodaku-field="subcontract.ends_on"></label></p>
    <button>送信</button></form>`,
  script: `
    const form = document.getElementById('f');
    const options = { defaultDate: null, minDate: '2026-12-01', maxDate: '2026-12-31' };
    flatpickr(form.chaku, { ...options, altInput: true, altFormat: 'Y年n月j日' });
    flatpickr(form.owari, options);`,
  attach: 'open().then((session) => attach(form, session));',
});

export const angular = open({
  libraries: ['angular/angular.js'],
  body: `<div ng-app="app" ng-controller="Ctrl as c"><form id="f" name="form" method="post" action="/sent" novalidate>
    <p><label>件数 <input name="kensu" ng-model="c.kensu" data-shodaku-field="scope.record_count"></label></p>
    <p><label>再々委託 <select name="saisai" ng-model="c.saisai"
      ng-options="one.code as one.label for one in c.options"><option value=""></option></select></label></p>
    <p ng-if="c.kensu > 100"><label>項目 <input name="koumoku" ng-model="c.koumoku"></label></p>
    <button type="button" id="fill" ng-click="c.fill()">前回の値</button>
    <button type="button" id="clear" ng-click="c.clear()">消す</button><button>送信</button></form></div>`,
  script: `angular.module('app', []).controller('Ctrl', function ($timeout) {
    var c = this;
    c.options = [{ code: 'k', label: '禁止' }, { code: 'j', label: '受託者の承諾' }];
    c.fill = function () { $timeout(function () { c.kensu = '9999'; c.koumoku = '既往歴'; c.saisai = 'j'; }, 30); };
    c.clear = function () { c.kensu = ''; c.saisai = null; };
  });`,
  attach: `open().then((session) => attach(document.getElementById('f'), session, { map: {
    'scope.data_items': 'koumoku',
    'subcontract.further_entrustment': {
      control: 'saisai', read: ([code]) => ({ 'string:k': 'forbidden', 'string:j': 'contractor_consent' })[code],
    },
  } }));`,
});

export const bootstrap = open({
  libraries: ['bootstrap/dist/css/bootstrap.css', 'bootstrap/dist/js/bootstrap.bundle.js'],
  body: `<form id="f" class="container needs-validation" method="post" action="/sent" novalidate>
    <div class="row g-3">
      <div class="col-md-6"><label class="form-label" for="saki">再委託先</label>
        <input class="form-control" id="saki" name="saki" required data-shodaku-field="subcontractor.name">
        <div class="invalid-feedback">必須です</div></div>
      <div class="col-md-6"><label class="form-label" for="kensu">件数</label>
        <div class="input-group has-validation"><span class="input-group-text">約</span>
          <input class="form-control" id="kensu" name="kensu" required data-shodaku-field="scope.record_count">
          <span class="input-group-text">件</span><div class="invalid-feedback">必須です</div></div></div>
    </div>
    <div class="form-floating mb-3"><input class="form-control" id="koumoku" name="koumoku" placeholder="" data-shodaku-field="scope.data_items">
      <label for="koumoku">項目</label></div>
    <div class="mb-3">${['はい', 'いいえ']
      .map(
        (value, at) =>
          `<div class="form-check form-check-inline"><input class="form-check-input" type="radio" name="koeru" id="k${at}" value="${value}" data-shodaku-field="scope.exceeds_contract"><label class="form-check-label" for="k${at}">${value}</label></div>`,
      )
      .join('')}</div>
    <button type="button" class="btn btn-secondary" data-bs-toggle="collapse" data-bs-target="#more" aria-expanded="false">詳しく</button>
    <div class="collapse" id="more"><div class="mb-3"><label class="form-label" for="saisai">再々委託</label>
      <select class="form-select" id="saisai" name="saisai" data-shodaku-field="subcontract.further_entrustment">
        <option value=""></option><option value="forbidden">禁止</option><option value="contractor_consent" selected>受託者</option></select></div></div>
    <button class="btn btn-primary">送信</button></form>`,
  script: `document.getElementById('f').addEventListener('submit', (event) => {
    if (!event.target.checkValidity()) event.preventDefault();
    event.target.classList.add('was-validated');
  });`,
  attach: "open().then((session) => attach(document.getElementById('f'), session));",
});

export const govuk = open({
  libraries: ['govuk-frontend/dist/govuk/govuk-frontend.min.css'],
  body: `<form id="f" class="govuk-width-container" method="post" action="/sent" novalidate>
    <div class="govuk-form-group" id="group"><label class="govuk-label" for="kensu">件数</label>
      <div id="kensu-hint" class="govuk-hint">契約の上限まで</div>
      <div class="govuk-input__wrapper"><div class="govuk-input__prefix">約</div>
        <input class="govuk-input govuk-input--width-5" id="kensu" name="kensu" aria-describedby="kensu-hint" data-shodaku-field="scope.record_count">
        <div class="govuk-input__suffix">件</div></div></div>
    <div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">範囲</legend>
      <div class="govuk-radios">${['はい', 'いいえ']
        .map(
          (value, at) =>
            `<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" name="koeru" id="k${at}" value="${value}" data-shodaku-field="scope.exceeds_contract"><label class="govuk-label govuk-radios__label" for="k${at}">${value}</label></div>`,
        )
        .join('')}</div></fieldset></div>
    <div class="govuk-form-group"><fieldset class="govuk-fieldset" role="group"><legend class="govuk-fieldset__legend">着手日</legend>
      <div class="govuk-date-input" id="chaku">${['日', '月', '年']
        .map(
          (part, at) =>
            `<div class="govuk-date-input__item"><label class="govuk-label" for="d${at}">${part}</label><input class="govuk-input govuk-date-input__input govuk-input--width-2" id="d${at}" name="chaku-${at}"></div>`,
        )
        .join('')}</div></fieldset></div>
    <button class="govuk-button">送信</button></form>`,
  script: `document.getElementById('f').addEventListener('submit', (event) => {
    if (document.getElementById('kensu').value !== '') return;
    event.preventDefault();
    document.querySelector('.govuk-error-message')?.remove();
    document.getElementById('group').classList.add('govuk-form-group--error');
    document.getElementById('kensu-hint').insertAdjacentHTML('afterend', '<p class="govuk-error-message">必須です</p>');
  });`,
  attach: `open().then((session) => attach(document.getElementById('f'), session, { map: {
    'subcontract.starts_on': { control: '#chaku input', read: ([day, month, year]) => (
      day && month && year ? [year, month, day].join('-') : null) },
  } }));`,
});

export const htmx = open({
  libraries: ['htmx.org/dist/htmx.js'],
  body: `<form id="f" method="post" action="/sent">
    <p><label>件数 <input name="kensu" hx-post="/check" hx-trigger="change" hx-target="#koumoku" hx-swap="outerHTML"></label></p>
    <p id="koumoku"><label>項目 <input name="koumoku"></label></p>
    <button type="button" hx-post="/again" hx-target="#f" hx-swap="innerHTML">やり直す</button><button>送信</button></form>`,
  pages: {
    '/check': () => ({
      status: 200,
      part: true,
      body: '<p id="koumoku"><label>項目 <textarea name="koumoku">既往歴</textarea></label></p>',
    }),
    '/again': () => ({
      status: 200,
      part: true,
      body: '<p><label>件数 <input name="kensu" value="8888"></label></p><p><label>項目 <input name="koumoku" value="氏名"></label></p><button>送信</button>',
    }),
  },
  attach: `attach(document.getElementById('f'), open(), { map: {
    'scope.record_count': 'kensu', 'scope.data_items': 'koumoku' } });`,
});

const SHOELACE = '@shoelace-style/shoelace/cdn';
export const shoelace = open({
  libraries: [`${SHOELACE}/themes/light.css`],
  body: `<script type="module" src="/nm/${SHOELACE}/shoelace.js"></script>
    <form id="f" method="post" action="/sent">
    <sl-input name="kensu" label="件数" data-shodaku-field="scope.record_count"></sl-input>
    <sl-select name="saisai" label="再々委託" data-shodaku-field="subcontract.further_entrustment">
      <sl-option value="forbidden">禁止</sl-option><sl-option value="contractor_consent">受託者</sl-option></sl-select>
    <sl-checkbox name="koeru" value="1" data-shodaku-field="scope.exceeds_contract">超える</sl-checkbox>
    <button>送信</button></form>`,
  attach: "attach(document.getElementById('f'), open(), { onerror() {} });",
});

/** A host of ours in one script, as a bundler makes it. */
async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    bundle: true,
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    entryPoints: [fileURLToPath(new URL(`./${name}`, import.meta.url))],
    jsx: 'automatic',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

export const material = async (): Promise<Host> =>
  open({
    body: '<div id="app"></div>',
    script: await bundled('material.jsx'),
    attach: `const start = () => {
      const form = document.getElementById('f');
      if (!form) { setTimeout(start, 20); return; }
      attach(form, open(), { map: {
        'scope.record_count': 'kensu', 'scope.data_items': 'koumoku',
        'subcontract.further_entrustment': 'saisai', 'scope.exceeds_contract': 'koeru' } });
    };
    start();`,
  });

export const vee = async (): Promise<Host> => ({
  body: '<div id="app"></div>',
  script: await bundled('vee.js'),
  attach: `attach(document.getElementById('f'), open(), { map: {
    'scope.record_count': 'kensu', 'scope.data_items': 'koumoku',
    'subcontract.further_entrustment': 'saisai', 'scope.exceeds_contract': 'koeru' } });`,
});

export const survey: Host = {
  policy: null,
  libraries: [
    'survey-core/survey-core.css',
    'survey-core/survey.core.js',
    'survey-js-ui/survey-js-ui.js',
  ],
  body: '<div id="app"></div>',
  script: `
    const survey = new Survey.Model({
      textUpdateMode: 'onTyping',
      elements: [
        { type: 'text', name: 'kensu', title: '件数' },
        { type: 'dropdown', name: 'saisai', title: '再々委託', choices: [
          { value: 'k', text: '禁止' }, { value: 'j', text: '受託者の承諾' }] },
        { type: 'comment', name: 'koumoku', title: '項目' },
        { type: 'radiogroup', name: 'koeru', title: '範囲', choices: [
          { value: 1, text: '超える' }, { value: 2, text: '超えない' }] },
      ],
    });
    survey.onComplete.add(() => fetch('/sent', { method: 'POST', body: JSON.stringify(survey.data) }));
    survey.render(document.getElementById('app'));`,
  attach: `
    const at = (name) => '[data-name="' + name + '"]';
    // What its own list of options shows stands in no control: the survey knows it.
    const known = (name, values) => () => values[survey.getValue(name)] ?? null;
    attach(document.getElementById('app'), open(), { map: {
      'scope.record_count': at('kensu') + ' input',
      'scope.data_items': at('koumoku') + ' textarea',
      'subcontract.further_entrustment': { control: at('saisai') + ' [role="combobox"]',
        read: known('saisai', { k: 'forbidden', j: 'contractor_consent' }) },
      'scope.exceeds_contract': { control: at('koeru') + ' input',
        read: known('koeru', { 1: true, 2: false }) },
    } });`,
};
