// One file with everything that is in the home's database, as it was at one moment, while the home runs on.
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import type { Command } from 'commander';
import { DATABASE_FILE, readBack, toDisk, type Counts } from '../backup-file.ts';
import { Failure } from '../failure.ts';
import { dataFolder } from '../home-options.ts';
import { homeNode, isNewEnough } from '../home-node.ts';
import { createOutput } from '../output.ts';
import { runOn } from './serve.ts';

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
    .addHelpText('after', '\nTo have the home back: "lanai restore".')
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

interface Made extends Counts {
  file: string;
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
    const counts = readBack(SQLite, fresh, 'The copy is damaged: the home may be, too.');
    renameSync(fresh, file);
    return { file, ...counts };
  } catch (error) {
    rmSync(fresh, { force: true });
    if (error instanceof Failure) throw error;
    throw new Failure(`The backup failed: ${error instanceof Error ? error.message : 'unknown reason'}.`, undefined, { cause: error });
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
