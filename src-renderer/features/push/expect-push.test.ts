import { expect, test } from 'vitest';
import type { RunCommand } from '../../sync/store.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { createExpectPush } from './expect-push.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

function start() {
  const state = { now: 1_000_000, asked: 0, devices: [{ is_current: true, failure: null as string | null }] };
  const page = { localStorage: memoryStorage() } as unknown as Window;
  page.localStorage.setItem('lanai.push', 'sarah name');
  const request = (() => {
    state.asked += 1;
    return Promise.resolve({ devices: state.devices });
  }) as unknown as RunCommand;
  return { state, expectsPush: createExpectPush({ page, request, now: () => state.now }) };
}

test('a page expects a push until the server lists a failure, and again once it lists none', async () => {
  const { state, expectsPush } = start();
  state.devices = [{ is_current: true, failure: 'push.example answered 403.' }];
  expect(expectsPush('sarah')).toBe(true);
  await settled();
  expect(expectsPush('sarah')).toBe(false);
  state.devices = [{ is_current: true, failure: null }];
  state.now += 60_000;
  expect(expectsPush('sarah')).toBe(false);
  await settled();
  expect(expectsPush('sarah')).toBe(true);
});

test('a page expects no push when the server dropped the device', async () => {
  const { state, expectsPush } = start();
  state.devices = [];
  expectsPush('sarah');
  await settled();
  expect(expectsPush('sarah')).toBe(false);
});

test('a page asks the server once for many messages, and never for a person without pushes', async () => {
  const { state, expectsPush } = start();
  for (let count = 0; count < 100; count += 1) expectsPush('sarah');
  await settled();
  expect([state.asked, expectsPush('kai'), state.asked]).toEqual([1, false, 1]);
  state.now -= 3_600_000;
  expectsPush('sarah');
  expect(state.asked).toBe(2);
});
