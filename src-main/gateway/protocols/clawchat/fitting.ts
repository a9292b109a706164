// Lists that stay within one frame: clients of the protocol drop the connection for a longer one.
import { PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';

/** The first of them that weigh no more than this together. */
export function fitting<T>(items: readonly T[], bytesMax = PAGE_BYTES_MAX): T[] {
  let bytes = 0;
  const tooMany = items.findIndex((item) => (bytes += Buffer.byteLength(JSON.stringify(item)) + 1) > bytesMax);
  return tooMany === -1 ? [...items] : items.slice(0, tooMany);
}

/** `has_more`, only when there is: whoever reads it asks again with `after`. */
export function goesOn(all: readonly unknown[], shown: readonly unknown[]): { has_more?: true } {
  return shown.length < all.length ? { has_more: true } : {};
}
