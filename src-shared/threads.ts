// Threads: the replies to one message, beside the timeline of the room. Each reply is a message of the room with a seq like all others.
import * as z from 'zod/mini';
import { described } from './described.ts';

/** The state of a thread, without its messages. The message that began it has the same id. */
export const Thread = z.object({
  replies: described('The number of replies that were posted. Deleted replies count.', z.number()),
  last_seq: described('The seq of the newest reply; without replies that of the first message.', z.number()),
  last_reply_at: z.nullable(z.number()),
  author_ids: described('The authors of the newest replies, the newest last; at most THREAD_AUTHORS_MAX.', z.array(z.string())),
});
export type Thread = z.infer<typeof Thread>;

/** One participant's own view of a thread that it follows. */
export const ThreadFollow = z.object({
  last_read_seq: z.number(),
  unread: described('The replies of others after `last_read_seq`, without thoughts; at most UNREAD_MAX.', z.number()),
  mentions: described('The unread replies that mention this participant; at most UNREAD_MAX.', z.number()),
  is_muted: described('Replies do not notify, except those that mention this participant.', z.boolean()),
});
export type ThreadFollow = z.infer<typeof ThreadFollow>;
