import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RoomPage } from '../../../src-shared/room-pages.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import type { Readable, Written } from '../../sync/sealed/room-keys.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useApp, useConnection } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

/** A version of the page as this device can read it. */
export type ReadPage = Readable<Written & RoomPage>;

export interface RoomPageView {
  /** Null: nothing was written yet. Undefined until it is known. */
  page: ReadPage | null | undefined;
  problem: string | null;
  /** Loads the newest version, and returns it. */
  reload(): Promise<ReadPage | null>;
  /** After the user saved it. */
  learn(page: RoomPage): void;
}

/** The page of a room. The room has the number of its newest version, so another number than that of the text means that it changed. */
export function useRoomPage({ id, page_version }: RoomFacts): RoomPageView {
  const { client } = useApp();
  const isLive = useConnection().state === 'live';
  const read = useRead();
  const [loaded, setLoaded] = useState<RoomPage | null | undefined>(undefined);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(0);
  const load = useCallback(async (): Promise<RoomPage | null> => {
    asked.current += 1;
    const turn = asked.current;
    const reply = await client.request('get_room_page', { room_id: id });
    client.learn(reply);
    if (turn === asked.current) {
      setLoaded(reply.page);
      setProblem(null);
    }
    return reply.page;
  }, [client, id]);
  const known = page_version === 0 ? null : loaded;
  const isNewest = known !== undefined && (known?.version ?? 0) === page_version;
  useEffect(() => {
    if (isLive && !isNewest) load().catch((error: unknown) => setProblem(explain(error)));
  }, [isLive, isNewest, page_version, load]);
  const page = useMemo(() => known && readPage(read, id, known), [read, id, known]);
  const reload = useCallback(async () => {
    const newest = await load();
    return newest && readPage(read, id, newest);
  }, [load, read, id]);
  return { page, problem, reload, learn: setLoaded };
}

export function readPage(read: ReturnType<typeof useRead>, room_id: string, page: RoomPage): ReadPage {
  return read({ ...page, room_id });
}
