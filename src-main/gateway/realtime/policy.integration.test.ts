// The rights to see and do things on the wire, and that nothing is left of what was to leave nothing.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { AppFrame, WatchReply } from '../../../src-shared/frames.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { watchAs } from '../testing/watcher.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const home = homeForAll();
let owner: WireClient;

beforeAll(async () => {
  owner = await home.socketOf(home.owner);
  await owner.request('watch', WATCH);
});

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];

async function makeRoom(how: object = {}): Promise<string> {
  return COMMANDS.create_room.reply.parse((await owner.request('create_room', { name: newId(), ...how })).payload).id;
}

async function makeKey(how: object): Promise<{ id: string; secret: string }> {
  const { key, secret } = COMMANDS.create_key.reply.parse((await owner.request('create_key', { label: 'Bot', ...how })).payload);
  return { id: key.id, secret };
}

/** The same question about a room that is there and about one that is not must get the same answer. */
async function expectUnseen(client: WireClient, room_id: string): Promise<void> {
  for (const [type, more] of [
    ['join_room', {}],
    ['room_info', {}],
    ['room_tip', {}],
    ['get_history', {}],
    ['list_agents', {}],
    ['send_message', { content: 'Hi' }],
    ['set_typing', {}],
    ['leave_room', {}],
    ['update_room', { name: 'Mine' }],
    ['archive_room', {}],
    ['mark_read', { seq: 1 }],
    ['add_member', { participant_id: 'porter' }],
  ] as const) {
    const there = await client.request(type, { room_id, ...more });
    const nowhere = await client.request(type, { room_id: newId(), ...more });
    expect([type, there.type, there.payload]).toEqual([type, nowhere.type, nowhere.payload]);
    expect(there.type).toBe('error');
  }
  expect(JSON.stringify((await client.request('list_rooms')).payload)).not.toContain(room_id);
}

describe('A private room', () => {
  it('is like one that does not exist to a guest, to a scoped key, and to an agent that no one let in', async () => {
    const room_id = await makeRoom();
    await owner.request('join_room', { room_id });
    const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
    const scoped = await makeKey({ room_ids: [LOBBY_ID] });
    await expectUnseen(await home.socketOf(guest), room_id);
    await expectUnseen(await home.agent('Scoped', { key: scoped.secret }), room_id);
    await expectUnseen(await home.agent('Stranger'), room_id);
  });

  it('is not announced to those who may not see it', async () => {
    const guest = await home.guest('Gil', { room_ids: [LOBBY_ID] });
    const watcher = await home.socketOf(guest);
    await watcher.request('watch', WATCH);
    const room_id = await makeRoom();
    await owner.request('send_message', { room_id, content: 'Between us' });
    await owner.request('archive_room', { room_id });
    await watcher.request('ping');
    expect(JSON.stringify(watcher.received)).not.toContain(room_id);
  });
});

describe('A key', () => {
  it.each([
    [['read'], 'send_message', { room_id: LOBBY_ID, content: 'Hi' }],
    [['read', 'post'], 'create_room', { name: 'Mine' }],
    [['read', 'post', 'create'], 'create_invite', {}],
    [['post'], 'get_history', { room_id: LOBBY_ID }],
    [['post'], 'watch', WATCH],
  ])('that allows %j only does not allow %s', async (rights, type, payload) => {
    const { secret } = await makeKey({ rights });
    const agent = await home.agent('Bot', { key: secret });
    await agent.request('join_room', { room_id: LOBBY_ID });
    expect(field(await agent.request(type, payload), 'code')).toBe('access_denied');
  });

  it('that is withdrawn ends its live connections at once, and no others', async () => {
    const { id, secret } = await makeKey({});
    const [agent, other] = [await home.agent('Bot', { key: secret }), await home.agent('Other')];
    await owner.request('revoke_key', { key_id: id });
    await agent.closed;
    expect(field(agent.received.at(-1) ?? { payload: null }, 'code')).toBe('unauthorized');
    expect((await other.request('ping')).type).toBe('pong');
    const again = await home.lines();
    expect(field(await again.request('register', { key: secret, name: 'Bot' }), 'code')).toBe('unauthorized');
  });
});

describe('Messages', () => {
  it('with the same client_id are one message', async () => {
    const room_id = await makeRoom({ public: true });
    const ask = { room_id, content: 'Once', client_id: newId() };
    const [one, two] = [await owner.request('send_message', ask), await owner.request('send_message', ask)];
    expect(two.payload).toEqual(one.payload);
    expect(field(await owner.request('room_tip', { room_id }), 'seq')).toBe(1);
  });

  it('are changed, reacted to, read and taken back, and every reply is what the contract says', async () => {
    const room_id = await makeRoom({ public: true });
    const sent = COMMANDS.send_message.reply.parse((await owner.request('send_message', { room_id, content: 'Hi' })).payload);
    const about = { room_id, message_id: sent.id };
    const edited = COMMANDS.edit_message.reply.parse((await owner.request('edit_message', { ...about, content: 'Ho' })).payload);
    expect(edited).toMatchObject({ content: 'Ho', seq: sent.seq });
    const liked = COMMANDS.react.reply.parse((await owner.request('react', { ...about, emoji: '👍' })).payload);
    expect(liked.reactions).toEqual([{ emoji: '👍', participant_ids: [sent.author_id] }]);
    const read = COMMANDS.mark_read.reply.parse((await owner.request('mark_read', { room_id, seq: 1 })).payload);
    expect(read).toEqual({ room_id, last_read_seq: 1, unread: 0, mentions: 0 });
    const agent = await home.agent('Other');
    await agent.request('join_room', { room_id });
    expect(field(await agent.request('edit_message', { ...about, content: 'Mine' }), 'code')).toBe('access_denied');
    const taken = COMMANDS.delete_message.reply.parse((await owner.request('delete_message', about)).payload);
    expect(taken).toMatchObject({ content: '', seq: 1 });
    expect(field(await owner.request('edit_message', { ...about, content: 'Back' }), 'code')).toBe('message_deleted');
  });
});

