import { describe, expect, test } from 'vitest';
import { ada, byId, maya, room, sarah, view } from '../../testing/cast.ts';
import { completions, questionOf, takeChips, typedFilter, withChips, type Chip } from './search-filters.ts';

const source = {
  rooms: [view(room('lobby')), view(room('launch-plan'))],
  participants: byId(maya, sarah, ada),
  meId: 'maya',
  now: new Date(2026, 10, 21, 15).getTime(),
};
const labels = (key: Chip['key'], value: string): string[] => completions({ key, value }, source).map(({ label }) => label);

describe('a filter that is being typed', () => {
  test('is the last word with one of the five names', () => {
    expect(typedFilter('rollback in:lo')).toEqual({ key: 'in', value: 'lo', start: 9 });
    expect(typedFilter('FROM:')).toEqual({ key: 'from', value: '', start: 0 });
    for (const text of ['in: lobby', 'begin:x', 'rollback', 'https://x']) expect(typedFilter(text), text).toBeNull();
  });

  test('is completed from the home', () => {
    expect(labels('in', 'plan')).toEqual(['in #launch-plan']);
    expect(labels('from', '')).toHaveLength(3);
    expect(labels('from', 'may')).toEqual(['from you']);
    expect(labels('has', 'li')).toEqual(['has a link']);
    expect(completions({ key: 'after', value: 'y' }, source).map(({ value }) => value)).toEqual(['2026-11-20', '2025-11-21']);
    expect(completions({ key: 'before', value: '2026-02-30' }, source)).toEqual([]);
  });
});

describe('filters in the text', () => {
  test('become chips once a space ended them, when there is something of that name', () => {
    const { text, chips } = takeChips('in:lobby from:ada rollback has:nothing x', source);
    expect(text).toBe('rollback has:nothing x');
    expect(chips.map(({ value }) => value)).toEqual(['lobby', 'ada']);
  });

  test('are one of a kind', () => {
    const [first, second] = completions({ key: 'in', value: '' }, source);
    expect(withChips([first!], [second!])).toEqual([second]);
  });
});

describe('the question', () => {
  test('is none without a word or a filter', () => {
    for (const text of ['', '  ', 'in:', 'in:lob']) expect(questionOf(text, []), text).toBeNull();
  });

  test('has the words without the filter that is on its way, and days of the reader', () => {
    const chips = [...completions({ key: 'after', value: '2026-11-20' }, source), ...completions({ key: 'has', value: 'code' }, source)];
    expect(questionOf('gate in:lo', chips)).toEqual({
      query: 'gate ',
      room_id: null,
      from_id: null,
      has: 'code',
      before: null,
      after: new Date(2026, 10, 20).getTime(),
    });
  });
});
