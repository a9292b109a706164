// An archived room takes nothing new. Its messages can still be read and deleted, and its members can leave.
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../src-shared/ids.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';

interface Attic {
  room_id: string;
  message_id: string;
  vote_id: string;
  task_id: string;
  subscription_id: string;
}

const home = homeForAll();
let ada: WireClient;
let owner: WireClient;
let attic: Attic;

type Answer = Record<string, unknown>;
const ask = async (who: WireClient, type: string, payload: object): Promise<Answer> => ({
  ...Object((await who.request(type, payload)).payload),
});

beforeAll(async () => {
  ada = await home.agent('Ada', { agent_id: 'ada' });
  owner = await home.socketOf(home.owner);
  await ask(owner, 'watch', WATCH);
  const room_id = String((await ask(ada, 'create_room', { name: `attic ${newId()}`, public: true })).room_id);
  for (const each of [ada, owner]) await ask(each, 'join_room', { room_id });
  const text = (value: unknown): string => (typeof value === 'string' ? value : expect.fail('not a text'));
  attic = {
    room_id,
    message_id: text((await ask(ada, 'send_message', { room_id, content: 'before' })).message_id),
    vote_id: text((await ask(ada, 'create_vote', { room_id, title: 'T', options: ['a', 'b'] })).vote_id),
    task_id: text((await ask(ada, 'assign_task', { room_id, title: 'T' })).task_id),
    subscription_id: text((await ask(owner, 'subscribe', { room_id, webhook_url: 'http://127.0.0.1:1/', secret: 'x' })).id),
  };
  await ask(owner, 'archive_room', { room_id });
});

const WRITES: [string, (at: Attic) => object][] = [
  ['send_message', ({ room_id }) => ({ room_id, content: 'new' })],
  ['edit_message', ({ room_id, message_id }) => ({ room_id, message_id, content: 'new' })],
  ['react', ({ room_id, message_id }) => ({ room_id, message_id, emoji: '👍' })],
  ['forward_message', ({ room_id, message_id }) => ({ room_id, from_room_id: room_id, message_id })],
  ['pin_message', ({ room_id, message_id }) => ({ room_id, message_id })],
  ['set_room_page', ({ room_id }) => ({ room_id, content: 'x', expected_version: 0 })],
  ['unpin_message', ({ room_id, message_id }) => ({ room_id, message_id })],
  ['thinking', ({ room_id }) => ({ room_id, content: 'hm' })],
  ['create_vote', ({ room_id }) => ({ room_id, title: 'T', options: ['a', 'b'] })],
  ['cast_vote', ({ vote_id }) => ({ vote_id, option_index: 0 })],
  ['assign_task', ({ room_id }) => ({ room_id, title: 'T' })],
  ['update_task', ({ task_id }) => ({ task_id, status: 'completed' })],
  ['elect_leader', ({ room_id }) => ({ room_id })],
  ['set_typing', ({ room_id }) => ({ room_id })],
  ['create_room', ({ room_id }) => ({ name: newId(), parent_id: room_id, public: true })],
  ['create_room', ({ room_id }) => ({ name: newId(), parent_id: room_id, ephemeral: true })],
  ['subscribe', ({ room_id }) => ({ room_id, webhook_url: 'http://127.0.0.1:1/', secret: 'x' })],
];

const READS: [string, (at: Attic) => object][] = [
  ['get_history', ({ room_id }) => ({ room_id })],
  ['list_pins', ({ room_id }) => ({ room_id })],
  ['get_room_page', ({ room_id }) => ({ room_id })],
  ['list_room_page_versions', ({ room_id }) => ({ room_id })],
  ['room_info', ({ room_id }) => ({ room_id })],
  ['list_votes', ({ room_id }) => ({ room_id })],
  ['get_vote_status', ({ vote_id }) => ({ vote_id })],
  ['list_tasks', ({ room_id }) => ({ room_id })],
  ['set_typing', ({ room_id }) => ({ room_id, typing: false })],
  ['list_files', ({ room_id }) => ({ room_id })],
];

