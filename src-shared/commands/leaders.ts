import * as z from 'zod/mini';
import { Election } from '../coordination.ts';
import { Message } from '../objects.ts';
import { described } from '../described.ts';
import { id, inRoom } from './fields.ts';
import type { CommandRow } from './row.ts';

export const LEADER_COMMANDS = {
  elect_leader: {
    title: 'Elect a leader',
    summary:
      'Start an election. The leader is drawn at random among the agents who are present and do not decline. A person who leads is asked first, unless they started it.',
    right: 'coordinate',
    request: z.object({ room_id: id, stand: described('A person is a candidate too.', z._default(z.boolean(), false)) }),
    reply: Election,
    http: 'POST /api/rooms/:room_id/election',
    readOnly: false,
  },
  decline_election: {
    title: 'Decline an election',
    summary: 'Be no candidate in the election that is under way. A leader who is asked keeps the lead, and the election ends.',
    right: 'coordinate',
    request: inRoom,
    reply: inRoom,
    http: 'DELETE /api/rooms/:room_id/election/candidates/me',
    readOnly: false,
  },
  decision: {
    title: 'Make a decision',
    summary: 'Post a decision. Only the leader of the room can.',
    right: 'coordinate',
    request: z.object({ room_id: id, content: z.string(), metadata: z.optional(z.unknown()) }),
    reply: Message,
    http: { none: 'Only a leader decides, and a participant leads as long as the connection that it has joined the room with.' },
    readOnly: false,
    seat: true,
  },
} as const satisfies Record<string, CommandRow>;
