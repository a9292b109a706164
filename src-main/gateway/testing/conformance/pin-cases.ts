import { newId } from '../../../../src-shared/ids.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

/** A message of Ada's in a room. */
async function said(cast: Cast): Promise<{ room_id: string; message_id: unknown }> {
  const room_id = await roomOf(cast);
  const { message_id } = await ask(cast.ada, 'send_message', { room_id, content: 'The door code' });
  return { room_id, message_id };
}

async function pinned(cast: Cast): Promise<{ room_id: string; message_id: unknown }> {
  const of = await said(cast);
  await ask(cast.ada, 'pin_message', { ...of, state: 'todo' });
  return of;
}

const nowhere = async (cast: Cast): Promise<object> => ({ ...(await said(cast)), room_id: 'nowhere' });
const unknown = ({ room_id }: Cast): object => ({ room_id, message_id: newId() });
const ofAnotherRoom = async (cast: Cast): Promise<object> => ({ ...(await said(cast)), room_id: await roomOf(cast) });
const deleted = async (cast: Cast): Promise<object> => {
  const of = await pinned(cast);
  await ask(cast.ada, 'delete_message', of);
  return of;
};

export const PIN_CASES = {
  pin_message: {
    right: [
      {
        that: 'has no state at first',
        by: 'rune',
        send: said,
        answer: ({ rune }) => ['ok', like({ id: someId, pin: like({ state: 'none', by_id: rune.id }) })],
      },
      {
        that: 'changes the state, and not who pinned it',
        by: 'rune',
        send: async (cast) => ({ ...(await pinned(cast)), state: 'done' }),
        answer: ({ ada }) => ['ok', like({ pin: like({ state: 'done', by_id: ada.id }) })],
      },
      {
        that: 'keeps the state when it names none',
        by: 'rune',
        send: pinned,
        answer: ({ ada }) => ['ok', like({ pin: like({ state: 'todo', by_id: ada.id }) })],
      },
    ],
    wrong: [
      { that: 'is in a room that is there', send: nowhere, answer: 'not_in_room' },
      { that: 'is of a message that is there', send: unknown, answer: 'message_not_found' },
      { that: 'needs a message', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
      { that: 'is of a message that was not deleted', send: deleted, answer: 'message_deleted' },
    ],
    hostile: [
      { that: 'is of a message of its room', send: ofAnotherRoom, answer: 'message_not_found' },
      { that: 'is for those in the room', by: 'quill', send: said, answer: 'not_in_room' },
      { that: 'takes no other state', send: async (cast) => ({ ...(await said(cast)), state: 'urgent' }), answer: 'invalid_payload' },
    ],
  },
  unpin_message: {
    right: [
      { that: 'ends the pin', by: 'rune', send: pinned, answer: () => ['ok', like({ id: someId })] },
      { that: 'may be asked for twice', send: said, answer: () => ['ok', like({ id: someId })] },
    ],
    wrong: [{ that: 'is of a message that is there', send: unknown, answer: 'message_not_found' }],
    hostile: [
      { that: 'is of a message of its room', send: ofAnotherRoom, answer: 'message_not_found' },
      { that: 'is for those in the room', by: 'quill', send: pinned, answer: 'not_in_room' },
    ],
  },
  list_pins: {
    right: [
      {
        that: 'has the pinned messages',
        send: async (cast) => ({ room_id: (await pinned(cast)).room_id, state: 'todo', limit: 1 }),
        answer: ({ ada }) => [
          'ok',
          like({ room_id: someId, messages: [like({ content: 'The door code', pin: like({ by_id: ada.id }) })], has_more: false }),
        ],
      },
      {
        that: 'has those with the state only',
        send: async (cast) => ({ room_id: (await pinned(cast)).room_id, state: 'done' }),
        answer: () => ['ok', like({ messages: [] })],
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' },
      {
        that: 'continues after a pinned message',
        send: async (cast) => ({ ...(await pinned(cast)), after: newId() }),
        answer: 'message_not_found',
      },
    ],
    hostile: [{ that: 'has a bounded page', send: ({ room_id }) => ({ room_id, limit: 100_000 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
