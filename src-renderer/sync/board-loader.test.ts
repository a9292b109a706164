import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { room, snapshot, task, view, vote } from '../testing/cast.ts';
import { loadBoards } from './board-loader.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';

const live = { connection: { state: 'live' }, snapshot: snapshot({ rooms: { lobby: view(room('lobby')) } }) } as const;
const inLobby = { place: { room_id: 'lobby', seq: null } };

test('loads the board of the room on the screen, once', async () => {
  const { store, asked } = setup();
  store.setState({ ...live, ...inLobby });
  await vi.waitFor(() => expect(store.getState().boards['lobby']?.isLoaded).toBe(true));
  store.setState({ place: null });
  store.setState(inLobby);
  expect(asked).toEqual(['list_votes', 'list_tasks', 'list_tasks']);
  expect(store.getState().boards['lobby']).toMatchObject({ votes: [{ id: 'v' }], tasks: [{ id: 't' }, { id: 'u' }] });
});

test('loads the board of a room that was opened before the home announced it', async () => {
  const { store } = setup();
  store.setState({ ...live, place: { room_id: 'new', seq: null } });
  store.setState({ snapshot: snapshot({ rooms: { new: view(room('new')) } }) });
  await vi.waitFor(() => expect(store.getState().boards['new']?.isLoaded).toBe(true));
});

test('tries again when the room is opened again, not at once', async () => {
  const { store, asked, fail } = setup();
  fail.now = true;
  store.setState({ ...live, ...inLobby });
  await vi.waitFor(() => expect(store.getState().boards).toEqual({}));
  expect(asked).toHaveLength(2);
  fail.now = false;
  store.setState({ place: null });
  store.setState(inLobby);
  await vi.waitFor(() => expect(store.getState().boards['lobby']?.isLoaded).toBe(true));
});

function setup() {
  const store = createStore<HomeState>(() => EMPTY_HOME_STATE);
  const asked: string[] = [];
  const fail = { now: false };
  const request = (command: string, { after }: { after?: string | null }) => {
    asked.push(command);
    if (fail.now) return Promise.reject(new Error('gone'));
    const isFirst = (after ?? null) === null;
    return Promise.resolve({ votes: [vote('v')], tasks: [task(isFirst ? 't' : 'u')], has_more: command === 'list_tasks' && isFirst });
  };
  loadBoards(store, { request: request as AppClient['request'] });
  return { store, asked, fail };
}
