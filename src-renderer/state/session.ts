// How the app comes in: with the session this browser has, the owner's one-time token, or not at all.
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import { AppError } from '../../src-shared/errors.ts';
import { ENTER_PATH, JOIN_PATH } from '../../src-shared/http.ts';
import type { AskHome } from '../join/home-api.ts';

export type Session =
  | { state: 'starting' }
  | { state: 'in' }
  /** The page of an invite. */
  | { state: 'joining' }
  | { state: 'signed-out' }
  /** The home did not answer, or answered that something is wrong. */
  | { state: 'unreachable' };

export interface SessionSeams {
  location: Pick<Location, 'pathname' | 'hash'>;
  ask: AskHome;
  /** Absent in a friend's browser. */
  bridge: Pick<LanaiBridge, 'ownerToken'> | undefined;
  /** Shows another address without loading it. */
  showAddress(path: string): void;
}

export async function startSession(seams: SessionSeams): Promise<Session> {
  const { location } = seams;
  if (location.pathname === JOIN_PATH) return { state: 'joining' };
  try {
    if (location.pathname === ENTER_PATH) return await enter(seams, location.hash.slice(1));
    return await currentSession(seams);
  } catch {
    return { state: 'unreachable' };
  }
}

/** The token works once. A page that was opened again may have its session already. */
async function enter(seams: SessionSeams, token: string): Promise<Session> {
  const isIn = await redeem(seams, token);
  seams.showAddress('/');
  return isIn ? { state: 'in' } : currentSession(seams);
}

async function currentSession(seams: SessionSeams): Promise<Session> {
  if (await isAccepted(seams.ask('GET /api/session', {}))) return { state: 'in' };
  const token = await seams.bridge?.ownerToken();
  const isIn = token !== undefined && (await redeem(seams, token));
  return { state: isIn ? 'in' : 'signed-out' };
}

async function redeem({ ask }: SessionSeams, token: string): Promise<boolean> {
  return token !== '' && isAccepted(ask('POST /api/session', { token }));
}

/** A refusal is an answer; everything else that goes wrong is not. */
async function isAccepted(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'unauthorized' || error.code === 'not_registered')) return false;
    throw error;
  }
}
