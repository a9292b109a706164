// The programs are what people copy, so they are run here as they are, against a home of a few lines.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runLine, snippet, type KeySource, type ProgramLanguage } from './snippets.ts';

interface Frame {
  type: string;
  payload: Record<string, unknown>;
}

let folder: string;
let server: Server;
let port: number;
let agent: ChildProcess | undefined;
const received: Frame[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lanai snippets-'));
  received.length = 0;
  server = createServer((socket) => createInterface({ input: socket }).on('line', (line) => hear(socket, JSON.parse(line) as Frame)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  agent?.kill();
  server.close();
  await rm(folder, { recursive: true });
});

function hear(socket: Socket, frame: Frame): void {
  received.push(frame);
  if (frame.type !== 'send_message' || frame.payload['reply_to'] !== undefined) return;
  const message = { message_id: 'm1', room_id: 'lobby', agent_id: 'maya', agent_name: 'Mäya "M"', content: '@build-bot?' };
  const itsOwn = { ...message, message_id: 'm0', agent_id: 'build-bot' };
  push(socket, 'ping', {});
  push(socket, 'mention', { room_id: 'lobby', message: itsOwn });
  push(socket, 'mention', { room_id: 'lobby', message });
}

function push(socket: Socket, type: string, payload: object): void {
  socket.write(`${JSON.stringify({ id: 'pushed', type, payload })}\n`);
}

async function run(language: ProgramLanguage, key: KeySource, env: Record<string, string>): Promise<Frame[]> {
  const { file } = runLine(language, 'build-bot');
  const facts = {
    info: { tcp: `127.0.0.1:${port}`, socket: null, url: 'http://127.0.0.1:1' },
    key,
    agent: { id: 'build-bot', name: 'build-"bot"' },
    room: { id: 'lobby', name: 'lobby' },
  };
  await writeFile(path.join(folder, file), snippet(language, facts));
  agent = spawn(language === 'python' ? 'python3' : process.execPath, [file], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(5);
  return received;
}

test.each(['python', 'typescript'] as const)(
  'the %s program registers with the key file, joins, says hello, and answers a mention of others',
  async (language) => {
    const keyFile = path.join(folder, 'agent.key');
    await writeFile(keyFile, 'lan_secret\n');
    const frames = await run(language, { kind: 'file', path: keyFile }, {});
    expect(frames.map((frame) => frame.type)).toEqual(['register', 'join_room', 'send_message', 'pong', 'send_message']);
    expect(frames[0]?.payload).toEqual({ key: 'lan_secret', name: 'build-"bot"', agent_id: 'build-bot', reconnect: true });
    expect(frames[4]?.payload).toEqual({ room_id: 'lobby', content: 'Hello Mäya "M", I heard you.', reply_to: 'm1' });
  },
);

test.each(['python', 'typescript'] as const)('the %s program takes a key of its own from the environment', async (language) => {
  const frames = await run(language, { kind: 'variable', name: 'LANAI_KEY' }, { LANAI_KEY: 'lan_own' });
  expect(frames[0]?.payload['key']).toBe('lan_own');
});
