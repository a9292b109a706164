// The search index, in its own file beside the database. All of its data is also in the database, so it does not wait for the
// disk, is in no backup, and is rebuilt when it does not match the database.
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';

export const INDEX_FILE = 'search.db';

/** The version of the indexed words and facts. A new version rebuilds the index. */
const INDEX_VERSION = 3;
/**
 * So many cursors have their own index. The newest is asked first: the start of a common word costs what one era
 * costs, however large the home has become.
 */
const CURSORS_PER_ERA = 2 ** 17;
/** SQLite's splitter gets the words split already, with single spaces; characters newer than its tables are none to lose. */
const TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* M* N* Co So Cn'";

export interface Era {
  put(cursor: number, facts: string, words: string): void;
  remove(cursor: number): void;
  /** Takes the words of removed texts out of the file. Until then they are only marked. */
  purge(): void;
  /** Cursors that are in it, from the lowest after this one on. */
  cursorsAfter(cursor: number, limit: number): number[];
  /** Cursors between these two, the newest first. */
  matches(match: string, after: number, before: number): IterableIterator<number>;
}

export interface IndexFile {
  /** Everything up to this cursor is in it. */
  position(): Position | null;
  inTransaction<T>(work: () => T): T;
  moveTo(position: Position): void;
  numberOf(id: string): number;
  /** Null: nothing is indexed that has to do with it. */
  knownNumber(id: string): number | null;
  eraOf(cursor: number): Era;
  /** The newest first. */
  erasBetween(after: number, before: number): Era[];
  /** Leaves no word of the texts that were removed since it was opened, in the file or its log. */
  purge(): void;
  close(): void;
}

/** The newest message at or before the cursor is named, so that an index of another past is noticed. */
export interface Position {
  home_id: string;
  cursor: number;
  message_id: string | null;
}

export function removeIndex(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** Makes it when it is not there. Throws for a file that is damaged or of another version. */
export function openIndex(file: string): IndexFile {
  const db = new Database(file);
  try {
    prepareFile(db);
    return indexOn(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFile(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('secure_delete = ON');
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version === INDEX_VERSION) return;
  if (version !== 0) throw new Error('The index is of another version.');
  db.exec(`
    CREATE TABLE position (home_id TEXT NOT NULL, cursor INTEGER NOT NULL, message_id TEXT);
    CREATE TABLE numbers (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
    PRAGMA user_version = ${INDEX_VERSION};
  `);
}

function indexOn(db: Database.Database): IndexFile {
  const eras = new Map<number, Era>();
  const eraNames = db.prepare<[], { name: string }>(
    "SELECT name FROM sqlite_schema WHERE name GLOB 'era_[0-9]*' AND sql LIKE 'CREATE VIRTUAL%'",
  );
  for (const { name } of eraNames.all()) eras.set(Number(name.slice('era_'.length)), eraOn(db, name));
  const position = db.prepare<[], Position>('SELECT home_id, cursor, message_id FROM position');
  const known = db.prepare<[string], { number: number }>('SELECT number FROM numbers WHERE id = ?');
  const insertNumber = db.prepare<[string]>('INSERT INTO numbers (id) VALUES (?)');

  return {
    position: () => position.get() ?? null,
    inTransaction: (work) => db.transaction(work)(),
    moveTo({ home_id, cursor, message_id }) {
      db.prepare('DELETE FROM position').run();
      db.prepare('INSERT INTO position (home_id, cursor, message_id) VALUES (?, ?, ?)').run(home_id, cursor, message_id);
    },
    numberOf: (id) => known.get(id)?.number ?? Number(insertNumber.run(id).lastInsertRowid),
    knownNumber: (id) => known.get(id)?.number ?? null,
    eraOf(cursor) {
      const number = Math.floor(cursor / CURSORS_PER_ERA);
      const era = eras.get(number) ?? createEra(db, `era_${number}`);
      eras.set(number, era);
      return era;
    },
    erasBetween(after, before) {
      const [first, last] = [Math.floor(after / CURSORS_PER_ERA), Math.floor(before / CURSORS_PER_ERA)];
      const within = [...eras.keys()].filter((number) => number >= first && number <= last);
      return within.sort((a, b) => b - a).flatMap((number) => eras.get(number) ?? []);
    },
    purge() {
      for (const era of eras.values()) era.purge();
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: () => void db.close(),
  };
}

/** `content=''`: only what is looked up is kept, and not the texts a second time. */
function createEra(db: Database.Database, name: string): Era {
  db.exec(`CREATE VIRTUAL TABLE ${name} USING fts5(facts, words, content='', contentless_delete=1, tokenize="${TOKENIZER}")`);
  return eraOn(db, name);
}

function eraOn(db: Database.Database, name: string): Era {
  const put = db.prepare<[number, string, string]>(`INSERT OR REPLACE INTO ${name} (rowid, facts, words) VALUES (?, ?, ?)`);
  const remove = db.prepare<[number]>(`DELETE FROM ${name} WHERE rowid = ?`);
  const cursors = db.prepare<[number, number], number>(`SELECT rowid FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ?`);
  const matches = db.prepare<[string, number, number], number>(
    `SELECT rowid FROM ${name} WHERE ${name} MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC`,
  );
  let hasRemoved = false;
  return {
    put: (cursor, facts, words) => void put.run(cursor, facts, words),
    remove(cursor) {
      if (remove.run(cursor).changes > 0) hasRemoved = true;
    },
    purge() {
      if (hasRemoved) db.exec(`INSERT INTO ${name}(${name}) VALUES ('optimize')`);
      hasRemoved = false;
    },
    cursorsAfter: (cursor, limit) => cursors.pluck().all(cursor, limit),
    matches: (match, after, before) => matches.pluck().iterate(match, after, before),
  };
}
