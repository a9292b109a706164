// A guest of some rooms gets only the participants they share one with. On joining another room they get the ids of its members
// before their names: this requests the names.
import type { StoreApi } from 'zustand';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { drop } from '../lib/drop.ts';
import type { HomeState } from './home-state.ts';

/** Returns its own end. */
export function loadUnknownMembers(store: StoreApi<HomeState>, client: Pick<AppClient, 'request' | 'learn'>): () => void {
  /** Member lists that were checked: a room's list stays the same object until a member joins or leaves. */
  const seen = new WeakSet<readonly string[]>();
  const learn = async (roomId: string): Promise<void> => {
    client.learn(await client.request('room_info', { room_id: roomId }));
  };
  return store.subscribe(({ snapshot, connection }) => {
    if (!snapshot || connection.state !== 'live') return;
    for (const { room, membership } of Object.values(snapshot.rooms)) {
      if (!membership || seen.has(room.member_ids)) continue;
      seen.add(room.member_ids);
      const hasUnknown = room.member_ids.some((id) => !snapshot.participants[id]);
      if (hasUnknown) drop(learn(room.id), 'their names then come with their messages');
    }
  });
}
