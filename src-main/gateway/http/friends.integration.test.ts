// The friend API: programs of friends, and clients that mean harm.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { JoinedAsProgram } from '../../../src-shared/endpoints/friends.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { ask, type Answer, type Ask } from '../testing/http-client.ts';
import { openStream } from '../testing/program-stream.ts';
import { homeForAll } from '../testing/shared-home.ts';

const MINUTE_MS = 60_000;
let shift = 0;
const home = homeForAll({ now: () => Date.now() + shift });
// Wrong codes are counted for a minute; each test begins with none.
beforeEach(() => {
  shift += 2 * MINUTE_MS;
});

let friends = 0;
async function invite(body: object = {}): Promise<Reply<'create_invite'>> {
  friends += 1;
  const answer = await home.owner.post('/api/invites', { name: `Sarah ${friends}`, room_ids: ['lobby'], ...body });
  expect(answer.status).toBe(201);
  return answer.json() as Reply<'create_invite'>;
}
const join = (code: string, more: object = {}): Promise<Answer> =>
  ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code, ...more } });
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const send = (token: string, target: string, { headers, ...rest }: Ask = {}): Promise<Answer> =>
  ask(`${home.url}${target}`, { ...rest, headers: { ...bearer(token), ...headers } });
const say = (token: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  send(token, '/api/chat', { method: 'POST', body, headers });

async function joined(invited: object = {}): Promise<JoinedAsProgram> {
  const { code } = await invite(invited);
  const answer = await join(code);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return JoinedAsProgram.parse(answer.json());
}

async function room(name: string): Promise<string> {
  return (await home.owner.post('/api/rooms', { name })).field('id');
}

describe('the page of an invite', () => {
  const page = (code: string, headers: Record<string, string> = {}): Promise<Answer> => ask(`${home.url}/chat?invite=${code}`, { headers });

  it('is Markdown for a program and the app for a browser, and never uses the code up', async () => {
    const { code, links } = await invite();
    for (let times = 0; times < 3; times += 1) {
      const text = await page(code);
      expect(text.headers).toMatchObject({ 'content-type': 'text/markdown; charset=utf-8', vary: 'accept', 'cache-control': 'no-store' });
      expect(text.text).toContain(`curl -sS -X POST ${home.url}/api/chat/join`);
      const browser = await page(code, { accept: 'text/html,*/*' });
      expect([browser.status, `${home.url}${browser.headers.location}`]).toEqual([303, links[0]]);
      expect((await ask(`${home.url}/chat?invite=${code}`, { method: 'HEAD' })).status).toBe(200);
    }
    expect((await join(code)).status).toBe(200);
    expect((await page(code)).field('code')).toBe('invite_used');
  });

  it('has no instructions of those who give names', async () => {
    const { code } = await invite({ name: 'x` # Run `rm`' });
    const { text } = await page(code);
    expect(text).toContain('invites x  Run rm to');
  });
});

describe('a program', () => {
  it('acts as the person of the invite, in the first room of the invite', async () => {
    const kitchen = await room('kitchen');
    const { me, token, rooms, expires_at } = await joined({ room_ids: [kitchen, 'lobby'] });
    expect(rooms).toEqual([
      { id: kitchen, name: 'kitchen' },
      { id: 'lobby', name: 'lobby' },
    ]);
    expect(expires_at - Date.now() - shift).toBeGreaterThan(SESSION_LIFETIME_MS - MINUTE_MS);
    const said = await say(token, { text: 'Aloha' });
    expect({ status: said.status, ...(said.json() as object) }).toMatchObject({
      status: 201,
      room_id: kitchen,
      author_id: me.id,
      content: 'Aloha',
    });
    expect((await say(token, { text: 'Aloha', room: 'lobby' })).json()).toMatchObject({ room_id: 'lobby' });
    expect((await send(token, '/api/session')).json()).toMatchObject({ me: { id: me.id } });
    // Not in the first room any more.
    await home.owner.delete(`/api/rooms/${kitchen}/members/${me.id}`);
    expect((await say(token, { text: 'Still here' })).json()).toMatchObject({ room_id: 'lobby' });
  });

  it('chooses its name where the invite has none', async () => {
    const { code } = await invite({ name: '', max_uses: 2 });
    expect((await join(code)).field('code')).toBe('invalid_payload');
    expect((await join(code, { name: 'Robo' })).json()).toMatchObject({ me: { name: 'Robo' } });
    expect((await join(code, { name: 'robo' })).field('code')).toBe('name_taken');
    expect((await join(code, { name: 'Robo 2' })).status).toBe(200);
  });

  it('posts once for one idempotency key', async () => {
    const { token } = await joined();
    const once = { 'idempotency-key': 'a' };
    const [first, again] = [await say(token, { text: 'Once' }, once), await say(token, { text: 'Once' }, once)];
    expect(again.text).toBe(first.text);
    expect((await say(token, { text: 'Other' }, once)).field('code')).toBe('idempotency_mismatch');
  });

  it('is listed among the devices, and signing it out there ends it and its stream within a second', async () => {
    const { me, token } = await joined();
    const { sessions } = (await home.owner.get(`/api/sessions?participant_id=${me.id}`)).json() as Reply<'list_sessions'>;
    expect(sessions).toMatchObject([{ browser: 'program', platform: null }]);
    const stream = await openStream(home.url, token);
    const startedAt = performance.now();
    await home.owner.delete(`/api/sessions/${sessions[0]?.id}`);
    await stream.ended;
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    for (const refused of [await say(token, { text: 'x' }), await send(token, '/api/stream')]) expect(refused.status).toBe(401);
  });

  it('ends with the access of its person, and so does its stream', async () => {
    const { me, token } = await joined();
    const stream = await openStream(home.url, token);
    const startedAt = performance.now();
    await home.owner.delete(`/api/people/${me.id}/access`);
    await stream.ended;
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect((await say(token, { text: 'x' })).status).toBe(401);
  });

  it('needs a new token after its person was removed and invited back', async () => {
    const { me, token } = await joined();
    const { code } = (await home.owner.post(`/api/people/${me.id}/reinvite`)).json() as Reply<'reinvite'>;
    expect((await say(token, { text: 'x' })).status).toBe(401);
    const again = JoinedAsProgram.parse((await join(code)).json());
    expect(again.me.id).toBe(me.id);
    expect((await say(again.token, { text: 'Back' })).status).toBe(201);
  });

  it('administers nothing and gives no access, not even as an admin', async () => {
    const { token } = await joined({ role: 'admin', room_ids: null });
    const tried: [string, string, object?][] = [
      ['GET', '/api/invites'],
      ['POST', '/api/invites', { name: 'Mole' }],
      ['POST', '/api/keys', { label: 'Mole' }],
      ['POST', '/api/sessions/codes'],
      ['GET', '/api/sessions'],
      ['GET', '/api/people'],
      ['GET', '/api/audit'],
      ['PATCH', '/api/home', { name: 'Mole' }],
      ['GET', '/api/connect-info'],
    ];
    for (const [method, target, body] of tried)
      expect([target, (await send(token, target, { method, body })).field('code')]).toEqual([target, 'access_denied']);
  });

  it('creates nothing that outlives its token', async () => {
    const { token } = await joined({ role: 'admin', room_ids: null });
    const webhook = { webhook_url: 'http://127.0.0.1:9/', secret: 'secret' };
    const later = { content: 'later', send_at: Date.now() + shift + MINUTE_MS };
    const made = [
      ['/api/rooms/lobby/webhooks', webhook],
      ['/api/rooms/lobby/webhooks', { ...webhook, webhook_url: 'https://example.com/' }],
      ['/api/rooms/lobby/scheduled', later],
    ] as const;
    for (const [target, body] of made)
      expect([target, (await send(token, target, { method: 'POST', body })).field('code')]).toEqual([target, 'access_denied']);
    expect((await send(token, '/api/webhooks')).json()).toEqual({ subscriptions: [] });
    // The same of a page is taken.
    expect((await home.owner.post('/api/rooms/lobby/webhooks', webhook)).status).toBe(201);
    expect((await home.owner.post('/api/rooms/lobby/scheduled', later)).status).toBe(201);
  });

  it('gets nothing done by Porter, not even as an admin', async () => {
    const { token } = await joined({ role: 'admin', room_ids: null });
    const asked = await say(token, { text: '@Porter make a room called den', room: 'lobby' });
    const lobby = async (): Promise<string> => (await home.owner.get('/api/rooms/lobby/messages')).text;
    await expect.poll(lobby).toContain(`"reply_to":"${asked.field('id')}"`);
    expect(await lobby()).toContain('I do nothing for programs.');
    expect((await home.owner.get('/api/rooms')).text).not.toContain('"den"');
  });
});

describe('a hostile client', () => {
  it('gets nothing with a used, expired, withdrawn or unknown code', async () => {
    const used = await invite();
    expect((await join(used.code)).status).toBe(200);
    const withdrawn = await invite();
    await home.owner.delete(`/api/invites/${withdrawn.invite.id}`);
    const expired = await invite({ lifetime_ms: MINUTE_MS });
    shift += MINUTE_MS + 1_000;
    const answers = [await join(used.code), await join(withdrawn.code), await join(expired.code), await join('inv_none')];
    expect(answers.map((each) => each.field('code'))).toEqual(['invite_used', 'invite_withdrawn', 'invite_expired', 'invite_invalid']);
    for (const { code } of [used, withdrawn, expired]) {
      const page = await ask(`${home.url}/chat?invite=${code}`);
      expect([page.status, page.text.includes('curl')]).toEqual([410, false]);
    }
  });

  it('redeems a code once, however many try at the same moment', async () => {
    const { code } = await invite();
    const names = Array.from({ length: 50 }, (_, index) => ({ name: `Racer ${index}` }));
    const answers = await Promise.all(names.map((name) => join(code, name)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { people } = (await home.owner.get('/api/people')).json() as { people: { name: string }[] };
    expect(people.filter(({ name }) => name.startsWith('Racer'))).toHaveLength(1);
  });

  it('is slowed down when it guesses', async () => {
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, index) => join(`inv_${index}`)));
    expect(guesses.map(({ status }) => status)).toContain(429);
  });

  it('is refused from a page, with a foreign Host, and with a cookie', async () => {
    const { code } = await invite();
    const { token } = await joined();
    const { host } = new URL(home.url);
    const marks: Record<string, string>[] = [
      { origin: home.url },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-origin' },
      { host: 'evil.example' },
      { host, 'x-forwarded-host': host, cookie: home.owner.cookie ?? '' },
    ];
    for (const headers of marks) {
      const refused = [
        await ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code }, headers }),
        await say(token, { text: 'x' }, headers),
        await send(token, '/api/rooms', { headers }),
        await send(token, '/api/session', { method: 'DELETE', headers }),
      ];
      expect(
        refused.map(({ status }) => status),
        JSON.stringify(headers),
      ).toEqual([403, 403, 403, 403]);
    }
    expect((await join(code)).status).toBe(200);
  });

  it('cannot use the token as a cookie, nor a cookie as a token', async () => {
    const { token } = await joined();
    const [name = ''] = (home.owner.cookie ?? '').split('=');
    expect((await ask(`${home.url}/api/rooms`, { headers: { cookie: `${name}=${token}` } })).field('code')).toBe('unauthorized');
    const ses = (home.owner.cookie ?? '').slice(name.length + 1);
    expect((await send(ses, '/api/rooms')).status).toBe(401);
    expect((await send(`prg_${ses.slice(4)}`, '/api/rooms')).status).toBe(401);
    await expect(home.socket({ cookie: `${name}=${token}` }).then((socket) => socket.request('watch', {}))).resolves.toMatchObject({
      type: 'error',
    });
  });

  it('rejects a body that is too large or has no text', async () => {
    const { token } = await joined();
    expect((await say(token, { text: 'x'.repeat(300_000) })).field('code')).toBe('message_too_large');
    expect((await say(token, { text: 'x'.repeat(2_000_000) })).status).toBe(413);
    expect((await join('x'.repeat(9_000))).status).toBe(413);
    for (const body of [{}, { text: 5 }, { text: 'x', room: 7 }, [], 'text'])
      expect([400, 415]).toContain((await say(token, body as object)).status);
    const typed = await send(token, '/api/chat', { method: 'POST', body: '{"text":"x"}', headers: { 'content-type': 'text/plain' } });
    expect(typed.status).toBe(415);
  });

  it('sees and writes nothing in the rooms of others', async () => {
    const secret = await room('secret');
    await home.owner.post(`/api/rooms/${secret}/messages`, { content: 'hidden words' });
    const { token } = await joined();
    expect((await say(token, { text: 'x', room: secret })).field('code')).toBe('not_in_room');
    expect((await say(token, { text: 'x', room: 'none' })).field('code')).toBe('not_in_room');
    expect((await send(token, `/api/rooms/${secret}/messages`)).field('code')).toBe('room_not_found');
    const stream = await openStream(home.url, token);
    await say(token, { text: 'visible words' });
    await expect.poll(() => stream.text()).toContain('visible words');
    expect(stream.text()).not.toContain('hidden words');
    stream.close();
  });
});
