import { MESSAGE_BYTES_MAX, METADATA_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyText, chatMessage, like, textLike } from './objects.ts';

/** A room with three messages, a thought the second of them. */
async function roomWithThree(cast: Cast): Promise<{ room_id: string; first: unknown }> {
  const room_id = await roomOf(cast);
  const first = await ask(cast.ada, 'send_message', { room_id, content: 'one' });
  await ask(cast.rune, 'thinking', { room_id, content: 'two' });
  await ask(cast.ada, 'send_message', { room_id, content: 'three' });
  return { room_id, first: first.message_id };
}

const RAN = { kind: 'execute', outcome: 'done' };

/** Pages of that room, by what was written. */
const page =
  (...contents: string[]) =>
  (): [string, unknown] => [
    'history_result',
    {
      room_id: anyText,
      messages: contents.map((content) => like({ content, seq: ['one', 'two', 'three'].indexOf(content) + 1 })),
    },
  ];

export const MESSAGE_CASES = {
  send_message: {
    right: [
      {
        that: 'answers with the message',
        send: ({ room_id }) => ({ room_id, content: 'Hello' }),
        answer: ({ ada, room_id }) => ['ok', chatMessage({ room_id, agent_id: ada.id, agent_name: 'Ada', content: 'Hello' })],
      },
      {
        that: 'keeps metadata of any kind, and says what it answers',
        send: async ({ ada, room_id }) => {
          const { message_id } = await ask(ada, 'send_message', { room_id, content: 'first' });
          return { room_id, content: 'second', reply_to: message_id, metadata: [1, { kind: 'note' }], mentions: [] };
        },
        answer: ({ ada, room_id }) => [
          'ok',
          chatMessage({
            room_id,
            agent_id: ada.id,
            agent_name: 'Ada',
            content: 'second',
            reply_to_message: anyText,
            metadata: [1, { kind: 'note' }],
          }),
        ],
      },
      {
        that: 'says as an answer that it is in a thread, and so does an answer to it',
        send: async ({ ada, rune, room_id }) => {
          const { message_id } = await ask(ada, 'send_message', { room_id, content: 'first' });
          const { message_id: reply_id } = await ask(rune, 'send_message', { room_id, content: 'in the thread', thread_id: message_id });
          return { room_id, content: 'in it too', reply_to: reply_id };
        },
        answer: ({ ada, room_id }) => [
          'ok',
          chatMessage({
            ...{ room_id, agent_id: ada.id, agent_name: 'Ada', content: 'in it too' },
            ...{ reply_to_message: anyText, thread_id: anyText },
          }),
        ],
      },
      {
        that: 'is one of the choices of the message that it answers',
        send: async ({ rune, room_id }) => {
          const { message_id } = await ask(rune, 'send_message', { room_id, content: 'Ship it?', choices: ['Yes', 'No'] });
          return { room_id, content: 'Yes', reply_to: message_id, choice: 'Yes' };
        },
        answer: () => ['ok', like({ content: 'Yes', choice: 'Yes', reply_to_message: anyText })],
      },
      {
        that: 'may be empty',
        send: ({ room_id }) => ({ room_id, content: '', reply_to: null, metadata: null }),
        answer: ({ ada, room_id }) => ['ok', chatMessage({ room_id, agent_id: ada.id, agent_name: 'Ada', content: '' })],
      },
    ],
    wrong: [
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id, content: 'Hi' }), answer: 'not_in_room' },
      { that: 'is in no room that is not there', send: () => ({ room_id: 'nowhere', content: 'Hi' }), answer: 'not_in_room' },
      {
        that: 'offers two choices at least',
        send: ({ room_id }) => ({ room_id, content: 'Hi', choices: ['Yes'] }),
        answer: 'invalid_payload',
      },
      {
        that: 'answers a message of its room',
        send: ({ room_id }) => ({ room_id, content: 'Hi', reply_to: 'none' }),
        answer: 'message_not_found',
      },
      {
        that: 'is sealed in a sealed room',
        send: async (cast) => ({ room_id: await roomOf(cast, { encrypted: true }), content: 'clw1:in the clear' }),
        answer: 'plaintext_in_encrypted_room',
      },
      { that: 'needs words', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
      { that: 'takes no null for no one', send: ({ room_id }) => ({ room_id, content: 'Hi', mentions: null }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'is of a bounded size',
        send: ({ room_id }) => ({ room_id, content: 'x'.repeat(MESSAGE_BYTES_MAX + 1) }),
        answer: 'message_too_large',
      },
      {
        that: 'is of a bounded size in bytes, not in letters',
        send: ({ room_id }) => ({ room_id, content: '€'.repeat(MESSAGE_BYTES_MAX / 2) }),
        answer: 'message_too_large',
      },
      {
        that: 'carries metadata of a bounded size',
        send: ({ room_id }) => ({ room_id, content: '', metadata: 'x'.repeat(METADATA_BYTES_MAX) }),
        answer: 'message_too_large',
      },
      {
        that: 'carries no half characters',
        send: ({ room_id }) => ({ room_id, content: 'a\ud800b', metadata: { '\udc00': '\ud83d' } }),
        answer: ({ ada, room_id }) => [
          'ok',
          chatMessage({ room_id, agent_id: ada.id, agent_name: 'Ada', content: 'a\ufffdb', metadata: { '\ufffd': '\ufffd' } }),
        ],
      },
      {
        that: 'calls so many and no more',
        send: ({ room_id }) => ({ room_id, content: '', mentions: Array.from({ length: 5_000 }, () => 'x') }),
        answer: 'invalid_payload',
      },
    ],
  },

  thinking: {
    right: [
      {
        that: 'is a message that is marked as a thought, whatever metadata came with it',
        send: ({ room_id }) => ({ room_id, content: 'hm', metadata: { type: 'chat' } }),
        answer: ({ ada, room_id }) => [
          'ok',
          chatMessage({ room_id, agent_id: ada.id, agent_name: 'Ada', content: 'hm', metadata: { type: 'thinking' } }),
        ],
      },
      {
        that: 'says what the agent did, in one line',
        send: ({ room_id }) => ({ room_id, content: 'Ran\n`npm test`', act: { ...RAN, input: 'npm test', output: 'all good' } }),
        answer: () => [
          'ok',
          like({ content: 'Ran `npm test`', metadata: { type: 'thinking' }, act: { ...RAN, input: 'npm test', output: 'all good' } }),
        ],
      },
    ],
    wrong: [
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id, content: 'hm' }), answer: 'not_in_room' },
      {
        that: 'is sealed in a sealed room',
        send: async (cast) => ({ room_id: await roomOf(cast, { encrypted: true }), content: 'hm' }),
        answer: 'plaintext_in_encrypted_room',
      },
      { that: 'needs words', send: ({ room_id }) => ({ room_id, content: null }), answer: 'invalid_payload' },
      { that: 'needs words for an act', send: ({ room_id }) => ({ room_id, content: ' \n', act: RAN }), answer: 'invalid_payload' },
      {
        that: 'knows a few kinds of acts',
        send: ({ room_id }) => ({ room_id, content: 'x', act: { ...RAN, kind: 'dance' } }),
        answer: 'invalid_payload',
      },
    ],
    hostile: [
      {
        that: 'is cut where an act is long',
        send: ({ room_id }) => ({ room_id, content: 'x'.repeat(90_000), act: { ...RAN, output: '€'.repeat(90_000) } }),
        answer: () => [
          'ok',
          like({
            content: textLike(/^x{299}…$/),
            act: { ...RAN, output: textLike(/^€{600,700}\n… \(\d+ bytes left out\) …\n€{600,700}$/) },
          }),
        ],
      },
      {
        that: 'is of the size of a message',
        send: ({ room_id }) => ({ room_id, content: 'x'.repeat(MESSAGE_BYTES_MAX + 1) }),
        answer: 'message_too_large',
      },
    ],
  },

  get_history: {
    right: [
      {
        that: 'is the newest, oldest first, thoughts among them',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id }),
        answer: page('one', 'two', 'three'),
      },
      {
        that: 'is cut at its beginning',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, limit: 2 }),
        answer: page('two', 'three'),
      },
      {
        that: 'is empty when nothing is asked for',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, limit: 0 }),
        answer: page(),
      },
      {
        that: 'continues after a seq',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, since_seq: 1, limit: 1 }),
        answer: page('two'),
      },
      {
        that: 'continues after a message',
        send: async (cast) => {
          const { room_id, first } = await roomWithThree(cast);
          return { room_id, since: first, before: '2001-01-01T00:00:00Z' };
        },
        answer: page('two', 'three'),
      },
      {
        that: 'goes back from a time',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, before: '2999-01-01T00:00:00Z', limit: 1 }),
        answer: page('three'),
      },
      {
        that: 'takes a seq before a message, and that before a time',
        send: async (cast) => ({
          room_id: (await roomWithThree(cast)).room_id,
          since_seq: 2,
          since: 'unknown',
          before: '2001-01-01T00:00:00Z',
        }),
        answer: page('three'),
      },
      {
        that: 'is empty after an unknown message',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, since: 'unknown' }),
        answer: page(),
      },
      {
        that: 'can be read from outside a public room',
        by: 'quill',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, since_seq: null }),
        answer: page('one', 'two', 'three'),
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' },
      { that: 'takes no negative limit', send: ({ room_id }) => ({ room_id, limit: -1 }), answer: 'invalid_payload' },
      { that: 'takes no null for a limit', send: ({ room_id }) => ({ room_id, limit: null }), answer: 'invalid_payload' },
      { that: 'takes a time for a time', send: ({ room_id }) => ({ room_id, before: 'yesterday' }), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'starts at no half seq', send: ({ room_id }) => ({ room_id, since_seq: 0.5 }), answer: 'invalid_payload' },
      {
        that: 'is no longer for a larger limit',
        send: async (cast) => ({ room_id: (await roomWithThree(cast)).room_id, limit: 4_294_967_295 }),
        answer: page('one', 'two', 'three'),
      },
    ],
  },
} satisfies Record<string, FrameCases>;
