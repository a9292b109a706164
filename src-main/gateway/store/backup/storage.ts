// The disk space that a home uses.
import { lstat, opendir, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from '../../../../src-shared/maintenance.ts';
import { BACKUPS_FOLDER } from './contents.ts';

const DATABASE = /^lanai\.db(?:-wal|-shm)?$/;
const INDEX = /^search\.db/;
/** Copies from before a change of the database's form, and what could not be read when a backup was restored. */
const ASIDE = /^(?:lanai\.db\.before-|before-restore-)/;

export async function storageOf(folder: string): Promise<Omit<Storage, 'used_by'>> {
  const { bavail, bsize } = await statfs(folder);
  const storage = { folder, database_bytes: 0, index_bytes: 0, files_bytes: 0, backups_bytes: 0, free_bytes: bavail * bsize };
  for await (const { name } of await opendir(folder)) {
    const part = partOf(name);
    if (part) storage[part] += await bytesOf(path.join(folder, name));
  }
  return storage;
}

function partOf(name: string): 'database_bytes' | 'index_bytes' | 'files_bytes' | 'backups_bytes' | null {
  if (DATABASE.test(name)) return 'database_bytes';
  if (INDEX.test(name)) return 'index_bytes';
  if (name === 'files') return 'files_bytes';
  return name === BACKUPS_FOLDER || ASIDE.test(name) ? 'backups_bytes' : null;
}

/** The size of its files. Files that are deleted during the count are left out. */
async function bytesOf(place: string): Promise<number> {
  const found = await lstat(place).catch(() => null);
  if (!found?.isDirectory()) return found?.isFile() ? found.size : 0;
  let sum = 0;
  for await (const { name } of await opendir(place)) sum += await bytesOf(path.join(place, name));
  return sum;
}
