import { expect, it } from 'vitest';
import { shortCode, readShortCode, writtenShortCode } from './short-code.ts';

it('a code is read as it is shown, and as people type it', () => {
  const code = shortCode(new Uint8Array([0, 1, 31, 32, 10, 255, 17, 18]));
  expect(code).toBe('01Z0AZHJ');
  for (const typed of [code, writtenShortCode(code), ' 01z0 azhj ', 'oIz0-aZhJ', 'OLZ0 AZHJ']) expect(readShortCode(typed)).toBe(code);
});

it.each(['', '01Z0AZH', '01Z0AZHJK', '01Z0AZHU', 'http://a/join#inv_a', '01Z0AZH!', '０１２３４５６７'])('%j is no code', (typed) => {
  expect(readShortCode(typed)).toBeNull();
});
