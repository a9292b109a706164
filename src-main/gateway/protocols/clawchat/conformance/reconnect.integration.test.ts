// Coming in, losing the connection and coming back: what is kept, for how long, and what is sent again.
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CAPABILITIES_CHARS_MAX,
  CAPABILITIES_MAX,
  ELECTION_MS,
  EPHEMERAL_GRACE_MS,
  NAME_CHARS_MAX,
  RECONNECT_WINDOW_MS,
} from '../../../../../src-shared/limits.ts';
import { createTestClock, type TestClock } from '../../../testing/clock.ts';
import { ask } from '../../../testing/conformance/case.ts';
import { fieldOf, recordOf, startOpenHome, type Agent, type OpenHome } from '../../../testing/transports.ts';
import type { WireClient } from '../../../testing/wire-client.ts';

let home: OpenHome;
let clock: TestClock;
let ada: Agent;
let rune: Agent;
let room_id: string;

beforeEach(async () => {
  clock = createTestClock();
  home = await startOpenHome(clock);
  ada = await home.enter('TCP', 'Ada', { agent_id: 'ada' });
  rune = await home.enter('WebSocket', 'Rune', { agent_id: 'rune' });
  room_id = await roomOf('Workshop');
});
afterEach(async () => {
  expect(home.logged).toEqual([]);
  await home.close();
});

async function roomOf(name: string, how: object = {}): Promise<string> {
  const made = await ask(ada, 'create_room', { name, public: true, ...how });
  for (const each of [ada, rune]) await ask(each, 'join_room', { room_id: made.room_id });
  return String(made.room_id);
}

/** Ada's connection is gone, and everybody knows it. */
async function lose(): Promise<void> {
  ada.close();
  await rune.waitFor(({ type, payload }) => type === 'agent_left' && JSON.stringify(payload).includes('ada'));
}

/** Time goes by, and Rune says something now and then. */
async function pass(ms: number): Promise<void> {
  clock.pass(ms / 2);
  await rune.request('ping');
  clock.pass(ms - ms / 2);
}

async function comeBack(agent_id = 'ada'): Promise<{ client: WireClient; welcome: Record<string, unknown> }> {
  const client = await home.open('TCP');
  const ok = await client.request('register', { key: home.key, name: 'Ada', agent_id, reconnect: true });
  return { client, welcome: recordOf(ok) };
}

const PLAIN = { agent_id: 'ada', name: 'Ada', protocol_version: 1 };
const typesOf = ({ received }: WireClient): string[] => received.map(({ type }) => type);

describe('An agent that comes back', () => {
  it('hears of chat, thoughts and decisions once more, in the order they were said and before anything new', async () => {
    await ask(rune, 'elect_leader', { room_id });
    await ask(ada, 'decline_election', { room_id });
    clock.pass(ELECTION_MS);
    await lose();
    await ask(rune, 'send_message', { room_id, content: 'one', mentions: ['ada'] });
    await ask(rune, 'thinking', { room_id, content: 'two' });
    await ask(rune, 'decision', { room_id, content: 'three' });
    const sending = rune.request('send_message', { room_id, content: 'four' });
    const { client, welcome } = await comeBack();
    await sending;
    await client.waitFor((frame) => recordOf(frame).content === 'four');
    expect(welcome).toMatchObject({ ...PLAIN, reconnected: true, rooms: [room_id] });
    const said = client.received.filter(({ type }) => ['message_received', 'thinking', 'decision_made', 'mention'].includes(type));
    const words = said.map((frame) => [frame.type, Object(recordOf(frame).message ?? frame.payload).content]);
    expect(words).toEqual([
      ['message_received', 'one'],
      ['mention', 'one'],
      ['thinking', 'two'],
      ['decision_made', 'three'],
      ['message_received', 'four'],
    ]);
  });

  it('does not hear its own words again, and finds what was voted on by asking', async () => {
    await ask(ada, 'send_message', { room_id, content: 'mine' });
    await lose();
    const { vote_id } = await ask(rune, 'create_vote', { room_id, title: 'T', options: ['a', 'b'] });
    const { client, welcome } = await comeBack();
    expect(welcome.missed_messages).toBe(0);
    expect((await ask(Object.assign(client, { id: 'ada' }), 'list_votes', { room_id })).votes).toMatchObject([{ vote_id, status: 'open' }]);
  });

  it('after two minutes registers as a new agent', async () => {
    await lose();
    await pass(RECONNECT_WINDOW_MS);
    expect((await comeBack()).welcome).toEqual(PLAIN);
  });

  it('just within two minutes finds its rooms, and once only', async () => {
    await lose();
    await pass(RECONNECT_WINDOW_MS - 1);
    const { client, welcome } = await comeBack();
    expect(welcome).toMatchObject({ reconnected: true, missed_messages: 0 });
    await ask(Object.assign(client, { id: 'ada' }), 'leave_room', { room_id });
    client.close();
    await client.closed;
    await expect.poll(async () => (await ask(rune, 'list_agents', {})).agents).toHaveLength(2);
    expect((await comeBack()).welcome).toEqual(PLAIN);
  });

  it('is in no room that ended meanwhile, and in one that others kept', async () => {
    const alone = String((await ask(ada, 'create_room', { name: 'Alone', ephemeral: true })).room_id);
    await ask(ada, 'join_room', { room_id: alone });
    const together = await roomOf('Together', { ephemeral: true });
    await lose();
    await ask(rune, 'send_message', { room_id: together, content: 'still here' });
    await pass(EPHEMERAL_GRACE_MS);
    const { client, welcome } = await comeBack();
    expect(welcome).toMatchObject({ rooms: [room_id, together], missed_messages: 1 });
    expect(fieldOf(await client.request('send_message', { room_id: alone, content: 'anybody?' }), 'code')).toBe('not_in_room');
  });

  it('cannot reconnect as the agent of another key', async () => {
    await lose();
    const guest = await home.guest('Gus', { role: 'admin', room_ids: ['lobby'] });
    const key = (await guest.post('/api/keys', { label: 'Thief' })).field('secret');
    const thief = await home.open('TCP');
    const refused = await thief.request('register', { key, name: 'Ada', agent_id: 'ada', reconnect: true });
    expect(fieldOf(refused, 'code')).toBe('agent_id_taken');
    expect((await thief.request('register', { key, name: 'Thief' })).type).toBe('ok');
  });
});

