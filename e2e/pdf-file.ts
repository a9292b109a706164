// PDF files of a few bytes, made as the format says (ISO 32000-1, 7.5).

interface PdfOptions {
  /** The text of each page, in a font that the file does not bring. */
  pages: readonly string[];
  /** More entries of the catalog, and more objects, for files that want to do something. */
  catalog?: string;
  objects?: readonly string[];
}

export function pdfFile({ pages, catalog = '', objects = [] }: PdfOptions): Buffer {
  const firstPage = 4;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`);
  const drawn = pages.flatMap((text, index) => {
    const stream = `BT /F1 36 Tf 72 700 Td (${text.replace(/[()\\]/g, String.raw`\$&`)}) Tj ET`;
    const page = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${firstPage + 2 * index + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`;
    return [page, `<</Length ${stream.length}>>stream\n${stream}\nendstream`];
  });
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...drawn,
    ...objects,
  ];
  let body = '%PDF-1.7\n';
  const places = all.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(`${body}${table}trailer<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`, 'latin1');
}
