import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { MORNING } from '../../testing/cast.ts';
import { authorsIn, kindsIn, limitsOf, standingOf } from './webhook-words.ts';

const WORKING: Subscription = {
  id: 'hook',
  room_id: 'lobby',
  owner_id: 'maya',
  created_by: 'maya',
  key_id: null,
  webhook_url: 'https://example.org/',
  kinds: [],
  only_from: null,
  only_from_id: null,
  not_from_id: null,
  not_from: null,
  exclude_thinking: false,
  since_seq: 0,
  last_delivered_seq: 0,
  status: 'active',
  failure_count: 0,
  last_error: null,
  next_attempt_at: null,
  last_delivered_at: null,
  created_at: MORNING,
};

const standing = (more: Partial<Subscription>) => standingOf({ ...WORKING, ...more }, MORNING);

describe('A webhook is said to be', () => {
  test('working', () => expect(standing({})).toEqual({ tone: 'good', text: 'Working' }));

  test('trying again, and when', () => {
    const failing = { failure_count: 3, last_error: 'It answered 500.' };
    const texts = [15_001, 256_000, -5].map((ms) => standing({ ...failing, next_attempt_at: MORNING + ms }).text);
    expect(texts).toEqual([
      'Trying again in 16 s: it answered 500.',
      'Trying again in 5 min: it answered 500.',
      'Trying again now: it answered 500.',
    ]);
  });

  test('stopped, and why', () => {
    expect(standing({ status: 'failed', failure_count: 6, last_error: 'It answered 500.' })).toEqual({
      tone: 'stopped',
      text: 'Stopped after 6 failures: it answered 500.',
    });
    expect(standing({ status: 'disabled', last_error: 'Its creator may not read the room any more.' }).text).toBe(
      'Stopped: its creator may not read the room any more.',
    );
  });
});

const noName = (): undefined => undefined;

test('What a webhook is limited to is listed, and nothing is said where it is not', () => {
  expect(limitsOf(WORKING, noName)).toBeNull();
  expect(limitsOf({ ...WORKING, kinds: ['alert', 'report'], only_from: 'Ada', exclude_thinking: true }, noName)).toBe(
    'only alert and report · only from Ada · no thinking',
  );
  expect(limitsOf({ ...WORKING, not_from: 'Ada' }, noName)).toBe('not from Ada');
  // The name that the author has now.
  expect(limitsOf({ ...WORKING, not_from_id: 'a', not_from: 'Ada' }, () => 'Ada Lovelace')).toBe('not from Ada Lovelace');
});

test('Kinds are typed with commas', () => {
  expect(kindsIn('')).toEqual([]);
  expect(kindsIn(' alert, report ,,alert')).toEqual(['alert', 'report']);
});

test('Authors are everybody, one, or all but one', () => {
  expect(authorsIn('')).toEqual({ only_from_id: null, not_from_id: null });
  expect(authorsIn('only:not:Ada')).toEqual({ only_from_id: 'not:Ada', not_from_id: null });
  expect(authorsIn('not:Ada')).toEqual({ only_from_id: null, not_from_id: 'Ada' });
});
