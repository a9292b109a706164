// More to tell than may wait on one connection: no one who reads is cut off for it, and no one is kept out by it.
import { describe, expect, it } from 'vitest';
import { WatchReply } from '../../../src-shared/frames.ts';
import { newId } from '../../../src-shared/ids.ts';
import { MESSAGE_BYTES_MAX, OUTBOUND_QUEUE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const CONTENT = 'x'.repeat(MESSAGE_BYTES_MAX);
/** More of these than may wait on one connection. */
const TOO_MANY = (OUTBOUND_QUEUE_BYTES_MAX / MESSAGE_BYTES_MAX) * 1.5;
const home = homeForAll();

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];

async function roomOf(...members: WireClient[]): Promise<unknown> {
  const room_id = field(await members[0]!.request('create_room', { name: newId(), public: true }), 'room_id');
  for (const each of members) expect((await each.request('join_room', { room_id })).type).toBe('ok');
  return room_id;
}

async function fill(writer: WireClient, room_id: unknown): Promise<void> {
  for (let sent = 0; sent < TOO_MANY; sent += 1) await writer.request('send_message', { room_id, content: CONTENT });
}

describe('More than may wait on one connection', () => {
  it('missed by a client that comes back is a new snapshot', async () => {
    const writer = await home.agent('Writer');
    const room_id = await roomOf(writer);
    const app = await home.socketOf(home.owner);
    const begun = WatchReply.parse((await app.request('watch', WATCH)).payload);
    await app.request('join_room', { room_id });
    app.close();
    await fill(writer, room_id);
    const back = await home.socketOf(home.owner);
    const cursor = begun.mode === 'snapshot' ? begun.snapshot.cursor : -1;
    expect(WatchReply.parse((await back.request('watch', { ...WATCH, cursor })).payload).mode).toBe('snapshot');
    expect((await back.request('ping')).type).toBe('pong');
  });

  it('missed by an agent that comes back is sent as far as it fits, and the agent stays', async () => {
    const agent_id = newId();
    const [away, writer] = [await home.agent('Away', { agent_id }), await home.agent('Writer')];
    const room_id = await roomOf(writer, away);
    away.close();
    await writer.waitFor(({ type }) => type === 'agent_left');
    await fill(writer, room_id);
    const back = await home.lines();
    const welcome = await back.request('register', { key: home.key, name: 'Away', agent_id, reconnect: true });
    await back.request('ping');
    const seqs = back.received.filter(({ type }) => type === 'message_received').map((frame) => field(frame, 'seq'));
    expect(seqs.length).toBeGreaterThan(4);
    expect(seqs).toEqual(seqs.map((_seq, index) => index + 1));
    expect(field(welcome, 'missed_messages')).toBe(seqs.length);
  });

  it.each(['lines', 'socket'] as const)('asked for at once over %s comes piece by piece', async (way) => {
    const writer = await home.agent('Writer');
    const room_id = await roomOf(writer);
    await fill(writer, room_id);
    const reader = await home[way]();
    await reader.request('register', { key: home.key, name: 'Reader' });
    const asked = Array.from({ length: 40 }, () => reader.request('get_history', { room_id, limit: 3 }));
    const types = (await Promise.all(asked)).map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set(['history_result']));
  });
});

describe('Rooms that an agent left', () => {
  it('are not opened for it again because another of its connections had them open', async () => {
    const agent_id = newId();
    const watcher = await home.agent('Watcher');
    const older = await home.agent('Mover', { agent_id });
    const room_id = await roomOf(watcher, older);
    const newer = await home.agent('Mover', { agent_id, reconnect: true });
    await older.closed;
    expect((await newer.request('leave_room', { room_id })).type).toBe('ok');
    newer.close();
    const isFree = async (): Promise<boolean> => {
      const probe = await home.lines();
      const answer = await probe.request('register', { key: home.key, name: 'Mover', agent_id });
      probe.close();
      return answer.type === 'ok';
    };
    await expect.poll(isFree).toBe(true);
    await watcher.request('ping');
    const back = await home.lines();
    const welcome = await back.request('register', { key: home.key, name: 'Mover', agent_id, reconnect: true });
    expect(welcome.payload).toEqual({ agent_id, name: 'Mover', protocol_version: 1 });
  });
});

describe('After a register that was refused for good', () => {
  it('nothing more is heard on that connection', async () => {
    const client = await home.lines();
    const register = (id: string, key: string): string => `${JSON.stringify({ id, type: 'register', payload: { key, name: 'Late' } })}\n`;
    client.sendText(register('a', 'nobody') + register('b', home.key) + '{"id":"c","type":"ping"}\n');
    await client.closed;
    expect(client.received.map(({ reply_to, type }) => [reply_to, type])).toEqual([['a', 'error']]);
    const { agents } = Object((await (await home.agent('Early')).request('list_agents')).payload);
    expect(agents.map(({ name }: { name: string }) => name)).not.toContain('Late');
  });
});

it('Nothing of this was a failure of the home', () => expect(home.logged).toEqual([]));
