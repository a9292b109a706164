import fc from 'fast-check';
import { expect, it } from 'vitest';
import { padded, paddedLength } from './padding.ts';

it('A length is padded to a step: 256 bytes at least, an eighth more at most', () => {
  expect([0, 1, 256, 257, 512, 4_096, 5_000].map(paddedLength)).toEqual([256, 256, 256, 512, 512, 4_096, 5_120]);
  fc.assert(
    fc.property(fc.nat(50_000_000), (bytes) => {
      const length = paddedLength(bytes);
      expect(length).toBeGreaterThanOrEqual(bytes);
      expect(length - bytes).toBeLessThanOrEqual(Math.max(256, bytes / 8));
      expect(paddedLength(length)).toBe(length);
    }),
  );
});

it('The bytes stay in front, zeros follow, and no padding goes beyond the limit', () => {
  const bytes = new Uint8Array(300).fill(1);
  expect([...padded(bytes)]).toEqual([...bytes, ...new Uint8Array(212)]);
  expect(padded(bytes, 400)).toHaveLength(400);
  expect(padded(bytes, 200)).toHaveLength(300);
});
