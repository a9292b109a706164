// Read positions, read receipts, and earlier texts of edited messages.
import * as z from 'zod/mini';

/** The read position of a participant. Without one: it was never reported, as agents need not. */
export const ReadMark = z.object({
  participant_id: z.string(),
  seq: z.number(),
  /** When; null for what was read before that was kept. */
  at: z.nullable(z.number()),
});
export type ReadMark = z.infer<typeof ReadMark>;

/** An earlier text of a message. */
export const EarlierText = z.object({
  /** From 1, in the order in which they were written. Some in the middle are missing of a message that was changed very often. */
  number: z.number(),
  content: z.string(),
  written_at: z.number(),
});
export type EarlierText = z.infer<typeof EarlierText>;
