import { expect, test } from 'vitest';
import { dayWord } from './time-words.ts';

const noon = (daysAgo: number): number => new Date(2026, 10, 20 - daysAgo, 12).getTime();

test('a day is called as people call it', () => {
  const now = noon(0);
  expect([dayWord(now, now), dayWord(noon(1), now)]).toEqual(['Today', 'Yesterday']);
  expect(dayWord(noon(3), now)).toBe(new Intl.DateTimeFormat(undefined, { weekday: 'long' }).format(noon(3)));
  expect(dayWord(noon(400), now)).toContain('2025');
});

test('a minute before midnight is yesterday a minute after it', () => {
  const midnight = new Date(2026, 10, 20).getTime();
  expect(dayWord(midnight - 60_000, midnight + 60_000)).toBe('Yesterday');
});
