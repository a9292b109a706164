import { expect, test } from 'vitest';
import { PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { hasMoreFlag, takeWithinBytes } from './page.ts';

const item = 'x'.repeat(98);

test('what fits is all shown, and nothing more is said', () => {
  const all = Array.from({ length: 10 }, () => item);
  expect(takeWithinBytes(all, 1_010)).toEqual(all);
  expect(hasMoreFlag(all, all)).toEqual({});
});

test('what does not fit is left out from the first that is too much', () => {
  const all = Array.from({ length: 10 }, (_each, at) => `${at}${item.slice(1)}`);
  const shown = takeWithinBytes(all, 1_009);
  expect(shown).toEqual(all.slice(0, 9));
  expect(hasMoreFlag(all, shown)).toEqual({ has_more: true });
  expect(takeWithinBytes(['€'.repeat(400_000), 'x'], PAGE_BYTES_MAX)).toEqual([]);
});
