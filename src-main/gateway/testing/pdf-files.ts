// PDF files as the format says (ISO 32000-1, 7.5), also such as no program would make.
import { deflateSync } from 'node:zlib';

const PLAIN_FONT = '/Font<</F1 3 0 R>>';

interface PdfPage {
  /** The operators that draw it. */
  content: string | Buffer;
  /** Of the content: `/FlateDecode`. */
  filter?: string;
  /** Entries of the resources. Default: the font `F1`. */
  resources?: string;
}

/** `objects`: further ones, the first with the number `firstObject(pages)`. `trailer`: more of its entries. */
export function pdfOf(pages: readonly PdfPage[], objects: readonly string[] = [], trailer = ''): Buffer {
  const kids = pages.map((_, index) => `${pageObject(index)} 0 R`);
  const drawn = pages.flatMap(({ content, filter, resources = PLAIN_FONT }, index) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${pageObject(index) + 1} 0 R/Resources<<${resources}>>>>`,
    stream(Buffer.from(content), filter === undefined ? '' : `/Filter${filter}`),
  ]);
  const all = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...drawn,
    ...objects,
  ];
  const parts = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const places = all.map((object, index) => {
    const place = `${String(length).padStart(10, '0')} 00000 n \n`;
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj`), Buffer.from(object), Buffer.from('endobj\n')]);
    parts.push(whole);
    length += whole.length;
    return place;
  });
  const count = all.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${count}/Root 1 0 R${trailer}>>`;
  return Buffer.concat([...parts, Buffer.from(`${table}\nstartxref\n${length}\n%%EOF`)]);
}

const pageObject = (index: number): number => 4 + 2 * index;

export const firstObject = (pages: number): number => pageObject(pages);

export function stream(content: Buffer, entries = ''): string | Buffer {
  return Buffer.concat([Buffer.from(`<<${entries}/Length ${content.length}>>stream\n`), content, Buffer.from('\nendstream')]);
}

/** One line. */
export const textPage = (text: string): PdfPage => ({
  content: `BT /F1 12 Tf 72 700 Td (${text.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj ET`,
});

/** A scan: it has no text. */
export const SCAN = pdfOf([{ content: '1 0 0 rg 0 0 595 842 re f' }]);

/** Each form draws the next one ten times: ten billion times one letter. */
export function endlessPdf(before: readonly PdfPage[]): Buffer {
  const forms = 11;
  const first = firstObject(before.length + 1);
  const objects = Array.from({ length: forms }, (_, level) => {
    const content = level === forms - 1 ? 'BT /F1 1 Tf (x) Tj ET' : '/Next Do '.repeat(10);
    const entries = `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>/XObject<</Next ${first + level + 1} 0 R>>>>`;
    return `<<${entries}/Length ${content.length}>>stream\n${content}\nendstream`;
  });
  return pdfOf([...before, { content: '/Next Do', resources: `${PLAIN_FONT}/XObject<</Next ${first} 0 R>>` }], objects);
}

/** A gigabyte of spaces, compressed three times to 236 bytes. */
const GIGABYTE =
  'eNqruPX2jqLf7USZ4w/1QniEbgjwGDY/ZZOYdM5HeYaa9YE/MrEc7g8EZBqYH1Q1lwXbMjQprFJI/cKz4v/zyiur6z/NNp9//7/cu/89/2bL3d0jI3/vXQ8DA0ND4+x/e2/9+vDNIur8/vl/gSIMbe+eL9/7MU2kYt+PX2ctGRgYEj6s8/e3y6/jsIn9J2XNzsDAwHPvYJblzRzGzV/v/ttZzcDAcOCBLgszAwODgqsByIgoMGcBhJOEzBmVGZUZlRmVGZUZUjJP07bO2efLOPlm1b7dtkwMD/ba1FXG1czZy7SC7co9AK1XBM8=';

export const pdfBomb = (before: readonly PdfPage[]): Buffer =>
  pdfOf([...before, { content: Buffer.from(GIGABYTE, 'base64'), filter: '[/FlateDecode/FlateDecode/FlateDecode]' }]);

/** Reading it needs a password, which is not in it. */
export const lockedPdf = (): Buffer =>
  pdfOf(
    [textPage('Secret')],
    [`<</Filter/Standard/V 1/R 2/P -4/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>>>`],
    `/ID[<00><00>]/Encrypt ${firstObject(1)} 0 R`,
  );

/** One font has a letter that stands for a thousand, and one line has two hundred thousand of it: more than V8's heap. Of a few KB. */
export function wideLetterPdf(before: readonly PdfPage[]): Buffer {
  const font = firstObject(before.length + 1);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <41> <${'0061'.repeat(1_000)}> endbfchar endcmap end end`;
  const line = deflateSync(`BT /Wide 1 Tf 0.00001 Tz (${'A'.repeat(200_000)}) Tj ET`, { level: 9 });
  return pdfOf(
    [...before, { content: line, filter: '/FlateDecode', resources: `/Font<</Wide ${font} 0 R>>` }],
    [`<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode ${font + 1} 0 R>>`, stream(Buffer.from(map)).toString('latin1')],
  );
}

/** Four million letters in one piece. */
export const longLinePdf = (): Buffer =>
  pdfOf([{ content: deflateSync(`BT /F1 1 Tf 0.00001 Tz (${'x'.repeat(4_000_000)}) Tj ET`, { level: 9 }), filter: '/FlateDecode' }]);
