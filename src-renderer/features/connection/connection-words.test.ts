import { expect, test } from 'vitest';
import { connectionTrouble } from './connection-words.ts';

const WAITING = { state: 'waiting', retry_ms: 100 } as const;

test('nothing is said while all is well, or when another page says it', () => {
  for (const state of ['live', 'closed'] as const) expect(connectionTrouble({ state }, null, true)).toBeNull();
  expect(connectionTrouble({ state: 'signed-out', why: 'ended' }, null, true)).toBeNull();
});

test('the gateway’s own reason is better than a guess', () => {
  expect(connectionTrouble(WAITING, { state: 'restarting', retry_ms: 250 }, true)?.words).toContain('is starting again');
  expect(connectionTrouble(WAITING, { state: 'failed', code: 'port_taken', message: 'Port 4510 is taken.' }, true)?.words).toContain(
    'Port 4510 is taken.',
  );
});

test('without a network it says so; else that it is connecting', () => {
  expect(connectionTrouble(WAITING, null, false)?.words).toMatch(/^You are offline/);
  expect(connectionTrouble(WAITING, { state: 'ready', web: null, agents: null }, true)).toMatchObject({ canTryNow: true });
  expect(connectionTrouble({ state: 'connecting' }, null, true)?.canTryNow).toBe(false);
});
