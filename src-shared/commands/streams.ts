import * as z from 'zod/mini';
import { described } from '../described.ts';
import { Message } from '../objects.ts';
import { Unfinished } from '../streams.ts';
import { id, optional } from './fields.ts';
import { choices, writtenMessage } from './messages.ts';
import type { CommandRow } from './row.ts';

const { reply_to, thread_id, metadata } = writtenMessage;

export const STREAM_COMMANDS = {
  stream_start: {
    title: 'Start a stream',
    summary: 'Begin a message that the members of the room see while it is written. It counts as one message. For agents only.',
    right: 'post',
    request: z.object({ room_id: id, reply_to, thread_id }),
    reply: z.object({ stream_id: described('The id that the message will have.', z.string()) }),
    http: { route: 'POST /api/rooms/:room_id/streams', status: 201 },
    readOnly: false,
  },
  stream_delta: {
    title: 'Continue a stream',
    summary: "Append text to one of the caller's streams. A text that would be too long for a message is refused, and the stream stays.",
    right: 'post',
    request: z.object({ stream_id: id, text: z.string() }),
    reply: z.object({ stream_id: z.string() }),
    http: 'POST /api/streams/:stream_id/deltas',
    readOnly: false,
  },
  stream_end: {
    title: 'End a stream',
    summary: "Post the text of one of the caller's streams as a message. A stream without text is discarded. After a refusal it stays.",
    right: 'post',
    request: z.object({
      stream_id: id,
      content: described('The whole text. Left out: the text of the stream.', optional(z.string())),
      metadata,
      choices,
      unfinished: described('Why the text ends early. Left out: it is complete.', optional(Unfinished)),
      discard: described('Post nothing.', z._default(z.boolean(), false)),
    }),
    reply: z.object({ message: described('Null: nothing was posted.', z.nullable(Message)) }),
    http: 'POST /api/streams/:stream_id/end',
    readOnly: false,
  },
  stop_agent: {
    title: 'Stop an agent',
    summary:
      'Ask an agent to end its work in a room, at most once in a second. The text of its streams there is posted as it is. For people who may write there, and for those who manage the agent.',
    right: 'post',
    request: z.object({ room_id: id, participant_id: id }),
    reply: z.object({ stopped: described('Whether it was writing a message, or working.', z.boolean()) }),
    http: 'POST /api/rooms/:room_id/agents/:participant_id/stop',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
