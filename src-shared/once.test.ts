import { expect, it } from 'vitest';
import { once } from './once.ts';

it('calls the function once, also when its result is undefined', () => {
  let calls = 0;
  const counted = once(() => void (calls += 1));
  expect(calls).toBe(0);
  counted();
  expect(counted()).toBeUndefined();
  expect(calls).toBe(1);
});

it('calls a function that threw again', () => {
  let calls = 0;
  const second = once(() => {
    calls += 1;
    if (calls === 1) throw new Error('not yet');
    return calls;
  });
  expect(second).toThrow('not yet');
  expect(second()).toBe(2);
});
