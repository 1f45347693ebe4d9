/** A letter as a document of Word: plain paragraphs on A4, to be finished there. */
import { strToU8, zipSync } from 'fflate';
import { xml } from './xml.js';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** A4 with margins of 25 mm, in twentieths of a point. */
const PAGE =
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>';

/** The bytes of the document: a paragraph a line, at the right where it begins with that mark. */
export function documentOf(text: string, atRight: string): Uint8Array<ArrayBuffer> {
  const paragraph = (line: string, align = '') =>
    `<w:p>${align}<w:r><w:t xml:space="preserve">${xml(line)}</w:t></w:r></w:p>`;
  const right = '<w:pPr><w:jc w:val="right"/></w:pPr>';
  const lines = text
    .split('\n')
    .map((line) =>
      line.startsWith(atRight) ? paragraph(line.slice(atRight.length), right) : paragraph(line),
    );
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${lines.join('')}<w:sectPr>${PAGE}</w:sectPr></w:body></w:document>`,
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(HEAD + xml)]);
  return new Uint8Array(zipSync(Object.fromEntries(files)));
}
