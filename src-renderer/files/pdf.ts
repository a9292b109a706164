// Reads PDF files with pdf.js: in a worker of its own, without the scripts, forms and links a file may hold. What it needs besides lies
// under /pdf/ (vite.config.ts): fonts and character maps that files do not bring, and decoders of pictures.
import { getDocument, PasswordResponses, PDFWorker, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// oxlint-disable-next-line import/default -- the builder makes it: the address of the file
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export type { PDFDocumentProxy, PDFPageProxy };

export interface OpenPdf {
  /** Rejects with PdfLocked when it asks for a password, and otherwise when it cannot be read. */
  document: Promise<PDFDocumentProxy>;
  close(): void;
}

export class PdfLocked extends Error {}

/** An address of this origin, whose parts are fetched as its pages are looked at; or all of it, which belongs to the reader then. */
export function openPdf(content: string | Uint8Array): OpenPdf {
  const port = startWorker();
  const worker = PDFWorker.create({ port });
  const loading = getDocument({
    ...(typeof content === 'string' ? { url: content } : { data: content }),
    worker,
    // The policy of the page allows no WebAssembly; there are decoders without it.
    useWasm: false,
    wasmUrl: '/pdf/',
    cMapUrl: '/pdf/cmaps/',
    standardFontDataUrl: '/pdf/fonts/',
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  const document = new Promise<PDFDocumentProxy>((resolve, reject) => {
    loading.onPassword = (_retry: unknown, why: number) => {
      if (why === PasswordResponses.NEED_PASSWORD) reject(new PdfLocked());
    };
    loading.promise.then(resolve, reject);
  });
  return {
    document,
    close() {
      const end = (): void => {
        worker.destroy();
        port.terminate();
      };
      loading.destroy().then(end, end);
    },
  };
}

/** The one script that is started by its address: ours, from the home. */
function startWorker(): Worker {
  const policy = (window as PageWithTrustedTypes).trustedTypes?.createPolicy('lanai-pdf', { createScriptURL: () => workerUrl });
  return new Worker(policy?.createScriptURL('') ?? workerUrl, { type: 'module' });
}

/** The part of https://www.w3.org/TR/trusted-types/ that is used. What it makes counts as a string. */
type PageWithTrustedTypes = Window & {
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(written: string): string }): { createScriptURL(written: string): string };
  };
};
