// Webhooks of a whole home: who may still be notified, rooms in memory, filters, and the shape of what is sent.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import { newWebhookSecret } from '../../../../src-shared/webhooks.ts';
import { DATABASE_FILE } from '../../store/database.ts';
import type { Browser } from '../../testing/browser.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { startReceiver, type Receiver } from '../../testing/receiver.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { signature } from './sign.ts';

let home: TestHome;
let receiver: Receiver;
beforeEach(async () => {
  home = await startTestHome();
  receiver = await startReceiver();
});
afterEach(async () => {
  expect(home.logged).toEqual([]);
  await home.close();
  rmSync(home.dataDir, { recursive: true, force: true });
  await receiver.close();
});

async function subscribe(more: object = {}, as: Browser = home.owner): Promise<Subscription> {
  const { room_id = 'lobby', ...body } = { webhook_url: receiver.url, secret: 'topsecret', ...more } as { room_id?: string };
  const made = await as.post(`/api/rooms/${room_id}/webhooks`, body);
  expect(made.status, made.text).toBe(201);
  return made.json() as Subscription;
}

const say = async (content: string, more: object = {}, room_id = 'lobby') =>
  expect((await home.owner.post(`/api/rooms/${room_id}/messages`, { content, ...more })).status).toBe(201);
const stateOf = async (id: string): Promise<Subscription | undefined> =>
  ((await home.owner.get('/api/webhooks')).json() as { subscriptions: Subscription[] }).subscriptions.find((each) => each.id === id);
const contents = (): string[] => receiver.received.map((hook) => hook.content);

describe('What is sent', () => {
  test('is the message as ClawChat has it, signed, and verified by the official library', async () => {
    const secret = newWebhookSecret();
    const { id: subscription_id } = await subscribe({ secret });
    await say('Aloha ä', { metadata: { kind: 'greeting' } });
    const [hook] = await receiver.some(1);
    expect(hook!.headers['user-agent']).toBe('lanai-webhook/0.0.0-test');
    expect(hook!.headers['content-type']).toBe('application/json');
    const verified = new Webhook(secret).verify(hook!.body, hook!.headers as Record<string, string>);
    expect(verified).toEqual({
      type: 'clawchat.message.created',
      subscription_id,
      room_id: 'lobby',
      message: {
        message_id: expect.any(String),
        room_id: 'lobby',
        agent_id: expect.any(String),
        agent_name: 'Owner',
        author_kind: 'person',
        author_role: 'owner',
        is_my_owner: true,
        content: 'Aloha ä',
        metadata: { kind: 'greeting' },
        timestamp: expect.stringMatching(/Z$/),
        seq: expect.any(Number),
      },
    });
    await expect.poll(async () => (await stateOf(subscription_id))?.last_delivered_at).not.toBeNull();
  });

  test('with a plain secret is signed with its own bytes', async () => {
    await subscribe();
    await say('hi');
    const [hook] = await receiver.some(1);
    const { headers, body } = hook!;
    const signed = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body };
    expect(headers['webhook-signature']).toBe(signature('topsecret', signed));
  });

  test('is what the filters let through, thoughts and decisions besides, in order', async () => {
    await subscribe({ exclude_thinking: true, not_from: 'chatty', kinds: [] });
    const [chatty, ada] = [await inLobby('chatty'), await inLobby('ada')];
    await chatty.request('send_message', { room_id: 'lobby', content: 'blah' });
    await ada.request('thinking', { room_id: 'lobby', content: 'hm' });
    await ada.request('send_message', { room_id: 'lobby', content: 'sys', metadata: { type: 'system' } });
    await ada.request('send_message', { room_id: 'lobby', content: 'result' });
    await say('end');
    await receiver.some(2);
    expect(contents()).toEqual(['result', 'end']);
  });
});

async function inLobby(name: string, how: object = {}): Promise<WireClient> {
  const agent = await home.agent(name, how);
  await agent.request('join_room', { room_id: 'lobby' });
  return agent;
}

describe('A webhook stops when its creator may not read the room any more', () => {
  test('because they were put out of it', async () => {
    const room_id = (await home.owner.post('/api/rooms', { name: 'den' })).field('id');
    const ann = await home.guest('Ann', { role: 'admin', room_ids: null });
    const annId = ((await ann.get('/api/session')).json() as { me: { id: string } }).me.id;
    await home.owner.put(`/api/rooms/${room_id}/members/${annId}`);
    const { id } = await subscribe({ room_id }, ann);
    await say('while she is in', {}, room_id);
    await receiver.some(1);
    await home.owner.delete(`/api/rooms/${room_id}/members/${annId}`);
    await say('secret', {}, room_id);
    await expect.poll(async () => (await stateOf(id))?.status).toBe('disabled');
    expect(contents()).toEqual(['while she is in']);
    expect((await ann.post(`/api/webhooks/${id}/enable`)).status).toBe(403);
    // Let in again, what was kept back is sent once it is started again.
    await home.owner.put(`/api/rooms/${room_id}/members/${annId}`);
    expect((await ann.post(`/api/webhooks/${id}/enable`)).status).toBe(200);
    await receiver.some(2);
    expect(contents()).toEqual(['while she is in', 'secret']);
  });

  test('because their access was ended', async () => {
    const ann = await home.guest('Ann', { role: 'admin', room_ids: null });
    const annId = ((await ann.get('/api/session')).json() as { me: { id: string } }).me.id;
    const { id } = await subscribe({}, ann);
    await home.owner.delete(`/api/people/${annId}/access`);
    await say('secret');
    await expect.poll(async () => (await stateOf(id))?.status).toBe('disabled');
    expect(receiver.received).toEqual([]);
  });
});

test('What a key set up reaches nothing on this machine, wherever its address came from', async () => {
  const { id } = await subscribe();
  await home.gateway.close();
  const db = new Database(path.join(home.dataDir, DATABASE_FILE));
  db.prepare("UPDATE subscriptions SET key_id = 'home'").run();
  db.close();
  home = await startTestHome({ dataDir: home.dataDir });
  await say('knock');
  await expect.poll(async () => (await stateOf(id))?.last_error).toBe('The address is on this machine or in a private network.');
  expect(receiver.received).toEqual([]);
});

describe('A room in memory', () => {
  test('has webhooks as long as it lives, and leaves nothing of them on the disk', async () => {
    const agent = await home.agent('keeper');
    const room = await agent.request('create_room', { name: 'scratch', ephemeral: true, public: true });
    const room_id = (room.payload as { room_id: string }).room_id;
    await agent.request('join_room', { room_id });
    const { id } = await subscribe({ room_id, secret: 'a-secret-of-memory' });
    for (const content of ['a', 'b']) await agent.request('send_message', { room_id, content });
    await receiver.some(2);
    expect(contents()).toEqual(['a', 'b']);
    await expect.poll(async () => (await stateOf(id))?.last_delivered_seq).toBe(2);
    await agent.request('leave_room', { room_id });
    expect(await stateOf(id)).toBeUndefined();
    for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) {
      expect(readFileSync(path.join(home.dataDir, file)).includes('a-secret-of-memory')).toBe(false);
    }
  });
});
