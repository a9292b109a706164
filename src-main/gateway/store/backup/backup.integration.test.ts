// Backups of homes that run, and what becomes of a home that one of them takes the place of.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { ScheduledMessage } from '../../../../src-shared/scheduled.ts';
import { backupHands, type BackupHands } from '../../testing/backups.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { swap } from './swap.ts';
import { unpack } from './unpack.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const WRITERS = 4;

let home: TestHome;
let hands: BackupHands;
let elsewhere: string;

beforeAll(async () => {
  home = await startTestHome();
  hands = backupHands(home);
  elsewhere = mkdtempSync(path.join(tmpdir(), 'lanai-elsewhere-'));
});
afterAll(async () => {
  await home.close();
  rmSync(elsewhere, { recursive: true, force: true });
});

async function historyOf(at: TestHome): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const since = messages.at(-1)?.seq ?? 0;
    const page = (await at.owner.get(`/api/rooms/${LOBBY_ID}/messages?limit=1000&since_seq=${since}`)).json() as { messages: Message[] };
    messages.push(...page.messages);
    if (page.messages.length === 0) return messages;
  }
}

const say = (content: string, at = home) => at.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content });
const saidIn = async (at: TestHome): Promise<string[]> => (await historyOf(at)).map(({ content }) => content);

describe('A backup', () => {
  it('made while four write is a home of one moment: every message up to one, without gaps, and every file', async () => {
    const files = createFileSender(home);
    const picture = Buffer.from('a picture of the sea');
    await files.post([await files.upload(picture, { name: 'sea.txt' }), await files.upload(picture, { name: 'again.txt' })]);
    let isWriting = true;
    const writers = Array.from({ length: WRITERS }, async (_each, index) => {
      const agent = await home.agent(`Writer ${index}`);
      await agent.request('join_room', { room_id: LOBBY_ID });
      let sent = 0;
      while (isWriting) await agent.request('send_message', { room_id: LOBBY_ID, content: `${index} ${(sent += 1)}` });
      return sent;
    });
    await expect.poll(async () => (await historyOf(home)).length, { timeout: 20_000 }).toBeGreaterThan(100);
    const name = await hands.backUp();
    const further = (await historyOf(home)).length;
    await expect.poll(async () => (await historyOf(home)).length, { timeout: 20_000 }).toBeGreaterThan(further);
    isWriting = false;
    const sent = (await Promise.all(writers)).reduce((sum, each) => sum + each, 0);
    expect(sent).toBeGreaterThan(100);

    const file = hands.fileOf(name);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const folder = path.join(elsewhere, 'home');
    const other = await startTestHome({ dataDir: folder });
    await other.close();
    swap(folder, await unpack({ file, folder }));
    const restored = await startTestHome({ dataDir: folder });
    try {
      // Without the line that says so.
      const there = (await historyOf(restored)).filter(({ author_id }) => author_id !== PORTER_ID);
      const seqs = there.map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: seqs.length }, (_each, index) => index + 1));
      expect(seqs.length).toBeGreaterThan(100);
      expect(there).toEqual((await historyOf(home)).slice(0, there.length));
      const carried = there.flatMap(({ attachments }) => attachments);
      expect(carried).toHaveLength(2);
      for (const { id } of carried) expect((await restored.owner.get(`/api/files/${id}`)).bytes).toEqual(picture);
      expect(restored.logged).toEqual([]);
    } finally {
      await restored.close();
    }
  });

  it('is a tar that any tar reads, of the database, the files once each, and what it says of itself', async () => {
    const listed = execFileSync('tar', ['tf', hands.fileOf(await hands.backUp())], { encoding: 'utf8' });
    expect(listed.trim().split('\n')).toEqual(['lanai-backup.json', expect.stringMatching(/^files\/[0-9a-f]{64}$/), 'lanai.db']);
  });

  it('holds no secret of the data folder, and leaves nothing beside it', async () => {
    const name = await hands.backUp();
    expect(hands.bytesOf(name).includes(Buffer.from(home.key))).toBe(false);
    expect(readdirSync(home.dataDir).filter((each) => each.startsWith('backing-up'))).toEqual([]);
    expect(readdirSync(path.join(home.dataDir, 'backups')).filter((each) => !/^lanai-[\d-]+\.tar$/.test(each))).toEqual([]);
  });

  it('counts as storage, as everything else does', async () => {
    const storage = (await home.owner.get('/api/storage')).json() as Record<string, number>;
    const du = (name: string): number =>
      Number(
        execFileSync('find', [path.join(home.dataDir, name), '-type', 'f', '-printf', '%s\n'], { encoding: 'utf8' })
          .split('\n')
          .reduce((sum, each) => sum + Number(each), 0),
      );
    expect(storage).toMatchObject({ folder: home.dataDir, backups_bytes: du('backups'), files_bytes: du('files') });
    expect(storage.database_bytes).toBeGreaterThanOrEqual(du('lanai.db'));
    expect(storage.free_bytes).toBeGreaterThan(0);
  });
});

