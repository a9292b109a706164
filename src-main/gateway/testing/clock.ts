// A clock that a test advances by hand.
import type { After } from '../domain/clock.ts';

export interface TestClock {
  now(): number;
  after: After;
  /** Lets so much time pass; what was to happen meanwhile happens, in its order. */
  pass(ms: number): void;
}

interface Alarm {
  at: number;
  run(): void;
}

export function createTestClock(startsAt = Date.now()): TestClock {
  let now = startsAt;
  const alarms = new Set<Alarm>();
  const nextUntil = (end: number): Alarm | undefined => [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after(ms, run) {
      const alarm = { at: now + ms, run };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    pass(ms) {
      const end = now + ms;
      for (let alarm = nextUntil(end); alarm; alarm = nextUntil(end)) {
        alarms.delete(alarm);
        now = alarm.at;
        alarm.run();
      }
      now = end;
    },
  };
}

/** The machine's clock. */
export function realAfter(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Waits of these lengths end when the test's clock says so. Everything else takes its time. */
export function realAfterBut(isForClock: (ms: number) => boolean, clock: TestClock): After {
  return (ms, run) => (isForClock(ms) ? clock.after(ms, run) : realAfter(ms, run));
}
