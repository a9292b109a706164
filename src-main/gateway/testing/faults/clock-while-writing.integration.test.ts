// A clock that jumps while messages are written, forwards and back, and a process that wakes after five minutes: no message is lost, doubled
// or out of order, and no client is cut for it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { createTestClock, realAfterBut, type TestClock } from '../clock.ts';
import { startTestHome, type TestHome } from '../home.ts';
import { watchAs } from '../watcher.ts';
import { howMany } from './how-many.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ROUNDS = howMany({ few: 4, all: 40 });
const AT_ONCE = 20;
/** The waits of the hub. */
const OF_HUB = new Set([30_000, 5_000]);

let skewMs: number;
let clock: TestClock;
let home: TestHome;
beforeEach(async () => {
  skewMs = 0;
  clock = createTestClock();
  home = await startTestHome({ now: () => clock.now() + skewMs, after: realAfterBut((ms) => OF_HUB.has(ms), clock) });
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

const seqOf = ({ payload }: { payload: unknown }): number => Number(Object(payload).seq);
const ascending = (seqs: readonly number[]): number[] => [...seqs].sort((a, b) => a - b);

it.each([
  ['five minutes of standing still', (round: number) => (round + 1) * 5 * MINUTE_MS],
  ['forwards and back by a day', (round: number) => (round % 2 === 0 ? DAY_MS : -DAY_MS)],
  ['ever further back', (round: number) => -round * DAY_MS],
])('messages that are written during %s are whole and in order, and no client is cut', async (_name, skewIn) => {
  const [writer, reader] = [await home.agent('Writer'), await home.agent('Reader')];
  for (const each of [writer, reader]) await each.request('join_room', { room_id: LOBBY_ID });
  const watcher = await watchAs(home, home.owner);
  let isCut = false;
  for (const each of [writer, reader, watcher.client]) void each.closed.then(() => (isCut = true));
  const acknowledged: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const write = (): Promise<number> => writer.request('send_message', { room_id: LOBBY_ID, content: `round ${round}` }).then(seqOf);
    const sending = Array.from({ length: AT_ONCE }, write);
    skewMs = skewIn(round);
    clock.pass(5_000);
    sending.push(...Array.from({ length: AT_ONCE }, write));
    acknowledged.push(...(await Promise.all(sending)));
    for (const each of [reader, watcher.client]) await each.request('ping');
  }
  expect(acknowledged).toEqual(ascending(acknowledged));
  expect(new Set(acknowledged).size).toBe(ROUNDS * AT_ONCE * 2);
  const heard = reader.received.filter(({ type }) => type === 'message_received').map(seqOf);
  expect(heard).toEqual(acknowledged);
  const { payload } = await reader.request('get_history', { room_id: LOBBY_ID, since_seq: (acknowledged[0] ?? 0) - 1, limit: 1000 });
  const kept = (Object(payload).messages as { seq: number }[]).map(({ seq }) => seq);
  expect(kept).toEqual(acknowledged.slice(0, kept.length));
  expect(isCut).toBe(false);
  expect(await watcher.picture()).toEqual(await watcher.fresh());
});
