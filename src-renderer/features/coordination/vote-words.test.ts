import { expect, test } from 'vitest';
import { MORNING, vote } from '../../testing/cast.ts';
import { closingWords, outcomeWords, turnoutWords, whyNot, winners } from './vote-words.ts';

test('the number of ballots, and the names that the vote waits for', () => {
  const words = (voted_ids: string[], waiting_for_ids: string[]): string =>
    turnoutWords({ voted_ids, waiting_for_ids }, (id) => id.toUpperCase());
  expect(words([], ['a', 'b'])).toMatch(/^No votes yet · waiting for .*A.* and .*B/);
  expect(words(['a'], [])).toBe('1 has voted');
  expect(words(['a', 'b'], ['c', 'd', 'e', 'f', 'g'])).toMatch(/^2 have voted · waiting for .*C.*D.*E.* and 2 more$/);
});

test('when it closes, in the unit that suits', () => {
  const left = (seconds: number): string => closingWords(MORNING + seconds * 1000, MORNING);
  expect([left(-5), left(40), left(300), left(3 * 3600), left(5 * 86_400)]).toEqual([
    'closes now',
    'closes in 40 s',
    'closes in 5 min',
    'closes in 3 h',
    'closes in 5 days',
  ]);
  expect(closingWords(null, MORNING)).toBe('');
});

test('no one votes in an archived room or in a closed vote', () => {
  expect(whyNot(vote('v'), false)).toBeNull();
  expect(whyNot(vote('v', { voted_ids: ['maya'], own_option: 1 }), false)).toBeNull();
  expect(whyNot(vote('v'), true)).toMatch(/archived/);
  expect(whyNot(vote('v', { closed_at: MORNING }), false)).toMatch(/closed/);
});

test('what it came to', () => {
  const closed = (tally: number[]) => vote('v', { closed_at: MORNING, tally, voted_ids: ['a', 'b', 'c'].slice(0, tally[0]! + tally[1]!) });
  expect(outcomeWords(closed([2, 1]))).toBe('“0.5%” won with 2 votes of 3.');
  expect(outcomeWords(closed([1, 1]))).toBe('A tie between “0.5%” and “1%”.');
  expect(outcomeWords(closed([0, 0]))).toBe('Nobody voted.');
  expect(winners({ tally: null })).toEqual([]);
});
