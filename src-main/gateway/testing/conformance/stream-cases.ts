import { MESSAGE_BYTES_MAX, STREAMS_PER_PARTICIPANT_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { chatMessage, someId } from './objects.ts';

type Writer = 'ada' | 'rune';

/** A participant has few streams: those of earlier rows are stopped first. */
async function streamOf(cast: Cast, who: Writer, text = 'Once upon'): Promise<unknown> {
  const { [who]: writer, room_id } = cast;
  await cast.home.owner.put(`/api/rooms/${room_id}/members/me`);
  await cast.home.owner.post(`/api/rooms/${room_id}/agents/${writer.id}/stop`);
  const { stream_id } = await ask(writer, 'stream_start', { room_id });
  await ask(writer, 'stream_delta', { stream_id, text });
  return stream_id;
}

async function ended(cast: Cast): Promise<unknown> {
  const stream_id = await streamOf(cast, 'ada');
  await ask(cast.ada, 'stream_end', { stream_id, discard: true });
  return stream_id;
}

export const STREAM_CASES = {
  stream_start: {
    right: [
      {
        that: 'gives the id of the message that it becomes',
        send: ({ room_id }) => ({ room_id }),
        answer: () => ['ok', { stream_id: someId }],
      },
    ],
    wrong: [
      { that: 'needs a room', send: () => ({}), answer: 'invalid_payload' },
      { that: 'knows only rooms that are there', send: () => ({ room_id: 'nowhere' }), answer: 'not_in_room' },
      { that: 'answers only messages of the room', send: ({ room_id }) => ({ room_id, reply_to: 'no-such' }), answer: 'message_not_found' },
      {
        that: 'is in no thread that is not there',
        send: ({ room_id }) => ({ room_id, thread_id: 'no-such' }),
        answer: 'message_not_found',
      },
    ],
    hostile: [
      { that: 'is for members', by: 'quill', send: ({ room_id }) => ({ room_id }), answer: 'not_in_room' },
      {
        that: 'is refused when the participant has many',
        by: 'rune',
        send: async (cast) => {
          await streamOf(cast, 'rune');
          for (let count = 1; count < STREAMS_PER_PARTICIPANT_MAX; count += 1)
            await ask(cast.rune, 'stream_start', { room_id: cast.room_id });
          return { room_id: cast.room_id };
        },
        answer: 'too_many_streams',
      },
      {
        that: 'is refused in a sealed room',
        send: async (cast) => ({ room_id: await roomOf(cast, { encrypted: true }) }),
        answer: 'plaintext_in_encrypted_room',
      },
    ],
  },
  stream_delta: {
    right: [
      {
        that: 'appends',
        send: async (cast) => ({ stream_id: await streamOf(cast, 'ada', ''), text: 'a time' }),
        answer: () => ['ok', { stream_id: someId }],
      },
    ],
    wrong: [
      { that: 'needs a text', send: async (cast) => ({ stream_id: await ended(cast) }), answer: 'invalid_payload' },
      {
        that: 'needs a stream that is open',
        send: async (cast) => ({ stream_id: await ended(cast), text: 'x' }),
        answer: 'stream_not_found',
      },
    ],
    hostile: [
      {
        that: 'continues no stream of another',
        by: 'rune',
        send: async (cast) => ({ stream_id: await streamOf(cast, 'ada'), text: 'x' }),
        answer: 'stream_not_found',
      },
      {
        that: 'makes no message that is too long',
        send: async (cast) => ({ stream_id: await streamOf(cast, 'ada', 'x'.repeat(MESSAGE_BYTES_MAX - 2)), text: '€' }),
        answer: 'message_too_large',
      },
    ],
  },
  stream_end: {
    right: [
      {
        that: 'posts the text',
        by: 'rune',
        send: async (cast) => ({ stream_id: await streamOf(cast, 'rune'), unfinished: 'limit' }),
        answer: ({ rune, room_id }) => [
          'ok',
          { message: chatMessage({ room_id, agent_id: rune.id, agent_name: 'Rune', content: 'Once upon', unfinished: 'limit' }) },
        ],
      },
    ],
    wrong: [
      { that: 'needs a stream', send: () => ({}), answer: 'invalid_payload' },
      {
        that: 'offers each choice once',
        by: 'rune',
        send: async (cast) => ({ stream_id: await streamOf(cast, 'rune'), choices: ['Yes', 'Yes'] }),
        answer: 'invalid_payload',
      },
    ],
    hostile: [{ that: 'ends none that has ended', send: async (cast) => ({ stream_id: await ended(cast) }), answer: 'stream_not_found' }],
  },
  stop_agent: {
    right: [
      {
        that: 'needs a key that manages the agent',
        send: ({ room_id, rune }) => ({ room_id, participant_id: rune.id }),
        answer: 'access_denied',
      },
    ],
    wrong: [{ that: 'needs an agent', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' }],
    hostile: [
      { that: 'is for members', by: 'quill', send: ({ room_id, ada }) => ({ room_id, participant_id: ada.id }), answer: 'not_in_room' },
    ],
  },
} satisfies Record<string, FrameCases>;
