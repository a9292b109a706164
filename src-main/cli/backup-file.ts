// The file that a backup is: what both who make one and who restore one do with it.
import { closeSync, fsyncSync, openSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { Failure } from './failure.ts';

export const DATABASE_FILE = 'lanai.db';

export interface Counts {
  rooms: number;
  messages: number;
}

/** What was written is not yet on the disk when the writing returns. */
export function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Reads all of it. Throws Failure with this sentence for what is no whole home. */
export function readBack(SQLite: typeof Database, file: string, problem: string): Counts {
  try {
    const db = new SQLite(file, { readonly: true });
    try {
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') throw new Failure(problem);
      const count = (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
      return { rooms: count('rooms'), messages: count('messages') };
    } finally {
      db.close();
    }
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(problem, undefined, { cause: error });
  }
}
