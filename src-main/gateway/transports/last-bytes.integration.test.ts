// Frames that a client sent before it closed its side are carried out. The same bytes mean the same on every transport.
import { connect, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';

let home: TestHome;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-bytes-'));
  home = await startTestHome({ socket: { path: path.join(folder, 's'), isAskedFor: true } });
});
afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
  expect(home.logged).toEqual([]);
});

const DOORS = ['TCP', 'Unix socket'] as const;
type Door = (typeof DOORS)[number];

function dial(door: Door): Socket {
  const { tcp, socket } = home.gateway.ready;
  const [host = '', port = ''] = (tcp ?? '').split(':');
  const where = door === 'TCP' ? { host, port: Number(port) } : { path: socket ?? '' };
  return connect({ ...where, allowHalfOpen: true }).on('error', () => undefined);
}

/** An agent that comes in, joins the lobby and says this. */
function whole(content: string): string {
  const frames = [
    ['register', { key: home.key, name: 'Once' }],
    ['join_room', { room_id: LOBBY_ID }],
    ['send_message', { room_id: LOBBY_ID, content }],
  ];
  return frames.map(([type, payload], index) => JSON.stringify({ id: `${index}`, type, payload })).join('\n');
}

async function stored(content: string): Promise<boolean> {
  return (await home.owner.get(`/api/rooms/${LOBBY_ID}/messages?limit=50`)).text.includes(content);
}

function heardUntilEnd(socket: Socket): Promise<string> {
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  return new Promise((resolve) => socket.once('close', () => resolve(heard)));
}

describe.each(DOORS)('Over %s', (door) => {
  it.each([
    ['with its last newline', '\n'],
    ['without its last newline', ''],
  ])('a client that half-closes behind its frames, %s, is obeyed, answered and let go', async (_how, end) => {
    const content = newId();
    const socket = dial(door);
    const heard = heardUntilEnd(socket);
    socket.end(whole(content) + end);
    const said = await heard;
    for (const id of ['0', '1', '2']) expect(said).toContain(`"reply_to":"${id}"`);
    expect(await stored(content)).toBe(true);
  });

  it('a client that closes at once behind its frames is obeyed', async () => {
    const content = newId();
    const socket = dial(door);
    socket.write(`${whole(content)}\n`, () => socket.destroy());
    await expect.poll(() => stored(content)).toBe(true);
  });

  it('a client that says nothing and half-closes is let go', async () => {
    const socket = dial(door);
    const heard = heardUntilEnd(socket);
    socket.end();
    expect(await heard).toBe('');
  });

  it('is in the room no more once it was answered', async () => {
    const socket = dial(door);
    const heard = heardUntilEnd(socket);
    socket.end(whole(newId()));
    await heard;
    await expect.poll(async () => (await home.owner.get(`/api/rooms/${LOBBY_ID}`)).json()).toMatchObject({ present_ids: [] });
  });
});

describe('Over WebSocket', () => {
  it('a client that closes behind its frames is obeyed', async () => {
    const content = newId();
    const socket = new WebSocket(home.gateway.ready.ws);
    await new Promise((resolve) => socket.once('open', resolve));
    for (const line of whole(content).split('\n')) socket.send(line);
    socket.close();
    await expect.poll(() => stored(content)).toBe(true);
  });
});

const MARK = '\ufeff';

/** The answers to this text. */
async function answerOver(door: Door | 'WebSocket text' | 'WebSocket bytes', text: string): Promise<string> {
  if (door === 'TCP' || door === 'Unix socket') {
    const socket = dial(door);
    const heard = heardUntilEnd(socket);
    socket.end(text);
    return heard;
  }
  const socket = new WebSocket(home.gateway.ready.ws);
  let heard = '';
  socket.on('message', (data: Buffer) => (heard += data.toString('utf8')));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(door === 'WebSocket bytes' ? Buffer.from(text) : text);
  await expect.poll(() => heard).toContain('reply_to');
  socket.close();
  return heard;
}

describe.each(['TCP', 'Unix socket', 'WebSocket text', 'WebSocket bytes'] as const)('Over %s', (door) => {
  const ping = '{"id":"p","type":"ping"}';

  it.each([
    ['plain', ping],
    ['behind a byte order mark', MARK + ping],
    ['behind empty lines', `\n \r\n\t\n${ping}`],
    ['behind a mark on a separate line', `${MARK}\n${ping}`],
    ['with a carriage return', `${ping}\r`],
  ])('a frame %s is answered, and nothing else', async (_how, text) => {
    const answers = (await answerOver(door, `${text}\n`))
      .trim()
      .split('\n')
      .map((line) => ({ ...Object(JSON.parse(line)) }));
    expect(answers).toEqual([expect.objectContaining({ type: 'pong', reply_to: 'p' })]);
  });
});

it('bytes over WebSocket that are no UTF-8 are refused with a reason', async () => {
  const socket = new WebSocket(home.gateway.ready.ws);
  let heard = '';
  socket.on('message', (data: Buffer) => (heard += data.toString('utf8')));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(Buffer.from([0x7b, 0xff, 0xfe]));
  await closed;
  expect(heard).toContain('invalid_payload');
});

