import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';

/** Draws the path's runs back into modules. */
function modules({ size, d }: { size: number; d: string }): boolean[][] {
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let at = 0; at < Number(width); at += 1) (drawn[Number(y)] ?? [])[Number(x) + at] = true;
  }
  return drawn;
}

describe('qrPath', () => {
  test('draws exactly the dark modules of the code, with its quiet zone', () => {
    const link = 'http://192.168.1.24:4510/join#9fKdR2mVw0pQxYz3';
    const path = qrPath(link);
    expect(modules(path)).toEqual(encode(link, { ecc: 'M', border: 4 }).data);
    expect(modules(path).slice(0, 4).flat()).not.toContain(true);
  });
});
