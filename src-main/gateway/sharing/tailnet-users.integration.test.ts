// Friends in a tailnet: Tailscale names the user of each request at its own entrance, and nowhere else.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ACCOUNT_SESSIONS_MAX } from '../../../src-shared/limits.ts';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { openWay, stateOf } from '../testing/entrance-states.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { forwardTo, type Forward } from './testing/forward.ts';
import { createPrograms, type Programs } from './testing/programs.ts';

const TAILNET = 'https://desk.tail1234.ts.net';
const WAIT = { timeout: 15_000, interval: 25 };
let programs: Programs;
let dataDir: string;
let home: TestHome;
let serve: Forward | undefined;
let port: number;

beforeAll(async () => {
  programs = createPrograms();
  programs.fake('tailscale');
  const status = { BackendState: 'Running', Self: { DNSName: 'desk.tail1234.ts.net.' }, CertDomains: ['desk.tail1234.ts.net'] };
  writeFileSync(programs.file('status.json'), JSON.stringify(status));
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-tailnet-'));
  home = await startTestHome({ dataDir, searchPath: programs.folder });
  await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
  await vi.waitFor(async () => expect(await stateOf(home, 'tailscale')).toMatchObject({ state: 'open', origin: TAILNET }), WAIT);
  serve = await forwardTo(path.join(dataDir, 'tailscale.sock'));
  ({ port } = serve);
});
afterAll(async () => {
  serve?.close();
  await home.close();
  programs.remove();
  rmSync(dataDir, { recursive: true });
  expect(home.logged).toEqual([]);
});

/** A device in the tailnet. */
function device(login: string | null, more: Record<string, string> = {}): Browser {
  const user: Record<string, string> = login === null ? {} : { 'tailscale-user-login': login, 'tailscale-user-name': 'Sarah Lee' };
  const headers = { host: 'localhost', 'x-forwarded-host': 'desk.tail1234.ts.net', 'x-forwarded-for': '100.64.0.7', ...user, ...more };
  return createBrowser(TAILNET, { at: `http://127.0.0.1:${port}`, headers });
}

const invite = async (more: object = {}): Promise<string> => (await home.owner.post('/api/invites', more)).field('code');
const userOf = async (browser: Browser): Promise<unknown> => (await browser.get('/api/session/account')).json();
const follow = (browser: Browser) => browser.post('/api/session/account');
const NOT_KNOWN = { account: null, name: null };
const named = (login: string, name: string | null): object => ({ account: { by: 'tailscale', login }, name });

