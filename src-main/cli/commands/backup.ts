// One file with everything that is in the home's database, as it was at one moment, while the home runs on.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { dataFolder } from '../home-options.ts';
import { homeNode, isNewEnough } from '../home-node.ts';
import { createOutput } from '../output.ts';
import { runOn } from './serve.ts';

const DATABASE_FILE = 'lanai.db';

interface BackupOptions {
  dataDir?: string;
  force?: boolean;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'where to put it')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--force', 'put it in the place of a file that is there')
    .option('--json', 'answer in JSON')
    .addHelpText('after', '\nTo have the home back, put the file into an empty folder as lanai.db and run "lanai serve --data-dir" on it.')
    .action(async (file: string, options: BackupOptions) => {
      if (!isNewEnough(process.versions.node)) {
        process.exitCode = await runOn(homeNode(), process.argv.slice(1));
        return;
      }
      const { default: SQLite } = await import('better-sqlite3');
      const made = backUp(SQLite, dataFolder(options, process.env), path.resolve(file), options.force === true);
      createOutput(options.json).show(made, `${made.messages} messages in ${made.rooms} rooms are in ${made.file}.`);
    });
}

interface Made {
  file: string;
  rooms: number;
  messages: number;
}

/** The file is there whole or not at all: it is made beside its place, read back, and then put there. */
function backUp(SQLite: typeof Database, folder: string, file: string, isForced: boolean): Made {
  const source = path.join(folder, DATABASE_FILE);
  if (!existsSync(source)) throw new Failure(`There is no home in ${folder}.`);
  if (existsSync(file) && !isForced) throw new Failure(`${file} is there already. Choose another, or say --force.`);
  const fresh = `${file}.${process.pid}.new`;
  try {
    copyDatabase(SQLite, source, fresh);
    toDisk(fresh);
    const counts = readBack(SQLite, fresh);
    renameSync(fresh, file);
    return { file, ...counts };
  } catch (error) {
    rmSync(fresh, { force: true });
    if (error instanceof Failure) throw error;
    throw new Failure(`The backup failed: ${error instanceof Error ? error.message : 'unknown reason'}.`, undefined, { cause: error });
  }
}

/** What VACUUM writes is not yet on the disk when it returns. */
function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** VACUUM INTO reads in one transaction: what is committed meanwhile is not in it, and nobody waits for it. */
function copyDatabase(SQLite: typeof Database, source: string, target: string): void {
  const db = new SQLite(source, { readonly: true });
  // Everything that was ever said is in it: for its owner's eyes only.
  const umask = process.umask(0o077);
  try {
    db.prepare('VACUUM INTO ?').run(target);
  } finally {
    process.umask(umask);
    db.close();
  }
}

function readBack(SQLite: typeof Database, file: string): Omit<Made, 'file'> {
  const db = new SQLite(file, { readonly: true });
  try {
    const problem = db.pragma('integrity_check', { simple: true });
    if (problem !== 'ok') throw new Failure('The copy is damaged: the home may be, too.');
    const count = (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return { rooms: count('rooms'), messages: count('messages') };
  } finally {
    db.close();
  }
}
