import { UNREAD_MAX } from '../../src-shared/limits.ts';
import { expect, test } from 'vitest';
import { MORNING, room, snapshot, view } from '../testing/cast.ts';
import { EMPTY_HOME_STATE } from './home-state.ts';
import { countWord, windowTitle } from './title.ts';

const rooms = {
  lobby: view(room('lobby'), { unread: 2 }),
  direct: view(room('direct', { direct: true, name: '', member_ids: ['maya', 'sarah'] }), { unread: 1 }),
  old: view(room('old', { archived_at: MORNING }), { unread: 5 }),
};

test('the title says how much is unread, outside of archived rooms, and where one is', () => {
  const state = { ...EMPTY_HOME_STATE, snapshot: snapshot({ rooms }), place: { room_id: 'direct', seq: null } };
  expect(windowTitle(state)).toBe('(3) Sarah · Maya’s Lanai');
  expect(windowTitle({ ...state, snapshot: snapshot(), place: null })).toBe('Maya’s Lanai');
  expect(windowTitle(EMPTY_HOME_STATE)).toBe('Lanai');
});

test('a count beyond what is counted says so', () => {
  expect([countWord(7), countWord(UNREAD_MAX)]).toEqual(['7', '999+']);
});
