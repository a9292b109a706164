import { expect, test } from 'vitest';
import { manualTimer } from '../../../src-shared/notify/testing/manual-timer.ts';
import { createOneWindow, type Channel, type Claim, type OneWindow } from './one-window.ts';

test('of several windows that hear it at once, one calls', () => {
  const { windows, timer, called, deliver } = setup(3);
  for (const window of windows) window.once('m1');
  deliver();
  timer.advance(1_000);
  expect(called).toEqual(['0: m1']);
});

test('a window that hears it later does not call again, whatever its place', () => {
  const { windows, timer, called, deliver } = setup(2);
  windows[1]?.once('m1');
  deliver();
  timer.advance(1_000);
  windows[0]?.once('m1');
  deliver();
  timer.advance(1_000);
  expect(called).toEqual(['1: m1']);
});

test('no window calls about what is looked at in one, whether that comes before or just after', () => {
  const { windows, timer, called, deliver } = setup(3);
  windows[0]?.once('m1');
  deliver();
  windows[2]?.seen('m1');
  deliver();
  windows[1]?.once('m1');
  windows[2]?.seen('m2');
  deliver();
  windows[0]?.once('m2');
  timer.advance(1_000);
  expect(called).toEqual([]);
});

test('each thing is called about, and once in a window that hears of it twice', () => {
  const { windows, timer, called } = setup(1);
  windows[0]?.once('m1');
  windows[0]?.once('m1');
  windows[0]?.once('m2');
  timer.advance(1_000);
  expect(called).toEqual(['0: m1', '0: m2']);
});

test('a window that is closed calls no more, and one without a channel calls at once', () => {
  const { windows, timer, called } = setup(1);
  windows[0]?.once('m1');
  windows[0]?.close();
  timer.advance(1_000);
  expect(called).toEqual([]);
  createOneWindow({ channel: null, timer, windowId: 'x' }).once('m1', () => called.push('alone'));
  expect(called).toEqual(['alone']);
});

interface TestWindow extends Omit<OneWindow, 'once'> {
  once(key: string): void;
}

/** Windows of one browser; what they say waits until it is delivered. */
function setup(count: number) {
  const timer = manualTimer();
  const called: string[] = [];
  const hearers: ((claim: Claim) => void)[] = [];
  const posted: { from: number; claim: Claim }[] = [];
  const windows = Array.from({ length: count }, (_, index): TestWindow => {
    const channel: Channel = {
      post: (claim) => void posted.push({ from: index, claim }),
      listen: (hear) => void hearers.push(hear),
      close: () => undefined,
    };
    const window = createOneWindow({ channel, timer, windowId: String(index) });
    return { ...window, once: (key) => window.once(key, () => called.push(`${index}: ${key}`)) };
  });
  const deliver = (): void => {
    for (const { from, claim } of posted.splice(0)) hearers.forEach((hear, index) => index !== from && hear(claim));
  };
  return { windows, timer, called, deliver };
}
