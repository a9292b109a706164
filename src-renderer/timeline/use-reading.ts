// Reading: what is on the screen of somebody who looks at the end of a room is read; what came while they did not is new.
import { useCallback, useEffect, useRef, useState } from 'react';
import { drop } from '../state/drop.ts';
import { useApp, useCommand, useConnection, useRoom } from '../state/store.ts';
import { useWindowFocus } from './use-window-focus.ts';

/** Reads are told this often at most. */
const MARK_READ_MS = 300;

/** Tells the home that everything is read, while the reader is at the end of the room. */
export function useMarkRead(roomId: string, isAtEnd: boolean): void {
  const command = useCommand();
  const { store } = useApp();
  const isFocused = useWindowFocus();
  const isLive = useConnection().state === 'live';
  const hasUnread = (useRoom(roomId)?.membership?.unread ?? 0) > 0;
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isAtEnd || !isFocused || !isLive || !hasUnread) return;
    const timer = setTimeout(() => {
      const seq = store.getState().snapshot?.rooms[roomId]?.room.last_seq ?? 0;
      drop(command('mark_read', { room_id: roomId, seq }), 'it is tried again with the next message or connection');
      // More may have come by then: another round looks.
      setRound((now) => now + 1);
    }, MARK_READ_MS);
    return () => clearTimeout(timer);
  }, [roomId, isAtEnd, isFocused, isLive, hasUnread, round, command, store]);
}

/** The seq after which the "New" line stands: where reading stopped when unread messages began to come. */
export function useNewLine(roomId: string, isAtEnd: boolean): { newAfterSeq: number | null; clear: () => void } {
  const membership = useRoom(roomId)?.membership;
  const hasUnread = (membership?.unread ?? 0) > 0;
  const lastRead = membership?.last_read_seq ?? 0;
  const isReading = useWindowFocus() && isAtEnd;
  const [newAfterSeq, setNewAfterSeq] = useState<number | null>(hasUnread ? lastRead : null);
  const before = useRef(hasUnread);
  useEffect(() => {
    if (hasUnread && !before.current && !isReading) setNewAfterSeq(lastRead);
    before.current = hasUnread;
  }, [hasUnread, isReading, lastRead]);
  return { newAfterSeq, clear: useCallback(() => setNewAfterSeq(null), []) };
}
