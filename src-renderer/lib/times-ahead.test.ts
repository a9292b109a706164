import { describe, expect, it } from 'vitest';
import { localTimeOf, localTimeText, timeAhead } from './times-ahead.ts';

const at = (year: number, month: number, day: number, hour = 0, minute = 0): number =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe('A time to choose from', () => {
  it('is some minutes ahead', () => {
    const now = at(2026, 12, 1, 23, 50);
    expect(timeAhead('twentyMinutes', now)).toBe(at(2026, 12, 2, 0, 10));
    expect(timeAhead('hour', now)).toBe(at(2026, 12, 2, 0, 50));
  });

  it.each([
    [at(2026, 12, 1, 10), at(2026, 12, 2, 9)],
    [at(2026, 12, 31, 23, 59), at(2027, 1, 1, 9)],
    [at(2026, 12, 1, 0, 1), at(2026, 12, 2, 9)],
    // Clocks change in many zones.
    [at(2026, 3, 28, 12), at(2026, 3, 29, 9)],
    [at(2026, 10, 24, 12), at(2026, 10, 25, 9)],
  ])('is nine in the morning of the next day', (now, expected) => {
    expect(timeAhead('tomorrow', now)).toBe(expected);
  });

  it.each([
    ['a Sunday', at(2026, 11, 29, 12), at(2026, 11, 30, 9)],
    ['a Monday', at(2026, 11, 30, 8), at(2026, 12, 7, 9)],
    ['a Tuesday', at(2026, 12, 1, 12), at(2026, 12, 7, 9)],
    ['a Saturday', at(2026, 12, 26, 12), at(2026, 12, 28, 9)],
  ])('is the next Monday morning on %s', (_day, now, expected) => {
    expect(timeAhead('monday', now)).toBe(expected);
  });
});

describe('The field for a local time', () => {
  it('has the minute of the time, and gives it back', () => {
    const time = at(2026, 2, 3, 4, 5);
    expect(localTimeText(time)).toBe('2026-02-03T04:05');
    expect(localTimeOf(localTimeText(time))).toBe(time);
  });

  it.each(['', 'tomorrow', '2026-13-01T09:00', '2026-02-03T'])('has no time in %j', (text) => {
    expect(localTimeOf(text)).toBeNull();
  });
});
