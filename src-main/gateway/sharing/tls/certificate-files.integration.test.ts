// HTTPS at the shared addresses with certificate files of the owner.
import { rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBrowser } from '../../testing/browser.ts';
import { ask } from '../../testing/http-client.ts';
import { FIRST, SECOND, TlsHome } from '../../testing/tls-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';
import { createAuthority, issueLeaf } from './authority.ts';
import type { KeyPair } from './key-pair.ts';

const tls = new TlsHome();

describe('files of the owner', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const place = (name: string): string => path.join(tls.dataDir, name);
  const way = () => ({ kind: 'files' as const, certificate_file: place('site.pem'), key_file: place('site.key') });
  const choose = (from = tls.home.owner, certificate: object = way()) => from.put('/api/sharing/certificate', { certificate });
  let issuer: KeyPair;

  async function write(hosts: string[], at = Date.now()): Promise<KeyPair> {
    const made = await issueLeaf(issuer, hosts, at);
    writeFileSync(place('site.pem'), made.cert);
    writeFileSync(place('site.key'), made.key);
    return made;
  }

  beforeEach(async () => {
    issuer = await createAuthority(Date.now());
    await tls.share(FIRST);
  });

  it('come first in links, by their names, and are followed when they change', async () => {
    await write(['chat.home.arpa', FIRST]);
    expect((await choose()).status).toBe(200);
    expect((await tls.sharing()).origins).toEqual([tls.secureAt('chat.home.arpa'), tls.secureAt(FIRST), tls.plainAt(FIRST)]);
    const host = `chat.home.arpa:${tls.port}`;
    const byName = { ca: issuer.cert, headers: { host }, servername: 'chat.home.arpa' };
    expect((await ask(`${tls.secureAt(FIRST)}/health`, byName)).status).toBe(200);
    await write(['new.home.arpa']);
    expect((await tls.sharing()).origins).toEqual([tls.secureAt('new.home.arpa'), tls.plainAt(FIRST)]);
    expect((await ask(`${tls.secureAt(FIRST)}/health`, { ...byName, servername: 'new.home.arpa' })).field('code')).toBe('host_not_allowed');
    // Devices have nothing to trust.
    expect((await ask(`${tls.plainAt(FIRST)}/api/trust`)).status).toBe(404);
  });

  it('are refused at once where they cannot be used, and nothing changes', async () => {
    await tls.certify('own');
    const refusals: [() => Promise<unknown>, RegExp][] = [
      [async () => undefined, /^The certificate file does not exist/],
      [() => write(['*.home.arpa']), /none of the shared addresses \(127.0.0.2\)/],
      [() => write([SECOND]), /none of the shared addresses/],
      [() => write([FIRST], Date.now() - 500 * DAY_MS), /expired/],
      [async () => writeFileSync(place('site.key'), (await write([FIRST]), issuer.key)), /does not belong/],
    ];
    for (const [prepare, sentence] of refusals) {
      await prepare();
      const answer = await choose();
      expect([answer.status, answer.field('detail')]).toEqual([400, expect.stringMatching(sentence)]);
    }
    const relative = await choose(tls.home.owner, { ...way(), key_file: 'site.key' });
    expect(relative.field('detail')).toMatch(/whole paths/);
    expect((await tls.certificate()).way).toEqual({ kind: 'own' });
  });

  it('that cannot be used later have a sentence, and never HTTPS without a certificate', async () => {
    await write([FIRST]);
    await choose();
    await tls.home.close();
    rmSync(place('site.key'));
    await tls.start();
    expect(await tls.certificate()).toMatchObject({
      origins: [],
      fingerprint: null,
      problem: expect.stringMatching(/^The key file does not exist/),
    });
    await expect(ask(`${tls.secureAt(FIRST)}/health`, { ca: issuer.cert })).rejects.toThrow();
    expect((await ask(`${tls.plainAt(FIRST)}/health`)).status).toBe(200);
  });

  it('are named by the owner on this computer only', async () => {
    await write([FIRST]);
    const byNetwork = createBrowser(tls.plainAt(FIRST));
    await byNetwork.enter(tls.home.gateway.issueOwnerToken());
    expect((await choose(byNetwork)).field('detail')).toMatch(/on the server's own computer|server's own computer/);
    const admin = await tls.home.guest('Bo');
    await tls.home.owner.patch(`/api/people/${(await admin.get('/api/session')).field('me.id')}/access`, { role: 'admin' });
    expect((await choose(admin)).field('code')).toBe('access_denied');
    const agent = await tls.home.agent('bot');
    expect((await agent.request('set_certificate', { certificate: way() })).payload).toMatchObject({ code: 'access_denied' });
  });

  it('are never named by path in replies or events, not even when they cannot be used', async () => {
    const admin = await tls.home.guest('Bo');
    await tls.home.owner.patch(`/api/people/${(await admin.get('/api/session')).field('me.id')}/access`, { role: 'admin' });
    const watcher = await tls.home.socketOf(admin);
    await watcher.request('watch', WATCH);
    await write([FIRST]);
    const seen = [(await choose()).text];
    rmSync(place('site.key'));
    for (const each of [tls.home.owner, admin]) seen.push((await each.get('/api/sharing')).text);
    const changed = await watcher.waitFor(({ payload }) => JSON.stringify(payload).includes('The key file does not exist'));
    expect(changed).toMatchObject({ payload: { type: 'sharing.changed' } });
    const snapshot = await (await tls.home.socketOf(admin)).request('watch', WATCH);
    seen.push(JSON.stringify(changed), JSON.stringify(snapshot));
    expect(seen.filter((each) => each.includes('"kind":"files"'))).toHaveLength(seen.length);
    for (const each of seen) expect(each).not.toMatch(/site\.|certificate_file|lanai-tls-/);
  });

  it('on a stalled disk do not block turning sharing off', async () => {
    await write([FIRST]);
    await choose();
    const stalled = vi.spyOn(fs, 'stat').mockReturnValue(new Promise(() => undefined));
    syncBuiltinESMExports();
    try {
      // The certificate from before is used.
      const state = await tls.certificate();
      expect(state).toMatchObject({ problem: expect.stringMatching(/could not be read in time/), origins: [tls.secureAt(FIRST)] });
      expect((await tls.share()).status).toBe(200);
      await expect(ask(`${tls.plainAt(FIRST)}/health`)).rejects.toThrow();
    } finally {
      stalled.mockRestore();
      syncBuiltinESMExports();
    }
  });

  it('are in the audit log by their kind, without their paths', async () => {
    await write([FIRST]);
    await choose();
    const { text } = await tls.home.owner.get('/api/audit');
    expect(text).toContain('"facts":{"certificate":"files"}');
    expect(text).not.toContain('site.pem');
  });
});
