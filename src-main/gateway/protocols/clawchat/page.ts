// Lists that stay within one frame: clients of the protocol drop the connection for a longer one.
import { PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';

/** The first items that together have no more bytes than this. */
export function takeWithinBytes<T>(items: readonly T[], bytesMax = PAGE_BYTES_MAX): T[] {
  let bytes = 0;
  const tooMany = items.findIndex((item) => (bytes += Buffer.byteLength(JSON.stringify(item)) + 1) > bytesMax);
  return tooMany === -1 ? [...items] : items.slice(0, tooMany);
}

/** `has_more`, only when there are more: the client requests them with `after`. */
export function hasMoreFlag(all: readonly unknown[], shown: readonly unknown[]): { has_more?: true } {
  return shown.length < all.length ? { has_more: true } : {};
}
