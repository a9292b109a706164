import { expect, it } from 'vitest';
import { createBackoff } from './backoff.ts';

it('waits longer after each failure, and as long as the last time after that', () => {
  const backoff = createBackoff({ waits_ms: [1, 20, 300], jitter: 0 });
  expect([backoff.next(), backoff.next(), backoff.isSpent(), backoff.next(), backoff.isSpent(), backoff.next()]).toEqual([
    1,
    20,
    false,
    300,
    true,
    300,
  ]);
});

it('begins with the first wait again after a success', () => {
  const backoff = createBackoff({ waits_ms: [1, 20], jitter: 0 });
  for (let failure = 0; failure < 5; failure += 1) backoff.next();
  backoff.reset();
  expect([backoff.isSpent(), backoff.next(), backoff.next()]).toEqual([false, 1, 20]);
});

it('adds at most the jitter to a wait', () => {
  const waits = [0, 0.5, 0.999].map((part) => createBackoff({ waits_ms: [1_000], jitter: 0.3 }, () => part).next());
  expect(waits).toEqual([1_000, 1_150, 1_299.7]);
});
