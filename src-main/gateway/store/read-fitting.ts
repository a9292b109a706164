import { PAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Message } from '../../../src-shared/objects.ts';

/** So many messages are read at a time. */
const READ_AT_ONCE = 32;

type Weighed = Pick<Message, 'content' | 'metadata' | 'act' | 'approval'>;

/**
 * Reads until there are `count` messages, or more than one reply holds: a thousand long messages would be a quarter of a gigabyte
 * for each request. `next` returns those after the last one, or the first when it is null.
 */
export function readFitting<T extends Weighed>(count: number, next: (last: T | null, count: number) => T[]): T[] {
  const found: T[] = [];
  let chars = 0;
  // The first is part of the reply however long it is, and whether there are more is said.
  while (found.length < count && (chars <= PAGE_BYTES_MAX || found.length < 2)) {
    const asked = Math.min(READ_AT_ONCE, count - found.length);
    const read = next(found.at(-1) ?? null, asked);
    for (const each of read) chars += charsOf(each);
    found.push(...read);
    if (read.length < asked) break;
  }
  return found;
}

function charsOf({ content, metadata, act, approval }: Weighed): number {
  return [metadata, act, approval].reduce<number>((chars, part) => chars + (part ? JSON.stringify(part).length : 0), content.length);
}

/** The first of them that fit into one reply; always at least one, since each fits alone. */
export function withinBytes<T>(items: T[], bytesMax = PAGE_BYTES_MAX): T[] {
  let bytes = 0;
  const tooMany = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return bytes > bytesMax && index > 0;
  });
  return tooMany === -1 ? items : items.slice(0, tooMany);
}
