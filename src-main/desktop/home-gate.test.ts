import { expect, test } from 'vitest';
import { mayAsk } from './home-gate.ts';

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
