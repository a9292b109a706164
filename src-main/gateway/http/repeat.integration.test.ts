import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask, type Answer } from '../testing/http-client.ts';

let home: TestHome;
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-repeat-'));
  home = await startTestHome({ dataDir });
});
afterAll(async () => {
  await home.close();
  rmSync(dataDir, { recursive: true });
  expect(home.logged).toEqual([]);
});

const post = (address: string, body: unknown, key: string, headers: Record<string, string> = {}): Promise<Answer> =>
  home.owner.send(address, { method: 'POST', body, headers: { 'idempotency-key': key, ...headers } });
const say = (content: string, key: string): Promise<Answer> => post('/api/rooms/lobby/messages', { content }, key);
const lobby = async (): Promise<string[]> =>
  ((await home.owner.get('/api/rooms/lobby/messages?limit=1000')).json() as Reply<'get_history'>).messages.map((each) => each.content);

describe('a write that is sent again with its Idempotency-Key', () => {
  it('is answered as before and done once', async () => {
    const first = await post('/api/rooms', { name: 'once' }, 'room-1');
    const again = await post('/api/rooms', { name: 'once' }, 'room-1');
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await post('/api/rooms', { name: 'once' }, 'room-2')).field('code')).toBe('room_name_taken');
  });

  it('is refused as before', async () => {
    expect((await post('/api/rooms', { name: 'once' }, 'room-3')).field('code')).toBe('room_name_taken');
    const { rooms } = (await home.owner.get('/api/rooms')).json() as Reply<'list_rooms'>;
    const id = rooms.find(({ room }) => room.name === 'once')?.room.id;
    await home.owner.patch(`/api/rooms/${id}`, { name: 'once upon a time' });
    expect((await post('/api/rooms', { name: 'once' }, 'room-3')).field('code')).toBe('room_name_taken');
  });

  it('shows a secret to who made it again, and makes no second one', async () => {
    const first = await post('/api/keys', { label: 'bot' }, 'key-1');
    expect((await post('/api/keys', { label: 'bot' }, 'key-1')).field('secret')).toBe(first.field('secret'));
    expect(((await home.owner.get('/api/keys')).json() as Reply<'list_keys'>).keys.filter((each) => each.label === 'bot')).toHaveLength(1);
  });

  it('is done once also when both are sent at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => say('at once', 'msg-1')));
    expect(new Set(answers.map((each) => each.field('id'))).size).toBe(1);
    expect((await lobby()).filter((each) => each === 'at once')).toHaveLength(1);
  });

  it('is refused when it is another write', async () => {
    await say('first', 'msg-2');
    const others = [
      await say('second', 'msg-2'),
      await post('/api/rooms', { name: 'x' }, 'msg-2'),
      await post('/api/rooms/lobby/messages?x=1', { content: 'first' }, 'msg-2'),
    ];
    for (const other of others) expect([other.status, other.field('code')]).toEqual([422, 'idempotency_mismatch']);
    expect(await lobby()).not.toContain('second');
  });

  it('does not meet the same key of another person', async () => {
    const guest = await home.guest('Sarah', { room_ids: ['lobby'] });
    await say('mine', 'shared-key');
    const theirs = await guest.send('/api/rooms/lobby/messages', {
      method: 'POST',
      body: { content: 'theirs' },
      headers: { 'idempotency-key': 'shared-key' },
    });
    expect(theirs.json()).toMatchObject({ content: 'theirs' });
  });

  it('still needs to be allowed', async () => {
    await say('allowed', 'msg-3');
    const unsigned = await ask(`${home.url}/api/rooms/lobby/messages`, {
      method: 'POST',
      body: { content: 'allowed' },
      headers: { 'idempotency-key': 'msg-3' },
    });
    expect(unsigned.status).toBe(401);
    expect((await post('/api/rooms/lobby/messages', { content: 'x' }, 'a b')).field('detail')).toMatch(/^Idempotency-Key: /);
  });

  it('gives a session once only', async () => {
    const { code } = (await home.owner.post('/api/invites', { name: 'Kai' })).json() as Reply<'create_invite'>;
    const redeem = (key: string) =>
      ask(`${home.url}/api/invites/redeem`, { method: 'POST', body: { code, name: 'Kai' }, headers: { 'idempotency-key': key } });
    const [first, again, other] = [await redeem('join-1'), await redeem('join-1'), await redeem('join-2')];
    expect([first.status, again.status, other.status]).toEqual([200, 409, 410]);
    expect([again.field('code'), again.headers['set-cookie']]).toEqual(['already_done', undefined]);
  });

  it('is the same message after a restart, and still no other', async () => {
    const long = 'k'.repeat(200);
    const before = [await say('lasting', 'msg-4'), await say('lasting too', long)];
    await home.close();
    home = await startTestHome({ dataDir });
    const after = [await say('lasting', 'msg-4'), await say('lasting too', long)];
    expect(after.map((each) => each.field('id'))).toEqual(before.map((each) => each.field('id')));
    expect((await lobby()).filter((each) => each.startsWith('lasting'))).toHaveLength(2);
    await home.close();
    home = await startTestHome({ dataDir });
    expect((await say('something else', 'msg-4')).field('code')).toBe('idempotency_mismatch');
  });
});