describe.skipIf(process.platform === 'win32')('a user of the tailnet', () => {
  it('is asked by name to join, signs in on further devices after that, and not any more after the first sign-out', async () => {
    const laptop = device('sarah@example.com');
    expect(await userOf(laptop)).toEqual(named('sarah@example.com', null));
    expect((await follow(laptop)).status).toBe(401);
    const code = await invite();
    expect((await laptop.post('/api/invites/preview', { code })).field('name')).toBe('Sarah Lee');
    expect((await laptop.post('/api/invites/preview', { code: await invite({ name: 'Sal' }) })).field('name')).toBe('Sal');
    await laptop.redeem(code, 'Sarah');

    const phone = device('sarah@example.com');
    expect(await userOf(phone)).toEqual(named('sarah@example.com', 'Sarah'));
    const me = await phone.enterByAccount();
    expect(me.field('me.name')).toBe('Sarah');
    const listed = (await phone.get('/api/sessions')).json() as { sessions: SessionInfo[] };
    expect(listed.sessions.map(({ account, entrance }) => [account?.login, entrance])).toEqual([
      ['sarah@example.com', 'tailscale'],
      ['sarah@example.com', 'tailscale'],
    ]);
    const { entries } = (await home.owner.get('/api/audit')).json() as { entries: object[] };
    expect(entries).toContainEqual(
      expect.objectContaining({
        kind: 'sign_in_as_account',
        by: expect.objectContaining({ name: 'Sarah' }) as object,
        entrance: 'tailscale',
      }),
    );

    await phone.delete('/api/session');
    expect((await laptop.get('/api/session')).field('me.name')).toBe('Sarah');
    expect(await userOf(device('sarah@example.com'))).toEqual(named('sarah@example.com', null));
    expect((await follow(device('sarah@example.com'))).status).toBe(401);
  });

  it('is no one else, and no one without a name, from the internet or from a page of another site', async () => {
    await device('tom@example.com').redeem(await invite(), 'Tom');
    expect(await userOf(device('Tom@example.com'))).toEqual(named('Tom@example.com', null));
    for (const other of [
      device('tom@example.com.evil.example'),
      device(null),
      device('tom@example.com', { 'tailscale-funnel-request': '?1' }),
    ]) {
      expect((await userOf(other)) as object).toMatchObject({ name: null });
      expect((await follow(other)).field('code')).toBe('unauthorized');
    }
    const foreign = { method: 'POST', body: {}, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
    expect((await device('tom@example.com').send('/api/session/account', foreign)).field('code')).toBe('origin_not_allowed');
    const read = { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } };
    expect((await device('tom@example.com').send('/api/session/account', read)).field('code')).toBe('origin_not_allowed');
  });

  it('is not believed at another entrance', async () => {
    const forged = { 'tailscale-user-login': 'tom@example.com', 'tailscale-user-name': 'Tom' };
    const local = home.browser();
    expect((await local.send('/api/session/account', { headers: forged })).json()).toEqual(NOT_KNOWN);
    expect((await local.send('/api/session/account', { method: 'POST', body: {}, headers: forged })).status).toBe(401);
    const code = await invite();
    expect((await local.send('/api/invites/preview', { method: 'POST', body: { code }, headers: forged })).field('name')).toBe('');
    const joined = { method: 'POST', body: { code, name: 'Mallory' }, headers: forged };
    expect((await local.send('/api/invites/redeem', joined)).status).toBe(200);
    expect(await userOf(device('tom@example.com'))).toMatchObject({ name: 'Tom' });
  });

  it('that two persons share is followed as neither of them', async () => {
    const uma = device('uma@example.com');
    await uma.redeem(await invite(), 'Uma');
    const code = await invite();
    expect((await uma.post('/api/invites/preview', { code })).json()).toMatchObject({
      account: { by: 'tailscale', login: 'uma@example.com' },
    });
    await device('uma@example.com').redeem(code, 'Ulf');
    expect(await userOf(device('uma@example.com'))).toMatchObject({ name: null });
    expect((await follow(device('uma@example.com'))).status).toBe(401);
  });

  it('whose device is signed out loses every session that came by the tailnet, but for the one that asks', async () => {
    const [laptop, phone, more] = [device('xia@example.com'), device('xia@example.com'), device('xia@example.com')];
    await laptop.redeem(await invite(), 'Xia');
    await phone.enterByAccount();
    await more.enterByAccount();
    const desk = home.browser();
    await desk.enterByCode((await laptop.post('/api/sessions/codes')).field('code'));
    expect((await laptop.delete(`/api/sessions/${phone.session?.id}`)).status).toBe(200);
    for (const gone of [phone, more]) expect((await gone.get('/api/session')).status).toBe(401);
    for (const kept of [laptop, desk]) expect((await kept.get('/api/session')).field('me.name')).toBe('Xia');
    expect((await follow(phone)).status).toBe(401);
  });

  it('evicts its own oldest tailnet sessions at the limit, and no other session', async () => {
    const laptop = device('yan@example.com');
    await laptop.redeem(await invite(), 'Yan');
    const desk = home.browser();
    await desk.enterByCode((await laptop.post('/api/sessions/codes')).field('code'));
    for (let count = 0; count < ACCOUNT_SESSIONS_MAX + 3; count += 1) await device('yan@example.com').enterByAccount();
    for (const kept of [laptop, desk]) expect((await kept.get('/api/session')).field('me.name')).toBe('Yan');
    const { sessions } = (await laptop.get('/api/sessions')).json() as { sessions: SessionInfo[] };
    expect(sessions.filter(({ account }) => account !== null)).toHaveLength(ACCOUNT_SESSIONS_MAX);
  });

  it('does not sign in when the access was revoked, after a new link, or as an admin', async () => {
    const vera = device('vera@example.com');
    await vera.redeem(await invite(), 'Vera');
    const id = (await vera.get('/api/session')).field('me.id');
    const again = await home.owner.post(`/api/people/${id}/reinvite`);
    expect((await follow(device('vera@example.com'))).status).toBe(401);
    await device('vera@example.com').redeem(again.field('code'), 'Vera');
    expect(await userOf(device('vera@example.com'))).toMatchObject({ name: 'Vera' });
    await home.owner.delete(`/api/people/${id}/access`);
    expect(await userOf(device('vera@example.com'))).toMatchObject({ name: null });
    await device('wim@example.com').redeem(await invite({ role: 'admin' }), 'Wim');
    expect((await follow(device('wim@example.com'))).status).toBe(401);
  });
});