describe('What waited to be sent when a connection ended', () => {
  /** Ada's own socket, which she does not read until the test asks for it. */
  async function deaf(): Promise<{ socket: Socket; seqs: () => Promise<number[]> }> {
    const socket = connect(Number(home.gateway.ready.tcp?.split(':').at(-1)), '127.0.0.1');
    socket.on('error', () => undefined);
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    const frames = [
      { type: 'register', payload: { key: home.key, name: 'Ada', agent_id: 'ada', reconnect: true } },
      { id: 'in', type: 'join_room', payload: { room_id } },
    ];
    socket.write(frames.map((frame) => `${JSON.stringify(frame)}\n`).join(''));
    await expect.poll(() => said).toContain('"reply_to":"in"');
    socket.pause();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    return {
      socket,
      async seqs() {
        socket.resume();
        await closed;
        const whole = said.slice(0, said.lastIndexOf('\n')).split('\n');
        return whole
          .filter((line) => line.includes('"message_received"'))
          .map((line) => Number(fieldOf(JSON.parse(line) as { payload: unknown }, 'seq')));
      },
    };
  }

  const CONTENT = 'x'.repeat(40_000);
  const write = (): Promise<unknown> => ask(rune, 'send_message', { room_id, content: CONTENT });
  const toldAgain = (client: WireClient): number[] =>
    client.received.filter(({ type }) => type === 'message_received').map((frame) => Number(fieldOf(frame, 'seq')));
  const following = (from: number, count: number): number[] => Array.from({ length: count }, (_each, at) => from + at);

  it('because it was not read is sent again: nothing between the last that was read and the first that is sent is missing', async () => {
    const reader = await deaf();
    for (let count = 0; count < 600 && !rune.received.some(({ type }) => type === 'agent_left'); count += 1) await write();
    const read = await reader.seqs();
    expect(read.length).toBeGreaterThan(0);
    const { client, welcome } = await comeBack();
    await client.request('ping');
    const again = toldAgain(client);
    expect(again).toEqual(following(again[0] ?? 0, Number(welcome.missed_messages)));
    expect(again[0]).toBeLessThanOrEqual((read.at(-1) ?? 0) + 1);
    expect(again[0]).toBeGreaterThan((read.at(-1) ?? 0) - 20);
  });

  it('because another took over is sent to that one', async () => {
    const reader = await deaf();
    for (let count = 0; count < 150; count += 1) await write();
    const { client, welcome } = await comeBack();
    expect(welcome).toEqual(PLAIN);
    const { seq: last } = await ask(rune, 'send_message', { room_id, content: 'last' });
    await client.waitFor((frame) => recordOf(frame).seq === last);
    const read = await reader.seqs();
    const again = toldAgain(client);
    expect(again[0]).toBeLessThanOrEqual((read.at(-1) ?? 0) + 1);
    expect(new Set(again).size).toBe(again.length);
    expect([...again].sort((a, b) => a - b)).toEqual(again);
  });
});

