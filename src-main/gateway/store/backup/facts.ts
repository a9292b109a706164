// Whether a database is that of a home which this program can run, and what is in it. It is read with care: it may come
// from anywhere.
import Database from 'better-sqlite3';
import type { BackupFacts } from '../../../../src-shared/maintenance.ts';
import { unknownTo } from '../migrate.ts';
import { unusable } from './contents.ts';

const TABLES = ['home', 'participants', 'rooms', 'memberships', 'messages', 'changes', 'kysely_migration'];

export type DatabaseFacts = Pick<BackupFacts, 'home_id' | 'home_name' | 'rooms' | 'messages'>;

export function factsIn(file: string): DatabaseFacts {
  const db = new Database(file, { readonly: true });
  try {
    return readFacts(db);
  } finally {
    db.close();
  }
}

/** Reads all of it. Throws `backup_unusable` for what is no whole home, or one of a newer program. */
export function checkDatabase(file: string, known: readonly string[]): DatabaseFacts {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true });
    db.pragma('trusted_schema = OFF');
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') throw unusable('The backup is damaged.');
    checkSchema(db, known);
    return readFacts(db);
  } catch (error) {
    if (error instanceof Database.SqliteError) throw unusable('That file is not a backup of a home, or it is damaged.', error);
    throw error;
  } finally {
    db?.close();
  }
}

function checkSchema(db: Database.Database, known: readonly string[]): void {
  const parts = db.prepare<[], { type: string; name: string; sql: string | null }>('SELECT type, name, sql FROM sqlite_schema').all();
  const tables = new Set(parts.filter(({ type }) => type === 'table').map(({ name }) => name));
  if (!TABLES.every((name) => tables.has(name))) throw unusable('That is a database, but not that of a home.');
  // A home has no triggers, views, virtual tables or computed columns. With them the maker of the file could run SQL whenever the
  // server reads or writes, and set roles and permissions that a restore does not take from it.
  const isStrange = parts.some(({ type, sql }) => type === 'trigger' || type === 'view' || /^\s*create\s+virtual/i.test(sql ?? ''));
  const computed = db.prepare('SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden <> 0');
  const hasComputed = [...tables].some((name) => computed.get(name) !== undefined);
  if (isStrange || hasComputed) throw unusable('That database has parts that no home has.');
  const unknown = unknownTo(db.prepare<[], string>('SELECT name FROM kysely_migration').pluck().all(), known);
  if (unknown?.why === 'newer') throw unusable(`That backup was made by a newer Lanai (it has ${unknown.name}). Get that version first.`);
  if (unknown?.why === 'unreleased')
    throw unusable('That backup was made by a Lanai from before version 0.1.0, which no later one can read.');
}

function readFacts(db: Database.Database): DatabaseFacts {
  const home = db.prepare<[], { id: string; name: string }>('SELECT id, name FROM home').get();
  if (!home) throw unusable('There is no home in that backup.');
  const count = (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return { home_id: home.id, home_name: home.name, rooms: count('rooms'), messages: count('messages') };
}
