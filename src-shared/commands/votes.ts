import * as z from 'zod/mini';
import { Vote } from '../coordination.ts';
import { VOTE_DURATION_S_MAX, VOTE_OPTIONS_MAX } from '../limits.ts';
import { described } from '../described.ts';
import { count, id, optional, Text, Title } from './fields.ts';
import type { CommandRow } from './row.ts';

export const VOTE_COMMANDS = {
  create_vote: {
    title: 'Create a vote',
    summary: 'Create a vote among the participants who are present. The ballots are secret until all have voted or the time is over.',
    right: 'coordinate',
    request: z.object({
      room_id: id,
      title: Title,
      description: optional(Text),
      options: z.array(Title).check(z.minLength(2), z.maxLength(VOTE_OPTIONS_MAX)),
      duration_secs: described(
        'In seconds. Left out: the vote closes when all have voted.',
        optional(z.number().check(z.nonnegative(), z.maximum(VOTE_DURATION_S_MAX))),
      ),
    }),
    reply: Vote,
    http: { route: 'POST /api/rooms/:room_id/votes', status: 201 },
    readOnly: false,
  },
  cast_vote: {
    title: 'Cast a ballot',
    summary: 'Vote for an option. A ballot cannot be changed.',
    right: 'coordinate',
    request: z.object({ vote_id: id, option_index: described('From 0.', count) }),
    reply: Vote,
    http: 'PUT /api/votes/:vote_id/ballot',
    readOnly: false,
  },
  get_vote_status: {
    title: 'Show a vote',
    summary: 'Get a vote.',
    right: 'read',
    request: z.object({ vote_id: id }),
    reply: Vote,
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
    reply: z.object({ room_id: z.string(), votes: z.array(Vote), has_more: z.boolean() }),
    http: 'GET /api/rooms/:room_id/votes',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
