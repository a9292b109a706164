import { describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX, METADATA_BYTES_MAX, PAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { readFitting } from './read-fitting.ts';

interface Numbered {
  seq: number;
  content: string;
  metadata: unknown;
}

/** A room of so many messages that are all alike, and how many of them were read. */
function createRoom(size: number, content: string, metadata: unknown = null) {
  let read = 0;
  return {
    read: () => read,
    next(last: Numbered | null, count: number): Numbered[] {
      const from = (last?.seq ?? 0) + 1;
      const found = Array.from({ length: Math.max(0, Math.min(count, size - from + 1)) }, (_, at) => ({
        seq: from + at,
        content,
        metadata,
      }));
      read += found.length;
      return found;
    },
  };
}

describe('What is read for one reply', () => {
  it.each([0, 1, 31, 32, 33, 100, 1_001])('is all that is asked for of short messages: %d', (count) => {
    const room = createRoom(5_000, 'hi');
    expect(readFitting(count, room.next).map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(room.read()).toBe(count);
  });

  it('ends where the room ends', () => {
    const room = createRoom(70, 'hi');
    expect(readFitting(1_001, room.next)).toHaveLength(70);
  });

  it.each([
    ['long texts', 'x'.repeat(MESSAGE_BYTES_MAX), null],
    ['much besides the text', 'x', { x: 'x'.repeat(METADATA_BYTES_MAX - 10) }],
  ])('is not much more than it holds of %s', (_what, content, metadata) => {
    const room = createRoom(5_000, content, metadata);
    const found = readFitting(1_001, room.next);
    expect(found.length * (content.length + (metadata === null ? 0 : JSON.stringify(metadata).length))).toBeGreaterThan(PAGE_BYTES_MAX);
    expect(room.read()).toBeLessThanOrEqual(32);
  });
});
