// The loop on the real tables in memory, with a clock that stands still and a receiver that is a list.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import { createBatchRunner } from '../../store/batch.ts';
import { applyMigrations } from '../../store/migrate.ts';
import { createReads, type Reads } from '../../store/reads.ts';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import { TRANSACTIONS, type TransactionArgs, type TransactionName } from '../../testing/transactions.ts';
import type { Delivered } from '../deliver.ts';
import { DeliveryLoop, type DeliveryPorts } from './loop.ts';
import { ConcurrencyLimiter } from '../concurrency-limiter.ts';
import { isWanted } from './filter.ts';

const ID = 'sub';
let reads: Reads;
let clock: TestClock;
let loop: DeliveryLoop;
let logged: unknown[];
/** The requests that the receiver got, in order; and its answers to the next ones. */
let sent: string[];
let answers: Delivered[];
/** The action while a message is on its way. */
let meanwhile: (() => void)[];
let mayRead: boolean;
let write: <A extends TransactionName>(name: A, args: TransactionArgs<A>) => void;

beforeEach(async () => {
  const db = new Database(':memory:');
  await applyMigrations(db);
  reads = createReads(db);
  clock = createTestClock(1_000_000);
  const { run } = createBatchRunner(TRANSACTIONS, db, reads, clock.now);
  write = (name, args) => {
    const [outcome] = run([{ name, args }]).outcomes;
    if (!outcome?.ok) throw new Error(outcome?.message);
  };
  [sent, answers, meanwhile, logged, mayRead] = [[], [], [], [], true];
  const agent = {
    id: PORTER_ID,
    name: 'Porter',
    type: 'built-in' as const,
    owner_id: null,
    key_id: null,
    capabilities: [],
  };
  const owner = { id: 'ada', name: 'Ada', role: 'owner' as const, scope: 'home' as const, room_ids: [] };
  write('foundHome', { home: { id: newId(), name: 'Lanai' }, owner, agents: [agent] });
  const lobby = { id: LOBBY_ID, name: LOBBY_ID, description: null, visibility: 'public' as const, parent_id: null, created_by: null };
  write('createRoom', { ...lobby, key_id: null, member_ids: [], ephemeral: false });
  loop = newLoop();
});
afterEach(() => loop.stop());

function begin(how: Partial<TransactionArgs<'subscribe'>> = {}): void {
  const about = { id: ID, room_id: LOBBY_ID, owner_id: 'ada', created_by: 'ada', key_id: null, webhook_url: 'https://example.org/' };
  const filters = {
    kinds: [],
    only_from: null,
    not_from: null,
    only_from_id: null,
    not_from_id: null,
    exclude_thinking: false,
    since_seq: null,
  };
  write('subscribe', { ...about, ...filters, secret: 'x', ...how });
  loop.hurry();
}

function newLoop(): DeliveryLoop {
  const log = (_message: string, error: unknown): void => void logged.push(error);
  return new DeliveryLoop({ ports, slots: new ConcurrencyLimiter({ max: 1, maxEach: 1 }), now: clock.now, after: clock.after, log });
}

const one = { id: ID, room_id: LOBBY_ID };
const ports: DeliveryPorts = {
  subscription: () => reads.subscription(ID),
  messagesAfter: async (seq, limit) => reads.messagesSince(LOBBY_ID, seq, limit),
  isWanted: (subscription, message) => isWanted(subscription, message, reads),
  latest: async (message) => reads.message(reads.messageRow(message.id)!),
  mayRead: () => mayRead,
  secret: async () => 'x',
  async deliver(_subscription, _secret, message) {
    sent.push(message.content);
    await new Promise((resolve) => setImmediate(resolve));
    meanwhile.shift()?.();
    return answers.shift() ?? { ok: true };
  },
  move: async (seq, is_taken) => write('moveSubscription', { ...one, seq, is_taken }),
  fail: async (reason) => write('failSubscription', { ...one, reason }),
  disable: async () => write('disableSubscription', { ...one, reason: 'Gone.' }),
};

function post(content: string, more: Partial<TransactionArgs<'postMessage'>> = {}): string {
  const id = newId();
  const message = { id, room_id: LOBBY_ID, author_id: PORTER_ID, kind: 'chat' as const, content, reply_to: null, metadata: null };
  write('postMessage', { ...message, mentions: [], client_id: null, key_id: null, ...more });
  loop.wake();
  return id;
}

