import { SEARCH_QUERY_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

/** A room with a message of Ada's that says this. */
async function said(cast: Cast, content = 'one'): Promise<{ room_id: string; message_id: unknown }> {
  const room_id = await roomOf(cast);
  const { message_id } = await ask(cast.ada, 'send_message', { room_id, content });
  return { room_id, message_id };
}

const nowhere = { room_id: 'nowhere', seq: 1 };

export const READING_CASES = {
  mark_read: {
    right: [
      {
        that: 'says up to where',
        by: 'rune',
        send: async (cast) => ({ ...(await said(cast)), seq: 1 }),
        answer: () => ['ok', { room_id: someId, last_read_seq: 1, unread: 0, mentions: 0 }],
      },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => nowhere, answer: 'not_in_room' },
      { that: 'needs a seq', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'goes no further than the room does',
        send: async (cast) => ({ ...(await said(cast)), seq: 9_007_199_254_740_991 }),
        answer: () => ['ok', { room_id: someId, last_read_seq: 1, unread: 0, mentions: 0 }],
      },
      { that: 'takes no number below nothing', send: ({ room_id }) => ({ room_id, seq: -1 }), answer: 'invalid_payload' },
    ],
  },

  mark_unread: {
    right: [
      {
        that: 'says from where',
        by: 'rune',
        send: async (cast) => ({ ...(await said(cast)), seq: 1 }),
        answer: () => ['ok', { room_id: someId, last_read_seq: 0, unread: 1, mentions: 0 }],
      },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => nowhere, answer: 'not_in_room' },
      { that: 'begins with the first', send: ({ room_id }) => ({ room_id, seq: 0 }), answer: 'invalid_payload' },
    ],
    hostile: [{ that: 'takes no half message', send: ({ room_id }) => ({ room_id, seq: 0.5 }), answer: 'invalid_payload' }],
  },

  list_reads: {
    right: [
      {
        that: 'says who has read how far',
        send: async (cast) => {
          const { room_id } = await said(cast);
          await ask(cast.rune, 'mark_read', { room_id, seq: 1 });
          return { room_id };
        },
        answer: ({ rune }) => ['ok', like({ reads: [like({ participant_id: rune.id, seq: 1 })] })],
      },
    ],
    wrong: [{ that: 'is of a room that is there', send: () => nowhere, answer: 'not_in_room' }],
    hostile: [{ that: 'is of one room', send: ({ room_id }) => ({ room_id: [room_id] }), answer: 'invalid_payload' }],
  },

  list_edits: {
    right: [
      {
        that: 'is what it said before',
        by: 'rune',
        send: async (cast) => {
          const about = await said(cast);
          await ask(cast.ada, 'edit_message', { ...about, content: 'two' });
          return about;
        },
        answer: () => ['ok', { message_id: someId, edits: [like({ number: 1, content: 'one' })], has_more: false }],
      },
      { that: 'is empty when nothing was changed', send: said, answer: () => ['ok', { message_id: someId, edits: [], has_more: false }] },
    ],
    wrong: [
      { that: 'is of a message that is there', send: ({ room_id }) => ({ room_id, message_id: 'none' }), answer: 'message_not_found' },
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere', message_id: 'none' }), answer: 'room_not_found' },
    ],
    hostile: [
      {
        that: 'is of a message in its room',
        send: async (cast) => ({ room_id: cast.room_id, message_id: (await said(cast)).message_id }),
        answer: 'message_not_found',
      },
      {
        that: 'takes no endless page',
        send: async (cast) => ({ ...(await said(cast)), limit: 1_000_000 }),
        answer: 'invalid_payload',
      },
    ],
  },

  search: {
    right: [
      {
        that: 'finds the words of a room',
        by: 'rune',
        send: async (cast) => ({ room_id: (await said(cast, 'tomatoes under the stairs')).room_id, query: 'toma' }),
        answer: () => ['ok', like({ results: [like({ room_id: someId })], next_cursor: null })],
      },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => ({ room_id: 'nowhere', query: 'x' }), answer: 'room_not_found' },
      { that: 'knows a few things a message has', send: () => ({ query: 'x', has: 'gold' }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'is for words, never an expression',
        send: () => ({ query: `${newId()}" OR content:* NEAR(` }),
        answer: () => ['ok', like({ results: [], next_cursor: null })],
      },
      {
        that: 'takes no endless question',
        send: () => ({ query: 'x'.repeat(SEARCH_QUERY_CHARS_MAX + 1) }),
        answer: 'invalid_payload',
      },
    ],
  },
} satisfies Record<string, FrameCases>;
