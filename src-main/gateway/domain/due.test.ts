import { describe, expect, it, vi } from 'vitest';
import { createTestClock } from '../testing/clock.ts';
import { startDue } from './due.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = 1_000_000;

interface Item {
  id: string;
  due_at: number;
}

/** A source in memory. `skewMs`: how wrong the clock of the machine is. */
function start(dueAt: Record<string, number>) {
  const clock = createTestClock(START);
  const state = { skewMs: 0, refuses: false, reads: 0 };
  const items = new Map(Object.entries(dueAt).map(([id, due_at]) => [id, { id, due_at }]));
  const ran: string[] = [];
  const logged: string[] = [];
  const timer = startDue<Item>({
    now: () => clock.now() + state.skewMs,
    after: clock.after,
    log: (message, error) => void logged.push(`${message}: ${String(error)}`),
    failure: 'It could not be run',
    async first(limit) {
      state.reads += 1;
      return [...items.values()].sort((a, b) => a.due_at - b.due_at).slice(0, limit);
    },
    async run({ id }) {
      if (state.refuses) throw new Error('The disk is full.');
      if (items.delete(id)) ran.push(id);
    },
  });
  const add = (id: string, due_at: number): void => {
    items.set(id, { id, due_at });
    timer.expect(due_at);
  };
  /** Lets the work end that an alarm began. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += MINUTE_MS / 3) {
      clock.pass(Math.min(MINUTE_MS / 3, ms - passed));
      await settled();
    }
  };
  return { clock, state, items, ran, logged, timer, add, pass, settled };
}

describe('A timer of items that are due', () => {
  it('runs each once, in the order of their times', async () => {
    const { ran, pass } = start({ late: START + 3 * HOUR_MS, early: START + HOUR_MS });
    await pass(HOUR_MS - 1);
    expect(ran).toEqual([]);
    await pass(1);
    expect(ran).toEqual(['early']);
    await pass(5 * HOUR_MS);
    expect(ran).toEqual(['early', 'late']);
  });

  it('first runs those whose time came while the server was off', async () => {
    const { ran, pass } = start({ second: START - 1, first: START - HOUR_MS, later: START + HOUR_MS });
    await pass(1);
    expect(ran).toEqual(['first', 'second']);
  });

  it('takes one that is added before the others', async () => {
    const { ran, add, pass } = start({ late: START + HOUR_MS });
    await pass(MINUTE_MS);
    add('early', START + 2 * MINUTE_MS);
    await pass(MINUTE_MS);
    expect(ran).toEqual(['early']);
  });

  it('takes one that is added while others run', async () => {
    const { clock, ran, add, pass } = start({ first: START });
    clock.pass(1);
    add('added', START + MINUTE_MS);
    await pass(2 * MINUTE_MS);
    expect(ran).toEqual(['first', 'added']);
  });

  it('notices within 20 seconds that the machine slept, and does not run early when the clock was set back', async () => {
    const { state, ran, pass } = start({ morning: START + 9 * HOUR_MS });
    await pass(MINUTE_MS);
    state.skewMs = 9 * HOUR_MS;
    await pass(20_000);
    expect(ran).toEqual(['morning']);
    const other = start({ soon: START + MINUTE_MS });
    await other.pass(1);
    other.state.skewMs = -HOUR_MS;
    await other.pass(HOUR_MS);
    expect(other.ran).toEqual([]);
    await other.pass(MINUTE_MS);
    expect(other.ran).toEqual(['soon']);
  });

  it('reads the source only when something is due', async () => {
    const { state, pass } = start({ late: START + 9 * HOUR_MS });
    await pass(8 * HOUR_MS);
    expect(state.reads).toBe(1);
  });

  it('tries again after a minute when an item could not be run', async () => {
    const { state, ran, logged, pass } = start({ one: START });
    state.refuses = true;
    await pass(1);
    expect(logged).toEqual(['It could not be run: Error: The disk is full.']);
    state.refuses = false;
    await pass(MINUTE_MS);
    expect(ran).toEqual(['one']);
  });

  it('runs more than it takes at once', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`item ${index}`, START + index]));
    const { ran, pass } = start(many);
    await pass(MINUTE_MS);
    expect(ran).toHaveLength(250);
  });

  it('waits for its work at the end, and begins no more', async () => {
    const { clock, ran, add, timer, pass } = start({ one: START });
    clock.pass(1);
    await timer.end();
    expect(ran).toEqual(['one']);
    add('two', START);
    await pass(MINUTE_MS);
    expect(ran).toEqual(['one']);
  });

  it('logs a source that cannot be read, and reads it again', async () => {
    const clock = createTestClock(START);
    const log = vi.fn<(message: string, error: unknown) => void>();
    const first = vi.fn<() => Promise<Item[]>>().mockRejectedValueOnce(new Error('no disk')).mockResolvedValue([]);
    startDue<Item>({ now: clock.now, after: clock.after, log, failure: 'It could not be run', first, run: async () => undefined });
    clock.pass(1);
    await vi.waitFor(() => expect(log).toHaveBeenCalledOnce());
    clock.pass(MINUTE_MS);
    await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(2));
  });
});
