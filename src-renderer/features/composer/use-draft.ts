import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { EMPTY_DRAFT, loadDraft, saveDraft, type Draft } from '../../sync/device/drafts.ts';
import type { FirstWordsStore } from '../../sync/device/first-words.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useMe } from '../../sync/store.ts';
import { writingKey, type WindowOf } from '../../sync/timeline.ts';
import { createDraftDesk, type DraftDesk } from './draft-desk.ts';

export interface DraftHandle extends Omit<DraftDesk, 'store'> {
  /** The message that is changed, or null for a new one. */
  editing: Readable<Message> | null;
  /** The content of the field. */
  draft: Draft;
  /** Changes whenever the field should get the focus. */
  focusRound: number;
}

const SAVE_MS = 300;

/** The desk of a room or thread that is on the screen, with what was left on it. Does not draw anything again: `useDraft` does. */
export function useDraftDesk({ encrypted }: RoomFacts, at: WindowOf): DraftDesk {
  const meId = useMe().id;
  const { store, sealedDrafts, firstWords, draftMarks } = useApp();
  const storage = encrypted ? sealedDrafts : localStorage;
  const key = writingKey(at);
  const [desk] = useState(() => createDraftDesk(at, loadDraft(storage, meId, key)));
  useEffect(() => {
    const save = (draft: Draft): void => {
      // As the composer of a room that was deleted closes, it has no draft to keep.
      const isDeleted = store.getState().lost[at.room_id]?.why === 'deleted';
      saveDraft(storage, meId, key, isDeleted ? EMPTY_DRAFT : draft);
      draftMarks.look(storage, meId, key);
    };
    return keepSaved(desk, save);
  }, [desk, store, at.room_id, storage, draftMarks, meId, key]);
  useEffect(() => takeFirstWords(desk, firstWords), [desk, firstWords]);
  return desk;
}

export function useDraft(desk: DraftDesk): DraftHandle {
  const { kept, edited, focusRound } = useStore(desk.store);
  return { ...desk, editing: edited?.message ?? null, draft: edited?.draft ?? kept, focusRound };
}

/** Returns what ends it. */
function takeFirstWords(desk: DraftDesk, firstWords: FirstWordsStore): () => void {
  const take = (): void => {
    const { waiting } = firstWords.getState();
    if (desk.at.thread_id !== null || waiting?.room_id !== desk.at.room_id) return;
    firstWords.setState({ waiting: null });
    desk.address(waiting.to);
  };
  take();
  return firstWords.subscribe(take);
}

/** Written down a moment after the last key, and when the room is left. Returns what ends it. */
function keepSaved({ store }: DraftDesk, keep: (draft: Draft) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    clearTimeout(timer);
    keep(store.getState().kept);
  };
  const stop = store.subscribe(({ kept }, before) => {
    if (kept === before.kept) return;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MS);
  });
  window.addEventListener('pagehide', save);
  return () => {
    stop();
    window.removeEventListener('pagehide', save);
    save();
  };
}
