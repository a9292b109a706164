import { expect, test } from 'vitest';
import { gridMove } from './grid-move.ts';

test('the arrows go through a grid and stop at its edges', () => {
  // Ten in lines of four: 0-3, 4-7, 8-9.
  const go = (key: string, at: number) => gridMove(key, at, 10, 4);
  expect([go('ArrowRight', 3), go('ArrowLeft', 4), go('ArrowDown', 1), go('ArrowUp', 5)]).toEqual([4, 3, 5, 1]);
  expect([go('ArrowLeft', 0), go('ArrowUp', 2), go('ArrowRight', 9), go('ArrowDown', 9)]).toEqual([0, 2, 9, 9]);
  expect([go('ArrowDown', 7), go('ArrowDown', 4), go('a', 0), gridMove('ArrowDown', 0, 0, 4)]).toEqual([9, 8, null, null]);
});
