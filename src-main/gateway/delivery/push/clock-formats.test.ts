import { expect, it, vi } from 'vitest';
import { clockFormatOf } from './clock-formats.ts';

it('makes one format for a time zone, and forgets the oldest of many', () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  for (let count = 0; count < 1_000; count += 1) clockFormatOf('Europe/Berlin');
  expect(made).toHaveBeenCalledTimes(1);
  // Names of time zones have many spellings.
  const spelling = (count: number): string => [...'australia/sydney'].map((c, at) => ((count >> at) & 1 ? c.toUpperCase() : c)).join('');
  for (let count = 0; count < 200; count += 1) clockFormatOf(spelling(count));
  made.mockClear();
  clockFormatOf('Europe/Berlin');
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
});
