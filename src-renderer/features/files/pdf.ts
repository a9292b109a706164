// Reads PDF files with pdf.js: in a worker of its own, without the scripts, forms and links a file may hold. What it needs besides lies
// under /pdf/ (vite.config.ts): fonts and character maps that files do not bring.
import {
  getDocument,
  PasswordResponses,
  PDFWorker,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
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
    const port = await startWorker();
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

/** Its script is checked like all others, by hand: no import map holds for a worker. The policy of the page lets no other way. */
async function startWorker(): Promise<Worker> {
  const answer = await fetch(workerUrl, integrityOf(workerUrl));
  const address = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'text/javascript' }));
  const policy = (window as PageWithTrustedTypes).trustedTypes?.createPolicy('lanai-pdf', { createScriptURL: () => address });
  try {
    return new Worker(policy?.createScriptURL('') ?? address, { type: 'module' });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The hash of a script in the built page. There is none where Vite serves it as it is; a page with hashes has one for each script. */
function integrityOf(address: string): { integrity?: string } {
  const map = document.querySelector('script[type="importmap"]')?.textContent;
  if (map === undefined) return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own build wrote it
  const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
  const hash = integrity[address];
  if (hash === undefined) throw new Error(`The page has no hash of ${address}.`);
  return { integrity: hash };
}

/** The part of https://www.w3.org/TR/trusted-types/ that is used. What it makes counts as a string. */
type PageWithTrustedTypes = Window & {
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(written: string): string }): { createScriptURL(written: string): string };
  };
};
