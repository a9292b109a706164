// A program written for ClawChat, as its protocol is described, finds a home that answers where it looks. Never the real
// ~/.clawchat: the folder and the port are handed in.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestHome, type TestHome } from '../../testing/home.ts';

type Frame = { id?: string; reply_to?: string; type: string; payload: Record<string, unknown> };

/** Nothing of ours: a line of JSON out, and lines of JSON in. */
class ClawChatClient {
  readonly frames: Frame[] = [];
  readonly #socket: Socket;
  #count = 0;
  #wake = (): void => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    createInterface({ input: socket })
      .on('line', (line) => {
        const frame = JSON.parse(line) as Frame;
        if (frame.type === 'ping') socket.write('{"type":"pong"}\n');
        this.frames.push(frame);
        this.#wake();
      })
      .on('error', () => undefined);
  }

  static connect(to: { port: number } | { path: string }): Promise<ClawChatClient> {
    return new Promise((resolve, reject) => {
      const socket = 'port' in to ? connect(to.port, '127.0.0.1') : connect(to.path);
      socket.once('connect', () => resolve(new ClawChatClient(socket))).once('error', reject);
    });
  }

  async ask(type: string, payload: object): Promise<Frame> {
    const id = `q${(this.#count += 1)}`;
    this.#socket.write(`${JSON.stringify({ id, type, payload })}\n`);
    return this.hear((frame) => frame.reply_to === id);
  }

  async hear(holds: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(holds);
      if (found) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  hangUp(): void {
    this.#socket.destroy();
  }
}

let folder: string;
let home: TestHome;
const file = (): string => path.join(folder, 'auth.key');

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'lanai-clawchat-')), '.clawchat');
});
afterEach(async () => {
  await home.close();
  rmSync(path.dirname(folder), { recursive: true });
});

async function started(clawchat: Partial<{ port: number; isOn: boolean }> = {}, more: object = {}): Promise<void> {
  home = await startTestHome({ agentListeners: { folder, port: 0, isOn: false, ...clawchat }, ...more });
}

async function switched(is_on: boolean): Promise<Record<string, unknown>> {
  const answer = await home.owner.put('/api/clawchat', { is_on });
  expect(answer.status).toBe(200);
  return answer.json() as Record<string, unknown>;
}

const portOf = (state: Record<string, unknown>): number => Number(String(state['tcp']).split(':')[1]);

describe('a program for ClawChat', () => {
  test('registers with the key that it finds, talks in the lobby, and misses nothing when it comes back', async () => {
    await started();
    expect((await home.owner.get('/api/clawchat')).json()).toMatchObject({ is_on: false, tcp: null, key_file: null });
    const state = await switched(true);
    expect(state).toMatchObject({ is_on: true, socket: path.join(folder, 'clawchat.sock'), key_file: file(), problems: [] });
    expect([statSync(file()).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);

    const key = readFileSync(file(), 'utf8').trim();
    const ada = await ClawChatClient.connect({ port: portOf(state) });
    const me = { key, name: 'Ada', agent_id: 'ada', capabilities: ['chat'] };
    expect((await ada.ask('register', me)).payload).toEqual({ agent_id: 'ada', name: 'Ada', protocol_version: 1 });
    const listed = (await ada.ask('list_rooms', {})).payload['rooms'] as { room_id: string; name: string }[];
    const room_id = listed.find(({ name }) => name === 'lobby')?.room_id;
    await ada.ask('join_room', { room_id });
    const bob = await ClawChatClient.connect({ path: path.join(folder, 'clawchat.sock') });
    await bob.ask('register', { key, name: 'Bob', agent_id: 'bob' });
    await bob.ask('join_room', { room_id });
    expect((await ada.ask('send_message', { room_id, content: 'hello' })).payload).toMatchObject({ content: 'hello', seq: 1 });
    await bob.hear(({ type, payload }) => type === 'message_received' && payload['content'] === 'hello');

    ada.hangUp();
    await bob.hear(({ type, payload }) => type === 'agent_left' && payload['agent_id'] === 'ada');
    await bob.ask('send_message', { room_id, content: 'are you there?' });
    const again = await ClawChatClient.connect({ port: portOf(state) });
    expect((await again.ask('register', { ...me, reconnect: true })).payload).toMatchObject({ reconnected: true, missed_messages: 1 });
    await again.hear(({ type, payload }) => type === 'message_received' && payload['content'] === 'are you there?');
    again.hangUp();
    bob.hangUp();
  });

  test('finds nothing once it is switched off, and everything again after a restart with it on', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-clawchat-home-'));
    await started({}, { dataDir });
    await switched(true);
    await home.close();
    expect(existsSync(file())).toBe(true);
    await started({}, { dataDir });
    const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
    for (const is_on of [true, false]) expect((await admin.put('/api/clawchat', { is_on })).field('code')).toBe('access_denied');
    const state = (await home.owner.get('/api/clawchat')).json() as Record<string, unknown>;
    expect(state).toMatchObject({ is_on: true, key_file: file(), problems: [] });
    expect(await switched(false)).toMatchObject({ is_on: false, tcp: null, socket: null, key_file: null });
    expect([existsSync(file()), existsSync(path.join(folder, 'clawchat.sock'))]).toEqual([false, false]);
    await expect(ClawChatClient.connect({ port: portOf(state) })).rejects.toThrow('ECONNREFUSED');
    rmSync(dataDir, { recursive: true });
  });

  test('follows a key that gets another secret', async () => {
    await started({ isOn: true });
    const before = readFileSync(file(), 'utf8');
    expect((await home.owner.post('/api/keys/home/secret', {})).status).toBeLessThan(300);
    const after = readFileSync(file(), 'utf8');
    expect(after).not.toBe(before);
    expect(after).toBe(readFileSync(path.join(home.dataDir, 'agent.key'), 'utf8'));
  });
});

describe('what ClawChat itself has there', () => {
  test('its key is left alone, and that is said', async () => {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(file(), 'ab'.repeat(32));
    await started();
    const state = await switched(true);
    expect(state).toMatchObject({ is_on: true, key_file: null, problems: [expect.stringContaining("another's")] });
    await switched(false);
    expect(readFileSync(file(), 'utf8')).toBe('ab'.repeat(32));
  });

  test('its port is its own: the switch says so, and a start that asks for it fails', async () => {
    const server = await listening(createServer());
    const { port } = server.address() as { port: number };
    try {
      await expect(started({ port, isOn: true })).rejects.toThrow(
        /127\.0\.0\.1:\d+ is taken by another program, and it is neither ClawChat nor/,
      );
      await started({ port });
      const refused = await home.owner.put('/api/clawchat', { is_on: true });
      expect(refused.status).toBe(409);
      expect(refused.json()).toMatchObject({ code: 'port_taken' });
      expect((await home.owner.get('/api/clawchat')).json()).toMatchObject({ is_on: false });
    } finally {
      server.close();
    }
  });

  test('its socket is never taken from it', async () => {
    mkdirSync(folder, { mode: 0o700 });
    const server = await listening(
      createServer((socket) => socket.end()),
      path.join(folder, 'clawchat.sock'),
    );
    await started();
    expect(await switched(true)).toMatchObject({ socket: null, problems: [expect.stringContaining('Another program listens')] });
    await switched(false);
    expect(server.listening && existsSync(path.join(folder, 'clawchat.sock'))).toBe(true);
    server.close();
  });
});

function listening(server: Server, at?: string): Promise<Server> {
  return new Promise((resolve) => server.listen(at ?? { port: 0, host: '127.0.0.1' }, () => resolve(server)));
}
