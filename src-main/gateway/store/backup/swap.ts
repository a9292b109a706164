// A backup that was taken apart and checked, put in the place of a home that does not run.
import Database from 'better-sqlite3';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../../../../src-shared/reason.ts';
import { lockDataFolder } from '../lock.ts';
import { createReads } from '../reads.ts';
import { settingRow } from '../settings.ts';
import { contentPath, DATABASE_NAME } from './contents.ts';
import { closeSynced, linkOrCopy, PRIVATE_FOLDER, syncFolder } from './disk.ts';
import { encryptsBackups } from './make.ts';
import { holdOverdue } from './overdue.ts';
import { notePutBack, peopleIn, type Known } from './put-back.ts';
import type { Unpacked } from './unpack.ts';
import { revokeAllCredentials, keepCredentials } from './credentials.ts';

/** A number in SQLite's file header. A new one tells earlier clients that the history is another one. */
const HISTORY_MAX = 2 ** 31;
/** Files of the previous database that would not fit the new one. */
const GOES_ALONG = /^(?:lanai\.db-|search\.db)/;

/** They show no damage: they are temporary, or come from the new database. */
const NO_DAMAGE = /^SQLITE_(?:FULL|BUSY|LOCKED|NOMEM)/;

export interface Swapped {
  /** Where the earlier home is, which could not be read whole. Null: it was readable, or there was none. */
  kept: string | null;
}

/**
 * `isBackedUp`: there is a backup of what is there. It is false for a damaged home, which is kept as it is then.
 * Throws StartFailure `home_in_use` while a home runs there. A crash in the middle leaves the one database or the other, whole.
 */
export function swap(folder: string, unpacked: Unpacked, isBackedUp = true): Swapped {
  const lock = lockDataFolder(folder);
  try {
    const current = path.join(folder, DATABASE_NAME);
    const fresh = path.join(unpacked.folder, DATABASE_NAME);
    const isReadable = existsSync(current) && foldLog(current);
    beginAnew(fresh);
    const before = isReadable ? unlessDamaged(() => peopleOf(current)) : null;
    const inBackup = peopleOf(fresh);
    const isSame = isReadable ? unlessDamaged(() => keepCredentialsOf(fresh, current)) : null;
    if (isSame !== true) revokeAllCredentialsOf(fresh);
    const encrypts = unlessDamaged(() => encryptsBackups(folder));
    if (encrypts ?? true) encryptLater(fresh);
    const missing = isSame === true ? missingIn(fresh, [...(before ?? []), ...inBackup]) : inBackup;
    const isWhole = before !== null && isSame !== null && encrypts !== null;
    const kept = existsSync(current) && !(isWhole && isBackedUp) ? asideOf(folder) : null;
    replace(folder, unpacked, kept);
    orSayWhere(kept, () => {
      notePutBack(folder, { made_at: unpacked.made_at, missing: [...new Set(missing.map(({ name }) => name))] });
      syncFolder(folder);
    });
    return { kept };
  } finally {
    lock.release();
    rmSync(unpacked.folder, { recursive: true, force: true });
  }
}

/** Where a home that does not run has come to. */
export function newestCursor(folder: string): number {
  const db = new Database(path.join(folder, DATABASE_NAME), { readonly: true });
  try {
    return createReads(db).cursor();
  } finally {
    db.close();
  }
}

/** Its log becomes part of it. False when it cannot be read. */
function foldLog(file: string): boolean {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      db.prepare('SELECT count(*) FROM home').get();
      db.pragma('wal_checkpoint(TRUNCATE)');
      return true;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/** Null when it cannot be read: a damaged home can be read in parts. Where its access is not among them, none is kept. */
function unlessDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Database.SqliteError && !NO_DAMAGE.test(error.code)) return null;
    throw error;
  }
}

