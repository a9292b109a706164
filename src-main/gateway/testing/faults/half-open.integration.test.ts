// Connections that carry nothing any more, and whose ends do not hear of it. The server takes what it sends for sent. A client that comes
// back is sent all of it again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { HEARTBEAT_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../../../src-shared/limits.ts';
import { createTestClock, realAfterBut, type TestClock } from '../clock.ts';
import { startTestHome, type TestHome } from '../home.ts';
import type { WireClient } from '../wire-client.ts';
import { openDeafLine, type DeafLine } from './deaf-line.ts';
import { SlowReader, type ReaderOptions } from './slow-reader.ts';

/** The lengths of the waits of the hub: its heartbeat, and its search for the silent. */
const OF_HUB = new Set([HEARTBEAT_INTERVAL_MS, 5_000]);
const PATIENT = { timeout: 10_000 };
const LIMIT_MS = 60_000;

let clock: TestClock;
let home: TestHome;
let line: DeafLine;
let sender: WireClient;
const open: { close(): void }[] = [];
beforeEach(async () => {
  clock = createTestClock();
  home = await startTestHome({ after: realAfterBut((ms) => OF_HUB.has(ms), clock) });
  line = await openDeafLine(home.gateway.ready);
  sender = await home.agent('Sender');
  await sender.request('join_room', { room_id: LOBBY_ID });
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  line.close();
  expect(home.logged).toEqual([]);
  await home.close();
});

let last = 0;
beforeEach(() => void (last = 0));
async function say(count: number): Promise<void> {
  for (const end = last + count; last < end;) {
    const { payload } = await sender.request('send_message', { room_id: LOBBY_ID, content: `message ${last + 1}` });
    last = Number(Object(payload).seq);
  }
}

/** Time goes by at the server. Those who hear its heartbeats answer them. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    clock.pass(5_000);
    await sender.request('ping');
  }
}

async function enter(how: Pick<ReaderOptions, 'how' | 'over'>): Promise<SlowReader> {
  const ready = { ...home.gateway.ready, tcp: line.tcp };
  const { wsPort } = line;
  const reader = new SlowReader({ ready, wsPort, key: home.key, id: 'reader', room_id: LOBBY_ID, hasHistory: false, ...how });
  open.push(reader);
  await reader.entered();
  return reader;
}

const upTo = (seq: number): number[] => Array.from({ length: seq }, (_each, at) => at + 1);
const inOrder = (seqs: Iterable<number>): number[] => [...new Set(seqs)].sort((a, b) => a - b);

/** All messages, each connection in order; the first one each once. */
function expectWhole({ pushed, how }: SlowReader): void {
  expect(inOrder(pushed.flat())).toEqual(upTo(last));
  for (const seqs of pushed) expect(seqs).toEqual(inOrder(seqs));
  // A cursor is exact. An agent may be sent again what it had, with the same id.
  if (how === 'watcher') expect(pushed.flat()).toEqual(upTo(last));
}

describe.each([
  { how: 'agent', over: 'tcp' },
  { how: 'agent', over: 'websocket' },
  { how: 'watcher', over: 'tcp' },
  { how: 'watcher', over: 'websocket' },
] as const)('$how over $over, whose line swallows all bytes', { timeout: LIMIT_MS }, (how) => {
  it('is sent again what went nowhere, when the server found the silence', async () => {
    const reader = await enter(how);
    await say(3);
    await reader.hasAll(3);
    line.swallow();
    await say(3);
    await pass(HEARTBEAT_INTERVAL_MS);
    await say(3);
    await pass(SILENCE_LIMIT_MS);
    await line.serverEnded();
    await say(3);
    line.dropClients();
    await reader.hasAll(last);
    expectWhole(reader);
  });

  it('is sent again what went nowhere, when it comes back before the server finds the silence', async () => {
    const reader = await enter(how);
    await say(3);
    await reader.hasAll(3);
    line.swallow();
    await say(3);
    line.dropClients();
    await reader.hasAll(last);
    await say(3);
    await reader.hasAll(last);
    expectWhole(reader);
  });

  it('is sent again what went nowhere twice in a row', async () => {
    const reader = await enter(how);
    for (let round = 0; round < 2; round += 1) {
      line.swallow();
      await say(3);
      await pass(SILENCE_LIMIT_MS + HEARTBEAT_INTERVAL_MS);
      await line.serverEnded();
      line.dropClients();
      await reader.hasAll(last);
    }
    expectWhole(reader);
  });
});

it('an agent that answers the heartbeats is sent again only what it had not answered for', { timeout: LIMIT_MS }, async () => {
  const reader = await enter({ how: 'agent', over: 'tcp' });
  await say(3);
  await reader.hasAll(3);
  await pass(HEARTBEAT_INTERVAL_MS);
  await expect.poll(() => reader.pings, PATIENT).toBe(2);
  await sender.request('ping');
  line.swallow();
  await say(2);
  await pass(SILENCE_LIMIT_MS + HEARTBEAT_INTERVAL_MS);
  await line.serverEnded();
  line.dropClients();
  await reader.hasAll(last);
  expect(reader.pushed).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});
