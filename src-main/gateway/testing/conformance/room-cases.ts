import { expect } from 'vitest';
import { newId } from '../../../../src-shared/ids.ts';
import type { Agent } from '../transports.ts';
import { ask, roomOf, type FrameCases } from './case.ts';
import { agentInfo, anyList, anyNumber, anyText, like, listOf, listWith, room, stamp, textLike } from './objects.ts';

export const ROOM_CASES = {
  create_room: {
    right: [
      {
        that: 'is private and lasting by default',
        send: () => ({ name: 'Workshop' }),
        answer: ({ ada }) => ['ok', room({ name: 'Workshop', created_by: ada.id })],
      },
      {
        that: 'says all that it was asked for',
        send: ({ room_id }) => ({
          name: 'Scratch',
          description: 'for a while',
          parent_id: room_id,
          ephemeral: true,
          public: true,
          encrypted: false,
        }),
        answer: ({ ada, room_id }) => [
          'ok',
          room({
            name: 'Scratch',
            description: 'for a while',
            parent_id: room_id,
            ephemeral: true,
            visibility: 'public',
            created_by: ada.id,
          }),
        ],
      },
      {
        that: 'may take sealed messages only, also when it ends',
        send: () => ({ name: 'Vault', encrypted: true, ephemeral: true }),
        answer: ({ ada }) => ['ok', room({ name: 'Vault', encrypted: true, ephemeral: true, created_by: ada.id })],
      },
      {
        that: 'takes null for what is left out',
        send: () => ({ name: 'Null', description: null, parent_id: null }),
        answer: ({ ada }) => ['ok', room({ name: 'Null', created_by: ada.id })],
      },
      {
        that: 'may have the name of another when it ends automatically',
        send: async ({ ada }) => (
          await ask(ada, 'create_room', { name: 'Twice', ephemeral: true, public: true }),
          { name: 'Twice', ephemeral: true, public: true }
        ),
        answer: ({ ada }) => ['ok', room({ name: 'Twice', ephemeral: true, visibility: 'public', created_by: ada.id })],
      },
    ],
    wrong: [
      { that: 'needs a name', send: () => ({}), answer: 'invalid_payload' },
      { that: 'has its own name', send: () => ({ name: 'lobby', public: true }), answer: 'room_name_taken' },
      { that: 'is under a room that is there', send: () => ({ name: newId(), parent_id: 'nowhere' }), answer: 'room_not_found' },
      {
        that: 'does not last under one that ends',
        send: async (cast) => ({ name: newId(), parent_id: await roomOf(cast, { ephemeral: true }) }),
        answer: 'invalid_payload',
      },
      { that: 'takes no null for what is off by default', send: () => ({ name: newId(), ephemeral: null }), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'has a name that fits on a line', send: () => ({ name: 'a\nb' }), answer: 'invalid_payload' },
      { that: 'has a name of a bounded length', send: () => ({ name: 'x'.repeat(100_000) }), answer: 'invalid_payload' },
      { that: 'is no object of another kind', send: () => ({ name: { toString: 'x' } }), answer: 'invalid_payload' },
      { that: 'is sealed or is not', send: () => ({ name: newId(), encrypted: 'false' }), answer: 'invalid_payload' },
    ],
  },

  join_room: {
    right: [
      { that: 'answers with the room', send: ({ room_id }) => ({ room_id }), answer: ({ room_id }) => ['ok', { room_id }] },
      { that: 'a second time is a silent success', send: ({ room_id }) => ({ room_id }), answer: ({ room_id }) => ['ok', { room_id }] },
    ],
    wrong: [{ that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' }],
    hostile: [
      { that: 'is of no prototype', send: () => ({ room_id: '__proto__' }), answer: 'room_not_found' },
      { that: 'is of a room, not of a query', send: () => ({ room_id: { $ne: null } }), answer: 'invalid_payload' },
    ],
  },

  leave_room: {
    right: [
      {
        that: 'answers with the room',
        send: async (cast) => ({ room_id: await roomOf(cast) }),
        answer: () => ['ok', { room_id: anyText }],
      },
    ],
    wrong: [
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id }), answer: 'not_in_room' },
      { that: 'says the same of a room that is not there', send: () => ({ room_id: 'nowhere' }), answer: 'not_in_room' },
    ],
    hostile: [{ that: 'is of one room', send: () => ({ room_id: ['*'] }), answer: 'invalid_payload' }],
  },

  list_rooms: {
    right: [
      {
        that: 'shows every level, with who is in it and when it was last written in',
        send: async ({ ada, room_id }) => (await ask(ada, 'send_message', { room_id, content: 'here' }), {}),
        answer: ({ ada, room_id }) => [
          'room_list',
          {
            rooms: listWith(
              room({
                room_id,
                name: 'Common',
                visibility: 'public',
                created_by: ada.id,
                member_count: 3,
                member: true,
                last_activity: stamp,
              }),
            ),
          },
        ],
      },
      {
        that: 'shows what is under a room, by name, what ends last',
        send: async (cast) => {
          const parent_id = await roomOf(cast);
          for (const [name, ephemeral] of [
            ['b', false],
            ['a', true],
            ['a', false],
          ] as const)
            await ask(cast.ada, 'create_room', { name: `${parent_id} ${name}`, parent_id, ephemeral });
          return { parent_id };
        },
        answer: () => [
          'room_list',
          {
            rooms: [
              like({ name: textLike(/ a$/), ephemeral: false }),
              like({ name: textLike(/ b$/), ephemeral: false }),
              like({ name: textLike(/ a$/), ephemeral: true, member_count: 1 }),
            ],
          },
        ],
      },
    ],
    wrong: [{ that: 'lets a bad filter pass as none', send: () => ({ parent_id: 7 }), answer: () => ['room_list', { rooms: anyList }] }],
    hostile: [
      {
        that: 'shows nothing under what is not there',
        send: () => ({ parent_id: "' OR 1=1 --" }),
        answer: () => ['room_list', { rooms: [] }],
      },
    ],
  },

  list_agents: {
    right: [
      {
        that: 'shows who has a room open, in the order they came',
        send: async (cast) => ({ room_id: await roomOf(cast) }),
        answer: ({ ada, rune }) => ['agent_list', { agents: [agentInfo(ada.id, 'Ada'), agentInfo(rune.id, 'Rune')] }],
      },
      {
        that: 'shows who is connected, and no one who is gone',
        send: async ({ home, ada }) => {
          const gone = await home.enter('TCP', 'Gone');
          gone.close();
          await gone.closed;
          await expectOffline(ada, gone.id);
          return {};
        },
        answer: ({ ada, quill }) => [
          'agent_list',
          {
            agents: listOf(
              (agents) =>
                agents.every(({ name }) => name !== 'Gone') &&
                [ada.id, quill.id].every((id) => agents.some(({ agent_id }) => agent_id === id)),
            ),
          },
        ],
      },
    ],
    wrong: [
      {
        that: 'lets a bad filter pass as none',
        send: () => ({ room_id: ['x'] }),
        answer: () => ['agent_list', { agents: anyList }],
      },
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' },
    ],
    hostile: [{ that: 'is of no prototype', send: () => ({ room_id: 'constructor' }), answer: 'room_not_found' }],
  },

  room_info: {
    right: [
      {
        that: 'shows the room, who has it open, what is under it and whose turn it is',
        send: async (cast) => {
          const room_id = await roomOf(cast, { description: 'all of it' });
          await ask(cast.ada, 'create_room', { name: `under ${room_id}`, parent_id: room_id });
          return { room_id };
        },
        answer: ({ ada, rune }) => [
          'room_info_result',
          {
            room: room({ name: anyText, description: 'all of it', visibility: 'public', created_by: ada.id }),
            agents: [agentInfo(ada.id, 'Ada'), agentInfo(rune.id, 'Rune')],
            sub_rooms: [room({ name: textLike(/^under /), parent_id: anyText, created_by: ada.id })],
            current_turn_holder: ada.id,
            leader_id: null,
            turn_order: [ada.id, rune.id],
          },
        ],
      },
    ],
    wrong: [{ that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' }],
    hostile: [{ that: 'is of a room', send: () => ({ room_id: null }), answer: 'invalid_payload' }],
  },

  room_tip: {
    right: [
      {
        that: 'is 0 in a new room',
        send: async (cast) => ({ room_id: await roomOf(cast) }),
        answer: () => ['room_tip_result', { room_id: anyText, seq: 0, epoch: anyNumber }],
      },
      {
        that: 'is the newest seq, in a room that ends as well',
        send: async (cast) => {
          const room_id = await roomOf(cast, { ephemeral: true });
          for (const type of ['send_message', 'thinking']) await ask(cast.ada, type, { room_id, content: type });
          return { room_id };
        },
        answer: () => ['room_tip_result', { room_id: anyText, seq: 2, epoch: anyNumber }],
      },
    ],
    wrong: [{ that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' }],
    hostile: [{ that: 'is of a room', send: () => ({ room_id: 9e15 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;

/** Its end was received. */
async function expectOffline(agent: Agent, id: string): Promise<void> {
  await expect.poll(async () => JSON.stringify(await ask(agent, 'list_agents', {}))).not.toContain(id);
}
