// The answers to the right frames: ClawChat's objects to its agents, this home's own to those that watch.
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
let agent: WireClient;
let room_id: unknown;
const agentId = newId();

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];
const stamp: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

beforeAll(async () => {
  agent = await home.agent('Bot', { agent_id: agentId, capabilities: ['code'] });
  room_id = field(await agent.request('create_room', { name: 'Workshop', public: true }), 'room_id');
  await agent.request('join_room', { room_id });
  for (const content of ['one', 'two', 'three']) await agent.request('send_message', { room_id, content });
});

const room = () => ({
  room_id,
  name: 'Workshop',
  ephemeral: false,
  created_at: stamp,
  created_by: agentId,
  visibility: 'public',
  encrypted: false,
});
const info = { agent_id: agentId, name: 'Bot', capabilities: ['code'], connected_at: stamp, last_active: stamp, status: 'idle' };
const message = (content: string, seq: number) => ({
  message_id: expect.any(String),
  room_id,
  agent_id: agentId,
  agent_name: 'Bot',
  author_kind: 'agent',
  author_role: 'agent',
  is_my_owner: false,
  content,
  metadata: null,
  timestamp: stamp,
  seq,
});

describe('An agent of the ClawChat protocol', () => {
  it('hears of rooms and agents in its own words', async () => {
    expect(await agent.request('room_info', { room_id })).toMatchObject({
      type: 'room_info_result',
      payload: { room: room(), agents: [info], sub_rooms: [], current_turn_holder: agentId, turn_order: [agentId] },
    });
    expect(await agent.request('list_agents', { room_id })).toMatchObject({ type: 'agent_list', payload: { agents: [info] } });
    expect(await agent.request('room_tip', { room_id })).toMatchObject({ type: 'room_tip_result', payload: { room_id, seq: 3 } });
    const { type, payload } = await agent.request('list_rooms');
    expect(type).toBe('room_list');
    expect(Object(payload).rooms).toContainEqual({ ...room(), member_count: expect.any(Number), member: true, last_activity: stamp });
  });

  it('finds its direct rooms in the list, and in the history which messages called it', async () => {
    const opened = await home.owner.post('/api/directs', { participant_id: agentId });
    const direct_id = opened.field('id');
    await home.owner.post(`/api/rooms/${direct_id}/messages`, { content: 'Are you there?' });
    const { payload } = await agent.request('list_rooms');
    expect(Object(payload).rooms).toContainEqual(expect.objectContaining({ room_id: direct_id, direct: true, member: true }));
    const history = await agent.request('get_history', { room_id: direct_id });
    expect(Object(history.payload).messages).toEqual([expect.objectContaining({ content: 'Are you there?', mentions: [agentId] })]);
  });

  it.each([
    [{}, ['one', 'two', 'three']],
    [{ limit: 2 }, ['two', 'three']],
    [{ limit: 0 }, []],
    [{ since_seq: 1, limit: 1 }, ['two']],
    [{ since_seq: 3 }, []],
    [{ before_seq: 3 }, ['one', 'two']],
    [{ since: 'unknown' }, []],
    [{ before: '2001-01-01T00:00:00Z' }, []],
    [{ since: 'unknown', since_seq: 2 }, ['three']],
  ])('reads the history with %j', async (how, expected) => {
    const { type, payload } = await agent.request('get_history', { room_id, ...how });
    const all = ['one', 'two', 'three'];
    const messages = expected.map((content) => message(content, all.indexOf(content) + 1));
    expect([type, payload]).toEqual(['history_result', { room_id, messages }]);
  });
});

describe('The app', () => {
  it('changes rooms and who belongs to them, and every reply is what the contract says', async () => {
    const owner = await home.socketOf(home.owner);
    const made = COMMANDS.create_room.reply.parse((await owner.request('create_room', { name: 'Study' })).payload);
    const about = { room_id: made.id };
    const steps = [
      ['update_room', { ...about, name: 'Attic' }, { name: 'Attic' }],
      ['add_member', { ...about, participant_id: agentId }, { member_ids: [...made.member_ids, agentId] }],
      ['remove_member', { ...about, participant_id: agentId }, { member_ids: made.member_ids }],
      ['archive_room', about, { archived_at: expect.any(Number) }],
      ['archive_room', { ...about, archived: false }, { archived_at: null }],
      ['open_direct', { participant_id: PORTER_ID }, { direct: true, visibility: 'private' }],
    ] as const;
    for (const [type, payload, expected] of steps)
      expect(COMMANDS[type].reply.parse((await owner.request(type, payload)).payload)).toMatchObject(expected);
    for (const type of ['list_rooms', 'list_agents'] as const)
      expect(COMMANDS[type].reply.safeParse((await owner.request(type)).payload).success).toBe(true);
    for (const type of ['room_info', 'room_tip', 'get_history'] as const)
      expect(COMMANDS[type].reply.safeParse((await owner.request(type, { room_id: LOBBY_ID })).payload).success).toBe(true);
  });
});
