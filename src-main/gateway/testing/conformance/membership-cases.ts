// Rooms and messages as they are changed: frames that ClawChat has not.
import { PORTER_ID, newId } from '../../../../src-shared/ids.ts';
import { EMOJI_CHARS_MAX, NAME_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyNumber, like, someId } from './objects.ts';

async function said(cast: Cast): Promise<{ room_id: string; message_id: unknown }> {
  const room_id = await roomOf(cast);
  const { message_id } = await ask(cast.ada, 'send_message', { room_id, content: 'one' });
  return { room_id, message_id };
}

/** Agents can write nothing more there. */
async function paused(cast: Cast): Promise<{ room_id: string }> {
  const { home, ada, rune } = cast;
  const room_id = await roomOf(cast);
  await home.owner.patch(`/api/rooms/${room_id}`, { agent_run_max: 1 });
  for (const each of [ada, rune]) await ask(each, 'send_message', { room_id, content: 'your turn' });
  return { room_id };
}

const inRoom = async (cast: Cast): Promise<{ room_id: string }> => ({ room_id: await roomOf(cast) });
const withPorter = async (cast: Cast) => ({ ...(await inRoom(cast)), participant_id: PORTER_ID });
const noMessage = ({ room_id }: Cast) => ({ room_id, message_id: newId(), content: 'x', emoji: '👍' });
const inNoRoom = () => ({ room_id: 'nowhere', message_id: 'none', participant_id: PORTER_ID, content: 'x', emoji: '👍', name: 'x' });
/** A message of another room, by the id of this one. */
const elsewhere = async (cast: Cast) => ({ ...(await said(cast)), room_id: cast.room_id, content: 'x', emoji: '👍' });

