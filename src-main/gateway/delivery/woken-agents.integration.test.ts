// The right to set how an agent is woken, and the request that wakes one.
import { afterEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { signature } from './webhooks/sign.ts';
import { AGENT_HEADER } from '../../../src-shared/http.ts';
import { ask } from '../testing/http-client.ts';
import { startReceiver, takeIt, type AnswerHook, type Receiver } from '../testing/receiver.ts';
import { startedForAll } from '../testing/shared-home.ts';
import { watchAs, type Watcher } from '../testing/watcher.ts';
import { startWokenHome } from '../testing/woken-home.ts';

const home = startedForAll(startWokenHome);

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function receiver(answer: AnswerHook = takeIt): Promise<Receiver> {
  const started = await startReceiver(answer);
  open.push(started);
  return started;
}

async function person(name: string, invite: object): Promise<Watcher> {
  const watcher = await watchAs(home, await home.guest(name, invite));
  open.push(watcher);
  return watcher;
}

const atAddress = (webhook_url: string, secret?: string) => ({ kind: 'webhook' as const, webhook_url, ...(secret && { secret }) });

describe('an agent that is woken by a request', () => {
  it('is called with a signature, and without the room, the person and the words', async () => {
    const hooks = await receiver();
    const scout = await home.makeAgent();
    await home.ada.do('set_agent_start', { participant_id: scout, start: atAddress(hooks.url, SECRET) });
    await home.call(scout, 'a secret plan');
    const [hook] = await hooks.some(1);
    expect(JSON.parse(hook?.body ?? '')).toEqual({ type: 'agent_called', agent_id: scout, agent_name: scout });
    const timestamp = Number(hook?.headers['webhook-timestamp']);
    expect(hook?.headers['webhook-signature']).toBe(signature(SECRET, { id: hook?.id ?? '', timestamp, body: hook?.body ?? '' }));
    expect(await home.statusOf(scout)).toBe('waking');
    const agent = await home.agent(scout, { agent_id: scout });
    await agent.waitFor((frame) => frame.type === 'message_received' && JSON.stringify(frame).includes('a secret plan'));
    await expect.poll(async () => (await home.startOf(scout)).waking?.outcome).toBe('came');
  });

  it('counts as here when it writes without a connection', async () => {
    const hooks = await receiver();
    const scout = await home.makeAgent();
    await home.ada.do('set_agent_start', { participant_id: scout, start: atAddress(hooks.url, SECRET) });
    await home.call(scout);
    await hooks.some(1);
    const headers = { authorization: `Bearer ${home.key}`, [AGENT_HEADER]: scout };
    await ask(`${home.url}/api/rooms/${LOBBY_ID}/messages`, { method: 'POST', headers, body: { content: 'Here' } });
    expect((await home.startOf(scout)).waking?.outcome).toBe('came');
    expect(await home.statusOf(scout)).toBeUndefined();
  });

  it('is still being woken after a message that the server posts for it', async () => {
    const hooks = await receiver();
    const scout = await home.makeAgent();
    const headers = { authorization: `Bearer ${home.key}`, [AGENT_HEADER]: scout };
    const later = { content: 'Good morning', send_at: Date.now() + 500 };
    const scheduled = await ask(`${home.url}/api/rooms/${LOBBY_ID}/scheduled`, { method: 'POST', headers, body: later });
    expect(scheduled.status).toBe(201);
    await home.ada.do('set_agent_start', { participant_id: scout, start: atAddress(hooks.url, SECRET) });
    await home.call(scout);
    await expect.poll(() => home.answersOf(scout), { timeout: 20_000 }).toEqual(['Good morning']);
    expect((await home.startOf(scout)).waking?.outcome).toBe('waking');
    expect(await home.statusOf(scout)).toBe('waking');
  });

  it('is still being woken after the notice of an earlier failure', async () => {
    let isRefusing = true;
    const hooks = await receiver((response) => void (isRefusing && response.writeHead(500).end()));
    const scout = await home.makeAgent();
    await home.ada.do('set_agent_start', { participant_id: scout, start: atAddress(hooks.url, SECRET) });
    await home.call(scout);
    await expect.poll(() => home.answersOf(scout)).toHaveLength(1);
    isRefusing = false;
    const { id: room_id } = await home.ada.do('open_direct', { participant_id: scout });
    const called = home.ada.do('send_message', { room_id, content: 'and now?' });
    await Promise.all([called, home.ada.do('try_agent_start', { participant_id: scout })]);
    const authors = async () => (await home.ada.do('get_history', { room_id })).messages.map(({ author_id }) => author_id);
    await expect.poll(authors).toContain(scout);
    expect((await home.startOf(scout)).waking?.outcome).toBe('waking');
    await home.ada.do('set_agent_start', { participant_id: scout, start: null });
  });

  it('is given up when the receiver refuses, and the next try waits', async () => {
    const hooks = await receiver((response) => response.writeHead(500).end());
    const scout = await home.makeAgent();
    await home.ada.do('set_agent_start', { participant_id: scout, start: atAddress(hooks.url, SECRET) });
    await home.call(scout);
    await expect
      .poll(() => home.answersOf(scout))
      .toEqual(['I could not be woken. The request to its web address failed. It answered 500. My page shows more to my owner.']);
    await home.call(scout, 'and now?');
    // A trial does not wait, and comes after all that the call could send.
    await home.ada.do('try_agent_start', { participant_id: scout });
    await hooks.some(2);
    await expect.poll(async () => (await home.startOf(scout)).waking).toMatchObject({ is_trial: true, outcome: 'failed' });
    expect(hooks.received).toHaveLength(2);
  });

  it('keeps its secret when only the address changes, and needs one at first', async () => {
    const hooks = await receiver();
    const scout = await home.makeAgent();
    const set = (start: ReturnType<typeof atAddress>) => home.ada.do('set_agent_start', { participant_id: scout, start });
    await expect(set(atAddress(hooks.url))).rejects.toThrow(/secret/);
    const starting = await set(atAddress('http://127.0.0.1:1/', SECRET));
    expect(JSON.stringify(starting)).not.toContain('whsec_');
    await set(atAddress(hooks.url));
    await home.ada.do('try_agent_start', { participant_id: scout });
    const [hook] = await hooks.some(1);
    const timestamp = Number(hook?.headers['webhook-timestamp']);
    expect(hook?.headers['webhook-signature']).toBe(signature(SECRET, { id: hook?.id ?? '', timestamp, body: hook?.body ?? '' }));
  });

  it('is not called at an address of this computer that another party than a person chose', async () => {
    const scout = await home.makeAgent();
    const made = await home.owner.post('/api/keys', { label: 'Bot', rights: ['read', 'admin'] });
    const headers = { authorization: `Bearer ${made.field('secret')}` };
    const put = (start: object) => ask(`${home.url}/api/agents/${scout}/start`, { method: 'PUT', headers, body: { start } });
    expect((await put(atAddress('http://127.0.0.1:1/', SECRET))).field('code')).toBe('access_denied');
    expect((await put(atAddress('ftp://example.com/', SECRET))).field('code')).toBe('invalid_payload');
    expect((await put(atAddress('https://93.184.215.14/', SECRET))).status).toBe(200);
    expect((await put(home.programFor(scout, 'connect'))).field('detail')).toContain("on the server's own computer");
  });
});

describe('the setting', () => {
  it('is for admins, and a program for the owner in the app of the computer', async () => {
    const scout = await home.makeWoken('connect');
    const [cleo, mia] = [await person('Cleo', { role: 'admin' }), await person('Mia', { role: 'member' })];
    for (const each of [cleo, mia])
      for (const start of [null, atAddress('https://wake.example/', SECRET), home.programFor(scout, 'never')])
        await expect(each.do('set_agent_start', { participant_id: scout, start })).rejects.toThrow(/[Oo]wner|Only/);
    await expect(mia.do('try_agent_start', { participant_id: scout })).rejects.toThrow(/[Oo]wner/);
    expect((await home.startOf(scout)).start).toMatchObject({ kind: 'program' });
  });

  it.each([
    ['a variable of Lanai', { variables: ['LANAI_KEY'] }],
    ['a line break in its path', { command: 'a\nb' }],
    ['no name', { command: '' }],
  ])('is refused with %s', async (_what, change) => {
    const scout = await home.makeAgent();
    const start = { ...home.programFor(scout, 'connect'), ...change };
    await expect(home.ada.do('set_agent_start', { participant_id: scout, start })).rejects.toThrow();
  });

  it('is not for agents that the server runs, and no trial while the agent is here', async () => {
    const scout = await home.makeWoken('connect');
    const runs = { kind: 'program', command: 'x' } as const;
    const { id } = await home.ada.do('create_agent', { name: 'Hosted', runs });
    await expect(home.ada.do('set_agent_start', { participant_id: id, start: null })).rejects.toThrow(/runs that agent/);
    const agent = await home.agent(scout, { agent_id: scout });
    await expect(home.ada.do('try_agent_start', { participant_id: scout })).rejects.toThrow(/is connected/);
    agent.close();
  });
});

describe('calls of guests and programs', () => {
  it('only the person who set a program wakes the agent, in rooms that they are in', async () => {
    const scout = await home.makeWoken('connect');
    const gus = await person('Hal', { room_ids: [LOBBY_ID] });
    await gus.do('send_message', { room_id: LOBBY_ID, content: `@${scout} hello` });
    await expect.poll(() => home.answersOf(scout)).toEqual(['I am not running, and only Owner can wake me.']);
    await gus.do('send_message', { room_id: LOBBY_ID, content: `@${scout} hello?` });
    await home.call(scout, 'are you there?');
    await expect.poll(() => home.answersOf(scout), { timeout: 20_000 }).toHaveLength(2);
    expect(home.started(scout)).toHaveLength(1);
  });

  it('no one wakes the agent of a program in a room without the person who set it', async () => {
    const scout = await home.makeWoken('connect', 'people');
    const gus = await person('Gil', { room_ids: [LOBBY_ID] });
    const room = await gus.do('open_direct', { participant_id: scout });
    await gus.do('send_message', { room_id: room.id, content: 'hello' });
    const seen = async () => (await gus.do('get_history', { room_id: room.id })).messages.map(({ content }) => content);
    await expect.poll(seen).toContain('I am not running, and can be woken only in rooms with Owner.');
    expect(home.started(scout)).toEqual([]);
  });

  it('a guest of the room wakes it, and a program of a person does not', async () => {
    const scout = await home.makeWoken('connect', 'people');
    const gus = await person('Gus', { room_ids: [LOBBY_ID] });
    const code = (await home.owner.post('/api/invites', { name: 'Tom', room_ids: [LOBBY_ID] })).field('code');
    const joined = await ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code } });
    const headers = { authorization: `Bearer ${joined.field('token')}` };
    const said = await ask(`${home.url}/api/chat`, { method: 'POST', headers, body: { text: `@${scout} hello`, room: 'lobby' } });
    expect([said.status, await home.statusOf(scout)]).toEqual([201, undefined]);
    await gus.do('send_message', { room_id: LOBBY_ID, content: `@${scout} hello` });
    await expect.poll(() => home.answersOf(scout), { timeout: 20_000 }).toHaveLength(1);
  });
});
