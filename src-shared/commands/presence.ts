import * as z from 'zod/mini';
import { STATUS_DETAIL_CHARS_MAX } from '../limits.ts';
import { OwnStatus, Presence } from '../objects.ts';
import { described } from '../described.ts';
import { id, inRoom, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const PRESENCE_COMMANDS = {
  join_room: {
    title: 'Join a room',
    summary: 'Be present in a room on this connection. A participant who is no member becomes one.',
    right: 'read',
    request: inRoom,
    reply: inRoom,
    http: {
      none: 'Presence in a room lasts as long as a connection. To become a member: PUT /api/rooms/{room_id}/members/me.',
    },
    readOnly: false,
    seat: true,
  },
  leave_room: {
    title: 'Leave a room',
    summary: 'End the presence of this connection in a room. Membership stays.',
    right: 'read',
    request: inRoom,
    reply: inRoom,
    http: { none: 'Presence in a room lasts as long as a connection. To end membership: DELETE /api/rooms/{room_id}/members/me.' },
    readOnly: false,
    seat: true,
  },
  set_typing: {
    title: 'Show typing',
    summary: 'Show to the members of a room that the caller is typing, or has stopped.',
    right: 'post',
    request: z.object({ room_id: id, typing: z._default(z.boolean(), true) }),
    reply: inRoom,
    http: [
      { route: 'PUT /api/rooms/:room_id/typing', fixed: { typing: true } },
      { route: 'DELETE /api/rooms/:room_id/typing', fixed: { typing: false } },
    ],
    readOnly: false,
  },
  set_presence: {
    title: 'Set presence',
    summary:
      'Show what the caller is doing: with a room to its members, while others see only that the caller is busy. Without one to all.',
    right: 'post',
    request: z.object({
      room_id: described('Left out: everywhere, in place of the activities in rooms.', optional(id)),
      status: OwnStatus,
      status_detail: optional(z.string().check(z.maxLength(STATUS_DETAIL_CHARS_MAX))),
      progress: described('In percent.', optional(z.int().check(z.minimum(0), z.maximum(100)))),
    }),
    reply: Presence,
    http: 'PUT /api/presence',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
