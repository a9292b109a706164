// The rate tiers of users.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMessenger, type MessengerHome } from '../../../testing/messenger-home.ts';
import { SECRETS_FILE } from '../secrets.ts';

let home: MessengerHome;

beforeAll(async () => {
  home = await startMessenger();
}, 60_000);

afterAll(async () => {
  expect(home.home.logged).toEqual([]);
  await home.close();
});

it('The holder of the admin secret gives users a tier, which is their limit', async () => {
  const eve = await home.user('eve_tier');
  const kept: unknown = JSON.parse(readFileSync(path.join(home.home.dataDir, SECRETS_FILE), 'utf8'));
  const admin = { 'x-admin-secret': String(Object(kept).admin) };
  const tier = async () => (await home.call('GET /admin/rate-limit/tier', { user_id: eve.id }, admin)).body;
  expect(await tier()).toEqual({ user_id: eve.id, tier: 'free', burst: 60, window_sec: 60, remaining: 60 });
  const list = () => home.call('GET /conversations/list', {}, eve.headers);
  for (let n = 0; n < 60; n += 1) expect((await list()).status).toBe(200);
  const refused = await list();
  expect([refused.status, refused.body.error, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, 'rate limit exceeded', true]);
  const set = await home.call('POST /admin/rate-limit/tier', { user_id: eve.id, tier: 'pro' }, admin);
  expect(set.body).toEqual({ status: 'ok', user_id: eve.id, tier: 'pro' });
  expect(await tier()).toMatchObject({ tier: 'pro', burst: 300, remaining: 240 });
  const answered = await list();
  expect([answered.status, answered.headers.get('x-ratelimit-limit'), answered.headers.get('x-ratelimit-remaining')]).toEqual([
    200,
    '300',
    '239',
  ]);
  expect((await home.call('POST /admin/rate-limit/tier', { user_id: eve.id, tier: 'gold' }, admin)).status).toBe(400);
  expect((await home.call('POST /admin/rate-limit/tier', { user_id: eve.id, tier: '__proto__' }, admin)).status).toBe(400);
  expect((await home.call('GET /admin/rate-limit/tier', { user_id: 'no-such-user' }, admin)).status).toBe(404);
  expect((await home.call('GET /admin/rate-limit/tier', { user_id: eve.id }, eve.headers)).status).toBe(401);
});
