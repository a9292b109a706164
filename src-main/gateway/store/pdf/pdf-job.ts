// Between the gateway and the process that reads a PDF file.
import * as z from 'zod/mini';

export const PdfJob = z.object({
  file: z.string(),
  /** The folder with the maps of characters and the fonts that files need not bring. */
  resources: z.string(),
  pagesMax: z.number(),
  /** Of all pages together. */
  charsMax: z.number(),
});
export type PdfJob = z.infer<typeof PdfJob>;

/** Of one message. */
export const PDF_PIECE_CHARS_MAX = 16 * 1024;

export const FromPdfReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pages'), count: z.number() }),
  /** A piece of the text of the page. */
  z.object({ kind: z.literal('text'), page: z.number(), text: z.string().check(z.maxLength(PDF_PIECE_CHARS_MAX)) }),
  /** All of the page was said, as far as it can be read. */
  z.object({ kind: z.literal('read'), page: z.number(), isBroken: z.boolean() }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), why: z.enum(['password', 'broken', 'heavy']) }),
]);
export type FromPdfReader = z.infer<typeof FromPdfReader>;

/** Starts a process that reads one file and says what is in it. */
export type StartPdfReader = (job: PdfJob, listener: PdfReaderListener) => PdfReaderProcess;

export interface PdfReaderListener {
  onMessage(message: unknown): void;
  /** Once, also when the process could not be started. */
  onEnd(): void;
}

export interface PdfReaderProcess {
  /** Ends the process at once. Does nothing when it has ended. */
  kill(): void;
}
