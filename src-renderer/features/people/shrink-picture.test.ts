import { describe, expect, test } from 'vitest';
import { middleSquare } from './shrink-picture.ts';

describe('middleSquare', () => {
  test('is cut from the middle of the longer side', () => {
    expect(middleSquare({ width: 1_000, height: 600 })).toEqual({ left: 200, top: 0, from: 600, to: 256 });
    expect(middleSquare({ width: 300, height: 901 })).toEqual({ left: 0, top: 300, from: 300, to: 256 });
  });

  test('makes nothing larger than it is', () => {
    expect(middleSquare({ width: 40, height: 64 })).toEqual({ left: 0, top: 12, from: 40, to: 40 });
    expect(middleSquare({ width: 1, height: 1 }).to).toBe(1);
  });
});