describe('A number in metadata that would lose digits', () => {
  it.each(['1234567890123456789', '1e400', '1e-400'])('is refused at both doors: %s', async (number) => {
    const agent = await home.agent('Numbers', { agent_id: `n-${newId()}` });
    await agent.request('join_room', { room_id: LOBBY_ID });
    const payload = `{"room_id":"${LOBBY_ID}","content":"x","metadata":{"deep":[{"n":${number}}]}}`;
    const said = await answerOver(
      'TCP',
      [
        JSON.stringify({ id: 'r', type: 'register', payload: { key: home.key, name: 'N' } }),
        JSON.stringify({ id: 'j', type: 'join_room', payload: { room_id: LOBBY_ID } }),
        `{"id":"m","type":"send_message","payload":${payload}}`,
      ].join('\n'),
    );
    const answer = said.split('\n').find((line) => line.includes('"reply_to":"m"'));
    expect(answer).toContain('invalid_payload');
    expect(answer).toContain('metadata');
    const rest = await home.owner.send(`/api/rooms/${LOBBY_ID}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(payload),
    });
    expect([rest.status, rest.field('code')]).toEqual([400, 'invalid_payload']);
  });

  it('is no concern elsewhere in a frame', async () => {
    const said = await answerOver('TCP', '{"id":"p","type":"ping","payload":{"sent_ns":1234567890123456789}}');
    expect(said).toContain('"pong"');
  });
});

describe('A client_id that is used again', () => {
  const send = async (body: object): Promise<{ status: number; code: unknown; id: string }> => {
    const answer = await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, body);
    const { code, id } = { code: null, id: null, ...Object(answer.json()) };
    return { status: answer.status, code, id: String(id) };
  };

  it.each<[string, object]>([
    ['other words', { content: 'two' }],
    ['another answer', { content: 'one', reply_to: 'first' }],
    ['other metadata', { content: 'one', metadata: { a: 2 } }],
    ['no metadata', { content: 'one', metadata: null }],
  ])('with %s is refused over REST and over the wire', async (_what, other) => {
    const client_id = newId();
    const first = await send({ content: 'one', metadata: { a: 1 }, client_id });
    const again = { metadata: { a: 1 }, ...other, client_id, ...('reply_to' in other ? { reply_to: first.id } : {}) };
    expect(await send(again)).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    const page = await home.socketOf(home.owner);
    const refused = await page.request('send_message', { room_id: LOBBY_ID, ...again });
    expect({ ...Object(refused.payload) }).toMatchObject({ code: 'idempotency_mismatch' });
    page.close();
  });

  it('with the same content is the old message, also after it was edited or taken back', async () => {
    const asked = { content: 'one', metadata: { a: 1 }, client_id: newId() };
    const { id } = await send(asked);
    expect(await send(asked)).toMatchObject({ status: 201, id });
    for (const content of ['two', 'three']) await home.owner.patch(`/api/rooms/${LOBBY_ID}/messages/${id}`, { content });
    expect(await send(asked)).toMatchObject({ status: 201, id });
    expect(await send({ ...asked, content: 'three' })).toMatchObject({ code: 'idempotency_mismatch' });
    await home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${id}`);
    expect(await send(asked)).toMatchObject({ status: 201, id });
  });
});

describe('A body that is not the file itself', () => {
  const FORM = 'multipart/form-data; boundary=x';
  const raw = (type: string): { method: string; body: Buffer; headers: Record<string, string> } => ({
    method: 'POST',
    body: Buffer.from('--x\r\n\r\nhello\r\n--x--\r\n'),
    headers: { 'content-type': type },
  });

  it.each([
    [`/api/rooms/${LOBBY_ID}/files?name=plan.txt`, 'POST', FORM],
    [`/api/rooms/${LOBBY_ID}/files?name=plan.txt`, 'POST', 'Multipart/Mixed; boundary=x'],
    ['/api/profile/picture', 'PUT', FORM],
    ['/api/profile/picture', 'PUT', 'application/json'],
    ['/api/profile/picture', 'PUT', 'text/plain'],
    ['/api/backups/added?name=a.tar', 'POST', FORM],
    ['/api/backups/added?name=a.tar', 'POST', 'application/json'],
    ['/api/backups/added?name=a.tar', 'POST', 'text/html'],
  ])('is refused: %s %s %s', async (address, method, type) => {
    const answer = await home.owner.send(address, { ...raw(type), method });
    expect([answer.status, answer.field('code')]).toEqual([415, 'unsupported_media_type']);
  });

  it.each(['', 'text/plain', 'application/json', 'application/pdf', 'application/x-www-form-urlencoded', 'application/octet-stream'])(
    'is a file when its type is %j',
    async (type) => {
      const { headers, ...rest } = raw(type);
      const answer = await home.owner.send(`/api/rooms/${LOBBY_ID}/files?name=a.bin`, { ...rest, ...(type === '' ? {} : { headers }) });
      expect(answer.status).toBe(201);
    },
  );
});

describe('A time in a question', () => {
  it.each(['5', '2026', '11/12/2026', '29 Nov 2026', '2026-02-30T00:00:00Z', '2026-11-29'])(
    'is refused unless it is one: %s',
    async (before) => {
      const answer = await home.owner.get(`/api/rooms/${LOBBY_ID}/messages?before=${encodeURIComponent(before)}`);
      expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
    },
  );
});
