import { MESSAGE_BYTES_MAX, ROOM_PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

const TEXT = '# Plan\n- plant the beans';

/** A room with a page that Ada wrote. */
async function written(cast: Cast): Promise<{ room_id: string }> {
  const room_id = await roomOf(cast);
  await ask(cast.ada, 'set_room_page', { room_id, content: TEXT, expected_version: 0 });
  return { room_id };
}

const nowhere = (): object => ({ room_id: 'nowhere' });
const change = async (cast: Cast, of: object): Promise<object> => ({ ...(await written(cast)), content: 'x', expected_version: 1, ...of });

export const ROOM_PAGE_CASES = {
  get_room_page: {
    right: [
      {
        that: 'has the newest text',
        by: 'rune',
        send: written,
        answer: ({ ada }) => ['ok', like({ room_id: someId, page: like({ version: 1, author_id: ada.id, content: TEXT }) })],
      },
      { that: 'is null before anything is written', send: ({ room_id }) => ({ room_id }), answer: () => ['ok', like({ page: null })] },
      {
        that: 'has an earlier text',
        send: async (cast) => {
          const of = await written(cast);
          await ask(cast.rune, 'set_room_page', { ...of, content: 'other', expected_version: 1 });
          return { ...of, version: 1 };
        },
        answer: () => ['ok', like({ page: like({ version: 1, content: TEXT }) })],
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: nowhere, answer: 'room_not_found' },
      {
        that: 'is a version that is there',
        send: async (cast) => ({ ...(await written(cast)), version: 9 }),
        answer: 'page_version_not_found',
      },
    ],
    hostile: [{ that: 'takes no other version', send: ({ room_id }) => ({ room_id, version: -1 }), answer: 'invalid_payload' }],
  },
  set_room_page: {
    right: [
      {
        that: 'makes the next version',
        by: 'rune',
        send: (cast) => change(cast, {}),
        answer: ({ rune }) => ['ok', like({ version: 2, author_id: rune.id, bytes: 1 })],
      },
      {
        that: 'makes no version of the same text',
        send: (cast) => change(cast, { content: TEXT }),
        answer: ({ ada }) => ['ok', like({ version: 1, author_id: ada.id })],
      },
      {
        that: 'may be sent again',
        send: (cast) => change(cast, { content: TEXT, expected_version: 0 }),
        answer: () => ['ok', like({ version: 1 })],
      },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => ({ ...nowhere(), content: 'x', expected_version: 0 }), answer: 'not_in_room' },
      { that: 'is of the newest version', by: 'rune', send: (cast) => change(cast, { expected_version: 0 }), answer: 'page_conflict' },
      { that: 'is of a version that is there', send: (cast) => change(cast, { expected_version: 7 }), answer: 'page_conflict' },
      { that: 'needs the expected version', send: ({ room_id }) => ({ room_id, content: 'x' }), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'is for those in the room', by: 'quill', send: (cast) => change(cast, {}), answer: 'not_in_room' },
      {
        that: 'has a bounded size',
        send: (cast) => change(cast, { content: 'é'.repeat(ROOM_PAGE_BYTES_MAX / 2 + 1) }),
        answer: 'message_too_large',
      },
      {
        that: 'is no longer than a message',
        send: (cast) => change(cast, { content: 'x'.repeat(MESSAGE_BYTES_MAX) }),
        answer: 'message_too_large',
      },
      { that: 'has a whole number for a version', send: (cast) => change(cast, { expected_version: 0.5 }), answer: 'invalid_payload' },
    ],
  },
  list_room_page_versions: {
    right: [
      {
        that: 'has the newest first',
        send: async (cast) => {
          const of = await written(cast);
          await ask(cast.rune, 'set_room_page', { ...of, content: 'other', expected_version: 1 });
          return { ...of, limit: 1 };
        },
        answer: ({ rune }) => ['ok', like({ versions: [like({ version: 2, author_id: rune.id, bytes: 5 })], has_more: true })],
      },
      {
        that: 'continues before a version',
        send: async (cast) => ({ ...(await written(cast)), before: 1 }),
        answer: () => ['ok', like({ versions: [], has_more: false })],
      },
    ],
    wrong: [{ that: 'is of a room that is there', send: nowhere, answer: 'room_not_found' }],
    hostile: [{ that: 'has a bounded page', send: ({ room_id }) => ({ room_id, limit: 100_000 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
