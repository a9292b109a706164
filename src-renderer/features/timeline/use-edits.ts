import { useCallback, useEffect, useState } from 'react';
import type { EarlierText } from '../../../src-shared/reading.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export interface Edits {
  /** The newest first; null until the home has answered. */
  texts: readonly EarlierText[] | null;
  hasMore: boolean;
  error: string | null;
  loadMore(): void;
}

/** The earlier texts of a message, a page at a time. `editedAt`: a new value loads them again. */
export function useEdits(room_id: string, message_id: string, editedAt: number | null): Edits {
  const command = useCommand();
  const [state, setState] = useState<Omit<Edits, 'loadMore'>>({ texts: null, hasMore: false, error: null });
  const load = useCallback(
    (before: readonly EarlierText[]): (() => void) => {
      let isCurrent = true;
      command('list_edits', { room_id, message_id, before: before.at(-1)?.number ?? null }).then(
        ({ edits, has_more }) => isCurrent && setState({ texts: [...before, ...edits], hasMore: has_more, error: null }),
        (error: unknown) => isCurrent && setState((now) => ({ ...now, error: explain(error) })),
      );
      return () => {
        isCurrent = false;
      };
    },
    [command, room_id, message_id],
  );
  useEffect(() => load([]), [load, editedAt]);
  return { ...state, loadMore: () => void load(state.texts ?? []) };
}
