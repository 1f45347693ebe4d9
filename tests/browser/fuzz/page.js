// In the page: forms made by chance, and what a person and the host's scripts do to them. What is
// then judged has to be what a fresh check of the form finds, or the form says that it is not checked.

/** The same numbers for the same seed. */
function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, of: (list) => list[below(list.length)], is: (share) => next() < share };
}

class Faced extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  #value = '';
  get value() {
    return this.#value;
  }
  set value(value) {
    this.#value = value;
    this.#internals.setFormValue(value);
  }
  formResetCallback() {
    this.value = '';
  }
}
customElements.define('x-faced', Faced);

const CODES = { a: 'agency_approval', c: 'contractor_consent', f: 'forbidden', x: 'betsu' };
const WORDS = ['', '', '氏名', '住所、氏名', '氏名\n既往歴', '電話番号，', '　'];
const NUMBERS = ['', '12', '5000', '9999', '６０００', '5,001', 'nine', '①'];
const DAYS = ['', '2026-12-01', '2026-12-18', '令和8年12月1日', 'R8.12.18', 'きのう'];
const ISO = ['', '2026-12-01', '2026-12-18'];

/** Of several values that differ nobody knows which one counts. */
const only = (values) => {
  const [value, ...others] = new Set(values.filter((one) => one.trim() !== ''));
  if (others.length > 0) throw new Error('several values');
  return value;
};
const options = (values) => values.map((value) => `<option>${value}</option>`).join('');
const ticks = (type, name, values) =>
  values
    .map((value) => `<label><input type="${type}" name="${name}" value="${value}">${value}</label>`)
    .join('');

/** The kinds of control that a field may have: markup, what may be entered, how it reads. */
const FIELDS = [
  {
    field: 'scope.record_count',
    name: 'kensu',
    kinds: [
      { html: '<input name="kensu">', values: NUMBERS },
      { html: '<textarea name="kensu"></textarea>', values: NUMBERS },
      { html: '<input type="number" name="kensu">', values: ['', '12', '9999'] },
      { html: '<x-faced name="kensu"></x-faced>', values: NUMBERS },
      { html: '<input type="hidden" name="kensu">', values: NUMBERS, silent: true },
    ],
    answer: only,
  },
  {
    field: 'scope.data_items',
    name: 'koumoku',
    kinds: [
      { html: '<textarea name="koumoku"></textarea>', values: WORDS },
      { html: '<input name="koumoku"><input name="koumoku">', values: WORDS },
      {
        html: `<select multiple name="koumoku">${options(['氏名', '住所', '既往歴'])}</select>`,
        whole: true,
      },
      { html: ticks('checkbox', 'koumoku', ['氏名', '既往歴']), whole: true },
    ],
    answer: (values, { whole }) =>
      whole
        ? values
        : values
            .flatMap((value) => value.split(/[\n、､，,]/u))
            .filter((item) => item.trim() !== ''),
  },
  {
    field: 'subcontract.further_entrustment',
    name: 'saisai',
    read: ([code]) => CODES[code] ?? null,
    kinds: [
      { html: `<select name="saisai">${options(['', 'a', 'c', 'f', 'x'])}</select>` },
      { html: ticks('radio', 'saisai', ['a', 'c', 'x']) },
      { html: '<input name="saisai" list="l">', values: ['', 'a', 'c', 'q'] },
    ],
    answer: ([code]) => CODES[code],
  },
  {
    field: 'subcontract.starts_on',
    name: 'chaku',
    kinds: [
      { html: '<input name="chaku">', values: DAYS },
      { html: '<input type="date" name="chaku">', values: ISO },
      {
        html: ['2026', '12', '1']
          .map((part) => `<select name="chaku">${options(['', part, '18'])}</select>`)
          .join(''),
      },
    ],
    answer: (values) => {
      if (values.length !== 3 && values.length !== 4) return only(values);
      const [day, month, year, era = ''] = [...values].reverse();
      return values.some((value) => value.trim() === '')
        ? undefined
        : `${era}${year}年${month}月${day}日`;
    },
  },
  {
    field: 'scope.exceeds_contract',
    name: 'koeru',
    kinds: [
      { html: ticks('radio', 'koeru', ['はい', 'いいえ', 'さあ']) },
      { html: '<input type="checkbox" name="koeru" value="1">', bool: true },
      { html: `<select name="koeru">${options(['', 'はい', 'いいえ'])}</select>` },
    ],
    answer: (values, { bool, live, touched }) => {
      if (bool && live === 1) return values.length > 0 || (touched ? false : undefined);
      const value = only(values);
      return { はい: true, いいえ: false, 1: true }[value] ?? value;
    },
  },
  {
    field: 'subcontract.matters_told',
    name: 'shuchi',
    kinds: [
      { html: ticks('checkbox', 'shuchi', ['safeguards', 'return', 'carriage']), ticks: true },
      {
        html: `<select multiple name="shuchi">${options(['safeguards', 'return'])}</select>`,
        ticks: true,
      },
    ],
    answer: (values, { live, touched }) =>
      values.length > 0 || (live > 0 && touched) ? values : undefined,
  },
];

