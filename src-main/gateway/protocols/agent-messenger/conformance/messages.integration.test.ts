// Messages after they were sent, tags, presence, typing and read receipts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, startMessenger, type Json, type MessengerHome, type Socket, type User } from '../../../testing/messenger-home.ts';

let home: MessengerHome;
let ada: User;
let eve: User;
let bot: Socket;
let socket: Socket;
let conversation: string;

beforeAll(async () => {
  home = await startMessenger();
  [ada, eve] = [await home.user('ada_l'), await home.user('eve_1')];
  bot = await home.agent('bot');
  await bot.next('connected');
  conversation = await ada.conversation('bot');
  socket = await ada.connect();
  await socket.next('connected');
}, 60_000);

afterAll(async () => {
  expect(home.home.logged).toEqual([]);
  await home.close();
});

async function say(content: string, from: Socket = socket): Promise<string> {
  const client_id = `${Math.random()}`;
  from.send({ type: 'message', data: { conversation_id: conversation, content, client_id } });
  return String(dataOf(await from.next('message_sent', (fields) => fields.client_id === client_id)).message_id);
}

async function read(): Promise<Json[]> {
  return (await home.call('GET /conversations/messages', { conversation_id: conversation }, ada.headers)).list;
}

const agent = (): Record<string, string> => ({ 'x-agent-secret': home.home.key, 'x-agent-id': 'bot' });

describe('a message', () => {
  it('is edited by its author, and both sides hear of it', async () => {
    const message_id = await say('frist');
    const { body } = await home.call('POST /messages/edit', { message_id, content: 'first' }, ada.headers);
    expect(body).toMatchObject({ status: 'edited', message_id, conversation_id: conversation, content: 'first' });
    const edited = dataOf(await bot.next('message_edited', (fields) => fields.message_id === message_id));
    expect(edited).toMatchObject({ content: 'first', edited_by: ada.id, edited_at: body.edited_at });
    await socket.next('message_edited', (fields) => fields.message_id === message_id);
    expect((await read()).find(({ id }) => id === message_id)).toMatchObject({ content: 'first', edited_at: body.edited_at });
    expect((await home.call('POST /messages/edit', { message_id, content: ' ' }, ada.headers)).status).toBe(400);
    expect((await home.call('POST /messages/edit', { message_id, content: 'x' }, agent())).status).toBe(403);
  });

  it('of an agent is edited by the agent', async () => {
    const message_id = await say('agnet', bot);
    expect((await home.call('POST /messages/edit', { message_id, content: 'agent' }, agent())).status).toBe(200);
    expect(dataOf(await socket.next('message_edited', (fields) => fields.message_id === message_id))).toMatchObject({ edited_by: 'bot' });
  });

  it('is deleted once, and stays as a mark', async () => {
    const message_id = await say('a slip');
    const { body } = await home.call('POST /messages/delete', { message_id }, ada.headers);
    expect(body).toMatchObject({ status: 'deleted', message_id, conversation_id: conversation });
    expect(dataOf(await bot.next('message_deleted'))).toMatchObject({ message_id, deleted_by: ada.id, deleted_at: body.deleted_at });
    expect((await read()).find(({ id }) => id === message_id)).toMatchObject({ content: '[deleted]', is_deleted: true });
    expect((await home.call('POST /messages/delete', { message_id }, ada.headers)).body.error).toBe('message already deleted');
    expect((await home.call('POST /messages/edit', { message_id, content: 'x' }, ada.headers)).status).toBe(400);
  });

  it('takes reactions, also of several code points, and gives them back', async () => {
    const message_id = await say('react to me');
    const react = (emoji: string) => home.call('POST /messages/react', { message_id, emoji }, ada.headers);
    const { body } = await react('👨‍👩‍👧‍👦');
    const reaction = { id: expect.stringMatching(/^rxn_/), message_id, user_id: ada.id, emoji: '👨‍👩‍👧‍👦', created_at: expect.any(String) };
    expect(body).toEqual({ status: 'reaction_added', reaction });
    expect(dataOf(await bot.next('reaction_added'))).toEqual({ message_id, conversation_id: conversation, user_id: ada.id, emoji: '👨‍👩‍👧‍👦' });
    expect((await home.call('GET /messages/reactions', { message_id }, ada.headers)).list).toEqual([reaction]);
    expect((await read()).find(({ id }) => id === message_id)).toMatchObject({ reactions: [reaction] });
    expect((await react('👨‍👩‍👧‍👦')).body).toEqual({ status: 'reaction_removed', message_id, emoji: '👨‍👩‍👧‍👦' });
    await bot.next('reaction_removed', (fields) => fields.message_id === message_id);
    expect((await react('two words')).status).toBe(400);
  });

  it('is found by its words, the newest first, in own conversations only', async () => {
    await say('the heron stands');
    await say('a heron flies');
    const found = async (user: User): Promise<unknown[]> =>
      (await home.call('GET /messages/search', { q: 'heron' }, user.headers)).list.map(({ content }) => content);
    await expect.poll(() => found(ada), { timeout: 10_000 }).toEqual(['a heron flies', 'the heron stands']);
    expect(await found(eve)).toEqual([]);
    expect((await home.call('GET /messages/search', {}, ada.headers)).status).toBe(400);
    expect((await home.call('GET /messages/search', { q: 'her%' }, ada.headers)).list).toHaveLength(2);
  });

  it('of another user is not there', async () => {
    const message_id = await say('not yours');
    for (const [route, fields] of [
      ['POST /messages/edit', { content: 'x' }],
      ['POST /messages/delete', {}],
      ['POST /messages/react', { emoji: '👍' }],
      ['GET /messages/reactions', {}],
    ] as const)
      expect((await home.call(route, { message_id, ...fields }, eve.headers)).body.error).toBe('message not found');
    expect((await home.call('GET /messages/reactions', { message_id: 'none' }, ada.headers)).status).toBe(404);
    expect((await home.call('GET /messages/reactions', {}, ada.headers)).status).toBe(400);
  });
});

