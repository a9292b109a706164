// 200,000 frames that no one should send, over TCP and WebSocket. The gateway answers, stays up, stays quick, and its
// memory comes back.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';

import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { createRandom, hostileFrame } from './hostile-frames.ts';
import { startTestHome } from './home.ts';
import { startGatewayProcess, type GatewayProcess } from './process.ts';
import { connectLines } from './wire-client.ts';

const FRAMES = 200_000;
const PER_CONNECTION = 2_500;
const SEED = 20_261_121;
/** V8 keeps the room its heap once needed; after the first half of the frames it needs no more. */
const SECOND_HALF_GROWTH_MAX = 64 * 1024 * 1024;
/** The memory in use after a collection comes back to where it was, but for caches and compiled code. */
const HELD_MAX = 8 * 1024 * 1024;
const ANSWER_LIMIT_MS = 2_000;
const TYPES = [...Object.keys(COMMANDS), 'register', 'watch', 'ping', 'pong', 'no_such_frame'];

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-fuzz-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test(`${FRAMES} random and mutated frames leave a gateway that answers`, async () => {
  const gateway = await startGatewayProcess(dataDir);
  const random = createRandom(SEED);
  let halfway = 0;
  let answered = 0;
  for (let sent = 0; sent < FRAMES; sent += PER_CONNECTION * 4) {
    answered += await round(gateway, random, PER_CONNECTION * 4);
    expect(await answersWithin(gateway)).toBeLessThan(ANSWER_LIMIT_MS);
    if (sent < FRAMES / 2) halfway = gateway.rss();
  }
  // Frames without a readable id, or that end their connection, have no separate answer; most do.
  expect(answered).toBeGreaterThan(FRAMES / 2);
  expect(gateway.rss() - halfway).toBeLessThan(SECOND_HALF_GROWTH_MAX);
  expect(await gateway.end('SIGTERM')).toBe(0);
}, 240_000);

test('what the frames needed is given back', async () => {
  const home = await startTestHome();
  const random = createRandom(SEED + 1);
  await overTcp(home.gateway.ready.tcp, framesFor(home.key, random, PER_CONNECTION));
  const before = usedAfterCollection();
  for (let count = 0; count < 8; count += 1) await overTcp(home.gateway.ready.tcp, framesFor(home.key, random, PER_CONNECTION));
  expect(usedAfterCollection() - before).toBeLessThan(HELD_MAX);
  await home.close();
});

function usedAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

function framesFor(key: string, random: () => number, count: number): string[] {
  return [
    JSON.stringify({ type: 'register', payload: { key, name: 'fuzz', agent_id: `fuzz-${Math.floor(random() * 1e9)}` } }),
    JSON.stringify({ type: 'join_room', payload: { room_id: 'lobby' } }),
    ...Array.from({ length: count }, () => hostileFrame(random, TYPES)),
  ];
}

/** Sends so many frames over two connections of each kind; returns how many frames came back. */
async function round(gateway: GatewayProcess, random: () => number, count: number): Promise<number> {
  const key = readFileSync(gateway.ready.keyFile, 'utf8').trim();
  const frames = Array.from({ length: 4 }, () => framesFor(key, random, count / 4));
  const [first = [], second = [], third = [], fourth = []] = frames;
  const counts = await Promise.all([
    overTcp(gateway.ready.tcp, first),
    overTcp(gateway.ready.tcp, second),
    overWebSocket(gateway, third),
    overWebSocket(gateway, fourth),
  ]);
  return counts.reduce((sum, one) => sum + one, 0);
}

async function overTcp(address: string | null, frames: readonly string[]): Promise<number> {
  const [host, port] = (address ?? '').split(':');
  const socket = connect(Number(port), host);
  let newlines = 0;
  socket.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) newlines += 1;
  });
  await finished(socket, frames);
  return newlines;
}

function finished(socket: Socket, frames: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    socket.on('error', () => socket.destroy());
    socket.once('close', () => resolve());
    socket.once('connect', () => {
      socket.write(`${frames.join('\n')}\n`);
      // Half-closed: everything sent is read and answered before the other half closes.
      socket.end();
    });
  });
}

function overWebSocket(gateway: GatewayProcess, frames: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(gateway.ready.ws);
    let messages = 0;
    socket.on('message', () => (messages += 1));
    socket.on('error', () => socket.terminate());
    socket.once('close', () => resolve(messages));
    socket.once('open', () => {
      for (const frame of frames) socket.send(frame);
      socket.close();
    });
  });
}

/** How long a well-behaved agent waits for its message to be on disk, in milliseconds. */
async function answersWithin(gateway: GatewayProcess): Promise<number> {
  const startedAt = performance.now();
  const agent = await connectLines(gateway.ready.tcp ?? '');
  const key = readFileSync(gateway.ready.keyFile, 'utf8').trim();
  await agent.request('register', { key, name: 'Ada', agent_id: 'ada', reconnect: true });
  await agent.request('join_room', { room_id: 'lobby' });
  const reply = await agent.request('send_message', { room_id: 'lobby', content: 'Still here?' });
  expect(reply.type).toBe('ok');
  agent.close();
  return performance.now() - startedAt;
}
