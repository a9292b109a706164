import { describe, expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { PresenceRegistry } from './registry.ts';

function createBook() {
  const told: HomeEvent[] = [];
  return { book: new PresenceRegistry({ now: () => 1_000, publish: (event) => void told.push(event) }), told };
}

describe('A connection that ended while it was opening a room', () => {
  it('opens nothing: no one is left in the room whom no connection can take out again', () => {
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

describe('A participant that cannot begin anything', () => {
  it('is shown as blocked while it is idle, and is not at work', () => {
    const { book, told } = createBook();
    book.obstruct('ada', 'Has used its tokens');
    expect(told).toEqual([]);
    book.connected('ada', {});
    const blocked = { online: true, status: 'blocked', detail: 'Has used its tokens' };
    expect([book.of('ada'), ...book.all()]).toMatchObject([blocked, blocked]);
    expect([told.at(-1), book.isAtWork('ada')]).toMatchObject([{ type: 'presence.changed', presence: blocked }, false]);
  });

  it('is shown at work while it works, and as ready when nothing is in its way any more', () => {
    const { book, told } = createBook();
    book.connected('ada', {});
    book.obstruct('ada', 'Has used its tokens');
    book.set('ada', { status: 'working', detail: 'tests', progress: null });
    expect([book.of('ada'), book.isAtWork('ada')]).toMatchObject([{ status: 'working', detail: 'tests' }, true]);
    expect(book.set('ada', { status: 'idle', detail: null, progress: null })).toMatchObject({ status: 'blocked' });
    const before = told.length;
    for (const _time of [1, 2]) book.obstruct('ada', null);
    expect(told.slice(before)).toMatchObject([{ presence: { status: 'idle', detail: null } }]);
  });

  it('is not shown as blocked while it is away', () => {
    const { book } = createBook();
    const seat = {};
    book.connected('ada', seat);
    book.obstruct('ada', 'Has used its tokens');
    book.disconnected('ada', seat);
    expect(book.of('ada')).toMatchObject({ online: false, status: 'idle', detail: null });
  });
});

describe('A participant that is being woken', () => {
  it('is shown as such while it is away, also when it was never here', () => {
    const { book, told } = createBook();
    for (const _time of [1, 2]) book.wake('ada', true);
    const waking = { participant_id: 'ada', online: false, status: 'waking' };
    expect([book.of('ada'), ...book.all()]).toMatchObject([waking, waking]);
    expect(told).toMatchObject([{ presence: waking }]);
    book.wake('ada', false);
    expect(told.at(-1)).toMatchObject({ presence: { online: false, status: 'idle' } });
    expect(book.all()).toEqual([]);
  });

  it('is shown as ready from its connection on', () => {
    const { book, told } = createBook();
    book.wake('ada', true);
    book.connected('ada', {});
    expect([book.of('ada'), ...book.all()]).toMatchObject([{ online: true, status: 'idle' }, { online: true }]);
    const before = told.length;
    book.wake('ada', false);
    expect(told).toHaveLength(before);
  });

  it('is forgotten', () => {
    const { book } = createBook();
    book.wake('ada', true);
    book.forget('ada');
    expect(book.all()).toEqual([]);
  });
});
