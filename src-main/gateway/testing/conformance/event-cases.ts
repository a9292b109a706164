// Every event of the protocol: the action, the recipients, and the frames. Ada acts, with Rune in the room. Quill is connected with
// the same key and is in no room. Vex has the key of a guest who sees only rooms they were added to.
import { newId } from '../../../../src-shared/ids.ts';
import { MENTIONS_MAX } from '../../../../src-shared/limits.ts';
import type { Agent } from '../transports.ts';
import type { TestClock } from '../clock.ts';
import { ask } from './case.ts';
import { PRESENCE_EVENT_CASES } from './presence-event-cases.ts';
import { chatMessage, like, listOf, room, saidBy, someId, stamp, taskInfo, textLike, voteInfo } from './objects.ts';

export interface EventCast {
  clock: TestClock;
  ada: Agent;
  rune: Agent;
  quill: Agent;
  vex: Agent;
  /** Public; Ada and Rune have it open, in this order. */
  room_id: string;
  /** Ada once more, after she lost her connection. */
  comeBack(): Promise<void>;
}

export type Hearer = 'ada' | 'rune' | 'quill' | 'vex';

export interface EventCase {
  event: string;
  when: string;
  /** The setup. */
  before?(cast: EventCast): Promise<unknown>;
  /** A frame of Ada's, or something that no frame does. */
  does(cast: EventCast, found: string): [type: string, payload: object] | (() => unknown);
  heardBy: readonly Hearer[];
  payload(cast: EventCast): unknown;
}

const QUESTION = { title: 'Ship it?', options: ['yes', 'no'] };
const EVERYBODY = ['ada', 'rune'] as const;

/** Rune calls a vote and votes; the id of the vote. */
async function voteOf({ rune, room_id }: EventCast): Promise<string> {
  const { vote_id } = await ask(rune, 'create_vote', { room_id, ...QUESTION });
  await ask(rune, 'cast_vote', { vote_id, option_index: 1 });
  return String(vote_id);
}

async function adaLeads({ ada, rune, room_id, clock }: EventCast): Promise<void> {
  await ask(ada, 'elect_leader', { room_id });
  await ask(rune, 'decline_election', { room_id });
  clock.pass(2_000);
  await rune.waitFor(({ type }) => type === 'leader_elected');
}

