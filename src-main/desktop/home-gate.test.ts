import { expect, test } from 'vitest';
import { admits, mayAsk, type Gate } from './home-gate.ts';

const RUNNING = { appOrigin: 'http://127.0.0.1:4510', isRunning: true };

test.each([
  'http://127.0.0.1:4510/',
  'http://127.0.0.1:4510/assets/a.js',
  'http://127.0.0.1:4510/api/files/x?proof=1',
  'ws://127.0.0.1:4510/ws',
])('%s is asked while the gateway runs, and only then', (address) => {
  expect(mayAsk(address, RUNNING)).toBe(true);
  expect(mayAsk(address, { ...RUNNING, isRunning: false })).toBe(false);
  expect(mayAsk(address, { ...RUNNING, appOrigin: null })).toBe(false);
});

test.each([
  'http://127.0.0.1:4511/',
  'http://localhost:4510/',
  'ws://127.0.0.1:4610/ws',
  'https://127.0.0.1:4510/',
  'http://127.0.0.1:4510@example.com/',
  'http://127.0.0.1:4510.example.com/',
  'https://example.com/',
  'not an address',
])('%s is never asked', (address) => {
  expect(mayAsk(address, RUNNING)).toBe(false);
});

test('a request waits for the answer of the gateway, and is not sent when none comes', async () => {
  const address = 'http://127.0.0.1:4510/api/session';
  const keeper = (isHere: boolean, later: Gate = RUNNING) => {
    let gate = RUNNING as Gate;
    return {
      gate: () => gate,
      isHere: () => {
        gate = later;
        return Promise.resolve(isHere);
      },
    };
  };
  expect(await admits(keeper(true), address)).toBe(true);
  // Its process has ended, and nothing else has noticed yet.
  expect(await admits(keeper(false), address)).toBe(false);
  expect(await admits(keeper(true, { ...RUNNING, appOrigin: 'http://127.0.0.1:4512' }), address)).toBe(false);
  expect(await admits(keeper(true), 'https://example.com/')).toBe(false);
});

test('a home with TLS is asked over TLS alone', () => {
  const porch = { appOrigin: 'https://porch.example', isRunning: true };
  expect(['https://porch.example/api/x', 'wss://porch.example/ws'].map((address) => mayAsk(address, porch))).toEqual([true, true]);
  expect(
    ['http://porch.example/', 'ws://porch.example/ws', 'https://porch.example:4510/'].map((address) => mayAsk(address, porch)),
  ).toEqual([false, false, false]);
});
