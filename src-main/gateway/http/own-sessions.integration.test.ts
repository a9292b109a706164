// The sessions of a person: listed and ended by that person, and by those who run the home. They end at once.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { filePath } from '../../../src-shared/files.ts';
import { newId } from '../../../src-shared/ids.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { endedProof } from '../../../src-shared/page-proof.ts';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import type { Browser } from '../testing/browser.ts';
import { createTestClock } from '../testing/clock.ts';
import { createFileSender } from '../testing/file-sender.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';

const home = homeForAll();

/** Another browser of the owner. */
async function second(at: TestHome = home): Promise<Browser> {
  const browser = at.browser();
  await browser.enter(at.gateway.issueOwnerToken());
  return browser;
}

const idOf = ({ session }: Browser): string => session?.id ?? '';

async function listOf(browser: Browser): Promise<SessionInfo[]> {
  return ((await browser.get('/api/sessions')).json() as Reply<'list_sessions'>).sessions;
}

const end = (browser: Browser, id: string): Promise<Answer> => browser.delete(`/api/sessions/${id}`);

/** An event stream, by its signed address. */
async function openStream(browser: Browser): Promise<{ ended: Promise<void> }> {
  const response = await fetch(`${home.url}${browser.address('/api/stream')}`, { headers: { cookie: browser.cookie ?? '' } });
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  await reader?.read();
  const read = async (): Promise<void> => {
    for (;;) if ((await reader?.read())?.done !== false) return;
  };
  // A cut connection is an error of the fetch.
  return { ended: read().catch(() => undefined) };
}

describe('The list of sessions', () => {
  it('lists the sessions of the asking person and marks the current one', async () => {
    const [other, guest] = [await second(), await home.guest('Gus')];
    const ids = (await listOf(home.owner)).map(({ id, is_current }) => [id, is_current]);
    expect(ids).toEqual([
      [idOf(home.owner), true],
      [idOf(other), false],
    ]);
    expect((await listOf(guest)).map(({ id, is_current }) => [id, is_current])).toEqual([[idOf(guest), true]]);
    await other.delete('/api/session');
  });

  it('has no secret in it, and no hash of one', async () => {
    const other = await second();
    const { text } = await home.owner.get('/api/sessions');
    for (const { cookie, session } of [home.owner, other]) {
      const token = cookie?.split('=')[1] ?? '';
      for (const secret of [token, createHash('sha256').update(token).digest('hex'), session?.secret ?? ''])
        expect(text).not.toContain(secret);
    }
    await other.delete('/api/session');
  });

  it.each([
    [FIREFOX, { browser: 'firefox', platform: 'linux' }],
    [`<img src=x onerror=alert(1)> ${'x'.repeat(5_000)} Firefox/1`, { browser: null, platform: null }],
    [undefined, { browser: null, platform: null }],
  ])('says the browser and the platform as far as they are known, and nothing that was sent: %s', async (userAgent, known) => {
    const body = { token: home.gateway.issueOwnerToken() };
    const headers = { origin: home.url, ...(userAgent === undefined ? {} : { 'user-agent': userAgent }) };
    const id = (await ask(`${home.url}/api/session`, { method: 'POST', headers, body })).field('session.id');
    const answer = await home.owner.get('/api/sessions');
    expect(answer.text).not.toContain('onerror');
    const { sessions } = answer.json() as Reply<'list_sessions'>;
    expect(sessions.find((each) => each.id === id)).toMatchObject(known);
    await end(home.owner, id);
  });

  it('has the time of each start, and of the last use to the minute', async () => {
    const clock = createTestClock();
    const slow = await startTestHome({ now: clock.now });
    const other = await second(slow);
    const said = async (): Promise<SessionInfo | undefined> => (await listOf(slow.owner)).find(({ id }) => id === idOf(other));
    const first = await said();
    // Sessions begin by the writer's own clock.
    expect(Date.now() - (first?.created_at ?? 0)).toBeLessThan(60_000);
    expect(first?.expires_at).toBe((first?.created_at ?? 0) + SESSION_LIFETIME_MS);
    for (const use of [() => other.get('/api/rooms'), async () => (await slow.socketOf(other)).request('list_rooms')]) {
      clock.pass(10 * 60_000);
      await use();
      await expect.poll(async () => (await said())?.last_used_at).toBe(clock.now());
    }
    await slow.close();
  });

  it('has no expired session', async () => {
    const clock = createTestClock(Date.now() + SESSION_LIFETIME_MS - 60_000);
    const late = await startTestHome({ now: clock.now });
    const key = (await late.owner.post('/api/keys', { label: 'all', rights: ['read', 'admin'] })).field('secret');
    const count = async (): Promise<number> =>
      ((await ask(`${late.url}/api/sessions`, { headers: { authorization: `Bearer ${key}` } })).json() as Reply<'list_sessions'>).sessions
        .length;
    expect(await count()).toBe(1);
    clock.pass(120_000);
    expect(await count()).toBe(0);
    await late.close();
  });
});

