// Read positions, read receipts, deliveries, and earlier texts of edited messages.
import * as z from 'zod/mini';

/** The read position of a participant. Without one: it was never reported, as agents need not. */
export const ReadMark = z.object({
  participant_id: z.string(),
  seq: z.number(),
  /** When; null for what was read before that was kept. */
  at: z.nullable(z.number()),
});
export type ReadMark = z.infer<typeof ReadMark>;

/** Up to where a person has received the messages of a direct room: a client of that person said that it has them. */
export const DeliveryMark = z.object({ participant_id: z.string(), seq: z.number(), at: z.nullable(z.number()) });
export type DeliveryMark = z.infer<typeof DeliveryMark>;

/** An earlier text of a message. */
export const EarlierText = z.object({
  /** From 1, in the order in which they were written. Some in the middle are missing of a message that was changed very often. */
  number: z.number(),
  content: z.string(),
  written_at: z.number(),
});
export type EarlierText = z.infer<typeof EarlierText>;
