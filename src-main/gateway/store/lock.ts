// One gateway per data folder. The lock is a transaction that is never finished in a database of its own: the system
// lets go of it when the process ends in any way, so a crash leaves nothing to clean up.
import Database from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../../src-shared/errors.ts';
import { fromJson } from './json.ts';

const LOCK_FILE = 'home.lock';
const HOLDER_FILE = 'holder.json';

export interface Lock {
  /** Notes what others may want to know of the one who holds the folder, such as its address. */
  tell(holder: Record<string, unknown>): void;
  release(): void;
}

export function lockDataFolder(dataDir: string): Lock {
  const holderFile = path.join(dataDir, HOLDER_FILE);
  const db = new Database(path.join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new StartFailure('home_in_use', `${dataDir} is in use by another Lanai${describeHolder(holderFile)}.`, { cause: error });
  }
  const tell = (holder: Record<string, unknown>): void =>
    writeFileSync(holderFile, JSON.stringify({ pid: process.pid, ...holder }), { mode: 0o600 });
  tell({});
  return {
    tell,
    release() {
      rmSync(holderFile, { force: true });
      db.close();
    },
  };
}

function describeHolder(file: string): string {
  try {
    const { pid, url } = fromJson<{ pid?: number; url?: string }>(readFileSync(file, 'utf8'));
    return ` (process ${pid ?? 'unknown'}${url ? `, ${url}` : ''})`;
  } catch {
    return '';
  }
}
