import { ask } from './case.ts';
import type { EventCase } from './event-cases.ts';

export const PRESENCE_EVENT_CASES: readonly EventCase[] = [
  {
    event: 'presence_update',
    when: 'a participant says what it does, once however many rooms are shared',
    before: async ({ ada, rune }) => {
      const { room_id } = await ask(ada, 'create_room', { name: 'Second', ephemeral: true });
      for (const each of [ada, rune]) await ask(each, 'join_room', { room_id });
    },
    does: () => ['set_presence', { status: 'thinking', progress: 7 }],
    heardBy: ['rune'],
    payload: ({ ada }) => ({ agent_id: ada.id, agent_name: 'Ada', status: 'thinking', status_detail: null, progress: 7 }),
  },
  {
    event: 'presence_update',
    when: 'a participant that is busy in a room says what it does there',
    before: ({ ada, room_id }) => ask(ada, 'set_presence', { room_id, status: 'thinking' }),
    does: ({ room_id }) => ['set_presence', { room_id, status: 'blocked', status_detail: 'Waits for an answer' }],
    heardBy: ['rune'],
    payload: ({ ada, room_id }) => ({
      ...{ room_id, agent_id: ada.id, agent_name: 'Ada' },
      ...{ status: 'waiting', blocked: true, status_detail: 'Waits for an answer', progress: null },
    }),
  },
];
