import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import type { RoomView } from '../../src-shared/objects.ts';
import { room, snapshot, view } from '../testing/cast.ts';
import { reportActiveRoom } from './active-room.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';

const outside = (id: string): RoomView => ({ room: room(id), membership: null });

function setup(...rooms: RoomView[]) {
  const sent: string[] = [];
  const store = createStore<HomeState>(() => EMPTY_HOME_STATE);
  const request = (command: string, { room_id }: { room_id: string }): Promise<unknown> => {
    sent.push(`${command} ${room_id}`);
    return Promise.resolve({});
  };
  const setRooms = (...views: RoomView[]): void =>
    store.setState({ snapshot: { ...snapshot(), rooms: Object.fromEntries(views.map((each) => [each.room.id, each])) } });
  setRooms(...rooms);
  reportActiveRoom(store, { request } as unknown as AppClient, undefined);
  const open = (id: string): void => store.setState({ place: { room_id: id, seq: null } });
  const live = (): void => store.setState({ connection: { state: 'live' } as HomeState['connection'] });
  const lost = (): void => store.setState({ connection: { state: 'waiting' } as unknown as HomeState['connection'] });
  return { sent, setRooms, open, live, lost };
}

test('joins the room that is opened, and leaves it for the next one', () => {
  const { sent, open, live } = setup(view(room('plan')), outside('garden'));
  open('plan');
  expect(sent).toEqual([]);
  live();
  open('garden');
  expect(sent).toEqual(['join_room plan', 'leave_room plan', 'join_room garden']);
});

test('a new connection joins the open room again, and not one that was left meanwhile', () => {
  const { sent, setRooms, open, live, lost } = setup(outside('plan'));
  live();
  open('plan');
  setRooms(view(room('plan')));
  lost();
  live();
  expect(sent).toEqual(['join_room plan', 'join_room plan']);
  lost();
  setRooms(outside('plan'));
  live();
  expect(sent).toHaveLength(2);
});
