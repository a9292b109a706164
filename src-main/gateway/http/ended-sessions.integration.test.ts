// The reason for which a session ended, for the page that had it and for no other.
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src-shared/ids.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { endedProof, type PageSession } from '../../../src-shared/page-proof.ts';
import type { Browser } from '../testing/browser.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

let shift = 0;
const home = homeForAll({ now: () => Date.now() + shift });

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');

function sessionOf({ session }: Browser): PageSession {
  if (!session) throw new Error('The browser is not signed in.');
  return session;
}

function why({ id, secret }: PageSession): Promise<Answer> {
  return ask(`${home.url}/api/session/ended`, { method: 'POST', body: { session_id: id, proof: endedProof(secret, id) } });
}

describe('the reason for which a session ended', () => {
  it('is the person who ended the access', async () => {
    const sarah = await home.guest('Sarah');
    await home.owner.delete(`/api/people/${await idOf(sarah)}/access`);
    expect((await why(sessionOf(sarah))).json()).toEqual({ why: 'revoked', by: 'Owner' });
  });

  it('is a new link', async () => {
    const tom = await home.guest('Tom');
    await home.owner.post(`/api/people/${await idOf(tom)}/reinvite`);
    expect((await why(sessionOf(tom))).json()).toEqual({ why: 'new_link', by: 'Owner' });
  });

  it('is the person itself, on another device', async () => {
    const uma = await home.guest('Uma');
    const { code } = (await home.owner.post(`/api/people/${await idOf(uma)}/reinvite`)).json() as { code: string };
    const again = home.browser();
    await again.redeem(code, 'Uma');
    const session = sessionOf(again);
    expect((await again.delete(`/api/sessions/${session.id}`)).status).toBe(200);
    expect((await why(session)).json()).toEqual({ why: 'signed_out', by: null });
  });

  it('is not shown to others: without the secret, for a session that is open, and for an unknown one', async () => {
    const eve = await home.guest('Eve');
    const wes = await home.guest('Wes');
    const { id, secret } = sessionOf(eve);
    expect((await why({ id, secret })).status).toBe(401);
    await home.owner.delete(`/api/people/${await idOf(eve)}/access`);
    for (const session of [{ id, secret: sessionOf(wes).secret }, { id, secret: '' }, { id: newId(), secret }, sessionOf(wes)])
      expect([(await why(session)).status, (await why(session)).text.includes('Owner')]).toEqual([401, false]);
  });

  it('is none for a person who signed out here', async () => {
    const yul = await home.guest('Yul');
    const session = sessionOf(yul);
    await yul.delete('/api/session');
    expect((await why(session)).status).toBe(401);
  });
});

describe('a room that another took away', () => {
  it('says who did it, also to a client that was away', async () => {
    const zoe = await home.guest('Zoe');
    const id = await idOf(zoe);
    const room_id = (await home.owner.post('/api/rooms', { name: newId(), member_ids: [id] })).field('id');
    const socket = await home.socketOf(zoe);
    const { snapshot } = (await socket.request('watch', WATCH)).payload as { snapshot: { cursor: number; epoch: number } };
    await home.owner.delete(`/api/rooms/${room_id}/members/${id}`);
    const isIt = ({ payload }: { payload?: unknown }): boolean => (payload as { type?: string }).type === 'room.removed';
    const ownerId = await idOf(home.owner);
    expect((await socket.waitFor(isIt)).payload).toMatchObject({ room_id, why: 'removed', by_id: ownerId });
    const back = await home.socketOf(zoe);
    await back.request('watch', { ...WATCH, cursor: snapshot.cursor, epoch: snapshot.epoch });
    expect((await back.waitFor(isIt)).payload).toMatchObject({ room_id, why: 'removed', by_id: ownerId });
  });
});

it('An expired session says so', async () => {
  const session = sessionOf(await home.guest('Vic'));
  shift = SESSION_LIFETIME_MS + 1_000;
  expect((await why(session)).json()).toEqual({ why: 'expired', by: null });
});
