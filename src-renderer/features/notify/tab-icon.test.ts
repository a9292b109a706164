import { expect, test } from 'vitest';
import { MORNING, room, snapshot, view } from '../../testing/cast.ts';
import { markedIcon, tabMark } from './tab-icon.ts';

const mark = (...views: ReturnType<typeof view>[]): string =>
  tabMark(snapshot({ rooms: Object.fromEntries(views.map((each) => [each.room.id, each])) }), MORNING);
const plan = room('plan');
const direct = room('direct', { direct: true });

test('the mark is for unread messages, and another one for messages to the user', () => {
  expect(mark(view(plan))).toBe('none');
  expect(mark(view(plan, { unread: 2 }))).toBe('unread');
  expect(mark(view(plan, { unread: 2, mentions: 1 }))).toBe('call');
  expect(mark(view(plan, { unread: 2 }), view(direct, { unread: 1 }))).toBe('call');
});

test('muted and archived rooms have no mark, until a mute ends', () => {
  expect(mark(view(direct, { unread: 1, notify_level: 'none' }))).toBe('none');
  expect(mark(view(direct, { unread: 1, muted_until: MORNING + 1 }))).toBe('none');
  expect(mark(view(direct, { unread: 1, muted_until: MORNING }))).toBe('call');
  expect(mark(view(room('old', { archived_at: 1 }), { unread: 1, mentions: 1 }))).toBe('none');
  expect(mark(view(plan, { unread: 3, notify_level: 'mentions' }))).toBe('none');
});

test('the icon is one drawing with the mark in the colour of the scheme', () => {
  const drawn = decodeURIComponent(markedIcon('call', 'dark'));
  expect(drawn).toMatch(/^data:image\/svg\+xml,<svg [^<]*>.*fill="#f0805f"\/><\/svg>$/s);
  expect(drawn.match(/<svg/g)).toHaveLength(1);
  expect(drawn).toContain('M11 15.5');
});
