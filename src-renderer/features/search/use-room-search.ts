import { useEffect, useState } from 'react';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import { useApp } from '../../sync/store.ts';

/** Ctrl or Cmd F opens the search in the room. `round` is 0 while it is closed, and another number each time it is asked for. */
export function useRoomSearch(): { round: number; open: () => void; close: () => void } {
  const { dialogs } = useApp();
  const [round, setRound] = useState(0);
  const open = (): void => setRound((now) => now + 1);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isShortcut(event, 'findInRoom') || dialogs.getState().dialog !== null || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setRound((now) => now + 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [dialogs]);
  return { round, open, close: () => setRound(0) };
}