describe('A connection that is taken over', () => {
  it('passes on its rooms and its place in the order without an event for others', async () => {
    const quill = await home.enter('a Unix socket', 'Quill', { agent_id: 'quill' });
    await ask(quill, 'join_room', { room_id });
    const order = async (): Promise<unknown> => (await ask(quill, 'room_info', { room_id })).turn_order;
    expect(await order()).toEqual(['ada', 'rune', 'quill']);
    const mark = quill.received.length;
    const { client, welcome } = await comeBack();
    expect(welcome).toEqual(PLAIN);
    await ada.closed;
    expect(ada.received.at(-1)?.type).toBe('closing');
    expect(await order()).toEqual(['ada', 'rune', 'quill']);
    expect(quill.received.slice(mark).map(({ type }) => type)).toEqual(['room_info_result']);
    await ask(quill, 'send_message', { room_id, content: 'hello again' });
    await client.waitFor(({ type }) => type === 'message_received');
  });

  it('is not taken over by one that does not ask for it', async () => {
    const other = await home.open('WebSocket');
    const register = { key: home.key, name: 'Ada', agent_id: 'ada' };
    expect(fieldOf(await other.request('register', register), 'code')).toBe('agent_id_taken');
    expect((await ada.request('ping')).type).toBe('pong');
    expect((await other.request('register', { ...register, agent_id: 'another' })).type).toBe('ok');
  });
});

describe('A person with two windows', () => {
  it('is in a room once, and until the last of them has left it', async () => {
    const windows = [await home.socketOf(home.owner), await home.socketOf(home.owner)];
    for (const each of windows) expect((await each.request('join_room', { room_id })).type).toBe('ok');
    expect((await ask(rune, 'room_info', { room_id })).turn_order).toHaveLength(3);
    windows[0]?.close();
    await windows[0]?.closed;
    await ask(rune, 'send_message', { room_id, content: 'still there?' });
    expect((await ask(rune, 'room_info', { room_id })).turn_order).toHaveLength(3);
    expect((await windows[1]?.request('leave_room', { room_id }))?.type).toBe('ok');
    expect((await ask(rune, 'room_info', { room_id })).turn_order).toEqual(['ada', 'rune']);
    expect(typesOf(rune).filter((type) => type === 'agent_left')).toHaveLength(1);
  });
});

describe('A name', () => {
  it.each([
    ['', 'agent'],
    ['  \n ', 'agent'],
    ['two\nlines\u0000', 'two lines'],
    ['x'.repeat(500), 'x'.repeat(NAME_CHARS_MAX)],
    [`${'x'.repeat(NAME_CHARS_MAX - 1)}😀`, 'x'.repeat(NAME_CHARS_MAX - 1)],
    ['\ud800', '\ufffd'],
  ])('%j is kept as a label that people can read', async (name, kept) => {
    const client = await home.open('TCP');
    const many = Array.from({ length: CAPABILITIES_MAX + 1 }, () => 'y'.repeat(NAME_CHARS_MAX + 20));
    const welcome = await client.request('register', { key: home.key, name, agent_id: 'labelled', capabilities: many, reconnect: true });
    expect(fieldOf(welcome, 'name')).toBe(kept);
    const { agents } = await ask(rune, 'list_agents', {});
    const [own] = (Array.isArray(agents) ? agents : []).filter((each) => Object(each).agent_id === 'labelled');
    expect(own).toMatchObject({
      name: kept,
      capabilities: Array.from({ length: Math.floor(CAPABILITIES_CHARS_MAX / NAME_CHARS_MAX) }, () => 'y'.repeat(NAME_CHARS_MAX)),
    });
  });

  it.each([
    [{ agent_id: '' }],
    [{ agent_id: '__proto__' }],
    [{ agent_id: 'a\nb' }],
    [{ agent_id: 'x'.repeat(201) }],
    [{ agent_id: 7 }],
    [{ name: null }],
    [{ key: { length: 1 } }],
    [{ reconnect: null }],
    [{ capabilities: 'all' }],
    [{ protocol_version: -1 }],
    [{ protocol_version: 1.5 }],
  ])('and all else is refused when it is %j, and one may try again', async (how) => {
    const client = await home.open('WebSocket');
    expect(fieldOf(await client.request('register', { key: home.key, name: 'Bot', ...how }), 'code')).toBe('invalid_payload');
    expect((await client.request('register', { key: home.key, name: 'Bot' })).type).toBe('ok');
  });
});
