// Programs that join as a further device of a person who is signed in.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { SESSIONS_MAX } from '../../../src-shared/limits.ts';
import { JoinedAsProgram } from '../../../src-shared/endpoints/friends.ts';
import type { Browser } from '../testing/browser.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();

describe('the code for another device, for a program', () => {
  const codeOf = async (browser: Browser): Promise<string> => (await browser.post('/api/sessions/codes')).field('code');
  const join = (code: string, more: object = {}): Promise<Answer> =>
    ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code, ...more } });
  const send = (token: string, target: string, method: string, body?: object): Promise<Answer> =>
    ask(`${home.url}${target}`, { method, body, headers: { authorization: `Bearer ${token}` } });

  it('lets a program in as the person who made it, once', async () => {
    const guest = await home.guest('Ugo', { room_ids: ['lobby'] });
    const id = (await guest.get('/api/session')).field('me.id');
    const code = await codeOf(guest);
    const { me, token, rooms } = JoinedAsProgram.parse((await join(code.toLowerCase(), { name: 'Mallory' })).json());
    expect([me.id, me.name, rooms]).toEqual([id, 'Ugo', [{ id: 'lobby', name: 'lobby' }]]);
    expect((await send(token, '/api/chat', 'POST', { text: 'Aloha' })).json()).toMatchObject({ author_id: id });
    const again = await join(code);
    expect([again.status, again.field('code')]).toEqual([401, 'unauthorized']);
    const { sessions } = (await guest.get('/api/sessions')).json() as Reply<'list_sessions'>;
    expect(sessions.map(({ browser }) => browser)).toContain('program');
    const [program] = sessions.filter(({ browser }) => browser === 'program');
    await guest.delete(`/api/sessions/${program?.id}`);
    expect((await send(token, '/api/chat', 'POST', { text: 'x' })).status).toBe(401);
  });

  it('gives no rights to administer, and none to make a further code', async () => {
    const token = (await join(await codeOf(home.owner))).field('token');
    for (const [method, target] of [
      ['POST', '/api/sessions/codes'],
      ['POST', '/api/keys'],
      ['GET', '/api/invites'],
      ['DELETE', '/api/rooms/lobby'],
    ] as const)
      expect((await send(token, target, method, method === 'POST' ? {} : undefined)).status).toBe(403);
  });

  it('ends the connections of the device that has to leave, when a person has too many', async () => {
    const guest = await home.guest('Wim');
    const token = async (): Promise<string> => (await join(await codeOf(guest))).field('token');
    const first = await token();
    const stream = await fetch(`${home.url}/api/stream`, { headers: { authorization: `Bearer ${first}` } });
    expect(stream.status).toBe(200);
    // With the page of the guest, these are one too many.
    for (let count = 1; count < SESSIONS_MAX; count += 1) await token();
    // The stream ends: its reader would wait without end.
    await stream.body?.pipeTo(new WritableStream()).catch(() => undefined);
    expect((await send(first, '/api/chat', 'POST', { text: 'x' })).status).toBe(401);
  });

  it('ends with the session that made it', async () => {
    const guest = await home.guest('Vic');
    const code = await codeOf(guest);
    await guest.delete('/api/session');
    expect((await join(code)).status).toBe(401);
  });
});