const FRAMES = [
  (html) => `<p>${html}</p>`,
  (html) => `<table><tr><th>欄</th><td>${html}<span class="error"></span></td></tr></table>`,
  (html) => `<details><summary>欄</summary>${html}</details>`,
  (html) => `<fieldset><legend>欄</legend>${html}</fieldset>`,
  (html) => `<div style="display: flex"><b>欄</b>${html}</div>`,
  (html) => `欄 ${html} <br>`,
];

const stage = document.getElementById('stage');
const outside = document.getElementById('outside');
const tick = () => new Promise((done) => setTimeout(done));

/** One form, what is done to it, and what it comes to. Returns what is wrong with that. */
async function sequence(rules, seed) {
  const dice = chance(seed);
  const log = [];
  const map = {};
  const chosen = FIELDS.filter(() => dice.is(0.7)).map((field) => {
    const kind = dice.of(field.kinds);
    const mapped = field.read !== undefined || dice.is(0.4);
    if (mapped)
      map[field.field] = field.read ? { control: field.name, read: field.read } : field.name;
    return { ...field, kind, mapped, frame: dice.of(FRAMES), touched: false };
  });
  const markup = ({ kind, field, mapped, frame }) =>
    `<div class="field"${mapped ? '' : ` data-shodaku-field="${field}"`}>${frame(kind.html)}</div>`;
  stage.innerHTML = `<form id="fuzz">${chosen.map(markup).join('')}
    <label>備考 <input name="bikou"></label><button>送信</button><button type="reset">消す</button></form>`;
  outside.replaceChildren();
  const form = stage.querySelector('form');
  const fields = chosen.map((field, at) => ({
    ...field,
    box: form.querySelectorAll('.field')[at],
  }));
  const onsubmit = (event) => event.preventDefault();
  form.addEventListener('submit', onsubmit);
  const mask = dice.is(0.2);
  form.addEventListener('input', ({ target }) => {
    if (mask && target.name === 'kensu') target.value = target.value.replace('9999', '12');
  });
  const asked = request({});
  const attached = shodaku.attach(form, rules.open(asked), {
    map,
    blocking: dice.of(['none', 'once', 'errors']),
  });

  /** What a field is read from: by its name anywhere in the form, or by its mark. */
  const controlsOf = ({ name, field, mapped, box }) => {
    const all = [...form.elements].filter(
      (one) => !['button', 'reset', 'submit', 'fieldset'].includes(one.type),
    );
    const marked = (one) => box.contains(one) || one.getAttribute('data-shodaku-field') === field;
    return all.filter(
      (one) =>
        one.localName !== 'fieldset' && (mapped ? one.getAttribute('name') === name : marked(one)),
    );
  };
  const isTick = (one) => one.type === 'checkbox' || one.type === 'radio';
  const own = (one) => one.closest('[data-shodaku-own]') !== null;
  const enter = (field, control) => {
    const values = field.kind.values ?? [''];
    if (isTick(control)) control.checked = !control.checked;
    else if (control.localName === 'select') {
      for (const option of control.options) option.selected = false;
      const option = dice.of([...control.options]);
      if (option) option.selected = true;
    } else control.value = dice.of(values);
  };
  const some = () => {
    const field = dice.of(fields);
    const control = field && dice.of(controlsOf(field).filter((one) => !own(one)));
    return control ? [field, control] : [];
  };
  const says = (control, type) =>
    control.dispatchEvent(
      type === 'input'
        ? new InputEvent(type, { bubbles: true })
        : new Event(type, { bubbles: true }),
    );

  const person = {
    enter: () => {
      const [field, control] = some();
      if (!control || control.matches(':disabled') || field.kind.silent) return;
      control.focus();
      if (isTick(control)) control.click();
      else {
        enter(field, control);
        says(control, 'input');
        if (dice.is(0.8)) says(control, 'change');
      }
      for (const other of fields) {
        if (controlsOf(other).includes(control)) other.touched = true;
      }
      control.blur();
    },
    compose: () => {
      const [field, control] = some();
      if (control?.type !== 'text' || control.disabled) return;
      control.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      enter(field, control);
      control.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
      control.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      for (const other of fields) {
        if (controlsOf(other).includes(control)) other.touched = true;
      }
    },
    submit: () => form.querySelector('button').click(),
    reset: async () => {
      form.querySelector('[type="reset"]').click();
      for (const field of fields) field.touched = false;
      await tick();
    },
    wait: tick,
  };
  const host = {
    set: () => {
      const [field, control] = some();
      if (control) enter(field, control);
    },
    redraw: () => {
      const field = dice.of(fields);
      if (field) field.box.innerHTML = field.frame(field.kind.html);
    },
    replace: () => {
      const [, control] = some();
      if (control) control.replaceWith(control.cloneNode(true));
    },
    remove: () => {
      const [, control] = some();
      control?.remove();
    },
    disable: () => {
      const [, control] = some();
      if (control && 'disabled' in control) control.disabled = !control.disabled;
      else control?.toggleAttribute('disabled');
    },
    disableGroup: () => {
      const group = form.querySelector('fieldset');
      if (group) group.disabled = !group.disabled;
    },
    hide: () => {
      const field = dice.of(fields);
      if (field) field.box.hidden = !field.box.hidden;
    },
    lend: () => {
      const [field, control] = some();
      if (!control || control.localName === 'x-faced') return;
      if (!field.mapped) control.setAttribute('data-shodaku-field', field.field);
      control.setAttribute('form', 'fuzz');
      outside.append(control);
    },
    reset: async () => {
      form.reset();
      for (const field of fields) field.touched = false;
      await tick();
    },
    options: () => {
      const select = form.querySelector('select');
      select?.options[dice.below(select.options.length)]?.remove();
    },
    meddle: () => {
      const slots = [
        ...form.querySelectorAll('.shodaku-slot, .shodaku-summary, .shodaku-announcer'),
      ];
      dice.of(slots)?.remove();
    },
    clutter: () => {
      const field = dice.of(fields);
      field?.box.append(document.createElement('small'));
    },
    move: () => form.append(dice.of(fields)?.box ?? ''),
    leave: () => {
      form.remove();
      stage.append(form);
    },
  };

  const deeds = [
    ...Object.entries(person).flatMap(([name, does]) =>
      Array(name === 'enter' ? 6 : 1).fill([`person ${name}`, does]),
    ),
    ...Object.entries(host).map(([name, does]) => [`host ${name}`, does]),
  ];
  for (let left = 3 + dice.below(10); left > 0; left -= 1) {
    const [name, does] = dice.of(deeds);
    log.push(name);
    await does();
  }
  // A person does something at last, be it somewhere else.
  document.body.click();
  await tick();
  await tick();

  const answers = { ...asked.answers };
  let fresh;
  const read = (field) => {
    const controls = controlsOf(field);
    const live = controls.filter((one) => !one.matches(':disabled'));
    const values = controls.flatMap((one) => {
      const off = one.matches(':disabled');
      if (isTick(one)) return !off && one.checked ? [one.value] : [];
      if (one.localName === 'x-faced') return off ? [] : [one.value];
      if (one.localName !== 'select') return [off ? '' : one.value];
      const picked = [...one.selectedOptions].map(({ value }) => value);
      if (one.multiple) return off ? [] : picked;
      return off || picked.length === 0 ? [''] : picked;
    });
    const value = field.answer(values, {
      ...field.kind,
      live: live.length,
      touched: field.touched,
    });
    if (value !== undefined && controls.length > 0) answers[field.field] = value;
  };
  try {
    fields.forEach(read);
    fresh = rules.check({ ...asked, answers });
  } catch {
    fresh = undefined;
  }
  const found = attached.current;
  const plain = (report) =>
    report && JSON.stringify([report.verdict, report.issues, report.stillNeeded]);
  const wrongs = [];
  if (plain(found) !== plain(fresh)) {
    wrongs.push(`judged ${found?.verdict}, freshly ${fresh?.verdict}`);
  }
  if (!fresh && !form.querySelector('.shodaku-status')?.textContent)
    wrongs.push('unchecked in silence');
  const receipt = attached.receipt();
  if (Boolean(receipt) !== Boolean(fresh)) wrongs.push('a receipt of what was not judged');
  else if (
    receipt &&
    !rules.verify(receipt, { ...asked, answers: attached.session.answers }).matches
  ) {
    wrongs.push('a receipt of something else');
  }
  const submitted = () => JSON.stringify([...new FormData(form)]);
  const before = submitted();
  const { session } = attached;
  const told = session.answers;
  attached.detach();
  session.dispose();
  if (submitted() !== before) wrongs.push('detaching changed what is submitted');
  const left = document.querySelectorAll(
    '[data-shodaku-own], [aria-describedby*="shodaku"]',
  ).length;
  if (left > 0) wrongs.push(`${left} traces left`);
  if (wrongs.length === 0) return undefined;
  const differs = [...new Set([...Object.keys(told), ...Object.keys(answers)])]
    .filter((field) => JSON.stringify(told[field]) !== JSON.stringify(answers[field]))
    .map((field) => [field, told[field], answers[field]]);
  return { seed, log, form: stage.innerHTML, differs, wrongs };
}

/** Sequences of these seeds; returns what was wrong, at most a few of them. */
globalThis.fuzz = async (from, to) => {
  const rules = await opened;
  const wrongs = [];
  for (let seed = from; seed < to && wrongs.length < 3; seed += 1) {
    try {
      const wrong = await sequence(rules, seed);
      if (wrong) wrongs.push(wrong);
    } catch (error) {
      wrongs.push({ seed, wrongs: [String(error?.stack)] });
    }
  }
  return wrongs;
};
