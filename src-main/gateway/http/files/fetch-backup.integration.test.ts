// The people who get a backup, the content that is sent, and names that are none.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { backupPath } from '../../../../src-shared/maintenance.ts';
import { backupHands, type BackupHands } from '../../testing/backups.ts';
import { ask } from '../../testing/http-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
let hands: BackupHands;
let name: string;

beforeAll(async () => {
  hands = backupHands(home);
  name = await hands.backUp();
});

describe('The owner', () => {
  it('gets a backup as a file that no browser shows or keeps', async () => {
    const answer = await home.owner.get(backupPath(name));
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(hands.bytesOf(name))).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${name}`,
      'content-length': String(hands.bytesOf(name).length),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    });
  });

  it('gets it at a signed address, as a link of the page does', async () => {
    const { cookie } = home.owner;
    const address = `${home.url}${home.owner.address(backupPath(name))}`;
    const answer = await ask(address, { headers: { cookie: cookie ?? '' } });
    expect([answer.status, answer.bytes.length]).toEqual([200, hands.bytesOf(name).length]);
    expect((await ask(address, {})).status).toBe(401);
    const other = address.replace(name, `x${name}`);
    expect((await ask(other, { headers: { cookie: cookie ?? '' } })).status).toBe(401);
  });

  it('continues a download that was interrupted', async () => {
    const bytes = hands.bytesOf(name);
    const part = await home.owner.send(backupPath(name), { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${bytes.length}`]);
    expect(part.bytes.equals(bytes.subarray(100, 200))).toBe(true);
    const beyond = await home.owner.send(backupPath(name), { headers: { range: `bytes=${bytes.length}-` } });
    expect(beyond.status).toBe(416);
    const { etag } = part.headers;
    expect((await home.owner.send(backupPath(name), { headers: { 'if-none-match': String(etag) } })).status).toBe(304);
    const head = await home.owner.send(backupPath(name), { method: 'HEAD' });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
  });

  it('gets nothing else by a name', async () => {
    const folder = path.dirname(hands.fileOf(name));
    const secret = path.join(home.dataDir, 'secret.tar');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, path.join(folder, 'link.tar'));
    mkdirSync(path.join(folder, 'folder.tar'));
    for (const other of ['nothing.tar', 'link.tar', 'folder.tar', '..', '../secret.tar', '..\\secret.tar', '/etc/passwd', 'a\0.tar', ' '])
      expect((await home.owner.get(backupPath(other))).status, other).toBeGreaterThanOrEqual(400);
    expect((await home.owner.get('/api/backups/..%2Fsecret.tar/file')).status).toBe(404);
  });
});

describe('Others', () => {
  it.each(['admin', 'member', 'guest'])('get none: a person with the role %s', async (role) => {
    const rooms = role === 'guest' ? { room_ids: [LOBBY_ID] } : { scope: 'home' };
    const friend = await home.guest(`The ${role}`, { role, ...rooms });
    const answer = await friend.get(backupPath(name));
    expect(answer.status).toBe(403);
    expect(answer.bytes.length).toBeLessThan(2_000);
    const signed = await ask(`${home.url}${friend.address(backupPath(name))}`, { headers: { cookie: friend.cookie ?? '' } });
    expect(signed.status).toBe(403);
  });

  it('get none: an agent with a key of the owner that may administer', async () => {
    const made = await home.owner.post('/api/keys', { label: 'Keeper', rights: ['read', 'post', 'admin'] });
    const { secret } = made.json() as { secret: string };
    const list = await ask(`${home.url}/api/backups`, { headers: { authorization: `Bearer ${secret}` } });
    expect(list.status).toBe(200);
    const answer = await ask(`${home.url}${backupPath(name)}`, { headers: { authorization: `Bearer ${secret}` } });
    expect(answer.status).toBe(403);
  });

  it('get none: a request without a session, or with a cookie alone', async () => {
    expect((await ask(`${home.url}${backupPath(name)}`, {})).status).toBe(401);
    const cookie = await ask(`${home.url}${backupPath(name)}`, { headers: { cookie: home.owner.cookie ?? '' } });
    expect(cookie.status).toBe(401);
  });
});
