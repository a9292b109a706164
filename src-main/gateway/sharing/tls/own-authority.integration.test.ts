// HTTPS at the shared addresses with the server's own authority: its files, its certificates, and what devices get of it.
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Sharing } from '../../../../src-shared/objects.ts';
import { backupHands } from '../../testing/backups.ts';
import { ask } from '../../testing/http-client.ts';
import { connectSocket } from '../../testing/wire-client.ts';
import { freeUdpPort } from '../testing/mdns-host.ts';
import { FIRST, SECOND, TlsHome } from '../../testing/tls-home.ts';
import { createAuthority } from './authority.ts';
import { AUTHORITY_FILE, LEAF_FILE } from './own-certificate.ts';

const WAIT = { timeout: 10_000, interval: 25 };
const tls = new TlsHome();

describe('the own authority', () => {
  it('gives the shared addresses HTTPS on the same port, and leaves plain HTTP as it was', async () => {
    const before = await tls.share(FIRST);
    expect(Sharing.parse(before.json()).network?.certificate).toEqual({
      ...{ way: { kind: 'off' }, origins: [], names: [], fingerprint: null, valid_until: null, problem: null },
    });
    const state = await tls.certify('own');
    expect(state).toMatchObject({ way: { kind: 'own' }, origins: [tls.secureAt(FIRST)], problem: null });
    expect(state.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect((await tls.trusting(`${tls.secureAt(FIRST)}/health`)).status).toBe(200);
    expect((await ask(`${tls.plainAt(FIRST)}/health`)).status).toBe(200);
    await expect(ask(`${tls.secureAt(FIRST)}/health`)).rejects.toThrow(/certificate/);
  });

  it('comes after the plain addresses in links, because no friend trusts it', async () => {
    await tls.withOwn();
    const { links } = (await tls.home.owner.post('/api/invites', { name: 'Sarah' })).json() as { links: string[] };
    // The last one is for this computer.
    expect(links.map((each) => new URL(each).protocol)).toEqual(['http:', 'https:', 'http:']);
  });

  it('covers the name in the network as soon as it has one', async () => {
    tls.mdnsPort = await freeUdpPort();
    await tls.home.close();
    await tls.start();
    await tls.home.owner.post('/api/setup', { owner_name: 'Maya', home_name: 'Maya' });
    await tls.withOwn();
    await expect.poll(async () => (await tls.certificate()).origins, WAIT).toEqual([tls.secureAt(FIRST), tls.secureAt('maya-lanai.local')]);
    const host = `maya-lanai.local:${tls.port}`;
    const byName = await tls.trusting(`${tls.secureAt(FIRST)}/health`, { headers: { host }, servername: 'maya-lanai.local' });
    expect(byName.status).toBe(200);
  });

  it('keeps its keys to this account, and itself over a restart', async () => {
    const { fingerprint } = await tls.withOwn();
    for (const file of [AUTHORITY_FILE, LEAF_FILE]) expect(statSync(path.join(tls.dataDir, file)).mode & 0o777).toBe(0o600);
    await tls.home.close();
    await tls.start();
    expect(await tls.certificate()).toMatchObject({ fingerprint, problem: null });
    await tls.certify('off');
    expect(await tls.certify('own')).toMatchObject({ fingerprint, problem: null });
  });

  it('is made again when its file is damaged or gone, and says that devices have to trust it again', async () => {
    const { fingerprint } = await tls.withOwn();
    await tls.home.close();
    writeFileSync(path.join(tls.dataDir, AUTHORITY_FILE), 'not a key');
    await tls.start();
    const second = await tls.certificate();
    expect(second.fingerprint).not.toBe(fingerprint);
    expect(second.problem).toBe('Devices have to trust this Lanai again: its certificate authority was damaged.');
    expect((await tls.trusting(`${tls.secureAt(FIRST)}/health`)).status).toBe(200);
    await tls.home.close();
    rmSync(path.join(tls.dataDir, AUTHORITY_FILE));
    await tls.start();
    expect((await tls.certificate()).problem).toMatch(/gone from the data folder/);
  });

  it('is not served before it begins, and says so', async () => {
    const { fingerprint } = await tls.withOwn();
    await tls.home.close();
    const file = path.join(tls.dataDir, AUTHORITY_FILE);
    const before = readFileSync(file);
    const { cert, key } = await createAuthority(Date.now() + 1_000 * 24 * 60 * 60 * 1000);
    writeFileSync(file, `${cert}${key}`);
    await tls.start();
    const problem = expect.stringMatching(/authority is valid from .* only\. Check the date/);
    expect(await tls.certificate()).toMatchObject({ origins: [], fingerprint: null, problem });
    await expect(tls.trusting(`${tls.secureAt(FIRST)}/health`)).rejects.toThrow();
    expect((await ask(`${tls.plainAt(FIRST)}/api/trust`)).status).toBe(404);
    expect(tls.home.logged.splice(0)).toHaveLength(1);
    await tls.home.close();
    writeFileSync(file, before);
    await tls.start();
    expect(await tls.certificate()).toMatchObject({ fingerprint, problem: null });
  });

  it('that cannot be made has a sentence with the name of a file, without the folder', async () => {
    await tls.share(FIRST);
    writeFileSync(path.join(tls.dataDir, AUTHORITY_FILE), 'not a key');
    mkdirSync(path.join(tls.dataDir, `${AUTHORITY_FILE}.damaged`));
    const { problem } = await tls.certify('own');
    expect(problem).toBe(`The certificate could not be made: ${AUTHORITY_FILE}.damaged is a folder.`);
    expect(tls.home.logged.splice(0)).toHaveLength(1);
  });

  it('stays out of backups, and is kept when one is restored', async () => {
    const { fingerprint } = await tls.withOwn();
    const hands = backupHands(tls.home);
    const name = await hands.backUp();
    const archive = hands.bytesOf(name).toString('latin1');
    expect(archive).not.toContain('tls-');
    expect(archive).not.toContain('PRIVATE KEY');
    await hands.restore(name);
    expect(await tls.certificate()).toMatchObject({ fingerprint, problem: null, origins: [tls.secureAt(FIRST)] });
  });

  it('reissues a damaged leaf, which devices still trust', async () => {
    const { fingerprint } = await tls.withOwn();
    await tls.home.close();
    writeFileSync(path.join(tls.dataDir, LEAF_FILE), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    await tls.start();
    expect(await tls.certificate()).toMatchObject({ fingerprint, problem: null });
    expect((await tls.trusting(`${tls.secureAt(FIRST)}/health`)).status).toBe(200);
  });

  it('follows an address that changes, while a socket stays open', async () => {
    tls.addresses.push(SECOND);
    await tls.share(SECOND);
    await tls.certify('own');
    const agent = await connectSocket(`${tls.secureAt(SECOND).replace('http', 'ws')}/ws`, {}, { ca: tls.authority() });
    await agent.request('register', { key: tls.home.key, name: 'by-tls', capabilities: [] });
    await tls.share(FIRST, SECOND);
    expect((await tls.certificate()).names).toEqual(expect.arrayContaining([FIRST, SECOND]));
    expect((await tls.trusting(`${tls.secureAt(FIRST)}/health`)).status).toBe(200);
    expect((await tls.trusting(`${tls.secureAt(SECOND)}/health`)).status).toBe(200);
    expect((await agent.request('list_rooms')).type).toBe('room_list');
  });

  it('ends every connection with TLS when it is turned off, and no other', async () => {
    await tls.withOwn();
    const [secure, plain] = [
      await connectSocket(`${tls.secureAt(FIRST).replace('http', 'ws')}/ws`, {}, { ca: tls.authority() }),
      await connectSocket(`${tls.plainAt(FIRST).replace('http', 'ws')}/ws`),
    ];
    await secure.request('register', { key: tls.home.key, name: 'by-tls', capabilities: [] });
    await plain.request('register', { key: tls.home.key, name: 'plain', capabilities: [] });
    expect(await tls.certify('off')).toMatchObject({ origins: [], fingerprint: null });
    await secure.closed;
    expect((await plain.request('list_rooms')).type).toBe('room_list');
    await expect(tls.trusting(`${tls.secureAt(FIRST)}/health`)).rejects.toThrow();
  });

  it('may be turned off by a browser that came by it', async () => {
    await tls.withOwn();
    const phone = tls.phone();
    await phone.enter(tls.home.gateway.issueOwnerToken());
    expect((await phone.put('/api/sharing/certificate', { certificate: { kind: 'off' } })).status).toBe(200);
  });

  it('is for the owner and admins', async () => {
    const guest = await tls.home.guest('Sarah', { room_ids: ['lobby'] });
    expect((await guest.put('/api/sharing/certificate', { certificate: { kind: 'own' } })).field('code')).toBe('access_denied');
  });
});

describe('a device that is to trust the authority', () => {
  it('gets its certificate with TLS or without, without a session', async () => {
    const { fingerprint } = await tls.withOwn();
    for (const at of [tls.plainAt(FIRST), tls.secureAt(FIRST), tls.home.url]) {
      const { headers, bytes } = await tls.trusting(`${at}/trust/lanai.crt`);
      expect(headers).toMatchObject({ 'content-type': 'application/x-x509-ca-cert', 'cache-control': 'no-store' });
      expect(new X509Certificate(bytes).fingerprint256).toBe(fingerprint);
    }
    expect((await ask(`${tls.plainAt(FIRST)}/api/trust`)).json()).toMatchObject({ fingerprint, origins: [tls.secureAt(FIRST)] });
  });

  it('finds nothing while there is no authority', async () => {
    await tls.share(FIRST);
    for (const address of ['/api/trust', '/trust/lanai.crt']) expect((await ask(`${tls.plainAt(FIRST)}${address}`)).status).toBe(404);
    await tls.certify('own');
    await tls.certify('off');
    expect((await ask(`${tls.plainAt(FIRST)}/trust/lanai.crt`)).status).toBe(404);
  });

  it('may check from the page without TLS of the same address, and from no other page', async () => {
    await tls.withOwn();
    const check = async (origin: string, mode = 'cors') => {
      const headers = { origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode };
      const answer = await tls.trusting(`${tls.secureAt(FIRST)}/api/trust/check`, { headers });
      return [answer.status, answer.headers['access-control-allow-origin'], answer.headers['cross-origin-resource-policy']];
    };
    expect(await check(tls.plainAt(FIRST))).toEqual([200, tls.plainAt(FIRST), 'same-origin']);
    for (const origin of ['https://evil.example', tls.plainAt('evil.example'), tls.plainAt(SECOND), 'null', `http://${FIRST}`])
      expect(await check(origin)).toEqual([200, undefined, 'same-origin']);
    const other = await tls.trusting(`${tls.secureAt(FIRST)}/api/trust`, {
      headers: { origin: tls.plainAt(FIRST), 'sec-fetch-site': 'cross-site' },
    });
    expect(other.field('code')).toBe('origin_not_allowed');
  });
});
