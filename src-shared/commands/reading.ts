import * as z from 'zod/mini';
import { READS_TOLD_MEMBERS_MAX } from '../limits.ts';
import { Person } from '../objects.ts';
import { DeliveryMark, ReadMark } from '../reading.ts';
import { count, id, inRoom } from './fields.ts';
import type { CommandRow } from './row.ts';

const position = z.object({ room_id: z.string(), last_read_seq: count, unread: count, mentions: count });

export const READING_COMMANDS = {
  mark_read: {
    title: 'Mark messages as read',
    summary: 'Mark all messages up to a seq as read. The position never moves back.',
    right: 'read',
    request: z.object({ room_id: id, seq: count }),
    reply: position,
    http: 'PUT /api/rooms/:room_id/read',
    readOnly: false,
  },
  mark_unread: {
    title: 'Mark messages as unread',
    summary: 'Mark the message with this seq, and all after it, as unread.',
    right: 'read',
    request: z.object({ room_id: id, seq: z.int().check(z.minimum(1)) }),
    reply: position,
    http: 'PUT /api/rooms/:room_id/unread',
    readOnly: false,
  },
  list_reads: {
    title: 'List read positions',
    summary: `List how far the members of a room have read, and in a direct room how far they have received the messages. The list of a room with more than ${READS_TOLD_MEMBERS_MAX} members is empty.`,
    right: 'read',
    request: inRoom,
    reply: z.object({ room_id: z.string(), reads: z.array(ReadMark), deliveries: z.array(DeliveryMark) }),
    http: 'GET /api/rooms/:room_id/reads',
    readOnly: true,
  },
  set_privacy: {
    title: 'Set privacy',
    summary: 'Choose whether others see how far the caller has read. Only people have this choice.',
    right: 'admin',
    request: z.object({ tells_reads: z.boolean() }),
    reply: Person,
    http: 'PUT /api/privacy',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
} as const satisfies Record<string, CommandRow>;
