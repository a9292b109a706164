// Reads PDF files with pdf.js: in its own worker, without the scripts, forms and links a file may hold. What it needs besides lies
// under /pdf/ (vite.config.ts): fonts and character maps that files do not bring.
import {
  getDocument,
  PasswordResponses,
  PDFWorker,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { startCheckedWorker } from '../../lib/checked-worker.ts';
// oxlint-disable-next-line import/default -- the builder makes it: the address of the file
import workerUrl from './pdf-worker.ts?worker&url';

export type { PDFDocumentProxy, PDFPageProxy };

export interface OpenPdf {
  /** Rejects with PdfLocked when it asks for a password, and otherwise when it cannot be read. */
  document: Promise<PDFDocumentProxy>;
  close(): void;
}

export class PdfLocked extends Error {}

/** An address of this origin, whose parts are fetched as its pages are looked at; or all of it, which belongs to the reader then. */
export function openPdf(content: string | Uint8Array): OpenPdf {
  let isClosed = false;
  let close = (): void => undefined;
  async function open(): Promise<PDFDocumentProxy> {
    const port = await startCheckedWorker(workerUrl);
    const worker = PDFWorker.create({ port });
    const end = (): void => {
      worker.destroy();
      port.terminate();
    };
    const loading = load(content, worker);
    close = () => void loading.destroy().then(end, end);
    if (isClosed) close();
    return documentOf(loading);
  }
  return {
    document: open(),
    close() {
      isClosed = true;
      close();
    },
  };
}

function load(content: string | Uint8Array, worker: PDFWorker): PDFDocumentLoadingTask {
  return getDocument({
    ...(typeof content === 'string' ? { url: content } : { data: content }),
    worker,
    // The policy of the page allows no WebAssembly; the worker has decoders without it.
    useWasm: false,
    wasmUrl: inApp('/pdf/'),
    cMapUrl: inApp('/pdf/cmaps/'),
    standardFontDataUrl: inApp('/pdf/fonts/'),
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  });
}

function documentOf(loading: PDFDocumentLoadingTask): Promise<PDFDocumentProxy> {
  return new Promise((resolve, reject) => {
    loading.onPassword = (_retry: unknown, why: number) => {
      if (why === PasswordResponses.NEED_PASSWORD) reject(new PdfLocked());
    };
    loading.promise.then(resolve, reject);
  });
}

/** The worker's own address is none that another could be found from. */
function inApp(path: string): string {
  return new URL(path, window.location.href).href;
}
