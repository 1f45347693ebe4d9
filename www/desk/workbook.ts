/** The first sheet of an Excel workbook, as a table of texts, read and written. */
import { strToU8, unzipSync, Zip, ZipDeflate, zipSync } from 'fflate';
import { readSheet, type SheetData } from 'read-excel-file/universal';
import { slices } from './slices.js';
import { xml } from './xml.js';

/** What is unpacked at most, in bytes: no sheet that somebody typed is larger. */
const MAX_BYTES = 200_000_000;

/** A workbook as it was read. */
export interface Workbook {
  readonly rows: string[][];
  /** Whether it carries macros: they are not read. */
  readonly macros: boolean;
}

/** Why a ZIP is no workbook that can be read. */
export type NoWorkbook = 'zip' | 'too_large' | 'workbook';

/** Reads it. */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook | NoWorkbook> {
  let [total, macros] = [0, false];
  const names = new Set<string>();
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.add(name);
        macros ||= name.endsWith('vbaProject.bin');
        const isWanted = /\.(xml|rels)$/.test(name);
        if (isWanted) total += originalSize;
        return isWanted && total <= MAX_BYTES;
      },
    });
    if (!names.has('xl/workbook.xml')) return 'zip';
    if (total > MAX_BYTES) return 'too_large';
    // Packed without compression, it is read here: for what is compressed the reader starts workers,
    // which the page's policy forbids.
    const plain = zipSync(parts, { level: 0 });
    const rows = await readSheet(new Uint8Array(plain).buffer, { trim: false });
    return { rows: rows.map((row) => row.map(textOf)), macros };
  } catch {
    return 'workbook';
  }
}

/** A cell as it would be typed; Excel's days are days at midnight UTC. */
function textOf(cell: SheetData[number][number]): string {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook of one sheet, in pieces: every cell is text, so that no digit and no zero is lost. */
export async function workbookOf(
  rows: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(new Uint8Array(piece));
  });
  for (const [name, text] of Object.entries(PARTS)) add(zip, name).push(strToU8(HEAD + text), true);
  const sheet = add(zip, 'xl/worksheets/sheet1.xml');
  const write = (text: string, last = false) => sheet.push(strToU8(text), last);
  write(
    `${HEAD}<worksheet xmlns="${SHEET}"><cols><col min="1" max="200" width="18" customWidth="1" style="1"/></cols><sheetData>`,
  );
  const due = slices();
  let lines = '';
  for (const [at, row] of rows.entries()) {
    const cells = row.map((text, column) => cellAt(text, column, at + 1));
    lines += `<row r="${at + 1}">${cells.join('')}</row>`;
    if (lines.length < ENOUGH) continue;
    write(lines);
    lines = '';
    await due();
  }
  write(`${lines}</sheetData></worksheet>`, true);
  zip.end();
  return pieces;
}

/** How much of a sheet is packed at once, in letters. */
const ENOUGH = 1 << 17;

function add(zip: Zip, name: string): ZipDeflate {
  const part = new ZipDeflate(name, { level: 1 });
  zip.add(part);
  return part;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PARTS = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // The second format is that of text: what is typed over a cell stays as it is typed.
  'xl/styles.xml': `<styleSheet xmlns="${SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs></styleSheet>`,
};

const cellAt = (text: string, column: number, row: number): string =>
  text === ''
    ? ''
    : `<c r="${nameOf(column)}${row}" s="1" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;

/** A column's letters, from the first as 0. */
const nameOf = (column: number): string =>
  (column < 26 ? '' : nameOf(Math.floor(column / 26) - 1)) +
  String.fromCharCode(65 + (column % 26));
