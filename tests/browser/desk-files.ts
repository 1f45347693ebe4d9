/** Files as they come to a desk: sheets as Excel packs them, and rows that are hard to carry. */
import { strToU8, type Zippable, zipSync } from 'fflate';

/** A cell: a text, or a day as Excel has it. */
export type Cell = string | { readonly day: number };

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The parts of a workbook of one sheet. */
function parts(rows: readonly (readonly Cell[])[]): Zippable {
  const name = (column: number): string =>
    column < 26
      ? String.fromCharCode(65 + column)
      : name(Math.floor(column / 26) - 1) + name(column % 26);
  const cell = (one: Cell, column: number, row: number) => {
    const place = `r="${name(column)}${row + 1}"`;
    return typeof one === 'string'
      ? `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(one)}</t></is></c>`
      : `<c ${place} s="1"><v>${one.day}</v></c>`;
  };
  const line = (row: readonly Cell[], at: number) =>
    `<row r="${at + 1}">${row.map((one, column) => cell(one, column, at)).join('')}</row>`;
  const sheet = rows.map(line).join('');
  const all = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${LINKS}"><sheets><sheet name="一覧" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${LINKS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [path, strToU8(text)]));
}

/** A workbook of one sheet, compressed as Excel does it; `more` are parts beside. */
export const workbook = (rows: readonly (readonly Cell[])[], more: Zippable = {}): Buffer =>
  Buffer.from(zipSync({ ...parts(rows), ...more }, { level: 9 }));

/** A ZIP of texts. */
export const archive = (files: { readonly [path: string]: string }): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))),
  );

/** A workbook whose sheet unpacks to that many bytes, out of next to nothing. */
export const bomb = (bytes: number): Buffer =>
  workbook([['番号'], ['1']], { 'xl/worksheets/sheet1.xml': new Uint8Array(bytes).fill(0x20) });
