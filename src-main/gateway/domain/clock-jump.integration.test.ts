// A clock that is set while the home runs, by hand or by the network: no one is cut off for it, and nothing is deleted by it.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../testing/clock.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import type { WireClient } from '../testing/wire-client.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PATIENT = { timeout: 15_000 };

let skewMs: number;
let clock: TestClock;
let home: TestHome;
beforeEach(async () => {
  skewMs = 0;
  clock = createTestClock();
  home = await startTestHome({ now: () => clock.now() + skewMs, after: clock.after });
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

describe('A clock that is set', () => {
  it.each([
    ['forwards', HOUR_MS],
    ['backwards', -HOUR_MS],
  ])('%s cuts off no one who was heard, and those who are silent in their time', async (_where, ms) => {
    const [talker, silent] = [await home.agent('Talker'), await home.agent('Silent')];
    let isSilentHere = true;
    void silent.closed.then(() => (isSilentHere = false));
    skewMs = ms;
    clock.pass(10_000);
    expect((await talker.request('ping')).type).toBe('pong');
    expect(isSilentHere).toBe(true);
    for (let passed = 0; passed < 100_000; passed += 20_000) {
      clock.pass(20_000);
      expect((await talker.request('ping')).type).toBe('pong');
    }
    await silent.closed;
  });

  it('forwards deletes no message before it had the time to be set right', async () => {
    const ada = await home.agent('Ada');
    await ada.request('join_room', { room_id: 'lobby' });
    await ada.request('send_message', { room_id: 'lobby', content: 'precious' });
    await home.owner.put('/api/retention', { days: 30 });
    await pass(ada, 2 * HOUR_MS);
    skewMs = 40 * DAY_MS;
    await pass(ada, 15 * MINUTE_MS);
    skewMs = 0;
    await pass(ada, 2 * HOUR_MS);
    expect(await contents(ada)).toContain('precious');
    skewMs = 40 * DAY_MS;
    await pass(ada, 30 * MINUTE_MS);
    await expect.poll(() => contents(ada), PATIENT).not.toContain('precious');
  });

  it('forwards while old messages are deleted deletes no newer ones', async () => {
    const ada = await home.agent('Ada');
    await ada.request('join_room', { room_id: 'lobby' });
    await ada.request('send_message', { room_id: 'lobby', content: 'precious' });
    await home.owner.put('/api/retention', { days: 30 });
    for (let passed = 0; passed < 3 * HOUR_MS; passed += MINUTE_MS) {
      clock.pass(MINUTE_MS);
      skewMs = 40 * DAY_MS;
      await ada.request('ping');
      skewMs = 0;
    }
    expect(await contents(ada)).toContain('precious');
  });

  it('back has the home backed up again, and not only when the wrong time has come', async () => {
    const owner = await home.socketOf(home.owner);
    await owner.request('plan_backups', { every: 'day', keep: 7 });
    skewMs = 80 * DAY_MS;
    await pass(owner, MINUTE_MS);
    await expect.poll(automatic, PATIENT).toBe(1);
    skewMs = 0;
    await pass(owner, HOUR_MS);
    await expect.poll(automatic, PATIENT).toBe(2);
    await pass(owner, HOUR_MS);
    await expect.poll(async () => (await home.owner.get('/api/backups')).json(), PATIENT).toMatchObject({ work: null });
    expect(automatic()).toBe(2);
  });
});

/** Minute by minute, in which a participant is heard. */
async function pass(client: WireClient, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += MINUTE_MS) {
    clock.pass(MINUTE_MS);
    await client.request('ping');
  }
}

async function contents(client: WireClient): Promise<string[]> {
  const { payload } = await client.request('get_history', { room_id: 'lobby' });
  return (payload as { messages: { content: string }[] }).messages.map(({ content }) => content);
}

function automatic(): number {
  return readdirSync(path.join(home.dataDir, 'backups')).filter((name) => name.endsWith('-automatic.tar')).length;
}
