import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTopicOf } from './topic.ts';
import { createVapidHeaders } from './vapid.ts';

const HOUR_MS = 60 * 60 * 1000;
const key = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }), publicKey: 'public' };
const wanted = { audience: 'https://push.example', subject: 'https://lanai.example', now: 1_000 * HOUR_MS };

it('signs once for a push service in some hours, and again after a clock was set back', () => {
  const headerFor = createVapidHeaders(() => key);
  const first = headerFor(wanted);
  // Each signature has its own random number.
  expect(headerFor({ ...wanted, now: wanted.now + 5 * HOUR_MS })).toBe(first);
  expect(headerFor({ ...wanted, audience: 'https://other.example' })).not.toBe(first);
  expect(headerFor({ ...wanted, subject: 'https://other.example' })).not.toBe(first);
  const later = headerFor({ ...wanted, now: wanted.now + 6 * HOUR_MS });
  expect(later).not.toBe(first);
  expect(headerFor({ ...wanted, now: wanted.now })).not.toBe(later);
});

it('keeps few tokens', () => {
  const headerFor = createVapidHeaders(() => key);
  const first = headerFor(wanted);
  for (let count = 0; count < 100; count += 1) headerFor({ ...wanted, subject: `https://${count}.example` });
  expect(headerFor(wanted)).not.toBe(first);
});

it('exports the key of the server once for all topics', () => {
  let exports = 0;
  const topicOf = createTopicOf(() => ((exports += 1), key));
  expect(topicOf('device', 'room')).toMatch(/^[0-9a-f]{32}$/);
  expect(topicOf('device', 'room')).toBe(topicOf('device', 'room'));
  expect(topicOf('device', 'other')).not.toBe(topicOf('device', 'room'));
  expect(exports).toBe(1);
});
