// Marks messages as read while the user looks at the end of a room. Messages that arrive meanwhile unseen are new.
import { useCallback, useEffect, useRef, useState } from 'react';
import { drop } from '../../lib/drop.ts';
import { useApp, useCommand, useConnection, useHomeState, usePosition } from '../../sync/store.ts';
import { windowKey, type WindowOf } from '../../sync/timeline.ts';
import { isKeptUnread, keepUnread, letBeRead, markAfter, type Stand } from './kept-unread.ts';
import { useWindowFocus } from './use-window-focus.ts';

/** Read positions are sent at most this often. */
const MARK_READ_MS = 300;

export interface MarkingRead {
  /** The reader continues, whatever they marked as unread. */
  goOn(): void;
  /** The reader moves the list. */
  onMove(): void;
}

/**
 * Tells the home that everything is read, while the reader is at the end of the room. Not what they marked as unread
 * themselves, here or on another device, until they go on.
 */
export function useMarkRead(at: WindowOf, isAtEnd: boolean): MarkingRead {
  const command = useCommand();
  const { store } = useApp();
  const isFocused = useWindowFocus();
  const isLive = useConnection().state === 'live';
  const hasUnread = (usePosition(at)?.unread ?? 0) > 0;
  const { isKept, keepsNow, goOn, onMove } = useKeptUnread(at, isAtEnd);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isAtEnd || !isFocused || !isLive || !hasUnread || isKept) return;
    const timer = setTimeout(() => {
      // On a busy machine the timer can be earlier than the drawing that ends it.
      if (keepsNow()) return;
      const { room_id, thread_id } = at;
      const seq = store.getState().snapshot?.rooms[room_id]?.room.last_seq ?? 0;
      const marking =
        thread_id === null ? command('mark_read', { room_id, seq }) : command('mark_thread_read', { room_id, thread_id, seq });
      drop(marking, 'it is tried again with the next message or connection');
      // More may have come by then: another round looks.
      setRound((now) => now + 1);
    }, MARK_READ_MS);
    return () => clearTimeout(timer);
  }, [at, isAtEnd, isFocused, isLive, hasUnread, isKept, keepsNow, round, command, store]);
  return { goOn, onMove };
}

/** Reading that moved back was moved by the reader. It stays there until they leave the room, move away from its end and back, or `goOn`. */
function useKeptUnread(at: WindowOf, isAtEnd: boolean): MarkingRead & { isKept: boolean; keepsNow: () => boolean } {
  const key = windowKey(at);
  const lastRead = usePosition(at)?.last_read_seq ?? 0;
  const [isKept, setIsKept] = useState(() => isKeptUnread(localStorage, key, lastRead));
  const kept = useRef(isKept);
  const snapshotGeneration = useHomeState((state) => state.snapshotGeneration);
  const before = useRef<Stand>({ lastReadSeq: lastRead, isAtEnd, hasMoved: false, snapshotGeneration });
  const hasMoved = useRef(false);
  const goOn = useCallback(() => {
    kept.current = false;
    setIsKept(false);
    letBeRead(localStorage);
  }, []);
  const onMove = useCallback(() => {
    hasMoved.current = true;
  }, []);
  useEffect(() => {
    const now = { lastReadSeq: lastRead, isAtEnd, hasMoved: hasMoved.current, snapshotGeneration };
    const { mark, hasMoved: isMoved } = markAfter(before.current, now);
    before.current = now;
    hasMoved.current = isMoved;
    if (mark === 'lifted') goOn();
    if (mark !== 'kept') return;
    kept.current = true;
    setIsKept(true);
    keepUnread(localStorage, key, lastRead);
  }, [lastRead, isAtEnd, snapshotGeneration, key, goOn]);
  // Not when the page is closed: then nothing is taken apart.
  useEffect(() => goOn, [goOn]);
  return { isKept, keepsNow: useCallback(() => kept.current, []), goOn, onMove };
}

/** The seq after which the "New" line stands: where reading stopped when unread messages began to come, or was moved back to. */
export function useNewLine(at: WindowOf, isAtEnd: boolean): { newAfterSeq: number | null; clear: () => void } {
  const position = usePosition(at);
  const hasUnread = (position?.unread ?? 0) > 0;
  const lastRead = position?.last_read_seq ?? 0;
  const isReading = useWindowFocus() && isAtEnd;
  const [newAfterSeq, setNewAfterSeq] = useState<number | null>(hasUnread ? lastRead : null);
  const before = useRef({ hasUnread, lastRead });
  useEffect(() => {
    const { hasUnread: hadUnread, lastRead: last } = before.current;
    // Reading that moved on and left something unread was moved by the reader, too: to a message further down.
    const isOther = hasUnread && !isReading && (!hadUnread || lastRead > last);
    if (isOther || lastRead < last) setNewAfterSeq(lastRead);
    before.current = { hasUnread, lastRead };
  }, [hasUnread, isReading, lastRead]);
  return { newAfterSeq, clear: useCallback(() => setNewAfterSeq(null), []) };
}
