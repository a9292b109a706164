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
  /** The edit in the field is on its way to the home: the field is free for other text. */
  save(message: Readable<Message>, text: string): void;
  /** The home has stored the edit that was on its way. */
  saved(message: Readable<Message>, text: string): void;
  /** The home refused the edit. True: it is open again. False: the field has other text, and the edit is there when the message is opened. */
  refused(message: Readable<Message>, text: string, draft: Draft): boolean;
  reply(message: Message): void;
  /** Writes behind the draft to whom it goes. */
  address(to: Addressee): void;
  edit(message: Readable<Message>): void;
  cancelEdit(): void;
  /** For keyboard users: they can continue to write. */
  focus(): void;
}

export function createDraftDesk(at: WindowOf, draft: Draft): DraftDesk {
  /** By message: the text of an edit that is on its way, and what was in the field then. */
  const saving = new Map<string, { text: string; kept: Draft }>();
  /** By message: the text of an edit that was refused, and is not open. */
  const refusals = new Map<string, string>();
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
    save(message, text) {
      refusals.delete(message.id);
      saving.set(message.id, { text, kept: store.getState().kept });
      store.setState({ edited: null });
    },
    saved: ({ id }, text) => void (saving.get(id)?.text === text && saving.delete(id)),
    refused(message, text, refused) {
      const sent = saving.get(message.id);
      // A newer edit of the message is on its way: that one counts.
      if (sent?.text !== text) return false;
      saving.delete(message.id);
      const { edited, kept } = store.getState();
      if (edited?.message.id === message.id) {
        // It was opened with the refused text, and the home has the earlier one.
        store.setState({ edited: { ...edited, message } });
        return true;
      }
      if (edited || kept !== sent.kept) {
        refusals.set(message.id, text);
        return false;
      }
      withFocus(() => ({ edited: { message, draft: refused } }));
      return true;
    },
    reply: (message) => withFocus(({ kept }) => ({ edited: null, kept: { ...kept, reply_to: message.id } })),
    address: (to) => withFocus(({ kept }) => ({ edited: null, kept: addressed(kept, to) })),
    edit(message) {
      const content = saving.get(message.id)?.text ?? message.content;
      const text = refusals.get(message.id) ?? content;
      withFocus(() => ({ edited: { message: { ...message, content }, draft: { ...EMPTY_DRAFT, text } } }));
    },
    cancelEdit: () => withFocus(() => ({ edited: null })),
    focus: () => withFocus(() => ({})),
  };
}
