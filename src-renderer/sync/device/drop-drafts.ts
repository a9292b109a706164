// The draft for a room that was deleted is of no use. One for a room that was closed stays, in case it is opened again.
import type { StoreApi } from 'zustand/vanilla';
import type { HomeState } from '../home-state.ts';
import type { DraftMarks } from './draft-marks.ts';
import { draftKey, pageDraftKey, type DraftStorage } from './drafts.ts';

/** Returns what ends it. */
export function dropDrafts(store: StoreApi<HomeState>, marks: DraftMarks, storage: DraftStorage): () => void {
  return store.subscribe(({ lost, snapshot }, before) => {
    if (lost === before.lost || !snapshot) return;
    for (const [roomId, { why }] of Object.entries(lost)) {
      if (why !== 'deleted' || before.lost[roomId]) continue;
      storage.removeItem(pageDraftKey(snapshot.me_id, roomId));
      for (const place of marks.placesIn(snapshot.me_id, roomId)) {
        storage.removeItem(draftKey(snapshot.me_id, place));
        marks.look(storage, snapshot.me_id, place);
      }
    }
  });
}
