import { describe, expect, it } from 'vitest';
import { createUuids } from './uuid.ts';

function begin({ random = 0 } = {}) {
  const clock = { now: 0x0123_4567_89ab };
  const next = createUuids({ now: () => clock.now, random: () => random });
  const hex = (): string => Array.from(next(), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { clock, hex };
}

describe('a UUID of version 7', () => {
  it('has the time, the version, the counter, the variant and random bits', () => {
    expect(begin().hex()).toBe('0123456789ab70008000000000000000');
    expect(begin({ random: 0xffff_ffff }).hex()).toBe('0123456789ab7fffbfffffffffffffff');
  });

  it('counts within a millisecond', () => {
    const { hex } = begin();
    expect([hex(), hex(), hex()].map((id) => id.slice(16, 24))).toEqual(['80000000', '80000001', '80000002']);
  });

  it('borrows a millisecond when the counter is full', () => {
    const { hex } = begin({ random: 0xffff_ffff });
    expect([hex(), hex()].map((id) => id.slice(0, 12))).toEqual(['0123456789ab', '0123456789ac']);
  });

  it('keeps the order while the clock is put back a little, and follows a clock that was put back far', () => {
    const { clock, hex } = begin();
    const first = hex();
    clock.now -= 10_000;
    expect(hex() > first).toBe(true);
    clock.now -= 1;
    expect(hex() < first).toBe(true);
  });
});
