import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const MINUTE_MS = 60_000;
const A_NUMBER: unknown = expect.any(Number);
const home = homeForAll({ now: () => Date.now() + shift });
let shift = 0;
// Wrong codes are counted for a minute; each test begins with none.
beforeEach(() => {
  shift += 2 * MINUTE_MS;
});

const invite = async (body: object = {}): Promise<Reply<'create_invite'>> => {
  const answer = await home.owner.post('/api/invites', { name: 'Sarah', ...body });
  expect(answer.status).toBe(201);
  return answer.json() as Reply<'create_invite'>;
};
const preview = (code: string): Promise<Answer> => home.browser().post('/api/invites/preview', { code });
let guests = 0;
/** Each guest has another name. */
const redeem = (code: string, name = `Sarah ${(guests += 1)}`): Promise<Answer> =>
  home.browser().post('/api/invites/redeem', { code, name });
const personId = (answer: Answer): string => answer.field('me.id');

describe('an invite', () => {
  it('shows what it is for as often as one looks, lets one in once, and is used up', async () => {
    const { code, links } = await invite({ room_ids: ['lobby'] });
    expect(links).toEqual([`${home.url}/join#${code}`]);
    for (let looks = 0; looks < 3; looks += 1) {
      expect((await preview(code)).json()).toMatchObject({ name: 'Sarah', room_names: ['lobby'], single_use: true, invited_by: 'Owner' });
    }
    expect((await redeem(code)).status).toBe(200);
    for (const again of [await redeem(code), await preview(code)])
      expect([again.status, again.field('code')]).toEqual([410, 'invite_used']);
  });

  it('is not used up by whatever a link preview or a curious GET does', async () => {
    const { code } = await invite();
    for (const path of ['/join', `/join?code=${code}`, `/api/invites/redeem?code=${code}`, `/api/invites/preview?code=${code}`]) {
      for (const method of ['GET', 'HEAD']) expect((await ask(`${home.url}${path}`, { method })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await ask(`${home.url}/api/invites/redeem`)).headers.allow).toContain('POST');
    expect((await preview(code)).status).toBe(200);
  });

  it('sets a cookie that scripts and other sites cannot use, and no other door opens with its value', async () => {
    const { code } = await invite();
    const answer = await redeem(code);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^lanai_session_[0-9a-f]{12}=ses_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    const token = /=(ses_[\w-]+)/.exec(cookie)?.[1] ?? '';
    expect(answer.text).not.toContain(token);
    expect((await ask(`${home.url}/api/rooms`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect((await ask(`${home.url}/api/rooms`, { headers: { cookie: `lanai_session=${token}` } })).status).toBe(401);
  });

  it('for several people counts them', async () => {
    const { code, invite: made } = await invite({ name: '', max_uses: 2 });
    expect((await preview(code)).json()).toMatchObject({ single_use: false, name: '' });
    const came = [await redeem(code, 'Kai'), await redeem(code, 'Leo'), await redeem(code, 'Mia')];
    expect(came.map((each) => each.status)).toEqual([200, 200, 410]);
    const { invites } = (await home.owner.get('/api/invites')).json() as Reply<'list_invites'>;
    expect(invites.find((each) => each.id === made.id)).toMatchObject({ uses: 2, max_uses: 2 });
  });

  it.each([1, 7])('for %i lets exactly so many in, of 50 who try at the same moment', async (uses) => {
    const { code, invite: made } = await invite({ name: '', max_uses: uses });
    const tries = Array.from({ length: 50 }, (_, n) =>
      // From several devices, so that none of them is slowed down as a guesser.
      ask(`${home.url}/api/invites/redeem`, { method: 'POST', from: `127.0.1.${n + 1}`, body: { code, name: `Racer ${uses} ${n}` } }),
    );
    const came = await Promise.all(tries);
    const letIn = came.filter(({ status }) => status === 200);
    const refused = came.filter(({ status }) => status !== 200);
    expect([letIn.length, refused.length]).toEqual([uses, 50 - uses]);
    expect(new Set(letIn.map(personId)).size).toBe(uses);
    expect(new Set(refused.map((each) => `${each.status} ${each.field('code')}`))).toEqual(new Set(['410 invite_used']));
    const { people } = (await home.owner.get('/api/people')).json() as Reply<'list_people'>;
    expect(people.filter(({ name }) => name.startsWith(`Racer ${uses} `)).length).toBe(uses);
    const { invites } = (await home.owner.get('/api/invites')).json() as Reply<'list_invites'>;
    expect(invites.find(({ id }) => id === made.id)).toMatchObject({ uses, max_uses: uses });
  });

  it('ends with its time', async () => {
    const { code } = await invite({ lifetime_ms: shift + MINUTE_MS });
    expect((await preview(code)).status).toBe(200);
    shift += MINUTE_MS + 1_000;
    expect((await preview(code)).field('code')).toBe('invite_expired');
  });

  it('ends when it is withdrawn', async () => {
    const { code, invite: made } = await invite();
    expect((await home.owner.delete(`/api/invites/${made.id}`)).json()).toMatchObject({ revoked_at: A_NUMBER });
    for (const refused of [await preview(code), await redeem(code)]) expect(refused.field('code')).toBe('invite_withdrawn');
    expect((await home.owner.delete('/api/invites/no-such')).field('code')).toBe('invite_not_found');
  });

  it('says the same about every code that was never made', async () => {
    const answers = await Promise.all([preview('inv_never-made'), preview('inv_'), preview('x')]);
    expect(answers[0]?.field('code')).toBe('invite_invalid');
    expect(new Set(answers.map((each) => each.text)).size).toBe(1);
  });

  it('keeps its secret and everybody’s: no list, no event and no preview has a code', async () => {
    const { code } = await invite();
    const watcher = await home.socketOf(home.owner);
    await watcher.request('watch', WATCH);
    const second = await invite({ name: 'Noa' });
    await watcher.waitFor((frame) => JSON.stringify(frame.payload).includes('invite.changed'));
    const seen = `${(await home.owner.get('/api/invites')).text}${(await preview(code)).text}${JSON.stringify(watcher.received)}`;
    for (const secret of [code, second.code, 'code_hash']) expect(seen).not.toContain(secret);
  });

  it('is made, listed and withdrawn by the owner and admins, and no one else', async () => {
    const guest = await home.guest('Guest', { room_ids: ['lobby'] });
    const admin = await home.guest('Admin', { role: 'admin' });
    const { invite: made } = await invite();
    for (const refused of [
      await guest.post('/api/invites', { name: 'x' }),
      await guest.get('/api/invites'),
      await guest.delete(`/api/invites/${made.id}`),
      await guest.get('/api/people'),
      await guest.get('/api/sharing'),
    ]) {
      expect([refused.status, refused.field('code')]).toEqual([403, 'access_denied']);
    }
    expect((await admin.post('/api/invites', { name: 'Friend' })).status).toBe(201);
    expect((await admin.get('/api/people')).status).toBe(200);
  });

  it.each([
    [{ role: 'owner' }, 'role'],
    [{ max_uses: 0 }, 'max_uses'],
    [{ max_uses: 1_001 }, 'max_uses'],
    [{ lifetime_ms: 1 }, 'lifetime_ms'],
    [{ room_ids: 'lobby' }, 'room_ids'],
  ])('cannot be made with %j', async (body, field) => {
    expect((await home.owner.post('/api/invites', { name: 'x', ...body })).field('detail')).toMatch(new RegExp(`^${field}: `));
  });

  it('cannot lead into a room that its maker does not see, or a direct one', async () => {
    expect((await home.owner.post('/api/invites', { room_ids: ['no-such'] })).field('code')).toBe('room_not_found');
    const direct = (await home.owner.post('/api/directs', { participant_id: 'porter' })).field('id');
    expect((await home.owner.post('/api/invites', { room_ids: [direct] })).field('code')).toBe('access_denied');
  });

  it('takes no name that is none', async () => {
    const { code } = await invite();
    for (const name of ['', '  ', 'a\nb', 'x'.repeat(81)]) expect((await redeem(code, name)).field('detail')).toMatch(/^name: /);
    expect((await preview(code)).status).toBe(200);
  });
});

describe('a way in', () => {
  it('ends at once when its person is shut out: the session, the keys, and what is connected', async () => {
    const admin = await home.guest('Rui', { role: 'admin' });
    const id = personId(await admin.get('/api/session'));
    const secret = (await admin.post('/api/keys', { label: 'bot' })).field('secret');
    const page = await home.socketOf(admin);
    await page.request('watch', WATCH);
    const agent = await home.agent('rui-bot', { key: secret });
    expect((await home.owner.delete(`/api/people/${id}/access`)).json()).toMatchObject({ revoked_at: A_NUMBER });
    await Promise.all([page.closed, agent.closed]);
    for (const client of [page, agent])
      expect(client.received.at(-1)).toMatchObject({ type: 'closing', payload: { code: 'unauthorized' } });
    expect((await admin.get('/api/session')).status).toBe(401);
    expect((await admin.post('/api/rooms/lobby/messages', { content: 'still here' })).status).toBe(401);
    expect((await ask(`${home.url}/api/rooms`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(401);
    await expect(home.agent('rui-bot', { key: secret })).rejects.toThrow('unauthorized');
  });

  it('ends with a reinvite, and the new link leads to the same person', async () => {
    const before = await home.guest('Tala', { room_ids: ['lobby'] });
    const id = personId(await before.get('/api/session'));
    const page = await home.socketOf(before);
    await page.request('watch', WATCH);
    const first = (await home.owner.post(`/api/people/${id}/reinvite`)).json() as Reply<'reinvite'>;
    await page.closed;
    expect((await before.get('/api/session')).status).toBe(401);
    const second = (await home.owner.post(`/api/people/${id}/reinvite`)).json() as Reply<'reinvite'>;
    expect((await redeem(first.code, 'Tala')).field('code')).toBe('invite_withdrawn');
    expect(personId(await redeem(second.code, 'Tala'))).toBe(id);
    expect((await home.owner.post('/api/people/no-such/reinvite')).field('code')).toBe('person_not_found');
  });

  it('of the owner cannot be ended by an admin', async () => {
    const admin = await home.guest('Ines', { role: 'admin' });
    const ownerId = personId(await home.owner.get('/api/session'));
    expect((await admin.delete(`/api/people/${ownerId}/access`)).field('code')).toBe('access_denied');
    expect((await admin.post(`/api/people/${ownerId}/reinvite`)).status).toBe(404);
  });

  it('cannot be renewed by an admin for another admin', async () => {
    const [ivo, bea] = [await home.guest('Ivo', { role: 'admin' }), await home.guest('Bea', { role: 'admin' })];
    const id = personId(await bea.get('/api/session'));
    expect((await ivo.post(`/api/people/${id}/reinvite`)).field('code')).toBe('access_denied');
    expect((await bea.get('/api/session')).status).toBe(200);
    expect((await home.owner.post(`/api/people/${id}/reinvite`)).status).toBe(201);
  });

  it('works by an admin’s link only once the owner confirmed it', async () => {
    const admin = await home.guest('Noa', { role: 'admin' });
    const mel = await home.guest('Mel', { role: 'member', room_ids: null });
    const id = personId(await mel.get('/api/session'));
    const key = (await admin.post('/api/keys', { label: 'bot', rights: ['read', 'post', 'admin'] })).field('secret');
    for (const maker of ['browser', 'key']) {
      const made =
        maker === 'browser'
          ? await admin.post(`/api/people/${id}/reinvite`)
          : await ask(`${home.url}/api/people/${id}/reinvite`, { method: 'POST', body: {}, headers: { authorization: `Bearer ${key}` } });
      const { code, invite: link } = made.json() as Reply<'reinvite'>;
      expect(link.needs_owner).toBe(true);
      for (const answer of [await preview(code), await redeem(code, 'Mel')])
        expect([answer.status, answer.field('code')]).toEqual([409, 'invite_unconfirmed']);
      const confirm = `/api/invites/${link.id}/confirmation`;
      expect((await admin.put(confirm, {})).field('code')).toBe('access_denied');
      expect((await home.owner.put(confirm, {})).json()).toMatchObject({ needs_owner: false });
      expect(personId(await redeem(code, 'Mel'))).toBe(id);
    }
  });

  it('is asked about in the owner’s direct room when an admin makes a link for it', async () => {
    const admin = await home.guest('[Ines](https://evil.example)', { role: 'admin' });
    const mel = await home.guest('Melba', { role: 'member', room_ids: null });
    await admin.post(`/api/people/${personId(await mel.get('/api/session'))}/reinvite`);
    const direct = await home.owner.post('/api/directs', { participant_id: 'porter' });
    const said = async (): Promise<string> => (await home.owner.get(`/api/rooms/${direct.field('id')}/messages`)).text;
    await expect.poll(said).toContain('made a new link for **Melba**');
    expect(await said()).not.toContain('[Ines](https');
  });

  it('ends for one browser when it signs out there, and its open page with it', async () => {
    const { code } = await invite({ name: '', max_uses: 1 });
    const here = home.browser();
    await here.redeem(code, 'Uma');
    const id = personId(await here.get('/api/session'));
    const page = await home.socketOf(here);
    await page.request('watch', WATCH);
    const ownersPage = await home.socketOf(home.owner);
    await ownersPage.request('watch', WATCH);
    const stolen = here.cookie ?? '';
    const out = await here.delete('/api/session');
    expect(out.headers['set-cookie']?.[0]).toMatch(/=; Path=\/; HttpOnly; SameSite=Strict; Max-Age=0$/);
    await page.closed;
    expect((await ask(`${home.url}/api/session`, { headers: { cookie: stolen } })).status).toBe(401);
    expect((await ownersPage.request('list_rooms')).type).toBe('ok');
    expect((await home.owner.get('/api/people')).text).toContain(id);
  });

  it('of an agent ends with its key, and only that agent’s', async () => {
    const made = await home.owner.post('/api/keys', { label: 'scout' });
    const scout = await home.agent('scout', { key: made.field('secret') });
    const other = await home.agent('other');
    const secretless = (await home.owner.get('/api/keys')).text;
    expect(secretless).not.toContain(made.field('secret'));
    expect(secretless).not.toContain('secret_hash');
    expect((await home.owner.delete(`/api/keys/${made.field('key.id')}`)).json()).toMatchObject({ revoked_at: A_NUMBER });
    await scout.closed;
    expect((await other.request('list_rooms')).type).toBe('room_list');
    expect((await home.owner.delete('/api/keys/no-such')).field('code')).toBe('key_not_found');
  });

  it('by an owner’s link works once, and ends with its time', async () => {
    const token = home.gateway.issueOwnerToken();
    const enter = (value: string) => home.browser().post('/api/session', { token: value });
    expect((await enter(token)).json()).toMatchObject({ me: { role: 'owner' } });
    expect((await enter(token)).field('code')).toBe('unauthorized');
    const late = home.gateway.issueOwnerToken();
    shift += 10 * MINUTE_MS + 1;
    expect((await enter(late)).field('code')).toBe('unauthorized');
  });
});

describe('who guesses', () => {
  it('is slowed after some attempts; the right code comes in from the same address all the same', async () => {
    const { code } = await invite();
    const attempts: number[] = [];
    for (let n = 0; n < 21; n += 1) attempts.push((await preview(`inv_guess-${n}`)).status);
    expect(attempts.indexOf(429)).toBe(20);
    const refused = await home.browser().post('/api/session', { token: 'own_guess' });
    expect([refused.status, refused.field('code'), refused.headers['retry-after']]).toEqual([429, 'too_many_attempts', '60']);
    expect((await redeem(code)).status).toBe(200);
    expect((await home.browser().enter(home.gateway.issueOwnerToken())).status).toBe(200);
    shift += MINUTE_MS + 1;
    expect((await preview('inv_guess')).status).toBe(410);
  });
});
