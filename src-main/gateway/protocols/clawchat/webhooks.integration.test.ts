// The frames of webhooks: what is right, what is wrong and what is hostile, from agents, guests and the owner.
import { beforeAll, describe, expect, test } from 'vitest';
import { WEBHOOKS_PER_PERSON_MAX } from '../../../../src-shared/limits.ts';
import type { Browser } from '../../testing/browser.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';

type Payload = Record<string, unknown>;

/** Public, and nothing is ever written that would be sent there. */
const FAR = 'https://1.1.1.1/hook';
const NEAR = 'http://127.0.0.1:1/hook';

const home = homeForAll();
let quiet: string;
let ada: WireClient;
let owner: WireClient;
beforeAll(async () => {
  quiet = (await home.owner.post('/api/rooms', { name: 'quiet', public: true })).field('id');
  ada = await home.agent('ada', { agent_id: 'ada' });
  owner = await home.socketOf(home.owner);
});

async function ok(client: WireClient, type: string, payload: object): Promise<Payload> {
  const reply = await client.request(type, payload);
  expect(reply.type, JSON.stringify(reply.payload)).toBe('ok');
  return reply.payload as Payload;
}

async function refused(client: WireClient, type: string, payload: object): Promise<unknown> {
  const reply = await client.request(type, payload);
  expect(reply.type, JSON.stringify(reply.payload)).toBe('error');
  return (reply.payload as Payload).code;
}

const asked = (more: object = {}) => ({ room_id: quiet, webhook_url: FAR, secret: 'topsecret', ...more });

async function keyed(name: string, key: object): Promise<WireClient> {
  const secret = (await home.owner.post('/api/keys', { label: name, ...key })).field('secret');
  return home.agent(name, { key: secret });
}

const idsOf = ({ subscriptions }: Payload): unknown[] => (subscriptions as Payload[]).map((each) => each.subscription_id ?? each.id);

