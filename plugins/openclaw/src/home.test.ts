// Refusals that pass, and a server that does not answer.
import path from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { accountOf } from './account.ts';
import { openCursors } from './cursors.ts';
import { Home } from './home.ts';
import { newFolder } from './testing/fake-openclaw.ts';

type Reply = () => unknown;

const refuse =
  (error: Error): Reply =>
  () => {
    throw error;
  };

/** Each connection answers the requests as its own table says, and others with nothing of interest. */
function homeWith(tables: Record<string, Reply>[]) {
  const over = new AbortController();
  const states: string[] = [];
  const account = accountOf({ channels: { lanai: { url: 'http://127.0.0.1:1', token: 'lan_x', agentId: 'claw', name: 'Claw' } } });
  const cursors = openCursors(path.join(newFolder(), 'default.json'), 'claw', { now: () => 1, log: expect.fail });
  const home = new Home({
    ...{ account, cursors, signal: over.signal, presence: () => [{ status: 'waiting' }] },
    ...{ onCall: () => undefined, onStop: () => undefined, onState: (state) => void states.push(state) },
  });
  let made = 0;
  const running = home.run({
    async next() {
      const table = tables[made];
      made += 1;
      if (table) return clientOf(table);
      if (!over.signal.aborted) await new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()));
      throw new Error('over');
    },
  });
  return {
    ...{ home, states },
    made: () => made,
    async end() {
      over.abort();
      await running;
    },
  };
}

function clientOf(table: Record<string, Reply>): AgentClient {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  return {
    me: { agent_id: 'claw', name: 'Claw' },
    ended: promise,
    close: () => resolve(null),
    async request(type, _payload, reply) {
      return reply.parse(await Promise.resolve(table[type]?.()));
    },
  };
}

const lobby = { room_id: 'lobby', name: 'lobby', member: true };
const good = {
  list_rooms: () => ({ rooms: [lobby] }),
  room_tip: () => ({ seq: 0 }),
  get_history: () => ({ messages: [] }),
  send_message: () => 'sent',
};

it.each([
  ['shutting_down', 'list_rooms'],
  ['internal_error', 'join_room'],
  ['rate_limit_commands', 'get_history'],
] as const)('connects again after %s to %s', async (code, type) => {
  const { states, made, end } = homeWith([{ ...good, [type]: refuse(new AppError(code)) }, good]);
  await expect.poll(() => states).toEqual(['away', 'connected']);
  expect(made()).toBe(2);
  await end();
});

it('leaves a room out that cannot be opened again and again', async () => {
  const broken = { ...good, room_tip: refuse(new AppError('internal_error')) };
  const { states, made, end } = homeWith([broken, broken, broken, broken, broken]);
  await expect.poll(() => states.at(-1)).toBe('connected');
  expect(made()).toBe(5);
  await end();
});

it.each([
  ['does not answer in time', new ConnectionLost('late')],
  ['ends', new AppError('shutting_down')],
])('sends a request again on another connection when the server %s', async (_how, error) => {
  const { home, made, end } = homeWith([{ ...good, send_message: refuse(error) }, good]);
  expect(await home.request('send_message', {}, z.unknown(), { isRepeatable: true })).toBe('sent');
  expect(made()).toBe(2);
  await end();
});

it('waits on the same connection when it is too fast', async () => {
  let sent = 0;
  const limited = (): string => {
    sent += 1;
    if (sent === 1) throw new AppError('rate_limit_messages');
    return 'sent';
  };
  const { home, made, end } = homeWith([{ ...good, send_message: limited }]);
  expect(await home.request('send_message', {}, z.unknown(), { isRepeatable: true })).toBe('sent');
  expect(made()).toBe(1);
  await end();
});

it('reports other refusals', async () => {
  const { home, end } = homeWith([{ ...good, send_message: refuse(new AppError('room_not_found')) }]);
  await expect(home.request('send_message', {}, z.unknown(), { isRepeatable: true })).rejects.toThrow('no such room');
  await end();
});