describe('Watching', () => {
  it('continues after a cursor without losing anything, and starts afresh when the cursor is from the future', async () => {
    const first = await home.socketOf(home.owner);
    const begun = WatchReply.parse((await first.request('watch', WATCH)).payload);
    if (begun.mode !== 'snapshot') throw new Error('No snapshot.');
    const { cursor } = begun.snapshot;
    first.close();
    const room_id = await makeRoom({ public: true });
    for (const content of ['one', 'two', 'three']) await owner.request('send_message', { room_id, content });
    const back = await home.socketOf(home.owner);
    expect(WatchReply.parse((await back.request('watch', { ...WATCH, cursor })).payload).mode).toBe('resumed');
    await back.request('ping');
    const told = back.received.filter(({ reply_to }) => reply_to === undefined).map((frame) => AppFrame.parse(frame));
    const posted = told.flatMap(({ type, payload }) =>
      type === 'event' && payload.type === 'message.posted' && payload.message.room_id === room_id ? [payload.message.content] : [],
    );
    expect(posted).toEqual(['one', 'two', 'three']);
    const ahead = await back.request('watch', { ...WATCH, cursor: Number.MAX_SAFE_INTEGER });
    expect(WatchReply.parse(ahead.payload).mode).toBe('snapshot');
    expect(field(await back.request('watch', { ...WATCH, cursor: -1 }), 'code')).toBe('invalid_payload');
  });
});

describe('An ephemeral room', () => {
  it('ends when the last one leaves and leaves nothing in the folder', async () => {
    const [agent, secret] = [await home.agent('Bot'), `secret-${newId()}`];
    const room_id = field(await agent.request('create_room', { name: `room-${secret}`, ephemeral: true }), 'room_id');
    await agent.request('join_room', { room_id });
    expect((await agent.request('send_message', { room_id, content: secret })).type).toBe('ok');
    expect((await agent.request('leave_room', { room_id })).type).toBe('ok');
    await agent.waitFor((frame) => frame.type === 'room_destroyed');
    expect(field(await agent.request('room_info', { room_id }), 'code')).toBe('room_not_found');
    const kept = `kept-${newId()}`;
    await owner.request('send_message', { room_id: await makeRoom(), content: kept });
    const files = readdirSync(home.dataDir, { withFileTypes: true }).filter((each) => each.isFile());
    const bytes = files.map(({ name }) => readFileSync(path.join(home.dataDir, name)));
    expect(bytes.some((each) => each.includes(kept))).toBe(true);
    expect(bytes.some((each) => each.includes(secret))).toBe(false);
  });

  it('makes no one more than they were: an agent of a guest who opens one sees what the guest sees, and is still theirs', async () => {
    const hidden = await makeRoom({ public: true });
    const guest = await home.guest('Gwen', { role: 'admin', room_ids: [LOBBY_ID] });
    const secret = (await guest.post('/api/keys', { label: 'Bot' })).field('secret');
    const [agent, sibling] = [await home.agent('Bot', { key: secret }), await home.agent('Sibling', { key: secret })];
    const room_id = field(await agent.request('create_room', { name: 'Ours', ephemeral: true }), 'room_id');
    for (const each of [agent, sibling]) expect((await each.request('join_room', { room_id })).type).toBe('ok');
    await expectUnseen(agent, hidden);
  });
});

it('Nothing of this was a failure of the home', () => expect(home.logged).toEqual([]));

describe('Who shares a room from now on', () => {
  it('is known to be here, by a guest who knew nothing of them before', async () => {
    const gia = await watchAs(home, await home.guest('Gia', { room_ids: [LOBBY_ID] }));
    const early = await home.agent('Early', { agent_id: 'early' });
    expect((await gia.picture()).presence).not.toHaveProperty('early');
    await early.request('join_room', { room_id: LOBBY_ID });
    expect((await gia.picture()).presence['early']).toMatchObject({ online: true });
    gia.close();
  });

  it('is known to a guest who is let into a further room', async () => {
    const room_id = await makeRoom();
    const inside = await home.agent('Inside', { agent_id: 'inside' });
    await owner.request('add_member', { room_id, participant_id: 'inside' });
    const gil = await watchAs(home, await home.guest('Gila', { room_ids: [LOBBY_ID] }));
    await owner.request('add_member', { room_id, participant_id: gil.id });
    expect((await gil.picture()).presence['inside']).toMatchObject({ online: true });
    inside.close();
    gil.close();
  });
});
