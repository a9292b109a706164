// What is being written in a room: a new message, or a change of one's own. The draft waits while another is edited.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Message, Room } from '../../src-shared/objects.ts';
import { EMPTY_DRAFT, loadDraft, saveDraft, type Draft, type DraftStorage } from '../state/drafts.ts';
import { useApp, useMe } from '../state/store.ts';

export interface DraftHandle {
  /** The message that is changed, or null for a new one. */
  editing: Message | null;
  /** What is in the field. */
  draft: Draft;
  setDraft(next: Draft): void;
  clear(): void;
  reply(message: Message): void;
  edit(message: Message): void;
  cancelEdit(): void;
  /** Changes whenever the field should get the focus. */
  focusRound: number;
}

const SAVE_MS = 300;

export function useDraft({ id: roomId, encrypted }: Room): DraftHandle {
  const meId = useMe().id;
  const { sealedDrafts } = useApp();
  const storage = encrypted ? sealedDrafts : localStorage;
  const [kept, setKept] = useState(() => loadDraft(storage, meId, roomId));
  const [edited, setEdited] = useState<{ message: Message; draft: Draft } | null>(null);
  const [focusRound, setFocusRound] = useState(0);
  useSaved(storage, meId, roomId, kept);

  const focus = useCallback(() => setFocusRound((now) => now + 1), []);
  const setDraft = useCallback((next: Draft) => {
    setEdited((now) => now && { ...now, draft: next });
    setKept((now) => (isEditing.current ? now : next));
  }, []);
  const isEditing = useRef(false);
  isEditing.current = edited !== null;
  const reply = useCallback(
    (message: Message) => {
      setEdited(null);
      setKept((now) => ({ ...now, reply_to: message.id }));
      focus();
    },
    [focus],
  );
  const edit = useCallback(
    (message: Message) => {
      setEdited({ message, draft: { ...EMPTY_DRAFT, text: message.content } });
      focus();
    },
    [focus],
  );
  const cancelEdit = useCallback(() => {
    setEdited(null);
    focus();
  }, [focus]);
  const clear = useCallback(() => (isEditing.current ? setEdited(null) : setKept(EMPTY_DRAFT)), []);
  return { editing: edited?.message ?? null, draft: edited?.draft ?? kept, setDraft, clear, reply, edit, cancelEdit, focusRound };
}

/** Written down a moment after the last key, and when the room is left. */
function useSaved(storage: DraftStorage, meId: string, roomId: string, draft: Draft): void {
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    const timer = setTimeout(() => saveDraft(storage, meId, roomId, draft), SAVE_MS);
    return () => clearTimeout(timer);
  }, [storage, meId, roomId, draft]);
  useEffect(() => {
    const save = (): void => saveDraft(storage, meId, roomId, latest.current);
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [storage, meId, roomId]);
}
