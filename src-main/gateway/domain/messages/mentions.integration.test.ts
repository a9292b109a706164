// The participants that a message calls, as the gateway has it: the parser of src-shared, among those who belong to the room.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { startTestHome } from '../../testing/home.ts';
import { fieldOf } from '../../testing/transports.ts';
import { watchAs } from '../../testing/watcher.ts';
import { callsOf } from '../../testing/calls.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
let ada: WireClient;
let rune: WireClient;

beforeAll(async () => {
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
  for (const agent of [ada, rune]) await agent.request('join_room', { room_id: 'lobby' });
});

test('an agent that quotes its own name does not call itself, and calls the others it names', async () => {
  await ada.request('send_message', { room_id: 'lobby', content: 'You said: @Ada, where is @Rune?' });
  expect(callsOf(rune)).toEqual(['You said: @Ada, where is @Rune?']);
  expect(callsOf(ada)).toEqual([]);
});

test('an @ in code or in an address calls no agent, and an @ in a text without spaces does', async () => {
  const ming = await home.agent('小明', { agent_id: 'ming' });
  await ming.request('join_room', { room_id: 'lobby' });
  const quiet = [
    'https://medium.com/@小明/post-1',
    '[x](https://t.me/@小明)',
    '<https://medium.com/@小明>',
    '![photo](https://x.test/@小明.png)',
    '    @小明 in code by indentation',
    'look:\n\n    npm i @小明/x',
    '`@小明`',
    '\\@小明',
  ];
  const calling = ['@小明你好', '请@小明看一下', '[ask @小明](https://x.test)', '| to |\n|-|\n| @小明 |'];
  for (const content of [...quiet, ...calling]) await ada.request('send_message', { room_id: 'lobby', content });
  await ming.request('ping');
  expect(callsOf(ming)).toEqual(calling);
});

test('whoever asks for it by id is called, oneself included, and strangers to the room are not', async () => {
  await home.agent('Elsewhere', { agent_id: 'elsewhere' });
  await ada.request('send_message', { room_id: 'lobby', content: 'a note to myself', mentions: ['ada', 'elsewhere', 'nobody'] });
  expect(callsOf(ada)).toEqual(['a note to myself']);
});

test('by the owner’s choice any agent is called that may see the room, and none that may not', async () => {
  const elsewhere = await home.agent('Elsewhere', { agent_id: 'elsewhere', reconnect: true });
  const guest = await home.guest('Gus', { role: 'admin', room_ids: ['lobby'] });
  const key = (await guest.post('/api/keys', { label: 'Vex' })).field('secret');
  const vex = await home.agent('Vex', { key });
  const inLobby = (await home.owner.post('/api/keys', { label: 'Scoped', room_ids: ['lobby'] })).field('secret');
  const scoped = await home.agent('Scoped', { key: inLobby });
  const rooms = { open: '', closed: '' };
  for (const name of ['open', 'closed'] as const) {
    const room = await home.owner.post('/api/rooms', { name, public: name === 'open' });
    rooms[name] = room.field('id');
    await home.owner.put(`/api/rooms/${rooms[name]}/members/ada`, {});
  }
  const say = async (room_id: string, content: string): Promise<void> => {
    expect((await ada.request('send_message', { room_id, content })).type).toBe('ok');
    for (const each of [elsewhere, vex, scoped]) await each.request('ping');
  };
  await say(rooms.open, '@Elsewhere, @Vex and @Scoped: not yet');
  expect((await home.owner.patch('/api/home', { mentions_reach: 'home' })).json()).toMatchObject({ name: 'Lanai', mentions_reach: 'home' });
  await say(rooms.open, '@Elsewhere, @Vex and @Scoped: come');
  await say(rooms.closed, '@Elsewhere, @Vex and @Scoped: between us');
  expect(callsOf(elsewhere)).toEqual(['@Elsewhere, @Vex and @Scoped: come']);
  expect([callsOf(vex), callsOf(scoped)]).toEqual([[], []]);
  // It may come in and answer, as it may in any room it sees; no one was let in for it.
  expect(JSON.stringify((await ada.request('room_info', { room_id: rooms.open })).payload)).not.toContain('elsewhere');
  expect((await elsewhere.request('join_room', { room_id: rooms.open })).type).toBe('ok');
  expect((await elsewhere.request('join_room', { room_id: rooms.closed })).type).toBe('error');

  await home.owner.patch('/api/home', { mentions_reach: 'members' });
  await elsewhere.request('leave_room', { room_id: rooms.open });
  await home.owner.delete(`/api/rooms/${rooms.open}/members/elsewhere`);
  await say(rooms.open, '@Elsewhere: no more');
  expect(callsOf(elsewhere)).toHaveLength(1);
});

