// Items that run when their time has come: votes that close, messages that are sent later. The times are in the store; the timer
// here only wakes up for the next one.
import type { After } from './clock.ts';

/** A waiting timer compares the clock this often: the machine may sleep meanwhile, or its clock may be set. */
const COMPARED_EVERY_MS = 20 * 1000;
const RETRIED_AFTER_MS = 60 * 1000;
const AT_ONCE = 100;

export interface DueOptions<Item extends { due_at: number }> {
  now(): number;
  after: After;
  log(message: string, error: unknown): void;
  /** Logged when an item could not be run. It is tried again later. */
  failure: string;
  /** The first items of the source by their time, at most `limit`. */
  first(limit: number): readonly Item[] | Promise<readonly Item[]>;
  /**
   * Runs an item in one transaction, which also takes it from the source or moves its time, so that it runs exactly once, also when
   * the process is killed. The transaction does nothing when the item was run or changed meanwhile.
   */
  run(item: Item): Promise<unknown>;
}

export interface DueTimer {
  /** An item was added or its time was changed. */
  expect(dueAt: number): void;
  /** Waits for the items that are being run. */
  end(): Promise<void>;
}

/** Runs the items of a source, beginning with those whose time came while the server was off. */
export function startDue<Item extends { due_at: number }>({ now, after, log, failure, first, run }: DueOptions<Item>): DueTimer {
  let nextAt = -Infinity;
  let isRunning = false;
  let isEnded = false;
  let work: Promise<void> = Promise.resolve();
  let cancel: () => void = () => undefined;

  function arm(): void {
    cancel();
    if (isEnded || isRunning || nextAt === Infinity) return;
    cancel = after(Math.min(Math.max(0, nextAt - now()), COMPARED_EVERY_MS), () => {
      if (nextAt > now()) arm();
      else work = runDue();
    });
  }

  async function runDue(): Promise<void> {
    isRunning = true;
    nextAt = Infinity;
    try {
      expect(await runFirst());
    } catch (error) {
      log(failure, error);
      expect(now() + RETRIED_AFTER_MS);
    }
    isRunning = false;
    arm();
  }

  /** Returns the time to look again. */
  async function runFirst(): Promise<number> {
    const items = await first(AT_ONCE);
    const due = items.filter(({ due_at }) => due_at <= now());
    const outcomes = await Promise.allSettled(due.map(run));
    const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    for (const fault of faults) log(failure, fault);
    if (faults.length > 0) return now() + RETRIED_AFTER_MS;
    return items[due.length]?.due_at ?? (items.length < AT_ONCE ? Infinity : now());
  }

  function expect(dueAt: number): void {
    nextAt = Math.min(nextAt, dueAt);
    arm();
  }

  arm();
  return {
    expect,
    end() {
      isEnded = true;
      cancel();
      return work;
    },
  };
}
