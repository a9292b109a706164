import * as z from 'zod/mini';
import { described } from '../described.ts';
import { THREADS_PAGE_DEFAULT, THREADS_PAGE_MAX } from '../limits.ts';
import { Message, Participant } from '../objects.ts';
import { Thread, ThreadFollow } from '../threads.ts';
import { count, id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const ofThread = z.object({ room_id: id, thread_id: described('The id of the message that began the thread.', id) });
const followed = z.object({ room_id: z.string(), thread_id: z.string(), follow: ThreadFollow });

export const THREAD_COMMANDS = {
  follow_thread: {
    title: 'Follow a thread',
    summary: 'Follow a thread, or mute one. People follow the threads that they began, replied in, or were mentioned in.',
    right: 'read',
    request: z.object({ ...ofThread.shape, muted: z._default(z.boolean(), false) }),
    reply: followed,
    http: 'PUT /api/rooms/:room_id/threads/:thread_id/follow',
    readOnly: false,
  },
  unfollow_thread: {
    title: 'Stop following a thread',
    summary: 'Stop following a thread. A reply by the caller, and a mention of it, follow the thread again.',
    right: 'read',
    request: ofThread,
    reply: z.object({ room_id: z.string(), thread_id: z.string() }),
    http: 'DELETE /api/rooms/:room_id/threads/:thread_id/follow',
    readOnly: false,
  },
  mark_thread_read: {
    title: 'Mark a thread as read',
    summary: 'Mark the replies of a followed thread up to a seq as read. The position never moves back.',
    right: 'read',
    request: z.object({ ...ofThread.shape, seq: count }),
    reply: followed,
    http: 'PUT /api/rooms/:room_id/threads/:thread_id/read',
    readOnly: false,
  },
  list_threads: {
    title: 'List followed threads',
    summary: 'List the threads that the caller follows, the one with the newest reply first.',
    right: 'read',
    request: z.object({
      after: described('`next` of the page before.', optional(id)),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(THREADS_PAGE_MAX)), THREADS_PAGE_DEFAULT),
    }),
    reply: z.object({
      threads: described(
        'A page is also limited in bytes (PAGE_BYTES_MAX).',
        z.array(
          z.object({
            ...followed.shape,
            thread: Thread,
            message: described('The message that began the thread. Null: it was deleted because of its age.', z.nullable(Message)),
          }),
        ),
      ),
      participants: described('The authors of the messages and of the newest replies.', z.array(Participant)),
      next: described('For the next page. Null: this is the last one.', z.nullable(z.string())),
    }),
    http: 'GET /api/threads',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
