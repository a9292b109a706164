import { useCallback, useEffect, useRef, useState } from 'react';
import type { RoomFile } from '../../../src-shared/files.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useCommand, useConnection, useHomeState } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export interface RoomFilesView {
  /** Null until the first page is there. */
  files: readonly RoomFile[] | null;
  hasMore: boolean;
  problem: string | null;
  loadMore(): void;
}

const NOTHING = { files: null, hasMore: false, problem: null };

/** Asked for page by page, and again when files came or went in the part of the room that is loaded. */
export function useRoomFiles(room: RoomFacts): RoomFilesView {
  const command = useCommand();
  const isLive = useConnection().state === 'live';
  const [view, setView] = useState<Omit<RoomFilesView, 'loadMore'>>(NOTHING);
  // Messages with files that are loaded: what it says changes when one is posted or deleted.
  const marker = useHomeState(({ timelines }) =>
    (timelines[room.id]?.messages ?? []).reduce((sum, message) => sum + (message.attachments.length > 0 ? message.seq : 0), 0),
  );
  const asked = useRef(0);
  const load = useCallback(
    async (before: RoomFile | undefined): Promise<void> => {
      asked.current += 1;
      const turn = asked.current;
      try {
        const page = await command('list_files', { room_id: room.id, before: before?.file.id ?? null });
        if (turn !== asked.current) return;
        setView((now) => ({ files: [...(before ? (now.files ?? []) : []), ...page.files], hasMore: page.has_more, problem: null }));
      } catch (error) {
        if (turn === asked.current) setView((now) => ({ ...now, problem: explain(error) }));
      }
    },
    [command, room.id],
  );
  useEffect(() => {
    if (isLive) void load(undefined);
  }, [isLive, load, marker]);
  const last = view.files?.at(-1);
  const loadMore = useCallback(() => void load(last), [load, last]);
  return { ...view, loadMore };
}
