// Files as people and agents send and fetch them from a running home.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { filePath, type FileInfo } from '../../../../src-shared/files.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { FILE_UNSENT_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { createFileSender, type Sender } from '../../testing/file-sender.ts';
import { createTestClock } from '../../testing/clock.ts';
import { startTestHome } from '../../testing/home.ts';
import type { Answer } from '../../testing/http-client.ts';
import { PNG } from '../../testing/pictures.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
let sender: ReturnType<typeof createFileSender>;
beforeAll(async () => {
  sender = createFileSender(home);
});

const privateRoom = async (): Promise<Room> =>
  (await home.owner.post('/api/rooms', { name: randomBytes(6).toString('hex') })).json() as Room;

describe('a file that is sent', () => {
  it('is uploaded, carried by a message, announced to everybody and fetched as it was', async () => {
    const body = randomBytes(300_000);
    const guest = await home.guest('Sarah', { room_ids: [LOBBY_ID] });
    const agent = await home.agent('Ada');
    await agent.request('join_room', { room_id: LOBBY_ID });
    const file = await sender.upload(body, { by: guest, name: 'My data.bin' });
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(file).toMatchObject({ name: 'My data.bin', type: 'application/octet-stream', size: 300_000, sha256, width: null, height: null });

    const message = await sender.post([file], { by: guest });
    expect(message).toMatchObject({ content: '', attachments: [file] });
    const heard = await agent.waitFor((frame) => frame.type === 'message_received');
    const carried = [{ file_id: file.id, name: 'My data.bin', size: 300_000, url: filePath(file) }];
    expect(heard.payload).toMatchObject({ message_id: message.id, attachments: carried });
    const history = (await home.owner.get(`/api/rooms/${LOBBY_ID}/messages?limit=1`)).json() as Reply<'get_history'>;
    expect(history.messages[0]?.attachments).toEqual([file]);

    const fetched = await home.owner.get(filePath(file));
    expect(fetched.status).toBe(200);
    expect(fetched.bytes.equals(body)).toBe(true);
    const byKey = await sender.withKey(home.key, 'Fetcher').send(`/api/files/${file.id}`);
    expect(byKey.bytes.equals(body)).toBe(true);
  });

  it('is looked at for what it is, and has its size when it is a picture', async () => {
    expect(await sender.upload(PNG, { name: 'page.html' })).toMatchObject({ type: 'image/png', width: 3, height: 2 });
    expect(await sender.upload('<svg xmlns="http://www.w3.org/2000/svg"/>', { name: 'a.png' })).toMatchObject({ type: 'image/svg+xml' });
    expect(await sender.upload('<!doctype html><script>1</script>', { name: 'a.png' })).toMatchObject({ type: 'text/html' });
    expect(await sender.upload('const a = 1;', { name: 'a.exe' })).toMatchObject({ type: 'text/plain' });
    expect(await sender.upload('', { name: 'empty.png' })).toMatchObject({ type: 'application/octet-stream', size: 0 });
  });

  it('is on disk once, however often it was sent, and goes with the last message that carries it', async () => {
    const body = randomBytes(1_000);
    const files = [await sender.upload(body), await sender.upload(body, { name: 'b.bin' })];
    const messages = [await sender.post(files.slice(0, 1)), await sender.post(files.slice(1))];
    const [first, second] = files as [FileInfo, FileInfo];
    expect(first.sha256).toBe(second.sha256);
    expect(statSync(sender.blobOf(first)).size).toBe(1_000);

    await home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${messages[0]?.id}`);
    expect((await home.owner.get(filePath(first))).field('code')).toBe('file_not_found');
    expect((await home.owner.get(filePath(second))).status).toBe(200);
    await home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${messages[1]?.id}`);
    expect((await home.owner.get(filePath(second))).status).toBe(404);
    await expect.poll(() => existsSync(sender.blobOf(first))).toBe(false);
  });

  it('is sent once, by who uploaded it, to the room it was uploaded to', async () => {
    const room = await privateRoom();
    const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
    const file = await sender.upload('mine');
    const send = async (by: Sender, to = LOBBY_ID): Promise<string> =>
      (await by.send(`/api/rooms/${to}/messages`, { method: 'POST', body: { content: 'x', file_ids: [file.id] } })).field('code');
    expect(await send(guest)).toBe('file_not_found');
    expect(await send(home.owner, room.id)).toBe('file_not_found');
    await sender.post([file, file]);
    expect(await send(home.owner)).toBe('file_not_found');
  });

  it('may be uploaded over HTTP and sent on a socket with the same key', async () => {
    const agent = await home.agent('Logger');
    await agent.request('join_room', { room_id: LOBBY_ID });
    const file = await sender.upload('from a program', { by: sender.withKey(home.key, 'Uploader'), name: 'log.txt' });
    const sent = await agent.request('send_message', { room_id: LOBBY_ID, content: 'the log', file_ids: [file.id] });
    expect(sent.payload).toMatchObject({ attachments: [{ file_id: file.id }] });
    expect((await home.owner.get(filePath(file))).text).toBe('from a program');
  });

  it('is sent again with the same client_id and is one message', async () => {
    const file = await sender.upload('again');
    const body = { content: '', file_ids: [file.id], client_id: 'again-1' };
    const first = await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, body);
    const second = await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, body);
    expect(second.field('id')).toBe(first.field('id'));
  });
});

