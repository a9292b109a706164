// Words that another part of the app puts into the field of a room: the room takes them when it is on the screen.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Draft } from './drafts.ts';

interface FirstWords {
  room_id: string;
  /** The agent that they address. */
  to: { id: string; name: string };
}

export type FirstWordsStore = StoreApi<{ waiting: FirstWords | null }>;

export function createFirstWords(): FirstWordsStore {
  return createStore<{ waiting: FirstWords | null }>(() => ({ waiting: null }));
}

/** Behind what is written there already. */
export function addressed(draft: Draft, to: FirstWords['to']): Draft {
  const before = draft.text.trimEnd();
  const chosen = [...draft.chosen.filter(({ id }) => id !== to.id), to];
  return { ...draft, text: `${before === '' ? '' : `${before} `}@${to.name} `, chosen };
}