describe('subscribe', () => {
  test('answers with the subscription as ClawChat has it, and never with the secret', async () => {
    const made = await ok(ada, 'subscribe', asked({ kinds: ['alert'], only_from: 'Rune', exclude_thinking: true }));
    expect(made).toEqual({
      subscription_id: expect.any(String),
      room_id: quiet,
      webhook_url: FAR,
      kinds: ['alert'],
      only_from: 'Rune',
      exclude_thinking: true,
      since_seq: 0,
      last_delivered_seq: 0,
      status: 'active',
      failure_count: 0,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await ok(ada, 'subscribe', asked())).not.toHaveProperty('kinds');
    for (const client of [ada, owner]) expect(JSON.stringify(client.received)).not.toContain('topsecret');
  });

  test('begins at the tip unless the request says where, and never past it', async () => {
    const room_id = (await home.owner.post('/api/rooms', { name: 'busy', public: true })).field('id');
    for (const content of ['a', 'b', 'c']) await home.owner.post(`/api/rooms/${room_id}/messages`, { content });
    expect(await ok(ada, 'subscribe', asked({ room_id, kinds: ['no'] }))).toMatchObject({ since_seq: 3, last_delivered_seq: 3 });
    expect(await ok(ada, 'subscribe', asked({ room_id, kinds: ['no'], since_seq: 1 }))).toMatchObject({ since_seq: 1 });
    for (const [since_seq, begun] of [
      [9e15, 3],
      [-5, 0],
    ]) {
      const far = await ok(ada, 'subscribe', asked({ room_id, kinds: ['no'], since_seq }));
      expect(far.since_seq).toBe(begun);
    }
  });

  test('refuses what is not well formed', async () => {
    const wrong: object[] = [
      { webhook_url: '' },
      { webhook_url: 'example.org' },
      { webhook_url: 'ftp://example.org/' },
      { webhook_url: 'https://name:word@example.org/' },
      { webhook_url: 7 },
      { webhook_url: `https://example.org/${'a'.repeat(1_000)}` },
      { webhook_url: 'https://1.1.1.1/\r\nx: y' },
      { secret: '' },
      { secret: undefined },
      { secret: 'whsec_***' },
      { secret: 'x'.repeat(1_000) },
      { kinds: null },
      { kinds: [''] },
      { kinds: Array.from({ length: 21 }, () => 'a') },
      { exclude_thinking: 'yes' },
      { only_from: '' },
      { only_from_id: 'no-such-id' },
      { not_from_id: 'no-such-id' },
      { since_seq: 1.5 },
      { since_seq: 1e300 },
      { room_id: '' },
    ];
    for (const more of wrong) expect([more, await refused(ada, 'subscribe', asked(more))]).toEqual([more, 'invalid_payload']);
    expect(await refused(ada, 'subscribe', asked({ room_id: 'nowhere' }))).toBe('room_not_found');
  });

  test('refuses an agent, and what came with a key, every address that is not public', async () => {
    const near = [
      NEAR,
      'http://localhost/',
      'http://[::1]/',
      'http://2130706433/',
      'http://169.254.169.254/',
      'http://10.0.0.1/',
      'http://[::ffff:7f00:1]/',
    ];
    const admin = await keyed('admin', { rights: ['read', 'post', 'create', 'coordinate', 'admin'] });
    for (const webhook_url of near) {
      for (const client of [ada, admin]) expect(await refused(client, 'subscribe', asked({ webhook_url }))).toBe('access_denied');
    }
    const headers = { authorization: `Bearer ${home.key}`, 'lanai-agent': 'Curl' };
    const byKey = await home
      .browser()
      .send(`/api/rooms/${quiet}/webhooks`, { method: 'POST', headers, body: asked({ webhook_url: NEAR }) });
    expect(byKey.status).toBe(403);
  });

  test('lets those who run the home point at this machine, in person, and no guest or member', async () => {
    expect(await ok(owner, 'subscribe', asked({ webhook_url: NEAR }))).toMatchObject({ webhook_url: NEAR, key_id: null });
    const as = async (name: string, role: string): Promise<Browser> => home.guest(name, { role, room_ids: null });
    expect((await (await as('Ann', 'admin')).post(`/api/rooms/${quiet}/webhooks`, asked({ webhook_url: NEAR }))).status).toBe(201);
    for (const [name, role] of [
      ['Mia', 'member'],
      ['Gus', 'guest'],
    ] as const) {
      const person = await as(name, role);
      expect((await person.post(`/api/rooms/${quiet}/webhooks`, asked({ webhook_url: NEAR }))).status).toBe(403);
      expect((await person.post(`/api/rooms/${quiet}/webhooks`, asked())).status).toBe(201);
    }
  });

  test('needs the right to coordinate, and a room that one can see', async () => {
    const reader = await keyed('reader', { rights: ['read', 'post'] });
    expect(await refused(reader, 'subscribe', asked())).toBe('access_denied');
    const elsewhere = await keyed('elsewhere', { room_ids: ['lobby'] });
    expect(await refused(elsewhere, 'subscribe', asked())).toBe('room_not_found');
    const stranger = await home.guest('Sam', { room_ids: ['lobby'] });
    expect((await stranger.post(`/api/rooms/${quiet}/webhooks`, asked())).status).toBe(404);
  });

  test('has an end', async () => {
    const room_id = 'lobby';
    const many = await home.guest('Many', { room_ids: ['lobby'] });
    // All at once: each looks its address up before it counts as one.
    const asking = Array.from({ length: WEBHOOKS_PER_PERSON_MAX + 10 }, () => many.post(`/api/rooms/${room_id}/webhooks`, asked()));
    const statuses = (await Promise.all(asking)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(WEBHOOKS_PER_PERSON_MAX);
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    expect((await many.post(`/api/rooms/${room_id}/webhooks`, asked())).status).toBe(403);
    const listed = await many.get('/api/webhooks');
    expect((listed.json() as { subscriptions: unknown[] }).subscriptions).toHaveLength(WEBHOOKS_PER_PERSON_MAX);
    const ids = (listed.json() as { subscriptions: { id: string }[] }).subscriptions.map((each) => each.id);
    for (const id of ids) expect((await many.delete(`/api/webhooks/${id}`)).status).toBe(200);
  });
});

describe('list_subscriptions', () => {
  test('has what was made with the same key, the newest first, and can be of one room', async () => {
    const bot = await keyed('bot', {});
    expect(await ok(bot, 'list_subscriptions', {})).toEqual({ subscriptions: [] });
    const first = await ok(bot, 'subscribe', asked());
    const second = await ok(bot, 'subscribe', asked({ room_id: 'lobby' }));
    expect(idsOf(await ok(bot, 'list_subscriptions', {}))).toEqual([second.subscription_id, first.subscription_id]);
    expect(idsOf(await ok(bot, 'list_subscriptions', { room_id: quiet }))).toEqual([first.subscription_id]);
    expect(idsOf(await ok(bot, 'list_subscriptions', { room_id: 'nowhere' }))).toEqual([]);
    expect(idsOf(await ok(ada, 'list_subscriptions', {}))).not.toContain(first.subscription_id);
    expect(idsOf(await ok(owner, 'list_subscriptions', {}))).toContain(first.subscription_id);
  });

  test('delivers nothing of a room that its owner cannot see', async () => {
    const secret = (await home.owner.post('/api/rooms', { name: 'secret' })).field('id');
    const made = await ok(owner, 'subscribe', asked({ room_id: secret }));
    const admin = await home.guest('Ben', { role: 'admin', room_ids: null });
    const seen = (await admin.get('/api/webhooks')).text;
    expect(seen).not.toContain(String(made.id));
    expect((await admin.delete(`/api/webhooks/${String(made.id)}`)).status).toBe(403);
  });

  test('refuses a room_id that is none, and does not take a list for one', async () => {
    for (const room_id of ['', 7, ['lobby'], { id: 'lobby' }])
      expect(await refused(ada, 'list_subscriptions', { room_id })).toBe('invalid_payload');
  });
});

describe('unsubscribe', () => {
  test('removes it', async () => {
    const { subscription_id } = await ok(ada, 'subscribe', asked());
    expect(await ok(ada, 'unsubscribe', { subscription_id })).toEqual({ deleted: true });
    expect(idsOf(await ok(ada, 'list_subscriptions', {}))).not.toContain(subscription_id);
    expect(await refused(ada, 'unsubscribe', { subscription_id })).toBe('access_denied');
  });

  test('answers for the webhook of another participant as for none', async () => {
    const bot = await keyed('other bot', {});
    const { subscription_id } = await ok(ada, 'subscribe', asked());
    expect(await refused(bot, 'unsubscribe', { subscription_id })).toBe('access_denied');
    const guest = await home.guest('Eve', { role: 'member', room_ids: null });
    expect((await guest.delete(`/api/webhooks/${String(subscription_id)}`)).status).toBe(403);
    expect(await ok(owner, 'unsubscribe', { subscription_id })).toMatchObject({ deleted: true });
  });

  test('refuses what is no id', async () => {
    for (const subscription_id of ['', null, 7, 'a'.repeat(300)])
      expect(await refused(ada, 'unsubscribe', { subscription_id })).toBe('invalid_payload');
    expect(await refused(ada, 'unsubscribe', { subscription_id: "' OR 1=1 --" })).toBe('access_denied');
  });
});

describe('enable_subscription', () => {
  test('answers with its status', async () => {
    const { subscription_id } = await ok(ada, 'subscribe', asked());
    expect(await ok(ada, 'enable_subscription', { subscription_id })).toEqual({ subscription_id, status: 'active' });
  });

  test('refuses what is unknown, foreign, or no id', async () => {
    const bot = await keyed('third bot', {});
    const { subscription_id } = await ok(bot, 'subscribe', asked());
    for (const other of [subscription_id, 'nothing']) {
      expect(await refused(ada, 'enable_subscription', { subscription_id: other })).toBe('access_denied');
    }
    for (const other of ['', null, [subscription_id]])
      expect(await refused(ada, 'enable_subscription', { subscription_id: other })).toBe('invalid_payload');
  });

  test('does not start what was made with a key that was ended', async () => {
    const made = await home.owner.post('/api/keys', { label: 'short' });
    const bot = await home.agent('short', { key: made.field('secret') });
    const { subscription_id } = await ok(bot, 'subscribe', asked());
    await home.owner.delete(`/api/keys/${made.field('key.id')}`);
    expect(await refused(owner, 'enable_subscription', { subscription_id })).toBe('access_denied');
    expect(await ok(owner, 'unsubscribe', { subscription_id })).toMatchObject({ deleted: true });
  });
});
