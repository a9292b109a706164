// One gateway per data folder. The lock is a transaction that is never finished in its own database: the system
// lets go of it when the process ends in any way, so a crash leaves nothing to clean up.
import Database from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../../src-shared/errors.ts';
import { fromJson } from './json.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

const LOCK_FILE = 'home.lock';
const HOLDER_FILE = 'holder.json';

export interface Lock {
  /** Notes what others may want to know of the one who holds the folder, such as its address. */
  tell(holder: Record<string, unknown>): void;
  release(): void;
}

export function lockDataFolder(dataDir: string): Lock {
  const holderFile = path.join(dataDir, HOLDER_FILE);
  const db = locked(path.join(dataDir, LOCK_FILE), () => `${dataDir} is in use by another Lanai${describeHolder(holderFile)}.`);
  const tell = (holder: Record<string, unknown>): void => {
    try {
      writeFileSync(holderFile, JSON.stringify({ pid: process.pid, ...holder }), { mode: 0o600 });
    } catch {
      // A full disk: then the error about a folder in use does not name the other process.
    }
  };
  tell({});
  return {
    tell,
    release() {
      rmSync(holderFile, { force: true });
      db.close();
    },
  };
}

function locked(file: string, inUse: () => string): Database.Database {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    const isHeld = error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code);
    if (isHeld) throw new StartFailure('home_in_use', inUse(), { cause: error });
    throw new StartFailure(
      'data_dir_unwritable',
      `${file} cannot be used. ${reasonOf(error)} If no Lanai runs there, delete it and start again.`,
      {
        cause: error,
      },
    );
  }
}

function describeHolder(file: string): string {
  try {
    const { pid, url } = fromJson<{ pid?: number; url?: string }>(readFileSync(file, 'utf8'));
    return ` (process ${pid ?? 'unknown'}${url ? `, ${url}` : ''})`;
  } catch {
    return '';
  }
}