/** A restore never turns off the encryption of backups. */
function encryptLater(fresh: string): void {
  const db = new Database(fresh);
  try {
    db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (@key, @value)').run(settingRow('backups_encrypted', true));
  } finally {
    db.close();
  }
}

function beginAnew(fresh: string): void {
  const db = new Database(fresh);
  try {
    db.pragma(`user_version = ${randomInt(1, HISTORY_MAX)}`);
    holdOverdue(db, Date.now());
  } finally {
    db.close();
  }
}

function peopleOf(file: string): Known[] {
  const db = new Database(file, { readonly: true });
  try {
    return peopleIn(db);
  } finally {
    db.close();
  }
}

function missingIn(fresh: string, people: readonly Known[]): Known[] {
  const there = new Set(peopleOf(fresh).map(({ id }) => id));
  return people.filter(({ id }) => !there.has(id));
}

/** False for a backup of another home. Contents go back in time, access does not: a restore gives access to no new people. */
function keepCredentialsOf(fresh: string, current: string): boolean {
  const db = new Database(fresh);
  try {
    db.prepare('ATTACH DATABASE ? AS now').run(current);
    if (!isSameHome(db)) return false;
    keepCredentials(db, Date.now());
    return true;
  } finally {
    db.close();
  }
}

function isSameHome(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM home JOIN now.home AS n ON n.id = home.id').get() !== undefined;
}

function revokeAllCredentialsOf(fresh: string): void {
  const db = new Database(fresh);
  try {
    revokeAllCredentials(db, Date.now());
  } finally {
    db.close();
  }
}

function asideOf(folder: string): string {
  return path.join(folder, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
}

/** Puts the backup in place. `kept`: the folder for the earlier home. A failure puts the earlier home back. */
function replace(folder: string, unpacked: Unpacked, kept: string | null): void {
  try {
    if (kept !== null) keepAside(folder, kept);
    for (const name of readdirSync(folder)) if (GOES_ALONG.test(name)) rmSync(path.join(folder, name));
    for (const sha256 of unpacked.contents) moveContent(unpacked.folder, folder, sha256);
    renameSync(path.join(unpacked.folder, DATABASE_NAME), path.join(folder, DATABASE_NAME));
  } catch (error) {
    orSayWhere(kept, () => {
      if (kept !== null) takeBack(folder, kept);
    });
    throw error;
  }
}

/** The database is never away: it is linked to its new place before another takes the old one. Its files go along, or the next start would clear them away. */
function keepAside(folder: string, kept: string): void {
  mkdirSync(kept, { mode: PRIVATE_FOLDER });
  linkOrCopy(path.join(folder, DATABASE_NAME), path.join(kept, DATABASE_NAME));
  closeSynced(openSync(path.join(kept, DATABASE_NAME), 'r+'));
  for (const name of readdirSync(folder))
    if (name.startsWith(`${DATABASE_NAME}-`)) renameSync(path.join(folder, name), path.join(kept, name));
  if (existsSync(path.join(folder, 'files'))) renameSync(path.join(folder, 'files'), path.join(kept, 'files'));
}

/** The database itself is still in its place. */
function takeBack(folder: string, kept: string): void {
  if (!existsSync(kept)) return;
  for (const name of readdirSync(kept)) {
    if (name === DATABASE_NAME) continue;
    // These are files of the backup. The home's were moved to `kept`.
    if (name === 'files') rmSync(path.join(folder, name), { recursive: true, force: true });
    renameSync(path.join(kept, name), path.join(folder, name));
  }
  rmSync(kept, { recursive: true });
}

function orSayWhere(kept: string | null, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw kept === null ? error : new Error(`${reasonOf(error)} The files of before are in ${kept}.`, { cause: error });
  }
}

function moveContent(from: string, folder: string, sha256: string): void {
  const target = contentPath(path.join(folder, 'files'), sha256);
  mkdirSync(path.dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
  renameSync(contentPath(path.join(from, 'files'), sha256), target);
  syncFolder(path.dirname(target));
}
