import { describe, expect, test } from 'vitest';
import { ada, byId, maya, MORNING, person, porter, room, sarah, view } from '../../testing/cast.ts';
import { FIRST_SIDEBAR } from '../../../src-shared/sidebar.ts';
import { shownRows, sidebarLists, type SidebarRow, type SidebarSource } from './sidebar-lists.ts';

const direct = (other: string, more: Parameters<typeof view>[1] = {}) =>
  view(room(`with-${other}`, { direct: true, member_ids: ['maya', other] }), more);
const away = ['ann', 'bea', 'cem', 'dan', 'eve', 'fay'].map((id) => person(id));
const lists = (more: Partial<SidebarSource>) =>
  sidebarLists({
    rooms: [],
    participants: byId(maya, ada, porter),
    meId: 'maya',
    online: new Set(),
    sidebar: FIRST_SIDEBAR,
    now: MORNING,
    ...more,
  });
const ids = (rows: readonly SidebarRow[] = []): string[] => rows.map((row) => row.id);

describe('The lists of the sidebar', () => {
  test('have the rooms that the user is a member of, and no others', () => {
    const outside = { room: room('outside'), membership: null };
    const under = view(room('under', { parent_id: 'outside' }));
    const [rooms] = lists({ rooms: [outside, under, view(room('lobby')), view(room('old', { archived_at: MORNING }))] });
    expect(rooms?.rows.map(({ id, kind }) => [id, kind])).toEqual([
      ['lobby', 'room'],
      ['under', 'room'],
    ]);
    expect(rooms?.rows[1]).toMatchObject({ depth: 0 });
    expect(ids(rooms?.more)).toEqual(['old']);
  });

  test('list people with unread messages first, then those who are here, and fold the many who are away', () => {
    const participants = byId(maya, sarah, ...away);
    const [, , people] = lists({ participants, online: new Set(['sarah', 'dan']), rooms: [direct('eve', { unread: 2 })] });
    expect(ids(people?.rows)).toEqual(['eve', 'dan', 'sarah', 'ann', 'bea', 'cem', 'fay']);
    const more = byId(maya, sarah, ...away, person('gus'), person('hal'));
    const [, , many] = lists({ participants: more, online: new Set(['sarah', 'dan']), rooms: [direct('eve', { unread: 2 })] });
    expect([ids(many?.rows), ids(many?.more)]).toEqual([
      ['eve', 'dan', 'sarah'],
      ['ann', 'bea', 'cem', 'fay', 'gus', 'hal'],
    ]);
  });

  test('count every message of a direct room and the mentions of others as calls, and none of a muted room', () => {
    const rooms = [
      direct('ada', { unread: 3 }),
      direct('porter', { unread: 3, notify_level: 'none' }),
      view(room('a'), { unread: 5, mentions: 1 }),
      view(room('b'), { unread: 5 }),
      view(room('c'), { unread: 5, mentions: 1, muted_until: MORNING + 1 }),
    ];
    const marks = lists({ rooms }).flatMap((list) => list.rows.map(({ id, isUnread, calls }) => [id, isUnread, calls]));
    expect(marks).toEqual([
      ['a', true, 1],
      ['b', true, 0],
      ['c', false, 0],
      ['ada', true, 3],
      ['porter', false, 0],
    ]);
  });

  test('take no direct room between two others for the room with one of them', () => {
    const foreign = { room: room('foreign', { direct: true, member_ids: ['ada', 'porter'] }), membership: null };
    const [, agents] = lists({ rooms: [foreign] });
    expect(agents?.rows.map(({ roomId }) => roomId)).toEqual([null, null]);
  });
});

describe('Sections', () => {
  const sidebar = {
    ...FIRST_SIDEBAR,
    sections: [
      { id: 'work', name: 'Work' },
      { id: 'empty', name: 'Empty' },
    ],
  };
  const rooms = [
    view(room('plan'), { section_id: 'work' }),
    view(room('atelier', { last_message_at: MORNING + 2 }), { section_id: 'work' }),
    view(room('with-ada', { direct: true, member_ids: ['maya', 'ada'] }), { section_id: 'favourites' }),
    view(room('lost', { last_message_at: MORNING + 1 }), { section_id: 'deleted' }),
    view(room('lobby')),
    view(room('old', { archived_at: MORNING }), { section_id: 'work' }),
  ];
  const rowsOf = (source: Partial<SidebarSource>) => lists(source).map((list) => [list.id, ids(list.rows), ids(list.more)]);

  test('stand above the rooms, and what is in one is in no other list', () => {
    expect(rowsOf({ rooms, sidebar })).toEqual([
      ['favourites', ['ada'], []],
      ['work', ['atelier', 'plan'], []],
      ['empty', [], []],
      ['rooms', ['lobby', 'lost'], ['old']],
      ['agents', ['porter'], []],
      ['people', [], []],
    ]);
  });

  test('are in the order of the newest messages when that is chosen, as the rooms are', () => {
    const recent = { ...sidebar, order: 'recent' as const };
    const later = [...rooms, view(room('tests', { parent_id: 'lobby', last_message_at: MORNING + 3 }))];
    const [, work, , others] = lists({ rooms: later, sidebar: recent });
    expect([ids(work?.rows), ids(others?.rows)]).toEqual([
      ['atelier', 'plan'],
      ['tests', 'lost', 'lobby'],
    ]);
    expect(others?.rows[0]).toMatchObject({ depth: 0 });
  });
});

test('a folded list keeps its unread rows and the open one', () => {
  const [rooms] = lists({ rooms: [view(room('a'), { unread: 1 }), view(room('b')), view(room('c'))] });
  const shown = (isFolded: boolean) => ids(shownRows(rooms?.rows ?? [], { isFolded, openRoomId: 'c' }));
  expect([shown(true), shown(false)]).toEqual([
    ['a', 'c'],
    ['a', 'b', 'c'],
  ]);
});
