// Registering, conversations, and messages in each dialect.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, startMessenger, type MessengerHome, type Socket, type User } from '../../../testing/messenger-home.ts';

let home: MessengerHome;
let ada: User;
let bot: Socket;
let conversation: string;

beforeAll(async () => {
  home = await startMessenger();
  ada = await home.user('ada_l');
  bot = await home.agent('bot', { name: 'Bot', model: 'm1', personality: 'calm', specialty: 'sums' });
  await bot.next('connected');
  conversation = await ada.conversation('bot');
}, 60_000);

afterAll(async () => {
  expect(home.home.logged).toEqual([]);
  await home.close();
});

describe('health', () => {
  it('says that it is ready, with the fields that dashboards read', async () => {
    const { status, body, headers } = await home.call('GET /health');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', version: '0.0.0-test', agents_connected: 1, agent_heartbeat: { interval_s: 30 } });
    expect(headers.get('x-request-id')).toMatch(/^req-/);
    expect((await home.call('GET /health', {}, { 'x-request-id': 'mine-1' })).headers.get('x-request-id')).toBe('mine-1');
  });

  it('gives the metrics in the format of Prometheus', async () => {
    const { text, headers } = await home.call('GET /metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toContain('\nagent_messenger_agents_connected 1\n');
  });
});

describe('users', () => {
  it('register with an invite, at either address, and log in with the same password', async () => {
    const made = await home.home.owner.post('/api/invites', { name: 'grace' });
    const password = `${String(made.field('code'))}:another password`;
    const registered = await home.call('POST /auth/register', { username: 'grace_h', password });
    expect(registered.body).toEqual({ user_id: expect.any(String), username: 'grace_h', status: 'registered' });
    const { body } = await home.call('POST /auth/login', { username: 'Grace_H', password });
    expect(body).toEqual({ token: expect.any(String), user_id: registered.body.user_id, username: 'grace_h' });
    expect((await home.call('POST /auth/login', { username: 'grace_h', password: `${password}!` })).status).toBe(401);
    expect((await home.call('POST /auth/login', { username: 'ada_l', password })).status).toBe(401);
  });

  it('are not let in without an invite, or with one that was used', async () => {
    const { status, body } = await home.call('POST /auth/user', { username: 'mallory', password: 'a good password' });
    expect([status, body.status]).toEqual([403, 'Forbidden']);
    expect((await home.call('POST /auth/user', { username: 'mallory', password: ada.password })).status).toBe(410);
  });

  it.each([
    ['ab', 400],
    ['with space', 400],
    ['', 400],
    ['ada_l', 409],
  ])('register as %o with the answer %i', async (username, status) => {
    const made = await home.home.owner.post('/api/invites', { name: 'x' });
    const password = `${String(made.field('code'))} correct horse`;
    expect((await home.call('POST /auth/user', { username, password })).status).toBe(status);
  });

  it('log in by JSON too, as the Android app does', async () => {
    const { status } = await home.json('POST /auth/login', { username: ada.username, password: ada.password });
    expect(status).toBe(200);
  });

  it('change their password, which ends the tokens of the old one', async () => {
    const eve = await home.user('eve_2');
    const socket = await eve.connect();
    const change = { old_password: eve.password, new_password: 'brand new words' };
    expect((await home.call('POST /auth/change-password', { ...change, old_password: 'wrong words' }, eve.headers)).status).toBe(401);
    expect((await home.call('POST /auth/change-password', change, eve.headers)).body).toEqual({ status: 'password_changed' });
    expect((await home.call('GET /conversations/list', {}, eve.headers)).status).toBe(401);
    await socket.closed;
    expect((await home.call('POST /auth/login', { username: 'eve_2', password: eve.password })).status).toBe(401);
    expect((await home.call('POST /auth/login', { username: 'eve_2', password: 'brand new words' })).status).toBe(200);
  });
});

describe('agents', () => {
  it('register with the secret of the home, and blanks change nothing', async () => {
    const fields = { agent_id: 'calc', name: 'Calc', model: 'm2', personality: 'dry', specialty: 'tax' };
    const secret = { 'x-agent-secret': home.home.key };
    const { body } = await home.call('POST /auth/agent', fields, secret);
    expect(body).toEqual({ agent_id: 'calc', status: 'registered', model: 'm2', personality: 'dry', specialty: 'tax' });
    const again = await home.call('POST /auth/agent', { agent_id: 'calc', model: 'm3', agent_secret: home.home.key });
    expect(again.body).toMatchObject({ model: 'm3', personality: 'dry' });
    await ada.conversation('calc');
    const { list } = await home.call('GET /agents', {}, ada.headers);
    expect(list).toContainEqual({ id: 'calc', name: 'Calc', model: 'm3', personality: 'dry', specialty: 'tax', status: 'offline' });
    expect(list).toContainEqual(expect.objectContaining({ id: 'bot', status: 'online' }));
  });

  it('are refused with another secret', async () => {
    const { status, body } = await home.call('POST /auth/agent', { agent_id: 'thief', agent_secret: 'dev-agent-secret-change-me' });
    expect([status, body.error]).toEqual([401, 'unauthorized']);
    expect((await home.call('POST /auth/agent', { agent_secret: home.home.key })).status).toBe(400);
  });
});

describe('conversations', () => {
  it('are one for each user and agent, at either address', async () => {
    const again = await home.call('POST /conversations', { agent_id: 'bot' }, ada.headers);
    expect(again.body).toMatchObject({ conversation_id: conversation, id: conversation, user_id: ada.id, agent_id: 'bot' });
    expect((await home.call('POST /conversations/create', { agent_id: 'no-such-agent' }, ada.headers)).status).toBe(404);
    expect((await home.call('POST /conversations/create', {}, ada.headers)).status).toBe(400);
  });

  it('are listed with the last message and what is unread, and marked as read', async () => {
    bot.send({ type: 'message', data: { conversation_id: conversation, content: 'unread words' } });
    await bot.next('message_sent');
    const list = async () => (await home.call('GET /conversations/list', {}, ada.headers)).list.find(({ id }) => id === conversation);
    expect(await list()).toMatchObject({
      agent_id: 'bot',
      last_message: { content: 'unread words', sender_type: 'agent' },
      unread_count: 1,
    });
    const { body } = await home.call('POST /conversations/mark-read', { conversation_id: conversation }, ada.headers);
    expect(body).toEqual({ status: 'marked_read', conversation_id: conversation, count: 1 });
    expect(await list()).toMatchObject({ unread_count: 0 });
    await bot.next('read_receipt', ({ read_by }) => read_by === ada.id);
  });

  it('are of no one else', async () => {
    const eve = await home.user('eve_3');
    for (const route of ['GET /conversations/messages', 'POST /conversations/mark-read'])
      expect((await home.call(route, { conversation_id: conversation }, eve.headers)).status).toBe(404);
    expect((await home.call(`GET /conversations/${conversation}/messages`, {}, eve.headers)).status).toBe(404);
    const socket = await eve.connect();
    socket.send({ type: 'message', data: { conversation_id: conversation, content: 'let me in' } });
    expect(dataOf(await socket.next('error'))).toMatchObject({ error: 'conversation not found' });
    expect((await home.call('GET /conversations/list', {}, eve.headers)).list).toEqual([]);
    socket.close();
  });
});

describe('messages', () => {
  it('arrive in the envelope with their ids, and are acknowledged', async () => {
    const socket = await ada.connect();
    expect(socket.protocol).toBe('v1');
    const welcome = await socket.next('connected');
    expect(dataOf(welcome)).toMatchObject({ id: ada.id, status: 'connected', protocol_version: 'v1', supported_versions: ['v1'] });
    socket.send({ type: 'message', data: { conversation_id: conversation, content: 'one, enveloped', metadata: { n: 1 } } });
    const sent = dataOf(await socket.next('message_sent'));
    expect(sent).toMatchObject({ conversation_id: conversation, status: 'delivered', message_id: expect.any(String) });
    const received = dataOf(await bot.next('message', ({ content }) => content === 'one, enveloped'));
    expect(received).toMatchObject({
      sender_type: 'client',
      sender_id: ada.id,
      recipient_id: 'bot',
      message_id: sent.message_id,
      metadata: { n: 1 },
    });
    // The dialects of the plugin.
    const flat = await bot.next('user_message', ({ content }) => content === 'one, enveloped');
    expect(flat).toMatchObject({
      user_id: ada.id,
      conversation_id: conversation,
      message_id: sent.message_id,
      timestamp: expect.any(String),
    });
    expect(await bot.next('chat', ({ content }) => content === 'one, enveloped')).toMatchObject({ sender_type: 'client' });
    bot.send({ type: 'message', data: { conversation_id: conversation, content: 'two, enveloped' } });
    const answer = dataOf(await socket.next('message', ({ content }) => content === 'two, enveloped'));
    expect(answer).toMatchObject({ type: 'message', sender_type: 'agent', sender_id: 'bot', message_id: expect.any(String) });
    expect(socket.frames.filter(({ type }) => type === 'agent_message')).toEqual([]);
    socket.close();
  });

  it('arrive flat where the client offers no sub-protocol, also for its own', async () => {
    const socket = await ada.connect([]);
    expect(socket.protocol).toBe('');
    socket.send({ type: 'message', conversation_id: conversation, content: 'three, flat' });
    const { message_id } = await socket.next('user_message', ({ content }) => content === 'three, flat');
    expect(dataOf(await socket.next('message_sent'))).toMatchObject({ message_id });
    bot.send({ type: 'message', data: { conversation_id: conversation, content: 'four, flat' } });
    expect(await socket.next('agent_message', ({ content }) => content === 'four, flat')).toMatchObject({
      agent_id: 'bot',
      conversation_id: conversation,
      message_id: expect.any(String),
    });
    expect(socket.frames.filter(({ type }) => type === 'message')).toEqual([]);
    socket.close();
  });

  it('are taken and sent as chat', async () => {
    const socket = await ada.connect([]);
    socket.send({ type: 'chat', conversation_id: conversation, content: 'five, chat' });
    await bot.next('chat', ({ content }) => content === 'five, chat');
    bot.send({ type: 'chat', conversation_id: conversation, content: 'six, chat' });
    expect(await socket.next('chat', ({ content }) => content === 'six, chat')).toMatchObject({ sender_type: 'agent' });
    socket.close();
  });

  it('begin a conversation by the id of an agent', async () => {
    const tom = await home.user('tom_1');
    await home.call('POST /auth/agent', { agent_id: 'quiet', agent_secret: home.home.key });
    const socket = await tom.connect([]);
    socket.send({ type: 'message', data: { agent_id: 'bot', content: 'hello from tom' } });
    const { conversation_id } = await socket.next('user_message');
    expect(await tom.conversation('bot')).toBe(conversation_id);
    await bot.next('user_message', ({ content }) => content === 'hello from tom');
    socket.close();
  });

  it('are read page by page from the newest, by id and by time, without a gap', async () => {
    const pia = await home.user('pia_1');
    const id = await pia.conversation('bot');
    const socket = await pia.connect();
    for (let n = 1; n <= 60; n += 1) socket.send({ type: 'message', data: { conversation_id: id, content: `n${n}` } });
    await bot.next('message', ({ content }) => content === 'n60');
    const page = async (fields: Record<string, string>) =>
      (await home.call('GET /conversations/messages', { conversation_id: id, ...fields }, pia.headers)).list;
    const newest = await page({});
    expect(newest.map(({ content }) => content)).toEqual(Array.from({ length: 50 }, (_, n) => `n${n + 11}`));
    const older = await page({ before: String(newest[0]?.id), limit: '5' });
    expect(older.map(({ content }) => content)).toEqual(['n6', 'n7', 'n8', 'n9', 'n10']);
    const byTime = await page({ before: String(newest[0]?.created_at), limit: '200' });
    expect(byTime.every(({ content }) => Number(String(content).slice(1)) <= 11)).toBe(true);
    expect(newest[0]).toMatchObject({ conversation_id: id, sender_type: 'client', sender_id: pia.id, metadata: '', is_deleted: false });
    expect((await home.call('GET /conversations/messages', { conversation_id: id, before: 'nothing' }, pia.headers)).status).toBe(400);
    socket.close();
  });

  it('that an agent missed arrive when it connects, once', async () => {
    const late = await home.agent('late');
    await late.next('connected');
    const id = await ada.conversation('late');
    late.close();
    await late.closed;
    const socket = await ada.connect();
    socket.send({ type: 'message', data: { conversation_id: id, content: 'while you were away' } });
    await socket.next('message_sent');
    const back = await home.agent('late');
    expect(dataOf(await back.next('message'))).toMatchObject({ content: 'while you were away' });
    expect(back.frames[0]?.type).toBe('connected');
    await socket.next('read_receipt', ({ read_by }) => read_by === 'late');
    back.close();
    await back.closed;
    const third = await home.agent('late');
    await third.next('connected');
    third.send({ type: 'heartbeat' });
    await third.next('heartbeat_ack');
    expect(third.frames.filter(({ type }) => type === 'message')).toEqual([]);
    socket.close();
  });

  it('that a user missed arrive when the user is back', async () => {
    const ned = await home.user('ned_1');
    const id = await ned.conversation('bot');
    const first = await ned.connect();
    await first.next('connected');
    first.close();
    await first.closed;
    await expect.poll(async () => (await home.call('GET /health')).body.client_conns_total).toBe(0);
    bot.send({ type: 'message', data: { conversation_id: id, content: 'are you there?' } });
    await bot.next('message_sent', ({ conversation_id }) => conversation_id === id);
    const second = await ned.connect();
    expect(dataOf(await second.next('message'))).toMatchObject({ content: 'are you there?' });
    second.close();
  });
});