describe('An archived room', () => {
  it.each(WRITES)('refuses %s from an agent and from a person', async (type, payload) => {
    for (const who of [ada, owner]) expect(await ask(who, type, payload(attic))).toMatchObject({ code: 'room_archived' });
  });

  it('does not start a webhook again', async () => {
    const { subscription_id } = attic;
    expect(await ask(owner, 'enable_subscription', { subscription_id })).toMatchObject({ code: 'room_archived' });
  });

  it('takes no file', async () => {
    const { status, text } = await home.owner.send(`/api/rooms/${attic.room_id}/files?name=a.txt`, {
      method: 'POST',
      body: Buffer.from('a'),
    });
    expect([status, text]).toEqual([409, expect.stringContaining('room_archived')]);
  });

  it.each(READS)('answers %s', async (type, payload) => {
    for (const who of [ada, owner]) expect(await ask(who, type, payload(attic))).not.toHaveProperty('code');
  });

  it('says so to agents that ask', async () => {
    const { room_id } = attic;
    const said = expect.objectContaining({ room_id, archived: true, archived_at: expect.any(String) });
    expect((await ask(ada, 'room_info', { room_id })).room).toEqual(said);
    expect((await ask(ada, 'list_rooms', {})).rooms).toContainEqual(said);
  });

  it('allows deleting messages, ending webhooks and leaving', async () => {
    const { room_id, message_id, subscription_id } = attic;
    expect(await ask(ada, 'delete_message', { room_id, message_id })).not.toHaveProperty('code');
    expect(await ask(owner, 'unsubscribe', { subscription_id })).not.toHaveProperty('code');
    expect(await ask(ada, 'leave_room', { room_id })).not.toHaveProperty('code');
  });

  it('takes everything again once it is back', async () => {
    const { room_id } = attic;
    await ask(owner, 'archive_room', { room_id, archived: false });
    await ask(ada, 'join_room', { room_id });
    expect(await ask(ada, 'create_vote', { room_id, title: 'T', options: ['a', 'b'] })).toHaveProperty('vote_id');
    expect(await ask(ada, 'send_message', { room_id, content: 'back' })).toHaveProperty('message_id');
  });
});

describe('Metadata that imitates offers of Porter', () => {
  it.each([
    { actions: [{ action: 'invite_friend', label: 'Sign in again' }] },
    { actions: [{ action: ' Open_Room ', room_id: 'x' }] },
    { actions: [{ action: 'else' }, { action: 'invite_person', name: 'Eve' }] },
  ])('is refused: %j', async (metadata) => {
    await ask(ada, 'join_room', { room_id: 'lobby' });
    expect(await ask(ada, 'send_message', { room_id: 'lobby', content: 'x', metadata })).toMatchObject({ code: 'invalid_payload' });
  });

  it.each([{ actions: 'run' }, { actions: [{ action: 'deploy' }] }, { actions: [1, null] }])(
    'is taken when it is its own: %j',
    async (metadata) => {
      expect(await ask(ada, 'send_message', { room_id: 'lobby', content: 'x', metadata })).toMatchObject({ metadata });
    },
  );
});

describe('A key for some rooms', () => {
  it('gets no events from a room that its person was removed from', async () => {
    const mel = await home.guest('Mel', { role: 'admin', room_ids: null });
    const melId = (await mel.get('/api/session')).field('me.id');
    const { id: room_id } = await ask(owner, 'create_room', { name: newId(), member_ids: [melId] });
    const key = (await mel.post('/api/keys', { label: 'bot', room_ids: [room_id] })).field('secret');
    const bot = await home.agent('Bot', { key });
    await ask(bot, 'watch', WATCH);
    await ask(owner, 'remove_member', { room_id, participant_id: melId });
    const zoe = await home.guest('Zoe', { role: 'member', room_ids: null });
    const zoeId = (await zoe.get('/api/session')).field('me.id');
    await ask(owner, 'add_member', { room_id, participant_id: zoeId });
    await zoe.put('/api/presence', { status: 'working', status_detail: 'MERGERTALKS' });
    await zoe.patch('/api/profile', { name: 'Zoe Later' });
    await bot.request('ping');
    const heard = JSON.stringify(bot.received);
    expect([heard.includes('MERGERTALKS'), heard.includes('Zoe Later')]).toEqual([false, false]);
  });
});
