// Tells the home which room is open here (presence in rooms), and the desktop, so that it does not notify about it.
import type { StoreApi } from 'zustand';
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { drop } from '../lib/drop.ts';
import { shownThread, type HomeState } from './home-state.ts';

export function reportActiveRoom(store: StoreApi<HomeState>, client: AppClient, bridge: LanaiBridge | undefined): () => void {
  /** The open room that this connection has reported. A new connection has reported none. */
  let joined: string | null = null;
  let shown: string | null | undefined;
  let showing: string | undefined;
  /** The open room was joined since it was opened. */
  let wasJoined = false;

  function follow(state: HomeState): void {
    const roomId = state.place?.room_id ?? null;
    const threadId = shownThread(state);
    if (`${roomId} ${threadId}` !== showing) {
      showing = `${roomId} ${threadId}`;
      if (bridge) drop(bridge.showRoom(roomId, threadId), 'the next change of room tells again');
    }
    if (roomId !== shown) {
      shown = roomId;
      wasJoined = false;
    }
    if (state.connection.state !== 'live') {
      joined = null;
      return;
    }
    const view = roomId === null ? undefined : state.snapshot?.rooms[roomId];
    // To open a room is to join it. A new connection does not join a room again that was left on another device meanwhile.
    const mayJoin = view && (view.room.id === joined || !wasJoined || view.membership !== null);
    const wanted = mayJoin && view.room.archived_at === null ? view.room.id : null;
    if (wanted === joined) return;
    if (joined !== null) drop(client.request('leave_room', { room_id: joined }), 'one leaves anyway when the connection ends');
    if (wanted !== null) drop(client.request('join_room', { room_id: wanted }), 'the room can be read without being present in it');
    joined = wanted;
    wasJoined ||= wanted !== null;
  }

  follow(store.getState());
  return store.subscribe(follow);
}
