import { describe, expect, test } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { AskHome } from '../sync/home-api.ts';
import { startSession, type Session, type SessionSeams } from './session.ts';

const KEPT = { id: 'kept', secret: 'k' };
const FRESH = { id: 'fresh', secret: 'f' };

interface Visit {
  path?: string;
  /** Whether the browser has a session. */
  hasSession?: boolean;
  /** The token that the home takes. */
  validToken?: string;
  bridgeToken?: string;
  failure?: Error;
  refused?: SessionSeams['refused'];
}

async function visit({
  path = '/',
  hasSession = false,
  validToken,
  bridgeToken,
  failure,
  refused = null,
}: Visit): Promise<{ session: Session; shown: string[]; kept: string | undefined }> {
  const shown: string[] = [];
  const ask = async (route: string, body: { token?: string }): Promise<unknown> => {
    if (failure) throw failure;
    if (route !== 'sign_in' || body.token !== validToken) throw new AppError('unauthorized');
    return { session: FRESH };
  };
  const kept = new Map(hasSession ? [['lanai.session', JSON.stringify(KEPT)]] : []);
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text) };
  const [pathname = '', hash = ''] = path.split('#');
  const session = await startSession({
    location: { pathname, hash: hash === '' ? '' : `#${hash}` },
    ask: ask as AskHome,
    storage,
    refused,
    bridge: bridgeToken === undefined ? undefined : { ownerToken: () => Promise.resolve(bridgeToken) },
    showAddress: (address) => shown.push(address),
  });
  return { session, shown, kept: kept.get('lanai.session') };
}

describe('coming in', () => {
  test('with the session this browser has', async () => {
    expect((await visit({ hasSession: true })).session.state).toBe('in');
  });

  test('with the owner’s link, whose token does not stay in the address', async () => {
    const { session, shown } = await visit({ path: '/enter#token', validToken: 'token' });
    expect([session.state, shown]).toEqual(['in', ['/']]);
  });

  test('with an owner’s link that was used before, when the session is still there', async () => {
    expect((await visit({ path: '/enter#used', hasSession: true })).session.state).toBe('in');
    expect((await visit({ path: '/enter#used' })).session.state).toBe('signed-out');
  });

  test('in the desktop’s window, with a token it asks for', async () => {
    expect((await visit({ bridgeToken: 'token', validToken: 'token' })).session.state).toBe('in');
  });

  test('nowhere without any of these', async () => {
    expect((await visit({})).session.state).toBe('signed-out');
  });

  test('by an invite, whose page asks for itself', async () => {
    expect((await visit({ path: '/join#code', failure: new Error('not asked') })).session.state).toBe('joining');
  });

  test('later, when the home does not answer', async () => {
    const entering = { path: '/enter#token', validToken: 'token' };
    expect((await visit({ ...entering, failure: new ConnectionLost('Gone.') })).session.state).toBe('unreachable');
    expect((await visit({ ...entering, failure: new AppError('internal_error') })).session.state).toBe('unreachable');
  });

  test('keeps the page secret for the next visit', async () => {
    const { session, kept } = await visit({ path: '/enter#token', validToken: 'token', hasSession: true });
    expect([session, kept]).toEqual([{ state: 'in', page: FRESH }, JSON.stringify(FRESH)]);
  });

  test('not with a session that the home refused, but with a newer session of another tab', async () => {
    const refused = { id: KEPT.id, why: 'cookie' } as const;
    expect((await visit({ hasSession: true, refused })).session).toEqual({ state: 'signed-out', why: 'cookie', ended: KEPT });
    expect((await visit({ hasSession: true, refused: { ...refused, why: 'ended' } })).session).toEqual({
      state: 'signed-out',
      why: null,
      ended: KEPT,
    });
    expect((await visit({ hasSession: true, refused: { ...refused, id: 'older' } })).session).toEqual({ state: 'in', page: KEPT });
    expect((await visit({ hasSession: true, refused, bridgeToken: 'token', validToken: 'token' })).session.state).toBe('in');
  });
});
