import { useCallback, useEffect, useRef, useState } from 'react';
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import { createBackoff, SCHEDULES } from '../../src-shared/client/backoff.ts';
import type { PageSession } from '../../src-shared/page-proof.ts';
import type { AskHome } from '../sync/home-api.ts';
import { keepPageSession } from '../sync/page-session.ts';
import { startSession, type Session } from './session.ts';

/** In the desktop's window a session that ended is made again with the owner's token, but not over and over. */
const RENEWALS_MAX = 3;

export interface SessionHandle {
  session: Session;
  enter(page: PageSession): void;
  onSignedOut(why: 'ended' | 'cookie'): void;
}

export function useSession(page: Window, bridge: LanaiBridge | undefined, ask: AskHome): SessionHandle {
  const [session, setSession] = useState<Session>({ state: 'starting' });
  const [attempt, setAttempt] = useState(0);
  const [backoff] = useState(() => createBackoff(SCHEDULES.page));
  const renewals = useRef(0);
  const refused = useRef<{ id: string; why: 'ended' | 'cookie' } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const showAddress = (path: string): void => page.history.replaceState(null, '', path);
    const seams = { location: page.location, storage: page.localStorage, refused: refused.current };
    void startSession({ ...seams, ask, bridge, showAddress }).then((next) => isCurrent && setSession(next));
    return () => {
      isCurrent = false;
    };
  }, [page, bridge, ask, attempt]);
  useEffect(() => {
    if (session.state !== 'unreachable') return;
    // The home was not there: the page asks again automatically.
    const timer = setTimeout(() => setAttempt((now) => now + 1), backoff.next());
    return () => clearTimeout(timer);
  }, [session, backoff]);

  const enter = useCallback(
    (mine: PageSession) => {
      page.history.replaceState(null, '', '/');
      keepPageSession(page.localStorage, mine);
      setSession({ state: 'in', page: mine });
    },
    [page],
  );
  const id = session.state === 'in' ? session.page.id : null;
  const onSignedOut = useCallback(
    (why: 'ended' | 'cookie') => {
      if (id === null) return;
      renewals.current += 1;
      refused.current = { id, why };
      if (renewals.current > RENEWALS_MAX) return setSession({ state: 'signed-out', why: null, ended: null });
      setSession({ state: 'starting' });
      setAttempt((now) => now + 1);
    },
    [id],
  );
  return { session, enter, onSignedOut };
}
