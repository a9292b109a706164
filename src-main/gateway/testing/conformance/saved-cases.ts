import { newId } from '../../../../src-shared/ids.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyNumber, anyText, like, someId } from './objects.ts';

/** A message of Rune's in a room of its own. */
async function message(cast: Cast, how: object = {}): Promise<{ room_id: string; message_id: unknown }> {
  const room_id = await roomOf(cast, how);
  const { message_id } = await ask(cast.rune, 'send_message', { room_id, content: 'keep this' });
  return { room_id, message_id };
}

async function saved(cast: Cast): Promise<{ room_id: string; message_id: unknown }> {
  const made = await message(cast);
  await ask(cast.ada, 'save_message', made);
  return made;
}

const item = { id: someId, room_id: someId, saved_at: anyNumber };

export const SAVED_CASES = {
  save_message: {
    right: [
      { that: 'is saved', send: (cast) => message(cast), answer: () => ['ok', item] },
      { that: 'may be saved twice', send: saved, answer: () => ['ok', item] },
      { that: 'may be in a temporary room', send: (cast) => message(cast, { ephemeral: true }), answer: () => ['ok', item] },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => ({ room_id: 'nowhere', message_id: newId() }), answer: 'room_not_found' },
      { that: 'is there', send: ({ room_id }) => ({ room_id, message_id: newId() }), answer: 'message_not_found' },
      { that: 'has an id', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
      {
        that: 'is not deleted',
        send: async (cast) => {
          const made = await message(cast);
          await ask(cast.rune, 'delete_message', made);
          return made;
        },
        answer: 'message_not_found',
      },
    ],
    hostile: [
      {
        that: 'is a message of its room',
        send: async (cast) => ({ room_id: cast.room_id, message_id: (await message(cast)).message_id }),
        answer: 'message_not_found',
      },
      { that: 'is of no prototype', send: ({ room_id }) => ({ room_id, message_id: '__proto__' }), answer: 'message_not_found' },
    ],
  },
  unsave: {
    right: [
      {
        that: 'removes it',
        send: async (cast) => ({ saved_id: (await saved(cast)).message_id }),
        answer: () => ['ok', { saved_id: someId }],
      },
    ],
    wrong: [{ that: 'needs an id', send: () => ({}), answer: 'invalid_payload' }],
    hostile: [{ that: 'has a short id', send: () => ({ saved_id: 'x'.repeat(10_000) }), answer: 'invalid_payload' }],
  },
  list_saved: {
    right: [
      {
        that: 'has those of the caller, the last one first',
        send: async (cast) => {
          await saved(cast);
          return { limit: 1 };
        },
        answer: () => ['ok', like({ saved: [{ ...item, message: like({ content: 'keep this' }) }], next: anyText })],
      },
      {
        that: 'has none of another participant',
        by: 'quill',
        send: async (cast) => {
          await saved(cast);
          return {};
        },
        answer: () => ['ok', { saved: [], participants: [], next: null }],
      },
    ],
    wrong: [{ that: 'continues from an invalid page', send: () => ({ after: 'the beginning' }), answer: 'invalid_payload' }],
    hostile: [{ that: 'has a bounded page', send: () => ({ limit: 100_000 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
