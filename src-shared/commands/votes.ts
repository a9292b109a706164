import * as z from 'zod/mini';
import { OwnVote } from '../coordination.ts';
import { VOTE_DURATION_S_MAX, VOTE_OPTIONS_MAX } from '../limits.ts';
import { described } from '../described.ts';
import { count, id, optional, Text, Title } from './fields.ts';
import type { CommandRow } from './row.ts';

export const VOTE_COMMANDS = {
  create_vote: {
    title: 'Create a vote',
    summary:
      'Create a vote among the participants who are present, with a message that stands for it. The ballots are secret until the vote closes.',
    right: 'coordinate',
    request: z.object({
      room_id: id,
      title: Title,
      description: optional(Text),
      options: z.array(Title).check(z.minLength(2), z.maxLength(VOTE_OPTIONS_MAX)),
      duration_secs: described(
        'In seconds. It also closes when all have voted that it waits for: the people, and agents that voted before. A vote of an agent waits for all agents.',
        optional(z.number().check(z.nonnegative(), z.maximum(VOTE_DURATION_S_MAX))),
      ),
    }),
    reply: OwnVote,
    http: { route: 'POST /api/rooms/:room_id/votes', status: 201 },
    readOnly: false,
  },
  cast_vote: {
    title: 'Cast a ballot',
    summary: 'Vote for an option. A ballot can be changed until the vote closes.',
    right: 'coordinate',
    request: z.object({
      vote_id: id,
      option_index: described('From 0.', count),
      replace: described('False refuses a second ballot with `already_voted`.', z._default(z.boolean(), true)),
    }),
    reply: OwnVote,
    http: 'PUT /api/votes/:vote_id/ballot',
    readOnly: false,
  },
  close_vote: {
    title: 'Close a vote',
    summary: 'Close a vote now, and show its result. Its creator can, and the owner and admins. To take a vote back, delete its message.',
    right: 'coordinate',
    request: z.object({ vote_id: id }),
    reply: OwnVote,
    http: 'POST /api/votes/:vote_id/close',
    readOnly: false,
  },
  get_vote_status: {
    title: 'Show a vote',
    summary: 'Get a vote.',
    right: 'read',
    request: z.object({ vote_id: id }),
    reply: OwnVote,
    http: 'GET /api/votes/:vote_id',
    readOnly: true,
  },
  list_votes: {
    title: 'List votes',
    summary: 'List the votes of a room, the newest first.',
    right: 'read',
    request: z.object({
      room_id: id,
      limit: z._default(count, 20),
      after: described('Only the votes that come after this vote in the list.', optional(id)),
    }),
    reply: z.object({ room_id: z.string(), votes: z.array(OwnVote), has_more: z.boolean() }),
    http: 'GET /api/rooms/:room_id/votes',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
