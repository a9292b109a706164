// Clients that are not identified: they may send enough to register, and no more.
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { FRAME_BYTES_MAX, STRANGER_BYTES_MAX, UNREGISTERED_PER_ADDRESS_MAX } from '../../../src-shared/limits.ts';
import { codeOf } from '../testing/key-home.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();

const CARRIERS: [string, () => Promise<WireClient>][] = [
  ['TCP', () => home.lines()],
  ['WebSocket', () => home.socket()],
];
const long = (bytes: number): string => JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(bytes) } });
const register = (more: object = {}) => ({ key: home.key, name: 'Ada', ...more });

describe.each(CARRIERS)('Over %s', (carrier, open) => {
  const end = carrier === 'TCP' ? '\n' : '';

  it('a first frame that is longer than a registration ends the connection', async () => {
    const client = await open();
    client.sendText(long(STRANGER_BYTES_MAX) + end);
    const { code } = await client.closed;
    expect(code).toBe(carrier === 'TCP' ? 0 : 1009);
  });

  it('a registration with all that it may hold is taken', async () => {
    const client = await open();
    const capabilities = Array.from({ length: 64 }, (_, index) => `${index} ${'c'.repeat(70)}`);
    expect((await client.request('register', register({ agent_id: 'a'.repeat(200), capabilities }))).type).toBe('ok');
    client.close();
  });

  it('a frame of any size follows a registration at once, without waiting for its answer', async () => {
    const client = await open();
    client.send('register', register(), 'r');
    client.send('join_room', { room_id: LOBBY_ID }, 'j');
    client.send('send_message', { room_id: LOBBY_ID, content: 'x'.repeat(200_000) }, 'm');
    expect((await client.waitFor(({ reply_to }) => reply_to === 'm')).type).toBe('ok');
    client.close();
  });

  it('a key that is not valid opens no room for more', async () => {
    const client = await open();
    client.send('register', { key: 'lan_no', name: 'Ada' }, 'r');
    client.sendText(long(STRANGER_BYTES_MAX) + end);
    await client.closed;
    expect(client.received.filter(({ type }) => type !== 'error')).toEqual([]);
  });

  it('connections that never register are closed when one address has too many, and those that register stay', async () => {
    const [silent, ada] = [await open(), await open()];
    expect((await ada.request('register', register())).type).toBe('ok');
    const flood = await Promise.all(Array.from({ length: UNREGISTERED_PER_ADDRESS_MAX }, open));
    await silent.closed;
    expect((await ada.request('ping')).type).toBe('pong');
    expect((await flood[0]!.request('ping')).type).toBe('pong');
    for (const each of [...flood, ada]) each.close();
  });

  it('very many may come in at once', async () => {
    const agents = await Promise.all(
      Array.from({ length: 4 * UNREGISTERED_PER_ADDRESS_MAX }, async (_, index) => {
        const client = await open();
        return { client, answer: await client.request('register', register({ agent_id: `${carrier}-${index}` })) };
      }),
    );
    expect(agents.filter(({ answer }) => answer.type !== 'ok').map(({ answer }) => codeOf(answer))).toEqual([]);
    for (const { client } of agents) client.close();
  });
});

describe('Over HTTP', () => {
  const post = async (path: string, body: object): Promise<[number, unknown]> => {
    const answer = await home.browser().post(path, body);
    return [answer.status, answer.field('code')];
  };

  it.each([['/api/session'], ['/api/invites/preview'], ['/api/invites/redeem']])('%s takes no large body', async (path) => {
    expect(await post(path, { token: 'x'.repeat(STRANGER_BYTES_MAX) })).toEqual([413, 'payload_too_large']);
    const [status] = await post(path, { token: 'own_x', code: 'inv_x', name: 'x'.repeat(60) });
    expect(status).not.toBe(413);
  });

  it('a body that is announced as large is refused before it comes', async () => {
    const { hostname, port } = new URL(home.url);
    const socket = connect(Number(port), hostname);
    const answered = untilClosed(socket);
    const size = FRAME_BYTES_MAX - 1;
    socket.write(
      `POST /api/invites/redeem HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\nConnection: close\r\n\r\n{`,
    );
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('connections that prove nothing are closed when one address has too many', async () => {
    const { hostname, port } = new URL(home.url);
    const sockets = silentSockets(Number(port), hostname);
    await untilClosed(sockets[0]!);
    expect(sockets.slice(2).filter(({ destroyed }) => destroyed)).toEqual([]);
    expect((await home.owner.get('/api/rooms')).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  it('an upload of an identified client continues during such a flood', async () => {
    const headers = { authorization: `Bearer ${home.key}`, 'lanai-agent': 'Filer' };
    await home.browser().send(`/api/rooms/${LOBBY_ID}/members/me`, { method: 'PUT', headers });
    const { hostname, port } = new URL(home.url);
    const upload = connect(Number(port), hostname);
    const answered = untilClosed(upload);
    const head = `POST /api/rooms/${LOBBY_ID}/files?name=a.txt HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${home.key}\r\nLanai-Agent: Filer\r\nContent-Length: 4\r\nConnection: close\r\n\r\n`;
    upload.write(`${head}ab`);
    await expect.poll(() => readdirSync(path.join(home.dataDir, 'files', 'tmp'))).toHaveLength(1);
    const sockets = silentSockets(Number(port), hostname);
    await untilClosed(sockets[0]!);
    upload.write('cd');
    expect(await answered).toMatch(/^HTTP\/1\.1 201 /);
    for (const socket of sockets) socket.destroy();
  });
});

/** One more than an address may have. The home ends some of them, perhaps with a reset. */
function silentSockets(port: number, hostname: string): Socket[] {
  return Array.from({ length: UNREGISTERED_PER_ADDRESS_MAX + 1 }, () => connect(port, hostname).on('error', () => undefined));
}

function untilClosed(socket: Socket): Promise<string> {
  let said = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => (said += chunk));
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('close', () => resolve(said)));
}
