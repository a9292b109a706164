import { describe, expect, test } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/home-client.ts';
import type { AskHome } from '../join/home-api.ts';
import { startSession, type Session } from './session.ts';

interface Visit {
  path?: string;
  /** Whether the browser has a session. */
  hasSession?: boolean;
  /** The token that the home takes. */
  validToken?: string;
  bridgeToken?: string;
  failure?: Error;
}

async function visit({
  path = '/',
  hasSession = false,
  validToken,
  bridgeToken,
  failure,
}: Visit): Promise<{ session: Session; shown: string[] }> {
  const shown: string[] = [];
  const ask = async (route: string, body: { token?: string }): Promise<unknown> => {
    if (failure) throw failure;
    const isAccepted = route === 'GET /api/session' ? hasSession : body.token === validToken;
    if (!isAccepted) throw new AppError('unauthorized');
    return {};
  };
  const [pathname = '', hash = ''] = path.split('#');
  const session = await startSession({
    location: { pathname, hash: hash === '' ? '' : `#${hash}` },
    ask: ask as AskHome,
    bridge: bridgeToken === undefined ? undefined : { ownerToken: () => Promise.resolve(bridgeToken) },
    showAddress: (address) => shown.push(address),
  });
  return { session, shown };
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
    expect((await visit({ failure: new ConnectionLost('Gone.') })).session.state).toBe('unreachable');
    expect((await visit({ failure: new AppError('internal_error') })).session.state).toBe('unreachable');
  });
});
