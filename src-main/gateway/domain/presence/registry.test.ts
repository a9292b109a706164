import { describe, expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { PresenceRegistry } from './registry.ts';

function createBook() {
  const told: HomeEvent[] = [];
  const members = new Set(['ada']);
  const directory = { room: (id: string) => (id === 'gone' ? null : { members }) };
  return { book: new PresenceRegistry({ directory, now: () => 1_000, publish: (event) => void told.push(event) }), told, members };
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
    expect([told.at(-1), book.isAtWork('ada', 'lobby')]).toMatchObject([{ type: 'presence.changed', presence: blocked }, false]);
  });

  it('is shown at work while it works, and as ready when nothing is in its way any more', () => {
    const { book, told } = createBook();
    book.connected('ada', {});
    book.obstruct('ada', 'Has used its tokens');
    book.set('ada', { status: 'working', detail: 'tests', progress: null });
    expect([book.of('ada'), book.isAtWork('ada', 'lobby')]).toMatchObject([{ status: 'working', detail: 'tests' }, true]);
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
  it('is shown as such in the room while it is away, also when it was never here', () => {
    const { book, told } = createBook();
    for (const _time of [1, 2]) book.wakeIn('lobby', 'ada', true);
    const waking = { room_id: 'lobby', participant_id: 'ada', status: 'waking' };
    expect(told).toMatchObject([{ type: 'work.changed', work: waking }]);
    expect([book.worksIn('lobby'), book.worksIn('attic')]).toMatchObject([[waking], []]);
    expect([book.of('ada'), book.all()]).toMatchObject([{ online: false, status: 'idle' }, []]);
    for (const _time of [1, 2]) book.wakeIn('lobby', 'ada', false);
    expect(told).toMatchObject([{ work: waking }, { work: { ...waking, status: 'idle' } }]);
    expect(book.works()).toEqual([]);
  });

  it('is shown as ready from its connection on', () => {
    const { book, told } = createBook();
    book.wakeIn('lobby', 'ada', true);
    book.connected('ada', {});
    expect([book.of('ada'), ...book.works()]).toMatchObject([{ online: true, status: 'idle' }]);
    const before = told.length;
    book.wakeIn('lobby', 'ada', true);
    book.wakeIn('lobby', 'ada', false);
    expect(told).toHaveLength(before);
  });

  it('is no longer shown in a room that it was removed from', () => {
    const { book } = createBook();
    for (const room of ['lobby', 'attic']) book.wakeIn(room, 'ada', true);
    book.leaveRemoved('lobby', 'ada');
    expect(book.works()).toMatchObject([{ room_id: 'attic' }]);
    book.leaveRemoved('attic', null);
    expect(book.works()).toEqual([]);
  });

  it('is forgotten', () => {
    const { book } = createBook();
    book.wakeIn('lobby', 'ada', true);
    book.forget('ada');
    expect([book.all(), book.works()]).toEqual([[], []]);
  });
});

describe('A participant that works in a room', () => {
  const working = { status: 'working', detail: 'Reads plan.md', progress: 40 } as const;
  const blocked = { status: 'blocked', detail: 'Waits for Sarah', progress: null } as const;
  const idle = { status: 'idle', detail: null, progress: null } as const;

  it('is only busy for all others, who receive neither the room nor the words', () => {
    const { book, told } = createBook();
    book.connected('ada', {});
    told.length = 0;
    book.setIn('lobby', 'ada', working);
    expect(book.of('ada')).toMatchObject({ online: true, status: 'busy', detail: null, progress: null });
    expect(told.map(({ type }) => type)).toEqual(['presence.changed', 'work.changed']);
    expect(JSON.stringify(told[0])).not.toMatch(/lobby|plan/);
    expect(told[1]).toMatchObject({ work: { room_id: 'lobby', participant_id: 'ada', ...working } });
    expect([book.isAtWork('ada', 'lobby'), book.isAtWork('ada', 'garden')]).toEqual([true, false]);
  });

  it('is busy until its work in the last room ends, and others receive no change between', () => {
    const { book, told } = createBook();
    book.connected('ada', {});
    book.setIn('lobby', 'ada', working);
    told.length = 0;
    book.setIn('garden', 'ada', blocked);
    book.setIn('lobby', 'ada', blocked);
    book.setIn('lobby', 'ada', idle);
    expect(told.map(({ type }) => type)).toEqual(['work.changed', 'work.changed', 'work.changed']);
    told.length = 0;
    book.setIn('garden', 'ada', idle);
    expect(told).toMatchObject([{ work: { room_id: 'garden', status: 'idle' } }, { presence: { status: 'idle' } }]);
    expect(book.works()).toEqual([]);
  });

  it('publishes the same state only once', () => {
    const { book, told } = createBook();
    book.connected('ada', {});
    book.setIn('lobby', 'ada', working);
    told.length = 0;
    book.setIn('lobby', 'ada', working);
    book.setIn('garden', 'ada', idle);
    expect(told).toEqual([]);
  });

  it('is not busy while it waits in a room', () => {
    const { book } = createBook();
    book.connected('ada', {});
    book.setIn('lobby', 'ada', { ...idle, status: 'waiting' });
    expect([book.of('ada').status, book.worksIn('lobby')]).toMatchObject(['idle', [{ status: 'waiting' }]]);
  });

  it('ends its work in every room with a state for all, and with its last connection', () => {
    const { book, told } = createBook();
    const seat = {};
    book.connected('ada', seat);
    for (const room of ['lobby', 'garden']) book.setIn(room, 'ada', working);
    book.set('ada', { ...idle, status: 'waiting' });
    expect([book.works(), book.of('ada').status]).toEqual([[], 'waiting']);
    book.setIn('lobby', 'ada', working);
    told.length = 0;
    book.disconnected('ada', seat);
    expect(told).toMatchObject([{ work: { room_id: 'lobby', status: 'idle' } }, { presence: { online: false, status: 'idle' } }]);
    book.setIn('lobby', 'ada', working);
    expect(book.works()).toEqual([]);
  });

  it('works in no room that it is no member of, and in none that it left', () => {
    const { book, members } = createBook();
    book.connected('ada', {});
    book.setIn('gone', 'ada', working);
    expect(book.works()).toEqual([]);
    book.setIn('lobby', 'ada', working);
    members.delete('ada');
    book.evict('lobby', 'ada');
    book.setIn('lobby', 'ada', working);
    expect([book.works(), book.of('ada').status]).toEqual([[], 'idle']);
  });

  it('ends its work in a room that is removed', () => {
    const { book } = createBook();
    book.connected('ada', {});
    for (const room of ['lobby', 'garden']) book.setIn(room, 'ada', working);
    book.leaveRemoved('lobby', null);
    expect(book.works()).toMatchObject([{ room_id: 'garden' }]);
  });
});