describe('A restore of a home that runs', () => {
  it('takes what was said since away, and keeps it in a backup; who was here comes back by themselves', async () => {
    const guest = await home.guest('Gus');
    await say('before');
    const name = await hands.backUp();
    await say('afterwards');
    const late = await home.guest('Late');
    await hands.restore(name);
    expect(await saidIn(home)).toContain('before');
    expect(await saidIn(home)).not.toContain('afterwards');
    expect((await guest.get('/api/rooms')).status).toBe(200);
    expect((await late.get('/api/rooms')).status).toBe(401);
    const { backups, problem } = await hands.state();
    expect(problem).toBeNull();
    const kept = backups.find(({ kind }) => kind === 'before-restore');
    await hands.restore(kept?.name ?? '');
    expect(await saidIn(home)).toContain('afterwards');
    expect(home.logged).toEqual([]);
  });

  it('sends no scheduled message whose time is over, and says so to its author', async () => {
    const at = async (send_at: number, more: object = {}): Promise<string> => {
      const scheduled = await home.owner.post(`/api/rooms/${LOBBY_ID}/scheduled`, { content: `due ${newId()}`, send_at, ...more });
      return scheduled.field('id');
    };
    const listed = async () => ((await home.owner.get('/api/scheduled')).json() as { scheduled: ScheduledMessage[] }).scheduled;
    const soon = Date.now() + 1_500;
    const [once, daily, later] = [
      await at(soon),
      await at(soon, { repeat: { every: 'day', time_zone: 'Europe/Berlin' } }),
      await at(soon + 60 * 60 * 1000),
    ];
    const name = await hands.backUp();
    const due = async (): Promise<string[]> => (await saidIn(home)).filter((line) => line.startsWith('due '));
    await expect.poll(due, { timeout: 10_000 }).toHaveLength(2);
    await hands.restore(name);
    const entries = new Map((await listed()).map((entry) => [entry.id, entry]));
    expect(entries.get(once)?.failure).toMatchObject({ code: 'restored' });
    expect(entries.get(daily)).toMatchObject({ failure: null, send_at: expect.closeTo(soon + 24 * 60 * 60 * 1000, -8) as number });
    expect(entries.get(later)).toMatchObject({ failure: null, send_at: soon + 60 * 60 * 1000 });
    expect(await due()).toEqual([]);
    expect((await home.owner.post(`/api/scheduled/${once}/send`)).status).toBeLessThan(300);
    expect(await due()).toHaveLength(1);
    for (const id of [daily, later]) await home.owner.delete(`/api/scheduled/${id}`);
  });

  it('is announced by Porter, and the owner gets the names of people without access', async () => {
    const name = await hands.backUp();
    const later = await home.guest('Tom [x](http://evil.test)');
    await hands.restore(name);
    const lines = async (): Promise<string[]> => (await saidIn(home)).filter((line) => line.startsWith('The home was put back to '));
    await expect.poll(async () => (await lines()).length).toBeGreaterThan(0);
    const said = (await lines()).at(-1);
    expect(said).toMatch(/^The home was put back to \w+ \d+, \d{4} at \d+:\d\d/);
    expect((await later.get('/api/rooms')).status).toBe(401);
    const direct = (await home.owner.post('/api/directs', { participant_id: PORTER_ID })).field('id');
    const texts = async (): Promise<string> => (await home.owner.get(`/api/rooms/${direct}/messages`)).text;
    await expect.poll(texts).toContain('Tom');
    expect(await texts()).not.toContain('[x](http');
    await expect.poll(() => existsSync(path.join(home.dataDir, 'restored.json'))).toBe(false);
  });

  it('keeps the audit log as it is now, with the restore itself', async () => {
    const name = await hands.backUp();
    await home.owner.post('/api/invites', { name: 'After the backup' });
    await hands.restore(name);
    const { entries } = (await home.owner.get('/api/audit?limit=5')).json() as Reply<'list_audit'>;
    expect(entries.find(({ kind }) => kind === 'restore_backup')).toMatchObject({ by: { name: 'Owner' }, facts: { name } });
    expect(entries.find(({ kind }) => kind === 'create_invite')).toMatchObject({ facts: { name: 'After the backup' } });
  });

  it('gives no one back what was taken from them since', async () => {
    const guest = await home.guest('Mallory');
    const key = await home.owner.post('/api/keys', { label: 'Bot' });
    const name = await hands.backUp();
    const { people } = (await home.owner.get('/api/people')).json() as { people: { id: string; name: string }[] };
    await home.owner.delete(`/api/people/${people.find((each) => each.name === 'Mallory')?.id}/access`);
    await home.owner.delete(`/api/keys/${key.field('key.id')}`);
    await hands.restore(name);
    expect((await guest.get('/api/rooms')).status).toBe(401);
    const asked = await createFileSender(home).withKey(key.field('secret')).send('/api/rooms', { method: 'GET' });
    expect(asked.status).toBe(401);
  });

  it('tells a client that was here that this is another past', async () => {
    const socket = await home.socketOf(home.owner);
    const first = await socket.request('watch', { ...WATCH, cursor: null });
    const { snapshot } = first.payload as { snapshot: { cursor: number; epoch: number } };
    socket.close();
    await hands.restore(await hands.backUp());
    const again = await home.socketOf(home.owner);
    const asked = { ...WATCH, cursor: snapshot.cursor, epoch: snapshot.epoch };
    expect((await again.request('watch', asked)).payload).toMatchObject({ mode: 'snapshot' });
  });

  it('is the owner’s alone, and is refused while another is under way', async () => {
    const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
    const name = await hands.backUp();
    expect((await admin.get('/api/backups')).status).toBe(200);
    for (const refused of [await admin.post(`/api/backups/${name}/restore`), await admin.delete(`/api/backups/${name}`)])
      expect([refused.status, refused.field('code')]).toEqual([403, 'access_denied']);
    expect((await home.owner.post('/api/backups/..%2Flanai.tar/restore')).field('code')).toBe('backup_not_found');
    await home.owner.post('/api/backups');
    expect((await home.owner.post('/api/backups')).field('code')).toBe('home_busy');
    await expect.poll(async () => (await hands.state()).work, { timeout: 20_000 }).toBeNull();
  });
});
