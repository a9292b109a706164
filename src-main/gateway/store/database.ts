import Database from 'better-sqlite3';

export const DATABASE_FILE = 'lanai.db';

/** How long a handle waits for another one's lock. Only a backup tool from outside can hold it. */
const BUSY_TIMEOUT_MS = 5_000;
/**
 * Pages of the log after which it is folded into the database, in the writer and between batches. The log's file grows
 * until the first time and is written over from then on: to sync a file that grows takes nearly twice as long.
 */
const CHECKPOINT_PAGES = 1_000;

export function openForWriting(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  // FULL: the log is on disk when COMMIT returns, so what was acknowledged survives a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // The bytes of a deleted message are overwritten, not only forgotten.
  db.pragma('secure_delete = ON');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return db;
}

export function openForReading(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS, readonly: true });
  db.pragma('query_only = ON');
  return db;
}

/** The statements that make the same empty tables, indexes and triggers in another database, in their order. */
export function schemaOf(db: Database.Database): string[] {
  // SQLite makes the indexes without a statement itself, and so its own tables.
  const statements = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid";
  return db.prepare<[], string>(statements).pluck().all();
}
