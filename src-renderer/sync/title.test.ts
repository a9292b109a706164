import { UNREAD_MAX } from '../../src-shared/limits.ts';
import { expect, test } from 'vitest';
import { MORNING, room, snapshot, view } from '../testing/cast.ts';
import { EMPTY_HOME_STATE } from './home-state.ts';
import { countWord, windowTitle } from './title.ts';

const AT = { now: MORNING, isBadged: true };

const rooms = {
  lobby: view(room('lobby'), { unread: 2 }),
  direct: view(room('direct', { direct: true, name: '', member_ids: ['maya', 'sarah'] }), { unread: 1 }),
  old: view(room('old', { archived_at: MORNING }), { unread: 5 }),
};

test('the title says how much is unread, outside of archived rooms, and where one is', () => {
  const state = { ...EMPTY_HOME_STATE, snapshot: snapshot({ rooms }), place: { room_id: 'direct', seq: null } };
  expect(windowTitle(state, AT)).toBe('(3) Sarah · Maya’s Lanai');
  expect(windowTitle({ ...state, snapshot: snapshot(), place: null }, AT)).toBe('Maya’s Lanai');
  expect(windowTitle(EMPTY_HOME_STATE, AT)).toBe('Lanai');
});

test('what is muted does not count, until it is not any more; nor does anything where no number is wanted', () => {
  const muted = { ...rooms, lobby: view(room('lobby'), { unread: 2, muted_until: MORNING + 1 }) };
  const state = { ...EMPTY_HOME_STATE, snapshot: snapshot({ rooms: muted }) };
  expect(windowTitle(state, AT)).toBe('(1) Maya’s Lanai');
  expect(windowTitle(state, { ...AT, now: MORNING + 1 })).toBe('(3) Maya’s Lanai');
  expect(windowTitle(state, { ...AT, isBadged: false })).toBe('Maya’s Lanai');
});

test('a count beyond what is counted says so', () => {
  expect([countWord(7), countWord(UNREAD_MAX)]).toEqual(['7', '999+']);
});
