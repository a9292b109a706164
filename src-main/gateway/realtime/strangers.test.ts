import { describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/clock.ts';
import { Strangers } from './strangers.ts';

function setUp(limits: { totalMax: number; perAddressMax: number }) {
  const clock = createTestClock();
  const cut: number[] = [];
  const strangers = new Strangers<number>({ ...limits, after: clock.after, cut: (each) => cut.push(each) });
  return { clock, cut, strangers };
}

describe('Unknown connections', () => {
  it('of one address are closed when there are too many, the longest waiting first', () => {
    const { clock, cut, strangers } = setUp({ totalMax: 100, perAddressMax: 2 });
    for (const each of [1, 2, 3, 4]) strangers.add(each, '10.0.0.1');
    strangers.add(9, '10.0.0.2');
    expect(cut).toEqual([]);
    clock.pass(1_000);
    expect([cut, strangers.size]).toEqual([[1, 2], 3]);
  });

  it('that are identified in time do not count', () => {
    const { clock, cut, strangers } = setUp({ totalMax: 100, perAddressMax: 2 });
    for (const each of [1, 2, 3, 4]) strangers.add(each, '10.0.0.1');
    for (const each of [1, 3]) strangers.delete(each);
    clock.pass(10_000);
    expect(cut).toEqual([]);
  });

  it('of all addresses have a limit that applies at once', () => {
    const { cut, strangers } = setUp({ totalMax: 3, perAddressMax: 2 });
    for (const each of [1, 2, 3, 4, 5]) strangers.add(each, `10.0.0.${each}`);
    expect(cut).toEqual([1, 2]);
  });

  it('are checked again for each flood', () => {
    const { clock, cut, strangers } = setUp({ totalMax: 100, perAddressMax: 1 });
    for (const each of [1, 2]) strangers.add(each, '10.0.0.1');
    clock.pass(1_000);
    strangers.add(3, '10.0.0.1');
    clock.pass(1_000);
    expect(cut).toEqual([1, 2]);
  });
});
