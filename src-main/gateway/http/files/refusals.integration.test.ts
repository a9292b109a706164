// Files that a home does not take, and those that not everybody may have.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { filePath, uploadPath } from '../../../../src-shared/files.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { DISK_FREE_BYTES_MIN, FILES_UNSENT_MAX } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { ask, type Answer } from '../../testing/http-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const BYTES_MAX = 1024 * 1024;
const home = homeForAll({ fileBytesMax: BYTES_MAX, freeBytes: () => Promise.resolve(free) });
let sender: ReturnType<typeof createFileSender>;
let free = Number.MAX_SAFE_INTEGER;
beforeAll(async () => {
  sender = createFileSender(home);
});
afterEach(() => {
  free = Number.MAX_SAFE_INTEGER;
});

const privateRoom = async (): Promise<Room> =>
  (await home.owner.post('/api/rooms', { name: randomBytes(6).toString('hex') })).json() as Room;

describe('a file that cannot be taken', () => {
  /** Sends a head, and as much of a body as the home reads. */
  const raw = (headers: Record<string, string>, chunks: number): Promise<{ status: number; sent: number }> =>
    new Promise((resolve) => {
      // A connection that stays, as a browser's: it is read to its end after the refusal, so that whoever sends hears of it.
      const agent = new Agent({ keepAlive: true });
      let sent = 0;
      const path = uploadPath(LOBBY_ID, 'big');
      const own = { ...home.owner.headersFor('POST', path), ...headers };
      const asking = request(`${home.url}${path}`, { method: 'POST', headers: own, agent }, (response) => {
        response.resume();
        response.once('end', () => agent.destroy());
        resolve({ status: response.statusCode ?? 0, sent });
      });
      asking.on('error', () => resolve({ status: 0, sent }));
      const chunk = Buffer.alloc(64 * 1024);
      const next = (): void => {
        if (sent >= chunks * chunk.length || asking.destroyed) return void asking.end();
        sent += chunk.length;
        asking.write(chunk, () => setImmediate(next));
      };
      asking.flushHeaders();
      if (chunks > 0) next();
    });

  it('because it is announced as too large is refused before a byte of it is read', async () => {
    expect(await raw({ 'content-length': String(BYTES_MAX + 1) }, 0)).toEqual({ status: 413, sent: 0 });
    expect(readdirSync(sender.temporaryFolder)).toEqual([]);
  });

  it('because it turns out to be too large is cut off, and nothing of it stays', async () => {
    expect((await raw({ 'transfer-encoding': 'chunked' }, 200)).status).toBe(413);
    expect(readdirSync(sender.temporaryFolder)).toEqual([]);
    expect((await sender.put(Buffer.alloc(BYTES_MAX))).status).toBe(201);
    expect((await sender.put(Buffer.alloc(BYTES_MAX + 1))).field('code')).toBe('file_too_large');
  });

  it('because the disk is full is refused with a sentence, and messages are still saved', async () => {
    free = DISK_FREE_BYTES_MIN + 10;
    const refused = await sender.put('more than ten bytes');
    expect([refused.status, refused.field('code')]).toEqual([507, 'storage_full']);
    expect((await sender.put('ten')).status).toBe(201);
    expect((await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'still here' })).status).toBe(201);
    expect(readdirSync(sender.temporaryFolder)).toEqual([]);
  });

  it('because the connection was cut leaves nothing', async () => {
    const path = uploadPath(LOBBY_ID, 'cut');
    const headers = { ...home.owner.headersFor('POST', path), 'content-length': '100000' };
    const asking = request(`${home.url}${path}`, { method: 'POST', headers, agent: false });
    const cut = new Promise((resolve) => asking.on('error', resolve));
    asking.write(Buffer.alloc(50_000));
    await expect.poll(() => readdirSync(sender.temporaryFolder).length).toBe(1);
    asking.destroy();
    await cut;
    await expect.poll(() => readdirSync(sender.temporaryFolder)).toEqual([]);
  });

  /** Begins so many files and sends a part of each; ends them all when the work is done. */
  async function duringUploads(count: number, by: Browser, work: () => Promise<void>): Promise<void> {
    const path = uploadPath(LOBBY_ID, 'slow');
    const headers = by.headersFor('POST', path);
    const begun = Array.from({ length: count }, () => {
      const asking = request(`${home.url}${path}`, { method: 'POST', headers, agent: false });
      asking.on('error', () => undefined);
      asking.write(Buffer.alloc(1_000));
      return asking;
    });
    await expect.poll(() => readdirSync(sender.temporaryFolder).length, { timeout: 10_000 }).toBe(count);
    await work();
    for (const asking of begun) asking.destroy();
    await expect.poll(() => readdirSync(sender.temporaryFolder), { timeout: 10_000 }).toEqual([]);
  }

  it('because its sender sends many already counts those, and no one else’s', async () => {
    const [greedy, modest] = [await home.guest('Greedy'), await home.guest('Modest')];
    await duringUploads(FILES_UNSENT_MAX, greedy, async () => {
      expect((await sender.put('x', { by: greedy })).field('code')).toBe('too_many_files');
      expect((await sender.put('x', { by: modest })).status).toBe(201);
    });
    expect((await sender.put('x', { by: greedy })).status).toBe(201);
  });

  it('because others were promised the room on the disk is refused, and taken when they are done', async () => {
    free = DISK_FREE_BYTES_MIN + 3 * BYTES_MAX;
    await duringUploads(2, home.owner, async () => {
      free -= 2_000;
      expect((await sender.put(Buffer.alloc(BYTES_MAX))).status).toBe(201);
      free = DISK_FREE_BYTES_MIN + 2 * BYTES_MAX;
      expect((await sender.put(Buffer.alloc(BYTES_MAX))).field('code')).toBe('storage_full');
    });
    expect((await sender.put(Buffer.alloc(BYTES_MAX))).status).toBe(201);
  });

  it('because too much was asked says when there may be more, and limits no one else', async () => {
    const greedy = await home.guest('Greedier');
    const limits = { commands_per_guest: 60 };
    expect((await home.owner.patch('/api/limits', limits)).status).toBe(200);
    let answer = await sender.put('x', { by: greedy });
    for (let times = 1; times < 100 && answer.status !== 429; times += 1) answer = await sender.put('x', { by: greedy });
    expect(answer.field('code')).toBe('rate_limit_commands');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await sender.put('x')).status).toBe(201);
    await home.owner.patch('/api/limits', { commands_per_guest: 6_000 });
  });

  it('says why', async () => {
    const code = async (answer: Promise<Answer>): Promise<string> => (await answer).field('code');
    expect(await code(home.owner.send(`/api/rooms/${LOBBY_ID}/files`, { method: 'POST', body: 'x' }))).toBe('invalid_payload');
    expect(await code(sender.put('x', { room: 'nowhere' }))).toBe('room_not_found');
    const headers = { 'content-encoding': 'gzip' };
    expect(await code(home.owner.send(uploadPath(LOBBY_ID, 'x'), { method: 'POST', body: 'x', headers }))).toBe('unsupported_media_type');
    const ephemeral = (await home.owner.post('/api/rooms', { name: 'brief', ephemeral: true })).field('id');
    expect(await code(sender.put('x', { room: ephemeral }))).toBe('files_not_taken');
    const sealed = (await home.owner.post('/api/rooms', { name: 'vault', encrypted: true })).field('id');
    expect(await code(sender.put('x', { room: sealed }))).toBe('plaintext_in_encrypted_room');
    const archived = await privateRoom();
    await home.owner.put(`/api/rooms/${archived.id}/archive`);
    expect(await code(sender.put('x', { room: archived.id }))).toBe('room_archived');
  });
});

