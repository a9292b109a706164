import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Transactions } from '../testing/transactions.ts';
import { storeOptions } from '../testing/store-options.ts';
import { DATABASE_FILE } from './database.ts';
import { migrate } from './migrate.ts';
import { openStore } from './store.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-store-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it('A store that cannot be opened leaves no handle on the database, and the folder to others', async () => {
  const file = path.join(dataDir, DATABASE_FILE);
  await migrate(file);
  const before = new Database(file);
  before.exec('DROP TABLE stored_bytes');
  before.close();
  const opened = () => openStore(storeOptions(dataDir));
  await expect(opened()).rejects.toThrow('no such table: stored_bytes');
  // SQLite leaves the log only when no other connection is open.
  const alone = new Database(file, { timeout: 0 });
  expect(alone.pragma('journal_mode = DELETE', { simple: true })).toBe('delete');
  alone.close();
  // Not "in use": the lock is free.
  await expect(opened()).rejects.toThrow('no such table: stored_bytes');
});

it('A store counts the messages at its start that the last process committed and did not count', async () => {
  const open = () => openStore<Transactions>(storeOptions(dataDir));
  const first = await open();
  const owner = { id: 'ada', name: 'Ada', role: 'owner', scope: 'home', room_ids: [] } as const;
  await first.run('foundHome', { home: { id: 'home', name: 'Lanai' }, owner: { ...owner, room_ids: [] }, agents: [] });
  const room = { name: 'lobby', description: null, visibility: 'public', parent_id: null, created_by: 'ada' } as const;
  await first.run('createRoom', { ...room, id: 'lobby', key_id: null, ephemeral: false, member_ids: [] });
  const message = {
    room_id: 'lobby',
    author_id: 'ada',
    kind: 'chat',
    reply_to: null,
    mentions: [],
    client_id: null,
    key_id: null,
  } as const;
  const post = (store: typeof first, id: string, content: string) =>
    store.run('postMessage', { ...message, mentions: [], id, content, metadata: { a: 1 } });
  await post(first, 'a', 'é');
  await post(first, 'b', 'two');
  const rows = (store: typeof first) => store.load((reads) => [...reads.followedRows()].filter(({ table }) => table === 'stored_bytes'));
  const used = async (store: typeof first) => (await store.archive.storedByAccount(10)).value.map(({ bytes }) => bytes);
  expect(rows(first)).toEqual([]);
  expect(await used(first)).toEqual([19]);
  await first.close();

  const second = await open();
  expect(rows(second)).toEqual([{ table: 'stored_bytes', row: { participant_id: 'ada', bytes: 19 }, isGone: false }]);
  await post(second, 'c', 'x');
  await second.run('deleteMessage', { room_id: 'lobby', message_id: 'a' });
  expect(rows(second)).toEqual([{ table: 'stored_bytes', row: { participant_id: 'ada', bytes: 18 }, isGone: false }]);
  expect(await used(second)).toEqual([18]);
  await second.close();
  const third = await open();
  expect(await used(third)).toEqual([18]);
  await third.close();
});
