// Words that another part of the app puts into the field of a room: the room takes them when it is on the screen.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Draft } from './drafts.ts';

export interface Addressee {
  id: string;
  name: string;
}

interface FirstWords {
  room_id: string;
  to: Addressee;
}

export type FirstWordsStore = StoreApi<{ waiting: FirstWords | null }>;

export function createFirstWords(): FirstWordsStore {
  return createStore<{ waiting: FirstWords | null }>(() => ({ waiting: null }));
}

/** Behind what is written there already. */
export function addressed(draft: Draft, to: Addressee): Draft {
  const before = draft.text.trimEnd();
  const chosen = [...draft.chosen.filter(({ id }) => id !== to.id), to];
  return { ...draft, text: `${before === '' ? '' : `${before} `}@${to.name} `, chosen };
}
