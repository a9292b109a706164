import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
