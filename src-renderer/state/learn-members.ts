// A guest of some rooms is told of those it shares one with. Whoever is let into a further room hears the ids of those
// who are there before their names: this asks for them.
import type { StoreApi } from 'zustand';
import type { Reply } from '../../src-shared/commands.ts';
import type { HomeClient } from '../../src-shared/home-client.ts';
import { drop } from './drop.ts';
import type { HomeState } from './home-state.ts';
import { withAuthors } from './reduce.ts';

/** Returns its own end. */
export function learnMembers(store: StoreApi<HomeState>, client: Pick<HomeClient, 'request'>): () => void {
  /** Lists of members that were looked at: a room's list stays the same one until somebody comes or goes. */
  const seen = new WeakSet<readonly string[]>();
  const learn = async (roomId: string): Promise<void> => {
    const info = await client.request('room_info', { room_id: roomId });
    store.setState((state) => withLearned(state, info));
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

function withLearned(state: HomeState, { participants, presence }: Reply<'room_info'>): HomeState {
  const next = withAuthors(state, participants);
  if (!next.snapshot) return next;
  const learned = Object.fromEntries(presence.map((each) => [each.participant_id, each]));
  // What was heard by an event meanwhile is newer.
  return { ...next, snapshot: { ...next.snapshot, presence: { ...learned, ...next.snapshot.presence } } };
}
