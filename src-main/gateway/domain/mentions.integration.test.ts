// Who is called by a message, as the gateway has it: the parser of src-shared, among those who belong to the room.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { watchAs } from '../testing/watcher.ts';
import type { WireClient } from '../testing/wire-client.ts';

let home: TestHome;
let ada: WireClient;
let rune: WireClient;

beforeAll(async () => {
  home = await startTestHome();
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
  for (const agent of [ada, rune]) await agent.request('join_room', { room_id: 'lobby' });
});

afterAll(() => home.close());

/** The texts of the messages that called an agent. */
const callsOf = (agent: WireClient): unknown[] =>
  agent.received.flatMap((frame) =>
    frame.type === 'mention' ? [(frame.payload as { message: { content: string } }).message.content] : [],
  );

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
  // It may come in and answer, as it may in any room it sees; nobody was let in for it.
  expect(JSON.stringify((await ada.request('room_info', { room_id: rooms.open })).payload)).not.toContain('elsewhere');
  expect((await elsewhere.request('join_room', { room_id: rooms.open })).type).toBe('ok');
  expect((await elsewhere.request('join_room', { room_id: rooms.closed })).type).toBe('error');

  await home.owner.patch('/api/home', { mentions_reach: 'members' });
  await elsewhere.request('leave_room', { room_id: rooms.open });
  await home.owner.delete(`/api/rooms/${rooms.open}/members/elsewhere`);
  await say(rooms.open, '@Elsewhere: no more');
  expect(callsOf(elsewhere)).toHaveLength(1);
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
