// Which rooms have a draft, for the lists of rooms.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { roomOfWriting } from '../timeline.ts';
import { draftKey, isDraftKey, type DraftStorage } from './drafts.ts';

export interface DraftMarks {
  /** The keys of the drafts that there are. */
  store: StoreApi<ReadonlySet<string>>;
  /** The draft of a room or thread was saved or removed. */
  look(storage: DraftStorage, meId: string, place: string): void;
  /** The room and its threads with a draft (`writingKey`). */
  placesIn(meId: string, roomId: string): string[];
  close(): void;
}

/** Follows the other tabs of the browser too. */
export function createDraftMarks(page: Pick<Window, 'localStorage' | 'addEventListener' | 'removeEventListener'>): DraftMarks {
  const { localStorage } = page;
  const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
  const store = createStore<ReadonlySet<string>>(() => new Set(names.filter(isDraftKey)));

  function set(key: string, isThere: boolean): void {
    const known = store.getState();
    if (known.has(key) === isThere) return;
    // A new set: a listener compares it with the one before.
    store.setState(new Set(isThere ? [...known, key] : [...known].filter((each) => each !== key)), true);
  }
  const onStorage = ({ key, newValue }: StorageEvent): void => {
    if (key !== null && isDraftKey(key)) set(key, newValue !== null);
  };
  page.addEventListener('storage', onStorage);
  return {
    store,
    look: (storage, meId, place) => set(draftKey(meId, place), storage.getItem(draftKey(meId, place)) !== null),
    placesIn(meId, roomId) {
      const places = [...store.getState()].map((key) => key.slice(draftKey(meId, '').length));
      return places.filter((place) => roomOfWriting(place) === roomId);
    },
    close: () => page.removeEventListener('storage', onStorage),
  };
}
