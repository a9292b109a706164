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
  refused(message: Readable<Message>, text: string): boolean;
  reply(message: Message): void;
  /** Writes behind the draft to whom it goes. */
  address(to: Addressee): void;
  edit(message: Readable<Message>): void;
  cancelEdit(): void;
  /** For keyboard users: they can continue to write. */
  focus(): void;
}

export function createDraftDesk(at: WindowOf, draft: Draft): DraftDesk {
  /** By message: the text of an edit that is not saved, and what was in the field when it was sent. Null: it was refused. */
  const edits = new Map<string, { text: string; sentBeside: Draft | null }>();
  const store = createStore<Desk>(() => ({ kept: draft, edited: null, focusRound: 0 }));
  const withFocus = (change: (now: Desk) => Partial<Desk>): void =>
    store.setState((now) => ({ ...change(now), focusRound: now.focusRound + 1 }));
  const open = (message: Readable<Message>, text: string): void =>
    withFocus(() => ({ edited: { message, draft: { ...EMPTY_DRAFT, text } } }));
  const setDraft = (next: Draft): void =>
    store.setState(({ edited }) => (edited ? { edited: { ...edited, draft: next } } : { kept: next }));
  return {
    at,
    store,
    setDraft,
    sent: ({ text }) => store.setState((now) => (now.kept.text === text ? { kept: EMPTY_DRAFT } : now)),
    save({ id }, text) {
      edits.set(id, { text, sentBeside: store.getState().kept });
      store.setState({ edited: null });
    },
    saved: ({ id }, text) => void (edits.get(id)?.text === text && edits.delete(id)),
    refused(message, text) {
      const { id } = message;
      const edit = edits.get(id);
      // A newer edit of the message is on its way: that one counts.
      if (edit?.text !== text) return false;
      const { edited, kept } = store.getState();
      const isFree = edited ? edited.message.id === id : kept === edit.sentBeside;
      edit.sentBeside = null;
      if (isFree) open(message, edited?.draft.text ?? text);
      return isFree;
    },
    reply: (message) => withFocus(({ kept }) => ({ edited: null, kept: { ...kept, reply_to: message.id } })),
    address: (to) => withFocus(({ kept }) => ({ edited: null, kept: addressed(kept, to) })),
    edit(message) {
      const edit = edits.get(message.id);
      const content = edit?.sentBeside ? edit.text : message.content;
      open({ ...message, content }, edit?.text ?? content);
    },
    cancelEdit: () => withFocus(() => ({ edited: null })),
    focus: () => withFocus(() => ({})),
  };
}
