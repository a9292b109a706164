// A backup in the place of a home. What was there is kept beside it, and the file is checked before anything is touched.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { dataFolder } from '../home-options.ts';
import { homeNode, isNewEnough } from '../home-node.ts';
import { createOutput } from '../output.ts';
import { DATABASE_FILE, readBack, toDisk, type Counts } from '../backup-file.ts';
import { runOn } from './serve.ts';

/** The gateway holds this as long as it runs (store/lock.ts). */
const LOCK_FILE = 'home.lock';
/** What belongs to the database of before and would not fit the one that is restored. */
const GOES_ALONG = /^(?:lanai|search)\.db/;

interface RestoreOptions {
  dataDir?: string;
  json?: boolean;
}

interface Restored extends Counts {
  folder: string;
  /** Where that is now which was there before; null when there was nothing. */
  kept: string | null;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'the backup')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--json', 'answer in JSON')
    .addHelpText('after', '\nA home that runs in that folder has to be ended first. What was there is kept in a folder beside it.')
    .action(async (file: string, options: RestoreOptions) => {
      if (!isNewEnough(process.versions.node)) {
        process.exitCode = await runOn(homeNode(), process.argv.slice(1));
        return;
      }
      const { default: SQLite } = await import('better-sqlite3');
      const restored = restore(SQLite, path.resolve(file), dataFolder(options, process.env));
      const { folder, kept, rooms, messages } = restored;
      const where = kept === null ? '' : ` What was there is in ${kept}.`;
      createOutput(options.json).show(restored, `${messages} messages in ${rooms} rooms are in ${folder} again.${where}`);
    });
}

function restore(SQLite: typeof Database, file: string, folder: string): Restored {
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = lock(SQLite, folder);
  const fresh = path.join(folder, `restoring-${process.pid}.new`);
  try {
    copyFileSync(file, fresh);
    chmodSync(fresh, 0o600);
    const counts = readBack(SQLite, fresh, `${file} is no backup of a home, or it is damaged. Nothing was changed.`);
    toDisk(fresh);
    const kept = keepAside(folder);
    renameSync(fresh, path.join(folder, DATABASE_FILE));
    return { folder, kept, ...counts };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`The restore failed: ${error instanceof Error ? error.message : 'unknown reason'}.`, undefined, { cause: error });
  } finally {
    rmSync(fresh, { force: true });
    release();
  }
}

/** No home can start there meanwhile. */
function lock(SQLite: typeof Database, folder: string): () => void {
  const db = new SQLite(path.join(folder, LOCK_FILE), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new Failure(`A home is running on ${folder}. End it first.`, undefined, { cause: error });
  }
  return () => db.close();
}

function keepAside(folder: string): string | null {
  const names = readdirSync(folder).filter((name) => GOES_ALONG.test(name));
  if (!names.includes(DATABASE_FILE)) {
    for (const name of names) rmSync(path.join(folder, name));
    return null;
  }
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const kept = path.join(folder, `before-restore-${stamp}`);
  mkdirSync(kept, { mode: 0o700 });
  // The database itself last: until it goes, the rest can be put together again.
  for (const name of names.sort((a, b) => b.length - a.length)) renameSync(path.join(folder, name), path.join(kept, name));
  return kept;
}
