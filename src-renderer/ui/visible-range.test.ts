import { expect, test } from 'vitest';
import { rangeOf, withFocus } from './visible-range.ts';

const seen = (above: number) => rangeOf({ above, height: 600, pitch: 30 });

test('draws the visible rows and some beyond each edge', () => {
  expect(seen(0)).toEqual({ from: 0, to: 30, pitch: 30 });
  expect(seen(3_000)).toEqual({ from: 90, to: 130, pitch: 30 });
});

test('stays the same while less than a step is scrolled', () => {
  expect(seen(3_010)).toEqual(seen(3_290));
  expect(seen(3_299).from).toBe(90);
  expect(seen(3_300).from).toBe(100);
});

test('a list far below or far above the visible part draws no row in it', () => {
  expect(seen(-9_000)).toEqual({ from: 0, to: 0, pitch: 30 });
  expect(rangeOf({ above: 9_000, height: 0, pitch: 30 }).from).toBe(290);
});

test('the row with the focus is drawn with its neighbours, unless it is far away', () => {
  const range = { from: 90, to: 130, pitch: 30 };
  expect(withFocus(range, 100)).toEqual(range);
  expect(withFocus(range, 129)).toEqual({ ...range, to: 140 });
  expect(withFocus(range, 85)).toEqual({ ...range, from: 75 });
  expect(withFocus({ from: 0, to: 40, pitch: 30 }, 2).from).toBe(0);
  expect(withFocus(range, 900)).toEqual(range);
  expect(withFocus(range, 5)).toEqual(range);
});
