import { useEffect, useState } from 'react';
import { AppError } from '../../../src-shared/errors.ts';
import type { RoomPage } from '../../../src-shared/room-pages.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useApp } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';
import { readPage, type ReadPage } from './use-room-page.ts';

export interface VersionView {
  /** Null: it is not kept. Undefined until it is known. */
  page: ReadPage | null | undefined;
  problem: string | null;
}

/** One version of the page. It never changes. `version`: 0 is no version. */
export function useVersion(roomId: string, version: number): VersionView {
  const { client } = useApp();
  const read = useRead();
  const [{ found, problem }, setState] = useState<{ found: RoomPage | null | undefined; problem: string | null }>({
    found: version === 0 ? null : undefined,
    problem: null,
  });
  useEffect(() => {
    if (version === 0) return;
    let isCurrent = true;
    client.request('get_room_page', { room_id: roomId, version }).then(
      (reply) => {
        client.learn(reply);
        if (isCurrent) setState({ found: reply.page, problem: null });
      },
      (error: unknown) => {
        const isGone = error instanceof AppError && error.code === 'page_version_not_found';
        if (isCurrent) setState(isGone ? { found: null, problem: null } : { found: undefined, problem: explain(error) });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, roomId, version]);
  return { page: found && readPage(read, roomId, found), problem };
}
