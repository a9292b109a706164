import { expect, test } from 'vitest';
import { MORNING, vote } from '../../testing/cast.ts';
import { closingWords, outcomeWords, turnoutWords, whyNot, winners } from './vote-words.ts';

test('how many have voted', () => {
  expect(turnoutWords({ voted_ids: ['a'], eligible_ids: ['a', 'b'] })).toBe('1 of 2 have voted');
  expect(turnoutWords({ voted_ids: [], eligible_ids: ['a'] })).toBe('0 of 1 has voted');
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

test('who can vote, and why not', () => {
  expect(whyNot(vote('v'), 'maya', false)).toBeNull();
  expect(whyNot(vote('v', { voted_ids: ['maya'] }), 'maya', false)).toMatch(/You have voted/);
  expect(whyNot(vote('v'), 'late', false)).toBeNull();
  expect(whyNot(vote('v'), 'maya', true)).toMatch(/archived/);
  expect(whyNot(vote('v', { closed_at: MORNING }), 'maya', false)).toMatch(/closed/);
});

test('what it came to', () => {
  const closed = (tally: number[]) => vote('v', { closed_at: MORNING, tally, voted_ids: ['a', 'b', 'c'].slice(0, tally[0]! + tally[1]!) });
  expect(outcomeWords(closed([2, 1]))).toBe('“0.5%” won with 2 votes of 3.');
  expect(outcomeWords(closed([1, 1]))).toBe('A tie between “0.5%” and “1%”.');
  expect(outcomeWords(closed([0, 0]))).toBe('Nobody voted.');
  expect(winners({ tally: null })).toEqual([]);
});
