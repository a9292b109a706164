// Sealed rooms: accepted and refused content, and that the server returns a blob unchanged.
import { newId } from '../../../../src-shared/ids.ts';
import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { roomKey, seal } from '../../../../src-shared/sealed.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { ledRoom } from './floor-cases.ts';
import { like, room, someId, textLike } from './objects.ts';

const WORDS = 'the heron nests under the pier';
/** Whose key it was sealed with is nothing the home could know. */
const BLOB = seal(roomKey('correct horse', 'a room'), WORDS);
const WRONG = seal(roomKey('battery staple', 'another room'), WORDS);
const TOO_LARGE = `clw1:${'A'.repeat(MESSAGE_BYTES_MAX)}`;

const sealedRoom = (cast: Cast): Promise<string> => roomOf(cast, { encrypted: true });

async function sealedMessage(cast: Cast): Promise<{ room_id: string; message_id: unknown }> {
  const room_id = await sealedRoom(cast);
  const { message_id } = await ask(cast.ada, 'send_message', { room_id, content: BLOB });
  return { room_id, message_id };
}

/** Content that a sealed room refuses, with these extra fields. */
const refusals = (before: (cast: Cast) => Promise<object>): FrameCases['hostile'] => {
  const row = (that: string, content: string) => ({
    that,
    send: async (cast: Cast) => ({ ...(await before(cast)), content }),
    answer: 'plaintext_in_encrypted_room' as const,
  });
  return [
    row('takes no prefix alone', 'clw1:'),
    row('takes no words behind the prefix', `clw1:${WORDS}`),
    row('takes no words behind a blob', `${BLOB} ${WORDS}`),
    row('takes no words before a blob', ` ${BLOB}`),
    row('takes no blob that is too short to be one', 'clw1:AAAA'),
    row('takes no other version', BLOB.replace('clw1:', 'clw2:')),
    { that: 'takes no endless blob', send: async (cast) => ({ ...(await before(cast)), content: TOO_LARGE }), answer: 'message_too_large' },
  ];
};

/** In a room that has had the blob already. */
const replay = (before: (cast: Cast) => Promise<object>): FrameCases['hostile'][number] => ({
  that: 'takes a blob once',
  async send(cast) {
    const payload = { ...(await before(cast)), content: BLOB };
    await ask(cast.ada, 'send_message', payload);
    return payload;
  },
  answer: 'sealed_before',
});

/** A frame that writes: a blob is accepted, plain text is not. */
const writing = (
  before: (cast: Cast) => Promise<object>,
  answer: (content: string) => [string, unknown],
  more: FrameCases['hostile'][number][] = [],
): FrameCases => ({
  right: [
    { that: 'takes a sealed text', send: async (cast) => ({ ...(await before(cast)), content: BLOB }), answer: () => answer(BLOB) },
    {
      that: 'takes one that no one can open: the home cannot know',
      send: async (cast) => ({ ...(await before(cast)), content: WRONG }),
      answer: () => answer(WRONG),
    },
  ],
  wrong: [
    {
      that: 'takes no plain words',
      send: async (cast) => ({ ...(await before(cast)), content: WORDS }),
      answer: 'plaintext_in_encrypted_room',
    },
    {
      that: 'takes no empty text',
      send: async (cast) => ({ ...(await before(cast)), content: '' }),
      answer: 'plaintext_in_encrypted_room',
    },
  ],
  hostile: [...refusals(before), ...more],
});

const inSealed = async (cast: Cast): Promise<object> => ({ room_id: await sealedRoom(cast) });

export const SEALED_CASES = {
  create_room: {
    right: [
      {
        that: 'is sealed when it is asked to be',
        send: () => ({ name: `Vault ${newId()}`, encrypted: true, public: true }),
        answer: ({ ada }) => ['ok', room({ name: textLike(/^Vault/), encrypted: true, visibility: 'public', created_by: ada.id })],
      },
    ],
    wrong: [{ that: 'is sealed or is not', send: () => ({ name: 'Vault', encrypted: null }), answer: 'invalid_payload' }],
    hostile: [
      { that: 'takes no secret in its place', send: () => ({ name: 'Vault', encrypted: 'correct horse' }), answer: 'invalid_payload' },
    ],
  },

  send_message: writing(inSealed, (content) => ['ok', like({ content, metadata: null })], [
    replay(inSealed),
    {
      that: 'takes no choices, which would not be sealed',
      send: async (cast) => ({ ...(await inSealed(cast)), content: WRONG, choices: ['Yes', 'No'] }),
      answer: 'plaintext_in_encrypted_room',
    },
  ]),
  thinking: writing(inSealed, (content) => ['ok', like({ content, metadata: { type: 'thinking' } })], [
    replay(inSealed),
    {
      that: 'takes no act, which would not be sealed',
      send: async (cast) => ({ ...(await inSealed(cast)), content: WRONG, act: { kind: 'read', outcome: 'done' } }),
      answer: 'plaintext_in_encrypted_room',
    },
  ]),
  decision: writing(
    async (cast) => ({ room_id: await ledRoom(cast, { encrypted: true }) }),
    () => ['ok', { message_id: someId, room_id: someId }],
  ),
  edit_message: writing(sealedMessage, (content) => ['ok', like({ content })]),
} satisfies Record<string, FrameCases>;
