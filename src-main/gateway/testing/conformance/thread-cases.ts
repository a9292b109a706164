import { newId } from '../../../../src-shared/ids.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

/** A room with a message of Ada's that Rune replied to, in a thread. */
async function thread(cast: Cast): Promise<{ room_id: string; thread_id: unknown; reply_id: unknown }> {
  const room_id = await roomOf(cast);
  const { message_id: thread_id } = await ask(cast.ada, 'send_message', { room_id, content: 'first' });
  const { message_id: reply_id } = await ask(cast.rune, 'send_message', { room_id, content: 'reply', thread_id });
  return { room_id, thread_id, reply_id };
}

const withoutReply = async (cast: Cast): Promise<object> => {
  const { room_id, thread_id } = await thread(cast);
  return { room_id, thread_id };
};

const followed = async (cast: Cast): Promise<{ room_id: string; thread_id: unknown }> => {
  const { room_id, thread_id } = await thread(cast);
  await ask(cast.ada, 'follow_thread', { room_id, thread_id });
  return { room_id, thread_id };
};

const ofAnotherRoom = async (cast: Cast): Promise<object> => ({ room_id: await roomOf(cast), thread_id: (await thread(cast)).thread_id });
const nowhere = { room_id: 'nowhere', thread_id: newId() };
const view = (fields: object): object => ({ last_read_seq: 2, unread: 0, mentions: 0, is_muted: false, ...fields });

export const THREAD_CASES = {
  follow_thread: {
    right: [
      {
        that: 'begins after the newest reply',
        send: withoutReply,
        answer: () => ['ok', { room_id: someId, thread_id: someId, follow: view({}) }],
      },
      {
        that: 'takes any message of the thread, and mutes it',
        send: async (cast) => {
          const { room_id, reply_id } = await thread(cast);
          return { room_id, thread_id: reply_id, muted: true };
        },
        answer: () => ['ok', { room_id: someId, thread_id: someId, follow: view({ is_muted: true }) }],
      },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => nowhere, answer: 'not_in_room' },
      { that: 'is of a message that is there', send: ({ room_id }) => ({ room_id, thread_id: newId() }), answer: 'message_not_found' },
      { that: 'needs a thread', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'is of a message of its room', send: ofAnotherRoom, answer: 'message_not_found' },
      { that: 'is for those in the room', by: 'quill', send: withoutReply, answer: 'not_in_room' },
    ],
  },
  unfollow_thread: {
    right: [
      { that: 'ends it', send: followed, answer: () => ['ok', { room_id: someId, thread_id: someId }] },
      { that: 'may be asked for twice', send: withoutReply, answer: () => ['ok', { room_id: someId, thread_id: someId }] },
    ],
    wrong: [{ that: 'is in a room that is there', send: () => nowhere, answer: 'not_in_room' }],
    hostile: [{ that: 'is of a message of its room', send: ofAnotherRoom, answer: 'message_not_found' }],
  },
  mark_thread_read: {
    right: [
      {
        that: 'never goes back, and no further than the thread',
        send: async (cast) => ({ ...(await followed(cast)), seq: 9_007_199_254_740_991 }),
        answer: () => ['ok', { room_id: someId, thread_id: someId, follow: view({}) }],
      },
    ],
    wrong: [
      {
        that: 'is of a thread that is followed',
        send: async (cast) => ({ ...(await withoutReply(cast)), seq: 1 }),
        answer: 'message_not_found',
      },
      { that: 'needs a seq', send: followed, answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'takes no number below nothing', send: async (cast) => ({ ...(await followed(cast)), seq: -1 }), answer: 'invalid_payload' },
    ],
  },
  list_threads: {
    right: [
      {
        that: 'has those that are followed',
        send: async (cast) => {
          await followed(cast);
          return { limit: 1 };
        },
        answer: () => [
          'ok',
          like({
            threads: [
              like({
                room_id: someId,
                thread_id: someId,
                follow: view({}),
                thread: like({ replies: 1, last_seq: 2 }),
                message: like({ content: 'first' }),
              }),
            ],
          }),
        ],
      },
    ],
    wrong: [{ that: 'continues from an invalid page', send: () => ({ after: 'the beginning' }), answer: 'invalid_payload' }],
    hostile: [{ that: 'has a bounded page', send: () => ({ limit: 100_000 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
