// Marks messages as read while the user looks at the end of a room. Messages that arrive meanwhile unseen are new.
import { useCallback, useEffect, useRef, useState } from 'react';
import { drop } from '../../lib/drop.ts';
import { useApp, useCommand, useConnection, useHomeState, useRoom } from '../../sync/store.ts';
import { isKeptUnread, keepUnread, letBeRead, markAfter, type Stand } from './kept-unread.ts';
import { useWindowFocus } from './use-window-focus.ts';

/** Read positions are sent at most this often. */
const MARK_READ_MS = 300;

export interface MarkingRead {
  /** The reader goes on, whatever they marked as unread. */
  goOn(): void;
  /** The reader moves the list. */
  onMove(): void;
}

/**
 * Tells the home that everything is read, while the reader is at the end of the room. Not what they marked as unread
 * themselves, here or on another device, until they go on.
 */
export function useMarkRead(roomId: string, isAtEnd: boolean): MarkingRead {
  const command = useCommand();
  const { store } = useApp();
  const isFocused = useWindowFocus();
  const isLive = useConnection().state === 'live';
  const hasUnread = (useRoom(roomId)?.membership?.unread ?? 0) > 0;
  const { isKept, goOn, onMove } = useKeptUnread(roomId, isAtEnd);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isAtEnd || !isFocused || !isLive || !hasUnread || isKept) return;
    const timer = setTimeout(() => {
      const seq = store.getState().snapshot?.rooms[roomId]?.room.last_seq ?? 0;
      drop(command('mark_read', { room_id: roomId, seq }), 'it is tried again with the next message or connection');
      // More may have come by then: another round looks.
      setRound((now) => now + 1);
    }, MARK_READ_MS);
    return () => clearTimeout(timer);
  }, [roomId, isAtEnd, isFocused, isLive, hasUnread, isKept, round, command, store]);
  return { goOn, onMove };
}

/** Reading that moved back was moved by the reader. It stays there until they leave the room, move away from its end and back, or `goOn`. */
function useKeptUnread(roomId: string, isAtEnd: boolean): MarkingRead & { isKept: boolean } {
  const lastRead = useRoom(roomId)?.membership?.last_read_seq ?? 0;
  const [isKept, setIsKept] = useState(() => isKeptUnread(localStorage, roomId, lastRead));
  const snapshotGeneration = useHomeState((state) => state.snapshotGeneration);
  const before = useRef<Stand>({ lastReadSeq: lastRead, isAtEnd, hasMoved: false, snapshotGeneration });
  const hasMoved = useRef(false);
  const goOn = useCallback(() => {
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
    setIsKept(true);
    keepUnread(localStorage, roomId, lastRead);
  }, [lastRead, isAtEnd, snapshotGeneration, roomId, goOn]);
  // Not when the page is closed: then nothing is taken apart.
  useEffect(() => goOn, [goOn]);
  return { isKept, goOn, onMove };
}

/** The seq after which the "New" line stands: where reading stopped when unread messages began to come, or was moved back to. */
export function useNewLine(roomId: string, isAtEnd: boolean): { newAfterSeq: number | null; clear: () => void } {
  const membership = useRoom(roomId)?.membership;
  const hasUnread = (membership?.unread ?? 0) > 0;
  const lastRead = membership?.last_read_seq ?? 0;
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
