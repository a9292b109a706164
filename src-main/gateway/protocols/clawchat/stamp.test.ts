import { expect, it } from 'vitest';
import { stamp } from './stamp.ts';

it('writes each time in RFC 3339, in any order', () => {
  const times = [0, 1_795_964_833_965, 1_795_964_833_965, 1_795_964_833_964, 0];
  expect(times.map(stamp)).toEqual(times.map((time) => new Date(time).toISOString()));
});
