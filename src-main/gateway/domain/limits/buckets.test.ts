import { describe, expect, it } from 'vitest';
import { Buckets } from './buckets.ts';

const MINUTE_MS = 60_000;

function bucketsAt(per_minute: number, burst_ms: number) {
  const clock = { now: 1_000_000 };
  const buckets = new Buckets(() => clock.now);
  buckets.setRate({ per_minute, burst_ms });
  /** Takes as many as there are. */
  const drain = (id: string): number => {
    let taken = 0;
    for (; buckets.wait(id) === 0; taken += 1) buckets.take(id);
    return taken;
  };
  return { clock, buckets, drain };
}

describe('A bucket', () => {
  it('holds a burst, and then what comes in', () => {
    const { clock, buckets, drain } = bucketsAt(600, 12_000);
    expect(drain('a')).toBe(120);
    expect(buckets.wait('a')).toBeCloseTo(100);
    clock.now += 1_000;
    expect(drain('a')).toBe(10);
    clock.now += 10 * MINUTE_MS;
    expect(drain('a')).toBe(120);
  });

  it('lets exactly so many pass in a minute besides the burst, however they are spread', () => {
    const { clock, buckets } = bucketsAt(600, 12_000);
    let taken = 0;
    for (let ms = 0; ms < MINUTE_MS; ms += 7) {
      clock.now += 7;
      while (buckets.wait('a') === 0) {
        buckets.take('a');
        taken += 1;
      }
    }
    expect(taken).toBeGreaterThanOrEqual(719);
    expect(taken).toBeLessThanOrEqual(720);
  });

  it.each([1, 7, 59, 60, 61, 600, 12_000, 999_999_999])('of %d a minute has one after the time it names', (perMinute) => {
    const { clock, buckets, drain } = bucketsAt(perMinute, 1);
    for (let n = 0; n < 100; n += 1) {
      drain('a');
      const wait = buckets.wait('a');
      expect(wait).toBeGreaterThan(0);
      clock.now += Math.ceil(wait);
      expect(buckets.wait('a')).toBe(0);
    }
  });

  it('is each one’s own', () => {
    const { buckets, drain } = bucketsAt(60, 1_000);
    drain('a');
    expect([buckets.wait('a') > 0, buckets.wait('b')]).toEqual([true, 0]);
  });

  it('holds at least one', () => {
    expect(bucketsAt(1, 1).drain('a')).toBe(1);
  });

  it('gets back what was not used, and never more than it holds', () => {
    const { buckets, drain } = bucketsAt(60, 5_000);
    drain('a');
    buckets.giveBack('a');
    expect(drain('a')).toBe(1);
    for (let n = 0; n < 50; n += 1) buckets.giveBack('a');
    expect(drain('a')).toBe(5);
    buckets.giveBack('nobody');
    expect(drain('nobody')).toBe(5);
  });

  it('neither fills nor empties when the clock is set back, and continues to fill from there', () => {
    const { clock, buckets, drain } = bucketsAt(60, 10_000);
    drain('a');
    clock.now -= 10 * MINUTE_MS;
    expect(buckets.wait('a')).toBeCloseTo(1_000);
    clock.now += 3_000;
    expect(drain('a')).toBe(3);
  });

  it('keeps what was taken when its rate changes, and is nothing without one', () => {
    const { buckets, drain } = bucketsAt(600, 10_000);
    drain('a');
    buckets.setRate({ per_minute: 6_000, burst_ms: 10_000 });
    expect(buckets.wait('a')).toBeCloseTo(10);
    buckets.setRate(null);
    expect([buckets.wait('a'), buckets.isLimited]).toEqual([0, false]);
    buckets.take('a');
    expect(buckets.entries()).toEqual([]);
    buckets.setRate({ per_minute: 60, burst_ms: 1_000 });
    expect(drain('a')).toBe(1);
  });

  it('is kept while it is not full, and forgotten then', () => {
    const { clock, buckets, drain } = bucketsAt(60, 10_000);
    buckets.take('a');
    drain('b');
    expect(buckets.entries()).toEqual([
      ['a', { level: 9, at: clock.now }],
      ['b', { level: 0, at: clock.now }],
    ]);
    clock.now += 1_000;
    expect(buckets.entries().map(([id]) => id)).toEqual(['b']);
  });

  it('that was kept has filled by the time that passed', () => {
    const { clock, buckets, drain } = bucketsAt(60, 10_000);
    buckets.restore('a', { level: 2, at: clock.now - 3_000 });
    buckets.restore('of a clock that was ahead', { level: 2, at: clock.now + MINUTE_MS });
    expect([drain('a'), drain('of a clock that was ahead')]).toEqual([5, 2]);
  });
});
