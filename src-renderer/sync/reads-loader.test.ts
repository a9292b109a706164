import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { room, snapshot, view } from '../testing/cast.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';
import { loadReads } from './reads-loader.ts';

const belonging = snapshot({ rooms: { lobby: view(room('lobby')) } });
const visiting = snapshot({ rooms: { lobby: { ...view(room('lobby')), membership: null } } });
const live = { connection: { state: 'live' } } as const;
const inLobby = { place: { room_id: 'lobby', seq: null } };

test('asks when a room is opened, and again when the home is back: what was announced meanwhile is not announced again', async () => {
  const { store, asked } = setup();
  store.setState({ ...live, ...inLobby, snapshot: belonging });
  await vi.waitFor(() => expect(store.getState().reads['lobby']?.['ada']?.seq).toBe(7));
  store.setState({ place: { room_id: 'lobby', seq: 3 } });
  expect(asked).toEqual(['lobby']);
  store.setState({ connection: { state: 'connecting' } });
  store.setState(live);
  expect(asked).toEqual(['lobby', 'lobby']);
});

test('does not ask before one belongs to the room', () => {
  const { store, asked } = setup();
  store.setState({ ...live, ...inLobby, snapshot: visiting });
  expect(asked).toEqual([]);
  store.setState({ snapshot: belonging });
  expect(asked).toEqual(['lobby']);
});

function setup() {
  const store = createStore<HomeState>(() => EMPTY_HOME_STATE);
  const asked: string[] = [];
  const request = (_command: string, { room_id }: { room_id: string }) => {
    asked.push(room_id);
    return Promise.resolve({ room_id, reads: [{ participant_id: 'ada', seq: 7, at: 1 }], deliveries: [] });
  };
  loadReads(store, { request: request as AppClient['request'] });
  return { store, asked };
}
