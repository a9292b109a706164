import { expect, test } from 'vitest';
import { stepsOf } from './use-swipe.ts';

test('A finger that goes sideways moves forward or back, the other way round where one reads from the right', () => {
  expect([stepsOf(-80, 10, false), stepsOf(80, 10, false)]).toEqual([1, -1]);
  expect([stepsOf(-80, 10, true), stepsOf(80, 10, true)]).toEqual([-1, 1]);
});

test('A tap, a short move, and one up or down are none', () => {
  expect([stepsOf(0, 0, false), stepsOf(-40, 0, false), stepsOf(-80, 60, false)]).toEqual([null, null, null]);
});
