// Every frame on every transport: done as asked, refused with the right code, and announced in one order to everybody.
import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { FRAME_BYTES_MAX, MESSAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { startOpenHome, TRANSPORTS } from '../testing/transports.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { startedForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const home = startedForAll(() => startOpenHome());

const WAYS = TRANSPORTS.map((transport) => [transport, () => home.open(transport)] as const);

async function agentOn(open: () => Promise<WireClient>, how: object = {}): Promise<WireClient & { id: string }> {
  const client = await open();
  const { payload } = await client.request('register', { key: home.key, name: 'Bot', ...how });
  return Object.assign(client, { id: String(Object(payload).agent_id) });
}

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];

describe.each(WAYS)('Over %s', (_name, open) => {
  it('an agent comes in once, is pinged right after, and is taken over only when it asks', async () => {
    const agent_id = newId();
    const first = await agentOn(open, { agent_id, protocol_version: 1 });
    await first.waitFor((frame) => frame.type === 'ping');
    expect(first.received.slice(0, 2).map(({ type }) => type)).toEqual(['ok', 'ping']);
    const second = await open();
    const refused = await second.request('register', { key: home.key, name: 'Bot', agent_id });
    expect(field(refused, 'code')).toBe('agent_id_taken');
    const taken = await second.request('register', { key: home.key, name: 'Bot', agent_id, reconnect: true });
    expect(taken.payload).toEqual({ agent_id, name: 'Bot', protocol_version: 1 });
    await first.closed;
    second.close();
  });

  it.each([
    ['unauthorized', { key: 'nobody', name: 'Bot' }],
    ['unsupported_protocol', { key: 'nobody', name: 'Bot', protocol_version: 2 }],
  ])('%s is said, and then the connection ends', async (code, payload) => {
    const client = await open();
    expect(field(await client.request('register', payload), 'code')).toBe(code);
    await client.closed;
  });

  it('before it registers an agent may only ping', async () => {
    const client = await open();
    expect((await client.request('ping')).type).toBe('pong');
    expect(field(await client.request('list_rooms'), 'code')).toBe('not_registered');
    client.close();
  });

  it('what was written while an agent was away is sent again when it is back', async () => {
    const agent_id = newId();
    const [away, writer] = [await agentOn(open, { agent_id }), await agentOn(open)];
    const room_id = field(await writer.request('create_room', { name: newId(), public: true }), 'room_id');
    for (const each of [away, writer]) await each.request('join_room', { room_id });
    away.close();
    await writer.waitFor((frame) => frame.type === 'agent_left');
    for (const content of ['one', 'two']) await writer.request('send_message', { room_id, content });
    const back = await open();
    const welcome = await back.request('register', { key: home.key, name: 'Bot', agent_id, reconnect: true });
    expect(welcome.payload).toMatchObject({ reconnected: true, rooms: [room_id], missed_messages: 2 });
    await back.waitFor((frame) => field(frame, 'content') === 'two');
    const missed = back.received.filter(({ type }) => type === 'message_received');
    expect(missed.map((frame) => field(frame, 'seq'))).toEqual([1, 2]);
    for (const each of [back, writer]) each.close();
  });

  const gone = { room_id: 'nowhere' };
  const WRONG: [CommandName, object, string][] = [
    ['edit_message', { ...gone, message_id: 'none', content: 'x' }, 'not_in_room'],
    ['edit_message', { room_id: LOBBY_ID, message_id: 'none', content: 'x' }, 'message_not_found'],
    ['delete_message', { room_id: LOBBY_ID, message_id: 'none' }, 'message_not_found'],
    ['react', { room_id: LOBBY_ID, message_id: 'none', emoji: '👍' }, 'message_not_found'],
    ['react', { room_id: LOBBY_ID, message_id: 'none', emoji: 'a b' }, 'invalid_payload'],
    ['mark_read', { room_id: LOBBY_ID, seq: -1 }, 'invalid_payload'],
    ['update_room', { room_id: LOBBY_ID, name: 'Mine' }, 'access_denied'],
    ['archive_room', gone, 'room_not_found'],
    ['open_direct', { participant_id: 'nobody' }, 'person_not_found'],
    ['add_member', { ...gone, participant_id: 'nobody' }, 'room_not_found'],
    ['remove_member', { ...gone, participant_id: 'nobody' }, 'room_not_found'],
  ];

  it("this home's own frames, when wrong, are refused with their codes, and so is one that no one knows", async () => {
    const agent = await agentOn(open);
    await agent.request('join_room', { room_id: LOBBY_ID });
    const said = [];
    for (const [type, payload] of WRONG) said.push([type, field(await agent.request(type, payload), 'code')]);
    expect(said).toEqual(WRONG.map(([type, , code]) => [type, code]));
    for (const type of ['no_such_frame', 'vote_result', '__proto__', 'constructor'])
      expect(await agent.request(type)).toMatchObject({ type: 'error', payload: { code: 'invalid_payload' } });
    agent.close();
    const stranger = await open();
    expect(field(await stranger.request('no_such_frame'), 'code')).toBe('invalid_payload');
    stranger.close();
  });

  it('a frame over 1 MiB ends the connection', async () => {
    const client = await open();
    client.sendText(`${'x'.repeat(FRAME_BYTES_MAX + 1)}\n`);
    await client.closed;
  });

  it('a history of long messages comes in pages that fit into a frame and miss nothing', async () => {
    const agent = await agentOn(open);
    const room_id = field(await agent.request('create_room', { name: newId() }), 'room_id');
    await agent.request('join_room', { room_id });
    for (let count = 0; count < 5; count += 1) await agent.request('send_message', { room_id, content: 'x'.repeat(MESSAGE_BYTES_MAX) });
    await agent.request('watch', WATCH);
    const seqs: unknown[] = [];
    for (let goesOn = true; goesOn;) {
      const frame = await agent.request('get_history', { room_id, since_seq: Number(seqs.at(-1) ?? 0) });
      expect(Buffer.byteLength(JSON.stringify(frame))).toBeLessThan(FRAME_BYTES_MAX);
      const page = COMMANDS.get_history.reply.parse(frame.payload);
      seqs.push(...page.messages.map(({ seq }) => seq));
      goesOn = page.has_more;
    }
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
    agent.close();
  });
});