describe('In a direct room', () => {
  const direct = async (from: Browser, participant_id: string): Promise<string> =>
    (await from.post('/api/directs', { participant_id })).field('id');

  test('every message of a person calls the agent, once, and a thought or a reaction does not', async () => {
    const nova = await home.agent('Nova', { agent_id: 'nova' });
    const room = await direct(home.owner, 'nova');
    const say = (body: object) => home.owner.post(`/api/rooms/${room}/messages`, body);
    await say({ content: 'hi, are you there?' });
    await say({ content: '@Nova and by name' });
    await say({ content: 'and by id', mentions: ['nova'] });
    await nova.request('ping');
    expect(callsOf(nova)).toEqual(['hi, are you there?', '@Nova and by name', 'and by id']);
    // It can answer where it was called, without opening the room first, and does not call itself.
    expect((await nova.request('send_message', { room_id: room, content: 'I am here.' })).type).toBe('ok');
    expect(callsOf(nova)).toHaveLength(3);
  });

  test('it does so too when the agent was not connected at that time, and after an edit', async () => {
    const room = await direct(home.owner, 'nova');
    const sent = await home.owner.post(`/api/rooms/${room}/messages`, { content: 'later' });
    expect(sent.json()).toMatchObject({ mentions: ['nova'] });
    const edited = await home.owner.patch(`/api/rooms/${room}/messages/${sent.field('id')}`, { content: 'much later' });
    expect(edited.json()).toMatchObject({ mentions: ['nova'] });
  });

  test('two agents call each other by name only, so that two programs that answer every call come to an end', async () => {
    const opened = await ada.request('open_direct', { participant_id: 'rune' });
    const room_id = fieldOf(opened, 'id');
    const before = callsOf(rune).length;
    await ada.request('send_message', { room_id, content: 'hello' });
    expect(callsOf(rune)).toHaveLength(before);
    await ada.request('send_message', { room_id, content: '@Rune, hello' });
    await rune.request('ping');
    expect(callsOf(rune).slice(before)).toEqual(['@Rune, hello']);
  });

  test('people get a direct message, and no mention', async () => {
    const gus = await home.guest('Gus Direct', { role: 'member' });
    const people = (await home.owner.get('/api/people')).json() as { people: { id: string; name: string }[] };
    const room = await direct(home.owner, people.people.find(({ name }) => name === 'Gus Direct')?.id ?? '');
    expect((await gus.get(`/api/rooms/${room}/messages`)).status).toBe(200);
    expect((await home.owner.post(`/api/rooms/${room}/messages`, { content: 'hi' })).json()).toMatchObject({ mentions: [] });
  });
});

test('whom messages reach is said to everybody, outlives a restart, and is the owner’s to say', async () => {
  const guest = await home.guest('Guy');
  expect((await guest.patch('/api/home', { mentions_reach: 'home' })).status).toBe(403);
  expect((await home.owner.patch('/api/home', { mentions_reach: 'everybody' })).status).toBe(400);
  const watcher = await watchAs(home, guest);
  await home.owner.patch('/api/home', { mentions_reach: 'home' });
  await expect
    .poll(() => watcher.events().filter(({ type }) => type === 'home.changed'))
    .toMatchObject([{ home: { mentions_reach: 'home' } }]);
  watcher.close();
  await home.gateway.close();
  const again = await startTestHome({ dataDir: home.dataDir });
  expect((await again.owner.patch('/api/home', {})).json()).toMatchObject({ name: 'Lanai', mentions_reach: 'home' });
  await again.close();
});