describe('A session that is ended', () => {
  it('loses its sockets at once, and its requests are refused', async () => {
    const other = await second();
    const file = filePath(await createFileSender(home).upload('a text'));
    const signed = other.address(file);
    const kept = { cookie: other.cookie ?? '', request: other.headersFor('GET', '/api/rooms') };
    const socket = await home.socketOf(other);
    await socket.request('watch', WATCH);
    expect((await other.get(file)).status).toBe(200);
    expect((await end(home.owner, idOf(other))).status).toBe(200);
    await socket.closed;
    expect(socket.received.at(-1)).toMatchObject({ type: 'closing', payload: { code: 'unauthorized' } });
    expect((await ask(`${home.url}/api/rooms`, { headers: kept.request })).status).toBe(401);
    expect((await ask(`${home.url}${signed}`, { headers: { cookie: kept.cookie } })).status).toBe(401);
    expect((await other.get('/api/session')).field('code')).toBe('unauthorized');
    const late = await home.socket({ origin: home.url, cookie: kept.cookie });
    const challenge = { session_id: idOf(other), nonce: 'n'.repeat(16) };
    expect((await late.request('page_challenge', challenge)).payload).toMatchObject({ code: 'unauthorized' });
    expect((await home.owner.get('/api/session')).status).toBe(200);
  });

  it('that was ended before does not exist', async () => {
    const other = await second();
    expect((await end(home.owner, idOf(other))).status).toBe(200);
    expect((await end(home.owner, idOf(other))).field('code')).toBe('session_not_found');
  });

  it('ends by a sign-in of the same person with its cookie, which the browser forgets', async () => {
    const other = await second();
    const headers = { origin: home.url, cookie: other.cookie ?? '' };
    const body = { token: home.gateway.issueOwnerToken() };
    const entered = await ask(`${home.url}/api/session`, { method: 'POST', body, headers });
    expect((await other.get('/api/session')).status).toBe(401);
    await end(home.owner, entered.field('session.id'));
  });

  it('is ended once by a request that is sent again', async () => {
    const other = await second();
    const headers = { 'idempotency-key': 'once' };
    const send = (): Promise<Answer> => home.owner.send(`/api/sessions/${idOf(other)}`, { method: 'DELETE', headers });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
  });

  it('of another person is listed and ended by those who may let that person in, with its sockets and streams', async () => {
    const admin = await home.guest('Abe', { role: 'admin', room_ids: null });
    for (const who of [admin, home.owner]) {
      const guest = await home.guest(`Gast ${newId()}`);
      const id = (await guest.get('/api/session')).field('me.id');
      const { sessions } = (await who.get(`/api/sessions?participant_id=${id}`)).json() as Reply<'list_sessions'>;
      expect(sessions).toMatchObject([{ id: idOf(guest), is_current: false, entrance: 'computer' }]);
      const socket = await home.socketOf(guest);
      await socket.request('watch', WATCH);
      const stream = await openStream(guest);
      const began = performance.now();
      expect((await end(who, idOf(guest))).status).toBe(200);
      await Promise.all([socket.closed, stream.ended]);
      expect(performance.now() - began).toBeLessThan(1_000);
      expect((await guest.get('/api/rooms')).status).toBe(401);
      const proof = endedProof(guest.session?.secret ?? '', idOf(guest));
      const by = who === admin ? 'Abe' : 'Owner';
      expect((await home.browser().post('/api/session/ended', { session_id: idOf(guest), proof })).json()).toEqual({
        why: 'signed_out',
        by,
      });
    }
  });

  it.each([
    ['a guest', { role: 'guest' }],
    ['a member', { role: 'member' }],
  ])('of another person is not listed for %s', async (_who, invite) => {
    const who = await home.guest(`Una ${newId()}`, invite);
    const ownerId = (await home.owner.get('/api/session')).field('me.id');
    for (const id of [ownerId, 'no-such-person', 'porter'])
      expect((await who.get(`/api/sessions?participant_id=${id}`)).field('code')).toBe('access_denied');
  });

  it('of the owner or of another admin is not listed for an admin', async () => {
    const [admin, other] = [await home.guest('Ann', { role: 'admin' }), await home.guest('Art', { role: 'admin' })];
    for (const whose of [home.owner, other]) {
      const id = (await whose.get('/api/session')).field('me.id');
      expect((await admin.get(`/api/sessions?participant_id=${id}`)).field('code')).toBe('access_denied');
    }
    expect((await admin.get('/api/sessions?participant_id=porter')).field('code')).toBe('person_not_found');
    expect((await home.owner.get(`/api/sessions?participant_id=${(await other.get('/api/session')).field('me.id')}`)).status).toBe(200);
  });

  it('is refused to others with the same answer as an unknown session', async () => {
    const guest = await home.guest('Una');
    const admin = await home.guest('Ada', { role: 'admin', room_ids: null });
    const other = await home.guest('Ada 2', { role: 'admin', room_ids: null });
    const member = await home.guest('Mo', { role: 'member', room_ids: null });
    for (const [who, whose] of [
      [guest, home.owner],
      [guest, admin],
      [member, guest],
      [member, home.owner],
      [admin, home.owner],
      [admin, other],
    ] as const) {
      const [theirs, none] = [await end(who, idOf(whose)), await end(who, 'no-such-session')];
      expect([theirs.status, theirs.text.replace(idOf(whose), 'no-such-session')]).toEqual([404, none.text]);
      expect((await whose.get('/api/session')).status).toBe(200);
    }
  });
});

