// The events by the clock: the deadline before registration, the heartbeat, and the end of those who are silent.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_INTERVAL_MS, REGISTER_DEADLINE_MS, SILENCE_LIMIT_MS } from '../../../../../src-shared/limits.ts';
import { createTestClock, type TestClock } from '../../../testing/clock.ts';
import { startTestHome, type TestHome } from '../../../testing/home.ts';
import type { WireClient } from '../../../testing/wire-client.ts';

const SECOND = 1_000;
let home: TestHome;
let clock: TestClock;

beforeEach(async () => {
  clock = createTestClock();
  home = await startTestHome(clock);
});
afterEach(async () => {
  expect(home.logged).toEqual([]);
  await home.close();
});

const pings = ({ received }: WireClient): number => received.filter(({ type }) => type === 'ping').length;

describe.each(['lines', 'socket'] as const)('Over %s, one that has not registered', (way) => {
  it('is cut off when it says nothing for ten seconds', async () => {
    const silent = await home[way]();
    await (await home.agent('Other')).request('ping');
    clock.pass(REGISTER_DEADLINE_MS);
    await silent.closed;
  });

  it('has ten seconds for each line, and all the time once it has registered', async () => {
    const slow = await home[way]();
    for (let count = 0; count < 3; count += 1) {
      await slow.request('ping');
      clock.pass(REGISTER_DEADLINE_MS - 1);
    }
    expect((await slow.request('register', { key: home.key, name: 'Slow' })).type).toBe('ok');
    clock.pass(REGISTER_DEADLINE_MS * 2);
    expect((await slow.request('ping')).type).toBe('pong');
  });
});

describe('An agent', () => {
  it('is pinged right after its ok and every thirty seconds, and its answer is swallowed', async () => {
    const agent = await home.agent('Bot');
    await agent.waitFor(({ type }) => type === 'ping');
    for (let beats = 1; beats <= 4; beats += 1) {
      agent.send('pong');
      await agent.request('ping');
      clock.pass(HEARTBEAT_INTERVAL_MS);
      await expect.poll(() => pings(agent)).toBe(1 + beats);
    }
    const [ok, ...others] = agent.received.filter(({ type }) => type !== 'pong');
    expect([ok?.type, ...new Set(others.map(({ type }) => type))]).toEqual(['ok', 'ping']);
    expect(others[0]?.payload).toEqual({ heartbeat: true });
  });

  it('that says nothing for ninety seconds is cut off, while any line keeps another', async () => {
    const [silent, talker] = [await home.agent('Silent'), await home.agent('Talker')];
    for (let passed = 0; passed < SILENCE_LIMIT_MS; passed += 30 * SECOND) {
      clock.pass(30 * SECOND);
      talker.send('nonsense');
      await talker.request('room_tip', { room_id: 'lobby' });
      if (passed < 60 * SECOND) expect(silent.received.at(-1)?.type).toBe('ping');
    }
    clock.pass(10 * SECOND);
    await silent.closed;
    expect((await talker.request('ping')).type).toBe('pong');
  });
});