describe('the files of a room', () => {
  it('are listed newest first, page by page, without those that were deleted', async () => {
    const room = await privateRoom();
    const [a, b, c, d] = [
      await sender.upload('a', { room: room.id }),
      await sender.upload('b', { room: room.id }),
      await sender.upload('c', { room: room.id }),
      await sender.upload('d', { room: room.id }),
    ] as [FileInfo, FileInfo, FileInfo, FileInfo];
    await sender.post([a, b], { room: room.id });
    await sender.post([c], { room: room.id });
    const last = await sender.post([d], { room: room.id });
    const list = async (query: string): Promise<Reply<'list_files'>> =>
      (await home.owner.get(`/api/rooms/${room.id}/files${query}`)).json() as Reply<'list_files'>;
    const first = await list('?limit=2');
    expect([first.files.map((each) => each.file.id), first.has_more]).toEqual([[d.id, c.id], true]);
    const next = await list(`?limit=2&before=${c.id}`);
    expect([next.files.map((each) => each.file.id), next.has_more]).toEqual([[a.id, b.id], false]);
    expect((await list(`?limit=1&before=${a.id}`)).files.map((each) => each.file.id)).toEqual([b.id]);
    await home.owner.delete(`/api/rooms/${room.id}/messages/${last.id}`);
    expect((await list('')).files.map((each) => each.file.id)).toEqual([c.id, a.id, b.id]);
  });
});

describe('a part of a file', () => {
  it('is served as a part, so that players can seek and downloads go on', async () => {
    const file = await sender.upload('0123456789');
    const range = (header: string, more: Record<string, string> = {}): Promise<Answer> =>
      home.owner.send(filePath(file), { headers: { range: header, ...more } });
    const middle = await range('bytes=2-5');
    expect([middle.status, middle.text, middle.headers['content-range']]).toEqual([206, '2345', 'bytes 2-5/10']);
    expect((await range('bytes=-3')).text).toBe('789');
    const behind = await range('bytes=10-');
    expect([behind.status, behind.headers['content-range'], behind.field('code')]).toEqual([416, 'bytes */10', 'range_not_satisfiable']);
    expect((await range('bytes=2-5', { 'if-range': `"${file.sha256}"` })).status).toBe(206);
    expect((await range('bytes=2-5', { 'if-range': '"other"' })).text).toBe('0123456789');
    expect((await home.owner.send(filePath(file), { headers: { 'if-none-match': `"${file.sha256}"` } })).status).toBe(304);
    const head = await home.owner.send(filePath(file), { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '10', '']);
  });

  it('of nothing is nothing', async () => {
    const file = await sender.upload('');
    const whole = await home.owner.get(filePath(file));
    expect([whole.status, whole.text, whole.headers['content-length']]).toEqual([200, '', '0']);
    expect((await home.owner.send(filePath(file), { headers: { range: 'bytes=0-' } })).status).toBe(416);
  });
});

describe('a home that starts again', () => {
  it('keeps the files of a database that was moved away, which may come back', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-files-'));
    const first = await startTestHome({ dataDir });
    const { upload, post, blobOf } = createFileSender(first);
    const file = await upload('precious');
    await post([file]);
    await first.close();
    const database = path.join(dataDir, 'lanai.db');
    renameSync(database, `${database}.damaged`);

    const anew = await startTestHome({ dataDir });
    const unknown = { sha256: '0'.repeat(64) };
    mkdirSync(path.dirname(blobOf(unknown)), { recursive: true });
    writeFileSync(blobOf(unknown), 'left by a kill');
    await anew.close();
    const again = await startTestHome({ dataDir });
    await expect.poll(() => existsSync(blobOf(unknown))).toBe(false);
    await again.close();
    renameSync(`${database}.damaged`, database);
    const back = await startTestHome({ dataDir });
    expect((await back.owner.get(filePath(file))).text).toBe('precious');
    await back.close();
    rmSync(dataDir, { recursive: true });
  });

  it('clears away what was never sent within a day, what came half, and contents that no one knows', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-files-'));
    const first = await startTestHome({ dataDir });
    const { upload, post, blobOf, temporaryFolder } = createFileSender(first);
    const [forgotten, sent] = [await upload('forgotten'), await upload('sent')];
    await post([sent]);
    await first.close();
    const unknown = { sha256: `${sent.sha256.slice(0, 2)}${'0'.repeat(62)}` };
    writeFileSync(path.join(temporaryFolder, 'half'), 'hal');
    writeFileSync(blobOf(unknown), 'nobody knows me');

    const soon = await startTestHome({ dataDir, now: () => Date.now() + FILE_UNSENT_LIFETIME_MS - 60_000 });
    await expect.poll(() => existsSync(blobOf(unknown))).toBe(false);
    expect([existsSync(blobOf(forgotten)), readdirSync(temporaryFolder)]).toEqual([true, []]);
    await soon.close();
    // The clock has to run on before files are deleted by it.
    const clock = createTestClock(Date.now() + FILE_UNSENT_LIFETIME_MS + 60_000);
    const later = await startTestHome({ dataDir, ...clock });
    clock.pass(9 * 60_000);
    expect(existsSync(blobOf(forgotten))).toBe(true);
    clock.pass(60_000);
    await expect.poll(() => existsSync(blobOf(forgotten))).toBe(false);
    expect((await later.owner.get(filePath(sent))).text).toBe('sent');
    await later.close();
    rmSync(dataDir, { recursive: true });
  });
});
