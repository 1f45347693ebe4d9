/** The first sheet of an Excel workbook, as a table of texts. */
import { unzipSync, zipSync } from 'fflate';
import { readSheet, type SheetData } from 'read-excel-file/universal';

/** No sheet that somebody typed is larger. */
const MAX_BYTES = 100_000_000;

/** Reads it; throws where it is none. */
export async function workbookRows(bytes: Uint8Array): Promise<string[][]> {
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => /\.(xml|rels)$/.test(name) && originalSize < MAX_BYTES,
  });
  // Packed without compression, it is read here: for what is compressed the reader starts workers,
  // which the page's policy forbids.
  const plain = zipSync(parts, { level: 0 });
  const rows = await readSheet(new Uint8Array(plain).buffer);
  return rows.map((row) => row.map(textOf));
}

/** A cell as it would be typed; Excel's days are days at midnight UTC. */
function textOf(cell: SheetData[number][number]): string {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
