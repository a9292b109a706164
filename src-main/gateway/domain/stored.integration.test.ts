// The stored bytes of each person and each key: counted with every change, limited, and shown to the owner.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENT_HEADER } from '../../../src-shared/http.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Limits } from '../../../src-shared/keys.ts';
import { DISK_FREE_BYTES_MIN_FOR_MESSAGES, EDITS_KEPT_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Browser } from '../testing/browser.ts';
import { createTestClock, type TestClock } from '../testing/clock.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';

const MB = 1_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

let home: TestHome;
let clock: TestClock;
let free: number;
let gus: Browser;
beforeEach(async () => {
  clock = createTestClock();
  free = 10_000 * MB;
  home = await startTestHome({ now: clock.now, after: clock.after, freeBytes: () => Promise.resolve(free) });
  gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

const limit = async (limits: Partial<Limits>): Promise<void> => expect((await home.owner.patch('/api/limits', limits)).status).toBe(200);
const say = (browser: Browser, content: string, more: object = {}) => browser.post(`/api/rooms/${LOBBY_ID}/messages`, { content, ...more });
const upload = (browser: Browser, bytes: number) =>
  browser.send(`/api/rooms/${LOBBY_ID}/files?name=a.bin`, { method: 'POST', body: Buffer.alloc(bytes, bytes % 251) });

async function storedBy(name: string, { owner } = home): Promise<number> {
  const { used_by } = Object((await owner.get('/api/storage')).json());
  const found = Array.isArray(used_by) ? used_by.find((each) => Object(each).name === name) : undefined;
  return Number(Object(found).bytes ?? 0);
}

describe('The stored bytes', () => {
  it('are counted with each message, edit, file and deletion', async () => {
    const { id } = Object((await say(gus, 'x'.repeat(1_000), { metadata: { a: 'é' } })).json());
    expect(await storedBy('Gus')).toBe(1_000 + Buffer.byteLength('{"a":"é"}'));
    const address = `/api/rooms/${LOBBY_ID}/messages/${String(id)}`;
    await gus.patch(address, { content: 'é'.repeat(200) });
    expect(await storedBy('Gus')).toBe(1_000 + 400 + 10);
    const file = Object((await upload(gus, 5_000)).json());
    expect(await storedBy('Gus')).toBe(6_410);
    const carrying = Object((await say(gus, 'file', { file_ids: [file.id] })).json());
    expect(await storedBy('Gus')).toBe(6_414);
    await gus.send(`/api/rooms/${LOBBY_ID}/messages/${String(carrying.id)}`, { method: 'DELETE' });
    expect(await storedBy('Gus')).toBe(1_410);
    await gus.send(address, { method: 'DELETE' });
    expect(await storedBy('Gus')).toBe(0);
    const unsent = Object((await upload(gus, 700)).json());
    expect(await storedBy('Gus')).toBe(700);
    await gus.send(`/api/files/${String(unsent.id)}`, { method: 'DELETE' });
    expect(await storedBy('Gus')).toBe(0);
  });

  it('are counted for the key that agents came with', async () => {
    const made = await home.owner.post('/api/keys', { label: 'Bots' });
    for (const agent_id of ['a', 'b']) {
      const agent = await home.agent(agent_id, { key: made.field('secret'), agent_id });
      await agent.request('join_room', { room_id: LOBBY_ID });
      await agent.request('send_message', { room_id: LOBBY_ID, content: 'x'.repeat(500) });
    }
    expect(await storedBy('Bots')).toBe(1_000);
  });

  it('stay counted after a restart, and go with messages that are deleted for their age', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-stored-'));
    const options = { dataDir, now: clock.now, after: clock.after };
    const before = await startTestHome(options);
    await say(await before.guest('Gus', { room_ids: [LOBBY_ID] }), 'x'.repeat(1_000));
    await before.close();

    const after = await startTestHome(options);
    expect(await storedBy('Gus', after)).toBe(1_000);
    clock.pass(8 * DAY_MS);
    expect((await after.owner.put('/api/retention', { days: 7 })).status).toBe(200);
    await expect.poll(() => storedBy('Gus', after)).toBe(0);
    await after.close();
    rmSync(dataDir, { recursive: true });
  });
});

describe('A guest who has stored the maximum', () => {
  it('can write and send no more, gets the reason, makes room, and others are not affected', async () => {
    await limit({ stored_mb_per_guest: 1 });
    const kai = await home.guest('Kai', { room_ids: [LOBBY_ID] });
    const written: string[] = [];
    for (let count = 0; count < 4; count += 1) written.push(String((await say(gus, 'x'.repeat(250_000))).field('id')));
    const refused = await say(gus, 'x');
    expect([refused.status, refused.field('code'), refused.field('detail')]).toEqual([
      507,
      'quota_exceeded',
      'You have stored 1 MB here, which is the most. Delete messages with files, or ask the owner for more.',
    ]);
    expect((await gus.patch(`/api/rooms/${LOBBY_ID}/messages/${written[0]}`, { content: 'y' })).field('code')).toBe('quota_exceeded');
    expect((await upload(gus, 10)).field('code')).toBe('quota_exceeded');
    expect((await gus.get(`/api/rooms/${LOBBY_ID}/messages`)).status).toBe(200);
    expect([(await say(kai, 'x')).status, (await say(home.owner, 'x')).status]).toEqual([201, 201]);
    expect((await gus.send(`/api/rooms/${LOBBY_ID}/messages/${written[0]}`, { method: 'DELETE' })).status).toBe(200);
    expect((await say(gus, 'x')).status).toBe(201);
    await limit({ stored_mb_per_guest: null });
    expect((await say(gus, 'x'.repeat(250_000))).status).toBe(201);
  });

  it('sends no file that does not fit, also when many come at once', async () => {
    await limit({ stored_mb_per_guest: 1 });
    expect((await upload(gus, 1_100_000)).field('code')).toBe('quota_exceeded');
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(gus, 300_000)));
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(3);
    expect(await storedBy('Gus')).toBeLessThanOrEqual(1_000_000);
    expect((await upload(gus, 100)).status).toBe(201);
  });

  it('keeps fewer earlier texts of a message when they are long', async () => {
    const id = String((await say(gus, 'the first')).field('id'));
    for (let count = 0; count < 12; count += 1)
      expect((await gus.patch(`/api/rooms/${LOBBY_ID}/messages/${id}`, { content: `${count}`.padEnd(250_000, 'x') })).status).toBe(200);
    expect(await storedBy('Gus')).toBeLessThanOrEqual(EDITS_KEPT_BYTES_MAX + 260_000);
    const textsOf = async (query: string): Promise<string[]> => {
      const { edits } = Object((await gus.get(`/api/rooms/${LOBBY_ID}/messages/${id}/edits?limit=100${query}`)).json());
      return (Array.isArray(edits) ? edits : []).map((each) => String(Object(each).content).slice(0, 9));
    };
    expect([(await textsOf(''))[0], await textsOf('&before=2')]).toEqual(['10xxxxxxx', ['the first']]);
  });
});

