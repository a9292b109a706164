// The thread that reads the text of one PDF file with pdf.js. The file may be made to hold it up or to fill the memory: pdf-texts.ts
// limits both, and ends the thread. Nothing of the file is run, and nothing is fetched.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
// The part that parses. In a thread without pages it runs beside the other.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FromPdfReader, PdfJob } from './pdf-job.ts';

type Say = (message: FromPdfReader) => void;

/** Some items are no text. */
const Piece = z.object({ items: z.array(z.object({ str: z.optional(z.string()), hasEOL: z.optional(z.boolean()) })) });

class Locked extends Error {}

async function read({ file, resources, pagesMax }: PdfJob, say: Say): Promise<void> {
  try {
    const document = await opened(file, resources);
    say({ kind: 'pages', count: document.numPages });
    const last = Math.min(document.numPages, pagesMax);
    for (let page = 1; page <= last; page += 1) {
      // One that is broken does not end the others.
      const isBroken = await readPage(document, page, say).then(
        () => false,
        () => true,
      );
      say({ kind: 'read', page, isBroken });
    }
    say({ kind: 'done' });
  } catch (error) {
    say({ kind: 'failed', why: error instanceof Locked ? 'password' : 'broken' });
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
    const words = Piece.parse(piece).items.map(({ str = '', hasEOL = false }) => `${str}${hasEOL ? '\n' : ''}`);
    say({ kind: 'text', page: number, text: words.join('') });
  }
  page.cleanup();
}

const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pdf-texts.ts gives it
if (port) void read(workerData as PdfJob, (message) => port.postMessage(message));
