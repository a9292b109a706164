// The layer below the frames: lines, encodings, and a reader that does not read.
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src-shared/ids.ts';
import { MESSAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];
const register = (name: string): string => JSON.stringify({ id: 'r', type: 'register', payload: { key: home.key, name } });

function rawSocket(): Socket {
  const port = Number(home.gateway.ready.tcp?.split(':').at(-1));
  // The home ends some of these connections. A reset is an end too.
  return connect(port, '127.0.0.1').on('error', () => undefined);
}

describe('A line', () => {
  it.each(['not JSON', '[]', '{"id":7,"type":"ping"}', '{"id":null}'])(
    '%j is refused without an id, and the next is heard',
    async (line) => {
      const client = await home.lines();
      client.sendText(`${line}\n`);
      const refused = await client.waitFor(({ type }) => type === 'error');
      expect([field(refused, 'code'), refused.reply_to]).toEqual(['invalid_payload', undefined]);
      expect((await client.request('ping')).type).toBe('pong');
      client.close();
    },
  );

  it('that is not UTF-8 ends the connection', async () => {
    const socket = rawSocket();
    socket.resume();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]));
    await closed;
  });

  it('may come in pieces, with a character cut in two', async () => {
    const socket = rawSocket();
    const bytes = Buffer.from(`${register('Zoë')}\n`);
    const cut = bytes.indexOf(0xc3) + 1;
    socket.setNoDelay(true);
    socket.write(bytes.subarray(0, cut));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(bytes.subarray(cut));
    const said = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    expect(JSON.parse(said.toString('utf8').split('\n')[0] ?? '')).toMatchObject({ reply_to: 'r', type: 'ok', payload: { name: 'Zoë' } });
    socket.destroy();
  });

  it('that is sent ends where it ends, for every reader of lines', async () => {
    const agent = await home.agent('Bot');
    const raw = rawSocket();
    raw.write(`${register('Reader')}\n{"id":"j","type":"join_room","payload":{"room_id":"lobby"}}\n`);
    let said = '';
    raw.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    await expect.poll(() => said).toContain('"reply_to":"j"');
    await agent.request('join_room', { room_id: 'lobby' });
    await agent.request('send_message', { room_id: 'lobby', content: 'a\u0085b\u2028c\u2029d' });
    await expect.poll(() => said).toContain('message_received');
    expect(said).not.toMatch(/[\u0085\u2028\u2029]/);
    expect(JSON.parse(said.split('\n').find((line) => line.includes('message_received')) ?? '')).toMatchObject({
      payload: { content: 'a\u0085b\u2028c\u2029d' },
    });
    raw.destroy();
  });

  it('is one of several in a WebSocket message, and each is answered', async () => {
    const client = await home.socket();
    client.sendText(`{"id":"a","type":"ping"}\n\n{"id":"b","type":"ping"}\n`);
    await client.waitFor(({ reply_to }) => reply_to === 'b');
    expect(client.received.map(({ reply_to, type }) => [reply_to, type])).toEqual([
      ['a', 'pong'],
      ['b', 'pong'],
    ]);
    client.close();
  });
});

describe('A reader that does not read', () => {
  it('is cut off while others are served', async () => {
    const [writer, reader] = [await home.agent('Writer'), await home.agent('Reader')];
    const room_id = field(await writer.request('create_room', { name: newId(), public: true }), 'room_id');
    for (const each of [writer, reader]) await each.request('join_room', { room_id });
    const slow = rawSocket();
    slow.write(`${register('Slow')}\n${JSON.stringify({ type: 'join_room', payload: { room_id } })}\n`);
    await writer.waitFor((frame) => Object(field(frame, 'agent')).name === 'Slow');
    slow.pause();
    const content = 'x'.repeat(MESSAGE_BYTES_MAX);
    let sent = 0;
    const isCut = (): boolean => writer.received.some(({ type }) => type === 'agent_left');
    while (!isCut() && sent < 200) {
      expect((await writer.request('send_message', { room_id, content })).type).toBe('ok');
      sent += 1;
    }
    expect(isCut()).toBe(true);
    await reader.waitFor((frame) => field(frame, 'seq') === sent);
    slow.destroy();
  });
});
