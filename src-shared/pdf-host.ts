// The messages between a gateway in Electron's utilityProcess and the desktop, which starts its readers of PDF files: such a gateway can
// start no process with Electron's Node.
import * as z from 'zod/mini';

/** Between the gateway and the reader; the desktop passes it on. */
const passedOn = z.unknown();
/** Its number. */
const reader = z.number();

export const ToPdfReaders = z.discriminatedUnion('event', [
  z.object({ event: z.literal('pdf-start'), reader, job: passedOn }),
  z.object({ event: z.literal('pdf-kill'), reader }),
]);
export type ToPdfReaders = z.infer<typeof ToPdfReaders>;

export const FromPdfReaders = z.discriminatedUnion('event', [
  z.object({ event: z.literal('pdf-said'), reader, message: passedOn }),
  /** It follows each start. */
  z.object({ event: z.literal('pdf-ended'), reader }),
]);
export type FromPdfReaders = z.infer<typeof FromPdfReaders>;
