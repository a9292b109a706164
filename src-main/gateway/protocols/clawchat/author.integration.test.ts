// Agents and webhooks are sent the author's id, kind and role, because participants choose their own names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { startReceiver, type Receiver } from '../../testing/receiver.ts';
import type { WireClient } from '../../testing/wire-client.ts';

let home: TestHome;
let gus: Browser;
let mine: WireClient;
let other: WireClient;
let receiver: Receiver;

type Payload = Record<string, unknown>;

async function heardBy(client: WireClient, type: string, holds: (payload: Payload) => boolean): Promise<Payload> {
  const frame = await client.waitFor((each) => each.type === type && holds({ ...(each.payload as Payload) }));
  return { ...(frame.payload as Payload) };
}

const say = (by: Browser, content: string) => by.post('/api/rooms/lobby/messages', { content });

beforeAll(async () => {
  home = await startTestHome();
  await home.owner.post('/api/setup', { home_name: 'Casa', owner_name: 'Olga' });
  gus = await home.guest('Gus', { room_ids: ['lobby'] });
  const adam = await home.guest('Adam', { role: 'admin', room_ids: null });
  const key = (await adam.post('/api/keys', { label: 'of Adam' })).field('secret');
  mine = await home.agent('Mine', { agent_id: 'mine' });
  other = await home.agent('Other', { agent_id: 'other', key });
  for (const each of [mine, other]) await each.request('join_room', { room_id: 'lobby' });
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await home.close();
});

describe('A message', () => {
  it('has its author’s kind and role in every frame, and whether the author is the reader’s owner', async () => {
    await say(home.owner, 'from the owner @Mine @Other');
    await say(gus, 'from a guest @Mine');
    for (const [reader, is_my_owner] of [
      [mine, true],
      [other, false],
    ] as const) {
      const heard = await heardBy(reader, 'message_received', ({ content }) => content === 'from the owner @Mine @Other');
      expect(heard).toMatchObject({ author_kind: 'person', author_role: 'owner', is_my_owner });
      const called = await heardBy(reader, 'mention', () => true);
      expect(called.message).toMatchObject({ agent_name: 'Olga', author_kind: 'person', author_role: 'owner', is_my_owner });
      const { payload } = await reader.request('get_history', { room_id: 'lobby', limit: 2 });
      expect((payload as Payload).messages).toMatchObject([
        { author_role: 'owner', is_my_owner },
        { agent_name: 'Gus', author_kind: 'person', author_role: 'guest', is_my_owner: false },
      ]);
    }
  });

  it('of an agent and of Porter is marked as such', async () => {
    await other.request('send_message', { room_id: 'lobby', content: 'by an agent' });
    const heard = await heardBy(mine, 'message_received', ({ content }) => content === 'by an agent');
    expect(heard).toMatchObject({ author_kind: 'agent', author_role: 'agent', is_my_owner: false });
    await say(home.owner, '@Porter help');
    const answer = await heardBy(mine, 'message_received', ({ agent_name }) => agent_name === 'Porter');
    expect(answer).toMatchObject({ author_kind: 'agent', author_role: 'built-in', is_my_owner: false });
  });
});

describe('A webhook for one author', () => {
  it('stays with that author, also when another takes the name', async () => {
    const webhook = { webhook_url: receiver.url, secret: 'topsecret', only_from: 'Olga' };
    const made = await home.owner.post('/api/rooms/lobby/webhooks', webhook);
    expect(made.json()).toMatchObject({ only_from: 'Olga', only_from_id: expect.any(String) });
    await home.owner.patch('/api/profile', { name: 'Olga Maria' });
    expect((await gus.patch('/api/profile', { name: 'Olga' })).status).toBe(200);
    await say(gus, 'deploy --force');
    await say(home.owner, 'deploy');
    const [hook, ...others] = await receiver.some(1);
    expect(others).toEqual([]);
    const { message } = JSON.parse(hook?.body ?? '{}') as { message: object };
    expect(message).toMatchObject({ content: 'deploy', agent_name: 'Olga Maria', author_role: 'owner', is_my_owner: true });
    const listed = (await home.owner.get('/api/webhooks')).json();
    expect(JSON.stringify(listed)).toContain('"only_from":"Olga"');
  });
});
