/** A plain form with names and codes of its own. */
export const plain = `
  <form id="f" method="post" action="/sent">
    <p><label>項目 <textarea name="koumoku" rows="3"></textarea></label></p>
    <p><label>件数 <input name="kensu"></label></p>
    <p><label>再々委託 <select name="saisai">
      <option value="">-</option><option value="1">禁止</option><option value="2">受託者が承諾</option>
    </select></label></p>
    <p><label>備考 <input name="bikou"></label></p>
    <p><button>送信</button></p>
  </form>`;

export const map = `{
  'scope.data_items': 'koumoku', 'scope.record_count': 'kensu',
  'subcontract.further_entrustment': {
    control: 'saisai',
    read: ([code]) => ({ 1: 'forbidden', 2: 'contractor_consent' })[code] ?? null,
  },
}`;

/** Attaches to it; `more` is the source of further options. */
export const attach = (root = "document.getElementById('f')", more = '') =>
  `open().then((session) => attach(${root}, session, { map: ${map}, ${more} }));`;
