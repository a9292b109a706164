import { expect, it } from 'vitest';
import { RECONNECT_WINDOW_MS } from '../../../src-shared/limits.ts';
import { EVERY_RIGHT, type Actor } from '../domain/actor.ts';
import { LastEnds } from './last-ends.ts';

const SLOW = { code: 'slow_reader', message: 'Too slow.' };
const page = (session_id: string): Actor => ({ participant_id: 'ada', grant: { ...EVERY_RIGHT, session_id } });

it('are said once, to the same access only', () => {
  const ends = new LastEnds(() => 0);
  ends.note(page('desk'), SLOW);
  expect(ends.take(page('phone'))).toBeNull();
  expect(ends.take({ participant_id: 'rune', grant: page('desk').grant })).toBeNull();
  expect([ends.take(page('desk')), ends.take(page('desk'))]).toEqual([SLOW, null]);
});

it('are of no interest later', () => {
  let now = 0;
  const ends = new LastEnds(() => now);
  ends.note(page('desk'), SLOW);
  now = RECONNECT_WINDOW_MS;
  expect(ends.take(page('desk'))).toBeNull();
});

it('are kept in a limited number, the newest ones', () => {
  const ends = new LastEnds(() => 0);
  for (let at = 0; at <= 1_000; at += 1) ends.note(page(`page ${at}`), SLOW);
  expect([ends.take(page('page 0')), ends.take(page('page 1'))]).toEqual([null, SLOW]);
});
