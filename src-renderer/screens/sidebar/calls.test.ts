import { expect, test } from 'vitest';
import { hiddenCalls } from './calls.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((key, index) => ({ key, calls: index + 1 }));
const within = (inSight: string) => ({
  placeOf: (key: string) =>
    inSight.includes(key) ? ('in sight' as const) : key < (inSight[0] ?? '') ? ('above' as const) : ('below' as const),
});

test('counts the messages above and below, and names the nearest row', () => {
  expect(hiddenCalls(rows, within('c'))).toEqual({ above: { count: 3, key: 'b' }, below: { count: 9, key: 'd' } });
  expect(hiddenCalls(rows, within('abcde'))).toEqual({ above: null, below: null });
});

test('a row that is not laid out yet is nowhere', () => {
  expect(hiddenCalls(rows, { placeOf: () => null })).toEqual({ above: null, below: null });
});
