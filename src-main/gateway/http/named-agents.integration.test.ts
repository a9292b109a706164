// An agent over HTTP sends its name: all agents of this computer share its key.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';

let home: TestHome;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-named-'));
  home = await startTestHome({ socket: { path: path.join(folder, 'home.sock'), isAskedFor: true } });
});
afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
  expect(home.logged).toEqual([]);
});

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const as = (name: string, key = home.key): Record<string, string> => ({ authorization: `Bearer ${key}`, 'lanai-agent': latin1(name) });
const names = async (): Promise<string[]> => {
  const { participants } = (await home.owner.get('/api/agents')).json() as { participants: { name: string }[] };
  return participants.map(({ name }) => name);
};

describe('The key of this computer', () => {
  it('is refused without a name, and adds no agent to the list', async () => {
    const before = await names();
    for (const [method, to] of [
      ['GET', '/api/rooms'],
      ['POST', '/api/rooms/lobby/messages'],
      ['POST', '/api/rooms/lobby/files?name=a.txt'],
    ] as const) {
      const body = method === 'GET' ? undefined : 'x';
      const answer = await ask(`${home.url}${to}`, { method, headers: { authorization: `Bearer ${home.key}` }, ...(body && { body }) });
      expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
      expect(answer.field('detail')).toContain('Lanai-Agent');
    }
    expect(await names()).toEqual(before);
  });

  it.each(['build-bot', 'Übersetzer 翻訳', '🦊 bot'])('speaks as %s, and is the same agent the next time', async (name) => {
    expect((await ask(`${home.url}/api/rooms/lobby/members/me`, { method: 'PUT', headers: as(name) })).status).toBeLessThan(300);
    const ids = new Set<unknown>();
    for (const content of ['one', 'two']) {
      const sent = await ask(`${home.url}/api/rooms/lobby/messages`, { method: 'POST', headers: as(name), body: { content } });
      ids.add(sent.field('author_id'));
    }
    expect(ids.size).toBe(1);
    expect((await names()).filter((each) => each === name)).toHaveLength(1);
  });

  it.each(['', '  ', 'a\u200bb', 'x'.repeat(200)])('does not speak as %j', async (name) => {
    expect((await ask(`${home.url}/api/rooms`, { headers: as(name) })).status).toBe(400);
  });

  it('does not speak as Porter', async () => {
    expect((await ask(`${home.url}/api/rooms`, { headers: as('Porter') })).status).not.toBe(200);
  });

  it.each(['key-other', 'Key Bot'])('has no id that is reserved for keys, as %s', async (name) => {
    await ask(`${home.url}/api/rooms/lobby/members/me`, { method: 'PUT', headers: as(name) });
    const sent = await ask(`${home.url}/api/rooms/lobby/messages`, { method: 'POST', headers: as(name), body: { content: 'one' } });
    expect(sent.field('author_id')).toMatch(/^agent-key-/);
  });
});

describe('A file', () => {
  it('is refused by a room in which no agent of its key could send it', async () => {
    const room = (await home.owner.post('/api/rooms', { name: 'plans', public: true })).field('id');
    const upload = () => ask(`${home.url}/api/rooms/${room}/files?name=plan.txt`, { method: 'POST', headers: as('filer'), body: 'a plan' });
    expect((await upload()).field('code')).toBe('not_in_room');
    await ask(`${home.url}/api/rooms/${room}/members/me`, { method: 'PUT', headers: as('filer') });
    const file = await upload();
    expect(file.status).toBe(201);
    const body = { content: 'here', file_ids: [file.field('id')] };
    expect((await ask(`${home.url}/api/rooms/${room}/messages`, { method: 'POST', headers: as('filer'), body })).status).toBe(201);
  });

  it('may come from an agent that has the room open over the wire, and be sent by it', async () => {
    const room = (await home.owner.post('/api/rooms', { name: 'wires', public: true })).field('id');
    const ada = await home.agent('Ada', { agent_id: 'ada' });
    await ada.request('join_room', { room_id: room });
    const file = await ask(`${home.url}/api/rooms/${room}/files?name=a.txt`, { method: 'POST', headers: as('Ada'), body: 'a' });
    const sent = await ada.request('send_message', { room_id: room, content: '', file_ids: [file.field('id')] });
    expect(sent.type).toBe('ok');
  });
});

it.skipIf(process.platform === 'win32')('HTTP is answered on the socket in the folder too, where a key may be sent', async () => {
  const get = (target: string): Promise<{ status: number | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { ...as('socket-bot'), host: new URL(home.url).host };
      const asked = request({ socketPath: path.join(folder, 'home.sock'), path: target, headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve({ status: response.statusCode, text }));
      });
      asked.on('error', reject).end();
    });
  expect((await get('/api/rooms')).status).toBe(200);
  expect((await get('/api/nothing')).status).toBe(404);
  // Two at once, and frames beside them.
  const [one, two] = await Promise.all([get('/api/rooms'), get('/health')]);
  expect([one.status, two.status]).toEqual([200, 200]);
});

describe('An id', () => {
  it('that is well known is the owner’s, though the key of an admin was there first', async () => {
    const adam = await home.guest('Adam', { role: 'admin' });
    const key = (await adam.post('/api/keys', { label: 'Adam' })).field('secret');
    const welcomed = async (name: string, how: object): Promise<unknown> => {
      const client = await home.lines();
      const { payload } = await client.request('register', { key: home.key, name, agent_id: 'codex', ...how });
      return payload;
    };
    const first = await welcomed('Adam’s Codex', { key });
    expect(first).toMatchObject({ agent_id: expect.stringMatching(/^codex\.[0-9a-f]{8}$/) });
    expect(await welcomed('Codex', {})).toMatchObject({ agent_id: 'codex' });
    // And the admin's agent is the same as before, by either id.
    expect(await welcomed('Adam’s Codex', { key, reconnect: true })).toEqual(first);
    const { agent_id } = first as { agent_id: string };
    expect(await welcomed('Adam’s Codex', { key, agent_id, reconnect: true })).toEqual(first);
    // An id of the owner's agent stays with that agent.
    await home.agent('Claude', { agent_id: 'claude' });
    expect(await welcomed('Claude', { key, agent_id: 'claude', reconnect: true })).toMatchObject({ code: 'agent_id_taken' });
  });
});
