// The text being written in a room: a new message, or an edit of an own one. The draft waits while another message is edited. A
// separate store, so that a key redraws the field and not the room around it.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { EMPTY_DRAFT, type Draft } from '../../sync/device/drafts.ts';
import type { WindowOf } from '../../sync/timeline.ts';
import { addressed, type Addressee } from '../../sync/device/first-words.ts';

export interface Desk {
  /** For a new message. */
  kept: Draft;
  edited: { message: Readable<Message>; draft: Draft } | null;
  /** Changes whenever the field should get the focus. */
  focusRound: number;
}

export interface DraftDesk {
  /** For which room or thread it is. */
  at: WindowOf;
  store: StoreApi<Desk>;
  /** Of what is in the field. */
  setDraft(next: Draft): void;
  /** This draft was sent, or its command ran. Newer text stays in the field. */
  sent(draft: Draft): void;
  /** The home has stored this edit. Newer text stays in the field as a further edit. */
  saved(message: Readable<Message>, draft: Draft): void;
  reply(message: Message): void;
  /** Writes behind the draft to whom it goes. */
  address(to: Addressee): void;
  edit(message: Readable<Message>): void;
  cancelEdit(): void;
  /** For keyboard users: they can continue to write. */
  focus(): void;
}

export function createDraftDesk(at: WindowOf, draft: Draft): DraftDesk {
  const store = createStore<Desk>(() => ({ kept: draft, edited: null, focusRound: 0 }));
  const withFocus = (change: (now: Desk) => Partial<Desk>): void =>
    store.setState((now) => ({ ...change(now), focusRound: now.focusRound + 1 }));
  const setDraft = (next: Draft): void =>
    store.setState(({ edited }) => (edited ? { edited: { ...edited, draft: next } } : { kept: next }));
  return {
    at,
    store,
    setDraft,
    sent: ({ text }) => store.setState((now) => (now.kept.text === text ? { kept: EMPTY_DRAFT } : now)),
    saved: (message, { text }) =>
      store.setState((now) => {
        if (now.edited?.message.id !== message.id) return now;
        return { edited: now.edited.draft.text === text ? null : { ...now.edited, message } };
      }),
    reply: (message) => withFocus(({ kept }) => ({ edited: null, kept: { ...kept, reply_to: message.id } })),
    address: (to) => withFocus(({ kept }) => ({ edited: null, kept: addressed(kept, to) })),
    edit: (message) => withFocus(() => ({ edited: { message, draft: { ...EMPTY_DRAFT, text: message.content } } })),
    cancelEdit: () => withFocus(() => ({ edited: null })),
    focus: () => withFocus(() => ({})),
  };
}
