import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ConcurrencyLimiter } from './concurrency-limiter.ts';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Asks for a place and notes when it is had. */
function taker(slots: ConcurrencyLimiter, signal = never) {
  const had: string[] = [];
  const gives = new Map<string, () => void>();
  return {
    had,
    take(name: string, who: string): void {
      void slots.take(who, signal).then((give) => {
        had.push(give ? name : `${name} gave up`);
        if (give) gives.set(name, give);
      });
    },
    give: (name: string) => gives.get(name)?.(),
  };
}

describe('Places for deliveries', () => {
  it('are so many, and go to whoever waits longest', async () => {
    const { had, take, give } = taker(new ConcurrencyLimiter({ max: 2, maxEach: 2 }));
    for (const name of ['a', 'b', 'c', 'd']) take(name, name);
    await settled();
    expect(had).toEqual(['a', 'b']);
    give('b');
    await settled();
    expect(had).toEqual(['a', 'b', 'c']);
  });

  it('are not all for one person', async () => {
    const { had, take, give } = taker(new ConcurrencyLimiter({ max: 3, maxEach: 2 }));
    for (const name of ['a1', 'a2', 'a3']) take(name, 'a');
    take('b1', 'b');
    await settled();
    expect(had).toEqual(['a1', 'a2', 'b1']);
    give('b1');
    await settled();
    expect(had).toHaveLength(3);
    give('a1');
    await settled();
    expect(had.at(-1)).toBe('a3');
  });

  it('are not waited for any longer once the signal comes', async () => {
    const slots = new ConcurrencyLimiter({ max: 1, maxEach: 1 });
    const ending = new AbortController();
    const first = taker(slots);
    const second = taker(slots, ending.signal);
    first.take('a', 'a');
    second.take('b', 'b');
    await settled();
    ending.abort();
    second.take('c', 'c');
    first.give('a');
    first.take('d', 'd');
    await settled();
    expect(second.had).toEqual(['b gave up', 'c gave up']);
    expect(first.had).toEqual(['a', 'd']);
  });

  it('listen once for the end of all that wait with the same signal', async () => {
    const slots = new ConcurrencyLimiter({ max: 1, maxEach: 1 });
    const ending = new AbortController();
    const { had, take, give } = taker(slots, ending.signal);
    for (const name of ['a', 'b', 'c', 'd']) take(name, name);
    await settled();
    expect(getEventListeners(ending.signal, 'abort')).toHaveLength(1);
    give('a');
    await settled();
    ending.abort();
    await settled();
    expect(had).toEqual(['a', 'b', 'c gave up', 'd gave up']);
  });

  it('leave no listener at a signal once nothing waits', async () => {
    const { signal } = new AbortController();
    const { had, take, give } = taker(new ConcurrencyLimiter({ max: 1, maxEach: 1 }), signal);
    for (const name of ['a', 'b']) take(name, name);
    await settled();
    give('a');
    await settled();
    expect(had).toEqual(['a', 'b']);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
