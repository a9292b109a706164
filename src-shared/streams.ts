// A stream is a message that is being written: its members see it grow. It is in memory only. The message that it becomes has its id.
import * as z from 'zod/mini';
import { described } from './described.ts';

/** Why the text of a message ends early. */
export const Unfinished = z.enum(['stopped', 'interrupted', 'failed', 'limit']);
export type Unfinished = z.infer<typeof Unfinished>;

export const Stream = z.object({
  id: described('The id of the message that the stream becomes.', z.string()),
  room_id: z.string(),
  author_id: z.string(),
  reply_to: described('The id of the message that it answers.', z.nullable(z.string())),
  thread_id: described('The id of the message that began the thread. Left out: it is in no thread.', z.optional(z.string())),
  text: described('The text so far, in Markdown.', z.string()),
  started_at: z.number(),
});
export type Stream = z.infer<typeof Stream>;

/** `discarded`: no message was posted. */
export const StreamEnd = z.enum(['posted', 'discarded']);
export type StreamEnd = z.infer<typeof StreamEnd>;
