// Invites for agents: a short code that gives one agent a key, once.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { AGENT_INVITES_MAX, SHORT_CODE_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { writtenShortCode } from '../../../src-shared/short-code.ts';
import { invitingHome, onboardingOf, refusalOf, withKey, type MadeInvite } from '../testing/agent-invites.ts';
import { ask } from '../testing/http-client.ts';
import { WATCH } from '../testing/watch-payload.ts';

const { home, pass, invite, preview, redeem, collect, page, keys } = invitingHome();

describe('an invite for an agent', () => {
  it('gives one agent a key with its name, rooms and rights, and then none', async () => {
    const room = (await home.owner.post('/api/rooms', { name: 'lab', public: false })).field('id');
    const made = await invite({ name: 'build-bot', room_ids: [room], rights: ['read', 'post'] });
    expect(made.links).toEqual([`${home.url}/agent/${made.code}`]);
    const got = onboardingOf(await redeem(` ${writtenShortCode(made.code).toLowerCase()} `));
    expect(got).toMatchObject({ state: 'joined', claim: null, agent: { name: 'build-bot' }, room: { id: room, name: 'lab' } });
    const key = (await keys()).find(({ label }) => label === 'build-bot');
    expect(key).toMatchObject({ room_ids: [room], rights: ['read', 'post'] });
    // It is a member of the private room, and may write there at once.
    const said = await ask(`${home.url}/api/rooms/${room}/messages`, {
      method: 'POST',
      headers: withKey(got.key),
      body: { content: 'Hi' },
    });
    expect([said.status, said.field('author_id')]).toEqual([201, got.agent?.id]);
    expect((await ask(`${home.url}/api/rooms/lobby`, { headers: withKey(got.key) })).status).toBe(404);
    for (const again of [await redeem(made.code), await preview(made.code), await page(made.code)])
      expect(refusalOf(again)).toEqual([410, 'invite_used']);
  });

  it('gives one key when fifty redeem it at once', async () => {
    const { code } = await invite({ name: 'crowd' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await keys()).filter(({ label }) => label === 'crowd')).toHaveLength(1);
  });

  it('is not used up by reading its page, which is for programs and browsers', async () => {
    const { code } = await invite({ name: 'reader' });
    for (const accept of ['*/*', 'text/markdown, text/html', 'application/json']) {
      const answer = await page(code, { accept });
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/markdown; charset=utf-8']);
      expect([answer.headers['cache-control'], answer.headers.vary]).toEqual(['no-store', 'accept']);
      expect(answer.text).toContain(`CODE = "${code}"`);
    }
    const browser = await page(code, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect([browser.status, browser.headers.location]).toEqual([303, `/join#agent-${code}`]);
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      expect((await ask(`${home.url}/api/agent-invites/redeem`, { method })).status).toBeGreaterThanOrEqual(400);
    expect((await preview(code)).json()).toMatchObject({ name: 'reader', invited_by: 'Owner', room_names: null, needs_approval: false });
    expect((await redeem(code)).status).toBe(200);
  });

  it('names the address of the connection, because a name could lead to another program', async () => {
    const { code } = await invite();
    const { port } = new URL(home.url);
    const text = (await page(code, { host: `localhost:${port}` })).text;
    expect(text).toContain(`HOME = "http://127.0.0.1:${port}"`);
    expect(text).not.toContain('localhost');
    expect((await page(code, { host: `evil.example:${port}` })).field('code')).toBe('host_not_allowed');
  });

  it('ends after ten minutes', async () => {
    const { code } = await invite();
    pass(SHORT_CODE_LIFETIME_MS);
    for (const late of [await redeem(code), await preview(code), await page(code)])
      expect(refusalOf(late)).toEqual([410, 'invite_expired']);
  });

  it('can be withdrawn', async () => {
    const { code, invite: made } = await invite();
    expect((await home.owner.delete(`/api/agent-invites/${made.id}`)).field('state')).toBe('revoked');
    expect(refusalOf(await redeem(code))).toEqual([410, 'invite_withdrawn']);
    expect((await home.owner.delete('/api/agent-invites/none')).field('code')).toBe('invite_not_found');
  });

  it('ends with the session, the key or the role of its maker', async () => {
    const [left, demoted] = [await home.guest('Lea', { role: 'admin' }), await home.guest('Dom', { role: 'admin' })];
    const { secret, key } = (
      await home.owner.post('/api/keys', { label: 'maker', rights: ['read', 'post', 'admin'] })
    ).json() as Reply<'create_key'>;
    const byKey = await ask(`${home.url}/api/agent-invites`, {
      method: 'POST',
      headers: withKey(secret),
      body: { name: 'x', rights: ['read'] },
    });
    const codes = [(await invite({}, left)).code, (await invite({}, demoted)).code, (byKey.json() as MadeInvite).code];
    await left.delete('/api/session');
    const id = (await demoted.get('/api/session')).field('me.id');
    await home.owner.patch(`/api/people/${id}/access`, { role: 'member' });
    await home.owner.delete(`/api/keys/${key.id}`);
    for (const code of codes) expect(refusalOf(await redeem(code))).toEqual([410, 'invite_withdrawn']);
  });

  it('of an agent is for the rooms of the agent, and not for all of its person', async () => {
    const own = (await home.owner.post('/api/rooms', { name: 'diary', public: false })).field('id');
    const secret = (await home.owner.post('/api/keys', { label: 'helper', rights: ['read', 'post', 'admin'] })).field('secret');
    const make = (body: object) => ask(`${home.url}/api/agent-invites`, { method: 'POST', headers: withKey(secret), body });
    const refused = await make({ name: 'spy', room_ids: [own], rights: ['read'] });
    expect(refusalOf(refused)).toEqual([404, 'room_not_found']);
    const { code } = (await make({ name: 'fine', rights: ['read'] })).json() as MadeInvite;
    expect((await preview(code)).field('invited_by')).toBe('Owner');
    expect(onboardingOf(await redeem(code)).room?.id).toBe('lobby');
  });

  it('stays withdrawn when its maker may administer again', async () => {
    const admin = await home.guest('Zoe', { role: 'admin' });
    const id = (await admin.get('/api/session')).field('me.id');
    const { code } = await invite({}, admin);
    await home.owner.patch(`/api/people/${id}/access`, { role: 'member' });
    expect(refusalOf(await redeem(code))).toEqual([410, 'invite_withdrawn']);
    await home.owner.patch(`/api/people/${id}/access`, { role: 'admin' });
    expect(refusalOf(await redeem(code))).toEqual([410, 'invite_withdrawn']);
  });

  it('leaves no key that is good when the access of its maker ends at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const admin = await home.guest(`Mia ${round}`, { role: 'admin' });
      const id = (await admin.get('/api/session')).field('me.id');
      const { code } = await invite({ name: `late ${round}` }, admin);
      const [, answer] = await Promise.all([home.owner.delete(`/api/people/${id}/access`), redeem(code)]);
      if (answer.status !== 200) continue;
      const rooms = await ask(`${home.url}/api/rooms`, { headers: withKey(onboardingOf(answer).key) });
      expect(rooms.status).toBe(401);
    }
  });

  it('belongs to the person who made it, and allows no more than they may', async () => {
    const admin = await home.guest('Ada', { role: 'admin' });
    const { code } = await invite({ name: 'of-ada' }, admin);
    await redeem(code);
    expect((await keys(admin)).map(({ label }) => label)).toContain('of-ada');
    expect((await keys()).map(({ label }) => label)).not.toContain('of-ada');
    const secret = (await home.owner.post('/api/keys', { label: 'weak', rights: ['read', 'admin'] })).field('secret');
    const wide = await ask(`${home.url}/api/agent-invites`, {
      method: 'POST',
      headers: withKey(secret),
      body: { name: 'x', rights: ['post'] },
    });
    expect(wide.field('code')).toBe('access_denied');
    const hidden = (await home.owner.post('/api/rooms', { name: 'hidden', public: false })).field('id');
    expect((await admin.post('/api/agent-invites', { name: 'x', room_ids: [hidden] })).field('code')).toBe('room_not_found');
  });

  it('is made and seen by the owner and admins only', async () => {
    const made = await invite();
    for (const by of [await home.guest('Gus'), await home.guest('Mem', { role: 'member' })]) {
      expect((await by.post('/api/agent-invites', { name: 'x' })).field('code')).toBe('access_denied');
      expect((await by.get('/api/agent-invites')).field('code')).toBe('access_denied');
      expect((await by.put(`/api/agent-invites/${made.invite.id}/approval`)).field('code')).toBe('access_denied');
      expect((await by.delete(`/api/agent-invites/${made.invite.id}`)).field('code')).toBe('access_denied');
      const { payload } = await (await home.socketOf(by)).request('watch', WATCH);
      expect(payload).toMatchObject({ snapshot: { agent_invites: null } });
    }
    expect((await ask(`${home.url}/api/agent-invites`)).status).toBe(401);
    const listed = await home.owner.get('/api/agent-invites');
    expect(listed.text).toContain(made.invite.id);
    expect(listed.text).not.toContain(made.code);
  });

  it('refuses a name, rooms and rights that are not valid', async () => {
    for (const body of [
      { name: '' },
      { name: 'a\u0000b' },
      { name: 'x'.repeat(200) },
      { rights: [] },
      { rights: ['root'] },
      { room_ids: [] },
    ])
      expect((await home.owner.post('/api/agent-invites', { name: 'x', ...body })).field('code')).toBe('invalid_payload');
    expect((await home.owner.post('/api/agent-invites', { name: 'x', room_ids: ['nowhere'] })).field('code')).toBe('room_not_found');
  });

  it('counts guesses as those of other codes, and lets a right code in after them', async () => {
    const { code } = await invite();
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => redeem(`AAAA-${String(n).padStart(4, '0')}`)));
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([410]));
    for (const guess of [await page('ABCDEFGH'), await collect('clm_x')]) expect(refusalOf(guess)).toEqual([429, 'too_many_attempts']);
    expect((await redeem(code)).status).toBe(200);
  });

  it('is forgotten when many newer ones were made', async () => {
    const { code } = await invite();
    for (let made = 0; made < AGENT_INVITES_MAX; made += 1) await invite({ name: `many ${made}` });
    expect(refusalOf(await redeem(code))).toEqual([410, 'invite_invalid']);
    const { invites } = (await home.owner.get('/api/agent-invites')).json() as Reply<'list_agent_invites'>;
    expect(invites).toHaveLength(AGENT_INVITES_MAX);
  });
});
