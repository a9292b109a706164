import * as z from 'zod/mini';
import { Message } from '../objects.ts';
import { DeliveryMark, ReadMark } from '../reading.ts';
import { Thread, ThreadFollow } from '../threads.ts';
import { eventRow } from './row.ts';

export const MESSAGE_EVENTS = {
  'message.posted': eventRow({
    summary: 'A message was posted. `thread` is the state of its thread; without one it is left out.',
    schema: z.object({ message: Message, thread: z.optional(Thread) }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ message }) => message.room_id,
  }),
  'message.changed': eventRow({
    summary: 'A message was edited or deleted, or its reactions changed.',
    schema: z.object({ message: Message }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ message }) => message.room_id,
  }),
  'read_position.changed': eventRow({
    summary: 'The participant has read on, on this device or another.',
    schema: z.object({ room_id: z.string(), last_read_seq: z.number(), unread: z.number(), mentions: z.number() }),
    durable: 'unless ephemeral',
    audience: 'one participant',
    room: ({ room_id }) => room_id,
  }),
  'thread_follow.changed': eventRow({
    summary: 'The participant follows a thread, has read on in it, or muted it. `follow` is null when it does not follow it any more.',
    schema: z.object({ room_id: z.string(), thread_id: z.string(), follow: z.nullable(ThreadFollow) }),
    durable: 'unless ephemeral',
    audience: 'one participant',
    room: ({ room_id }) => room_id,
  }),
  'read_receipts.changed': eventRow({
    summary:
      'Members of a small room have read on, or a person has received the messages of a direct room. Several read positions are sent together, at most once in READS_TOLD_EVERY_MS.',
    schema: z.object({ room_id: z.string(), reads: z.array(ReadMark), deliveries: z.array(DeliveryMark) }),
    durable: 'never',
    audience: 'members',
    room: ({ room_id }) => room_id,
  }),
};
