// The short codes that sign a person in on another device: made by a signed-in page, and good once.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { writtenShortCode } from '../../../src-shared/short-code.ts';
import { SHORT_CODE_LIFETIME_MS } from '../../../src-shared/limits.ts';
import type { Browser } from '../testing/browser.ts';
import { createTestClock } from '../testing/clock.ts';
import { startTestHome } from '../testing/home.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();

const make = async (by: Browser): Promise<Reply<'add_device'>> => (await by.post('/api/sessions/codes')).json() as Reply<'add_device'>;
const enter = (token: string, at: { url: string } = home): Promise<Answer> =>
  ask(`${at.url}/api/session`, { method: 'POST', headers: { origin: at.url }, body: { token, is_code: true } });
const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');

describe('the code for another device', () => {
  it('signs its person in there, once, as it is typed', async () => {
    const guest = await home.guest('Gus');
    const { code, links } = await make(guest);
    // The addresses of the server are for the owner and admins.
    expect(links).toEqual([]);
    const ofOwner = await make(home.owner);
    expect(ofOwner.links).toEqual([`${home.url}/join#${ofOwner.code}`]);
    const phone = home.browser();
    await phone.enterByCode(` ${writtenShortCode(code).toLowerCase()} `);
    expect(await idOf(phone)).toBe(await idOf(guest));
    expect(((await guest.get('/api/sessions')).json() as Reply<'list_sessions'>).sessions).toHaveLength(2);
    expect((await enter(code)).field('code')).toBe('unauthorized');
  });

  it('is one for each device: a new one ends the one before', async () => {
    const guest = await home.guest('Gil');
    const first = await make(guest);
    const second = await make(guest);
    expect((await enter(first.code)).status).toBe(401);
    expect((await enter(second.code)).status).toBe(200);
  });

  it('is no token of the owner’s link, which a page takes without a question', async () => {
    const { code } = await make(home.owner);
    const body = { token: code };
    expect((await ask(`${home.url}/api/session`, { method: 'POST', headers: { origin: home.url }, body })).status).toBe(401);
    expect((await enter(code)).status).toBe(200);
  });

  it('ends the session that the browser had before', async () => {
    const [guest, shared] = [await home.guest('Ida'), await home.guest('Jo')];
    const [jo, before] = [await idOf(shared), shared.session?.id];
    await shared.enterByCode((await make(guest)).code);
    expect(await idOf(shared)).toBe(await idOf(guest));
    const { sessions } = (await home.owner.get(`/api/sessions?participant_id=${jo}`)).json() as Reply<'list_sessions'>;
    expect(sessions.map(({ id }) => id)).not.toContain(before);
  });

  it('ends with the session that made it, however that ends', async () => {
    const [left, ended, revoked] = [await home.guest('Lea'), await home.guest('Eve'), await home.guest('Rob')];
    const codes = [await make(left), await make(ended), await make(revoked)];
    await left.delete('/api/session');
    await home.owner.delete(`/api/sessions/${ended.session?.id}`);
    await home.owner.delete(`/api/people/${await idOf(revoked)}/access`);
    for (const { code } of codes) expect((await enter(code)).status).toBe(401);
  });

  it('ends when its session signs out all others, and those of other people do not', async () => {
    const [guest, other] = [await home.guest('Pia'), await home.guest('Quin')];
    const [own, others] = [await make(guest), await make(other)];
    await guest.delete('/api/sessions');
    expect([(await enter(own.code)).status, (await enter(others.code)).status]).toEqual([401, 200]);
  });

  it('ends after ten minutes', async () => {
    const clock = createTestClock();
    const late = await startTestHome({ now: clock.now });
    const { code, expires_at } = await make(late.owner);
    expect(expires_at).toBe(clock.now() + SHORT_CODE_LIFETIME_MS);
    clock.pass(SHORT_CODE_LIFETIME_MS);
    expect((await enter(code, late)).status).toBe(401);
    await late.close();
  });

  it('is not made for a key, nor without a session', async () => {
    const secret = (await home.owner.post('/api/keys', { label: 'all', rights: ['read', 'post', 'create', 'coordinate', 'admin'] })).field(
      'secret',
    );
    const url = `${home.url}/api/sessions/codes`;
    expect((await ask(url, { method: 'POST', headers: { authorization: `Bearer ${secret}` } })).field('code')).toBe('access_denied');
    expect((await ask(url, { method: 'POST' })).status).toBe(401);
  });

  it('is in no entry of the audit log, which has its making and its use', async () => {
    const { code } = await make(home.owner);
    await enter(code);
    const log = await home.owner.get('/api/audit?limit=10');
    expect((log.json() as Reply<'list_audit'>).entries.slice(0, 2).map(({ kind, by }) => [kind, by?.name])).toEqual([
      ['sign_in', 'Owner'],
      ['add_device', 'Owner'],
    ]);
    expect(log.text).not.toContain(code);
  });

  it('is sent to one of many that try it at once', async () => {
    const { code } = await make(home.owner);
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