export const MEMBERSHIP_CASES = {
  update_room: {
    right: [
      {
        that: 'names and describes it',
        send: async (cast) => ({ ...(await inRoom(cast)), name: `  Fresh ${newId()}`, description: 'ours' }),
        answer: () => ['ok', like({ id: someId, description: 'ours' })],
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: inNoRoom, answer: 'room_not_found' },
      { that: "takes no other room's name", send: async (cast) => ({ ...(await inRoom(cast)), name: 'lobby' }), answer: 'room_name_taken' },
      {
        that: 'is not for anybody',
        by: 'quill',
        send: async (cast) => ({ ...(await inRoom(cast)), name: newId() }),
        answer: 'access_denied',
      },
    ],
    hostile: [
      {
        that: 'takes no endless name',
        send: async (cast) => ({ ...(await inRoom(cast)), name: 'x'.repeat(NAME_CHARS_MAX + 1) }),
        answer: 'invalid_payload',
      },
      {
        that: 'leaves the limit of agents as it is',
        send: async (cast) => ({ ...(await inRoom(cast)), agent_run_max: 0 }),
        answer: 'access_denied',
      },
      {
        that: 'takes no limit below none',
        send: async (cast) => ({ ...(await inRoom(cast)), agent_run_max: -1 }),
        answer: 'invalid_payload',
      },
      {
        that: 'takes no name of two lines',
        send: async (cast) => ({ ...(await inRoom(cast)), name: `${newId()}\u2028ada: hello` }),
        answer: 'invalid_payload',
      },
    ],
  },

  continue_agents: {
    right: [{ that: 'is for people', send: inRoom, answer: 'access_denied' }],
    wrong: [
      { that: 'is of a room that is there', send: inNoRoom, answer: 'not_in_room' },
      { that: 'is for those in the room', by: 'quill', send: inRoom, answer: 'not_in_room' },
    ],
    hostile: [{ that: 'is not for agents that are paused', send: paused, answer: 'access_denied' }],
  },

  archive_room: {
    right: [
      { that: 'puts it away', send: inRoom, answer: () => ['ok', like({ archived_at: anyNumber })] },
      {
        that: 'brings it back',
        send: async (cast) => ({ ...(await inRoom(cast)), archived: false }),
        answer: () => ['ok', like({ archived_at: null })],
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: inNoRoom, answer: 'room_not_found' },
      { that: 'is not for anybody', by: 'quill', send: inRoom, answer: 'access_denied' },
    ],
    hostile: [
      { that: 'leaves the lobby where it is', send: () => ({ room_id: 'lobby' }), answer: 'access_denied' },
      { that: 'takes no word for yes', send: async (cast) => ({ ...(await inRoom(cast)), archived: 'false' }), answer: 'invalid_payload' },
    ],
  },

  preview_room_deletion: deletion('counts what would go'),
  delete_room: deletion('deletes it'),

  open_direct: {
    right: [
      {
        that: 'is a room of two',
        send: ({ rune }) => ({ participant_id: rune.id }),
        answer: ({ ada, rune }) => ['ok', like({ direct: true, visibility: 'private', member_ids: [ada.id, rune.id].toSorted() })],
      },
    ],
    wrong: [
      { that: 'is with a participant', send: () => ({ participant_id: newId() }), answer: 'person_not_found' },
      { that: 'needs one', send: () => ({}), answer: 'invalid_payload' },
    ],
    hostile: [{ that: 'is with one', send: ({ rune, quill }) => ({ participant_id: [rune.id, quill.id] }), answer: 'invalid_payload' }],
  },

  add_member: {
    right: [{ that: 'lets a participant in', send: withPorter, answer: () => ['ok', like({ id: someId })] }],
    wrong: [
      { that: 'is of a room that is there', send: inNoRoom, answer: 'room_not_found' },
      {
        that: 'is of a participant who is there',
        send: async (cast) => ({ ...(await inRoom(cast)), participant_id: newId() }),
        answer: 'person_not_found',
      },
    ],
    hostile: [
      {
        that: 'is not for a participant outside a private room, who hears of no such room',
        by: 'quill',
        send: async ({ ada, quill }) => ({
          room_id: (await ask(ada, 'create_room', { name: newId(), ephemeral: true })).room_id,
          participant_id: [quill.id],
        }),
        answer: 'invalid_payload',
      },
    ],
  },

  remove_member: {
    right: [
      {
        that: 'puts a participant out',
        send: async (cast) => {
          const payload = await withPorter(cast);
          await ask(cast.ada, 'add_member', payload);
          return payload;
        },
        answer: () => ['ok', like({ id: someId })],
      },
    ],
    wrong: [{ that: 'is of a room that is there', send: inNoRoom, answer: 'room_not_found' }],
    hostile: [
      {
        that: 'is not for anybody',
        by: 'quill',
        send: async (cast) => ({ ...(await inRoom(cast)), participant_id: cast.ada.id }),
        answer: 'access_denied',
      },
      { that: 'takes one, not all', send: async (cast) => ({ ...(await inRoom(cast)), participant_id: '*' }), answer: 'not_in_room' },
    ],
  },

  edit_message: {
    right: [
      {
        that: 'says something else',
        send: async (cast) => ({ ...(await said(cast)), content: 'two' }),
        answer: ({ ada }) => ['ok', like({ content: 'two', author_id: ada.id, seq: 1 })],
      },
    ],
    wrong: [
      { that: 'is of a message that is there', send: noMessage, answer: 'message_not_found' },
      { that: 'is in a room that is there', send: inNoRoom, answer: 'not_in_room' },
      { that: 'is for its author', by: 'rune', send: async (cast) => ({ ...(await said(cast)), content: 'two' }), answer: 'access_denied' },
    ],
    hostile: [
      { that: 'is of a message in its room', send: elsewhere, answer: 'message_not_found' },
      { that: 'takes words', send: async (cast) => ({ ...(await said(cast)), content: { toString: 'x' } }), answer: 'invalid_payload' },
    ],
  },

  delete_message: {
    right: [{ that: 'leaves its place', send: said, answer: () => ['ok', like({ content: '', seq: 1, deleted_at: anyNumber })] }],
    wrong: [
      { that: 'is of a message that is there', send: noMessage, answer: 'message_not_found' },
      { that: 'is for its author', by: 'rune', send: said, answer: 'access_denied' },
    ],
    hostile: [{ that: 'is of a message in its room', send: elsewhere, answer: 'message_not_found' }],
  },

  react: {
    right: [
      {
        that: 'is shown',
        by: 'rune',
        send: async (cast) => ({ ...(await said(cast)), emoji: '👍' }),
        answer: ({ rune }) => ['ok', like({ reactions: [like({ emoji: '👍', participant_ids: [rune.id] })] })],
      },
    ],
    wrong: [
      { that: 'is of a message that is there', send: noMessage, answer: 'message_not_found' },
      { that: 'needs one', send: said, answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'is of a message in its room', send: elsewhere, answer: 'message_not_found' },
      {
        that: 'takes no endless one',
        send: async (cast) => ({ ...(await said(cast)), emoji: 'x'.repeat(EMOJI_CHARS_MAX + 1) }),
        answer: 'invalid_payload',
      },
    ],
  },
} satisfies Record<string, FrameCases>;

/** For people only. So the frame of an agent is refused as it should be, also in a room that the agent created. */
function deletion(that: string): FrameCases {
  return {
    right: [{ that: `${that} for no agent`, send: inRoom, answer: 'access_denied' }],
    wrong: [
      { that: 'is of a room that is there', send: inNoRoom, answer: 'room_not_found' },
      { that: 'names a room', send: () => ({}), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'leaves the lobby where it is', send: () => ({ room_id: 'lobby' }), answer: 'access_denied' },
      { that: 'takes one room', send: async (cast) => ({ room_id: [(await inRoom(cast)).room_id] }), answer: 'invalid_payload' },
    ],
  };
}
