import { expect, test } from 'vitest';
import { throttleFrames } from './frame-throttle.ts';

test('the first is shown with the next frame, and what follows a while after it, together', () => {
  const { throttle, shownAt, pass } = setup();
  throttle.soon();
  pass(16);
  expect(shownAt).toEqual([16]);
  for (let at = 0; at < 5; at += 1) {
    throttle.soon();
    pass(16);
  }
  expect(shownAt).toEqual([16]);
  pass(48);
  expect(shownAt).toEqual([16, 144]);
});

test('after a quiet while it is the next frame again', () => {
  const { throttle, shownAt, pass } = setup();
  throttle.soon();
  pass(16);
  pass(160);
  throttle.soon();
  pass(16);
  expect(shownAt).toEqual([16, 192]);
});

test('what is shown at once counts as shown, and a clock that is put back holds nothing up', () => {
  const { throttle, shownAt, pass, setClock } = setup();
  pass(64);
  throttle.atOnce();
  throttle.soon();
  pass(16);
  expect(shownAt).toEqual([64]);
  pass(112);
  expect(shownAt).toEqual([64, 192]);
  setClock(-10_000);
  throttle.soon();
  pass(16);
  expect(shownAt).toHaveLength(3);
});

test('when there was nothing to show, the next is not held up', () => {
  const { throttle, shownAt, pass, setEmpty } = setup();
  setEmpty(true);
  pass(64);
  throttle.atOnce();
  setEmpty(false);
  throttle.soon();
  pass(16);
  expect(shownAt).toEqual([80]);
});

/** A clock and frames, 16 ms apart, in the test's hands. */
function setup() {
  let now = 0;
  let isEmpty = false;
  let frames: (() => void)[] = [];
  const timers: { at: number; run(): void }[] = [];
  const shownAt: number[] = [];
  const throttle = throttleFrames(
    {
      now: () => now,
      beforeFrame: (run) => void frames.push(run),
      timer: { after: (ms, run) => (timers.push({ at: now + ms, run }), () => undefined) },
    },
    () => {
      if (isEmpty) return false;
      shownAt.push(now);
      return true;
    },
  );
  return {
    throttle,
    shownAt,
    pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 16) {
        now += 16;
        const due = frames;
        frames = [];
        for (const run of due) run();
        for (const timer of timers.splice(0))
          if (timer.at <= now) timer.run();
          else timers.push(timer);
      }
    },
    setEmpty(next: boolean) {
      isEmpty = next;
    },
    setClock(at: number) {
      now = at;
    },
  };
}
