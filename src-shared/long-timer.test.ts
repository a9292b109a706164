import { beforeEach, expect, it, vi } from 'vitest';
import { afterLong, everyLong, type Clock } from './long-timer.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let now = 0;
let alarms: { at: number; run: () => void }[] = [];
const clock: Clock = {
  now: () => now,
  after(ms, run) {
    const alarm = { at: now + ms, run };
    alarms.push(alarm);
    return () => void (alarms = alarms.filter((each) => each !== alarm));
  },
};

function pass(ms: number): void {
  const end = now + ms;
  for (;;) {
    const next = alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    alarms = alarms.filter((each) => each !== next);
    now = next.at;
    next.run();
  }
  now = end;
}

beforeEach(() => {
  now = 0;
  alarms = [];
});

it.each([0, 5, DAY_MS, 24.9 * DAY_MS, 30 * DAY_MS, 365 * DAY_MS])('calls back after %d ms, and not before', (ms) => {
  const run = vi.fn();
  afterLong(clock, ms, run);
  if (ms > 0) pass(ms - 1);
  expect(run).toHaveBeenCalledTimes(0);
  pass(1);
  expect(run).toHaveBeenCalledTimes(1);
  pass(2 * ms + 1);
  expect(run).toHaveBeenCalledTimes(1);
});

it('a timer of the system is never longer than it can be', () => {
  const lengths: number[] = [];
  afterLong({ now: () => 0, after: (ms) => (lengths.push(ms), () => undefined) }, 400 * DAY_MS, () => undefined);
  expect(lengths).toEqual([60 * 60 * 1000]);
});

it('is cancelled at any time', () => {
  const run = vi.fn();
  const cancel = afterLong(clock, 30 * DAY_MS, run);
  pass(29 * DAY_MS);
  cancel();
  pass(2 * DAY_MS);
  expect(run).not.toHaveBeenCalled();
});

it('again and again means once each time', () => {
  const run = vi.fn();
  const end = everyLong(clock, 29 * DAY_MS, run);
  pass(3 * 29 * DAY_MS);
  expect(run).toHaveBeenCalledTimes(3);
  end();
  pass(29 * DAY_MS);
  expect(run).toHaveBeenCalledTimes(3);
});
