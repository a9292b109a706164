import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { rmSync } from 'node:fs';
import { StartFailure } from '../../../src-shared/errors.ts';
import { openForWriting } from './database.ts';
import { MIGRATIONS } from './migrations/list.ts';
import { isSquashed, withoutSquashed } from './migrations/squashed.ts';

export interface MigrateOptions {
  migrations?: Record<string, Migration>;
  /** Whether a database that has data is copied aside before it is changed. */
  copiesAside?: boolean;
}

/** Brings the database up to this program's version. */
export async function migrate(file: string, { migrations = MIGRATIONS, copiesAside = true }: MigrateOptions = {}): Promise<void> {
  const db = openChecked(file);
  try {
    const named = appliedMigrations(db);
    const done = withoutSquashed(named);
    refuseUnknown(file, unknownTo(done, Object.keys(migrations)));
    if (done.length < named.length) renameSquashed(db, done);
    const [next] = Object.keys(migrations).filter((name) => !done.includes(name));
    if (next === undefined) return;
    if (done.length > 0 && copiesAside) copyAside(db, file, next);
    await applyMigrations(db, migrations);
  } finally {
    db.close();
  }
}

/** A migration that a database has and a program does not know, and why; null when the program knows all. */
export interface Unknown {
  name: string;
  why: 'newer' | 'unreleased';
}

/** `done`: as the database names them. `known`: the program's. */
export function unknownTo(done: readonly string[], known: readonly string[]): Unknown | null {
  const name = withoutSquashed(done).find((each) => !known.includes(each));
  return name === undefined ? null : { name, why: isSquashed(name) ? 'unreleased' : 'newer' };
}

function refuseUnknown(file: string, unknown: Unknown | null): void {
  if (unknown?.why === 'newer')
    throw new StartFailure(
      'database_newer',
      `${file} was written by a newer Lanai (it has ${unknown.name}). Start that version, or restore a backup.`,
    );
  if (unknown?.why === 'unreleased')
    throw new StartFailure(
      'database_unreleased',
      `${file} was written by a Lanai from before version 0.1.0, which no later version can read. Move it away to begin anew.`,
    );
}

function renameSquashed(db: Database.Database, done: readonly string[]): void {
  const insert = db.prepare('INSERT INTO kysely_migration (name, timestamp) VALUES (?, ?)');
  db.transaction(() => {
    db.exec('DELETE FROM kysely_migration');
    for (const name of done) insert.run(name, new Date().toISOString());
  })();
}

/** All of them on an open database, which stays open: all or none. Kysely itself uses no transaction on SQLite. */
export async function applyMigrations(database: Database.Database, migrations: Record<string, Migration> = MIGRATIONS): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  database.exec('BEGIN IMMEDIATE');
  const { error } = await migrator.migrateToLatest();
  if (database.inTransaction) database.exec(error === undefined ? 'COMMIT' : 'ROLLBACK');
  if (error !== undefined) throw new Error('The database could not be brought up to this version.', { cause: error });
}

function openChecked(file: string): Database.Database {
  try {
    const db = openForWriting(file);
    // Reads the first page and the schema, where most damage shows; a whole check would take minutes in a large home.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    throw damagedOr(error, file);
  }
}

/** The failure to report for an error of SQLite: a damaged file is reported as such. */
export function damagedOr(error: unknown, file: string): Error {
  const code = sqliteCode(error) || (error instanceof Error ? sqliteCode(error.cause) : '');
  if (code !== 'SQLITE_NOTADB' && !code.startsWith('SQLITE_CORRUPT'))
    return error instanceof Error ? error : new Error('A migration failed.', { cause: error });
  return new StartFailure(
    'database_damaged',
    `${file} is damaged and was left as it is. Restore a backup, or move it away to begin anew.`,
    { cause: error },
  );
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function appliedMigrations(db: Database.Database): string[] {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kysely_migration'").get() !== undefined;
  if (!hasTable) return [];
  return db
    .prepare<[], { name: string }>('SELECT name FROM kysely_migration')
    .all()
    .map((row) => row.name);
}

function copyAside(db: Database.Database, file: string, firstPending: string): void {
  const copy = `${file}.before-${firstPending}`;
  rmSync(copy, { force: true });
  db.prepare('VACUUM INTO ?').run(copy);
}
