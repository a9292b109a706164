import { useCallback, useEffect, useRef, useState } from 'react';
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import type { AskHome } from '../join/home-api.ts';
import { startSession, type Session } from './session.ts';

/** The home was not there: the page asks again by itself. */
const RETRY_MS = 2_000;
/** In the desktop's window a session that ended is made anew with the owner's token, but not over and over. */
const RENEWALS_MAX = 3;

export interface SessionHandle {
  session: Session;
  enter(): void;
  onSignedOut(): void;
}

export function useSession(page: Window, bridge: LanaiBridge | undefined, ask: AskHome): SessionHandle {
  const [session, setSession] = useState<Session>({ state: 'starting' });
  const [attempt, setAttempt] = useState(0);
  const renewals = useRef(0);
  useEffect(() => {
    let isCurrent = true;
    const showAddress = (path: string): void => page.history.replaceState(null, '', path);
    void startSession({ location: page.location, ask, bridge, showAddress }).then((next) => isCurrent && setSession(next));
    return () => {
      isCurrent = false;
    };
  }, [page, bridge, ask, attempt]);
  useEffect(() => {
    if (session.state !== 'unreachable') return;
    const timer = setTimeout(() => setAttempt((now) => now + 1), RETRY_MS);
    return () => clearTimeout(timer);
  }, [session]);

  const enter = useCallback(() => {
    page.history.replaceState(null, '', '/');
    setSession({ state: 'in' });
  }, [page]);
  const onSignedOut = useCallback(() => {
    renewals.current += 1;
    setSession({ state: bridge && renewals.current <= RENEWALS_MAX ? 'starting' : 'signed-out' });
    setAttempt((now) => now + 1);
  }, [bridge]);
  return { session, enter, onSignedOut };
}
