import * as z from 'zod/mini';
import { described } from '../described.ts';
import { Stream, StreamEnd } from '../streams.ts';
import { eventRow } from './row.ts';

const ofStream = { room_id: z.string(), author_id: z.string(), stream_id: z.string() };
const inRoom = { room: (event: { room_id: string }): string => event.room_id };

export const STREAM_EVENTS = {
  'stream.started': eventRow({
    summary:
      'An agent began to write a message. A person who joins is sent one for each stream of the room, with its text so far. A connected agent that joins is sent no text so far: the message follows.',
    schema: z.object({ stream: Stream }),
    durable: 'never',
    audience: 'members',
    room: ({ stream }) => stream.room_id,
  }),
  'stream.delta': eventRow({
    summary: 'The text of a stream grew. Several deltas are sent together, at most once in STREAM_TOLD_EVERY_MS.',
    schema: z.object({
      ...ofStream,
      at: described('The length of the text before it, in UTF-16 code units.', z.number()),
      text: z.string(),
    }),
    durable: 'never',
    audience: 'members',
    ...inRoom,
  }),
  'stream.ended': eventRow({
    summary: 'A stream has ended. If it was posted, its message was sent before.',
    schema: z.object({ ...ofStream, outcome: StreamEnd }),
    durable: 'never',
    audience: 'members',
    ...inRoom,
  }),
  'agent.stop_requested': eventRow({
    summary: 'A participant asked an agent to end its work in the room.',
    schema: z.object({ room_id: z.string(), participant_id: z.string(), by_id: z.string() }),
    durable: 'never',
    audience: 'members',
    ...inRoom,
  }),
};
