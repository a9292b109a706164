import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { fieldOf } from '../transports.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyText, listOf, someId, taskInfo } from './objects.ts';

/** A room in which Ada leads. */
export async function ledRoom(cast: Cast, how: object = {}): Promise<string> {
  const room_id = await roomOf(cast, how);
  await ask(cast.ada, 'elect_leader', { room_id });
  await ask(cast.rune, 'decline_election', { room_id });
  cast.clock.pass(2_000);
  await cast.ada.waitFor((frame) => frame.type === 'leader_elected' && fieldOf(frame, 'room_id') === room_id, 'the leader');
  return room_id;
}

async function taskOf(cast: Cast): Promise<string> {
  return String((await ask(cast.ada, 'assign_task', { room_id: cast.room_id, title: 'Build', description: 'the wall' })).task_id);
}

export const FLOOR_CASES = {
  elect_leader: {
    right: [
      {
        that: 'names those who can be elected',
        send: async (cast) => ({ room_id: await roomOf(cast) }),
        answer: ({ ada, rune }) => ['ok', { room_id: someId, candidates: [ada.id, rune.id], message: anyText }],
      },
    ],
    wrong: [
      {
        that: 'is one at a time',
        by: 'rune',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          await ask(cast.ada, 'elect_leader', { room_id });
          return { room_id };
        },
        answer: 'election_in_progress',
      },
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id }), answer: 'not_in_room' },
    ],
    hostile: [{ that: 'is in a room', send: () => ({ room_id: true }), answer: 'invalid_payload' }],
  },

  decline_election: {
    right: [
      {
        that: 'is taken',
        by: 'rune',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          await ask(cast.ada, 'elect_leader', { room_id });
          return { room_id };
        },
        answer: () => ['ok', { room_id: someId, message: anyText }],
      },
    ],
    wrong: [
      { that: 'is of an election that is on', send: ({ room_id }) => ({ room_id }), answer: 'no_election_active' },
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id }), answer: 'not_in_room' },
    ],
    hostile: [{ that: 'is in a room', send: () => ({ room_id: '' }), answer: 'invalid_payload' }],
  },

  decision: {
    right: [
      {
        that: "is the leader's",
        send: async (cast) => ({ room_id: await ledRoom(cast), content: 'We ship', metadata: { why: 'vote' } }),
        answer: () => ['ok', { message_id: someId, room_id: someId }],
      },
    ],
    wrong: [
      {
        that: "is no one else's",
        by: 'rune',
        send: async (cast) => ({ room_id: await ledRoom(cast), content: 'No' }),
        answer: 'not_leader',
      },
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id, content: 'No' }), answer: 'not_in_room' },
      { that: 'needs words', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'is of the size of a message',
        send: async (cast) => ({ room_id: await ledRoom(cast), content: 'x'.repeat(MESSAGE_BYTES_MAX + 1) }),
        answer: 'message_too_large',
      },
    ],
  },

  assign_task: {
    right: [
      {
        that: "is pending and no one's",
        send: ({ room_id }) => ({ room_id, title: 'Build' }),
        answer: ({ ada, room_id }) => ['ok', taskInfo({ room_id, title: 'Build', created_by: ada.id })],
      },
      {
        that: "is a participant's, in a room that ends as well",
        send: async (cast) => ({
          room_id: await roomOf(cast, { ephemeral: true }),
          title: 'Build',
          description: 'the wall',
          assignee: cast.rune.id,
        }),
        answer: ({ ada, rune }) => [
          'ok',
          taskInfo({ room_id: someId, title: 'Build', description: 'the wall', assignee: rune.id, created_by: ada.id }),
        ],
      },
    ],
    wrong: [
      {
        that: 'is for a participant in the room',
        send: ({ room_id }) => ({ room_id, title: 'Build', assignee: 'nobody' }),
        answer: 'invalid_payload',
      },
      { that: 'is by those in the room', by: 'quill', send: ({ room_id }) => ({ room_id, title: 'Build' }), answer: 'not_in_room' },
      { that: 'has a title', send: ({ room_id }) => ({ room_id, title: ' ' }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'has a title of a bounded length',
        send: ({ room_id }) => ({ room_id, title: 'x'.repeat(100_000) }),
        answer: 'invalid_payload',
      },
    ],
  },

  update_task: {
    right: [
      {
        that: 'is done by anybody in the room',
        by: 'rune',
        send: async (cast) => ({ task_id: await taskOf(cast), status: 'completed', assignee: cast.rune.id, note: 'done' }),
        answer: ({ ada, rune, room_id }) => [
          'ok',
          taskInfo({
            room_id,
            title: 'Build',
            description: 'the wall',
            status: 'completed',
            assignee: rune.id,
            created_by: ada.id,
            updated_at: anyText,
            note: 'done',
          }),
        ],
      },
    ],
    wrong: [
      { that: 'is of a task that is there', send: () => ({ task_id: 'none' }), answer: 'task_not_found' },
      {
        that: 'is for those in the room',
        by: 'quill',
        send: async (cast) => ({ task_id: await taskOf(cast), status: 'completed' }),
        answer: 'not_in_room',
      },
      { that: 'knows five states', send: async (cast) => ({ task_id: await taskOf(cast), status: 'whatever' }), answer: 'invalid_payload' },
    ],
    hostile: [{ that: 'is of one task', send: () => ({ task_id: ['a', 'b'] }), answer: 'invalid_payload' }],
  },

  list_tasks: {
    right: [
      {
        that: 'shows them oldest first, those of a state when one is asked for',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          for (const title of ['first', 'second']) await ask(cast.ada, 'assign_task', { room_id, title });
          return { room_id, status: 'pending' };
        },
        answer: () => ['task_list', { room_id: someId, tasks: listOf((tasks) => new Set(tasks.map(({ title }) => title)).size === 2) }],
      },
    ],
    wrong: [{ that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' }],
    hostile: [{ that: 'is of a state', send: ({ room_id }) => ({ room_id, status: { $gt: '' } }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
