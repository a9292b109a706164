// Files: uploaded, sent with a message, listed and read.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf, startMessenger, type MessengerHome, type Socket, type User } from '../../../testing/messenger-home.ts';

const MB = 1024 * 1024;

let home: MessengerHome;
let ada: User;
let bot: Socket;
let conversation: string;

beforeAll(async () => {
  home = await startMessenger();
  ada = await home.user('ada_l');
  bot = await home.agent('bot');
  await bot.next('connected');
  conversation = await ada.conversation('bot');
}, 60_000);

afterAll(async () => {
  expect(home.home.logged).toEqual([]);
  await home.close();
});

async function upload(
  text: string | Uint8Array<ArrayBuffer>,
  {
    name = 'note.txt',
    fields = {},
    headers = ada.headers,
  }: { name?: string; fields?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([text]), name);
  const response = await fetch(`${home.url}/attachments/upload`, { method: 'POST', headers, body: form });
  const body: unknown = await response.json();
  return { status: response.status, body: Object(body) };
}

const agent = (): Record<string, string> => ({ 'x-agent-secret': home.home.key, 'x-agent-id': 'bot' });

it('A file is sent with a message, and both sides list and read it', async () => {
  const { status, body } = await upload('hello file');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    filename: 'note.txt',
    size: 10,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    url: `/attachments/${String(body.id)}`,
  });
  const socket = await ada.connect();
  socket.send({ type: 'message', data: { conversation_id: conversation, content: 'see this', attachment_ids: [body.id] } });
  const received = dataOf(await bot.next('message', ({ content }) => content === 'see this'));
  expect(received.attachment_ids).toEqual([body.id]);
  const { list } = await home.call('GET /messages/attachments', { conversation_id: conversation }, ada.headers);
  expect(list).toEqual([expect.objectContaining({ id: body.id, filename: 'note.txt', message_id: received.message_id })]);
  for (const headers of [ada.headers, agent()]) {
    const read = await home.call(`GET /attachments/${String(body.id)}`, {}, headers);
    expect([read.status, read.text]).toEqual([200, 'hello file']);
  }
  const part = await home.call(`GET /attachments/${String(body.id)}`, {}, { ...ada.headers, range: 'bytes=6-9' });
  expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, 'file', 'bytes 6-9/10']);
  expect((await home.call(`GET /attachments/${String(body.id)}`, {}, { ...ada.headers, range: 'bytes=50-' })).status).toBe(416);
  socket.close();
});

it('A file that was uploaded before its conversation is known goes along too', async () => {
  await home.call('POST /auth/agent', { agent_id: 'second', agent_secret: home.home.key });
  const other = await ada.conversation('second');
  const { body } = await upload('for another', { fields: { conversation_id: conversation } });
  const socket = await ada.connect();
  socket.send({ type: 'message', data: { conversation_id: other, content: 'elsewhere', attachment_ids: [body.id] } });
  await socket.next('message_sent', ({ conversation_id }) => conversation_id === other);
  const { list } = await home.call('GET /messages/attachments', { conversation_id: other }, ada.headers);
  expect(list).toEqual([expect.objectContaining({ filename: 'note.txt', sha256: body.sha256 })]);
  expect((await home.call(`GET /attachments/${String(list[0]?.id)}`, {}, ada.headers)).text).toBe('for another');
  socket.close();
});

it('An agent sends files too', async () => {
  const { status, body } = await upload('from bot', { fields: { conversation_id: conversation }, headers: agent() });
  expect(status).toBe(200);
  const socket = await ada.connect([]);
  bot.send({ type: 'message', data: { conversation_id: conversation, content: '', attachment_ids: [body.id] } });
  expect(await socket.next('agent_message')).toMatchObject({ attachment_ids: [body.id] });
  socket.close();
});

it('No file runs as a page, whatever its name and type are', async () => {
  const { body } = await upload('<script>alert(1)</script>', { name: '../../evil.html' });
  expect(body.filename).toBe('evil.html');
  const { headers } = await home.call(`GET /attachments/${String(body.id)}`, {}, ada.headers);
  expect(headers.get('content-type')).not.toContain('html');
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('Files of others are not there, and bad uploads are refused', async () => {
  const { body } = await upload('mine');
  const eve = await home.user('eve_1');
  expect((await home.call(`GET /attachments/${String(body.id)}`, {}, eve.headers)).status).toBe(404);
  expect((await home.call(`GET /attachments/${String(body.id)}`)).status).toBe(401);
  expect((await home.call(`GET /attachments/${String(body.id)}`, { token: ada.token })).status).toBe(401);
  expect((await home.call('GET /messages/attachments', { conversation_id: conversation }, eve.headers)).status).toBe(404);
  expect((await upload('x', { headers: eve.headers })).body.error).toBe('begin a conversation first');
  expect((await upload('x', { headers: eve.headers, fields: { conversation_id: conversation } })).status).toBe(404);
  await eve.conversation('bot');
  const socket = await eve.connect();
  socket.send({ type: 'message', data: { conversation_id: await eve.conversation('bot'), content: 'x', attachment_ids: [body.id] } });
  await socket.next('error', ({ request }) => request === 'message');
  socket.close();
  expect((await home.call('POST /attachments/upload', { other: 'x' }, ada.headers)).body.error).toBe('file is required');
  expect((await upload('x', { fields: { message_id: 'm' } })).status).toBe(400);
  expect((await upload(new Uint8Array(52 * MB))).status).toBe(413);
});
