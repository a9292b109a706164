import type { MouseEvent } from 'react';
import { appPath } from '../../../src-shared/deep-link.ts';
import { useActions } from '../../sync/store.ts';

/** A link to a room: a real address, so that it can be opened in another tab, and no reload. */
export function usePlaceLink(): (roomId: string) => { href: string; onClick: (event: MouseEvent) => void } {
  const { goTo } = useActions();
  return (roomId) => ({
    href: `#${appPath({ room_id: roomId, seq: null })}`,
    onClick(event) {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      goTo({ room_id: roomId, seq: null });
    },
  });
}