describe('tags', () => {
  it('are added once, listed and removed', async () => {
    const call = (route: string, fields: Record<string, string>, user = ada) =>
      home.call(route, { conversation_id: conversation, ...fields }, user.headers);
    const added = await call('POST /conversations/tags/add', { tag: 'Urgent' });
    expect(added.body).toMatchObject({ status: 'tag_added', tag: { tag: 'Urgent', id: expect.any(String) } });
    expect((await call('POST /conversations/tags/add', { tag: 'urgent' })).body).toMatchObject({ error: 'tag already exists' });
    expect((await call('GET /conversations/tags', {})).list.map(({ tag }) => tag)).toEqual(['Urgent']);
    expect((await call('GET /conversations/tags', {}, eve)).status).toBe(404);
    expect((await call('POST /conversations/tags/add', { tag: 'x' }, eve)).status).toBe(404);
    expect((await call('POST /conversations/tags/add', { tag: '' })).status).toBe(400);
    expect((await call('POST /conversations/tags/remove', { tag: 'Urgent' })).body).toEqual({ status: 'tag_removed', tag: 'Urgent' });
    expect((await call('POST /conversations/tags/remove', { tag: 'Urgent' })).status).toBe(404);
  });
});

describe('presence', () => {
  it('of agents is listed, and sent when it changes', async () => {
    const other = await home.agent('coming');
    await socket.next('presence_update', ({ id, online }) => id === 'coming' && online === true);
    const list = async () => (await home.call('GET /presence', {}, ada.headers)).list.find(({ id }) => id === 'coming');
    expect(await list()).toMatchObject({ name: 'coming', online: true, status: 'online' });
    other.send({ type: 'status', data: { status: 'busy', message: 'adding numbers' } });
    expect(await socket.next('status', ({ agent_id, status }) => agent_id === 'coming' && status === 'busy')).toMatchObject({
      status: 'busy',
    });
    other.send({ type: 'status', data: { status: 'lunch' } });
    await socket.next('status', ({ status }) => status === 'lunch');
    other.close();
    await socket.next('presence_update', ({ id, online }) => id === 'coming' && online === false);
    expect(await list()).toMatchObject({ online: false, status: 'offline', last_seen: expect.any(String) });
  });

  it('of a user is shown to the user, with the number of devices', async () => {
    const { body } = await home.call('GET /presence/user', {}, ada.headers);
    expect(body).toMatchObject({ user_id: ada.id, online: true, device_count: 1 });
    expect((await home.call('GET /presence/user', { user_id: 'bot' }, ada.headers)).status).toBe(404);
  });

  it('in a conversation: typing and status go to the other side only, in both places', async () => {
    socket.send({ type: 'typing', data: { conversation_id: conversation } });
    const typing = await bot.next('typing');
    expect(typing).toMatchObject({ conversation_id: conversation, sender_type: 'client', sender_id: ada.id, typing: true });
    expect(dataOf(typing)).toMatchObject({ conversation_id: conversation, typing: true });
    bot.send({ type: 'typing', data: { conversation_id: conversation, typing: false } });
    expect(dataOf(await socket.next('typing'))).toMatchObject({ sender_type: 'agent', agent_id: 'bot', typing: false });
    bot.send({ type: 'status', data: { conversation_id: conversation, status: 'thinking' } });
    const status = await socket.next('status', (fields) => fields.conversation_id === conversation);
    expect(dataOf(status)).toMatchObject({ agent_id: 'bot', status: 'thinking' });
    const stranger = await eve.connect();
    stranger.send({ type: 'typing', data: { conversation_id: conversation } });
    expect(dataOf(await stranger.next('error'))).toMatchObject({ error: 'conversation not found' });
    stranger.close();
  });
});

describe('a conversation', () => {
  it('is not deleted, since the other side has written in it too', async () => {
    expect((await home.call('DELETE /conversations/delete', { conversation_id: conversation }, ada.headers)).status).toBe(403);
    expect((await home.call('DELETE /conversations/delete', { conversation_id: conversation }, eve.headers)).status).toBe(404);
    expect((await home.call('POST /conversations/delete', { conversation_id: conversation }, ada.headers)).status).toBe(405);
  });
});
