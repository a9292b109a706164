// The acts of agents, as a room keeps them.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../../../src-shared/acts.ts';
import { ACT_DIFF_BYTES_MAX, PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { fieldOf } from '../../testing/transports.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const RAN: Act = { kind: 'execute', outcome: 'failed', input: 'npm test', output: '1 failed' };

const home = homeForAll();
let owner: Watcher;
let ada: WireClient;
let room_id: string;
beforeAll(async () => {
  owner = await watchAs(home, home.owner);
  ada = await home.agent('Ada', { agent_id: 'ada' });
  room_id = (await owner.do('create_room', { name: newId(), public: true })).id;
  await ada.request('join_room', { room_id });
});

const asAda = (command: string, payload: object) => ada.request(command, { room_id, ...payload });
const codeOf = async (command: string, payload: object): Promise<string> => fieldOf(await asAda(command, payload), 'code');
const post = async (more: object = {}): Promise<Message> => {
  expect(await asAda('thinking', { content: 'Ran the tests', act: RAN, ...more })).toMatchObject({ type: 'ok' });
  const message = (await owner.do('get_history', { room_id, limit: 1 })).messages[0];
  if (!message) throw new Error('There is no message.');
  return message;
};

describe('An act of an agent', () => {
  it('is a thought with what the agent did, which counts as unread for no one', async () => {
    const message = await post();
    expect(message).toMatchObject({ kind: 'thinking', author_id: 'ada', content: 'Ran the tests', act: RAN, mentions: [] });
    const [change] = owner.events().filter((event) => event.type === 'message.posted' && event.message.id === message.id);
    expect(change).toMatchObject({ message: { act: RAN } });
    expect((await owner.do('list_rooms', {})).rooms.find(({ room }) => room.id === room_id)?.membership?.unread).toBe(0);
  });

  it('is posted into a thread', async () => {
    const { id: thread_id } = await owner.do('send_message', { room_id, content: 'Run them here' });
    expect(await post({ thread_id })).toMatchObject({ thread_id, thread_only: true, act: RAN });
    expect(await codeOf('thinking', { content: 'x', act: RAN, thread_id: 'no-such' })).toBe('message_not_found');
  });

  it('is of agents only, and of no person', async () => {
    const answer = await home.owner.post(`/api/rooms/${room_id}/thoughts`, { content: 'Ran the tests', act: RAN });
    expect([answer.status, answer.field('code')]).toEqual([403, 'access_denied']);
    expect((await home.owner.post(`/api/rooms/${room_id}/thoughts`, { content: 'I think' })).status).toBe(201);
  });

  it('is not changed, and goes with its message', async () => {
    const { id: message_id } = await post();
    expect(await codeOf('edit_message', { message_id, content: 'Ran nothing' })).toBe('invalid_payload');
    expect(await asAda('delete_message', { message_id })).toMatchObject({ type: 'ok' });
    const page = await owner.do('get_history', { room_id, limit: 1 });
    expect(page.messages[0]).toMatchObject({ id: message_id, content: '' });
    expect(page.messages[0]).not.toHaveProperty('act');
  });

  it('comes in no page that is too large to send', async () => {
    const diff = { path: 'x.ts', before: null, after: 'x'.repeat(ACT_DIFF_BYTES_MAX) };
    const count = Math.ceil(PAGE_BYTES_MAX / ACT_DIFF_BYTES_MAX) + 5;
    for (let each = 0; each < count; each += 1) await asAda('thinking', { content: `Wrote ${each}`, act: { ...RAN, diff } });
    const page = await owner.do('get_history', { room_id, limit: count });
    expect([page.has_more, page.messages.length < count]).toEqual([true, true]);
    expect(page.messages.at(-1)?.act?.diff).toEqual(diff);
  });
});
