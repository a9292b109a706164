// Loads the read positions of the others in the open room: when it is opened, when the user joins it, and after a reconnect, since
// missed read receipts are not sent again.
import type { StoreApi } from 'zustand';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { drop } from '../lib/drop.ts';
import type { HomeState } from './home-state.ts';
import { withReceipts } from './room-reads.ts';

/** Returns its own end. */
export function loadReads(store: StoreApi<HomeState>, client: Pick<AppClient, 'request'>): () => void {
  let shown: string | null = null;

  async function load(roomId: string): Promise<void> {
    const news = await client.request('list_reads', { room_id: roomId });
    store.setState((state) => withReceipts(state, news));
  }

  function follow({ connection, snapshot, place }: HomeState): void {
    const roomId = place?.room_id;
    const isOpen = connection.state === 'live' && roomId !== undefined && (snapshot?.rooms[roomId]?.membership ?? null) !== null;
    const now = isOpen ? roomId : null;
    if (now === shown) return;
    shown = now;
    if (now !== null) drop(load(now), 'until the room is opened again nobody is said to have read');
  }

  follow(store.getState());
  return store.subscribe(follow);
}
