// Connections that end in the middle of what they send: after each byte of a usual exchange. Nothing is half done, and nothing that was
// acknowledged is lost.
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { uploadPath } from '../../../../src-shared/files.ts';
import { AGENT_HEADER } from '../../../../src-shared/http.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { createFileSender } from '../file-sender.ts';
import { startTestHome, type TestHome } from '../home.ts';
import type { WireClient } from '../wire-client.ts';
import { howMany } from './how-many.ts';

/** Every so many bytes. */
const STEP = howMany({ few: 29, all: 1 });
const AT_ONCE = 16;
const LIMIT_MS = 240_000;
const PATIENT = { timeout: 20_000 };
const SAID = 'all of these words or none';
const FILE = 'all of this file or nothing';

let home: TestHome;
let reader: WireClient;
beforeEach(async () => {
  home = await startTestHome();
  reader = await home.agent('Reader');
  await reader.request('join_room', { room_id: LOBBY_ID });
});
afterEach(async () => {
  expect(home.logged).toEqual([]);
  await home.close();
});

interface Cut {
  bytes: Buffer;
  at: number;
}

/** Sends the first bytes, and ends as a program does that is killed, or whose computer loses its power. Returns the answer. */
async function cutOff(port: number, { bytes, at }: Cut): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await written(socket, bytes.subarray(0, at));
  // The last ones wait for their answer.
  if (at === bytes.length) await expect.poll(() => heard, PATIENT).toMatch(/"reply_to":"said"|HTTP\/1\.1 201/);
  if (at % 2 === 0) socket.resetAndDestroy();
  else socket.destroy();
  await closed;
  return heard;
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => (bytes.length === 0 ? resolve() : socket.write(bytes, () => resolve())));
}

/** All bytes too. Returns how many were answered. */
async function cutEverywhere(port: number, bytesOf: (at: number) => Buffer, isAnswered: (heard: string) => boolean): Promise<number> {
  const { length } = bytesOf(0);
  const places = Array.from({ length: length + 1 }, (_, at) => at).filter((at) => at % STEP === 0 || at === length);
  let answered = 0;
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const heard = await Promise.all(places.slice(from, from + AT_ONCE).map((at) => cutOff(port, { bytes: bytesOf(at), at })));
    answered += heard.filter(isAnswered).length;
  }
  return answered;
}

/** Those of the exchange, all of them alike. `from`: how many there are at least. */
async function expectWhole(from: number): Promise<void> {
  expect((await reader.request('send_message', { room_id: LOBBY_ID, content: 'still here' })).type).toBe('ok');
  const { payload } = await reader.request('get_history', { room_id: LOBBY_ID, limit: 1000 });
  const { messages } = payload as { messages: { seq: number; content: string }[] };
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_message, index) => index + 1));
  const cut = messages.filter(({ content }) => content !== 'still here');
  expect(new Set(cut.map(({ content }) => content))).toEqual(new Set([SAID]));
  expect(cut.length).toBeGreaterThanOrEqual(from);
  expect(from).toBeGreaterThan(0);
}

const frame = (type: string, payload: object, id: string): string => JSON.stringify({ id, type, payload });

/** `at`: each is another agent. */
function frames(at: number): string[] {
  const agent_id = `cut-${String(at).padStart(6, '0')}`;
  return [
    frame('register', { key: home.key, name: 'Cut', agent_id }, 'in'),
    frame('join_room', { room_id: LOBBY_ID }, 'join'),
    frame('send_message', { room_id: LOBBY_ID, content: SAID }, 'said'),
  ];
}

const isSaid = (heard: string): boolean => heard.includes('"reply_to":"said"') && !heard.includes('"error"');

it(
  'lines of JSON that are cut at every byte are said whole or not at all',
  async () => {
    const port = Number(home.gateway.ready.tcp?.split(':').at(-1));
    const bytesOf = (at: number): Buffer =>
      Buffer.from(
        frames(at)
          .map((line) => `${line}\n`)
          .join(''),
      );
    await expectWhole(await cutEverywhere(port, bytesOf, isSaid));
  },
  LIMIT_MS,
);

it(
  'a WebSocket that is cut at every byte, its handshake too, says whole messages or none',
  async () => {
    const { host, port } = new URL(home.url);
    const shake = `GET /ws HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
    const bytesOf = (at: number): Buffer => Buffer.concat([Buffer.from(shake), ...frames(at).map(masked)]);
    await expectWhole(await cutEverywhere(Number(port), bytesOf, isSaid));
  },
  LIMIT_MS,
);

it(
  'an upload that is cut at every byte leaves a whole file or none',
  async () => {
    const { host, port } = new URL(home.url);
    const { temporaryFolder } = createFileSender(home);
    const head = (to: string, type: string, length: number): string =>
      `POST ${to} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${home.key}\r\n${AGENT_HEADER}: Reader\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
    const bytesOf = (at: number): Buffer =>
      Buffer.from(`${head(uploadPath(LOBBY_ID, `${String(at).padStart(6, '0')}.txt`), 'application/octet-stream', FILE.length)}${FILE}`);
    const stored: string[] = [];
    const answered = await cutEverywhere(Number(port), bytesOf, (heard) => {
      const id = /"id":"([^"]+)"/.exec(heard)?.[1];
      if (heard.includes('201 Created') && id !== undefined) stored.push(id);
      return id !== undefined;
    });
    expect(answered).toBeGreaterThan(0);
    for (const id of stored) expect((await home.owner.get(`/api/files/${id}`)).status).toBeLessThan(500);
    await expect.poll(() => readdirSync(temporaryFolder), PATIENT).toEqual([]);
    const message = await reader.request('send_message', { room_id: LOBBY_ID, content: 'here', file_ids: stored });
    expect(message.type).toBe('ok');
    for (const id of stored) expect((await home.owner.get(`/api/files/${id}`)).text).toBe(FILE);
  },
  LIMIT_MS,
);

/** A text frame of a client. */
function masked(text: string): Buffer {
  const body = Buffer.from(text);
  const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  const length = Buffer.from(body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([0x81]), length, mask, body.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}
