import { describe, expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { PresenceRegistry } from './registry.ts';

function createBook() {
  const told: HomeEvent[] = [];
  return { book: new PresenceRegistry({ now: () => 1_000, publish: (event) => void told.push(event) }), told };
}

describe('A connection that ended while it was opening a room', () => {
  it('opens nothing: nobody is left in the room whom no connection can take out again', () => {
    const { book, told } = createBook();
    const seat = {};
    book.connected('ada', seat);
    book.disconnected('ada', seat);
    told.length = 0;
    expect(book.join('lobby', 'ada', seat)).toBe(false);
    expect([book.presentIn('lobby'), told]).toEqual([[], []]);
  });

  it('does not keep those out who are still here from another', () => {
    const { book } = createBook();
    const [gone, here] = [{}, {}];
    for (const seat of [gone, here]) book.connected('ada', seat);
    book.disconnected('ada', gone);
    book.join('lobby', 'ada', gone);
    expect(book.isPresent('lobby', 'ada')).toBe(false);
    expect(book.join('lobby', 'ada', here)).toBe(true);
    book.disconnected('ada', here);
    expect(book.presentIn('lobby')).toEqual([]);
  });
});
