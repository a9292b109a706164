import { useCallback, useEffect, useRef } from 'react';
import { drop } from '../../lib/drop.ts';
import { useApp, useCommand } from '../../sync/store.ts';

/** Typing is sent at most this often, and expires after twice that. */
const EVERY_MS = 3_000;

export interface TypingSignal {
  wrote(): void;
  stopped(): void;
}

export function useTypingSignal(roomId: string): TypingSignal {
  const command = useCommand();
  const { store } = useApp();
  const toldAt = useRef<number | null>(null);
  const tell = useCallback(
    (typing: boolean) => {
      toldAt.current = typing ? Date.now() : null;
      if (store.getState().connection.state !== 'live') return;
      drop(command('set_typing', { room_id: roomId, typing }), 'it expires by itself');
    },
    [command, roomId, store],
  );
  const wrote = useCallback(() => {
    if (toldAt.current === null || Date.now() - toldAt.current >= EVERY_MS) tell(true);
  }, [tell]);
  const stopped = useCallback(() => {
    if (toldAt.current !== null) tell(false);
  }, [tell]);
  useEffect(() => stopped, [stopped]);
  return { wrote, stopped };
}
