// One use of every operation about the agents that the server runs.
import type { AgentStart } from '../../../../src-shared/agent-starts.ts';
import { ROOM_TOOLS, type TurnMark } from '../../../../src-shared/hosted-agents.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { TurnRead } from '../../domain/hosted-agents/transactions.ts';
import { AGENT_ID, makeRoom, OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export const SETTINGS = {
  runs: { kind: 'model', provider_id: 'p', model: 'm', ...ROOM_TOOLS },
  instructions: 'Be brief.',
  context_messages: 30,
  steps_max: 8,
  tokens_per_day: null,
  dollars_per_day: null,
  turns_per_day: null,
  price: null,
  paused_at: null,
  wakes: {},
} as const;

export async function makeHostedAgent(store: StoreUnderTest): Promise<string> {
  const id = newId();
  await store.run('createHostedAgent', { id, name: `Scout ${id}`, owner_id: OWNER_ID, description: 'Helps', settings: SETTINGS });
  return id;
}

const read = (marks: TurnMark[]): TurnRead => ({
  ...{ marks, files_more: 1 },
  files: [{ file_id: newId(), type: 'text/plain', size: 9, way: 'tool', sent: 'none', why: 'It is empty.' }],
});

export async function makeTurn(store: StoreUnderTest, agent_id: string, room_id: string = newId()): Promise<string> {
  const id = newId();
  await store.run('beginAgentTurn', { turn: { id, agent_id, room_id, message_id: newId(), caused_by: OWNER_ID } });
  return id;
}

export const HOSTED_AGENT_SCENES = {
  createHostedAgent: makeHostedAgent,
  async updateHostedAgent(store: StoreUnderTest) {
    const participant_id = await makeHostedAgent(store);
    const price = { input: 0.15, output: 0.6 };
    for (const change of [
      { instructions: 'Be kind.', tokens_per_day: 5 },
      { dollars_per_day: 0.5, turns_per_day: 3, price },
      { paused: true },
      { paused: false },
    ])
      await store.run('updateHostedAgent', { participant_id, change });
  },
  async setAgentWake(store: StoreUnderTest) {
    await store.run('setAgentWake', { participant_id: await makeHostedAgent(store), wakes: { r: 'always' } });
  },
  async setAgentStart(store: StoreUnderTest) {
    const about = { participant_id: AGENT_ID, set_by: OWNER_ID, key_id: null };
    const program: AgentStart = { kind: 'program', command: 'scout', args: [], folder: null, variables: [], callers: 'owner' };
    await store.run('setAgentStart', { ...about, start: { kind: 'webhook', webhook_url: 'https://wake.example' }, secret: 'a secret' });
    for (const start of [program, null]) await store.run('setAgentStart', { ...about, start, secret: null });
  },
  async setUseLimits(store: StoreUnderTest) {
    const none = { tokens_per_day: null, dollars_per_day: null, turns_per_day: null };
    for (const change of [{ tokens_per_day: 5 }, { dollars_per_day: 0.5, turns_per_day: 3 }, {}])
      await store.run('setUseLimits', { limits: { kind: 'person', id: OWNER_ID, ...none, ...change } });
  },
  beginAgentTurn: async (store: StoreUnderTest) => makeTurn(store, await makeHostedAgent(store)),
  async noteAgentTurn(store: StoreUnderTest) {
    const use = {
      steps: 1,
      input_tokens: 10,
      output_tokens: 5,
      cost: null,
      messages_sent: 3,
      messages_left_out: 0,
      ...read(['guest']),
    };
    const agent_id = await makeHostedAgent(store);
    const added = { turns: 1, tokens: 15, unpriced_tokens: 5, micros: 10_000 };
    const { id: room_id } = await makeRoom(store);
    for (const person_id of [OWNER_ID, null]) {
      const concerned = { agent_id, room_id, person_id };
      await store.run('noteAgentTurn', { id: await makeTurn(store, agent_id, room_id), concerned, use, added });
    }
    // Its use stays, and is that of no room.
    await store.run('destroyRoom', { room_id, by_id: null });
  },
  async endAgentTurn(store: StoreUnderTest) {
    await store.run('endAgentTurn', {
      id: await makeTurn(store, await makeHostedAgent(store)),
      outcome: 'answered',
      failure: null,
      retry_at: 5,
      read: read(['web']),
    });
  },
  async keepAgentSession(store: StoreUnderTest) {
    const session = {
      agent_id: await makeHostedAgent(store),
      room_id: newId(),
      session_id: 'first',
      through_seq: 3,
      cost: 0,
      marks: '[]',
      has_permission: 0,
    };
    for (const change of [{}, { session_id: 'second', through_seq: 5, cost: 0.5 }])
      await store.run('keepAgentSession', { session: { ...session, ...change } });
  },
  async interruptAgentTurns(store: StoreUnderTest) {
    await makeTurn(store, await makeHostedAgent(store));
    await store.run('interruptAgentTurns', {});
  },
};