/** Until the loop has nothing more to do now. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const state = (): Subscription => reads.subscription(ID)!;
const failed: Delivered = { ok: false, reason: 'It answered 500.' };

describe('A loop', () => {
  it('sends what is written from then on, in order, and moves its cursor', async () => {
    for (const content of ['before 1', 'before 2']) post(content);
    begin();
    for (const content of ['a', 'b', 'c']) post(content);
    await idle();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(state()).toMatchObject({ since_seq: 2, last_delivered_seq: 5, last_delivered_at: clock.now(), failure_count: 0 });
  });

  it('sends what was there before when it is asked to', async () => {
    for (const content of ['a', 'b', 'c']) post(content);
    begin({ since_seq: 1 });
    await idle();
    expect(sent).toEqual(['b', 'c']);
  });

  it.each([9e15, 7])('does not wait for a seq that is far ahead: %i', async (since_seq) => {
    begin({ since_seq });
    post('a');
    await idle();
    expect(sent).toEqual(['a']);
  });

  it('tries again after 1, 4, 16, 64 and 256 seconds, sends nothing past what was not taken, and then stops', async () => {
    begin();
    answers = [failed, failed, failed, failed, failed, failed];
    for (const content of ['a', 'b']) post(content);
    await idle();
    const tries = [sent.length];
    for (const seconds of [1, 4, 16, 64, 256]) {
      clock.pass(seconds * 1000 - 1);
      await idle();
      tries.push(sent.length);
      clock.pass(1);
      await idle();
      tries.push(sent.length);
    }
    expect(tries).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
    expect(sent).toEqual(['a', 'a', 'a', 'a', 'a', 'a']);
    expect(state()).toMatchObject({ status: 'failed', failure_count: 6, last_delivered_seq: 0, last_error: 'It answered 500.' });
    post('c');
    clock.pass(3_600_000);
    await idle();
    expect(sent).toHaveLength(6);
  });

  it('that is started again sends everything that was not taken', async () => {
    begin();
    answers = Array.from({ length: 6 }, () => failed);
    for (let count = 1; count <= 40; count += 1) post(String(count));
    await idle();
    for (const seconds of [1, 4, 16, 64, 256]) {
      clock.pass(seconds * 1000);
      await idle();
    }
    expect(state().status).toBe('failed');
    sent = [];
    write('enableSubscription', one);
    loop.hurry();
    await idle();
    expect(sent).toEqual(Array.from({ length: 40 }, (_, index) => String(index + 1)));
    expect(state()).toMatchObject({ status: 'active', failure_count: 0, last_error: null, last_delivered_seq: 40 });
  });

  it('forgets its failures once a message is taken', async () => {
    begin();
    answers = [failed, { ok: true }, failed, { ok: true }];
    for (const content of ['a', 'b']) post(content);
    await idle();
    expect(state()).toMatchObject({ failure_count: 1, next_attempt_at: clock.now() + 1000 });
    clock.pass(1000);
    await idle();
    expect(state().failure_count).toBe(1);
    clock.pass(1000);
    await idle();
    expect(sent).toEqual(['a', 'a', 'b', 'b']);
    expect(state()).toMatchObject({ failure_count: 0, next_attempt_at: null, last_delivered_seq: 2 });
  });

  it('does not wait any longer when a person starts it again', async () => {
    begin();
    answers = [failed];
    post('a');
    await idle();
    write('enableSubscription', one);
    loop.hurry();
    await idle();
    expect(sent).toEqual(['a', 'a']);
  });

  it('that begins again continues from the cursor, and waits as long as was left', async () => {
    begin();
    answers = [{ ok: true }, failed];
    for (const content of ['a', 'b', 'c']) post(content);
    await idle();
    await loop.stop();
    loop = newLoop();
    loop.wake();
    await idle();
    expect(sent).toEqual(['a', 'b']);
    clock.pass(1000);
    await idle();
    expect(sent).toEqual(['a', 'b', 'b', 'c']);
  });

  it('loses nothing that is written while it looks or sends', async () => {
    begin();
    meanwhile = [() => post('b'), () => post('c'), () => undefined, () => post('d')];
    post('a');
    await idle();
    expect(sent).toEqual(['a', 'b', 'c']);
    post('x');
    await idle();
    expect(sent).toEqual(['a', 'b', 'c', 'x', 'd']);
  });

  it('sends a message as it is by then, and not one that was taken back', async () => {
    begin();
    answers = [failed];
    const [first, second] = [post('typo'), post('secret')];
    await idle();
    write('editMessage', { room_id: LOBBY_ID, message_id: first, content: 'mended', mentions: [] });
    write('deleteMessage', { room_id: LOBBY_ID, message_id: second });
    post('c');
    clock.pass(1000);
    await idle();
    expect(sent).toEqual(['typo', 'mended', 'c']);
    expect(state().last_delivered_seq).toBe(3);
  });

  it('passes over what is not for it, however much that is, and notes how far it came', async () => {
    begin({ kinds: ['alert'] });
    for (let count = 0; count < 1_100; count += 1) post('noise');
    post('fire', { metadata: { kind: 'alert' } });
    for (let count = 0; count < 1_100; count += 1) post('noise');
    await idle();
    await idle();
    expect(sent).toEqual(['fire']);
    expect(state().last_delivered_seq).toBeGreaterThan(2_000);
  });

  it('stops when its creator may not read the room any more', async () => {
    begin();
    mayRead = false;
    post('a');
    await idle();
    expect(sent).toEqual([]);
    expect(state()).toMatchObject({ status: 'disabled', last_delivered_seq: 0, last_error: 'Gone.' });
  });

  it('continues after a failure of the home itself', async () => {
    begin();
    const { move } = ports;
    ports.move = async () => {
      ports.move = move;
      throw new Error('The disk is full.');
    };
    post('a');
    await idle();
    expect(logged).toHaveLength(1);
    clock.pass(5_000);
    await idle();
    // The receiver has it already, and knows by the id.
    expect(sent).toEqual(['a', 'a']);
    expect(state().last_delivered_seq).toBe(1);
  });

  it('that is stopped counts no failure and sends nothing more', async () => {
    begin();
    answers = [failed];
    const stopping: Promise<void>[] = [];
    meanwhile = [() => stopping.push(loop.stop())];
    post('a');
    await idle();
    await Promise.all(stopping);
    post('b');
    await idle();
    expect(sent).toEqual(['a']);
    expect(state()).toMatchObject({ failure_count: 0, last_delivered_seq: 0 });
  });
});
