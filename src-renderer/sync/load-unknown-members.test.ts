import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { withLearned } from '../../src-shared/snapshot.ts';
import { ada, agent, maya, presence, room, snapshot, view } from '../testing/cast.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';
import { loadUnknownMembers } from './load-unknown-members.ts';

const stranger = agent('stranger');
const plans = view(room('plans', { member_ids: [maya.id, ada.id, stranger.id] }));

test('asks once for the names of those it does not know, and learns whether they are here', async () => {
  const { store, asked } = setup();
  store.setState({ snapshot: snapshot({ rooms: { plans } }), connection: { state: 'live' } });
  // A message came: the room is another object, its list of members is not.
  store.setState({ snapshot: snapshot({ rooms: { plans: { ...plans, room: { ...plans.room, last_seq: 1 } } } }) });
  await vi.waitFor(() => expect(store.getState().snapshot?.participants[stranger.id]).toEqual(stranger));
  expect(asked).toEqual([{ room_id: 'plans' }]);
  expect(store.getState().snapshot?.presence[stranger.id]?.online).toBe(true);
});

test('asks for nothing when everybody is known, nor about rooms it only sees', () => {
  const { store, asked } = setup();
  const known = view(room('known', { member_ids: [maya.id, ada.id] }));
  const theirs = { room: room('theirs', { member_ids: [stranger.id] }), membership: null };
  store.setState({ snapshot: snapshot({ rooms: { known, theirs } }), connection: { state: 'live' } });
  expect(asked).toEqual([]);
});

test('waits until there is a connection', () => {
  const { store, asked } = setup();
  store.setState({ snapshot: snapshot({ rooms: { plans } }) });
  expect(asked).toEqual([]);
  store.setState({ connection: { state: 'live' } });
  expect(asked).toHaveLength(1);
});

function setup() {
  const store = createStore<HomeState>(() => EMPTY_HOME_STATE);
  const asked: unknown[] = [];
  const request = (_command: string, payload: unknown) => {
    asked.push(payload);
    return Promise.resolve({ participants: [stranger], presence: [presence(stranger.id)] });
  };
  const learn: AppClient['learn'] = (learned) =>
    store.setState(({ snapshot: known }) => ({ snapshot: known && withLearned(known, learned) }));
  loadUnknownMembers(store, { request: request as AppClient['request'], learn });
  return { store, asked };
}
