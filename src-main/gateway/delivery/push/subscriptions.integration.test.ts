// The devices that receive pushes: which are taken, and whose they are.
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { Right } from '../../../../src-shared/keys.ts';
import { ask } from '../../testing/http-client.ts';
import { payloadOf, pushHomeForEach } from '../../testing/push-home.ts';

const at = pushHomeForEach();

describe('A subscription', () => {
  it.each([
    'http://127.0.0.1/push/1',
    'https://127.0.0.1/push/1',
    'https://localhost/push/1',
    'http://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://fcm.googleapis.com.evil.example/fcm/send/1',
    'file:///etc/passwd',
    'not an address',
    `https://fcm.googleapis.com/${'a'.repeat(3_000)}`,
  ])('is not taken for %s', async (endpoint) => {
    const refused = await at.gus.put('/api/push', payloadOf({ ...at.service.device(), endpoint }));
    expect([refused.status, refused.field('code')]).toEqual([400, 'invalid_payload']);
    expect(await at.deviceOf()).toBeUndefined();
  });

  it.each([
    { p256dh: 'A'.repeat(100_000) },
    { p256dh: Buffer.alloc(65, 4).toString('base64url') },
    { auth: 'A'.repeat(100_000) },
    { auth: '' },
    { origin: 'javascript:alert(1)' },
    { origin: 'https://lanai.example/elsewhere' },
    { time_zone: 'Mars/Olympus' },
    { shows: 'everything' },
  ])('is not taken with keys or choices that are none (%#)', async (wrong) => {
    const refused = await at.gus.put('/api/push', payloadOf(at.service.device(), wrong));
    expect([refused.status, refused.field('code')]).toEqual([400, 'invalid_payload']);
  });

  it('of another person is not taken, until that person has left the browser', async () => {
    const kai = await at.home.guest('Kai', { room_ids: [LOBBY_ID] });
    const device = await at.subscribed();
    const refused = await kai.put('/api/push', payloadOf(device));
    expect([refused.status, refused.field('code')]).toEqual([403, 'access_denied']);
    await at.say('@Kai @Gus hello');
    await at.settle();
    await at.received(1);
    await at.gus.delete('/api/session');
    expect((await kai.put('/api/push', payloadOf(device))).status).toBe(200);
  });

  it('moves to the newest session of the same person, and there is one for each session', async () => {
    const device = await at.subscribed(at.home.owner);
    await at.home.owner.put('/api/push', payloadOf(device, { shows: 'text' }));
    const again = at.home.browser();
    await again.enter(at.home.gateway.issueOwnerToken());
    await again.put('/api/push', payloadOf(device));
    const { devices } = (await again.get('/api/push')).json() as Reply<'list_push_devices'>;
    expect(devices).toMatchObject([{ is_current: true, shows: 'name' }]);
  });

  it('is nothing for programs, and names neither the endpoint nor the keys', async () => {
    const device = await at.subscribed();
    const key = (await at.home.owner.post('/api/keys', { label: 'A program', rights: Right.options })).field('secret');
    const refused = await ask(`${at.home.url}/api/push`, { headers: { authorization: `Bearer ${key}` } });
    expect([refused.status, refused.field('code')]).toEqual([403, 'access_denied']);
    const { text } = await at.gus.get('/api/push');
    for (const secret of [device.endpoint, device.p256dh, device.auth]) expect(text).not.toContain(secret);
  });

  it('and the key of the server are there after a restart', async () => {
    await at.subscribed();
    const { public_key } = (await at.gus.get('/api/push')).json() as Reply<'list_push_devices'>;
    expect(statSync(path.join(at.dataDir, 'push.key')).mode & 0o777).toBe(0o600);
    await at.restart();
    await at.say('@Gus after the restart');
    await at.settle();
    await at.received(1);
    expect(at.last()?.key).toBe(public_key);
  });
});
