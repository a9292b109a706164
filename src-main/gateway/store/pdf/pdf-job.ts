// Between the gateway and the thread that reads a PDF file.
export interface PdfJob {
  file: string;
  /** The folder with the maps of characters and the fonts that files need not bring. */
  resources: string;
  pagesMax: number;
}

export type FromPdfReader =
  | { kind: 'pages'; count: number }
  /** A piece of the text of the page. */
  | { kind: 'text'; page: number; text: string }
  /** All of the page was said, as far as it can be read. */
  | { kind: 'read'; page: number; isBroken: boolean }
  | { kind: 'done' }
  | { kind: 'failed'; why: 'password' | 'broken' };
