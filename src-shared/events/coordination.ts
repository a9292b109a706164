import * as z from 'zod/mini';
import { Election, Handing, LeaderChange, Task, Vote } from '../coordination.ts';
import { eventRow } from './row.ts';

const vote = eventRow({
  summary: '',
  schema: z.object({ vote: Vote }),
  durable: 'unless ephemeral',
  audience: 'members',
  room: (event) => event.vote.room_id,
});

export const COORDINATION_EVENTS = {
  'vote.created': { ...vote, summary: 'A vote was created.' },
  'vote.changed': { ...vote, summary: 'A participant voted, or the electorate changed.' },
  'vote.closed': { ...vote, summary: 'A vote was closed. The tally and the ballots are in it.' },
  'vote.deleted': eventRow({
    summary: 'The message of a vote was deleted, and the vote with it.',
    schema: z.object({ room_id: z.string(), vote_id: z.string() }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ room_id }) => room_id,
  }),
  'ballot.cast': eventRow({
    summary: 'The participant itself voted, here or over another connection.',
    schema: z.object({ room_id: z.string(), vote_id: z.string(), option_index: z.number() }),
    durable: 'unless ephemeral',
    audience: 'one participant',
    room: ({ room_id }) => room_id,
  }),
  'task.assigned': eventRow({
    summary: 'A task was created.',
    schema: z.object({ task: Task }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ task }) => task.room_id,
  }),
  'task.changed': eventRow({
    summary: 'A task was changed. `handed` is null when the assignee stayed the same, and when the task has no assignee.',
    schema: z.object({ task: Task, handed: z.nullable(Handing) }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ task }) => task.room_id,
  }),
  'election.started': eventRow({
    summary: 'An election was started.',
    schema: z.object({ election: Election }),
    durable: 'never',
    audience: 'members',
    room: ({ election }) => election.room_id,
  }),
  'election.changed': eventRow({
    summary: 'A candidate of the election that is under way has declined, or the leader who is asked has left.',
    schema: z.object({ election: Election }),
    durable: 'never',
    audience: 'members',
    room: ({ election }) => election.room_id,
  }),
  'leader.changed': eventRow({
    summary: 'A room has another leader, or none: then `leader_id` is null.',
    schema: z.object({ room_id: z.string(), leader_id: z.nullable(z.string()), reason: LeaderChange }),
    durable: 'never',
    audience: 'members',
    room: ({ room_id }) => room_id,
  }),
  'turn.changed': eventRow({
    summary: 'It is the turn of another participant.',
    schema: z.object({
      room_id: z.string(),
      turn_id: z.nullable(z.string()),
      reason: z.enum(['joined', 'left', 'disconnected', 'message_sent']),
    }),
    durable: 'never',
    audience: 'members',
    room: ({ room_id }) => room_id,
  }),
};
