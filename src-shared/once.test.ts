import { expect, it } from 'vitest';
import { loadOnce, once } from './once.ts';

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

it('loads once for all who ask meanwhile and after, and again after a failure', async () => {
  let loads = 0;
  const load = loadOnce(async () => {
    loads += 1;
    if (loads === 1) throw new Error('not yet');
    return loads;
  });
  const early = [load(), load()];
  for (const each of early) await expect(each).rejects.toThrow('not yet');
  expect(await Promise.all([load(), load()])).toEqual([2, 2]);
  expect(await load()).toBe(2);
});
