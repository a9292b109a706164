// How the app comes in: with the session this browser has, the owner's one-time token, or not at all.
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import { AppError } from '../../src-shared/errors.ts';
import { ENTER_PATH, JOIN_PATH, TRUST_PATH } from '../../src-shared/http.ts';
import type { PageSession } from '../../src-shared/page-proof.ts';
import type { AskHome } from '../sync/home-api.ts';
import { keepPageSession, readPageSession } from '../sync/page-session.ts';

export type Session =
  | { state: 'starting' }
  | { state: 'in'; page: PageSession }
  /** The page of an invite, or the one on which a device learns to trust the server. */
  | { state: 'joining' }
  /** `why`: the cookie is of another session than this page. `ended`: the session that the browser had; null when it was never here. */
  | { state: 'signed-out'; why: 'cookie' | null; ended: PageSession | null }
  /** The home did not answer, or answered that something is wrong. */
  | { state: 'unreachable' };

export interface SessionSeams {
  location: Pick<Location, 'pathname' | 'hash'>;
  ask: AskHome;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** The home refused this one, and why. */
  refused: { id: string; why: 'ended' | 'cookie' } | null;
  /** Absent in a friend's browser. */
  bridge: Pick<LanaiBridge, 'ownerToken'> | undefined;
  /** Shows another address without loading it. */
  showAddress(path: string): void;
}

export async function startSession(seams: SessionSeams): Promise<Session> {
  const { location } = seams;
  if (location.pathname === JOIN_PATH || location.pathname === TRUST_PATH) return { state: 'joining' };
  try {
    if (location.pathname === ENTER_PATH) return await enter(seams, location.hash.slice(1));
    return await currentSession(seams);
  } catch {
    return { state: 'unreachable' };
  }
}

/** The token works once. A page that was opened again may have its session already. */
async function enter(seams: SessionSeams, token: string): Promise<Session> {
  const entered = await redeem(seams, token);
  seams.showAddress('/');
  return entered ?? currentSession(seams);
}

/** Whether it is still good is known when the socket has proved itself: nothing else is asked of the home before. */
async function currentSession(seams: SessionSeams): Promise<Session> {
  const { refused } = seams;
  const kept = readPageSession(seams.storage);
  if (kept && kept.id !== refused?.id) return { state: 'in', page: kept };
  const token = await seams.bridge?.ownerToken();
  const entered = token === undefined ? null : await redeem(seams, token);
  return entered ?? { state: 'signed-out', why: refused?.why === 'cookie' ? 'cookie' : null, ended: kept };
}

/** Null when the home refuses the token. */
async function redeem({ ask, storage }: SessionSeams, token: string): Promise<Session | null> {
  if (token === '') return null;
  try {
    const { session: page } = await ask('sign_in', { token });
    keepPageSession(storage, page);
    return { state: 'in', page };
  } catch (error) {
    // A refusal is an answer; everything else that goes wrong is not.
    if (error instanceof AppError && (error.code === 'unauthorized' || error.code === 'not_registered')) return null;
    throw error;
  }
}
