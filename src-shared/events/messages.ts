import * as z from 'zod/mini';
import { Message } from '../objects.ts';
import { ReadMark } from '../reading.ts';
import { eventRow } from './row.ts';

export const MESSAGE_EVENTS = {
  'message.posted': eventRow({
    summary: 'A message was posted.',
    schema: z.object({ message: Message }),
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
  'read_receipts.changed': eventRow({
    summary: 'Members of a small room have read on. Several positions are sent together, at most once in READS_TOLD_EVERY_MS.',
    schema: z.object({ room_id: z.string(), reads: z.array(ReadMark) }),
    durable: 'never',
    audience: 'members',
    room: ({ room_id }) => room_id,
  }),
};