describe('a file that is not for everybody', () => {
  it('is not there for those who do not see its room', async () => {
    const room = await privateRoom();
    const file = await sender.upload('secret', { room: room.id });
    await sender.post([file], { room: room.id });
    const guest = await home.guest('Eve', { room_ids: [LOBBY_ID] });
    const refused = await guest.send(filePath(file));
    expect([refused.status, refused.field('code')]).toEqual([404, 'file_not_found']);
    expect((await guest.send(`/api/rooms/${room.id}/files`)).field('code')).toBe('room_not_found');
    expect((await guest.send(uploadPath(room.id, 'x'), { method: 'POST', body: 'x' })).status).toBe(404);
    expect((await home.browser().get(filePath(file))).status).toBe(401);
    await home.owner.put(`/api/rooms/${room.id}/members/${(await guest.get('/api/session')).field('me.id')}`);
    expect((await guest.get(filePath(file))).text).toBe('secret');
  });

  it('is its uploader’s alone until it is sent, and may be taken back', async () => {
    const guest = await home.guest('Uma', { room_ids: [LOBBY_ID] });
    const file = await sender.upload('draft', { by: guest });
    expect((await guest.get(filePath(file))).text).toBe('draft');
    expect((await home.owner.get(filePath(file))).status).toBe(404);
    expect((await home.owner.delete(`/api/files/${file.id}`)).status).toBe(404);
    expect((await guest.delete(`/api/files/${file.id}`)).status).toBe(200);
    expect((await guest.get(filePath(file))).status).toBe(404);
    expect((await guest.delete(`/api/files/${file.id}`)).field('code')).toBe('file_not_found');
  });

  it('is out of reach for whoever is shut out', async () => {
    const guest = await home.guest('Rex', { room_ids: [LOBBY_ID] });
    const file = await sender.upload('theirs', { by: guest });
    await sender.post([file], { by: guest });
    await home.owner.delete(`/api/people/${(await guest.get('/api/session')).field('me.id')}/access`);
    expect((await guest.get(filePath(file))).status).toBe(401);
    expect((await home.owner.get(filePath(file))).text).toBe('theirs');
  });

  it('is within what a key is for', async () => {
    const room = await privateRoom();
    const inLobby = await sender.upload('lobby');
    await sender.post([inLobby]);
    const inRoom = await sender.upload('room', { room: room.id });
    await sender.post([inRoom], { room: room.id });
    const made = await home.owner.post('/api/keys', { label: 'Scoped', room_ids: [LOBBY_ID], rights: ['read'] });
    const scoped = sender.withKey(made.field('secret'));
    expect((await scoped.send(filePath(inLobby))).text).toBe('lobby');
    expect((await scoped.send(filePath(inRoom))).status).toBe(404);
    expect((await sender.put('x', { by: scoped })).field('code')).toBe('access_denied');
  });

  it('comes only from our own pages', async () => {
    const file = await sender.upload('x');
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await home.owner.send(filePath(file), { headers: foreign })).field('code')).toBe('origin_not_allowed');
    const forged = await ask(`${home.url}${uploadPath(LOBBY_ID, 'x')}`, {
      method: 'POST',
      body: 'x',
      headers: { cookie: home.owner.cookie ?? '' },
    });
    expect(forged.field('code')).toBe('proof_required');
  });
});
