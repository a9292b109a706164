import { newId } from '../../../../src-shared/ids.ts';
import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

/** A message of Ada's in a room, to be forwarded into another one. */
async function said(cast: Cast, how: object = {}): Promise<{ room_id: string; from_room_id: string; message_id: unknown }> {
  const from_room_id = await roomOf(cast, how);
  const { message_id } = await ask(cast.ada, 'send_message', { room_id: from_room_id, content: 'one\n\ntwo' });
  return { room_id: cast.room_id, from_room_id, message_id };
}

const ofAnotherRoom = async (cast: Cast): Promise<object> => ({ ...(await said(cast)), from_room_id: await roomOf(cast) });

export const FORWARD_CASES = {
  forward_message: {
    right: [
      {
        that: 'says whose text it is',
        by: 'rune',
        send: async (cast) => ({ ...(await said(cast)), comment: 'Look' }),
        answer: ({ rune, ada }) => [
          'ok',
          like({
            author_id: rune.id,
            content: 'Look\n\none\n\ntwo',
            forwarded_from: like({ author_id: ada.id, message_id: someId, comment_chars: 4 }),
          }),
        ],
      },
    ],
    wrong: [
      {
        that: 'is of a message that is there',
        send: async (cast) => ({ ...(await said(cast)), message_id: newId() }),
        answer: 'message_not_found',
      },
      {
        that: 'is from a room that is there',
        send: async (cast) => ({ ...(await said(cast)), from_room_id: 'nowhere' }),
        answer: 'room_not_found',
      },
      {
        that: 'is into a room that is there',
        send: async (cast) => ({ ...(await said(cast)), room_id: 'nowhere' }),
        answer: 'not_in_room',
      },
      {
        that: 'is of a message that was not deleted',
        send: async (cast) => {
          const of = await said(cast);
          await ask(cast.ada, 'delete_message', { room_id: of.from_room_id, message_id: of.message_id });
          return of;
        },
        answer: 'message_deleted',
      },
      {
        that: 'is of no thought',
        send: async (cast) => {
          const { message_id } = await ask(cast.ada, 'thinking', { room_id: cast.room_id, content: 'hm' });
          return { room_id: cast.room_id, from_room_id: cast.room_id, message_id };
        },
        answer: 'invalid_payload',
      },
    ],
    hostile: [
      { that: 'is for those in the room', by: 'quill', send: said, answer: 'not_in_room' },
      { that: 'is of a message of its room', by: 'rune', send: ofAnotherRoom, answer: 'message_not_found' },
      {
        that: 'takes no longer text than a message has',
        send: async (cast) => ({ ...(await said(cast)), comment: 'x'.repeat(MESSAGE_BYTES_MAX) }),
        answer: 'message_too_large',
      },
    ],
  },
} satisfies Record<string, FrameCases>;
