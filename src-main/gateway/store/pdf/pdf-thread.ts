// The thread that reads the text of one PDF file with pdf.js. The file may be made to hold it up or to fill the memory, and V8 may then end
// the process: pdf-reader.ts is that process. Nothing of the file is run, and nothing is fetched.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
// The part that parses. In a thread without pages it runs beside the other.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PDF_PIECE_CHARS_MAX, type FromPdfReader, type PdfJob } from './pdf-job.ts';

type Say = (message: FromPdfReader) => void;

/** Some items are no text. */
const Piece = z.object({ items: z.array(z.object({ str: z.optional(z.string()), hasEOL: z.optional(z.boolean()) })) });

class Locked extends Error {}
class Full extends Error {}

async function read({ file, resources, pagesMax, charsMax }: PdfJob, say: Say): Promise<void> {
  const sayLimited = limited(charsMax, say);
  try {
    const document = await opened(file, resources);
    say({ kind: 'pages', count: document.numPages });
    const last = Math.min(document.numPages, pagesMax);
    for (let page = 1; page <= last; page += 1) {
      // One that is broken does not end the others.
      const isBroken = await readPage(document, page, sayLimited).then(() => false, isBrokenBy);
      say({ kind: 'read', page, isBroken });
    }
    say({ kind: 'done' });
  } catch (error) {
    if (error instanceof Full) say({ kind: 'done' });
    else say({ kind: 'failed', why: error instanceof Locked ? 'password' : 'broken' });
  }
}

function opened(file: string, resources: string): Promise<PDFDocumentProxy> {
  const loading = getDocument({
    data: new Uint8Array(readFileSync(file)),
    cMapUrl: path.join(resources, 'cmaps', path.sep),
    standardFontDataUrl: path.join(resources, 'fonts', path.sep),
    ...{ useWasm: false, enableXfa: false, stopAtErrors: false, disableFontFace: true, useSystemFonts: false, verbosity: 0 },
  });
  return new Promise((resolve, reject) => {
    loading.onPassword = () => reject(new Locked());
    loading.promise.then(resolve, reject);
  });
}

async function readPage(document: PDFDocumentProxy, number: number, say: Say): Promise<void> {
  const page: PDFPageProxy = await document.getPage(number);
  for await (const piece of page.streamTextContent()) {
    let text = '';
    for (const { str = '', hasEOL = false } of Piece.parse(piece).items) {
      text += str;
      if (hasEOL) text += '\n';
      // One item may be as long as a book.
      if (text.length < PDF_PIECE_CHARS_MAX) continue;
      sayText(number, text, say);
      text = '';
    }
    sayText(number, text, say);
  }
  page.cleanup();
}

function sayText(page: number, text: string, say: Say): void {
  for (let from = 0; from < text.length; from += PDF_PIECE_CHARS_MAX)
    say({ kind: 'text', page, text: text.slice(from, from + PDF_PIECE_CHARS_MAX) });
}

function isBrokenBy(error: unknown): true {
  if (error instanceof Full) throw error;
  return true;
}

/** Throws Full at the limit. */
function limited(charsMax: number, say: Say): Say {
  let left = charsMax;
  return (message) => {
    if (message.kind !== 'text') return say(message);
    const text = message.text.slice(0, left);
    say({ ...message, text });
    left -= text.length;
    if (left === 0) throw new Full();
  };
}

const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pdf-reader.ts gives it
if (port) void read(workerData as PdfJob, (message) => port.postMessage(message));