describe('All other sessions', () => {
  it('end at once; the session that asks stays, and so do the sessions of other people', async () => {
    const guest = await home.guest('Rui');
    const others = [await second(), await second()];
    const sockets = await Promise.all(others.map((each) => home.socketOf(each)));
    const mine = await home.socketOf(home.owner);
    expect((await home.owner.delete('/api/sessions')).json()).toEqual({ ended: others.length });
    for (const socket of sockets) await socket.closed;
    for (const other of others) expect((await other.get('/api/session')).status).toBe(401);
    expect((await mine.request('list_rooms')).type).toBe('ok');
    expect((await guest.get('/api/session')).status).toBe(200);
    expect((await home.owner.delete('/api/sessions')).json()).toEqual({ ended: 0 });
  });
});

describe('A key', () => {
  it('with every right lists and ends the sessions of its person, and none is marked', async () => {
    const admin = await home.guest('Ari', { role: 'admin', room_ids: null });
    const secret = (await admin.post('/api/keys', { label: 'all', rights: ['read', 'admin'] })).field('secret');
    const headers = { authorization: `Bearer ${secret}` };
    const { sessions } = (await ask(`${home.url}/api/sessions`, { headers })).json() as Reply<'list_sessions'>;
    expect(sessions).toMatchObject([{ id: idOf(admin), is_current: false }]);
    expect((await ask(`${home.url}/api/sessions`, { method: 'DELETE', headers })).json()).toEqual({ ended: 1 });
    expect((await admin.get('/api/session')).status).toBe(401);
  });

  it.each([{ room_ids: ['lobby'], rights: ['read', 'admin'] }, { rights: ['read', 'post', 'create', 'coordinate'] }])(
    'for less does not: %j',
    async (scope) => {
      const secret = (await home.owner.post('/api/keys', { label: 'less', ...scope })).field('secret');
      const headers = { authorization: `Bearer ${secret}` };
      for (const [method, path] of [
        ['GET', '/api/sessions'],
        ['DELETE', '/api/sessions'],
        ['DELETE', `/api/sessions/${idOf(home.owner)}`],
      ] as const)
        expect((await ask(`${home.url}${path}`, { method, headers })).field('code')).toBe('access_denied');
      expect((await home.owner.get('/api/session')).status).toBe(200);
    },
  );
});