describe('A key that has stored the maximum', () => {
  it('writes no more with any of its agents; the home’s own key does', async () => {
    await limit({ stored_mb_per_key: 1 });
    const secret = String((await home.owner.post('/api/keys', { label: 'Bots' })).field('secret'));
    const [a, b] = [await home.agent('a', { key: secret, agent_id: 'a' }), await home.agent('b', { key: secret, agent_id: 'b' })];
    const own = await home.agent('own');
    for (const each of [a, b, own]) await each.request('join_room', { room_id: LOBBY_ID });
    const write = (client: typeof a) => client.request('send_message', { room_id: LOBBY_ID, content: 'x'.repeat(250_000) });
    for (const each of [a, b, a, b]) expect((await write(each)).type).toBe('ok');
    for (const each of [a, b]) expect(JSON.stringify((await write(each)).payload)).toContain('quota_exceeded');
    for (let count = 0; count < 6; count += 1) expect((await write(own)).type).toBe('ok');
    const headers = { authorization: `Bearer ${secret}`, [AGENT_HEADER]: 'a' };
    const overHttp = await ask(`${home.url}/api/rooms/${LOBBY_ID}/messages`, { method: 'POST', headers, body: { content: 'x' } });
    expect(overHttp.field('code')).toBe('quota_exceeded');
  });
});

describe('A disk that is nearly full', () => {
  it('is kept for the owner, who can write and make room', async () => {
    const mel = await home.guest('Mel', { role: 'member' });
    const id = String((await say(mel, 'before')).field('id'));
    free = DISK_FREE_BYTES_MIN_FOR_MESSAGES - 1;
    clock.pass(5_000);
    await expect.poll(async () => (await say(mel, 'x')).status).toBe(507);
    const refused = await say(gus, 'x');
    expect([refused.field('code'), refused.field('detail')]).toEqual([
      'storage_full',
      "The home's disk is nearly full: only its owner can write now, and make room.",
    ]);
    expect((await say(home.owner, 'I make room')).status).toBe(201);
    expect((await mel.send(`/api/rooms/${LOBBY_ID}/messages/${id}`, { method: 'DELETE' })).status).toBe(200);
    free = DISK_FREE_BYTES_MIN_FOR_MESSAGES;
    clock.pass(5_000);
    await expect.poll(async () => (await say(mel, 'x')).status).toBe(201);
  });
});