export const EVENT_CASES: readonly EventCase[] = [
  {
    event: 'message_received',
    when: 'a participant writes',
    does: ({ room_id }) => ['send_message', { room_id, content: 'Hello', metadata: { a: 1 } }],
    heardBy: ['rune'],
    payload: ({ ada, room_id }) => chatMessage({ room_id, agent_id: ada.id, agent_name: 'Ada', content: 'Hello', metadata: { a: 1 } }),
  },
  {
    event: 'thinking',
    when: 'a participant thinks',
    does: ({ room_id }) => ['thinking', { room_id, content: 'hm' }],
    heardBy: ['rune'],
    payload: ({ ada, room_id }) =>
      chatMessage({ room_id, agent_id: ada.id, agent_name: 'Ada', content: 'hm', metadata: { type: 'thinking' } }),
  },
  {
    event: 'mention',
    when: 'a participant is named, the author among them, and each once however often',
    does: ({ room_id, ada, rune, quill, vex }) => {
      const ids = [ada, rune, rune, quill, vex].map(({ id }) => id);
      return [
        'send_message',
        { room_id, content: 'You', mentions: [...ids, ...Array.from({ length: MENTIONS_MAX - ids.length }, () => rune.id)] },
      ];
    },
    heardBy: ['ada', 'rune'],
    payload: ({ ada, rune, room_id }) => ({ room_id, message: saidBy(ada.id, 'Ada', room_id, 'You', { mentions: [ada.id, rune.id] }) }),
  },
  {
    event: 'agent_joined',
    when: 'a participant opens the room',
    before: ({ ada, room_id }) => ask(ada, 'leave_room', { room_id }),
    does: ({ room_id }) => ['join_room', { room_id }],
    heardBy: ['rune'],
    payload: ({ ada, room_id }) => ({ room_id, agent: { agent_id: ada.id, name: 'Ada', kind: 'agent', role: 'agent' } }),
  },
  {
    event: 'agent_joined',
    when: 'a participant comes back within two minutes',
    does: ({ comeBack }) => comeBack,
    heardBy: ['rune'],
    payload: ({ ada, room_id }) => ({ room_id, agent: { agent_id: ada.id, name: 'Ada', kind: 'agent', role: 'agent' }, reconnected: true }),
  },
  {
    event: 'agent_left',
    when: 'a participant closes the room',
    does: ({ room_id }) => ['leave_room', { room_id }],
    heardBy: ['rune'],
    payload: ({ ada, room_id }) => ({ room_id, agent_id: ada.id }),
  },
  {
    event: 'room_created',
    when: 'there is a new public room',
    does: ({ room_id }) => ['create_room', { name: `New ${room_id}`, public: true }],
    heardBy: ['ada', 'rune', 'quill'],
    payload: ({ ada, room_id }) => room({ name: `New ${room_id}`, visibility: 'public', created_by: ada.id }),
  },
  {
    event: 'room_created',
    when: 'there is a new private room',
    does: ({ room_id }) => ['create_room', { name: `Secret ${room_id}` }],
    heardBy: ['ada', 'rune', 'quill'],
    payload: ({ ada, room_id }) => room({ name: `Secret ${room_id}`, created_by: ada.id }),
  },
  {
    event: 'room_updated',
    when: 'a room is archived',
    before: async ({ ada }) => (await ask(ada, 'create_room', { name: `Old ${newId()}`, public: true })).room_id,
    does: (_cast, room_id) => ['archive_room', { room_id }],
    heardBy: ['ada', 'rune', 'quill'],
    payload: ({ ada }) =>
      room({ name: textLike(/^Old /), visibility: 'public', created_by: ada.id, archived: true, archived_at: stamp, agents_paused: false }),
  },
  {
    event: 'room_updated',
    when: 'a room is brought back',
    before: async ({ ada }) => {
      const { room_id } = await ask(ada, 'create_room', { name: `Old ${newId()}`, public: true });
      return (await ask(ada, 'archive_room', { room_id })).id;
    },
    does: (_cast, room_id) => ['archive_room', { room_id, archived: false }],
    heardBy: ['ada', 'rune', 'quill'],
    payload: ({ ada }) =>
      room({ name: textLike(/^Old /), visibility: 'public', created_by: ada.id, archived: false, agents_paused: false }),
  },
  {
    event: 'room_destroyed',
    when: 'the last one leaves a room that lives in memory',
    before: async ({ ada }) => {
      const made = await ask(ada, 'create_room', { name: 'Brief', ephemeral: true });
      await ask(ada, 'join_room', { room_id: made.room_id });
      return made.room_id;
    },
    does: (_cast, room_id) => ['leave_room', { room_id }],
    heardBy: ['ada', 'rune', 'quill'],
    payload: () => ({ room_id: someId }),
  },
  {
    event: 'turn_changed',
    when: 'the holder writes',
    does: ({ room_id }) => ['send_message', { room_id, content: 'Your turn' }],
    heardBy: EVERYBODY,
    payload: ({ ada, rune, room_id }) => ({ room_id, current_turn_holder: rune.id, turn_order: [ada.id, rune.id], reason: 'message_sent' }),
  },
  {
    event: 'turn_changed',
    when: 'the holder leaves',
    does: ({ room_id }) => ['leave_room', { room_id }],
    heardBy: ['rune'],
    payload: ({ rune, room_id }) => ({ room_id, current_turn_holder: rune.id, turn_order: [rune.id], reason: 'left' }),
  },
  {
    event: 'turn_changed',
    when: 'the holder loses its connection',
    does:
      ({ ada, rune }) =>
      async () => {
        ada.close();
        await rune.waitFor(({ type }) => type === 'turn_changed');
      },
    heardBy: ['rune'],
    payload: ({ rune, room_id }) => ({ room_id, current_turn_holder: rune.id, turn_order: [rune.id], reason: 'disconnected' }),
  },
  {
    event: 'typing_indicator',
    when: 'a participant writes something',
    does: ({ room_id }) => ['set_typing', { room_id }],
    heardBy: ['rune'],
    payload: ({ ada, room_id }) => ({ room_id, agent_id: ada.id, agent_name: 'Ada', typing: true }),
  },
  ...PRESENCE_EVENT_CASES,
  {
    event: 'vote_created',
    when: 'a vote is called',
    does: ({ room_id }) => ['create_vote', { room_id, ...QUESTION }],
    heardBy: EVERYBODY,
    payload: ({ ada, room_id }) => voteInfo({ room_id, ...QUESTION, created_by: ada.id, eligible_voters: 2 }),
  },
  {
    event: 'vote_result',
    when: 'the last ballot is cast',
    before: voteOf,
    does: (_cast, vote_id) => ['cast_vote', { vote_id, option_index: 1 }],
    heardBy: EVERYBODY,
    payload: ({ ada, rune, room_id }) => ({
      vote_id: someId,
      room_id,
      ...QUESTION,
      tally: [
        { option_index: 0, option_text: 'yes', count: 0 },
        { option_index: 1, option_text: 'no', count: 2 },
      ],
      ballots: listOf((ballots) => {
        const byName = ballots.map(
          ({ agent_id, agent_name, option_index }) => `${String(agent_id)} ${String(agent_name)} ${String(option_index)}`,
        );
        return byName.sort().join() === [`${ada.id} Ada 1`, `${rune.id} Rune 1`].sort().join();
      }),
      total_votes: 2,
      eligible_voters: 2,
    }),
  },
  {
    event: 'election_started',
    when: 'an election is called',
    does: ({ room_id }) => ['elect_leader', { room_id }],
    heardBy: EVERYBODY,
    payload: ({ ada, rune, room_id }) => ({ room_id, candidates: [ada.id, rune.id], started_by: ada.id, opt_out_seconds: 2 }),
  },
  {
    event: 'leader_elected',
    when: 'the time to decline is over',
    before: async ({ ada, rune, room_id }) => {
      await ask(ada, 'elect_leader', { room_id });
      await ask(ada, 'decline_election', { room_id });
      return rune.id;
    },
    does:
      ({ clock }) =>
      () =>
        clock.pass(2_000),
    heardBy: EVERYBODY,
    payload: ({ rune, room_id }) => ({ room_id, leader_id: rune.id, leader_name: 'Rune' }),
  },
  {
    event: 'leader_cleared',
    when: 'everybody declined',
    before: async ({ ada, rune, room_id }) => {
      await ask(ada, 'elect_leader', { room_id });
      for (const each of [ada, rune]) await ask(each, 'decline_election', { room_id });
    },
    does:
      ({ clock }) =>
      () =>
        clock.pass(2_000),
    heardBy: EVERYBODY,
    payload: ({ room_id }) => ({ room_id, reason: 'all candidates declined' }),
  },
  {
    event: 'leader_cleared',
    when: 'the leader leaves',
    before: adaLeads,
    does: ({ room_id }) => ['leave_room', { room_id }],
    heardBy: ['rune'],
    payload: ({ room_id }) => ({ room_id, reason: 'leader left' }),
  },
  {
    event: 'decision_made',
    when: 'the leader decides',
    before: adaLeads,
    does: ({ room_id }) => ['decision', { room_id, content: 'We ship', metadata: { why: 'vote' } }],
    heardBy: EVERYBODY,
    payload: ({ ada, room_id }) =>
      like({
        room_id,
        message_id: someId,
        leader_id: ada.id,
        leader_name: 'Ada',
        author_kind: 'agent',
        content: 'We ship',
        metadata: { why: 'vote' },
        timestamp: stamp,
      }),
  },
  {
    event: 'task_assigned',
    when: 'there is a new task',
    does: ({ room_id, rune }) => ['assign_task', { room_id, title: 'Build', assignee: rune.id }],
    heardBy: EVERYBODY,
    payload: ({ ada, rune, room_id }) => taskInfo({ room_id, title: 'Build', assignee: rune.id, created_by: ada.id }),
  },
  {
    event: 'task_updated',
    when: 'a task is changed',
    before: async ({ rune, room_id }) => (await ask(rune, 'assign_task', { room_id, title: 'Build' })).task_id,
    does: (_cast, task_id) => ['update_task', { task_id, status: 'in_progress' }],
    heardBy: EVERYBODY,
    payload: ({ rune, room_id }) => taskInfo({ room_id, title: 'Build', status: 'in_progress', created_by: rune.id, updated_at: stamp }),
  },
];
