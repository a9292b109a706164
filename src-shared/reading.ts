// How far each has read, what others are told of it, and what a message said before it was changed.
import * as z from 'zod/mini';
import { EDITS_PAGE_DEFAULT, EDITS_PAGE_MAX } from './limits.ts';
import { Person } from './objects.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));
const count = z.int().check(z.nonnegative());

/** Up to where a participant said to have read. Who never said so has none: agents need not say it. */
export const ReadMark = z.object({
  participant_id: z.string(),
  seq: z.number(),
  /** When; null for what was read before that was kept. */
  at: z.nullable(z.number()),
});
export type ReadMark = z.infer<typeof ReadMark>;

/** What a message said before. */
export const EarlierText = z.object({
  /** From 1, in the order in which they were written. Some in the middle are missing of a message that was changed very often. */
  number: z.number(),
  content: z.string(),
  written_at: z.number(),
});
export type EarlierText = z.infer<typeof EarlierText>;

const position = z.object({ room_id: z.string(), last_read_seq: count, unread: count, mentions: count });

export const READING_COMMANDS = {
  mark_read: {
    summary: 'Have read up to a seq; never moves back',
    right: 'read',
    request: z.object({ room_id: id, seq: count }),
    reply: position,
  },
  mark_unread: {
    summary: 'Have the message with this seq, and all after it, unread again',
    right: 'read',
    request: z.object({ room_id: id, seq: z.int().check(z.minimum(1)) }),
    reply: position,
  },
  list_reads: {
    summary: 'Up to where the members of a room say to have read; nobody in a room of more than READS_TOLD_MEMBERS_MAX',
    right: 'read',
    request: z.object({ room_id: id }),
    reply: z.object({ room_id: z.string(), reads: z.array(ReadMark) }),
  },
  set_privacy: {
    summary: "Say whether others are told how far one has read. People's own choice",
    right: 'admin',
    request: z.object({ tells_reads: z.boolean() }),
    reply: Person,
  },
  list_edits: {
    summary: 'What a message said before it was changed, the newest first',
    right: 'read',
    request: z.object({
      room_id: id,
      message_id: id,
      /** Those that are older than this number. */
      before: z.optional(z.nullable(z.int().check(z.minimum(1)))),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(EDITS_PAGE_MAX)), EDITS_PAGE_DEFAULT),
    }),
    /** A page is also cut to PAGE_BYTES_MAX. */
    reply: z.object({ message_id: z.string(), edits: z.array(EarlierText), has_more: z.boolean() }),
  },
} as const;
