import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { rmSync } from 'node:fs';
import { StartFailure } from '../../../src-shared/errors.ts';
import { openForWriting } from './database.ts';
import { home } from './migrations/0001-home.ts';
import { coordination } from './migrations/0002-coordination.ts';
import { webhooks } from './migrations/0003-webhooks.ts';
import { keys } from './migrations/0004-keys.ts';
import { sealed } from './migrations/0005-sealed.ts';
import { files } from './migrations/0006-files.ts';
import { mentions } from './migrations/0008-mentions.ts';
import { clawchat } from './migrations/0009-clawchat.ts';
import { profiles } from './migrations/0009-profiles.ts';
import { notify } from './migrations/0010-notify.ts';
import { keeping } from './migrations/0011-keeping.ts';
import { reading } from './migrations/0012-reading.ts';
import { noSecrets } from './migrations/0013-no-secrets.ts';
import { reactions } from './migrations/0014-reactions.ts';
import { seals } from './migrations/0015-seals.ts';
import { names } from './migrations/0016-names.ts';
import { webhookAuthors } from './migrations/0017-webhook-authors.ts';
import { keyVerifiers } from './migrations/0018-key-verifiers.ts';
import { agents } from './migrations/0019-agents.ts';
import { storedBytes } from './migrations/0020-stored-bytes.ts';
import { confirmedReturns } from './migrations/0021-confirmed-returns.ts';
import { mentionsNow } from './migrations/0022-mentions-now.ts';
import { sessions } from './migrations/0023-sessions.ts';
import { devices } from './migrations/0024-devices.ts';
import { returns } from './migrations/0025-returns.ts';
import { agentTraces } from './migrations/0026-agent-traces.ts';
import type { Schema } from './schema.ts';

/** Forward only, in this order. A migration that was released is never changed. None needs another that is not below it. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-home': home,
  '0002-coordination': coordination,
  '0003-webhooks': webhooks,
  '0004-keys': keys,
  '0005-sealed': sealed,
  '0006-files': files,
  '0008-mentions': mentions,
  '0009-clawchat': clawchat,
  '0009-profiles': profiles,
  '0010-notify': notify,
  '0011-keeping': keeping,
  '0012-reading': reading,
  '0013-no-secrets': noSecrets,
  '0014-reactions': reactions,
  '0015-seals': seals,
  '0016-names': names,
  '0017-webhook-authors': webhookAuthors,
  '0018-key-verifiers': keyVerifiers,
  '0019-agents': agents,
  '0020-stored-bytes': storedBytes,
  '0021-confirmed-returns': confirmedReturns,
  '0022-mentions-now': mentionsNow,
  '0023-sessions': sessions,
  '0024-devices': devices,
  '0025-returns': returns,
  '0026-agent-traces': agentTraces,
};

/** Brings the database up to this program's version. Before it changes one that has data it copies it aside. */
export async function migrate(file: string, migrations: Record<string, Migration> = MIGRATIONS): Promise<void> {
  const db = openChecked(file);
  const done = appliedMigrations(db);
  const unknown = done.find((name) => !Object.hasOwn(migrations, name));
  const pending = Object.keys(migrations).filter((name) => !done.includes(name));
  if (unknown !== undefined) {
    db.close();
    throw new StartFailure(
      'database_newer',
      `${file} was written by a newer Lanai (it has ${unknown}). Start that version, or restore a backup.`,
    );
  }
  if (pending.length === 0) {
    db.close();
    return;
  }
  if (done.length > 0) copyAside(db, file, pending[0] ?? '');
  try {
    await applyMigrations(db, migrations);
  } finally {
    db.close();
  }
}

/** All of them on an open database, which stays open: all or none. Kysely itself uses no transaction on SQLite. */
export async function applyMigrations(database: Database.Database, migrations: Record<string, Migration> = MIGRATIONS): Promise<void> {
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  // Two features may come to a home in another order than they are numbered.
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) }, allowUnorderedMigrations: true });
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

/** The failure to report for an error of SQLite: a damaged file is told as such. */
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
