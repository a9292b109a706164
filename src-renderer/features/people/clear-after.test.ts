import { describe, expect, test } from 'vitest';
import { clearedAt } from './clear-after.ts';

const NOW = new Date(2026, 10, 30, 23, 45);

describe('clearedAt', () => {
  test('is so long after now', () => {
    expect(clearedAt('30-minutes', NOW)).toBe(NOW.getTime() + 1_800_000);
    expect(clearedAt('1-hour', NOW)).toBe(NOW.getTime() + 3_600_000);
    expect(clearedAt('4-hours', NOW)).toBe(NOW.getTime() + 14_400_000);
  });

  test('is the next midnight for today, over the end of a month too', () => {
    expect(clearedAt('today', NOW)).toBe(new Date(2026, 11, 1).getTime());
  });

  test('is never when nothing is chosen', () => {
    expect(clearedAt('never', NOW)).toBeNull();
  });
});
