import { useEffect, useRef, useState } from 'react';
import { pageDraftKey } from '../../sync/device/drafts.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useMe } from '../../sync/store.ts';
import { loadPageDraft, savePageDraft, type PageDraft } from './page-draft.ts';

const SAVE_MS = 300;

/** Null: nothing is being written. It is saved a moment after the last key, and when the page closes. */
export function usePageDraft({ id, encrypted }: RoomFacts): [PageDraft | null, (next: PageDraft | null) => void] {
  const meId = useMe().id;
  const { store, sealedDrafts } = useApp();
  const storage = encrypted ? sealedDrafts : localStorage;
  const key = pageDraftKey(meId, id);
  const [draft, setDraft] = useState(() => loadPageDraft(storage, key));
  const newest = useRef(draft);
  useEffect(() => {
    if (newest.current === draft) return;
    newest.current = draft;
    const timer = setTimeout(() => savePageDraft(storage, key, draft), SAVE_MS);
    return () => clearTimeout(timer);
  }, [draft, storage, key]);
  useEffect(() => {
    const save = (): void => {
      const isDeleted = store.getState().lost[id]?.why === 'deleted';
      savePageDraft(storage, key, isDeleted ? null : newest.current);
    };
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [store, storage, key, id]);
  return [draft, setDraft];
}
